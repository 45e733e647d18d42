"""Lists, look-ups and tables beside the register: however an entry is spelled,
either the person it names gets no letter, or the file is refused by its line."""
import os
import shutil
import sqlite3
import tempfile

from kit import Checks, hold_codes, run

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
expect: {letters: 0-9}
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

    def drop(self, key):
        """The template's own key, where the test has one."""
        path = os.path.join(self.path, "job.yaml")
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        last = max(i for i, line in enumerate(lines)
                   if line.startswith(key + ":"))
        del lines[last]
        self.write("job.yaml", "\n".join(lines))

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

    def codes(self):
        return [code for code, in self.ask(
            "SELECT coalesce((SELECT code FROM problem WHERE problem.row ="
            " outcome.row LIMIT 1), code) FROM outcome WHERE outcome = 'held'"
            " ORDER BY row")]

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
        check.true("in words", "first line of 'n.csv'" in
                   job.ask("SELECT reason FROM outcome WHERE row = 1")[0][0])
        check.equal("and by code", hold_codes(job.out)[1], "list-header")
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
    for more, says in (
            ("", "[file-or-query]"),
            ("file: stopp.csv, odbc: x, query: y, ", "[file-or-query]"),
            ("file: stopp.csv, colums: {}, ", "[unknown-key]"),
            ("file: stopp.csv, unfit: skip, ", "[skip-without-why]"),
            ("file: stopp.csv, columns: {Personnummer: date}, ",
             "[never-equal]")):
        table = "tables: {a: {%smatch: {Personnummer: Personnummer}}}" % more
        with Job(table, stopp_csv=text) as job:
            ran = job.run()
            check.true(f"a table: {says}", ran.code == 2 and says in ran.err,
                       ran)
    with Job("tables: {a: {file: stopp.csv, match: {Fel: Finns ej}}}",
             stopp_csv=text) as job:
        ran = job.run()
        check.true("a table: both columns that are none are told",
                   ran.code == 2 and "'Fel'" in ran.err and
                   "'Finns ej'" in ran.err, ran)
    for first, where, code in (
            ("19310202-9810", "Personnummer", "[no-header]"),
            ("K123456", "Ort", "[list-without-header]")):
        with Job(f"tables: {{a: {{file: utan.csv, match: {{'{first}': {where}}}}}}}",
                 utan_csv=first + ";a\nK123457;b\n") as job:
            ran = job.run()
            check.true(f"a table without a header: {first}", ran.code == 2 and
                       "utan.csv:1: error" in ran.err and code in ran.err, ran)
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
        check.true("an unfit value is doubt", ran.code in (0, 1) and
                   "its own value does not fit" in job.reasons()[0], ran)
        check.equal("by code", hold_codes(job.out)[1], "list-unfit-key")
    towns = "rules: [{exclude: S, when: \"%s\"}]"
    for when, says, code in (
            ("in_list('o.csv', Skydd)", "'Skydd' is empty", "empty-value"),
            ("look_up('o.csv', Ort, 'B') = 'x'", "has no row", "no-table-row"),
            ("look_up('o.csv', Efternamn, 'B') = 'x'", "has several rows",
             "several-table-rows")):
        with Job(towns % when, o_csv="A;B\nEk;1\nEk;2\nAl;3\n") as job:
            ran = job.run()
            check.true(when, ran.code in (0, 1) and says in job.reasons()[0],
                       ran)
            check.equal(f"{when}: by code", hold_codes(job.out)[1], code)


TABLE = "tables: {m: {file: m.csv, match: {Ort: Ort}%s}}\n"
FEES = ("tables: {a: {file: a.csv, match: {Nr: Personnummer}, columns: "
        "{Belopp: decimal}, order: Belopp}}\n")


def in_rules(check):
    """Every condition sees the rows that belong to the register's row."""
    places = "Ort;Plats\nNorrviken;Rådhuset\n"
    excluded, letter, held = "excluded", "letter", "held"
    for what, when, wanted in (
            ("exclude", "m.Plats is not empty", [excluded, letter, held]),
            ("exclude", "m.Plats is empty", [letter, excluded, held]),
            ("exclude", "m.Plats = 'rådhuset'", [excluded, held, held]),
            # one slip, and only look-alike letters
            ("exclude", "m.Plats = 'Rådhuse'", [held, held, held]),
            ("exclude", "m.Plats contains 'hus'", [excluded, held, held]),
            ("hold", "m.Plats = 'Rådhuset'", [held, held, held]),
            ("hold", "m.Plats is not empty", [held, letter, held]),
            ("exclude", "m.Ort = 'Kusten'", [letter, held, held])):
        rule = f"rules: [{{{what}: S, when: \"{when}\"}}]"
        with Job(TABLE % "" + rule, m_csv=places) as job:
            ran = job.run()
            check.true(f"{what} {when}: runs", ran.code in (0, 1), ran)
            check.equal(f"{what} {when}", job.outcomes(), wanted)
    send = "send: {when: \"m.Plats is empty\", else: har tid}"
    with Job(TABLE % "" + send, m_csv=places) as job:
        job.run()
        check.equal("send", job.outcomes(), [excluded, letter, held])
    with Job(TABLE % "" + "rules: [{exclude: S, where: {m.Plats: Rådhuset}}]",
             m_csv=places) as job:
        job.run()
        check.equal("where:", job.outcomes(), [excluded, held, held])
        sealed = job.out
        ran = run("explain", "--lang", "en", "--row", "1", sealed)
        check.true("explain RUN shows the value", "m.Plats: 'Rådhuset'" in
                   ran.out, ran)
        ran = run("explain", "--lang", "en", "--row", "2", sealed)
        check.true("explain RUN: nothing belongs", "m.Plats: empty" in ran.out,
                   ran)
        ran = job.run("explain", "--row", "1")
        check.true("explain shows the value", "m.Plats: 'Rådhuset'" in ran.out,
                   ran)
    # one value asked of two rows
    with Job(TABLE % "" + "rules: [{exclude: S, when: \"m.Plats is empty\"}]",
             m_csv=places + "Norrviken;Skolan\n") as job:
        job.run()
        check.equal("several", job.outcomes(), [held, excluded, held])
        check.true("several: in words", "several rows of its table" in
                   job.reasons()[0], job.reasons())
        check.equal("several: by code", hold_codes(job.out)[1],
                    "asks-several-rows")
    large = "large_print: {when: \"m.Plats is not empty\"}"
    with Job(TABLE % "" + large, m_csv=places) as job:
        job.run()
        check.equal("large print", job.ask(
            "SELECT large_print FROM letter ORDER BY first_row"), [(1,), (0,)])
    with Job(TABLE % "" + large, m_csv=places + "Norrviken;Skolan\n") as job:
        job.run()
        check.equal("large print of several", job.outcomes()[0], "held")
        check.equal("and why", hold_codes(job.out)[1], "asks-several-rows")
    with Job(TABLE % "" + "letters: [{text: b.md, when: \"m.Plats is not "
             "empty\"}, {text: brev.md}]", m_csv=places,
             b_md="# Hej\n\nVi ses på {{m.Plats}}!\n") as job:
        job.drop("letters")
        job.run()
        check.equal("letters: when", job.ask(
            "SELECT version FROM letter ORDER BY first_row"), [(0,), (1,)])


def spelled_tables(check):
    """Match columns are read as the register's; all that belongs is there."""
    fees = ("Nr;Belopp\n19310202-9810 ;10\n3102029810;2,50\n"
            "320303\u20139825;7\n19400101-9993;5\n")
    body = "# Avgift\n\n{{each a}}\n- {{money(a.Belopp)}}\n{{/each}}\n"
    with Job(FEES, a_csv=fees, brev_md=body) as job:
        ran = job.run()
        check.true("spelled: runs", ran.code == 0, ran)
        check.equal("spelled", job.outcomes(), ["letter", "letter", "held"])
        check.equal("spelled: kept in order, nobody's not", job.ask(
            "SELECT row, place, line, cells FROM beside_row "
            "ORDER BY row, place"),
            [(1, 0, 3, '["19310202-9810","2.5"]'),
             (1, 1, 2, '["19310202-9810","10"]'),
             (2, 0, 4, '["19320303-9825","7"]')])
        check.equal("spelled: the account", job.ask(
            "SELECT kind, name, file, rows, in_letter, elsewhere, nobody, "
            "lines, none, one, several FROM beside"),
            [("table", "a", "a.csv", 4, 3, 0, 1, "5", 1, 1, 1)])
        check.true("spelled: and on the terminal", "nobody's: a.csv:5" in
                   ran.out, ran)
        once = job.out
        os.remove(os.path.join(job.path, "r.csv"))
        job.write("r.csv", REGISTER)
        ran = run("write", "--lang", "en", "--batch", "1", "-o", job.path +
                  "/again", os.path.join(job.path, "job.yaml"), once)
        check.true("written again from the ledger", ran.code == 0, ran)
    for text, says in (("Nr;Belopp\n310202-9811;1\n", "a.csv:2: error"),
                       ("Nr;Belopp\n310202-9810;ett\n", "a.csv:2: error"),
                       ("Nr;Belopp\n310202-9810;1;2\n", "a.csv:2: error"),
                       ("Nummer;Belopp\n310202-9810;1\n", "[no-list-column]")):
        with Job(FEES, a_csv=text) as job:
            ran = job.run()
            check.true(f"{text!r} is refused", ran.code == 2 and
                       says in ran.err, ran)
    skip = FEES.replace("order:", "unfit: skip, why: prov, order:")
    with Job(skip, a_csv="Nr;Belopp\n310202-9811;1\n;2\n310202-9810;3\n") as job:
        ran = job.run()
        check.true("skip: runs", ran.code == 0, ran)
        check.equal("skip: counted", job.ask(
            "SELECT rows, unfit, in_letter, nobody, lines FROM beside"),
            [(2, 1, 1, 1, "3")])
    typed = "columns: {Kund: integer}\ntables: {a: {file: a.csv, match: {%s}%s}}"
    for match, more, text in (
            ("Nr: Kund", "", "Nr;Ort\n012,0;A\n"),
            ("Nr: Kund, Stad: Ort", "", "Nr;Stad\n12;norrviken\n12;Kusten\n"),
            ("Nr: Kund", ", columns: {Nr: decimal}", "Nr;Ort\n12;A\n")):
        rule = "\nrules: [{exclude: S, when: \"a.Nr = 12\"}]"
        with Job(typed % (match, more) + rule, a_csv=text) as job:
            ran = job.run()
            check.true(f"{match}{more}: runs", ran.code in (0, 1), ran)
            check.equal(f"{match}{more}", job.outcomes(),
                        ["excluded", "held", "held"])
    with Job(typed % ("Nr: Kund", ", columns: {Nr: date}"),
             a_csv="Nr\n2012-01-01\n") as job:
        ran = job.run()
        check.true("never equal", "[never-equal]" in ran.err, ran)


def lines_of_nobodys(check):
    """Twelve lines are told, the first of all; that there are more shows."""
    table = "columns: {Kund: integer}\ntables: {a: {file: a.csv, match: {Nr: Kund}}}"
    twelve = ", ".join(str(line) for line in range(2, 14))
    for name, numbers, told in (
            ("twelve without a key", [""] * 12, twelve),
            ("thirteen without a key", [""] * 13, twelve + ", …"),
            ("twelve of others", range(901, 913), twelve),
            ("many of others", range(901, 941), twelve + ", …"),
            ("of both kinds", [*range(901, 912), "", "", 912], twelve + ", …"),
            ("those of others first", [*range(901, 914), ""],
             twelve + ", …")):
        rows = "".join(f"{number};A\n" for number in numbers)
        with Job(table, a_csv="Nr;Ort\n" + rows) as job:
            ran = job.run()
            check.true(f"{name}: runs", ran.code in (0, 1), ran)
            check.equal(name, job.ask("SELECT nobody, lines FROM beside"),
                        [(len(numbers), told)])


def unfit_rows(check):
    """A row whose own value does not fit, where the job lets it through."""
    rows = REGISTER.replace("19310202-9810;12", "19310202-9811;12")
    body = "# A\n\n{{each? a}}\n- {{a.Belopp}}\n{{/each}}\n"
    with Job(FEES + "allow: {unfit: prov}", brev_md=body,
             a_csv="Nr;Belopp\n320303-9825;1\n") as job:
        job.write("r.csv", rows)
        ran = job.run()
        check.true("which rows belong to it is doubt", ran.code in (0, 1) and
                   "cannot be said" in job.reasons()[0], ran)
        check.equal("by code", hold_codes(job.out)[1], "unknown-rows")
    with Job(FEES, a_csv="Nr;Belopp\n310202-9810;1\n",
             brev_md=body.replace("each?", "each")) as job:
        job.run()
        check.equal("no rows", job.outcomes(), ["letter", "held", "held"])
        check.true("merge_no_rows", "{{each? a}}" in job.reasons()[1],
                   job.reasons())


def joined_letters(check):
    """Households, guardians: the letter has its own row's rows."""
    rows = REGISTER.replace("Kusten", "Norrviken").replace(
        "Björkgatan 3", "Björkgatan 3 lgh 1101").replace(";Al;", ";Ek;")
    body = "# A\n\n{{names}}\n\n{{each? a}}\n- {{a.Belopp}}\n{{/each}}\n"
    home = "households: {by: address}\n"
    for fees, wanted in (("310202-9810;1\n320303-9825;1\n", False),
                         ("310202-9810;1\n", False), ("", True)):
        with Job(FEES + home, brev_md=body,
                 a_csv="Nr;Belopp\n" + fees) as job:
            job.write("r.csv", rows)
            ran = job.run()
            check.true(f"households: {fees!r} runs", ran.code in (0, 1), ran)
            check.equal(f"households: {fees!r}", "together" in job.outcomes(),
                        wanted)
    same = "tables: {m: {file: m.csv, match: {Ort: Ort}}}\n"
    body = body.replace("each? a", "each m").replace("a.Belopp", "m.Plats")
    with Job(same + home, brev_md=body, m_csv="Ort;Plats\nNorrviken;A\n"
             "Norrviken;B\n") as job:
        job.write("r.csv", rows)
        ran = job.run()
        check.equal("households: the same rows", job.outcomes(),
                    ["letter", "together", "held"])
        check.equal("households: the account", job.ask(
            "SELECT rows, in_letter, none, several FROM beside"),
            [(2, 2, 0, 3)])


def json_account(check):
    import json
    more = FEES + LISTED + "\ncorrections: c.csv"
    with Job(more, a_csv="Nr;Belopp\n320303-9825;1\n",
             stopp_csv="Nr\n310202-9810\n19400101-9993\n330404-9830\n",
             c_csv="nyckel;kolumn;gammalt;nytt;vem\n"
             "320303-9825;Ort;Kusten;Kust;K\n19400101-9993;Ort;A;B;K\n",
             ) as job:
        ran = job.run("check", "--json")
        have = [{k: v for k, v in one.items() if k not in ("name", "file")}
                for one in json.loads(ran.out)["beside"]]
        check.equal("json", have, [
            {"kind": "table", "rows": 1, "unfit": 0, "in_letter": 1,
             "elsewhere": 0, "nobody": 0, "lines": "", "none": 2, "one": 1,
             "several": 0},
            {"kind": "list", "rows": 3, "unfit": 0, "in_letter": 0,
             "elsewhere": 2, "nobody": 1, "lines": "3", "none": 1, "one": 2,
             "several": 0},
            {"kind": "corrections", "rows": 2, "unfit": 0, "in_letter": 1,
             "elsewhere": 0, "nobody": 1, "lines": "3", "none": 2, "one": 1,
             "several": 0}])
        check.true("[list-matches-nobody]", "stopp.csv:3" in ran.out and
                   "list-matches-nobody" in ran.out, ran)


def shared_list(check):
    """One list asked by several columns: whose an entry is, all of them say."""
    more = ("rules: [{exclude: S, when: \"in_list('l.csv', Efternamn, 'N') or "
            "in_list('l.csv', Kund, 'K')\"}]")
    with Job(more, l_csv="K;N\n12;Svensson\n99;Al\n98;Berg\n") as job:
        ran = job.run()
        check.true("shared: only nobody's", "(l.csv:4)" in ran.err, ran)
        check.equal("shared: by column", job.ask(
            "SELECT name, file, nobody FROM beside"),
            [("N", "l.csv", 2), ("K", "l.csv", 2)])
    # What another value than a column's is asked of is known where it was.
    more = ("tables: {m: {file: m.csv, match: {Ort: Ort}}}\n"
            "rules: [{exclude: S, when: \"in_list('l.csv', m.P)\"}]")
    with Job(more, m_csv="Ort;P\nNorrviken;v\n", l_csv="P\nV\nY\n") as job:
        ran = job.run()
        check.true("asked by a table: runs", ran.code in (0, 1) and
                   "matches-nobody" not in ran.err, ran)
        check.equal("asked by a table", job.outcomes(),
                    ["excluded", "held", "held"])
        check.equal("asked by a table: counted", job.ask(
            "SELECT elsewhere, nobody, one FROM beside WHERE kind = 'list'"),
            [(1, 1, 1)])
    more = more.replace("in_list", "not in_list")
    with Job(more, m_csv="Ort;P\nNorrviken;v\nKusten;z\n",
             l_csv="P\nV\nY\n") as job:
        ran = job.run()
        check.equal("asked by a table, for a letter", job.outcomes(),
                    ["letter", "excluded", "held"])
        check.equal("asked by a table, and of a letter", job.ask(
            "SELECT in_letter, elsewhere, nobody FROM beside "
            "WHERE kind = 'list'"), [(1, 0, 1)])
    body = ("{{look_up('l.csv', Ort, 'B')}} {{look_up('l.csv', Efternamn, 'B')}}"
            " {{if in_list('s.csv')}}S{{/if}}\n")
    with Job(brev_md=body, s_csv="Nr\n310202-9810\n",
             l_csv="A;B\nNorrviken;ett\nEk;två\nKusten;tre\nAl;fyra\n") as job:
        job.run()
        check.equal("in a letter", job.outcomes(), ["letter", "letter", "held"])
        ran = run("write", "--lang", "en", "--batch", "1", "-o", job.path +
                  "/again", os.path.join(job.path, "job.yaml"), job.out)
        check.true("in a letter: written again", ran.code == 0, ran)


# of a list or table, of the register's rows 00123 and K-77
SIMILAR = (
    ("123", ["held", "letter"]), ("0123", ["held", "letter"]),
    ("00 123", ["held", "letter"]), ("00123", ["excluded", "letter"]),
    ("K77", ["letter", "held"]), ("k 077", ["letter", "held"]),
    ("k-77", ["letter", "excluded"]), ("1230", ["letter", "letter"]),
    ("K-777", ["letter", "letter"]),
)


def customers(more, entries):
    """A job whose key is a customer's number, which is text."""
    job = Job(more, key="Kund", stopp_csv="Kund;P\n" + entries, r_csv=(
        "Kund;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd\n"
        "00123;Anna;Ek;Gatan 1;999 32;Norrviken;\n"
        "K-77;Bo;Al;Gatan 2;999 32;Norrviken;\n"))
    path = os.path.join(job.path, "job.yaml")
    with open(path, encoding="utf-8") as file:
        job.write("job.yaml", file.read().replace(
            "{person: Personnummer, ", "{"))
    return job


def similar(check):
    """Keys that are text: other zeros, signs and blanks are doubt, not a no."""
    table = ("tables: {m: {file: stopp.csv, match: {Kund: Kund}}}\n"
             "rules: [{exclude: S, when: \"m.P is not empty\"}]")
    for name, more, code in (("list", LISTED, "list-similar-key"),
                             ("table", table, "unknown-row")):
        for entry, want in SIMILAR:
            with customers(more, f"{entry};x\n") as job:
                ran = job.run()
                if check.true(f"similar, {name} of {entry}: runs",
                              ran.code == 0, ran):
                    check.equal(f"similar, {name} of {entry}",
                                job.outcomes(), want)
                    check.equal(f"similar, {name} of {entry}: why",
                                job.codes(),
                                [code] * want.count("held"))
        with customers(more + "\nallow: {similar: Det är två kunder}",
                       "123;x\n") as job:
            ran = job.run()
            if check.true(f"similar, {name}, allowed: runs", ran.code == 0,
                          ran):
                check.equal(f"similar, {name}, and the job says they differ",
                            job.outcomes(), ["letter", "letter"])


# Of a list, a look-up or a table, of the rows aB7, Ab7 and cc9, where the job
# says that capitals tell keys apart: whose the line is.
CAPITALS = (
    ("aB7", ["excluded", "letter", "letter"]),
    ("Ab7", ["letter", "excluded", "letter"]),
    ("AB7", ["held", "held", "letter"]), ("ab7", ["held", "held", "letter"]),
    ("cc9", ["letter", "letter", "excluded"]),
    ("CC9", ["letter", "letter", "held"]),
    ("cc8", ["letter", "letter", "letter"]),
)


def capitals(check):
    """Two keys that differ in case alone are two people's beside it too."""
    rows = ("Kund;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd\n"
            "aB7;Anna;Ek;Gatan 1;999 32;Norrviken;\n"
            "Ab7;Bo;Al;Gatan 2;999 32;Norrviken;\n"
            "cc9;Cia;Ost;Gatan 3;999 32;Norrviken;\n")
    rule = "rules: [{exclude: S, when: \"%s\"}]"
    for name, more, code in (
            ("list", LISTED, "list-similar-key"),
            ("table", "tables: {m: {file: stopp.csv, match: {Kund: Kund}}}\n" +
             rule % "m.P is not empty", "unknown-row"),
            ("table by two", "tables: {m: {file: stopp.csv, match: "
             "{Kund: Kund, P: Ort}}}\n" + rule % "m.P is not empty",
             "unknown-row")):
        for entry, want in CAPITALS:
            with Job(more + "\nallow: {similar: Det är två kunder}", key="Kund",
                     stopp_csv=f"Kund;P\n{entry};norrviken\n", r_csv=rows
                     ) as job:
                with open(os.path.join(job.path, "job.yaml"),
                          encoding="utf-8") as file:
                    text = file.read()
                job.write("job.yaml", text.replace("{person: Personnummer, ",
                                                   "{"))
                ran = job.run()
                if check.true(f"capitals, {name} of {entry}: runs",
                              ran.code == 0, ran):
                    check.equal(f"capitals, {name} of {entry}",
                                job.outcomes(), want)
                    check.equal(f"capitals, {name} of {entry}: why",
                                job.codes(), [code] * want.count("held"))
    body = "{{look_up('stopp.csv', Kund, 'P')}}\n"
    for entry, want in (("aB7", ["letter", "held", "held"]),
                        ("AB7", ["held", "held", "held"])):
        with Job("allow: {similar: Det är två kunder}", key="Kund",
                 brev_md=body, stopp_csv=f"Kund;P\n{entry};1 kr\n",
                 r_csv=rows) as job:
            with open(os.path.join(job.path, "job.yaml"),
                      encoding="utf-8") as file:
                text = file.read()
            job.write("job.yaml", text.replace("{person: Personnummer, ", "{"))
            ran = job.run()
            if check.true(f"capitals, look-up of {entry}: runs",
                          ran.code in (0, 1), ran):
                check.equal(f"capitals, look-up of {entry}", job.outcomes(),
                            want)
                ran = run("explain", "--lang", "en", "--row", "2",
                          os.path.join(job.path, "job.yaml"))
                check.true(f"capitals, look-up of {entry}: explained",
                           ("may mean this row" in ran.out) ==
                           (entry == "AB7"), ran)


NOTHINGS = REGISTER.replace(";12;", ";-;").replace(";7;", ";Saknas;")
DEBTS = "Kund;Skuld\n30;1 kr\n-;2 kr\nSAKNAS;3 kr\n"
OWES = "tables: {m: {file: m.csv, match: {Kund: Kund}}}\n"


def stand_ins(check):
    """Words that stand for nothing are nobody's, and join nobody to another."""
    printed = "{{each? m}}\n- {{m.Skuld}}\n{{/each}}\n"
    looked_up = "look_up('m.csv', Kund, 'Skuld')"
    for name, more, body, code in (
            ("a table", OWES, "{{m.Skuld}}\n", "unknown-row"),
            ("its rows", OWES, printed, "unknown-rows"),
            ("a look-up", "", "{{%s}}\n" % looked_up, "list-without-key"),
            ("a rule", OWES + "rules: [{exclude: S, when: \"m.Skuld = '2 kr'\"}]",
             "Hej!\n", "unknown-row"),
            ("a list", "rules: [{exclude: S, when: \"in_list('m.csv', Kund)\"}]"
             "\nlists: {m.csv: {unfit: skip, why: prov}}", "Hej!\n",
             "list-without-key")):
        with Job(more, brev_md=body, m_csv=DEBTS, r_csv=NOTHINGS) as job:
            ran = job.run()
            if check.true(f"stand-in, {name}: runs", ran.code in (0, 1), ran):
                check.equal(f"stand-in, {name}", job.codes()[:2], [code] * 2)
                # Whose the lines are, nobody knows; skipped ones are unfit.
                listed = name == "a list"
                check.equal(f"stand-in, {name}: nobody's lines", job.ask(
                    "SELECT unfit, nobody, lines FROM beside"),
                    [(2, 0, "")] if listed else [(0, 2, "3, 4")])
    with Job("rules: [{exclude: S, when: \"in_list('m.csv', Kund)\"}]",
             m_csv=DEBTS, r_csv=NOTHINGS) as job:
        ran = job.run()
        check.true("stand-in, a list: refused by its lines", ran.code == 2 and
                   "m.csv:3: error" in ran.err and "m.csv:4: error" in ran.err
                   and "[unfit-entry]" in ran.err, ran)
    # What the job lists is meant, and what it calls empty has no rows.
    for column, want in (("empty: [\"-\", saknas]", ["letter", "letter", "held"]),
                         ("values: [\"-\", Saknas, \"30\"]",
                          ["excluded", "letter", "held"])):
        rule = "rules: [{exclude: S, when: \"m.Skuld = '2 kr'\"}]\n"
        rule = rule.replace("m.", "m.Skuld is not empty and m.", 1)
        with Job(OWES + rule + f"columns: {{Kund: {{{column}}}}}",
                 m_csv=DEBTS, r_csv=NOTHINGS) as job:
            ran = job.run()
            if check.true(f"stand-in, {column}: runs", ran.code in (0, 1),
                          ran):
                check.equal(f"stand-in, {column}", job.outcomes(), want)


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
    for part in (spellings, headers, said, numbers, undecidable, in_rules,
                 spelled_tables, lines_of_nobodys, unfit_rows, joined_letters,
                 json_account, shared_list, similar, capitals, stand_ins, workbook):
        part(check)
    check.end()


if __name__ == "__main__":
    main()
