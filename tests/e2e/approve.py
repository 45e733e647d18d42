"""Two people approve exactly what a run makes, or it is not made."""
import json
import os

from kit import Checks, Small, run, tool

LETTER = "# Hej\n\nHej {{Förnamn}}!\n"


def approve(small, name, *more):
    return run("approve", "--lang", "en", "--as", name, "--date", "2012-03-12",
               *more, small.job)


def lacks(check, what, small, *words):
    ran = small.run("-q")
    check.true(what, ran.code == 2 and "[not-approved]" in ran.err and
               not os.path.exists(small.file("out")), ran)
    for word in words:
        check.true(f"{what}: {word}", word in ran.err, ran)


def check_two(check, small):
    lacks(check, "nobody", small, "0 of 2")
    ran = approve(small, "Anna Ek")
    check.true("one", ran.code == 0 and "exactly this: 1" in ran.out, ran)
    lacks(check, "one of two", small, "1 of 2")
    for name in ("Anna Ek", " anna  EK "):
        ran = approve(small, name)
        check.true(f"the same: {name}", ran.code == 2 and
                   "[approved-already]" in ran.err, ran)
    ran = approve(small, "Bo Al", "--json")
    told = json.loads(ran.out)
    check.equal("two", (ran.code, told["people"], told["wanted"]), (0, 2, 2))
    ran = tool("jq", "-r", ".approval", small.file("jobb", "approvals.jsonl"))
    check.equal("jq reads them", ran.out, "Anna Ek\nBo Al\n")


def check_changes(check, small):
    """Whatever is changed, what others approved is no more."""
    path = small.file("jobb", "approvals.jsonl")
    with open(path, encoding="utf-8") as source:
        lines = source.read()
    for what, name, old, new, word in (
            ("the letter", "brev.md", "Hej {{", "Hallå {{", "letter brev.md"),
            ("the register", "r.csv", "Anna", "Anja", "register r.csv"),
            ("the job", "job.yaml", "P-1", "P-2", "job job.yaml"),
            ("who gets one", "r.csv", "Norrviken;J", "Norrviken;",
             "outcomes ")):
        file = small.file("jobb", name)
        with open(file, encoding="utf-8") as source:
            text = source.read()
        small.write(name, text.replace(old, new))
        lacks(check, what, small, "[changed-since]", word, "Anna Ek", "Bo Al")
        small.write(name, text)
    for what, text, code in (
            ("a forged line", lines.replace("Bo Al", "Cia Al"), 0),
            ("another hash", lines.replace('9', '8', 40), 2),
            ("a line of another form", lines + "{}\n", 2)):
        with open(path, "w", encoding="utf-8") as to:
            to.write(text)
        ran = small.run("-q")
        check.true(f"{what}", ran.code == (2 if code else 0), ran)
        if code:
            check.true(what, "[not-approved]" in ran.err or "[bad-approval]" in
                       ran.err, ran)
        else:
            small.forget()
    with open(path, "w", encoding="utf-8") as to:
        to.write(lines + lines[:40])
    ran = small.run("-q")
    check.true("a torn line approves nothing", ran.code == 0 and
               "[torn-approval]" in ran.err, ran)
    small.forget()
    ran = approve(small, "Dan Öst")
    with open(path, encoding="utf-8") as source:
        check.equal("the next one takes it away", len(source.readlines()), 3)


def check_kept(check, small):
    ran = small.run("-q", "--again", "provar")
    check.true("run", ran.code == 0, ran)
    with open(small.file("out", "keep", "approvals.jsonl"),
              encoding="utf-8") as source:
        people = [json.loads(line)["approval"] for line in source]
    check.equal("who stood for it is kept", people,
                ["Anna Ek", "Bo Al", "Dan Öst"])
    ran = run("verify", "--lang", "en", small.file("out"))
    check.true("under the seal", ran.code == 0, ran)
    small.forget()


def check_signed(check):
    with Flock("approval: 2\n") as small:
        for name in ("a", "b"):
            run("keygen", "--no-passphrase", small.file(name + ".key"))
        for name, key, code in (("Anna Ek", "a", 0), ("Bo Al", "a", 2),
                                ("Bo Al", "b", 0)):
            ran = approve(small, name, "--key", small.file(key + ".key"))
            check.true(f"{name} by {key}", ran.code == code, ran)
        path = small.file("jobb", "approvals.jsonl")
        with open(path, encoding="utf-8") as source:
            lines = source.read()
        with open(path, "w", encoding="utf-8") as to:
            to.write(lines.replace("Bo Al", "Bo Ax"))
        ran = small.run("-q")
        check.true("a name is signed too", ran.code == 2 and "[bad-approval]"
                   in ran.err, ran)
        with open(path, "w", encoding="utf-8") as to:
            to.write(lines)
        check.true("as they signed", small.run("-q").code == 0)


class Flock(Small):
    def forget(self):
        import shutil
        shutil.rmtree(self.file("out"), ignore_errors=True)


def main():
    check = Checks()
    with Flock("approval: 2\n", letter=LETTER) as small:
        check_two(check, small)
        check_changes(check, small)
        check_kept(check, small)
        ran = run("approve", "--lang", "en", small.job)
        check.true("by nobody", ran.code == 3 and "[approve-wants]" in ran.err,
                   ran)
        ran = run("approve", "--lang", "en", "--as", "Eva Ek", small.file("x"))
        check.true("of no job", ran.code == 2 and "[no-such-file]" in ran.err,
                   ran)
        ran = approve(small, "Eva Ek", "--date", "igår")
        check.true("no day", ran.code == 3 and "[bad-date]" in ran.err, ran)
    with Flock("") as small:
        check.true("nobody needs to", small.run("-q").code == 0)
        small.forget()
        approve(small, "Anna Ek")
        check.true("and may", small.run("-q").code == 0 and os.path.exists(
            small.file("out", "keep", "approvals.jsonl")))
    check_signed(check)
    check.end()


if __name__ == "__main__":
    main()
