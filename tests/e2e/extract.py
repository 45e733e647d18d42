"""Everything that a run holds of one person, for that person: all of it, and
nothing of anybody else."""
import json
import os
import re
import shutil
import sqlite3
from html.parser import HTMLParser

from kit import Checks, Folder, Small, contents, run, tool


def extract(out, key, to, *more):
    return run("extract", "--lang", "en", "-o", to, *more, out, stdin=key + "\n")


class Page(HTMLParser):
    """Elements that ask for something, and the page's text."""

    def __init__(self, text):
        super().__init__()
        self.text, self.asks, self.open = "", [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "img", "link", "iframe") or \
                {"src", "href"} & {k for k, _ in attrs}:
            self.asks.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


def check_person(check, folder, out):
    with sqlite3.connect("file:" + os.path.join(
            out, "keep", "ledger.db") + "?mode=ro", uri=True) as ledger:
        row, letter, key = ledger.execute(
            "SELECT letter_row.row, letter, c0 FROM letter_row JOIN cells USING"
            " (row) WHERE letter = 17").fetchone()
        own = [v for v in ledger.execute(
            "SELECT * FROM register WHERE \"#\" = ?", (row,)).fetchone()[1:]
            if v]
        others = {v for (v,) in ledger.execute(
            "SELECT Personnummer FROM register WHERE \"#\" <> ?", (row,)) if v}
    run("posted", "--letters", "17", "--date", "2012-03-21", out)
    to = folder.file("utdrag")
    ran = extract(out, key, to)
    check.true("extract", ran.code == 0 and "rows found: 1" in ran.out, ran)
    check.true("no number is said", key not in ran.out + ran.err)
    files = contents(to)
    check.equal("files", sorted(files), ["extract.html", "extract.json",
                                         "letters.pdf"])
    check.true("for nobody else", all(
        os.stat(os.path.join(to, name)).st_mode & 0o077 == 0 for name in files))
    said = json.loads(files["extract.json"])
    tables = {record["table"] for record in said["records"]}
    check.true("tables", {"cells", "outcome", "letter", "letter_row"} <= tables,
               tables)
    page = Page(files["extract.html"].decode())
    check.equal("the page asks for nothing", page.asks, [])
    check.equal("and is whole", page.open, [])
    letters = tool("pdftotext", os.path.join(to, "letters.pdf"), "-").out
    for value in own:
        check.true("every cell is there, in both", str(value) in page.text and
                   str(value) in files["extract.json"].decode(), value)
    check.equal("fates", said["fates"], [{"letter": 17, "fate": "posted",
                                          "answered": False}])
    every = files["extract.json"].decode() + page.text + letters + tool(
        "qpdf", "--qdf", os.path.join(to, "letters.pdf"), "-").out
    check.equal("nobody else", [o for o in others if o in every], [])
    check.equal("two pages", tool("qpdf", "--show-npages", os.path.join(
        to, "letters.pdf")).out.strip(), "2")
    # another spelling of the number, after the print files are gone
    shutil.rmtree(os.path.join(out, "to-printer"))
    ran = extract(out, key[2:], folder.file("utan"))
    check.true("without the print files", ran.code in (0, 2), ran)
    ran = extract(out, key.replace("-", ""), folder.file("utan2"))
    check.true("another spelling", ran.code == 0 and sorted(contents(
        folder.file("utan2"))) == ["extract.html", "extract.json"], ran)
    check.true("no answer is spoken of", "answered" not in page.text)
    with open(folder.file("svar.csv"), "w", encoding="utf-8") as to:
        to.write("brev;utfall\n17;svar\n")
    run("returns", "--date", "2012-03-30", out, folder.file("svar.csv"))
    ran = extract(out, key, folder.file("utan3"))
    files = contents(folder.file("utan3"))
    check.true("an answer stands in both", ran.code == 0 and '"answered":true'
               in files["extract.json"].decode() and "answered" in
               Page(files["extract.html"].decode()).text, ran)


def check_refused(check, folder, out):
    for words, code, arguments in (
            ("[extract-wants]", 3, [out]),
            ("[folder-exists]", 2, ["-o", folder.file("utdrag"), out]),
            ("[no-identity-number]", 2, ["-o", folder.file("ny"), out])):
        ran = run("extract", "--lang", "en", *arguments, stdin="Anna\n")
        check.true(words, ran.code == code and words in ran.err, ran)
    for key, words, code in (("", "[no-key]", 3),
                             ("\x1b", "[unreadable-key]", 2),
                             ("a\tb", "[unreadable-key]", 2)):
        ran = extract(out, key, folder.file("ny"))
        check.true(f"no key: {key!r}", ran.code == code and words in ran.err
                   and "\x1b" not in ran.err, ran)
    ran = extract(out, "19121212-9802", folder.file("ny"))
    check.true("a number with a slip", ran.code == 2 and
               "[no-identity-number]" in ran.err, ran)
    os.mkdir(folder.file("ny.partial"))
    ran = extract(out, "19121212-9801", folder.file("ny"))
    check.true("somebody's own folder stays", ran.code == 2 and
               "[folder-exists]" in ran.err and os.path.isdir(
                   folder.file("ny.partial")), ran)
    os.rmdir(folder.file("ny.partial"))
    ran = extract(out, "19121212-9801", folder.file("ny"))
    check.true("nobody", ran.code == 0 and "rows found: 0" in ran.out, ran)
    check.true("no folder", not os.path.exists(folder.file("ny")) and
               not os.path.exists(folder.file("ny.partial")))


def check_data(check):
    """A value is never markup; a household's letter is both's."""
    rows = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd",
            "19310202-9810;Anna <b>& \"Ek\"</b>;Ek;Björkgatan 1;999 32;Norrviken;",
            "19320303-9825;Bo;Ek;Björkgatan 1;999 32;Norrviken;",
            "19330404-9830;Cia;Ek;Storgatan 5;999 32;Norrviken;J")
    with Small("households: {by: address, most: 2}\n", rows,
               "# Hej\n\nHej {{names}}! KOD{{response_code}}\n") as small:
        ran = small.run("-q")
        check.true("run", ran.code == 0, ran)
        to = small.file("utdrag")
        ran = extract(small.file("out"), "19310202-9810", to)
        check.true("extract", ran.code == 0, ran)
        files = contents(to)
        page = Page(files["extract.html"].decode())
        check.true("a value is text", 'Anna <b>& "Ek"</b>' in page.text and
                   "b" not in page.open, page.text[:300])
        code = re.search(r"KOD(\w{8})", small.text()).group(1)
        check.equal("the code by which an answer is hers", [
            record["code"] for record in json.loads(files["extract.json"])[
                "records"] if record["table"] == "response"], [code])
        check.true("the other's number is not there", "9825" not in page.text)
        ran = extract(small.file("out"), "19330404-9830", small.file("skydd"))
        check.true("a protected person", ran.code == 0 and "rows found: 1" in
                   ran.out, ran)
        text = contents(small.file("skydd"))["extract.json"].decode()
        check.true("nothing but the row is kept", "Storgatan" not in text and
                   not re.search(r"letters\.pdf", str(os.listdir(
                       small.file("skydd")))), text)


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("run")
        ran = folder.run("-q", "-o", out)
        check.true("run", ran.code == 0, ran)
        check_person(check, folder, out)
        check_refused(check, folder, out)
    check_data(check)
    check.end()


if __name__ == "__main__":
    main()
