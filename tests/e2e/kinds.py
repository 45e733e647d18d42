"""Letters that went wrong without a word between two features: each a small
register, a job, and what must become of its rows. "L" a letter, "T" shared,
"E" excluded, and a held row by its code."""
import os
import sqlite3

from kit import Checks, Small, run

COLUMNS = "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd"
NUMBERS = ("19310202-9810", "19320303-9825", "19330404-9830", "19340505-9844",
           "19350606-9858", "19360707-9862")
NAMES = ("Anna;Ek", "Bo;Alm", "Cia;Lind", "Dan;Ask", "Eva;Björk", "Fia;Rönn")
STREETS = ("Björkgatan 1", "Storgatan 2", "Ekvägen 3", "Torget 4",
           "Lindgatan 5", "Almvägen 6")


def check_digit(nine):
    total = 0
    for i, digit in enumerate(nine):
        weighed = int(digit) * (2 - i % 2)
        total += weighed // 10 + weighed % 10
    return str(-total % 10)


NUMBERS = tuple(n[:-1] + check_digit(n[2:8] + n[9:12]) for n in NUMBERS)


def row(i, more="", mark="", number=None, street=None, name=None):
    cells = [number or NUMBERS[i], name or NAMES[i], street or STREETS[i],
             "999 30", "Norrviken", mark]
    return ";".join(cells + ([more] if more is not None else []))


def register(column, *cells, protected=()):
    """A row for each cell of a column of one's own."""
    return [COLUMNS + ";" + column] + [
        row(i, cell, "J" if i in protected else "")
        for i, cell in enumerate(cells)]


def plain(count, *more, protected=()):
    return [COLUMNS] + [row(i, None, "J" if i in protected else "")
                        for i in range(count)] + list(more)


def outcomes(small):
    path = small.file("out", "keep", "ledger.db")
    if not os.path.exists(path):
        return []
    with sqlite3.connect(path) as ledger:
        rows = ledger.execute(
            "SELECT outcome, code FROM outcome ORDER BY row").fetchall()
    return [code if outcome == "held" else outcome[0].upper()
            for outcome, code in rows]


HEAD = Small.HEAD
DECEASED = HEAD.replace("protected: Skydd", "protected: Skydd, "
                        "deceased: Avliden")
GUARDIAN = HEAD.replace(
    "protected: Skydd", "protected: Skydd, guardian: {name: GM, street: GMadr,"
    " postcode: GMpnr, town: GMort, mail: instead}")
BOTH_ROLES = GUARDIAN.replace("protected: Skydd", "protected: Skydd, "
                              "deceased: Avliden")
BY_GUARDIAN = register(
    "Avliden;GM;GMadr;GMpnr;GMort", ";;;;", ";Rydh, Gun Maria;NYGATAN 9 lgh 2;"
    "99930;Norrviken", ";Gun Rydh;Storgatan 1;99930;Norrviken")
DIED = [row(5, "2011-01-01;;;;", name="Gun;Rydh", street="Nygatan 9")]
PHONES = "columns: {Tel: phone}\n"
STOP = "rules: [{exclude: Nej, when: \"%s\"}]\n"
SEND = "send: {when: \"%s\", else: Nej}\n"
TABLE = ("tables: {m: {file: m.csv, match: {Enhet: Enhet}, protected: "
         "{none: inga personer}}}\n")
SIGNED = "facts: {undertecknare: Karin Ek, undertecknarens titel: chef}\n"
HOUSEHOLD = "households: {by: address, most: 2}\n"
UNITS = register("Enhet", "Björkgården", "Bjorkgarden", "Björkgårdn", "Haga")


PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
       b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82")


def told_apart(number):
    return number.replace("-", " ")


# name, wanted outcomes, how the job differs
CASES = [
    # lists and tables by a text are doubted as the values of a rule are
    ("a list of units",
     ["E", "list-nearly", "list-nearly", "L"],
     dict(job=STOP % "in_list('s.csv', Enhet)", rows=UNITS,
          s_csv="Enhet\nBjörkgården\n")),
    ("not in a list of units",
     ["E", "list-nearly", "list-nearly", "L"],
     dict(job=SEND % "not in_list('s.csv', Enhet)", rows=UNITS,
          s_csv="Enhet\nBjörkgården\n")),
    ("near, but the job says that they differ", ["E", "L", "L", "L"],
     dict(job="allow: {similar: olika enheter}\n" +
          STOP % "in_list('s.csv', Enhet)", rows=UNITS,
          s_csv="Enhet\nBjörkgården\n")),
    ("a table found by a unit",
     ["E", "unknown-row", "unknown-row", "L"],
     dict(job=TABLE + STOP % "m.Plats is not empty", rows=UNITS,
          m_csv="Enhet;Plats\nBjörkgården;Rådhuset\n")),
    ("telephone numbers of a list", ["E", "E", "E", "L"],
     dict(job=PHONES + STOP % "in_list('s.csv', Tel)",
          rows=register("Tel", "0999-10 00 00", "0999100000",
                        "+46 999 100000", "0999-10 00 01"),
          s_csv="Tel\n0999-100000\n")),
    ("a telephone number in a rule", ["E", "E", "L"],
     dict(job=PHONES + "rules: [{exclude: Nej, where: {Tel: 0999-100000}}]\n",
          rows=register("Tel", "0999 10 00 00", "0046999100000",
                        "0999-10 00 01"))),
    # what is compared differs by row
    ("two columns", ["E", "nearly-the-other", "L", "empty-value"],
     dict(job=STOP % "A = B",
          rows=register("A;B", "Haga;haga ", "Björkgården;Bjorkgarden",
                        "Norr;Haga", ";Haga"))),
    ("two columns that differ", ["E", "nearly-the-other", "L"],
     dict(job=SEND % "A <> B",
          rows=register("A;B", "Haga;haga ", "Björkgården;Bjorkgarden",
                        "Norr;Haga"))),
    ("a column among the values", ["nearly-the-other", "E", "L"],
     dict(job=STOP % "A in (B, 'Norr')",
          rows=register("A;B", "Björkgården;Bjorkgarden", "Norr;Haga",
                        "Haga;Norr"))),
    ("a column that contains another", ["E", "nearly-the-other", "L"],
     dict(job=STOP % "A contains B",
          rows=register("A;B", "Servicehus Haga;Servicehus",
                        "Sevicehus Haga;Servicehus", "Hemma;Servicehus"))),
    ("joined texts", ["E", "nearly-the-value", "L"],
     dict(job=STOP % "Enhet + ' ' + Hus = 'Haga servicehus'",
          rows=register("Enhet;Hus", "Haga;Servicehus", "Haga;Sevicehus",
                        "Norr;Eken"))),
    ("what a table says against a column",
     ["E", "nearly-the-other", "L"],
     dict(job=STOP % "look_up('u.csv', Personnummer, 'Ort') = Enhet",
          rows=register("Enhet", "Norrviken", "Norrviken", "Haga"),
          u_csv="Nr;Ort\n" + "".join(
              f"{n};{ort}\n" for n, ort in
              zip(NUMBERS, ("Norrviken", "Norviken", "Öster"))))),
    ("a date as text", ["E", "nearly-the-value", "nearly-the-value", "L"],
     dict(job="rules: [{exclude: Nej, where: {Dag: \"2012-03-01\"}}]\n",
          rows=register("Dag", "2012-03-01", "1 mars 2012", "1/3 2012",
                        "2 mars 2012"))),
    ("an identity number as text", ["nearly-the-value", "L"],
     dict(job=f"rules: [{{exclude: Nej, where: {{Nr: {NUMBERS[3]}}}}}]\n",
          rows=register("Nr", NUMBERS[3][2:], NUMBERS[4]))),
    # keys that look alike
    ("keys of other letters", ["similar-key", "similar-key", "similar-key",
                               "similar-key", "L"],
     dict(head=HEAD.replace("key: Personnummer", "key: Nr").replace(
         "person: Personnummer, ", "not_marks: {Nr: x}, ").replace(
             "not_marks: {Nr: x}, ", ""),
          rows=register("Nr", "AB12", "АВ12", "B2", "B²", "C3"))),
    # whoever has died, or is protected, in another row
    ("died, under a number that does not fit", ["deceased-twin", "L", "E"],
     dict(head=DECEASED, rows=register("Avliden", "", "") + [
         row(0, "2011-01-01", number=told_apart(NUMBERS[0]),
             street="Nygatan 9")])),
    ("died, without a number", ["deceased-twin", "L", "E"],
     dict(head=DECEASED, rows=register("Avliden", "", "") + [
         ";Anna Maria;Ek;BJÖRKGATAN 1 lgh 1101;999 30;Norrviken;;ja"])),
    ("died, without a street", ["E", "L", "E"],
     dict(head=DECEASED, rows=register("Avliden", "", "") + [
         row(0, "2011-01-01", street=" ")])),
    ("died, without a number and a street", ["L", "L", "E"],
     dict(head=DECEASED, rows=register("Avliden", "", "") + [
         ";Anna Maria;Ek;;999 30;Norrviken;;ja"])),
    ("no number, where one with a number died", ["E", "L", "deceased-twin"],
     dict(head=DECEASED, rows=register("Avliden", "2011-01-01", "") + [
         ";Anna Maria;Ek;BJÖRKGATAN 1 lgh 1101;999 30;Norrviken;;"])),
    ("a number that does not fit, where one with a number died",
     ["E", "L", "deceased-twin"],
     dict(head=DECEASED, rows=register("Avliden", "2011-01-01", "") + [
         "x;Anna Maria;Ek;BJÖRKGATAN 1 lgh 1101;999 30;Norrviken;;"])),
    # whoever would get the letter for somebody
    ("the guardian died by another row", ["L", "deceased-guardian", "L", "E"],
     dict(head=BOTH_ROLES, rows=BY_GUARDIAN + DIED)),
    ("by one without a number", ["L", "deceased-guardian", "L", "E"],
     dict(head=BOTH_ROLES, rows=BY_GUARDIAN + [
         ";Gun;Rydh;Nygatan 9;999 30;Norrviken;;ja;;;;"])),
    ("who gets no letter", ["L", "L", "L", "E"],
     dict(head=BOTH_ROLES.replace("instead", "client"),
          rows=BY_GUARDIAN + DIED)),
    ("of somebody who gets none", ["L", "E", "L", "E"],
     dict(head=BOTH_ROLES, rows=BY_GUARDIAN + DIED,
          job=STOP % "Förnamn = 'Bo'")),
    ("another number, where one died", ["E", "L", "L"],
     dict(head=DECEASED, rows=register("Avliden", "2011-01-01", "") + [
         row(0, "", number=NUMBERS[2])])),
    ("died, in a malformed row",
     ["deceased-twin", "L", "malformed-row"],
     dict(head=DECEASED.replace("protected: Skydd", "protected: {none: rensat},"
                                " not_marks: {Skydd: rensat}"),
          rows=register("Avliden", "", "") + [row(0, "2011-01-01") + ";x"])),
    ("protected, with a cell too many behind",
     ["protected-twin", "L", "malformed-row"],
     dict(rows=plain(2, row(0, None, "J") + ";x"))),
    ("protected, with a cell too many inside",
     ["protected-twin", "L", "malformed-row"],
     dict(rows=plain(2, row(0, None, "J", name="Anna;Ek;Lund")))),
    ("protected, with cells too few",
     ["protected-twin", "L", "malformed-row"],
     dict(rows=plain(2, f"{NUMBERS[0]};Anna;Ek;J"))),
    ("malformed and not marked", ["L", "L", "malformed-row"],
     dict(rows=plain(2, row(2, None, "") + ";x"))),
    ("protected, a digit lost", ["protected-twin", "protected"],
     dict(rows=plain(1, row(1, None, "J", number=NUMBERS[0][:-1])),
          letters="0-9")),
    ("protected, an O for a 0", ["protected-twin", "protected"],
     dict(rows=plain(1, row(1, None, "J",
                            number=NUMBERS[0].replace("0", "O"))),
          letters="0-9")),
    ("protected, two digits swapped", ["protected-twin", "protected"],
     dict(rows=plain(1, row(1, None, "J", number=NUMBERS[0][:9] +
                            NUMBERS[0][10] + NUMBERS[0][9] +
                            NUMBERS[0][11:])), letters="0-9")),
    ("twice, once with a blank in the number",
     ["unfit-value", "duplicate-key", "L"],
     dict(rows=[COLUMNS, row(0, None, number=told_apart(NUMBERS[0])),
                row(0, None), row(1, None)])),
    ("protected, named in one cell with the street",
     ["protected-named", "L", "protected"],
     dict(rows=register("Anm", "ring Cia Lind på Ekvägen 3", "Ekvägen 3", "",
                        protected=(2,)))),
    ("a guardian with an initial", ["protected-named", "L", "protected"],
     dict(head=GUARDIAN, rows=register(
         "GM;GMadr;GMpnr;GMort", "C. Lind;Ekvägen 3;999 32;Norrviken",
         "Eva Björk;Ekvägen 4;999 32;Norrviken", ";;;", protected=(2,)))),
    ("a guardian with a slip", ["protected-named", "protected-named",
                                "protected"],
     dict(head=GUARDIAN, letters="0-9", rows=register(
         "GM;GMadr;GMpnr;GMort", "Cia Lindh;EKVAGEN 3;999 32;Norrviken",
         "Сia Lind;Ekv. 3;999 32;Norrviken", ";;;", protected=(2,)))),
    # cells that say what no role names
    ("protection in notes", ["protected", "L", "L"],
     dict(rows=register("Anm", "Skyddad identitet", "Ej sekretess",
                        "Skyddsrum finns"))),
    ("protection in notes, and a second row of the person",
     ["protected", "protected"],
     dict(rows=register("Anm", "OBS kvarskriven") + [row(0, "")],
          letters="0-9")),
    ("death in a status", ["speaks-of-death", "L", "L", "speaks-of-death"],
     dict(rows=register("Status", "Avliden", "Aktiv", "Maken avliden 2009",
                        "DÖDSBO"))),
    ("death in a name", ["speaks-of-death", "speaks-of-death",
                         "speaks-of-death", "L"],
     dict(rows=[COLUMNS, row(0, None, name="Dödsboet;Ek"),
                row(1, None, name="Bo †;Alm"),
                row(2, None, name="Cia;Lind (död)"), row(3, None)])),
    ("death that a rule knows of", ["E", "L"],
     dict(job="rules: [{exclude: Avslutad, where: {Status: Avliden}}]\n",
          rows=register("Status", "Avliden", "Aktiv"))),
    ("words that mark nobody", ["L", "L"],
     dict(head=HEAD.replace("protected: Skydd", "protected: Skydd, not_marks: "
                            "{Anm: är handläggarens ord}"),
          rows=register("Anm", "Sekretess", "Avliden"))),
    # letters
    ("a household asked of a list", ["L", "L"],
     dict(job=HOUSEHOLD, letter="Hej {{names}} {{if in_list('s.csv')}}ja"
          "{{else}}nej{{/if}}\n",
          rows=[COLUMNS] + [row(i, None, name=name, street="Gatan 1 lgh 1101")
                            for i, name in enumerate(("Anna;Ek", "Bo;Ek"))],
          s_csv=f"Nr\n{NUMBERS[0]}\n")),
    ("a letter without a word", ["L", "empty-letter"],
     dict(letter="{{if Enhet = 'Haga'}}\nHej!\n{{/if}}\n",
          rows=register("Enhet", "Haga", "Norr"))),
    ("a letter of a rule across the page", ["L", "empty-letter"],
     dict(letter="{{if Enhet = 'Haga'}}\nHej!\n{{/if}}\n\n***\n",
          rows=register("Enhet", "Haga", "Norr"))),
    # what is left is no letter: a heading, a signature, a code, signs
    *((f"nothing is left but {what}", ["L", "empty-letter"],
       dict(job=SIGNED, letter="{{if Enhet = 'Haga'}}\nHej!\n{{/if}}\n\n" +
            left + "\n", rows=register("Enhet", "Haga", "Norr")))
      for what, left in (
          ("a heading", "# Din hjälp"),
          ("two headings and a rule", "# Din hjälp\n\n***\n\n## Så gör du"),
          ("a QR code", "![Svara](qr:https://exempel.se/{{response_code}})"),
          ("a heading over a QR code",
           "# Svara\n\n![Svara](qr:https://exempel.se/)"),
          ("the signature", "{.signature}\nKarin Ek\n\n{.title}\nEnhetschef"),
          ("the signature of a part", "{{> underskrift}}"),
          ("a blank", "&nbsp;"), ("a dash", "–"),
          ("a line to write on", "........................"),
          ("a picture", "![Vapen](vapen.png)"),
          ("a table's head", "| Dag | Plats |\n|---|---|\n| – | |"))),
    *((f"something is left: {what}", ["L", "L"],
       dict(letter="{{if Enhet = 'Haga'}}\nHej!\n{{/if}}\n\n" + left + "\n",
            rows=register("Enhet", "Haga", "Norr")))
      for what, left in (
          ("a heading and a word", "# Din hjälp\n\nVi hör av oss."),
          ("an item", "- 3"), ("a cell", "| Dag | Plats |\n|---|---|\n| 3 | |"),
          ("a note", "> Obs"), ("another script", "Ω"))),
    ("one of two texts says nothing", ["L", "empty-letter"],
     dict(head=HEAD.replace("{text: brev.md}", "{text: [brev.md, b.md]}"),
          letter="Hej!\n", b_md="# Mer\n\n{{if Enhet = 'Haga'}}\nHej!\n"
          "{{/if}}\n", rows=register("Enhet", "Haga", "Norr"))),
    # as it is written: everybody gets it so
    *((f"a letter of {what}", want, dict(letter=text, letters="0-9"))
      for what, want, text in (
          ("a heading", ["L", "L"], "# Vi ses på torsdag\n"),
          ("a heading with a name", ["L", "L"], "# Hej {{Förnamn}}!\n"),
          ("a picture", ["L", "L"], "![Inbjudan](vapen.png)\n"),
          ("a picture under a heading", ["L", "L"],
           "# Välkommen\n\n![Inbjudan](vapen.png)\n"),
          ("a QR code", ["empty-letter"] * 2,
           "![Svara](qr:https://exempel.se/)\n"),
          ("a QR code under a heading", ["L", "L"],
           "# Svara på webben\n\n![Svara](qr:https://exempel.se/)\n"),
          ("the signature", ["empty-letter"] * 2,
           "{.signature}\nKarin Ek\n"),
          ("a rule", ["empty-letter"] * 2, "***\n"),
          ("signs", ["empty-letter"] * 2, "–\n"))),
    ("rows beside an else of fixed text, and rows in whose place it stands",
     ["L", "L", "L"],
     dict(job=TABLE, letter="Hej!\n\n{{each m}}\n"
          "{{if m.Plats = 'Rådhuset'}}\n\nKom till {{m.Plats}}.\n\n{{/if}}\n"
          "{{else}}\n\nVi hör av oss.\n\n{{/each}}\n",
          rows=register("Enhet", "Haga", "Norr", "Öster"),
          m_csv="Enhet;Plats\nHaga;Rådhuset\nNorr;Skolan\n")),
    ("rows of a table that print nothing", ["L", "silent-rows", "no-rows"],
     dict(job=TABLE, letter="Hej! Du är kallad till:\n\n{{each m}}\n"
          "{{if m.Plats = 'Rådhuset'}}\n- {{m.Plats}}\n{{/if}}\n{{/each}}\n",
          rows=register("Enhet", "Haga", "Norr", "Öster"),
          m_csv="Enhet;Plats\nHaga;Rådhuset\nNorr;Skolan\n")),
    ("where that is as it should be", ["L", "L"],
     dict(job=TABLE, letter="Hej!\n\n{{each? m}}\n"
          "{{if m.Plats = 'Rådhuset'}}\n- {{m.Plats}}\n{{/if}}\n{{/each}}\n",
          rows=register("Enhet", "Haga", "Norr"),
          m_csv="Enhet;Plats\nHaga;Rådhuset\nNorr;Skolan\n")),
    # addresses
    ("postcodes and streets", ["unfit-value", "stand-in", "stand-in", "L"],
     dict(rows=[COLUMNS, row(0, None).replace("999 30", "00000"),
                row(1, None, street="FLYTTAT"),
                row(2, None, street="se anm."), row(3, None)])),
]

REFUSED = [
    ("a number with two readings in a rule", "number-read-twice",
     dict(job="columns: {A: decimal}\n" + STOP % "A > 1.234",
          rows=register("A", "1", "2"))),
    ("in a where", "number-read-twice",
     dict(job="columns: {A: decimal}\nrules: [{exclude: Nej, where: "
          "{A: \"1,234\"}}]\n", rows=register("A", "1", "2"))),
    ("in a fact", "number-read-twice", dict(job="facts: {gräns: 1.234}\n")),
    ("an identity number in a reason", "number-in-text",
     dict(job=f"rules: [{{exclude: Ej {NUMBERS[0]}, "
          "where: {Ort: Haga}}]\n")),
]


def run_case(checks, name, want, how):
    letters = how.pop("letters", None)
    job = how.pop("job", "")
    if letters:
        job += f"expect: {{letters: {letters}}}\n"
    with Small(job=job, **{"rows": plain(2), **how}) as small:
        with open(small.file("jobb", "vapen.png"), "wb") as to:
            to.write(PNG)
        ran = small.run()
        if not checks.equal(name, outcomes(small), want):
            print(ran)


def check_letter_file(checks):
    """A letter lies with the job, and no link makes another file one."""
    with Small() as small:
        with open(small.file("ute.md"), "w", encoding="utf-8") as out:
            out.write("Hej\n")
        job = open(small.job, encoding="utf-8").read()
        for name, code in (("../ute.md", "outside-folder"),
                           (small.file("ute.md"), "whole-path")):
            small.write("job.yaml", job.replace("brev.md", name))
            ran = small.run()
            checks.true(name, ran.code == 2 and f"[{code}]" in ran.err, ran)
        small.write("job.yaml", job)
        os.remove(small.file("jobb", "brev.md"))
        os.symlink("r.csv", small.file("jobb", "brev.md"))
        ran = small.run()
        checks.true("a link to the register",
                    ran.code == 2 and "[letter-kind]" in ran.err, ran)
        os.remove(small.file("jobb", "brev.md"))
        os.mkfifo(small.file("jobb", "brev.md"))
        ran = small.run()
        checks.true("a pipe that nobody writes to",
                    ran.code == 2 and "[cannot-read]" in ran.err, ran)


def check_words_are_said(checks):
    head = Small.HEAD.replace("protected: Skydd", "protected: {none: Prov}")
    with Small("protected: separate\n", head=head, rows=[
            row.rsplit(";", 2)[0] + ";" + row.rsplit(";", 1)[1] for row in
            register("Anm", "Skyddad identitet", "")]) as small:
        ran = small.run()
        checks.true("the column is named",
                    "'Anm' speaks of protected identity in 1 rows" in ran.err
                    and "[speaks-of-protection]" in ran.err, ran)
        ledger = open(small.file("out", "keep", "ledger.db"), "rb").read()
        checks.true("nothing of the row is kept", b"Anna" not in ledger)
        apart = small.file("out", "keep", "protected")
        checks.true("the letter is made apart, as the job asks",
                    os.path.isdir(apart) and
                    [n for n in os.listdir(apart) if n.endswith(".pdf")], ran)


def check_names(checks):
    """Those who share a letter are named in the language of each text."""
    head = HEAD.replace("{text: brev.md}", "{text: [fi.md, brev.md, en.md]}")
    rows = [COLUMNS] + [row(i, None, name=name, street="Gatan 1 lgh 1101")
                        for i, name in enumerate(("Anna;Ek", "Bo;Ek"))]
    with Small(HOUSEHOLD, head=head, rows=rows, letter="Hej {{names}}!\n",
               fi_md="---\nlanguage: fi\n---\nHei {{names}}!\n",
               en_md="---\nlanguage: en\n---\nDear {{names}},\n") as small:
        ran = small.run()
        text = small.text()
        for said in ("Hei Anna ja Bo!", "Hej Anna och Bo!",
                     "Dear Anna and Bo,"):
            checks.true(said, said in text, (ran, text))


def check_explained(checks):
    """A sealed run tells a rule that matched from one in doubt."""
    rules = ("rules:\n  - {exclude: Nej, where: {Enhet: Björkgården}}\n"
             "  - {hold: Vänta, where: {Hus: Eken}}\n")
    with Small(job=rules, rows=register(
            "Enhet;Hus", "Björkgården;Eken", "Björkgårdn;Eken", "Haga;Eken",
            "Haga;Ekken", "Haga;Lönnen")) as small:
        small.run()
        for number, want in enumerate((
                ("matched", "matched"), ("could not be decided", "matched"),
                ("did not match", "matched"),
                ("did not match", "could not be decided"),
                ("did not match", "did not match")), 1):
            ran = run("explain", "--lang", "en", small.file("out"), "--row",
                      str(number))
            said = [line.rsplit(": ", 1)[1] for line in ran.out.splitlines()
                    if line.startswith("rule ")]
            checks.equal(f"row {number} explained", tuple(said), want)


def main():
    checks = Checks()
    for name, want, how in CASES:
        run_case(checks, name, want, dict(how))
    for name, code, how in REFUSED:
        with Small(**{"rows": plain(2), **how}) as small:
            ran = small.run()
            checks.true(name, ran.code == 2 and f"[{code}]" in ran.err, ran)
    check_letter_file(checks)
    check_words_are_said(checks)
    check_names(checks)
    check_explained(checks)
    checks.end()


main()
