"""What the two commands do where something is missing: on a system without
apt-get, and without root, they name the packages and stop."""
import os
import subprocess
import tempfile

from kit import ROOT, Checks

TOOLS = ("sh", "sed", "env", "dirname", "nproc", "mktemp", "cat", "rm",
         "awk")


def packages(*uses):
    with open(os.path.join(ROOT, ".ci", "packages"), encoding="utf-8") as f:
        words = [line.split() for line in f if line[0] != "#"]
    return [w[1] for w in words if w[0] in uses]


def start(command, folder):
    return subprocess.run(["sh", os.path.join(ROOT, command)],
                          capture_output=True, text=True, timeout=60,
                          env={"PATH": folder})


def script(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "x", encoding="utf-8") as to:
        to.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)


def make_path(folder):
    for name in TOOLS:
        for place in ("/usr/bin", "/bin"):
            if os.path.exists(os.path.join(place, name)):
                os.symlink(os.path.join(place, name),
                           os.path.join(folder, name))
                break


def main():
    check = Checks()
    wanted = {"samples/run.sh": packages("build"),
              "tests/run.sh": packages("build", "test")}
    check.equal("every package stands once", len(packages("build", "test")),
                len(set(packages("build", "test"))))
    for command, names in wanted.items():
        with tempfile.TemporaryDirectory() as folder:
            make_path(folder)
            ran = start(command, folder)
            check.true(f"{command}: another system", ran.returncode == 1 and
                       all(n in ran.stderr.split() for n in names), ran)

            script(folder, "apt-get", f"echo \"$@\" >>{folder}/asked\n")
            script(folder, "dpkg-query", "case $4 in gcc) exit 1;; "
                   "*) echo installed;; esac\n")
            script(folder, "id", "echo 1000\n")
            ran = start(command, folder)
            check.true(f"{command}: neither root nor sudo",
                       ran.returncode == 1 and
                       "gcc" in ran.stderr.split(":")[-1].split() and
                       not os.path.exists(os.path.join(folder, "asked")), ran)

            script(folder, "sudo", "\"$@\"\n")
            script(folder, "ninja", "exit 7\n")
            script(folder, "meson", "exit 7\n")
            ran = start(command, folder)
            with open(os.path.join(folder, "asked"), encoding="utf-8") as f:
                asked = [line for line in f.read().split("\n")
                         if "--print-uris" not in line]
            check.true(f"{command}: by sudo, only what is missing",
                       len(asked) == 3 and "update" in asked[0] and
                       asked[1].endswith(" gcc"), (ran, asked))
    check.end()


if __name__ == "__main__":
    main()
