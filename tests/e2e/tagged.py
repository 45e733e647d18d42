"""A tagged PDF by hand: each text of a PDF that Ghostscript made is marked, and
a tree of elements names the marks."""
import re
import subprocess
import tempfile

from otherpdf import by_ghostscript

PROGRAM = """%!PS
<< /PageSize [595 842] >> setpagedevice
/Helvetica findfont 14 scalefont setfont
1 0 0 setrgbcolor 100 780 200 20 rectfill 0 setgray
/line 750 def
/s { 100 line moveto show /line line 30 sub def } def
"""
# One for each mark, from MCID 0 of each page on.
FIRST = ("Blankett", "Ta med", "-", "Ett intyg", "Storlek", "Kronor", "Liten",
         "100", "Stadens vapen")
SECOND = ("Underskrift", "Namn och datum")


def base(pages=(FIRST, SECOND)):
    program = PROGRAM
    for texts in pages:
        program += "".join(f"({text}) s\n" for text in texts)
        program += "showpage /line 750 def 0 setgray\n"
    return by_ghostscript(program)


class E:
    """An element: kids are elements, or (page, MCID), or text as it stands."""

    def __init__(self, role, *kids, **entries):
        self.role, self.kids, self.entries = role, kids, entries


TREE = (E("Document",
          E("H1", (0, 0)),
          E("H2", (0, 1)),
          E("L", E("LI", E("Lbl", (0, 2)), E("LBody", (0, 3))),
            A="<</O/List/ListNumbering/Disc>>"),
          E("Table",
            E("TR", E("TH", (0, 4), A="<</O/Table/Scope/Column>>"),
              E("TH", (0, 5), A="<</O/Table/Scope/Column>>")),
            E("TR", E("TD", (0, 6)), E("TD", (0, 7)))),
          E("Figure", (0, 8), Alt="(Vapen)",
            A="<</O/Layout/Placement/Block/BBox[90 500 300 520]>>"),
          E("P", (1, 0), (1, 1))),)


def qdf(made):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made)
        file.flush()
        return subprocess.run(
            ["qpdf", "--qdf", "--object-streams=disable", file.name, "-"],
            check=True, capture_output=True).stdout


def mark_all(text, marks):
    """Each text of each page's content as MCID 0, 1, …"""
    def mark_page(found):
        count = iter(range(1000))

        def one(shown):
            return marks(next(count), int(found[2]) - 1) % shown[0]
        return found[1] + re.sub(rb"\([^)]*\)(?:Tj|')", one, found[0][len(
            found[1]):])
    return re.sub(rb"(%% Contents for page (\d+)\n.*?stream\n).*?\nendstream",
                  mark_page, text, flags=re.S)


def usual(mcid, _):
    return b"/P <</MCID %d>> BDC\n%%b\nEMC\n" % mcid


def tagged(tree=TREE, made=None, marks=usual, catalog="/Lang(sv)", roles="",
           edit=lambda text: text):
    """`marks` gives what stands around a text; `edit` changes the whole."""
    text = mark_all(qdf(made or base()), marks)
    pages = [int(n) for n in re.findall(
        rb"%% Page \d+\n(?:%%[^\n]*\n)*(\d+) 0 obj", text)]
    root = max(int(n) for n in re.findall(rb"(\d+) 0 obj", text)) + 1
    objects = [None]

    def add(element, parent):
        number = root + len(objects)
        objects.append(None)
        kids = []
        for kid in element.kids:
            if isinstance(kid, E):
                kids.append(f"{add(kid, number)} 0 R")
            elif isinstance(kid, tuple):
                kids.append(f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID "
                            f"{kid[1]}>>")
            else:
                kids.append(kid)
        entries = "".join(f"/{key} {value}" for key, value in
                          element.entries.items())
        objects[number - root] = (
            f"<</Type/StructElem/S/{element.role}/P {parent} 0 R"
            f"/K[{' '.join(kids)}]{entries}>>")
        return number

    top = [add(element, root) for element in tree]
    objects[0] = (f"<</Type/StructTreeRoot/K[{' '.join(f'{n} 0 R' for n in top)}"
                  f"]/RoleMap<<{roles}>>>>")
    added = b"".join(b"%d 0 obj\n%s\nendobj\n\n" % (
        root + i, held.encode()) for i, held in enumerate(objects))
    at = text.rindex(b"\nxref\n") + 1
    text = text[:at] + added + text[at:]
    text = re.sub(rb"/Type /Catalog\n", lambda found: found[0] + (
        f"/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R{catalog}\n"
        ).encode(), text)
    return subprocess.run(["fix-qdf"], input=edit(text), check=True,
                          capture_output=True).stdout
