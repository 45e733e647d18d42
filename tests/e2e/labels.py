"""utskick labels: every label's ink lies inside its cell, rendered and read by
others; skipped and withdrawn ones; what does not fit is told by number; runs
and sheets that cannot be."""
import os
import re
import stat

from kit import LONG, Checks, Small, pages, run, sha256, tool
from paper import MM, pixels

FIRST = ("Anna", "Bo", "Cia", "Dan", "Eva", "Åke", "Östen", "Jag")
LAST = ("Alm", "Berg", "Ceder", "Dal", "Ek-Gyllenstråhle", "Fjällqvist")


def people(count, name=""):
    rows = [Small.ROWS[0]]
    for i in range(count):
        digits = f"{19100101 + i % 28 + 100 * (i // 28)}98{i % 10}"
        total = sum(sum(divmod(int(c) * (2 - k % 2), 10))
                    for k, c in enumerate(digits[2:]))
        rows.append(f"{digits[:8]}-98{i % 10}{-total % 10};"
                    f"{FIRST[i % 8]};{name or LAST[i % 6]};"
                    f"Björkgatan {i + 1};999 32;Norrviken;")
    return rows


def make(count=3, name="", job=""):
    small = Small(job="order: street\n" + job, rows=people(count, name))
    small.run("-q")
    return small


def labels(small, *arguments, out="l.pdf"):
    return run("labels", "--lang", "en", "-o", small.file(out), *arguments,
               small.file("out"))


def cells(sheet):
    """Of a shipped sheet: millimetres, left to right, then down."""
    from kit import ROOT
    with open(os.path.join(ROOT, "templates", "labels", sheet + ".yaml"),
              encoding="utf-8") as source:
        said = {k: float(v) for k, v in re.findall(
            r"^(\w+): ([\d.]+)(?:mm)?\s", source.read(), re.M)}
    return [(said["left"] + c * (said["width"] + said["between"]),
             said["top"] + r * (said["height"] + said["after"]),
             said["width"], said["height"], said["clear"])
            for r in range(int(said["rows"]))
            for c in range(int(said["columns"]))]


def dark(pdf, page):
    """Places of ink in mm."""
    width, data = pixels(None, page, pdf)
    for y in range(len(data) // (width * 3)):
        line = data[y * width * 3:(y + 1) * width * 3]
        if line.count(255) == len(line):
            continue
        for x in range(width):
            if line[x * 3] < 200:
                yield x / MM, y / MM


def inside(at, cell):
    left, top, width, height, clear = cell
    return left + clear <= at[0] <= left + width - clear and \
        top + clear <= at[1] <= top + height - clear


def check_cells(check, small, sheet, count, skip=0):
    ran = labels(small, "--sheet", sheet, *(
        ["--skip", str(skip)] if skip else []), out=f"{sheet}.pdf")
    pdf = small.file(f"{sheet}.pdf")
    if not check.equal(f"{sheet}: exit", ran.code, 0):
        print(ran)
        return
    where = cells(sheet)
    at, names = skip, 0
    for page in pages(pdf):
        met = {}
        for x, y, x2, y2, text in page:
            found = [i for i, cell in enumerate(where) if cell[0] <= x and
                     x2 <= cell[0] + cell[2] and cell[1] <= y and
                     y2 <= cell[1] + cell[3]]
            check.true(f"{sheet}: a word in one cell", len(found) == 1, text)
            met.setdefault(found[0] if found else -1, []).append(text)
        want = list(range(at, min(len(where), at + count - names)))
        check.equal(f"{sheet}: cells filled", sorted(met), want)
        for cell in want:
            names += 1
            check.true(f"{sheet}: label {names} in mailing order",
                       "999 32 Norrviken" in " ".join(met[cell]), met[cell])
        at = 0
    check.equal(f"{sheet}: labels", names, count)
    stray = [p for p in dark(pdf, 1) if not any(
        inside(p, cell) for cell in where)]
    check.true(f"{sheet}: all ink within the margins", not stray, stray[:5])
    check.equal(f"{sheet}: qpdf", tool("qpdf", "--check", pdf).code, 0)
    check.equal(f"{sheet}: 0600", stat.S_IMODE(os.stat(pdf).st_mode), 0o600)
    info = tool("pdfinfo", pdf).out
    check.true(f"{sheet}: nobody in its metadata", not re.search(
        "Alm|Berg|Anna|Björkgatan", info) and not re.search(
        "Alm|Berg|Björkgatan", ran.out + ran.err), info)


def check_fates(check):
    with make() as small:
        out = small.file("out")
        check.equal("withdraw", run("withdraw", "--letters", "2", "--reason",
                                    "prov", "--date", "2012-03-20",
                                    out).code, 0)
        ran = labels(small, "--sheet", "3x8", "--json")
        check.true("a withdrawn letter has no label", ran.code == 0 and
                   '"withdrawn":1' in ran.out.replace(" ", "") and
                   "Björkgatan 2" not in tool(
                       "pdftotext", small.file("l.pdf"), "-").out, ran)
        ran = labels(small, "--sheet", "3x8", out="m.pdf")
        check.true("which it says", "withdrawn: 1" in ran.out and sha256(
            small.file("l.pdf")) == sha256(small.file("m.pdf")), ran)
        ran = labels(small, "--sheet", "3x8")
        check.true("a file is kept", ran.code == 2 and "l.pdf" in ran.err, ran)


def check_held(check):
    with make(3, "Ek-Gyllenstråhle af Norrvikens By") as small:
        ran = labels(small, "--sheet", "3x8")
        check.true("all too wide", ran.code == 2 and
                   ran.err.count("[label-held]") == 3 and "[no-labels]" in
                   ran.err and not os.path.exists(small.file("l.pdf")), ran)
        check.true("told by number alone", "letter 2 gets no label" in ran.err
                   and "Norrviken" not in ran.err, ran)
        ran = labels(small, "--sheet", "c4", out="c4.pdf")
        check.true("an envelope has room", ran.code == 0 and tool(
            "pdfinfo", small.file("c4.pdf")).out.count("Pages:           3"),
            ran)
    rows = people(3)
    rows[2] = rows[2].replace("Berg", "Ek-Gyllenstråhle af Norrvikens By")
    with Small(rows=rows) as small:
        small.run("-q")
        ran = labels(small, "--sheet", "3x8")
        check.true("some held", ran.code == 1 and ran.err.count(
            "[label-held]") == 1 and "lines do not fit: 1" in ran.out, ran)


SHEET = """name: Egna
page: {width: 210mm, height: 297mm}
columns: 2
rows: 2
left: 10mm
top: 10mm
width: 90mm
height: 40mm
clear: 3mm
family: Open Sans
size: 10pt
leading: 12pt
"""
SWEDISH = {"name": "namn", "page": "sida", "width": "bredd", "height": "höjd",
           "columns": "kolumner", "rows": "rader", "left": "vänster", "top":
           "uppe", "clear": "fritt", "family": "typsnitt", "size": "storlek",
           "leading": "radavstånd"}
REFUSED = (
    ("size: 10pt", "size: 8.9pt", "label-type-small"),
    ("columns: 2", "columns: 3", "labels-off-page"),
    ("height: 40mm", "height: 9mm", "label-too-small"),
    ("clear: 3mm", "clear: 3mm\nbetween: -5mm", "labels-overlap"),
    ("left: 10mm", "left: 1em", "label-length"),
    ("rows: 2", "row: 2", "unknown-key"),
)


def check_refused(check):
    with make() as small:
        small.write("egna.yaml", SHEET)
        own = small.file("jobb", "egna.yaml")
        ran = labels(small, "--sheet", own)
        check.equal("a sheet of one's own", ran.code, 0)
        small.write("svenska.yaml", re.sub(
            r"\b(\w+):", lambda m: SWEDISH[m[1]] + ":", SHEET))
        ran = labels(small, "--sheet", small.file("jobb", "svenska.yaml"),
                     out="s.pdf")
        check.true("in Swedish too", ran.code == 0 and sha256(small.file(
            "l.pdf")) == sha256(small.file("s.pdf")), ran)
        for old, new, code in REFUSED:
            small.write("egna.yaml", SHEET.replace(old, new))
            ran = labels(small, "--sheet", own, out="n.pdf")
            check.true(new, ran.code == 2 and (not code or f"[{code}]" in
                                               ran.err) and not
                       os.path.exists(small.file("n.pdf")), ran)
        for sheet, skip, code, words in (
                ("3x9", "1", "no-label-sheet", "did you mean '3x"),
                ("3x8", "24", "skip-many", "has 24 labels"),
                ("c5", "1", "skip-many", "has 1 label, so 1")):
            ran = labels(small, "--sheet", sheet, "--skip", skip, out="n.pdf")
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and
                       words in ran.err, ran)
        for wanted in ([], ["-o", small.file("n.pdf")], ["--sheet", "3x8"]):
            ran = run("labels", "--lang", "en", *wanted, small.file("out"))
            check.true(f"usage: {wanted[:1]}", ran.code == 3 and
                       "[labels-wants]" in ran.err and not os.path.exists(
                           small.file("n.pdf")), ran)
        ledger = small.file("out", "keep", "ledger.db")
        with open(ledger, "r+b") as to:
            to.seek(100)
            to.write(b"x")
        ran = labels(small, "--sheet", "3x8", out="n.pdf")
        check.true("another ledger is not believed", ran.code == 2 and not
                   os.path.exists(small.file("n.pdf")), ran)


def check_wide_list(check):
    """Across the page where it must, and then no further: never under 9 pt."""
    home = [re.sub(r"Björkgatan \d", "Björkgatan 1", row)
            for row in people(3, "Ek")]
    # the three are one household: one letter, and a row each
    with Small("households: {by: K0, most: 3}\n", rows=[row + (";" + ";".join(
            f"K{n}" if i == 0 else "Vardagsförmiddagar" for n in range(12)))
            for i, row in enumerate(home)],
            letter="# Hej\n\nHej {{names}}!\n") as small:
        ran = small.run()
        check.true("one letter", "letters 1," in ran.out, ran)
        for count, size in ((5, "595.276 x 841.89"), (6, "841.89 x 595.276"),
                            (7, "841.89 x 595.276"), (8, "")):
            ran = run("list", "--lang", "en", "--columns", ",".join(
                f"K{n}" for n in range(count)), "-o", small.file("w.pdf"),
                small.file("out"))
            check.equal(f"{count} wide columns", ran.code, 0 if size else 2)
            if size:
                check.true("the page", f" {size} " in tool(
                    "pdfinfo", small.file("w.pdf")).out)
                check.true("each row", "rows 3" in ran.out, ran)
                os.remove(small.file("w.pdf"))
            else:
                check.true("are refused", "[list-not-set]" in ran.err and not
                           os.path.exists(small.file("w.pdf")), ran)


def check_list(check):
    """A table over several pages: its head on each, page n of m, nobody who
    is protected or withdrawn."""
    rows = people(100)
    rows[3] = rows[3][:-1] + ";J"
    # held, and so on no list: nobody knows where to
    rows.append(people(101)[-1].replace("Björkgatan 101;999 32", ";"))
    with Small(job="order: street\n", rows=rows) as small:
        small.run("-q")
        out = small.file("out")
        run("withdraw", "--letters", "1", "--reason", "prov", "--date",
            "2012-03-20", out)

        def listed(columns, to="l.pdf"):
            return run("list", "--lang", "en", "--columns", columns, "-o",
                       small.file(to), out)

        ran = listed("förnamn, Efternamn,Adress")
        said = [" ".join(word[4] for word in page)
                for page in pages(small.file("l.pdf"))]
        count = len(said)
        check.true("a list", ran.code == 0 and count > 2 and
                   "rows 98" in ran.out and "withdrawn: 1" in ran.out, ran)
        for i, page in enumerate(said):
            check.true("its head and its number", "Förnamn" in page and
                       f"Sida {i + 1} av {count}" in page, page)
        numbers = [int(n) for page in said for n in re.findall(
            r"Björkgatan (\d+)", page)]
        check.equal("each row once, none of those", sorted(numbers),
                    [n for n in range(2, 101) if n != 3])
        check.equal("qpdf", tool("qpdf", "--check", small.file(
            "l.pdf")).code, 0)
        check.equal("0600", stat.S_IMODE(os.stat(small.file(
            "l.pdf")).st_mode), 0o600)
        for columns, code in (("Qqq,Adress,Fornamn", "no-list-column"),
                              (" , ", "no-list-columns"),
                              ("Adress,adress", "list-column-twice")):
            ran = listed(columns, "n.pdf")
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and not
                       os.path.exists(small.file("n.pdf")), ran)
        before = sha256(small.file("l.pdf"))
        ran = listed("Adress")
        check.true("nothing is written over", ran.code == 2 and
                   "[folder-exists]" in ran.err and
                   sha256(small.file("l.pdf")) == before, ran)
        check_signed(check, small, out)
        run("withdraw", "--letters", "2-99", "--reason", "prov", "--date",
            "2012-03-20", out)
        ran = listed("Adress", "n.pdf")
        check.true("nobody left", ran.code == 2 and "[list-empty]" in ran.err,
                   ran)
        for wanted in ([], ["-o", small.file("n.pdf")],
                       ["--columns", "Adress"]):
            ran = run("list", "--lang", "en", *wanted, out)
            check.true(f"usage: {wanted[:1]}", ran.code == 3 and
                       "[list-wants]" in ran.err and not os.path.exists(
                           small.file("n.pdf")), ran)


def check_signed(check, small, out):
    """A line to sign on in each row, as wide as a signature, and the head on
    each page in the run's language."""
    pdf = small.file("sign.pdf")
    ran = run("list", "--lang", "en", "--sign", "--columns", "Förnamn,Adress",
              "-o", pdf, out)
    check.true("to be signed", ran.code == 0 and not ran.err, ran)
    said = list(pages(pdf))
    check.true("its head on each page", len(said) > 2 and all(
        "Underskrift" in [w[4] for w in page] for page in said), said)
    check.true("no row of full stops is read aloud",
               "...." not in tool("pdftotext", pdf, "-").out)
    width, data = pixels(None, 1, pdf)
    head = next(w for w in said[0] if w[4] == "Underskrift")
    lines = []
    for row in (w for w in said[0] if w[4] == "Björkgatan"):
        y = range(int((row[1] - 1) * MM), int((row[3] + 1) * MM))
        longest = max(sum(data[3 * (at * width + x)] < 200 for x in range(
            int(head[0] * MM), width)) for at in y)
        lines.append(longest / MM)
    check.true("a line in each row", len(lines) > 20 and min(lines) > 45,
               lines)


def check_purged(check):
    """Nobody is told anything out of a purged run."""
    with make(3) as small:
        out = small.file("out")
        check.equal("purged", run("purge", "--force", "--reason",
                                  "så beslutat", out).code, 0)
        for what, ran in (
                ("labels", labels(small, "--sheet", "3x8")),
                ("list", run("list", "--lang", "en", "--columns", "Förnamn",
                             "-o", small.file("l.pdf"), out))):
            check.true(f"no {what} of a purged run", ran.code == 2 and
                       "purged" in ran.err and not os.path.exists(
                           small.file("l.pdf")), ran)


def main():
    check = Checks()
    # Pixels are looked at one by one: all sheets in the long run alone.
    count = 100 if LONG else 30
    with make(count) as small:
        check_cells(check, small, "3x8", count)
        for sheet, skip in (("3x7", 5), ("3x6", 0), ("2x8", 3),
                            ("2x7", 0)) if LONG else ():
            check_cells(check, small, sheet, count, skip)
    check_fates(check)
    check_held(check)
    check_refused(check)
    check_list(check)
    check_wide_list(check)
    check_purged(check)
    check.end()


if __name__ == "__main__":
    main()
