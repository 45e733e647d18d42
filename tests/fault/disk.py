"""A disk as the power leaves it: what a command did to files, by strace, is
done again to a model that knows what was synced and what was not."""
import collections
import os
import re

CALLS = ("open,openat,creat,close,dup,dup2,dup3,fcntl,write,writev,pwrite64,"
         "pwritev,pwritev2,lseek,ftruncate,truncate,fallocate,rename,renameat,"
         "renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,"
         "mkdirat,rmdir,fsync,fdatasync,syncfs,sync,sync_file_range,clone,"
         "clone3,fork,vfork,execve,chdir,fchdir,copy_file_range,sendfile,"
         "splice,mmap")
# what the model has no rule for; none of them may meet a file of ours
UNKNOWN = ("writev", "pwritev", "pwritev2", "truncate", "symlink", "symlinkat",
           "sync", "sync_file_range", "copy_file_range", "sendfile", "splice",
           "fchdir")


def strace(log):
    return ["strace", "-f", "-qq", "-xx", "-s", "100000000", "--seccomp-bpf",
            "-e", "signal=none", "-e", "trace=" + CALLS, "-o", log]


# ---- files and folders

class File:
    """Its bytes now, those on the disk for sure, and what lies between: writes
    (at, bytes) and cuts (size, None)."""

    def __init__(self, data=b""):
        self.data = self.durable = data
        self.pending = []

    def do(self, at, data):
        self.pending.append((at, data))
        self.data = changed(self.data, at, data)

    def sync(self, count):
        """What was there when the sync began: so many changes."""
        done, self.pending = self.pending[:count], self.pending[count:]
        for at, data in done:
            self.durable = changed(self.durable, at, data)

    def half(self):
        """Half of the bytes that were not synced have come to the disk."""
        text = self.durable
        left = sum(len(data or b"") for _, data in self.pending) // 2
        for at, data in self.pending:
            part = None if data is None else data[:left]
            text = changed(text, at, part)
            if data is not None and len(data) > left:
                break
            left -= len(data or b"")
        return text

    def zeros(self):
        """Its length has, and its new bytes have not."""
        text = self.durable
        for at, data in self.pending:
            text = changed(text, at, data and bytes(len(data)))
        return text


def changed(text, at, data):
    if data is None:
        return text[:at].ljust(at, b"\0")
    return text[:at].ljust(at, b"\0") + data + text[at + len(data):]


class Folder:
    def __init__(self):
        self.names, self.durable = {}, {}

    def sync(self, _):
        self.durable = dict(self.names)


class Disk:
    """Files below `place`, all of them on the disk when it begins."""

    def __init__(self, place):
        self.place = place
        self.root = self.load(place)

    def load(self, path):
        folder = Folder()
        for name in os.listdir(path):
            below = os.path.join(path, name)
            if os.path.isdir(below):
                folder.names[name] = self.load(below)
            else:
                with open(below, "rb") as source:
                    folder.names[name] = File(source.read())
        folder.sync(0)
        return folder

    def find(self, path):
        """(folder, name) of an absolute path; (None, "") outside."""
        inner = os.path.relpath(path, self.place)
        if inner == ".." or inner.startswith("../"):
            return None, ""
        at, parts = self.root, inner.split("/")
        for part in parts[:-1]:
            at = at.names.get(part) if isinstance(at, Folder) else None
        return at, parts[-1]

    def get(self, path):
        folder, name = self.find(path)
        if name == ".":
            return self.root
        return folder.names.get(name) if isinstance(folder, Folder) else None

    def folders(self):
        found, queue = [], [self.root]
        while queue:
            folder = queue.pop()
            if folder in found:
                continue
            found.append(folder)
            queue += [below for below in (*folder.names.values(),
                                          *folder.durable.values())
                      if isinstance(below, Folder)]
        return found

    # ---- as the power leaves it

    def tree(self, names, bytes_of):
        """Name to bytes, to None for a folder."""
        found = {}

        def walk(folder, before):
            for name, below in names(folder).items():
                if isinstance(below, Folder):
                    found[before + name] = None
                    walk(below, before + name + "/")
                else:
                    found[before + name] = bytes_of(below)
        walk(self.root, "")
        return found

    def states(self):
        """(what it is, tree) of the worst that may be there."""
        old = lambda folder: folder.durable
        new = lambda folder: folder.names
        durable = lambda file: file.durable
        data = lambda file: file.data
        yield "nothing unsynced", self.tree(old, durable)
        yield "names without data", self.tree(new, durable)
        yield "data without names", self.tree(old, data)
        yield "half of the data", self.tree(new, File.half)
        yield "half of the data, old names", self.tree(old, File.half)
        yield "zeros for data", self.tree(new, File.zeros)
        yield "all", self.tree(new, data)
        for ahead in self.folders():
            if ahead.names != ahead.durable:
                yield "one folder's names", self.tree(
                    lambda folder, ahead=ahead: folder.names
                    if folder is ahead else folder.durable, durable)


# ---- what strace wrote

STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
LINE = re.compile(r"(\d+) +(.*)", re.S)
NUMBER = re.compile(r"-?\d+")


def text_of(hexadecimal):
    return bytes.fromhex(hexadecimal.replace("\\x", ""))


class Open:
    """An open file, which its descriptors share."""

    def __init__(self, path, file, append=False, on_exec=False):
        self.path, self.file, self.append = path, file, append
        self.at, self.on_exec = 0, on_exec


class Replay:
    """Does to a disk what the lines say; yields after each change of it."""

    def __init__(self, disk):
        self.disk, self.folder = disk, disk.place
        self.tables, self.begun = collections.defaultdict(dict), {}
        self.waiting, self.syncing = {}, {}
        self.counts = collections.Counter()

    def of(self, lines):
        for line in lines:
            pid, call = LINE.match(line).groups()
            done = self.finish(int(pid), call.rstrip("\n"))
            if done and self.do(int(pid), *done):
                yield done[0]

    def finish(self, pid, call):
        """(name, strings, rest, result) of a call that has returned."""
        if call.startswith(("+++", "---")):
            return None
        if call.endswith("<unfinished ...>"):
            self.waiting[pid] = call[:-len("<unfinished ...>")]
            self.note(pid, self.waiting[pid])
            return None
        if call.startswith("<..."):
            call = self.waiting.pop(pid) + call.split(" resumed>", 1)[1]
        else:
            self.note(pid, call)
        name, rest = call.split("(", 1)
        rest, _, result = rest.rpartition(" = ")
        strings = [text_of(found) for found in STRING.findall(rest)]
        number = NUMBER.match(result)
        return (name, strings, STRING.sub('""', rest),
                int(number.group()) if number else -1)

    def note(self, pid, call):
        """What counts from the call's beginning."""
        self.known(pid)
        name, rest = call.split("(", 1)
        table = self.tables[pid]
        if name == "close":
            table.pop(int(NUMBER.match(rest).group()), None)
        elif name in ("fsync", "fdatasync", "syncfs"):
            opened = table.get(int(NUMBER.match(rest).group()))
            if opened:
                self.syncing[pid] = len(getattr(opened.file, "pending", ()))

    def known(self, pid):
        """A child may be heard before its parent knows of it."""
        if pid in self.tables:
            return
        parents = [p for p, call in self.waiting.items()
                   if call.startswith(("clone", "fork", "vfork"))]
        if parents:
            self.born(parents[0], pid, self.waiting[parents[0]])

    def born(self, parent, pid, call):
        if pid not in self.tables:
            table = self.tables[parent]
            self.tables[pid] = table if "CLONE_FILES" in call else dict(table)

    def path(self, pid, text, before):
        """The path `text`, where `before` says from which descriptor."""
        path = text.decode()
        number = NUMBER.match(before)
        if number and not path.startswith("/"):
            folder = self.tables[pid].get(int(number.group()))
            path = os.path.join(folder.path if folder else "/?", path)
        return os.path.normpath(os.path.join(self.folder, path))

    def do(self, pid, name, strings, rest, result):
        """Whether the disk has changed."""
        if result < 0:
            return False
        if name in ("clone", "clone3", "fork", "vfork"):
            self.born(pid, result, rest)
        elif name == "execve":
            table = self.tables[pid]
            self.tables[pid] = {fd: opened for fd, opened in table.items()
                                if not opened.on_exec}
        elif name == "chdir":
            raise ValueError("the folder of a process has changed")
        elif name == "mmap":
            self.look_at_map(pid, rest)
        elif strings and name not in ("write", "pwrite64"):
            return self.do_names(pid, name, strings, rest, result)
        elif NUMBER.match(rest):
            numbers = [int(n) if NUMBER.fullmatch(n) else n
                       for n in rest.rstrip(") ").split(", ")]
            return self.do_opened(pid, name, strings, numbers, result)
        return False

    # ---- by descriptor

    def do_opened(self, pid, name, strings, numbers, result):
        table = self.tables[pid]
        opened = table.get(numbers[0])
        if not opened:
            return False
        if name in ("dup", "dup2", "dup3") or (
                name == "fcntl" and numbers[1].startswith("F_DUPFD")):
            table[result] = opened
        elif name == "lseek":
            opened.at = result
        elif opened.file is None:
            return False
        elif name in UNKNOWN:
            raise ValueError(f"{name} of {opened.path}")
        elif name in ("write", "pwrite64"):
            self.write(opened, strings[0][:result],
                       numbers[3] if name == "pwrite64" else None)
            self.counts[name] += 1
            return True
        elif name == "ftruncate":
            opened.file.do(numbers[1], None)
            self.counts[name] += 1
            return True
        elif name == "fallocate":
            if "KEEP_SIZE" not in str(numbers[1]):
                size = numbers[2] + numbers[3]
                if size > len(opened.file.data):
                    opened.file.do(size, None)
        elif name in ("fsync", "fdatasync"):
            opened.file.sync(self.syncing[pid])
            self.counts[name] += 1
            return True
        elif name == "syncfs":
            raise ValueError("the whole disk is synced")
        return False

    def look_at_map(self, pid, rest):
        _, _, may, how, number, _ = rest.split(", ")
        mapped = self.tables[pid].get(int(number))
        if "MAP_SHARED" in how and "WRITE" in may and mapped and mapped.file:
            raise ValueError(f"{mapped.path} is written by mmap")

    @staticmethod
    def write(opened, data, at):
        if at is not None:
            opened.file.do(at, data)
            return
        if opened.append:
            opened.at = len(opened.file.data)
        opened.file.do(opened.at, data)
        opened.at += len(data)

    # ---- by name

    def do_names(self, pid, name, strings, rest, result):
        before = rest.split('""')
        paths = [self.path(pid, text, part.lstrip(", "))
                 for text, part in zip(strings, before)]
        if name in ("open", "openat", "creat"):
            return self.open(pid, paths[0], before[1], result)
        folder, last = self.disk.find(paths[-1])
        if folder is None:
            return False
        if name in UNKNOWN or "EXCHANGE" in rest:
            raise ValueError(f"{name} of {paths}")
        self.counts[name] += 1
        if name in ("mkdir", "mkdirat"):
            folder.names[last] = Folder()
        elif name in ("unlink", "unlinkat", "rmdir"):
            del folder.names[last]
        elif name in ("link", "linkat"):
            folder.names[last] = self.disk.get(paths[0])
        else:
            away, first = self.disk.find(paths[0])
            folder.names[last] = away.names.pop(first)
        return True

    def open(self, pid, path, flags, result):
        unnamed = "O_TMPFILE" in flags
        folder, last = self.disk.find(path)
        file = File() if unnamed and folder is not None else \
            self.disk.get(path)
        made = not unnamed and file is None and folder is not None
        if made:
            if "O_CREAT" not in flags:
                raise ValueError(f"{path} is not in the model")
            file = folder.names[last] = File()
        cut = "O_TRUNC" in flags and file is not None and file.data
        if cut:
            file.do(0, None)
        self.tables[pid][result] = Open(path, file, "O_APPEND" in flags,
                                        "O_CLOEXEC" in flags)
        self.counts["open"] += bool(made or cut)
        return bool(made or cut)
