"""A plan's folder goes when its run is there: nothing goes with it that we did not
make, neither the run itself; a seal that is killed while it goes is called again;
and the run is recorded where its plan was."""
import json
import os
import shutil
import subprocess

from kit import (LONG, ROOT, Checks, Small, contents, forget, preloaded,
                 run, run_again, told_under)
from parts import job, not_sealed, plan, refused, rows, same, seal, write

SCRIPTS = os.path.join(ROOT, "samples", "slurm")
# The last calls of a seal, among which the plan goes.
LAST_CALLS = range(0, 60) if LONG else range(0, 60, 7)


def planned(small, name="P"):
    """A plan whose batches are all written."""
    for made in ("P", "P.partial", "out", "out.partial"):
        shutil.rmtree(small.file(made), ignore_errors=True)
    ran = plan(small, name)
    ran = write(small, "1/1", name) if ran.code == 0 else ran
    if ran.code:
        raise RuntimeError(str(ran))


def text(*names, put=None):
    if put is not None:
        os.makedirs(os.path.dirname(os.path.join(*names)), exist_ok=True)
        with open(os.path.join(*names), "w", encoding="utf-8") as to:
            to.write(put)
    with open(os.path.join(*names), encoding="utf-8") as source:
        return source.read()


# ---- what lies in it

def check_inside(check, small):
    planned(small)
    os.symlink("P", small.file("link"))
    before = contents(small.file("P"))
    for code, out in (
            ("[inside-plan]", "P/run"), ("[inside-plan]", "P/plan/run"),
            ("[inside-plan]", "P/parts/batch-0001/run"),
            ("[inside-plan]", "link/run"), ("[inside-plan]", "link/run/"),
            ("[inside-plan]", "nowhere/../P/run"),
            ("[inside-plan]", "P.partial/run"),
            ("[partial-name]", "P.partial"), ("[partial-name]", "out.partial/"),
            ("[inside-plan]", "P")):
        refused(check, f"seal -o {out}", seal(small, "P", out), 2, code)
    for command in ("run", "plan"):
        for code, out in (("[inside-plan]", "P/run"),
                          ("[partial-name]", "val.partial")):
            refused(check, f"{command} -o {out}", run_again(
                command, "--lang", "en", "-o", small.file(out), small.job), 2,
                code)
    os.rename(small.file("P"), small.file("val.partial"))
    refused(check, "the run's own unfinished folder", seal(
        small, "val.partial", "val"), 2, "[inside-plan]")
    os.rename(small.file("val.partial"), small.file("P"))
    os.remove(small.file("link"))
    after = contents(small.file("P"))
    after.pop("lock", None)
    check.equal("the plan is as it was", after, before)
    check.equal("and nothing was made", sorted(os.listdir(small.path)),
                ["P", "jobb"])


def check_stray(check, small, want):
    """Whatever else lies in it is named, and stays."""
    planned(small)
    for name in ("notes/todo.txt", "val.run/keep/SEAL", "job.yaml"):
        at, top = small.file("P", name), small.file("P", name.split("/")[0])
        text(at, put="mine")
        not_sealed(check, name, small, 2, name.split("/")[0], "[part-stray]")
        check.equal(f"{name} stays", text(at), "mine")
        os.remove(at) if top == at else shutil.rmtree(top)
    check.true("moved away", seal(small).code == 0)
    same(check, "strays", small, want)


def check_meanwhile(check, small, want):
    """It came while the run was made."""
    planned(small)
    code, said = told_under("DROPPED", [
        "seal", "--lang", "en", "-o", small.file("out"), small.file("P")],
        DROP_IN="/out.partial", DROP_NAME="../P/todo.txt")
    check.true("meanwhile: it is named", code == 2 and
               "/P/todo.txt' is nothing" in said and "[part-stray]" in said,
               said)
    check.true("meanwhile: it stays", os.path.exists(
        small.file("P", "todo.txt")))
    os.remove(small.file("P", "todo.txt"))
    ran = seal(small)
    check.true("meanwhile: called again", ran.code == 0, ran)
    same(check, "meanwhile", small, want)


# ---- what lies where it goes

def check_aside(check, small, want):
    command = ["seal", "--lang", "en", "-o", small.file("out"), small.file("P")]
    for library in (None, "NOLANDLOCK"):
        planned(small)
        mine = small.file("P.partial", "mine.txt")
        text(mine, put="mine")
        os.chmod(small.file("P.partial"), 0o700)
        if library:
            code, said = told_under(library, command)
        else:
            ran = run_again(*command)
            code, said = ran.code, ran.err
        title = f"somebody's P.partial, {library}"
        check.true(title, code == 2 and "[not-our-folder]" in said, said)
        check.equal(f"{title}: it stays", text(mine), "mine")
        check.true(f"{title}: no run", not os.path.exists(small.file("out")))
        shutil.rmtree(small.file("P.partial"))
        # ours, that an earlier plan left
        text(small.file("P.partial"), "plan", "plan.db", put="")
        text(small.file("P.partial"), "lock", put="")
        os.chmod(small.file("P.partial"), 0o700)
        if library:
            code, said = told_under(library, command)
        else:
            ran = run_again(*command)
            code, said = ran.code, str(ran)
        check.equal(f"our P.partial, {library}", code, 0)
        same(check, f"our P.partial, {library}", small, want)


# ---- killed

def folders(small):
    return sorted(n for n in os.listdir(small.path)
                  if n.startswith(("P", "out")))


def check_killed(check, small, want):
    out = small.file("out")
    command = ["seal", "-o", out, small.file("P")]
    planned(small)
    done, made = preloaded(small, "KILLED", "KILL_AT", 10 ** 6, command)
    check.equal("killed: it goes through", done.returncode, 0)
    seen = set()
    for call in LAST_CALLS:
        planned(small)
        preloaded(small, "KILLED", "KILL_AT", made - call, command)
        title = f"killed {call} calls before the end"
        if os.path.exists(out):
            seen.add(tuple(folders(small)))
        ran = seal(small)
        if ran.code and not any(n.startswith("P") for n in folders(small)):
            refused(check, f"{title}: all is done", ran, 2, "[no-plan]")
            if folders(small) != ["out"]:
                os.remove(small.file("out.partial.lock"))
        else:
            check.true(f"{title}: called again", ran.code == 0, ran)
        same(check, title, small, want)
    check.true("killed while the plan went", any(
        "P.partial" in names for names in seen), seen)


def rest(small, *gone):
    """What a seal left that was killed while the plan went."""
    planned(small)
    shutil.copytree(small.file("P"), small.file("kept"))
    ran = seal(small)
    if ran.code:
        raise RuntimeError(str(ran))
    for at, _, files in os.walk(small.file("kept")):
        os.chmod(at, 0o700)
        for name in files:
            os.chmod(os.path.join(at, name), 0o600)
    os.rename(small.file("kept"), small.file("P.partial"))
    for name in gone:
        path = small.file("P.partial", name)
        os.remove(path) if os.path.isfile(path) else shutil.rmtree(path)


def check_rest(check, small, want):
    rest(small)
    before = contents(small.file("P.partial"))
    refused(check, "another run", seal(small, "P", "jobb"), 2, "[plan-rest]",
            "/jobb'")
    refused(check, "where it would lie", run_again(
        "seal", "--lang", "en", small.file("P")), 2, "[plan-rest]",
        "out/2012-03-19-jobb'")
    check.equal("it stays", contents(small.file("P.partial")), before)
    refused(check, "write finds none", write(small, "1/1"), 2, "[no-plan]")
    ran = run_again("seal", "--json", "-o", small.file("out"), small.file("P"))
    told = json.loads(ran.out)
    check.equal("it is told", (ran.code, told["batches"], told["folder"]),
                (0, 12, small.file("out")))
    same(check, "a rest", small, want)
    rest(small, "parts", "PLAN")
    refused(check, "without PLAN it is none", seal(small), 2, "[no-plan]")
    shutil.rmtree(small.file("P.partial"))
    rest(small, "parts", "plan")
    ran = seal(small)
    check.true("the last of it", ran.code == 0, ran)
    same(check, "the last of it", small, want)
    rest(small, "plan/protected.key")
    text(small.file("P.partial"), "notes", put="mine")
    refused(check, "not ours", seal(small), 2, "[not-our-folder]")
    os.remove(small.file("P.partial", "notes"))
    os.chmod(small.file("P.partial"), 0o755)
    refused(check, "open to others", seal(small), 2, "[not-our-folder]")
    os.chmod(small.file("P.partial"), 0o700)
    os.makedirs(small.file("jobb", "out"), exist_ok=True)
    os.rename(small.file("out"), small.file("jobb", "out", "2012-03-19-jobb"))
    ran = run_again("seal", "--lang", "en", small.file("P") + "/")
    check.true("where the job has its runs", ran.code == 0 and
               "2012-03-19-jobb" in ran.out, ran)
    check.equal("and it is gone", folders(small), [])
    shutil.rmtree(small.file("jobb", "out"))


# ---- recorded

def check_recorded(check, small, want):
    """The run is there, its line is not: the answer of its rename was lost."""
    planned(small)
    shutil.copytree(small.file("P"), small.file("kept"))
    check.true("seal", seal(small).code == 0)
    for at, names, files in os.walk(small.file("kept")):
        for name in names + files:
            os.chmod(os.path.join(at, name), 0o700 if name in names else 0o600)
    lines = small.file("jobb", "out", "runs.jsonl")
    before = text(lines)
    for forgotten in (False, True):
        os.chmod(small.file("kept"), 0o700)
        shutil.copytree(small.file("kept"), small.file("P"))
        if forgotten:
            forget(small.job)
        title = "its line is gone" if forgotten else "its line is there"
        ran = seal(small)
        check.true(title, ran.code == 0, ran)
        now = text(lines) if os.path.exists(lines) else ""
        check.equal(f"{title}: one line", len(now.splitlines()), 1)
        check.true(f"{title}: as it was", forgotten or now == before)
        refused(check, f"{title}: the next run", run_again(
            "run", "--lang", "en", "-o", small.file("again"), small.job), 2,
            "[made-before]")
    shutil.rmtree(small.file("kept"))
    same(check, "recorded", small, want)


# ---- a job that is a link

def check_link(check):
    """Register and runs lie beside the link, not beside what it leads to."""
    with job() as small:
        link = small.file("link")
        os.mkdir(link)
        os.symlink("../jobb/job.yaml", os.path.join(link, "job.yaml"))
        for name in ("r.csv", "brev.md", "fi.md"):
            shutil.copy(small.file("jobb", name), link)
        ran = run_again("plan", "-q", "-o", small.file("P"), "job.yaml",
                        cwd=link)
        check.true("link: plan", ran.code == 0, ran)
        check.true("link: named", text(small.file("P", "PLAN")).endswith(
            f"\njob {link}/job.yaml\n"))
        register = os.path.join(link, "r.csv")
        kept = text(register)
        text(register, put=kept.replace(";;sv", ";J;sv"))
        refused(check, "link: protected by now", write(small, "1/1"), 2,
                "'r.csv'", "[input-changed]")
        text(register, put=kept)
        for ran in (write(small, "1/1"), seal(small)):
            check.true("link: made", ran.code == 0, ran)
        check.equal("link: recorded there", [os.path.exists(
            small.file(n, "out", "runs.jsonl")) for n in ("link", "jobb")],
            [True, False])
        refused(check, "link: once", run_again(
            "run", "--lang", "en", "-o", small.file("o"),
            os.path.join(link, "job.yaml")), 2, "[made-before]")
    with Small(rows=list(rows())) as small:
        os.mkdir(small.file("new"))
        os.symlink("../jobb/r.csv", small.file("new", "klienter.csv"))
        ran = run("new", small.file("new", "klienter.csv"))
        check.true("new: of a link", ran.code == 0 and
                   "fil: klienter.csv" in text(small.file("new", "job.yaml")),
                   text(small.file("new", "job.yaml"))[:900])


# ---- the job scripts

def check_scripts(check, small):
    """What Slurm's job scripts call, by the processors that a node gives."""
    text(small.file("bin", "utskick"), put='#!/bin/sh\necho "$@"\n')
    os.chmod(small.file("bin", "utskick"), 0o755)
    there, out = small.file("Q"), small.file("R")
    text(there, "PLAN", put="")

    def calls(name, **more):
        done = subprocess.run(
            ["sh", "-u", os.path.join(SCRIPTS, name + ".sbatch")],
            capture_output=True, text=True, env={
                "PATH": small.file("bin") + ":" + os.environ["PATH"],
                "PLAN": there, "OUT": out, "JOB": "job.yaml", "PARTS": "9",
                "SLURM_ARRAY_TASK_ID": "3", **more})
        check.equal(f"{name}, {more}: exit", done.returncode, 0)
        return done.stdout.splitlines()

    for given, workers in ((None, 1), ("8", 8), ("256", 256), ("384", 256)):
        more = {"SLURM_CPUS_ON_NODE": given} if given else {}
        for name in ("plan", "write", "seal"):
            check.true(f"{name}, {given} processors", any(
                f"--workers {workers} " in line for line in calls(name, **more)))
    text(out, "keep", "SEAL", put="")
    check.equal("seal, the run is there", len(calls("seal")), 2)
    os.rename(there, there + ".partial")
    check.equal("seal, a rest is there", calls("seal"),
                [f"seal --quiet -o {out} {there}"])
    shutil.rmtree(there + ".partial")
    check.equal("seal, all is done", calls("seal"), [])
    for name in ("bin", "R"):
        shutil.rmtree(small.file(name))


def main():
    check = Checks()
    with job() as small:
        ran = small.run("-q")
        check.true("run", ran.code == 0, ran)
        want = contents(small.file("out"))
        shutil.rmtree(small.file("out"))
        forget(small.job)
        check_scripts(check, small)
        check_inside(check, small)
        for check_one in (check_stray, check_meanwhile, check_aside,
                          check_killed, check_rest, check_recorded):
            check_one(check, small, want)
    check_link(check)
    check.end()


if __name__ == "__main__":
    main()
