"""The power is cut after each call of a command that changes a file. What a
disk may then hold (disk.py) is judged: after exit 0 all of it is there, however
little was synced; before, nothing is taken for whole that is not."""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from commands import COMMANDS, JOB, prepare
from disk import Disk, Replay, strace
from harness import Command, differing, put_back, tree
from kit import Checks
import plain

LONG = plain.LONG
TRIED = 10 ** 9 if LONG else 1  # states in which commands are run
UNCHANGING = ("check", "check book", "explain", "explain run", "find", "diff",
              "verify", "status")
NAMED = ("[torn-event]", "[unconfirmed-event]", "[purge-unfinished]",
         "[stray-file]", "[missing-file]", "[events-cut]", "[bad-purge]")


PLACE = "jobb/out"  # where runs lie
# without which a letter might be sent twice
LINES = ("jobb/out/runs.jsonl", "jobb/out/runs.key")
# names of what a command is at work with
AT_WORK = {"pack": r"\.packing$", "purge": r"/ledger\.purged$",
           "write a part": r"^P/parts/(batch-\d+|tmp)\.",
           "write part": r"^planned/parts/(batch-\d+|tmp)\.",
           "seal a plan": r"^P/(lock|SEALING)",
           "seal parts": r"^written/(lock|SEALING)"}
# the same command once more ends what one began
GO_ON = ("purge", "write a part", "write part")
# files count one by one, and this one comes last
LAST = {"new": "ny/job.yaml"}


class Bench:
    """The folder in which commands run, without the shim."""

    def __init__(self, program, place):
        self.program, self.place = program, place
        self.log = place + ".trace"
        self.environment = {
            "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en", "TMPDIR": os.path.join(place, "tmp")}

    def run(self, *arguments, stdin="", under=()):
        return subprocess.run(
            [*under, self.program, *arguments], cwd=self.place,
            env=self.environment, input=stdin.encode(), check=False,
            capture_output=True, timeout=120)

    def must(self, *arguments):
        done = self.run(*arguments)
        if done.returncode != 0:
            raise ValueError(f"{arguments}: {done.stderr.decode()}")

    def write(self, name, text):
        with open(os.path.join(self.place, name), "w",
                  encoding="utf-8") as to:
            to.write(text)


# ---- more commands, each with what is done before it

def after_another(bench):
    """There are lines of earlier runs."""
    bench.write("jobb/job.yaml", JOB.replace("2012", "2011"))
    bench.must("run", "-o", "zero", "jobb/job.yaml")
    bench.write("jobb/job.yaml", JOB)


def letter_files(bench):
    bench.write("jobb/job.yaml", JOB.replace("print: {", "print: {split: both, "))


def planned(bench):
    after_another(bench)
    letter_files(bench)
    bench.must("plan", "-o", "P", "jobb/job.yaml")


def written(bench):
    planned(bench)
    bench.must("write", "--part", "1/1", "P")


def recorded(bench):
    bench.must("posted", "--letters", "1", "one")


RUN = next(command.arguments for command in COMMANDS if command.name == "run")
SCENES = [(command, None) for command in COMMANDS
          if command.name not in UNCHANGING] + [
    (Command("run after another", RUN), after_another),
    (Command("run in its own folder", ["run", "jobb/job.yaml"]),
     letter_files),
    (Command("plan", ["plan", "-o", "P", "jobb/job.yaml"]), letter_files),
    (Command("write a part", ["write", "--part", "1/1", "P"]), planned),
    (Command("seal a plan", ["seal", "-o", "out", "P"]), written),
    (Command("posted once more", ["posted", "--letters", "2", "one"]),
     recorded),
]


class Cut:
    """The states of one command, and what is wrong in them."""

    def __init__(self, bench, command):
        self.bench, self.command = bench, command
        self.before = tree(bench.place)
        self.after, self.disk = None, Disk(bench.place)
        self.wholes = {}
        self.seen, self.kept, self.wrong = set(), [], []
        self.states = self.calls = 0

    def record(self):
        done = self.bench.run(*self.command.arguments,
                              stdin=self.command.stdin,
                              under=strace(self.bench.log))
        self.after = tree(self.bench.place)
        if done.returncode != 0:
            raise ValueError(f"{self.command}: {done.stderr.decode()}")
        put_back(self.bench.place, self.before, self.after)
        self.wholes = self.find_wholes()

    def replay(self):
        replay = Replay(self.disk)
        with open(self.bench.log, encoding="ascii") as lines:
            for name in replay.of(lines):
                self.calls += 1
                self.look(f"{self.calls} {name}", self.fault_before)
        os.remove(self.bench.log)
        now = self.disk.tree(lambda folder: folder.names,
                             lambda file: file.data)
        if now != self.after:
            raise ValueError(f"{self.command}: the model has other files: "
                             f"{differing(now, self.after)}")
        self.seen.clear()
        self.look("exit 0", self.fault_after)

    def look(self, when, fault):
        for what, state in self.disk.states():
            key = hash(frozenset(state.items()))
            if key in self.seen:
                continue
            self.seen.add(key)
            self.states += 1
            why = fault(state)
            if why:
                self.wrong.append(f"{self.command}: {when}, {what}: {why}")
            self.kept.append((f"{self.command}: {when}, {what}", state))

    # ---- what may be there

    def fault_after(self, state):
        return ", ".join(
            name for name in differing(state, self.after)
            if name.split("/")[0] != "tmp" and not (
                # an empty folder is there again
                state.get(name, b"") is None and self.unfinished(name)))

    def unfinished(self, name):
        return re.search(AT_WORK.get(self.command.name, r"\.partial") +
                         r"|\.partial|^tmp(/|$)", name)

    def find_wholes(self):
        """A folder that is new is there as a whole or not at all."""
        fresh = {name for name in self.after if name not in self.before}
        last = LAST.get(self.command.name)
        if last:
            return {last: fresh}
        return {top: [name for name in fresh if name.startswith(top + "/")]
                for top in fresh - {PLACE}
                if os.path.dirname(top) not in fresh - {PLACE}}

    def fault_before(self, state):
        bad = [name for name in {*state, *self.before, *self.after}
               if not self.unfinished(name) and not self.may_be(name, state)]
        bad += [f"{top} in part" for top, names in self.wholes.items()
                if top in state and any(name not in state for name in names)]
        # what a command removes goes after what it makes
        if any(name not in state and name not in self.after
               for name in self.before):
            bad += [f"removed before {name} was there" for name in self.after
                    if name not in self.before and name not in state]
        if "out" in state and self.makes_run():
            bad += [f"out without {name}" for name in LINES
                    if state.get(name) != self.after[name]]
        return ", ".join(sorted(bad))

    def makes_run(self):
        return "out/keep" in self.after and "out" not in self.before

    def may_be(self, name, state):
        if name not in state:
            return name not in self.before or name not in self.after
        have = state[name]
        for whole in (self.before, self.after):
            if name in whole and whole[name] == have:
                return True
        if not name.endswith(".jsonl"):
            return False
        old, new = self.before.get(name, b""), self.after[name]
        return self.is_torn(have, old, new)

    @staticmethod
    def is_torn(have, old, new):
        """A line begun, or room for one; the lines before it stand."""
        more = have[len(old):].rstrip(b"\0")
        return have.startswith(old) and len(have) <= len(new) and \
            new[len(old):].startswith(more) and not more.endswith(b"\n")

    def torn(self, state):
        return [name for name in state if name.endswith(".jsonl") and
                not self.unfinished(name) and
                state[name] not in (self.before.get(name),
                                    self.after.get(name))]

    # ---- what the program makes of it

    def tried(self, chance):
        """Those that are run: all that are torn, and some others."""
        torn = [kept for kept in self.kept if self.torn(kept[1])]
        rest = [kept for kept in self.kept if not self.torn(kept[1])]
        return [few for some in (torn, rest) for few in
                chance.sample(some, min(TRIED, len(some)))]

    def go_on(self, check, chance):
        tried = self.tried(chance)
        for title, state in tried:
            put_back(self.bench.place, state)
            if self.makes_run():
                self.run_again(check, title, state)
            else:
                self.verify(check, title, state)
            if self.command.name in GO_ON:
                self.end_it(check, title)
        put_back(self.bench.place, self.before)
        return len(tried)

    def run_again(self, check, title, state):
        if "out" in state:
            done = self.bench.run("verify", "out")
            check.equal(f"{title}: verify", done.returncode, 0)
            return
        done = self.bench.run(*self.command.arguments)
        if b"[made-before]" in done.stderr:
            check.true(f"{title}: the line is there",
                       state.get(LINES[0]) == self.after[LINES[0]])
            check.true(f"{title}: a seal knows its own",
                       not self.command.name.startswith("seal"))
            return
        check.equal(f"{title}: the next run", done.returncode, 0)
        check.true(f"{title}: a torn line is told", not self.torn(state) or
                   b"[runs-torn]" in done.stderr, done.stderr.decode())
        check.equal(f"{title}: makes the same", [
            name for name in differing(tree(self.bench.place), self.after)
            if not name.startswith(("jobb/out/", "tmp"))], [])

    def verify(self, check, title, state):
        for run in ("one", "two"):
            done = self.bench.run("verify", run)
            err = done.stderr.decode()
            check.true(f"{title}: verify {run} holds or names it",
                       done.returncode == 0 or (done.returncode == 2 and any(
                           named in err for named in NAMED)), err)
            torn = f"{run}/keep/events.jsonl" in self.torn(state)
            check.true(f"{title}: a torn line is told",
                       not torn or "[torn-event]" in err, err)


    def end_it(self, check, title):
        done = self.bench.run(*self.command.arguments)
        check.equal(f"{title}: once more", done.returncode, 0)
        check.equal(f"{title}: ends what was begun", [
            name for name in differing(tree(self.bench.place), self.after)
            if not self.unfinished(name)], [])


def can_trace():
    return shutil.which("strace") and subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"],
        capture_output=True, check=False).returncode == 0


def main():
    program = os.environ.get("PLAIN") or plain.build(sys.argv[1])
    asked = sys.argv[2].split(",") if len(sys.argv) > 2 else None
    if not can_trace():
        print("skipped: nothing can be traced here (strace)")
        sys.exit(77)
    check, states, wrong, tried = Checks(), 0, [], 0
    place = os.path.realpath(tempfile.mkdtemp(prefix="utskick-power-"))
    bench = Bench(program, place)
    try:
        os.mkdir(os.path.join(place, "tmp"))
        prepare(program, place)
        first = tree(place)
        for command, prepared in SCENES:
            if asked and command.name not in asked:
                continue
            put_back(place, first)
            if prepared:
                prepared(bench)
            cut = Cut(bench, command)
            cut.record()
            cut.replay()
            tried += cut.go_on(check, random.Random(command.name))
            print(f"{command.name:21} calls {cut.calls}, states {cut.states}, "
                  f"wrong {len(cut.wrong)}")
            states += cut.states
            wrong += cut.wrong
    finally:
        shutil.rmtree(place, ignore_errors=True)
    for text in wrong[:40]:
        print(text[:600])
    check.equal("what is wrong", len(wrong), 0)
    print(f"states {states}, wrong {len(wrong)}, tried {tried}")
    check.end()


if __name__ == "__main__":
    main()
