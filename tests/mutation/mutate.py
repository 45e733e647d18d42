"""Changes the code a little in one place and asks whether a test fails.

    mutate.py FOLDER [--count N] [--seed S] [--at FILE:LINE]...

Copies the sources to FOLDER, puts candidates into the copy, each behind
mutant_is(its number), builds that once without sanitizers, and runs each test
alone with none of them on, which tells how long it takes and which candidates it
meets. Of those that are met, N are tried: the unit tests of the folder first, then
the others from the shortest on, until one fails. Those that no test can notice are
listed in `equivalent`, each with its reason. FOLDER keeps what was found: started
again, it goes on."""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import places

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MOST = 4096
KINDS = ("negated", "relation", "logic", "constant", "left out", "returned")
# These look at sources, compare speed, or need minutes each without looking at
# more of the code than others.
NOT_RUN = re.compile(r"layers|catalogue|sizes|codes|fuzz|e2e (?:browser|day|"
                     r"ticks|states|workbench|live|killed|failing|building|"
                     r"install|readme|home|inputs)|fault|confine")


def read(path):
    return path.read_text(encoding="utf-8")


def run(command, **more):
    return subprocess.run(command, check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)


# ---- candidates

def choose(seed, count, wanted):
    """As many of each kind, anywhere; none overlaps another. `wanted` come
    first."""
    rest, first = [], []
    for path in sorted((ROOT / "src").glob("*/*.c")):
        name = str(path.relative_to(ROOT))
        text = read(path)
        for place in places.find(text):
            place.file = name
            place.line = text.count("\n", 0, place.at) + 1
            (first if f"{name}:{place.line}" in wanted else rest).append(place)
    dice = random.Random(seed)
    dice.shuffle(rest)
    by_kind = [[p for p in rest if p.kind == kind] for kind in KINDS]
    mixed = [p for group in zip(*by_kind) for p in group]
    chosen = []
    for place in first + mixed:
        if len(chosen) == count + len(first):
            break
        if not any(p.file == place.file and p.at < place.end and
                   place.at < p.end for p in chosen):
            chosen.append(place)
    return chosen


def write_changed(to, chosen):
    for name in {p.file for p in chosen}:
        text = read(ROOT / name)
        for number, place in sorted(enumerate(chosen, 1),
                                    key=lambda one: -one[1].at):
            if place.file == name and place.kind:
                text = (text[:place.at] + place.new % number +
                        text[place.end:])
        (to / name).write_text("_Bool mutant_is(int);\n#line 1\n" + text,
                               encoding="utf-8")


def copy_sources(to, folder):
    shutil.rmtree(to, ignore_errors=True)
    names = run(["git", "ls-files", "-z"], cwd=ROOT).stdout.split("\0")
    for name in filter(None, names):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, to / name)
    head = (f'#define MUTANT_MOST {MOST}\n#define MUTANT_NOW "{folder}/now"\n'
            f'#define MUTANT_MET "{folder}/met"\n')
    (to / "src/base/mutant.c").write_text(head + read(HERE / "mutant.c"),
                                          encoding="utf-8")
    build = to / "src/base/meson.build"
    build.write_text(read(build).replace("'memory.c',",
                                         "'memory.c', 'mutant.c',"),
                     encoding="utf-8")


def build(folder, chosen):
    """What does not compile is no candidate."""
    source, to = folder / "source", folder / "build"
    copy_sources(source, folder)
    write_changed(source, chosen)
    if not (to / "build.ninja").exists():
        env = dict(os.environ, CC=os.environ.get("CC", "gcc"))
        setup = run(["meson", "setup", str(to), str(source),
                     "-Dbuildtype=release"], env=env)
        if setup.returncode:
            sys.exit(setup.stdout)
    for _ in range(6):
        made = run(["ninja", "-C", str(to), "-k", "0", "-j",
                    str(os.cpu_count())])
        if not made.returncode:
            return
        bad = set(re.findall(r"(src/\w+/\w+\.c):(\d+):\d+: error",
                             made.stdout))
        if not bad:
            sys.exit(made.stdout[-4000:])
        files = {name for name, _ in bad}
        for place in chosen:
            if place.kind and (place.file, str(place.line)) in bad:
                place.kind = None
                files.discard(place.file)
        for place in chosen:
            if place.file in files:
                place.kind = None
        write_changed(source, chosen)
    sys.exit("the candidates do not compile")


# ---- tests

class Tests:
    def __init__(self, folder):
        self.folder = folder
        self.met = folder / "met"
        listed = run(["meson", "introspect", "--tests",
                      str(folder / "build")]).stdout
        self.all = [t for t in json.loads(listed)
                    if not NOT_RUN.search(t["name"])]

    def set(self, number):
        (self.folder / "now").write_text(str(number), encoding="ascii")
        self.met.write_bytes(bytes(MOST))

    def passes(self, test, most):
        env = {**os.environ, **test["env"]}
        process = subprocess.Popen(
            test["cmd"], env=env, cwd=test["workdir"] or self.folder / "build",
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            return process.wait(most) in (0, 77)
        except subprocess.TimeoutExpired:
            return False
        finally:
            try:
                os.killpg(process.pid, 9)
            except ProcessLookupError:
                pass
            process.wait()

    def measure(self, test):
        self.set(0)
        start = time.monotonic()
        passed = self.passes(test, 400)
        met = self.met.read_bytes()
        return {"passed": passed, "seconds": time.monotonic() - start,
                "met": [i for i, one in enumerate(met) if one]}


def is_large(test):
    """Not of one module: "base/arena" is."""
    return "/" not in test["name"]


def measure_all(tests, known, save, until):
    """Unit tests first; others as long as there is time, and then not at all."""
    for test in sorted(tests.all, key=is_large):
        if test["name"] not in known and (
                time.monotonic() < until or not is_large(test)):
            known[test["name"]] = tests.measure(test)
            save()
    failed = [name for name, one in known.items() if not one["passed"]]
    if failed:
        print("not used, since they fail as it is:", ", ".join(failed))


def order(tests, known, number, place):
    own = place["file"].split("/")[1]
    able = [t for t in tests.all if t["name"] in known and
            known[t["name"]]["passed"] and number in known[t["name"]]["met"]]
    return sorted(able, key=lambda t: (own not in t["suite"][0].split(":"),
                                       known[t["name"]]["seconds"]))


def try_one(tests, known, number, place, most):
    """The test that noticed it, or None within so many seconds."""
    spent = 0
    for test in order(tests, known, number, place):
        spent += known[test["name"]]["seconds"]
        if spent > most:
            break
        tests.set(number)
        if not tests.passes(test, 10 + 4 * known[test["name"]]["seconds"]):
            return test["name"]
    return None


# ---- the account

def tell(place):
    return (f"{place['file']}:{place['line']}: {place['kind']}: "
            f"{place['was']} -> {place['becomes']}")


def equivalent():
    """`FILE: WAS -> BECOMES: reason` a line; lines move, so none is named."""
    listed = {}
    for line in read(HERE / "equivalent").splitlines():
        if line and not line.startswith("#"):
            what, reason = line.rsplit(" | ", 1)
            listed[what] = reason
    return listed


def account(found, listed):
    killed, survivors, same = 0, [], 0
    for one in found:
        what = f"{one['file']}: {one['was']} -> {one['becomes']}"
        if one["killed"]:
            killed += 1
            if what in listed:
                print("listed as equivalent, but noticed:", tell(one))
        elif what in listed:
            same += 1
        else:
            survivors.append(one)
    for one in survivors:
        print("survived", tell(one))
    of = killed + len(survivors)
    print(f"killed {killed} of {of} mutants"
          f" ({100 * killed / max(of, 1):.1f} %), {same} equivalent")
    return 0 if of and killed >= 0.9 * of else 1


def start(folder, seed, count, wanted):
    chosen = choose(seed, count * 2, wanted)
    build(folder, chosen)
    return {"tests": {}, "found": [], "places": [
        {"file": p.file, "line": p.line, "kind": p.kind, "was": p.was,
         "becomes": p.becomes} for p in chosen]}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=pathlib.Path)
    ask.add_argument("--count", type=int, default=100)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--minutes", type=int, default=600, help="for measuring "
                     "tests of whole commands; those that it is too short for "
                     "are not used")
    ask.add_argument("--most", type=int, default=3600, help="seconds of tests "
                     "for each change, as they were measured")
    ask.add_argument("--at", action="append", default=[])
    asked = ask.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "found.json"
    state = json.loads(read(kept)) if kept.exists() else start(
        folder, asked.seed, asked.count, set(asked.at))

    def save():
        kept.write_text(json.dumps(state, indent=1), encoding="utf-8")

    save()
    tests = Tests(folder)
    measure_all(tests, state["tests"], save,
                time.monotonic() + 60 * asked.minutes)
    met = {n for one in state["tests"].values() if one["passed"]
           for n in one["met"]}
    able = [(n, p) for n, p in enumerate(state["places"], 1)
            if n in met and p["kind"]][:asked.count + len(asked.at)]
    for number, place in able[len(state["found"]):]:
        by = try_one(tests, state["tests"], number, place, asked.most)
        state["found"].append({**place, "killed": by})
        save()
        print(f"{len(state['found'])}/{len(able)}",
              f"killed by {by}" if by else "SURVIVED", tell(place), flush=True)
    return account(state["found"], equivalent())


if __name__ == "__main__":
    sys.exit(main())
