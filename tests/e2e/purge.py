"""A run purged: nothing of the register is left in it, all that must remain
still holds, and nobody is told anything out of it; before that, print files
destroyed, and events that were noted elsewhere."""
import csv
import hashlib
import json
import os
import re
import shutil
import sqlite3

from kit import SAMPLE, Checks, Folder, Small, contents, register, run, sha256

FORCED = ("--force", "--reason", "så beslutat")


def said(check, what, ran, code, *words):
    return check.true(what, ran.code == code and
                      all(w in ran.out + ran.err for w in words), ran)


def values(rows):
    """What the register holds of people: every cell of four signs or more."""
    return {cell.strip() for row in rows for cell in row
            if cell and len(cell.strip()) >= 4}


def leaks(out, found):
    """Values that any file of the run holds, in UTF-8 or as the register. Five
    digits of a hash may be those of a postcode."""
    held = []
    for name, text in contents(out).items():
        text = re.sub(rb"[0-9a-f]{64}", b"", text)
        for value in found:
            if value.encode() in text or \
                    value.encode("cp1252", "replace") in text:
                held.append((name, value))
    return held


def check_sample(check, folder):
    out = folder.file("run")
    said(check, "run", folder.run("-q", "-o", out), 0)
    with open(os.path.join(SAMPLE, "job.yaml"), encoding="utf-8") as source:
        job = source.read()
    people = {v for v in values(r.values() for r in register())
              if v not in job}
    before = {name for name, _ in leaks(out, people)}
    check.true("the search finds them before", "keep/ledger.db" in before and
               "keep/protected.key" not in before, before)
    shutil.rmtree(folder.job)
    kept = {name: contents(out)[name] for name in (
        "keep/SEAL", "keep/SHA256SUMS", "to-printer/SHA256SUMS")}
    # all but the seal and both lists of sums
    many = len(contents(out)) - 3
    said(check, "a look", run("purge", "--lang", "en", "--dry-run", out), 0,
         f"would be removed: {many}")
    said(check, "and nothing has happened", run("verify", "--lang", "en", out),
         0, f"files {many}")
    ran = run("purge", "--json", out)
    said(check, "purged", ran, 0, f'"files":{many}', '"event":1')
    check.equal("nobody is in it", leaks(out, people), [])
    check.equal("what is left", sorted(contents(out)), [
        "keep/PURGED", "keep/SEAL", "keep/SHA256SUMS", "keep/events.head",
        "keep/events.jsonl", "keep/ledger.db", "to-printer/SHA256SUMS"])
    for name, text in kept.items():
        check.true(f"as it was: {name}", contents(out)[name] == text)
    for name in contents(out):
        check.equal(f"for nobody else: {name}",
                    os.stat(os.path.join(out, name)).st_mode & 0o077, 0)
    said(check, "verify", run("verify", "--lang", "en", out), 0, "purged:",
         "rows 396, letters 284")
    said(check, "status", run("status", "--json", out), 0, '"purged":true',
         '"letters":284')
    said(check, "once more", run("purge", "--lang", "en", out), 0,
         "nothing is left")
    check_ledger(check, out)
    check_refused(check, folder, out)
    check_damage(check, out)
    check_forged(check, out)


def check_ledger(check, out):
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        counts = dict(ledger.execute("SELECT outcome, sum(count) FROM "
                                     "outcome_count GROUP BY outcome"))
        check.equal("counts", counts,
                    {"letter": 284, "excluded": 83, "held": 29})
        for table in ("cells", "letter", "letter_row", "outcome", "problem"):
            check.equal(f"nothing in {table}", ledger.execute(
                f"SELECT count(*) FROM {table}").fetchone()[0], 0)
        check.true("rules stay", ledger.execute(
            "SELECT condition FROM rule WHERE number = 4").fetchone()[0] ==
            "Boendeform = 'Servicehus'")
        check.true("sums stay", ledger.execute(
            "SELECT count(*) FROM input").fetchone()[0] > 5)
    ledger.close()


def check_refused(check, folder, out):
    key = "19310202-9810\n"
    aside = folder.file("aside")
    for command in (["find"], ["explain"], ["explain", "--row", "3"],
                    ["extract", "-o", aside], ["diff", out],
                    ["reprint", "--letters", "1", "-o", aside],
                    ["withdraw", "--letters", "1", "--reason", "nej"],
                    ["posted", "--batch", "1"], ["status", "--by", "Enhet"],
                    ["purge", "--print-files", *FORCED],
                    ["pack", "--to", out, "--until", "2014-01-01", "-o",
                     aside],
                    ["seal", "--key", folder.file("key")]):
        ran = run(*command, "--lang", "en", out, stdin=key)
        check.true(f"refused by name: {command[:2]}", ran.code == 2 and
                   "[purged-run]" in ran.err and out in ran.err and
                   not os.path.exists(aside), ran)
    with Small(f"rules: [{{exclude: fick det, when: \"had_letter_in('{out}')\""
               "}]\nkeep_until: 2014-01-01\n") as small:
        ran = small.run()
        check.true("a rule asks it", ran.code == 2 and "[purged-run]" in
                   ran.err and "job.yaml:" in ran.err, ran)


def check_damage(check, out):
    """Of what must remain, anything missing, changed or added is found."""
    whole = contents(out)
    for name, text in sorted(whole.items()):
        path = os.path.join(out, name)
        for what, now in (("without", None), ("a byte", bytes(
                [text[0] ^ 1]) + text[1:]), ("the last byte", text[:-2] +
                bytes([text[-2] ^ 1]) + text[-1:]), ("cut", text[:-9])):
            if now is None:
                os.remove(path)
            else:
                with open(path, "wb") as to:
                    to.write(now)
            ran = run("verify", "--lang", "en", out)
            check.true(f"{what}: {name}", ran.code in (2, 4) and
                       "does not hold" in ran.out, ran)
            ran = run("find", out, stdin="19310202-9810\n")
            check.true(f"and find does not lie: {name}", ran.code == 2 and
                       not ran.out, ran)
            with open(path, "wb") as to:
                to.write(text)
    for name in ("to-printer/batch-0001.pdf", "keep/manifest.xlsx"):
        with open(os.path.join(out, name), "wb") as to:
            to.write(b"x")
        said(check, f"back again: {name}", run("verify", "--lang", "en", out),
             2, "[purge-unfinished]", name)
        said(check, "purge takes it away", run("purge", out), 0)
    with open(os.path.join(out, "more"), "wb") as to:
        to.write(b"x")
    said(check, "a stray file", run("verify", "--lang", "en", out), 2,
         "[stray-file]")
    os.remove(os.path.join(out, "more"))
    said(check, "and back it holds", run("verify", out), 0)


# ---- forged whole: what was purged, and the events that say so

def vouch_anew(out):
    """As a forger would who has changed the ledger or PURGED: the events' chain
    holds again."""
    def path(name):
        return os.path.join(out, "keep", name)

    def change(name, old, new):
        with open(path(name), encoding="utf-8") as source:
            text = source.read()
        with open(path(name), "w", encoding="utf-8") as to:
            to.write(re.sub(old, new, text))

    def last():
        with open(path("events.jsonl"), "rb") as source:
            line = source.read().splitlines()[-1]
        return line.decode(), hashlib.sha256(line).hexdigest()

    change("PURGED", r"(?m)^ledger \w+$", "ledger " + sha256(path("ledger.db")))
    line, before = last()
    change("events.jsonl", json.loads(line)["sha256"], sha256(path("PURGED")))
    change("events.head", before, last()[1])


def check_forged(check, out):
    for what, sql, purged, words in (
            ("nothing", "", None, None),
            ("a count", "UPDATE outcome_count SET count = count + 1 WHERE "
             "outcome = 'letter'", None, "[seal-differs]"),
            ("somebody", "INSERT INTO letter_row VALUES (1, 1, 'client')",
             None, "[purge-unfinished]"),
            ("another seal's", "", "\nseal ", "[bad-purge]")):
        aside = out + ".forged"
        shutil.copytree(out, aside)
        with sqlite3.connect(os.path.join(aside, "keep",
                                          "ledger.db")) as ledger:
            ledger.executescript(sql)
        ledger.close()
        if purged:
            path = os.path.join(aside, "keep", "PURGED")
            with open(path, encoding="utf-8") as source:
                text = source.read()
            at = text.index(purged) + len(purged)
            other = "0" if text[at] != "0" else "1"
            with open(path, "w", encoding="utf-8") as to:
                to.write(text[:at] + other + text[at + 1:])
        vouch_anew(aside)
        ran = run("verify", "--lang", "en", aside)
        check.true(f"forged: {what}", ran.code == (2 if words else 0) and
                   (not words or words in ran.err) and "[bad-event" not in
                   ran.err and "[changed-file]" not in ran.err, ran)
        shutil.rmtree(aside)


# ---- when

def check_dates(check):
    for until, code, words in (("", 2, "[no-keep-until]"),
                               ("keep_until: 2999-01-01\n", 2,
                                "[purge-too-early]"),
                               ("keep_until: 2012-03-20\n", 0, "is purged")):
        with Small(until) as small:
            ran = small.run()
            check.true(f"run {until}", ran.code in (0, 1) and
                       ("[no-keep-until]" in ran.err) == (not until), ran)
            out = small.file("out")
            before = contents(out)
            ran = run("purge", "--lang", "en", out)
            said(check, f"purge {until}", ran, code, words)
            for wrong in (["--force"], ["--reason", "nej"]):
                said(check, f"{wrong}", run("purge", "--lang", "en", *wrong,
                                            out), 3, "[force-wants]")
            if code:
                now = contents(out)
                now.pop("keep/events.jsonl", None)
                check.true("nothing has happened", now == before)
                said(check, "forced", run("purge", "--lang", "en", *FORCED,
                                          out), 0, "is purged")
                event = json.loads(contents(out)["keep/events.jsonl"])
                check.equal("why", event["reason"], "så beslutat")
            said(check, "it holds", run("verify", out), 0)
    with Small("keep_until: 2012-03-19\n") as small:
        said(check, "kept until it is made", small.run(), 2,
             "[keep-too-short]")
    with Small("keep_until: i vår\n") as small:
        said(check, "no day", small.run(), 2, "job.yaml:")
    with Small("bevaras_till: 2013-01-01\n") as small:
        said(check, "in Swedish", small.run("--quiet"), 0)


def check_strays(check):
    """What was not sealed is nobody's to remove unseen."""
    with Small("keep_until: 2013-01-01\n") as small:
        small.run()
        out = small.file("out")
        for name in ("keep/lista.csv", "to-printer/x/y.pdf", "egen.txt"):
            path = os.path.join(out, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as to:
                to.write("Anna Ek")
            said(check, f"stray {name}", run("purge", "--lang", "en", out), 2,
                 "[stray-file]", name)
            os.remove(path)
        os.symlink("/etc/passwd", os.path.join(out, "keep", "link"))
        said(check, "a link", run("purge", "--lang", "en", out), 2,
             "[stray-file]")
        os.remove(os.path.join(out, "keep", "link"))
        with open(os.path.join(out, "keep", "ledger.db"), "r+b") as to:
            to.write(b"x")
        said(check, "another ledger", run("purge", "--lang", "en", out), 2,
             "[changed-file]")


def check_shapes(check):
    """Files, folders and names as every kind of job makes them."""
    rows = whole = (*Small.ROWS, "19340505-9845;Åsa Maria;Öberg;Älvvägen 7;999 32;"
            "Norrviken;")
    for job, names in (
            ("print: {split: both}\n", True),
            ("print: {split: letter}\n", True),
            ("protected: separate\n", True),
            ("approval: 1\n", True),
            ("print: {split: letter, named_by: Förnamn}\npersons: no\n",
             False),
            ("print: {split: both, named_by: Förnamn}\npersons: no\n",
             False)):
        head = Small.HEAD
        if not names:
            head = head.replace("roles: {person: Personnummer, protected: "
                                "Skydd}\n", "").replace("Personnummer", "Nr")
            rows = [f"{i};{row.split(';', 1)[1].rsplit(';', 1)[0]}" if i else
                    "Nr;Förnamn;Efternamn;Adress;Postnr;Ort"
                    for i, row in enumerate(whole)]
        with Small(job + "keep_until: 2013-01-01\n", rows=rows,
                   head=head) as small:
            if "approval" in job:
                run("approve", "--as", "Bo Al", small.job)
            ran = small.run()
            out = small.file("out")
            if not check.true(f"run {job}", ran.code in (0, 1) and
                              os.path.exists(out), ran):
                continue
            said(check, f"purge {job}", run("purge", "--lang", "en", out), 0)
            check.equal(f"nobody is in it {job}", leaks(out, values(
                csv.reader(rows[1:], delimiter=";"))), [])
            said(check, f"verify {job}", run("verify", "--lang", "en", out), 0)
            check.equal(f"sums {job}", os.path.exists(os.path.join(
                out, "keep", "SHA256SUMS")), names)
            check.equal(f"approvals {job}", os.path.exists(os.path.join(
                out, "keep", "approvals.jsonl")), "approval" in job)
            if not names:
                run("purge", out)
                said(check, "again", run("verify", out), 0)


# ---- ended on the way

def check_unfinished(check):
    with Small("keep_until: 2013-01-01\n") as small:
        small.run()
        out, aside = small.file("out"), small.file("aside")
        shutil.copytree(out, aside)
        run("purge", out)
        done = contents(out)
        for name in ("keep/ledger.db", "keep/events.jsonl",
                     "keep/events.head"):
            if name in contents(aside):
                os.remove(os.path.join(aside, name))
        shutil.copytree(aside, small.file("half"))
        half = small.file("half")
        for name in ("keep/PURGED", "keep/events.jsonl", "keep/events.head"):
            with open(os.path.join(half, name), "wb") as to:
                to.write(done[name])
        said(check, "neither ledger", run("purge", "--lang", "en", half), 2,
             "[bad-purge]")
        with open(os.path.join(half, "keep", "ledger.purged"), "wb") as to:
            to.write(done["keep/ledger.db"])
        said(check, "halfway", run("verify", "--lang", "en", half), 2,
             "[purge-unfinished]", "[missing-file]")
        said(check, "finished", run("purge", "--lang", "en", half), 0)
        check.true("and is the same", contents(half) == done)
        os.remove(os.path.join(half, "keep", "PURGED"))
        said(check, "without PURGED", run("purge", "--lang", "en", half), 2,
             "[bad-purge]")
    with Small("keep_until: 2013-01-01\n") as small:
        small.run()
        out = small.file("out")
        with open(os.path.join(out, "keep", "PURGED"), "wb") as to:
            to.write(done["keep/PURGED"])
        said(check, "before its event", run("verify", "--lang", "en", out), 2,
             "[purge-unfinished]")
        said(check, "nobody is told", run("find", "--lang", "en", out,
             stdin="19310202-9810\n"), 2, "[purged-run]")
        said(check, "and is purged", run("purge", "--lang", "en", out), 0)
        said(check, "then it holds", run("verify", out), 0)


# ---- print files alone

def check_print_files(check):
    with Small("keep_until: 2013-01-01\n") as small:
        small.run()
        out = small.file("out")
        ask = ("purge", "--lang", "en", "--print-files")
        said(check, "still open", run(*ask, out), 2, "[fate-open]")
        run("posted", "--batch", "1", out)
        with open(small.file("l.csv"), "w", encoding="utf-8") as to:
            to.write("brev;utfall\n1;omtryck\n")
        aside = small.file("wanted")
        shutil.copytree(out, aside)
        run("reconcile", aside, small.file("l.csv"))
        said(check, "one is to be printed again", run(*ask, aside), 2,
             "[fate-open]")
        before = contents(aside)
        said(check, "looked at", run(*ask, "--dry-run", "--force", "--reason",
                                     "nej", aside), 0, "would")
        check.true("and nothing has happened", contents(aside) == before)
        said(check, "print files", run(*ask, out), 0, "removed")
        said(check, "it holds", run("verify", "--lang", "en", "--final", out),
             0, "print files are destroyed")
        aside = small.file("aside")
        for command in (["reprint", "--letters", "1", "-o", aside],
                        ["pack", "--to", small.job, "--until", "2012-12-31",
                         "-o", aside]):
            said(check, f"no {command[0]}", run(*command, "--lang", "en", out),
                 2, "[no-print-files]")
        said(check, "the rest can be asked", run("find", "--lang", "en", out,
             stdin="19310202-9810\n"), 0, "letter")
        ran = run("extract", "-o", aside, out, stdin="19310202-9810\n")
        check.true("extract", ran.code == 0 and not os.path.exists(
            os.path.join(aside, "letters.pdf")), ran)
        path = os.path.join(out, "to-printer", "batch-0001.pdf")
        with open(path, "wb") as to:
            to.write(b"x")
        said(check, "one is back", run("verify", "--lang", "en", out), 2,
             "[purge-unfinished]")
        said(check, "once more", run(*ask, out), 0)
        sums = os.path.join(out, "to-printer", "SHA256SUMS")
        os.rename(sums, small.file("sums"))
        said(check, "their sums must be there", run("verify", "--lang", "en",
             out), 2, "to-printer/SHA256SUMS")
        os.rename(small.file("sums"), sums)
        os.remove(os.path.join(out, "keep", "manifest.xlsx"))
        said(check, "the rest must be there", run("verify", "--lang", "en",
             out), 2, "[missing-file]")


# ---- events that were noted

def check_noted(check):
    with Small("keep_until: 2013-01-01\n") as small:
        small.run()
        out = small.file("out")
        first = json.loads(run("status", "--json", out).out)["runs"][0]
        seal = f"0:{first['last_event']}"
        ran = run("posted", "--json", "--letters", "1", out)
        one = f"1:{json.loads(ran.out)['last_event']}"
        before = {name: contents(out)[name] for name in (
            "keep/events.jsonl", "keep/events.head")}
        ran = run("posted", "--lang", "en", "--letters", "2", out)
        two = ran.out.split("diary: ")[1].split()[0]
        for noted in (seal, one, two, two.lower().replace("-", "")):
            said(check, f"noted {noted}", run("verify", "--events", noted,
                                              out), 0)
        for wrong in ("", "2", "x:" + two[2:], "-1:" + two[2:], "2;"):
            said(check, f"not one: {wrong}", run(
                "verify", "--lang", "en", "--events", wrong, out), 2,
                "[bad-noted-events]")
        said(check, "another", run("verify", "--lang", "en", "--events",
             "2" + one[1:], out), 2, "[events-cut]")
        for name, text in before.items():
            with open(os.path.join(out, name), "wb") as to:
                to.write(text)
        said(check, "both files cut together: unseen", run("verify", out), 0)
        said(check, "but by what was noted", run("verify", "--lang", "en",
             "--events", two, out), 2, "[events-cut]")


def main():
    check = Checks()
    with Folder() as folder:
        check_sample(check, folder)
    check_dates(check)
    check_strays(check)
    check_shapes(check)
    check_unfinished(check)
    check_print_files(check)
    check_noted(check)
    check.end()


if __name__ == "__main__":
    main()
