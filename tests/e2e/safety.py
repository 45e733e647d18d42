"""Nothing of what a run works with is left, followed, dumped or printed raw."""
import os
import resource
import signal
import subprocess

from kit import SAMPLE, UTSKICK, Checks, Folder, Small, run

LEFT_ALONE = {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD, signal.SIGCONT,
              signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGURG,
              signal.SIGWINCH, signal.SIGPIPE}
ENDING = sorted(signal.valid_signals() - LEFT_ALONE)


def heed_signals():
    """Whoever runs the tests may ignore some, and children inherit that."""
    for number in ENDING:
        if number not in (32, 33):  # glibc's own
            signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)


def check_signals(check):
    """Every signal that ends a process, to the program and to all of it
    (Ctrl-\\): the folder of unfinished things is gone."""
    with Folder() as folder:
        out = folder.file("ut")
        chosen = [signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM,
                  signal.SIGXCPU, signal.SIGXFSZ, signal.SIGSEGV,
                  signal.SIGABRT, signal.SIGRTMIN, signal.SIGRTMAX]
        for number, group in [(n, False) for n in chosen] + [
                (signal.SIGQUIT, True), (signal.SIGINT, True)]:
            # a sanitizer makes a report of its own of that one
            if number == signal.SIGSEGV and "ASAN_OPTIONS" in os.environ:
                continue
            name = f"{signal.Signals(number).name}, group {group}"
            program = subprocess.Popen(
                [UTSKICK, "run", "-q", "-o", out,
                 os.path.join(folder.job, "job.yaml")], cwd=folder.path,
                stderr=subprocess.PIPE, start_new_session=True,
                preexec_fn=heed_signals)
            while program.poll() is None and not os.path.exists(
                    out + ".partial/plan.db.partial"):
                pass
            with open(f"/proc/{program.pid}/limits", encoding="ascii") as of:
                core = [line.split()[4:6] for line in of
                        if line.startswith("Max core file size")]
            (os.killpg if group else os.kill)(program.pid, number)
            _, said = program.communicate(timeout=60)
            check.equal(f"{name}: the status", program.returncode, -number)
            check.equal(f"{name}: no core", core, [["0", "0"]])
            check.equal(f"{name}: nothing is left",
                        sorted(os.listdir(folder.path)), ["fritt-val"])
            check.true(f"{name}: no fault of memory",
                       b"Sanitizer" not in said, said)


def check_partial(check):
    """A folder where a run would work, and that no run of ours left."""
    def link(small, target):
        os.symlink(target, small.file("out.partial"))

    def theirs(small):
        os.mkdir(small.file("theirs"), 0o700)
        with open(small.file("theirs", "plan.db"), "w") as to:
            to.write("mine\n")
        link(small, "theirs")

    def foreign(small):
        os.mkdir(small.file("out.partial"), 0o700)
        with open(small.file("out.partial", "mine"), "w") as to:
            to.write("mine\n")

    def shared(small):
        os.mkdir(small.file("out.partial"))
        os.chmod(small.file("out.partial"), 0o777)

    for name, prepare in (("a link", theirs), ("another's files", foreign),
                          ("a link to nothing", lambda s: link(s, "nowhere")),
                          ("open to all", shared)):
        with Small() as small:
            prepare(small)
            before = tree(small.path)
            ran = small.run()
            check.true(f"{name} is refused", ran.code == 2 and
                       "[not-our-folder]" in ran.err, ran)
            check.equal(f"{name} is left as it was", tree(small.path), before)
    with Small() as small:
        os.makedirs(small.file("out.partial", "keep"), 0o700)
        os.chmod(small.file("out.partial"), 0o700)
        ran = small.run()
        check.true("what a run left is cleared away", ran.code == 0 and
                   not os.path.exists(small.file("out.partial")), ran)
    with Small() as small:
        os.symlink("nowhere", small.file("out"))
        ran = small.run()
        check.true("the folder is a link to nothing", ran.code == 2 and
                   "[folder-exists]" in ran.err, ran)


def tree(folder):
    return sorted(os.path.join(at, name) for at, folders, files
                  in os.walk(folder) for name in folders + files)


def check_terminal(check):
    """Reasons, names and cells that would steer the terminal."""
    rules = ('rules:\n  - exclude: "r\\e[31m\\u009b1m\\u061c\\u202e\\nslut"\n'
             "    where: {Förnamn: Anna}\n")
    rows = [*Small.ROWS[:1], Small.ROWS[1].replace("Ek", "E\u202ek"),
            *Small.ROWS[2:]]
    with Small(rules, rows=rows) as small:
        out = small.file("u\x1b[31mt")
        for arguments in (("check", small.job), ("run", small.job, "-o", out),
                          ("explain", "--row", "1", small.job),
                          ("explain", "--row", "1", out), ("find", small.path),
                          ("run", "--json", small.job, "-o", out + "\n2"),
                          ("diff", out, out + "\n2"),
                          ("run", small.job, "-o", out),
                          ("run", small.file("n\x1b[1m\x07.yaml")),
                          ("new", small.file("n\x1b[1m\x07.csv")),
                          ("r\x1b[1mn",), ("run", "--q\x1b[1m", "x")):
            ran = run(*arguments, stdin="19310202-9810\n")
            said = ran.out + ran.err
            raw = [c for c in said if ord(c) < 32 and c not in "\t\n" or
                   0x7f <= ord(c) < 0xa0 or c in "\u061c\u202e"]
            check.true(f"{arguments[0]}: nothing raw", said and not raw,
                       repr(said))
            check.true(f"{arguments[0]}: a reason is one line",
                       "\nslut" not in said, said)


def without_rights():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def check_memory(check):
    """Nobody but root looks into the program while it runs."""
    if "build-test" in UTSKICK:
        return  # LeakSanitizer has to
    try:
        program = subprocess.Popen(
            [UTSKICK, "find", SAMPLE], stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL, preexec_fn=without_rights)
    except PermissionError:
        return  # the program lies in a folder of root's alone
    children = f"/proc/{program.pid}/task/{program.pid}/children"
    engine = ""
    while not engine:
        with open(children, encoding="ascii") as source:
            engine = source.read()
    for pid in (program.pid, int(engine)):
        owner = os.stat(f"/proc/{pid}/environ").st_uid
        check.equal("its memory is root's", owner, 0)
    program.communicate(b"\n", timeout=60)


def main():
    check = Checks()
    check_signals(check)
    check_partial(check)
    check_terminal(check)
    check_memory(check)
    check.end()


if __name__ == "__main__":
    main()
