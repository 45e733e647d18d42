"""What lies around a command fails, and stays so: a full disk, a full stdout, a
folder that may not be written to, few descriptors, small files, little memory,
no temporary folder; and every process of it is killed at once (trap.c)."""
import os
import resource
import shutil
import subprocess
import sys
import tempfile

from commands import COMMANDS, prepare
from harness import KILL, KINDS, Bench, differing, tree
from kit import Checks
import plain

LONG = plain.LONG
SIZES = 40 if LONG else 4
MOMENTS = 200 if LONG else 12
RUN = next(c for c in COMMANDS if c.name == "run")
CALLS = [kind for kind in KINDS if kind != "alloc"]


def run(bench, command, before=None, arguments=None, **more):
    """The command without the shim; what it left."""
    done = subprocess.run(
        [bench.program, *(arguments or command.arguments)], cwd=bench.place,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
             "TMPDIR": bench.temporary, **more.pop("environment", {})},
        input=command.stdin.encode(), preexec_fn=before, check=False,
        timeout=bench.LIMIT, **(more or {"capture_output": True}))
    after = tree(bench.place)
    bench.restore(after)
    return done, after


def refused(check, title, bench, done, after, cause=None):
    said = f"{done.returncode} {done.stderr.decode()}"
    check.equal(f"{title}: exit", done.returncode, 4)
    check.true(f"{title}: is told", done.stderr and (
        not cause or cause.encode() in done.stderr), said)
    check.equal(f"{title}: nothing is left", differing(after, bench.before),
                [])


def full_disk(check, bench):
    """out lies on a disk of its own, from far too small to large enough."""
    disk = os.path.join(bench.outside, "disk")
    os.mkdir(disk)
    out = os.path.join(disk, "out")
    arguments = [out if a == "out" else a for a in RUN.arguments]
    whole = 0
    for i in range(SIZES):
        size = (20 + i * 200 // SIZES) * 4096
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}",
                               "tmpfs", disk], capture_output=True,
                              check=False)
        if done.returncode != 0:
            print("no disk may be mounted here: the full disk is left out")
            return
        try:
            done, after = run(bench, RUN, arguments=arguments)
            title = f"a disk of {size} bytes"
            if done.returncode == 0:
                whole += 1
                ran = subprocess.run([bench.program, "verify", out],
                                     capture_output=True, check=False)
                check.equal(f"{title}: is whole", ran.returncode, 0)
            else:
                refused(check, title, bench, done, after)
                check.equal(f"{title}: nothing is on it", os.listdir(disk),
                            [])
                check.true(f"{title}: and why", b"[no-room]" in done.stderr
                           or b"No space left" in done.stderr or b"disk is full" in
                           done.stderr,
                           done.stderr.decode())
        finally:
            subprocess.run(["umount", disk], check=True)
    print(f"full disk: {SIZES} sizes, {whole} of them large enough")


def full_stdout(check, bench):
    for command in COMMANDS:
        usual, _ = run(bench, command)
        with open("/dev/full", "w", encoding="utf-8") as full:
            done, _ = run(bench, command, stdout=full,
                          stderr=subprocess.PIPE)
        check.equal(f"{command}: stdout is full",
                    (done.returncode, b"[answer-lost]" in done.stderr),
                    (4, True) if usual.stdout else (usual.returncode, False))
    for command in COMMANDS:
        if command.name == "check":
            with open("/dev/full", "w", encoding="utf-8") as full:
                done, _ = run(bench, command, stdout=subprocess.PIPE,
                              stderr=full)
            check.equal("check: stderr is full", done.returncode, 4)


def limited(what, most):
    return lambda: resource.setrlimit(what, (most, most))


def limits(check, bench):
    files, size = resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE
    for most in (0, 3, 10, 63):
        done, after = run(bench, RUN, limited(files, max(most, 4)))
        refused(check, f"{most} descriptors", bench, done, after)
    for most in (1000, 30000, 60000):
        done, after = run(bench, RUN, limited(size, most))
        # the signal SIGXFSZ ends it, as its exit status says
        check.true(f"files of {most} bytes: refused", done.returncode in
                   (4, -25, 153) and done.stderr,
                   f"{done.returncode} {done.stderr.decode()}")
        check.equal(f"files of {most} bytes: nothing is left",
                    differing(after, bench.before), [])
    for most in (60, 80, 100, 120):
        done, after = run(bench, RUN, limited(resource.RLIMIT_AS,
                                              most << 20))
        if done.returncode != 0:
            check.true(f"{most} MB: refused", done.returncode in (4, 127) and
                       done.stderr,
                       f"{done.returncode} {done.stderr.decode()}")
            check.equal(f"{most} MB: nothing is left",
                        differing(after, bench.before), [])


def no_place(check, bench):
    """No temporary folder; nowhere to write."""
    for command in COMMANDS:
        if command.name == "check":
            done, after = run(bench, command,
                              environment={"TMPDIR": "/nowhere"})
            refused(check, "check without /tmp", bench, done, after)
    if os.geteuid() == 0:
        return  # root may write everywhere
    os.chmod(bench.place, 0o500)
    done, after = run(bench, RUN)
    os.chmod(bench.place, 0o700)
    refused(check, "a folder that may not be written to", bench, done, after)


def killed(check, bench):
    """As by kill -9 at a call, half of whose bytes are written; what is left
    is unfinished by its name, and the next run makes the same bytes."""
    bench.points.set(())
    want = bench.run(RUN)
    bench.points.set(CALLS, number=2 ** 32 - 1)
    bench.run(RUN)
    calls = bench.points.read()[1]
    left = 0
    for i in range(MOMENTS):
        number = 1 + i * (calls - 1) // MOMENTS
        bench.points.set(CALLS, number=number, effect=KILL)
        got = bench.run(RUN, restore=False)
        title = f"killed at call {number} of {calls}"
        there = differing(got.after, bench.before)
        left += bool(there)
        whole = "out" in got.after
        check.true(f"{title}: what is left says so", whole or all(
            ".partial" in name or name.startswith("jobb/out") for name in
            there), there)
        bench.points.set(())
        again = bench.run(RUN, restore=False)
        if whole or b"[made-before]" in again.err:
            check.true(f"{title}: what is there is whole", all(
                got.after[name] == want.after[name] for name in want.after
                if name.startswith("out/")) if whole else True)
        else:
            check.equal(f"{title}: the same bytes",
                        differing(again.after, want.after), [])
        bench.restore()
    print(f"killed at {MOMENTS} of {calls} calls; {left} times something "
          "was left")


def main():
    shim, where = sys.argv[1:3]
    program = os.environ.get("PLAIN") or plain.build(where)
    check = Checks()
    place = tempfile.mkdtemp(prefix="utskick-fault-")
    bench = Bench(program, shim, place)
    try:
        prepare(program, place)
        bench.keep()
        for part in (full_disk, full_stdout, limits, no_place, killed):
            part(check, bench)
    finally:
        bench.close()
        shutil.rmtree(place, ignore_errors=True)
    check.end()


if __name__ == "__main__":
    main()
