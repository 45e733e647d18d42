"""Cells taken apart: names and postal addresses in one cell, computed columns,
letters abroad, and what must not stand in a text that goes to everybody."""
import os
import re
import sqlite3
import sys

from kit import Checks, Small, lines_in, manifest, pages, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

WINDOW = (112, 38, 200, 75)  # mm: where the right-hand window shows

JOB = """name: {name}
date: 2012-03-19
reference: {reference}
language: {language}
register: {{file: r.csv, key: Personnummer, encoding: utf-8}}
roles: {{person: Personnummer, protected: Skydd}}
{more}
address: {address}
letters: [brev.md]
stationery: kommun-h2
"""
BASE = dict(name="Prov", reference="SN-2012-0047", language="sv", more="",
            address="{name: ['förnamn(Namn)', 'efternamn(Namn)'], "
                    "street: Adress, postal: Postadress}")
HEADER = "Namn;Adress;Postadress;Skydd"
ROWS = ["Jönsson, Gösta;Gatan 1;999 14 Norrviken;",
        "von Ek, Märta Lisa;Gatan 2;99914  NORRVIKEN;"]


class Place(Small):
    """A job of its own; what it says otherwise than BASE is given by name."""

    def __init__(self, rows=ROWS, header=HEADER, letter="Hej du!\n", **said):
        self.numbers = [identity(i) for i in range(len(rows))]
        lines = [f"{number};{row}" for number, row in zip(self.numbers, rows)]
        super().__init__(head=JOB.format(**{**BASE, **said}), letter=letter,
                         rows=["Personnummer;" + header] + lines)

    def change(self, old, new):
        with open(self.job, encoding="utf-8") as file:
            job = file.read()
        assert old in job
        self.write("job.yaml", job.replace(old, new))

    def sql(self, query):
        ledger = sqlite3.connect(self.file("out", "keep", "ledger.db"))
        try:
            return ledger.execute(query).fetchall()
        finally:
            ledger.close()

    def windows(self):
        """By row: the lines in the window of its letter."""
        batch = self.file("out", "to-printer", "batch-0001.pdf")
        rows = [row for row, in self.sql(
            "SELECT first_row FROM letter ORDER BY number")]
        return {row: lines_in(page, *WINDOW)
                for row, page in zip(rows, pages(batch))}

    def reasons(self):
        return dict(self.sql("SELECT row, code FROM outcome "
                             "WHERE outcome = 'held'"))


def check_names(check):
    with Place(letter="Hej {{first_names(Namn)}}!\n") as place:
        ran = place.run()
        if not check.true("names in one cell", ran.code == 0, ran):
            return
        check.equal("windows", place.windows(), {
            1: ["Gösta Jönsson", "Gatan 1", "999 14 Norrviken"],
            2: ["Märta Lisa von Ek", "Gatan 2", "999 14 NORRVIKEN"]})
    rows = ROWS + ["Märta von Ek;Gatan 3;999 14 Norrviken;",
                   "Ek, Åsa;Gatan 4;Norrviken;",
                   "Ek, Bo;Gatan 5;1234 Lund;",
                   "Ek, Cia och Bo;Gatan 5;999 14 Norrviken;"]
    with Place(rows=rows) as place:
        ran = place.run()
        check.equal("in doubt held", place.reasons(), {
            3: "unclear-name", 4: "unclear-postal", 5: "unclear-postal",
            6: "unclear-name"})
    for address, code in (
            ("{name: Nam, street: Adress, postal: Postadress}",
             "no-such-column"),
            ("{name: förnamn(Nam), street: Adress, postal: Postadress}",
             "unknown-name"),
            ("{name: förnam(Namn), street: Adress, postal: Postadress}",
             "unknown-function"),
            ("{name: 'förnamn(Namn', street: Adress, postal: Postadress}",
             "open-parenthesis"),
            ("{name: Namn, street: Adress}", "missing-key"),
            ("{name: Namn, street: Adress, town: Postadress}", "missing-key"),
            ("{name: Namn, street: Adress, postal: Postadress, "
             "town: Postadress}", "postal-beside")):
        with Place(address=address) as place:
            ran = place.check()
            check.true(f"refused: {address}",
                       ran.code == 2 and f"[{code}]" in ran.err and
                       "job.yaml:" in ran.err, ran)


def check_computed(check):
    more = """columns:
  Tilltal: {is: "förnamn(Namn)"}
  STORT: {is: "upper(Tilltal)"}
  Ålder: {is: "age(Personnummer)"}
  Nummer: {is: "after(Adress, ' ')", type: integer}
  Kryss: {type: flag}
  Ja: {is: "Kryss"}
manifest: [Personnummer, Tilltal, Nummer, Ja]
order: [-Nummer]
send: {when: "Nummer < 4 and Ålder > 1", else: För högt nummer}"""
    rows = [row + ";" + cross for row, cross in zip(
        ROWS + ["Ek, Ada;Gatan 3;999 14 Vik;Ja", "Ek, Bo;Gatan 4;999 14 Vik;",
                "Ek, Cia;Stora Gatan 3;999 14 Vik;"], ["x", "", "", "", ""])]
    with Place(rows=rows, header=HEADER + ";Kryss", more=more,
               letter="Hej {{Tilltal}}, {{STORT}} {{Nummer}}{{if Ja}} x"
                      "{{else}} o{{/if}}!\n") as place:
        ran = place.run()
        if not check.true("computed columns", ran.code == 0, ran):
            return
        check.equal("by number", place.sql(
            "SELECT first_row FROM letter ORDER BY number"), [(2,), (1,)])
        check.equal("in doubt where asked", place.reasons(),
                    {3: "protected", 5: "several-separators"})
        text = " ".join(lines_in(
            list(pages(place.file("out", "to-printer", "batch-0001.pdf")))[0],
            0, 0, 210, 297))
        check.true("in the letter", "Hej Märta Lisa, MÄRTA LISA 2 o!" in text,
                   text)
        book = manifest(place.file("out", "keep", "manifest.xlsx"))
        check.true("in the manifest", any(
            "Märta Lisa" in row.values() and "nej" in row.values()
            for row in book), book)
        cells = place.sql("SELECT * FROM cells WHERE row = 3")
        check.true("nothing of a protected row", not [
            cell for cell in cells[0] if cell and "Ada" in str(cell)], cells)
        kept = place.sql("SELECT Tilltal, Ja FROM register WHERE \"#\" = 2")
        check.equal("kept as it was used", kept, [("Märta Lisa", "nej")])
    for columns, code in (
            ("{A: {is: 'lower(B)'}, B: {is: 'upper(A)'}}", "computed-cycle"),
            ("{A: {is: 'lower(A)'}}", "computed-cycle"),
            ("{Namn: {is: 'lower(Adress)'}}", "computed-shadows"),
            ("{A: {is: 'lower(Adress)', required: yes}}",
             "computed-required"),
            ("{A: {is: 'lower(Adres)'}}", "unknown-name"),
            ("{A: {is: 'addressee'}}", "unknown-name"),
            ("{A: {is: 'lower('}}", "open-parenthesis"),
            ("{" + ", ".join(f"A{i}: {{is: Namn}}" for i in range(201)) + "}",
             "too-many-computed")):
        with Place(more="columns: " + columns) as place:
            ran = place.check()
            check.true(f"refused: {code}", ran.code == 2 and
                       f"[{code}]" in ran.err, ran)
    with Place() as place:
        place.change("protected: Skydd", "protected: S")
        place.change("\n\n", "\ncolumns: {S: {is: Skydd}}\n")
        ran = place.check()
        check.true("a computed role", ran.code == 2 and
                   "[computed-role]" in ran.err, ran)
    with Place(more="columns: {A: {is: Namn}}\ncorrections: k.csv") as place:
        place.write("k.csv", "nyckel;kolumn;gammalt;nytt;vem\n"
                    f"{place.numbers[0]};A;x;y;KE\n")
        ran = place.check()
        check.true("nothing computed is corrected", ran.code == 2 and
                   "k.csv:2" in ran.err, ran)


def check_around(check):
    """What else reads a row: guardians, households, lists, protection."""
    guardian = ("guardian: {name: \"förnamn(GM) + ' ' + efternamn(GM)\", "
                "street: GA, postal: GP, mail: instead}")
    rows = [ROWS[0] + ";Lind, Ulf;Box 7;999 52 Ytterholm", ROWS[1] + ";;;",
            "Ek, Cia;Gatan 3;999 14 Vik;;Ulf von Lind;Box 7;999 52 Vik"]
    with Place(rows=rows, header=HEADER + ";GM;GA;GP",
               letter="Hej!\n") as place:
        place.change("protected: Skydd", "protected: Skydd, " + guardian)
        ran = place.run()
        check.equal("a guardian taken apart", place.windows(), {
            1: ["Ulf Lind", "Gäller Gösta Jönsson", "Box 7",
                "999 52 Ytterholm"],
            2: ["Märta Lisa von Ek", "Gatan 2", "999 14 NORRVIKEN"]})
        check.equal("one in doubt", place.reasons(), {3: "unclear-name"})
    rows = ["Ek, Ada;Gatan 1 lgh 1101;999 14 Vik;",
            "Ek, Bo;Gatan 1 lgh 1101;999 14 Vik;"]
    more = "households: {by: address}\ncolumns: {T: {is: 'förnamn(Namn)'}}"
    with Place(rows=rows, more=more, letter="Hej {{names}}!\n") as place:
        place.run()
        check.equal("a household by its surname", place.windows(), {
            1: ["Ada Ek", "Bo Ek", "Gatan 1 lgh 1101", "999 14 Vik"]})
    for field in ("T", "förnamn(Namn)"):
        with Place(rows=rows, more=more,
                   letter=f"Hej {{{{{field}}}}}!\n") as place:
            ran = place.check()
            check.true(f"and {field} names one of them", ran.code == 2 and
                       "[household-prints-name]" in ran.err, ran)
    rows = ROWS + ["Ek, Pia;Gatan 9;999 14 Vik;Ja", "Ek, Pia;Gatan 9;99914 Vik;",
                   "Pia Ek;Gatan 9;999 14 Vik;"]
    with Place(rows=rows) as place:
        place.run()
        check.equal("a protected person's name in one cell", place.reasons(),
                    {3: "protected", 4: "protected-twin",
                     5: "protected-twin"})
    with Place(more="columns: {T: {is: \"look_up('t.csv', Namn, 'B')\"}}",
               letter="Hej {{T}}!\n") as place:
        place.write("t.csv", "A;B\nJönsson, Gösta;Gurra\n")
        place.run()
        check.true("computed from a table", "Hej Gurra!" in place.text())
        check.equal("and not there", place.reasons(), {2: "no-table-row"})
    more = ("columns: {T: {is: 'förnamn(Namn)', values: {G: [Gösta], M: "
            "[Märta Lisa]}}}\nsend: {where: {T: G}, else: nej}")
    with Place(more=more, letter="Hej {{T}}!\n") as place:
        place.run()
        check.true("with values of its own", "Hej G!" in place.text())
    with Place(more="columns: {K: {type: flag}, J: {is: K}}",
               rows=[ROWS[0] + ";x", ROWS[1] + ";"], header=HEADER + ";K",
               letter="Hej{{if K and J}} x{{else}} o{{/if}}!\n") as place:
        place.run()
        ran = run("explain", "--lang", "en", place.job, "--row", "2")
        check.true("explain knows an empty cross",
                   "outcome: gets a letter" in ran.out, ran)


ABROAD = ["Ek, Ada;Gatan 1;0155;Oslo;Norge", "Ek, Bo;1 Mall;SW1A 1AA;London;UK",
          "Ek, Cia;Gatan 1;10115;Berlin;Tyskland",
          "Ek, Dan;Gatan 1;06151;Borgå;Suomi",
          "Ek, Eva;Gatan 1;1234;Lund;", "Ek, Fia;Gatan 1;999 14;Vik;SE",
          "Ek, Gun;Gatan 1;1;Atlanta;Atlantis",
          "Ek, Hed;Gatan 1;99914;Oslo;Norge"]


def check_abroad(check):
    address = ("{name: ['förnamn(Namn)', 'efternamn(Namn)'], street: Adress, "
               "postcode: Nr, town: Ort, country: Land}")
    rows = [row + ";" for row in ABROAD]
    header = "Namn;Adress;Nr;Ort;Land;Skydd"
    with Place(rows=rows, header=header, address=address) as place:
        place.run()
        check.equal("last lines by country",
                    {row: lines[2:] for row, lines in place.windows().items()},
                    {1: ["0155 OSLO", "NORGE"],
                     2: ["LONDON", "SW1A 1AA", "STORBRITANNIEN"],
                     3: ["10115 BERLIN", "TYSKLAND"],
                     4: ["06151 BORGÅ", "FINLAND"], 6: ["999 14 Vik"]})
        check.equal("held", place.reasons(), {
            5: "not-a-postcode", 7: "unknown-country", 8: "not-a-postcode"})
    with Place(rows=rows[:1], header=header, address=address,
               language="en") as place:
        place.run()
        check.equal("in the job's language",
                    place.windows()[1][-1:], ["NORWAY"])
    rows = ["Ek, Ada;Gatan 1;N-0155 Oslo;Norge;",
            "Ek, Bo;Gatan 1;999 14 Vik;;"]
    with Place(rows=rows, header="Namn;Adress;P;Land;Skydd",
               address=address.replace("postcode: Nr, town: Ort",
                                       "postal: P")) as place:
        place.run()
        check.equal("in one cell",
                    {row: lines[2:] for row, lines in place.windows().items()},
                    {1: ["0155 OSLO", "NORGE"], 2: ["999 14 Vik"]})


NUMBER = identity(7)
SPELLINGS = [NUMBER, NUMBER.replace("-", ""), NUMBER[2:],
             NUMBER.replace("-", " – "), "131052-308T",
             f"{NUMBER[:4]}-{NUMBER[4:6]}-{NUMBER[6:]}"]


def check_numbers(check):
    last = NUMBER[-4:]
    for spelling in SPELLINGS:
        with Place(letter=f"Ditt ärende {spelling} är klart. XXX\n") as place:
            ran = place.check()
            check.true(f"a number in the letter: {spelling}", ran.code == 2 and
                       re.search(r"brev.md:1:13: .*\[number-in-text\]",
                                 ran.err), ran)
            check.true("is shown nowhere", last not in ran.err + ran.out and
                       "308T" not in ran.err, ran)
    places = [
        dict(name=f"Brev till {NUMBER}"),
        dict(reference=f"SN {NUMBER}"),
        dict(more=f"facts: {{ärende: 'nr {NUMBER}'}}",
             letter="Se {{ärende}}.\n"),
        dict(letter=f"---\nsubject: Om {NUMBER}\n---\nHej\n"),
        dict(letter=f"{{{{otherwise(Adress, '{NUMBER}')}}}}\n"),
        dict(letter=f"[här](https://exempel.se/{NUMBER})\n"),
        dict(letter=f"| a | b |\n|---|---|\n| x | **{NUMBER}** |\n"),
        dict(letter=f"{{{{if Adress = 'x'}}}}\n{NUMBER}\n{{{{/if}}}}\n"),
    ]
    for said in places:
        with Place(**said) as place:
            ran = place.check()
            check.true(f"a number in {list(said)}", ran.code == 2 and
                       "[number-in-text]" in ran.err and
                       last not in ran.err, ran)
    with Place(letter="{{> del.md}}\n") as place:
        place.write("del.md", f"Ring.\n\nÄrende {NUMBER}\n")
        ran = place.check()
        check.true("in a part, at its place", ran.code == 2 and
                   "del.md:3:8" in ran.err, ran)
    with Place(letter=f"Ärende {NUMBER}\n",
               more="allow: {number: Numret är påhittat}") as place:
        ran = place.run()
        check.true("let through with a reason", ran.code == 0, ran)
    for other in ("Org.nr 212000-0142", "Tel 070-123 45 67", "Dnr " + NUMBER,
                  "Bankgiro 5555-5551", "den 2012-03-19 kl. 14.06"):
        with Place(letter=other + "\n") as place:
            ran = place.check()
            check.true(f"no identity number: {other}", ran.code == 0, ran)


def check_greetings(check):
    address = "{name: Namn, street: Adress, postal: Postadress}"
    with Place(letter="Hej {{Namn}}!\n\nTill {{Namn}}.\n",
               address=address) as place:
        ran = place.check()
        check.equal("surname first", re.findall(
            r"(\S+): warning: .*\[surname-first\]", ran.err),
            [place.job + ":8:17", place.file("jobb", "brev.md") + ":1:5"])
        check.true("with the cure", "{{förnamn(Namn)}}" in ran.err and
                   'name: ["förnamn(Namn)", "efternamn(Namn)"]' in ran.err,
                   ran)
    rows = ["Ek Ada;Gatan 1;999 14 Vik;", "Ek Bo;Gatan 2;999 14 Vik;",
            "Ek, Cia;Gatan 3;999 14 Vik;"]
    with Place(rows=rows, letter="Hej {{Namn}}!\n", address=address) as place:
        ran = place.check()
        check.true("not for one of three", "surname-first" not in ran.err, ran)


def check_fixed_names(check):
    for letter, warned in (
            ("Hej Gösta Jönsson!\n", "1:5"), ("Till GÖSTA  jönsson\n", None),
            ("Fråga Märta von Ek.\n", "1:7"),
            ("Fråga Märta Lisa von Ek.\n", "1:7"),
            ("Gösta. Jönsson\n", None), ("Gösta\nJönsson\n", None),
            ("Anna Jönsson\n", None), ("Jönsson Gösta\n", None),
            ("Hej {{förnamn(Namn)}} Jönsson\n", None)):
        with Place(letter=letter) as place:
            ran = place.check()
            found = re.search(
                r"brev.md:(\S+): warning: .*\[name-in-text\]", ran.err)
            check.equal(f"a name in: {letter}", found and found[1],
                        warned)
            check.true("is not shown", not warned or
                       letter.strip() not in ran.err, ran)
    with Place(rows=["Ek, Ada;Gatan 1;999 14 Vik;Ja"] + ROWS,
               letter="Hej Ada Ek!\n") as place:
        ran = place.check()
        check.true("also a protected person's", "[name-in-text]" in ran.err,
                   ran)


def check_brackets(check):
    with Place(rows=[row + ";x" for row in ROWS], header=HEADER + ";a]b",
               letter="Hej {{[a]]b]}}!\n",
               more="send: {when: \"[a]]b] = 'x'\", else: y}") as place:
        ran = place.run()
        check.true("a bracket in a name", ran.code == 0, ran)


def check_new(check):
    rows = [f"Ek{chr(97 + i)}, Åsa;Gatan {i};999 {10 + i} Vik;;x"
            for i in range(20)]
    with Place(rows=rows, header="\"Efternamn, förnamn\";Gata;Postadress;"
               "Skydd;a]b") as place:
        os.remove(place.job)
        os.remove(place.file("jobb", "brev.md"))
        ran = run("new", "--lang", "sv", place.file("jobb", "r.csv"))
        check.true("new", ran.code == 0, ran)
        with open(place.job, encoding="utf-8") as file:
            job = file.read()
        for line in ("postadress: Postadress", "gata: Gata", "Tilltal: {är: ",
                     'namn: ["förnamn([Efternamn, förnamn])", '
                     '"efternamn([Efternamn, förnamn])"]'):
            check.true(f"new writes {line}", line in job, job)
        with open(place.file("jobb", "brev.md"), encoding="utf-8") as file:
            check.true("greets by it", "Hej {{Tilltal}}!" in file.read())
        ran = place.check()
        check.equal("nothing but gaps is refused",
                    re.findall(r"error: .*\[([a-z-]+)\]", ran.err),
                    ["not-filled-in"] * 11)
        check.true("all get letters", re.search(
            r"rows with a letter +20", ran.out), ran)


def main():
    check = Checks()
    check_names(check)
    check_computed(check)
    check_around(check)
    check_abroad(check)
    check_numbers(check)
    check_greetings(check)
    check_fixed_names(check)
    check_brackets(check)
    check_new(check)
    check.end()


main()
