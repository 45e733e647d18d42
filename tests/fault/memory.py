"""Each allocation of the program and its libraries fails once, the first of
each call stack, in a build without sanitizers. A command then ends with 4, says
so and leaves nothing; where it ends with 0 it has made every byte that it makes
undisturbed. With --long only: thousands of runs."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "e2e"))
from kit import ROOT, Checks, Small, contents, forget  # noqa: E402

MOST = 8000
COUNTER_SIZE = 8 + 8 * 65536  # struct counted of memory_fails.c


def build(folder):
    """The program as users have it."""
    subprocess.run(["meson", "setup", "--buildtype=release", "-Dtests=false",
                    folder, ROOT], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", folder, "src/cli/utskick"], check=True,
                   stdout=subprocess.DEVNULL)
    return os.path.join(folder, "src", "cli", "utskick")


class Starving:
    def __init__(self, program, shim, small, temporary):
        self.program, self.shim, self.small = program, shim, small
        self.temporary = temporary

    def run(self, command, number, stdin=""):
        """The command, whose number-th stack finds no memory; how many there
        were."""
        counter = self.small.file("counter")
        with open(counter, "wb") as to:
            to.truncate(COUNTER_SIZE)
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
               "TMPDIR": self.temporary, "LD_PRELOAD": self.shim,
               "FAIL_AT": str(number), "FAIL_COUNTER": counter}
        done = subprocess.run([self.program, *command], capture_output=True,
                              env=env, input=stdin.encode(), timeout=120)
        with open(counter, "rb") as source:
            return done, int.from_bytes(source.read(4), "little")


def sweep(check, starving, name, command, out=None, stdin="", clear=None):
    """Fails every stack of the command in turn; how many there were."""
    def made(done):
        return (contents(out) if out and os.path.exists(out) else None,
                None if out else done.stdout)

    def tidy():
        if out and os.path.lexists(out):
            subprocess.run(["rm", "-r", out], check=True)
        if clear:
            clear()
    tidy()
    whole, _ = starving.run(command, 0, stdin)
    check.equal(f"{name}: undisturbed", whole.returncode, 0)
    want, number, handled = made(whole), 1, 0
    tidy()
    while number < MOST:
        done, counted = starving.run(command, number, stdin)
        if counted < number:
            break
        title = f"{name}: stack {number}"
        said = f"{done.returncode} {done.stderr.decode()}"
        if done.returncode == 0:
            ok = check.true(f"{title}: every byte", made(done) == want, said)
        else:
            ok = check.equal(f"{title}: exit", done.returncode, 4)
            ok &= check.true(f"{title}: is told", done.stderr, said)
            ok &= check.true(f"{title}: nothing is left", not out or not any(
                os.path.lexists(out + end) for end in ("", ".partial")), said)
        ok &= check.equal(f"{title}: nothing in TMPDIR",
                          os.listdir(starving.temporary), [])
        handled += ok
        tidy()
        number += 1
    print(f"{name}: handled {handled} of {number - 1}")
    return number - 1


def commands(check, program, shim, temporary):
    with Small() as small:
        with open(small.job, "w", encoding="utf-8") as to:
            to.write(Small.HEAD + "protected: separate\n"
                     "print: {letters_per_batch: 1, banner: batch}\n")
        starving = Starving(program, shim, small, temporary)
        sealed, out = small.file("sealed"), small.file("out")
        subprocess.run([program, "run", "-q", "-o", sealed, small.job],
                       check=True, capture_output=True)
        total = sweep(check, starving, "run", [
            "run", "--workers", "1", "-o", out, small.job], out,
            clear=lambda: forget(small.job))
        forget(small.job)
        for name, command, to, stdin in (
                ("check", ["check", small.job], None, ""),
                ("proof", ["proof", "-o", os.path.join(out, "prov.pdf"),
                           small.job], out, ""),
                ("write", ["write", "--batch", "1", "-o", out, small.job,
                           sealed], out, ""),
                ("explain", ["explain", "--row", "1", sealed], None, ""),
                ("verify", ["verify", sealed], None, ""),
                ("diff", ["diff", sealed, sealed], None, ""),
                ("status", ["status", sealed], None, ""),
                ("find", ["find", sealed], None, "19310202-9810\n"),
                ("extract", ["extract", "-o", out, sealed], out,
                 "19310202-9810\n")):
            total += sweep(check, starving, name, command, to, stdin)
        check.true("many stacks", total >= 2000, total)


def main():
    if not os.environ.get("TESTS_LONG"):
        sys.exit(77)
    check = Checks()
    with tempfile.TemporaryDirectory() as folder:
        temporary = os.path.join(folder, "tmp")
        os.mkdir(temporary)
        program = os.environ.get("PLAIN") or build(
            os.path.join(folder, "build"))
        commands(check, program, sys.argv[1], temporary)
    check.end()


if __name__ == "__main__":
    main()
