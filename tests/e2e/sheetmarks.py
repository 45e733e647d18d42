"""The marks that a print shop's machines read, read back: DataMatrix codes by
dmtxread, OMR marks from the rendered page; both say what control.csv says, stand
where the profile says, and change no letter. Long: 1,000 sheets' codes."""
import csv
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from kit import LONG, ROOT, Checks, Small, batches, run, sha256, tool
from sample import check_pdf

SHEETS = 1000 if LONG else 40
WALK = os.path.join(ROOT, "tests", "pdf", "walk.py")
SELFTEST = os.path.join(ROOT, "tests", "pdf", "selftest.py")
DPI = 300
PAPER = """name: Prov
page: {width: 210mm, height: 297mm}
styles:
  body: {family: Noto Serif, size: 12pt, leading: 16.5pt, after: 9pt}
frames:
  address: {role: address, pages: first, x: 110mm, y: 45mm, width: 90mm, height: 30mm}
  body: {role: body, pages: first, x: 30mm, y: 90mm, width: 150mm, height: 30mm}
  rest: {role: body, pages: following, x: 30mm, y: 30mm, width: 150mm, height: 30mm}
"""
HEAD = Small.HEAD.replace("kommun-h2", "papper")
X, Y, CELL, CELLS = 6, 140, 0.5, 18
CODE = f"""name: Prov
envelopes: {{C5: 2, C4: 10}}
marks:
  code: {{kind: datamatrix, x: {X}mm, y: {Y}mm, cell: {CELL}mm, cells: {CELLS},
    text: "{{run:6}}{{letter:6}}{{sheet:2}}{{sheets:2}}{{class}}{{check:2}}"}}
  text: {{x: 150mm, y: 285mm, width: 50mm, height: 5mm, size: 8pt,
    text: "{{letter}} · {{sheet}}/{{sheets}}"}}
"""
PLACES = ["start", "collate", "sequence 4", "sequence 2", "sequence 1",
          "letter 2", "letter 1", "first", "last", "parity", "end"]
LENGTH, THICK, GAP = 7, 0.5, 3.7
OMR = f"""name: Prov
marks:
  omr: {{x: {X}mm, y: {Y}mm, length: {LENGTH}mm, thickness: {THICK}mm,
    gap: {GAP}mm, places: [{", ".join(PLACES)}], parity: PARITY,
    sequence: 1-7, letter: 0-3}}
"""
# Three paragraphs fill a page.
LETTER = "# Hej\n\nHej {{Förnamn}}!\n\n" + "".join(
    "{{if Blad in (" + ", ".join(f"'{k}'" for k in range(n, 5)) + ")}}\n" +
    "En rad.\n\n" * 3 + "{{/if}}\n\n" for n in (2, 3, 4))


def rows(sheets):
    """Letters of 1 to 4 sheets, until there are so many."""
    out = ["Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Blad"]
    n = left = 0
    left = sheets
    while left:
        n += 1
        count = min(1 + n % 4, left)
        left -= count
        out.append(f"K{n:05};Anna{n};Ek;Björkgatan {n};999 32;Norrviken;;"
                   f"{count}")
    return out


def job(shop, sheets, more=""):
    head = HEAD.replace("roles: {person: Personnummer, protected: Skydd}",
                        "persons: no\nroles: {protected: Skydd}")
    return Small(f"printshop: prov\norder: [Personnummer]\n{more}",
                 rows=rows(sheets), letter=LETTER, head=head,
                 papper_yaml=PAPER, prov_yaml=shop)


def control(out):
    with open(os.path.join(out, "to-printer", "control.csv"), newline="",
              encoding="utf-8") as source:
        return list(csv.DictReader(source))


def made(check, small, what, *arguments):
    out = small.file("out")
    shutil.rmtree(out, ignore_errors=True)
    ran = small.run("-q", *arguments)
    if not check.true(f"{what}: runs", ran.code == 0, ran):
        raise SystemExit(check.end())
    return out


class Page:
    """A part of a page in grey, measured in mm from the page's corner."""

    def __init__(self, path):
        with open(path, "rb") as source:
            _, size, _, self.pixels = source.read().split(b"\n", 3)
        self.width, self.height = (int(part) for part in size.split())

    def is_dark(self, x, y):
        return self.pixels[y * self.width + x] < 128

    def runs(self, cells):
        """Where darkness begins and ends along a line of pixels."""
        found, begin = [], None
        for at, dark in enumerate(cells):
            if dark and begin is None:
                begin = at
            if not dark and begin is not None:
                found.append((begin, at))
                begin = None
        return found


def rendered(pdf, folder, x, y, width, height, dpi=DPI):
    """The part of every page; lengths in mm."""
    mm = dpi / 25.4
    subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dpi), "-x", str(int(x * mm)), "-y",
         str(int(y * mm)), "-W", str(int(width * mm)), "-H",
         str(int(height * mm)), pdf, os.path.join(folder, "p")], check=True)
    return sorted(glob.glob(os.path.join(folder, "p*.pgm")))


def parts_of(code):
    return tuple(int(code[a:b]) for a, b in ((6, 12), (12, 14), (14, 16),
                                             (16, 17)))


def codes_read(check, out):
    """What dmtxread reads on every sheet, in the files' order."""
    read = []
    for pdf in batches(out):
        with tempfile.TemporaryDirectory() as folder:
            size = CELL * (CELLS + 4)
            pages = rendered(pdf, folder, X - 2 * CELL, Y - 2 * CELL, size,
                             size)
            read += tool("dmtxread", "-n", "-N1", *pages).out.split()
    return read


def datamatrix(check):
    with job(CODE, SHEETS, "print: {letters_per_batch: 100}\n") as small:
        out = made(check, small, "DataMatrix")
        lines = control(out)
        told = " ".join(line["codes"] for line in lines).split()
        check.equal("a code for each sheet", len(told), SHEETS)
        read = codes_read(check, out)
        check.true(f"{SHEETS} sheets read by dmtxread", read == told,
                   [pair for pair in zip(read, told) if pair[0] != pair[1]]
                   [:5] + [len(read)])
        for line in lines:
            codes = line["codes"].split()
            check.equal(f"letter {line['letter']}", [parts_of(c) for c in codes],
                        [(int(line["letter"]), n, int(line["sheets"]),
                          1 if int(line["sheets"]) <= 2 else 2)
                         for n in range(1, int(line["sheets"]) + 1)])
        check.true("check digits by ISO 7064", all(int(c) % 97 == 1
                                                   for c in told))
        check.equal("one mailing's number", len({c[:6] for c in told}), 1)
        text = tool("pdftotext", "-layout", batches(out)[0], "-").out
        check.true("sheet marks for people", "1 · 2/2" in text,
                   text[:2000])
        place_of_code(check, out)


def place_of_code(check, out):
    """By the pixel: the code's corners are where the profile says."""
    with tempfile.TemporaryDirectory() as folder:
        page = Page(rendered(batches(out)[0], folder, 0, 0, 40, 297, 600)[0])
        mm = 600 / 25.4
        rows = [y for y in range(int(130 * mm), int(160 * mm))
                if any(page.is_dark(x, y) for x in range(int(20 * mm)))]
        columns = [x for x in range(int(20 * mm))
                   if any(page.is_dark(x, y) for y in rows)]
        side = CELL * CELLS
        for name, have, want in (
                ("left", columns[0] / mm, X), ("top", rows[0] / mm, Y),
                ("right", (columns[-1] + 1) / mm, X + side),
                ("bottom", (rows[-1] + 1) / mm, Y + side)):
            check.true(f"code, {name}: {have:.3f} mm", abs(have - want) < 0.05,
                       want)


def read_track(path):
    """The marks of a track as digits, and where one does not lie as it should:
    by a reader that looks down the middle of the track, as a machine does."""
    page, mm = Page(path), DPI / 25.4
    corner_x, corner_y = int((X - 1) * mm), int((Y - 1) * mm)
    middle = int((X + LENGTH / 2) * mm) - corner_x
    digits, faults = ["0"] * len(PLACES), []
    for begin, end in page.runs(page.is_dark(middle, y)
                                for y in range(page.height)):
        top = (corner_y + begin) / mm - Y
        place = round(top / (THICK + GAP))
        digits[place] = "1"
        wide = page.runs(page.is_dark(x, (begin + end) // 2)
                         for x in range(page.width))
        off = (top - place * (THICK + GAP), (end - begin) / mm - THICK,
               (corner_x + wide[0][0]) / mm - X,
               (corner_x + wide[0][1]) / mm - X - LENGTH)
        if len(wide) > 1 or max(abs(mm) for mm in off) > 0.1:
            faults.append((place, off))
    return "".join(digits), faults


def tracks(check, what, out, sides):
    """The digits of each front; backs have none."""
    read = []
    for pdf in batches(out):
        with tempfile.TemporaryDirectory() as folder:
            high = len(PLACES) * (THICK + GAP) + 2
            pages = [read_track(path) for path in rendered(
                pdf, folder, X - 1, Y - 1, LENGTH + 2, high)]
        check.equal(f"{what}: {os.path.basename(pdf)}: places in mm",
                    [faults for _, faults in pages if faults], [])
        check.equal(f"{what}: {os.path.basename(pdf)}: backs",
                    {digits for n, (digits, _) in enumerate(pages)
                     if n % sides} - {"0" * len(PLACES)}, set())
        read.append([digits for digits, _ in pages[::sides]])
    return read


def bits(digits, kind):
    return sum(int(name.split()[1]) for name, digit in zip(PLACES, digits)
               if name.startswith(kind + " ") and digit == "1")


def omr(check, parity, sides):
    what = f"OMR, {parity}, {sides} sides"
    more = f"print: {{letters_per_batch: 7, sides: {sides}}}\n"
    with job(OMR.replace("PARITY", parity), 30, more) as small:
        out = made(check, small, what)
        lines = control(out)
        files = tracks(check, what, out, sides)
        check.equal(f"{what}: control.csv",
                    [" ".join(line["omr"] for line in lines).split()],
                    [[d for mine in files for d in mine]])
        place = {name: i for i, name in enumerate(PLACES)}
        at = 0
        for mine in files:
            sheet = 0
            while sheet < len(mine):
                line = lines[at]
                at += 1
                count = int(line["sheets"])
                for n in range(1, count + 1):
                    d = mine[sheet]
                    check.equal(f"{what}: letter {line['letter']}, sheet {n}",
                                (d[place["start"]], d[place["end"]],
                                 d[place["collate"]], d[place["first"]],
                                 d[place["last"]], bits(d, "sequence"),
                                 bits(d, "letter"), d.count("1") % 2),
                                ("1", "1", str(int(n < count)),
                                 str(int(n == 1)), str(int(n == count)),
                                 sheet % 7 + 1,
                                 (int(line["letter"]) - 1) % 4,
                                 int(parity == "odd")))
                    sheet += 1
        check.equal(f"{what}: all letters", at, len(lines))
        if parity == "odd":
            proof_track(check, what, small)


def proof_track(check, what, small):
    """The sheets of a proof follow each other, too, from the first."""
    ran = run("proof", "--lang", "en", small.job, "-o", small.file("prov.pdf"))
    check.true(f"{what}: proof", ran.code == 0, ran)
    with tempfile.TemporaryDirectory() as folder:
        high = len(PLACES) * (THICK + GAP) + 2
        read = [read_track(path)[0] for path in rendered(
            small.file("prov.pdf"), folder, X - 1, Y - 1, LENGTH + 2, high)]
    marked = [bits(digits, "sequence") for digits in read
              if digits[0] == "1" and digits[-1] == "1"]
    check.equal(f"{what}: a proof's sheets", marked,
                [n % 7 + 1 for n in range(len(marked))])
    check.true(f"{what}: a proof has marks", marked, read)


def hashes(out):
    with sqlite3.connect(f"file:{out}/keep/ledger.db?mode=ro", uri=True) as db:
        return db.execute("SELECT number, sha256 FROM letter ORDER BY number"
                          ).fetchall()


def late(check):
    """Marks come late: letters have the hashes that they have without, a batch
    is written again byte for byte, a letter printed again has its mark."""
    with job(CODE, 20, "print: {letters_per_batch: 4}\n") as small:
        out = made(check, small, "late")
        first = {os.path.basename(p): sha256(p) for p in batches(out)}
        marked = hashes(out)
        ran = run("verify", out, "--lang", "en")
        check.true("verify", ran.code == 0, ran)
        for number, name in enumerate(sorted(first), 1):
            again = small.file(f"again-{number}")
            ran = run("write", "--batch", str(number), "-o", again, small.job,
                      out)
            check.true(f"batch {number}: written again", ran.code == 0, ran)
            check.equal(f"batch {number}: the same bytes",
                        sha256(os.path.join(again, name)), first[name])
        ran = run("reprint", "--letters", "6", "--date", "2012-03-20", "-o",
                  small.file("re"), out)
        check.true("reprint", ran.code == 0, ran)
        with tempfile.TemporaryDirectory() as folder:
            pdf = glob.glob(small.file("re", "**", "*.pdf"), recursive=True)
            read = []
            for page in rendered(pdf[0], folder, 0, Y - 10, 30, 30):
                read += tool("dmtxread", "-n", "-N1", page).out.split()
            check.equal("a letter printed again has its marks", read,
                        control(out)[5]["codes"].split())
        ran = run("proof", "--lang", "en", small.job, "-o",
                  small.file("prov.pdf"))
        check.true("proof", ran.code == 0, ran)
        with tempfile.TemporaryDirectory() as folder:
            read = []
            for page in rendered(small.file("prov.pdf"), folder, 0, Y - 10, 30,
                                 30):
                read += tool("dmtxread", "-n", "-N1", page).out.split()
        check.true("a proof's marks are of no mailing", read and {
            code[:6] for code in read} == {"0" * 6}, read)
        small.write("job.yaml", open(small.job, encoding="utf-8").read()
                    .replace("printshop: prov\n", ""))
        check.equal("no letter's hash changes", sorted(h for _, h in hashes(
            made(check, small, "without marks"))),
            sorted(h for _, h in marked))


def by_pdfbox(check, profile, pdf):
    """PDFBox knows PDF/A-1: what may differ from it tests/pdf/validate.py
    says. In a press file it may miss its output intent and not know Trapped,
    which PDF/X asks for, and nothing else."""
    sys.path.insert(0, os.path.dirname(WALK))
    import validate
    if not LONG or not all(map(os.path.exists, validate.JARS)):
        return
    said = tool("java", "-Xss4m", "-cp", ":".join(validate.JARS),
                "org.apache.pdfbox.preflight.Validator_A1b", pdf).out
    left = [line for line in said.splitlines()
            if line.strip() and not validate.PART_ONE.match(line) and not (
                profile == "press" and line.startswith(("2.1.3 ", "2.4.3 "))
                or profile == "press" and line.endswith("}Trapped"))]
    check.equal(f"{profile}: PDFBox", left, [])


def profiles(check):
    """Marked files hold in every profile; with tags, marks are artifacts."""
    for profile in ("print", "archive", "press"):
        both = CODE + OMR[OMR.index("  omr:"):].replace(
            "PARITY", "even").replace(f"y: {Y}mm", "y: 200mm")
        more = f"print: {{letters_per_batch: 100, profile: {profile}}}\n"
        with job(both, 12, more) as small:
            out = made(check, small, profile)
            pdf = batches(out)[0]
            check_pdf(check, pdf)
            by_pdfbox(check, profile, pdf)
            walk = tool(sys.executable, WALK, profile, pdf)
            check.true(f"{profile}: the walker", walk.code == 0, walk)
            note = tool(sys.executable, WALK, profile, os.path.join(
                out, "to-printer", "foljesedel.pdf"))
            check.true(f"{profile}: the note", note.code == 0, note)
            colours = tool("qpdf", "--qdf", "--object-streams=disable", pdf,
                           "-").out
            check.equal(f"{profile}: nothing but DeviceGray is drawn",
                        re.findall(r"^[\d. ]+ (?:rg|RG|k|K|cs|CS|sc|scn)$",
                                   colours, re.M), [])
            labels = re.findall(r"/P \((\d+-)\)", colours)
            check.equal(f"{profile}: page labels", labels,
                        [f"{line['letter']}-" for line in control(out)
                         if line["file"] == os.path.basename(pdf)])
            if profile == "press":
                ran = tool(sys.executable, SELFTEST, pdf, "press")
                check.true("the walker can fail", ran.code == 0, ran)
            if profile == "archive":
                said = tool("pdfinfo", "-struct-text", pdf).out
                check.true("marks are not read aloud", "·" not in said, said)


def main():
    check = Checks()
    datamatrix(check)
    omr(check, "even", 1)
    omr(check, "odd", 2)
    late(check)
    profiles(check)
    check.end()


if __name__ == "__main__":
    main()
