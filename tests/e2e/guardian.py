"""To whom a letter goes where the client has a guardian (god man, förvaltare):
address, text, manifest and ledger, for each way of `mail:`."""
import os
import shutil
import sqlite3
import sys
import tempfile

from kit import (Checks, Folder, batches, contents, hold_codes, lines_in,
                 manifest, pages, run)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

WINDOW = (112, 38, 200, 75)  # mm: where the right-hand window shows

JOB = """name: Gode män
date: 2012-03-19
reference: SN-2012-0047
register: {{file: register.csv, key: Personnummer, encoding: utf-8}}
roles:
  person: Personnummer
  protected: Skydd
  guardian: {guardian}
send: {{when: "Namn is not empty", else: Inget namn}}
address: {{name: Namn, co: C/o, street: Adress, postcode: Postnr, town: Ort}}
letters: [{{text: brev.md}}]
stationery: kommun-h2
order: [Personnummer]
manifest: [Namn]
"""
FULL = """
    name: God man
    street: God man adress
    postcode: God man postnr
    town: God man ort
    mail: """
LETTER = ("{{if addressee = 'guardian'}}Till god man för{{else}}Till{{/if}}"
          " {{Namn}}.\n")

ROWS = [
    "Namn;C/o;Adress;Postnr;Ort;Skydd;God man;God man adress;God man postnr;"
    "God man ort",
    "Ada Ek;;Storgatan 1;999 10;Norrviken;;;;;",
    "Bo Al;c/o Lind;Ågatan 2;99911;Norrviken;;Gun Rydh;Box 7;SE-999 52;Ytterholm",
    "Cia Ask;;Ågatan 3;999 11;Norrviken;;Gun Rydh;;;",
    "Dan Rönn;;Ågatan 4;999 11;Norrviken;Ja;Gun Rydh;Box 7;999 52;Ytterholm",
    "Eva Alm;;;;;;Gun Rydh;Box 7;999 52;Ytterholm",
]

ADA = ["Ada Ek", "Storgatan 1", "999 10 Norrviken"]
BO = ["Bo Al", "c/o Lind", "Ågatan 2", "999 11 Norrviken"]
CIA = ["Cia Ask", "Ågatan 3", "999 11 Norrviken"]
BOX = ["Box 7", "999 52 Ytterholm"]

# mail: what must be written, as (row, addressee, address), and who is held
WANTED = {
    "client": ([(1, "client", ADA), (2, "client", BO), (3, "client", CIA)],
               {4: "protected", 5: "address"}),
    "instead": ([(1, "client", ADA),
                 (2, "guardian", ["Gun Rydh", "Gäller Bo Al"] + BOX),
                 (5, "guardian", ["Gun Rydh", "Gäller Eva Alm"] + BOX)],
                {3: "address", 4: "protected"}),
    "care_of": ([(1, "client", ADA),
                 (2, "care-of", ["Bo Al", "c/o Gun Rydh"] + BOX),
                 (5, "care-of", ["Eva Alm", "c/o Gun Rydh"] + BOX)],
                {3: "address", 4: "protected"}),
    "both": ([(1, "client", ADA), (2, "client", BO),
              (2, "guardian", ["Gun Rydh", "Gäller Bo Al"] + BOX)],
             {3: "address", 4: "protected", 5: "address"}),
}


def write(folder, guardian):
    rows = ["Personnummer;" + ROWS[0]]
    rows += [f"{identity(at)};{row}" for at, row in enumerate(ROWS[1:])]
    for name, text in (("job.yaml", JOB.format(guardian=guardian)),
                       ("brev.md", LETTER),
                       ("register.csv", "\r\n".join(rows) + "\r\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8",
                  newline="") as to:
            to.write(text)


def read_ledger(out):
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        held = dict(ledger.execute(
            "SELECT row, kind FROM outcome JOIN rule ON number = rule"
            " WHERE outcome = 'held'"))
        letters = ledger.execute(
            "SELECT letter, row, letter_row.addressee, first_page FROM letter_row"
            " JOIN letter ON number = letter ORDER BY letter").fetchall()
    return held, letters


def check_letters(check, mail, out, wanted):
    held, letters = read_ledger(out)
    printed = list(pages(batches(out)[0]))
    have = [(row, addressee, lines_in(printed[page - 1], *WINDOW))
            for _, row, addressee, page in letters]
    check.equal(f"{mail}: letters", sorted(have), sorted(wanted[0]))
    check.equal(f"{mail}: held", held, wanted[1])
    for _, row, addressee, page in letters:
        said = " ".join(text for *_, text in printed[page - 1])
        want = "Till god man för" if addressee == "guardian" else "Till "
        name = ROWS[row].split(";")[0]
        check.true(f"{mail}: text of row {row}",
                   f"{want.strip()} {name}." in said, said)
        check.true(f"{mail}: only for guardians, row {row}",
                   ("god man" in said) == (addressee == "guardian"), said)
    return letters


def words_of(addressees):
    return ", ".join(WORDS[addressee] for addressee in addressees)


def check_manifest(check, mail, out, letters):
    """A line for each row, which names all its letters; and one for each."""
    path = os.path.join(out, "keep", "manifest.xlsx")
    listed = manifest(path)
    check.equal(f"{mail}: rows in the manifest", len(listed), len(ROWS) - 1)
    for line in listed:
        mine = [letter for letter in letters if letter[1] == line["Rad"]]
        check.equal(f"{mail}: row {line['Rad']}, to whom",
                    line["Mottagare"] or "", words_of(a for _, _, a, _ in mine))
        check.equal(f"{mail}: row {line['Rad']}, letters",
                    str(line["Brev"] or ""),
                    ", ".join(str(number) for number, *_ in mine))
    check.equal(f"{mail}: letters in the manifest",
                [(line["Brev"], int(line["Rader"]), line["Mottagare"],
                  line["Första sidan"]) for line in manifest(path, 1)],
                [(number, row, WORDS[addressee], page)
                 for number, row, addressee, page in letters])


WORDS = {"client": "klient", "guardian": "god man",
         "care-of": "klient c/o god man"}


def check_language(check, mail, folder, out):
    """Paper and manifest speak the job's language, whoever runs it."""
    other = os.path.join(folder, "other")
    ran = run("run", os.path.join(folder, "job.yaml"), "-o", other,
              "--lang", "en")
    if check.true(f"{mail}: runs in English", ran.code in (0, 1), ran):
        one, two = contents(out), contents(other)
        check.equal(f"{mail}: bytes in English",
                    [name for name in one if one[name] != two.get(name)], [])


def check_mail(check, mail):
    with tempfile.TemporaryDirectory(prefix="utskick-e2e-") as folder:
        write(folder, FULL + mail)
        out = os.path.join(folder, "out")
        ran = run("run", os.path.join(folder, "job.yaml"), "-o", out)
        if check.true(f"{mail}: runs", ran.code in (0, 1), ran):
            letters = check_letters(check, mail, out, WANTED[mail])
            check_manifest(check, mail, out, letters)
        check_language(check, mail, folder, out)


def check_name_only(check):
    """A guardian that is only named: the client's mail is the client's."""
    with tempfile.TemporaryDirectory(prefix="utskick-e2e-") as folder:
        write(folder, "God man")
        out = os.path.join(folder, "out")
        ran = run("run", os.path.join(folder, "job.yaml"), "-o", out)
        if check.true("named: runs", ran.code in (0, 1), ran):
            check_letters(check, "named", out, WANTED["client"])


def check_frame(check):
    """A frame of the stationery speaks of the letter at hand: to whom it
    goes."""
    with Folder() as folder:
        shutil.copy(os.path.join(folder.job, "kommun-h2.yaml"),
                    os.path.join(folder.job, "egen.yaml"))
        folder.change("job.yaml", "stationery: kommun-h2",
                      "stationery: egen.yaml")
        folder.change("egen.yaml", "text: Norrvikens kommun\n", "text: \"{{if "
                      "addressee = 'guardian'}}Ombud{{else}}Klient{{/if}}\"\n")
        folder.change("job.yaml", "guardian: God man}",
                      "guardian: {name: God man, street: God man adress, "
                      "postcode: God man postnr, town: God man ort, mail: both}}")
        out = folder.file("out")
        ran = folder.run("-q", "-o", out)
        if not check.true("frame: runs", ran.code == 0, ran):
            return
        with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
            letters = ledger.execute(
                "SELECT addressee, batch, first_page FROM letter").fetchall()
        printed = [list(pages(pdf)) for pdf in batches(out)]
        for addressee, batch, page in letters:
            heads = lines_in(printed[batch - 1][page - 1], 20, 10, 112, 30)[:1]
            check.equal(f"frame: {addressee}", heads, [
                "Ombud" if addressee == "guardian" else "Klient"])
        check.equal("frame: of both kinds", {letter[0] for letter in letters},
                    {"client", "guardian"})


FAR = "Box 7;999 52;Ytterholm"
UNCLEAR = [
    ("an address without a name", f";{FAR}", "guardian-nameless"),
    ("a town alone", ";;;Ytterholm", "guardian-nameless"),
    ("yes", f"Ja;{FAR}", "guardian-word"),
    ("no", "nej;;;", "guardian-word"),
    ("ended", f"Gun Rydh (upphört);{FAR}", "guardian-word"),
    ("former", f"Tidigare: Gun Rydh;{FAR}", "guardian-word"),
    ("applied for", f"ANSÖKAN 2012;{FAR}", "guardian-word"),
    *((words, f"{words};{FAR}", "guardian-word") for words in (
        "God man saknas", "Ingen god man", "Har ej god man", "Inte utsedd",
        "Ska utses", "Under utredning", "Byte pågår", "Behövs ej", "Se akt",
        "Eva Al t.o.m. december", "Eva Al tom 20251231", "Eva Al (2019-2024)",
        "Slutat: Eva Al", "Eva Al - ersatt", "Eva Al, byts ut", "Överklagat",
        "Nej, men son hjälper till", "Vilande", "Saknar god man", "Utan god man",
        "Eva Al (ersättare Bo Ek)", "Anhörig", "Framtidsfullmakt", "Inga",
        "F.d. god man Eva Al", "Har ikke verge", "Verge ikke oppnevnt",
        "Opphørt: Ola Vik", "Ei ole", "Ei edunvalvojaa", "Edunvalvonta päättynyt",
        "Puuttuu", "Förvaltare 24 AB")),
    *((words, f"{words};{FAR}", None) for words in (
        "Tom Ek", "Inga Tom", "Inga-Lill Åkt", "Ole Vik", "F.D. Ek", "Ei Ei Mon",
        "Sonen Bo Ek", "Bytesman Ek", "Aktér Inger")),
    ("a name", f"Ja-Nina Rydh;{FAR}", None),
    ("an office", f"Rydhs förvaltning AB;{FAR}", None),
    ("none", ";;;", None),
]


def check_unclear(check):
    """Whether there is a guardian, and who, must be clear where mail goes by
    it: nobody else gets the letter."""
    rows = ["Personnummer;" + ROWS[0]] + [
        f"{identity(at)};Ada Ek;;Storgatan {at + 1};999 10;Norrviken;;{cells}"
        for at, (_, cells, _) in enumerate(UNCLEAR)]
    for mail in ("client", "instead", "care_of", "both"):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, FULL + mail)
            with open(os.path.join(folder, "register.csv"), "w",
                      encoding="utf-8") as to:
                to.write("\n".join(rows) + "\n")
            out = os.path.join(folder, "out")
            ran = run("run", "-q", os.path.join(folder, "job.yaml"), "-o", out)
            codes = hold_codes(out)
            for at, (name, _, code) in enumerate(UNCLEAR, 1):
                check.equal(f"{mail}: {name}", codes.get(at),
                            None if mail == "client" else code)
            check.true(f"{mail}: runs", ran.code == 0, ran)


def main():
    check = Checks()
    check_unclear(check)
    for mail in WANTED:
        check_mail(check, mail)
    check_name_only(check)
    check_frame(check)
    check.end()


if __name__ == "__main__":
    main()
