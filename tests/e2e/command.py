"""The command line: help, version, usage faults, --json, --quiet, languages."""
import json
import os

from kit import Checks, Folder, register, run


def check_help(check):
    for arguments in (("--help",), ("run", "--help")):
        ran = run(*arguments)
        check.true(f"{arguments}: help on stdout",
                   ran.code == 0 and "run" in ran.out and not ran.err, ran)
    for arguments in (("--version",), ("run", "--version")):
        ran = run(*arguments)
        check.true(f"{arguments}: version", ran.code == 0 and
                   ran.out.startswith("utskick 0."), ran)


def check_usage(check):
    cases = [
        ((), "run"),
        (("rnu", "job.yaml"), "run"),
        (("run", "--quite", "job.yaml"), "--quiet"),
        (("run", "--jsn", "job.yaml"), "--json"),
        (("run",), ""),
        (("run", "a.yaml", "b.yaml"), ""),
        (("run", "job.yaml", "-o"), ""),
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
                   not ran.err, ran)


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


def main():
    check = Checks()
    check_help(check)
    check_usage(check)
    check_no_job(check)
    check_json(check)
    check_languages(check)
    check.end()


if __name__ == "__main__":
    main()
