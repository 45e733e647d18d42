"""Reads workbooks and compares them cell by cell with openpyxl and LibreOffice.

    workbooks.py READER FOLDER              every .xlsx, .xlsm and .ods of a folder
    workbooks.py --samples READER MAKER     samples that are made here: 66 by
                                            openpyxl, libxlsxwriter, LibreOffice

READER is read-register (read.c), MAKER is make-workbook (make.c). A cell may be
held; what is given must be what the others say: texts, numbers and days as
openpyxl has them, and, where LibreOffice is installed, what it shows. It prints
file names and counts, and no cell of a folder that it was given.
"""
import csv
import datetime
import decimal
import glob
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import formats

NUMBER = re.compile(r"-?\d+(\.\d+)?$")


class Counts:
    def __init__(self):
        self.files = self.cells = self.alike = self.held = self.differ = 0
        self.refused = self.shown = 0
        self.first = []

    def compare(self, place, alike, have, want):
        self.cells += 1
        if alike:
            self.alike += 1
            return
        self.differ += 1
        if len(self.first) < 20:
            self.first.append((place, have, want))


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r"}
                  .get(m[1], m[1]), text)


def read(reader, path):
    """{row: (state, [(shown, value, unsure)])}, or None where it is refused."""
    done = subprocess.run([reader, path], capture_output=True, timeout=300)
    if done.returncode > 1 or done.returncode < 0:
        raise RuntimeError(f"the reader ended with {done.returncode}: "
                           + done.stderr.decode(errors="replace")[-2000:])
    if done.returncode:
        return None
    rows = {}
    for line in done.stdout.decode().split("\n")[1:-1]:
        number, state, *fields = line.split("\t")
        fields = [unescape(field) for field in fields]
        rows[int(number)] = (state, list(zip(*[iter(fields)] * 3)))
    return rows


def digits15(number):
    with decimal.localcontext() as context:
        context.prec = 15
        context.rounding = decimal.ROUND_HALF_UP
        return +decimal.Decimal(repr(number))


def to_millionths(number):
    return number.quantize(decimal.Decimal("0.000001"), decimal.ROUND_HALF_UP)


def blanks(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ")
                    .replace("\r\n", "\n").replace("\r", "\n").split())


def agrees(cell, want):
    """Whether a cell is what openpyxl has; None where they cannot be held
    against each other."""
    shown, value, _ = cell
    if isinstance(want, bool):
        return shown == str(want).upper()
    if want == 0 and not shown.strip():
        return None  # a format that hides zeros
    if isinstance(want, (int, float)):
        held = value or shown.replace(",", ".")
        if not NUMBER.match(held):
            return None if re.match(r"\d+:\d\d|\d{4}-", shown) else False
        number, have = digits15(want), decimal.Decimal(held)
        return have in (number, to_millionths(number),
                        to_millionths(number.scaleb(2)))
    if isinstance(want, (datetime.datetime, datetime.date)) and \
            re.match(r"\d+:\d\d", shown):
        return None
    if isinstance(want, datetime.datetime):
        return (value or shown[:10]) == want.date().isoformat()
    if isinstance(want, datetime.date):
        return (value or shown[:10]) == want.isoformat()
    if isinstance(want, (datetime.time, datetime.timedelta)):
        return None
    # openpyxl leaves escaped characters as they stand.
    want = re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), want)
    return blanks(shown) == blanks(want)


def openpyxl_rows(path):
    """{row: [value]}, of the sheet that is read: the first that shows."""
    import openpyxl
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
    return sheet == book.worksheets[0], {
        i: list(row) for i, row in
        enumerate(sheet.iter_rows(values_only=True), 1)}


def is_empty(want):
    return want is None or (isinstance(want, str) and not want.strip())


def compare_openpyxl(counts, name, rows, others):
    for number, (state, cells) in rows.items():
        wanted = others.get(number, [])
        if state != "ok":
            counts.held += len(cells)
            continue
        for i, cell in enumerate(cells):
            want = wanted[i] if i < len(wanted) else None
            if cell[2]:
                counts.held += 1
            elif is_empty(want):
                counts.compare((name, number, i), not cell[0].strip(),
                               cell[0], want)
            else:
                alike = agrees(cell, want)
                if alike is not None:
                    counts.compare((name, number, i), alike, cell, want)


def rows_lost(rows, others):
    """Rows behind the header that hold something and were not given."""
    first = min(rows) if rows else 0
    return [number for number, cells in others.items()
            if number > first and number not in rows and
            not all(is_empty(cell) for cell in cells)]


def shows_alike(shown, value, text):
    """LibreOffice rounds what General shows, rounds per cent in binary, sets a
    blank before its sign, and has its own words for flags."""
    text = blanks(text).replace(" %", "%")
    if blanks(shown).replace(" %", "%") == text:
        return True
    if value and shown.endswith("%") and text.endswith("%"):
        return abs(decimal.Decimal(value) - decimal.Decimal(
            text[:-1].replace(",", "."))) <= decimal.Decimal("0.5")
    if {shown, text} in ({"TRUE", "SANT"}, {"FALSE", "FALSKT"}):
        return True
    have, want = shown.replace(",", "."), text.replace(",", ".")
    try:
        have, want = decimal.Decimal(have), decimal.Decimal(want)
    except decimal.InvalidOperation:
        return False
    return abs(have - want) <= abs(have) * decimal.Decimal("1e-8") or \
        abs(have - want) < decimal.Decimal("1e-9")


def text_name(path):
    """A name of its own for each file, wherever it lies."""
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def libreoffice_texts(paths, folder):
    """Every workbook as text, by one run of LibreOffice."""
    for path in paths:
        kind = os.path.splitext(path)[1]
        shutil.copy(path, os.path.join(folder, text_name(path) + kind))
    formats.convert(sorted(glob.glob(os.path.join(folder, "*.*"))), folder,
                    "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true")


def libreoffice_rows(path, folder):
    target = os.path.join(folder, text_name(path) + ".csv")
    if not os.path.exists(target):
        return None
    with open(target, encoding="utf-8", newline="") as source:
        return dict(enumerate(csv.reader(source, delimiter="\t"), 1))


def compare_libreoffice(counts, name, rows, others):
    for number, (state, cells) in rows.items():
        wanted = others.get(number, [])
        for i, (shown, value, unsure) in enumerate(cells):
            # Whole dates are ISO here, whatever their format.
            if state != "ok" or unsure or re.match(r"\d{4}-\d\d-\d\d", shown):
                continue
            want = wanted[i] if i < len(wanted) else ""
            counts.shown += 1
            if not shows_alike(shown, value, want):
                counts.compare((name, number, i), False, shown, want)


def is_workbook(name):
    return name.lower().endswith((".xlsx", ".xlsm", ".ods"))


def compare(counts, reader, path, folder):
    name = os.path.basename(path)
    counts.files += 1
    rows = read(reader, path)
    if rows is None:
        counts.refused += 1
        return
    is_first = True
    if not name.lower().endswith(".ods"):
        is_first, others = openpyxl_rows(path)
        compare_openpyxl(counts, name, rows, others)
        for number in rows_lost(rows, others):
            counts.compare((name, number, None), False, "no row", "a row")
    # LibreOffice writes the first sheet, hidden or not.
    others = libreoffice_rows(path, folder) if folder and is_first else None
    if others is not None:
        compare_libreoffice(counts, name, rows, others)


# ---- samples

TEXTS = ["Åsa Öberg", " blanks ", "rad ett\nrad två", "<&>\"'", "Ågatan 3 A",
         "123 45", "0701740605", "日本", "TRUE", "2012-03-19", None]
CODES = ["General", "0", "0.00", "#,##0", '#,##0.00\\ "kr"', "0%", "0.0%",
         "yyyy-mm-dd", "d mmmm yyyy", "hh:mm", "[h]:mm", "000\\ 00",
         "0.00E+00", "# ?/?", "#,##0;[Red]-#,##0", "mmm yyyy", "#,##0,",
         "yyyy-mm-dd hh:mm:ss", "[>999]#,##0;0", '"nr "0', "@", "0;-0;;@"]
NUMBERS = [0, 1, -1, 0.5, 1234.5, 2.675, 0.145, 40987, 40987.75,
           1.2604166666666667, 12345678, 195001019800, 1 / 3, -0.001, 99932]

MOMENTS = [40987, 40987.75, 1.2604166666666667, 45000.5]


def sample_cell(chance, cell):
    kind = chance.randint(0, 7)
    if kind <= 1:
        cell.value = chance.choice(TEXTS)
    elif kind == 2:
        cell.value = chance.random() < .5
    elif kind == 3:
        cell.value = datetime.datetime(
            chance.randint(1901, 2040), chance.randint(1, 12),
            chance.randint(1, 28), chance.choice([0, 9, 14]))
        cell.number_format = chance.choice(["yyyy-mm-dd", "yyyy-mm-dd hh:mm"])
    elif kind == 4 and chance.random() < .1:
        cell.value = "#N/A"
    else:
        cell.number_format = chance.choice(CODES)
        moment = re.search("[yh]", cell.number_format)
        cell.value = chance.choice(MOMENTS if moment else NUMBERS)


def openpyxl_sample(path, seed):
    import openpyxl
    chance = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    if chance.random() < .3:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    if chance.random() < .2:
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet("Klienter")
    top = chance.choice([1, 1, 3])
    if top > 1:
        sheet["A1"] = "Lista"
    columns = chance.randint(2, 12)
    for i in range(columns):
        sheet.cell(top, i + 1, f"Kolumn {i + 1}")
    for row in range(top + 1, top + 1 + chance.randint(3, 60)):
        if chance.random() < .05:
            continue
        for i in range(columns):
            sample_cell(chance, sheet.cell(row, i + 1))
        if chance.random() < .05:
            sheet.row_dimensions[row].hidden = True
    if chance.random() < .3:
        sheet.cell(top + 2, columns + 3, "en anteckning")
    book.save(path)


def make_samples(folder, maker):
    for seed in range(22):
        openpyxl_sample(os.path.join(folder, f"openpyxl-{seed}.xlsx"), seed)
        subprocess.run([maker, os.path.join(
            folder, f"xlsxwriter-{seed}.xlsx"), str(seed)], check=True)
    if not formats.has_calc():
        return
    for kind, source in (("xlsx", "openpyxl"), ("ods", "xlsxwriter")):
        with tempfile.TemporaryDirectory() as scratch:
            formats.convert([os.path.join(folder, f"{source}-{seed}.xlsx")
                             for seed in range(11)], scratch, kind)
            for seed in range(11):
                os.rename(
                    os.path.join(scratch, f"{source}-{seed}.{kind}"),
                    os.path.join(folder, f"libreoffice-{seed}.{kind}"))


def report(counts, names):
    for place, have, want in counts.first:
        print(f"{place}: {have!r}, but {want!r}" if names else place[0])
    print(f"{counts.files} workbooks, {counts.refused} refused; "
          f"{counts.cells} cells compared, {counts.held} held, "
          f"{counts.shown} shown alike by LibreOffice")
    print(f"{counts.alike} passed, {counts.differ} failed")
    return 1 if counts.differ or not counts.alike else 0


def run(reader, folder, names):
    counts = Counts()
    paths = sorted(os.path.join(at, name) for at, _, found in os.walk(folder)
                   for name in found if is_workbook(name))
    with tempfile.TemporaryDirectory() as scratch:
        office = scratch if formats.has_calc() else None
        if office:
            libreoffice_texts(paths, office)
        else:
            print("LibreOffice is not installed: openpyxl alone is asked")
        for path in paths:
            try:
                compare(counts, reader, path, office)
            except (zipfile.BadZipFile, KeyError, ValueError,
                    StopIteration) as why:
                print(f"{os.path.basename(path)}: openpyxl cannot read it: "
                      f"{type(why).__name__}")
    return report(counts, names)


def main(arguments):
    if arguments[0] != "--samples":
        return run(arguments[0], arguments[1], False)
    with tempfile.TemporaryDirectory() as folder:
        make_samples(folder, arguments[2])
        return run(arguments[1], folder, True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
