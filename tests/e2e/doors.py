"""Every door through which a protected person could come: no byte of their
name, number, street or telephone in any file of a run, in what is printed, or
in what questions answer.

One person, Qvill Zimpelman, is marked in the register; each case has them once
more somewhere else, without the mark. What a row says of somebody else is
searched for too, so that the search can fail.
"""
import os
import sqlite3

from kit import LONG, Checks, Small, run
from leaks import Traces, views

NUMBER = "19330404-9830"
MARKED = f"{NUMBER};Qvill;Zimpelman;Vättestigen 5;999 32;Norrviken;J"
ANNA = "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;"
BO = "19320303-9825;Bo;Alm;Björkgatan 3;999 33;Norrviken;"
HEAD = Small.ROWS[0]
TRACES = Traces((b"zimpel", b""), (b"qvill", b""),
                ("vättestig".encode(), b""), (b"0999", rb"\D{0,3}77 ?66"),
                (b"330404", rb"\D{0,3}98 ?3[01]"),
                (b"33", rb"\D?04\D?04\D{0,3}98\D?3"))
GUARDIAN = ("{person: Personnummer, protected: Skydd, guardian: {name: God "
            "man, street: Gm adress, postcode: Gm postnr, town: Gm ort, mail: "
            "%s}}")
GM = HEAD + ";God man;Gm adress;Gm postnr;Gm ort;Anteckning"


def search(check, name, *folders):
    """How many files there were, and how much of Anna."""
    seen = []
    files = sum(TRACES.search(
        check, name, folder, lambda content: seen.append(
            content.count(b"Anna"))) for folder in folders)
    return files, sum(seen)


def said(check, name, ran):
    TRACES.search_said(check, name, ran)
    return ran


def ask(check, name, small, rows):
    """Every command that says something of the job or the run."""
    out = small.file("out")
    for arguments in (["check", small.job], ["check", "--json", small.job],
                      ["diff", out, out]):
        said(check, name, run(*arguments, "--lang", "en"))
    # the first is Anna's, whom nobody protects
    for row in range(1 if LONG else 2, rows + 1):
        for asked in (small.job, out):
            said(check, f"{name}: row {row}",
                 run("explain", asked, "--row", str(row), "--lang", "en",
                     *(["--dump-layout"] if asked == small.job else [])))
    for asked in (["explain", small.job], ["explain", out],
                  ["find", small.path]):
        said(check, name, run(*asked, stdin=NUMBER + "\n"))


def outcomes(small):
    path = small.file("out", "keep", "ledger.db")
    with sqlite3.connect(path) as ledger:
        return [code or outcome for outcome, code in ledger.execute(
            "SELECT outcome, code FROM outcome ORDER BY row")]


def person(number="19400506-9840", name="Eva;Lind", street="Gatan 7",
           postcode="999 33"):
    return f"{number};{name};{street};{postcode};Norrviken;"


# The person's own row once more, or one that may be theirs.
TWINS = {
    "the same number": person(NUMBER, "Qvill;Zimpelman"),
    "ten digits": person("330404-9830", "Qvill;Zimpelman"),
    "without hyphen": person("193304049830", "Qvill;Zimpelman"),
    "the other century": person("20330404-9830", "Qvill;Zimpelman"),
    "a plus": person("330404+9830", "Qvill;Zimpelman"),
    "a wrong check digit": person("19330404-9831", "Qvill;Zimpelman"),
    "a blank": person("330404 9830", "Qvill;Zimpelman"),
    "a dash": person("330404–9830", "Qvill;Zimpelman"),
    "a dot after it": person("330404-9830.", "Qvill;Zimpelman"),
    "a name before it": person("Qvill 330404-9830", "Qvill;Zimpelman"),
    "wide digits": person("３３０４０４-９８３０", "Qvill;Zimpelman"),
    "name and street": person("x", "Qvill;Zimpelman", "Vättestigen 5"),
    "name and street, another number": person(
        "19400506-9840", "QVILL;ZIMPELMAN", "vättestigen  5 lgh 1101"),
    "name turned round": person("", "Zimpelman;Qvill", "Vättestigen 5"),
    "a further name": person("x", "Qvill Maria;Zimpelman", "Vättestigen 5, 2 tr"),
    "c/o them": person("19400506-9840", "Eva;Lind c/o Qvill Zimpelman",
                       "Vättestigen 5"),
}


def check_twins(check):
    for name, row in TWINS.items():
        for order in ((row, MARKED), (MARKED, row)):
            with Small("allow: {unfit: prov, duplicate: prov, postcode: prov}"
                       "\nmanifest: [Personnummer, Förnamn, Efternamn, Adress]"
                       "\n", rows=(HEAD, ANNA, *order)) as small:
                ran = said(check, name, small.run())
                check.true(f"{name}: runs", ran.code == 0, ran)
                files, anna = search(check, name, small.file("out"))
                check.true(f"{name}: files", files > 5 and anna > 2)
                have = outcomes(small)
                check.true(f"{name}: nothing else is held for it",
                           have[0] == "letter" and "letter" not in have[1:],
                           have)
                if order[0] is row:
                    ask(check, name, small, 3)


def check_malformed(check):
    """Whose cells cannot be told apart."""
    row = person(NUMBER, "Qvill;Zimpelman", "Vättestigen 5") + ";en till"
    with Small(rows=(HEAD, ANNA, row, MARKED)) as small:
        ran = said(check, "malformed", small.run())
        check.true("malformed: runs", ran.code == 0, ran)
        search(check, "malformed", small.file("out"))
    # Marked without a number.
    twin = person("", "Qvill;Zimpelman", "Vättestigen 5")
    for order in ((MARKED[len(NUMBER):], twin), (twin, MARKED[len(NUMBER):])):
        with Small("allow: {unfit: prov}\n", rows=(HEAD, ANNA, BO, *order)) as \
                small:
            ran = said(check, "without a number", small.run())
            check.true("without a number: runs", ran.code == 0, ran)
            have = outcomes(small)
            check.true("without a number", have[:2] == ["letter", "letter"] and
                       "protected" in have and "letter" not in have[2:], have)
            search(check, "without a number", small.file("out"))
        ask(check, "malformed", small, 3)


# What stands in Bo's further columns: guardian, address, note.
NAMED = {
    "a guardian by name and address":
        "Qvill Zimpelman;Vättestigen 5;999 32;Norrviken;",
    "a guardian, last name first":
        "Zimpelman, Qvill;Vättestigen 5;999 32;Norrviken;",
    "a guardian by name and postcode":
        "Qvill Zimpelman;Box 7;999 32;Norrviken;",
    "a guardian by name alone": "Qvill Zimpelman;;;;",
    "a guardian's number":
        "Q. Z. 330404-9830;Box 7;999 99;Norrviken;",
    "a note with a number":
        ";;;;Se även 19330404-9830 (Vättestigen)",
    "a note that is a number": ";;;;3304049830",
}


def check_named(check):
    for name, cells in NAMED.items():
        for mail in ("instead", "care_of", "client", "both"):
            with Small(head=Small.HEAD.replace(
                    "{person: Personnummer, protected: Skydd}",
                    GUARDIAN % mail), job="manifest: [Förnamn, God man, Gm "
                    "adress, Anteckning]\n",
                    rows=(GM, ANNA + ";;;;;", f"{BO};{cells}",
                          MARKED + ";;;;;")) as small:
                ran = said(check, name, small.run())
                check.true(f"{name}, {mail}: runs", ran.code == 0, ran)
                search(check, f"{name}, {mail}", small.file("out"))
                check.equal(f"{name}, {mail}", outcomes(small),
                            ["letter", "protected-named", "protected"])
                if mail == "instead":
                    ask(check, name, small, 3)
                    found_bo = run("find", small.path, "--lang", "en",
                                   stdin="320303-9825\n")
                    check.true(f"{name}: whoever has the number finds the row",
                               "row 2," in found_bo.out, found_bo)
    # Another guardian of that name, elsewhere, is another person.
    with Small(head=Small.HEAD.replace(
            "{person: Personnummer, protected: Skydd}", GUARDIAN % "instead"),
            rows=(GM, ANNA + ";;;;;", BO + ";Qvill Zimpelman;Box 7;999 99;"
                  "Ytterholm;", MARKED + ";;;;;")) as small:
        ran = small.run()
        check.true("a namesake elsewhere: runs", ran.code == 0, ran)
        check.equal("a namesake elsewhere", outcomes(small),
                    ["letter", "letter", "protected"])


def check_tables(check):
    """Tables and look-ups, whatever their columns are called."""
    cells = (NUMBER, "330404-9830", "3304049830", "330404 9830",
             "Qvill, 330404–9830", "193304049830")
    for cell in cells:
        for persons in ("", "persons: no\n"):
            with Small(persons + "tables: {g: {file: g.csv, match: {Område: "
                       "Ort}, protected: {none: prov}}}\n",
                       rows=(HEAD, ANNA, BO, MARKED),
                       letter="{{each g}}\n- {{g.Vem}} {{g.Tel}}\n{{/each}}\n",
                       g_csv="Nr;Vem;Område;Tel\n310202-9810;Anna Ek;"
                       f"Norrviken;1\n{cell};Qvill Zimpelman;Norrviken;"
                       "0999-77 66 10\n") as small:
                name = f"a table with {cell} {persons}"
                ran = said(check, name, small.run())
                check.true(f"{name}: runs", ran.code == 0 and
                           "[protected-dropped]" in ran.err, ran)
                search(check, name, small.file("out"))
                ask(check, name, small, 3)
    # By the column of the register's persons, which is not its key.
    with Small("tables: {g: {file: g.csv, match: {Ort: Ort}, protected: {none: "
               "prov}}}\n", head=Small.HEAD.replace("key: Personnummer",
                                                    "key: Kund"),
               rows=("Kund;" + HEAD, "1;" + ANNA, "2;" + BO, "3;" + MARKED),
               letter="Hej!\n\n{{each? g}}\n- {{g.Vem}}\n{{/each}}\n",
               g_csv="Personnummer;Vem;Ort\n310202-9810;Anna Ek;Norrviken\n"
               f"{NUMBER};Qvill Zimpelman;Norrviken\n") as small:
        ran = said(check, "persons of a table", small.run())
        check.true("persons of a table: run", ran.code == 0 and
                   "[protected-dropped]" in ran.err, ran)
        search(check, "persons of a table", small.file("out"))
        ask(check, "persons of a table", small, 3)
    # By name and street, and by the file's own mark.
    for row, protected in (
            ("Qvill Zimpelman;Vättestigen 5;Norrviken;", "{none: prov}"),
            ("Eva Lind;Zimpelgatan 3;Norrviken;Ja", "Hemlig"),
            ("Eva Lind;Zimpelgatan 3;Norrviken;?", "[Vem, Hemlig]")):
        with Small("tables: {g: {file: g.csv, match: {Ort: Ort}, protected: "
                   f"{protected}}}}}\n", rows=(HEAD, ANNA, BO, MARKED),
                   letter="Hej!\n\n{{each? g}}\n- {{g.Vem}} {{g.Adress}}\n"
                   "{{/each}}\n",
                   g_csv="Vem;Adress;Ort;Hemlig\nAnna;Gatan 1;Norrviken;\n"
                   f"{row}\n") as small:
            ran = said(check, row, small.run())
            check.true(f"{row}: runs", ran.code == 0 and
                       "[protected-dropped]" in ran.err, ran)
            search(check, row, small.file("out"))
            ask(check, row, small, 3)


def check_marked_beside(check):
    """Whom a file beside the register marks is so in all of them."""
    rows = (HEAD, ANNA, BO, MARKED[:-1])
    mark = f"{NUMBER};Qvill Zimpelman;Norrviken;Ja\n"
    bare = "330404-9830;Qvill Zimpelman;Norrviken;\n"
    for name, first, second in (("first", mark, bare), ("last", bare, mark)):
        with Small("tables:\n  a: {file: a.csv, match: {Ort: Ort}, protected: "
                   "Sekretess}\n  b: {file: b.csv, match: {Ort: Ort}, "
                   "protected: Sekretess}\n", rows=rows,
                   letter="Hej!\n\n{{each? a}}\n- {{a.Vem}}\n{{/each}}\n"
                   "{{each? b}}\n- {{b.Vem}}\n{{/each}}\n",
                   a_csv=f"Nr;Vem;Ort;Sekretess\n{first}",
                   b_csv=f"Nr;Vem;Ort;Sekretess\n{second}") as small:
            ran = said(check, f"marked beside, {name}", small.run())
            check.true(f"marked beside, {name}: runs", ran.code == 0, ran)
            check.equal(f"marked beside, {name}", outcomes(small),
                        ["letter", "letter", "protected-twin"])
            search(check, f"marked beside, {name}", small.file("out"))
            ask(check, f"marked beside, {name}", small, 3)
    # A register of organisations, which marks nobody.
    with Small("tables: {a: {file: a.csv, match: {Ort: Ort}, protected: "
               "Sekretess}}\n", head=Small.HEAD.replace(
                   "roles: {person: Personnummer, protected: Skydd}",
                   "persons: no").replace("key: Personnummer", "key: Orgnr"),
               rows=("Orgnr;Förnamn;Efternamn;Adress;Postnr;Ort;Kontakt",
                     "556677-8899;Bolaget;AB;Gatan 1;999 32;Norrviken;",
                     "556677-8907;Firman;AB;Gatan 2;999 32;Norrviken;330404 "
                     "9830"), letter="Hej!\n\n{{each? a}}\n- {{a.Vem}}\n{{/each}}\n",
               a_csv=f"Nr;Vem;Ort;Sekretess\n{mark}") as small:
        ran = said(check, "of organisations", small.run())
        check.true("of organisations: runs", ran.code == 0, ran)
        check.equal("of organisations", outcomes(small),
                    ["letter", "protected-named"])
        search(check, "of organisations", small.file("out"))
    # Or where a list alone marks somebody.
    with Small("lists: {a.csv: {protected: Sekretess}}\n",
               head=Small.HEAD.replace(
                   "roles: {person: Personnummer, protected: Skydd}",
                   "persons: no").replace("key: Personnummer", "key: Orgnr"),
               rows=("Orgnr;Förnamn;Efternamn;Adress;Postnr;Ort;Kontakt",
                     "556677-8899;Bolaget;AB;Gatan 1;999 32;Norrviken;",
                     "556677-8907;Firman;AB;Gatan 2;999 32;Norrviken;330404 "
                     "9830"),
               letter="{{look_up('a.csv', Orgnr, 'Vad')}}\n",
               a_csv="Orgnr;Vad;Person;Sekretess\n556677-8899;Ja;;\n"
               f"556677-8907;Nej;;\n556677-8915;Ja;{NUMBER};Ja\n") as small:
        ran = said(check, "a list of organisations", small.run())
        check.true("a list of organisations: runs", ran.code == 0, ran)
        check.equal("a list of organisations", outcomes(small),
                    ["letter", "protected-named"])
        search(check, "a list of organisations", small.file("out"))


def check_untold(check):
    """What marks protection in a file is asked for."""
    persons = Small.HEAD.replace("roles: {person: Personnummer, protected: "
                                 "Skydd}", "persons: no")
    none = Small.HEAD.replace("protected: Skydd", "protected: {none: prov}, "
                              "not_marks: {Skydd: prov}")
    numbers = "Nr;Vem;Ort\n310202-9810;Anna;Norrviken\n"
    cases = (
        ("a mark", Small.HEAD, "Vem;Ort;Kvarskriven\nAnna;Norrviken;\n", ""),
        ("another mark", Small.HEAD,
         "Vem;Ort;Sekretess;Kvarskriven\nAnna;Norrviken;;\n",
         ", protected: Sekretess"),
        ("numbers", none, numbers, ""),
        ("numbers by header", none, "Pnr;Vem;Ort\nx;Anna;Norrviken\n", ""),
        ("numbers of organisations' people", persons.replace(
            "persons: no", "persons: no\nroles: {not_marks: {Skydd: prov}}"),
         numbers, ""),
    )
    for name, head, text, said_of in cases:
        table = ("tables: {g: {file: g.csv, match: {Ort: Ort}%s}}\n" % said_of,
                 "{{each? g}}\n- {{g.Vem}}\n{{/each}}\n")
        # Looked up by its first column.
        first = text if text.startswith("Ort") else "\n".join(
            ";".join([line.split(";")[text.split("\n")[0].split(";")
                                      .index("Ort")], line])
            for line in text.replace("Ort", "By").splitlines() if line) + "\n"
        first = first.replace("By;", "Ort;", 1)
        look_up = ("lists: {g.csv: {encoding: utf-8%s}}\n" % said_of,
                   "{{? look_up('g.csv', Ort, 'Vem')}} Hej!\n")
        for kind, (job, letter), file in (("table", table, text),
                                          ("look-up", look_up, first)):
            with Small(job, head=head, rows=(HEAD, ANNA, BO), letter=letter,
                       g_csv=file) as small:
                ran = small.run()
                check.true(f"{name}, {kind}: asked for", ran.code == 2 and
                           "[protected-untold]" in ran.err and
                           "'g.csv' has a column" in ran.err, ran)
            with Small(job.replace(said_of, "") if said_of else job, head=head,
                       rows=(HEAD, ANNA, BO), letter=letter,
                       g_csv=file) as small:
                small.write("job.yaml", open(small.job).read().replace(
                    "match: {Ort: Ort}", "match: {Ort: Ort}, protected: "
                    "{none: prov}").replace("encoding: utf-8", "encoding: utf-8"
                                            ", protected: {none: prov}"))
                ran = small.run()
                check.true(f"{name}, {kind}: and answered", ran.code == 0, ran)
    for protected in ("Sekreess", "none", "{}", "[]"):
        with Small("tables: {g: {file: g.csv, match: {Ort: Ort}, protected: "
                   f"{protected}}}}}\n", g_csv=numbers) as small:
            ran = small.run()
            check.true(f"protected: {protected}", ran.code == 2 and (
                "[no-list-column]" in ran.err or "[none-without-reason]"
                in ran.err), ran)


def check_look_up(check):
    with Small("lists: {u.csv: {protected: {none: prov}}}\n",
               rows=(HEAD, ANNA, BO, MARKED),
               letter="{{? look_up('u.csv', Ort, 'Vem')}} Hej!\n",
               u_csv=f"Ort;Nr;Vem;Tel\nNorrviken;{NUMBER};Qvill Zimpelman;"
               "0999-77 66 10\nBy;310202-9810;Anna;1\n") as small:
        ran = said(check, "a look-up", small.run())
        search(check, "a look-up", small.file("out"))
        check.true("a look-up: runs", ran.code in (0, 2), ran)


def check_lists(check):
    """A stop list, and corrections of their row and by their name."""
    with Small("rules: [{exclude: Spärrad, when: \"in_list('stopp.csv')\"}]\n"
               "corrections: rättelser.csv\n", rows=(HEAD, ANNA, BO, MARKED),
               **{"stopp.csv": f"Personnummer\n{NUMBER}\n",
                  "rättelser.csv": "nyckel;kolumn;gammalt;nytt;vem\n"
                  f"{NUMBER};Adress;Vättestigen 5;Vättestigen 6;KE\n"
                  "19320303-9825;Adress;Björkgatan 3;c/o 330404-9830;KE\n"
                  }) as small:
        ran = said(check, "lists", small.run())
        check.true("lists: runs", ran.code == 0, ran)
        check.equal("lists", outcomes(small),
                    ["letter", "protected-named", "protected"])
        search(check, "lists", small.file("out"))
        ask(check, "lists", small, 3)
    with Small("corrections: rättelser.csv\n",
               rows=(HEAD, ANNA, MARKED[:-1],
                     person("19330404-9831", "Qvill;Zimpelman")),
               **{"rättelser.csv": "nyckel;kolumn;gammalt;nytt;vem\n"
                  f"{NUMBER};Skydd;;J;KE\n"}) as small:
        ran = said(check, "a correction that marks", small.run())
        check.equal("a correction that marks", outcomes(small),
                    ["letter", "protected", "protected-twin"])
        search(check, "a correction that marks", small.file("out"))


def check_second_register(check):
    """Marked in one file, and not in the other."""
    other = [HEAD, person("330404-9830", "Qvill;Zimpelman", "Vättestigen 5"),
             person("19400506-9840", "Eva;Lind")]
    for marked_first in (True, False):
        one, two = [HEAD, ANNA, MARKED], other
        first, second = (one, two) if marked_first else (two, one)
        with Small(head=Small.HEAD.replace(
                "{file: r.csv, key: Personnummer}", "[{file: r.csv, key: "
                "Personnummer, source: Ett}, {file: s.csv, source: Två}]"),
                rows=first, s_csv="\n".join(second) + "\n") as small:
            ran = said(check, "two registers", small.run())
            check.true("two registers: run", ran.code == 0, ran)
            search(check, "two registers", small.file("out"))
            ask(check, "two registers", small, 4)


def check_paper(check):
    """Households, banner sheets, groups, letters' own files, letters apart."""
    rows = (HEAD + ";Hus", ANNA + ";Zimpelhuset",
            person(NUMBER[2:], "Qvill;Zimpelman") + ";Zimpelhuset", BO +
            ";Björken", MARKED + ";Zimpelhuset")
    for name, job in (
            ("households", "households: {by: Hus}\n"),
            ("banners", "print: {banner: group, group_by: Hus, split: batch}\n"
             "order: [Hus]\n"),
            ("own files", "persons: no\nprint: {split: letter, named_by: "
             "Efternamn}\n"),
            ("both", "print: {split: both}\n")):
        with Small(job, rows=rows, letter="Hej!\n") as small:
            ran = said(check, name, small.run())
            check.true(f"{name}: runs", ran.code == 0, ran)
            out = small.file("out")
            # The house is Anna's too.
            with open(small.file("jobb", "r.csv"), encoding="utf-8") as file:
                check.true(f"{name}: the house", "Zimpelhuset" in file.read())
            for at, _, names in os.walk(out):
                for file in names:
                    for content in views(os.path.join(at, file)):
                        content = content.replace(b"Zimpelhuset", b"")
                        check.equal(f"{name}: {file}", TRACES.found(content), [])


def check_workbook(check):
    """Cells that show something else than they hold: a mark that shows
    nothing, numbers of twelve digits."""
    import openpyxl
    digits = int(NUMBER.replace("-", ""))
    with Small(head=Small.HEAD.replace("r.csv", "r.xlsx")) as small:
        book = openpyxl.Workbook()
        for row in (HEAD + ";Anteckning", ANNA + ";", BO + ";", MARKED + ";",
                    person("19400506-9840") + ";"):
            book.active.append(row.split(";"))
        sheet = book.active
        sheet["G4"] = 1
        sheet["G4"].number_format = ";;;"
        sheet["H3"] = digits
        sheet["H5"] = digits % 10 ** 10
        book.save(small.file("jobb", "r.xlsx"))
        ran = said(check, "workbook", small.run())
        check.true("workbook: runs", ran.code == 0, ran)
        check.equal("workbook", outcomes(small),
                    ["letter", "protected-named", "protected",
                     "protected-named"])
        search(check, "workbook", small.file("out"))
        ask(check, "workbook", small, 4)


def check_workbook_beside(check):
    """The same of a file beside the register: its mark shows nothing, its
    number is one of twelve digits; and what it says of them in other rows."""
    import openpyxl
    digits = int(NUMBER.replace("-", ""))
    with Small("tables:\n  a: {file: a.xlsx, match: {Ort: Ort}, protected: "
               "Sekretess}\n", rows=(HEAD, ANNA, BO, MARKED[:-1]),
               letter="Hej!\n\n{{each? a}}\n- {{a.Vem}}\n{{/each}}\n") as small:
        book = openpyxl.Workbook()
        for row in (["Nr", "Vem", "Ort", "Sekretess"],
                    ["", "Qvill Zimpelman", "Norrviken", 1],
                    ["", "Vättestigen", "Norrviken", ""],
                    ["", "Anna Ek", "Norrviken", ""],
                    ["", "Vid Björkgatan", "Norrviken", ""],
                    ["", "Zimpelman", "Norrviken", 1]):
            book.active.append(row)
        book.active["A2"] = book.active["A3"] = book.active["A5"] = digits
        book.active["D2"].number_format = ";;;"
        book.active["D6"].number_format = '"-"'
        book.active["A5"].number_format = "0.00E+00"
        book.active["A2"].number_format = "0.00E+00"
        book.active["A3"].number_format = "#,##0"
        book.save(small.file("jobb", "a.xlsx"))
        ran = said(check, "workbook beside", small.run())
        check.true("workbook beside: runs", ran.code == 0 and
                   "[protected-dropped]" in ran.err, ran)
        check.equal("workbook beside", outcomes(small),
                    ["letter", "letter", "protected-twin"])
        search(check, "workbook beside", small.file("out"))
        ask(check, "workbook beside", small, 3)


def check_workbook_untold(check):
    """Numbers that a file's cells do not show ask for its mark, too."""
    import openpyxl
    none = Small.HEAD.replace("protected: Skydd", "protected: {none: prov}, "
                              "not_marks: {Skydd: prov}")
    for form in (None, "0.00E+00"):
        with Small("tables:\n  a: {file: a.xlsx, match: {Ort: Ort}}\n",
                   head=none, rows=(HEAD, ANNA, BO),
                   letter="Hej!\n\n{{each? a}}\n- {{a.Vem}}\n{{/each}}\n") as small:
            book = openpyxl.Workbook()
            book.active.append(["Nr", "Vem", "Ort"])
            book.active.append([int(NUMBER.replace("-", "")), "Eva", "Norrviken"])
            if form:
                book.active["A2"].number_format = form
            book.save(small.file("jobb", "a.xlsx"))
            ran = small.run()
            check.true(f"workbook untold, {form}", ran.code == 2 and
                       "[protected-untold]" in ran.err, ran)


def main():
    check = Checks()
    check.true("the search finds them", len(TRACES.found(MARKED.encode())) >= 4)
    check.true("and nobody else", not TRACES.found((ANNA + BO).encode()))
    for part in (check_twins, check_malformed, check_named, check_tables,
                 check_marked_beside, check_untold, check_look_up, check_lists, check_second_register,
                 check_paper, check_workbook,
                 check_workbook_beside, check_workbook_untold):
        part(check)
    check.end()


if __name__ == "__main__":
    main()
