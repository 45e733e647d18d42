"""What the print shop gets: batches, a file for each letter, both; files named
by a column; banner sheets; envelope classes. Counts agree everywhere."""
import os
import re
import unicodedata

from faults import replace
from kit import (Checks, Folder, batches, hold_codes, manifest, pages, register,
                 tool)
from sample import name, plain

DISTRICTS = {"Centrum", "Haga", "Kusten", "Norr"}
BY_DISTRICT = "\norder: [Distrikt, postcode, street, name]"
CHOICES = """
columns:
  Boendeform: {values: {Eget boende: [ordinärt boende, hemma], Servicehus: [SH,
    serviceboende], Särskilt boende: [SÄBO], Korttidsboende: []}}
  Språk: {values: {sv: [svenska, ""], fi: [finska, suomi]}}
  Beslut till: date
  Distrikt: {values: %s}
"""


def xlsx(out):
    return os.path.join(out, "keep", "manifest.xlsx")


def made(check, folder, what, text, *arguments, code=0):
    replace(folder, text)
    out = folder.file(what)
    ran = folder.run("-q", "-o", out, *arguments)
    if not check.true(f"{what}: runs", ran.code == code, ran):
        raise SystemExit(check.end())
    return out


def index_of(out):
    """index.csv's lines; what is no letter has the letter 0."""
    with open(os.path.join(out, "to-printer", "index.csv")) as file:
        lines = [line.rstrip("\r\n").split(",") for line in file][1:]
    return [(int(n) if n != "banner" else 0, file, int(page), int(count),
             int(sheets)) for n, file, page, count, sheets, _ in lines]


def page_count(pdf):
    return int(re.search(r"Pages: +(\d+)", tool("pdfinfo", pdf).out)[1])


def sides_add_up(check, what, out, sides):
    """Index, manifest and files say the same of pages and sheets."""
    lines = index_of(out)
    table = manifest(xlsx(out), 2)
    for row in table:
        of_file = [line for line in lines if line[1] == row["Fil"]]
        path = os.path.join(out, "to-printer", row["Fil"])
        count = page_count(path)
        at = 1
        for letter, _, page, _, sheets in of_file:
            check.equal(f"{what}: {row['Fil']}: {letter} begins where the "
                        "last ended", page, at)
            at += sheets * sides
        check.equal(f"{what}: {row['Fil']}: its pages", count, at - 1)
        check.equal(f"{what}: {row['Fil']}: pages", row["Sidor"], count)
        check.equal(f"{what}: {row['Fil']}: sheets", row["Blad"],
                    sum(line[4] for line in of_file))
        check.equal(f"{what}: {row['Fil']}: letters", row["Antal brev"],
                    sum(line[0] > 0 for line in of_file))
        check.equal(f"{what}: {row['Fil']}: banners", row["Skiljeblad"] or 0,
                    sum(line[0] == 0 for line in of_file))
        check.equal(f"{what}: {row['Fil']}: bytes", row["Byte"],
                    os.path.getsize(path))
        sums = tool("sha256sum", path).out.split()[0]
        check.equal(f"{what}: {row['Fil']}: sum", row["Filens SHA-256"], sums)
    summary = {row[0]: row[1] for row in
               (list(r.values()) for r in manifest(xlsx(out), 3)) if row[0]}
    check.equal(f"{what}: sheets in all", summary["blad"],
                sum(line[4] for line in lines))
    check.equal(f"{what}: letters are numbered without a gap",
                [line[0] for line in lines if line[0]],
                list(range(1, summary["brev"] + 1)))


def labels(pdf):
    """What each page is called, by mutool."""
    said = tool("mutool", "show", pdf, "trailer/Root/PageLabels/Nums").out
    return re.findall(r"\((B?\d+-)\)", said)


def banners(check):
    with Folder() as folder:
        out = made(check, folder, "banners", "print: {sides: 2, banner: batch, "
                   "letters_per_batch: 100, bookmarks: yes}")
        lines = index_of(out)
        check.equal("a banner before each batch",
                    [line[2] for line in lines if not line[0]], [1] * 3)
        sides_add_up(check, "banners", out, 2)
        for k, pdf in enumerate(batches(out), 1):
            words = [" ".join(w[4] for w in page) for page in pages(pdf)]
            first, last = 100 * k - 99, min(100 * k, 284)
            check.true(f"banner {k}: what it says", all(x in words[0] for x in (
                f"Bunt {k} av 3", f"Brev {first} till {last}",
                f"Antal brev: {last - first + 1}", "SN-2012-0047",
                "Det ska inte skickas")), words[0])
            check.equal(f"banner {k}: its back is empty", words[1], "")
            check.equal(f"banner {k}: called so", labels(pdf)[:2],
                        ["B1-", f"{first}-"])
            marks = tool("mutool", "show", pdf, "outline").out
            check.equal(f"banner {k}: no bookmark", re.findall(
                r'"(.*?)"', marks), [str(n) for n in range(first, last + 1)])


def groups(check):
    with Folder() as folder:
        text = ("print: {sides: 1, banner: group, group_by: Distrikt, "
                "letters_per_batch: 40, profile: archive}" + BY_DISTRICT)
        out = made(check, folder, "groups", text)
        sides_add_up(check, "groups", out, 1)
        rows = register()
        place = {}
        for x in manifest(xlsx(out)):
            if x["Brev"]:
                place[x["Brev"]] = rows[x["Rad"] - 1]["Distrikt"]
        before, banner = None, False
        for letter, file, page, _, _ in index_of(out):
            if letter:
                changed = (file, place[letter]) != before
                check.equal(f"letter {letter}: a banner where the district "
                            "changes", changed, banner)
                before = file, place[letter]
            banner = not letter
        words = [" ".join(w[4] for w in page)
                 for pdf in batches(out) for page in pages(pdf)]
        sheets = [w for w in words if "Det ska inte skickas" in w]
        check.true("groups: batch and part", any(
            re.search(r"Bunt \d av \d, del 2 av \d", w) for w in sheets),
            sheets)
        check.true("of persons, no value that the job does not list", not any(
            d in w for w in sheets for d in DISTRICTS), sheets)
        # poppler needs the square of a file's tags
        tree = tool("pdfinfo", "-struct-text", batches(out)[0]).out
        check.true("a banner is tagged", re.search(
            r'H1.*\n +"Bunt \d av \d', tree), tree[:400])
        for pdf in batches(out):
            qpdf = tool("qpdf", "--check", pdf)
            check.true("groups: qpdf", qpdf.code == 0, qpdf)
            walk = tool("/usr/bin/python3", os.path.join(
                os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                "pdf", "walk.py"), "archive", pdf)
            check.true("groups: PDF/A-2a and PDF/UA-1", walk.code == 0 and
                       not walk.out.strip(), walk)

    with Folder() as folder:
        values = sorted({row["Distrikt"] for row in register()})
        out = made(check, folder, "listed", text.replace("archive", "print") +
                   CHOICES % ("[%s]" % ", ".join(map(repr, values))))
        words = [" ".join(w[4] for w in page)
                 for pdf in batches(out) for page in pages(pdf)]
        said = {m[1] for w in words if "Det ska inte skickas" in w
                for m in [re.search(r"Distrikt: (\w+)", w)] if m}
        check.equal("values that the job lists are shown", said, {
            register()[x["Rad"] - 1]["Distrikt"]
            for x in manifest(xlsx(out)) if x["Brev"]})


def both(check):
    with Folder() as folder:
        out = made(check, folder, "both", "print: {sides: 2, split: both, "
                   "letters_per_batch: 100}")
        own = sorted(os.listdir(os.path.join(out, "keep", "letters")))
        check.equal("both: a file for each letter", own,
                    [f"letter-{n:06}.pdf" for n in range(1, 285)])
        check.equal("both: and batches", [os.path.basename(p) for p in
                    batches(out)], [f"batch-000{k}.pdf" for k in (1, 2, 3)])
        sides_add_up(check, "both", out, 2)
        place = {line[0]: line for line in index_of(out)}
        for row in manifest(xlsx(out), 1):
            check.equal(f"both: letter {row['Brev']}: its file",
                        row["Egen fil"], own[row["Brev"] - 1])
        for n in (1, 150, 284):
            _, file, page, count, _ = place[n]
            path = os.path.join(out, "keep", "letters", own[n - 1])
            check.equal(f"both: letter {n}: no empty back", page_count(path),
                        count)
            text = tool("pdftotext", "-layout", path, "-").out
            same = tool("pdftotext", "-layout", "-f", str(page), "-l",
                        str(page + count - 1), os.path.join(
                            out, "to-printer", file), "-").out
            check.equal(f"both: letter {n}: the same text", text, same)
        sums = tool("sha256sum", "-c", "SHA256SUMS",
                    cwd=os.path.join(out, "keep"))
        check.true("both: sealed with the rest", sums.code == 0 and
                   "letters/letter-000284.pdf: OK" in sums.out, sums)
        people = {plain(x) for row in register() for x in name(row).split()
                  if len(x) > 3}
        check.equal("both: no file is called after a person", [
            p for p in own if any(x in plain(p) for x in people)], [])

    with Folder() as folder:
        replace(folder, "print: {sides: 2, split: both}")
        replace(folder, "protected: separate")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        check.true("both, protected apart: runs", ran.code == 0, ran)
        apart = os.path.join(out, "keep", "protected")
        check.equal("both, protected apart", sorted(os.listdir(apart)),
                    ["batch-0001.pdf", "letters"])


NAMES = ["Förskolan Åsen", "A/B: Bygg*", "CON", "", "x" * 101, "..", "Kiosk,"
         ' "1"', "Å" * 100]
SAFE = ["Förskolan Åsen", "A-B- Bygg", None, None, None, None, "Kiosk- -1",
        "Å" * 100]


def organisations(folder, names):
    """A register of organisations in place of the sample's."""
    os.remove(os.path.join(folder.job, "klienter.csv"))
    with open(os.path.join(folder.job, "org.csv"), "w",
              encoding="utf-8") as file:
        file.write("Nummer;Fil;Namn;Gata;Postnr;Ort\n")
        for n, value in enumerate(names, 1):
            quoted = '"%s"' % value.replace('"', '""')
            file.write(f"{n};{quoted};Firma {n};Gatan;99932;Norrviken\n")
    with open(os.path.join(folder.job, "job.yaml"), "w",
              encoding="utf-8") as file:
        file.write("name: Upphandling\ndate: 2012-03-19\npersons: no\n"
                   "reference: SN-2012-0047\n"
                   "register: {file: org.csv, key: Nummer}\n"
                   "address: {name: Namn, street: Gata, postcode: Postnr, "
                   "town: Ort}\nletters: [brev.md]\nstationery: kommun-h2\n"
                   "order: [Nummer]\nmanifest: [Nummer]\n")
    with open(os.path.join(folder.job, "brev.md"), "w",
              encoding="utf-8") as file:
        file.write("# Anbud\n\nVälkommen med anbud, nummer {{Nummer}}.\n")


def named(check):
    for split, where in (("letter", "to-printer"), ("both", "keep/letters")):
        with Folder() as folder:
            organisations(folder, NAMES)
            out = made(check, folder, split, "print: {sides: 1, split: %s, "
                       "named_by: Fil, group_by: Fil, banner: group}" % split
                       if split == "both" else
                       "print: {split: letter, named_by: Fil}")
            files = sorted(unicodedata.normalize("NFC", x) for x in
                           os.listdir(os.path.join(out, where))
                           if x.endswith(".pdf") and x != "foljesedel.pdf")
            check.equal(f"{split}: safe names", files,
                        sorted(x + ".pdf" for x in SAFE if x))
            rows = manifest(xlsx(out))
            for row, safe in zip(rows, SAFE):
                check.equal(f"{split}: row {row['Rad']}", row["Utfall"],
                            "brev" if safe else "väntar")
            check.true(f"{split}: held, with the column's name", all(
                "'Fil'" in row["Skäl"] for row in rows
                if row["Utfall"] == "väntar"), rows)
            check.equal(f"{split}: by code", set(hold_codes(out).values()),
                        {"no-file-name"})
            sums = tool("sha256sum", "-c", "SHA256SUMS",
                        cwd=os.path.join(out, "to-printer"))
            check.true(f"{split}: sums", sums.code == 0, sums)
            if split == "both":
                words = [" ".join(w[4] for w in page)
                         for pdf in batches(out) for page in pages(pdf)]
                check.true("of organisations, any value is shown", any(
                    "Fil: Förskolan Åsen" in w for w in words), words[0])
    with Folder() as folder:
        organisations(folder, ["a" * 100, "b"])
        replace(folder, "print: {banner: group, group_by: Fil}")
        ran = folder.run("--lang", "en", "-o", folder.file("out"))
        check.true("a value that no sheet takes is left out, and said",
                   ran.code == 0 and "[banner-without-value]" in ran.err and
                   "'Fil'" in ran.err and "a" * 9 not in ran.err, ran)
        check.equal("the banners are there", [
            line[0] for line in index_of(folder.file("out"))], [0, 1, 0, 2])
    with Folder() as folder:
        organisations(folder, ["a"])
        replace(folder, "name: \"Tecken som ingen font har: \\uE000\"\n"
                "print: {banner: batch}")
        ran = folder.run("--lang", "en", "-o", folder.file("out"))
        check.true("a job's name that no font has is refused", ran.code == 2
                   and "[banner-not-set]" in ran.err, ran)
    for name_, value, why in (
            ("\\uE000", "a" * 100, "U+E000"),
            ("Ett långt namn. " * 300, "a", "it takes more than a page")):
        with Folder() as folder:
            organisations(folder, [value])
            replace(folder, f"name: \"{name_}\"\n"
                    "print: {banner: group, group_by: Fil}")
            ran = folder.run("--lang", "en", "-o", folder.file("out"))
            check.true(f"neither with its value nor without: {why}",
                       ran.code == 2 and "[banner-not-set]" in ran.err and
                       why in ran.err and "a" * 9 not in ran.err, ran)
    with Folder() as folder:
        organisations(folder, ["", "b"])
        replace(folder, "print: {banner: group, group_by: Fil}")
        out = folder.file("out")
        ran = folder.run("-q", "-o", out)
        words = [" ".join(w[4] for w in page) for pdf in batches(out)
                 for page in pages(pdf)] if ran.code == 0 else []
        check.true("a group of no value says none", len(words) > 3 and
                   sum("Fil:" in w for w in words) == 1, (ran, words[:3]))
    for second in ("förskolan åsen", "Förskolan  Åsen", "-Förskolan Åsen."):
        with Folder() as folder:
            organisations(folder, [NAMES[0], second])
            replace(folder, "print: {split: letter, named_by: Fil}")
            ran = folder.run("--lang", "en", "-o", folder.file("out"))
            check.true("the same name twice is refused", ran.code == 2 and
                       "[file-name-twice]" in ran.err and
                       "rows 1 and 2" in ran.err and
                       not os.path.exists(folder.file("out")), ran)


def envelopes(check):
    """C5 and C4 apart, a letter of more sheets than any takes is held."""
    long = "\n\n".join("En mening som fyller en rad i brevet. " * 8
                       for _ in range(30))
    with Folder() as folder:
        organisations(folder, [f"Firma {n}" for n in range(1, 13)])
        for name_, text in (("lång.md", long), ("längst.md", long * 3)):
            with open(os.path.join(folder.job, name_), "w",
                      encoding="utf-8") as file:
                file.write("# Anbud\n\n" + text + "\n")
        out = made(check, folder, "envelopes", "print: {sides: 2, banner: "
                   "batch, envelopes: {C5: 1, C4: 3}, letters_per_batch: 3}\n"
                   "columns: {Nummer: integer}\n"
                   "letters:\n"
                   "  - {text: längst.md, when: \"Nummer = 12\"}\n"
                   "  - {text: lång.md, when: \"Nummer in (2, 4, 6, 8, 10)\"}\n"
                   "  - {text: brev.md}")
        table = manifest(xlsx(out), 2)
        check.equal("envelopes: classes apart", [
            (x["Kuvert"], x["Antal brev"]) for x in table],
            [("C5", 3), ("C5", 3), ("C4", 3), ("C4", 2)])
        sides_add_up(check, "envelopes", out, 2)
        for k, (pdf, row) in enumerate(zip(batches(out), table), 1):
            words = " ".join(w[4] for w in next(iter(pages(pdf))))
            check.true(f"envelopes: banner {k} says the class",
                       f"Kuvert: {row['Kuvert']}" in words, words)
        most = {"C5": 1, "C4": 3}
        for row in manifest(xlsx(out), 1):
            batch = next(x for x in table if x["Fil"] == row["Fil"])
            check.true(f"envelopes: letter {row['Brev']} fits",
                       row["Blad"] <= most[batch["Kuvert"]], row)
        held = [x for x in manifest(xlsx(out)) if x["Utfall"] == "väntar"]
        check.true("envelopes: too thick for any is held",
                   [x["Nummer"] for x in held] == ["12"] and
                   "blad" in held[0]["Skäl"], held)


def main():
    check = Checks()
    banners(check)
    groups(check)
    both(check)
    named(check)
    envelopes(check)
    check.end()


if __name__ == "__main__":
    main()
