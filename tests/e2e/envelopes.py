"""Envelopes with their sender: name, return address and logo where the post
wants them, on every one; the shipped sheets keep the post's zones clear; what is
refused."""
import os
import re

from kit import ROOT, Checks, Small, pages, run, tool
from labels import dark, labels, make, people
from paper import box, near, png

SHEETS = ("c5", "c4")
MM = 300 / 25.4


def shipped(sheet):
    with open(os.path.join(ROOT, "templates", "labels", sheet + ".yaml"),
              encoding="utf-8") as source:
        return source.read()


def with_sender(sheet):
    """As its own comment says: '# ' taken away from the lines below."""
    head, below = shipped(sheet).split("#\n# styles:\n")
    return head + "styles:\n" + re.sub(r"(?m)^# ", "", below)


def lengths(text):
    return {key: float(value) for key, value in re.findall(
        r"(\w+): ([\d.]+)mm", text)}


def envelopes(small, text, out="k.pdf", *arguments):
    small.write("kuvert.yaml", text)
    with open(small.file("jobb", "vapen.png"), "wb") as to:
        to.write(png(32, 36, (255, 0, 0, 255)))
    return labels(small, "--sheet", small.file("jobb", "kuvert.yaml"),
                  *arguments, out=out)


def check_zones(check):
    """What stands where the post prints is warned of, each by its name."""
    with make(1) as small:
        for old, new, names in (
                ("x: 30mm", "x: 30mm", []),
                ("x: 12mm\n", "", []),
                ("    y: 14mm", "    y: 9.9mm", ["sender"]),
                ("top: 80mm", "top: 90mm", ["the address"]),
                ("x: 12mm, y: 14mm", "x: 100mm, y: 140mm", ["logo"]),
                ("x: 12mm, y: 14mm", "x: 12mm, y: 140mm", [])):
            ran = envelopes(small, with_sender("c5").replace(old, new, 1))
            check.true(f"{new}: {names}", ran.code == 0 and ran.err.count(
                "[envelope-sorting]") == len(names) and all(
                    f"'{name}' reaches" in ran.err for name in names), ran)
            os.remove(small.file("k.pdf"))


def check_places(check, sheet):
    """Address low in the right half, sender at the top left, zones clear."""
    with make(3) as small:
        text = with_sender(sheet)
        ran = envelopes(small, text)
        pdf = small.file("k.pdf")
        if not check.equal(f"{sheet}: with a sender", ran.code, 0):
            print(ran)
            return
        size = lengths(re.search(r"page: (.*)", text)[1])
        width, height = size["width"], size["height"]
        at = lengths(text.split("styles:")[0])
        for number, words in enumerate(pages(pdf)):
            said = {w[4]: w for w in words}
            for word in ("Norrvikens", "kommun", "Returadress:", "Kajgatan"):
                found = [w for w in words if w[4] == word]
                check.true(f"{sheet}: {word} at the top left of {number + 1}",
                           len(found) == 1 and found[0][2] < width / 2 and
                           found[0][3] < height / 3, found)
            check.true(f"{sheet}: the address of {number + 1}", all(
                at["left"] <= said[w][0] and at["top"] <= said[w][1] and
                said[w][2] <= at["left"] + at["width"] and
                said[w][3] <= at["top"] + at["height"] and
                said[w][0] > width / 2 - 10 and said[w][1] > height / 2
                for w in ("Björkgatan", "Norrviken") if w == "Björkgatan"),
                said)
        where = box(None, bytes((255, 0, 0)), 1, 0, height, pdf)
        check.true(f"{sheet}: the logo", near(where, (12, 14, 28, 32)), where)
        ink = list(dark(pdf, 1))
        right = [p for p in ink if p[0] > width - 150]
        check.true(f"{sheet}: the corner for sorting is clear", ink and not [
            p for p in right if p[1] > height - 30])
        check.true(f"{sheet}: so is the top", not [p for p in ink
                                                   if p[1] < 10])
        check.equal(f"{sheet}: one page each", len(list(pages(pdf))), 3)
        check.equal(f"{sheet}: qpdf", tool("qpdf", "--check", pdf).code, 0)
        streams = tool("qpdf", "--qdf", "--object-streams=disable", pdf,
                       "-").out
        check.equal(f"{sheet}: the logo is there once",
                    streams.count("/Subtype /Image"), 1)
        bare = labels(small, "--sheet", sheet, out="b.pdf")
        check.true(f"{sheet}: as shipped, the address alone", bare.code == 0
                   and "Returadress" not in tool("pdftotext", small.file(
                       "b.pdf"), "-").out, bare)


SENDER = "       **Norrvikens kommun**\n"
NUMBER = "320103-9942"
REFUSED = (
    ("columns: 1", "columns: 2", "envelope-frames", "kuvert.yaml:"),
    ("frames:\n", "framez:\n", "unknown-key", "frames"),
    ("file: vapen.png, decorative: yes", "", "picture-beside", "logo"),
    ("role: picture, x: 12mm, y: 14mm, width: 16mm, height: 18mm, file: "
     "vapen.png, decorative: yes", "role: body, x: 12mm, y: 40mm, width: 16mm,"
     " height: 18mm", "envelope-role", "logo"),
    ("  sender:\n    x: 30mm\n    y: 14mm",
     "  sender:\n    x: 110mm\n    y: 75mm", "envelope-on-address", "sender"),
    ("Kajgatan 4", "{{Gata}}", "envelope-field", "sender"),
    ("Kajgatan 4", NUMBER, "number-on-envelope", "sender"),
    ("Kajgatan 4", "Kajgatan 4\n      a\n      b\n      c",
     "envelope-not-set", "sender"),
    ("file: vapen.png, ", "file: ingen.png, ", None, "ingen.png"),
    ("file: vapen.png, decorative: yes", "file: vapen.png", "picture-alt",
     "logo"),
    ("x: 30mm", "x: 170mm", "frame-off-page", "sender"),
    ("size: 9pt", "size: 2pt", "style-size", "body"),
)


def check_refused(check):
    with make(1) as small:
        text = with_sender("c5")
        for old, new, code, word in REFUSED:
            assert text.count(old) >= 1, old
            changed = text.replace(old, new, 1)
            if code == "envelope-frames":
                changed = changed.replace("width: 95mm", "width: 40mm").replace(
                    "left: 120mm", "left: 20mm")
            ran = envelopes(small, changed, "n.pdf")
            check.true(new, ran.code == 2 and word in ran.err and
                       (not code or f"[{code}]" in ran.err) and
                       NUMBER not in ran.out + ran.err and
                       not os.path.exists(small.file("n.pdf")), ran)
        ran = envelopes(small, text.split("frames:")[0], "n.pdf")
        check.true("styles alone", ran.code == 2 and "[envelope-frames]" in
                   ran.err, ran)


def check_held(check):
    """A letter whose lines do not fit has no envelope, not an empty one."""
    rows = people(3)
    rows[2] = rows[2].replace("Berg", "Ek-Gyllenstråhle af Norrvikens By")
    narrow = with_sender("c5").replace("width: 95mm", "width: 60mm")
    with Small(rows=rows) as small:
        small.run("-q")
        ran = envelopes(small, narrow)
        check.true("held", ran.code == 1 and "[label-held]" in ran.err and
                   len(list(pages(small.file("k.pdf")))) == 2, ran)
        run("withdraw", "--letters", "1-3", "--reason", "prov", "--date",
            "2012-03-20", small.file("out"))
        ran = envelopes(small, with_sender("c5"), "n.pdf")
        check.true("nobody left", ran.code == 2 and "[no-labels]" in ran.err
                   and not os.path.exists(small.file("n.pdf")), ran)


def main():
    check = Checks()
    for sheet in SHEETS:
        check_places(check, sheet)
    check_zones(check)
    check_refused(check)
    check_held(check)
    check.end()


if __name__ == "__main__":
    main()
