"""The sheets of manifest.xlsx that report.html has too: areas, rules,
provenance, and charts of them. They say what the ledger says; verify finds
every cell and every chart that says something else."""
import os
import re
import sqlite3
import zipfile

from kit import Checks, Folder, Small, reseal, run, sha256
from report import Page, ask, read

AREAS, RULES, MADE_OF, CHARTS = "Områden", "Regler", "Ursprung", "Diagram"


def book(out):
    import openpyxl
    return openpyxl.load_workbook(os.path.join(out, "keep", "manifest.xlsx"))


def lines(sheet):
    return [[cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def below(sheet, title):
    """The table beneath a title: without its header, up to an empty line."""
    rows = lines(sheet)
    at = [row[0] for row in rows].index(title) + 2
    end = at
    while end < len(rows) and any(cell is not None for cell in rows[end]):
        end += 1
    return rows[at:end]


def as_text(rows):
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def check_pages(check):
    """Where each letter lies: its first page, its last one, how many."""
    with Small(letter="# Hej\n\n" + "Hej {{Förnamn}}!\n\n" * 60) as small:
        small.run()
        rows = lines(book(small.file("out")).worksheets[1])
        have = [tuple(row[2:5]) for row in rows[1:]]
        check.equal("first, last and count of pages", have,
                    [(1, 3, 3), (4, 6, 3)])


def check_sheets(check, out):
    made = book(out)
    check.equal("the sheets", made.sheetnames[4:], [AREAS, RULES, MADE_OF,
                                                    CHARTS])
    areas = as_text(below(made[AREAS], "Utfall per område"))
    check.equal("areas", areas[:-1], ask(
        out, "SELECT coalesce(nullif(Enhet, ''), '–'), count(*),"
        " sum(outcome = 'letter'), sum(outcome = 'together'),"
        " sum(outcome = 'excluded'), sum(outcome = 'held') FROM register"
        " JOIN outcome ON outcome.row = register.'#'"
        " GROUP BY 1 ORDER BY 2 DESC, Enhet"))
    check.equal("their sum", areas[-1], ["Summa", "396", "284", "0", "83",
                                         "29"])
    check.equal("and the page's", Page(read(out)).tables["Utfall per område"][1:],
                areas)
    rules = as_text(below(made[RULES], "Reglerna i den ordning de avgör"))
    check.equal("rules as written", [row[:2] + row[3:] for row in rules], ask(
        out, "SELECT number, reason, condition, matched, undecidable, decided,"
        ' "left" FROM rule ORDER BY number'))
    files = as_text(below(made[MADE_OF],
                          "Filer som körningen gjordes av, med SHA-256"))
    check.equal("every file", [[row[0], *row[4:]] for row in files], ask(
        out, "SELECT name, bytes, sha256 FROM input ORDER BY rowid"))
    check.equal("the register's encoding and rows",
                [row[1:4] for row in files if row[0] == "klienter.csv"],
                [["register", "windows-1252", "396"]])
    check.equal("checks that were switched off", as_text(below(
        made[MADE_OF], "Kontroller som jobbet har stängt av, och varför"))[0][:2],
        ["similar", "Vi har sett efter"])
    check.equal("corrections", as_text(below(
        made[MADE_OF], "Celler som rättades innan något avgjordes"))[0][:2],
        ["Adress", "1"])
    for sheet in made.worksheets[4:]:
        check.true(f"{sheet.title}: on one page's width, with its number",
                   sheet.page_setup.paperSize == 9 and
                   sheet.sheet_properties.pageSetUpPr.fitToPage and
                   "&P" in sheet.oddFooter.right.text, sheet.title)
    return made


def check_libraries(check, out, made):
    said = as_text(below(made[MADE_OF],
                         "Programbibliotek som körningen gjordes med"))
    said = dict(row[:2] for row in said)
    version = run("--version").out
    check.true("libraries and their versions", len(said) > 10 and all(
        f"\n  {name} {number}\n" in version for name, number in said.items()),
        f"{said}\n{version}")
    check.equal("SQLite's, as another tool has it", said["SQLite"],
                sqlite3.sqlite_version)
    check.equal("on the page too", [row for row in Page(read(out)).tables[
        "Programbibliotek som körningen gjordes med"][1:]],
        [list(pair) for pair in said.items()])


def check_charts(check, made):
    charts = made[CHARTS]._charts
    check.equal("two charts", len(charts), 2)
    check.equal("below their heading", made[CHARTS]["A1"].value, CHARTS)

    def ranges(chart):
        return [(x.cat.strRef.f, x.val.numRef.f) for x in chart.series]

    for names, numbers in ranges(charts[0]):
        sheet, cells = names.rsplit("!", 1)
        said = {row[0].value: other[0].value for row, other in zip(
            made[sheet.strip("'")][cells],
            made[sheet.strip("'")][numbers.rsplit("!", 1)[1]])}
        check.equal("the chart of outcomes", list(said.values()),
                    [284, 0, 83, 29])
        check.equal("and their names", list(said)[0::3], ["fick brev",
                                                          "väntar"])
    rows = len(below(made[AREAS], "Utfall per område")) - 1
    check.equal("the chart of areas takes every area and no sum",
                ranges(charts[1]), [
                    (f"'{AREAS}'!$A$3:$A${rows + 2}",
                     f"'{AREAS}'!${x}$3:${x}${rows + 2}") for x in "CDEF"])


def change(out, part, old, new):
    """False where there is no such text in the part."""
    path = os.path.join(out, "keep", "manifest.xlsx")
    with zipfile.ZipFile(path) as source:
        parts = {info: source.read(info) for info in source.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as to:
        for info, text in parts.items():
            if info.filename == part:
                found = re.search(old, text)
                text = re.sub(old, new, text, count=1)
            to.writestr(info, text)
    return bool(found)


def check_damage(check, out):
    path = os.path.join(out, "keep", "manifest.xlsx")
    with open(path, "rb") as source:
        whole = source.read()
    sheet = "xl/worksheets/sheet%d.xml"
    for what, part, old, new, code in (
            ("an area's count", sheet % 5, rb"<v>58</v>", rb"<v>59</v>", 0),
            ("an area's name", sheet % 5, rb"Kusten 1", rb"Kusten 3", 0),
            ("a condition", sheet % 6, rb"'Servicehus'", rb"'Eget boende'", 0),
            ("a hash", sheet % 7, rb"<t>[0-9a-f]{64}</t>",
             b"<t>" + b"0" * 64 + b"</t>", 0),
            ("a reason", sheet % 7, rb"Vi har sett efter", rb"Vi vet", 0),
            ("a version", sheet % 7, rb"<t>3\.", rb"<t>4.", 0),
            ("a heading of the charts", sheet % 8, rb"<t>Diagram", rb"<t>D", 0),
            ("what a chart takes", "xl/charts/chart2.xml", rb"\$A\$3", b"$A$4",
             1),
            ("a chart's title", "xl/charts/chart1.xml", rb"<a:t>Vad som",
             b"<a:t>Om", 1)):
        check.true(f"{what} is there", change(out, part, old, new))
        reseal(out)
        ran = run("verify", "--lang", "en", out)
        check.true(f"{what}: another is found", ran.code == 2 and
                   ("[manifest-cell]", "[manifest-chart]")[code] in ran.err,
                   ran)
        with open(path, "wb") as to:
            to.write(whole)
    reseal(out)


def check_many(check):
    """More areas than are named: counted and told, and a name that only one
    row has is not."""
    rows = ["Nr;Förnamn;Efternamn;Adress;Postnr;Ort;Distrikt"]
    for n in range(230):
        for k in range(2 if n < 190 else 1):
            rows.append(f"{1000 + 2 * n + k};Bageri {n};AB;Björkgatan {n};"
                        f"999 32;Norrviken;Distrikt {n:03}")
    head = Small.HEAD.replace("Personnummer", "Nr", 1).replace(
        "roles: {person: Personnummer, protected: Skydd}", "persons: no")
    with Small("print: {sides: 2, banner: group, group_by: Distrikt}\n",
               rows=rows, head=head) as small:
        ran = run("run", small.job, "-o", small.file("out"))
        if not check.true("a run of 230 areas", ran.code in (0, 1), ran):
            return
        areas = as_text(below(book(small.file("out"))[AREAS],
                              "Utfall per område"))
        check.equal("those of several rows are named", len(areas), 192)
        check.equal("the others are counted", areas[190][:2],
                    ["40 områden till", "40"])
        check.equal("and the sums close", areas[191][1:], [
            str(sum(int(row[i]) for row in areas[:-1])) for i in range(1, 6)])
        check.equal("the page says the same", Page(read(small.file(
            "out"))).tables["Utfall per område"][1:], areas)
        ran = run("verify", small.file("out"))
        check.true("and holds", ran.code == 0, ran)


def main():
    check = Checks()
    check_pages(check)
    with Folder() as folder:
        out = folder.file("out")
        folder.change("job.yaml", "letters_per_batch: 100}",
                      "letters_per_batch: 100, new_batch: Enhet}\n"
                      "allow: {similar: Vi har sett efter}\n"
                      "corrections: rättat.csv")
        with open(folder.file("fritt-val", "rättat.csv"), "w",
                  encoding="utf-8") as to:
            to.write("nyckel;kolumn;gammalt;nytt;vem\n371105-9984;Adress;"
                     "Östra Långgatan 10;Östra Långgatan 12;KE\n")
        ran = folder.run("-q", "-o", out)
        if check.true("a run", ran.code == 0, ran):
            made = check_sheets(check, out)
            check_libraries(check, out, made)
            check_charts(check, made)
            check_damage(check, out)
            again = folder.file("again")
            folder.run("-q", "-o", again)
            check.equal("the same bytes again", *[
                sha256(os.path.join(x, "keep", "manifest.xlsx"))
                for x in (out, again)])
    check_many(check)
    check.end()


if __name__ == "__main__":
    main()
