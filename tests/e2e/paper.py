"""A stationery's own pictures, boxes and marks: where they stand on the page,
to a fraction of a millimetre; what is read aloud; "page N of M" in the words of
the letter; what is refused."""
import functools
import os
import re
import struct
import subprocess
import zlib

from kit import Checks, Small, batches, run, tool

DPI = 300
MM = DPI / 25.4
PAPER = """name: Prov
language: sv
page: {width: 210mm, height: 297mm}
styles:
  body: {family: Noto Serif, size: 12pt, leading: 16.5pt, after: 9pt}
frames:
  address: {role: address, pages: first, x: 110mm, y: 45mm, width: 90mm, height: 30mm}
  body: {role: body, pages: first, x: 30mm, y: 90mm, width: 150mm, height: 40mm}
  rest: {role: body, pages: following, x: 30mm, y: 30mm, width: 150mm, height: 230mm}
"""
HEAD = Small.HEAD.replace("kommun-h2", "papper")


def png(width, height, pixel):
    """RGBA, every pixel the same."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    rows = (b"\0" + bytes(pixel) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make(frames, letter="Hej {{Förnamn}}!\n", job="", picture=png(
        60, 20, (255, 0, 0, 128)), head=HEAD, **files):
    small = Small(job=job, head=head, rows=Small.ROWS[:2], letter=letter,
                  papper_yaml=PAPER + frames, **files)
    with open(small.file("jobb", "logo.png"), "wb") as to:
        to.write(picture)
    return small


@functools.lru_cache(maxsize=2)
def pixels(out, page=1, path=None):
    done = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page),
         path or batches(out)[0]], capture_output=True, check=True).stdout
    _, size, _, data = done.split(b"\n", 3)
    width, _ = (int(part) for part in size.split())
    return width, data


def box(out, colour, page=1, top=0, bottom=297, path=None):
    """Where a colour stands, in mm: left, top, right, bottom; or None."""
    width, data = pixels(out, page, path)
    rows = []
    for y in range(int(top * MM), int(bottom * MM)):
        line = data[y * width * 3:(y + 1) * width * 3]
        at = [found.start() for found in
              re.finditer(b"(?=" + re.escape(colour) + b")", line)
              if found.start() % 3 == 0]
        if at:
            rows.append((y, at[0] // 3, at[-1] // 3))
    if not rows:
        return None
    return (min(r[1] for r in rows) / MM, rows[0][0] / MM,
            (max(r[2] for r in rows) + 1) / MM, (rows[-1][0] + 1) / MM)


def near(have, want, by=0.12):
    return have and all(abs(a - b) <= by for a, b in zip(have, want))


def check_picture(check):
    frames = ("  logo: {role: picture, pages: first, x: 20mm, y: 12mm, width: "
              "45mm, height: 20mm, file: logo.png, alt: Norrvikens vapen}\n")
    for profile in ("print", "archive"):
        with make(frames, job=f"print: {{profile: {profile}}}\n") as small:
            ran = small.run("-q")
            check.equal("a picture in a frame " + profile, ran.code, 0)
            # Half red over white; 60 x 20 fills the width of 45 mm.
            where = box(small.file("out"), bytes((255, 127, 127)))
            check.true("its millimetres", near(where, (20, 12, 65, 27)), where)
            pdf = batches(small.file("out"))[0]
            check.equal("qpdf", tool("qpdf", "--check", pdf).code, 0)
            tree = tool("pdfinfo", "-struct-text", pdf).out
            check.equal("it is read aloud", "Figure" in tree,
                        profile == "archive")
            check.true("nothing is said of the paper",
                       "papper.yaml" not in ran.err, ran)
    for change in ("decorative: yes", None):
        used = frames.replace("alt: Norrvikens vapen", change) if change else \
            frames.replace("pages: first", "pages: all")
        with make(used, job="print: {profile: archive}\n",
                  letter="Rad\n" * 12) as small:
            small.run("-q")
            pdf = batches(small.file("out"))[0]
            tree = tool("pdfinfo", "-struct-text", pdf).out
            check.true("decoration is an artifact", "Figure" not in tree, tree)


def check_box(check):
    frames = ("  ruta: {role: box, x: 30mm, y: 200mm, width: 60mm, height: "
              "25mm, fill: \"#00ff00\"}\n  linje: {role: box, x: 100mm, y: "
              "200mm, width: 50mm, height: 20mm, border: 1mm}\n  vik: {role: "
              "box, pages: first, x: 0mm, y: 105mm, width: 5mm, height: 0.3mm,"
              " fill: \"#0000ff\"}\n")
    with make(frames, letter="Rad\n" * 12) as small:
        ran = small.run("-q")
        out = small.file("out")
        check.equal("boxes", ran.code, 0)
        for page in (1, 2):
            where = box(out, bytes((0, 255, 0)), page)
            check.true("a tint on every page", near(where, (30, 200, 90, 225)),
                       where)
        where = box(out, bytes((0, 0, 0)), 1, 195, 230)
        check.true("a border lies inside", near(where, (100, 200, 150, 220)),
                   where)
        check.true("a mark to fold at", near(box(
            out, bytes((0, 0, 255))), (0, 105, 5, 105.3)))
        check.true("on the first page only",
                   not box(out, bytes((0, 0, 255)), 2))


def check_words(check):
    mark = ("  mark: {role: mark, x: 30mm, y: 280mm, width: 100mm, height: 9mm,"
            " text: \"{letter} · {page of pages}\"}\n")
    for language, words in (("sv", "1 · Sida 2 av 2"), ("fi", "1 · Sivu 2/2"),
                            ("en", "1 · Page 2 of 2"),
                            ("nb", "1 · Side 2 av 2"), ("ar", "1 · 2/2")):
        letter = f"---\nlanguage: {language}\n---\n" + "Rad 7\n" * 12
        with make(mark, letter=letter) as small:
            ran = small.run("-q")
            check.true(f"pages in the words of {language}", ran.code == 0 and
                       words in small.text(), (ran, small.text()))


REFUSED = (
    ("role: picture, file: ../r.png, alt: a", "picture-beside"),
    ("role: picture, alt: a", "picture-beside"),
    ("role: picture, file: logo.png", "picture-alt"),
    ("role: picture, file: logo.png, alt: a, decorative: yes", "picture-alt"),
    ("role: picture, file: logo.png, alt: a, text: b", "frame-own-text"),
    ("role: picture, file: logo.png, alt: a, fill: \"#000000\"", "frame-key"),
    ("role: picture, file: brev.md, alt: a", "bad-picture"),
    ("role: picture, file: ingen.png, alt: a", None),
    ("role: box", "box-empty"),
    ("role: box, border: 40mm", "box-empty"),
    ("role: box, fill: röd", "bad-colour"),
    ("role: box, fill: \"#000000\", alt: a", "frame-key"),
    ("role: text, text: a, file: logo.png", "frame-key"),
    ("role: box, fill: \"#000000\", rule_above: yes", "frame-key"),
)


def check_refused(check):
    for keys, code in REFUSED:
        with make("  x: {x: 10mm, y: 10mm, width: 40mm, height: 20mm, "
                  + keys + "}\n") as small:
            ran = small.run()
            check.true(keys, ran.code == 2 and "papper.yaml:" in ran.err and
                       (not code or f"[{code}]" in ran.err) and
                       not os.path.exists(small.file("out")), ran)
    whole = png(60, 20, (0, 0, 0, 255))
    for name, picture in (("cut short", whole[:60]),
                          ("damaged", whole.replace(b"IDAT", b"IDAX"))):
        with make("  x: {role: picture, x: 10mm, y: 10mm, width: 40mm, height: "
                  "20mm, file: logo.png, alt: a}\n", picture=picture) as small:
            ran = small.run()
            check.true("a picture " + name, ran.code == 2 and
                       not os.path.exists(small.file("out")), ran)


def check_pinned(check):
    """Another picture than the plan's is refused when a batch is rewritten."""
    frames = ("  logo: {role: picture, x: 20mm, y: 12mm, width: 45mm, height: "
              "20mm, file: logo.png, decorative: yes}\n")
    with make(frames) as small:
        small.run("-q")
        check.equal("verify", run("verify", small.file("out")).code, 0)
        check.equal("reprint", run(
            "reprint", "--letters", "1", "--reason", "prov", "--date",
            "2012-03-20", "-o", small.file("igen"), small.file("out")).code, 0)
        again = [os.path.join(at, name) for at, _, names in os.walk(
            small.file("igen")) for name in names if name.endswith(".pdf")]
        check.true("the picture comes along", len(again) == 1 and
                   tool("qpdf", "--check", again[0]).code == 0 and
                   near(box(small.file("out"), bytes((255, 127, 127)),
                            path=again[0]), (20, 12, 65, 27)), again)
        with open(small.file("jobb", "logo.png"), "wb") as to:
            to.write(png(60, 20, (0, 0, 255, 255)))
        ran = run("write", "--batch", "1", "-o", small.file("again"), "--lang",
                  "en", small.job, small.file("out"))
        check.true("a changed picture is told", ran.code == 2 and
                   "logo.png" in ran.err, ran)


def main():
    check = Checks()
    check_picture(check)
    check_box(check)
    check_words(check)
    check_refused(check)
    check_pinned(check)
    check.end()


if __name__ == "__main__":
    main()
