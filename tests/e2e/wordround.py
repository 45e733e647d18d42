"""A Word letter with fields, and the Markdown that `import` makes of it, give
the same letters, by their content hashes; and those are what Word would print."""
import os
import sqlite3
import sys
from xml.sax.saxutils import escape

from kit import ROOT, Checks, Small, run

sys.path.insert(0, os.path.join(ROOT, "tests", "word"))
from docx import document, merge, nested, p, text  # noqa: E402

TYPES = ("columns: {Antal: integer, Avgift: {type: decimal, decimal: ','}, Dag: date, Larm: flag}\n")
ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Kontakt person;Kön;Nr;Antal;Avgift;Dag;Larm",
        "19310202-9810;Åsa;Ek;Gatan 1;999 32;Norrviken;;Bo Öst;K;10;3;2,5;2012-05-01;ja",
        "19320303-9825;Bo;Al;Gatan 2;999 32;Boden;;;M;3;12;1 234,5;2012-06-02;nej")


def when(field, rest, *more):
    return p("(", nested(" IF ", field if field.startswith("<") else merge(field), rest, *more), ")")


# name, the paragraph, what is printed for the two rows
IFS = [
    *((f"Antal {sign} 3", when("Antal", f' {sign} "3" "ja" "nej" '), *said) for sign, said in (
        ("=", ("ja", "nej")), ("<>", ("nej", "ja")), ("<", ("nej", "nej")),
        ("<=", ("ja", "nej")), (">", ("nej", "ja")), (">=", ("ja", "ja")))),
    ("a number without quotes", when("Antal", ' > 3 ja nej'), "nej", "ja"),
    ("without blanks", when("Antal", '>="12""ja""nej"'), "nej", "ja"),
    ("decimals", when("Avgift", ' > "2,5" "ja" "nej"'), "nej", "ja"),
    ("whole ones beside decimals", when("Avgift", ' < "3" "ja" "nej"'), "ja", "nej"),
    ("a text of digits", when("Nr", ' = "10" "ja" "nej"'), "ja", "nej"),
    ("a text of digits, not", when("Nr", ' <> "10" "ja" "nej"'), "nej", "ja"),
    ("a text", when("Kön", ' = "K" "henne" "honom"'), "henne", "honom"),
    ("a text, not", when("Kön", ' <> "K" "honom" "henne"'), "henne", "honom"),
    ("a text in Word's quotes", when("Kön", ' = ”K” ”henne” ”honom”'), "henne", "honom"),
    ("a text on the left", p("(", nested(' IF "K" = ', merge("Kön"), ' "henne" "honom"'), ")"), "henne", "honom"),
    ("a column beside a column", when("Antal", " > ", merge("Avgift"), ' "ja" "nej"'), "ja", "nej"),
    ("a date", when("Dag", ' >= "2012-06-01" "ja" "nej"'), "nej", "ja"),
    ("yes or no", when("Larm", ' = "ja" "larm" "inget"'), "larm", "inget"),
    ("empty", when("Kontakt_person", ' = "" "ingen" "någon"'), "någon", "ingen"),
    ("not empty", when("Kontakt_person", ' <> "" "någon" "ingen"'), "någon", "ingen"),
    ("nothing else", when("Kön", ' = "K" "henne"'), "henne", ""),
    ("nothing then", when("Kön", ' = "K" "" "honom"'), "", "honom"),
    ("a field in a text", when("Kön", ' = "K" "fru ', merge("Efternamn"), '" "herr ', merge("Efternamn"), '"'), "fru Ek", "herr Al"),
    ("in one another", when("Kön", ' = "K" "', nested(" IF ", merge("Antal"), ' > "3" "många" "få"'), ' hon" "',
                            nested(" IF ", merge("Antal"), ' > "3" "många" "få"'), ' han"'), "få hon", "många han"),
    ("signs of Markdown", when("Kön", ' = "K" "*a* _b_ [c] #d 1. e & {f} | `g` ~h~" "- i"'), "*a* _b_ [c] #d 1. e & {f} | `g` ~h~", "- i"),
    ("a quote in a text", when("Kön", " = \"K\" \"'a' \\\"b\\\"\" \"c\""), "'a' \"b\"", "c"),
    ("blanks round texts", p("(a", nested(" IF ", merge("Kön"), ' = "K" " mitt " ", "'), "b)"), "a mitt b", "a, b"),
    ("bold", p("(", nested(" IF ", merge("Kön"), ' = "K" "', text("x", "<w:b/>").replace("<w:t ", "<w:instrText ").replace("</w:t>", "</w:instrText>"), 'y" "z"'), ")"), "xy", "z"),
    ("a capital value", when(merge("Ort", "\\* Upper"), ' = "BODEN" "ja" "nej"'), "nej", "ja"),
    ("a date's month", when(merge("Dag", '\\@ "MM"'), ' = "05" "ja" "nej"'), "ja", "nej"),
]
FIELDS = [
    ("a date", p("(", merge("Dag", '\\@ "d MMMM yyyy"'), ")"), "1 maj 2012", "2 juni 2012"),
    ("a date, day and month", p("(", merge("Dag", '\\@ "dddd d/M"'), ")"), "tisdag 1/5", "lördag 2/6"),
    ("a number", p("(", merge("Avgift", '\\# "# ##0,00 kr"'), ")"), "2,50 kr", "1 234,50 kr"),
    ("a number of Word's words", p("(", merge("Avgift", "\\# \"0,00 'kr'\""), ")"), "2,50 kr", "1234,50 kr"),
    ("capitals", p("(", merge("Ort", "\\* Upper"), ")"), "NORRVIKEN", "BODEN"),
    ("texts round it", p("(a", merge("Kontakt_person", '\\b " c/o " \\f ", "'), "b)"), "a c/o Bo Öst, b", "ab"),
]


def hashes(small):
    with sqlite3.connect(small.file("out", "keep", "ledger.db")) as found:
        return found.execute("SELECT sha256 FROM letter ORDER BY number").fetchall()


def check_same(check, blocks):
    """Each paragraph once in one letter; the words are looked for by name."""
    with Small(TYPES, ROWS, head=Small.HEAD.replace("brev.md", "brev.docx")) as small:
        path = small.file("jobb", "brev.docx")
        with open(path, "wb") as to:
            to.write(document(*blocks))
        ran = small.run()
        if not check.true("the document runs", ran.code == 0, ran):
            return
        words = small.text()
        for name, _, *said in IFS + FIELDS:
            for one in said:
                check.true(f"{name}: {one}", f"{name}: ({one})" in words, words)
        made = run("import", "--lang", "en", path)
        if not check.true("import", made.code == 0, made):
            return
        with Small(TYPES, ROWS, made.out) as again:
            ran = again.run()
            if check.true("the Markdown runs", ran.code == 0, f"{made.out}\n{ran}"):
                check.equal("the same letters", hashes(again), hashes(small))


def main():
    check = Checks()
    check_same(check, [block.replace("(", f"{escape(name)}: (", 1) for name, block, *_ in IFS + FIELDS])
    check.end()


main()
