"""Lists of a Word letter: their numbers are counted over what is printed for
the person, a restart in Word is one here, and tags between the items of a
sublist leave it a sublist."""
import os
import re
import sys

from kit import ROOT, Checks, Small, batches, run, tool

sys.path.insert(0, os.path.join(ROOT, "tests", "word"))
import docx  # noqa: E402
from docx import document, item, p, table, row  # noqa: E402


def level(number, form, text, more=""):
    return (f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'{more}<w:lvlText w:val="{text}"/></w:lvl>')


def started(at, number):
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def numbers(*lists):
    return "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
                   for n, of, more in lists)


# 1: plain; 2 begins anew, 4 at 5; 3: bullets; 5: a level that never begins anew;
# 6: a list of its own; 7: the sublist of a numbered heading
NUMBERING = (
    f'{docx.HEAD}<w:numbering xmlns:w="{docx.W}"><w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "decimal", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "o") + level(1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "%1.") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + level(0, "decimal", "%1.", '<w:pStyle w:val="Rubrik1"/>') + level(1, "decimal", "%2.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="4">'
    + level(0, "decimal", "%1.", '<w:pStyle w:val="Steg"/>') + level(1, "decimal", "%2.", '<w:pStyle w:val="Delsteg"/>')
    + '</w:abstractNum>'
    + numbers((1, 0, ""), (2, 0, started(0, 1)), (3, 1, ""), (4, 0, started(0, 5)), (5, 2, ""),
              (6, 2, ""), (7, 3, ""), (8, 0, started(1, 3)), (9, 4, "")) + "</w:numbering>")
STYLES = docx.STYLES.replace("</w:styles>", "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="List Number"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>' for name in ("Steg", "Delsteg")) + "</w:styles>")
ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;X;Tom;Ifall",
        "19310202-9810;Åsa;Ek;Gatan 1;999 32;Norrviken;;ja;;vid behov",
        "19320303-9825;Bo;Al;Gatan 2;999 32;Norrviken;;nej;;vid behov")
TABLES = "tables: {m: {file: m.csv, match: {Nr: Personnummer}}}\n"
EACH = "Nr;vad\n19310202-9810;ett\n19310202-9810;två\n19320303-9825;tre\n"
HEADING = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
IF, ELSE, END = p("{{if X = 'ja'}}"), p("{{else}}"), p("{{/if}}")


def sub(text, **more):
    return item(text, level=1, **more)


# name, blocks, what the letter to who says "ja" prints, and to who does not
COUNTED = [
    ("an else of text", [item("A"), item("B"), IF, item("C"), ELSE, p("text"), END, item("D")],
     "1. A 2. B 3. C 4. D", "1. A 2. B text 3. D"),
    ("behind a paragraph", [item("A"), IF, item("B"), END, p("och"), item("C")],
     "1. A 2. B och 3. C", "1. A och 2. C"),
    ("a list that is counted, and one with a sublist that goes on with it",
     [IF, item("A"), END, p("och"), item("B"), IF, p("text"), END, item("C"), sub("{{X}}"), item("E")],
     "1. A och 2. B text 3. C 1. ja 4. E", "och 1. B 2. C 1. nej 3. E"),
    ("behind a table", [item("A"), IF, item("B"), END, table(row("x", "y")), item("C")],
     "1. A 2. B x y 3. C", "1. A x y 2. C"),
    ("within a condition with text", [item("A"), IF, p("text"), item("B"), END, item("C")],
     "1. A text 2. B 3. C", "1. A 2. C"),
    ("a row of each, with text", [item("A"), p("{{each m}}"), item("{{m.vad}}"), p("text"), p("{{/each}}"), item("D")],
     "1. A 2. ett text 3. två text 4. D", "1. A 2. tre text 3. D"),
    ("an item that is empty", [item("A"), item("{{? Tom}}"), item("{{if X = 'ja'}}B{{/if}}"), p("text"), item("C")],
     "1. A 2. B text 3. C", "1. A text 2. C"),
    ("a restart beside a condition", [item("A"), IF, item("B", number=2), END, item("C", number=2)],
     "1. A 1. B 2. C", "1. A 1. C"),
    ("a restart behind a condition", [item("A"), IF, item("B"), END, item("C", number=4), item("D", number=4)],
     "1. A 2. B 5. C 6. D", "1. A 5. C 6. D"),
    ("a restart in a condition", [item("A"), IF, item("B", number=2), END, item("C")],
     "1. A 1. B 2. C", "1. A 2. C"),
    ("two lists in turn", [item("A"), item("a", number=6), IF, item("B"), END, item("b", number=6), item("C")],
     "1. A 1. a 2. B 2. b 3. C", "1. A 1. a 2. b 2. C"),
    ("a sublist", [item("A"), sub("a"), IF, sub("b"), END, sub("c"), item("B"), sub("d")],
     "1. A 1. a 2. b 3. c 2. B 1. d", "1. A 1. a 2. c 2. B 1. d"),
    ("a field alone that begins as a tag does", [item("A"), sub("a"), IF, sub("{{Ifall}}"), END, sub("c"), item("B")],
     "1. A 1. a 2. vid behov 3. c 2. B", "1. A 1. a 2. c 2. B"),
    ("a sublist with an item of its own", [item("A"), IF, item("B"), sub("a"), END, item("C"), sub("b")],
     "1. A 2. B 1. a 3. C 1. b", "1. A 2. C 1. b"),
    ("a sublist that never begins anew", [item("A", number=5), sub("a", number=5), IF, item("B", number=5), sub("b", number=5), END,
                                         item("C", number=5), sub("c", number=5)],
     "1. A 1. a 2. B 2. b 3. C 3. c", "1. A 1. a 2. C 2. c"),
    ("a sublist that begins at 3, each time", [item("A", number=8), sub("a", number=8), item("B", number=8), sub("b", number=8)],
     "1. A 3. a 2. B 3. b", "1. A 3. a 2. B 3. b"),
    ("sublists below numbered headings", [p("Ett", style="Rubrik1", look=HEADING), sub("a", number=7), IF,
                                          p("Två", style="Rubrik1", look=HEADING), END, p("text"), sub("b", number=7)],
     "Ett 1. a Två text 1. b", "Ett 1. a text 2. b"),
    ("bullets", [item("A", number=3), sub("a", number=3), p("{{each m}}"), sub("{{m.vad}}", number=3), p("{{/each}}"), item("B", number=3)],
     "• A – a – ett – två • B", "• A – a – tre • B"),
    ("levels by their styles", [p("A", style="Steg"), p("a", style="Delsteg"), IF, p("b", style="Delsteg"), END, p("B", style="Steg")],
     "1. A 1. a 2. b 2. B", "1. A 1. a 2. B"),
    ("an else for rows", [item("A"), p("{{each m}}"), item("{{if X = 'ja'}}{{m.vad}}{{/if}}"), p("{{else}}"), p("inget"), p("{{/each}}"), item("B")],
     "1. A 2. ett 3. två 4. B", "1. A inget 2. B"),
]

# The item that such a tree has no place for: its first word.
APART = [
    ("the upper item in a condition", [item("A"), IF, item("B"), END, sub("c")], "c"),
    ("a branch that begins within a sublist", [item("A"), sub("a"), IF, sub("c"), item("B"), END], "c"),
    ("upper items in both branches", [IF, item("A"), ELSE, item("B"), END, sub("c")], "c"),
    ("a text between in one branch", [item("A"), sub("a"), IF, p("text"), END, sub("c")], "c"),
]


def in_job(blocks, name="brev.docx", letter=""):
    content = document(*blocks, styles=STYLES, parts={"word/numbering.xml": NUMBERING})
    small = Small(TABLES, ROWS, letter, Small.HEAD.replace("brev.md", name), m_csv=EACH)
    with open(small.file("jobb", "brev.docx"), "wb") as to:
        to.write(content)
    return small


def printed(small):
    """Each letter's words behind its reference."""
    words = []
    for batch in batches(small.file("out")):
        for page in tool("pdftotext", "-layout", batch, "-").out.split("\f"):
            said = re.sub(r"\s+", " ", page)
            if said.strip():
                words.append(re.search(r"Norrviken (.*?) \d+ · Sida", said).group(1))
    return words


def check_counted(check):
    for name, blocks, yes, no in COUNTED:
        with in_job(blocks) as small:
            ran = small.run()
            if not check.true(f"{name}: runs", ran.code == 0, ran):
                continue
            check.equal(name, printed(small), [yes, no])
            check_import(check, name, small)


def check_import(check, name, small):
    """As Markdown it prints the same, or there is no Markdown of it."""
    ran = run("import", "--lang", "en", small.file("jobb", "brev.docx"))
    if ran.code != 0:
        check.true(f"{name}: import says why", "[no-markdown]" in ran.err and "brev.docx:" in ran.err, ran)
        return
    with Small(TABLES, ROWS, ran.out, m_csv=EACH) as again:
        made = again.run()
        if check.true(f"{name}: the Markdown runs", made.code == 0, f"{ran.out}\n{made}"):
            check.equal(f"{name}: the Markdown", printed(again), printed(small))


def check_apart(check):
    for name, blocks, word in APART:
        with in_job(blocks) as small:
            ran = small.check()
            check.true(f"apart: {name}", ran.code == 2 and "[word-list-apart]" in ran.err and f"‘{word}’, run 1" in ran.err, ran)


def check_rows(check):
    for name, blocks, warned in (
            ("with text", [p("{{each m}}"), p("{{m.vad}}"), item("a"), item("b"), p("{{/each}}")], True),
            ("with text, begun before", [item("A"), p("{{each m}}"), p("{{m.vad}}"), item("a"), p("{{/each}}")], False),
            ("with text, anew", [item("A"), p("{{each m}}"), item("a", number=2), p("{{m.vad}}"), p("{{/each}}")], True),
            ("alone", [p("{{each m}}"), item("{{m.vad}}"), sub("a"), p("{{/each}}")], False),
            ("a sublist of each row", [p("{{each m}}"), item("{{m.vad}}"), sub("a", number=6), p("{{/each}}"), p("x")], False)):
        with in_job(blocks) as small:
            ran = small.check()
            check.true(f"rows: {name}", ran.code == 0 and ("[word-list-rows]" in ran.err) == warned, ran)


def main():
    check = Checks()
    check_rows(check)
    check_counted(check)
    check_apart(check)
    check.end()


main()
