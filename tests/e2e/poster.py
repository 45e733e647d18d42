"""A poster: its boxes in the PDF, what bleeds and where it ends, marks to cut
at, one for each place; what is refused."""
import functools
import json
import os
import re
import subprocess
import sys

from kit import ROOT, Checks, Small, batches, hold_codes, pages, run, tool
from paper import png

DPI = 100
MM = DPI / 25.4
# as layout/page.h has them, in millimetres
GAP, LENGTH, BLEED = 1, 5, 3
MARGIN = BLEED + 2 * GAP + LENGTH
WIDTH, HEIGHT = 280, 400
HEAD = """name: Öppet hus
date: 2012-03-19
reference: KS-2012-0012
keep_until: 2014-12-31
persons: no
register: {file: r.csv, key: Plats}
address: {name: Plats, street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: anslag
"""
ROWS = ("Plats;Adress;Postnr;Ort;Kväll",
        "Biblioteket;Storgatan 1;999 31;Norrviken;tisdag",
        "Hamnhallen;Kajgatan 4;999 32;Norrviken;onsdag")
LETTER = """# Öppet hus om fritt val i hemtjänsten

Från den 1 september väljer du själv vem som ger dig hemtjänst. \
Kom och träffa dem som vill bli valda: här på {{Plats}}, {{Kväll}} klockan 18.

## Det här händer

- Alla utförare visar vad de gör.
- Du får hjälp att fylla i din blankett.
- Vi bjuder på kaffe.

| Plats | Dag |
|---|---|
| Biblioteket | tisdag |
| Hamnhallen | onsdag |

Frågor? Ring kundtjänst, 0999-10 00 00.
"""


def made(job="", head=HEAD, letter=LETTER, **files):
    return Small(job=job, head=head, rows=ROWS, letter=letter, **files)


def boxes(pdf, page=1):
    """Of a page, in millimetres from the corner of the page as cut."""
    said = tool("pdfinfo", "-box", "-f", str(page), "-l", str(page), pdf).out
    return {name: [round(float(n) * 25.4 / 72, 2) for n in numbers.split()]
            for name, numbers in re.findall(
                r"(\w+Box):((?: +-?[\d.]+){4})", said)}


@functools.lru_cache(maxsize=2)
def rendered(pdf, page):
    done = subprocess.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l",
                           str(page), pdf], capture_output=True, check=True)
    _, size, _, data = done.stdout.split(b"\n", 3)
    return int(size.split()[0]), data


def colour(pdf, x, y, page=1):
    """At a place in millimetres from the corner of the page as cut."""
    width, data = rendered(pdf, page)
    at = 3 * (int((y + MARGIN) * MM) * width + int((x + MARGIN) * MM))
    return data[at]


def ink(pdf, left, top, right, bottom, page=1):
    """How many pixels of a part are not white."""
    width, data = rendered(pdf, page)
    rows = range(int((top + MARGIN) * MM), int((bottom + MARGIN) * MM))
    return sum(3 * int((right - left) * MM) - data[
        3 * (y * width + int((left + MARGIN) * MM)):
        3 * (y * width + int((left + MARGIN) * MM) +
             int((right - left) * MM))].count(255) for y in rows)


def check_boxes(check, pdf):
    for page in (1, 2):
        have = boxes(pdf, page)
        for name, beyond in (("TrimBox", 0), ("BleedBox", BLEED),
                             ("MediaBox", MARGIN)):
            want = [-beyond, -beyond, WIDTH + beyond, HEIGHT + beyond]
            check.true(f"{name} of page {page}", all(
                abs(a - b) < 0.02 for a, b in zip(have[name], want)), have)


def check_bleed(check, pdf):
    """The band and the panel go on to the end of the bleed and no further."""
    for what, y, tint in (("the band at the top", -2.5, 187),
                          ("the panel at the foot", HEIGHT + 2.5, 238),
                          ("within", 4, 187), ("within", HEIGHT - 4, 238)):
        for x in (-2.5, WIDTH / 2, WIDTH + 2.5):
            check.equal(f"{what} at {x}", colour(pdf, x, y), tint)
    edge = BLEED + 0.3
    far = BLEED + GAP - 0.3
    for what, part in (
            ("above", (-far, -far, WIDTH + far, -edge)),
            ("below", (-far, HEIGHT + edge, WIDTH + far, HEIGHT + far)),
            ("left", (-far, -far, -edge, HEIGHT + far)),
            ("right", (WIDTH + edge, -far, WIDTH + far, HEIGHT + far))):
        check.equal(f"nothing between bleed and marks, {what}",
                    ink(pdf, *part), 0)


def check_cuts(check, pdf):
    """Two marks at each corner, outside of the bleed, nothing else there."""
    near, far = BLEED + GAP, BLEED + GAP + LENGTH
    rest = 0
    for x in (0, WIDTH):
        for y in (0, HEIGHT):
            outer = (-far, -near) if x == 0 else (WIDTH + near, WIDTH + far)
            lies = (outer[0], y - 0.4, outer[1], y + 0.4)
            outer = (-far, -near) if y == 0 else (HEIGHT + near, HEIGHT + far)
            stands = (x - 0.4, outer[0], x + 0.4, outer[1])
            for part in (lies, stands):
                there = ink(pdf, *part)
                rest += there
                check.true(f"a mark at {x}, {y}", there > 15, part)
    width, data = rendered(pdf, 1)
    all_ = ink(pdf, -MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN)
    inner = ink(pdf, -BLEED - 0.3, -BLEED - 0.3, WIDTH + BLEED + 0.3,
                HEIGHT + BLEED + 0.3)
    check.true("and nothing else outside", abs(all_ - inner - rest) <= 60,
               (all_, inner, rest))
    check.true("the size of the file's page", abs(
        width / MM - WIDTH - 2 * MARGIN) < 0.5 and data, width / MM)


def check_text(check, pdf):
    """What is read keeps away from the knife, and is each place's own."""
    for number, place in enumerate(("Biblioteket", "Hamnhallen")):
        words = list(pages(pdf))[number]
        said = " ".join(w[4] for w in words)
        check.true(f"a poster for {place}", f"här på {place}," in said, said)
        out = [w for w in words if w[0] < MARGIN + 10 or w[1] < MARGIN + 10 or
               w[2] > MARGIN + WIDTH - 10 or w[3] > MARGIN + HEIGHT - 10]
        check.true("its text lies within", not out, out)
        check.true("nobody's address", "999" not in said.replace(
            "0999-10", ""), said)


def check_profiles(check):
    for profile in ("print", "archive", "press"):
        with made(f"print: {{profile: {profile}}}\n") as small:
            ran = small.run("-q")
            if not check.equal(f"a poster, {profile}", ran.code, 0):
                print(ran)
                continue
            pdf = batches(small.file("out"))[0]
            check_boxes(check, pdf)
            walked = tool(sys.executable, os.path.join(
                ROOT, "tests", "pdf", "walk.py"), profile, pdf)
            check.true(f"{profile}: what its standard asks",
                       walked.code == 0, walked)
            check.equal("qpdf", tool("qpdf", "--check", pdf).code, 0)
            tree = tool("pdfinfo", "-struct-text", pdf).out
            check.equal("tagged", "Öppet hus" in tree, profile == "archive")
            if profile == "print":
                check_bleed(check, pdf)
                check_cuts(check, pdf)
                check_text(check, pdf)
                check_after(check, small)
                check_proof(check, small)


def check_proof(check, small):
    """The proof's own pages may be more than one; a poster is still one."""
    pdf = small.file("jobb", "prov.pdf")
    ran = run("proof", "--lang", "en", "-o", pdf, small.job)
    said = [" ".join(w[4] for w in page) for page in pages(pdf)] \
        if ran.code == 0 else []
    check.true("a proof of a poster", len([p for p in said if "Öppet hus om"
                                           in p]) == 1 and len(said) > 1,
               (ran, said))
    check.true("it bleeds as the poster does", ran.code == 0 and
               boxes(pdf)["BleedBox"][0] == -BLEED, ran)


def check_dark(check):
    """No tint hides that it is a proof."""
    with open(os.path.join(ROOT, "templates", "anslag.yaml"),
              encoding="utf-8") as shipped_one:
        text = shipped_one.read()
    dark = text.replace("#bbbbbb", "#101010")
    check.true("a dark band", dark != text)
    with made(anslag_yaml=dark, head=HEAD.replace(
            "stationery: anslag", "stationery: anslag.yaml")) as small:
        pdf = small.file("jobb", "prov.pdf")
        ran = run("proof", "--lang", "en", "-o", pdf, small.job)
        check.equal("a proof of it", ran.code, 0)
        said = [" ".join(w[4] for w in page) for page in pages(pdf)]
        poster = [i + 1 for i, text in enumerate(said)
                  if "Öppet hus om" in text][-1]
        check.equal("dark beside its line", colour(pdf, 20, 2.6, poster), 16)
        check.equal("white behind it", colour(pdf, WIDTH / 2, 2.3, poster),
                    255)


def check_after(check, small):
    """Verified, reprinted with its boxes, and labels for who sends them out."""
    out = small.file("out")
    check.equal("verify", run("verify", out).code, 0)
    note = tool("pdftotext", "-layout", os.path.join(
        out, "to-printer", "foljesedel.pdf"), "-").out
    check.true("the note says how it is cut", "280 × 400 mm" in note and
               "utfall 3 mm" in note, note)
    with open(os.path.join(out, "to-printer", "delivery.json"),
              encoding="utf-8") as source:
        one = json.load(source)["files"][0]
    check.equal("and so does delivery.json", [one.get(key) for key in (
        "width_mm", "height_mm", "bleed_tenths_mm", "crop_marks")],
        [280, 400, 30, True])
    ran = run("reprint", "--letters", "2", "--reason", "prov", "--date",
              "2012-03-20", "-o", small.file("igen"), out)
    again = [os.path.join(at, name) for at, _, names in os.walk(small.file(
        "igen")) for name in names if name.endswith(".pdf")]
    check.true("reprinted as it was", ran.code == 0 and len(again) == 1 and
               boxes(again[0]) == boxes(batches(out)[0]), ran)
    ran = run("labels", "--sheet", "3x8", "-o", small.file("e.pdf"), out)
    check.true("a label for each place", ran.code == 0 and "Kajgatan 4" in
               tool("pdftotext", small.file("e.pdf"), "-").out, ran)


def shipped():
    with open(os.path.join(ROOT, "templates", "anslag.yaml"),
              encoding="utf-8") as source:
        return source.read()


def check_sender(check):
    """Nobody's is shipped, which is told; the frames of the shipped file's own
    comment show it."""
    with made() as small:
        ran = small.check()
        check.true("a poster of nobody", ran.code == 0 and
                   ran.err.count("[poster-no-sender]") == 1 and
                   "job.yaml:" in ran.err, ran)
    signed = re.sub(r"(?m)^  # (sender|contact):", r"  \1:", shipped())
    with made(head=HEAD.replace("anslag", "papper"),
              papper_yaml=signed) as small:
        ran = small.run("-q")
        text = small.text()
        check.true("one that is signed", ran.code == 0 and
                   "[poster-no-sender]" not in ran.err and
                   text.count("Kommunens namn") == 2 and
                   text.count("Telefonnummer") == 2, (ran, text))


def check_note(check):
    """What is to be cut, with its bleed as the language writes it; a poster
    that no letter is set on is not."""
    for language, bleed, said in (("sv", "3.5mm", "utfall 3,5 mm"),
                                  ("en", "3.5mm", "has 3.5 mm bleed"),
                                  ("sv", "3mm", "utfall 3 mm")):
        with made(head=HEAD.replace("anslag", "papper") +
                  f"language: {language}\n", papper_yaml=shipped().replace(
                      "bleed: 3mm", f"bleed: {bleed}")) as small:
            ran = small.run("-q")
            note = tool("pdftotext", small.file(
                "out", "to-printer", "foljesedel.pdf"), "-").out
            check.true(f"{language}: {said}", ran.code == 0 and
                       said in " ".join(note.split()), (ran, note))
    with made(head=HEAD.replace("text: brev.md", "text: brev.md, stationery: "
                                "enkel-a4")) as small:
        ran = small.run("-q")
        note = tool("pdftotext", small.file(
            "out", "to-printer", "foljesedel.pdf"), "-").out
        check.true("nothing to cut", ran.code == 0 and "utfall" not in note,
                   (ran, note))


def check_things(check):
    """Rows are places: no word speaks of persons."""
    rows = ROWS + ("Biblioteket;Storgatan 1;999 31;Norrviken;onsdag",)
    with Small(head=HEAD.replace("keep_until: 2014-12-31\n", ""), rows=rows,
               letter=LETTER) as small:
        ran = small.run()
        said = ran.out + ran.err
        check.true("places, not persons", ran.code == 0 and
                   "samma nyckel står på flera rader" in said and
                   "[no-keep-until]" in said and not re.search(
                       r"\b(person|people|client|människ)", said), ran)


REFUSED = (
    ("bleed: 3mm", "bleed: 21mm", "bad-bleed"),
    ("bleed: 3mm", "bleed: -1mm", "bad-bleed"),
    ("bleed: 3mm", "bleed: 1em", "bad-bleed"),
    ("bleed: 3mm", "bleed: 2mm", "frame-off-page"),
    ("    x: 22mm\n    y: 48mm", "    x: -1mm\n    y: 48mm",
     "frame-off-page"),
    ("    y: 371mm\n    width: 60mm", "    y: 388mm\n    width: 60mm",
     "frame-off-page"),
    ("    y: 371mm\n    width: 60mm", "    y: 383mm\n    width: 60mm",
     "frame-in-margin"),
)


def check_refused(check):
    for old, new, code in REFUSED:
        text = shipped()
        assert text.count(old) >= 1, old
        with made(head=HEAD.replace("anslag", "papper"),
                  papper_yaml=text.replace(old, new)) as small:
            ran = small.run()
            check.true(new, ran.code == 2 and f"[{code}]" in ran.err and
                       not os.path.exists(small.file("out")), ran)
    with made(head=HEAD.replace("persons: no", "roles: {protected: {none: Det "
                                "är platser}}")) as small:
        ran = small.run()
        check.true("no poster of persons", ran.code == 2 and
                   "[poster-of-persons]" in ran.err and "job.yaml:" in ran.err
                   and not os.path.exists(small.file("out")), ran)
    letter = LETTER + "{{if Plats = 'Hamnhallen'}}\n" + "Rad med ord. " * 400 \
        + "\n{{/if}}\n"
    with made(letter=letter) as small:
        small.run("-q")
        check.equal("a poster has one page", hold_codes(small.file("out")),
                    {2: "poster-pages"})


PICTURE = """  bild: {role: picture, x: 180mm, y: -3mm, width: 103mm,
    height: 40mm, file: bild.png, decorative: yes}
"""


def check_picture(check):
    """A picture that is cut with the paper, in two corners' bleed."""
    with made(head=HEAD.replace("anslag", "papper"),
              papper_yaml=shipped() + PICTURE) as small:
        with open(small.file("jobb", "bild.png"), "wb") as to:
            to.write(png(103, 40, (0, 80, 160, 255)))
        ran = small.run("-q")
        check.equal("a picture in the bleed", ran.code, 0)
        pdf = batches(small.file("out"))[0]
        for x, y, red in ((181, -2, 0), (282, -2, 0), (282, 36, 0),
                          (181, 36, 0), (179, 36, 255), (281, 38, 255)):
            check.equal(f"it stands at {x}, {y}", colour(pdf, x, y), red)
    # Only one that is described says whose the poster is.
    for said, told in (("decorative: yes", 1), ("alt: Norrvikens kommun", 0)):
        with made(head=HEAD.replace("anslag", "papper"), papper_yaml=shipped() +
                  PICTURE.replace("decorative: yes", said)) as small:
            with open(small.file("jobb", "bild.png"), "wb") as to:
                to.write(png(103, 40, (0, 80, 160, 255)))
            ran = small.check()
            check.true(f"a picture, {said}", ran.code == 0 and
                       ran.err.count("[poster-no-sender]") == told, ran)
    with made(head=HEAD.replace("anslag", "papper"), papper_yaml=shipped() +
              PICTURE.replace("width: 103mm", "width: 104mm")) as small:
        ran = small.check()
        check.true("no farther", ran.code == 2 and "[frame-off-page]" in
                   ran.err, ran)


def check_short(check):
    """What ends at the edge, or halfway into the bleed, is told, and no other."""
    for frame, count in (("x: 0mm, y: 100mm, width: 20mm, height: 9mm", 1),
                         ("x: -2mm, y: 100mm, width: 20mm, height: 9mm", 1),
                         ("x: 100mm, y: 50mm, width: 180mm, height: 9mm", 1),
                         ("x: 100mm, y: 395mm, width: 9mm, height: 5mm", 1),
                         ("x: -3mm, y: 100mm, width: 286mm, height: 9mm", 0),
                         ("x: 0.1mm, y: 50mm, width: 9mm, height: 9mm", 0)):
        paper = shipped().replace("clear: {left: 10mm, right: 10mm, top: 10mm,"
                                  " bottom: 10mm}\n", "")
        with made(head=HEAD.replace("anslag", "papper"), papper_yaml=paper +
                  "  x: {role: box, fill: \"#777777\", %s}\n" % frame) as small:
            ran = small.check()
            check.true(frame, ran.code == 0 and
                       ran.err.count("[bleed-short]") == count and
                       (not count or "frame 'x'" in ran.err), ran)


def check_plain(check):
    """Marks without bleed; bleed without marks; neither, as any letter."""
    for keys, media, bleed in ((", crop_marks: yes", 7, False),
                               (", bleed: 3mm", 3, True), ("", 0, False)):
        text = shipped().replace(", bleed: 3mm, crop_marks: yes", keys)
        if "bleed" not in keys:
            text = re.sub(r"(?s)  band:.*?  date:", "  date:", text)
        with made(head=HEAD.replace("anslag", "papper"),
                  papper_yaml=text) as small:
            ran = small.run("-q")
            have = boxes(batches(small.file("out"))[0]) if not ran.code else {}
            check.true(f"'{keys}'", have and abs(
                have["MediaBox"][0] + media) < 0.02 and abs(
                    have["BleedBox"][0] + (3 if bleed else media)) < 0.02 and
                abs(have["TrimBox"][2] - WIDTH) < 0.02, (ran, have))


def main():
    check = Checks()
    check_profiles(check)
    check_refused(check)
    check_sender(check)
    check_note(check)
    check_things(check)
    check_picture(check)
    check_short(check)
    check_plain(check)
    check_dark(check)
    check.end()


if __name__ == "__main__":
    main()
