"""The table of what a spreadsheet shows of each number under each format.

    formats.py FOLDER              writes FOLDER/shown anew
    formats.py FOLDER --check      whether LibreOffice, where it is installed,
                                   still says what stands there

FOLDER/codes × FOLDER/values are shown by LibreOffice on a Swedish system. Where
Excel is known to show something else, FOLDER/excel says what, and that counts:
it rounds the decimal number (14.5 % of 0.145 is 15 %), its January of 1900 begins
with day 1, it has no words of its own for TRUE and FALSE in a format, and it knows
[$-sv-SE], of which this LibreOffice makes nothing. There also
stand whole dates, which are read as ISO dates whatever their format's order.

The workbook is written part by part, so that a code reaches LibreOffice as it
stands. Blanks at the ends, and the kind of blank, do not count.
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
 oor:op="fuse"><value>sv-SE</value></prop></item></oor:items>
"""


def lines(path):
    with open(path, encoding="utf-8") as source:
        return source.read().split("\n")[:-1]


def sheet(codes, values):
    rows = []
    for i in range(len(codes)):
        cells = "".join(f'<c r="{chr(65 + k)}{i + 1}" s="{i + 1}">'
                        f"<v>{value}</v></c>"
                        for k, value in enumerate(values))
        rows.append(f'<row r="{i + 1}">{cells}</row>')
    return (f'<worksheet {MAIN}><cols><col min="1" max="{len(values)}" '
            'width="60" customWidth="1"/></cols>'
            f'<sheetData>{"".join(rows)}</sheetData></worksheet>')


def styles(codes):
    formats = "".join(
        f'<numFmt numFmtId="{200 + i}" formatCode={quoteattr(code)}/>'
        for i, code in enumerate(codes))
    cells = "".join(f'<xf numFmtId="{200 + i}" applyNumberFormat="1"/>'
                    for i in range(len(codes)))
    return (f"<styleSheet {MAIN}><numFmts>{formats}</numFmts>"
            "<fonts><font/></fonts><fills><fill/></fills><borders><border/>"
            "</borders><cellStyleXfs><xf/></cellStyleXfs>"
            f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>')


def relations(*pairs):
    inside = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" '
                     f'Target="{target}"/>'
                     for i, (kind, target) in enumerate(pairs))
    return (f'<Relationships xmlns="{PACKAGE}relationships">{inside}'
            "</Relationships>")


def workbook_parts(sheet_xml, styles_xml):
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kinds}sheet.main+xml"/><Override '
            f'PartName="/xl/sheet.xml" ContentType="{kinds}worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kinds}'
            'styles+xml"/></Types>'),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="B" '
            'sheetId="1" r:id="r0"/></sheets></workbook>'),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "sheet.xml"), ("styles", "styles.xml")),
        "xl/sheet.xml": sheet_xml,
        "xl/styles.xml": styles_xml,
    }


def write_parts(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)


def convert(workbooks, folder, target):
    """Runs LibreOffice once, with a Swedish profile of its own in the folder."""
    profile = os.path.join(folder, "profile", "user")
    if not os.path.isdir(profile):
        os.makedirs(profile)
        with open(os.path.join(profile, "registrymodifications.xcu"), "w",
                  encoding="utf-8") as out:
            out.write(LOCALE)
    subprocess.run(
        ["soffice", "--headless", "--norestore",
         f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
         target, "--outdir", folder, *workbooks],
        check=True, capture_output=True, timeout=900)


def has_calc():
    """Whether LibreOffice is there with its Calc, which reads workbooks."""
    office = shutil.which("soffice")
    return bool(office) and os.path.exists(os.path.join(
        os.path.dirname(os.path.realpath(office)), "libsclo.so"))


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ")
                    .replace("\u2212", "-").split(" ")).strip()


def shown(folder_of_lists):
    codes = lines(os.path.join(folder_of_lists, "codes"))
    values = lines(os.path.join(folder_of_lists, "values"))
    with tempfile.TemporaryDirectory() as folder:
        workbook = os.path.join(folder, "f.xlsx")
        write_parts(workbook,
                    workbook_parts(sheet(codes, values), styles(codes)))
        convert([workbook], folder,
                "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true")
        with open(os.path.join(folder, "f.csv"), encoding="utf-8",
                  newline="") as source:
            rows = list(csv.reader(source, delimiter="\t"))
    for code, row in zip(codes, rows):
        for value, text in zip(values, row):
            yield code, value, plain(text)


def table(folder):
    """The lines of FOLDER/shown, and how many of them LibreOffice says."""
    known = {}
    for line in lines(os.path.join(folder, "excel")):
        code, value, text = line.split("\t")
        known[code, value] = text
    for code, value, text in shown(folder):
        yield code, value, known.get((code, value), text)


def main(folder, check):
    if not has_calc():
        print("LibreOffice Calc is not installed: nothing is compared")
        return 0
    new = ["\t".join(line) for line in table(folder)]
    path = os.path.join(folder, "shown")
    if not check:
        with open(path, "w", encoding="utf-8") as out:
            out.write("".join(line + "\n" for line in new))
        return 0
    old = lines(path)
    differ = [pair for pair in zip(old, new) if pair[0] != pair[1]]
    for have, want in differ[:20]:
        print(f"here {have!r}, LibreOffice {want!r}")
    print(f"{len(old) - len(differ)} passed, {len(differ)} failed")
    return 1 if differ or len(old) != len(new) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--check" in sys.argv[2:]))
