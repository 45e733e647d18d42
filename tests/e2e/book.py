"""A workbook of several sheets as a unit manager has it: a title over the
headings, a hidden row and column, a coloured row, merged cells, a sum. No test
of its own."""
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'{HEAD}<styleSheet {MAIN}><fonts count="1"><font/></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill>'
    '<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>'
    '</fill></fills><borders count="1"><border/></borders><cellStyleXfs '
    'count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fillId="0"/>'
    '<xf fillId="2" applyFill="1"/></cellXfs></styleSheet>')


def letters(at):
    name = ""
    while at >= 0:
        name = chr(65 + at % 26) + name
        at = at // 26 - 1
    return name


def sheet(rows, hidden=(), coloured=(), columns=(), merged=()):
    """Rows of texts; numbers of rows and columns, from 1."""
    out = [f"{HEAD}<worksheet {MAIN}>"]
    if columns:
        out.append("<cols>" + "".join(
            f'<col min="{n}" max="{n}" hidden="1" width="9"/>'
            for n in columns) + "</cols>")
    out.append("<sheetData>")
    for number, row in enumerate(rows, 1):
        mark = ' hidden="1"' if number in hidden else ""
        style = ' s="1"' if number in coloured else ""
        cells = "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"{style}><is><t '
            f'xml:space="preserve">{escape(text)}</t></is></c>'
            for at, text in enumerate(row) if text)
        out.append(f'<row r="{number}"{mark}>{cells}</row>')
    out.append("</sheetData>")
    if merged:
        out.append(f'<mergeCells count="{len(merged)}">' + "".join(
            f'<mergeCell ref="{ref}"/>' for ref in merged) + "</mergeCells>")
    return "".join(out) + "</worksheet>"


def book(*sheets):
    """The bytes; each sheet is a name and what sheet() gave."""
    data = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as to:
        to.writestr("[Content_Types].xml", (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/'
            '2006/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}'
            'sheet.main+xml"/></Types>'))
        to.writestr("_rels/.rels", (
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships"><Relationship Id="r1" Type='
            f'"{REL}/officeDocument" Target="xl/workbook.xml"/>'
            '</Relationships>'))
        to.writestr("xl/workbook.xml", (
            f'{HEAD}<workbook {MAIN} xmlns:r="{REL}"><sheets>' + "".join(
                f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>'
                for n, (name, _) in enumerate(sheets, 1)) +
            "</sheets></workbook>"))
        to.writestr("xl/_rels/workbook.xml.rels", (
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships">' + "".join(
                f'<Relationship Id="r{n}" Type="{REL}/worksheet" '
                f'Target="worksheets/sheet{n}.xml"/>'
                for n in range(1, len(sheets) + 1)) +
            f'<Relationship Id="rs" Type="{REL}/styles" '
            'Target="styles.xml"/></Relationships>'))
        to.writestr("xl/styles.xml", STYLES)
        for n, (_, text) in enumerate(sheets, 1):
            to.writestr(f"xl/worksheets/sheet{n}.xml", text)
    return data.getvalue()


HEADINGS = ["Personnummer", "Förnamn", "Efternamn", "Adress", "Postnr", "Ort",
            "Boende", "Sekretess"]


def people(count=14):
    """Rows of invented people; the fifth and the eighth are protected."""
    rows = []
    for n in range(count):
        digits = f"{400101 + n:06d}980"
        total = 0
        for at, digit in enumerate(digits):
            product = int(digit) * (2 - at % 2)
            total += product // 10 + product % 10
        rows.append([f"{digits[:6]}-{digits[6:]}{-total % 10}",
                     f"Förnamn{n}", f"Släkt{n}", f"Provgatan {n + 1}",
                     "999 21", "Norrviken",
                     "Servicehus" if n % 3 == 0 else "Eget boende",
                     "J" if n in (4, 7) else ""])
    return rows


def sample():
    """A title, an empty row, headings in the third, people, a sum."""
    rows = [["Klienter i hemtjänsten"], [], HEADINGS, *people(),
            ["Summa", "", "", "", "", "", "14", ""]]
    return book(
        ("Läs mig", sheet([["Fråga Karin"], ["före den 1 mars"]])),
        ("Klienter <b>&\"'", sheet(rows, hidden=(6,), coloured=(7,),
                                   columns=(7,), merged=("G12:G13",))),
        ("../../etc/passwd", sheet([HEADINGS, *people(6)])))
