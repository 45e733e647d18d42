"""A run does no more than it needs, as the kernel was asked (strace): it writes
in its own folder alone, starts no program, opens no connection, and has said so
to the kernel (Landlock) before it reads the register. The workbench likewise.
"""
import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys

from bench import Bench, children
from kit import UTSKICK, Checks, Folder

CALLS = "trace=%network,execve,openat,open,creat,mkdir,mkdirat,unlink," \
    "unlinkat,rmdir,rename,renameat,renameat2,link,linkat,symlink,symlinkat," \
    "truncate,chmod,fchmodat,mknod,mknodat,landlock_restrict_self"
# libvoikko asks the system whose home it is in; glibc asks nscd first.
HARMLESS = re.compile(r"socket\(AF_UNIX, SOCK_STREAM|/var/run/nscd/socket")
MAKES = ("creat", "mkdir", "unlink", "rmdir", "rename", "link", "symlink",
         "truncate", "chmod", "fchmodat", "mknod")
LINE = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)\((.*)$")


def strace(trace):
    return ["strace", "-f", "-s", "4096", "-o", trace, "-e", CALLS]


def read(trace):
    """Each call in one line, also where another process was in between."""
    lines, begun = [], {}
    with open(trace, encoding="utf-8", errors="replace") as source:
        for line in source:
            pid = line.split(" ", 1)[0]
            resumed = re.match(r"\d+ +<\.\.\. \w+ resumed>(.*)", line, re.S)
            if resumed and pid in begun:
                at = begun.pop(pid)
                lines[at] = lines[at].replace(" <unfinished ...>\n", "") + \
                    resumed.group(1)
                continue
            if line.endswith(" <unfinished ...>\n"):
                begun[pid] = len(lines)
            lines.append(line)
    return [LINE.match(line) for line in lines]


def traced(folder, *command):
    trace = folder.file("trace")
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    # LeakSanitizer is a tracer too, and there is one already
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    done = subprocess.run([*strace(trace), UTSKICK, *command],
                          capture_output=True, env=env, timeout=280)
    return done, read(trace)


def changes(call):
    """The paths that a call makes, changes or removes."""
    name, rest = call.groups()
    if rest.rstrip().endswith(")") or "= -1 " in rest:
        return []
    if name == "unlinkat" and not rest.startswith("AT_FDCWD"):
        return [] # in a folder that is removed, and that was named before
    paths = re.findall(r'"([^"]*)"', rest)
    if name in ("open", "openat"):
        return paths[:1] if re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE",
                                      rest) else []
    return paths if name.startswith(MAKES) else []


def look(check, title, folder, calls, allowed):
    """Of calls, those by which anything outside of `allowed` was touched."""
    calls = [call for call in calls if call]
    wrong = [path for call in calls for path in changes(call)
             if path != "/dev/null" and path != "/dev/tty" and
             not os.path.join(folder.job, path).startswith(tuple(allowed))]
    check.equal(f"{title}: writes nowhere else", wrong, [])
    check.equal(f"{title}: no connection", [
        call.string for call in calls
        if call.group(1) in ("socket", "connect", "bind", "listen", "sendto")
        and not HARMLESS.search(call.string)], [])
    check.equal(f"{title}: starts no program", len(
        [call for call in calls if call.group(1).startswith("execve")]), 1)


def kernel_can():
    """Whether it has Landlock: its version is asked by landlock_create_ruleset."""
    return ctypes.CDLL(None).syscall(444, None, 0, 1) >= 1


def confined(calls, at):
    """Whether the kernel was told before a path that ends so was opened."""
    for call in calls:
        if call and call.group(1) == "landlock_restrict_self":
            return "= 0" in call.group(2)
        if call and call.group(1) == "openat" and at in call.group(2):
            return False
    return False


def workbench(check, folder):
    """Whatever a page does writes in the job's folder or makes a temporary
    file; what shows a letter that is being written makes those alone."""
    trace, passing = folder.file("trace"), folder.file("passing")
    os.mkdir(passing)
    os.environ["ASAN_OPTIONS"] = \
        os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    with Bench(folder.job, temporary=passing, under=strace(trace)) as bench:
        bench.open()
        page = bench.get("/letter")
        shown = bench.post("/letter/live", name=page.field("name"),
                           seen=page.field("seen"), text="# Hej\r\n\r\nDu!\r\n")
        check.true("a letter is shown", shown.status == 200 and
                   "data:image" in shown.text, shown)
        for path in ("/check", "/who", "/look/prov.pdf"):
            check.equal(path, bench.get(path).status, 200)
        # strace passes no signal on
        os.kill(children(bench.process.pid)[0], signal.SIGTERM)
        bench.process.wait(60)
    calls = [call for call in read(trace) if call]
    wrong = [path for call in calls for path in changes(call)
             if path not in ("/dev/null", "/dev/tty") and
             not os.path.join(folder.job, path).startswith(
                 (folder.job, passing))]
    check.equal("workbench: writes nowhere else", wrong, [])
    # but to itself once, to see whether it can tell who connects
    check.equal("workbench: connects to nobody", [
        call.string for call in calls if call.group(1) == "connect" and
        f"htons({bench.port})" not in call.string and
        not HARMLESS.search(call.string)], [])
    programs = {os.path.basename(re.search(r'"([^"]*)"', call.string).group(1))
                for call in calls if call.group(1) == "execve" and
                "= -1" not in call.string}
    check.equal("workbench: starts pdftoppm alone", programs,
                {os.path.basename(UTSKICK), "pdftoppm"})
    if kernel_can():
        told = [call for call in calls
                if call.group(1) == "landlock_restrict_self"]
        # the server, its children, and whatever shows a letter once more
        check.true("workbench: each process told the kernel",
                   len(told) > 6 and not any("= -1" in call.string
                                             for call in told), told)


def main():
    check = Checks()
    if not shutil.which("strace") or subprocess.run(
            ["strace", "-o", "/dev/null", "true"],
            capture_output=True).returncode:
        print("skipped: nothing can be traced here (strace)")
        sys.exit(77)
    with Folder() as folder:
        job = os.path.join(folder.job, "job.yaml")
        out = folder.file("result")
        lines = os.path.join(folder.job, "out")
        done, calls = traced(folder, "run", job, "-o", out)
        check.true("a run goes through", done.returncode in (0, 1),
                   done.stderr)
        look(check, "run", folder, calls, [out, lines])
        if kernel_can():
            check.true("the kernel was told before anything is planned",
                       confined(calls, "plan.db.partial"))
        else:
            print("this kernel has no Landlock")
        # with lines from before, nothing is made in their folder
        done, calls = traced(
            folder, "run", job, "-o", out + "-2", "--again", "x")
        check.true("again", done.returncode in (0, 1), done.stderr)
        look(check, "again", folder, calls,
             [out, os.path.join(lines, "runs.jsonl")])
        plan = folder.file("plan")
        for name, writes, *command in (
                ("plan", [plan], job, "-o", plan, "--again", "x"),
                ("write", [os.path.join(plan, "parts")], "--part", "1/1", plan),
                ("seal", [out, plan, os.path.join(lines, "runs.jsonl")], "-o",
                 out + "-3", plan)):
            done, calls = traced(folder, name, *command)
            check.true(f"{name} goes through", done.returncode in (0, 1),
                       done.stderr)
            look(check, name, folder, calls, writes)
        check.true("a plan is made and gone", not os.path.exists(plan))
        passing = folder.file("tmp")
        os.mkdir(passing)
        os.environ["TMPDIR"] = passing
        done, calls = traced(folder, "check", job)
        look(check, "check", folder, calls,
             [passing, "/tmp/utskick-"])
        check.equal("and leaves nothing", os.listdir(passing), [])
        del os.environ["TMPDIR"]
    with Folder() as folder:
        workbench(check, folder)
    check.end()


if __name__ == "__main__":
    main()
