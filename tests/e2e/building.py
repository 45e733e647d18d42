"""The two commands of the README say what a build says that fails, and what
could not be installed: nothing of it is lost, and neither ends well.

Each runs in a copy of its scripts with programs of ours before the system's:
a package manager that has everything or nothing, and a meson or a ninja that
fails."""
import os
import shutil
import subprocess
import tempfile

from kit import ROOT, Checks

COMMANDS = (("samples", "run.sh"), ("tests", "run.sh"))

# name, program that fails, what it says, whether the packages are there
CASES = (
    ("meson cannot set up", "meson", "ERROR: Dependency 'x' not found", True),
    ("ninja cannot build", "ninja", "x.c:1:1: error: what is this", True),
    ("no package can be had", "apt-get", "E: Unable to locate", False),
)


def program(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as target:
        target.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)


def fill(folder, failing, says, installed):
    """The scripts, and the programs that they call."""
    for part in (".ci", "samples", "tests"):
        os.makedirs(os.path.join(folder, part))
    for part in (".ci/install.sh", ".ci/packages", "samples/run.sh",
                 "tests/run.sh"):
        shutil.copy(os.path.join(ROOT, part), os.path.join(folder, part))
    bin_ = os.path.join(folder, "bin")
    os.mkdir(bin_)
    for name in ("meson", "ninja", "apt-get", "npm"):
        program(bin_, name, "exit 0\n")
    program(bin_, "sudo", 'exec "$@"\n')
    program(bin_, "dpkg-query",
            "printf installed\n" if installed else "exit 1\n")
    # Some programs say it on one descriptor, some on the other.
    program(bin_, failing, f'echo "{says}"\necho "{says}" >&2\nexit 7\n')
    return bin_


def main():
    check = Checks()
    for name, failing, says, installed in CASES:
        for command in COMMANDS:
            what = f"{name}: {'/'.join(command)}"
            with tempfile.TemporaryDirectory() as folder:
                bin_ = fill(folder, failing, says, installed)
                env = dict(os.environ, LC_ALL="C.UTF-8",
                           PATH=bin_ + os.pathsep + os.environ["PATH"])
                ran = subprocess.run(
                    ["sh", os.path.join(folder, *command)], env=env,
                    capture_output=True, text=True, timeout=60)
            said = ran.stdout + ran.stderr
            check.true(f"{what} fails", ran.returncode != 0)
            check.true(f"{what} says why", said.count(says) == 2)
            if command[0] == "tests":
                check.true(f"{what} is counted",
                           ran.stdout.endswith("0 passed, 1 failed\n"))
    check.end()


if __name__ == "__main__":
    main()
