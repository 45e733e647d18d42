"""Checks that every #include in src/ is one that src/LAYERS allows.

Own headers by folder, library headers by the folder that lists them. libc's
and POSIX's headers are free, but for those that LAYERS lists for a folder.
With --headers BUILD CC: every header compiles alone. With --self-test: includes
against the table are put into a copy of src/ and must be found.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')

# ISO C17's headers, and those of POSIX.1-2017 that a batch tool has a use for.
FREE = set("""
assert ctype errno fenv float inttypes limits locale math setjmp signal
stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string
time wchar wctype threads
dirent fcntl fnmatch glob langinfo poll pthread regex spawn strings termios
unistd utime
sys/ioctl sys/mman sys/random sys/resource sys/select sys/stat sys/statvfs
sys/time sys/types sys/uio sys/wait sys/file sys/prctl
""".split())


class Layers:
    def __init__(self, path):
        self.own, self.libraries = {}, {}
        for line in open(path, encoding="utf-8"):
            line = line.split("#")[0].strip()
            if not line:
                continue
            folder, own, libraries = [p.strip() for p in line.split("|")]
            above = list(self.own)
            self.own[folder] = set(above if own == "*" else own.split())
            self.libraries[folder] = libraries.split()
            unknown = self.own[folder] - set(above)
            if unknown:
                sys.exit(f"{path}: {folder} lists {sorted(unknown)}, "
                         "which does not stand above it")

    def owners(self, header):
        return [f for f, names in self.libraries.items()
                if any(belongs(header, name) for name in names)]


def belongs(header, name):
    """Is `header` one of those that `name` stands for? "yaml.h" is a header,
    "unicode/" a folder, "cmark-gfm" and "hpdf" the start of a name."""
    if name.endswith(".h"):
        return header == name
    if name.endswith("/"):
        return header.startswith(name)
    return re.match(re.escape(name) + r"(?![A-Za-z0-9])", header) or \
        header.startswith(name + "_")


def fault_of(layers, folder, own, library):
    if own:
        there = own.split("/")[0]
        if "/" not in own:
            return f'"{own}" is not written from src'
        if there == folder or there in layers.own[folder]:
            return None
        return f'{folder}/ may not include "{own}"'
    owners = layers.owners(library)
    if owners:
        if folder in owners:
            return None
        return f"<{library}> may enter only {', '.join(owners)}"
    if library.removesuffix(".h") in FREE:
        return None
    return f"<{library}> is listed for no folder"


def sources(src):
    for folder, _, names in sorted(os.walk(src)):
        for name in sorted(names):
            if name.endswith((".c", ".h", ".def")):
                path = os.path.join(folder, name)
                yield path, os.path.relpath(path, src).split(os.sep)[0]


def unused(layers, seen):
    """Permits that no file needs: what is not used is not allowed."""
    for folder, own in layers.own.items():
        headers = seen.get(folder, set())
        there = {header.split("/")[0] for header in headers}
        for name in sorted(own - there):
            yield f"LAYERS: nothing in {folder}/ includes from {name}/"
        for name in layers.libraries[folder]:
            if not any(belongs(header, name) for header in headers):
                yield f"LAYERS: nothing in {folder}/ includes {name}"


def faults(src):
    layers = Layers(os.path.join(src, "LAYERS"))
    checked, found, seen = 0, [], {}
    for path, folder in sources(src):
        if folder not in layers.own:
            found.append(f"{path}: {folder} is no layer")
            continue
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            checked += 1
            seen.setdefault(folder, set()).update(filter(None, match.groups()))
            fault = fault_of(layers, folder, *match.groups())
            if fault:
                found.append(f"{path}:{number}: {fault}")
    return checked, found + list(unused(layers, seen))


def folder_flags(build):
    """Where each folder's compiler looks for libraries' headers."""
    flags = {}
    commands = os.path.join(build, "compile_commands.json")
    for entry in json.load(open(commands, encoding="utf-8")):
        words = shlex.split(entry["command"])
        folders = [os.path.join(entry["directory"], w[2:]) for w in words
                   if w.startswith("-I")]
        flags[os.path.basename(os.path.dirname(entry["file"]))] = folders
    return flags


def headers_alone(src, build, cc):
    """Each header, twice, as a translation unit of its own."""
    passed, found = 0, []
    flags = folder_flags(build)
    for path, folder in sources(src):
        if not path.endswith(".h"):
            continue
        name = os.path.relpath(path, src)
        run = subprocess.run(
            cc + ["-I" + f for f in flags.get(folder, [])] +
            ["-std=c17", "-D_GNU_SOURCE", "-I", src, "-x", "c",
             "-fsyntax-only", "-Wall", "-Werror", "-"],
            input=f'#include "{name}"\n#include "{name}"\n',
            capture_output=True, text=True)
        if run.returncode == 0:
            passed += 1
        else:
            found.append(f"{name} does not compile alone:\n{run.stderr}")
    return passed, found


# file, line put into it, part of the message that must come
AGAINST = [
    ("base/arena.c", '#include "text/date.h"', "base/ may not include"),
    ("layout/line.c", '#include "pdf/batch.h"', "layout/ may not include"),
    ("rule/rule.c", "#include <sqlite3.h>", "may enter only ledger"),
    ("cli/main.c", "#include <hpdf.h>", "may enter only pdf"),
    ("cli/main.c", '#include "ledger/read.h"', "cli/ may not include"),
    ("text/normal.c", "#include <curl/curl.h>", "listed for no folder"),
    ("doc/node.c", "#  include  <malloc.h>", "may enter only base"),
    ("letter/letter.c", '#include "letter.h"', "not written from src"),
    ("font/font.h", "#include <hpdf_types.h>", "may enter only pdf"),
]


def self_test(src):
    passed, found = 0, []
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "src")
        for file, line, want in AGAINST:
            shutil.copytree(src, copy)
            path = os.path.join(copy, file)
            with open(path, encoding="utf-8") as source:
                text = source.read()
            with open(path, "w", encoding="utf-8") as source:
                source.write(line + "\n" + text)
            said = [f for f in faults(copy)[1]
                    if f.startswith(f"{path}:1:") and want in f]
            if said:
                passed += 1
            else:
                found.append(f"{line} in {file} was not found")
            shutil.rmtree(copy)
        shutil.copytree(src, copy)
        path = os.path.join(copy, "LAYERS")
        with open(path, encoding="utf-8") as source:
            table = re.sub(r"(?m)^(doc +\| base)", r"\1 text", source.read())
        with open(path, "w", encoding="utf-8") as source:
            source.write(table)
        if any("nothing in doc/ includes from text/" in fault
               for fault in faults(copy)[1]):
            passed += 1
        else:
            found.append("a permit that nobody uses was not found")
    return passed, found


def main(arguments):
    src = arguments[0]
    if arguments[1:2] == ["--headers"]:
        passed, found = headers_alone(src, arguments[2], arguments[3:])
    elif arguments[1:2] == ["--self-test"]:
        passed, found = self_test(src)
    else:
        passed, found = faults(src)
    for fault in found:
        print(fault)
    print(f"{passed} passed, {len(found)} failed")
    return 1 if found or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
