"""Whole commands under valgrind's memcheck, in a build without sanitizers, with
all processes that they start: nothing is read that was not written, and no memory
is lost. With --long only."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.dirname(HERE), os.path.join(os.path.dirname(HERE), "e2e")]
import plain  # noqa: E402
from kit import Checks, Small

WATCH = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full",
         "--show-leak-kinds=definite,indirect,possible",
         "--errors-for-leak-kinds=definite,indirect,possible",
         "--num-callers=25", "--trace-children=yes"]
LINE = "== "  # behind the process: what memcheck says; warnings have "-- "


class Watched:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, command, stdin):
        """The command, and what valgrind says of all its processes."""
        for old in glob.glob(os.path.join(self.folder, "log.*")):
            os.unlink(old)
        log = os.path.join(self.folder, "log.%p")
        done = subprocess.run(
            [*WATCH, f"--log-file={log}", self.program, *command],
            capture_output=True, input=stdin.encode(), timeout=900)
        logs = glob.glob(os.path.join(self.folder, "log.*"))
        said = []
        for path in logs:
            with open(path, encoding="utf-8", errors="replace") as source:
                said += [line for line in source if LINE in line[:12]]
        return done, len(logs), "".join(said)


def commands(small, out):
    yield "check", ["check", small.job], ""
    yield "proof", ["proof", "-o", small.file("prov.pdf"), small.job], ""
    yield "run", ["run", "--workers", "2", "-o", out, small.job], ""
    yield "write", ["write", "--batch", "1", "-o", small.file("again.pdf"),
                    small.job, out], ""
    yield "explain", ["explain", "--row", "1", out], ""
    yield "verify", ["verify", out], ""
    yield "diff", ["diff", out, out], ""
    yield "status", ["status", out], ""
    yield "find", ["find", out], "19310202-9810\n"
    yield "extract", ["extract", "-o", small.file("one.pdf"), out], \
        "19310202-9810\n"
    yield "new", ["new", "-o", small.file("nytt"),
                  small.file("jobb", "r.csv")], ""


def main():
    if not plain.LONG:
        sys.exit(77)
    if not shutil.which("valgrind"):
        raise SystemExit(77)
    check = Checks()
    with tempfile.TemporaryDirectory() as folder, Small(
            "protected: separate\nprint: {letters_per_batch: 1}\n"
    ) as small:
        program = plain.build(os.path.join(folder, "build"), "release")
        watched = Watched(program, folder)
        for name, command, stdin in commands(small, small.file("out")):
            done, processes, said = watched.run(command, stdin)
            check.equal(f"{name}: exit {done.stderr.decode()}",
                        done.returncode, 0)
            check.equal(f"{name}: valgrind says", said, "")
            print(f"{name}: {processes} processes")
        done, _, said = watched.run(["check", small.file("nowhere.yaml")], "")
        check.equal("a refusal: exit", done.returncode, 2)
        check.equal("a refusal: valgrind says", said, "")
    check.end()


if __name__ == "__main__":
    main()
