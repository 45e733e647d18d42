"""An enclosed document keeps its tags in the archive profile: the same tree in
each letter, one copy of each page in a file; what cannot be carried is
refused by its name."""
import os
import re
import subprocess
import sys
import tempfile

from enclosures import HEAD, mailing
from kit import ROOT, Checks, batches, run, tool
from otherpdf import judged
from paper import png
from tagged import TREE, E, tagged, usual

ARCHIVE = "print: {profile: archive}\n"
ENCLOSE = ARCHIVE + "enclose: [{file: x.pdf}]\n"
GOOD = tagged()
HEARD = """\
    Sect
      Part
        H1 (block)
          "Blankett"
        H2 (block)
          "Ta med"
        L (block):
           /ListNumbering /Disc
          LI (block)
            Lbl (block)
              "-"
            LBody (block)
              "Ett intyg"
        Table (block)
          TR
            TH:
               /Scope /Column
              "Storlek"
            TH:
               /Scope /Column
              "Kronor"
          TR
            TD
              "Liten"
            TD
              "100"
        Figure:
           /Placement /Block
           /BBox [90 500 300 520]
          "Stadens vapen"
        P (block)
          "Underskrift"
          "Namn och datum"
"""


def walked(path):
    """What the walker of tests/pdf finds, but for what it knows of our own
    fonts and greys alone."""
    said = tool(sys.executable, os.path.join(ROOT, "tests", "pdf", "walk.py"),
                "archive", path)
    return [line for line in (said.out + said.err).splitlines()
            if "6.2.11.2:" not in line and "issue 7:" not in line]


def pictures(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "40", path, folder + "/p"],
                       check=True)
        made = []
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                made.append(file.read())
        return made


def check_tree(check):
    """Heard as the other document says, in each letter; seen as in print."""
    seen = {}
    for profile in ("print", "archive"):
        job = f"print: {{profile: {profile}}}\nenclose: [{{file: x.pdf}}]\n"
        with mailing(job, x=GOOD) as small:
            ran = small.run("-q")
            check.equal("an enclosed form, " + profile, ran.code, 0)
            if ran.code:
                print(ran.err)
                continue
            out = small.file("out")
            path = batches(out)[0]
            seen[profile] = pictures(path)
            check.equal("verify", run("verify", out).code, 0)
            if profile == "print":
                continue
            judged(check, path, profile)
            check.equal("the walker", walked(path), [])
            tree = tool("pdfinfo", "-struct-text", path).out
            check.equal("each letter has its tree", tree.count(HEARD), 3)
            if tree.count(HEARD) != 3:
                print(tree)
            again(check, small, path)
    check.true("both look alike", seen["print"] == seen["archive"] and
               len(seen["print"]) == 9, [len(s) for s in seen.values()])


def again(check, small, path):
    """Written again byte for byte; reprinted, its words are there."""
    ran = run("write", "--batch", "1", "-o", small.file("skriv"), small.job,
              small.file("out"))
    made = [os.path.join(at, name) for at, _, names in os.walk(
        small.file("skriv")) for name in names if name.endswith(".pdf")]
    with open(path, "rb") as a:
        same = made and open(made[0], "rb").read() == a.read()
    check.true("the same bytes again", ran.code == 0 and same, ran)
    ran = run("reprint", "--letters", "2", "--reason", "prov", "--date",
              "2012-03-20", "-o", small.file("igen"), small.file("out"))
    made = [os.path.join(at, name) for at, _, names in os.walk(
        small.file("igen")) for name in names if name.endswith(".pdf")]
    text = tool("pdftotext", made[0], "-").out if made else ""
    check.true("a reprint", ran.code == 0 and "Namn och datum" in text, ran)


def qdf(path):
    return subprocess.run(["qpdf", "--qdf", path, "-"], check=True,
                          capture_output=True).stdout


def check_once(check):
    """A file has the content of each page once; a letter more costs its own
    elements alone."""
    rows = "".join(f"{n};Anna;Ek;Björkgatan {n};999 32;Norrviken;Hyra;7\n"
                   for n in range(1, 201))
    size = {}
    for name, job in (("without", ARCHIVE), ("with", ENCLOSE)):
        for count in (50, 200):
            with mailing(job, "".join(rows.splitlines(True)[:count]),
                         x=GOOD) as small:
                check.equal("a run", small.run("-q").code, 0)
                path = batches(small.file("out"))[0]
                size[name, count] = os.path.getsize(path)
                if name == "with" and count == 50:
                    check.equal("each page's content is there once", qdf(
                        path).count(b"(Underskrift)Tj"), 1)
    each = [size["with", count] - size["without", count]
            for count in (50, 200)]
    letter = (each[1] - each[0]) / 150
    copy = each[0] - 50 * letter
    elements = 18
    check.true("a letter grows by its elements", letter < 2 * 420 +
               elements * 130, letter)
    check.true("and the file by one copy", 0 < copy < len(GOOD) + 4000,
               (copy, len(GOOD)))


def check_marks(check):
    """A print shop's marks stand on the enclosed sheets, and are not heard."""
    job = ENCLOSE + "printshop: inserter-datamatrix\n" \
        "delivery: {posted: 2012-03-26}\n"
    head = HEAD.replace("key: Nr}", "key: Nr, taken: 2012-03-15}")
    with mailing(job, head=head, x=GOOD) as small:
        ran = small.run("-q")
        check.equal("a run with marks", ran.code, 0)
        if ran.code:
            print(ran.err)
            return
        path = batches(small.file("out"))[0]
        check.equal("the walker", walked(path), [])
        judged(check, path, "archive")
        page = small.file("sida")
        subprocess.run(["pdftoppm", "-r", "200", "-f", "2", "-l", "2", "-png",
                        "-singlefile", path, page], check=True)
        read = tool("dmtxread", "-N1", "-m", "5000", page + ".png").out
        check.true("its code can be read", re.match(r"\d{10,}", read), read)
        check.equal("nothing of it is heard", tool(
            "pdfinfo", "-struct-text", path).out.count(HEARD), 3)


def check_proof(check):
    """Stamped below and above, and heard all the same."""
    with mailing(ENCLOSE, x=GOOD) as small:
        ran = run("proof", "--lang", "sv", "-q", "-o", small.file("p.pdf"),
                  small.job)
        check.equal("a proof", ran.code, 0)
        if ran.code:
            print(ran.err)
            return
        path = small.file("p.pdf")
        check.equal("the walker", walked(path), [])
        judged(check, path, "archive")
        heard = tool("pdfinfo", "-struct-text", path).out
        check.true("the tree is there", HEARD in heard, heard)
        said = tool("pdftotext", path, "-").out.split("\f")
        check.true("each page is stamped", all("PROV" in page for page in
                                               said[:-1]), said)


ACROSS = (E("Document", E("H1", (0, 0)), E("Table",
    E("TR", E("TH", (0, 1), ID="(a)", A="<</O/Table/ColSpan 2/Scope/Column>>")),
    E("TR", E("TH", (0, 2), ID="(b)", C="/rad"), E("TD", (0, 3),
      A="[<</O/Table/Headers[(a)(b)]>> 0]")),
    E("TR", E("TH", (0, 4)), E("TD", (0, 5)))),
    E("P", (0, 6), (0, 7), (0, 8), (1, 0), E("Note", (1, 1)))),)


def check_more(check):
    """Heads by ID, classes, notes; a page turned and cut; other names."""
    def edit(text):
        return text.replace(b"/RoleMap", b"/ClassMap<</rad<</O/Table/Scope/Row"
                            b">>>>/RoleMap")
    with mailing(ENCLOSE, x=tagged(ACROSS, edit=edit)) as small:
        ran = small.run("-q")
        check.equal("heads by ID", ran.code, 0)
        if ran.code:
            print(ran.err)
            return
        path = batches(small.file("out"))[0]
        check.equal("the walker", walked(path), [])
        held = qdf(path)
        check.equal("IDs of each letter", len(set(re.findall(
            rb"/ID \(u(\d+)\)", held))), 9)
        check.equal("heads", held.count(b"/Headers ["), 3)
        check.true("a class's scope, and one that the row says", held.count(
            b"/Scope /Row") == 6, held.count(b"/Scope /Row"))
    turned = tagged(edit=lambda text: text.replace(
        b"/Rotate 0\n", b"/Rotate 180\n"))
    roles = {"Rubrik": "/Titel", "Titel": "/H1"}
    named = tagged((E("Rubrik", (0, 0)), *TREE[0].kids[1:]), roles="".join(
        f"/{key} {to}" for key, to in roles.items()))
    bare = tagged((E("Sect", *TREE[0].kids, Lang="(fi)"),), catalog="")
    for name, made, word in (("turned", turned, "BBox [295 322 505 342]"),
                             ("other names", named, "H1 (block)"),
                             ("a language of its own", bare, "L (block)")):
        with mailing(ENCLOSE, x=made) as small:
            ran = small.run("-q")
            check.equal(name, ran.code, 0)
            if ran.code:
                print(ran.err)
                continue
            path = batches(small.file("out"))[0]
            check.equal("the walker", walked(path), [])
            heard = tool("pdfinfo", "-struct-text", path).out
            check.equal(name + " is heard", heard.count(word), 3)
            check.equal("languages", qdf(path).count(b"/Lang (fi)"),
                        3 if made is bare else 0)
            check.true("seen", "Underskrift" in tool(
                "pdftotext", path, "-").out)


def check_several(check):
    """Two documents in one letter: one of the paper's size, and one that has a
    group, is a little lower, and numbers its marks 0, 2, 4. The letter has a
    block in another language, a line
    to write on, a link of three runs, and pictures in a list."""
    def sized(text, to):
        return re.sub(rb"/MediaBox \[\s*0\s+0\s+[\d.]+\s+[\d.]+\s*\]", to,
                      text)

    def lower(text):
        return sized(text, b"/Group <</S/Transparency/CS/DeviceGray>> "
                     b"/MediaBox [0 0 595 841]")

    def exact(text):
        return sized(text, b"/MediaBox [0 0 595.276 841.89]")

    def every_other(element):
        return E(element.role, *(
            every_other(kid) if isinstance(kid, E) else
            (kid[0], 2 * kid[1]) if isinstance(kid, tuple) else kid
            for kid in element.kids), **element.entries)
    two = tagged(tuple(map(every_other, TREE)), edit=lower,
                 marks=lambda mcid, page: usual(2 * mcid, page))
    with mailing(ARCHIVE + "enclose: [{file: x.pdf}, {file: y.pdf}]\n", x=tagged(edit=exact),
                 y=two, letter="# Hjälp\n\nHej {{Förnamn}}!\n\n{lang=fi}\n"
                 "Hei kaikki!\n\nNamn: ..............................\n\n[Läs **mer** här](https://exempel.se)\n\n"
                 "- Vapen\n\n  ![Vapnet](a.png)\n\n- Kod\n\n"
                 "  ![Koden](qr:https://exempel.se)\n") as small:
        with open(small.file("jobb", "a.png"), "wb") as to:
            to.write(png(20, 20, (0, 0, 0, 255)))
        ran = small.run("-q")
        check.equal("two documents", ran.code, 0)
        if ran.code:
            print(ran.err)
            return
        path = batches(small.file("out"))[0]
        check.equal("two documents: the walker", walked(path), [])
        heard = tool("pdfinfo", "-struct-text", path).out
        check.equal("two documents: heard in each letter",
                    heard.count("H1 (block)"), 3 * 3)
        held = qdf(path)
        check.equal("two documents: the block's language",
                    held.count(b"/Lang (fi)"), 3)
        check.true("two documents: numbers without a mark", re.search(
            rb"\[\s*\d+ 0 R\s+null\s+\d+ 0 R\s+null", held))
        check.equal("two documents: one link in each letter",
                    held.count(b"/Subtype /Link"), 3)
        check.true("two documents: a group", held.count(b"/Transparency") >= 1)
        check.true("two documents: moved", b"1 0 0 1 0 .89 cm" in held, [
            line for line in held.split(b"\n") if line.endswith(b" cm")][:9])
        for page in pictures(path)[:1]:
            check.true("two documents: drawn", len(page) > 1000)


def outside(mcid, page):
    return b"%b" if (mcid, page) == (3, 0) else usual(mcid, page)


def around(outer):
    def marks(mcid, page):
        kept = usual(mcid, page)
        return outer + b" BDC\n" + kept + b"\nEMC" if mcid == 3 else kept
    return marks


def wrong(*kids, **more):
    """The tree with these in place of the table."""
    return tagged((E("Document", *TREE[0].kids[:3], *kids, *TREE[0].kids[4:]),
                   ), **more)


def endless(text):
    """The heading holds the document that holds it."""
    number = re.search(rb"(\d+) 0 obj\n<</Type/StructElem/S/Document",
                       text)[1]
    return re.sub(rb"(/S/H1/P \d+ 0 R/K\[)", rb"\g<1>%b 0 R " % number, text)


def with_form(text):
    """A form that is painted in a paragraph has marks of its own."""
    number = max(int(n) for n in re.findall(rb"(\d+) 0 obj", text)) + 1
    held = b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC"
    form = b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length " \
        b"%d 0 R>>\nstream\n%b\nendstream\nendobj\n\n%d 0 obj\n%d\nendobj\n\n" \
        % (number, number + 1, held, number + 1, len(held))
    text = text.replace(b"    /ProcSet [", b"    /XObject <</Fm9 %d 0 R>>\n"
                        b"    /ProcSet [" % number)
    text = re.sub(rb"(/P <</MCID 1>> BDC\n)", rb"\1/Fm9 Do\n", text)
    at = text.rindex(b"\nxref\n") + 1
    return text[:at] + form + text[at:]


CELLS = [(0, n) for n in range(4, 8)]


def refused():
    cells = [E("TD", cell) for cell in CELLS]
    yield "a type of nobody", wrong(E("Ruta", *CELLS)), "Ruta"
    yield "a heading without level", wrong(E("H", *CELLS)), "level"
    yield "a level skipped", wrong(E("H4", *CELLS)), "H4"
    yield "a picture without words", wrong(E("Figure", *CELLS)), "Figure"
    yield "an item in a paragraph", wrong(E("P", E("LI", *CELLS))), "LI in P"
    yield "text in a row", wrong(E("Table", E("TR", *CELLS))), "TR"
    yield "rows of other lengths", wrong(E("Table", E("TR", *cells[:3]),
                                           E("TR", cells[3]))), "Table"
    yield "two owners", wrong(E("P", *CELLS), E("P", (0, 4))), "P"
    yield "shown and not tagged", wrong(E("P", *CELLS[:3])), "Tj"
    yield "shown outside marks", tagged(marks=outside), "Tj"
    yield "marked in marks", tagged(marks=around(b"/Span <</MCID 99>>"),
                                    tree=(E("P", (0, 99)), *TREE)), "BDC"
    yield "marked in an artifact", tagged(marks=around(
        b"/Artifact <</Type/Pagination>>")), "BDC"
    yield "no language", tagged(catalog=""), "/Lang"
    yield "no such language", tagged(catalog="/Lang(svenska språket)"), \
        "svenska"
    yield "tags of a part", wrong(E("P", *CELLS, "<</Type/MCR/Stm 4 0 R/MCID 0"
                                   "/Pg 3 0 R>>")), "/Stm"
    yield "a form with marks", tagged(edit=with_form), "BDC"
    yield "an ID of nobody", wrong(E("Table", E("TR", *cells[:2]), E(
        "TR", cells[2], E("TD", (0, 7), A="<</O/Table/Headers[(x)]>>")))), \
        "/Headers"
    yield "a number of no sense", wrong(E("P", *CELLS, (0, 99999999))), "/MCID"
    yield "all of it decoration", tagged(
        (E("P", (0, 99)),), marks=lambda mcid, page: b"/Artifact BMC %b EMC"), \
        "/K"


def check_refused(check):
    for name, made, word in refused():
        with mailing(ENCLOSE, x=made) as small:
            ran = small.check()
            check.true(name + " is refused", ran.code == 2 and
                       "[pdf-tags]" in ran.err and word in ran.err and
                       "job.yaml:" in ran.err and
                       ran.err.count("error: ") == 1, ran)
        with mailing("enclose: [x.pdf]\n", x=made) as small:
            ran = small.check()
            check.equal(name + " can be printed", ran.code, 0)
    with mailing(ENCLOSE, x=tagged(edit=endless)) as small:
        ran = small.check()
        check.true("a tree without end", ran.code == 2 and
                   "[pdf-large]" in ran.err, ran)
    for said, code, word in (
            ("{file: blankett.pdf}", "enclosure-text", "PDF/UA"),
            ("{file: x.pdf, alt: Blankett}", "enclosure-text", "'alt:'"),
            ("{file: karta.pdf}", "enclosure-undescribed", "karta.pdf")):
        with mailing(ARCHIVE + f"enclose: [{said}]\n", x=GOOD) as small:
            ran = small.check("--lang", "en")
            check.true(code + " for " + said, ran.code == 2 and
                       f"[{code}]" in ran.err and word in ran.err, ran)


def main():
    check = Checks()
    check_tree(check)
    check_once(check)
    check_marks(check)
    check_proof(check)
    check_more(check)
    check_several(check)
    check_refused(check)
    check.end()


if __name__ == "__main__":
    main()
