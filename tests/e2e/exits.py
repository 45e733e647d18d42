"""The exit code tells a refused row or input (2) from a fault of the system
(4): through workers that are killed, disks that are full, input that is bad."""
import json
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import zlib

from kit import UTSKICK, Checks, Folder, Small, run, silent

PATIENCE = 60


def environment():
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    return env


def start(folder, out, *more, **how):
    return subprocess.Popen(
        [UTSKICK, "run", "--lang", "en", "--json", "-o", out,
         os.path.join(folder.job, "job.yaml"), *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(), **how)


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children",
                  encoding="ascii") as source:
            return [int(word) for word in source.read().split()]
    except OSError:
        return []


def codes(program):
    """The codes reported, from the object on stdout, and what was said."""
    out, err = program.communicate(timeout=PATIENCE)
    try:
        told = json.loads(out)
    except ValueError:
        return None, None, out + err
    return ([report["code"] for report in told["reports"]], told["exit"],
            out + err)


def left(out):
    return [name for name in (out, out + ".partial") if os.path.lexists(name)]


def kill_worker(folder, out):
    """Kills the first worker that is seen; None where it was too late."""
    program = start(folder, out, "--workers", "2")
    killed = False
    while not killed and program.poll() is None:
        for engine in children(program.pid):
            for worker in children(engine)[:1]:
                try:
                    os.kill(worker, signal.SIGKILL)
                    killed = True
                except ProcessLookupError:
                    pass
    told = codes(program)
    return None if program.returncode == 0 else (program.returncode, *told)


def worker_killed(check):
    with Folder() as folder:
        # many letters, so that a worker is seen at work
        path = os.path.join(folder.job, "brev.sv.md")
        with open(path, "a", encoding="utf-8") as to:
            to.write("\nInformation.\n" * 300)
        for attempt in range(10):
            out = folder.file(f"result-{attempt}")
            died = kill_worker(folder, out)
            if died:
                break
        if not check.true("a worker was killed", died):
            return
        code, reported, told, said = died
        check.equal("a killed worker: exit", code, 4)
        check.equal("a killed worker: is told", told, 4)
        check.equal("a killed worker: by its code", reported,
                    ["worker-failed"])
        check.equal("a killed worker: nothing left", left(out), [])


def limited(size):
    """Files end at so many bytes, as a full disk would end them."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


FULL = {"cannot-write", "ledger-failed", "manifest-failed", "manifest-count"}


def disk_full(check):
    met = set()
    with Folder() as folder:
        for size in (10, 1000, 8192, 50_000, 90_000, 105_000, 250_000):
            out = folder.file(f"result-{size}")
            program = start(folder, out, preexec_fn=limited(size))
            reported, told, said = codes(program)
            check.equal(f"{size} bytes: exit", program.returncode, 4)
            check.true(f"{size} bytes: is told", reported and told == 4 and
                       set(reported) & FULL, said)
            check.equal(f"{size} bytes: nothing left", left(out), [])
            met.update(reported or ())
        check.true("plan and batches met it",
                   {"ledger-failed", "cannot-write"} <= met, met)
        ran = folder.run("-q", "-o", folder.file("after"))
        check.true("a run with room goes through", ran.code == 0, ran)


def noise(width, height):
    """A picture that nothing makes smaller."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    chance = random.Random(1)
    rows = b"".join(b"\0" + chance.randbytes(3 * width)
                    for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def batch_full(check):
    """A batch that finds no room is told alone: nobody goes on to seal it."""
    with Folder() as folder:
        with open(os.path.join(folder.job, "brus.png"), "wb") as to:
            to.write(noise(400, 450))
        folder.change("brev.sv.md", "{{> underskrift.md}}",
                      "![Karta](brus.png)\n\n{{> underskrift.md}}")
        out = folder.file("result")
        program = start(folder, out, preexec_fn=limited(420_000))
        reported, told, said = codes(program)
        check.equal("a batch without room: exit", (program.returncode, told),
                    (4, 4))
        check.equal("a batch without room: is told", set(reported or ()),
                    {"cannot-write"})
        check.equal("a batch without room: nothing left", left(out), [])


DISKS = (  # a disk of its own; what a run on it is told
    ("256k", {"ledger-failed", "cannot-write"}),
    ("600k", {"no-room"}),  # the plan fits, and is looked at
    ("4m", set()),
)


def device_full(check):
    """A small disk of its own, where the system lets us have one."""
    for size, wanted in DISKS:
        with Folder() as folder:
            small = folder.file("small")
            os.mkdir(small)
            if subprocess.run(
                    ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs",
                     small], capture_output=True).returncode:
                print("no disk could be mounted: a full one is not tried")
                return
            try:
                program = start(folder, os.path.join(small, "result"))
                reported, told, said = codes(program)
                code = 4 if wanted else 0
                check.equal(f"a disk of {size}: exit",
                            (program.returncode, told), (code, code))
                check.true(f"a disk of {size}: is told",
                           not wanted or set(reported) & wanted, said)
                check.equal(f"a disk of {size}: what is left",
                            os.listdir(small), [] if wanted else ["result"])
            finally:
                subprocess.run(["umount", small], check=True)


def few_files(check):
    """Fewer descriptors than a run may need are refused before it begins."""
    with Folder() as folder:
        for most, code in ((8, 4), (63, 4), (64, 0)):
            program = start(
                folder, folder.file(f"result-{most}"), "--again", "x",
                preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_NOFILE, (most, most)))
            reported, _, said = codes(program)
            check.true(f"{most} open files: exit {code}",
                       program.returncode == code and
                       ("few-files" in reported) == bool(code), said)
            check.equal(f"{most} open files: what is left",
                        len(left(folder.file(f"result-{most}"))),
                        0 if code else 1)


def refused(check):
    """Bad input is refused by 2, alone or beside what the system cannot do."""
    cases = [
        ("job.yaml", "reference:", "referense:", "unknown-key"),
        ("job.yaml", "klienter.csv", "ingen.csv", "no-such-file"),
        ("brev.sv.md", "{{Förnamn}}", "{{Fornamnet}}", "unknown-name"),
        ("job.yaml", "letters: 250-350", "letters: 1-3", "unexpected-letters"),
    ]
    for name, old, new, code in cases:
        with Folder() as folder:
            folder.change(name, old, new)
            for command in ("check", "run"):
                ran = run(command, "--lang", "en", "--json",
                          os.path.join(folder.job, "job.yaml"))
                told = json.loads(ran.out)
                check.true(f"{command} {code}: exit 2", ran.code == 2 and
                           told["exit"] == 2 and silent(ran), ran)
                check.true(f"{command} {code}: is told", code in
                           [r["code"] for r in told["reports"]], ran)
    for command, code in ((["run", "--jsn", "x"], None),
                          (["run", "--json", "--batch", "x"], None),
                          (["run", "--json"], "no-argument"),
                          (["run", "--json", "--workers", "0", "x"],
                           "bad-number")):
        ran = run(*command, LC_ALL="en_GB.UTF-8")
        check.equal(f"{command}: exit 3", ran.code, 3)
        if code:
            told = json.loads(ran.out)
            check.true(f"{command}: one object", told["exit"] == 3 and
                       [r["code"] for r in told["reports"]] == [code] and
                       silent(ran), ran)


def rewritten(check):
    """`write` is refused by 2 for what it is given, and ends with 4 for what
    the system does to it."""
    with Folder() as folder:
        job = os.path.join(folder.job, "job.yaml")
        out = folder.file("result")
        check.equal("a run", folder.run("-q", "-o", out).code, 0)

        def write(*more, batch="1", to="again"):
            return run("write", "--lang", "en", "--json", "--batch", batch,
                       "-o", folder.file(to), job, out, *more)
        ran = write(batch="99")
        check.true("no such batch", ran.code == 2 and
                   "no-such-batch" in ran.out, ran)
        ran = write(to="fritt-val")
        check.true("a folder that is there", ran.code == 2 and
                   "folder-exists" in ran.out, ran)
        ran = run("write", "--json", "--batch", "1", "-o",
                  "/proc/nowhere/again", job, out)
        check.true("one that cannot be made", ran.code == 4 and
                   "cannot-write" in ran.out, ran)
        done = subprocess.run(
            [UTSKICK, "write", "--json", "--batch", "1", "-o",
             folder.file("full"), job, out], capture_output=True, text=True,
            env=environment(), preexec_fn=limited(50_000))
        check.true("a full disk", done.returncode == 4 and
                   "cannot-write" in done.stdout and
                   not os.path.exists(folder.file("full")),
                   f"{done.returncode} {done.stdout}{done.stderr}")
        folder.change("brev.sv.md", "hemtjänst", "hemtjenst")
        ran = write()
        check.true("a letter that was changed", ran.code == 2 and
                   "brev.sv.md" in ran.out, ran)


def without_words(check):
    """A program whose catalogues are gone makes no manifest in a language that
    is not the job's."""
    with Folder() as folder:
        os.makedirs(folder.file("share", "locale"))
        os.mkdir(folder.file("bin"))
        program = folder.file("bin", "utskick")
        shutil.copy(UTSKICK, program)
        done = subprocess.run(
            [program, "run", "--json", "-o", folder.file("result"),
             os.path.join(folder.job, "job.yaml")], capture_output=True,
            text=True, env=environment())
        told = json.loads(done.stdout)
        check.true("no catalogue: exit 4", done.returncode == 4 and
                   [r["code"] for r in told["reports"]] == ["no-catalogue"],
                   done.stdout + done.stderr)
        check.equal("no catalogue: nothing left",
                    left(folder.file("result")), [])
        folder.change("job.yaml", "name:", "language: en\nname:")
        done = subprocess.run(
            [program, "check", "-q", os.path.join(folder.job, "job.yaml")],
            capture_output=True, text=True, env=environment())
        check.true("English needs none", done.returncode == 0,
                   done.stdout + done.stderr)


def answer_lost(check):
    """A full device as standard output, and one that is closed."""
    with Folder() as folder:
        job, out = os.path.join(folder.job, "job.yaml"), folder.file("result")
        run("run", "-q", "-o", out, job)
        for command in (["--help"], ["--version"], ["run", "--help"],
                        ["check", job], ["check", "--json", job],
                        ["explain", "--row", "1", out], ["status", out],
                        ["verify", out], ["diff", out, out]):
            title = " ".join([command[0]] + command[1:2][:command[0] == "run"])
            with open("/dev/full", "w", encoding="ascii") as full:
                done = subprocess.run(
                    [UTSKICK, *command, *(["--lang", "en"]
                                          if command[0][0] != "-" else [])],
                    stdout=full, stderr=subprocess.PIPE, text=True,
                    env=environment())
            check.equal(f"{title} to a full device: exit", done.returncode, 4)
            check.true(f"{title} to a full device: is told",
                       "No space left on device [answer-lost]" in done.stderr,
                       done.stderr)
        done = subprocess.run([UTSKICK, "status", out], env=environment(),
                              stderr=subprocess.PIPE, text=True,
                              preexec_fn=lambda: os.close(1))
        check.equal("no standard output: exit", done.returncode, 4)
        check.true("no standard output: is told",
                   "[answer-lost]" in done.stderr, done.stderr)


def one_of_two(check):
    """A run that cannot be read is told, and so is the other one."""
    with Small() as small:
        small.run()
        for name in ("a", "b"):
            shutil.copytree(small.file("out"), small.file("runs", name))
        for name, other in (("a", "b"), ("b", "a")):
            ledger = small.file("runs", name, "keep", "ledger.db")
            os.rename(ledger, ledger + ".away")
            ran = run("status", "--lang", "en", small.file("runs"))
            check.equal(f"without the ledger of {name}", ran.code, 2)
            check.true(f"{other} is told all the same",
                       small.file("runs", other) in ran.out, ran)
            os.rename(ledger + ".away", ledger)
        check.equal("both whole", run("status", small.file("runs")).code, 0)


def main():
    check = Checks()
    one_of_two(check)
    answer_lost(check)
    worker_killed(check)
    disk_full(check)
    batch_full(check)
    device_full(check)
    few_files(check)
    refused(check)
    rewritten(check)
    without_words(check)
    check.end()


if __name__ == "__main__":
    main()
