"""What stands around a run: explain, find, diff, a second round, shuffled
rows, guardians, households, tables, files per letter, new."""
import json
import os
import random
import re

from faults import replace, sections
from kit import (Checks, Folder, batches, contents, index, manifest, pages,
                 register, run, tool, words_in)
from sample import digits, name, outcome, plain

ANY = "expect: {rows: 1-1000}"
ENGLISH = "language: en"


def xlsx(out):
    return os.path.join(out, "keep", "manifest.xlsx")


def job(folder):
    return os.path.join(folder.job, "job.yaml")


def all_text(out):
    return words_in(*batches(out))


def first_row(wanted, rows):
    return next(n for n, row in enumerate(rows, 1) if outcome(row) == wanted)


def explain(check, folder, out, rows):
    held = first_row(("held", "twice"), rows)
    service = next(n for n, row in enumerate(rows, 1)
                   if plain(row["Boendeform"]) == "sh")
    for asked in (job(folder), out):
        ran = run("explain", "--lang", "en", asked, "--row", str(service))
        check.true(f"explain {asked}: the value that was decided on",
                   "  Boendeform: 'Servicehus'" in ran.out or
                   "  Boendeform: 'SH'" in ran.out, ran)
        check.true(f"explain {asked}: a rule and its verdict", ran.code == 0 and
                   "Boendeform = 'Servicehus'" in ran.out and
                   re.search("outcome: excluded by rule 4", ran.out), ran)
        ran = run("explain", "--lang", "en", asked, "--row", str(held))
        check.true(f"explain {asked}: a hold", "outcome: held" in ran.out and
                   re.search("several rows|flera rader", ran.out), ran)
    line = next(x for x in manifest(xlsx(out)) if x["Brev"] == 7)
    ran = run("explain", "--lang", "en", out, "--letter", "7")
    check.true("explain: by letter", ran.code == 0 and
               f"row {line['Rad']}," in ran.out and "letter 7" in ran.out, ran)
    row = rows[line["Rad"] - 1]
    ran = run("explain", "--lang", "en", out, stdin=row["Personnummer"] + "\n")
    check.true("explain: by key on stdin", f"row {line['Rad']}," in ran.out,
               ran)
    check.true("explain names nobody", name(row) not in ran.out and
               row["Personnummer"] not in ran.out + ran.err, ran)


def find(check, folder, out, rows):
    for number, row in enumerate(rows, 1):
        if outcome(row) == ("held", "protected"):
            break
    for asked, want in ((rows[0], 1), (row, number)):
        for form in (asked["Personnummer"], digits(asked)):
            ran = run("find", "--lang", "en", folder.path, stdin=form + "\n")
            check.true(f"find: row {want} as {len(form)} characters",
                       ran.code == 0 and f"row {want}," in ran.out, ran)
    ran = run("find", "--lang", "en", folder.path, stdin="19340412-9805\n")
    check.true("find: nobody", "rows found: 0" in ran.out, ran)


def second_round(check, folder, out, rows):
    """Exactly those whom the first round did not reach."""
    replace(folder, ANY + "\nrules:\n  - exclude: Har redan fått brevet\n"
            "    when: \"had_letter_in('../first')\"\n"
            "  - exclude: Servicehus\n    where: {Boendeform: Servicehus}\n"
            "  - hold: Kort beslut\n    when: \"[Beslut till] < 2012-03-01\"\n")
    second = folder.file("second")
    ran = folder.run("-q", "--lang", "en", "-o", second)
    check.true("second round: runs", ran.code in (0, 1), ran)
    first = {x["Rad"] for x in manifest(xlsx(out)) if x["Brev"]}
    again = {x["Rad"] for x in manifest(xlsx(second)) if x["Brev"]}
    short = {n for n, row in enumerate(rows, 1)
             if outcome(row) == ("held", "decision") and
             re.fullmatch(r"2012-\d\d-\d\d", row["Beslut till"])}
    check.equal("second round: only who had none", again, short)
    check.true("and there are some", again and not again & first)

    folder.change("job.yaml", "key: Personnummer", "key: Anteckning")
    ran = folder.run("-q", "--lang", "en", "-o", folder.file("third"))
    check.true("second round: by another key nobody is the same",
               ran.code == 2 and "[other-run-key]" in ran.err and
               "'Personnummer'" in ran.err and "'Anteckning'" in ran.err, ran)
    folder.change("job.yaml", "key: Anteckning", "key: Personnummer")

    ran = run("diff", "--lang", "en", out, second)
    check.true("diff: gained and lost", ran.code == 0 and
               f"gained {len(again)}, lost {len(first)}," in ran.out, ran)
    check.true("diff: by which rule", "Har redan fått brevet" in ran.out, ran)
    ran = run("diff", "--lang", "en", out, out)
    check.true("diff: nothing", "gained 0, lost 0, other text 0, other "
               "reason 0" in ran.out, ran)


def shuffled(check, out):
    """The register's order changes no letter and no byte of a PDF."""
    with Folder() as folder:
        path = os.path.join(folder.job, "klienter.csv")
        with open(path, "rb") as source:
            lines = source.read().splitlines(keepends=True)
        rest = lines[1:]
        random.Random(4711).shuffle(rest)
        with open(path, "wb") as to:
            to.write(b"".join(lines[:1] + rest))
        other = folder.file("other")
        ran = folder.run("-q", "-o", other)
        check.true("shuffled: runs", ran.code == 0, ran)
        for a, b in zip(batches(out), batches(other)):
            with open(a, "rb") as one, open(b, "rb") as two:
                check.true(f"shuffled: {os.path.basename(a)}",
                           one.read() == two.read())
        check.equal("shuffled: index", index(other), index(out))


def workers(check, folder, out):
    for count in ("1", "4"):
        other = folder.file("workers-" + count)
        ran = folder.run("-q", "--workers", count, "-o", other)
        check.true(f"{count} workers", ran.code == 0, ran)
        for a, b in zip(batches(out), batches(other)):
            with open(a, "rb") as one, open(b, "rb") as two:
                check.true(f"{count} workers: {os.path.basename(a)}",
                           one.read() == two.read())


def guardians(check, rows):
    role = ("roles:\n  person: Personnummer\n  protected: Skydd\n"
            "  deceased: Avliden\n  guardian: {name: God man, street: God man "
            "adress, postcode: God man postnr, town: God man ort, mail: %s}\n")
    with_guardian = [n for n, row in enumerate(rows, 1)
                     if row["God man"] and outcome(row)[0] == "letter"]
    for mail, letters in (("client", 1), ("instead", 1), ("care_of", 1),
                          ("both", 2)):
        with Folder() as folder:
            replace(folder, role % mail + ANY)
            out = folder.file("result")
            ran = folder.run("-q", "-o", out)
            if not check.true(f"guardian {mail}: runs", ran.code == 0, ran):
                continue
            check.equal(f"guardian {mail}: letters", len(index(out)),
                        284 + (letters - 1) * len(with_guardian))
            sheet = manifest(xlsx(out), 1)
            check.equal(f"guardian {mail}: a line per letter",
                        [x["Brev"] for x in sheet],
                        list(range(1, len(index(out)) + 1)))
            words = {"client": ["klient"], "instead": ["god man"],
                     "care_of": ["klient c/o god man"],
                     "both": ["god man", "klient"]}[mail]
            for n in with_guardian:
                own = [x for x in sheet if x["Rader"] == str(n)]
                check.equal(f"guardian {mail}: row {n}: to whom",
                            sorted(x["Mottagare"] for x in own), words)
                line = manifest(xlsx(out))[n - 1] if mail == "both" else None
                check.true(f"guardian {mail}: row {n}: both letters named",
                           not line or line["Brev"] == ", ".join(
                               str(x["Brev"]) for x in own), line)
            text = all_text(out)
            for n in with_guardian:
                row = rows[n - 1]
                check.equal(f"guardian {mail}: row {n}: the guardian is named",
                            row["God man"] in text, mail != "client")
                check.true(f"guardian {mail}: row {n}: the client is named",
                           name(row) in text)
                if mail in ("instead", "both"):
                    check.true(f"guardian {mail}: row {n}: whom it is about",
                               "Gäller " + name(row) in text)


def households(check):
    with Folder() as folder:
        replace(folder, "households: {by: address, most: 2}\n" + ANY)
        for letter, hello in (("brev.sv.md", "Hej"), ("brev.fi.md", "Hei")):
            folder.change(letter, hello + " {{Förnamn}}!",
                          hello + " {{names}}!")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        if not check.true("households: runs", ran.code == 0, ran):
            return
        ran = run("explain", "--lang", "en", job(folder), "--row", "3")
        check.true("households: explain says what it cannot know",
                   "another row of the household may have the letter" in
                   ran.out, ran)
        listed = manifest(xlsx(out))
        counts = {what: sum(x["Utfall"] == what for x in listed)
                  for what in ("brev", "tillsammans", "utesluts", "väntar")}
        check.equal("households: every row once", sum(counts.values()),
                    len(listed))
        check.equal("households: letters and companions",
                    counts["brev"] + counts["tillsammans"], 284)
        check.true("households: some joined", counts["tillsammans"] > 0,
                   counts)
        rows = register(folder.job)
        letters = {}
        for x in listed:
            if x["Utfall"] in ("brev", "tillsammans") and x["Brev"]:
                letters.setdefault(x["Brev"], []).append(rows[x["Rad"] - 1])
        for number, joined in letters.items():
            check.true(f"letter {number}: one address and surname",
                       len({(r["Adress"], r["Efternamn"], r["God man"])
                            for r in joined}) == 1 and len(joined) <= 2,
                       joined)
        text = all_text(out)
        for joined in letters.values():
            if len(joined) == 2:
                check.true("both are greeted", all(
                    r["Förnamn"] in text for r in joined))


def tables(check):
    with Folder() as folder:
        replace(folder, "tables:\n  möten: {file: moten.csv, match: {Distrikt: "
                "Distrikt}, order: Tid}\n" + ANY)
        with open(os.path.join(folder.job, "moten.csv"), "w",
                  encoding="utf-8") as to:
            to.write("Distrikt;Plats;Tid\nHaga;Hagasalen;2 maj kl. 14\n"
                     "Haga;Hagaskolan;1 maj kl. 10\nKusten;Bygdegården;3 maj\n"
                     "Centrum;Rådhuset;4 maj\n")
        folder.change("brev.sv.md", "Med vänlig hälsning",
                      "Möten i ditt distrikt:\n\n{{each möten}}\n- "
                      "{{möten.Plats}}, {{möten.Tid}}\n{{/each}}\n\n"
                      "Med vänlig hälsning")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        if not check.true("tables: runs", ran.code in (0, 1), ran):
            return
        rows = register(folder.job)
        words = {os.path.basename(p): list(pages(p)) for p in batches(out)}
        wanted = {"Haga": "Hagaskolan, 1 maj kl. 10 • Hagasalen, 2 maj",
                  "Kusten": "Bygdegården, 3 maj", "Centrum": "Rådhuset"}
        place = {x["letter"]: x for x in index(out)}
        for x in manifest(xlsx(out)):
            row = rows[x["Rad"] - 1]
            if not x["Brev"] or plain(row["Språk"]) in ("finska", "suomi"):
                continue
            at = place[x["Brev"]]
            text = " ".join(w[4] for w in
                            words[at["file"]][at["first_page"] - 1])
            for district, meeting in wanted.items():
                check.equal(f"letter {x['Brev']}: {district}'s meetings",
                            meeting in text, row["Distrikt"] == district)


def split(check):
    with Folder() as folder:
        replace(folder, "print: {sides: 1, split: letter}")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        check.true("a file per letter: runs", ran.code == 0, ran)
        check.equal("a file per letter", len(batches(out)), 284)
        people = {plain(x) for row in register() for x in name(row).split()
                  if len(x) > 3}
        named = [p for p in batches(out)
                 if any(x in plain(os.path.basename(p)) for x in people)]
        check.equal("no file is called after a person", named, [])


def archive(check):
    with Folder() as folder:
        replace(folder, "print: {sides: 2, new_batch: Distrikt, profile: "
                "archive}\norder: [Distrikt, postcode, street, name]")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        if not check.true("archive: runs", ran.code == 0, ran):
            return
        check.equal("a batch per district", len(batches(out)), 4)
        rows = register()
        for x in manifest(xlsx(out)):
            if x["Brev"]:
                rows[x["Rad"] - 1]["batch"] = x["Bunt"]
        for batch in range(1, 5):
            check.equal(f"batch {batch}: one district", len(
                {r["Distrikt"] for r in rows if r.get("batch") == batch}), 1)
        for pdf in batches(out):
            info = tool("pdfinfo", pdf).out
            check.true("archive: tagged", re.search(r"Tagged: +yes", info),
                       info)
            qpdf = tool("qpdf", "--check", pdf)
            check.true("archive: qpdf", qpdf.code == 0, qpdf)


def make_new(check):
    with Folder() as folder:
        at = folder.file("new")
        os.mkdir(at)
        with open(os.path.join(folder.job, "klienter.csv"), "rb") as source:
            text = source.read()
        path = os.path.join(at, "klienter.csv")
        with open(path, "wb") as to:
            to.write(text)
        for language, paper, keys in (
                ("sv", "brevpapper.yaml", ("namn", "roller", "kolumner", "brev")),
                ("en", "stationery.yaml",
                 ("name", "roles", "columns", "letters"))):
            ran = run("new", "--lang", language, path)
            check.true(f"new {language}: writes", ran.code == 0 and sorted(
                os.listdir(at)) == sorted(
                    ["brev.md", "job.yaml", "klienter.csv", paper]), ran)
            ran = run("check", "-q", "--lang", "en",
                      os.path.join(at, "job.yaml"))
            errors = re.findall(r"error: .*\[([a-z-]+)\]", ran.err)
            check.true(f"new {language}: what it wrote can be checked, and "
                       "wants name, reference, text and paper", ran.code == 2 and
                       set(errors) == {"not-filled-in"} and
                       all(f"{file}:" in ran.err for file in
                           ("job.yaml", "brev.md", paper)), ran)
            with open(os.path.join(at, "job.yaml"), encoding="utf-8") as f:
                written = f.read()
            check.true(f"new {language}: no person in it", not any(
                row["Personnummer"] in written or name(row) in written
                for row in register()))
            check.true(f"new {language}: its keys", {
                "register", *keys} <= set(
                    sections(written)), written)
            ran = run("new", "--lang", "en", path)
            check.true("new overwrites nothing", ran.code == 2 and
                       "[never-overwritten]" in ran.err, ran)
            os.remove(os.path.join(at, "job.yaml"))
            os.remove(os.path.join(at, "brev.md"))
            os.remove(os.path.join(at, paper))


def check_tells(check, folder, rows):
    before = contents(folder.path)
    ran = run("check", "--lang", "en", job(folder))
    text = ran.out + ran.err
    check.true("check: as run would", ran.code == 0 and "284" in ran.out, ran)
    check.true("check keeps nothing", contents(folder.path) == before)
    for row in rows:
        if row["Förnamn"]:
            check.true("check names nobody", name(row) not in text and
                       row["Personnummer"] not in text)
    ran = run("check", "--json", "--lang", "en", job(folder))
    told = json.loads(ran.out)
    check.true("check --json", str(len(rows)) in json.dumps(told), ran)


def main():
    check = Checks()
    rows = register()
    with Folder() as folder:
        out = folder.file("first")
        ran = folder.run("-q", "-o", out)
        check.true("first round: runs", ran.code == 0, ran)
        explain(check, folder, out, rows)
        find(check, folder, out, rows)
        check_tells(check, folder, rows)
        workers(check, folder, out)
        shuffled(check, out)
        second_round(check, folder, out, rows)
    guardians(check, rows)
    households(check)
    tables(check)
    split(check)
    archive(check)
    make_new(check)
    check.end()


if __name__ == "__main__":
    main()
