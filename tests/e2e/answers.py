"""Every command answers --json with one object, also where it refuses."""
import json

from kit import Checks, Folder, run

# name, file, what stands there, what shall stand there, code, line, hint
BROKEN = [
    ("a column that is not there", "job.yaml", "Förnamn, Efternamn",
     "Fornamn, Efternamn", "no-such-column", True),
    ("a key of the job", "job.yaml", "reference:", "referens:",
     "unknown-key", True),
    ("a field of the letter", "brev.sv.md", "{{Förnamn}}", "{{Fornamn}}",
     "unknown-name", True),
    ("a file", "job.yaml", "klienter.csv", "klientr.csv", "no-such-file",
     True),
    ("half a register", "job.yaml", "rows: 350-450", "rows: 900-990",
     "unexpected-rows", False),
]


def read(check, name, ran):
    """The object; nothing stands beside it on either stream."""
    try:
        answer = json.loads(ran.out)
    except ValueError as fault:
        check.true(f"{name}: valid JSON", False, f"{fault}\n{ran}")
        return {"reports": []}
    check.true(f"{name}: one line of it", ran.out.count("\n") == 1, ran.out)
    check.equal(f"{name}: nothing on stderr", ran.err, "")
    check.equal(f"{name}: its exit code", answer["exit"], ran.code)
    return answer


def broken(check):
    for name, file, old, new, code, hinted in BROKEN:
        for command in ("check", "run"):
            with Folder() as folder:
                folder.change(file, old, new)
                ran = run("--lang", "en", command, "--json",
                          folder.file("fritt-val", "job.yaml"))
                answer = read(check, f"{command}, {name}", ran)
                check.equal(f"{name}: refused", ran.code, 2)
                found = [r for r in answer["reports"] if r["code"] == code]
                if not check.true(f"{name}: said by its code", found, ran):
                    continue
                report = found[0]
                check.true(f"{name}: with its place", report["line"] > 0
                           and report["column"] > 0 and report["file"], report)
                check.true(f"{name}: and its cure",
                           not hinted or report["hints"], report)
                check.equal(f"{name}: an error", report["level"], "error")


def whole(check):
    with Folder() as folder:
        out = folder.file("result")
        job = folder.file("fritt-val", "job.yaml")
        answer = read(check, "run", run("run", "--json", "-o", out, job))
        check.equal("run: its letters", answer["letters"], 284)
        check.equal("run: no reports", answer["reports"], [])
        check.equal("run: its folder", answer["folder"], out)
        for name, arguments, stdin in (
                ("explain a row", ["explain", "--row", "1", job], ""),
                ("explain a run", ["explain", "--row", "1", out], ""),
                ("find", ["find", out], "19320103-9942\n"),
                ("diff", ["diff", out, out], ""),
                ("write", ["write", "--batch", "1", "-o",
                           folder.file("again"), job, out], ""),
                ("new", ["new", "-o", folder.file("first"),
                         folder.file("fritt-val", "klienter.csv")], "")):
            ran = run(*arguments, "--json", stdin=stdin)
            answer = read(check, name, ran)
            check.equal(f"{name}: done", ran.code, 0)
            check.equal(f"{name}: its command", answer["command"],
                        arguments[0])
        ran = run("diff", "--json", out, folder.file("nowhere"))
        answer = read(check, "diff without a run", ran)
        check.true("diff without a run: refused", ran.code == 2
                   and answer["reports"], ran)


def main():
    check = Checks()
    broken(check)
    whole(check)
    check.end()


main()
