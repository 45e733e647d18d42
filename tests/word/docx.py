"""A .docx built by hand, as Word 2016 and Microsoft 365 write them.

Text is given as XML of the body; the parts round it are those that Word makes,
as far as a reader could stumble over them. Same input, same bytes.
"""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    ' xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    f' xmlns:r="{R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
    f' xmlns:w="{W}"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' mc:Ignorable="w14 w15 w16se wp14"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MAIN = ("application/vnd.openxmlformats-officedocument.wordprocessingml."
        "document.main+xml")
TEMPLATE = MAIN.replace("document.main", "template.main")

STYLES = f"""{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>
<w:lang w:val="sv-SE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259"/></w:pPr></w:pPrDefault>
</w:docDefaults><w:latentStyles w:count="376"/>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="Ingenlista"><w:name w:val="No List"/></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Betoning"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlnk"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Liststycke"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Citat"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Smatt"><w:name w:val="small"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Signatur"><w:name w:val="Signature"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="table" w:styleId="Tabellrutnt"><w:name w:val="Table Grid"/></w:style>
<w:style w:type="table" w:styleId="Rutntstabell4"><w:name w:val="Grid Table 4"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
</w:styles>"""


def _level(ilvl, fmt, text, start=1):
    font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>'
    return (f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{font if fmt == "bullet" else ""}</w:lvl>')


NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    + _level(0, "bullet", "\uf0b7") + _level(1, "bullet", "o") + _level(2, "bullet", "\uf0a7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "%2.") + _level(2, "lowerRoman", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "decimal", "Steg %1:")
    + '</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>')

SETTINGS = (f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:proofState '
            'w:spelling="clean"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:val="15"/></w:compat><w:rsids><w:rsidRoot w:val="00A77427"/></w:rsids>'
            '<w:themeFontLang w:val="sv-SE"/></w:settings>')


def text(words, look=""):
    """A run."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (f'<w:r w:rsidR="00A77427">{look}<w:t xml:space="preserve">'
            f'{escape(words)}</w:t></w:r>')


def field(code, result="", look="", parts=1):
    """A complex field, its code split over several runs."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    size = max(1, -(-len(code) // parts))
    pieces = [code[i:i + size] for i in range(0, len(code), size)]

    def run(inside):
        return f"<w:r>{look}{inside}</w:r>"
    return (run('<w:fldChar w:fldCharType="begin"/>')
            + "".join(run('<w:instrText xml:space="preserve">'
                          f'{escape(piece)}</w:instrText>') for piece in pieces)
            + run('<w:fldChar w:fldCharType="separate"/>')
            + run(f'<w:t xml:space="preserve">{escape(result)}</w:t>')
            + run('<w:fldChar w:fldCharType="end"/>'))


def merge(name, switches="", **more):
    quoted = f'"{name}"' if " " in name or "/" in name else name
    return field(f" MERGEFIELD {quoted} {switches} ", f"«{name}»", **more)


def nested(*pieces):
    """A field whose code has fields in it: texts of code, and XML of fields."""
    out = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    for piece in pieces:
        out += piece if piece.startswith("<w:") else (
            '<w:r><w:instrText xml:space="preserve">'
            f'{escape(piece)}</w:instrText></w:r>')
    return (out + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + text("resultat") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def p(*runs, style="", look=""):
    """A paragraph; runs may be texts."""
    if style:
        look = f'<w:pStyle w:val="{style}"/>' + look
    look = f"<w:pPr>{look}</w:pPr>" if look else ""
    inside = "".join(run if run.startswith("<") else text(run) for run in runs)
    return f'<w:p w:rsidR="00A77427" w14:paraId="1A2B3C4D">{look}{inside}</w:p>'


def item(*runs, number=1, level=0):
    return p(*runs, style="Liststycke",
             look=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*paragraphs, look=""):
    inside = "".join(c if c.startswith("<w:p ") or c.startswith("<w:tbl")
                     else p(c) for c in paragraphs)
    return f"<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{look}</w:tcPr>{inside}</w:tc>"


def row(*cells, header=False):
    look = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{look}{inside}</w:tr>"


def table(*rows, widths=(4000, 4000), style="Tabellrutnt", look=""):
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>'
            f'{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')


def link(target, *runs):
    """A link; its relation is added by document()."""
    inside = "".join(run if run.startswith("<") else
                     text(run, '<w:rStyle w:val="Hyperlnk"/>') for run in runs)
    return f'<w:hyperlink r:id="LINK:{escape(target, {chr(34): "&quot;"})}">{inside}</w:hyperlink>'


def picture(name, description="", more=""):
    """A picture in line; `name` is one of document()'s pictures."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="1905000" cy="952500"/><wp:docPr id="1" name="Bild 1" descr="{escape(description)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="PICTURE:{name}"/>{more}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1905000" cy="952500"/></a:xfrm></pic:spPr>'
        '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def document(*blocks, pictures=None, subject="", kind=MAIN, parts=None,
             styles=STYLES, settings=SETTINGS, relations="", section="", types=""):
    """The bytes of a .docx. `blocks` is XML of the body, or texts."""
    body = "".join(b if b.startswith("<") else p(b) for b in blocks)
    made = [
        f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>',
        f'<Relationship Id="rId2" Type="{R}/numbering" Target="numbering.xml"/>',
        f'<Relationship Id="rId3" Type="{R}/settings" Target="settings.xml"/>',
        f'<Relationship Id="rId4" Type="{R}/theme" Target="theme/theme1.xml"/>', relations]
    number = 10
    while 'r:id="LINK:' in body:
        at = body.index('r:id="LINK:') + 6
        end = body.index('"', at)
        made.append(f'<Relationship Id="rId{number}" Type="{R}/hyperlink" '
                    f'Target="{body[at + 5:end]}" TargetMode="External"/>')
        body = body[:at] + f"rId{number}" + body[end:]
        number += 1
    for name in pictures or {}:
        made.append(f'<Relationship Id="rId{number}" Type="{R}/image" Target="media/{name}"/>')
        body = body.replace(f"PICTURE:{name}", f"rId{number}")
        number += 1
    files = {
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/>{types}</Types>',
        "_rels/.rels":
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        "word/document.xml":
            f"{HEAD}<w:document{SPACES}><w:body>{body}<w:sectPr w:rsidR=\"00A77427\">{section}"
            '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels":
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(made) + "</Relationships>",
        "word/styles.xml": styles,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": settings,
        "word/theme/theme1.xml": f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"/>',
        "docProps/core.xml":
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title><dc:subject>{escape(subject)}</dc:subject>'
            '</cp:coreProperties>',
    }
    files.update(parts or {})
    for name, content in (pictures or {}).items():
        files[f"word/media/{name}"] = content
    return zipped(files)


def zipped(files):
    """An archive of names and contents; a list may hold a name twice."""
    out = io.BytesIO()
    pairs = files.items() if isinstance(files, dict) else files
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            if isinstance(content, str):
                content = content.encode()
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)),
                             content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
