"""Nine mailings from files as they come out of an office, untouched: titles
above the headers, headers in two levels, merged cells, sum rows, notes beside
and below, dates and money of Excel, ticks, colours.

Each goes the way a manager goes: `new`, an edit of what it wrote, `check`, `run`;
and the letters are read as the addressee reads them. Nothing in a workbook is
mended on the way. What is left out of a letter, and why, is counted too.

There is no channel but the letter: who wants e-mail is left out by a rule."""
import datetime
import os
import re
import shutil
import sqlite3
import sys
import tempfile

import openpyxl
from openpyxl.styles import Font, PatternFill

from kit import HERE, Checks, batches, run, tool

sys.path.insert(0, os.path.join(HERE, "..", "model"))
from rules import identity, luhn  # noqa

FIRST = ("Anna", "Bo", "Cia", "Dag", "Eva", "Filip", "Greta", "Hans")
LAST = ("Ek", "Alm", "Lind", "Björk", "Hägg", "Sälg")
SENDER = {"kommunen": "Norrviks kommun", "förvaltningen": "Omsorgen",
          "postadress": "Box 1, 999 01 Norrvik",
          "gata, öppettider": "Storgatan 1", "telefonnummer": "0999-10 00 00"}


def person(i):
    return {"pnr": identity(130000 + 25 * i), "first": FIRST[i % 8],
            "last": LAST[i % 6] + ("" if i < 24 else "man"),
            "street": f"Björkgatan {i + 1}", "code": f"999 {31 + i % 4}",
            "town": ("Norrvik", "Vik", "Haga", "Kusten")[i % 4]}


class Mailing:
    """A folder with files as they came, and what is made of them."""

    def __init__(self, check, name):
        self.check, self.name = check, name
        self.path = tempfile.mkdtemp(prefix="utskick-e2e-")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, *names):
        return os.path.join(self.path, *names)

    def true(self, what, ok, detail=""):
        return self.check.true(f"{self.name}: {what}", ok, detail)

    def write(self, name, text, encoding="utf-8"):
        with open(self.file(name), "w", encoding=encoding, newline="") as to:
            to.write(text)

    def read(self, name):
        with open(self.file(name), encoding="utf-8") as source:
            return source.read()

    def new(self, register, *wanted):
        ran = run("new", "--lang", "sv", self.file(register))
        self.true("new", ran.code == 0, ran)
        job = self.read("job.yaml")
        for line in wanted:
            self.true(f"new writes {line!r}", line in job, job)
        return ran

    def edit(self, name, letter, **changes):
        """The gaps, and the sections of job.yaml that the manager writes
        anew; those that are not there come last."""
        job = re.sub(r"(?m)^namn: FYLL I", f"namn: {name}", re.sub(
            r"(?m)^diarienummer: FYLL I", "diarienummer: SN-2024-0012", re.sub(
                r"(?m)^datum: \S+", "datum: 2024-03-18", job_date(
                    self.read("job.yaml")))))
        parts = re.split(r"(?m)^(?=[a-zåäö]+:)", job)
        for key, text in changes.items():
            at = [i for i, p in enumerate(parts) if p.startswith(key + ":")]
            section = f"{key}: {text.strip()}\n" if "\n" not in text else (
                f"{key}:\n{text.strip(chr(10))}\n")
            if at:
                parts[at[0]] = section
            else:
                parts.append(section)
        self.write("job.yaml", "".join(parts))
        head = f"---\nspråk: sv\nämne: {name}\n---\n"
        for file, text in (letter.items() if isinstance(letter, dict) else
                           {"brev.md": letter}.items()):
            self.write(file, text if text.startswith("---") else head + text)
        paper = self.read("brevpapper.yaml")
        for gap, text in SENDER.items():
            paper = paper.replace(f"FYLL I: {gap}", text)
        self.write("brevpapper.yaml", paper.replace("står FYLL I", "stod"))

    def outcomes(self):
        with sqlite3.connect(f"file:{self.file('ut', 'keep', 'ledger.db')}"
                             "?mode=ro", uri=True) as ledger:
            return dict(ledger.execute(
                "SELECT outcome, count(*) FROM outcome GROUP BY outcome"))

    def make(self, **want):
        """check, then run: the same sums, and the letters' words."""
        job = self.file("job.yaml")
        seen = run("check", job)
        if not self.true("check", seen.code in (0, 1), seen):
            return ""
        ran = run("run", job, "-o", self.file("ut"))
        self.true("run", ran.code in (0, 1), ran)
        counted = {"letter": "rader med brev", "excluded": "utesluts",
                   "held": "väntar"}
        have = self.outcomes()
        for outcome, word in counted.items():
            said = re.search(rf"(?m)^[ +] *{word} +(\d+)$", seen.out)
            self.true(f"{outcome}: check says what run does", said and
                      int(said[1]) == have.get(outcome, 0), f"{seen}{have}")
        self.check.equal(f"{self.name}: what becomes of the rows", have, want)
        return re.sub(r"[\s\u00a0\u202f]+", " ", "".join(
            tool("pdftotext", "-layout", pdf, "-").out
            for pdf in batches(self.file("ut"))))


def job_date(job):
    """The day of the file is the test's, and the letter's is fixed."""
    return re.sub(r"(?m)^  uttagen: \S+", "  uttagen: 2024-03-11", job)


def book(path, rows, title=None, **sheets):
    """A workbook: a title over the table, merged over its width."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Uttag"
    if title:
        sheet.append([title])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1,
                          end_column=len(rows[0]))
        sheet["A1"].font = Font(bold=True, size=16)
        sheet.append([])
    for row in rows:
        sheet.append(row)
    for name, content in sheets.items():
        extra = made.create_sheet(name)
        for row in content:
            extra.append(row)
    return made, sheet


def by_mail_rules(check):
    """Who gets it by post is said in a column; a sum row and a note follow."""
    rows = [["Personnr", "Namn", "Adress", "Postadress", "Sekretess",
             "Utskick via"]]
    for i in range(24):
        p = person(i)
        rows.append([p["pnr"], f"{p['last']}, {p['first']}", p["street"],
                     f"{p['code']} {p['town']}", "J" if i == 5 else None,
                     "E-post" if i % 4 == 3 else "Post"])
    rows += [[], ["Summa", 24], [None, "Kontrollerad av KE"]]
    with Mailing(check, "by mail rules") as mailing:
        made, sheet = book(None, rows, "Klienter per 2024-03-11")
        for cell in sheet[6]:
            cell.fill = PatternFill("solid", fgColor="FFFFFF00")
        made.save(mailing.file("klienter.xlsx"))
        ran = mailing.new("klienter.xlsx", "Tilltal: {är: förnamn(Namn)}",
                          "postadress: Postadress", "skyddade: Sekretess")
        mailing.true("the painted row and the sum are said",
                     "1 rad är färgad" in ran.err and "[sum-rows]" in ran.err,
                     ran)
        mailing.edit("Nya tider", "# Nya tider\n\nHej {{Tilltal}}!\n",
                     skicka="{där: {Utskick via: Post}, annars: Får e-post}",
                     kolumner="\n  Tilltal: {är: förnamn(Namn)}\n"
                     "  Utskick via: {värden: [Post, E-post]}\n",
                     förväntat="{rader: 25-27, väntar: 0-4}")
        text = mailing.make(letter=17, excluded=6, held=3)
        mailing.true("greets by first names", "Hej Anna!" in text and
                     "Ek, Anna" not in text and "Anna Ek" in text, text[:900])
        mailing.true("not the protected, not those with e-mail",
                     "Björkgatan 6 " not in text and
                     "Björkgatan 4 " not in text, text)


def reminders(check):
    """Answers came back in a file of their own, in another spelling of the
    number and with a title above."""
    lines = ["Utskick 2024 vår;;;;;;", "", "Personnummer;Förnamn;Efternamn;"
             "Gatuadress;Postnr;Ort;Skyddad identitet"]
    for i in range(20):
        p = person(i)
        lines.append(f"{p['pnr'][2:]};{p['first']};{p['last']};{p['street']};"
                     f"{p['code'].replace(' ', '')};{p['town']};")
    lines += [";;;;;;", "Antal:;20;;;;;"]
    with Mailing(check, "reminders from answers") as mailing:
        mailing.write("klienter.csv", "\r\n".join(lines) + "\r\n", "cp1252")
        answers, sheet = book(None, [["Svar", "Personnr", "Inkom"]] + [
            ["Ja" if i % 2 else "Nej", person(i)["pnr"],
             datetime.date(2024, 2, 1 + i)] for i in range(0, 20, 3)])
        sheet["C3"].number_format = "DD/MM"
        answers.save(mailing.file("svar.xlsx"))
        mailing.new("klienter.csv", "rubrikrad: 2", "nyckel: Personnummer")
        mailing.edit("Påminnelse", "# Påminnelse\n\nHej {{Förnamn}}! Vi har "
                     "inte fått ditt svar.\n",
                     regler="\n  - uteslut: Har svarat\n    om: \"i_lista("
                     "'svar.xlsx', Personnummer, 'Personnr')\"\n",
                     förväntat="{rader: 20-22, väntar: 0-2}")
        text = mailing.make(letter=13, excluded=7, held=1)
        mailing.true("only to those who have not answered",
                     "Björkgatan 2 " in text and "Björkgatan 1 " not in text and
                     "Björkgatan 4 " not in text, text)


def meetings(check):
    """Headers in two levels, and the meetings on a sheet with Excel's dates
    and times."""
    rows = [["Person", None, None, "Bostad", None, None, None],
            ["Personnummer", "Förnamn", "Efternamn", "Adress", "Postnr", "Ort",
             "Distrikt"]]
    for i in range(18):
        p = person(i)
        rows.append([p["pnr"], p["first"], p["last"], p["street"], p["code"],
                     p["town"], ("Haga", "Kusten", "Centrum")[i % 3]])
    with Mailing(check, "meetings") as mailing:
        made, sheet = book(None, rows)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("D1:G1")
        made.save(mailing.file("k.xlsx"))
        other, sheet = book(None, [["Område", "Dag", "Klockan", "Lokal"],
                            ["Haga", datetime.date(2024, 4, 9),
                             datetime.time(14, 30), "Hagaskolan"],
                            ["Kusten", datetime.date(2024, 4, 16),
                             datetime.time(9, 0), "Fyren"]])
        for row in (2, 3):
            sheet.cell(row, 2).number_format = "D MMMM YYYY"
            sheet.cell(row, 3).number_format = "HH:MM"
        other.save(mailing.file("möten.xlsx"))
        mailing.new("k.xlsx", "rubrikrad: 2", "nyckel: Personnummer")
        mailing.edit("Inbjudan", "# Inbjudan\n\nHej {{Förnamn}}! Välkommen till "
                     "{{möten.Lokal}} den {{långt_datum(möten.Dag)}} klockan "
                     "{{möten.Klockan}}.\n",
                     roller="{person: Personnummer, skyddade: {ingen: "
                     "De skyddade är borttagna ur uttaget}}",
                     tabeller="{möten: {fil: möten.xlsx, koppla: {Område: "
                     "Distrikt}, kolumner: {Dag: datum}, skyddade: {ingen: "
                     "Där står inga personer}}}",
                     förväntat="{rader: 18, väntar: 0-6}")
        text = mailing.make(letter=12, held=6)
        mailing.true("the day, the hour and the place", "Välkommen till "
                     "Hagaskolan den 9 april 2024 klockan 14:30." in text and
                     "Fyren den 16 april 2024 klockan 09:00." in text, text)


def guardians(check):
    """Letters go to the guardian where there is one; phones are numbers."""
    rows = [["Personnummer", "Förnamn", "Efternamn", "Adress", "Postnr", "Ort",
             "Skydd", "God man", "God man adress", "God man postnr",
             "God man ort", "Mobil"]]
    for i in range(16):
        p, g = person(i), person(40 + i)
        own = i % 4 == 0
        rows.append([p["pnr"], p["first"], p["last"], p["street"],
                     int(p["code"].replace(" ", "")), p["town"],
                     None] + ([f"{g['first']} {g['last']}", "Ringvägen 9",
                               g["code"], g["town"]] if own else [None] * 4) +
                    [701234560 + i])
    with Mailing(check, "guardians") as mailing:
        made, _ = book(None, rows, "Huvudmän med god man")
        made.save(mailing.file("k.xlsx"))
        ran = mailing.new("k.xlsx", "god man:", "gata: God man adress",
                          "post: klienten")
        mailing.true("the lost zeros are said", "Mobil" in ran.err and
                     "nollan" in ran.err, ran)
        job = mailing.read("job.yaml")
        mailing.write("job.yaml", job.replace("post: klienten",
                                              "post: i stället"))
        mailing.edit("Årsräkning", "# Årsräkning\n\n{{if addressee = "
                     "'guardian'}}Du är god man för {{Förnamn}}.{{else}}Hej "
                     "{{Förnamn}}!{{/if}}\n", förväntat="{rader: 16}")
        text = mailing.make(letter=16)
        mailing.true("to the guardian, for whom", text.count("Ringvägen 9") == 4
                     and "Gäller Anna Ek" in text and
                     "Du är god man för Anna." in text and
                     text.count("Hej ") == 12, text)


def languages(check):
    """Four languages, spelt as each clerk spells them."""
    spelt = ("Svenska", "svenska", "finska", "Finska ", "engelska", "arabiska",
             "Svenska", "SVENSKA")
    rows = [["Pnr", "Förnamn", "Efternamn", "Gata", "Postnummer", "Postort",
             "Sekretess", "Modersmål"]]
    for i in range(40):
        p = person(i)
        rows.append([p["pnr"], p["first"], p["last"], p["street"], p["code"],
                     p["town"], "", None if i == 39 else spelt[i % 8]])
    with Mailing(check, "four languages") as mailing:
        made, sheet = book(None, rows, "Språk i hemtjänsten", Läsmig=[
            ["Ta bort dubbletter före utskick!"]])
        sheet["J5"] = "ring Eva om listan"
        made.save(mailing.file("k.xlsx"))
        mailing.new("k.xlsx", "Modersmål:", "nyckel: Pnr")
        heads = {"sv": "# Rätt till tolk\n\nHej {{Förnamn}}!\n",
                 "fi": "# Oikeus tulkkiin\n\nHyvä {{Förnamn}}!\n",
                 "en": "# Right to an interpreter\n\nDear {{Förnamn}},\n",
                 "ar": "# الحق في مترجم\n\n{{Förnamn}}\n"}
        mailing.edit("Rätt till tolk", {
            f"brev.{tag}.md": f"---\nspråk: {tag}\nämne: Rätt till tolk\n---\n"
            + text for tag, text in heads.items()}, kolumner="\n  Modersmål:\n"
            "    värden: {sv: [svenska], fi: [finska], en: [engelska], "
            "ar: [arabiska]}\n", brev="\n" + "".join(
                f"  - {{text: brev.{tag}.md, där: {{Modersmål: {tag}}}}}\n"
                for tag in heads), förväntat="{rader: 40, väntar: 0-1}")
        text = mailing.make(letter=39, held=1)
        mailing.true("each in its own", text.count("Hej ") == 19 and
                     text.count("Hyvä ") == 10 and text.count("Dear ") == 5 and
                     len(re.findall("[\u0600-\u06ff]{4}", text)) >= 5, text)


def fees(check):
    """Money and per cent under Excel's formats, a date as it shows there, and
    the sum below."""
    rows = [["Personnummer", "Namn", "Adress", "Postnr", "Ort", "Skyddad",
             "Avgift", "Höjning", "Beslutsdatum", "Mat"]]
    for i in range(12):
        p = person(i)
        rows.append([p["pnr"], f"{p['first']} {p['last']}", p["street"],
                     p["code"], p["town"], "", 1234.5 + i, 0.025,
                     datetime.date(2024, 1, 3 + i), 2985.5])
    rows += [["Summa", None, None, None, None, None, "=SUM(G4:G15)"]]
    with Mailing(check, "fees") as mailing:
        made, sheet = book(None, rows, "Avgifter 2024")
        for row in range(4, 16):
            sheet.cell(row, 7).number_format = '#,##0.00" kr"'
            sheet.cell(row, 8).number_format = "0.0%"
            sheet.cell(row, 9).number_format = "D MMM"
            sheet.cell(row, 10).number_format = '#,##0 "kr"'
        made.save(mailing.file("avgifter.xlsx"))
        mailing.new("avgifter.xlsx", "Beslutsdatum: datum")
        mailing.edit("Ny avgift", "# Ny avgift\n\nHej {{Namn}}! Din avgift är "
                     "{{Avgift}} i månaden, en höjning med {{Höjning}}, enligt "
                     "beslut den {{långt_datum(Beslutsdatum)}}. Maten kostar "
                     "{{belopp(Mat + 50)}}.\n",
                     kolumner="{Beslutsdatum: datum, Mat: decimaltal}",
                     förväntat="{rader: 13, väntar: 1}")
        text = mailing.make(letter=12, held=1)
        mailing.true("as Excel shows it", "Din avgift är 1 234,50 kr i månaden, "
                     "en höjning med 2,5%, enligt beslut den 3 januari 2024. "
                     "Maten kostar 3 035,50 kr." in text, text[:900])


def unit_report(check):
    """One letter for each unit, with its figures from another sheet's file."""
    def number(i):
        nine = f"2120009{80 + i}"
        return f"{nine[:6]}-{nine[6:]}{luhn(nine)}"
    rows = [["Org.nr", "Enhet", "Adress", "Postnr", "Ort"]] + [
        [number(i), f"Enhet {'ABCDEF'[i]}", f"Kajen {i + 1}", "999 31",
         "Norrvik"] for i in range(6)]
    figures = [["Kvartalsrapport", None, None], [],
               ["Enhet nr", "Månad", "Timmar"]]
    for i in range(6):
        for month, hours in (("januari", 1200.5 + i), ("februari", 980 + i)):
            figures.append([number(i), month, hours])
    with Mailing(check, "unit report") as mailing:
        made, _ = book(None, rows, "Enheter")
        made.save(mailing.file("enheter.xlsx"))
        other = openpyxl.Workbook()
        for row in figures:
            other.active.append(row)
        for row in other.active.iter_rows(min_row=4, min_col=3, max_col=3):
            row[0].number_format = "#,##0.0"
        other.save(mailing.file("timmar.xlsx"))
        mailing.new("enheter.xlsx", "personer: nej", "nyckel: Org.nr")
        mailing.edit("Kvartalsrapport", "# Rapport till {{Enhet}}\n\n| Månad | "
                     "Timmar |\n|---|---:|\n{{each timmar}}\n| {{timmar.Månad}} "
                     "| {{timmar.Timmar}} |\n{{/each}}\n",
                     tabeller="{timmar: {fil: timmar.xlsx, rubrikrad: 3, "
                     "koppla: {Enhet nr: Org.nr}}}", förväntat="{rader: 6}",
                     ordning="[Enhet]", adress="{namn: Enhet, gata: Adress, "
                     "postnummer: Postnr, ort: Ort}")
        text = mailing.make(letter=6)
        mailing.true("its own figures", "Rapport till Enhet A Månad Timmar "
                     "januari 1 200,5 februari 980,0" in text, text)


def newsletter(check):
    """Ticks say who wants it, and one to each household is enough."""
    rows = [["Personnummer", "Förnamn", "Efternamn", "Adress", "Postnummer",
             "Postort", "Skyddade personuppgifter", "Nyhetsbrev", "Avliden"]]
    for i in range(24):
        p = person(i)
        rows.append([p["pnr"], p["first"], p["last"], p["street"], p["code"],
                     p["town"], "", "x" if i % 3 else None,
                     "2023-12-24" if i == 4 else None])
    with Mailing(check, "newsletter by post") as mailing:
        made, sheet = book(None, rows, "Prenumeranter")
        for cell in sheet[9]:
            cell.font = Font(strike=True)
        made.save(mailing.file("prenumeranter.xlsx"))
        ran = mailing.new("prenumeranter.xlsx", "Nyhetsbrev: ja eller nej",
                          "avlidna: Avliden")
        mailing.true("the struck row is said", "1 rad har överstrukna celler"
                     in ran.err, ran)
        mailing.edit("Nyhetsbrev", "# Nytt från omsorgen\n\nHej {{Förnamn}}!\n",
                     skicka="{om: Nyhetsbrev, annars: Vill inte ha det}",
                     förväntat="{rader: 24, brev: 10-20}")
        text = mailing.make(letter=15, excluded=9)
        mailing.true("those who ticked, and nobody dead", text.count("Hej ") ==
                     15 and "Björkgatan 5 " not in text and
                     "Björkgatan 1 " not in text, text)


def lists(check):
    """A stop list, an allow list and corrections, each in its own spelling."""
    lines = ["Personnummer,Förnamn,Efternamn,Adress,Postnr,Ort,Sekretess"]
    for i in range(15):
        p = person(i)
        lines.append(f"{p['pnr']},{p['first']},{p['last']},{p['street']},"
                     f"{p['code']},{p['town']},")
    with Mailing(check, "lists") as mailing:
        mailing.write("klienter.csv", "\ufeff" + "\n".join(lines) + "\n")
        mailing.write("stopp.csv", "Nummer;Skäl\n" + "".join(
            f"{person(i)['pnr'].replace('-', '')};flyttat\n" for i in (1, 2)))
        made, _ = book(None, [["Personnr", "Grupp"]] + [
            [person(i)["pnr"][2:], "A" if i % 2 else "B"] for i in range(12)])
        made.save(mailing.file("grupper.xlsx"))
        mailing.write("rättelser.csv", "nyckel;kolumn;gammalt;nytt;vem\n"
                      f"{person(3)['pnr']};Adress;Björkgatan 4;Nygatan 4;KE\n")
        mailing.new("klienter.csv", "nyckel: Personnummer")
        mailing.edit("Val av grupp", "# Din grupp\n\nHej {{Förnamn}}! Du är i "
                     "grupp {{Grupp}}.\n", rättelser="rättelser.csv",
                     kolumner="{Grupp: {är: \"slå_upp('grupper.xlsx', "
                     "Personnummer, 'Grupp')\"}}",
                     regler="\n  - uteslut: Står på stopplistan\n    om: "
                     "\"i_lista('stopp.csv')\"\n  - uteslut: Har ingen grupp\n"
                     "    om: \"inte i_lista('grupper.xlsx')\"\n",
                     förväntat="{rader: 15, väntar: 0}")
        text = mailing.make(letter=10, excluded=5)
        mailing.true("corrected, looked up and stopped", "Nygatan 4 " in text
                     and "Hej Dag! Du är i grupp A." in text and
                     "Björkgatan 2 " not in text, text)


def main():
    check = Checks()
    for mailing in (by_mail_rules, reminders, meetings, guardians, languages,
                    fees, unit_report, newsletter, lists):
        mailing(check)
    check.end()


if __name__ == "__main__":
    main()
