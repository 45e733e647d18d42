"""A mailing planned by one command, written by others, sealed by one more: the
bytes of a run, whatever the parts, their order, and what is killed on the way; and
nothing that looks whole where a part is missing, torn, or another plan's."""
import fcntl
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import time

from exits import environment
from kit import LONG, UTSKICK, Checks, Small, contents, forget, run, run_again
from sidebyside import number

ROWS = 60
BATCHES = 12
JOB = """keep_until: 2013-01-01
protected: separate
letters: [{text: fi.md, where: {Språk: fi}}, {text: brev.md}]
print: {sides: 2, letters_per_batch: 5, split: both, banner: group, group_by: Ort}
"""
LETTER = """# Hej {{Efternamn}}

Hej {{Förnamn}}! Svara med koden **{{response_code}}**.
"""
FINNISH = "---\nlanguage: fi\n---\n# Hei\n\nHyvä {{Förnamn}}, valitse itse.\n"


def rows():
    yield Small.ROWS[0] + ";Språk"
    for i in range(ROWS):
        street = f"Kajgatan {i - i % 10 // 9}"
        language = "fi" if i % 7 == 3 else "sv"
        yield (f"{number(i)};Anna;Ek;{street};999 3{i % 2};Norrviken;"
               f"{'J' if i % 20 == 4 else ''};{language}")


def job(more=""):
    head = re.sub("letters: .*\n", "", Small.HEAD)
    return Small(JOB + more, list(rows()), head=head, letter=LETTER,
                 fi_md=FINNISH)


def plan(small, name="P", *more):
    forget(small.job)
    return run("plan", "--lang", "en", "-o", small.file(name), small.job, *more)


def write(small, part, name="P", *more, **environment_):
    return run_again("write", "--lang", "en", "--part", part, *more,
                     small.file(name), **environment_)


def seal(small, name="P", out="out", *more):
    return run_again("seal", "--lang", "en", "-o", small.file(out), *more,
                     small.file(name))


def parts(small, name="P"):
    return sorted(os.listdir(small.file(name, "parts")))


def whole(small, name="P"):
    return [n for n in parts(small, name) if re.fullmatch(r"batch-\d+", n)]


def same(check, name, small, want, out="out"):
    have = contents(small.file(out)) if os.path.isdir(small.file(out)) else {}
    check.equal(f"{name}: the same bytes", [
        n for n in sorted(set(want) | set(have)) if want.get(n) != have.get(n)],
        [])
    check.equal(f"{name}: for nobody else", [
        path for path in walk(small.file(out))
        if stat.S_IMODE(os.lstat(path).st_mode) not in (0o600, 0o700)], [])
    check.equal(f"{name}: nothing besides", sorted(
        n for n in os.listdir(small.path) if n.startswith(("P", "out"))), [out])
    shutil.rmtree(small.file(out), ignore_errors=True)


def walk(folder):
    for at, folders, files in os.walk(folder):
        yield at
        for name in folders + files:
            yield os.path.join(at, name)


def refused(check, name, ran, code, *words):
    check.true(f"{name}: exit {code}", ran.code == code, ran)
    for word in words:
        check.true(f"{name}: {word}", word in ran.err, ran)


def not_sealed(check, name, small, code, *words):
    """Seal refuses; the plan stays, and there is no run."""
    before = contents(small.file("P"))
    ran = seal(small)
    refused(check, name, ran, code, *words)
    after = contents(small.file("P"))
    after.pop("lock", None)
    before.pop("lock", None)
    check.true(f"{name}: the plan is as it was", before == after)
    check.equal(f"{name}: no run", [n for n in os.listdir(small.path)
                                    if n.startswith("out")], [])
    check.true(f"{name}: nobody is named", "Anna" not in ran.err + ran.out)


# ---- what holds

def check_same(check, small, want):
    more = ((1, "1"), (7, "2"), (20, "1")) if LONG else ()
    for count, workers in ((3, "7"), *more):
        ran = plan(small, "P", "--workers", workers)
        check.true(f"plan, {workers} workers", ran.code == 0 and
                   f"its {BATCHES} batches" in ran.out, ran)
        check.equal("a plan is for nobody else", [
            path for path in walk(small.file("P"))
            if os.lstat(path).st_mode & 0o077], [])
        check.equal("and is not written", oct(os.stat(small.file(
            "P", "plan", "plan.db")).st_mode & 0o777), "0o400")
        order = list(range(1, count + 1))
        random.Random(count).shuffle(order)
        written = 0
        for k in order:
            ran = write(small, f"{k}/{count}", "P", "--workers", workers)
            check.true(f"part {k}/{count}", ran.code == 0, ran)
            written += int(re.search(r"batches (\d+)", ran.out).group(1))
        check.equal(f"{count} parts: each batch once", written, BATCHES)
        ran = write(small, "40/40")
        check.true("an empty part", ran.code == 0 and "batches 0" in ran.out,
                   ran)
        ran = seal(small)
        check.true(f"{count} parts: seal", ran.code == 0 and
                   "the mailing lies in" in ran.out, ran)
        same(check, f"{count} parts", small, want)
        forget(small.job)


def check_again(check, small, want):
    """What is whole stays; the names under which attempts work say which."""
    plan(small)
    ran = write(small, "1/2")
    times = {n: os.stat(small.file("P", "parts", n, n + ".pdf")).st_mtime_ns
             for n in whole(small)}
    ran = run_again("write", "--json", "--part", "1/2", small.file("P"))
    told = json.loads(ran.out)
    check.equal("again: all are there", (told["batches"], told["there"]), (6, 6))
    check.equal("and stay", times, {
        n: os.stat(small.file("P", "parts", n, n + ".pdf")).st_mtime_ns
        for n in times})
    environment_ = {"SLURMD_NODENAME": "n/../2 å", "SLURM_ARRAY_JOB_ID": "14",
                    "SLURM_ARRAY_TASK_ID": "3", "SLURM_RESTART_COUNT": "1"}
    program = subprocess.Popen(
        [UTSKICK, "write", "--part", "2/2", "--workers", "1",
         small.file("P")], env={**environment(), **environment_},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    names = set()
    while program.poll() is None:
        names |= {n.split(".", 1)[1] for n in parts(small) if "." in n}
    check.equal("again: ends", program.returncode, 0)
    check.true("an attempt says where it runs and which it is", names and all(
        re.fullmatch(r"n2-\d+-job14-task3-restart1-[0-9a-f]{8}", n)
        for n in names), names)
    check.equal("and leaves its batches alone", [
        n for n in parts(small) if n not in whole(small)], ["of-2"])
    check.true("seal", seal(small).code == 0)
    same(check, "again", small, want)


def check_at_once(check, small, want):
    """A task that runs twice at once, and one sealed under a writer's hands."""
    plan(small)
    command = [UTSKICK, "write", "--part", "1/1", "--workers", "2",
               small.file("P")]
    both = [subprocess.Popen(command, env=environment(), text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(3)]
    said = [p.communicate(timeout=120) for p in both]
    check.equal("at once: all end well", [p.returncode for p in both], [0] * 3)
    check.equal("at once: nothing lies about", parts(small),
                [f"batch-{k:04}" for k in range(1, BATCHES + 1)] + ["of-1"])
    check.true("at once: no complaint", not any(err for _, err in said), said)
    shutil.rmtree(small.file("P", "parts", "batch-0011"))
    late = subprocess.Popen(command, env=environment(), text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(100):
        ran = seal(small)
        if ran.code == 0:
            break
        refused(check, "under a writer's hands", ran, 2, "[parts-missing]")
    late.communicate(timeout=120)
    check.true("seal while one writes", ran.code == 0, ran)
    same(check, "at once", small, want)


def check_killed(check, small, want):
    plan(small)
    program = subprocess.Popen(
        [UTSKICK, "write", "--part", "1/1", "--workers", "1", small.file("P")],
        env=environment(), start_new_session=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    while program.poll() is None and not (
            whole(small) and any("." in n for n in parts(small))):
        time.sleep(0.001)
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    time.sleep(0.1)
    check.true("killed in the middle", 0 < len(whole(small)) < BATCHES,
               parts(small))
    check.true("something lies about", any("." in n for n in parts(small)),
               parts(small))
    not_sealed(check, "killed", small, 2, "[parts-missing]",
               "--part k/1, with k = 1")
    program = subprocess.Popen(
        [UTSKICK, "write", "--part", "1/1", "--workers", "1", small.file("P")],
        env=environment(), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    before, own = parts(small), []
    while program.poll() is None and not own:
        own = [n for n in parts(small) if n not in before and "." in n]
    program.terminate()
    _, err = program.communicate(timeout=60)
    check.equal("interrupted: the signal's", program.returncode, -15)
    check.true("interrupted: its parts stay", "nothing was written" not in err,
               err)
    check.equal("interrupted: clears away its own", [
        n for n in parts(small) if "." in n and n not in before], [])
    check.true("written by the next", write(small, "1/1").code == 0)
    ran = seal(small)
    check.true("seal after a kill", ran.code == 0, ran)
    same(check, "killed", small, want)


# ---- what does not

def change(path, old=None, new=b"", cut=None):
    """Another text in the file, or only its beginning; what it held before."""
    with open(path, "rb") as source:
        before = data = source.read()
    if old is not None:
        assert old in data, (path, old)
        data = data.replace(old, new, 1)
    put(path, data[:cut])
    return before


def put(path, data):
    os.chmod(path, 0o600)
    with open(path, "wb") as to:
        to.write(data)


def batch(small, k, name=None):
    folder = small.file("P", "parts", f"batch-{k:04}")
    return os.path.join(folder, name.format(k=f"{k:04}")) if name else folder


def check_parts(check, small, want):
    plan(small)
    not_sealed(check, "nothing written", small, 2,
               "not written: 1-12 [parts-missing]", "--part 1/1")
    for k in range(1, 8):
        if k not in (3, 5):
            write(small, f"{k}/7")
    not_sealed(check, "two parts missing", small, 2,
               "not written: 3, 5, 10, 12 [parts-missing]",
               "--part k/7, with k = 3, 5")
    write(small, "1/1")
    change(batch(small, 2, "batch-{k}.pdf"), cut=3000)
    own = os.listdir(batch(small, 7, "letters"))[0]
    change(batch(small, 7, "letters/" + own), b"%PDF", b"%PDG")
    os.remove(batch(small, 8, "SHA256SUMS"))
    os.rename(batch(small, 9, "letters"), small.file("kept"))
    with open(batch(small, 4, "more.pdf"), "w", encoding="ascii"):
        pass
    not_sealed(check, "torn", small, 2,
               "not as they were written: 2, 4, 7-9 [parts-torn]",
               "--part 1/1' writes all")
    shutil.rmtree(batch(small, 6))
    os.symlink(batch(small, 5), batch(small, 6))
    not_sealed(check, "a link", small, 2, "2, 4, 6-9 [parts-torn]")
    os.remove(batch(small, 6))
    # those of another plan: a letter more in the register
    small.write("job.yaml", open(small.job, encoding="utf-8").read().replace(
        "reference: P-1", "reference: P-2"))
    plan(small, "P2")
    small.write("job.yaml", open(small.job, encoding="utf-8").read().replace(
        "reference: P-2", "reference: P-1"))
    ran = write(small, "1/1", "P2")
    refused(check, "a job changed meanwhile", ran, 2, "[input-changed]",
            "'job.yaml'")
    small.write("job.yaml", open(small.job, encoding="utf-8").read().replace(
        "reference: P-1", "reference: P-2"))
    check.true("the other plan", write(small, "1/1", "P2").code == 0)
    small.write("job.yaml", open(small.job, encoding="utf-8").read().replace(
        "reference: P-2", "reference: P-1"))
    shutil.copytree(small.file("P2", "parts", "batch-0006"), batch(small, 6))
    not_sealed(check, "another plan's", small, 2,
               "of another plan: 6 [parts-foreign]")
    stray = small.file("P", "parts", "batch-0013")
    shutil.copytree(batch(small, 1), stray)
    not_sealed(check, "one too many", small, 2, "batch-0013", "[part-stray]")
    shutil.rmtree(stray)
    ran = write(small, "1/1")
    check.true("all of these are written again", ran.code == 0 and
               "batches 12, there already 6" in ran.out, ran)
    shutil.rmtree(small.file("P2"))
    check.true("seal", seal(small).code == 0)
    same(check, "mended", small, want)
    refused(check, "seal twice", seal(small), 2, "[no-plan]")


def check_inputs(check, small, want):
    """A file that has changed between the commands refuses each of them."""
    plan(small)
    write(small, "1/2")
    for name, old, new in (("brev.md", "Hej ", "Hallå "),
                           ("r.csv", "Kajgatan 7;", "Kajgatan 8;"),
                           ("job.yaml", "sides: 2", "sides: 1")):
        path = small.file("jobb", name)
        before = change(path, old.encode(), new.encode())
        refused(check, f"{name}, write", write(small, "2/2"), 2,
                f"'{name}'", "[input-changed]")
        if LONG or name == "r.csv":
            not_sealed(check, f"{name}, seal", small, 2, "[input-changed]")
        put(path, before)
    check.equal("nothing was written meanwhile", len(whole(small)), 6)
    write(small, "2/2")
    # stopped when the run was there and the plan not gone yet
    shutil.copytree(small.file("P"), small.file("copy"), symlinks=True)
    check.true("seal", seal(small).code == 0)
    for path in walk(small.file("copy")):
        os.chmod(path, os.lstat(path).st_mode & 0o700)
    os.rename(small.file("copy"), small.file("P"))
    refused(check, "a run in the way", run_again(
        "seal", "--lang", "en", "-o", small.file("jobb"), small.file("P")), 2,
        "[folder-exists]")
    ran = seal(small)
    check.true("seal goes on", ran.code == 0, ran)
    same(check, "as it was", small, want)


def header(small, old, new):
    path = small.file("P", "PLAN")
    with open(path, encoding="utf-8") as source:
        text = source.read()
    assert re.search(old, text, re.M), text
    with open(path, "w", encoding="utf-8") as to:
        to.write(re.sub(old, new, text, flags=re.M))
    return text


def check_plan(check, small, want):
    """Whatever is not what was planned is not written or sealed."""
    plan(small)
    write(small, "1/2")
    database = small.file("P", "plan", "plan.db")
    for name, old, new, code in (
            ("program", "^program .*", "program utskick 0.0.9",
             "[other-program]"),
            ("first line", "plan 1", "plan 2", "[plan-file]"),
            ("hash", "^plan (.)", "plan z", "[plan-file]"),
            ("another hash", "^(plan .{60}).*", r"\g<1>0000", "[plan-changed]"),
            ("no job", "^job .*\n", "", "[plan-file]")):
        before = header(small, old, new)
        refused(check, f"PLAN, {name}, write", write(small, "2/2"), 2, code)
        if LONG or name == "another hash":
            not_sealed(check, f"PLAN, {name}", small, 2, code)
        put(small.file("P", "PLAN"), before.encode())
    before = change(database, b"Norrviken", b"Norrvikem")
    refused(check, "plan.db, write", write(small, "2/2"), 2, "[plan-changed]")
    not_sealed(check, "plan.db", small, 2, "[plan-changed]")
    put(database, before)
    key = small.file("P", "plan", "protected.key")
    kept = change(key, cut=10)
    not_sealed(check, "protected.key", small, 2, "[changed-file]")
    put(key, kept)
    for path in ("P", "P/plan", "P/parts"):
        os.chmod(small.file(path), 0o750)
        refused(check, f"{path} open", write(small, "2/2"), 2, "[plan-open]")
        os.chmod(small.file(path), 0o700)
    check_library(check, small, database)
    with open(small.file("P", "lock"), "w", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        not_sealed(check, "two at once", small, 2, "[is-sealing]")
    write(small, "2/2")
    check_elsewhere(check, small)
    same(check, "elsewhere", small, want)


def check_library(check, small, database):
    """Machines with other libraries write other bytes."""
    before = contents(small.file("P"))
    with sqlite3.connect(database) as ledger:
        ledger.execute("UPDATE header SET value = '0.9' WHERE key = "
                       "'library HarfBuzz'")
    ledger.close()
    with open(database, "rb") as source:
        digest = hashlib.sha256(source.read()).hexdigest()
    header(small, "^plan .*", "plan " + digest)
    refused(check, "another library", write(small, "2/2"), 2,
            "HarfBuzz 0.9", "[other-library]")
    for name in ("PLAN", "plan/plan.db"):
        put(small.file("P", name), before[name])


def check_elsewhere(check, small):
    """The plan moved, the job reached by another path, the run on another
    disk."""
    os.rename(small.file("P"), small.file("moved"))
    os.rename(small.file("jobb"), small.file("there"))
    refused(check, "the job is elsewhere", write(small, "1/2", "moved"), 2,
            "[job-elsewhere]")
    refused(check, "seal too", seal(small, "moved"), 2, "[job-elsewhere]")
    there = small.file("there", "job.yaml")
    ran = write(small, "1/2", "moved", "--job", there)
    check.true("--job", ran.code == 0, ran)
    shutil.rmtree(small.file("moved", "parts", "batch-0002"))
    ran = run_again("write", "--part", "2/2", "--job", "../there/job.yaml",
                    ".", cwd=small.file("moved"))
    check.true("from within", ran.code == 0, ran)
    disk = "/dev/shm" if os.access("/dev/shm", os.W_OK) else small.path
    other = os.path.join(disk, f"utskick-parts-{os.getpid()}")
    try:
        ran = run_again("seal", "--job", there, "-o", other, "./",
                        cwd=small.file("moved"))
        check.true("on another disk", ran.code == 0, ran)
        shutil.move(other, small.file("out"))
    finally:
        shutil.rmtree(other, ignore_errors=True)
    os.rename(small.file("there"), small.file("jobb"))


def check_taken(check, small):
    """Another's run has the name: it stays as it is, whole or not, and so does
    the plan."""
    out = small.file("out")
    with Small("keep_until: 2013-01-01\n") as other:
        other.run("-q")
        shutil.copytree(other.file("out"), out)
    for what in ("whole", "changed"):
        before = contents(out)
        ran = seal(small)
        refused(check, f"another's run, {what}", ran, 2, "[folder-exists]")
        check.true("and stays", contents(out) == before and os.path.exists(
            small.file("P", "PLAN")))
        with open(os.path.join(out, "keep", "ledger.db"), "ab") as to:
            to.write(b"x")
    shutil.rmtree(out)


def check_guards(check):
    """What refuses a run refuses the plan, and once more the seal."""
    with job() as small:
        plan(small)
        write(small, "1/1")
        check_taken(check, small)
        ran = run_again("run", "--lang", "en", small.job, "-o",
                        small.file("made"))
        check.true("made meanwhile", ran.code == 0, ran)
        not_sealed(check, "made before", small, 2, "[made-before]")
        ran = run_again("plan", "--lang", "en", small.job, "-o",
                        small.file("P3"))
        refused(check, "made before, plan", ran, 2, "[made-before]")
        shutil.rmtree(small.file("P"))
        ran = run_again("plan", "--lang", "en", small.job, "-o",
                        small.file("P"), "--again", "tryckt på fel papper")
        check.true("with a reason", ran.code == 0, ran)
        write(small, "1/1")
        ran = seal(small)
        check.true("it is told", ran.code == 0 and "tryckt på fel papper" in
                   ran.out, ran)
        with open(small.file("jobb", "out", "runs.jsonl"), "rb") as lines:
            check.equal("and recorded", len(lines.readlines()), 2)
    with job("approval: 1\n") as small:
        refused(check, "not approved", plan(small), 2, "[not-approved]")
        check.equal("no plan", [n for n in os.listdir(small.path)
                                if n.startswith("P")], [])
        ran = run("approve", "--as", "Eva Al", "--date", "2012-03-18", small.job)
        check.true("approve", ran.code == 0, ran)
        check.true("plan", plan(small).code == 0)
        write(small, "1/1")
        lines = small.file("jobb", "approvals.jsonl")
        os.rename(lines, lines + "x")
        not_sealed(check, "no longer approved", small, 2, "[not-approved]")
        os.rename(lines + "x", lines)
        ran = seal(small)
        check.true("approved", ran.code == 0 and os.path.exists(
            small.file("out", "keep", "approvals.jsonl")), ran)
    with job("expect: {held: 0-0}\n") as small:
        small.write("r.csv", "\n".join(rows()).replace("999 30", "999 3") + "\n")
        ran = plan(small)
        refused(check, "more held", ran, 1, "[held-beyond]")
        write(small, "1/1")
        refused(check, "more held, seal", seal(small), 1, "[held-beyond]")


def check_beside(check):
    """Writers read what is asked of other files too; a file for each letter."""
    more = """print: {split: letter}
tables: {möten: {file: moten.csv, match: {ort: Ort}, protected: {none: bara orter}}}
rules: [{exclude: Vill inte, when: "in_list('stopp.csv')"}]
"""
    with Small(more, letter="# Hej\n\n{{möten.plats}}\n",
               moten_csv="ort;plats\nNorrviken;Salen\n",
               stopp_csv="Personnummer\n" + number(3) + "\n",
               rows=[Small.ROWS[0]] + [
                   f"{number(i)};Anna;Ek;Kajgatan {i};999 32;Norrviken;"
                   for i in range(5)]) as small:
        ran = small.run("-q")
        check.true("tables: run", ran.code == 0, ran)
        want = contents(small.file("out"))
        shutil.rmtree(small.file("out"))
        plan(small)
        write(small, "2/2")
        write(small, "1/2")
        ran = seal(small)
        check.true("tables: seal", ran.code == 0 and "batches 4" in ran.out,
                   ran)
        same(check, "tables", small, want)


def check_usage(check, small):
    plan(small)
    where = small.file("P")
    for code, word, *arguments in (
            (3, "[plan-wants-output]", "plan", small.job),
            (3, "[not-a-part]", "write", "--part", "0/3", where),
            (3, "[not-a-part]", "write", "--part", "4/3", where),
            (3, "[not-a-part]", "write", "--part", "3", where),
            (3, "[not-a-part]", "write", "--part", "3/4x", where),
            (3, "[not-a-part]", "write", "--part", " 3/4", where),
            (3, "[write-wants-batch]", "write", where),
            (3, "[write-wants-batch]", "write", "--batch", "1", where),
            (3, "[write-wants-batch]", "write", "--workers", "2", where),
            (3, "[write-wants-batch]", "write", "--job", small.job, where),
            (3, "[write-wants-batch]", "write", "--workers", "2", "--batch",
             "1", "-o", small.file("new"), small.job, where),
            (3, "[write-wants-batch]", "write", "--part", "1/1", small.job,
             where),
            (3, "[seal-first]", "seal", "--key", "x.key", where),
            (3, "[seal-signs]", "seal", "-o", "x", "--key", "x.key", "x"),
            (2, "[no-plan]", "seal", small.file("jobb")),
            (2, "[no-plan]", "write", "--part", "1/1", small.file("nowhere")),
            (2, "[folder-exists]", "plan", "-o", where, small.job)):
        refused(check, " ".join(arguments[:4]),
                run_again(*arguments, "--lang", "en"), code, word)


def main():
    check = Checks()
    with job() as small:
        ran = small.run("-q")
        check.true("run", ran.code == 0, ran)
        want = contents(small.file("out"))
        check.true("it has all kinds of files", len(
            [n for n in want if n.startswith("keep/letters/")]) > 40 and any(
            n.startswith("keep/protected/") for n in want), want.keys())
        shutil.rmtree(small.file("out"))
        for check_one in (check_same, check_again, check_at_once, check_killed,
                          check_parts, check_inputs, check_plan):
            forget(small.job)
            check_one(check, small, want)
        forget(small.job)
        check_usage(check, small)
    check_beside(check)
    check_guards(check)
    check.end()


if __name__ == "__main__":
    main()
