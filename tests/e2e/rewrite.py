"""A batch of a sealed run written once more: the same bytes from keep/ and the
job as it was, or nothing."""
import os
import shutil
import sqlite3

from kit import Checks, Folder, Small, batches, reseal, run


def read(path):
    with open(path, "rb") as file:
        return file.read()


def rewrite(folder, number, out, *more):
    return run("write", "--batch", str(number), "-o", out, "--lang", "en",
               os.path.join(folder.job, "job.yaml"), folder.file("run"), *more)


def check_same(check, folder):
    sealed = {os.path.basename(pdf): read(pdf)
              for pdf in batches(folder.file("run"))}
    check.true("several batches", len(sealed) > 2, sealed.keys())
    # As a municipality leaves it: the register and the print files are gone.
    shutil.rmtree(folder.file("run", "to-printer"))
    with open(os.path.join(folder.job, "klienter.csv"), "r+b") as register:
        header = register.readline()
        register.seek(0)
        register.truncate()
        register.write(header)
    for number, name in enumerate(sorted(sealed), 1):
        out = folder.file(f"again-{number}")
        ran = rewrite(folder, number, out)
        check.true(f"batch {number}: written", ran.code == 0 and
                   f"batch {number} lies in" in ran.out, ran)
        check.equal(f"batch {number}: nothing else", os.listdir(out), [name])
        check.true(f"batch {number}: the same bytes",
                   read(os.path.join(out, name)) == sealed[name])
        check.equal(f"batch {number}: for nobody else",
                    os.stat(os.path.join(out, name)).st_mode & 0o077, 0)


def refused(check, name, folder, code, words, number=1, out="new"):
    ran = rewrite(folder, number, folder.file(out))
    check.true(f"{name}: exit {code}", ran.code == code, ran)
    check.true(f"{name}: {words}", words in ran.err and not ran.out, ran)
    check.true(f"{name}: nothing is left", out != "new" or
               not os.path.exists(folder.file("new")))


def check_refused(check, folder):
    ledger = folder.file("run", "keep", "ledger.db")
    refused(check, "no such batch", folder, 2, "[no-such-batch]", 99)
    os.mkdir(folder.file("there"))
    refused(check, "a folder that is there", folder, 2, "[folder-exists]",
            out="there")
    os.mkdir(folder.file("half.partial"))
    refused(check, "one that somebody began", folder, 2, "[folder-exists]",
            out="half")
    for arguments in (["--batch", "1"], ["-o", folder.file("new")]):
        ran = run("write", *arguments, os.path.join(folder.job, "job.yaml"),
                  folder.file("run"), "--lang", "en")
        check.true(f"write {arguments}: [write-wants-batch]", ran.code == 3 and
                   "or --batch N, -o DIR" in ran.err, ran)
    for file, old, new in (("brev.sv.md", "Hej ", "Hallå "),
                           ("job.yaml", "sides: 2", "sides: 1")):
        before = read(os.path.join(folder.job, file))
        folder.change(file, old, new)
        refused(check, f"another {file}", folder, 2, f"'{file}' is not as it "
                "was when the mailing was planned [input-changed]")
        with open(os.path.join(folder.job, file), "wb") as to:
            to.write(before)
    register = os.path.join(folder.job, "klienter.csv")
    before = read(register)
    head, rest = before.split(b"\n", 1)
    names = head.rstrip(b"\r").split(b";")
    for name, changed, words in (
            ("swapped", [names[0], names[2], names[1], *names[3:]],
             "column 2 of the register is 'Efternamn' by now, and was "
             "'Förnamn' in the run"),
            ("one more", [*names, b"Ny"], "is 'Ny' by now, and was '-'"),
            ("one less", names[:-1], "is '-' by now")):
        with open(register, "wb") as to:
            to.write(b";".join(changed) + b"\r\n" + rest)
        refused(check, f"columns: {name}", folder, 2, words)
        refused(check, f"columns: {name}", folder, 2, "[other-columns]")
    with open(register, "wb") as to:
        to.write(before)
    whole = read(ledger)
    for statement, code, words in (
            ("UPDATE header SET value = 'utskick 0.0.9' WHERE key = 'program'",
             2, "[other-program]"),
            ("UPDATE batch_result SET sha256 = hex(zeroblob(32))", 4,
             "[batch-differs]"),
            ("UPDATE cells SET c4 = 'Andra gatan 1' WHERE row IN (SELECT row "
             "FROM letter_row WHERE letter = 1)", 4, "[letter-differs]"),
            ("UPDATE letter SET sha256 = hex(zeroblob(32)) WHERE number = 1", 4,
             "[letter-differs]"),
            ("UPDATE cells SET c4 = '" + "W" * 90 + "' WHERE row IN (SELECT row "
             "FROM letter_row WHERE letter = 1)", 4, "[letter-differs]"),
            ("UPDATE letter SET version = version + 1 WHERE number = 1", 4,
             "[letter-differs]"),
            ("UPDATE batch SET file = '' WHERE number = 1", 4,
             "[plan-broken]")):
        with sqlite3.connect(ledger) as db:
            db.execute(statement)
        db.close()
        refused(check, f"not sealed: {statement[:20]}", folder, 2,
                "[changed-file]")
        reseal(folder.file("run"))
        refused(check, statement[:30], folder, code, words)
        with open(ledger, "wb") as to:
            to.write(whole)
        reseal(folder.file("run"))
    purged = folder.file("run", "keep", "PURGED")
    with open(purged, "wb") as to:
        to.write(b"x")
    refused(check, "a purged run", folder, 2, "[purged-run]")
    os.remove(purged)
    os.remove(ledger)
    refused(check, "no run", folder, 2, "[no-such-run]")


def check_crosses(check):
    """In a column of crosses an empty cell means no, which only the whole
    register shows: the run's ledger says it to whoever writes again."""
    rows = ["Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Mejl;Svar",
            "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;;x;ja",
            "19320303-9825;Bo;Ek;Björkgatan 3;999 32;Norrviken;;;",
            "19330404-9830;Cia;Al;Storgatan 5;999 32;Norrviken;;X;nej"]
    letter = ("# Hej\n\n{{if Mejl}}Du får mejl.{{else}}Du får inte mejl."
              "{{/if}}\n")
    with Small("columns: {Mejl: flag, Svar: flag}\n", rows, letter) as small:
        ran = small.run("-q")
        check.true("crosses: run", ran.code == 0, ran)
        check.true("crosses: empty is no", small.text().count(
            "Du får inte mejl.") == 1, small.text())
        ledger = small.file("out", "keep", "ledger.db")
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as open_:
            check.equal("crosses: the ledger says it", open_.execute(
                "SELECT value FROM header WHERE key = 'crosses'").fetchall(),
                [("7",)])
        ran = run("write", "--batch", "1", "-o", small.file("again"), "--lang",
                  "en", small.job, small.file("out"))
        check.true("crosses: written again", ran.code == 0, ran)
        sealed = batches(small.file("out"))[0]
        check.true("crosses: the same bytes", ran.code == 0 and read(
            small.file("again", os.path.basename(sealed))) == read(sealed))
        check.true("of none withdrawn is told", "withdrawn" not in ran.err,
                   ran)
        withdrawn = run("withdraw", "--letters", "2", "--reason", "flyttat",
                        "--date", "2012-03-20", "-o", small.file("pulled"),
                        small.file("out"))
        ran = run("write", "--batch", "1", "-o", small.file("third"), "--lang",
                  "en", small.job, small.file("out"))
        check.true("a withdrawn letter is said to be there again",
                   withdrawn.code == 0 and ran.code == 0 and
                   "withdrawn since: 2 [write-withdrawn]" in ran.err,
                   f"{withdrawn}{ran}")


def main():
    check = Checks()
    with Folder() as folder:
        folder.change("job.yaml", "letters_per_batch: 100",
                      "letters_per_batch: 120")
        ran = folder.run("-q", "-o", folder.file("run"))
        check.true("run", ran.code == 0, ran)
        check_same(check, folder)
        check_refused(check, folder)
    with Folder() as folder:
        folder.change("job.yaml", "letters_per_batch: 100", "letters_per_batch: "
                      "100, split: both, banner: group, group_by: Boendeform")
        ran = folder.run("-q", "-o", folder.file("run"))
        check.true("run with files of single letters too", ran.code == 0, ran)
        check_same(check, folder)
    with Folder() as folder:
        folder.change("job.yaml", "order:", "households: {by: address, most: 2}"
                      "\norder:")
        folder.change("job.yaml", "guardian: God man}",
                      "guardian: {name: God man, street: God man adress, postcode:"
                      " God man postnr, town: God man ort, mail: both}}")
        for letter, hello in (("brev.sv.md", "Hej"), ("brev.fi.md", "Hei")):
            folder.change(letter, hello + " {{Förnamn}}!", hello + " {{names}}!")
        ran = folder.run("-q", "-o", folder.file("run"))
        check.true("run with households and guardians", ran.code == 0, ran)
        check_same(check, folder)
    check_crosses(check)
    check.end()


if __name__ == "__main__":
    main()
