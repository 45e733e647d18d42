"""The same mailing is made once, unless somebody says why it is made again."""
import hmac
import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import threading

from bench import children
from kit import (UTSKICK, Checks, Folder, Small, anybodys_program, contents, register,
                 run_again, silent, without_rights)


def number(i):
    digits = [int(c) for c in f"3{i // 28 % 10}{1 + i % 12:02d}{1 + i % 28:02d}"
              f"{980 + i % 20}"]
    twice = [d * 2 if at % 2 == 0 else d for at, d in enumerate(digits)]
    last = -sum(d // 10 + d % 10 for d in twice) % 10
    text = "".join(map(str, digits + [last]))
    return f"19{text[:6]}-{text[6:]}"


def rows(first, last):
    return [Small.ROWS[0]] + [
        f"{number(i)};Anna;Ek;Kaj {i};999 32;Norrviken;"
        for i in range(first, last)]


def make(small, out, *arguments, **environment):
    return run_again("run", "-q", "--lang", "en", small.job, "-o",
                     small.file(out), *arguments, **environment)


def lines(small):
    with open(small.file("jobb", "out", "runs.jsonl"), encoding="utf-8") as of:
        return of.read().splitlines()


def check_again(check):
    with Small("keep_until: 2013-01-01\n") as small:
        ran = make(small, "a")
        check.true("the first time", ran.code == 0 and silent(ran), ran)
        before = contents(small.path)
        ran = make(small, "b")
        check.true("in another folder", ran.code == 2 and
                   "job.yaml:1:7: error: 2 of 2 recipients had this mailing "
                   "already, dated 2012-03-19 [made-before]" in ran.err and
                   "--again" in ran.err and "nothing was written" in ran.err,
                   ran)
        check.equal("nothing is left", contents(small.path), before)
        ran = run_again("check", "-q", "--lang", "en", small.job)
        check.true("check says so", ran.code == 0 and
                   "[had-before]" in ran.err, ran)
        check.equal("and leaves nothing", contents(small.path), before)
        ran = run_again("run", "--lang", "en", small.job, "-o",
                        small.file("b"), "--again", " fel papper i skrivaren ")
        check.true("with a reason", ran.code == 0 and "made once more: fel "
                   "papper i skrivaren (2 of 2 recipients had it before)"
                   in ran.out, ran)
        ledger = sqlite3.connect(small.file("b", "keep", "ledger.db"))
        check.true("the ledger keeps it", any(
            "fel papper i skrivaren" in row for (table,) in ledger.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'")
            for row in ledger.execute(f"SELECT * FROM {table}")))
        ran = run_again("run", "--json", small.job, "-o", small.file("c"),
                        "--again", "omtryck")
        check.equal("JSON has it", json.loads(ran.out).get("again"), "omtryck")
        check.equal("each run has a line", len(lines(small)), 3)


def check_same_letters(check):
    """The reason changes no letter."""
    with Small() as small:
        make(small, "a")
        make(small, "b", "--again", "omtryck")
        a, b = (contents(small.file(n, "to-printer")) for n in "ab")
        check.equal("the same batches", a, b)


def check_privacy(check):
    """Digests only, for us alone; the same person has another one elsewhere."""
    with Folder() as folder:
        ran = folder.run("-q", "-o", folder.file("a"))
        out = folder.file("fritt-val", "out")
        check.true("the sample", ran.code == 0, ran)
        for name in ("runs.jsonl", "runs.key"):
            mode = stat.S_IMODE(os.stat(os.path.join(out, name)).st_mode)
            check.equal(f"{name} is ours alone", mode, 0o600)
        with open(os.path.join(out, "runs.jsonl"), encoding="utf-8") as of:
            text = of.read()
        for row in register():
            for cell in row.values():
                digits = re.sub(r"\D", "", cell or "")
                check.true("no cell stands there", len(digits) < 10 or (
                    digits not in text and digits[-10:] not in text))
        check.true("nor the job's name", "Fritt" not in text)
        line = json.loads(text)
        # joined households and protected people have no letter of their own
        check.equal("one for each letter", len(line["recipients"]) // 8, 284)
    seen = []
    for _ in range(2):
        with Small() as small:
            make(small, "a")
            seen.append(json.loads(lines(small)[0])["recipients"])
    check.true("keyed", seen[0] != seen[1])
    with Small() as small:
        make(small, "a")
        with open(small.file("jobb", "out", "runs.key"), "rb") as of:
            key = of.read().strip()
        check.equal("the first four bytes by the key, as earlier runs have "
                    "them", json.loads(lines(small)[0])["recipients"],
                    "".join(sorted(hmac.digest(
                        key, f"person {cells.split(';')[0]}".encode(),
                        "sha256").hex()[:8] for cells in small.ROWS[1:3])))


def check_shares(check):
    """Nine tenths of those who get it now, of any runs of the name."""
    cases = (
        ("nine of ten", [(0, 9)], (0, 10), "", True),
        ("eight of ten", [(0, 8)], (0, 10), "", False),
        ("in parts", [(0, 5), (5, 9)], (0, 10), "", True),
        ("fewer than then", [(0, 20)], (0, 2), "", True),
        ("others", [(0, 10)], (10, 20), "", False),
        ("another name", [(0, 10)], (0, 10), "name: Prov två", False),
        ("the name otherwise", [(0, 10)], (0, 10), "name: ' PROV'", True),
        ("30 days later", [(0, 10)], (0, 10), "date: 2012-04-18", True),
        ("31 days later", [(0, 10)], (0, 10), "date: 2012-04-19", False),
        ("30 days before", [(0, 10)], (0, 10), "date: 2012-02-18", True),
        ("31 days before", [(0, 10)], (0, 10), "date: 2012-02-17", False),
        ("another key", [(0, 10)], (0, 10),
         "register: {file: r.csv, key: Adress}", True),
    )
    for name, earlier, now, changed, refused in cases:
        with Small() as small:
            for at, (first, last) in enumerate(earlier):
                small.write("r.csv", "\n".join(rows(first, last)) + "\n")
                ran = make(small, f"a{at}")
                check.true(f"{name}: earlier", ran.code == 0, ran)
            small.write("r.csv", "\n".join(rows(*now)) + "\n")
            if changed:
                key = changed.split(":")[0]
                small.write("job.yaml", re.sub(f"(?m)^{key}:.*", changed,
                                               Small.HEAD))
            some = name == "eight of ten"
            ran = run_again("check", "-q", "--lang", "en", small.job)
            check.equal(f"{name}: check", (ran.code, "[had-before]" in ran.err),
                        (0, refused or some))
            ran = make(small, "b")
            check.true(name, (ran.code == 2 and "[made-before]" in ran.err)
                       if refused else ran.code == 0, ran)
            check.equal(f"{name}: fewer are told", (
                "8 of 10 recipients had this mailing already" in ran.err,
                "[had-before]" in ran.err), (some, some))
    with Small() as small:
        make(small, "a")
        small.write("r.csv", "\n".join(Small.ROWS).replace("19310202-9810",
                    "310202-9810 ").replace("19320303-9825", "193203039825"))
        ran = make(small, "b")
        check.true("the number otherwise", ran.code == 2 and
                   "2 of 2" in ran.err, ran)


def check_damaged(check):
    """What the file does not say is not taken for nobody."""
    def change(small, function):
        path = small.file("jobb", "out", "runs.jsonl")
        with open(path, encoding="utf-8") as of:
            text = of.read()
        with open(path, "w", encoding="utf-8") as to:
            to.write(function(text))

    for name, function, code in (
            ("a line of others", lambda t: "{}\n" + t, "runs-line"),
            ("an empty line", lambda t: t + "\n", "runs-line"),
            ("a date that is none", lambda t: t.replace("-03-", "-13-"),
             "runs-line"),
            ("half a digest", lambda t: t.replace('"}', 'a"}'), "runs-line"),
            ("capitals", lambda t: t.replace('"date"', '"Date"'), "runs-line"),
            ("another key", lambda t: re.sub(r'"key":"\w{8}', '"key":"00000000',
                                             t), "runs-other-key")):
        with Small() as small:
            make(small, "a")
            change(small, function)
            for again in ((), ("--again", "ändå")):
                ran = make(small, "b", *again)
                check.true(f"{name} {again}", ran.code == 2 and re.search(
                    rf"runs\.jsonl:\d+: error: .*\[{code}\]", ran.err), ran)
            check.equal(f"{name}: nothing is left",
                        sorted(os.listdir(small.path)), ["a", "jobb"])
    with Small() as small:
        make(small, "a")
        make(small, "b", "--again", "omtryck")
        change(small, lambda t: t[:-20])
        os.rename(small.file("b"), small.file("x"))
        ran = make(small, "b", "--again", "ändå")
        check.true("a torn line is named", ran.code == 0 and
                   "runs.jsonl:2: warning:" in ran.err and
                   "[runs-torn]" in ran.err, ran)
        check.true("and taken away", len(lines(small)) == 2 and
                   all(json.loads(line) for line in lines(small)))
    with Small() as small:
        make(small, "a")
        change(small, lambda t: t.rstrip("\n"))
        ran = make(small, "b")
        check.true("without its line feed it counts", ran.code == 2 and
                   "[made-before]" in ran.err, ran)
        ran = make(small, "b", "--again", "ändå")
        check.equal("and stays a line", (ran.code, len(lines(small))), (0, 2))
    for name, code, spoil in (
            ("no key", "runs-other-key", lambda p: os.remove(p)),
            ("a key that is none", "runs-bad-key",
             lambda p: open(p, "w").write("x\n")),
            ("a key that is a folder", "cannot-read",
             lambda p: (os.remove(p), os.mkdir(p)))):
        with Small() as small:
            make(small, "a")
            spoil(small.file("jobb", "out", "runs.key"))
            before = sorted(os.listdir(small.file("jobb", "out")))
            ran = make(small, "b", "--again", "ändå")
            check.true(name, ran.code == 2 and "runs.key" in ran.err and
                       f"[{code}]" in ran.err, ran)
            check.equal(f"{name}: no other is made", sorted(os.listdir(
                small.file("jobb", "out"))), before)
    with Small() as small:
        os.mkdir(small.file("jobb", "out"))
        os.symlink(small.file("theirs"), small.file("jobb", "out",
                                                    "runs.jsonl"))
        ran = make(small, "a")
        check.true("a link is not followed", ran.code == 2 and
                   "[runs-link]" in ran.err and
                   not os.path.exists(small.file("theirs")) and
                   not os.path.exists(small.file("a")), ran)
        ran = run_again("check", "job.yaml", cwd=small.file("jobb"))
        check.true("nor by check, which writes nothing", ran.code == 2 and
                   "[runs-link]" in ran.err, ran)


def check_out(check):
    """Where the run is the job's own out/, the lines lie beside the job."""
    for written in ("out", "./out/", "../jobb/out"):
        with Small() as small:
            there = small.file("jobb")
            ran = run_again("run", "-q", "job.yaml", "-o", written, cwd=there)
            check.true(f"-o {written}", ran.code == 0 and os.path.exists(
                small.file("jobb", "runs.jsonl")) and sorted(os.listdir(
                    small.file("jobb", "out"))) == ["keep", "to-printer"], ran)
            ran = run_again("run", "-q", "job.yaml", "-o", "b", cwd=there)
            check.true(f"-o {written}, then another", ran.code == 2 and
                       "[made-before]" in ran.err, ran)
            os.rename(small.file("jobb", "out"), small.file("x"))
            for out in (("-o", "out"), ()):
                ran = run_again("run", "-q", "job.yaml", *out, cwd=there)
                check.true(f"-o {written}, moved away", ran.code == 2 and
                           "[made-before]" in ran.err, ran)
    with Small() as small:
        ran = run_again("run", "-q", small.job)
        check.equal("no folder named", (ran.code, sorted(os.listdir(
            small.file("jobb", "out")))), (0, ["2012-03-19-jobb", "runs.jsonl",
                                               "runs.key"]))


def check_together(check):
    """Of two at a time one is made."""
    with Small(rows=rows(0, 200)) as small:
        codes = []

        def go(out):
            codes.append(make(small, out).code)
        threads = [threading.Thread(target=go, args=(o,)) for o in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check.equal("two at a time", sorted(codes), [0, 2])
        check.equal("and one folder", sorted(os.listdir(small.path))[1:],
                    ["jobb"])
        check.equal("and one line", len(lines(small)), 1)


def check_refused(check):
    """A run that comes to nothing is none."""
    with Small("expect: {letters: 0}\nrules: [{hold: Alla, where: {Ort: "
               "Norrviken}}]\n") as small:
        for out in "ab":
            ran = make(small, out)
            check.true("nobody is nobody's recipient", ran.code == 0, ran)
    with Small() as small:
        os.mkdir(small.file("a"))
        ran = make(small, "a")
        check.true("refused", ran.code == 2, ran)
        check.true("leaves no line",
                   not os.path.exists(small.file("jobb", "out")))
        done = subprocess.run(
            [anybodys_program(), "run", small.job, "-o", small.file("b")],
            timeout=60,
            capture_output=True, preexec_fn=without_rights)
        if done.returncode != 126 and os.geteuid() == 0:
            check.true("nowhere to write it", done.returncode in (2, 4) and
                       not os.path.exists(small.file("b")), done.stderr)


def interrupted(small):
    """Ctrl-C when its line is written and its folder not yet in its place: what
    became of it, or None where it was there already."""
    line, made = small.file("jobb", "out", "runs.jsonl"), small.file("a")
    going = subprocess.Popen(
        [UTSKICK, "run", "--lang", "en", small.job, "-o", made],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C.UTF-8"})
    engine = None
    while going.poll() is None and not (
            os.path.exists(line) and os.path.getsize(line)):
        engine = engine or next(iter(children(going.pid)), None)
    try:
        os.kill(engine, signal.SIGSTOP)
        between = not os.path.exists(made)
        for one in (going.pid, engine):
            os.kill(one, signal.SIGINT)
        os.kill(engine, signal.SIGCONT)
    except ProcessLookupError:
        between = False
    out, err = going.communicate(timeout=120)
    return (going.returncode, out.decode(), err.decode()) if between else None


def check_interrupted(check):
    """What has its line has its folder, and the other way round."""
    for _ in range(20):
        with Small("keep_until: 2013-01-01\n", rows=rows(0, 600)) as small:
            ran = interrupted(small)
            if ran:
                check.true("it is made, and told", ran[0] == 0 and
                           "letters 600" in ran[1] and os.path.exists(
                               small.file("a", "to-printer")), ran)
                check.equal("with its line", len(lines(small)), 1)
                check.true("nothing else lies there", not os.path.exists(
                    small.file("a.partial")))
                return
    print("it was never met between its line and its folder")


def main():
    check = Checks()
    check_again(check)
    check_interrupted(check)
    check_same_letters(check)
    check_privacy(check)
    check_shares(check)
    check_damaged(check)
    check_out(check)
    check_together(check)
    check_refused(check)
    check.end()


if __name__ == "__main__":
    main()
