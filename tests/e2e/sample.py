"""The sample mailing: every file of it, held against the register.

What a row's outcome must be is decided here a second time, by plain Python
over the register, not by the program's rules.
"""
import collections
import os
import re
import stat
import zipfile
import zlib

from kit import (Checks, Folder, batches, index, lines_in, manifest, pages,
                 register, tool, words_in)

AT_HOME = {"eget boende", "ordinärt boende", "hemma"}
KNOWN = AT_HOME | {"servicehus", "sh", "serviceboende", "särskilt boende",
                   "säbo", "korttidsboende"}
LANGUAGES = {"": "sv", "svenska": "sv", "sv": "sv", "finska": "fi",
             "suomi": "fi", "fi": "fi"}
WINDOW = (112, 38, 200, 75)  # mm: where the right-hand window shows


def plain(text):
    return " ".join(text.split()).casefold()


def outcome(row):
    """What must become of a row, and why."""
    if plain(row["Skydd"]) not in ("", "n", "nej"):
        return "held", "protected"
    if row["Avliden"].strip():
        return "excluded", "deceased"
    home = plain(row["Boendeform"])
    if home not in KNOWN:
        return "held", "housing"
    if home not in AT_HOME:
        return "excluded", "housing"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["Beslut till"].strip()) or \
            row["Beslut till"].strip() < "2012-10-01":
        return "held", "decision"
    if plain(row["Språk"]) not in LANGUAGES:
        return "held", "language"
    if not re.fullmatch(r"(S-)?\d{3} ?\d\d", row["Postnr"].strip()):
        return "held", "postcode"
    if not all(row[h].strip() for h in ("Adress", "Ort", "Förnamn")):
        return "held", "address"
    if NUMBERS[digits(row)] > 1:
        return "held", "twice"
    return "letter", ""


def digits(row):
    return re.sub(r"\D", "", row["Personnummer"])[-10:]


NUMBERS = collections.Counter(digits(row) for row in register())


def postcode(row):
    digits = re.sub(r"\D", "", row["Postnr"])
    return digits[:3] + " " + digits[3:]


def name(row):
    return " ".join((row["Förnamn"] + " " + row["Efternamn"]).split())


def address(row):
    lines = [name(row)]
    if row["C/o"].strip():
        lines.append("c/o " + re.sub(r"(?i)^\s*c/?o\s+", "", row["C/o"]))
    lines += [row["Adress"], postcode(row) + " " + row["Ort"]]
    return [plain(line) for line in lines]


def check_files(check, out):
    for folder, names in (("to-printer", {"index.csv", "SHA256SUMS"}),
                          ("keep", {"manifest.xlsx", "report.html", "ledger.db",
                                    "SHA256SUMS", "SEAL"})):
        path = os.path.join(out, folder)
        there = set(os.listdir(path))
        check.true(f"{folder} holds {sorted(names)}", names <= there, there)
        sums = tool("sha256sum", "--strict", "-c", "SHA256SUMS", cwd=path)
        check.equal(f"sums of {folder}", sums.code, 0)
        checked = {line.rsplit(":", 1)[0] for line in sums.out.splitlines()}
        files = {os.path.relpath(os.path.join(at, f), path)
                 for at, _, found in os.walk(path) for f in found}
        check.equal(f"{folder}: everything is summed", checked,
                    files - {"SHA256SUMS", "SEAL"})
    for at, folders, files in os.walk(out):
        for n in folders + files:
            path = os.path.join(at, n)
            mode = stat.S_IMODE(os.stat(path).st_mode)
            check.equal(f"mode of {n}", oct(mode),
                        oct(0o700 if os.path.isdir(path) else 0o600))
    check.equal("mode of the run's folder",
                oct(stat.S_IMODE(os.stat(out).st_mode)), oct(0o700))


def check_pdf(check, pdf):
    n = os.path.basename(pdf)
    qpdf = tool("qpdf", "--check", pdf)
    check.true(f"{n}: qpdf", qpdf.code == 0 and "WARNING" not in str(qpdf),
               qpdf)
    fonts = tool("pdffonts", pdf).out.splitlines()[2:]
    check.true(f"{n}: fonts are embedded, subset, with Unicode",
               fonts and all(re.search(r" yes yes yes +\d+ +\d+$", line)
                             for line in fonts), "\n".join(fonts))
    check.true(f"{n}: subset names",
               all(re.match(r"[A-Z]{6}\+", line) for line in fonts),
               "\n".join(fonts))
    drawn = tool("mutool", "draw", "-q", "-F", "trace", "-o", os.devnull, pdf)
    said = drawn.err.replace("warning: ICC support is not available\n", "")
    check.true(f"{n}: mutool", drawn.code == 0 and not said, drawn)
    read = tool("gs", "-q", "-dPDFSTOPONWARNING", "-dNOPAUSE", "-dBATCH",
                "-sDEVICE=nullpage", pdf)
    check.true(f"{n}: Ghostscript", read.code == 0 and not str(read)[7:],
               read)
    info = tool("pdfinfo", pdf).out
    check.true(f"{n}: A4", re.search(r"Page size: +595\.\d+ x 841\.\d+", info),
               info)


def check_manifest(check, rows, listed):
    check.equal("manifest rows", len(listed), len(rows))
    for number, (row, line) in enumerate(zip(rows, listed), 1):
        want, why = outcome(row)
        check.true(f"row {number} {want} {why}",
                   line["Rad"] == number and
                   line["Utfall"] == WORDS[want], line)
        shown = line["Personnummer"]
        if why == "protected":
            check.true(f"row {number}: nothing of a protected person",
                       not shown and not line["Förnamn"] and
                       not line["Efternamn"], line)
        else:
            check.true(f"row {number}: its number as text",
                       isinstance(shown, str) and same_number(
                           shown, row["Personnummer"]), line)
        check.true(f"row {number}: letter and pages",
                   (want == "letter") == bool(line["Brev"]) ==
                   bool(line["Första sidan"]) == bool(line["Sista sidan"]) ==
                   bool(line["Innehållshash"]), line)
        check.true(f"row {number}: a rule and a reason",
                   want == "letter" or (line["Regel"] and line["Skäl"]), line)


WORDS = {"letter": "brev", "excluded": "utesluts", "held": "väntar",
         "together": "tillsammans"}


def same_number(shown, written):
    return re.sub(r"\D", "", shown)[-10:] == re.sub(r"\D", "", written)[-10:]


def check_sheets(check, path, rows):
    """What a person sees who opens the manifest."""
    import openpyxl
    book = openpyxl.load_workbook(path)
    check.equal("sheets", book.sheetnames, [
        "Rader", "Brev", "Buntar", "Sammanfattning", "Områden", "Regler",
        "Ursprung", "Diagram"])
    sheet = book.worksheets[0]
    check.equal("the header is frozen", sheet.freeze_panes, "A2")
    check.equal("all rows can be filtered", sheet.auto_filter.ref,
                sheet.dimensions)
    for column, size in sheet.column_dimensions.items():
        check.true(f"column {column} is neither narrow nor endless",
                   8 <= size.width <= 61, size.width)
    for cell in sheet[1]:
        check.true(f"header {cell.value} is bold and fits", cell.font.bold and
                   sheet.column_dimensions[cell.column_letter].width >=
                   len(str(cell.value)))
    for name in ("Personnummer", "Förnamn", "Enhet"):
        column = [c.column for c in sheet[1] if c.value == name][0]
        cells = [sheet.cell(r, column) for r in range(2, len(rows) + 2)]
        check.true(f"{name} is text", all(
            c.data_type == "s" or c.value is None for c in cells))
    summary = {row[0]: row[1] for row in
               book.worksheets[3].iter_rows(values_only=True) if row[0]}
    counts = collections.Counter(outcome(row)[0] for row in rows)
    for label, count in (("fick brev", counts["letter"]),
                         ("utesluts", counts["excluded"]),
                         ("väntar", counts["held"]),
                         ("lästa rader", len(rows)),
                         ("Diarienummer", "SN-2012-0047"),
                         ("Datum", "2012-03-19")):
        check.equal(f"summary: {label}", summary.get(label), count)
    check.true("summary: rules and causes", {
        "Servicehusen ingår inte i Fritt val ännu", "Väntar, efter orsak",
        "skyddade uppgifter"} <= set(summary), summary)
    told = book.properties
    check.true("the document names nobody and the mailing's day",
               not told.creator and not told.lastModifiedBy and
               str(told.created)[:10] == "2012-03-19", told)


def check_level(check, path):
    """As libxlsxwriter is, it would be zlib's level 6; libdeflate's first is
    as small as zlib's third, and no more time is spent than that takes."""
    with zipfile.ZipFile(path) as book:
        part = book.getinfo("xl/worksheets/sheet1.xml")
        text = book.read(part)

    def size(level):
        made = zlib.compressobj(level, zlib.DEFLATED, -15)
        return len(made.compress(text) + made.flush())
    check.true("compressed by the level that is asked for",
               size(4) < part.compress_size < size(2), part.compress_size)


def check_index(check, out, listed):
    letters = index(out)
    sheet = manifest(os.path.join(out, "keep", "manifest.xlsx"), 1)
    check.equal("the letters' sheet agrees with the index", [
        (x["Brev"], x["Fil"], x["Första sidan"], x["Sidor"], x["Blad"])
        for x in sheet], [tuple(x.values())[:5] for x in letters])
    check.equal("and with the rows", {
        x["Brev"]: (int(x["Rader"]), x["Mottagare"], x["Innehållshash"])
        for x in sheet}, {
        x["Brev"]: (x["Rad"], x["Mottagare"], x["Innehållshash"])
        for x in listed if x["Brev"]})
    check.equal("letters are numbered without a gap",
                [x["letter"] for x in letters],
                list(range(1, len(letters) + 1)))
    by_letter = {x["Brev"]: x for x in listed if x["Brev"]}
    check.equal("index and manifest agree on letters",
                sorted(by_letter), [x["letter"] for x in letters])
    next_page = {}
    for x in letters:
        first = next_page.get(x["file"], 1)
        check.equal(f"letter {x['letter']}: first page", x["first_page"], first)
        # printed on both sides: a letter begins on a new sheet
        next_page[x["file"]] = first + 2 * x["sheets"]
        line = by_letter.get(x["letter"], {})
        check.true(f"letter {x['letter']}: sheets and pages",
                   x["sheets"] == (x["pages"] + 1) // 2 and
                   line.get("Första sidan") == first and
                   line.get("Sista sidan") == first + x["pages"] - 1, line)
    for pdf in batches(out):
        info = tool("pdfinfo", pdf).out
        count = int(re.search(r"Pages: +(\d+)", info).group(1))
        check.equal(f"{os.path.basename(pdf)}: pages",
                    count, next_page.get(os.path.basename(pdf), 1) - 1)
    with open(os.path.join(out, "to-printer", "index.csv"), "rb") as f:
        text = f.read()
    check.true("index is ASCII with CRLF", text.isascii() and
               text.count(b"\n") == text.count(b"\r\n"))
    return letters


def check_letters(check, out, rows, listed, letters):
    words = {os.path.basename(p): list(pages(p)) for p in batches(out)}
    row_of = {x["Brev"]: rows[x["Rad"] - 1] for x in listed if x["Brev"]}
    places = []
    for x in letters:
        row = row_of[x["letter"]]
        page = words[x["file"]][x["first_page"] - 1]
        n = f"letter {x['letter']}"
        have = [plain(line) for line in lines_in(page, *WINDOW)]
        if not row["God man"].strip():
            check.equal(f"{n}: address", have, address(row))
        else:
            check.true(f"{n}: address of guardian or client",
                       plain(row["God man"]) in " ".join(have) or
                       have == address(row), have)
        text = " ".join(w[4] for p in range(x["pages"])
                        for w in words[x["file"]][x["first_page"] - 1 + p])
        finnish = LANGUAGES[plain(row["Språk"])] == "fi"
        greeting = ("Hei " if finnish else "Hej ") + row["Förnamn"].strip()
        check.true(f"{n}: greets its own reader", greeting + "!" in text, text)
        check.true(f"{n}: language",
                   ("Näin" in text or "Toimi näin" in text) == finnish, text)
        for header in ("Handläggare", "Handläggare tel", "Distrikt"):
            check.true(f"{n}: {header}", row[header] in text, text)
        for date in (("1. syyskuuta 2012", "1. lokakuuta 2012") if finnish
                     else ("1 september 2012", "1 oktober 2012")):
            check.true(f"{n}: {date}", date in text, text)
        check.true(f"{n}: no braces, no soft hyphens",
                   not re.search("[{}\u00ad\ufffd]", text), text)
        for p in range(x["pages"]):
            over = [w for w in words[x["file"]][x["first_page"] - 1 + p]
                    if w[0] < 18 or w[2] > 195 or w[1] < 8 or w[3] > 292]
            check.true(f"{n}: within the margins", not over, over)
        places.append((postcode(row), plain(row["Adress"])))
    check.equal("letters lie in the order of postcodes",
                [p[0] for p in places], sorted(p[0] for p in places))


def check_nobody_else(check, out, rows):
    text = words_in(*batches(out))
    for number, row in enumerate(rows, 1):
        check.true(f"row {number}: no identity number in a letter",
                   row["Personnummer"][-11:] not in text)
        if outcome(row)[0] != "letter" and row["Förnamn"]:
            check.true(f"row {number}: in no letter", name(row) not in text)
    check.true("no service house in an address", "Parkgatan" not in text)


def check_secrets(check, folder, out, rows, said):
    """No byte of a protected person anywhere in the run, nor on the terminal."""
    secrets = []
    for row in rows:
        if outcome(row)[1] == "protected":
            number = row["Personnummer"]
            secrets += [name(row), number, re.sub(r"\D", "", number)]
    raw = [said.encode()]
    for at, _, files in os.walk(out):
        for f in files:
            path = os.path.join(at, f)
            with open(path, "rb") as source:
                raw.append(source.read())
            if f.endswith(".xlsx"):
                with zipfile.ZipFile(path) as book:
                    raw += [book.read(n) for n in book.namelist()]
            if f.endswith(".pdf"):
                raw.append(tool("pdftotext", path, "-").out.encode())
                raw.append(tool("pdftotext", "-raw", path, "-").out.encode())
            if f.endswith(".db"):
                raw.append(tool("sqlite3", path, ".dump").out.encode())
    everything = b"\n".join(raw)
    for secret in secrets:
        check.true("a protected person is nowhere",
                   secret.encode() not in everything)
    check.true("there were some to look for", len(secrets) >= 15)


def check_terminal(check, rows, said):
    counts = {"letter": 0, "excluded": 0, "held": 0}
    for row in rows:
        counts[outcome(row)[0]] += 1
    for what, count in [("rows", len(rows)), *counts.items()]:
        check.true(f"the terminal tells {count} ({what})",
                   re.search(rf"\b{count}\b", said), said)
    for row in rows:
        if row["Förnamn"]:
            check.true("no name on the terminal", name(row) not in said)
        check.true("no number on the terminal",
                   row["Personnummer"] not in said)


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("result")
        ran = folder.run("-o", out)
        if not check.equal("exit code", ran.code, 0) or \
                not os.path.isdir(out):
            print(ran)
            check.end()
        rows = register()
        listed = manifest(os.path.join(out, "keep", "manifest.xlsx"))
        check_files(check, out)
        check.true("several batches", len(batches(out)) > 1)
        for pdf in batches(out):
            check_pdf(check, pdf)
        check_manifest(check, rows, listed)
        check_sheets(check, os.path.join(out, "keep", "manifest.xlsx"), rows)
        check_level(check, os.path.join(out, "keep", "manifest.xlsx"))
        letters = check_index(check, out, listed)
        check_letters(check, out, rows, listed, letters)
        check_nobody_else(check, out, rows)
        check_secrets(check, folder, out, rows, ran.out + ran.err)
        check_terminal(check, rows, ran.out + ran.err)
        left = set(os.listdir(folder.path)) - {"fritt-val", "result"}
        check.true("nothing is left beside the result", not left, left)
    check.end()


if __name__ == "__main__":
    main()
