"""Letters in Word: what is read of a .docx, each refusal by its name, what is
left out and counted; by `utskick import`, which prints the tree."""
import json
import os
import resource
import sqlite3
import struct
import sys
import tempfile
import zlib

from kit import ROOT, Checks, Small, run

sys.path.insert(0, os.path.join(ROOT, "tests", "word"))
from docx import *  # noqa: E402,F403: a language of its own
import docx  # noqa: E402


def png(width=2, height=2):
    """A small picture."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + b"\x80\x20\x20" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="x"/>'
       '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
       '<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></wps:txbx>'
       '</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>'
       '<v:textbox><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>'
       '</mc:Fallback></mc:AlternateContent></w:r>')


def run_of(inside):
    return f"<w:r>{inside}</w:r>"


def changed(name, find, put, **more):
    """A document with one part changed."""
    files = unzipped(document("Hej!", **more))
    files[name] = files[name].replace(find.encode(), put.encode())
    return zipped(files)


PAGE = run_of('<w:br w:type="page"/>')
# Styles of somebody's own that show other signs than the text's, or raise them
LOOKS = STYLES.replace("</w:styles>", "".join(
    f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:rPr>{look}</w:rPr></w:style>'
    for kind, name, base, look in (
        ("character", "Tecken", "", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        ("character", "Tecken2", '<w:basedOn w:val="Tecken"/>', "<w:b/>"),
        ("paragraph", "Bockar", "", '<w:rFonts w:ascii="SYMBOL" w:hAnsi="SYMBOL"/>'),
        ("character", "Exponent", "", '<w:vertAlign w:val="superscript"/>'),
        ("paragraph", "Upp", "", '<w:position w:val="6"/>'),
        ("character", "Fraga", "", "<w:i/>"),
        ("character", "Vit", "", '<w:color w:val="ffffff"/>'),
        ("character", "Versal", "", "<w:smallCaps/>"))) + "</w:styles>").replace('w:name w:val="Fraga"', 'w:name w:val="Placeholder Text"')


def recipients(inside, target="recipientData.xml"):
    """A document whose merge in Word lists the recipients so."""
    return document("a", parts={
        "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{docx.R}/recipientData" Target="{target}"/></Relationships>',
        "word/recipientData.xml": f'<w:recipients xmlns:w="{docx.W}">{inside}</w:recipients>'})


def recipient(active):
    return f'<w:recipientData>{active}<w:column w:val="0"/><w:uniqueTag w:val="AA=="/></w:recipientData>'


# name, what Word wrote, the Markdown that it is
READ = [
    ("a paragraph", [p("Hej!")], "Hej!\n"),
    ("runs that Word splits", [p("Du f", "år sn", "art välja")], "Du får snart välja\n"),
    ("bold and italic", [p("Det är ", text("viktigt", "<w:b/>"), " att ", text("du", "<w:i/>"), " vet.")],
     "Det är **viktigt** att *du* vet.\n"),
    ("bold over several runs", [p("a ", text("b", "<w:b/>"), text(" c ", "<w:b/>"), text("d", '<w:b w:val="1"/>'), " e")],
     "a **b c d** e\n"),
    ("blanks at the ends of bold", [p("a", text(" b ", "<w:b/>"), "c")], "a **b** c\n"),
    ("bold within italic", [p(text("a ", "<w:i/>"), text("b", "<w:i/><w:b/>"), text(" c", "<w:i/>"))], "*a **b** c*\n"),
    ("bold taken back", [p(text("a", '<w:rStyle w:val="Stark"/>'), " ", text("b", '<w:rStyle w:val="Stark"/><w:b w:val="0"/>'))],
     "**a** b\n"),
    ("headings by style", [p("Ett", style="Rubrik1"), p("Två", style="Rubrik2")], "# Ett\n\n## Två\n"),
    ("a heading by its level", [p("Tre", look='<w:outlineLvl w:val="2"/>')], "### Tre\n"),
    ("a heading that is bold by hand too", [p(text("Ett", "<w:b/>"), style="Rubrik1")], "# Ett\n"),
    ("a list with levels", [item("a"), item("b", level=1), item("c", level=1), item("d")],
     "- a\n  - b\n  - c\n- d\n"),
    ("numbers", [item("a", number=2), item("b", number=2)], "1. a\n2. b\n"),
    ("a list goes on behind a paragraph", [item("a", number=2), p("x"), item("b", number=2)], "1. a\n\nx\n\n2. b\n"),
    ("a list that begins anew", [item("a", number=2), p("x"), item("b", number=3)], "1. a\n\nx\n\n1. b\n"),
    ("a line break", [p("a", run_of("<w:br/>"), "b")], "a\nb\n"),
    ("characters", [p("a", run_of("<w:noBreakHyphen/>"), "b", run_of("<w:softHyphen/>"), "c\u00a0d")], "a\u2011b\u00adc\u00a0d\n"),
    ("signs of Markdown", [p("*a* [b] _c_ `d` <e> 1|2 {f} \\ &amp;")], None),
    ("beginnings of lines", [p("- a"), p("1. oktober"), p("# b"), p("> c"), p("--- d")], None),
    ("a merge field", [p("Hej ", merge("Förnamn"), "!")], "Hej {{Förnamn}}!\n"),
    ("one in quotes, over many runs", [p(merge("God man", parts=6))], "{{[God man]}}\n"),
    ("Word's blanks", [p(merge("God_man"), merge("M_2012_års"))], "{{[God man]}}{{[2012 års]}}\n"),
    ("a simple field", ['<w:p><w:fldSimple w:instr=" MERGEFIELD Ort \\* MERGEFORMAT "><w:r><w:rPr><w:b/></w:rPr>'
                        '<w:t>«Ort»</w:t></w:r></w:fldSimple></w:p>'], "**{{Ort}}**\n"),
    ("a bold field", [p("a ", merge("Ort", look="<w:b/>"), " b")], "a **{{Ort}}** b\n"),
    ("a typed field, split", [p("Hej {", "{För", text("namn", "<w:lang w:val=\"en-US\"/>"), "}}!")], "Hej {{Förnamn}}!\n"),
    ("a typed field whose inside is bold", [p("a {{", text("Ort", "<w:b/>"), "}} b")], "a **{{Ort}}** b\n"),
    ("a typed field in Word's quotes", [p("{{if Ort = ”Boden”}}a{{/if}}")], "{{if Ort = ”Boden”}}a{{/if}}\n"),
    ("dates", [p(merge("D", '\\@ "d MMMM yyyy"'), " ", merge("D", '\\@ "yyyy-MM-dd"'), " ", merge("D", "\\@ \"dddd 'den' d/M yy\""))],
     "{{long_date(D)}} {{date_as(D, 'yyyy-MM-dd')}} {{date_as(D, 'dddd ''den'' d/M yy')}}\n"),
    ("numbers in a picture", [p(merge("A", '\\# "# ##0,00 kr"'), "; ", merge("A", "\\# 0"), "; ", merge("A", '\\# "#,##0.00"'))],
     "{{number(A, 2)}} kr; {{ungrouped(A, 0)}}; {{number(A, 2)}}\n"),
    ("capitals", [p(merge("Ort", "\\* Upper \\* MERGEFORMAT"))], "{{upper(Ort)}}\n"),
    ("text round a value", [p("x ", merge("C/o", '\\b "c/o " \\f ", "'), "y")], "x {{if C/o is not empty}}c/o {{C/o}}, {{/if}}y\n"),
    ("IF", [p("Till ", nested(" IF ", merge("Kön"), ' = "K" "henne" "honom" '), ".")],
     "Till {{if Kön = 'K'}}henne{{else}}honom{{/if}}.\n"),
    ("IF without blanks, one branch", [p(nested("IF ", merge("Antal"), '>="10" "många"'))], "{{if Antal >= '10'}}många{{/if}}\n"),
    ("IF of an empty value", [p(nested("IF ", merge("God_man"), ' <> "" "Till din gode man" ""'))],
     "{{if [God man] is not empty}}Till din gode man{{/if}}\n"),
    ("IF in an IF, with a field", [p(nested("IF ", merge("A"), ' = "1" "ett ', nested("IF ", merge("B"), ' = "2" "två"'), ' ', merge("C"), '" "x"'))],
     "{{if A = '1'}}ett {{if B = '2'}}två{{/if}} {{C}}{{else}}x{{/if}}\n"),
    ("conditions on lines of their own", [p("{{if Larm}}"), p("Larm."), p("{{else}}"), p("Inget."), p("{{/if}}")],
     "{{if Larm}}\nLarm.\n{{else}}\nInget.\n{{/if}}\n"),
    ("tags that begin with a capital", [p("{{If Larm}}"), p("a"), p("{{Else}}"), p("b"), p("{{/If}}")],
     "{{if Larm}}\na\n{{else}}\nb\n{{/if}}\n"),
    ("conditions between items", [item("a"), p("{{if Larm}}"), item("b"), p("{{/if}}"), item("c")],
     "- a\n{{if Larm}}\n- b\n{{/if}}\n- c\n"),
    ("conditions on lines of a paragraph", [p("a", run_of("<w:br/>"), "{{if Larm}}", run_of("<w:br/>"), "b", run_of("<w:br/>"), "{{/if}}", run_of("<w:br/>"), "c")],
     "a\n{{if Larm}}b\n{{/if}}c\n"),
    ("a table", [table(row("Dag", "Avgift", header=True), row("Natt", cell(p("0", look='<w:jc w:val="right"/>'))))],
     "| Dag | Avgift |\n|---|---:|\n| Natt | 0 |\n"),
    ("a table without a head", [table(row("a", "b"))], "| | |\n|---|---|\n| a | b |\n"),
    ("a head by the table's style", [table(row("a", "b"), row("c", "d"), style="Rutntstabell4", look='<w:tblLook w:val="04A0" w:firstRow="1"/>')],
     "| a | b |\n|---|---|\n| c | d |\n"),
    ("shares of columns", [table(row("a", "b"), widths=(2000, 6000))], "{shares=250:750}\n| | |\n|---|---|\n| a | b |\n"),
    ("rows for each of a table", [table(row("Dag", "Plats", header=True), row("{{each möten}}", ""), row("{{möten.dag}}", "{{möten.plats}}"), row("{{/each}}", ""))],
     "| Dag | Plats |\n|---|---|\n{{each möten}}\n| {{möten.dag}} | {{möten.plats}} |\n{{/each}}\n"),
    ("links", [p("Läs ", link("https://exempel.se/val", "mer"), ".")], "Läs [mer](https://exempel.se/val).\n"),
    ("a link with a field in its address", [p(link("https://exempel.se/%7B%7BOrt%7D%7D", "din sida"))], "[din sida](https://exempel.se/{{Ort}})\n"),
    ("a link as a field", [p("Läs ", field(' HYPERLINK "https://exempel.se" \\o "tips" ', "mer"), ".")], "Läs [mer](https://exempel.se).\n"),
    ("a place in a page, of a link", ["<w:p>" + link("https://exempel.se/val", "mer").replace("<w:hyperlink ", '<w:hyperlink w:anchor="del2" ') + "</w:p>"],
     "[mer](https://exempel.se/val#del2)\n"),
    ("a place in a page, of a link as a field", [p(field(' HYPERLINK \\t "_blank" "https://exempel.se/val" \\o "se \\\\l" \\l "del2" ', "mer"))],
     "[mer](https://exempel.se/val#del2)\n"),
    ("a link's address with a merge field", [p(nested(' HYPERLINK "https://exempel.se/?a=', merge("Ort"), '" '))],
     "[resultat](https://exempel.se/?a={{Ort}})\n"),
    ("a page's end among words", [p("Slut.", PAGE, "Nästa ", text("du", "<w:b/>")), p("a", PAGE), p(PAGE, "b"), p("c", PAGE, " ", merge("Ort")),
                                  p("d", PAGE, run_of("<w:br/>"), "e"), p("f", run_of('<w:br w:type="column"/>'), "g")],
     "Slut.\nNästa **du**\n\na\n\nb\n\nc\n{{Ort}}\n\nd\ne\n\nf\ng\n"),
    ("a page's end in an IF", [p(nested("IF ", merge("X"), ' = "a" "b', run_of('<w:br w:type="page"/>'), 'c"'))],
     "{{if X = 'a'}}b\nc{{/if}}\n"),
    ("blanks that do not break beside a tag", ["a", p("{{if A}}\u00a0"), "b", p("\u00a0 {{/if}}\u2002")], "a\n\n{{if A}}\nb\n{{/if}}\n"),
    ("a style's symbol font, taken back", [p(text("ü", '<w:rStyle w:val="Tecken"/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))], "ü\n"),
    ("a rule across the page", ["a", p(look='<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'), "b"], "a\n\n***\n\nb\n"),
    ("quotations", [p("a", style="Citat"), p("b", style="Citat")], "> a\n>\n> b\n"),
    ("named styles", [p("a", style="Smatt"), p("b", style="Signatur")], "{.small}\na\n\n{.signature}\nb\n"),
    ("typed attributes", [p("{.small}"), p("a"), p("Rubrik {#val}", style="Rubrik2")], "{.small}\na\n\n{#val}\n## Rubrik\n"),
    ("another language", [p(text("Du kan välja vem som hjälper dig.")), p(text("Haluatko tämän suomeksi?", '<w:lang w:val="fi-FI"/>'))],
     "Du kan välja vem som hjälper dig.\n\n{lang=fi}\nHaluatko tämän suomeksi?\n"),
    ("a part", [p("{{> underskrift.md}}")], "{{> underskrift.md}}\n"),
    ("comments of ours", [p("a {{! kort }}b"), p("{{! allt }}")], "a b\n"),
    ("smart tags, proofing marks, bookmarks", [
        '<w:p><w:bookmarkStart w:id="0" w:name="x"/><w:proofErr w:type="spellStart"/><w:smartTag w:uri="u" w:element="e"><w:r>'
        '<w:t>Boden</w:t></w:r></w:smartTag><w:proofErr w:type="spellEnd"/><w:bookmarkEnd w:id="0"/><w:r><w:lastRenderedPageBreak/>'
        '<w:t xml:space="preserve"> är</w:t></w:r></w:p>'], "Boden är\n"),
    ("alternate content: one branch", [p(run_of('<mc:AlternateContent><mc:Choice Requires="w14"><w:t>ett</w:t></mc:Choice>'
                                               '<mc:Fallback><w:t>annat</w:t></mc:Fallback></mc:AlternateContent>'))], "ett\n"),
    ("an emoji, as Word writes it", [p("a ", '<w:r><w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:rFonts w:ascii="Segoe UI Emoji"/>'
                                     '</mc:Fallback></mc:AlternateContent></w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" '
                                     'w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>')], "a 😊\n"),
    ("content controls without bindings", ['<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:sdtContent></w:sdt>'], "a\n"),
]

# name, the file's bytes, the codes that it is refused or warned by
SAID = [
    ("tracked changes", document('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>a</w:t></w:r></w:ins></w:p>'), ["word-tracked-changes"]),
    ("a deleted text", document('<w:p><w:del w:id="1"><w:r><w:delText>a</w:delText></w:r></w:del></w:p>'), ["word-tracked-changes"]),
    ("a moved text", document('<w:p><w:moveTo w:id="1"><w:r><w:t>a</w:t></w:r></w:moveTo></w:p>'), ["word-tracked-changes"]),
    ("a tracked look", document(p(text("a", '<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))), ["word-tracked-changes"]),
    ("a text box", document(p("a", BOX)), ["word-text-box"]),
    ("an old picture", document(p(run_of("<w:pict/>"))), ["word-old-drawing"]),
    ("a bound control", document('<w:sdt><w:sdtPr><w:dataBinding w:xpath="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:sdtContent></w:sdt>'), ["word-bound-control"]),
    ("a control to fill in", document('<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klicka här</w:t></w:r></w:p></w:sdtContent></w:sdt>'), ["word-empty-control"]),
    ("an object", document(p(run_of("<w:object/>"))), ["word-object"]),
    ("a chart", document(p(run_of('<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></wp:inline></w:drawing>'))), ["word-object"]),
    ("a linked picture", document(p(run_of('<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://x/picture"><pic:pic><pic:blipFill><a:blip r:link="rId99"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'))), ["word-linked-picture"]),
    ("a picture of another kind", document(p(picture("a.emf")), pictures={"a.emf": b"\1\0\0\0"}), ["word-picture-kind"]),
    ("a cropped picture", document(p(picture("a.png", "b", '<a:srcRect l="1000"/>')), pictures={"a.png": png()}), ["word-cropped-picture"]),
    ("a picture among words", document(p("a", picture("a.png", "b")), pictures={"a.png": png()}), ["picture-not-alone"]),
    ("a picture without words", document(p(picture("a.png")), pictures={"a.png": png()}), ["no-description", "import-pictures"]),
    ("a footnote", document(p("a", run_of('<w:footnoteReference w:id="1"/>'))), ["word-footnote"]),
    ("a formula", document("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"), ["word-formula"]),
    ("hidden text", document(p("a", text("b", "<w:vanish/>"))), ["word-hidden-text"]),
    ("struck text", document(p(text("b", "<w:strike/>"))), ["word-struck-text"]),
    ("cells merged", document(table(row(cell("a", look='<w:gridSpan w:val="2"/>')))), ["word-merged-cells", "word-uneven-row"]),
    ("cells merged downwards", document(table(row(cell("a", look="<w:vMerge/>"), "b"))), ["word-merged-cells"]),
    ("a row too short", document(table(row("a"))), ["word-uneven-row"]),
    ("a table in a table", document(table(row(cell(table(row("a", "b")), p()), "c"))), ["word-inner-table"]),
    ("a list in a cell", document(table(row(cell(item("a")), "b"))), ["word-in-cell"]),
    ("too many columns", document(table(row(*["a"] * 70), widths=[100] * 70)), ["word-wide-table"]),
    ("a symbol", document(p(run_of('<w:sym w:font="Wingdings" w:char="F0A8"/>'))), ["word-symbol"]),
    ("a private character", document(p("\uf0b7 a")), ["private-character"]),
    ("another file's text", document('<w:altChunk r:id="rId9"/>'), ["word-inserted-file"]),
    ("text above text", document(p(run_of("<w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby>"))), ["word-ruby"]),
    ("a list with words", document(item("a", number=4)), ["word-list-words"]),
    ("an unknown element", document("<w:p><w:nytt><w:r><w:t>a</w:t></w:r></w:nytt></w:p>"), ["word-unknown-element"]),
    ("a sign that is there by its font and number alone", document(
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice>'
        '</mc:AlternateContent></w:r></w:p>'), ["word-unknown-element"]),
    ("a foreign element with text", document("<w:p><x:y xmlns:x='urn:x'>a</x:y></w:p>"), ["word-unknown-element"]),
    ("letters of a symbol font", document(p("a ", text("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))), ["word-symbol"]),
    ("letters of a symbol font beyond ASCII", document(p("a ", text("ü", '<w:rFonts w:hAnsi="Wingdings"/>'))), ["word-symbol"]),
    ("a hidden field", document(p("a ", merge("X", look="<w:vanish/>"))), ["word-hidden-text"]),
    ("a hidden text of an IF", document(p(nested("IF ", merge("X"), ' = "a" "b', run_of("<w:rPr><w:vanish/></w:rPr><w:instrText>c</w:instrText>"), '"'))),
     ["word-hidden-text"]),
    ("a raised text of an IF", document(p(nested("IF ", merge("X"), ' = "a" "m', run_of(
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:instrText>2</w:instrText>'), '"'))), ["word-raised-text"]),
    ("an item that may be empty, with a sublist", document(item("{{if X}}a{{/if}}", number=1), item("b", number=1, level=1)), ["word-bare-item"]),
    ("a mail merge that chooses", document("a", settings=SETTINGS.replace(
        "<w:compat>", "<w:mailMerge><w:query w:val=\"SELECT * FROM `Blad1$` where `Kön` = 'K'\"/></w:mailMerge><w:compat>")), ["word-recipients"]),
    ("a recipient without a tick", recipients(recipient('<w:active w:val="1"/>') + recipient('<w:active w:val="0"/>')), ["word-recipients"]),
    ("signs of a character style", document(p("a ", text("ü", '<w:rStyle w:val="Tecken"/>')), styles=LOOKS), ["word-symbol"]),
    ("signs of a style it is based on", document(p("a ", text("ü", '<w:rStyle w:val="Tecken2"/>')), styles=LOOKS), ["word-symbol"]),
    ("signs of a paragraph's style", document(p("a", style="Bockar"), styles=LOOKS), ["word-symbol"]),
    ("text raised by a style", document(p("m", text("2", '<w:rStyle w:val="Exponent"/>')), styles=LOOKS), ["word-raised-text"]),
    ("text raised by its paragraph's style", document(p("m", style="Upp"), styles=LOOKS), ["word-raised-text"]),
    ("text white by a style", document(p(text("a", '<w:rStyle w:val="Vit"/>')), styles=LOOKS), ["word-white-text"]),
    ("a drop cap", document(p("D", look='<w:framePr w:dropCap="drop" w:lines="3"/>'), "u får välja."), ["word-drop-cap"]),
    ("a day that Word writes", document(p("Den ", run_of("<w:dayLong/>"), ".")), ["word-day-or-page"]),
    ("an address with braces not closed", document(p(link("https://exempel.se/%7B%7BOrt%7D", "mer"))), ["unclosed-field"]),
    ("an address with braces too many", document(p(link("https://exempel.se/Ort%7D%7D{{Ort}}", "mer"))), ["stray-braces"]),
    *((f"a line to write on: {name}", document(p("Namn: ", *runs, look=look)), ["word-blank-line"]) for name, runs, look in (
        ("blanks", [text("   ", '<w:u w:val="single"/>')], ""), ("blanks that do not break", [text("a\u00a0\u00a0 b", '<w:u w:val="dotted"/>')], ""),
        ("a tab", [run_of('<w:rPr><w:u w:val="single"/></w:rPr><w:tab/>')], ""),
        ("a tab's own", [run_of("<w:tab/>")], '<w:tabs><w:tab w:val="left" w:pos="200"/><w:tab w:val="right" w:leader="underscore" w:pos="9000"/></w:tabs>'))),
    ("boxes to tick", changed("word/numbering.xml", "\uf0b7", "\uf06f", parts={"word/document.xml": unzipped(document(item("Ja"), item("Nej")))["word/document.xml"].decode()}),
     ["word-list-boxes"]),
    ("a text that asks", document(p(text("Klicka här", '<w:rStyle w:val="Fraga"/>')), styles=LOOKS), ["word-placeholder-text"]),
    ("a field's code that is typed", document(p("Hej { MERGEFIELD Förnamn }!")), ["word-typed-code"]),
    ("a tab in an IF", document(p(nested("IF ", merge("X"), ' = "a" "b', run_of("<w:tab/>"), 'c"'))), ["word-tab"]),
    ("text moved up", document(p("a", text("b", '<w:position w:val="6"/>'))), ["word-raised-text"]),
    ("an empty item", document(item("a", number=2), item("", number=2), item("b", number=2)), ["word-empty-item"]),
    *((f"{how} in a footer", document("a", parts={"word/footer1.xml": f'<w:ftr xmlns:w="{docx.W}"><w:p>{field}</w:p></w:ftr>'},
                                      relations=f'<Relationship Id="rId71" Type="{docx.R}/footer" Target="footer1.xml"/>'), ["word-margin-field"])
      for how, field in (("a field", merge("X")), ("a simple field", '<w:fldSimple w:instr="MERGEFIELD X"><w:r/></w:fldSimple>'),
                         ("a typed field", text("{{X}}")))),
    ("text out of place", document("<w:p>a</w:p>"), ["word-unknown-element"]),
    ("a deep heading", document(p("a", look='<w:outlineLvl w:val="7"/>')), ["word-deep-heading"]),
    ("a field over two paragraphs", document(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> IF 1 = 1 "a</w:instrText></w:r></w:p>'
        '<w:p><w:r><w:instrText>b" </w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'), ["word-field-across", "word-unknown-element"]),
    *((f"the field {name}", document(p(field(f" {name} "))), ["word-field"]) for name in (
        "DATE", "TIME \\@ HH", "NEXT", "SKIPIF 1", "ASK x y", "FILLIN x", "INCLUDETEXT x", "DATABASE", "= 1 + 1", "PAGE", "TOC", "MERGEREC")),
    ("a merge field without a name", document(p(field(" MERGEFIELD "))), ["word-field-name"]),
    ("a switch that is not known", document(p(merge("A", "\\v"))), ["word-switch"]),
    ("a look that is not known", document(p(merge("A", "\\* Caps"))), ["word-switch"]),
    ("a time in a date", document(p(merge("A", '\\@ "d MMMM HH:mm"'))), ["word-switch"]),
    ("a number with two readings", document(p(merge("A", '\\# "0,000"'))), ["word-switch"]),
    ("an IF without a field", document(p(nested('IF "a" = "b" "c" "d"'))), ["word-if"]),
    ("an IF with a text too many", document(p(nested("IF ", merge("A"), ' = "b" "c" "d" "e"'))), ["word-if"]),
    ("a wildcard", document(p(nested("IF ", merge("A"), ' = "b*" "c"'))), ["word-wildcard"]),
    ("letters for numbers", document(item("a", number=2), item("b", number=2, level=1), item("c", number=2, level=1)), ["word-list-letters"]),
    ("a numbered heading", document(p("a", style="Rubrik1", look='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')), ["word-heading-number"]),
    ("raised text", document(p("m", text("2", '<w:vertAlign w:val="superscript"/>'))), ["word-raised-text"]),
    ("white text", document(p(text("a", '<w:color w:val="FFFFFF"/>'))), ["word-white-text"]),
    ("a tab", document(p("a", run_of("<w:tab/>"), "b")), ["word-tab"]),
    ("a line that looks like a heading", document(p(text("Så gör du", "<w:b/>")), "Text."), ["word-looks-like-heading"]),
    ("a line in larger type", document(p(text("Så gör du", '<w:sz w:val="32"/>')), "Text."), ["word-looks-like-heading"]),
    ("a typed bullet", document("• a"), ["word-typed-list"]),
    ("typed numbers", document("1. a", "2. b"), ["word-typed-list"]),
    ("a typed heading", document("## a"), ["word-typed-heading"]),
    ("typed stars", document("**a**"), ["word-typed-stars"]),
    ("a draft", document("Ring XXX."), ["left-over"]),
    ("English by Word's own account", document(p(text("Hemtjänst", '<w:lang w:val="en-US"/>'))), ["word-language"]),
    ("braces that are not closed", document("Hej {{Förnamn!"), ["unclosed-field"]),
    ("braces that close nothing", document("Hej Förnamn}}!"), ["stray-braces"]),
    ("three braces", document("Hej {{{Förnamn}}}!"), ["three-braces"]),
    ("a tag never closed", document("{{if A}}", "a"), ["unclosed-tag"]),
    ("a tag apart", document("a {{if A}}b", "c{{/if}}"), ["tags-apart"]),
    ("a part among words", document("a {{> b.md}}"), ["part-not-alone"]),
    ("a cell of two lines", document(table(row(cell("a", "b"), "c"))), ["no-markdown"]),
    ("macros", document("a", kind="application/vnd.ms-word.document.macroEnabled.main+xml"), ["word-macros"]),
    ("macros, found by their part", document("a", relations='<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'), ["word-macros"]),
    ("a spreadsheet", document("a", kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), ["no-word-file"]),
    ("an encrypted file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["word-encrypted"]),
    ("RTF", b"{\\rtf1 a}", ["word-rtf"]),
    ("text", b"Hej!", ["no-word-file"]),
    ("OpenDocument", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ["word-odt"]),
    ("a damaged archive", document("a")[:400], ["damaged-document"]),
    ("a part that is not there", zipped({"[Content_Types].xml": "<a/>"}), ["no-document"]),
    ("a part that is there twice", zipped(list(unzipped(document("a")).items()) + [("word/document.xml", "<a/>")]), ["no-document"]),
    ("XML that does not close", changed("word/document.xml", "</w:body>", ""), ["damaged-document-part"]),
    ("an entity", changed("word/document.xml", "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'), ["damaged-document-part"]),
]

# name, blocks, what is left out and how often
LEFT = [
    ("typefaces", [p(text("a", '<w:rFonts w:ascii="Arial"/>'))], "typefaces (1)"),
    ("sizes", [p(text("a b c d e", '<w:sz w:val="20"/>'))], "sizes (1)"),
    ("colours", [p(text("a", '<w:color w:val="FF0000"/>'), text("b", '<w:highlight w:val="yellow"/>'))], "colours (2)"),
    ("underlining", [p(text("a", '<w:u w:val="single"/>'))], "underlining (1)"),
    ("capitals", [p(text("a", "<w:caps/>"))], "text shown in capitals (1)"),
    ("capitals by a style", [p(text("a", '<w:rStyle w:val="Versal"/>'))], "text shown in capitals (1)"),
    ("frames", [p("a", look='<w:framePr w:w="2000" w:dropCap="none"/>')], "frames round paragraphs (1)"),
    ("alignment", [p("a", look='<w:jc w:val="center"/>')], "alignment of paragraphs (1)"),
    ("empty paragraphs", ["a", p(), p()], "empty paragraphs (2)"),
    ("page breaks", [p("a", run_of('<w:br w:type="page"/>'))], "page breaks (1)"),
    ("comments", [p("a", run_of('<w:commentReference w:id="0"/>'))], "comments (1)"),
    ("borders", [p("a", look='<w:pBdr><w:left w:val="single"/></w:pBdr>')], "borders and shading (1)"),
    ("links within", ['<w:p><w:hyperlink w:anchor="x"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'], "links within the document (1)"),
    ("elements", ["a", "<w:nytt/>"], "elements without text (1)"),
]


def written(folder, content, name="brev.docx"):
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.write(content)
    return path


def body(out):
    """What is printed, without the front matter."""
    return out.split("---\n", 2)[-1]


def check_read(check, folder):
    for name, blocks, want in READ:
        ran = run("import", "--lang", "en", written(folder, document(*blocks, styles=LOOKS)))
        if want is None:
            # import itself compares the trees
            check.true(f"read: {name}", ran.code == 0, ran)
        else:
            check.equal(f"read: {name}", (ran.code, body(ran.out)), (0, want)) or print(ran.err)


def check_said(check, folder):
    for name, content, codes in SAID:
        ran = run("import", "--lang", "en", written(folder, content))
        check.true(f"said: {name}", all(f"[{code}]" in ran.err for code in codes), f"{codes}\n{ran}")


def check_left(check, folder):
    for name, blocks, want in LEFT:
        ran = run("import", "--lang", "en", written(folder, document(*blocks, styles=LOOKS)))
        check.true(f"left out: {name}", ran.code == 0 and f"left out: {want}" in ran.err, ran)
    for name, blocks in (("a blank", [p("a", text("  ", '<w:u w:val="single"/>'), "b")]), ("a line under words", [p(text("a b", '<w:u w:val="single"/>'))]),
                         ("a tab without a line", [p("a", run_of("<w:tab/>"), look='<w:tabs><w:tab w:val="left" w:leader="none" w:pos="200"/></w:tabs>')]),
                         ("bullets", [item("a")])):
        ran = run("import", "--lang", "en", written(folder, document(*blocks)))
        check.true(f"nothing to write on: {name}", ran.code == 0 and "word-blank-line" not in ran.err and "word-list-boxes" not in ran.err, ran)
    for name, content in (("all with a tick", recipients(recipient("") + recipient('<w:active w:val="true"/>'))),
                          ("none listed", recipients("", "none.xml"))):
        ran = run("import", "--lang", "en", written(folder, content))
        check.true(f"recipients: {name}", ran.code == 0 and "word-recipients" not in ran.err, ran)
    header = (f'<w:hdr xmlns:w="{docx.W}"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:hdr>')
    ran = run("import", "--lang", "en", written(folder, document(
        "a", parts={"word/header1.xml": header, "word/footer1.xml": header},
        relations="".join(f'<Relationship Id="rId7{n}" Type="{docx.R}/{n}" Target="{n}1.xml"/>'
                          for n in ("header", "footer")),
        settings=SETTINGS.replace("<w:compat>", "<w:mailMerge/><w:compat>"))))
    check.true("left out: headers, footers, data source", all(
        f"left out: {what}" in ran.err for what in (
            "headers (1)", "footers (1)", "the mail merge's own data source (1)")), ran)


def check_places(check, folder):
    path = written(folder, document(
        p("Hej på dig som bor i kommunen!"),
        p("Du ", "och ", text("{{Fornamn", "<w:b/>"), text("!", "<w:b/>"))))
    ran = run("import", "--lang", "en", path)
    check.true("a place: paragraph, first words, run",
               "brev.docx:2:8: error" in ran.err and "paragraph 2, ‘Du och {{Fornamn!’, run 3" in ran.err, ran)
    ran = run("import", "--json", path)
    said = [d for d in json.loads(ran.out)["reports"] if d["code"] == "unclosed-field"]
    check.equal("the same in JSON", (said[0]["paragraph"], said[0]["run"]), (2, 3))


def check_pictures(check, folder):
    content = document("a", p(picture("k.png", "Karta över Haga")), pictures={"k.png": png()},
                       subject="Fritt val")
    path = written(folder, content)
    out = os.path.join(folder, "ny.md")
    ran = run("import", "-o", out, path)
    check.true("import: a file and a picture beside it", ran.code == 0 and
               os.path.exists(os.path.join(folder, "ny-1.png")), ran)
    with open(out, encoding="utf-8") as source:
        check.equal("import: what is in it", source.read(),
                    "---\nlanguage: sv\nsubject: 'Fritt val'\n---\na\n\n![Karta över Haga](ny-1.png)\n")
    ran = run("import", "--lang", "en", "-o", out, path)
    check.true("import: nothing is written over", "[import-exists]" in ran.err, ran)
    ran = run("import", "--lang", "en", written(folder, b"a", "brev.md"))
    check.true("import: Word only", "[not-imported]" in ran.err, ran)


ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Kontakt person;E-post;Kön;Antal;Dag",
        "19310202-9810;Åsa;Ek;Gatan 1;999 32;Norrviken;;Bo Öst;a@example.se;K;12;2012-05-01",
        "19320303-9825;Bo;Al;Gatan 2;999 32;Norrviken;;;;M;3;2012-05-02")
BLOCKS = (
    p("Rubrik", style="Rubrik1"),
    p("Hej ", merge("Förnamn"), "! ", merge("Kontakt_person", '\\b "Kontakt: " \\f "."'), merge("Epost", '\\b " Post: "')),
    p(nested("IF ", merge("Antal"), ' > "10" "Många" "Få"'), " timmar för ", nested("IF ", merge("Kön"), ' = "K" "henne" "honom"'),
      " den ", merge("Dag", '\\@ "d MMMM yyyy"'), " (", merge("Dag", '\\@ "dddd d/M"'), ")."),
    item("ett ", text("fett", "<w:b/>")), item("två"),
    p(picture("k.png", "Karta")),
    table(row("Vad", "Antal", header=True), row("Timmar", cell(p(merge("Antal", "\\# 0"), look='<w:jc w:val="right"/>')))),
)
MARKDOWN = """# Rubrik

Hej {{Förnamn}}! {{if [Kontakt person] is not empty}}Kontakt: {{[Kontakt person]}}.{{/if}}{{if E-post is not empty}} Post: {{E-post}}{{/if}}

{{if Antal > 10}}Många{{else}}Få{{/if}} timmar för {{if Kön = 'K'}}henne{{else}}honom{{/if}} den {{long_date(Dag)}} ({{date_as(Dag, 'dddd d/M')}}).

- ett **fett**
- två

![Karta](k.png)

| Vad | Antal |
|---|---:|
| Timmar | {{ungrouped(Antal, 0)}} |
"""
TYPES = "columns: {Antal: integer, Dag: date}\n"


def hashes(small):
    with sqlite3.connect(small.file("out", "keep", "ledger.db")) as found:
        return found.execute("SELECT sha256 FROM letter ORDER BY number").fetchall()


def check_job(check):
    """In a job: names and types by the register, pictures, and the same pages
    as the same letter in Markdown."""
    made = []
    for name in ("brev.docx", "brev.dotx", "brev.md"):
        with Small(TYPES, ROWS, MARKDOWN, Small.HEAD.replace("brev.md", name)) as small:
            content = document(*BLOCKS, pictures={"k.png": png()},
                               kind=docx.TEMPLATE if name == "brev.dotx" else docx.MAIN)
            written(small.file("jobb"), content, name) if name != "brev.md" else None
            written(small.file("jobb"), png(), "k.png")
            ran = small.run()
            check.true(f"a job with {name}", ran.code == 0, ran)
            if ran.code == 0:
                made.append(hashes(small))
                said = small.text()
                for words in ("Kontakt: Bo Öst.", "Post: a@example.se", "Många timmar för henne den 1 maj 2012 (tisdag 1/5).",
                              "Hej Bo! Få timmar", "honom den 2 maj 2012 (onsdag 2/5)."):
                    check.true(f"{name}: {words}", words in said, said)
    check.true("the same content hashes", len(made) == 3 and made[0] == made[1] == made[2] and len(made[0]) == 2, made)
    for name, blocks, code, words in (
            ("a name that is not there", [p("Hej ", merge("Fornamn"), "!")], "unknown-name", "did you mean 'Förnamn'?"),
            ("a typed one", [p("Hej {{Fornamn}}!")], "unknown-name", "did you mean 'Förnamn'?"),
            ("a text as a date", [p(merge("Förnamn", '\\@ "d MMMM yyyy"'))], "wrong-types", ""),
            ("a text in order", [p(nested("IF ", merge("Ort"), ' > "B" "a" "b"'))], "ordered-text", ""),
            ("old habits", [p("Hej «Förnamn», {Efternamn}, [Ort]!"), p("{{Förnamn}}")], "looks-like-field", "write {{Efternamn}}"),
            ("old habits in an address", [p(link("https://exempel.se/%C2%ABF%C3%B6rnamn%C2%BB", "mer"), " ", merge("Ort"))],
             "looks-like-field", "'«Förnamn»'"),
            ("old habits beside a field in an address", [p(link("https://exempel.se/{Ort}?{{Kön}}", "mer"))], "looks-like-field", "write {{Ort}}"),
            ("two columns that a name may mean", [p(merge("E_post_"))], "unknown-name", "")):
        rows = (ROWS[0] + ";E post", *(r + ";" for r in ROWS[1:])) if "two" in name else ROWS
        with Small(TYPES, rows, head=Small.HEAD.replace("brev.md", "brev.docx")) as small:
            written(small.file("jobb"), document(*blocks))
            ran = small.check()
            check.true(f"in a job: {name}", f"[{code}]" in ran.err and words in ran.err and
                       "paragraph 1, ‘" in ran.err, ran)


def limits(content, name, check, folder, codes):
    path = written(folder, content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ran = run("import", "--lang", "en", path)
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    check.true(f"bomb: {name}", ran.code == 2 and any(f"[{c}]" in ran.err for c in codes), ran)
    # 2 seconds in the release build; sanitizers take their share
    check.true(f"bomb: {name}: soon", took < 10, f"{took} s")


def check_bombs(check, folder):
    big = document("a")

    def with_body(inside, name="word/document.xml"):
        files = unzipped(big)
        at = files[name].index(b"<w:p ") if name == "word/document.xml" else 0
        files[name] = files[name][:at] + inside + files[name][at:]
        return zipped(files)
    codes = ("damaged-document-part", "document-too-large", "word-too-large")
    limits(with_body(b"<w:p/>" * 1000000), "a million paragraphs", check, folder, codes)
    limits(with_body(b"<w:tbl><w:tr>" + b"<w:tc/>" * 1000000 + b"</w:tr></w:tbl>"), "a million cells", check, folder, codes)
    limits(with_body(b"<w:p><w:r><w:t>" + b"a" * (40 << 20) + b"</w:t></w:r></w:p>"), "much text", check, folder, codes)
    limits(with_body(b"<w:p><w:r><w:t>" + b"a" * (6 << 20) + b"</w:t></w:r></w:p>"), "more text than a letter", check, folder, codes)
    limits(with_body(b"<w:smartTag>" * 100000), "deep elements", check, folder, codes)
    limits(with_body(b"<w:p>" + b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 1000 + b"</w:p>"), "deep fields", check, folder, codes)
    styles = STYLES.replace("</w:styles>", '<w:style w:type="paragraph" w:styleId="x"/>' * 100000 + "</w:styles>")
    limits(document("a", styles=styles), "styles", check, folder, codes)
    limits(document(*[p(picture(f"{n}.png", "a")) for n in range(4)],
                    pictures={f"{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(20 << 20) for n in range(4)}), "pictures", check, folder, codes)


def main():
    check = Checks()
    with tempfile.TemporaryDirectory() as folder:
        check_read(check, folder)
        check_said(check, folder)
        check_left(check, folder)
        check_places(check, folder)
        check_pictures(check, folder)
        check_bombs(check, folder)
    check_job(check)
    check.end()


main()
