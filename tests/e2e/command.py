"""The command line: help, version, usage faults, --json, --quiet, languages."""
import json
import os
import re
import signal
import subprocess

from kit import (UTSKICK, Checks, Folder, Ran, Small, anybodys_program,
                 register, run, silent, without_rights)


def check_help(check):
    for arguments in (("--help",), ("-h",), ("help",), ("run", "--help")):
        ran = run(*arguments)
        check.true(f"{arguments}: help on stdout",
                   ran.code == 0 and "run" in ran.out and silent(ran), ran)
    for arguments in (("run", "--help", "--lang", "sv"),
                      ("--lang", "sv", "run", "--help"),
                      ("--lang=sv", "run", "--help"),
                      ("run", "--lang", "sv", "-h")):
        ran = run(*arguments)
        check.true(f"{arguments}: help in Swedish", ran.code == 0 and
                   ran.out.startswith("användning: "), ran)
    ran = run("--help", "--lang", "sv")
    check.true("all commands in Swedish", ran.code == 0 and
               "kommandon:" in ran.out, ran)
    for arguments in (("--help", "--lang", "fi"), ("--lang", "fi", "--help"),
                      ("--lang=sv_SE.UTF-8", "run", "job.yaml")):
        ran = run(*arguments)
        check.true(f"{arguments}: no language that is not there",
                   ran.code == 3 and "[bad-language]" in ran.err and
                   not ran.out, ran)
    for arguments in (("--version",), ("run", "--version")):
        ran = run(*arguments)
        check.true(f"{arguments}: version", ran.code == 0 and
                   ran.out.startswith("utskick 0."), ran)


def check_usage(check):
    cases = [
        ((), "run"),
        (("--lang",), "unknown-command"),
        (("--languages", "sv", "run"), "unknown-command"),
        (("rnu", "job.yaml"), "run"),
        (("run", "--quite", "job.yaml"), "--quiet"),
        (("run", "--jsn", "job.yaml"), "--json"),
        (("run",), ""),
        (("run", "a.yaml", "b.yaml"), ""),
        (("run", "job.yaml", "-o"), ""),
        (("run", "--again", " ", "job.yaml"), "--again"),
    ]
    for arguments, suggestion in cases:
        ran = run(*arguments)
        check.true(f"{arguments}: exit 3", ran.code == 3, ran)
        check.true(f"{arguments}: on stderr, with {suggestion!r}",
                   suggestion in ran.err and not ran.out, ran)


def check_no_job(check):
    with Folder() as folder:
        ran = run("run", folder.file("fritt-val", "jobb.yaml"))
        check.true("no such job file", ran.code == 2 and
                   "job.yaml" in ran.err, ran)
        out = folder.file("fritt-val", "result")
        os.chmod(folder.path, 0o700)
        ran = folder.run("-o", "/proc/nowhere/result")
        check.true("a folder that cannot be made is a system fault",
                   ran.code == 4 and "/proc/nowhere" in ran.err, ran)
        check.true("nothing is there", not os.path.exists(out))


def check_json(check):
    with Folder() as folder:
        ran = folder.run("--json", "-o", folder.file("a"))
        check.equal("--json: exit code", ran.code, 0)
        try:
            told = json.loads(ran.out)
        except ValueError as fault:
            check.true("--json: one JSON text on stdout", False,
                       f"{fault}\n{ran}")
            return
        text = json.dumps(told)
        for count in (str(len(register())), "284"):
            check.true(f"--json tells {count}", count in text, text)
        ran = folder.run("--quiet", "-o", folder.file("b"))
        check.true("--quiet says nothing", ran.code == 0 and not ran.out and
                   silent(ran), ran)


def check_languages(check):
    with Folder() as folder:
        folder.change("job.yaml", "reference:", "referense:")
        swedish = folder.run("--lang", "sv", "-o", folder.file("a"))
        english = folder.run("--lang", "en", "-o", folder.file("a"))
        check.true("--lang sv", " fel: " in swedish.err, swedish)
        check.true("--lang en", " error: " in english.err, english)
        ran = folder.run("-o", folder.file("a"), LC_ALL="sv_SE.UTF-8")
        check.true("language of the environment", " fel: " in ran.err, ran)
        ran = folder.run("--lang", "xx", "-o", folder.file("a"))
        check.true("an unknown language is a usage fault", ran.code == 3, ran)


def ask_without_rights(*arguments, stdin="", **environment):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    done = subprocess.run([anybodys_program(), *arguments],
                          capture_output=True, env=env, input=stdin.encode(),
                          timeout=300, preexec_fn=without_rights)
    return Ran(done.returncode, done.stdout.decode(errors="replace"),
               done.stderr.decode(errors="replace"))


def check_find(check):
    """A folder that cannot be read may hide a run: then nobody says none."""
    with Folder() as folder:
        key = "19340412-9802\n"
        os.chmod(folder.path, 0o755)
        ran = run("find", folder.path, "--lang", "en", stdin=key)
        check.true("find: no run", ran.code == 0 and "rows found: 0" in ran.out,
                   ran)
        for name in ("nowhere", "fritt-val/job.yaml"):
            ran = run("find", folder.file(name), "--lang", "en", stdin=key)
            check.true(f"find in {name}: no folder", ran.code in (2, 4) and
                       name in ran.err and "found" not in ran.out, ran)
        for asked, code, words in (
                ("7\n8\n", "second-key", "more than one key"),
                ("7\0\n", "unreadable-key", "cannot be read"),
                ("7" * 256, "unreadable-key", "cannot be read")):
            for command in (("find", folder.path),
                            ("explain", f"{folder.job}/job.yaml")):
                ran = run(*command, "--lang", "en", stdin=asked)
                check.true(f"{command[0]}: {code}", ran.code == 2 and
                           words in ran.err and f"[{code}]" in ran.err and
                           not ran.out, ran)
        deep = folder.file("open", "shut")
        os.makedirs(deep)
        for shut in (deep, folder.path):
            os.chmod(shut, 0)
            ran = ask_without_rights("find", folder.path, "--lang", "en",
                                     stdin=key)
            os.chmod(shut, 0o755)
            # Where even the program lies in a folder of others' alone.
            if "Permission" not in ran.err and ran.code == 126:
                continue
            check.true(f"find: {os.path.basename(shut)} cannot be read",
                       ran.code == 2 and os.path.basename(shut) in ran.err and
                       "ermission denied" in ran.err, ran)


def check_temporary(check):
    """The plan of a check must lie somewhere; where it cannot, that is said."""
    with Folder() as folder:
        job = os.path.join(folder.job, "job.yaml")
        for name in ("nowhere", "fritt-val/job.yaml"):
            ran = run("check", job, "--lang", "en", TMPDIR=folder.file(name))
            check.true(f"check: TMPDIR is {name}", ran.code == 4 and
                       "TMPDIR" in ran.err and not ran.out, ran)
        os.mkdir(folder.file("tmp"))
        ran = run("check", job, "-q", TMPDIR=folder.file("tmp"))
        check.true("check: TMPDIR", ran.code == 0, ran)
        check.equal("check: nothing is left there",
                    os.listdir(folder.file("tmp")), [])


def check_death(check):
    """However the engine dies, that is no exit code of a mailing: AddressSanitizer
    ends with 1, which would be "done, but rows held"."""
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL):
        with Folder() as folder:
            out = folder.file("result")
            program = subprocess.Popen(
                [UTSKICK, "run", "--lang", "en", "-o", out,
                 os.path.join(folder.job, "job.yaml")],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            children = f"/proc/{program.pid}/task/{program.pid}/children"
            while program.poll() is None and not os.path.exists(
                    out + ".partial"):
                pass
            with open(children, encoding="ascii") as source:
                os.kill(int(source.read().split()[0]), number)
            _, said = program.communicate(timeout=120)
            check.true(f"{number.name}: exit 4, and said", program.returncode
                       == 4 and "nothing is sealed" in said, said)
            check.true(f"{number.name}: no result", not os.path.exists(out))


def on_terminal(*arguments, end=None):
    """What a command shows on a terminal, where `end` is sent to it as soon
    as it shows how far it is."""
    main, other = os.openpty()
    done = subprocess.Popen([UTSKICK, *arguments], stdin=subprocess.DEVNULL,
                            stdout=other, stderr=other)
    os.close(other)
    shown = b""
    while True:
        try:
            more = os.read(main, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
        if end and b"\x1b[K" in shown:
            done.send_signal(end)
            end = None
    os.close(main)
    return done.wait(), shown.decode(errors="replace")


def check_bar(check):
    """What is said never stands behind the words of the bar."""
    with Folder() as folder:
        folder.change("job.yaml", "held: 0-40", "held: 0-1")
        job = f"{folder.job}/job.yaml"
        for name, end in (("whole", None), ("interrupted", signal.SIGINT)):
            code, shown = on_terminal("check", "--lang", "en", job, end=end)
            check.true(f"{name}: the bar is shown", "\x1b[K" in shown, shown)
            for line in shown.replace("\r\n", "\n").split("\n"):
                last = line.split("\x1b[K")[-1]
                check.true(f"{name}: a line by itself: {last[:40]!r}",
                           not ("deciding" in last or "reading" in last) or
                           last.startswith("Decided:"), line)
            check.true(f"{name}: it says so", end or code == 1 and
                       "29 rows are held" in shown, shown)


def check_quiet(check):
    """Quietly: warnings and errors, and nothing else."""
    with Small("keep_until: 2014-01-01\n") as small:
        ran = small.check()
        check.true("a note", "note: " in ran.err and ran.out, ran)
        ran = small.check("-q")
        check.true("quietly none", not ran.err and not ran.out, ran)
        ran = small.check("-q", "--json")
        check.true("JSON has them", any(
            r["level"] == "note" for r in json.loads(ran.out)["reports"]), ran)
        ran = small.run("--times")
        check.true("what the stages took", ran.code == 0 and all(
            re.search(rf"^  {name} +\d+\.\d\d +\d+\.\d\d +\d+$", ran.out,
                      re.M)
            for name in ("opening", "reading", "deciding", "setting",
                         "ordering", "writing", "sealing", "all")), ran)
        stages = ("opening", "reading", "deciding", "setting", "ordering")
        plan = ["plan", "--lang", "en", "--times", "--again", "prov", small.job]
        ran = run(*plan, "-o", small.file("P"))
        told = [line.split()[0] for line in ran.out.splitlines()
                if re.search(r" +\d+\.\d\d +\d+\.\d\d +\d+$", line)]
        check.equal("a plan's stages, and no others", told, [*stages, "all"])
        ran = run(*plan, "--json", "-o", small.file("Q"))
        told = json.loads(ran.out)
        check.equal("as JSON", [one["stage"] for one in told["times"]],
                    ["open", "load", "decide", "set", "order"])
        check.equal("and whom it is for", (told["letters"], told["exit"]),
                    (2, 0))
    with Small(rows=Small.ROWS[:1] + Small.ROWS[3:]) as small:
        ran = small.run("--json")
        check.true("an object alone, where nobody gets a letter",
                   ran.code == 2 and any(
                       r["code"] == "no-letters" for r in json.loads(
                           ran.out)["reports"]), ran)
    with Small() as small:
        ran = small.run("-q")
        check.true("but warnings", "[no-keep-until]" in ran.err and
                   "note: " not in ran.err and not ran.out, ran)


def main():
    check = Checks()
    check_quiet(check)
    check_help(check)
    check_usage(check)
    check_no_job(check)
    check_json(check)
    check_languages(check)
    check_find(check)
    check_temporary(check)
    check_death(check)
    check_bar(check)
    check.end()


if __name__ == "__main__":
    main()
