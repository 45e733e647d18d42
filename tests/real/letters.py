"""Makes letters as LibreOffice writes them, and the words that LibreOffice and
pandoc read in them; by hand, where both are installed:

    python3 tests/real/letters.py

writes tests/word/letters/ and samples/fritt-val-word/brev.fi.docx.
tests/e2e/letters.py then holds the program to them without either.
"""
import base64
import os
import shutil
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TO = os.path.join(ROOT, "tests", "word", "letters")
sys.path.insert(0, os.path.join(ROOT, "tests", "word"))
from picture import png  # noqa: E402
import by_word  # noqa: E402

SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"' for name, urn in (
    ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("meta", "meta"),
    ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("draw", "drawing"))) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"')


def flat(body, language="sv", country="SE", subject="", header=""):
    """A flat OpenDocument text."""
    head = f"<style:header><text:p>{header}</text:p></style:header>" if header else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:subject>{escape(subject)}</dc:subject></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="{language}" fo:country="{country}"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:language="{language}" fo:country="{country}"/></style:style>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="1"><style:text-properties fo:font-weight="bold" fo:font-size="18pt"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="2"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="small" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="9pt"/></style:style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
</office:styles>
<office:automatic-styles>
<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="fi" style:family="text"><style:text-properties fo:language="fi" fo:country="FI"/></style:style>
<style:style style:name="right" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>
<style:style style:name="broad" style:family="table-column"><style:table-column-properties style:column-width="12cm"/></style:style>
<style:style style:name="even" style:family="table-column"><style:table-column-properties style:column-width="8cm"/></style:style>
<style:style style:name="page" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:page-layout style:name="pl"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl">{head}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def h(words, level=1):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>'


def par(*words, style="Text_20_body"):
    return f'<text:p text:style-name="{style}">{"".join(words)}</text:p>'


def field(name):
    return (f'<text:database-display text:column-name="{name}" text:table-name="klienter" text:table-type="table" '
            f'text:database-name="utskick">&lt;{name}&gt;</text:database-display>')


def span(style, words):
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def bullets(*items, style="B"):
    return (f'<text:list text:style-name="{style}">'
            + "".join(f"<text:list-item>{i if i.startswith('<') else par(i)}</text:list-item>" for i in items)
            + "</text:list>")


def table(*rows, columns=("even", "even"), head=True):
    def row(cells):
        return "<table:table-row>" + "".join(
            f"<table:table-cell>{c if c.startswith('<text:p') else par(c, style='Standard')}</table:table-cell>"
            for c in cells) + "</table:table-row>"
    out = "<table:table>" + "".join(f'<table:table-column table:style-name="{c}"/>' for c in columns)
    if head:
        out += f"<table:table-header-rows>{row(rows[0])}</table:table-header-rows>"
        rows = rows[1:]
    return out + "".join(map(row, rows)) + "</table:table>"


def picture(words):
    return par('<draw:frame text:anchor-type="as-char" svg:width="4cm" svg:height="2cm"><draw:image>'
               f'<office:binary-data>{base64.b64encode(png(40, 20)).decode()}</office:binary-data></draw:image>'
               f'<svg:desc>{words}</svg:desc></draw:frame>')


HEJ = par("Hej ", field("Förnamn"), "!")
SIST = par("Med vänlig hälsning") + par("Karin Ek<text:line-break/>enhetschef")
LETTERS = {
    "01-brev": h("Du får snart välja") + HEJ + par("Från hösten väljer du själv vem som hjälper dig.") + SIST,
    "02-rubriker": h("Fritt val") + HEJ + h("Så gör du", 2) + par("Läs katalogen.") + h("Frågor", 2) + par("Ring oss.") + SIST,
    "03-punkter": h("Tre saker") + HEJ + bullets("Läs katalogen.", "Fyll i blanketten.", "Ring oss.") + SIST,
    "04-nivåer": h("Nivåer") + HEJ + bullets("Läs.", par("Fyll i:") + bullets("namn", "datum"), "Skicka.") + SIST,
    "05-nummer": h("I ordning") + HEJ + bullets("Läs.", "Välj.", "Skicka.", style="N") + SIST,
    "06-nummer-igen": h("Två listor") + bullets("Läs.", "Välj.", style="N") + par("Sedan:") + bullets("Vänta.", style="B") + SIST,
    "07-fetstil": h("Viktigt") + par("Det är ", span("b", "viktigt"), " att du ", span("i", "själv"), " bestämmer, ", span("b", span("i", "alltid")), ".") + SIST,
    "08-tabell": h("Avgifter") + HEJ + table(("Tid", "Avgift"), ("Dag", par("12", style="right")), ("Natt", par("0", style="right"))) + SIST,
    "09-bredder": h("Kontakter") + table(("Vad", "Var"), ("Möte", "Rådhuset"), columns=("narrow", "broad")) + SIST,
    "10-utan-huvud": h("Uppgifter") + table(("Namn", field("Förnamn")), ("Ort", field("Ort")), head=False) + SIST,
    "11-bild": h("Karta") + HEJ + picture("Karta över Haga") + par("Kartan visar Haga.") + SIST,
    "12-länk": h("Läs mer") + par("Läs på ", '<text:a xlink:type="simple" xlink:href="https://exempel.se/val">kommunens sida</text:a>', " eller ring.") + SIST,
    "13-språk": h("Två språk") + par("Du kan få det här på finska, om du vill det hellre.") + par(span("fi", "Haluatko sinä tämän suomeksi?")) + SIST,
    "14-fält": h("Fält") + par("Hej ", field("Förnamn"), " ", field("Efternamn"), " i ", field("Ort"), ". Du har ", field("Antal"), " timmar.") + SIST,
    "15-skrivna-fält": h("Skrivna") + par("Hej {{För", span("i", ""), "namn}}, du bor i {{Ort}}.") + SIST,
    "16-villkor": h("Villkor") + par("Du har {{if Antal &gt; 5}}mycket{{else}}lite{{/if}} hjälp.") + par("{{if Ort = 'Norrviken'}}") + par("Du bor i Norrviken.") + par("{{/if}}") + SIST,
    "17-citat": h("Beslut") + par("Nämnden skriver:") + par("Avgiften är densamma.", style="Quotations") + SIST,
    "18-stil": h("Litet") + HEJ + par("Den här raden är liten.", style="small") + SIST,
    "19-blandat": h("Allt") + HEJ + bullets("ett " + span("b", "fett"), "två") + table(("A", "B"), ("c", "d")) + picture("Bild") + par("Slut&#160;nu.") + SIST,
    "20-långt": "".join(h(f"Del {chr(65 + n)}", 2 if n else 1) + "".join(par(f"Stycke {k} om val av utförare i hemtjänsten, som alla ska kunna förstå.") for k in "abcdef") for n in range(12)) + SIST,
}


def sample():
    with open(os.path.join(ROOT, "samples", "fritt-val", "brev.fi.md"), encoding="utf-8") as source:
        _, front, text = source.read().split("---\n", 2)
    subject = front.split("subject: ")[1].strip()
    body, points = "", []

    def fields(line):
        for name in ("Förnamn", "Distrikt", "Handläggare"):
            line = line.replace("{{%s}}" % name, field(name))
        return line.replace("{{[Handläggare tel]}}", field("Handläggare tel"))
    for block in text.strip().split("\n\n"):
        if block.startswith("- "):
            points = [line[2:] for line in block.split("\n")]
            body += bullets(*points)
        elif block.startswith("#"):
            level = block.index(" ")
            body += h(block[level + 1:], level)
        else:
            body += par(fields(escape(block)))
    return flat(body, "fi", "FI", subject)


def convert(folder, source, to, kind):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                    "--outdir", to, *source], check=True, capture_output=True, timeout=600)


def main():
    shutil.rmtree(TO, ignore_errors=True)
    os.makedirs(TO)
    with tempfile.TemporaryDirectory() as folder:
        for name, body in LETTERS.items():
            with open(os.path.join(folder, name + ".fodt"), "w", encoding="utf-8") as out:
                out.write(flat(body, header="Norrvikens kommun" if name == "20-långt" else ""))
        with open(os.path.join(folder, "brev.fi.fodt"), "w", encoding="utf-8") as out:
            out.write(sample())
        letters = [os.path.join(folder, name + ".fodt") for name in LETTERS]
        convert(folder, letters, TO, "docx")
        convert(folder, [os.path.join(folder, "brev.fi.fodt")], os.path.join(ROOT, "samples", "fritt-val-word"), "docx")
        for name, content in by_word.LETTERS.items():
            with open(os.path.join(TO, name + ".docx"), "wb") as out:
                out.write(content)
        made = [os.path.join(TO, name + ".docx") for name in (*LETTERS, *by_word.LETTERS)]
        convert(folder, made, folder, "txt:Text (encoded):UTF8")
        for name in (*LETTERS, *by_word.LETTERS):
            with open(os.path.join(folder, name + ".txt"), encoding="utf-8-sig") as source:
                words = source.read()
            with open(os.path.join(TO, name + ".libreoffice.txt"), "w", encoding="utf-8") as out:
                out.write(words)
            said = subprocess.run(["pandoc", "-t", "plain", "--wrap=none", os.path.join(TO, name + ".docx")],
                                  check=True, capture_output=True).stdout.decode()
            with open(os.path.join(TO, name + ".pandoc.txt"), "w", encoding="utf-8") as out:
                out.write(said)


main()
