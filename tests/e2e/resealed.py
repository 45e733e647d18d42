"""One plan makes one mailing: what --again was said of, a copy of a plan or a job,
a seal that is killed when its line stands in runs.jsonl, a run that was moved."""
import fcntl
import os
import shutil
import subprocess
import time

from exits import environment
from kit import (LONG, UTSKICK, Checks, Small, contents, preloaded, run_again)

MOMENTS = 50  # the last calls of a seal: the line, the move, the plan that goes


def mailing(**files):
    return Small("keep_until: 2013-01-01\n", **files)


def planned(check, small, name="P", *more):
    """A plan that is written."""
    ran = run_again("plan", "-q", "--lang", "en", "-o", small.file(name),
                    small.job, *more)
    check.true(f"{name}: plan", ran.code == 0, ran)
    ran = run_again("write", "-q", "--part", "1/1", small.file(name))
    check.true(f"{name}: write", ran.code == 0, ran)


def seal(small, name="P", out="out", *more):
    return run_again("seal", "-q", "--lang", "en", "-o", small.file(out), *more,
                     small.file(name))


def make(small, out, *more):
    return run_again("run", "-q", "--lang", "en", "-o", small.file(out),
                     small.job, *more)


def lines(small, job="jobb"):
    path = small.file(job, "out", "runs.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as source:
        return source.read().splitlines()


def refused(check, name, ran, code, word=""):
    check.true(f"{name}: [{code}]", ran.code == 2 and f"[{code}]" in ran.err and
               word in ran.err, ran)


def made(check, name, ran):
    check.true(f"{name}: is made", ran.code == 0, ran)


# ---- whom --again was said of

def check_said(check):
    with mailing() as small:
        planned(check, small, "P", "--again", "för säkerhets skull")
        made(check, "a run", make(small, "one"))
        refused(check, "said of none, and there was one since", seal(small),
                "made-before", "plan the job anew, with --again")
        check.true("the plan stays", os.path.exists(small.file("P", "PLAN")))
        planned(check, small, "P2", "--again", "omtryck")
        shutil.copytree(small.file("P2"), small.file("P3"))
        made(check, "said of that one", seal(small, "P2"))
        refused(check, "a copy of the plan", seal(small, "P3", "two"),
                "made-before")
        check.equal("two lines", len(lines(small)), 2)
        planned(check, small, "P4", "--again", "omtryck")
        small.write("job.yaml", Small.HEAD.replace("Prov", "Annat"))
        made(check, "another mailing", make(small, "other"))
        small.write("job.yaml", Small.HEAD + "keep_until: 2013-01-01\n")
        made(check, "which is none of this", seal(small, "P4", "three"))


def check_few(check):
    """A mailing to a few of them leaves the rest to this one."""
    rows = [Small.ROWS[0]] + [
        f";Anna;Ek;Kaj {i};999 32;Norrviken;;{i}" for i in range(20)]
    rows[0] += ";Kundnr"
    head = Small.HEAD.replace("key: Personnummer", "key: Kundnr").replace(
        "roles: {person: Personnummer, protected: Skydd}",
        "roles: {protected: Skydd}")
    for again in ((), ("--again", "så")):
        with mailing(rows=rows, head=head) as small:
            planned(check, small, "P", *again)
            whole = open(small.file("jobb", "r.csv"), encoding="utf-8").read()
            small.write("r.csv", "\n".join(rows[:4]) + "\n")
            made(check, "a few", make(small, "few"))
            small.write("r.csv", whole)
            made(check, f"the rest, {again}", seal(small))
            refused(check, "all of them", make(small, "all"), "made-before")


def check_at_once(check):
    """Two runs that were both told --again: the later one asks once more."""
    with mailing() as small:
        made(check, "a run", make(small, "one"))
        with open(small.file("jobb", "out", "runs.jsonl"), "rb") as held:
            fcntl.flock(held, fcntl.LOCK_SH)  # they look, and wait to claim
            runs = [subprocess.Popen(
                [UTSKICK, "run", "-q", "--lang", "en", "--again", "så", "-o",
                 small.file(name), small.job], env=environment(), text=True,
                stderr=subprocess.PIPE) for name in ("two", "three")]
            for name in ("two", "three"):
                ledger = small.file(name + ".partial", "keep", "ledger.db")
                while not os.path.exists(ledger):
                    time.sleep(0.01)
        said = [program.communicate(timeout=120)[1] for program in runs]
        check.equal("one is made", sorted(p.returncode for p in runs), [0, 2])
        check.true("the other is told", any(
            "[made-before]" in err and "after --again was said" in err
            for err in said), said)
        check.equal("two lines", len(lines(small)), 2)


# ---- lines that are gone, copies of the job

def check_gone(check):
    with mailing() as small:
        made(check, "a run", make(small, "one"))
        planned(check, small, "P", "--again", "omtryck")
        away, there = small.file("away"), small.file("jobb", "out")
        os.rename(there, away)
        refused(check, "without its lines", seal(small), "runs-gone")
        made(check, "others, by another key", make(small, "two"))
        refused(check, "another key", seal(small), "runs-gone")
        shutil.rmtree(there)
        shutil.copytree(away, there)
        with open(os.path.join(there, "runs.jsonl"), "w", encoding="ascii"):
            pass
        refused(check, "an empty file", seal(small), "runs-gone")
        shutil.rmtree(there)
        os.rename(away, there)
        made(check, "as they were", seal(small))


def check_copy(check):
    """A copy of the job's folder knows nothing of what is made of the job."""
    with mailing() as small:
        planned(check, small)
        shutil.copytree(small.file("jobb"), small.file("copy"))
        copy = small.file("copy", "job.yaml")
        made(check, "a run of the job", make(small, "one"))
        refused(check, "a copy without lines", seal(small, "P", "out", "--job",
                                                   copy), "made-before")
        shutil.rmtree(small.file("P"))
        planned(check, small, "P", "--again", "omtryck")
        refused(check, "where the job is there", seal(
            small, "P", "out", "--job", copy), "seal-copy", "jobb/job.yaml")
        os.rename(small.file("jobb"), small.file("elsewhere"))
        refused(check, "where it is not, but was made", seal(
            small, "P", "out", "--job", copy), "runs-gone", "copy")
        shutil.copytree(small.file("elsewhere", "out"), small.file("copy", "out"))
        made(check, "a copy with them, where the job is gone", seal(
            small, "P", "out", "--job", copy))


# ---- a seal that is killed

def put_back(small, whole):
    for name in os.listdir(small.path):
        if os.path.isfile(small.file(name)):
            os.remove(small.file(name))
        elif name != "whole":
            shutil.rmtree(small.file(name))
    for name in os.listdir(whole):
        shutil.copytree(os.path.join(whole, name), small.file(name))


def kill(small, number):
    """Killed at that call; whether its line is there, and its run."""
    done, calls = preloaded(small, "KILLED", "KILL_AT", number, [
        "seal", "-q", "-o", small.file("out"), small.file("P")])
    return done.returncode, calls, len(lines(small)), os.path.exists(
        small.file("out"))


def check_killed(check):
    seen = {"before": 0, "perhaps": 0, "line": 0, "run": 0}
    with mailing() as small:
        whole = small.file("whole")
        planned(check, small)
        os.mkdir(whole)
        for name in ("P", "jobb"):
            os.rename(small.file(name), os.path.join(whole, name))
        put_back(small, whole)
        code, calls, _, _ = kill(small, 10 ** 6)
        check.equal("goes through", code, 0)
        want = contents(small.file("out"))
        for number in range(calls - MOMENTS, calls, 1 if LONG else 2):
            put_back(small, whole)
            code, _, line, run = kill(small, number)
            name = f"call {number} of {calls}"
            check.equal(f"{name}: killed", code, -9)
            told = begun(small)
            if told == 0 and not line and not seen["before"]:
                seen["before"] += 1
                meanwhile(check, name, small)
            elif told == 0 and line:
                seen["perhaps"] += 1
                refused(check, f"{name}: whose line it is", seal(small),
                        "seal-begun", "--again")
                check.equal(f"{name}: it stays", len(lines(small)), 1)
            elif line and not run:
                seen["line"] += 1
                between(check, name, small, want, seen["line"])
            elif run and os.path.exists(small.file("P", "SEALING")):
                seen["run"] += 1
                moved(check, name, small)
            else:
                ends(check, name, small, want)
    check.true("before the line, behind it, and behind the move",
               all(seen.values()), seen)


def begun(small):
    """Whether a seal that was killed knew of its line; None: it did not come so
    far, or is through."""
    try:
        with open(small.file("P", "SEALING"), encoding="utf-8") as source:
            return int(source.read().split("\n")[1].split()[1])
    except OSError:
        return None


def meanwhile(check, name, small):
    """Another run writes the very line that this one would have written."""
    made(check, f"{name}: a run", make(small, "new"))
    refused(check, f"{name}: then not this", seal(small), "seal-begun")
    check.equal(f"{name}: its line stays", len(lines(small)), 1)


def ends(check, name, small, want, count=1):
    """The same command once more: its run, and a line for it."""
    if os.path.exists(small.file("P")):
        made(check, name, seal(small))
    check.true(f"{name}: the same", contents(small.file("out")) == want)
    check.equal(f"{name}: its line", len(lines(small)), count)
    check.equal(f"{name}: nothing else", [n for n in os.listdir(
        small.path) if n in ("P", "out.partial")], [])


def between(check, name, small, want, time):
    """There is a line and no run: nobody but this plan's seal knows."""
    title = f"{name}, {time}"
    if time == 1:
        refused(check, f"{title}: a run", make(small, "new"), "made-before")
        refused(check, f"{title}: into another folder", seal(
            small, "P", "new"), "seal-begun", small.file("out"))
        shutil.copytree(small.file("P"), small.file("copy"))
        ends(check, title, small, want)
        refused(check, f"{title}: a copy of the plan", seal(
            small, "copy", "new"), "seal-begun")
    elif time == 2:
        small.write("job.yaml", Small.HEAD.replace("Prov", "Annat"))
        made(check, f"{title}: another mailing", make(small, "new"))
        small.write("job.yaml", Small.HEAD + "keep_until: 2013-01-01\n")
        ends(check, title, small, want, 3)
        check.equal(f"{title}: the first is nobody's", ["0" * 16 in line for
                    line in lines(small)], [True, False, False])
        refused(check, f"{title}: a run", make(small, "newer"), "made-before")
    elif time == 3:
        shutil.rmtree(small.file("out.partial"))
        refused(check, f"{title}: nothing says that it was not moved",
                seal(small), "seal-begun", "--again")
        check.equal(f"{title}: the line stays", len(lines(small)), 1)
    else:
        ends(check, title, small, want)


def moved(check, name, small):
    """Somebody has taken the run away before the plan was gone."""
    os.rename(small.file("out"), small.file("old"))
    for _ in range(2):
        refused(check, f"{name}, moved", seal(small), "seal-begun")
    refused(check, f"{name}, moved, elsewhere", seal(small, "P", "new"),
            "seal-begun")
    check.equal(f"{name}: one line", len(lines(small)), 1)
    os.rename(small.file("old"), small.file("out"))
    made(check, f"{name}, back", seal(small))
    check.true(f"{name}: the plan is gone", not os.path.exists(small.file("P")))


def check_word(check):
    """The file that says so is ours, or refuses."""
    with mailing() as small:
        planned(check, small)
        for text in ("", "line x\nout /a\n", "line 1\nin /a\n", "line 1\nout /a",
                     f"line {'1' * 19}\nout /a\n"):
            with open(small.file("P", "SEALING"), "w", encoding="ascii") as to:
                to.write(text)
            refused(check, repr(text), seal(small), "plan-file", "SEALING")
        os.remove(small.file("P", "SEALING"))
        made(check, "without", seal(small))


# ---- a file that is no longer there

def check_events(check):
    """What became of an earlier run's letters is read where it is told."""
    with mailing() as small:
        made(check, "the first", make(small, "one"))
        ran = run_again("posted", "--letters", "1", small.file("one"))
        check.true("posted", ran.code == 0, ran)
        small.write("job.yaml", Small.HEAD.replace("Prov", "Påminnelse") +
                    "keep_until: 2013-01-01\n"
                    "rules: [{exclude: Har svarat, when: "
                    "\"answered_in('../one')\"}]\n")
        planned(check, small)
        keep = small.file("one", "keep")
        for name in ("events.jsonl", "events.head"):
            os.rename(os.path.join(keep, name), small.file(name))
        refused(check, "seal", seal(small), "input-changed", "events.jsonl")
        refused(check, "write", run_again(
            "write", "--lang", "en", "--part", "1/1", small.file("P")),
            "input-changed", "events.jsonl")
        for name in ("events.jsonl", "events.head"):
            os.rename(small.file(name), os.path.join(keep, name))
        made(check, "there again", seal(small))


def main():
    check = Checks()
    for check_one in (check_said, check_few, check_at_once, check_gone,
                      check_copy, check_killed, check_word, check_events):
        check_one(check)
    check.end()


if __name__ == "__main__":
    main()
