"""One fault at a time: runs a command of utskick under trap.c, and judges what
came of it."""
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile

from starter import Starter

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "e2e"))

# ---- struct points of points.h
KINDS = ("alloc", "write", "stderr", "pwrite", "read", "pread", "open", "create",
         "lseek", "close", "fsync", "ftruncate", "rename", "unlink", "mkdir",
         "mmap", "stat", "list", "lock", "chmod", "pipe", "fork", "wait",
         "random", "socket", "send", "receive", "poll")
NONE, ERROR, AFTER, SHORT, KILL = range(5)
FRAMES, POINTS, MODULES, MODULE_NAME = 28, 32768, 128, 120
HEAD = struct.Struct("=Q12I")
POINT = struct.Struct(f"=QIIIIII{2 * FRAMES}I")
SIZE = HEAD.size + MODULES * MODULE_NAME + POINTS * POINT.size


class Point:
    """A call stack from which something was asked."""

    def __init__(self, values, modules):
        (self.hash, kind, self.count, self.process, self.ordinal,
         frames, _) = values[:7]
        self.kind = KINDS[kind]
        pairs = values[7:7 + 2 * frames]
        self.frames = [(modules[m], at) for m, at in
                       zip(pairs[::2], pairs[1::2])]

    def stack(self, most=14):
        """Its callers, the nearest first."""
        return [f"{os.path.basename(name) or 'utskick'}+{at:#x}"
                for name, at in self.frames[:most]]


class Points:
    """The file that the command and the harness share."""

    def __init__(self, path):
        self.path = path

    def set(self, kinds=KINDS, point=None, effect=NONE, error=0, every=False,
            number=0, near=True):
        """What happens where; without a point all of them are noted."""
        bits = sum(1 << KINDS.index(kind) for kind in kinds)
        target, process, ordinal = (
            (point.hash, point.process, point.ordinal) if point else (0, 0, 0))
        with open(self.path, "wb") as to:
            to.truncate(SIZE)
            to.write(HEAD.pack(target, bits, effect, error, every, number,
                               process, ordinal if near else 0,
                               0, 0, 0, 0, 0))

    def read(self):
        """All points; (calls, hits)."""
        with open(self.path, "rb") as source:
            text = source.read()
        head = HEAD.unpack_from(text)
        calls, hits, modules, lost = head[8:12]
        if lost:
            raise ValueError(f"{lost} stacks found no place in the table")
        names = [text[HEAD.size + i * MODULE_NAME:][:MODULE_NAME]
                 .split(b"\0")[0].decode() for i in range(modules)]
        at = HEAD.size + MODULES * MODULE_NAME
        found = [values for values in POINT.iter_unpack(text[at:])
                 if values[0]]
        return ([Point(values, names) for values in found], calls, hits)

    def hits(self):
        with open(self.path, "rb") as source:
            return HEAD.unpack(source.read(HEAD.size))[9]


# ---- what a command left

def tree(folder):
    """Everything below a folder: name to bytes, to None for a folder."""
    found = {}
    for at, folders, files in os.walk(folder):
        for name in folders:
            found[os.path.relpath(os.path.join(at, name), folder)] = None
        for name in files:
            path = os.path.join(at, name)
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                continue
            with open(path, "rb") as source:
                found[os.path.relpath(path, folder)] = source.read()
    return found


def put_back(folder, want, have=None):
    """Makes a folder what it was; only what differs is touched."""
    have = tree(folder) if have is None else have
    for name in sorted(have, reverse=True):
        if name not in want or (have[name] is None) != (want[name] is None):
            path = os.path.join(folder, name)
            (os.rmdir if have[name] is None else os.remove)(path)
    for name in sorted(want):
        path = os.path.join(folder, name)
        if want[name] is None:
            os.makedirs(path, mode=0o700, exist_ok=True)
        elif have.get(name) != want[name]:
            with open(path, "wb") as to:
                to.write(want[name])
            os.chmod(path, 0o600)


def differing(a, b):
    return sorted(name for name in {*a, *b}
                  if name not in a or name not in b or a[name] != b[name])


class Outcome:
    """What came of one run of a command."""

    def __init__(self, code, out, err, after):
        self.code, self.out, self.err, self.after = code, out, err, after


class Command:
    """A command line, in a folder `place` of its own that holds job, register
    and sealed runs; `varies` names files and answers that chance makes, and
    `leaves` what a broken attempt may leave, by names that say so."""
    is_walk = False  # over the pages of a server (walk.py)

    def __init__(self, name, arguments, stdin="", varies=None, leaves=None,
                 goes_on=False):
        self.name, self.arguments, self.stdin = name, arguments, stdin
        self.goes_on = goes_on  # what it began the next one ends
        self.varies = re.compile(varies) if varies else None
        self.leaves = re.compile(leaves) if leaves else None

    def __str__(self):
        return self.name

    def go(self, bench, more):
        """Once; what it left."""
        with subprocess.Popen(
                [bench.program, *self.arguments], cwd=bench.place,
                env=bench.environment(**more), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                start_new_session=True) as child:
            try:
                out, err = child.communicate(self.stdin.encode(),
                                             timeout=bench.LIMIT)
                code = child.returncode
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, 9)
                out, err = child.communicate()
                code = None
        return Outcome(code, out, err, tree(bench.place))

    def judge(self, before, want, got, kind):
        return judge_one(self, before, want, got, kind)

    def same(self, a, b):
        """Whether two trees are, but for what chance makes."""
        return all(self.leaves and self.leaves.search(name) or
                   self.varies and self.varies.search(name) and
                   name in a and name in b for name in differing(a, b))


class Bench:
    """A program, its shim, and the folder in which commands run."""
    LIMIT = 60  # seconds

    def __init__(self, program, shim, place):
        self.program, self.shim, self.place = program, shim, place
        self.temporary = os.path.join(place, "tmp")
        os.makedirs(self.temporary, exist_ok=True)
        self.outside = tempfile.mkdtemp(prefix="utskick-fault-")
        self.points = Points(os.path.join(self.outside, "points"))
        self.before = None
        self.starter = Starter(self.outside)

    def close(self):
        self.starter.close()
        shutil.rmtree(self.outside, ignore_errors=True)

    def keep(self):
        """From here on the folder is put back to what it is now."""
        self.before = tree(self.place)

    def restore(self, have=None):
        put_back(self.place, self.before, have)

    def environment(self, **more):
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                "TMPDIR": self.temporary, "LANGUAGE": "en",
                "LD_PRELOAD": self.shim, "FAULT_FILE": self.points.path,
                "FAULT_STARTER": self.starter.path,
                **more}

    def run(self, command, restore=True, **more):
        """The command; what it left. The folder is put back."""
        outcome = command.go(self, more)
        if restore:
            self.restore(outcome.after)
        return outcome


HANDLED = ("absorbed", "refused", "made")


def judge_one(command, before, want, got, kind):
    """(what it is, why). `made`: all is there, and only the answer failed."""
    if got.code is None:
        return "hang", "the time is up"
    if got.code < 0 or got.code >= 128:
        return "crash", f"exit {got.code}"
    made_all = command.same(got.after, want.after)
    if got.code == want.code:
        if not made_all:
            return "lie", "differs: " + ", ".join(
                differing(got.after, want.after)[:8])
        if not command.varies and (got.out, got.err) != (want.out, want.err):
            return "lie", "says other things"
        return "absorbed", ""
    left = differing(got.after, before)
    if left and made_all and got.code == 4 and got.err.strip():
        return "made", ""
    if left:
        return "torn", f"exit {got.code}, changed: " + ", ".join(left[:8])
    if not got.err.strip() and kind != "stderr":
        return "silent", f"exit {got.code}"
    if got.code != 4:
        return "miscoded", f"exit {got.code}"
    return "refused", ""


def judge(command, before, want, got, kind=""):
    return command.judge(before, want, got, kind)
