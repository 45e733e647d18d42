"""Which columns mark protection, death and guardianship: none that looks like
such a mark is passed over, whatever the job is for; what a mark's cell may
hold; a mark in no row is said."""
import json
import os
import sqlite3
import zipfile

from kit import Checks, Small

ANNA, BO, CIA = (f"{number};{name};Ek;Gatan {at};999 32;Norrviken" for
                 at, (number, name) in enumerate((
                     ("19310202-9810", "Anna"), ("19320303-9825", "Bo"),
                     ("19330404-9830", "Cia")), 1))


def rows(columns, *cells):
    """The three of them, each with what stands in further columns."""
    head = Small.ROWS[0].rsplit(";", 1)[0] + ";" + columns
    return [head] + [f"{person};{more}" for person, more
                     in zip((ANNA, BO, CIA), cells)]


def head(roles, register="{file: r.csv, key: Personnummer}", more=""):
    old = Small.HEAD
    old = old.replace("{person: Personnummer, protected: Skydd}", roles)
    return old.replace("{file: r.csv, key: Personnummer}", register) + more


def outcomes(small):
    path = small.file("out", "keep", "ledger.db")
    with sqlite3.connect(path) as ledger:
        return [kind for kind, in ledger.execute(
            "SELECT CASE outcome WHEN 'letter' THEN outcome ELSE"
            " coalesce(nullif(code, ''), outcome) END FROM outcome ORDER BY"
            " row")]


# Further columns with what the role would be called that each asks for.
UNNAMED = {"Sekretessmarkering": "protected", "Skyddad identitet": "protected",
           "Kvarskrivning": "protected", "Turvakielto": "protected",
           "Protected": "protected", "Avliden": "deceased",
           "Dödsdatum": "deceased", "Dödsbo": "deceased",
           "God man": "guardian", "God man adress": "guardian",
           "Förvaltare": "guardian", "Ombud": "guardian"}


def check_unnamed(check):
    for column, role in UNNAMED.items():
        for cell in ("", "Ja"):
            for persons in ("", "persons: no\n"):
                with Small(rows=rows("Skydd;" + column, ";", ";" + cell, ";"),
                           job=persons) as small:
                    for ran in (small.run(), small.check()):
                        check.true(
                            f"{column} {cell} {persons}", ran.code == 2 and
                            "[mark-without-role]" in ran.err and
                            f"'{column}' of 'r.csv'" in ran.err and
                            f"{role}: {column}" in ran.err and
                            not os.path.exists(small.file("out")), ran)


def check_named(check):
    """A role's columns, several of them, or the reason why it is none."""
    cases = (
        ("{person: Personnummer, protected: [Skydd, Sekretess]}",
         "Skydd;Sekretess", (";", ";Ja", "J;"),
         ["letter", "protected", "protected"]),
        ("{person: Personnummer, protected: Skydd, deceased: [Avliden, "
         "Dödsdatum]}", "Skydd;Avliden;Dödsdatum",
         (";;", ";;2011-05-04", ";x;"), ["letter", "deceased", "deceased"]),
        ("{person: Personnummer, protected: Skydd, not_marks: {Sekretess: "
         "gäller handläggaren}}", "Skydd;Sekretess", (";", ";Ja", "J;"),
         ["letter", "letter", "protected"]),
        ("{person: Personnummer, protected: {none: utan skyddade}, not_marks: "
         "{Skydd: skyddsrum}}", "Skydd", ("", "1", ""), ["letter"] * 3),
        ("{person: Personnummer, protected: Skydd, guardian: God man}",
         "Skydd;God man;God man adress", (";;", ";Eva Alm;Box 7", ";;"),
         ["letter"] * 3),
    )
    for roles, columns, cells, want in cases:
        with Small(head=head(roles), rows=rows(columns, *cells)) as small:
            ran = small.run()
            check.true(f"{roles}: runs", ran.code == 0, ran)
            check.equal(roles, outcomes(small), want)


def check_refused(check):
    two = "[{file: r.csv, key: Personnummer}, {file: s.csv, key: %s}]"
    person = "{person: Personnummer, protected: Skydd, "
    cases = (
        ("no reason", person + "not_marks: [Sekretess]}", "",
         "bad-not-marks"),
        ("no such column", person + "not_marks: {Sekreess: nej}}", "",
         "no-such-column"),
        ("a mark and none", person + "not_marks: {Skydd: nej}}", "",
         "mark-both"),
        ("no column", "{person: Personnummer, protected: []}", "",
         "none-without-reason"),
        ("no such column in a list", "{protected: [Skydd, Sekreess]}", "",
         "no-such-column"),
        ("another guardian", person + "guardian: God man}",
         "God man;Ombud", "mark-without-role"),
        ("still open", person + "not_marks: {Ombud: FILL IN}}", "Ombud",
         "not-filled-in"),
    )
    for name, roles, columns, code in cases:
        column = "Skydd" + (";" + columns if columns else ";Sekretess")
        blank = ";" * column.count(";")
        with Small(head=head(roles), rows=rows(column, *[blank] * 3),
                   job="language: en\n") as small:
            ran = small.run()
            check.true(name, ran.code == 2 and f"[{code}]" in ran.err, ran)
    # In a further register, and under another name there.
    for columns, named in (("Skydd;Kvarskriven", ""),
                           ("Skydd;Kvarskriven", ", columns: {Ort: "
                            "Kvarskriven}")):
        register = (two % "Personnummer").replace(
            "key: Personnummer}]", f"key: Personnummer{named}}}]")
        other = rows(columns, ";", ";", ";")
        if named:
            other[0] = other[0].replace(";Ort", ";Stad")
        other[1:] = [row.replace("193", "194") for row in other[1:]]
        with Small(head=head("{person: Personnummer, protected: Skydd}",
                             register), rows=rows("Skydd", "", "", ""),
                   s_csv="\n".join(other) + "\n") as small:
            ran = small.run()
            check.true(f"in a further register{named}", ran.code == 2 and
                       "'Kvarskriven' of 's.csv'" in ran.err and
                       "[mark-without-role]" in ran.err, ran)


def check_cells(check):
    """What says neither yes nor no is never a no."""
    roles = "{person: Personnummer, protected: Skydd, deceased: Avliden}"
    for cell in ("?", "vet ej", "utreds", "nja", "ej prövat", "NULL", "S",
                 "0000-00-00"):
        with Small(head=head(roles), rows=rows(
                "Skydd;Avliden", ";", f"{cell};", f";{cell}")) as small:
            ran = small.run()
            check.true(f"{cell}: runs", ran.code == 0, ran)
            check.equal(cell, outcomes(small),
                        ["letter", "protected", "deceased-unclear"])
    with Small("rules: [{exclude: Bo får inget, where: {Förnamn: Bo}}]\n",
               head=head(roles),
               rows=rows("Skydd;Avliden", ";", ";?", ";")) as small:
        ran = small.run()
        check.true("excluded all the same: runs", ran.code == 0, ran)
        check.equal("who is excluded all the same needs no answer",
                    outcomes(small), ["letter", "excluded", "letter"])


def check_nobody(check):
    """A mark in no row: the wrong column, or an export without it."""
    roles = ("{person: Personnummer, protected: [Skydd, Sekretess], deceased: "
             "Avliden}")
    with Small(head=head(roles), rows=rows(
            "Skydd;Sekretess;Avliden", "J;;", ";;", ";;Nej")) as small:
        ran = small.run()
        check.true("said", "no row is marked in 'Sekretess' (protected "
                   "identity)\n" in ran.out and "no row is marked in 'Avliden' "
                   "(deceased)\n" in ran.out and "'Skydd'" not in ran.out, ran)
        told = json.loads(small.check("--json").out)["marks"]
        check.equal("in --json", told, [
            {"role": "protected", "column": "Skydd", "rows": 1},
            {"role": "protected", "column": "Sekretess", "rows": 0},
            {"role": "deceased", "column": "Avliden", "rows": 0}])
        with zipfile.ZipFile(small.file("out", "keep",
                                        "manifest.xlsx")) as book:
            said = "".join(book.read(name).decode() for name
                           in book.namelist() if name.endswith(".xml"))
        check.true("in the manifest", "Sekretess, Avliden" in said, said)


def main():
    check = Checks()
    check_unnamed(check)
    check_named(check)
    check_refused(check)
    check_cells(check)
    check_nobody(check)
    check.end()


if __name__ == "__main__":
    main()
