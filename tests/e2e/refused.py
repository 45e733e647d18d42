"""Each fault ends with exit 2, its place, a suggestion, and no output folder."""
import os
import re

from kit import Checks, Folder, register

# name; file, old, new; what stderr must hold
CASES = [
    ("a misspelt field in the letter", "brev.sv.md", "{{Förnamn}}",
     "{{Förnamnn}}", [r"brev\.sv\.md:7:\d+: error:", "Förnamn'?", r"\^"]),
    ("a misspelt field in a condition", "brev.sv.md", "{{> underskrift.md}}",
     "{{if Sprak = 'sv'}}\nHej\n{{/if}}\n",
     [r"brev\.sv\.md:\d+:\d+: error:", "Språk"]),
    ("a misspelt column in a where", "job.yaml",
     "    where: {Boendeform: Servicehus}", "    where: {Boendefrom: Servicehus}",
     [r"job\.yaml:\d+:\d+: error:", "Boendeform", r"\^"]),
    ("a misspelt column in a when", "job.yaml", "[Beslut till]",
     "[Besult till]", [r"job\.yaml:\d+:\d+: error:", "Beslut till"]),
    ("a misspelt role's column", "job.yaml", "protected: Skydd",
     "protected: Skyd", [r"job\.yaml:\d+:\d+: error:", "Skydd"]),
    ("an unknown key", "job.yaml", "reference:", "referense:",
     [r"job\.yaml:\d+:\d+: error:", "reference"]),
    ("an unknown key deep down", "job.yaml", "street: Adress",
     "stret: Adress", [r"job\.yaml:\d+:\d+: error:", "street"]),
    ("a key twice", "job.yaml", "order:", "date: 2012-03-20\norder:",
     [r"job\.yaml:\d+:\d+: error:", "date"]),
    ("a register that does not exist", "job.yaml", "klienter.csv",
     "klientr.csv", [r"job\.yaml:\d+:\d+: error:", "klienter.csv"]),
    ("a letter that does not exist", "job.yaml", "{text: brev.sv.md}",
     "{text: brev.se.md}", [r"job\.yaml:\d+:\d+: error:", r"brev\.\w+\.md"]),
    ("stationery that does not exist", "job.yaml", "kommun-h2", "komun-h2",
     [r"job\.yaml:\d+:\d+: error:", "kommun-h2"]),
    ("fewer rows than expected", "job.yaml", "rows: 350-450", "rows: 500-600",
     [r"job\.yaml:\d+:\d+: error:", str(len(register()))]),
    ("more letters than expected", "job.yaml", "letters: 250-350",
     "letters: 100-200", [r"job\.yaml:\d+:\d+: error:", "284"]),
    ("a date that is none", "job.yaml", "date: 2012-03-19", "date: 2012-02-30",
     [r"job\.yaml:\d+:\d+: error:"]),
    ("text against a date", "job.yaml", "[Beslut till] < [gäller från]",
     "[Beslut till] < 'snart'", [r"job\.yaml:\d+:\d+: error:"]),
    ("and beside or", "job.yaml", "[Beslut till] < [gäller från]",
     "Enhet = 'a' or Enhet = 'b' and Ort = 'c'",
     [r"job\.yaml:\d+:\d+: error:"]),
    ("a column twice in the manifest", "job.yaml", "Förnamn, Efternamn, Enhet]",
     "Förnamn, Enhet, förnamn]", [r"job\.yaml:\d+:\d+: error: 'manifest' names "
                                 r"column 'förnamn' twice \[shown-twice\]"]),
    ("raw HTML in the letter", "brev.fi.md", "## Toimi näin",
     "<b>Toimi</b>", [r"brev\.fi\.md:\d+:\d+: error:"]),
    ("an if that is not closed", "brev.sv.md", "{{> underskrift.md}}",
     "{{if Språk = 'sv'}}\nHej\n", [r"brev\.sv\.md:\d+:\d+: error:"]),
]


def no_output(check, name, folder):
    out = folder.file("result")
    left = [n for n in os.listdir(folder.path) if n != "fritt-val"]
    check.true(f"{name}: no output", not os.path.exists(out) and not left,
               left)


def check_said(check, name, ran, wanted):
    check.equal(f"{name}: exit code", ran.code, 2)
    for want in wanted:
        check.true(f"{name}: says {want}", re.search(want, ran.err), ran)


def broken_byte(check):
    """0x81 is no character of Windows-1252, and the file is not UTF-8."""
    name = "a broken byte in the register"
    with Folder() as folder:
        path = os.path.join(folder.job, "klienter.csv")
        with open(path, "rb") as source:
            lines = source.read().split(b"\r\n")
        lines[41] = lines[41].replace(b";", b"\x81;", 1)
        with open(path, "wb") as to:
            to.write(b"\r\n".join(lines))
        ran = folder.run("--lang", "en", "-o", folder.file("result"))
        check_said(check, name, ran, [r"klienter\.csv:42:\d+: error:",
                                      r"(?i)\b(0x)?81\b"])
        no_output(check, name, folder)


def several_at_once(check):
    with Folder() as folder:
        folder.change("job.yaml", "reference:", "referense:")
        folder.change("job.yaml", "street: Adress", "stret: Adress")
        ran = folder.run("--lang", "en", "-o", folder.file("result"))
        check_said(check, "several faults at once", ran,
                   ["referense", "stret"])


def as_windows_writes(check):
    """BOM, CRLF and Windows-1252 are read, not refused."""
    for encoding, newline in (("utf-8-sig", "\r\n"), ("cp1252", "\r\n")):
        with Folder() as folder:
            for name in ("job.yaml", "brev.sv.md", "brev.fi.md"):
                path = os.path.join(folder.job, name)
                with open(path, encoding="utf-8") as source:
                    text = source.read()
                with open(path, "w", encoding=encoding,
                          newline=newline) as to:
                    to.write(text)
            ran = folder.run("--lang", "en", "-o", folder.file("result"))
            check.true(f"files in {encoding} with CRLF are read",
                       ran.code == 0, ran)


def held_beyond(check):
    with Folder() as folder:
        folder.change("job.yaml", "held: 0-40", "held: 0-5")
        out = folder.file("result")
        ran = folder.run("--lang", "en", "-o", out)
        check.true("held rows beyond expect end with 1", ran.code == 1, ran)
        check.true("and are said",
                   "29 rows are held, which is not what 'expect:' allows "
                   "[held-beyond]" in ran.err, ran)
        check.true("and the mailing is there",
                   os.path.exists(os.path.join(out, "keep", "SHA256SUMS")))


def main():
    check = Checks()
    for name, file, old, new, wanted in CASES:
        with Folder() as folder:
            folder.change(file, old, new)
            ran = folder.run("--lang", "en", "-o", folder.file("result"))
            check_said(check, name, ran, wanted)
            no_output(check, name, folder)
    broken_byte(check)
    several_at_once(check)
    as_windows_writes(check)
    held_beyond(check)
    check.end()


if __name__ == "__main__":
    main()
