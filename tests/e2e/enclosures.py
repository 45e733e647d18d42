"""Finished pages that follow a letter: who gets them, in pages and sheets and
envelopes; one copy of each in a file; what is refused."""
import csv
import json
import os
import re
import shutil
import sys

from kit import Checks, Small, batches, hold_codes, manifest, run, tool
from otherpdf import by_ghostscript, pdf
from paper import HEAD as PEOPLE, PAPER, box, near

A4 = "0 0 595.276 841.89"
RED, GREEN = (255, 0, 0), (0, 255, 0)
FORM = """%!PS
<< /PageSize [595 842] >> setpagedevice
/Helvetica findfont 24 scalefont setfont
1 0 0 setrgbcolor 100 700 200 50 rectfill 0 setgray 100 600 moveto
(Blankett, sida 1) show showpage
0 1 0 setrgbcolor 100 700 200 50 rectfill 0 setgray 100 600 moveto
(Blankett, sida 2) show showpage
"""
HEAD = PEOPLE.replace("key: Personnummer", "key: Nr").replace(
    "roles: {person: Personnummer, protected: Skydd}", "persons: no")
COLUMNS = "Nr;Förnamn;Efternamn;Adress;Postnr;Ort;Bostad;Ålder\n"
ROWS = ("1;Anna;Ek;Björkgatan 1;999 32;Norrviken;Hyra;70\n"
        "2;Bo;Lund;Björkgatan 2;999 32;Norrviken;Äger;70\n"
        "3;Cia;Ask;Björkgatan 3;999 32;Norrviken;Hyra;\n")
ENCLOSE = """enclose:
  - {file: blankett.pdf, where: {Bostad: Hyra}}
  - {file: karta.pdf, alt: Vägen till mötet}
"""
MAP = pdf("0 0 1 rg 100 100 50 50 re f", box_=A4)


def mailing(job=ENCLOSE, rows=ROWS, letter="Hej {{Förnamn}}!\n", paper=PAPER,
            head=HEAD, **files):
    small = Small(job=job, head=head, rows=[], letter=letter,
                  papper_yaml=paper)
    with open(small.file("jobb", "r.csv"), "w", encoding="utf-8") as to:
        to.write(COLUMNS + rows)
    made = {"blankett": FORM_PDF, "karta": MAP, **files}
    for name, held in made.items():
        with open(small.file("jobb", name + ".pdf"), "wb") as to:
            to.write(held)
    return small


FORM_PDF = by_ghostscript(FORM)


def index_of(out):
    with open(os.path.join(out, "to-printer", "index.csv"),
              encoding="utf-8-sig", newline="") as file:
        text = file.read()
    return list(csv.DictReader(text.splitlines()))


def check_counts(check):
    """One-sided 1 + 2 + 1 pages for who rents, 1 + 1 for who owns; two-sided
    each enclosure begins on a sheet."""
    for sides, pages, sheets in ((1, [2, 4, 4], [2, 4, 4]),
                                 (2, [3, 5, 5], [2, 3, 3])):
        job = ENCLOSE + \
            f"print: {{sides: {sides}, envelopes: {{C5: 2, C4: 9}}}}\n"
        with mailing(job) as small:
            ran = small.run()
            out = small.file("out")
            check.equal("a run", ran.code, 0)
            if ran.code:
                print(ran.err)
                continue
            rows = index_of(out)
            check.equal(f"pages, {sides} sides", [int(row["pages"]) for row in
                                                  rows], pages)
            check.equal("sheets", [int(row["sheets"]) for row in rows], sheets)
            there = 0
            for path in batches(out):
                there += int(re.search(r"Pages: +(\d+)", tool(
                    "pdfinfo", path).out)[1])
                check.equal("qpdf", tool("qpdf", "--check", path).code, 0)
            check.equal("pages in the files", there, sum(sheets) * sides)
            check.equal("classes of envelopes", len(batches(out)), 2)
            note = tool("pdftotext", "-layout", os.path.join(
                out, "to-printer", "foljesedel.pdf"), "-").out
            check.true("the delivery note counts them", re.search(
                rf"\b{sum(sheets)}\b", note), note)
            first = int(rows[1]["first_page"]) + (1 if sides == 1 else 2)
            long_ = os.path.join(out, "to-printer", rows[-1]["file"])
            where = (100 / 72 * 25.4, (842 - 750) / 72 * 25.4,
                     300 / 72 * 25.4, (842 - 700) / 72 * 25.4)
            check.true("its place", near(box(out, bytes(RED), first, path=long_), where),
                       box(out, bytes(RED), first, path=long_))
            check.true("its second page", near(box(
                out, bytes(GREEN), first + 1, path=long_), where))
            check.equal("verify", run("verify", out).code, 0)
            check_again(check, small)


def check_again(check, small):
    """Reprinted with its pages, written again byte for byte."""
    out = small.file("out")
    again = small.file("igen")
    ran = run("reprint", "--letters", "2", "--reason", "prov", "--date",
              "2012-03-20", "-o", again, out)
    made = [os.path.join(at, name) for at, _, names in os.walk(again)
            for name in names if name.endswith(".pdf")]
    text = tool("pdftotext", made[0], "-").out if made else ""
    check.true("a reprint", ran.code == 0 and "Anna" in text and
               "Blankett, sida 2" in text and "Bo" not in text, (ran, text))
    ran = run("write", "--batch", "1", "-o", small.file("skriv"), small.job,
              out)
    made = [os.path.join(at, name) for at, _, names in os.walk(
        small.file("skriv")) for name in names if name.endswith(".pdf")]
    with open(batches(out)[0], "rb") as a:
        same = made and open(made[0], "rb").read() == a.read()
    check.true("the same bytes again", ran.code == 0 and same, ran)
    with open(small.file("jobb", "karta.pdf"), "wb") as to:
        to.write(pdf("1 0 1 rg 100 100 50 50 re f", box_=A4))
    ran = run("write", "--batch", "1", "-o", small.file("ny"), "--lang", "en",
              small.job, out)
    check.true("another enclosure is told", ran.code == 2 and
               "karta.pdf" in ran.err, ran)


def check_marks(check):
    """Marks count the letter's own pages and stand on them alone."""
    mark = ("  mark: {role: mark, x: 30mm, y: 280mm, width: 100mm, height: 9mm,"
            " text: \"{letter} · {page of pages}\"}\n")
    with mailing(letter="Rad 7\n" * 12, paper=PAPER + mark) as small:
        ran = small.run("-q")
        text = small.text()
        check.true("own pages alone are counted", ran.code == 0 and
                   text.count("Sida 2 av 2") == 3 and "Sida 3" not in text,
                   (ran, text))


def check_explained(check):
    with mailing() as small:
        ran = run("explain", small.job, "--row", "1", "--lang", "en")
        check.true("explain names them", ran.code == 0 and
                   "enclosed: blankett.pdf, pages: 2" in ran.out and
                   "enclosed: karta.pdf, pages: 1" in ran.out and
                   "enclosure blankett.pdf, for rows where" in ran.out, ran)
        ran = run("explain", small.job, "--row", "2", "--lang", "en")
        check.true("and leaves out the others", ran.code == 0 and
                   "enclosed: blankett.pdf" not in ran.out, ran)


def check_doubt(check):
    """Who may or may not get an enclosure waits."""
    job = "columns: {Ålder: integer}\nenclose: [{file: karta.pdf, when: " \
        "\"[Ålder] > 65\"}]\n"
    with mailing(job) as small:
        ran = small.check("--json")
        told = json.loads(ran.out)
        check.equal("an undecidable enclosure holds its row",
                    (told["letters"], told["outcomes"]["held"]
                     if "outcomes" in told else told.get("held")), (2, 1))


def check_empty(check):
    """An empty cell is in doubt, as in a rule, and nearly a value too; so it
    is told of one row."""
    rows = ("1;Anna;Ek;Björkgatan 1;999 32;Norrviken;Hyra;70\n"
            "2;Bo;Lund;Björkgatan 2;999 32;Norrviken;;70\n"
            "3;Cia;Ask;Björkgatan 3;999 32;Norrviken;Hyrra;70\n"
            "4;Dag;Alm;Björkgatan 4;999 32;Norrviken;Äger;70\n")
    form = "enclose: [{file: blankett.pdf, %s}]\n"
    for name, what, held in (
            ("a value", "where: {Bostad: Hyra}", ["empty-value",
                                                  "nearly-the-value"]),
            ("asked in two steps", "when: \"Bostad is not empty and Bostad = "
             "'Hyra'\"", ["nearly-the-value"])):
        with mailing(form % what, rows) as small:
            ran = small.run()
            codes = hold_codes(small.file("out"))
            check.equal(f"an enclosure asked of {name}",
                        list(codes.values()), held)
            for row in codes:
                ran = run("explain", small.job, "--row", str(row), "--lang",
                          "en")
                check.true("by the rule for what cannot be told",
                           "undecidable field: decides" in ran.out, ran)
                check.true("explain says so", "for rows where" in ran.out and
                           "undecidable" in ran.out.split(
                               "for rows where")[1], ran)


def check_versions_explained(check):
    """Which letter an empty cell gets is told as the run has it."""
    head = HEAD.replace("letters: [{text: brev.md}]", "letters: [{text: b.md, "
                        "where: {Bostad: Hyra}}, {text: brev.md}]")
    rows = "1;Anna;Ek;Björkgatan 1;999 32;Norrviken;;70\n"
    with mailing("", rows, head=head) as small:
        small.write("b.md", "Hyra\n")
        ran = run("explain", small.job, "--row", "1", "--lang", "en")
        check.true("no, and not in doubt", ran.code == 0 and
                   "Bostad = 'Hyra': no" in ran.out and
                   ": undecidable" not in ran.out, ran)


def check_alone(check):
    """An enclosure without a word of the letter's is held."""
    with mailing("enclose: [karta.pdf]\n", letter="# Hjälp\n\n"
                 "{{if Bostad = 'Hyra'}}\nKartan ligger bredvid.\n{{/if}}\n"
                 "\n![Svara](qr:https://exempel.se/)\n") as small:
        ran = small.run()
        check.equal("an enclosure alone", (ran.code, hold_codes(
            small.file("out"))), (0, {2: "empty-letter"}))


def check_blank(check):
    """A page that shows nothing is told of, with its number; one with a line
    on it, or a picture, shows something."""
    for name, made, pages_ in (
            ("nothing", pdf("", box_=A4), [1]),
            ("a clip", pdf("0 0 9 9 re W n", box_=A4), [1]),
            ("a line", pdf("0 g 1 1 9 9 re f", box_=A4), []),
            ("blanks", by_ghostscript(
                FORM.split("1 0 0 setrgb")[0] + "100 600 moveto ( ) show "
                "showpage showpage 100 600 moveto (x) show showpage\n"),
             [1, 2])):
        with mailing(karta=made) as small:
            ran = small.check()
            told = re.findall(r"'?karta.pdf'?.*\[enclosure-blank\]", ran.err)
            check.true(f"a page of {name}", ran.code == 0 and
                       len(told) == len(pages_), ran)
            for line, page in zip(re.findall(
                    r"(.*)\[enclosure-blank\]", ran.err), pages_):
                check.true("its number", f" {page} " in line, line)


def check_household(check):
    """A letter is shared by those who get the same enclosures."""
    job = ENCLOSE + "households: {by: address}\n"
    rows = ("1;Anna;Ek;Björkgatan 1 lgh 1001;999 32;Norrviken;Hyra;7\n"
            "2;Bo;Ek;Björkgatan 1 lgh 1001;999 32;Norrviken;Hyra;7\n"
            "3;Cia;Ask;Björkgatan 3 lgh 1001;999 32;Norrviken;Hyra;7\n"
            "4;Dag;Ask;Björkgatan 3 lgh 1001;999 32;Norrviken;Äger;7\n")
    with mailing(job, rows, "Hej {{names}}!\n") as small:
        ran = small.run("-q")
        check.true("households", ran.code == 0 and sorted(
            int(row["pages"]) for row in index_of(small.file("out"))) ==
            [2, 4, 4], ran)


def check_unused(check):
    """One that no letter has is told, at its line; one that somebody has is
    not, nor in a job without letters."""
    job = "enclose:\n  - {file: karta.pdf, where: {Bostad: Lånar}}\n" \
        "  - {file: blankett.pdf, where: {Bostad: Äger}}\n"
    with mailing(job) as small:
        ran = small.check()
        check.true("an enclosure of nobody", ran.code == 0 and
                   ran.err.count("[enclosure-unused]") == 1 and
                   "'karta.pdf'" in ran.err.split("[enclosure-unused]")[0]
                   .split("\n")[-1] and "job.yaml:" in ran.err, ran)
    job += "send: {where: {Bostad: Slott}, else: Ej slott}\n" \
        "expect: {letters: 0}\n"
    with mailing(job) as small:
        ran = small.check()
        check.true("no letters, no word", "[enclosure-unused]" not in ran.err,
                   ran)


GUARDED = ("1;Anna;Ek;Björkgatan 1;999 32;Norrviken;Hyra;70;Eva Lind;"
           "Storgatan 2;999 31;Norrviken\n"
           "2;Bo;Lund;Björkgatan 2;999 32;Norrviken;Äger;70;Per Sand;"
           "Storgatan 4;999 31;Norrviken\n")


def check_guardian(check):
    """A guardian gets what the client's row says: both letters have the form,
    or neither."""
    head = PEOPLE.replace("key: Personnummer", "key: Nr").replace(
        "roles: {person: Personnummer, protected: Skydd}",
        "roles: {protected: {none: Registret är rensat}, guardian: {name: God "
        "man, street: God man adress, postcode: God man postnr, town: God man "
        "ort, mail: both}}")
    with mailing(head=head, rows="", letter="Hej {{Förnamn}}!\n") as small:
        with open(small.file("jobb", "r.csv"), "w", encoding="utf-8") as to:
            to.write(COLUMNS.strip() + ";God man;God man adress;God man postnr"
                     ";God man ort\n" + GUARDED)
        ran = small.run("-q")
        pages_ = sorted(int(row["pages"]) for row in index_of(small.file(
            "out"))) if ran.code == 0 else []
        check.true("a guardian's enclosures", pages_ == [2, 2, 4, 4],
                   (ran, pages_))
        text = small.text()
        check.true("both are there", "Eva Lind" in text and "Per Sand" in text,
                   text)


def check_manifest(check):
    """Manifest, index and delivery note count the enclosed pages as printed."""
    with mailing("print: {sides: 2}\nmanifest: [Nr, Bostad]\n" + ENCLOSE) \
            as small:
        check.equal("a run", small.run("-q").code, 0)
        out = small.file("out")
        book = os.path.join(out, "keep", "manifest.xlsx")
        rows = manifest(book)
        letters = {row["Brev"]: row for row in manifest(book, 1)}
        index = {int(row["letter"]): row for row in index_of(out)}
        for row in rows:
            pages_, sheets = {"Hyra": (5, 3), "Äger": (3, 2)}[row["Bostad"]]
            of, its = index[row["Brev"]], letters[row["Brev"]]
            check.equal(f"row {row['Rad']} counts them", (
                row["Sista sidan"] - row["Första sidan"] + 1, row["Blad"],
                its["Sidor"], its["Blad"], int(of["pages"]),
                int(of["sheets"])), (pages_, sheets) * 3)
        batch = manifest(book, 2)[0]
        check.equal("and the batch", (batch["Sidor"], batch["Blad"]), (16, 8))


def check_shop(check):
    """A print shop's marks stand on all sheets, and somebody is told."""
    job = ENCLOSE + "printshop: inserter-datamatrix\n" \
        "delivery: {posted: 2012-03-26}\n"
    head = HEAD.replace("key: Nr}", "key: Nr, taken: 2012-03-15}")
    with mailing(job, head=head) as small:
        ran = small.run()
        check.true("marks on enclosed sheets", ran.code == 0 and
                   "[enclosure-marks]" in ran.err, ran)
        if ran.code == 0:
            with open(os.path.join(small.file("out"), "to-printer",
                                   "control.csv"), encoding="utf-8") as file:
                lines = file.read().splitlines()
            check.equal("a line for each letter", len(lines), 4)
    grey = pdf("0 g 100 100 50 50 re f", box_=A4)
    for name, made, code in (("coloured", MAP, 2), ("grey", grey, 0)):
        with mailing("print: {profile: press}\nenclose: [karta.pdf]\n",
                     karta=made) as small:
            ran = small.check()
            check.true("in black and grey, one that is " + name,
                       ran.code == code and (not code or "job.yaml:" in
                                             ran.err), ran)


def check_archive(check):
    """A page without text is a figure with words; one with text is refused."""
    job = "print: {profile: archive}\nenclose: [{file: karta.pdf%s}]\n"
    with mailing(job % ", alt: Vägen till mötet") as small:
        ran = small.run("-q")
        check.equal("a map in an archive file", ran.code, 0)
        path = batches(small.file("out"))[0]
        tree = tool("pdfinfo", "-struct-text", path).out
        check.equal("it is a figure in each letter", tree.count("Figure"), 3)
        walk = tool(sys.executable, os.path.join(os.path.dirname(
            os.path.abspath(__file__)), "..", "pdf", "walk.py"), "archive",
            path)
        check.true("the walker", walk.code == 0, walk)


def refused():
    yield "another size", pdf(box_="0 0 500 842"), "enclosure-size", "176 × 297"
    yield ("pages of two sizes", pdf(pages=2, box_=A4).replace(
        b"5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.276",
        b"5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 495.276"),
        "enclosure-sizes", "page 2")
    yield "fields", pdf(box_=A4, page="/Annots[<</Subtype/Widget>>]"), \
        "pdf-fields", ""
    yield "cut", FORM_PDF[:3000], "bad-pdf", ""
    yield "too many pages", pdf(pages=30, box_=A4), "pdf-pages", "30 pages"


def check_refused(check):
    for name, made, code, word in refused():
        with mailing("enclose: [{file: x.pdf}]\n", x=made) as small:
            ran = small.check()
            check.true(name + " is refused", ran.code == 2 and
                       f"[{code}]" in ran.err and word in ran.err and
                       "job.yaml:" in ran.err and
                       ran.err.count("error: ") == 1, ran)
    archive = "print: {profile: archive}\n"
    for job, code in (
            ("enclose: blankett.pdf\n", "bad-enclose"),
            ("enclose: [{alt: a}]\n", "bad-enclose"),
            ("enclose: []\n", "many-enclosures"),
            ("enclose: [{file: ../jobb/karta.pdf}, {file: /x.pdf}]\n",
             "whole-path"),
            ("enclose: [{file: karta.pdf, wher: {Bostad: Hyra}}]\n",
             "unknown-key"),
            ("enclose: [{file: karta.pdf, where: {Bostäder: Hyra}}]\n",
             "unknown-name"),
            (archive + "enclose: [{file: blankett.pdf, alt: a}]\n",
             "enclosure-text"),
            (archive + "enclose: [{file: karta.pdf}]\n",
             "enclosure-undescribed")):
        with mailing(job) as small:
            ran = small.check()
            check.true(code + " is said", ran.code == 2 and
                       f"[{code}]" in ran.err, ran)
    with mailing("enclose: [{file: x.pdf}, {file: karta.pdf}]\n") as small:
        ran = small.check()
        check.true("one of two is not there", ran.code == 2 and
                   "[no-such-file]" in ran.err and
                   ran.err.count("error: ") == 1, ran)
    # Of another size is only what no letter is set on.
    small = mailing("enclose: [{file: karta.pdf}]\n", head=HEAD.replace(
        "stationery: papper", "stationery: anslag").replace(
            "text: brev.md", "text: brev.md, stationery: papper"))
    with small:
        ran = small.check()
        check.true("a poster without letters", ran.code == 0, ran)
    with mailing("enclose: [{file: ../ut.pdf}]\n") as small:
        shutil.copy(small.file("jobb", "karta.pdf"), small.file("ut.pdf"))
        ran = small.check()
        check.true("it lies with the job", ran.code == 2 and
                   "[outside-folder]" in ran.err, ran)


def check_growth(check):
    """A batch grows by one copy of each, however many letters it has."""
    rows = "".join(f"{n};Anna;Ek;Björkgatan {n};999 32;Norrviken;Hyra;7\n"
                   for n in range(1, 401))
    size = {}
    for name, job in (("without", ""), ("with", ENCLOSE)):
        for count in (100, 400):
            some = "".join(rows.splitlines(True)[:count])
            with mailing(job, some) as small:
                check.equal("a run", small.run("-q").code, 0)
                size[name, count] = os.path.getsize(
                    batches(small.file("out"))[0])
    each = [(size["with", count] - size["without", count], count)
            for count in (100, 400)]
    # What a page itself costs: its object and a line of content.
    page = (each[1][0] - each[0][0]) / 300
    copy = each[0][0] - 100 * page
    check.true("three pages more cost a line each", page < 3 * 420, page)
    check.true("and the files once", 0 < copy < len(FORM_PDF) + len(MAP) + 3000,
               (copy, len(FORM_PDF), len(MAP)))


def main():
    check = Checks()
    check_counts(check)
    check_marks(check)
    check_explained(check)
    check_doubt(check)
    check_alone(check)
    check_blank(check)
    check_empty(check)
    check_versions_explained(check)
    check_household(check)
    check_unused(check)
    check_guardian(check)
    check_manifest(check)
    check_shop(check)
    check_archive(check)
    check_refused(check)
    check_growth(check)
    check.end()


if __name__ == "__main__":
    main()
