"""Pages of other PDFs: a logo in a frame of the stationery, as vector; what is
refused by its name; hostile files; the same bytes again."""
import os
import re
import subprocess
import sys
import tempfile
import zlib

from kit import ROOT, Checks, batches, run, tool
from paper import box, make, near

sys.path.insert(0, os.path.join(ROOT, "tests", "pdf"))
import validate  # noqa: E402

LOGO = """%!PS
<< /PageSize [200 80] >> setpagedevice
1 0 0 setrgbcolor 0 0 100 80 rectfill
0 0 1 setrgbcolor 100 0 100 80 rectfill
1 setgray /Helvetica findfont 24 scalefont setfont 10 30 moveto
(Norrvik 4711) show showpage
"""
FRAME = ("  logo: {role: picture, pages: %s, x: 20mm, y: 12mm, width: 45mm, "
         "height: 20mm, file: logo.pdf, %s}\n")


def by_ghostscript(program, *options):
    """A PDF of a PostScript program, its fonts embedded."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "made.pdf")
        subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite",
             "-dPDFA=2", "-sColorConversionStrategy=RGB",
             "-dPDFACompatibilityPolicy=1", *options, "-sOutputFile=" + path,
             "-"], input=program.encode(), check=True, capture_output=True)
        with open(path, "rb") as made:
            return made.read()


def pdf(content=b"1 0 0 rg 0 0 100 40 re f", page="", resources="", root="",
        objects=(), pages=1, trailer="", box_="0 0 100 40", stream=""):
    """A PDF by hand: one drawing on each page; more objects from 10 on."""
    if isinstance(content, str):
        content = content.encode()
    more = [5, *range(1000, 1000 + pages - 2)][:pages - 1]
    made = {1: f"<</Type/Catalog/Pages 2 0 R{root}>>",
            2: f"<</Type/Pages/Count {pages}/Kids[3 0 R " +
               "".join(f"{n} 0 R " for n in more) + "]>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box_}]/Contents 4 0 R"
               f"/Resources<<{resources}>>{page}>>",
            4: b"<</Length %d%s>>stream\n%s\nendstream" % (
                len(content), stream.encode(), content)}
    made.update({number: made[3] for number in more})
    made.update({10 + i: held for i, held in enumerate(objects)})
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, held in made.items():
        places[number] = len(out)
        held = held if isinstance(held, bytes) else held.encode()
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += (f"trailer\n<</Size {max(made) + 1}/Root 1 0 R{trailer}>>\n"
            f"startxref\n{start}\n%%EOF\n").encode()
    return bytes(out)


def stream(data, entries=""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (
        entries.encode(), len(data), data)


def with_logo(logo, pages="first", words="alt: Norrvikens vapen", **more):
    small = make(FRAME % (pages, words), **more)
    with open(small.file("jobb", "logo.pdf"), "wb") as to:
        to.write(logo)
    return small


def many(files, job="", words="decorative: yes"):
    """A stationery with a frame for each, one below the other."""
    frames = "".join((FRAME % ("first", words)).replace(
        "  logo:", f"  n{i}:").replace("logo.pdf", f"n{i}.pdf").replace(
            "12mm", f"{12 + 20 * i}mm") for i in range(len(files)))
    small = make(frames, job=job)
    for i, made in enumerate(files):
        with open(small.file("jobb", f"n{i}.pdf"), "wb") as to:
            to.write(made)
    return small


def judged(check, path, profile):
    """By qpdf, MuPDF, Ghostscript, and preflight where it is installed; only
    the walker knows our own fonts alone."""
    name = "a logo in " + profile
    check.equal(name + " qpdf", tool("qpdf", "--check", path).code, 0)
    said = tool("mutool", "draw", "-q", "-o", "/dev/null", "-F", "ppm", path)
    check.true(name + " mutool", said.code == 0 and not said.err.replace(
        "warning: ICC support is not available", "").strip(), said)
    said = tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONWARNING",
                "-sDEVICE=nullpage", path)
    check.true(name + " ghostscript", said.code == 0 and not said.out, said)
    if profile == "archive" and all(
            os.path.exists(jar) for jar in validate.JARS):
        said = tool("java", "-Xss4m", "-cp", ":".join(validate.JARS),
                    "org.apache.pdfbox.preflight.Validator_A1b", path)
        left = [line for line in said.out.splitlines()
                if line.strip() and not validate.PART_ONE.match(line) and
                # asked for by part 1 only
                "Charset entry is missing" not in line]
        check.true(name + " preflight", not left, left)


def check_logo(check):
    logo = by_ghostscript(LOGO)
    sizes = {}
    for profile in ("print", "archive"):
        with with_logo(logo, job=f"print: {{profile: {profile}}}\n") as small:
            ran = small.run("-q")
            out = small.file("out")
            check.true("a logo in " + profile, ran.code == 0 and
                       "papper.yaml" not in ran.err, ran)
            path = batches(out)[0]
            judged(check, path, profile)
            check.true("its millimetres, left half", near(
                box(out, bytes((255, 0, 0))), (20, 12, 42.5, 30)))
            check.true("and right", near(
                box(out, bytes((0, 0, 255))), (42.5, 12, 65, 30)))
            check.true("its words can be read", "Norrvik 4711" in small.text())
            tree = tool("pdfinfo", "-struct-text", path).out
            check.equal("it is a figure", "Figure" in tree,
                        profile == "archive")
            with open(path, "rb") as made:
                sizes[profile] = made.read()
        with with_logo(logo, job=f"print: {{profile: {profile}}}\n") as small:
            small.run("-q")
            with open(batches(small.file("out"))[0], "rb") as made:
                check.true("the same bytes again",
                           made.read() == sizes[profile])
    with with_logo(logo, "all", "decorative: yes", letter="Rad\n" * 12,
                   job="print: {profile: archive}\n") as small:
        small.run("-q")
        path = batches(small.file("out"))[0]
        check.true("decoration is an artifact", "Figure" not in tool(
            "pdfinfo", "-struct-text", path).out)
        check.equal("one form for all pages", sum(
            line.count("Helvetica") > 0
            for line in tool("pdffonts", path).out.splitlines()), 1)


def check_turned(check):
    """A page that is cropped, moved and turned is seen as its reader sees it:
    red on the left, then green, whatever its /Rotate."""
    drawn = {0: "1 0 0 rg 7 9 50 40 re f 0 0 1 rg 57 9 50 40 re f",
             90: "0 0 1 rg 7 59 40 50 re f 1 0 0 rg 7 9 40 50 re f",
             180: "0 0 1 rg 7 9 50 40 re f 1 0 0 rg 57 9 50 40 re f",
             270: "1 0 0 rg 7 59 40 50 re f 0 0 1 rg 7 9 40 50 re f"}
    made = []
    for turn, content in drawn.items():
        side = "100" if turn % 180 else "200"
        crop = "47 109" if turn % 180 else "107 49"
        made.append(pdf(content, box_=f"0 0 {side} 200",
                        page=f"/Rotate {turn}/CropBox[7 9 {crop}]"))
    with many(made) as small:
        ran = small.run("-q")
        check.equal("turned", ran.code, 0)
        for i, turn in enumerate(drawn):
            y = 12 + 20 * i
            places = [box(small.file("out"), bytes(colour), 1, y - 1, y + 19)
                      for colour in ((255, 0, 0), (0, 0, 255))]
            check.true(f"turned by {turn}", near(
                places[0], (20, y, 42.5, y + 18)) and near(
                    places[1], (42.5, y, 65, y + 18)), places)


def taken():
    """What comes along: (name, file)."""
    soft = pdf("/G gs 1 0 0 rg 0 0 100 40 re f",
               resources="/ExtGState<</G<</ca .5/BM/Multiply>>>>")
    yield "transparency", soft
    yield "a shading", pdf("/S sh", resources="/Shading<</S<</ShadingType 2"
                           "/ColorSpace/DeviceRGB/Coords[0 0 100 0]/Function"
                           "<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]"
                           "/N 1>>>>>>")
    lzw = stream(bytes((0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01)),
                 "/Type/XObject/Subtype/Image/Width 3/Height 3/ColorSpace"
                 "/DeviceGray/BitsPerComponent 8/Interpolate true"
                 "/Filter/LZWDecode")
    yield "an image in LZW", pdf("q 9 0 0 9 0 0 cm/I Do Q",
                                 resources="/XObject<</I 10 0 R>>",
                                 objects=[lzw])
    yield "a form in a form, an image in line", pdf(
        "/F Do q 5 0 0 5 0 0 cm BI/W 2/H 2/CS/G/BPC 8 ID abcd EI Q",
        resources="/XObject<</F 10 0 R>>", objects=[stream(
            b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC",
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")])
    yield "a link, and what nobody sees", pdf(
        page="/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(x)>>>>]"
        "/PieceInfo<</x<</LastModified(x)>>>>/Metadata 10 0 R",
        objects=[stream(b"<x/>", "/Type/Metadata/Subtype/XML")])
    yield "an index of colours", pdf(
        "/C cs 1 sc 0 0 9 9 re f", resources="/ColorSpace<</C[/Indexed"
        "/DeviceRGB 1<000000ff0000>]>>")


def check_taken(check):
    some = list(taken())
    with many([made for _, made in some],
              job="print: {profile: archive}\n") as small:
        ran = small.run("-q")
        check.equal("they come along", ran.code, 0)
        path = batches(small.file("out"))[0]
        check.equal("whole", tool("qpdf", "--check", path).code, 0)
        said = tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONWARNING",
                    "-sDEVICE=nullpage", path)
        check.true("ghostscript", said.code == 0 and not said.out, said)
        whole = tool("qpdf", "--qdf", "--stream-data=uncompress",
                     "--object-streams=disable", path, "-").out
        check.equal("each is one form", whole.count("/Matrix ["), len(some))
        # Ours come before.
        inside = whole[whole.index("/Matrix ["):].split("/StructTreeRoot")[0]
        check.true("nothing of what is forbidden, or of no use", not re.search(
            "LZW|Interpolate|PieceInfo|/MCID|/URI|x/>", inside), inside[:3000])


FONT = "/Font<</F<</Type/Font/Subtype/%s/BaseFont/Arial%s>>>>"
TEXT = "BT /F 9 Tf 5 5 Td (Hej) Tj ET"


def refused():
    """(name, file, code, a word of the report)."""
    plain = pdf()
    yield "cut short", plain[:len(plain) // 2], "bad-pdf", ""
    yield "no more than a name", b"%PDF-1.7\n", "bad-pdf", ""
    yield ("no page", plain.replace(b"/Count 1/Kids[3 0 R ]",
                                   b"/Count 0/Kids[      ]"), "bad-pdf", "/Pages")
    yield "two pages", pdf(pages=2), "pdf-pages", "2 pages"
    for action in ("JavaScript", "Launch"):
        yield (action, pdf(root=f"/OpenAction<</S/{action}/JS(x)/F(x)>>"),
               "pdf-script", action)
    yield ("a script by name", pdf(root="/Names<</JavaScript<</Names[]>>>>"),
           "pdf-script", "JavaScript")
    yield ("form fields", pdf(root="/AcroForm<</Fields[<</FT/Tx/T(a)>>]>>"),
           "pdf-fields", "form fields")
    yield ("a field on the page", pdf(
        page="/Annots[<</Subtype/Widget/Rect[0 0 9 9]>>]"), "pdf-fields", "")
    yield ("a note", pdf(page="/Annots[<</Subtype/FreeText/Rect[0 0 9 9]>>]"),
           "pdf-annotation", "FreeText")
    yield ("a font that is not embedded", pdf(
        TEXT, resources=FONT % ("TrueType", "/Encoding/WinAnsiEncoding")),
        "pdf-font", "'Arial'")
    yield ("a composite font that is not embedded", pdf(
        TEXT, resources=FONT % ("Type0", "/Encoding/Identity-H"
                                "/DescendantFonts[<</Type/Font>>]")),
        "pdf-font", "not embedded")
    yield "a drawn font", pdf(TEXT, resources=FONT % ("Type3", "")), \
        "pdf-font", "type 3"
    for colour in ("1 0 0 0 k", "/DeviceCMYK cs"):
        yield ("colours " + colour, pdf(colour + " 0 0 9 9 re f"),
               "pdf-colour", "DeviceCMYK")
    yield ("a spot colour", pdf(
        "/C cs 1 scn 0 0 9 9 re f", resources="/ColorSpace<</C[/Separation"
        "/PMS/DeviceRGB<</FunctionType 2/Domain[0 1]/N 1>>]>>"),
        "pdf-colour", "Separation")
    yield ("layers", pdf("/OC /L BDC 0 0 9 9 re f EMC"), "pdf-part", "/OC")
    yield ("another file's bytes", pdf(
        "/I Do", resources="/XObject<</I 10 0 R>>", objects=[stream(
            b"", "/Type/XObject/Subtype/Image/Width 1/Height 1/F(x.png)")]),
        "pdf-part", "/F")
    yield ("a form that paints itself", pdf(
        "/X Do", resources="/XObject<</X 10 0 R>>", objects=[stream(
            b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
            "/Resources<</XObject<</X 10 0 R>>>>")]), "pdf-part", "/XObject")
    yield "text that never ends", pdf("BT"), "bad-pdf", ""
    yield "an operator of nobody", pdf("1 2 zz"), "bad-pdf", "operator"
    yield ("q in q in q", pdf("q " * 30 + "Q " * 30), "pdf-part", "q")
    yield ("a page of no size", pdf(box_="0 0 0 40"), "bad-pdf", "MediaBox")
    grows = zlib.compressobj(1)
    yield ("a stream that grows", pdf(
        b"".join(grows.compress(b"%" * (1 << 20)) for _ in range(400)) +
        grows.flush(), stream="/Filter/FlateDecode"), "pdf-large", "too much")
    deep = ["<</Type/Pages/Parent 2 0 R/Count 1/Kids[%d 0 R]>>" % (11 + i)
            for i in range(30000)]
    yield ("pages in pages in pages", pdf(objects=deep).replace(
        b"/Kids[3 0 R ]", b"/Kids[10 0 R]"), None, "")
    yield ("arrays in arrays", pdf(page="/Group" + "[" * 5000 + "]" * 5000),
           None, "")


def encrypted():
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "a.pdf")
        with open(plain, "wb") as to:
            to.write(pdf())
        for user in ("", "hemligt"):
            locked = os.path.join(folder, "b.pdf")
            tool("qpdf", "--encrypt", user, "agare", "256", "--", plain,
                 locked)
            with open(locked, "rb") as made:
                yield "encrypted", made.read(), "pdf-encrypted", "encrypted"


def check_refused(check):
    """All of them in one stationery after another, all in one go; every
    frame is refused once, at its line."""
    cases = [*refused(), *encrypted()]
    for start in range(0, len(cases), 13):
        some = cases[start:start + 13]
        with many([case[1] for case in some]) as small:
            ran = small.check()
            check.equal("they are refused", ran.code, 2)
            told = re.split(r"(?=^\S*papper\.yaml:)", ran.err, flags=re.M)
            for i, (name, _, code, word) in enumerate(some):
                mine = [said for said in told if f"'n{i}.pdf'" in
                        said.split("\n")[0]]
                check.true(name + " is refused", len(mine) == 1 and
                           (not code or f"[{code}]" in mine[0]) and
                           word in mine[0] and ": error: " in mine[0] and
                           (code == "bad-pdf" or "\n" in mine[0]), told)


LETTERHEAD = """%!PS
<< /PageSize [200 80] >> setpagedevice /Helvetica findfont 24 scalefont setfont
1 0 0 setrgbcolor 0 0 200 80 rectfill 0 setgray 10 30 moveto
(Sida ett) show showpage
0 1 0 setrgbcolor 0 0 200 80 rectfill 0 setgray 10 30 moveto
(Sida tre) show showpage
0 0 1 setrgbcolor 0 0 200 80 rectfill 0 setgray 10 30 moveto
(Annan sida) show showpage
"""


def check_page(check):
    """A letterhead of several pages: one on the first page, another on those
    after it; in the file each once, and no other."""
    head = by_ghostscript(LETTERHEAD)
    first = FRAME % ("first", "page: 1, decorative: yes")
    rest = (FRAME % ("following", "page: 2, decorative: yes")).replace(
        "logo:", "next:")
    with make(first + rest, letter="Rad\n" * 12) as small:
        with open(small.file("jobb", "logo.pdf"), "wb") as to:
            to.write(head)
        ran = small.run("-q")
        out = small.file("out")
        check.equal("a letterhead of pages", ran.code, 0)
        if ran.code:
            print(ran)
            return
        for page, colour in ((1, (255, 0, 0)), (2, (0, 255, 0))):
            check.true(f"its page {page}", near(box(
                out, bytes(colour), page), (20, 12, 65, 30)))
        text = small.text()
        check.true("and its words", "Sida ett" in text and "Sida tre" in text
                   and "Annan" not in text, text)
        check.equal("qpdf", tool("qpdf", "--check", batches(out)[0]).code, 0)
        check.equal("verify", run("verify", out).code, 0)
    for keys, code, word in (("page: 4, ", "pdf-no-page", "3 pages"),
                             ("", "pdf-pages", "3 pages"),
                             ("page: 0, ", "outside-range", "page"),
                             ("page: ett, ", None, "page")):
        with with_logo(head, words=keys + "decorative: yes") as small:
            ran = small.check()
            check.true(f"'{keys}'", ran.code == 2 and word in ran.err and
                       (not code or f"[{code}]" in ran.err), ran)
    for frame, code in ((FRAME.replace("logo.pdf", "logo.png") % (
            "all", "page: 1, decorative: yes"), "picture-page"),
            ("  x: {role: box, x: 1mm, y: 1mm, width: 9mm, height: 9mm, fill: "
             "\"#000000\", page: 1}\n", "frame-key")):
        with make(frame) as small:
            ran = small.check()
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err, ran)


def check_pinned(check):
    logo = by_ghostscript(LOGO)
    with with_logo(logo) as small:
        small.run("-q")
        check.equal("verify", run("verify", small.file("out")).code, 0)
        with open(small.file("jobb", "logo.pdf"), "wb") as to:
            to.write(pdf())
        ran = run("write", "--batch", "1", "-o", small.file("again"), "--lang",
                  "en", small.job, small.file("out"))
        check.true("a changed logo is told", ran.code == 2 and
                   "logo.pdf" in ran.err, ran)


def main():
    check = Checks()
    check_logo(check)
    check_turned(check)
    check_taken(check)
    check_refused(check)
    check_page(check)
    check_pinned(check)
    check.end()


if __name__ == "__main__":
    main()
