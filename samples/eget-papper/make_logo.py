"""Draws the coat of arms of an invented municipality: norrviken.pdf, a PDF of
one page and of nothing but lines. Run in this folder; the same bytes again."""

SHIELD = """\
0 60 m 50 60 l 50 32 l 50 14 38 5 25 0 c 12 5 0 14 0 32 c h
"""
WAVE = "0 {0} m 8 {1} 17 {1} 25 {0} c 33 {2} 42 {2} 50 {0} c " \
       "50 {3} l 42 {4} 33 {4} 25 {3} c 17 {5} 8 {5} 0 {3} c h f\n"
# A spruce, from its top down.
SPRUCE = "25 56 m 31 46 l 28 46 l 35 37 l 31 37 l 40 26 l 27 26 l 27 22 l " \
         "23 22 l 23 26 l 10 26 l 19 37 l 15 37 l 22 46 l 19 46 l h f\n"


def wave(y, high=4):
    return WAVE.format(y, y + 4, y - 4, y - high, y - high - 4, y - high + 4)


def content():
    return ("q\n" + SHIELD + "W n\n0.09 0.31 0.51 rg 0 0 50 60 re f\n"
            "1 g\n" + SPRUCE + wave(18) + wave(10) + "Q\n")


def pdf(drawn):
    objects = ("<</Type/Catalog/Pages 2 0 R>>",
               "<</Type/Pages/Count 1/Kids[3 0 R]>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 50 60]/Contents 4 0 R"
               "/Resources<<>>>>",
               f"<</Length {len(drawn)}>>stream\n{drawn}endstream")
    out, places = "%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (f"{out}xref\n0 5\n0000000000 65535 f \n{table}trailer\n"
            f"<</Size 5/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n")


if __name__ == "__main__":
    with open("norrviken.pdf", "w", encoding="ascii", newline="\n") as to:
        to.write(pdf(content()))
