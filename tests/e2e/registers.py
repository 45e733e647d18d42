"""The sample's register in every encoding and dialect, and as a spreadsheet:
the ledger holds the same of all of them."""
import csv
import hashlib
import json
import os
import re
import sqlite3

import openpyxl

from kit import SAMPLE, Checks, Folder, run

ENCODINGS = ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom",
             "mac_roman", "cp850", "iso8859-15"]
# delimiter, line end, all cells quoted, a sep= line
DIALECTS = [(",", "\n", False, False), ("\t", "\r\n", True, False),
            ("|", "\r", False, False), (";", "\r\r\n", False, False),
            (";", "\r\n", True, True)]


def table():
    with open(os.path.join(SAMPLE, "klienter.csv"), encoding="cp1252",
              newline="") as source:
        return list(csv.reader(source, delimiter=";"))


def encoded(text, encoding):
    if encoding == "utf-16-be-bom":
        return b"\xfe\xff" + text.encode("utf-16-be")
    return text.encode(encoding)


def as_csv(rows, dialect, encoding):
    delimiter, end, quoted, sep = dialect

    def cell(text):
        if quoted or any(c in text for c in delimiter + '"\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    lines = [delimiter.join(map(cell, row)) for row in rows]
    text = end.join(lines) + end
    return encoded(("sep=" + delimiter + end if sep else "") + text, encoding)


def ledger_hash(out):
    """Over every row's cells, as read and as kept, its marks and outcome."""
    total = hashlib.sha256()
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        columns = [row[1] for row in ledger.execute("PRAGMA table_info(cells)")
                   if row[1] == "mark" or row[1].startswith("c")]
        for query in (f"SELECT row, {', '.join(columns)} FROM cells",
                      "SELECT row, column, text FROM as_read",
                      "SELECT row, outcome, code FROM outcome"):
            for row in sorted(ledger.execute(query), key=repr):
                total.update(repr(row).encode())
    return total.hexdigest()


def run_with(check, name, write, file_name="klienter.csv"):
    with Folder() as folder:
        os.remove(os.path.join(folder.job, "klienter.csv"))
        write(os.path.join(folder.job, file_name))
        if file_name != "klienter.csv":
            folder.change("job.yaml", "klienter.csv", file_name)
        out = folder.file("out")
        ran = folder.run("-o", out)
        if check.true(f"runs: {name}", ran.code == 0, ran):
            return ledger_hash(out)
    return None


def bytes_to(content):
    def write(path):
        with open(path, "wb") as target:
            target.write(content)
    return write


def as_xlsx(rows):
    def write(path):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(path)
    return write


def said_and_kept(check, name, write, file_name, line, kept, *changes):
    """How a file was read: what check prints, and what the ledger keeps."""
    with Folder() as folder:
        os.remove(os.path.join(folder.job, "klienter.csv"))
        write(os.path.join(folder.job, file_name))
        folder.change("job.yaml", "file: klienter.csv",
                      ", ".join([f"file: {file_name}", *changes]))
        job = os.path.join(folder.job, "job.yaml")
        ran = run("check", "--lang", "en", job)
        check.equal(f"said: {name}", ran.out.splitlines()[:1],
                    [f"{file_name}: 396 rows ({line})"])
        out = folder.file("out")
        ran = folder.run("-o", out, "--json")
        with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
            have = ledger.execute(
                "SELECT encoding, stated, delimiter, line_ends, sheet,"
                " header_line, rows, malformed, blank_lines FROM source")
            check.equal(f"kept: {name}", have.fetchall(), [kept])
        told = json.loads(ran.out)["registers"][0]
        check.equal(f"as JSON: {name}", tuple(told[key] for key in (
            "encoding", "stated", "delimiter", "line_ends", "sheet",
            "header_line", "rows", "malformed", "blank_lines")), kept)


def check_found(check, rows):
    plain = as_csv(rows, (";", "\r\n", False, False), "cp1252")
    said_and_kept(
        check, "CSV", bytes_to(plain), "k.csv", "windows-1252, delimiter ';', "
        "line ends CRLF, header on line 1",
        ("windows-1252", 0, ";", "CRLF", "", 1, 396, 0, 0))
    text = as_csv(rows, ("\t", "\n", False, False), "utf-8-sig").replace(
        b"\n", b"\n\r\n", 2)
    said_and_kept(
        check, "odd CSV", bytes_to(text), "k.csv", "utf-8, as stated, with "
        "byte order mark, delimiter 'tab', line ends CRLF, LF, header on line "
        "1, 2 blank lines, the first is line 2",
        ("utf-8", 1, "tab", "CRLF, LF", "", 1, 396, 0, 2), "encoding: UTF-8")
    said_and_kept(
        check, "a spreadsheet", as_xlsx([["Utdrag"]] + rows), "k.xlsx",
        "sheet 'Sheet', header in row 2",
        ("", 0, "", "", "Sheet", 2, 396, 0, 0), "header: 2")


def check_useless(check, rows):
    """What is stated of the wrong kind of file is not passed over."""
    for name, write, stated in (
            ("k.xlsx", as_xlsx(rows), ("encoding: cp850", "delimiter: tab")),
            ("k.csv", bytes_to(as_csv(rows, (";", "\n", False, False),
                                      "utf-8")), ("sheet: Blad1",))):
        with Folder() as folder:
            os.remove(os.path.join(folder.job, "klienter.csv"))
            write(os.path.join(folder.job, name))
            folder.change("job.yaml", "file: klienter.csv",
                          ", ".join([f"file: {name}", *stated]))
            ran = run("check", "-q", "--lang", "en",
                      os.path.join(folder.job, "job.yaml"))
            check.equal(f"of no use: {stated}", (
                ran.code, re.findall(r"has no '(\w+)'.*\[no-use\]", ran.err)),
                (0, [key.split(":")[0] for key in stated]))


def check_wide(check):
    """As many columns as are allowed go the whole way; one more is refused."""
    def write(path, name, count, mark):
        names = ["Id", "Namn", "Adress", "Postnr", "Ort", "Skydd"]
        names += [f"{mark}{i}" for i in range(count - len(names))]
        with open(os.path.join(path, name), "w", encoding="ascii") as to:
            print(*names, sep=";", file=to)
            for i in range(1, 9):
                cells = [f"{mark}{i}", "Ek", "Kaj 1", "999 21", "Vik", ""]
                print(*cells, *names[6:], sep=";", file=to)

    for count, more, code in ((1980, 6, 0), (1000, 986, 0), (1000, 987, 2)):
        with Folder() as folder:
            write(folder.path, "a.csv", count, "a")
            write(folder.path, "b.csv", more, "b")
            job = folder.file("job.yaml")
            with open(job, "w", encoding="utf-8") as to:
                to.write(
                    "name: x\ndate: 2012-03-19\nreference: x\nlanguage: en\n"
                    "register:\n  - {file: a.csv, key: Id, source: A}\n"
                    "  - {file: b.csv, key: Id, source: B, columns: {" +
                    ", ".join(f"a{i}: ''" for i in range(count - 6)) +
                    "}}\nroles: {protected: Skydd}\n"
                    "address: {name: Namn, street: Adress, postcode: Postnr, "
                    "town: Ort}\nletters: [brev.md]\nstationery: kommun-h2\n")
            with open(folder.file("brev.md"), "w", encoding="ascii") as to:
                to.write("# Brev\n\nHej {{Namn}}!\n")
            ran = run("run", "-q", "-o", folder.file("out"), job)
            check.true(f"{count} and {more} columns", ran.code == code and
                       ("too-many-columns" in ran.err) == bool(code), ran)
            if code == 0:
                ran = run("explain", folder.file("out"), "--row", "1")
                check.true(f"{count} and {more}: explain", ran.code == 0, ran)


def main():
    check = Checks()
    check_wide(check)
    check_useless(check, table())
    check_found(check, table())
    rows = table()
    plain = (";", "\r\n", False, False)
    want = run_with(check, "as it is", bytes_to(as_csv(rows, plain, "cp1252")))
    for encoding in ENCODINGS[1:]:
        have = run_with(check, encoding,
                        bytes_to(as_csv(rows, plain, encoding)))
        check.equal(f"the same ledger: {encoding}", have, want)
    for dialect in DIALECTS:
        have = run_with(check, repr(dialect),
                        bytes_to(as_csv(rows, dialect, "utf-8")))
        check.equal(f"the same ledger: {dialect!r}", have, want)
    have = run_with(check, "spreadsheet", as_xlsx(rows), "klienter.xlsx")
    check.equal("the same ledger: spreadsheet", have, want)
    # The sample's register as LibreOffice 7.4 saved it (text cells).
    saved = os.path.join(os.path.dirname(__file__),
                         "klienter-libreoffice.xlsx")
    with open(saved, "rb") as file:
        have = run_with(check, "LibreOffice", bytes_to(file.read()),
                        "klienter.xlsx")
    check.equal("the same ledger: LibreOffice", have, want)
    check.end()


if __name__ == "__main__":
    main()
