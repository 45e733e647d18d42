"""How letters look and how they are read aloud, through the finished PDF:
names in Arabic, forms, numbers in tables, margins, large print, words of one's
own to hyphenate, and the tags of the archive profile."""
import json
import os
import re

from kit import Checks, Small, batches, run, tool

ARABIC = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd",
          "19310202-9810;عمر;الحسن;Björkgatan 1;999 32;Norrviken;")
VOWELS = (ARABIC[0],
          "19310202-9810;محمَّدٌ;الحسنُّ;Björkgatan 1;999 32;Norrviken;")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" '
                  r'yMax="([\d.]+)">(.*?)</word>')


def words(pdf):
    """(page, word, left, top, right, bottom) of each word."""
    found = []
    pages = tool("pdftotext", "-bbox", pdf, "-").out.split("<page ")[1:]
    for number, page in enumerate(pages, 1):
        for match in WORD.finditer(page):
            left, top, right, bottom = (float(match[i]) for i in range(1, 5))
            found.append((number, match[5], left, top, right, bottom))
    return found


def places(small, *names):
    """The words of the run's one batch that are named: those of the body."""
    all_of = words(batches(small.file("out"))[0])
    return [[w for w in all_of if w[1] == name and w[3] > 200]
            for name in names]


def uncompressed(pdf):
    return tool("qpdf", "--qdf", "--object-streams=disable", pdf, "-",
                ).out


def paper(small, old="", new=""):
    """The shipped stationery in the job's folder, changed."""
    ours = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(
        os.path.abspath(__file__)))), "templates", "kommun-h2.yaml")
    with open(ours, encoding="utf-8") as file:
        text = file.read()
    assert old in text
    small.write("kommun-h2.yaml", text.replace(old, new, 1))


def check_names(check):
    with Small(rows=ARABIC, letter="# Hej\n\nHej {{Förnamn}} {{Efternamn}}! "
               "Brevet är till **{{Förnamn}}** {{Efternamn}}.\n") as small:
        ran = small.run("-q")
        check.equal("a name in Arabic", ran.code, 0)
        # poppler gives letters here; these two are in one name each
        first, family = places(small, "ع", "ح")
        check.true("is read first name first", len(first) == 2 and
                   all(a[2] > b[2] for a, b in zip(first, family)),
                   (first, family))
    with Small(job="facts: {förnamn där: عمر, efternamn där: الحسن}\n", letter=
               "# Hej\n\nHej {{[förnamn där]}} {{[efternamn där]}}!\n"
               ) as small:
        check.equal("a fact in Arabic", small.run("-q").code, 0)
        first, family = places(small, "ع", "ح")
        check.true("is read so too", len(first) == 2 and
                   first[0][2] > family[0][2], (first, family))
    with Small(letter="---\nlanguage: ar\n---\n# رسالة\n\nمرحبا {{Förnamn}} "
               "{{Efternamn}}!\n") as small:
        check.equal("a letter in Arabic", small.run("-q").code, 0)
        first, family = places(small, "Anna", "Ek")
        first = first or places(small, "!Anna")[0]
        check.true("orders a Latin name as one piece", first and family and
                   first[0][2] < family[0][2], (first, family))


SLIP = """***

## Svarstalong

Skicka talongen senast den 1 maj.

{.form}
|   |   |
|---|---|
| Namn | {{Förnamn}} {{Efternamn}} |
| Väljer | ........................................ |
| Underskrift | ........................................ |
"""


def check_form(check):
    for lines in range(18, 40):
        filler = "\n\n".join("Rad %d." % n for n in range(lines))
        with Small(letter="# Hej\n\n%s\n\n%s" % (filler, SLIP)) as small:
            ran = small.run("-q")
            slip = words(batches(small.file("out"))[0])
            pages = {w[0] for w in slip if w[1] in (
                "Svarstalong", "Skicka", "Namn", "Väljer", "Underskrift")}
            # two letters, each with its slip on one page
            if not check.true("%d lines above a slip" % lines,
                              ran.code == 0 and len(pages) == 2, pages):
                return
            check.true("no full stops are read", "...." not in small.text())
    rows = "\n".join("| Fråga %d | ............ |" % n for n in range(60))
    with Small(letter="# Hej\n\n{.form}\n| | |\n|-|-|\n%s\n" % rows) as small:
        ran = small.check()
        check.true("a form longer than a page is warned of, with its place",
                   ran.code == 0 and ran.err.count("[form-divided]") == 1 and
                   "brev.md:4:" in ran.err, ran)
        check.equal("and divided", small.run("-q").code, 0)


TABLE = """# Avgifter

| Vad | Kronor |
|---|--:|
| Ett | 117 |
| Två | 20,5 |
| Tre | 1,75 |
| Datum | 2012-03-19 |
"""


def check_numbers(check):
    with Small(letter=TABLE) as small:
        check.equal("a table of numbers", small.run("-q").code, 0)
        found = places(small, "117", "20,5", "1,75", "2012-03-19")
        right = [word[0][4] for word in found]
        comma = right[1] - right[0]
        check.true("the decimal signs stand below each other",
                   0 < comma < right[2] - right[0] and
                   abs(right[2] - right[0] - comma * 5 / 3) < 2, right)
        check.true("a date stays flush", abs(right[3] - right[2]) < 0.1, right)


def check_margin(check):
    text = ("Handläggaren, enhetschefen, samordnaren, utredaren, sekreteraren, "
            "ombudet, vaktmästaren, chefen, vikarien och andra svarar. " * 4)
    with Small(letter="# Hej\n\n{.justified}\n%s\n" % text) as small:
        check.equal("a justified letter", small.run("-q").code, 0)
        rights = {}
        for page, word, left, top, right, _ in words(
                batches(small.file("out"))[0]):
            if page == 1 and top > 230:
                rights[round(top)] = max(rights.get(round(top), (0, "")),
                                         (right, word))
        edge = 46.85 * 72 / 25.4 + 143.15 * 72 / 25.4
        hung = [r - edge for r, w in rights.values() if w[-1] in ",."]
        plain = [r - edge for r, w in rights.values()
                 if w[-1].isalpha() and r > edge - 3]
        check.true("punctuation hangs out of it", hung and
                   any(1 < over < 3 for over in hung), rights)
        check.true("letters do not", all(abs(over) < 0.1 for over in plain),
                   rights)


FOOTER = """  phone:
    large_print: yes
    x: 24mm
    y: 283mm
    width: 80mm
    height: 10mm
    style: footer
    text: |
      **Telefon**
      Växel 0999-10 00 10
  mark:
"""


def check_large_print(check):
    with Small(job="large_print: {where: {Förnamn: Anna}}\n") as small:
        paper(small, "  mark:\n    role", FOOTER + "    role")
        ran = small.run("-q")
        check.equal("a letter in large print", ran.code, 0)
        heights = [(page, round(bottom - top)) for page, word, _, top, _,
                   bottom in words(batches(small.file("out"))[0])
                   if word == "0999-10"]
        check.true("ends with the footer's telephone in its size",
                   sorted(heights)[:2] == [(1, 10), (1, 22)] and
                   len(heights) == 3, heights)
    with Small() as small:
        paper(small, "  mark:\n    role", FOOTER + "    role")
        text = open(small.file("jobb", "kommun-h2.yaml"),
                    encoding="utf-8").read()
        small.write("kommun-h2.yaml",
                    text.replace("large_print: 16pt\n", ""))
        ran = small.check()
        check.true("which asks for large print", ran.code == 2 and
                   "[frame-large-print]" in ran.err, ran)
        small.write("kommun-h2.yaml", text.replace(
            "large_print: 16pt\n", "").replace("    large_print: yes\n", ""))
        check.equal("a stationery without it", small.check().code, 0)
    with Small(job="large_print: {where: {Förnamn: Anna}}\n") as small:
        paper(small, "large_print: 16pt\n", "")
        ran = small.run()
        check.true("is not for a job with it", ran.code == 2 and
                   "[no-large-print]" in ran.err and "job.yaml:" in ran.err and
                   not os.path.exists(small.file("out")), ran)


def check_hyphens(check):
    letter = "# Hej\n\n{.smal}\n" + "Vi har flygelhornsbasister. " * 12
    narrow = ("styles:\n", "hyphenation: {sv: ord.txt}\nstyles:\n")
    with Small(letter=letter.replace("{.smal}", "{.justified}"),
               ord_txt="# våra ord\nflygel-horns-\n-basist\n") as small:
        paper(small, *narrow)
        ran = small.run("-q")
        said = tool("pdftotext", batches(small.file("out"))[0], "-").out
        cut = set(re.findall(r"(\w+)[-\u00ad]\n", said))
        check.true("words of one's own break at their joints", ran.code == 0
                   and cut and cut <= {"fly", "flygel", "flygelhorns"}, (cut, ran))
        with open(small.file("out", "keep", "ledger.db"), "rb") as file:
            check.true("their list is in the ledger",
                       b"ord.txt" in file.read())
        small.write("ord.txt", "flygel-horns-\n-basister\n")
        ran = run("write", "--lang", "en", "--batch", "1", "-o",
                  small.file("again"), small.job, small.file("out"))
        check.true("and one that was changed is named", ran.code != 0 and
                   "ord.txt" in ran.err, ran)
    for text, place in (("två ord\n", "1:4"), ("a-b\n--c\n", "2:2"),
                        ("\n\nord2\n", "3:4")):
        with Small(ord_txt=text) as small:
            paper(small, *narrow)
            ran = small.check()
            check.true("a wrong line of a list", ran.code == 2 and
                       f"ord.txt:{place}: error" in ran.err and
                       "[hyphenation-word]" in ran.err, ran)
    for said in ("{sv: ../ord.txt}", "{sv: ord.md}", "{s: ord.txt}", "ord.txt"):
        with Small() as small:
            paper(small, "styles:\n", f"hyphenation: {said}\nstyles:\n")
            ran = small.check()
            check.true("a wrong list", ran.code == 2 and
                       "[hyphenation-list]" in ran.err, ran)
    with Small() as small:
        paper(small, *narrow)
        ran = small.check()
        check.true("a list that is not there", ran.code == 2 and
                   "ord.txt" in ran.err, ran)


class Structure:
    """The elements of a tagged PDF: (name, language, kids)."""

    def __init__(self, pdf):
        held = json.loads(tool("qpdf", "--json", pdf).out)["qpdf"][1]
        self.objects = {name[4:]: value.get("value") for name, value in
                        held.items() if name.startswith("obj:")}
        root = next(o for o in self.objects.values() if isinstance(o, dict)
                    and o.get("/Type") == "/StructTreeRoot")
        self.document = self.element(self.kids(root)[0])

    def kids(self, element):
        kids = element.get("/K", [])
        return [k for k in (kids if isinstance(kids, list) else [kids])
                if isinstance(k, str)]

    def element(self, name):
        held = self.objects[name]
        kids = [self.element(k) for k in self.kids(held)
                if "/S" in (self.objects[k] or {})]
        return held["/S"][1:], held.get("/Lang", "")[2:], kids


def check_tags(check):
    job = "print: {profile: archive}\n"
    with Small(head=Small.HEAD.replace("text: brev.md",
                                       "text: [fi.md, brev.md]"), job=job,
               fi_md="---\nlanguage: fi\n---\n# Hei\n\n> Huomaa.\n") as small:
        paper(small, "  mark:\n    role", FOOTER + "    role")
        ran = small.run("-q")
        check.equal("a letter with two texts", ran.code, 0)
        pdf = batches(small.file("out"))[0]
        letters = Structure(pdf).document[2]
        finnish, swedish = letters[0][2]
        check.equal("each in its own Sect",
                    [(e[0], e[1]) for e in letters[0][2]],
                    [("Sect", "fi"), ("Sect", "sv")])
        check.true("letterhead and address are in the stationery's language",
                   [e[1] for e in finnish[2] if e[0] == "P"][:2] ==
                   ["sv", "sv"], finnish)
        check.true("which the Swedish text need not say",
                   {e[1] for e in swedish[2]} == {""}, swedish)
        check.equal("the footer is read last", [e[0] for e in finnish[2]][-3:],
                    ["H1", "Div", "P"])
        said = uncompressed(pdf)
        check.equal("where each page is cut", said.count("/TrimBox"),
                    said.count("/Type /Page\n"))
    with Small(job=job, letter="# Hej\n\n" + "Ett stycke.\n\n" * 60) as small:
        paper(small, "  mark:\n    role", FOOTER + "    role")
        small.run("-q")
        elements = Structure(batches(small.file("out"))[0]).document[2][0][2]
        check.equal("a footer is read once, after both pages",
                    ([e[0] for e in elements][-1], len(elements)),
                    ("P", len(elements)))
        check.equal("for the letter's 60 paragraphs",
                    sum(e[0] == "P" for e in elements) - 60, 4)
    with Small(job=job + "large_print: {where: {Förnamn: Anna}}\n",
               letter="Hej du!\n") as small:
        paper(small, "  mark:\n    role", FOOTER + "    role")
        check.equal("an archive file in large print", small.run("-q").code, 0)
        said = tool("pdfinfo", "-struct-text", batches(
            small.file("out"))[0]).out
        check.true("words of two lines are parted, whatever their fonts have",
                   "Telefon Växel" in said and "TelefonV" not in said, said)
    with Small(job=job, rows=VOWELS, letter="---\nlanguage: ar\n---\n# رسالة\n"
               "\nمرحبا {{Förnamn}} {{Efternamn}}!\n") as small:
        check.equal("vowels beside a mark", small.run("-q").code, 0)
        said = uncompressed(batches(small.file("out"))[0])
        check.true("no isolate is read", "2068" not in said and
                   "2069" not in said)


def main():
    check = Checks()
    check_names(check)
    check_form(check)
    check_numbers(check)
    check_margin(check)
    check_large_print(check)
    check_hyphens(check)
    check_tags(check)
    return check.end()


if __name__ == "__main__":
    raise SystemExit(main())
