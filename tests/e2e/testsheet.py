"""utskick testsheet: the rendered page agrees with its millimetres; what it
says; sheets of other sizes; what is refused."""
import json
import os
import re
import stat

from kit import ROOT, Checks, Place, lines_in, pages, run, sha256, tool
from paper import MM, pixels

SHIPPED = {"kommun-h2": (110, 38, 92, 36, 2), "kommun-v2": (18, 38, 92, 36, 2),
           "suomi-c5": (18, 38, 92, 35, 2), "enkel-a4": None}
SHEET = """name: Liten
language: en
page: {width: %s, height: %s}
styles:
  body: {family: Noto Serif, size: 12pt}
frames:
  head: {x: 30mm, y: 14mm, width: 30mm, height: 10mm, text: "%s"}
  address: {role: address, pages: first, x: 24mm, y: 44mm, width: %s, height: %s}
  body: {role: body, x: 24mm, y: 90mm, width: 60mm, height: 20mm}
"""


class Stationery(Place):
    def write(self, name, text):
        with open(self.file(name), "w", encoding="utf-8") as to:
            to.write(text)

    def sheet(self, named, *options, out="t.pdf", lang="en"):
        out = ["-o", self.file(out)] if out else []
        return run("testsheet", "--lang", lang, *options, *out, named,
                   cwd=self.path)


# ---- what is rendered

def runs_of(values, most=100):
    """Where dark pixels stand together: their middles, in mm."""
    found, start = [], None
    for i, value in enumerate(list(values) + [255]):
        if value < most and start is None:
            start = i
        elif value >= most and start is not None:
            found.append((start + i) / 2 / MM)
            start = None
    return found


def row(pdf, mm):
    width, data = pixels(None, 1, pdf)
    y = int(mm * MM)
    return data[y * width * 3:(y + 1) * width * 3:3]


def down(pdf, mm):
    width, data = pixels(None, 1, pdf)
    return data[int(mm * MM) * 3::width * 3]


def worst(have, want):
    """How far the nearest of what is there lies from each that should be."""
    return max(min(abs(h - w) for h in have) for w in want)


def check_rulers(check, name, pdf):
    across = runs_of(row(pdf, 9.4))
    want = list(range(16, 206))
    check.true(f"{name}: every millimetre across", len(across) == len(want) and
               worst(across, want) <= 0.2, (len(across), across[:5]))
    # on the way down the first column of the rulers' ticks
    ticks = runs_of(down(pdf, 14.4))
    want = list(range(11, 293))
    check.true(f"{name}: and down", len(ticks) == len(want) and
               worst(ticks, want) <= 0.2, (len(ticks), ticks[:5]))
    tens = runs_of(row(pdf, 7.3))
    check.true(f"{name}: tens are longest", [round(t) for t in tens] ==
               list(range(20, 210, 10)), tens)


def check_window(check, name, pdf, window):
    if not window:
        return
    x, y, width, height, tolerance = window
    lines = [at for at in runs_of(row(pdf, y + 1.5), 60) if at > 16.5]
    check.true(f"{name}: the window's sides", len(lines) == 2 and worst(
        lines, (x, x + width)) <= 0.2, lines)
    lines = [at for at in runs_of(down(pdf, x + 2.5), 60)
             if 30 < at < y + height + 1]
    check.true(f"{name}: its top and bottom", len(lines) == 2 and worst(
        lines, (y, y + height)) <= 0.2, lines)
    # the dashes: 2 mm, 1 mm apart, from the corner on
    lines = [at for at in runs_of(row(pdf, y - tolerance + 1), 200)
             if x - 3 < at < 205]
    check.true(f"{name}: tolerance", worst(lines, (
        x - tolerance, x + width + tolerance)) <= 0.2, lines)


def check_folds(check, name, pdf):
    marks = runs_of(down(pdf, 203), 200)
    check.true(f"{name}: marks to fold at", worst(
        marks, (99, 148.5, 198)) <= 0.2, marks)


def check_address(check, name, words, window):
    left = 115.4 if name == "kommun-h2" else 24
    lines = lines_in(words, left - 0.2, 41, left + 80.2, 72)
    check.true(f"{name}: as many lines as fit", len(lines) == (
        5 if name == "suomi-c5" else 6) and lines[0].startswith("Maximiliana")
        and any(line.startswith("999 32") for line in lines), lines)
    widths = [x2 - left for x, y, x2, y2, text in words
              if left - 0.2 <= x and x2 <= left + 80.2 and 41 < y < 72]
    check.true(f"{name}: nearly as wide as its place", max(widths) > 72,
               widths)
    if window:
        check.true(f"{name}: inside the window", all(
            window[0] <= x and x2 <= window[0] + window[2] and
            window[1] <= y and y2 <= window[1] + window[3]
            for x, y, x2, y2, text in words if 41 < y < 72 and
            left - 0.2 <= x and x2 <= left + 80.2))


def check_shipped(check):
    for name, window in SHIPPED.items():
        with Stationery() as place:
            ran = place.sheet(name)
            pdf = place.file("t.pdf")
            if not check.true(f"{name} is made", ran.code == 0 and
                              not ran.err, ran):
                continue
            found = list(pages(pdf))
            check.equal(f"{name}: one page", len(found), 1)
            check_rulers(check, name, pdf)
            check_window(check, name, pdf, window)
            check_folds(check, name, pdf)
            check_address(check, name, found[0], window)
            check_file(check, name, pdf)
            text = tool("pdftotext", "-layout", pdf, "-").out
            check.equal(f"{name}: it is to be confirmed, in a copy",
                        "“confirmed: yes”" in text, bool(window))
            check.true(f"{name}: measures", not window or re.search(
                r"Window +%d +%d +%d +%d\b" % window[:4], text), text)


def check_file(check, name, pdf):
    check.equal(f"{name}: qpdf", tool("qpdf", "--check", pdf).code, 0)
    said = tool("mutool", "draw", "-q", "-o", "/dev/null", "-F", "ppm", pdf)
    check.equal(f"{name}: mutool", said.code, 0)
    said = tool("/usr/bin/python3", os.path.join(
        ROOT, "tests", "pdf", "walk.py"), "archive", pdf)
    check.true(f"{name}: as PDF/A and PDF/UA ask", said.code == 0, said)
    info = tool("pdfinfo", pdf).out
    check.true(f"{name}: tagged, in A4", "Tagged:          yes" in info and
               "595.276 x 841.89" in info, info)
    tree = tool("pdfinfo", "-struct-text", pdf).out
    check.true(f"{name}: read aloud", "H1" in tree and '"Test sheet: ' in tree
               and "Table" in tree and "LI" in tree and '"150"' not in tree,
               tree)
    check.equal(f"{name}: 0600", stat.S_IMODE(os.stat(pdf).st_mode), 0o600)


# ---- what it says

def text_of(place, name="t.pdf"):
    return re.sub(r"\s+", " ", tool("pdftotext", place.file(name), "-").out)


def check_words(check):
    with open(os.path.join(ROOT, "templates", "kommun-v2.yaml"),
              encoding="utf-8") as source:
        own = source.read()
    with Stationery() as place:
        place.write("eget.yaml", own)
        for lang, words in (("sv", "Testark: A4, fönster till vänster"),
                            ("nb", "Testark: A4, fönster"),
                            ("en", "Test sheet: A4, fönster")):
            ran = place.sheet("eget", lang=lang, out=f"{lang}.pdf")
            check.true(f"in {lang}", ran.code == 0 and words in text_of(
                place, f"{lang}.pdf"), ran)
        check.true("in the words of the file", "”confirmed: yes” under "
                   "”window:” i eget.yaml" in text_of(place, "sv.pdf"),
                   text_of(place, "sv.pdf"))
        check.true("it is read aloud in its language", re.search(
            r"/Lang \((sv|\\376)", tool(
                "qpdf", "--qdf", "--object-streams=disable",
                place.file("sv.pdf"), "-").out))
        place.write("svensk.yaml", own.replace("window:", "fönster:").replace(
            "confirmed: no", "bekräftat: nej"))
        place.sheet("svensk.yaml", lang="sv")
        check.true("a file with Swedish keys", "”bekräftat: ja” under "
                   "”fönster:” i svensk.yaml" in text_of(place),
                   text_of(place))
        place.write("ja.yaml", own.replace("confirmed: no", "confirmed: yes"))
        ran = place.sheet("ja", "--json", out="j.pdf")
        told = json.loads(ran.out)
        check.true("confirmed already", told["confirmed"] and told["window"]
                   and "says already" in text_of(place, "j.pdf"), ran)
        place.sheet("eget", out="igen.pdf")
        check.equal("the same bytes", sha256(place.file("igen.pdf")),
                    sha256(place.file("en.pdf")))
        ran = place.sheet("eget", out=None)
        check.true("a name of its own", ran.code == 0 and os.path.exists(
            place.file("testark-eget.pdf")) and "the window: 18 mm" in ran.out,
            ran)
        ran = place.sheet("suomi-c5", out="f.pdf", lang="")
        check.true("no such language", ran.code == 3, ran)
        ran = run("testsheet", "-o", place.file("f.pdf"), "suomi-c5")
        check.true("of Finnish paper in Swedish", ran.code == 0 and
                   "Testark: A4, ikkuna" in text_of(place, "f.pdf"), ran)


def check_own(check):
    """The sample: its sender stands there, and its logo."""
    with Stationery() as place:
        ran = place.sheet(os.path.join(ROOT, "samples", "eget-papper",
                                       "norrviken.yaml"))
        text = text_of(place)
        check.true("the sample's", ran.code == 0 and "Norrvikens kommun" in
                   text and "Kundtjänst 0999-10 00 00" in text and
                   "under “window:” in norrviken.yaml" in text, (ran, text))
        blue = [at for at in runs_of(row(place.file("t.pdf"), 15), 60)
                if 24 <= at <= 38]
        check.true("with its logo", blue, blue)
        check_file(check, "the sample's", place.file("t.pdf"))


def check_sizes(check):
    with Stationery() as place:
        place.write("a.yaml", SHEET % ("176mm", "250mm", "Hej {{x}} *a*",
                                       "80mm", "20mm"))
        ran = place.sheet("a")
        found = list(pages(place.file("t.pdf")))
        check.true("a small text goes on its own page", ran.code == 0 and
                   len(found) == 2 and any(
                       word[4] == "Maximiliana" for word in found[0]) and any(
                           word[4] == "Shake" or word[4] == "Print"
                           for word in found[1]), ran)
        place.write("b.yaml", SHEET % ("229mm", "162mm", "b", "80mm", "30mm"))
        ran = place.sheet("b", out="b.pdf")
        marks = runs_of(down(place.file("b.pdf"), 220), 200)
        check.true("across it is folded once", ran.code == 0 and worst(
            marks, (81,)) <= 0.2 and min(abs(m - 54) for m in marks) > 1,
            (ran, marks))
        place.write("fritt.yaml", SHEET.replace("styles:", "clear: {left: "
                    "18mm, bottom: 10mm}\nstyles:") % (
                        "210mm", "297mm", "c", "80mm", "30mm"))
        ran = place.sheet("fritt", out="c.pdf")
        width, data = pixels(None, 1, place.file("c.pdf"))
        at = (int(260 * MM) * width + int(17 * MM)) * 3
        check.true("margins to keep clear", ran.code == 0 and
                   data[at] == 0xee and "left 18" in text_of(
                       place, "c.pdf"), (ran, data[at]))


def check_refused(check):
    with Stationery() as place:
        ran = place.sheet("kommun-h3")
        check.true("no such stationery", ran.code == 2 and
                   "[no-stationery]" in ran.err and "kommun-h2" in ran.err,
                   ran)
        for sizes, code in ((("210mm", "297mm", "a", "3mm", "30mm"),
                             "sheet-not-set"),
                            (("90mm", "60mm", "a", "20mm", "10mm"),
                             "sheet-small"),
                            (("210mm", "297mm", "a", "300mm", "30mm"),
                             "frame-off-page")):
            place.write("a.yaml", (SHEET % sizes).replace(
                "y: 90mm", "y: 40mm") if code == "sheet-small"
                else SHEET % sizes)
            ran = place.sheet("a")
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and
                       not os.path.exists(place.file("t.pdf")), ran)
        place.write("fonster.yaml", SHEET.replace("styles:", "window: {x: 20mm,"
                    " y: 40mm, width: 90mm, height: 40mm, tolerance: %s}\n"
                    "styles:") % ("210mm", "297mm", "%s", "a", "80mm", "30mm"))
        with open(place.file("fonster.yaml"), encoding="utf-8") as source:
            text = source.read()
        for slips, height, code, said in (
                ("90mm", "40mm", 2, "[window-tolerance]"),
                ("20.1mm", "40mm", 2, "[window-tolerance]"),
                ("20mm", "40mm", 0, ""),
                ("2mm", "20mm", 0, "[sheet-address-outside]")):
            place.write("f.yaml", (text.replace("%s", slips) if "%s" in text
                                   else text).replace("height: 40mm",
                                                      "height: " + height))
            ran = place.sheet("f", out=f"f{slips}.pdf")
            check.true(f"{slips}, {height}", ran.code == code and (
                said in ran.err if said else not ran.err), ran)
        os.mkfifo(place.file("ror.yaml"))
        ran = place.sheet("ror")
        check.true("a pipe", ran.code == 2 and "pipe" in ran.err and
                   "[cannot-read]" in ran.err, ran)
        ran = place.sheet("anslag")
        check.true("a poster goes into no envelope", ran.code == 2 and
                   "[sheet-no-address]" in ran.err, ran)
        place.write("t.pdf", "mine")
        ran = place.sheet("kommun-h2")
        check.true("a file is kept", ran.code == 2 and "t.pdf" in ran.err, ran)


def main():
    check = Checks()
    check_shipped(check)
    check_words(check)
    check_own(check)
    check_sizes(check)
    check_refused(check)
    check.end()


if __name__ == "__main__":
    main()
