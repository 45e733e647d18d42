"""Preflight: the address in its window and nothing else there, margins clear,
no identity number where strangers read it; lines that spill over; the worst by
row. What layout measures agrees with the rendered page to a tenth of a mm."""
import json
import os
import subprocess

from kit import Checks, Small, batches, hold_codes

DPI = 600
MM = DPI / 25.4
PAPER = """name: Prov
language: sv
page: {width: 210mm, height: 297mm}
MORE
styles:
  body: {family: Noto Serif, size: 12pt, leading: 16.5pt, after: 9pt}
  address: {family: Open Sans, size: 11pt, leading: 13.9pt}
frames:
  address: {role: address, pages: first, x: 110mm, y: 45mm, width: 90mm, height: 30mm, style: address}
  body: {role: body, pages: first, x: 30mm, y: 90mm, width: 150mm, height: BODY}
  rest: {role: body, pages: following, x: 30mm, y: 30mm, width: 150mm, height: 230mm}
FRAMES
"""
HEAD = Small.HEAD.replace("kommun-h2", "papper")
ONE = Small.ROWS[:2]


def paper(window=None, tolerance=None, clear=None, frames="", body="170mm",
          confirmed="yes"):
    more = []
    if window:
        x, y, right, bottom = window
        more.append(f"window: {{x: {x:.3f}mm, y: {y:.3f}mm, width: "
                    f"{right - x:.3f}mm, height: {bottom - y:.3f}mm, confirmed:"
                    f" {confirmed}" + (f", tolerance: {tolerance}mm}}"
                                       if tolerance else "}"))
    if clear:
        more.append("clear: {" + ", ".join(
            f"{side}: {mm:.3f}mm" for side, mm in clear.items()) + "}")
    return PAPER.replace("MORE", "\n".join(more)).replace(
        "FRAMES", frames).replace("BODY", body)


def ink(out, top, bottom, page=1):
    """The box of what is printed between two heights, in mm."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page),
         batches(out)[0]], capture_output=True, check=True).stdout
    _, size, _, pixels = done.split(b"\n", 3)
    width, height = (int(part) for part in size.split())
    rows = range(int(top * MM), min(int(bottom * MM), height))
    white = bytes([255])
    lines = {y: pixels[y * width:(y + 1) * width] for y in rows}
    lines = {y: line for y, line in lines.items() if line.strip(white)}
    left = min(width - len(line.lstrip(white)) for line in lines.values())
    right = max(len(line.rstrip(white)) for line in lines.values())
    return (left / MM, min(lines) / MM, right / MM, (max(lines) + 1) / MM)


def worst(ran, kind):
    for found in json.loads(ran.out)["preflight"]:
        if found["kind"] == kind:
            return found
    return None


def moved(box, side, by):
    """The box smaller by so much on one side."""
    changed = list(box)
    changed[side] += by if side < 2 else -by
    return changed


def check_window(check, small):
    check.equal("without a window", small.run("-q").code, 0)
    box = ink(small.file("out"), 40, 80)
    near = [box[0] - 0.06, box[1] - 0.06, box[2] + 0.06, box[3] + 0.06]
    small.write("papper.yaml", paper(near))
    ran = small.check("--json")
    check.true("the ink fits a window of its own size", ran.code == 0 and
               not worst(ran, "window"), ran)
    for side, name in enumerate(("left", "top", "right", "bottom")):
        small.write("papper.yaml", paper(moved(near, side, 0.56)))
        ran = small.check("--json")
        found = worst(ran, "window")
        check.true(f"half a millimetre beyond, {name}", ran.code == 2 and found
                   and found["worst"][0]["row"] == 1 and
                   40 <= found["worst"][0]["hundredths_mm"] <= 60, ran)
    said = small.check().out
    check.true("it is said on the terminal", "held: the address reaches out of "
               "the window" in said and "1 (0.5" in said, said)


def check_ink(check, small):
    """The letter's first line, near the window's lower edge."""
    small.write("papper.yaml", paper())
    small.run("-q")
    top = ink(small.file("out"), 85, 110)[1]
    for below, tolerance, held in ((0.5, 0, False), (-0.5, 0, True),
                                   (2.5, 2, False), (1.5, 2, True)):
        small.write("papper.yaml", paper((20, 40, 205, top - below),
                                         tolerance))
        ran = small.check("--json")
        found = worst(ran, "ink")
        check.true(f"the text {below} mm below, tolerance {tolerance}",
                   ran.code == (2 if held else 0) and
                   (not held and not found or held and
                    40 <= found["worst"][0]["hundredths_mm"] <= 60), ran)
    box = (24, 20, 60, 30)
    frames = ("  sender: {pages: first, x: 24mm, y: 20mm, width: 60mm, height: "
              "10mm, text: Norrvik}")
    small.write("papper.yaml", paper((20, 15, 200, 80), frames=frames))
    ran = small.check()
    check.true("a frame in the window is an error at its line", ran.code == 2
               and "[frame-in-window]" in ran.err and "papper.yaml:" in ran.err
               and ran.err.count("[frame-in-window]") == 1, (ran, box))


def check_margins(check, small):
    small.write("papper.yaml", paper())
    small.run("-q")
    box = ink(small.file("out"), 85, 290)
    room = {"left": box[0], "top": 46, "right": 210 - box[2],
            "bottom": 297 - box[3]}
    room["top"] = ink(small.file("out"), 40, 80)[1]
    room["right"] = 210 - max(box[2], ink(small.file("out"), 40, 80)[2])
    for side, mm in room.items():
        mm = min(mm, 100)
        for by, held in ((-0.5, False), (0.5, True)):
            at = {side: mm + by}
            if at[side] > 100:
                continue
            small.write("papper.yaml", paper(clear=at))
            ran = small.check("--json")
            found = worst(ran, "margin")
            check.true(f"{side} margin of {mm + by:.2f} mm",
                       ran.code == (2 if held else 0) and bool(found) == held
                       and (not held or 40 <= found["worst"][0]
                            ["hundredths_mm"] <= 60), ran)
    frames = ("  foot: {x: 24mm, y: 280mm, width: 60mm, height: 10mm, text: "
              "Norrvik}")
    small.write("papper.yaml", paper(clear={"bottom": 15}, frames=frames))
    ran = small.check()
    check.true("a frame in the margin is an error", ran.code == 2 and
               "[frame-in-margin]" in ran.err, ran)


NUMBERS = ("19121212-9981", "121212-9981", "191212129981", "121212 9981")


def valid(number):
    """With the check digit that it should have."""
    digits = [c for c in number if c.isdigit()][-10:]
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10))
                for i, d in enumerate(digits[:9]))
    return number[:-1] + str(-total % 10)


def check_codes(check):
    """Each has a reason of its own in the ledger."""
    frames = ("  ref: {pages: first, x: 24mm, y: 20mm, width: 80mm, height: "
              "10mm, text: \"Vår referens {{Personnummer}}\"}")
    for made, code in (({"frames": frames}, "number-in-frame"),
                       ({"window": (112, 40, 205, 80)},
                        "address-outside-window"),
                       ({"window": (20, 40, 205, 120)}, "ink-in-window"),
                       ({"clear": {"left": 40}}, "ink-in-margin")):
        with Small(head=HEAD, rows=ONE, job="expect: {letters: 0}\n",
                   papper_yaml=paper(**made)) as small:
            small.run()
            check.equal(code, hold_codes(small.file("out")), {1: code})


def check_numbers(check):
    for number in NUMBERS:
        rows = ONE + (f"19320303-9825;Bo;Ek;Gatan 1, {valid(number)};999 32;Norrviken;",)
        with Small(head=HEAD, rows=rows, papper_yaml=paper()) as small:
            ran = small.run("--json")
            check.true(f"{len(number)} digits in the window are held",
                       ran.code == 0 and worst(ran, "number")["worst"] ==
                       [{"row": 2}] and hold_codes(small.file("out"))[2] ==
                       "number-in-window" and valid(number) not in str(ran),
                       ran)
    frames = ("  ref: {pages: first, x: 24mm, y: 20mm, width: 80mm, height: "
              "10mm, text: \"Vår referens {{Personnummer}}\"}")
    with Small(head=HEAD, papper_yaml=paper(frames=frames)) as small:
        ran = small.check("--json")
        check.true("a number in the reference is held", ran.code == 2 and
                   worst(ran, "number")["rows"] == 2, ran)
    # Beside so many signs of two bytes that the line has more than 200.
    wide = ("  ref: {pages: first, x: 10mm, y: 20mm, width: 190mm, height: "
            "10mm, text: \"{{Personnummer}} **%s**\"}" % ("\u0456" * 96))
    with Small(head=HEAD, papper_yaml=paper(frames=wide)) as small:
        ran = small.check("--json")
        check.true("a number in a long line is held", ran.code == 2 and
                   worst(ran, "number")["rows"] == 2, ran)
    for allow in ("", "allow: {number: prov av detta}\n"):
        with Small(head=HEAD.replace("P-1", valid("19121212-9981")), job=allow,
                   papper_yaml=paper()) as small:
            ran = small.check()
            check.true("a job whose reference is a number " + allow,
                       ran.code == 2 and "[number-in-text]" in ran.err and
                       valid("19121212-9981") not in str(ran), ran)
    rows = ("Nr;Förnamn;Efternamn;Adress;Postnr;Ort;Fil",
            f"1;Anna;Ek;Gatan 1;999 32;Norrviken;{valid(NUMBERS[0])}",
            "2;Bo;Ek;Gatan 2;999 32;Norrviken;bo")
    head = HEAD.replace("roles: {person: Personnummer, protected: Skydd}",
                        "persons: no").replace("Personnummer", "Nr")
    with Small(head=head, rows=rows, papper_yaml=paper(),
               job="print: {split: letter, named_by: Fil}\n") as small:
        ran = small.run("--json")
        check.true("a file named after a number is held", ran.code == 0 and
                   hold_codes(small.file("out")) == {1: "number-in-file-name"}
                   and worst(ran, "number")["worst"] == [{"row": 1}], ran)
    name = valid(NUMBERS[0])
    for old, new in (("brev.md", name + ".md"), ("r.csv", f"uttag {name}.csv"),
                     ("papper", name)):
        with Small(head=HEAD.replace(old, new), papper_yaml=paper()) as small:
            old, new = (f"{part}.yaml" if "." not in part else part
                        for part in (old, new))
            os.rename(small.file("jobb", old), small.file("jobb", new))
            ran = small.check()
            check.true(f"{old} named after a number is refused", ran.code == 2
                       and ran.err.count("[number-in-file-name]") == 1 and
                       name not in str(ran), ran)
    with Small(head=HEAD, letter="Hej!\n\n{{> " + name + ".md}}\n",
               papper_yaml=paper()) as small:
        small.write(name + ".md", "En del.\n")
        ran = small.check()
        check.true("a part named after a number is refused", ran.code == 2 and
                   ran.err.count("[number-in-file-name]") == 1 and
                   name not in str(ran), ran)


def check_spill(check):
    """A body of 10 lines: the letter's last ones go over."""
    for over, found in ((0, None), (2, 2), (3, 3), (5, None)):
        text = "Rad\n" * (12 + over)
        rows = ONE + ("19320303-9825;Bo;Ek;Gatan 3;999 32;Norrviken;",)
        with Small(head=HEAD, rows=rows, letter=text,
                   papper_yaml=paper(body=f"{12 * 16.5 + 2}pt")) as small:
            ran = small.check("--json")
            have = worst(ran, "spill")
            check.true(f"{over} lines on the next page", ran.code == 0 and
                       (have["worst"] == [{"row": 1, "lines": found},
                                          {"row": 2, "lines": found}]
                        if found else not have) and
                       bool(worst(ran, "pages")) == (over > 0), ran)


def check_ten(check):
    """Of many rows the worst ten, by their numbers alone."""
    rows = ["Nr;Förnamn;Efternamn;Adress;Postnr;Ort"]
    rows += [f"{at};Anna;{'M' * (at % 12 + 10)};Gatan {at};999 32;Norrviken"
             for at in range(1, 37)]
    head = HEAD.replace("roles: {person: Personnummer, protected: Skydd}",
                        "persons: no").replace("Personnummer", "Nr")
    with Small(head=head, rows=rows, papper_yaml=paper((108, 40, 170, 80))) \
            as small:
        found = worst(small.check("--json"), "window")
        have = [row["row"] for row in found["worst"]]
        amounts = [row["hundredths_mm"] for row in found["worst"]]
        check.true("the worst ten", found["rows"] == 21 and len(have) == 10 and
                   have[:6] == [11, 23, 35, 10, 22, 34] and
                   amounts == sorted(amounts, reverse=True), found)


def check_note(check):
    with Small(head=HEAD, papper_yaml=paper((105, 40, 205, 80),
                                            confirmed="no")) as small:
        ran = small.run()
        check.true("a run says that nobody has confirmed the window",
                   ran.code == 0 and "[window-not-confirmed]" in ran.err, ran)
    for window in ("{x: 105mm, y: 40mm, width: 120mm, height: 30mm}",
                   "{x: 105mm, y: 40mm, width: 0, height: 30mm}",
                   "{x: 1em, y: 40mm, width: 10mm, height: 30mm}"):
        text = PAPER.replace("MORE", "window: " + window).replace(
            "FRAMES", "").replace("BODY", "170mm")
        with Small(head=HEAD, papper_yaml=text) as small:
            ran = small.check()
            check.true(f"a window of {window}", ran.code == 2 and
                       "[window-off-page]" in ran.err, ran)
    with Small(head=HEAD, papper_yaml=paper(clear={"left": 120})) as small:
        ran = small.check()
        check.true("a margin over half the page", ran.code == 2 and
                   "[clear-margins]" in ran.err, ran)


def main():
    check = Checks()
    with Small(head=HEAD, rows=ONE, papper_yaml=paper()) as small:
        check_window(check, small)
        check_ink(check, small)
        check_margins(check, small)
    check_codes(check)
    check_numbers(check)
    check_spill(check)
    check_ten(check)
    check_note(check)
    check.end()


if __name__ == "__main__":
    main()
