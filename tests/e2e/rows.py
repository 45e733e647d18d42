"""keep/manifest.csv: the rows of the spreadsheet, read by another reader; what a
spreadsheet would take for a formula is not one there; a changed row is found."""
import csv
import os

from kit import Checks, Folder, Small, manifest, reseal, run

ROWS = (
    "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Anteckning",
    '19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;;"säger ""hej"", ofta"',
    "19320303-9825;Bo;Ek;Björkgatan 3;999 32;Norrviken;;=1+1",
    "19340505-9841;Eva;Ek;Björkgatan 5;999 32;Norrviken;;'s-Hertogenbosch",
    "19350606-9854;Ulf;Ek;Björkgatan 7;999 32;Norrviken;;-",
    "19330404-9830;Cia;Ek;Storgatan 5;999 32;Norrviken;J;hemligt",
)
NAMES = ["outcome", "rule", "reason", "addressee", "letters", "batch",
         "first_page", "last_page", "sheets", "content_sha256"]


def read(out):
    with open(os.path.join(out, "keep", "manifest.csv"), newline="",
              encoding="utf-8") as source:
        return list(csv.DictReader(source, strict=True))


def sample(check):
    """Cell for cell the spreadsheet, as openpyxl reads it."""
    with Folder() as folder:
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        if not check.true("runs", ran.code == 0, ran):
            return
        rows, sheet = read(out), manifest(
            os.path.join(out, "keep", "manifest.xlsx"))
        check.equal("as many rows", len(rows), len(sheet))
        check.equal("names", list(rows[0])[-10:], NAMES)
        words = {"brev": "letter", "utesluts": "excluded",
                 "väntar": "held", "tillsammans": "together"}
        for row, cells in zip(rows, sheet):
            have, want = list(row.values()), list(cells.values())
            at = len(want) - 10
            check.equal(f"row {row['row']}: outcome", row["outcome"],
                        words.get(want[at], want[at]))
            for i in (*range(at), at + 1, at + 2, *range(at + 4, at + 10)):
                value = have[i][1:] if have[i][:1] == "'" else have[i]
                check.equal(f"row {row['row']}: field {i}", value,
                            "" if want[i] is None else str(want[i]))


def odd(check):
    with Small("manifest: [Personnummer, Förnamn, Anteckning]\n",
               rows=ROWS) as job:
        out = job.file("out")
        ran = job.run("-q", "-o", out)
        if not check.true("odd: runs", ran.code == 0, ran):
            return
        rows = read(out)
        check.equal("notes", [row["Anteckning"] for row in rows],
                    ['säger "hej", ofta', "'=1+1", "''s-Hertogenbosch", "'-",
                     ""])
        path = os.path.join(out, "keep", "manifest.csv")
        with open(path, "rb") as source:
            raw = source.read()
        check.equal("CRLF ends each row", raw.count(b"\r\n"), len(ROWS))
        check.true("nobody protected", b"hemligt" not in raw and
                   b"9830" not in raw)
        for name, changed in (
                ("a value", raw.replace(b"Bo", b"Bu")),
                ("a row less", raw[:raw.rindex(b"\r\n", 0, -2) + 2]),
                ("a row more", raw + b"9,9,,,,held,,,,,,,,,\r\n")):
            with open(path, "wb") as to:
                to.write(changed)
            ran = run("verify", "--lang", "en", out)
            check.true(f"{name}: fails its sum", ran.code == 2 and
                       "[changed-file]" in ran.err, ran)
            reseal(out)
            ran = run("verify", "--lang", "en", out)
            check.true(f"{name}: is not the ledger's", ran.code == 2 and
                       "[csv-differs]" in ran.err and
                       ran.err.count("error:") == 1, ran)
        with open(path, "wb") as to:
            to.write(raw)
        reseal(out)
        check.equal("and back it holds", run("verify", out).code, 0)


def main():
    check = Checks()
    sample(check)
    odd(check)
    check.end()


if __name__ == "__main__":
    main()
