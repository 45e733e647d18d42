"""A letter's own stationery: Finnish letters on Finnish paper, in batches of
their own; the print shop is told; a batch is written again, byte for byte."""
import csv
import json
import os
import re
import resource

from kit import ROOT, Checks, Small, batches, hold_codes, pages, run, sha256, tool

HEAD = Small.HEAD.replace("letters: [{text: brev.md}]", """\
letters:
  - {text: brev.fi.md, where: {Språk: fi}, stationery: %s}
  - {text: brev.md}""") + "order: name\n"
ROWS = (
    "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Språk",
    "19310202-9810;Anna;Alm;Björkgatan 1;999 32;Norrviken;;sv",
    "19320303-9825;Bo;Berg;Björkgatan 3;999 32;Norrviken;;fi",
    "19330404-9830;Cia;Ceder;Storgatan 5;999 32;Norrviken;;sv",
    "19340505-9845;Dan;Dal;Storgatan 7;999 32;Norrviken;;fi",
    "19350606-9859;Eva;Ek;Storgatan 9;999 32;Norrviken;;sv",
)
MEMORY = 1000000  # kB; without sanitizers it is 30,000
FINNISH = "---\nlanguage: fi\n---\n# Hei\n\nHei {{Förnamn}}!\n"
# Not A4, so that two sizes in one file would be seen.
SMALL_PAPER = """name: Liten
language: fi
page: {width: 176mm, height: 250mm}
window: {x: 18mm, y: 38mm, width: 92mm, height: 35mm, tolerance: 2mm}
styles:
  body: {family: Noto Serif, size: 12pt}
frames:
  ort:
    pages: first
    x: 120mm
    y: 20mm
    width: 50mm
    height: 20mm
    text: "Suomeksi {{Ort}}"
  line: {role: box, pages: first, x: 5mm, y: 125mm, width: 4mm, height: 0.3mm, fill: "#0000ff"}
  address: {role: address, pages: first, x: 24mm, y: 41.2mm, width: 80mm, height: 28mm}
  body: {role: body, x: 30mm, y: 90mm, width: 120mm, height: 140mm}
  mark: {role: mark, x: 24mm, y: 236mm, width: 120mm, height: 8mm, text: "{letter} · {page of pages}"}
"""


def make(paper="suomi-c5", job="", **files):
    return Small(job=job, head=HEAD % paper, rows=ROWS, brev_fi_md=FINNISH,
                 **files)


def size(pdf):
    """The sizes of a file's pages, in millimetres."""
    said = tool("pdfinfo", "-f", "1", "-l", "99", pdf).out
    return {(round(float(w) * 25.4 / 72), round(float(h) * 25.4 / 72))
            for w, h in re.findall(r"size: +([\d.]+) x ([\d.]+) pts", said)}


def index(small):
    with open(small.file("out", "to-printer", "index.csv"), newline="",
              encoding="utf-8") as source:
        return list(csv.DictReader(source))


def check_apart(check):
    """Two sizes of paper: each in files of its own, in mailing order."""
    job = "print: {sides: 2, banner: batch, letters_per_batch: 2}\n"
    with make("liten", job, liten_yaml=SMALL_PAPER) as small:
        ran = small.run()
        out = small.file("out")
        if not check.true("two papers", ran.code == 0, ran):
            return
        check.equal("windows that nobody confirmed",
                    ran.err.count("[window-not-confirmed]"), 2)
        check.equal("pages of one size in each file",
                    [size(pdf) for pdf in batches(out)],
                    [{(210, 297)}, {(210, 297)}, {(176, 250)}])
        for pdf in batches(out):
            check.equal("qpdf", tool("qpdf", "--check", pdf).code, 0)
        lines = [line for line in index(small) if line["letter"] != "banner"]
        check.equal("in the index", [(line["file"][:10], line["stationery"])
                                     for line in lines],
                    [("batch-0001", "kommun-h2")] * 2 +
                    [("batch-0002", "kommun-h2")] + [("batch-0003", "liten")] *
                    2)
        names = [re.search(r"(Anna|Bo|Cia|Dan|Eva)", " ".join(
            word[4] for word in page))[1] for pdf in batches(out)
            for page in list(pages(pdf))[2::2]]
        check.equal("in mailing order on each", names,
                    ["Anna", "Cia", "Eva", "Bo", "Dan"])
        finnish = tool("pdftotext", batches(out)[2], "-").out
        check.true("its own frames, mark and language",
                   finnish.count("Suomeksi Norrviken") == 2 and
                   "Sivu 1/1" in finnish and "Suomeksi" not in tool(
                       "pdftotext", batches(out)[0], "-").out, finnish)
        note = " ".join(tool("pdftotext", "-layout", os.path.join(
            out, "to-printer", "foljesedel.pdf"), "-").out.split())
        check.true("the note says which", "Brevpapper kommun-h2, 210 × 297 mm:"
                   " batch-0001.pdf, batch-0002.pdf" in note and
                   "Brevpapper liten, 176 × 250 mm: batch-0003.pdf" in note,
                   note)
        with open(os.path.join(out, "to-printer", "delivery.json"),
                  encoding="utf-8") as source:
            files = json.load(source)["files"]
        check.equal("and delivery.json",
                    [(f["stationery"], f["width_mm"], f["height_mm"])
                     for f in files],
                    [("kommun-h2", 210, 297)] * 2 + [("liten", 176, 250)])
        check.equal("verify", run("verify", out).code, 0)
        ran = run("write", "--batch", "3", "-o", small.file("again"),
                  small.job, out)
        check.true("written again", ran.code == 0 and sha256(small.file(
            "again", "batch-0003.pdf")) == sha256(batches(out)[2]), ran)
        small.write("liten.yaml", SMALL_PAPER.replace("30mm, y: 90", "31mm, y: 90"))
        ran = run("write", "--batch", "1", "-o", small.file("more"), "--lang",
                  "en", small.job, out)
        check.true("with the same papers only", ran.code == 2 and
                   "liten.yaml" in ran.err, ran)


def check_listed(check):
    """So many files that the note only counts them, on each paper."""
    rows = [ROWS[0]] + [
        f"{n};Anna;Alm;Björkgatan {n};999 32;Norrviken;;{'fi' if n % 4 else 'sv'}"
        for n in range(1, 205)]
    with Small(job="print: {split: letter}\n", head=(HEAD % "liten").replace(
            "roles: {person: Personnummer, protected: Skydd}",
            "persons: no\nroles: {not_marks: {Skydd: prov}}"), rows=rows,
               brev_fi_md=FINNISH, liten_yaml=SMALL_PAPER) as small:
        ran = small.run()
        note = " ".join(tool("pdftotext", "-layout", small.file(
            "out", "to-printer", "foljesedel.pdf"), "-").out.split())
        check.true("so many files on each", ran.code == 0 and
                   "kommun-h2, 210 × 297 mm, antal filer: 51" in note and
                   "liten, 176 × 250 mm, antal filer: 153" in note and
                   "letter-0" not in note, (ran, note))


def check_shipped(check):
    """A Finnish letter on the shipped Finnish paper; a paper for all letters
    counts once, and its window is noted once."""
    with make() as small:
        ran = small.run()
        check.true("shipped", ran.code == 0 and
                   ran.err.count("[window-not-confirmed]") == 2 and
                   "Asianumero" in small.text() and
                   "Diarienummer" in small.text(), ran)
    with make("kommun-h2") as small:
        ran = small.run()
        check.true("the same paper is one", ran.code == 0 and
                   ran.err.count("[window-not-confirmed]") == 1 and
                   len(batches(small.file("out"))) == 1, ran)


def check_held(check):
    """What does not fit the letter's own paper holds the row, and only it."""
    narrow = SMALL_PAPER.replace("width: 80mm", "width: 12mm")
    with make("liten", liten_yaml=narrow) as small:
        small.run("-q")
        check.equal("held by its own paper", hold_codes(small.file("out")),
                    {2: "address-wide", 4: "address-wide"})


def check_households(check):
    """One letter for two, though only another letter's paper names what tells
    them apart."""
    rows = ROWS[:1] + (
        "19310202-9810;Anna;Alm;Björkgatan 1 Lgh 1201;999 32;Norrviken;;sv",
        "19320303-9825;Bo;Alm;Björkgatan 1 Lgh 1201;999 32;Norrviken;;sv",
        "19340505-9845;Dan;Dal;Storgatan 7;999 32;Norrviken;;fi")
    paper = SMALL_PAPER.replace("{{Ort}}", "{{Personnummer}}")
    letter = "Hej {{names}}!\n"
    with Small(job="households: {by: address}\n", head=HEAD % "liten",
               rows=rows, letter=letter, brev_fi_md="---\nlanguage: fi\n---\n"
               "Hei {{names}}!\n", liten_yaml=paper) as small:
        ran = small.check("--json")
        check.true("households by their own paper", '"letters":1' in
                   ran.out.replace(" ", "") and ran.code in (0, 1), ran)


def check_many(check):
    """Frames are filled once for each text: of 130 texts, each has its date. What is kept of them grows with their number,
    not with a number's bits: 128 of them once took a thousand times that."""
    count = 130
    rows = ("Nr;Förnamn;Efternamn;Adress;Postnr;Ort",) + tuple(
        f"{n};Anna;Ek;Björkgatan {n};999 32;Norrviken"
        for n in range(1, count + 1))
    files = {f"brev{n}_md": f"---\nlanguage: {'fi' if n % 2 else 'sv'}\n---\n"
             f"Hej nummer {n}!\n" for n in range(1, count + 1)}
    texts = ", ".join(f"{{text: brev{n}.md, where: {{Nr: {n}}}}}"
                      for n in range(1, count + 1))
    head = Small.HEAD.replace("[{text: brev.md}]", f"[{texts}]").replace(
        "key: Personnummer", "key: Nr").replace(
        "roles: {person: Personnummer, protected: Skydd}", "persons: no"
        ).replace("kommun-h2", "papper")
    with open(os.path.join(ROOT, "templates", "kommun-h2.yaml"),
              encoding="utf-8") as source:
        paper = source.read().replace(
            "{{datum}}", "{{if datum > 2012-01-01}}{{long_date(datum)}}"
            "{{else}}Förr{{/if}}", 1)
    with Small(head=head, job="order: street\n", rows=rows, papper_yaml=paper,
               **files) as small:
        ran = small.run("-q")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        check.true("130 texts", ran.code == 0, ran)
        check.true("in little memory", most < MEMORY, most)
        wrong = []
        for pdf in batches(small.file("out")) if not ran.code else ():
            for words in pages(pdf):
                said = " ".join(word[4] for word in words)
                number = int(re.search(r"Hej nummer (\d+)!", said)[1])
                if "19 mars 2012" not in said or f"Björkgatan {number} " not in said:
                    wrong.append(said)
        check.true("each with its date", not wrong, wrong[:2])


REFUSED = (
    ("stationery: suomi-c", "no-stationery", "suomi-c5"),
    ("stationary: suomi-c5", "unknown-key", "stationery"),
    ("stationery: 19310202-9810", None, None),
    ("stationery: fritt", "invented-stationery", None),
    ("stationery: lucka", "not-filled-in", None),
    ("stationery: stil", "no-style", None),
)


def check_refused(check):
    letters = "letters: [{text: brev.md, %s}]\n"
    files = {
        "fritt_yaml": SMALL_PAPER + "only_for: SN-1\n",
        "lucka_yaml": SMALL_PAPER.replace("Suomeksi", "FYLL I: namn"),
        "stil_yaml": SMALL_PAPER,
    }
    for keys, code, near in REFUSED:
        head = Small.HEAD.replace("letters: [{text: brev.md}]\n",
                                  letters % keys)
        letter = "{.signature}\nHej {{Förnamn}}!\n"
        with Small(head=head, rows=Small.ROWS[:2], letter=letter,
                   **files) as small:
            ran = small.run()
            check.true(keys, ran.code == 2 and
                       (not code or f"[{code}]" in ran.err) and
                       (not near or near in ran.err) and
                       not os.path.exists(small.file("out")), ran)


def check_first(check):
    """A fault of the first letter, or of its paper, is said, whatever the
    second is like."""
    odd = {"brev_fi_md": FINNISH + "\n{.nosuch}\nHei!\n"}
    font = {"liten_yaml": SMALL_PAPER.replace("Noto Serif", "Noto Sherif")}
    mark = {"liten_yaml": SMALL_PAPER.replace("{letter} · ",
                                              "{letter} \ue000 ")}
    first = (HEAD % "kommun-h2").replace("stationery: kommun-h2\n",
                                         "stationery: liten\n")
    for name, head, how, code in (
            ("a style", HEAD % "liten", odd, "no-style"),
            ("a font", HEAD % "liten", font, "unknown-font-family"),
            ("a font of the first", first, font, "unknown-font-family"),
            ("a mark", HEAD % "liten", mark, ""),
            ("a mark of the first", first, mark, "")):
        with Small(head=head, rows=ROWS, **{
                "brev_fi_md": FINNISH, "liten_yaml": SMALL_PAPER,
                **how}) as small:
            ran = small.run()
            check.true(name, ran.code == 2 and f"[{code}" in ran.err, ran)


def check_unreferred(check):
    """A banner says no reference where there is none."""
    head = (HEAD % "liten").replace("reference: P-1\n", "").replace(
        "stationery: kommun-h2\n", "stationery: liten\n")
    with Small(job="print: {banner: batch}\n", head=head, rows=ROWS,
               brev_fi_md=FINNISH, liten_yaml=SMALL_PAPER) as small:
        ran = small.run()
        text = tool("pdftotext", "-l", "1", batches(small.file("out"))[0],
                    "-").out if not ran.code else ""
        check.true("a banner without reference", "Prov" in text and "P-1" not in
                   text, (ran, text))


def main():
    check = Checks()
    check_apart(check)
    check_listed(check)
    check_shipped(check)
    check_held(check)
    check_households(check)
    check_many(check)
    check_refused(check)
    check_first(check)
    check_unreferred(check)
    check.end()


if __name__ == "__main__":
    main()
