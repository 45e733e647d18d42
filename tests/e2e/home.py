"""At home on a system: manual pages and completion that name every option the
program has, an installation into a folder, a Debian package that wants what the
program wants."""
import os
import re
import subprocess
import sys
import tempfile

from kit import ROOT, UTSKICK, Checks, run

from install import packages

BUILD = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build-test")
SOURCE = os.path.join(ROOT, "src")


def text(*names):
    with open(os.path.join(*names), encoding="utf-8") as source:
        return source.read()


def options():
    """By command, from the source: the long options that it takes."""
    table = text(SOURCE, "cli", "options.c")
    everywhere = re.search(r'#define EVERYWHERE "(\w+)"', table).group(1)
    names = {letter: name for name, letter in re.findall(
        r'\{"([\w-]+)", \w+_argument, NULL, \'(\w)\'\}', table)}
    found = {}
    for file in os.listdir(os.path.join(SOURCE, "cli")):
        for name, letters in re.findall(
                r'\.name = "(\w+)",.*?\.options = "(\w*)"',
                text(SOURCE, "cli", file) if file.endswith(".c") else "",
                re.S):
            found[name] = {names[letter] for letter in letters + everywhere}
    return found


def make(script, *arguments):
    return subprocess.run(
        ["sh", os.path.join(SOURCE, "man", script), UTSKICK, *arguments],
        capture_output=True, text=True, check=True, timeout=60).stdout


def plain(page):
    return page.replace("\\-", "-")


def check_pages(check):
    taken = options()
    check.true("every command is known", len(taken) >= 7, taken)
    built = text(SOURCE, "man", "meson.build")
    for language in ("en", "nb", "sv"):
        main = plain(make("page.sh", language))
        for command, names in taken.items():
            check.true(f"{language}: utskick(1) names {command}",
                       f".B {command}\n" in main, main)
            check.true(f"{language}: {command} has a page",
                       f"'{command}'" in built and
                       f"utskick-{command} (1)" in main)
            page = plain(make("page.sh", language, command))
            for name in sorted(names):
                check.true(f"{language}: utskick-{command}(1) names --{name}",
                           re.search(rf"--{name}\b", page), page)
            lint(check, f"{language}: utskick-{command}(1)", page)
        lint(check, f"{language}: utskick(1)", main)


def lint(check, name, page):
    for section in re.findall(r"^\.SH (.*)$", page, re.M):
        check.true(f"{name}: {section} has a text", re.search(
            rf"^\.SH {re.escape(section)}\n(?!\.SH)\S", page, re.M))
    try:
        said = subprocess.run(
            ["mandoc", "-K", "utf-8", "-T", "lint", "-W", "warning"],
            input=page, capture_output=True, text=True, timeout=30).stdout
    except FileNotFoundError:
        return
    # The pages are those of the version, and have no day.
    said = [line for line in said.splitlines() if "missing date" not in line]
    check.true(f"{name}: mandoc finds nothing", not said, said)


def complete(script, folder, *words):
    asked = " ".join(f"'{word}'" for word in words)
    done = subprocess.run(
        ["bash", "--norc", "-c", f"""compopt() {{ :; }}
         . '{script}'; COMP_WORDS=(utskick {asked})
         COMP_CWORD={len(words)}; _utskick; printf '%s\\n' "${{COMPREPLY[@]}}"
         """], capture_output=True, text=True, cwd=folder, timeout=30)
    return done.stdout.split("\n")[:-1], done


def check_completion(check):
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "utskick")
        with open(script, "w", encoding="utf-8") as to:
            to.write(make("completion.sh"))
        for name in ("job.yaml", "min lista.csv", "k.sql", "brev.md"):
            open(os.path.join(folder, name), "w").close()
        os.mkdir(os.path.join(folder, "out"))

        def is_said(name, want, *words):
            have, done = complete(script, folder, *words)
            check.true(f"completion: {name}", sorted(have) == sorted(want),
                       (have, want, done))
        for command, names in options().items():
            is_said(f"options of {command}", [f"--{n}" for n in names],
                    command, "--")
        is_said("commands", ["explain", "extract"], "ex")
        is_said("behind a language", ["diff"], "--lang", "sv", "d")
        is_said("a language", ["sv"], "run", "--lang", "s")
        is_said("jobs", ["job.yaml", "out"], "run", "")
        is_said("registers", ["min lista.csv", "k.sql", "out"], "new", "")
        is_said("runs", ["out"], "find", "")
        is_said("a folder", ["out"], "run", "-o", "")
        is_said("nothing for a reason", [""], "run", "--again", "")


def check_installed(check):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
             "--destdir", folder], capture_output=True, text=True, timeout=120)
        check.true("installed into a folder", done.returncode == 0, done)
        found = set()
        for at, _, files in os.walk(folder):
            for name in files:
                path = os.path.relpath(os.path.join(at, name), folder)
                found.add(re.sub(r"^usr/(local/)?", "", path))
        for name in ("bin/utskick", "share/utskick/templates/kommun-h2.yaml",
                     "share/utskick/fonts/fonts.yaml",
                     "share/locale/sv/LC_MESSAGES/utskick.mo",
                     "share/bash-completion/completions/utskick"):
            check.true(f"installed: {name}", name in found, found)
        for command in ["utskick", *(f"utskick-{c}" for c in options())]:
            for language in ("", "nb/", "sv/"):
                name = f"share/man/{language}man1/{command}.1"
                check.true(f"installed: {name}", name in found, found)
        pages = 3 * (1 + len(options()))
        check.true("and nothing else", len(found) < pages + 30 and not any(
            re.search(r"\b(unit|bench|tests?)\b", name)
            for name in found), found)
        program = next(os.path.join(at, "utskick")
                       for at, _, files in os.walk(folder)
                       if at.endswith("/bin"))
        ran = subprocess.run([program, "--lang", "sv", "--help"],
                             capture_output=True, text=True, timeout=60)
        check.true("it speaks Swedish there", "kommandon:" in ran.stdout, ran)


def check_debian(check):
    control = text(ROOT, "debian", "control")
    wanted = control.split("Build-Depends:")[1].split("Standards")[0]
    wanted = set(re.findall(r"^ ([a-z0-9.+-]+)", wanted, re.M))
    ours = set(packages("build"))
    # Of every Debian, or what only looks at the result
    check.equal("debian/control wants what .ci/packages lists",
                wanted - {"debhelper-compat"},
                ours - {"gcc", "libc6-dev", "poppler-utils"})
    version = run("--version").out.split()[1]
    check.true("debian/changelog has the program's version",
               text(ROOT, "debian", "changelog").startswith(
                   f"utskick ({version}"), version)


def main():
    check = Checks()
    check_pages(check)
    check_completion(check)
    check_installed(check)
    check_debian(check)
    check.end()


main()
