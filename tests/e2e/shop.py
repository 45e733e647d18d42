"""What a print shop's profile asks is held against job, paper and letters: what
it does not take is refused or held by name, files are never larger than it
takes, and the day by which they must be there is counted in working days."""
import json
import os
import re
import shutil

from delivery import note_text, read_control, read_delivery
from kit import Checks, ROOT, Small, batches, hold_codes, tool
from preflight import ink, worst
from sheetmarks import CODE, OMR, PAPER, job, made

FREE = "name: Prov\n"
SHIPPED = os.path.join(ROOT, "templates", "printshops")


def shop(text):
    return CODE.replace("envelopes: {C5: 2, C4: 10}\n", text + "\n")


def omr(**changed):
    """An OMR profile with some of its keys changed."""
    text = OMR.replace("PARITY", "even")
    for key, value in changed.items():
        new = re.sub(rf"\b{key}: (\[[^]]*\]|[^,}}]*)", f"{key}: {value}", text,
                     count=1)
        assert new != text, key
        text = new
    return text


# (profile, more of the job, the code that is reported)
REFUSED = (
    (FREE + "clear: {left: 120mm}\n", "", "shop-margins"),
    (FREE + "envelopes: {C5: 5, C4: 4}\n", "", "shop-envelopes"),
    (FREE + "megabytes_per_file: 0.01\n", "", "shop-file-size"),
    (FREE + "forbids: [colours]\n", "", "shop-forbids"),
    (omr(thickness="0mm"), "", "shop-length"),
    (omr(places="[start" + ", first" * 32 + "]"), "", "shop-places"),
    (omr(places="[start, mitten]"), "", "shop-place"),
    (omr(places="[start, sequence 3]"), "", "shop-place"),
    (omr(places="[first, last]"), "", "shop-no-start"),
    (omr(places="[start, parity, parity]"), "", "shop-no-start"),
    (omr(sequence="1-8"), "", "shop-wrap"),
    (CODE.replace("{run:6}", "{run:13}"), "", "shop-code-text"),
    (CODE.replace("{run:6}", "{person}"), "", "shop-code-text"),
    (CODE.replace("{run:6}", "å"), "", "shop-code-text"),
    (CODE.replace("cells: 18", "cells: 14"), "", "shop-code-full"),
    (CODE.replace("cells: 18", "cells: 19"), "", "shop-code-full"),
    (omr(x="1mm"), "", "mark-off-page"),
    (omr(y="270mm"), "", "mark-off-page"),
    (CODE + OMR[OMR.index("  omr:"):].replace("PARITY", "odd"), "",
     "marks-overlap"),
    (shop("forbids: [two sides]"), "print: {sides: 2}\n",
     "print-shop-forbids"),
    (shop("forbids: [bookmarks]"), "print: {bookmarks: yes}\n",
     "print-shop-forbids"),
    (shop("forbids: [tags]"), "print: {profile: archive}\n",
     "print-shop-forbids"),
    (shop("forbids: [banner sheets]"), "print: {banner: batch}\n",
     "print-shop-forbids"),
    (shop("envelopes: {C5: 2}"), "print: {envelopes: {C5: 3}}\n",
     "print-shop-envelope"),
    (shop("envelopes: {C5: 2}"), "print: {envelopes: {C4: 1}}\n",
     "print-shop-envelope"),
    (shop("inserts: 1"), "delivery: {inserts: [Karta, Svarskuvert]}\n",
     "print-shop-inserts"),
    (shop("notice: 2"), "delivery: {posted: 2012-03-16}\n",
     "posted-before-date"),
    (shop("notice: 2"), "delivery: {posted: 2012-03-19, arrives: 2012-03-16}\n",
     "files-too-late"),
    (CODE.replace("{letter:6}", "{letter:1}"), "", "letters-beyond-code"),
)


def refused(check):
    for profile, more, code in REFUSED:
        with job(profile, 30, more) as small:
            ran = small.check()
            what = f"{code}: {profile[11:60]!r} {more!r}"
            check.true(what, ran.code == 2 and f"[{code}]" in ran.err, ran)
    with Small("printshop: inserter-datamatrx\n") as small:
        ran = small.check()
        check.true("a name that is not there", ran.code == 2 and
                   "[no-print-shop]" in ran.err and
                   "did you mean 'inserter-datamatrix'?" in ran.err, ran)
    head = Small.HEAD.replace("key: Personnummer}",
                              "key: Personnummer, taken: 2012-03-15}")
    with Small("delivery: {arrives: 2012-03-14}\n", head=head) as small:
        ran = small.check()
        check.true("files before the register", ran.code == 2 and
                   "[files-before-register]" in ran.err, ran)


COLOURS = (
    ("  body: {family", "  red: {family: Noto Serif, colour: \"#aa0000\"}\n"
     "  body: {family", "colour"),
    ("  body: {family", "  pale: {family: Noto Serif, colour: \"#eeeeee\"}\n"
     "  body: {family", "hidden text"),
    ("  body: {role: body, pages: first", "  tint: {role: box, x: 60mm, y: "
     "20mm, width: 9mm, height: 9mm, fill: \"#ddeeff\"}\n  body: {role: body, "
     "pages: first", "colour"),
    ("  body: {role: body, pages: first", "  logo: {role: picture, x: 60mm, y: "
     "20mm, width: 9mm, height: 9mm, file: bild.png, decorative: yes}\n"
     "  body: {role: body, pages: first", "pictures"),
    ("  body: {role: body, pages: first", "  logo: {role: picture, x: 60mm, y: "
     "20mm, width: 9mm, height: 9mm, file: bild.png, decorative: yes}\n"
     "  body: {role: body, pages: first", "colour"),
)


def red_picture():
    import struct
    import zlib

    def chunk(kind, held):
        return (struct.pack(">I", len(held)) + kind + held +
                struct.pack(">I", zlib.crc32(kind + held)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0" + b"\xc0\0\0" * 2 +
                                         b"\0" + b"\xc0\0\0" * 2)) +
            chunk(b"IEND", b""))


def colours(check):
    for old, new, word in COLOURS:
        for profile, forbids in (("print", word), ("press", None)):
            if profile == "press" and word != "colour":
                continue
            text = FREE + (f"forbids: [{forbids}]\n" if forbids else "")
            with job(text, 3, f"print: {{profile: {profile}}}\n") as small:
                paper = PAPER.replace(old, new, 1)
                assert paper != PAPER
                with open(small.file("jobb", "bild.png"), "wb") as to:
                    to.write(red_picture())
                small.write("papper.yaml", paper)
                ran = small.check()
                check.true(
                    f"{profile}, {word}: {new[:30]}", ran.code == 2 and (
                        f"does not take: {word} [print-shop-forbids]" in ran.err
                        if forbids else "[press-colour]" in ran.err), ran)
                small.write("prov.yaml", FREE)
                small.write("job.yaml", open(small.job, encoding="utf-8").read()
                            .replace("profile: press", "profile: print"))
                ran = small.check()
                check.true(f"{word}: otherwise taken", ran.code == 0, ran)


def half_a_millimetre(check):
    """Ink half a millimetre inside a margin or a mark's zone, and outside."""
    with job(FREE, 1) as small:
        small.write("papper.yaml", PAPER.replace("y: 90mm", "y: 240mm"))
        box = ink(made(check, small, "low ink"), 235, 290)
        # preflight.py tries all four sides of the stationery's own
        for name, edge in (("left", box[0]), ("bottom", 297 - box[3])):
            for by, code in ((-0.5, 0), (0.5, 2)):
                small.write("prov.yaml", FREE +
                            f"clear: {{{name}: {edge + by:.3f}mm}}\n")
                ran = small.check("--json")
                found = worst(ran, "margin")
                check.true(f"{name} margin, {by} mm", ran.code == code and
                           bool(found) == bool(code) and (not code or 40 <= found
                           ["worst"][0]["hundredths_mm"] <= 60), ran)
        for size, refused in (("100mm", False), ("100.01mm", True)):
            small.write("prov.yaml", FREE + f"clear: {{left: {size}}}\n")
            ran = small.check("--json")
            check.true(f"a margin of {size}",
                       ('"shop-margins"' in ran.out) == refused, ran)
        small.write("papper.yaml", PAPER)
        small.write("prov.yaml", FREE)
        box = ink(made(check, small, "ink"), 85, 130)
        # the zone of a track ends 2 mm beside it
        for by, code in ((-0.5, 0), (0.5, 2)):
            small.write("prov.yaml", omr(x=f"{box[0] + by - 9:.3f}mm",
                                         y="90mm"))
            ran = small.check("--json")
            found = worst(ran, "mark")
            check.true(f"OMR track, {by} mm", ran.code == code and bool(found)
                       == bool(code) and (not code or 40 <= found["worst"][0]
                                          ["hundredths_mm"] <= 60), ran)
        # a code of 9 mm, half a millimetre of white around it
        for by, code in ((-0.5, 0), (0.5, 2)):
            small.write("prov.yaml", CODE.replace(
                "x: 6mm", f"x: {box[0] + by - 9.5:.3f}mm").replace(
                    "y: 140mm", f"y: {box[1]:.3f}mm"))
            ran = small.check("--json")
            found = worst(ran, "mark")
            check.true(f"code, {by} mm", ran.code == code and bool(found) ==
                       bool(code) and (not code or 40 <= found["worst"][0]
                                       ["hundredths_mm"] <= 60), ran)
        small.write("prov.yaml", omr(x="30mm", y="91mm"))
        small.write("job.yaml", open(small.job, encoding="utf-8").read() +
                    "expect: {letters: 0}\n")
        shutil.rmtree(small.file("out"))
        small.run("-q")
        check.equal("held in the ledger", set(hold_codes(small.file("out"))
                                              .values()), {"ink-in-mark"})
        frames = ("  sender: {pages: first, x: 6mm, y: 142mm, width: 40mm, "
                  "height: 10mm, text: Norrvik}\n")
        small.write("papper.yaml", PAPER + frames)
        small.write("prov.yaml", CODE)
        ran = small.check()
        check.true("a frame at a mark", "[frame-in-mark]" in ran.err, ran)
        small.write("papper.yaml", PAPER + frames.replace(
            "{pages", "{role: mark, pages"))
        ran = small.check()
        check.true("a mark at a mark", "[mark-on-frame]" in ran.err, ran)
        small.write("prov.yaml", FREE + "clear: {bottom: 20mm}\n")
        small.write("papper.yaml", PAPER + frames.replace(
            "{pages", "{role: mark, pages").replace("y: 142mm", "y: 270mm"))
        ran = small.check()
        check.true("the stationery's mark in a margin", "[mark-in-margin]" in
                   ran.err, ran)
        small.write("prov.yaml", CODE)
        small.write("papper.yaml", PAPER.replace(
            "page:", "window: {x: 5mm, y: 145mm, width: 90mm, height: 30mm}\n"
            "page:", 1))
        ran = small.check()
        check.true("a mark in the window", "[mark-in-window]" in ran.err, ran)


def pages_in(pdf):
    return int(re.search(r"Pages: +(\d+)", tool("pdfinfo", pdf).out)[1])


def files(check):
    """Never over the profile's pages and bytes, banner sheets among them."""
    for banner in ("none", "batch"):
        with job(FREE + "pages_per_file: 9\n", 40, f"print: {{banner: {banner},"
                 " sides: 2}\n") as small:
            if banner == "batch":  # it needs the room of a page
                small.write("papper.yaml", PAPER.replace(
                    "height: 30mm}", "height: 150mm}"))
            out = made(check, small, f"pages, {banner}")
            counts = [pages_in(pdf) for pdf in batches(out)]
            check.true(f"banner {banner}: 9 pages at most: {counts}",
                       max(counts) <= 9 and max(counts) >= 8)
    with job(FREE + "pages_per_file: 3\n", 10,
             "expect: {held: 0-9}\n") as small:
        out = made(check, small, "a letter of 4 pages")
        check.equal("held where no file takes it", set(hold_codes(out).values()),
                    {"pages-beyond-file"})
    with job(CODE.replace("{sheet:2}{sheets:2}", "{sheet:2}{sheets:1}").replace(
            "{C5: 2, C4: 10}", "{C5: 40}"), 15) as small:
        small.write("brev.md", "# Hej\n\n" + "En rad.\n\n" * 40)
        small.write("job.yaml", open(small.job, encoding="utf-8").read() +
                    "expect: {letters: 0}\n")
        small.run("-q")
        check.equal("more sheets than the code counts", set(hold_codes(
            small.file("out")).values()), {"sheets-beyond-mark"})
    with job(CODE + "megabytes_per_file: 0.1\n", 300) as small:
        ran = small.run("-q")
        said = re.search(r"'letters_per_batch: (\d+)'", ran.err)
        check.true("a file too large is refused", ran.code == 2 and
                   "[file-beyond-shop]" in ran.err and said and
                   not os.path.exists(small.file("out")), ran)
        small.write("job.yaml", open(small.job, encoding="utf-8").read() +
                    f"print: {{letters_per_batch: {said[1]}}}\n")
        out = made(check, small, "as it says")
        sizes = [os.path.getsize(pdf) for pdf in batches(out)]
        check.true(f"no file is larger: {sizes}", max(sizes) <= 100000)


# The day that the letters are posted, days of notice, when files must be there.
DAYS = (
    ("2012-03-23", 2, "2012-03-21"),
    ("2012-03-26", 1, "2012-03-23"),  # over a weekend
    ("2012-04-10", 2, "2012-04-04"),  # Easter: 6 to 9 April
    ("2012-05-02", 1, "2012-04-30"),
    ("2012-05-18", 1, "2012-05-16"),  # Ascension
    ("2012-06-25", 1, "2012-06-21"),  # midsummer's eve is the 22nd
    ("2013-01-07", 3, "2013-01-02"),
    ("2012-03-23", 0, "2012-03-23"),
)


def dates(check):
    with job(FREE, 2) as small:
        base = open(small.job, encoding="utf-8").read()
        for posted, notice, by in DAYS:
            small.write("prov.yaml", FREE + f"notice: {notice}\n")
            small.write("job.yaml", base + f"delivery: {{posted: {posted}}}\n")
            ran = small.check("--json")
            check.equal(f"{posted}, {notice} days",
                        json.loads(ran.out).get("files_by"), by)
        out = made(check, small, "dates")
        told = read_delivery(out)
        check.equal("delivery.json", [told[k] for k in (
            "posted", "arrives", "print_shop", "written_to")],
            ["2012-03-23", "2012-03-23", "Prov", "PDF/A-2u"])
        text = note_text(out)
        for words in ("Tryckeri: Prov", "senast den 23 mars 2012",
                      "Breven postas den 23 mars 2012",
                      "skrivna enligt PDF/A-2u. Ingen har certifierat dem"):
            check.true(f"the note says: {words}", words in text, text)
        small.write("job.yaml", base)
        small.write("prov.yaml", FREE + "notice: 1\n")
        ran = small.check()
        check.true("notice without a day", "1 working day before" in ran.err and
                   "[notice-unused]" in ran.err and ran.code == 0, ran)
        small.write("job.yaml", base + "delivery: {posted: 2012-03-23}\n")
        ran = small.check()
        check.true("on the account", "the files are to be with the print shop "
                   "by 2012-03-22" in ran.out, ran)


def shipped(check):
    """Each shipped profile, on the shipped stationery."""
    for name in sorted(os.listdir(SHIPPED)):
        with Small(f"printshop: {name[:-5]}\ndelivery: {{posted: 2012-03-23}}\n"
                   ) as small:
            out = made(check, small, name)
            columns = set(read_control(out)[0])
            text = open(os.path.join(SHIPPED, name), encoding="utf-8").read()
            check.equal(f"{name}: what control.csv has",
                        ("codes" in columns, "omr" in columns),
                        ("\n  code:" in text, "\n  omr:" in text))
            check.true(f"{name}: the mark for people", "1 · 1/1" in
                       small.text(), small.text())


def main():
    check = Checks()
    refused(check)
    colours(check)
    half_a_millimetre(check)
    files(check)
    dates(check)
    shipped(check)
    check.end()


if __name__ == "__main__":
    main()
