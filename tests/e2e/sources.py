"""Several registers in one job, the same person in two of them, corrections,
and registers in which a column was sorted alone."""
import csv
import io
import json
import os
import re
import sqlite3
import sys

from kit import ROOT, SAMPLE, Checks, Folder, manifest, register, run

sys.path.insert(0, os.path.join(ROOT, "tests", "model"))
from rules import identity  # noqa

ROWS = register()
COLUMNS = list(ROWS[0])
PLAIN = {"C/o": "", "Adress": "Storgatan 1", "Postnr": "999 31",
         "Ort": "Norrviken", "Boendeform": "Eget boende", "Enhet": "Centrum 1",
         "Distrikt": "Centrum", "Handläggare": "Jonas Brännmark",
         "Handläggare tel": "0999-10 01 31", "Språk": "sv",
         "Beslut till": "2013-11-10"}

# What a neighbour calls the columns; the last of ours it does not have.
THEIRS = {"Personnummer": "Pnr", "Förnamn": "Etunimi", "Efternamn": "Sukunimi"}
MATCHES = "columns: {Förnamn: Etunimi, efternamn: Sukunimi, Anteckning: ''}"
KUSTEN = "{file: kusten.csv, key: Pnr, source: Kusten, %s}" % MATCHES
TWO = ("register:\n- {file: klienter.csv, key: Personnummer, source: Norrvik}"
       "\n- %s\n" % KUSTEN)


def person(at, first, last="Testsson", **more):
    return {**dict.fromkeys(COLUMNS, ""), **PLAIN, "Personnummer": identity(at),
            "Förnamn": first, "Efternamn": last, **more}


def write(folder, name, rows, names=None, delimiter=";", encoding="cp1252"):
    """The rows as CSV, their columns under `names` {ours: theirs}."""
    names = names or {name: name for name in COLUMNS}
    out = io.StringIO(newline="")
    to = csv.writer(out, delimiter=delimiter)
    to.writerow(names.values())
    for row in rows:
        to.writerow([row[ours] for ours in names])
    with open(os.path.join(folder.job, name), "wb") as file:
        file.write(out.getvalue().encode(encoding))


def their_names(*left_out, **more):
    names = {n: THEIRS.get(n, n) for n in reversed(COLUMNS)
             if n not in ("Anteckning", *left_out)}
    return {**names, **more}


def set_job(folder, *parts):
    """The sample's job without what it expects, and these keys in place."""
    path = os.path.join(SAMPLE, "job.yaml")
    with open(path, encoding="utf-8") as source:
        job = {m[1]: m[0] for m in re.finditer(
            r"^(\w+):.*?(?=^\w+:|\Z)", source.read(), re.M | re.S)}
    del job["expect"]
    job["language"] = "language: sv\n"
    for part in parts:
        for match in re.finditer(r"^(\w+):.*?(?=^\w+:|\Z)", part, re.M | re.S):
            job[match[1]] = match[0].rstrip("\n") + "\n"
    with open(os.path.join(folder.job, "job.yaml"), "w",
              encoding="utf-8") as to:
        to.write("".join(job.values()))


def check_job(folder):
    return run("check", "-q", "--lang", "en",
               os.path.join(folder.job, "job.yaml"))


def ask(folder, out, query):
    connection = sqlite3.connect(os.path.join(out, "keep", "ledger.db"))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def seal(check, name, folder, wanted=(0, 1)):
    out = folder.file("out-" + str(check.passed))
    ran = folder.run("-q", "--lang", "en", "-o", out)
    check.true(f"{name}: runs", ran.code in wanted, ran)
    return out, ran


ANNA, BO, CILLA = (person(n, f) for n, f in
                   ((1, "Anna"), (2, "Bo"), (3, "Cilla")))


def merged(check):
    """Two files with other encodings, delimiters and names: one mailing."""
    with Folder() as folder:
        write(folder, "klienter.csv", [ANNA, BO])
        write(folder, "kusten.csv", [CILLA, person(4, "Åke", "Öhrn"),
                                     person(5, "Göm", Skydd="J")],
              their_names(), delimiter="\t", encoding="utf-8")
        set_job(folder, TWO, "manifest: [Förnamn, Källa]",
                "order: [Källa, Förnamn]")
        folder.change("brev.sv.md", "{{Förnamn}}", "{{Förnamn}} i {{Källa}}")
        out, ran = seal(check, "merged", folder)
        if not os.path.isdir(out):
            return
        check.equal("merged: rows, lines and sources", ask(
            folder, out, "select row, line, source, c1, c21 from cells"),
            [(1, 2, 0, "Anna", "Norrvik"), (2, 3, 0, "Bo", "Norrvik"),
             (3, 2, 1, "Cilla", "Kusten"), (4, 3, 1, "Åke", "Kusten"),
             (5, 4, 1, None, "Kusten")])
        check.equal("merged: the files", ask(
            folder, out, "select name, file, encoding from source"),
            [("Norrvik", "klienter.csv", "windows-1252"),
             ("Kusten", "kusten.csv", "utf-8")])
        check.equal("merged: both are inputs", ask(
            folder, out, "select name from input where role = 'register' and "
            "length(sha256) = 64"), [("klienter.csv",), ("kusten.csv",)])
        have = [(row["Förnamn"], row["Källa"], row["Brev"]) for row in
                manifest(os.path.join(out, "keep", "manifest.xlsx"))]
        check.equal("merged: manifest, by source first", have, [
            ("Anna", "Norrvik", 3), ("Bo", "Norrvik", 4),
            ("Cilla", "Kusten", 1), ("Åke", "Kusten", 2),
            (None, "Kusten", None)])
        check.true("merged: the warning of what is missing is not given",
                   "missing-column" not in ran.err, ran)
        ran = run("check", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        check.true("merged: the account has a line for each file", re.search(
            r"klienter\.csv\b.*\b2 rows.*\n.*kusten\.csv\b.*\b3 rows",
            ran.out), ran)
        check.true("merged: lines to repair name their file",
                   "lines Kusten 4" in ran.out, ran)
        ran = run("check", "--json", os.path.join(folder.job, "job.yaml"))
        check.equal("merged: and so does --json", [
            (r["source"], r["file"], r["rows"]) for r in
            json.loads(ran.out)["registers"]],
            [("Norrvik", "klienter.csv", 2), ("Kusten", "kusten.csv", 3)])
        with open(os.path.join(out, "keep", "protected.key")) as key:
            before = key.read()
        write(folder, "kusten.csv", [CILLA], their_names())
        out, ran = seal(check, "merged again", folder)
        with open(os.path.join(out, "keep", "protected.key")) as key:
            check.true("merged: the secret is of all files",
                       key.read() != before)
        set_job(folder, TWO, "rules: [{exclude: Kusten väntar, where: "
                "{Källa: Kusten}}]")
        out, ran = seal(check, "by source", folder)
        check.equal("by source: a rule asks for it", ask(
            folder, out, "select row, reason from outcome where "
            "outcome = 'excluded'"), [(3, "Kusten väntar")])
        set_job(folder, TWO.replace("Kusten", "Söderby"), "language: en",
                "rules: [{exclude: Later, where: {Source: Söderby}}]")
        folder.change("brev.sv.md", "{{Källa}}", "{{Source}}")
        ran = check_job(folder)
        check.true("by source: in English its name is Source",
                   ran.code == 0, ran)


REFUSED = [
    ("no-such-column", "did you mean 'Förnamn'",
     TWO.replace("Förnamn:", "Förnam:")),
    ("no-such-column", "did you mean 'Etunimi'",
     TWO.replace("Etunimi", "Etunimmi")),
    ("register-lacks-columns", "'Anteckning'",
     TWO.replace(", Anteckning: ''", "")),
    ("register-lacks-columns", "'Förnamn'",
     TWO.replace("Förnamn: Etunimi, ", "")),
    ("register-needs-column", "'Skydd'",
     TWO.replace("Anteckning: ''", "Anteckning: '', Skydd: ''")),
    ("register-needs-column", "'Personnummer'", TWO.replace("key: Pnr, ", "")),
    ("source-twice", "'Norrvik'", TWO.replace("Kusten", "Norrvik")),
    ("bad-register", "a file and its key", "register: []\n"),
    ("bad-register", "a file and its key", "register: [klienter.csv]\n"),
    ("bad-register-columns", "that file's",
     TWO.replace("{Förnamn: Etunimi, efternamn: Sukunimi, Anteckning: ''}",
                 "[Förnamn]")),
    ("missing-key", "key", TWO.replace("key: Personnummer, ", "")),
    ("no-such-source", "did you mean 'Kusten'", TWO + "prefer: Kustn\n"),
    ("no-such-source", "", "prefer: Kusten\n"),
    ("stale-register", "18 days", TWO.replace(
        "source: K", "taken: 2012-03-01, max_age: 5, source: K")),
    ("age-without-taken", "", TWO.replace(
        "source: N", "taken: 2012-03-18, max_age: 5, source: N")),
    ("no-such-file", "", TWO.replace("kusten.csv", "kust.csv")),
]


def refused(check):
    with Folder() as folder:
        write(folder, "klienter.csv", [ANNA, BO])
        write(folder, "kusten.csv", [CILLA], their_names())
        for code, words, job in REFUSED:
            set_job(folder, job)
            ran = check_job(folder)
            check.true(f"[{code}] {words}", ran.code == 2 and
                       f"[{code}]" in ran.err and words in ran.err, ran)
        set_job(folder, TWO)
        write(folder, "kusten.csv", [CILLA], their_names("Skydd"))
        ran = check_job(folder)
        check.true("a file without the mark of protection is refused",
                   ran.code == 2 and "[register-needs-column]" in ran.err, ran)
        write(folder, "kusten.csv", [{**CILLA, "Osasto": "A"}],
              their_names(Osasto="Osasto"))
        ran = check_job(folder)
        check.true("a column that only the second has is warned of",
                   ran.code == 0 and "'Osasto'" in ran.err and
                   "[missing-column]" in ran.err, ran)
        for name in ("klienter.csv", "kusten.csv"):
            write(folder, name, [{**CILLA, "Källa": "A", "Personnummer":
                                  identity(len(name))}],
                  {**{n: n for n in COLUMNS}, "Källa": "Källa"})
        set_job(folder, "register: [{file: klienter.csv, key: Personnummer}, "
                "{file: kusten.csv}]")
        ran = check_job(folder)
        check.true("[source-column-taken]", ran.code == 0 and
                   "[source-column-taken]" in ran.err, ran)


def outcomes(folder, out):
    return {row: (outcome, reason) for row, outcome, reason in ask(
        folder, out, "select row, outcome, reason from outcome")}


SAME = "samma person finns på flera rader"


def doubles(check):
    """Anna stands in both, Bo twice in one, Dan is protected in one."""
    dan = person(6, "Dan")
    # 10 digits in one file, 12 in the other: the same key.
    anna = {**ANNA, "Personnummer": ANNA["Personnummer"].replace("-", ""),
            "Adress": "Kustvägen 1"}
    with Folder() as folder:
        write(folder, "klienter.csv", [ANNA, CILLA, dan])
        write(folder, "kusten.csv", [anna, BO, BO, {**dan, "Skydd": "Ja"}],
              their_names())
        held = ("held", "the same person stands in several rows")
        apart = ("held", "protected identity: handled by hand")
        set_job(folder, TWO, "language: en")
        out, _ = seal(check, "doubles", folder)
        have = outcomes(folder, out)
        check.equal("doubles: held in both places", [have[n] for n in
                    (1, 4, 5, 6)], [held] * 4)
        check.equal("doubles: protected in one is so in both", have[3], apart)
        check.equal("doubles: the others go", have[2][0], "letter")
        for source, stands, falls in (("Norrvik", 1, 4), ("kusten", 4, 1)):
            set_job(folder, TWO, "prefer: " + source, "language: en")
            out, _ = seal(check, "prefer", folder)
            have = outcomes(folder, out)
            check.equal(f"prefer {source}: its row stands", have[stands][0],
                        "letter")
            check.equal(f"prefer {source}: the other says whose",
                        have[falls], ("excluded", "the same person's row from "
                                      f"{source.title()} stands"))
            check.equal(f"prefer {source}: twice in one file is held",
                        (have[5], have[6]), (held, held))
            check.equal(f"prefer {source}: protected in one, so in both",
                        have[3], apart)
            ran = run("explain", "--lang", "en", "--row", str(falls),
                      os.path.join(folder.job, "job.yaml"))
            check.true("prefer: explain says the same", f"row from "
                       f"{source.title()} stands" in ran.out, ran)
        set_job(folder, TWO, "language: en", "allow: {duplicate: Två insatser}")
        out, _ = seal(check, "allowed", folder)
        have = outcomes(folder, out)
        check.equal("doubles let through", [have[n][0] for n in (1, 4, 5, 6)],
                    ["letter"] * 4)
        check.equal("but not who is protected elsewhere", have[3], apart)


def write_list(folder, text):
    with open(os.path.join(folder.job, "rättelser.csv"), "w",
              encoding="utf-8") as to:
        to.write(text)


def corrections(check):
    number = [person(n, "")["Personnummer"] for n in range(12)]
    head = "nyckel;kolumn;gammalt;nytt;vem\n"
    with Folder() as folder:
        write(folder, "klienter.csv", [
            {**ANNA, "Adress": " Storgatn 1 "}, {**BO, "Postnr": ""}, CILLA,
            person(5, "Qvzgömd", Skydd="J"), person(7, "Ska skyddas")])
        write_list(folder, head +
                   f"{number[1]};Adress;Storgatn 1;Storgatan 1;KE\n"
                   f"{number[2]};postnr;;99931;KE\n"
                   f"{number[3]};Förnamn;Sissi;Cecilia;KE\n"
                   f"{number[9]};Förnamn;Eva;Ewa;KE\n"
                   f"{number[5]};Förnamn;Qvzgömd;Qvzsynlig;KE\n"
                   f"{number[7]};Skydd;;J;Qvzmärkt\n")
        set_job(folder, "corrections: rättelser.csv",
                "manifest: [Förnamn, Adress, Postnr]")
        out, ran = seal(check, "corrections", folder)
        check.equal("corrections: what is printed", ask(
            folder, out, "select c4, c5 from cells where row < 3"),
            [("Storgatan 1", "999 31")] * 2)
        check.equal("corrections: as read", ask(
            folder, out, "select row, column, text from as_read where row < 3 "
            "and column in (4, 5)"), [(1, 4, " Storgatn 1 "), (2, 5, "")])
        check.equal("corrections: each is recorded", ask(
            folder, out, "select row, column, text, who, line from correction"),
            [(1, 4, "Storgatan 1", "KE", 2), (2, 5, "99931", "KE", 3)])
        check.true("corrections: the list is an input", ask(
            folder, out, "select sha256 from input where role = "
            "'corrections'"), "")
        check.true("corrections: another old value, by its line", re.search(
            r"rättelser\.csv:4: warning: .*\[stale-correction\]", ran.err), ran)
        lines = re.findall(r"rättelser\.csv:(\d+): .*\[unused-correction\]",
                           ran.err)
        check.equal("corrections: no such key; the protected row is not told "
                    "from it", sorted(lines), ["5", "6"])
        have = outcomes(folder, out)
        check.equal("corrections: who is now protected is held",
                    have[5][0], "held")
        check.equal("corrections: and nothing of him kept", ask(
            folder, out, "select c1 from cells where row in (4, 5)"),
            [(None,), (None,)])
        found = [name for at, _, names in os.walk(out) for name in names
                 if re.search(rb"Qvz", open(os.path.join(at, name),
                                            "rb").read())]
        check.equal("corrections: nor of any protected", found, [])
        ran = run("explain", "--lang", "en", "--row", "2",
                  os.path.join(folder.job, "job.yaml"))
        check.true("corrections: explain sees them too",
                   "outcome: gets a letter" in ran.out, ran)
        for code, text in (
                ("no-correction-field", "nyckel;kolumn;gammalt;nytt\n"),
                ("correction-fields", head.replace("vem", "vem;key") +
                 f"{number[1]};Ort;a;b;KE;{number[2]}\n"),
                ("no-such-column", head + f"{number[1]};Adres;a;b;KE\n"),
                ("malformed-correction", head + f"{number[1]};Adress;a;b\n"),
                ("no-correction-key", head + ";Adress;a;b;KE\n"),
                ("corrected-twice", head + 2 * f"{number[1]};Ort;a;b;KE\n")):
            write_list(folder, text)
            ran = check_job(folder)
            check.true(f"corrections: [{code}]", ran.code == 2 and
                       f"[{code}]" in ran.err, ran)


def born(row):
    digits = re.sub(r"\D", "", row["Personnummer"])
    if len(digits) < 12:
        digits = "19" + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def judged(check, name, folder, rows, code, names=None, *parts):
    write(folder, "klienter.csv", rows, names)
    set_job(folder, *parts)
    ran = check_job(folder)
    said = re.findall(r"\[scrambled-\w+\]", ran.err)
    check.true(name, said == ([f"[{code}]"] if code else []) and
               (ran.code == 2) == bool(code), ran)
    return ran


def sort_alone(rows, column):
    values = sorted(row[column] for row in rows)
    return [{**row, column: value} for row, value in zip(rows, values)]


def scrambled(check):
    plain = [row for row in ROWS if "+" not in row["Personnummer"]]
    with_born = {**{n: n for n in COLUMNS}, "Födelsedatum": "Födelsedatum"}
    dates = [{**row, "Födelsedatum": born(row)} for row in plain]
    typed = "columns: {Födelsedatum: date, Beslut till: date}"
    with Folder() as folder:
        judged(check, "a sound register passes", folder, ROWS, "")
        ran = judged(check, "towns sorted alone", folder,
                     sort_alone(ROWS, "Ort"), "scrambled-towns")
        check.true("with the counts", re.search(r"\d+ of \d+ rows", ran.err),
                   ran)
        check.true("and what to do", "allow: {scrambled: " in ran.err, ran)
        judged(check, "postcodes sorted alone", folder,
               sort_alone(ROWS, "Postnr"), "scrambled-towns")
        judged(check, "names sorted alone cannot be seen", folder,
               sort_alone(ROWS, "Förnamn"), "")
        judged(check, "twenty rows are not judged", folder,
               sort_alone(ROWS[:20], "Ort"), "")
        judged(check, "right birth dates pass", folder, dates, "", with_born,
               typed)
        judged(check, "birth dates sorted alone", folder,
               sort_alone(dates, "Födelsedatum"), "scrambled-births",
               with_born, typed)
        judged(check, "undeclared they are looked at too", folder,
               sort_alone(dates, "Födelsedatum"), "scrambled-births",
               with_born)
        judged(check, "personnummer sorted alone", folder,
               sort_alone(dates, "Personnummer"), "scrambled-births",
               with_born)
        here = {**{n: n for n in COLUMNS}, "Ort": "Född i"}
        judged(check, "born where, not when", folder, ROWS, "", here,
               "address: {name: [Förnamn, Efternamn], street: Adress, "
               "postcode: Postnr, town: Född i}")
        allow = "allow: {scrambled: Orterna är boendets}"
        judged(check, "allowed with a reason", folder,
               sort_alone(ROWS, "Ort"), "", None, allow)
        out, _ = seal(check, "allowed", folder)
        check.equal("the reason is kept", ask(
            folder, out, "select value from header where key = 'scrambled'"),
            [("Orterna är boendets",)])
        judged(check, "birth dates, allowed", folder,
               sort_alone(dates, "Födelsedatum"), "", with_born, typed, allow)
        out, _ = seal(check, "birth dates, allowed", folder)
        check.equal("it is kept for birth dates", len(ask(
            folder, out, "select value from header where key = 'scrambled'")),
            1)
        areas = [{**row, "Postnr": f"{13 - i % 2}0 {i:02}",
                  "Ort": "Vik" if i % 4 < 2 else "By"}
                 for i, row in enumerate(ROWS[:40])]
        judged(check, "towns in two areas", folder, areas, "scrambled-areas")
        judged(check, "towns in two areas, allowed", folder, areas, "", None,
               allow)
        out, _ = seal(check, "towns in two areas", folder)
        check.equal("it is kept for areas", len(ask(
            folder, out, "select value from header where key = 'scrambled'")),
            1)
        judged(check, "allowed where nothing is", folder, dates, "", with_born,
               typed, allow)
        out, _ = seal(check, "allowed where nothing is", folder)
        check.equal("no reason is kept", ask(
            folder, out, "select value from header where key = 'scrambled'"),
            [])
        # One of two files: the error stands where the job names it.
        write(folder, "kusten.csv", sort_alone(ROWS, "Ort"))
        write(folder, "klienter.csv", [ANNA, BO])
        set_job(folder, "register:\n- {file: klienter.csv, key: Personnummer}"
                "\n- {file: kusten.csv}")
        ran = check_job(folder)
        check.true("each file is judged by itself", ran.code == 2 and
                   re.search(r"job\.yaml:\d+:\d+: error: .*scrambled-towns",
                             ran.err) and "kusten.csv" in ran.err, ran)


def main():
    check = Checks()
    for part in (merged, refused, doubles, corrections, scrambled):
        part(check)
    check.end()


main()
