"""Checks that src/ stays in pieces that can be read at one sitting: no file
over 500 lines, no function over 70, no folder over 12 % of all lines. The
argument is src/. With --self-test: one of each that is over must be found, and
one that is not must pass.
"""
import collections
import os
import sys
import tempfile

FILE_MAX = 500
FUNCTION_MAX = 70
SHARE_MAX = 12  # per cent
# In a tree this small one folder is a large part of it by itself.
FOLDERS_MIN = 9


def sources(src):
    for folder, _, names in sorted(os.walk(src)):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, src), path


def long_functions(lines):
    """A function's body stands between braces in column 0; its lines are
    counted with them, those of a table are not: its brace ends a line."""
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start:
            if number - start + 1 > FUNCTION_MAX:
                yield start, number - start + 1
            start = None


def faults(src):
    folders, found = collections.Counter(), []
    for name, path in sources(src):
        with open(path, encoding="utf-8") as source:
            lines = source.read().splitlines()
        folders[name.split(os.sep)[0]] += len(lines)
        if len(lines) > FILE_MAX:
            found.append(f"{name}: {len(lines)} lines, more than {FILE_MAX}")
        for start, length in long_functions(lines):
            found.append(f"{name}:{start}: a function of {length} lines, "
                         f"more than {FUNCTION_MAX}")
    everything = sum(folders.values())
    if len(folders) >= FOLDERS_MIN:
        for folder, lines in sorted(folders.items()):
            if 100 * lines > SHARE_MAX * everything:
                found.append(f"{folder}/: {100 * lines / everything:.1f} % of "
                             f"the lines of src/, more than {SHARE_MAX}")
    return everything, folders, found


def function(lines):
    return "int\nf(void)\n{\n" + "\t;\n" * (lines - 2) + "}\n"


# name, files by path, what must be said; "" where nothing may be
CASES = [
    ("500 lines", {"a/a.c": "\n" * 500}, ""),
    ("501 lines", {"a/a.h": "\n" * 501}, "a/a.h: 501 lines"),
    ("70 lines of function", {"a/a.c": function(70)}, ""),
    ("71 lines of function", {"a/a.c": function(9) + function(71)},
     "a/a.c:14: a function of 71 lines"),
    ("a long table",
     {"a/a.c": "static int t[] = {\n" + "\t1,\n" * 90 + "};\n"}, ""),
    ("twelve per cent",
     {f"{name}/a.c": "\n" * lines for name, lines in
      zip("abcdefghi", [12] + [11] * 8)}, ""),
    ("more than twelve per cent",
     {f"{name}/a.c": "\n" * lines for name, lines in
      zip("abcdefghi", [13] + [11] * 8)}, "a/: 12.9 %"),
]


def self_test():
    failed = 0
    for name, files, want in CASES:
        with tempfile.TemporaryDirectory() as src:
            for path, text in files.items():
                path = os.path.join(src, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as target:
                    target.write(text)
            found = faults(src)[2]
        if len(found) != bool(want) or not all(want in f for f in found):
            print(f"{name}: {found}")
            failed += 1
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    everything, folders, found = faults(arguments[0])
    for fault in found:
        print(fault)
    for folder, lines in folders.most_common(5):
        print(f"{folder}/: {100 * lines / everything:.1f} %")
    print(f"{1 if everything else 0} passed, {len(found)} failed")
    return 1 if found or not everything else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
