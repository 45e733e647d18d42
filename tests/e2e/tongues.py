"""What stands in another language than the letter writes its dates, sums and
lists in that language: blocks, items, rows, parts, and paragraphs and cells of
a Word letter."""
import os
import re
import sys

from kit import ROOT, Checks, Small, batches, tool

sys.path.insert(0, os.path.join(ROOT, "tests", "word"))
from docx import cell, document, p, row, table, text  # noqa: E402

ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Dag",
        "19310202-9810;Anna;Ek;Gatan 1;999 32;Norrviken;;2012-12-31")
TYPES = "columns: {Dag: date}\n"
FI = '<w:lang w:val="fi-FI"/>'
DAY = "{{long_date(Dag)}}"

MARKDOWN = """Beslutet gäller till {{long_date(Dag)}} för {{genitive(Förnamn)}} del.

{lang=fi}
Voimassa {{long_date(Dag)}} asti, {{alternatives('a', 'b')}}.

- Ett {{long_date(Dag)}}
{{if Förnamn = 'Anna'}}
{lang=fi}
- Kaksi {{long_date(Dag)}}
{{else}}
Ingen.
{{/if}}
- Tre {{long_date(Dag)}}

| Dag | Slut |
|---|---|
| Dag | {{long_date(Dag)}} |
{{if Förnamn = 'Anna'}}
{lang=fi}
| Päivä | {{long_date(Dag)}} |
{{/if}}
"""
SAID = ("Beslutet gäller till 31 december 2012 för Annas del. Voimassa 31. joulukuuta 2012 asti, a tai b. "
        "• Ett 31 december 2012 • Kaksi 31. joulukuuta 2012 • Tre 31 december 2012 "
        "Dag Slut Dag 31 december 2012 Päivä 31. joulukuuta 2012")

WORD = [p(text(f"Beslutet gäller till {DAY} och du kan välja vem som hjälper dig.")),
        p(text(f"Päätös on voimassa {DAY} asti ja voit valita.", FI)),
        table(row("Dagen är", f"den {DAY}"),
              row("Päivä on", cell(p(text(f"se {DAY} asti", FI)))))]
WORD_SAID = ("Beslutet gäller till 31 december 2012 och du kan välja vem som hjälper dig. "
             "Päätös on voimassa 31. joulukuuta 2012 asti ja voit valita. "
             "Dagen är den 31 december 2012 Päivä on se 31. joulukuuta 2012 asti")


def printed(small):
    (batch,) = batches(small.file("out"))
    said = re.sub(r"\s+", " ", tool("pdftotext", "-layout", batch, "-").out)
    return re.search(r"Norrviken (.*?) \d+ · Sida", said).group(1)


def check(checks, name, letter, content, want):
    with Small(TYPES, ROWS, letter, Small.HEAD.replace("brev.md", name)) as small:
        if content:
            with open(small.file("jobb", name), "wb") as to:
                to.write(content)
        ran = small.run()
        if checks.true(f"{name}: runs", ran.code == 0, ran):
            checks.equal(name, printed(small), want)


def main():
    checks = Checks()
    check(checks, "brev.md", MARKDOWN, None, SAID)
    check(checks, "brev.docx", "", document(*WORD), WORD_SAID)
    checks.end()


main()
