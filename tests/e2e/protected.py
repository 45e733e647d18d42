"""A person with protected identity leaves nothing behind: no byte of name,
number, address or any other cell in any file of a run, in what is printed, or
in a temporary folder; not when the run is refused either.

The sample's register gets such rows, with a word of its own in every cell, so
that whatever comes out can be traced.
"""
import csv
import os
import re
import sqlite3
import sys

from kit import Checks, Folder, Small, run
from leaks import Traces, views

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

COLUMNS = ["Personnummer", "Förnamn", "Efternamn", "C/o", "Adress", "Postnr",
           "Ort", "Boendeform", "Enhet", "Distrikt", "Handläggare",
           "Handläggare tel", "Språk", "Skydd", "Avliden", "God man",
           "God man adress", "God man postnr", "God man ort", "Beslut till",
           "Anteckning"]

MARKS = ["J", "Ja", "j ", "1", "x", "S", "SEKRETESS", "Sekretessmarkering",
         "Skyddad folkbokföring", "Skyddade personuppgifter", "Fingerad",
         "?", "ja, till 2013", "TRUE"]
LETTERS = "abdefghijklmnop"

# Cells that are as they should be, so that nothing else stops the row.
FINE = {"Boendeform": "Eget boende", "Språk": "", "Beslut till": "2013-06-30",
        "Avliden": "", "God man": "", "God man adress": "",
        "God man postnr": "", "God man ort": ""}


class Person:
    """One protected row: a word that nobody else has in every cell."""

    def __init__(self, at, mark, fine):
        letter = LETTERS[at % len(LETTERS)] + ("z" if fine else "y")
        at += 0 if fine else len(MARKS)
        self.number = identity(9000 + 25 * at)
        words = {name: f"Qv{letter}{i:x}zimpel{name[:2].lower()}"
                 for i, name in enumerate(COLUMNS)}
        self.row = {**words, "Personnummer": self.number, "Skydd": mark,
                    "Adress": f"Göm{letter}zstigen {700 + at}",
                    "Handläggare tel": f"0999-77 66 {10 + at}"}
        self.row["Postnr"] = f"997 {10 + at}"
        if fine:
            self.row.update(FINE)

    def line(self):
        return ";".join(self.row[name] for name in COLUMNS)


PEOPLE = [Person(at, mark, fine) for fine in (True, False)
          for at, mark in enumerate(MARKS)]
# What stands in every word of theirs, and their numbers however written.
TRACES = Traces((b"zimpel", b""), (b"zstigen", b""),
                (b"0999", rb"\D{0,3}77 ?66"),
                *((person.number[2:8].encode(), rb"[-+ ]?"
                   + person.number[9:].encode()) for person in PEOPLE))


def search_folder(check, name, folder):
    return TRACES.search(check, name, folder)


def search_text(check, name, ran):
    TRACES.search_said(check, name, ran)


def add_people(folder, broken=b""):
    """Among the sample's rows, one after every tenth."""
    path = os.path.join(folder.job, "klienter.csv")
    with open(path, "rb") as file:
        lines = file.read().split(b"\r\n")
    for at, person in enumerate(PEOPLE):
        lines.insert(2 + 11 * at, person.line().encode("cp1252") + broken)
    with open(path, "wb") as file:
        file.write(b"\r\n".join(lines))


def watched(folder):
    """What a run may use for temporary files, looked at afterwards."""
    temporary = folder.file("tmp")
    os.makedirs(temporary, exist_ok=True)
    return {"TMPDIR": temporary, "SQLITE_TMPDIR": temporary}


def widen(folder):
    """Shows as much of the register as a job can."""
    folder.change("job.yaml", "expect: {rows: 350-450,", "expect: {rows: 1-900,")
    folder.change("job.yaml", "held: 0-40", "held: 0-900")
    folder.change("job.yaml", "manifest: [Personnummer, Förnamn, Efternamn, Enhet]",
                  "manifest: [" + ", ".join(f'"{c}"' for c in COLUMNS) + "]")


def control(check, out, rows):
    """The search finds what is there: a person who is not protected."""
    names = [row[2] for row in rows[1:] if len(row) > 2]
    seen = {ext: set() for ext in (".pdf", ".xlsx", ".db")}
    for at, _, files in os.walk(out):
        for file in files:
            ext = os.path.splitext(file)[1]
            if ext in seen:
                for content in views(os.path.join(at, file)):
                    seen[ext] |= {n for n in names if n.encode() in content}
    for ext, those in seen.items():
        check.true(f"other people are in {ext}", len(those) > 50, those)


def check_run(check):
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        out, env = folder.file("out"), watched(folder)
        ran = folder.run("-o", out, **env)
        check.true("run", ran.code in (0, 1), ran)
        search_text(check, "run", ran)
        check.true("files were searched", search_folder(check, "run", out) > 6)
        with open(os.path.join(folder.job, "klienter.csv"),
                  encoding="cp1252", newline="") as source:
            control(check, out, list(csv.reader(source, delimiter=";")))
        with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
            rows = ledger.execute("SELECT rule.kind FROM outcome JOIN rule"
                                  " ON rule.number = outcome.rule"
                                  " WHERE kind = 'protected'").fetchall()
            check.equal("protected rows, the sample's five too", len(rows),
                        len(PEOPLE) + 5)
        job = os.path.join(folder.job, "job.yaml")
        for name, arguments in (("check", ["check", job]),
                                ("check --json", ["check", "--json", job]),
                                ("run --json", ["run", "--json", job, "-o",
                                                folder.file("json")])):
            search_text(check, name, run(*arguments, **env))
        search_folder(check, "run --json", folder.file("json"))
        check_questions(check, folder, out, job)
        search_folder(check, "temporary files", env["TMPDIR"])


def check_questions(check, folder, out, job):
    """Asked by row; asked by number, which whoever asks knows already."""
    person = PEOPLE[0]
    for at in (2, 2 + 11 * len(MARKS)):
        for asked in (job, out):
            ran = run("explain", asked, "--row", str(at - 1))
            search_text(check, f"explain row {at}", ran)
            ran = run("explain", asked, "--row", str(at))
            search_text(check, f"explain row {at}", ran)
    for asked in (["explain", job], ["explain", out], ["find", folder.path]):
        ran = run(*asked, stdin=person.number + "\n")
        check.true(f"{asked[0]} finds the person", ran.code == 0, ran)
        search_text(check, f"{asked[0]} by number", ran)
    for asked in (job, out):
        said = run("explain", asked, "--row", "2", "--lang", "en").out
        rules = dict(re.findall(r"(?m)^rule (\d+)(?:, .*)?: ([\w ]+)",
                                said))
        check.equal(f"what is known of a protected row: {asked}",
                    [number for number, what in rules.items()
                     if what not in ("does not match", "is not asked")],
                    ["2"])
        check.true("of its cells nothing was asked", all(
            what == "is not asked" for number, what in rules.items()
            if int(number) > 2), said)
    search_text(check, "diff", run("diff", out, folder.file("json")))


def refused_by(change, name):
    def check_it(check):
        with Folder() as folder:
            env = watched(folder)
            change(folder)
            ran = folder.run("-o", folder.file("out"), **env)
            check.equal(f"{name}: exit code", ran.code, 2)
            search_text(check, name, ran)
            left = [n for n in os.listdir(folder.path)
                    if n not in ("fritt-val", "tmp")]
            check.equal(f"{name}: nothing is left", left, [])
            search_folder(check, f"{name}: temporary files", env["TMPDIR"])
    return check_it


def too_few(folder):
    add_people(folder)
    folder.change("job.yaml", "held: 0-40", "held: 0-900")
    folder.change("job.yaml", "rows: 350-450", "rows: 5000-6000")


def malformed(folder):
    add_people(folder, b";\x22;Mer;")
    widen(folder)


def many_columns(folder):
    add_people(folder, b";en;till")
    widen(folder)


def broken_byte(folder):
    add_people(folder, "Ä".encode("utf-8") + b"\x81\x8d")
    widen(folder)


def misspelt_rule(folder):
    add_people(folder)
    widen(folder)
    folder.change("job.yaml", "where: {Boendeform: Servicehus}",
                  "where: {Boendeform: Fristad}")


def misspelt_field(folder):
    add_people(folder)
    widen(folder)
    folder.change("brev.sv.md", "{{Förnamn}}", "{{Förnamnet}}")


def check_warning(check):
    """A rule that matches nobody shows what the column holds."""
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        folder.change("job.yaml", "    where: {Boendeform: Servicehus}",
                      "    where: {Boendeform: Servicehus}\n"
                      "  - exclude: Ingen\n    where: {Enhet: Finns inte}\n"
                      "  - hold: Ingen heller\n    when: \"Ort = 'Ingenstad'\"")
        ran = folder.run("-o", folder.file("out"))
        check.true("a rule that matches nobody", ran.code in (0, 1), ran)
        search_text(check, "a rule that matches nobody", ran)


def insert(folder, at, *rows):
    path = os.path.join(folder.job, "klienter.csv")
    with open(path, "rb") as file:
        lines = file.read().split(b"\r\n")
    for row in rows:
        line = ";".join(row[name] for name in COLUMNS)
        lines.insert(at, line.encode("cp1252"))
    with open(path, "wb") as file:
        file.write(b"\r\n".join(lines))


def check_twice(check):
    """Marked in one row and not in another: it is one person."""
    for allow in ("", "allow: {duplicate: Flera insatser}\n"):
        for first in (True, False):
            with Folder() as folder:
                widen(folder)
                if allow:
                    folder.change("job.yaml", "order:", allow + "order:")
                marked = PEOPLE[0].row
                bare = {**marked, "Skydd": "N",
                        "Personnummer": PEOPLE[0].number[2:]}
                insert(folder, 9, marked if first else bare)
                insert(folder, 90, bare if first else marked)
                name = f"in two rows, {'first' if first else 'last'} {allow}"
                ran = folder.run("-o", folder.file("out"))
                check.true(f"{name}: runs", ran.code in (0, 1), ran)
                search_text(check, name, ran)
                search_folder(check, name, folder.file("out"))


def check_tables(check):
    """Other people's letters may list a table, not the protected ones in it."""
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        hidden = {**PEOPLE[3].row, "Enhet": "Hemtjänst Centrum 2"}
        insert(folder, 5, {**hidden, "Personnummer": identity(9990)})
        folder.change("job.yaml", "order:", "tables:\n  grannar: {file: "
                      "klienter.csv, match: {Enhet: Enhet}}\norder:")
        folder.change("brev.sv.md", "Hej {{Förnamn}}!", "{{each grannar}}\n"
                      "- {{grannar.Efternamn}}\n{{/each}}\n")
        ran = folder.run("-o", folder.file("out"))
        if ran.code == 2:
            check.true("tables: refused by name", "tables" in ran.err or
                       "klienter.csv" in ran.err, ran)
        else:
            search_folder(check, "tables", folder.file("out"))
        search_text(check, "tables", ran)


OTHER_KEY = """name: Prov
date: 2012-03-19
reference: SN-2012-0047
register: {file: klienter.csv, key: Kundnr, encoding: utf-8, delimiter: ";"}
roles: {person: Personnummer, protected: Skydd, deceased: Avliden}
tables: {anhöriga: {file: anhoriga.csv, match: {Hus: Hus}}}
address: {name: Namn, street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: kommun-h2
manifest: [Kundnr, Personnummer, Namn, Adress]
"""


def check_other_key(check):
    """Where the key is a customer's number, the identity number still says who
    somebody is: protected, dead or there twice in one row, in every row."""
    numbers = [identity(9700 + 31 * at) for at in range(4)]
    hidden = PEOPLE[0].number
    lines = ["Kundnr;Personnummer;Namn;Skydd;Avliden;Adress;Postnr;Ort;Hus",
             f"1;{numbers[0]};Åsa;;;Gatan 1;999 10;Norrviken;A",
             f"2;{numbers[1]};Bo;;;Gatan 2;999 10;Norrviken;A",
             f"3;{numbers[1][2:]};Bo;;;Gatan 2;999 10;Norrviken;A",
             f"4;{hidden};Qvzimpel;J;;Gatan 4;999 10;Norrviken;A",
             f"5;{hidden[2:]};Qvzimpel;;;Göm zstigen 5;999 10;Norrviken;A",
             f"6;{numbers[2]};Cia;;;Gatan 6;999 10;Norrviken;A",
             f"7;{numbers[2].replace('-', '')};Cia;;x;Gatan 7;999 10;Norrviken;B",
             f"4;{hidden};Qvzimpel;;;Göm zstigen 8;999 10;Norrviken;A"]
    with Folder() as folder:
        for name, text in (("klienter.csv", "\n".join(lines) + "\n"),
                           ("anhoriga.csv", "Personnummer;Hus;Vem\n"
                            f"{numbers[3]};A;Dan\n{hidden};A;Qvzimpel\n"),
                           ("job.yaml", OTHER_KEY),
                           ("brev.md", "Hej!\n\n{{each anhöriga}}\n"
                            "- {{anhöriga.Vem}}\n{{/each}}\n")):
            with open(os.path.join(folder.job, name), "w",
                      encoding="utf-8") as to:
                to.write(text)
        out, job = folder.file("out"), os.path.join(folder.job, "job.yaml")
        ran = folder.run("-o", out, "--lang", "en")
        check.true("another key: runs", ran.code == 0, ran)
        search_text(check, "another key", ran)
        search_folder(check, "another key", out)
        with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
            have = ledger.execute(
                "SELECT coalesce(rule.kind, 'letter') FROM outcome LEFT JOIN"
                " rule ON rule.number = outcome.rule ORDER BY row").fetchall()
        want = ["letter", "duplicate", "duplicate", "protected", "protected",
                "deceased", "deceased", "protected"]
        check.equal("another key: by the number", [k for k, in have], want)
        for row, kind in enumerate(want, 1):
            ran = run("explain", job, "--row", str(row), "--lang", "en")
            words = {"letter": "gets a letter", "duplicate": "several rows",
                     "protected": "identity", "deceased": "deceased"}
            said = ran.out.splitlines()[-1]
            check.true(f"another key: explain row {row}", words[kind] in said,
                       ran)
            search_text(check, f"another key: explain row {row}", ran)
        for key in ("4", "5"):
            ran = run("find", folder.path, "--lang", "en", stdin=key + "\n")
            rows = (4, 8) if key == "4" else (5,)
            check.true(f"another key: find {key}",
                       all(f"row {row}," in ran.out for row in rows), ran)


def ask_everything(check, name, folder, out, env, row):
    """Every command that says something of the job or the run."""
    job = os.path.join(folder.job, "job.yaml")
    for arguments in (["check", job], ["check", "--json", job],
                      ["check", "--lang", "en", job],
                      ["explain", job, "--row", str(row)],
                      ["explain", job, "--row", str(row), "--dump-layout"],
                      ["explain", out, "--row", str(row)], ["diff", out, out]):
        ran = run(*arguments, **env)
        check.true(f"{name}: {arguments[0]} runs", ran.code in (0, 1), ran)
        search_text(check, f"{name}: {' '.join(arguments[:-1])}", ran)
    for asked in (["explain", job], ["explain", out], ["find", folder.path]):
        ran = run(*asked, stdin=PEOPLE[0].number + "\n", **env)
        check.true(f"{name}: {asked[0]} by number", ran.code == 0, ran)
        search_text(check, f"{name}: {asked[0]} by number", ran)


def check_workbook(check):
    """The register as a spreadsheet; one cell of each row is a number."""
    import openpyxl
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        with open(os.path.join(folder.job, "klienter.csv"),
                  encoding="cp1252", newline="") as source:
            rows = list(csv.reader(source, delimiter=";"))
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(os.path.join(folder.job, "klienter.xlsx"))
        os.remove(os.path.join(folder.job, "klienter.csv"))
        folder.change("job.yaml", "file: klienter.csv", "file: klienter.xlsx")
        out, env = folder.file("out"), watched(folder)
        ran = folder.run("-o", out, **env)
        check.true("workbook: runs", ran.code in (0, 1), ran)
        search_text(check, "workbook", ran)
        check.true("workbook: files", search_folder(check, "workbook", out) > 6)
        control(check, out, rows)
        ask_everything(check, "workbook", folder, out, env, 1)
        search_folder(check, "workbook: temporary files", env["TMPDIR"])


def check_lists(check):
    """Corrections, a stop list, a table and an earlier run that know them."""
    person, other = PEOPLE[0], PEOPLE[1]
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        env = watched(folder)
        ran = folder.run("-q", "-o", folder.file("first"), **env)
        check.true("lists: first run", ran.code in (0, 1), ran)
        files = {
            "rättelser.csv": "nyckel;kolumn;gammalt;nytt;vem\n"
            f"{person.number};Adress;{person.row['Adress']};Nya zstigen 7;KE\n"
            f"{other.number};Ort;Fel zimpel;Rätt zimpel;KE\n"
            f"{other.number[2:]};Enhet;{other.row['Enhet']};;KE\n",
            "sparr.csv": "Personnummer;Namn\n" + "".join(
                f"{one.number};{one.row['Efternamn']}\n" for one in PEOPLE),
            "enheter.csv": "Enhet;Telefon\n" + "".join(
                f"{one.row['Enhet']};{one.row['Handläggare tel']}\n"
                for one in PEOPLE) + "".join(
                f"Hemtjänst {place} {n};0999-10 01 2{n}\n" for n in (1, 2)
                for place in ("Haga", "Centrum", "Kusten", "Inlandet")),
        }
        for name, text in files.items():
            with open(os.path.join(folder.job, name), "w",
                      encoding="utf-8") as to:
                to.write(text)
        folder.change("job.yaml", "columns:", "corrections: rättelser.csv\n"
                      "columns:")
        folder.change("job.yaml", "    where: {Boendeform: Servicehus}",
                      "    where: {Boendeform: Servicehus}\n"
                      "  - exclude: Spärrad\n    when: \"in_list('sparr.csv') or"
                      " in_list('sparr.csv', Efternamn, 'Namn')\"\n"
                      "  - exclude: Har fått\n    when: \"not "
                      "had_letter_in('../first') and Distrikt = 'Qv'\"\n"
                      "  - hold: Ingen telefon\n    when: \"look_up("
                      "'enheter.csv', Enhet, 'Telefon') is empty\"")
        out = folder.file("out")
        ran = folder.run("-o", out, **env)
        check.true("lists: runs", ran.code in (0, 1), ran)
        search_text(check, "lists", ran)
        search_folder(check, "lists", out)
        ask_everything(check, "lists", folder, out, env, 1)
        search_folder(check, "lists: temporary files", env["TMPDIR"])


def check_new(check):
    """What is written from the register for a first job; their values are in
    it nowhere, however many rows share them."""
    with Folder() as folder:
        add_people(folder)
        often = [{**PEOPLE[0].row, "Personnummer": identity(9800 + at),
                  "Enhet": "Qvzimpel enhet", "Distrikt": "Qvzimpel"}
                 for at in range(8)]
        insert(folder, 30, *often)
        for language in ("sv", "en"):
            place = folder.file("new-" + language)
            ran = run("new", os.path.join(folder.job, "klienter.csv"), "-o",
                      place, "--lang", language)
            check.true(f"new {language}: runs", ran.code == 0, ran)
            search_text(check, f"new {language}", ran)
            check.true(f"new {language}: files",
                       search_folder(check, f"new {language}", place) >= 2)


def check_unnamed(check):
    """Values that no rule names: theirs are not among them."""
    with Folder() as folder:
        add_people(folder)
        widen(folder)
        often = [{**PEOPLE[0].row, "Personnummer": identity(9800 + at),
                  "Boendeform": "Qvzimpel boende"} for at in range(8)]
        insert(folder, 30, *often)
        start = "  Boendeform:\n"
        with open(os.path.join(folder.job, "job.yaml"), encoding="utf-8") as f:
            text = f.read()
        listed = text[text.index(start):text.index("  Språk:")]
        folder.change("job.yaml", listed, "")
        folder.change("job.yaml", "letters: 250-350", "letters: 1-350")
        out = folder.file("out")
        ran = folder.run("-o", out, "--lang", "en")
        check.true("unnamed values are said", ran.code in (0, 1) and
                   "[unnamed-values]" in ran.err and "Korttid" in ran.err, ran)
        search_text(check, "unnamed values", ran)
        search_folder(check, "unnamed values", out)
        ask_everything(check, "unnamed values", folder, out, {}, 1)


def check_nobody(check):
    """A register of no people has nobody to keep apart."""
    head = Small.HEAD.replace(
        "roles: {person: Personnummer, protected: Skydd}\n", "")
    with Small("persons: no\nprotected: separate\nkeep_until: 2013-12-31\n",
               head=head, rows=[row.rsplit(";", 1)[0]
                                for row in Small.ROWS]) as small:
        ran = small.run()
        check.true("no people", ran.code == 0 and "letters 3" in ran.out, ran)
        check.true("nothing apart", not os.path.exists(small.file(
            "out", "keep", "protected")))


def main():
    check = Checks()
    check_run(check)
    check_nobody(check)
    check_twice(check)
    check_tables(check)
    check_warning(check)
    check_other_key(check)
    check_workbook(check)
    check_lists(check)
    check_new(check)
    check_unnamed(check)
    for change, name in ((too_few, "too few rows"),
                         (malformed, "stray quotes"),
                         (many_columns, "too many cells"),
                         (broken_byte, "broken bytes"),
                         (misspelt_rule, "a misspelt rule"),
                         (misspelt_field, "a misspelt field")):
        refused_by(change, name)(check)
    check.end()


if __name__ == "__main__":
    main()
