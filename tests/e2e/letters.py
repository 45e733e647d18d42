"""Thirty letters, twenty written by LibreOffice and ten as Word writes them: set
without an edit, and their words are those that LibreOffice and pandoc read
(tests/real/letters.py made them). And the sample's letter in Word: the same
pages as in Markdown, by their hashes."""
import collections
import glob
import os
import re
import shutil
import sqlite3
import tempfile

from kit import ROOT, SAMPLE, Checks, Small, run

LETTERS = os.path.join(ROOT, "tests", "word", "letters")
WORD_SAMPLE = os.path.join(ROOT, "samples", "fritt-val-word")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


# What pandoc does not read of alternate content, and shows of a nested field.
PANDOC = {"w03-alternativ.docx": ({"Tecken": 1}, {}),
          "w09-villkor.docx": ({}, {"Ort": 1})}


def words(text):
    """Words with a letter, counted: numbers of lists are nobody's words."""
    return collections.Counter(w for w in WORD.findall(text) if re.search(r"[^\W\d_]", w))


def plain(markdown):
    """Markdown without its signs: targets, pictures, attributes, conditions."""
    body = markdown.split("---\n", 2)[-1]
    body = re.sub(r"(?m)^\{[^{\n]*\}$", "", body)
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body)
    body = re.sub(r"\]\([^)]*\)", " ", body)
    return tags(body).replace("\\", "")


def tags(text):
    return re.sub(r"\{\{(?:if [^}]*|else|/if)\}\}", " ", text)


def said(path, program, pictures):
    with open(path.replace(".docx", f".{program}.txt"), encoding="utf-8") as source:
        text = tags(source.read())
    if program == "pandoc":
        for description in pictures:
            text = text.replace(f"[{description}]", " ").replace(description, " ", 1)
    return words(text)


def check_words(check, paths, folder):
    for path in paths:
        name = os.path.basename(path)
        ran = run("import", "--json", "-o", os.path.join(folder, name + ".md"), path)
        if not check.true(f"{name}: read", ran.code == 0, ran):
            continue
        with open(os.path.join(folder, name + ".md"), encoding="utf-8") as source:
            markdown = source.read()
        have = words(plain(markdown))
        pictures = re.findall(r"!\[([^\]]*)\]", markdown)
        for program in ("libreoffice", "pandoc"):
            want = said(path, program, pictures)
            known = PANDOC.get(name, ({}, {})) if program == "pandoc" else ({}, {})
            check.equal(f"{name}: the words that {program} reads", (dict(have - want), dict(want - have)), known)


def check_set(check, paths):
    """All in one job, each for a row of its own."""
    head = "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Antal;Nr"
    births = [f"193{n // 28 % 10}01{n % 28 + 1:02d}" for n in range(len(paths))]

    def number(n):
        """A test number with its check digit."""
        digits = births[n][2:] + "980"
        total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(digits))
        return f"{births[n]}-980{-total % 10}"
    rows = [f"{number(n)};Åsa;Ek;Gatan {n + 1};999 32;Norrviken;;12;n{n + 1}" for n in range(len(paths))]
    letters = "letters:\n" + "".join(
        f"  - {{text: {os.path.basename(path)}, where: {{Nr: n{n + 1}}}}}\n" for n, path in enumerate(paths))
    with Small("columns: {Antal: integer, Nr: {values: {" + ", ".join(f"n{n + 1}: []" for n in range(len(paths))) + "}}}\n",
               [head, *rows], head=Small.HEAD.replace("letters: [{text: brev.md}]\n", letters)) as small:
        for path in paths:
            shutil.copy(path, small.file("jobb"))
        ran = small.run()
        check.true("thirty letters are set", ran.code == 0, ran)
        if ran.code == 0:
            with sqlite3.connect(small.file("out", "keep", "ledger.db")) as found:
                check.equal("each row has its own", found.execute("SELECT count(*) FROM letter").fetchone()[0], len(paths))


def hashes(out):
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as found:
        return found.execute("SELECT number, sha256 FROM letter ORDER BY number").fetchall()


def check_sample(check):
    """284 letters, in Markdown and in Word."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.dirname(SAMPLE), os.path.join(folder, "samples"),
                        ignore=shutil.ignore_patterns("out"))
        made = []
        for name in ("fritt-val", "fritt-val-word"):
            out = os.path.join(folder, name + "-out")
            ran = run("run", "-q", os.path.join(folder, "samples", name, "job.yaml"), "-o", out)
            check.true(f"the sample {name}", ran.code == 0, ran)
            made.append(hashes(out) if ran.code == 0 else None)
        check.true("284 equal content hashes", made[0] is not None and made[0] == made[1] and len(made[0]) == 284)


def main():
    check = Checks()
    paths = sorted(glob.glob(os.path.join(LETTERS, "*.docx")))
    check.equal("letters", len(paths), 30)
    with tempfile.TemporaryDirectory() as folder:
        check_words(check, paths, folder)
    check_set(check, paths)
    check_sample(check)
    check.end()


main()
