"""Each call by which a run makes something fails once: open, mkdir, fsync,
rename, fork … in supervisor, engine and workers. The run ends with 4 and says
so, nothing is left that looks whole, and the next run goes through. Without
--long every second call."""
import json
import os
import subprocess
import tempfile

from kit import LONG, Checks, Small, contents, preloaded, run_again

MOST = 400
STEP = 1 if LONG else 2


def failing(small, number, command, temporary):
    """Runs the command; its number-th call fails. How many were made."""
    return preloaded(small, "FAILING", "FAIL_AT", number, command,
                     TMPDIR=temporary)


def sweep(check, name, small, command, out, again):
    """Fails every call of the command in turn."""
    number, met = 1, set()
    with tempfile.TemporaryDirectory() as temporary:
        while number < MOST:
            done, made = failing(small, number, command, temporary)
            said = f"{done.returncode} {done.stdout.decode()}" \
                   f"{done.stderr.decode()}"
            if made < number:
                break
            title = f"{name}: call {number}"
            if done.returncode == 0:
                check.true(f"{title}: is whole", not out or
                           os.path.exists(out), said)
            else:
                check.equal(f"{title}: exit", done.returncode, 4)
                try:
                    told = json.loads(done.stdout)
                    met.update(r["code"] for r in told["reports"])
                    check.true(f"{title}: is told", told["exit"] == 4 and any(
                        r["level"] == "system" for r in told["reports"]), said)
                except ValueError:
                    check.true(f"{title}: is told", False, said)
                check.true(f"{title}: nothing is left", not out or not any(
                    os.path.lexists(out + end) for end in ("", ".partial")),
                    said)
            check.equal(f"{title}: nothing in TMPDIR", os.listdir(temporary),
                        [])
            again(title)
            number += STEP
    check.true(f"{name}: all calls were tried", 5 < number < MOST, number)
    print(f"{name}: up to call {number - STEP}, {sorted(met)}")
    return met


def runs(check):
    with Small() as small:
        with open(small.job, "w", encoding="utf-8") as to:
            to.write(Small.HEAD + "protected: separate\n"
                     "print: {letters_per_batch: 1, banner: batch}\n")
        out = small.file("out")
        kept = []

        def again(title):
            """The mailing may be made now, and is what it was."""
            if os.path.exists(out):
                have = contents(out)
                kept[:] = kept or [have]
                check.true(f"{title}: the same bytes", have == kept[0],
                           sorted(k for k in have if have[k] !=
                                  kept[0].get(k)))
                subprocess.run(["rm", "-r", out], check=True)
                for name in os.listdir(small.file("jobb", "out")):
                    os.remove(small.file("jobb", "out", name))
                return
            ran = run_again("check", "-q", "--lang", "en", small.job)
            check.true(f"{title}: nobody is said to have had it",
                       ran.code == 0 and "had" not in ran.err, ran)
        met = sweep(check, "run", small, [
            "run", "--json", "--workers", "2", "-o", out, small.job], out,
            again)
        check.true("run: told by many", {"cannot-write", "ledger-failed",
                                         "cannot-start", "no-worker"} <= met,
                   met)


def others(check):
    with Small() as small:
        ran = small.run("-q")
        check.true("a run", ran.code == 0, ran)
        to = small.file("again")

        def clear(_):
            if os.path.exists(to):
                subprocess.run(["rm", "-r", to], check=True)
        sweep(check, "write", small, [
            "write", "--json", "--batch", "1", "-o", to, small.job,
            small.file("out")], to, clear)
        sweep(check, "check", small, ["check", "--json", small.job], None,
              clear)
        to = small.file("prov.pdf")
        sweep(check, "proof", small, ["proof", "--json", "-o", to, small.job],
              to, clear)


def main():
    check = Checks()
    runs(check)
    others(check)
    check.end()


if __name__ == "__main__":
    main()
