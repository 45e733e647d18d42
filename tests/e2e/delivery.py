"""What goes with the batches to the print shop: the note says the sums and
counts of the files that are there, delivery.json the same to a program, and
control.csv has a line for each envelope. No person stands in any of them."""
import csv
import json
import os
import re

from kit import Checks, Folder, Small, batches, sha256, tool
from sample import check_pdf

ORDERS = """delivery:
  contact: Eva Norr, 0999-100 20
  paper: 80 g, vitt
  inserts: [Svarskuvert C5, Karta]
  arrives: 2012-03-14
  destroy_by: 2012-06-30
"""


def note_text(out):
    return " ".join(tool("pdftotext", "-layout", os.path.join(
        out, "to-printer", "foljesedel.pdf"), "-").out.split())


def read_control(out):
    with open(os.path.join(out, "to-printer", "control.csv"), newline="",
              encoding="utf-8") as source:
        return list(csv.DictReader(source))


def read_index(out):
    with open(os.path.join(out, "to-printer", "index.csv"), newline="",
              encoding="utf-8") as source:
        return list(csv.DictReader(source))


def read_delivery(out):
    with open(os.path.join(out, "to-printer", "delivery.json"),
              encoding="utf-8") as source:
        return json.load(source)


def files_agree(check, what, out, text):
    """Each file with its counts and sum, in both."""
    told = read_delivery(out)
    check.equal(f"{what}: its files",
                [f["file"] for f in told["files"]],
                [os.path.basename(p) for p in batches(out)])
    for path, file in zip(batches(out), told["files"]):
        title = f"{what}: {file['file']}"
        pages = int(re.search(r"Pages: +(\d+)", tool("pdfinfo", path).out)[1])
        check.equal(f"{title}: sum", file["sha256"], sha256(path))
        check.equal(f"{title}: bytes", file["bytes"], os.path.getsize(path))
        check.equal(f"{title}: pages", file["pages"], pages)
        grouped = re.sub("(.{8})(?=.)", r"\1 ", file["sha256"])
        check.true(f"{title}: in the note", f"{file['file']}, {file['bytes']} "
                   f"byte: {grouped}" in text, text)
    for key in ("letters", "pages", "sheets"):
        check.equal(f"{what}: {key}", told[key],
                    sum(f[key] for f in told["files"]))


def control_agrees(check, what, out, sides):
    """A line for each envelope, at its sheets."""
    lines = read_control(out)
    index = [l for l in read_index(out) if l["letter"] != "banner"]
    check.equal(f"{what}: the letters", [l["letter"] for l in lines],
                [l["letter"] for l in index])
    place, file = 0, None
    for line, page in zip(lines, index):
        place = place + 1 if line["file"] == file else 1
        file = line["file"]
        first = (int(page["first_page"]) - 1) // sides + 1
        check.equal(f"{what}: letter {line['letter']}",
                    (line["file"], line["place"], line["first_sheet"],
                     line["last_sheet"], line["sheets"]),
                    (page["file"], str(place), str(first),
                     str(first + int(page["sheets"]) - 1), page["sheets"]))


def sample(check):
    with Folder() as folder:
        folder.change("job.yaml", "manifest:", ORDERS + "manifest:")
        folder.change("job.yaml", "print: {sides: 2, letters_per_batch: 100}",
                      "print: {sides: 2, letters_per_batch: 100, banner: batch,"
                      " envelopes: {'C5, \"fönster\"': 5}}")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        if not check.true("runs", ran.code == 0, ran):
            return
        text = note_text(out)
        for words in ("Följesedel", "Diarienummer: SN-2012-0047",
                      "senast den 14 mars 2012", "Papper: 80 g, vitt",
                      "Trycks på båda sidorna.",
                      "Läggs i varje kuvert: Svarskuvert C5",
                      "Läggs i varje kuvert: Karta",
                      "Frågor: Eva Norr, 0999-100 20",
                      "förstörs senast den 30 juni 2012",
                      "certutil -hashfile"):
            check.true(f"the note says: {words}", words in text, text)
        files_agree(check, "sample", out, text)
        control_agrees(check, "sample", out, 2)
        check.equal("the envelope's class", {l["envelope"] for l in
                                             read_control(out)},
                    {'C5, "fönster"'})
        told = read_delivery(out)
        check.equal("what the job says of it",
                    {k: told.get(k) for k in ("contact", "paper", "inserts",
                                              "arrives", "destroy_by",
                                              "sides")},
                    {"contact": "Eva Norr, 0999-100 20", "paper": "80 g, vitt",
                     "inserts": ["Svarskuvert C5", "Karta"],
                     "arrives": "2012-03-14", "destroy_by": "2012-06-30",
                     "sides": 2})
        check_pdf(check, os.path.join(out, "to-printer", "foljesedel.pdf"))
        ran = tool("jq", "-r", ".files | length",
                   os.path.join(out, "to-printer", "delivery.json"))
        check.equal("jq reads it", ran.out.strip(), "3")


def small(check):
    """No orders, in English; a file for each letter; the same bytes twice."""
    with Small("language: en\nprint: {split: letter}\n") as job:
        made = []
        for name in ("one", "two"):
            out = job.file(name)
            ran = job.run("-q", "-o", out)
            check.true(f"{name}: runs", ran.code == 0, ran)
            made.append([sha256(os.path.join(out, "to-printer", file)) for file
                         in ("foljesedel.pdf", "delivery.json", "control.csv")])
        check.equal("the same bytes", made[0], made[1])
        text = note_text(out)
        check.true("in English", "Delivery note" in text and
                   "Print on one side." in text, text)
        check.equal("nothing that nobody said", [
            key for key in ("contact", "paper", "arrives", "destroy_by")
            if key in read_delivery(out)], [])
        for value in ("Anna", "19310202", "Björkgatan", "Norrviken"):
            check.true(f"no {value}", value not in text + json.dumps(
                read_delivery(out), ensure_ascii=False) + str(
                    read_control(out)))


def refused(check):
    for orders, code in (
            ("{arrives: 2012-03-14, destroy_by: 2012-03-14}",
             "destroyed-before"),
            ("{contact: '\u6f22\u5b57'}", "note-not-set"),
            ("{arrive: 2012-03-14}", "unknown-key")):
        with Small(f"delivery: {orders}\n") as job:
            ran = job.run("-q", "--lang", "en", "-o", job.file("out"))
            check.true(f"{code}: refused", ran.code == 2 and
                       f"[{code}]" in ran.err, ran)
            check.true(f"{code}: nothing left",
                       not os.path.exists(job.file("out")))


def main():
    check = Checks()
    sample(check)
    small(check)
    refused(check)
    check.end()


if __name__ == "__main__":
    main()
