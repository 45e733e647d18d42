"""Lists, look-ups and tables beside the register: however an entry is spelled,
either the person it names gets no letter, or the file is refused by its line."""
import os
import re
import shutil
import sqlite3
import tempfile

from kit import Checks, run

JOB = """name: Prov
date: 2012-03-19
reference: SN-1
language: en
register: {file: r.csv, key: %(key)s}
roles: {person: Personnummer, protected: Skydd}
%(more)s
address: {name: [Förnamn, Efternamn], street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: kommun-h2
"""
REGISTER = """Personnummer;Kund;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd
19310202-9810;12;Anna;Ek;Björkgatan 3;999 32;Norrviken;
19320303-9825;7;Bo;Al;Björkgatan 3;999 32;Kusten;
19330404-9830;30;Cia;Ek;Storgatan 5;999 32;Norrviken;J
"""
LISTED = "rules: [{exclude: Spärrad, when: \"in_list('stopp.csv')\"}]"
OTHER = "19320303-9825"


class Job:
    """A job of three: Anna, Bo and Cia, whose identity is protected."""

    def __init__(self, more="", key="Personnummer", **files):
        self.path = tempfile.mkdtemp(prefix="utskick-beside-")
        self.out = os.path.join(self.path, "out")
        self.rounds = 0
        files = {"r.csv": REGISTER, "brev.md": "# Hej\n\nHej {{Förnamn}}!\n",
                 "job.yaml": JOB % {"more": more, "key": key},
                 **{name.replace("_", "."): text
                    for name, text in files.items()}}
        for name, text in files.items():
            self.write(name, text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def write(self, name, text):
        with open(os.path.join(self.path, name), "wb") as to:
            to.write(text if isinstance(text, bytes) else text.encode())

    def run(self, command="run", *arguments):
        self.rounds += 1
        self.out = os.path.join(self.path, f"out-{self.rounds}")
        return run(command, "--lang", "en", *(
            ["-o", self.out] if command == "run" else []),
            os.path.join(self.path, "job.yaml"), *arguments)

    def ask(self, query):
        path = os.path.join(self.out, "keep", "ledger.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
            return ledger.execute(query).fetchall()

    def outcomes(self):
        return [outcome for outcome, in self.ask(
            "SELECT outcome FROM outcome ORDER BY row")]

    def reasons(self):
        return [reason for reason, in self.ask(
            "SELECT reason FROM outcome ORDER BY row")]


# How people write 19310202-9810, and whether it can be understood. What cannot
# refuses the list; nothing is passed over.
SPELLINGS = [
    ("19310202-9810", True), ("310202-9810", True), ("193102029810", True),
    ("3102029810", True), ("310202-9810 ", True), (" 310202-9810", True),
    ("310202-9810\t", True), ("\u00a0310202-9810\u00a0", True),
    ("\u200b310202-9810", True), ("310202-9810\ufeff", True),
    ("310202\u00ad-9810", True), ("310202\u20139810", True),
    ("310202\u20109810", True), ("310202\u22129810", True),
    ('"310202-9810"', True), ("310202\u200e-9810", True),
    ("\u202f310202-9810", True), ("310202\u20119810", True),
    ("310202\u20129810", True),
    ("19310202 9810", False), ("310202 9810", False),
    ("310202 - 9810", False), ("310202-9810.", False),
    ("Pnr 310202-9810", False), ("310202-9810 Anna", False),
    ("310202\u20149810", False), ("\uff13\uff110202-9810", False),
    ("310202-9811", False), ("10202-9810", False), ("102029810", False),
    ("310202--9810", False), ("310202_9810", False), ("310202/9810", False),
    ("1931-02-02-9810", False), ("19310202-981O", False),
    ("31O202-9810", False), ("310232-9810", False), ("=310202-9810", False),
    ("'310202-9810", False), ("3,10203E+09", False), ("310202-981", False),
    ("310202-98100", False), ("310202-9810,", False), ("Anna Ek", False),
    ("310202\ue000-9810", False), ("310202-9810?", False), ("-", False),
    ("310202\u202e-9810", False), ("202310202-9810", False),
]


def spellings(check):
    """Each alone and behind an entry that is fine; both ways to ask."""
    for at, (spelling, read) in enumerate(SPELLINGS):
        more = LISTED if at % 2 else (
            "send: {when: \"not in_list('stopp.csv')\", else: Spärrad}")
        text = f"Personnummer\n{OTHER}\n{spelling}\n"
        with Job(more, stopp_csv=text) as job:
            ran = job.run()
            name = f"{spelling!r}"
            if ran.code == 2:
                check.true(f"{name}: by its line, without the value",
                           "stopp.csv:3: error" in ran.err and
                           "nothing was written" in ran.err and
                           not read and (len(spelling) < 9 or
                                         spelling not in ran.err), ran)
            elif check.true(f"{name}: runs", ran.code in (0, 1), ran):
                check.equal(name, job.outcomes(),
                            ["excluded", "excluded", "held"])
                check.true(f"{name}: only what is understood", read, ran)


def headers(check):
    for text, says in (
            ("19310202-9810\n19320303-9825\n", "stopp.csv:1: error"),
            ("310202-9810.\n19320303-9825\n", "stopp.csv:1: error"),
            ("", "error"),
            ("Nr;Namn\n19310202-9810;A\n;Bo\n", "stopp.csv:3: error"),
            ("Nr;Namn\n19310202-9810;A;B\n", "stopp.csv:2: error")):
        with Job(LISTED, stopp_csv=text) as job:
            ran = job.run()
            check.true(f"{text!r} is refused", ran.code == 2 and
                       says in ran.err, ran)
            if text.startswith("310202-9810."):
                check.true("[list-without-header]", "[list-without-header]" in
                           ran.err, ran)
    with Job(LISTED, stopp_csv="Personnummer\n") as job:
        ran = job.run()
        check.true("a header alone is said", ran.code == 0 and
                   "stopp.csv:1: warning" in ran.err and "[header-only]" in
                   ran.err, ran)
    # A list of names without a header: its first name counts as one.
    names = "rules: [{exclude: Spärrad, when: \"in_list('n.csv', Efternamn)\"}]"
    with Job(names, n_csv="EK\nBerg\n") as job:
        job.run()
        check.equal("a name that is the header is doubt", job.outcomes(),
                    ["held", "letter", "held"])
        check.true("beside_is_header", "first line of 'n.csv'" in
                   job.ask("SELECT reason FROM outcome WHERE row = 1")[0][0])
    with Job(names, n_csv="Namn\n ek \nBerg\n") as job:
        job.run()
        check.equal("names are compared folded", job.outcomes(),
                    ["excluded", "letter", "held"])


def said(check):
    """What the job says of a list."""
    skip = "lists: {stopp.csv: {unfit: skip, why: gamla nummer}}\n" + LISTED
    text = "Personnummer\n19310202-9811\n19310202-9810\n"
    with Job(skip, stopp_csv=text) as job:
        ran = job.run()
        check.true("skip: runs", ran.code == 0, ran)
        check.equal("skip", job.outcomes(), ["excluded", "letter", "held"])
    for more, says in (
            ("lists: {stopp.csv: {unfit: skip}}", "[skip-without-why]"),
            ("lists: {stop.csv: {unfit: refuse}}", "[list-not-asked]"),
            ("lists: [stopp.csv]", "[bad-lists]"),
            ("lists: {stopp.csv: {columns: {Personnummer: tal}}}",
             "[unknown-type]"),
            ("lists: {stopp.csv: {columns: [a]}}", "[bad-columns]"),
            ("lists: {stopp.csv: {delimiter: xx}}", "[bad-delimiter]"),
            ("lists: {stopp.csv: {columns: {Personnummer: date}}}",
             "[never-equal]"),
            ("lists: {stopp.csv: {columns: {Nummer: date}}}",
             "[no-list-column]"),
            ("lists: {stopp.csv: {colums: {}}}", "[unknown-key]")):
        with Job(more + "\n" + LISTED, stopp_csv=text) as job:
            ran = job.run()
            check.true(says, ran.code == 2 and says in ran.err, ran)
    latin = "Nr|Å\n310202-9810|x\n".encode("cp1252")
    stated = "{encoding: windows-1252, delimiter: '|', header: 1}"
    with Job(f"lists: {{stopp.csv: {stated}}}\n" + LISTED,
             stopp_csv=latin) as job:
        ran = job.run()
        check.true("stated: runs", ran.code == 0, ran)
        check.equal("stated", job.outcomes(), ["excluded", "letter", "held"])
    many = "Nr\n" + "310202-9811\n" * 20
    with Job(LISTED, stopp_csv=many) as job:
        ran = job.run()
        check.true("many: the first by line, the others counted",
                   ran.err.count("[unfit-entry]") == 12 and
                   "[more-unfit-entries]" in ran.err and
                   "8 more" in ran.err, ran)


def numbers(check):
    """Numbers are compared as numbers, in lists and look-ups."""
    typed = "columns: {Kund: integer}\n"
    rule = "rules: [{exclude: S, when: \"in_list('k.csv'%s)\"}]"
    for more, key in ((rule % "", "Kund"), (rule % ", Kund", "Personnummer")):
        with Job(typed + more, key, k_csv="Nr\n12,0\n8\n") as job:
            ran = job.run()
            check.true("numbers: runs", ran.code in (0, 1), ran)
            check.equal("numbers", job.outcomes(),
                        ["excluded", "letter", "held"])
    with Job(typed + rule % ", Kund", k_csv="Nr\ntolv\n") as job:
        ran = job.run()
        check.true("numbers: a word is none", ran.code == 2 and
                   "k.csv:2" in ran.err, ran)
    look = ("rules: [{exclude: S, when: \"look_up('e.csv', Personnummer, "
            "'Svar') = 'nej'\"}]")
    with Job(look, e_csv="Nr;Svar\n3102029810 ;nej\n320303-9825;ja\n") as job:
        ran = job.run()
        check.true("look-up: runs", ran.code == 0, ran)
        check.equal("look-up", job.outcomes(), ["excluded", "letter", "held"])
    with Job(look, e_csv="Nr;Svar\n310202-9811;nej\n") as job:
        ran = job.run()
        check.true("look-up: refused by its line", ran.code == 2 and
                   "e.csv:2: error" in ran.err, ran)


def undecidable(check):
    """What a list or look-up cannot say holds the row, in words."""
    rows = REGISTER.replace("19310202-9810;12", "19310202-9811;12")
    with Job(LISTED + "\nallow: {unfit: prov}",
             stopp_csv=f"Nr\n{OTHER}\n") as job:
        job.write("r.csv", rows)
        ran = job.run()
        check.true("beside_unfit_value", ran.code in (0, 1) and
                   "its own value does not fit" in job.reasons()[0], ran)
    towns = "rules: [{exclude: S, when: \"%s\"}]"
    for when, says in (
            ("in_list('o.csv', Skydd)", "'Skydd' is empty"),  # beside_without_value
            ("look_up('o.csv', Ort, 'B') = 'x'", "has no row"),  # beside_no_row
            ("look_up('o.csv', Efternamn, 'B') = 'x'", "has several rows")):
        # the last: beside_several
        with Job(towns % when, o_csv="A;B\nEk;1\nEk;2\nAl;3\n") as job:
            ran = job.run()
            check.true(when, ran.code in (0, 1) and says in job.reasons()[0],
                       ran)


def workbook(check):
    """A list in a sheet, numbers as numbers."""
    import openpyxl
    book = openpyxl.Workbook()
    book.active.append(["Annat"])
    sheet = book.create_sheet("Spärrade")
    for row in (["Nr", "Namn"], [193102029810, "Anna"], ["320303-9825 ", "B"]):
        sheet.append(row)
    more = ("lists: {stopp.xlsx: {sheet: Spärrade}}\n" +
            LISTED.replace(".csv", ".xlsx"))
    with Job(more) as job:
        book.save(os.path.join(job.path, "stopp.xlsx"))
        ran = job.run()
        check.true("workbook: runs", ran.code == 0, ran)
        check.equal("workbook", job.outcomes(),
                    ["excluded", "excluded", "held"])
        sheet["A2"] = 102029810  # Excel ate the zeros
        book.save(os.path.join(job.path, "stopp.xlsx"))
        ran = job.run()
        check.true("workbook: nine digits", ran.code == 2 and
                   "stopp.xlsx:2: error" in ran.err, ran)


def main():
    check = Checks()
    for part in (spellings, headers, said, numbers, undecidable, workbook):
        part(check)
    check.end()


if __name__ == "__main__":
    main()
