"""What a workbook's cells show, and the numbers beneath them, all the way to
the letter: text columns print what a cell shows, columns of numbers and dates
take what it holds, and what is not surely shown is held.

The same register as .xlsx and as .ods gives the same letters.
"""
import os
import re
import shutil
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

from kit import HERE, Checks, Small, batches, run, tool

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "real"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
import formats  # noqa
from rules import identity  # noqa

HEADER = ["Personnummer", "Förnamn", "Efternamn", "Adress", "Postnr", "Ort",
          "Skydd", "Avgift", "Andel", "Beslut till", "Tid"]
# number format of each column that has one
CODES = {"Avgift": '#,##0\\ "kr"', "Andel": "0%", "Beslut till": "mmm yyyy",
         "Tid": "[h]:mm"}
ROWS = [
    ["19310202-9810", "Anna", "Ek", "Björkgatan 1", "999 32", "Norrviken", "",
     ("1234.5", "1 235 kr"), ("0.145", "15%"), ("40987", "mars 2012"),
     ("1.2604166666666667", "30:15")],
    ["19320303-9825", "Bo", "Ek", "Björkgatan 3", "999 32", "Norrviken", "",
     ("500", "500 kr"), ("0.5", "50%"), ("41000", "april 2012"),
     ("0.25", "6:00")],
]
ODS_TYPES = {"Avgift": "currency", "Andel": "percentage"}
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def column(index):
    return chr(65 + index)


def write_xlsx(path, rows=ROWS, codes=CODES):
    numbers = {name: i + 1 for i, name in enumerate(codes)}
    lines = []
    for number, row in enumerate([HEADER] + rows, 1):
        cells = []
        for i, cell in enumerate(row):
            place = f'r="{column(i)}{number}"'
            if isinstance(cell, tuple) and cell[1] == "error":
                cells.append(f'<c {place} t="e"><v>{cell[0]}</v></c>')
            elif isinstance(cell, tuple):
                style = numbers.get(HEADER[i], 0)
                cells.append(f'<c {place} s="{style}"><v>{cell[0]}</v></c>')
            elif cell:
                cells.append(f'<c {place} t="inlineStr"><is><t>{escape(cell)}'
                             "</t></is></c>")
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = (f"<worksheet {formats.MAIN}><sheetData>{''.join(lines)}"
             "</sheetData></worksheet>")
    formats.write_parts(path, formats.workbook_parts(
        sheet, formats.styles(list(codes.values()))))


def ods_cell(name, cell):
    if not isinstance(cell, tuple):
        return (f'<t:table-cell o:value-type="string"><x:p>{escape(cell)}'
                "</x:p></t:table-cell>" if cell else "<t:table-cell/>")
    held, shown = cell
    if name == "Beslut till":
        held = {"40987": "2012-03-19", "41000": "2012-04-01"}[held]
        value = f'o:value-type="date" o:date-value="{held}"'
    elif name == "Tid":
        value = 'o:value-type="time" o:time-value="PT30H15M00S"'
    else:
        value = f'o:value-type="{ODS_TYPES[name]}" o:value="{held}"'
    return f"<t:table-cell {value}><x:p>{shown}</x:p></t:table-cell>"


def write_ods(path):
    lines = "".join("<t:table-row>" + "".join(
        ods_cell(name, cell) for name, cell in zip(HEADER, row)) +
        "</t:table-row>" for row in [HEADER] + ROWS)
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype",
                     "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", (
            f'<o:document-content xmlns:o="{ODF}office:1.0" '
            f'xmlns:t="{ODF}table:1.0" xmlns:x="{ODF}text:1.0"><o:body>'
            f'<o:spreadsheet><t:table t:name="Blad1">{lines}</t:table>'
            "</o:spreadsheet></o:body></o:document-content>"))
        out.writestr("META-INF/manifest.xml",
                     f'<m:manifest xmlns:m="{ODF}manifest:1.0"/>')


def letters(name, write, job, letter):
    """The text of all letters, and what was said."""
    head = Small.HEAD.replace("r.csv", name)
    with Small(job, letter=letter, head=head) as small:
        write(small.file("jobb", name))
        out = small.file("out")
        ran = run("run", "--lang", "en", small.job, "-o", out)
        ran.outcomes = []
        if not os.path.isdir(out):
            return "", ran
        texts = [tool("pdftotext", "-layout", pdf, "-").out
                 for pdf in sorted(batches(out))]
        held = tool("sqlite3", os.path.join(out, "keep", "ledger.db"),
                    "SELECT row, outcome FROM outcome ORDER BY row").out
        ran.outcomes = held.split()
        return " ".join(" ".join(texts).replace("\u00a0", " ")
                        .replace("\u202f", " ").split()), ran


TYPED = "columns: {Avgift: decimal, Andel: decimal, Beslut till: date}\n"
LETTER = ("Hej\n\nAvgift <{{Avgift}}>, andel <{{Andel}}>, till "
          "<{{[Beslut till]}}>, tid <{{Tid}}>.\n")


def check_typed(checks, name, write):
    text, ran = letters(
        name, write, TYPED + "rules: [{exclude: Liten avgift, when: \"Avgift "
        "< 1234.5\"}]\n", LETTER.replace("<", "(").replace(">", ")"))
    checks.true(f"{name}: the number is taken",
                "Avgift (1234,5), andel (14,5)" in text, f"{text}\n{ran}")
    checks.true(f"{name}: the day is taken", "till (2012-03-19)" in text or
                "till (19 mars 2012)" in text, text)
    checks.true(f"{name}: the time is shown", "tid (30:15)" in text, text)
    checks.equal(f"{name}: rules count with the number", ran.outcomes,
                 ["1|letter", "2|excluded"])


def check_shown(checks, name, write):
    text, ran = letters(
        name, write, "columns: {Beslut till: date}\n",
        "Hej\n\nAvgift ({{Avgift}}), andel ({{Andel}}).\n")
    checks.true(f"{name}: text is what shows",
                "Avgift (1 235 kr), andel (15%)" in text, f"{text}\n{ran}")


def check_unsure(checks):
    rows = ROWS + [["19330404-9830", "Cia", "Ek", "Storgatan 5", "999 32",
                    "Norrviken", "", "", "", "", ""]]
    text, ran = letters("r.xlsx", lambda path: write_xlsx(path, rows),
                        "language: en\n", "Hej {{Förnamn}}!\n")
    checks.true("names of months are not guessed",
                "what the cell in column 'Beslut till' shows by its format is "
                "not certain" in ran.out + ran.err, ran)
    checks.true("and hold their rows",
                "Hej Anna" not in text and "Hej Cia" in text, text)
    text, ran = letters(
        "r.xlsx", lambda path: write_xlsx(path, rows),
        "language: en\nallow: {unfit: Vi vet vad vi gör}\n",
        "Hej {{Förnamn}} {{? [Beslut till]}}!\n")
    checks.true("not even where the job allows what does not fit",
                "Hej Anna" not in text and "Hej Cia" in text, f"{text}\n{ran}")
    # A format that nothing is known of, and a number that it hides.
    for code in ("Standard", ";;;"):
        codes = dict(CODES, Avgift=code)
        text, ran = letters(
            "r.xlsx", lambda path: write_xlsx(path, codes=codes), TYPED,
            "Hej {{Förnamn}}!\n")
        checks.true(f"{code}: a type decides",
                    ("Hej Anna" in text) == (code == ";;;"), f"{text}\n{ran}")


def check_three_decimals(checks):
    """1.234 of a cell is no thousand, however it is written in a text."""
    rows = [[identity(1), "Anna", "Ek", "Gatan 1", "999 32", "Norrviken", "",
             ("1.234", "1,234"), "", "", ""]]
    text, ran = letters(
        "r.xlsx", lambda path: write_xlsx(path, rows, dict(CODES, Avgift="General")),
        TYPED, "Hej {{Avgift}}\n")
    checks.true("three decimals", "Hej 1,234" in text, f"{text}\n{ran}")


def check_errors(checks):
    """A formula that has failed in many rows holds those, not the register."""
    rows = []
    for at in range(60):
        fee = ("#N/A", "error") if at % 2 else ("100", "100 kr")
        rows.append([identity(at), f"Namn{at}", "Ek", f"Gatan {at}", "999 32",
                     "Norrviken", "", fee, "", "", ""])
    text, ran = letters("r.xlsx", lambda path: write_xlsx(path, rows),
                        TYPED + "language: en\n", "Hej {{Förnamn}}!\n")
    checks.equal("every second row is held",
                 [line.split("|")[1] for line in ran.outcomes],
                 ["letter", "held"] * 30)
    checks.true("and says why", "column 'Avgift' holds an error value" in
                ran.out + ran.err, ran)


def mark(path, every=None, white="FFFFFFFF"):
    """Eight people: the third and the name of the sixth struck through, the
    fifth on yellow, the seventh on white; `every`: a colour behind all
    keys."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Personnummer", "Namn", "Adress", "Postnr", "Ort", "Skydd"])
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="FFDDDDDD")
    for i in range(1, 9):
        sheet.append([f"193{i}0202-98{i}0", f"Ek {i}", f"Storgatan {i}",
                      "999 32", "Norrviken", ""])
        if every:
            sheet.cell(i + 1, 1).fill = PatternFill("solid", fgColor=every)
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    sheet["B7"].font = Font(strike=True)
    for at, colour in ((6, "FFFFFF00"), (8, white)):
        for cell in sheet[at][1 if every else 0:]:
            cell.fill = PatternFill("solid", fgColor=colour)
    book.save(path)


def check_marked(checks):
    """Rows that somebody struck through or coloured are counted: nobody sees
    it in the file that a rule reads."""
    struck = ("2 rows have cells that are struck through in the spreadsheet, "
              "and are read like all others; the first is row 4 [struck-rows]")
    coloured = ("1 row is coloured in the spreadsheet, and is read like all "
                "others: row 6 [coloured-rows]")
    with tempfile.TemporaryDirectory() as folder:
        mark(os.path.join(folder, "openpyxl.xlsx"))
        mark(os.path.join(folder, "keys.xlsx"), "FFEEEEFF")
        for name in ("marked-libreoffice.ods", "marked-libreoffice.xlsx"):
            shutil.copy(os.path.join(HERE, name), folder)
        for name in sorted(os.listdir(folder)):
            ran = run("new", "--lang", "en", "-o", os.path.join(
                folder, name + ".d"), os.path.join(folder, name))
            checks.true(f"marked rows of {name}", ran.code == 0 and
                        struck in ran.err and coloured in ran.err, ran)
        for name, colour in (("one.xlsx", "FFFFFF00"), ("none.xlsx", None)):
            write_plain(os.path.join(folder, name), colour)
            ran = run("new", "--lang", "en", "-o", os.path.join(
                folder, name + ".d"), os.path.join(folder, name))
            checks.true(f"no row stands out in {name}", ran.code == 0 and
                        "[struck-rows]" not in ran.err and
                        "[coloured-rows]" not in ran.err, ran)


STRUCK = ('<r><rPr><strike/></rPr><t>Storgatan 1</t></r>'
          '<r><t xml:space="preserve"> Nygatan 2</t></r>')


def replace(path, name, old, new):
    """A part of the workbook with another text in a place."""
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    text = parts[name].decode()
    assert old in text, (name, old, text[:2000])
    parts[name] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)


def told(folder, name, *arguments):
    ran = run("new", "--lang", "en", "-o", os.path.join(
        folder, name + ".d"), *arguments, os.path.join(folder, name))
    codes = re.findall(r"\[([a-z-]+)\]$", ran.err, re.M)
    return ran, sorted(set(codes) & {"cell-notes", "other-sheets",
                                     "stale-formulas", "struck-rows"})


def check_unread(checks):
    """What somebody sees in a workbook and no letter knows: notes of cells,
    text struck through in a part of a cell, sheets beside the first."""
    import openpyxl
    from openpyxl.comments import Comment
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "notes.xlsx")
        mark(path)
        book = openpyxl.load_workbook(path)
        sheet = book.active
        for row in sheet:
            for cell in row:
                cell.font = openpyxl.styles.Font()
        sheet["A1"].comment = Comment("tolv siffror", "KE")
        sheet["C5"].comment = Comment("flyttat till Nygatan 2", "KE")
        sheet["B3"].comment = Comment("avled i mars", "KE")
        book.create_sheet("Koder").append(["Kod", "Namn"])
        book["Koder"].append(["1", "Haga"])
        book.save(path)
        ran, codes = told(folder, "notes.xlsx")
        checks.true("notes of cells, but for the header's", codes ==
                    ["cell-notes"] and "2 cells have notes in the spreadsheet,"
                    " which are not read; the first is " in ran.err, ran)
        for name in ("Söder", "Väster", "Dolt", "Tomt"):
            other = book.create_sheet(name)
            other.append(["Lista"])
            for row in list(sheet.iter_rows(values_only=True))[
                    :1 if name == "Tomt" else 4]:
                other.append(row[:4])
        book["Dolt"].sheet_state = "hidden"
        sheet["C5"].comment = sheet["B3"].comment = None
        path = os.path.join(folder, "sheets.xlsx")
        book.save(path)
        ran, codes = told(folder, "sheets.xlsx")
        checks.true("sheets like the first", codes == ["other-sheets"] and
                    "not read: 'Söder', 'Väster' [other-sheets]" in ran.err,
                    ran)
        shutil.rmtree(path + ".d")
        ran, codes = told(folder, "sheets.xlsx", "--sheet", "Söder")
        checks.equal("but where the sheet is stated", codes, [])
        for most, words in ((50, None), (51, "1 sheet more is neither read nor "
                                         "looked at: 'Blad 51'"),
                            (53, "3 sheets more are neither read nor looked "
                             "at, from 'Blad 51' on")):
            book = openpyxl.Workbook()
            book.active.append(["Nr", "Namn"])
            for number in range(2, most + 1):
                book.create_sheet(f"Blad {number}")
            name = f"many-{most}.xlsx"
            book.save(os.path.join(folder, name))
            ran, codes = told(folder, name)
            checks.true(f"a workbook of {most} sheets", codes ==
                        (["other-sheets"] if words else []) and
                        (words or "") in ran.err, ran)
        for formula, stale in (("TODAY()", True), ("1+rand()", True),
                               ("_xlfn.RANDARRAY(1)", True),
                               ("B2+NOW()-1", True), ("MY_TODAY()", False),
                               ("A1TODAY()", False), ("TODAY", False),
                               ("mynow()", False), ("MYTODAY()", False),
                               ("2^now()", True), ("SUM({1,2})+Rand()", True),
                               # longer than Excel's formulas: its end is not read
                               ("1+" * 4500 + '1&"a"&NOW()', False),
                               ("SUM(B1:B2)", False)):
            name = f"formula-{len(os.listdir(folder))}.xlsx"
            path = os.path.join(folder, name)
            book = openpyxl.Workbook()
            for row in (["Nr", "Namn", "Ålder"], ["1", "Bo", 80],
                        ["2", "Åsa", "=" + formula]):
                book.active.append(row)
            book.save(path)
            replace(path, "xl/worksheets/sheet1.xml", "<v></v>", "<v>1</v>")
            ran, codes = told(folder, name)
            checks.true(f"a formula {formula[:20]}", codes ==
                        (["stale-formulas"] if stale else []) and
                        ("the first is C3 [" in ran.err) == stale, ran)
        path = os.path.join(folder, "formula.ods")
        shutil.copy(os.path.join(HERE, "marked-libreoffice.ods"), path)
        replace(path, "content.xml", '<table:table-cell office:value-type=',
                '<table:table-cell table:formula="of:=NOW()" '
                'office:value-type=')
        ran, codes = told(folder, "formula.ods")
        checks.true("formulas of an .ods", "stale-formulas" in codes and
                    re.search(r"the first is [A-Z]2 \[stale", ran.err), ran)
        path = os.path.join(folder, "inline.xlsx")
        write_plain(path, None)
        replace(path, "xl/worksheets/sheet1.xml", "<is><t>Namn2</t>",
                "<is>" + STRUCK)
        path = os.path.join(folder, "shared.xlsx")
        shutil.copy(os.path.join(HERE, "klienter-libreoffice.xlsx"), path)
        replace(path, "xl/sharedStrings.xml", "<si><t xml:space=\"preserve\">"
                "Smedjegatan 11 Lgh 1402</t>", "<si>" + STRUCK)
        for name, row in (("inline.xlsx", 3), ("shared.xlsx", 2)):
            ran, codes = told(folder, name)
            checks.true(f"a part struck through: {name}", codes ==
                        ["struck-rows"] and f"row {row} [struck-rows]" in
                        ran.err, ran)


def write_plain(path, colour):
    """Every row alike."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill
    book = openpyxl.Workbook()
    for i in range(4):
        book.active.append([f"Nr{i or ''}", f"Namn{i or ''}"])
        book.active.cell(i + 1, 2).font = Font(strike=False)
        if colour:
            book.active.cell(i + 1, 2).fill = PatternFill(
                "solid", fgColor=colour)
    book.save(path)


def main():
    checks = Checks()
    for name, write in (("r.xlsx", write_xlsx), ("r.ods", write_ods)):
        check_typed(checks, name, write)
        check_shown(checks, name, write)
    check_unsure(checks)
    check_errors(checks)
    check_three_decimals(checks)
    check_marked(checks)
    check_unread(checks)
    checks.end()


if __name__ == "__main__":
    main()
