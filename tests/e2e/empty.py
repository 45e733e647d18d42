"""A mailing without a letter is refused, and a picture that is none."""
import os

from kit import Checks, Small, hold_codes

ALL_HELD = "rules:\n  - hold: Prov\n    where: {Ort: Norrviken}\n"
ALL_EXCLUDED = "rules:\n  - exclude: Prov\n    where: {Ort: Norrviken}\n"
NONE_SENT = "send: {where: {Ort: Vik}, else: Prov}\n"
PROTECTED = (Small.ROWS[0], Small.ROWS[3])
JPEG = b"\xff\xd8\xff\xe0 this is no picture"


def check_none(check):
    cases = (
        ("all held by a rule", ALL_HELD, Small.ROWS, 0, 3),
        ("all excluded", ALL_EXCLUDED, Small.ROWS, 2, 1),
        ("nobody is meant", NONE_SENT, Small.ROWS, 2, 1),
        ("all protected", "", PROTECTED, 0, 1),
        ("all protected, mailed by hand", "protected: separate\n", PROTECTED,
         0, 1),
        ("letters expected", ALL_HELD + "expect: {rows: 3}\n", Small.ROWS, 0,
         3),
    )
    for name, job, rows, excluded, held in cases:
        with Small(job, rows=rows) as small:
            for ran, left in ((small.run(), "nothing was written"),
                              (small.check(), "")):
                check.true(f"{name} is refused", ran.code == 2 and
                           f"{excluded} rows are excluded, {held} are held "
                           "[no-letters]" in ran.err and left in ran.err and
                           "job.yaml:7:" in ran.err, ran)
                check.true(f"{name}: the account is shown all the same",
                           f"rows in the register{'':>38}{len(rows) - 1:>1}"
                           in ran.out.replace("  ", "  "), ran)
                check.equal(f"{name}: nothing is left",
                            os.listdir(small.path), ["jobb"])
            for expected in ("0", "0-2"):
                small.write("job.yaml", Small.HEAD + job.split("expect")[0] +
                            f"expect: {{letters: {expected}}}\n")
                ran = small.check()
                check.true(f"{name}: expected, {expected}", ran.code == 0 and
                           not [line for line in ran.err.splitlines()
                                if " error: " in line], ran)
            ran = small.run()
            check.true(f"{name}: made where it is expected", ran.code == 0 and
                       os.path.exists(small.file("out", "keep")), ran)
    with Small(ALL_HELD + "expect: {letters: 1-3}\n") as small:
        ran = small.run()
        check.true("fewer than expected", ran.code == 2 and
                   "[unexpected-letters]" in ran.err, ran)


def check_causes(check):
    """Of what holds them, the most frequent first."""
    with Small(ALL_HELD) as small:
        ran = small.run("-q")
        check.true("causes", "held, 2: Prov" in ran.err and
                   "held, 1: skyddade uppgifter" in ran.err and not ran.out,
                   ran)


def check_frames(check):
    """A row's own text in a frame holds the row where it is missing."""
    stationery = """name: Prov
page: {width: 210mm, height: 297mm}
styles: {body: {family: Noto Serif, size: 12pt}}
frames:
  address: {role: address, pages: first, x: 115mm, y: 41mm, width: 80mm, height: 30mm, style: body}
  body: {role: body, x: 46mm, y: 79mm, width: 143mm, height: 186mm}
  officer: {x: 24mm, y: 13mm, width: 80mm, height: 20mm, style: body, text: "Handläggare {{Vem}}"}
"""
    rows = [Small.ROWS[0] + ";Vem", Small.ROWS[1] + ";Karin Ek",
            Small.ROWS[2] + ";", Small.ROWS[3] + ";"]
    with Small(head=Small.HEAD.replace("kommun-h2", "papper"), rows=rows,
               papper_yaml=stationery) as small:
        ran = small.run()
        text = small.text()
        check.true("the row without is held", ran.code == 0 and
                   "Handläggare Karin Ek" in text and "Hej Anna" in text and
                   "Hej Bo" not in text, ran)
        check.equal("for that", hold_codes(small.file("out"))[2],
                    "empty-value")


def check_pictures(check):
    """The job is refused where the letter names it, not each row held."""
    image = "![Karta](karta.jpg)"
    stationery = """name: Prov
page: {width: 210mm, height: 297mm}
styles: {body: {family: Noto Serif, size: 12pt}}
frames:
  address: {role: address, pages: first, x: 115mm, y: 41mm, width: 80mm, height: 30mm, style: body}
  body: {role: body, x: 46mm, y: 79mm, width: 143mm, height: 186mm}
  logo: {x: 24mm, y: 13mm, width: 80mm, height: 20mm, style: body, text: "%s"}
""" % image
    own = Small.HEAD.replace("kommun-h2", "papper")
    cases = (
        ("in the letter", {"letter": f"# Hej\n\n{image}\n"}, "brev.md:3:"),
        ("where nobody is", {"letter": "Hej!\n\n{{if Ort = 'Vik'}}\n"
                             f"{image}\n{{{{/if}}}}\n"}, "brev.md:4:"),
        ("in a part", {"letter": "Hej!\n\n{{> del.md}}\n",
                       "del_md": image + "\n"}, "del.md:1:"),
        ("on the stationery", {"head": own, "papper_yaml": stationery},
         "papper.yaml:7:"),
    )
    for name, files, place in cases:
        for what, picture in (("no picture", JPEG), ("cut off", PNG[:40]),
                              ("empty", b"")):
            with Small(**files) as small:
                with open(small.file("jobb", "karta.jpg"), "wb") as to:
                    to.write(picture)
                for ran in (small.run(), small.check()):
                    check.true(f"{what} {name}", ran.code == 2 and
                               ("[bad-picture]" in ran.err or
                                "[picture-broken]" in ran.err) and
                               place in ran.err and "held" not in ran.out, ran)
                check.equal(f"{what} {name}: nothing is left",
                            os.listdir(small.path), ["jobb"])


PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
       b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82")


def main():
    check = Checks()
    check_none(check)
    check_causes(check)
    check_frames(check)
    check_pictures(check)
    check.end()


if __name__ == "__main__":
    main()
