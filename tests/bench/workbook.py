"""Writes a workbook as Excel does, for bench-intake: workbook.py ROWS FILE

15 columns: texts that are shared, a postcode and an amount under formats, a
date. All people are invented.
"""
import os
import random
import sys
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "real"))
import formats  # noqa

COLUMNS = ["Personnummer", "Förnamn", "Efternamn", "Adress", "C/o", "Postnr",
           "Ort", "Boendeform", "Språk", "Skydd", "Avliden", "Enhet",
           "Telefon", "Beslut till", "Avgift"]
STYLES = (f'<styleSheet {formats.MAIN}><numFmts>'
          '<numFmt numFmtId="164" formatCode="000\\ 00"/><numFmt '
          'numFmtId="165" formatCode="#,##0.00\\ &quot;kr&quot;"/></numFmts>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
          '<xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>')


class Texts:
    def __init__(self):
        self.numbers = {}

    def cell(self, column, row, text):
        number = self.numbers.setdefault(text, len(self.numbers))
        return f'<c r="{column}{row}" t="s"><v>{number}</v></c>'

    def part(self):
        inside = "".join(f"<si><t>{escape(text)}</t></si>"
                         for text in self.numbers)
        return f"<sst {formats.MAIN}>{inside}</sst>"


def row(texts, number, chance):
    pick = chance.randint
    yield "A", (f"19{pick(20, 60)}{pick(1, 12):02}{pick(1, 28):02}"
                f"-98{pick(0, 99):02}")
    yield "B", f"Namn{pick(0, 500)}"
    yield "C", f"Efternamn{pick(0, 5000)}"
    yield "D", f"Storgatan {pick(1, 90000)}"
    yield "F", (1, 99900 + pick(0, 99))
    yield "G", f"Ort{pick(0, 30)}"
    yield "H", chance.choice(["Eget boende", "Servicehus"])
    yield "I", "sv"
    yield "L", f"Enhet {pick(0, 30)}"
    yield "M", f"0999-{pick(10000, 99999)}"
    yield "N", (2, pick(40000, 45000))
    yield "O", (3, pick(0, 200000) / 100)


def sheet(texts, rows):
    chance = random.Random(1)
    out = ['<row r="1">' + "".join(
        texts.cell(chr(65 + i), 1, name)
        for i, name in enumerate(COLUMNS)) + "</row>"]
    for number in range(2, rows + 2):
        cells = []
        for column, held in row(texts, number, chance):
            if isinstance(held, str):
                cells.append(texts.cell(column, number, held))
            else:
                cells.append(f'<c r="{column}{number}" s="{held[0]}">'
                             f"<v>{held[1]}</v></c>")
        out.append(f'<row r="{number}">{"".join(cells)}</row>')
    return (f'<worksheet {formats.MAIN}><dimension ref="A1:O{rows + 1}"/>'
            f'<sheetData>{"".join(out)}</sheetData></worksheet>')


def main(rows, path):
    texts = Texts()
    parts = formats.workbook_parts(sheet(texts, rows), STYLES)
    parts["xl/_rels/workbook.xml.rels"] = formats.relations(
        ("worksheet", "sheet.xml"), ("styles", "styles.xml"),
        ("sharedStrings", "texts.xml"))
    parts["xl/texts.xml"] = texts.part()
    formats.write_parts(path, parts)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
