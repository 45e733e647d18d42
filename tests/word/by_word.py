"""Ten letters as Word 2016 and Microsoft 365 write them, with what they leave in
a file that was worked on: split runs, proofing marks, smart tags, bookmarks,
alternate content, fields split anywhere."""
from docx import (document, field, item, link, merge, nested, p, picture, row,
                  table, text, cell)
from picture import png

PROOF = '<w:proofErr w:type="spellStart"/>'
PROOFED = '<w:proofErr w:type="spellEnd"/>'
MARK = '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>'
END = [p("Med vänlig hälsning"), p("Karin Ek", "<w:r><w:br/></w:r>", "enhetschef", style="Signatur")]


def smart(words):
    return ('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"><w:smartTagPr/>'
            f"{text(words)}</w:smartTag>")


LETTERS = {
    "w01-löpningar": document(
        p("Du f", "år snart", " välja", style="Rubrik1"), p("Hej ", merge("Förnamn", parts=5), "!"),
        p("Från ", PROOF, text("hö"), text("sten", '<w:lang w:val="sv-SE"/>'), PROOFED, " väljer du själv.", MARK), *END),
    "w02-smarta-taggar": document(p("Möte", style="Rubrik1"), p("Kom till ", smart("Norrviken"), " på torsdag."), *END),
    "w03-alternativ": document(
        p("Val", style="Rubrik1"),
        p('<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:t>Tecken</w:t></mc:Choice><mc:Fallback>'
          '<w:t>Tecken</w:t></mc:Fallback></mc:AlternateContent></w:r>', " i löptext."), *END),
    "w04-fält": document(
        p("Fält", style="Rubrik1"), p("Hej ", merge("Förnamn", "\\* MERGEFORMAT", parts=9), " ", merge("Efternamn"), " i ", merge("Ort"), "."), *END),
    "w05-listor": document(
        p("Listor", style="Rubrik1"), item("Läs"), item("Fyll i"), item("namn", level=1), item("Skicka"),
        p("Sedan"), item("Vänta", number=2), item("Ring", number=2), *END),
    "w06-tabell": document(
        p("Tabell", style="Rubrik1"),
        table(row("Tid", "Avgift"), row("Dag", cell(p("tolv", look='<w:jc w:val="right"/>'))), style="Rutntstabell4",
              look='<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"/>'), *END),
    "w07-bild": document(p("Bild", style="Rubrik1"), p(picture("image1.png", "Karta över Haga")), p("Kartan visar Haga."), *END,
                         pictures={"image1.png": png(40, 20)}),
    "w08-länk": document(p("Länk", style="Rubrik1"), p("Läs på ", link("https://exempel.se/val", "kommunens ", "sida"), "."),
                         p("Eller ", field(' HYPERLINK "https://exempel.se/b" ', "här"), "."), *END),
    "w09-villkor": document(p("Villkor", style="Rubrik1"), p("Till ", nested(" IF ", merge("Ort"), ' = "Norrviken" "resultat" "" '), " dig."), *END),
    "w10-kontroller": document(
        p("Kontroller", style="Rubrik1"),
        '<w:sdt><w:sdtPr><w:alias w:val="Text"/><w:id w:val="1"/><w15:color w:val="000000"/></w:sdtPr><w:sdtContent>'
        + p("Ifyllt av oss.") + "</w:sdtContent></w:sdt>",
        p("Det är ", text("viktigt", '<w:rStyle w:val="Stark"/>'), " att ", text("du", '<w:rStyle w:val="Betoning"/>'), " vet."),
        '<w:p><w:pPr><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:pPr><w:permStart w:id="1"/><w:r><w:lastRenderedPageBreak/><w:t>Sist.</w:t></w:r><w:permEnd w:id="1"/></w:p>', *END),
}
