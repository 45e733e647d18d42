"""Every place from which a command asks something of the system is refused once,
one at a time, and what came of it is judged (harness.py).

Without --long some 300 of them, drawn the same way each time; with it each of
the calls, and of each command's many thousand allocations a hundred; of `serve`
walks over its pages (walks.py), of which some are drawn. The program is built
without sanitizers, which bring an allocator of their own. With --once each call
of our own functions by which a fault comes up fails a few times over all commands,
not each way to it: so are the branches behind it taken, where a program is given
that counts them."""
import argparse
import collections
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from commands import COMMANDS, prepare
from harness import (AFTER, ERROR, HANDLED, KINDS, SHORT, Bench, Point,
                     judge, put_back)
from stacks import name_stack
from walks import WALKS, prepare_walks

import plain

MOVES = [("EIO", ERROR, errno.EIO), ("EINTR", ERROR, errno.EINTR),
         ("short", SHORT, 0)]
STORES = [("ENOSPC", ERROR, errno.ENOSPC), *MOVES[1:]]
FAULTS = {
    "alloc": [("ENOMEM", ERROR, errno.ENOMEM)],
    "write": STORES, "stderr": STORES, "pwrite": STORES, "read": MOVES,
    "pread": MOVES,
    "open": [("EMFILE", ERROR, errno.EMFILE)],
    "create": [("ENOSPC", ERROR, errno.ENOSPC),
               ("EMFILE", ERROR, errno.EMFILE)],
    "lseek": [("EIO", ERROR, errno.EIO)],
    "close": [("EIO", AFTER, errno.EIO)],
    "fsync": [("EIO", ERROR, errno.EIO)],
    "ftruncate": [("ENOSPC", ERROR, errno.ENOSPC)],
    "rename": [("EIO", ERROR, errno.EIO)],
    "unlink": [("EIO", ERROR, errno.EIO)],
    "mkdir": [("ENOSPC", ERROR, errno.ENOSPC)],
    "mmap": [("ENOMEM", ERROR, errno.ENOMEM)],
    "stat": [("EIO", ERROR, errno.EIO)],
    "list": [("EIO", ERROR, errno.EIO)],
    "lock": [("ENOLCK", ERROR, errno.ENOLCK)],
    "chmod": [("EIO", ERROR, errno.EIO)],
    "pipe": [("EMFILE", ERROR, errno.EMFILE)],
    "fork": [("EAGAIN", ERROR, errno.EAGAIN)],
    "wait": [("EINTR", ERROR, errno.EINTR)],
    "random": [("EIO", ERROR, errno.EIO)],
    "socket": [("EMFILE", ERROR, errno.EMFILE)],
    "send": [("EPIPE", ERROR, errno.EPIPE), *MOVES[1:]],
    "receive": [("ECONNRESET", ERROR, errno.ECONNRESET), *MOVES[1:]],
    "poll": [("EINTR", ERROR, errno.EINTR)],
}
CALLS = [kind for kind in KINDS if kind != "alloc"]


# ---- how many of each kind came to what

def line(counts):
    handled = sum(counts[what] for what in HANDLED)
    return f"handled {handled} of {sum(counts.values())}" + "".join(
        f", {what} {count}" for what, count in sorted(counts.items()))


def print_tally(entries):
    """Per kind and in total; those that are not handled, by their stacks."""
    by = collections.defaultdict(collections.Counter)
    for entry in entries:
        by[entry["kind"]][entry["what"]] += 1
    for kind in KINDS:
        if kind in by:
            print(f"{kind:10} {line(by[kind])}")
    print(line(sum(by.values(), collections.Counter())))


# ---- which faults

def chosen(points, kinds, most, chance):
    """(point, fault) of the kinds, at most so many of each."""
    plan = []
    for kind in kinds:
        of = [(point, fault)
              for point in sorted(points, key=lambda p: p.hash)
              if point.kind == kind for fault in FAULTS[kind]]
        plan += chance.sample(of, most) if len(of) > most else of
    return plan


def drawn(bench, command, points, calls, allocations, chance):
    """So many of its calls, of any kind, and so many of its allocations by
    their numbers: to look at each one's stack takes seconds."""
    plan = chosen(points, CALLS, 10 ** 9, chance)
    plan = chance.sample(plan, min(calls, len(plan)))
    bench.points.set(("alloc",), number=2 ** 32 - 1)
    bench.run(command)
    made = bench.points.read()[1]
    return plan + [(chance.randint(1, made), FAULTS["alloc"][0])
                   for _ in range(allocations)]


CALL_TRIES = 2


def not_failed(points, failed):
    """Those that fail a place of our own code in a way it has not met: the call
    itself, by kind, or the calls that led to it, each as often as CALL_TRIES,
    since what fails below may be nothing to whoever called."""
    found = []
    for point in sorted(points, key=lambda p: p.hash):
        own = [at for name, at in point.frames if not name]
        if own and (not failed[point.kind, own[0]] or
                    any(failed[at] < CALL_TRIES for at in own[1:])):
            failed.update([(point.kind, own[0]), *own[1:]])
            found.append(point)
    return found


# ---- one fault

def try_one(bench, command, point, fault):
    """What came of it; None where the place was not met this time."""
    _, effect, error = fault
    for near in (True, False):
        if isinstance(point, Point):
            bench.points.set(point=point, effect=effect, error=error,
                             near=near)
        else:
            bench.points.set(("alloc",), number=point, effect=effect,
                             error=error)
        got = bench.run(command)
        if bench.points.hits():
            return got
    return None


def go_on(bench, command, want, got):
    """Whether the same command once more ends what was begun."""
    put_back(bench.place, got.after)
    bench.points.set(())
    again = bench.run(command)
    if again.code == want.code and command.same(again.after, want.after):
        return "refused", ""
    return "torn", f"the next one ends with {again.code}"


def fault_one(bench, command, want, point, fault):
    kind = point.kind if isinstance(point, Point) else "alloc"
    entry = {"command": command.name, "kind": kind, "fault": fault[0],
             "what": "not met", "why": "", "err": "", "stack":
             point.stack(28) if isinstance(point, Point) else [str(point)]}
    got = try_one(bench, command, point, fault)
    if got:
        what, why = judge(command, bench.before, want, got, kind)
        if what == "torn" and command.goes_on:
            what, why = go_on(bench, command, want, got)
        entry.update(what=what, why=why, code=got.code,
                     err=got.err.decode(errors="replace")[-600:])
    return entry


def shared(plan, share, command):
    """Ours of them. Another share may have met other places on its walk."""
    at, of = share
    return [(point, fault) for point, fault in plan
            if (point.hash >> 8 if isinstance(point, Point) else point) %
            of == at] if command.is_walk else plan[at::of]


def sweep(bench, command, share, asked, log):
    bench.points.set(())
    want = bench.run(command)
    command.want = want
    bench.points.set(asked.kinds)
    again = bench.run(command)
    points = bench.points.read()[0]
    if want.code != 0 or judge(command, bench.before, want, again)[
            0] != "absorbed":
        sys.exit(f"{command}: undisturbed it is not the same twice\n"
                 f"{want.err.decode()}{again.err.decode()}")
    if asked.once:
        points = not_failed(points, asked.failed)
    if command.is_walk:
        points = [p for p in points if p.hash not in asked.walked]
        asked.walked.update(p.hash for p in points)
    chance = random.Random(command.name)
    draw = asked.draw and asked.draw[-2:] if command.is_walk else \
        asked.draw and asked.draw[:2]
    plan = drawn(bench, command, points, *draw, chance) if draw else \
        chosen(points, asked.kinds, asked.most, chance)
    for point, fault in shared(plan, share, command):
        entry = fault_one(bench, command, want, point, fault)
        if entry["what"] == "not met" and command.is_walk:
            continue  # a loop that waits comes another way each time
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")
        log.flush()


def ours(asked):
    """Commands and walks, each with the share that is ours; of the walks of
    every day, which take seconds to begin, each goes to one."""
    at, of = asked.share
    daily = [walk for walk in WALKS if walk.daily]
    for command in [*COMMANDS, *WALKS]:
        if asked.commands and command.name not in asked.commands:
            continue
        if not asked.daily or not command.is_walk:
            yield command, asked.share
        elif command in daily and daily.index(command) % of == at:
            yield command, (0, 1)


def work(asked):
    """One share of the faults; what came of each goes to the log."""
    asked.failed, asked.walked = collections.Counter(), set()
    place = tempfile.mkdtemp(prefix="utskick-fault-")
    bench = Bench(asked.program, asked.shim, place)
    try:
        prepare(asked.program, place)
        prepare_walks(asked.program, place)
        bench.keep()
        with open(asked.log, "a", encoding="utf-8") as log:
            for command, share in ours(asked):
                sweep(bench, command, share, asked, log)
    finally:
        bench.close()
        shutil.rmtree(place, ignore_errors=True)


# ---- all of them, beside each other

def read_log(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as source:
        return [json.loads(text) for text in source]


def share_out(asked, arguments):
    """Runs the shares; all that came of them, and whether each went through."""
    count = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        logs = [os.path.join(folder, str(i)) for i in range(count)]
        children = [subprocess.Popen(
            [sys.executable, __file__, *arguments, "--program",
             asked.program, "--share", f"{i}/{count}", "--log", log])
            for i, log in enumerate(logs)]
        ok = all([child.wait() == 0 for child in children])
        return [entry for log in logs for entry in read_log(log)], ok


def show(entry, program):
    stack = " < ".join(name_stack(program, entry["stack"])[:12])
    print(f"{entry['command']}: {entry['kind']} {entry['fault']}: "
          f"{entry['what']}: {entry['why']}: {entry['err'].strip()[-300:]}\n"
          f"    {stack}")


def read_arguments():
    read = argparse.ArgumentParser()
    read.add_argument("shim")
    read.add_argument("--program")
    read.add_argument("--build", help="where to build one")
    read.add_argument("--commands")
    read.add_argument("--kinds")
    read.add_argument("--most", type=int, default=10 ** 9)
    read.add_argument("--draw", help="calls and allocations of each command, "
                      "and of each walk")
    read.add_argument("--daily", action="store_true", help="not all walks")
    read.add_argument("--once", action="store_true")
    read.add_argument("--share")
    read.add_argument("--log")
    asked = read.parse_args()
    asked.whole = asked.commands or asked.kinds or asked.draw or \
        asked.once or asked.most < 10 ** 9
    asked.commands = asked.commands.split(",") if asked.commands else None
    if asked.draw:
        asked.draw = [int(n) for n in asked.draw.split(",")]
    asked.kinds = tuple(asked.kinds.split(",")) if asked.kinds else \
        CALLS if asked.draw or asked.once else KINDS
    if asked.share:
        asked.share = [int(n) for n in asked.share.split("/")]
    return asked


def main():
    asked = read_arguments()
    if asked.share:
        work(asked)
        return
    asked.program = asked.program or plain.build(asked.build)
    arguments = sys.argv[1:]
    if not asked.whole:
        arguments += ["--draw", "1000000,100,1000000,30"] if plain.LONG else \
            ["--draw", "7,2,2,1", "--daily"]
    entries, ok = share_out(asked, arguments)
    bad = [entry for entry in entries if entry["what"] not in HANDLED]
    for entry in bad:
        show(entry, asked.program)
    print_tally(entries)
    # what is told of a disk that does not read
    told = asked.whole or any("[read-failed]" in e["err"] for e in entries)
    print(f"{len(entries) - len(bad) + bool(told)} passed, "
          f"{len(bad) + (not told) + (not ok)} failed")
    sys.exit(1 if bad or not told or not ok else 0)


if __name__ == "__main__":
    main()
