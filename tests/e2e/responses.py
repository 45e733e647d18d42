"""Response codes: each letter has one of its own, the same whoever makes it;
printed, drawn as a QR code that a telephone reads, and read back from what
people write. A miswritten one is named by its line and never guessed."""
import os
import re
import sqlite3

from kit import (Checks, Folder, Small, batches, contents, hold_codes,
                 manifest, run, tool)

SVAR = "https://exempel.se/svar/"
TEXT = ("\nSvara med koden **{{response_code}}**.\n\n"
        "![Svara på webben](qr:" + SVAR + "{{svarskod}})\n")
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def codes(out):
    path = os.path.join(out, "keep", "ledger.db")
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as ledger:
        return dict(ledger.execute("SELECT letter, code FROM response"))


def drawn(folder, pdf, first, last):
    """The addresses that zbarimg reads off the printed pages."""
    stem = folder.file("page")
    tool("pdftoppm", "-r", "150", "-gray", "-f", str(first), "-l", str(last),
         "-png", pdf, stem)
    pictures = sorted(os.path.join(folder.path, name)
                      for name in os.listdir(folder.path)
                      if name.startswith("page"))
    said = tool("zbarimg", "--quiet", "--raw", *pictures).out.split()
    for picture in pictures:
        os.remove(picture)
    return said


def check_letters(check, folder, out):
    check.true("a run", folder.run("-o", out).code == 0)
    have = codes(out)
    check.equal("a code for each letter, none twice",
                (len(have), len(set(have.values()))), (284, 284))
    check.true("eight signs, the first a letter", all(
        len(code) == 8 and set(code) <= set(SIGNS) and not code[0].isdigit()
        for code in have.values()))
    check.equal("as they are in the manifest", {
        row["Brev"]: row["Svarskod"]
        for row in manifest(os.path.join(out, "keep", "manifest.xlsx"), 1)},
        have)
    text = tool("pdftotext", batches(out)[0], "-").out
    check.true("printed", all(have[n] in text for n in range(1, 20)))
    check.equal("drawn, and read by another program",
                drawn(folder, batches(out)[0], 1, 4),
                [SVAR + have[n] for n in (1, 2)])
    ran = run("verify", out)
    check.true("all holds", ran.code == 0, ran)


def check_same(check, folder, out):
    """Whoever makes it, with as many workers as there are."""
    again = folder.file("again")
    check.true("a run again", folder.run("-o", again, "--workers", "3").code == 0)
    check.equal("the same codes", codes(again), codes(out))
    folder.change("job.yaml", "första informationsbrevet\n", "påminnelse\n")
    other = folder.file("other")
    check.true("another mailing", folder.run("-o", other).code == 0)
    check.true("has no code in common",
               not set(codes(other).values()) & set(codes(out).values()))
    return codes(other)


def hand(code):
    """As a person writes it."""
    text = f" {code[:4]}-{code[4:]} ".lower()
    return text.replace("0", "o").replace("1", "l")


def wrong(code, have):
    """One sign of the code is another."""
    at = "3" if code[4] != "3" else "4"
    assert code[:4] + at + code[5:] not in have
    return code[:4] + at + code[5:]


def made_up(have):
    """A code whose check signs fit, of no letter: the sum of three is one,
    since they are a coset of a linear code over GF(32)."""
    for n in range(3, 280):
        sums = [SIGNS[SIGNS.index(a) ^ SIGNS.index(b) ^ SIGNS.index(c)]
                for a, b, c in zip(have[n], have[n + 1], have[n + 2])]
        if not sums[0].isdigit() and "".join(sums) not in have.values():
            return "".join(sums)
    raise ValueError("no such code")


def check_returns(check, folder, out, other):
    have = codes(out)
    path = folder.file("svar.csv")
    run("posted", "--batch", "1", "--date", "2012-03-21", out)

    def returns(*lines, header="kod;utfall"):
        with open(path, "w", encoding="utf-8") as to:
            to.write(header + "\n" + "\n".join(lines) + "\n")
        return run("returns", "--lang", "en", "--date", "2012-04-02", out,
                   path)

    unknown = made_up(have)
    for words, lines in (
            ("[wrong-code]", [have[1] + ";svar", wrong(have[2], have) +
                              ";svar"]),
            ("[wrong-code]", ["7;svar", other[3] + ";svar"]),
            ("[wrong-code]", ["7;svar", have[1][:4] + have[1][5] + have[1][4] +
                              have[1][6:] + ";svar"]),
            ("[no-such-code]", ["7;svar", unknown + ";svar"]),
            ("[list-number]", ["7;svar", have[2][:7] + ";svar"]),
            ("[list-number]", ["7;svar", have[2] + have[3] + ";svar"]),
            ("[letter-twice]", [have[2] + ";svar", hand(have[2]) + ";svar"]),
            ("[letter-twice]", ["2;svar", have[2] + ";svar"])):
        ran = returns(*lines)
        check.true(f"refused by its line: {words}", ran.code == 2 and
                   words in ran.err and "line 3" in ran.err and
                   have[2] not in ran.err, ran)
    for header, lines in (
            ("nummer;kod;utfall", [f"7;{have[7]};svar", f"8;{have[9]};svar"]),
            ("kod;brev;utfall", [f"{have[7]};;svar", f"{have[9]};8;svar"]),
            ("brev;utfall;status", ["7;svar;pågår", "8;retur;besvarat"])):
        ran = returns(*lines, header=header)
        check.true(f"columns that disagree: {header}", ran.code == 2 and
                   "line 3" in ran.err and "[list-differs]" in ran.err and
                   "line 2" not in ran.err, ran)
    ran = returns(have[1] + ";;svar", hand(have[2]) + ";2;retur", ";3;svar",
                  header="kod;brev;utfall")
    check.true("codes and numbers", ran.code == 0 and "answered: 2" in ran.out
               and "returned: 1" in ran.out, ran)
    ran = returns(hand(have[1]) + ";svar")
    check.true("an answer twice", ran.code == 2 and "line 2" in ran.err and
               "[fate-not-allowed]" in ran.err, ran)


def check_reprint(check, folder, out):
    again = folder.file("reprint")
    ran = run("reprint", "--letters", "2", "-o", again, out)
    check.true("printed again, it is the same code", ran.code == 0 and
               drawn(folder, os.path.join(again, "reprint.pdf"), 1, 2) ==
               [SVAR + codes(out)[2]], ran)


def check_damage(check, folder, out):
    """The ledger says another code than the key gives."""
    path = os.path.join(out, "keep", "ledger.db")
    os.chmod(path, 0o600)
    with sqlite3.connect(path) as ledger:
        ledger.execute("UPDATE response SET code = 'A' || substr(code, 2)"
                       " WHERE letter = 4 AND code NOT LIKE 'A%'")
        ledger.execute("DELETE FROM response WHERE letter = 5")
    ran = run("verify", "--lang", "en", out)
    check.true("verify names both", ran.code == 2 and
               "[letter-code]" in ran.err and all(
        f"letter {n} has another response code" in ran.err for n in (4, 5)),
        ran)


def check_couple(check):
    """A row with two letters has two codes."""
    rows = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;God man;"
            "Gmgata;Gmpostnr;Gmort",
            "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;;Bo Al;"
            "Storgatan 2;999 32;Norrviken")
    head = Small.HEAD.replace(
        "protected: Skydd}", "protected: Skydd, guardian: {mail: both, name:"
        " God man, street: Gmgata, postcode: Gmpostnr, town: Gmort}}")
    with Small("", rows, "{{if addressee = 'guardian'}}Den{{else}}Du"
               "{{/if}} {{Förnamn}} {{response_code}}\n", head) as small:
        ran = small.run()
        have = codes(small.file("out")) if ran.code == 0 else {}
        check.true("two letters of a row", len(set(have.values())) == 2, ran)


def check_apart(check):
    """The letter of a protected person stands in no ledger: an answer to it is
    named by its line, and taken for nobody else's."""
    with Small("protected: separate\nkeep_until: 2013-01-01\n",
               letter="Hej {{Förnamn}} KOD{{response_code}}\n") as small:
        check.true("a run", small.run("-q").code == 0)
        out = small.file("out")
        text = tool("pdftotext", os.path.join(
            out, "keep", "protected", "batch-0001.pdf"), "-").out
        code = re.search(r"KOD(\w{8})", text).group(1)
        check.true("a code of its own", code not in codes(out).values())
        run("posted", "--batch", "1", out)
        path = small.file("svar.csv")
        for command in ("returns", "reconcile"):
            with open(path, "w", encoding="utf-8") as to:
                to.write(f"kod;utfall\n{codes(out)[1]};"
                         f"{'svar' if command == 'returns' else 'OK'}\n"
                         f"{hand(code)};svar\n")
            ran = run(command, "--lang", "en", out, path)
            check.true(f"{command}: named by its line", ran.code == 2 and
                       "[code-made-apart]" in ran.err and "line 3" in ran.err
                       and code not in ran.err and "Cia" not in ran.err, ran)
        check_purged(check, out, path, [code, *codes(out).values()])


def check_purged(check, out, path, had):
    """No code, address or key by which an answer leads to a row stays."""
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        keys = [value for value, in ledger.execute(
            "SELECT value FROM header WHERE key LIKE '%\\_key' ESCAPE '\\'")]
    ledger.close()
    check.equal("there are keys", len(keys), 2)
    ran = run("purge", "--lang", "en", out)
    check.true("purged", ran.code == 0, ran)
    text = b"".join(contents(out).values())
    check.equal("none is left", [word for word in had + keys if
                                 word.encode() in text], [])
    ran = run("verify", "--lang", "en", out)
    check.true("and it holds", ran.code == 0 and "purged" in ran.out, ran)
    for command in ("returns", "reconcile"):
        ran = run(command, "--lang", "en", out, path)
        check.true(f"{command} refuses it by name", ran.code == 2 and
                   "[purged-run]" in ran.err and out in ran.err, ran)


LETTERS = (
    ("code-in-condition", "Hej {{Förnamn}}\n",
     "rules:\n  - {hold: Nej, when: \"response_code = 'A'\"}\n"),
    ("code-address", "![Svar](qr:exempel.se/{{response_code}})\n", ""),
    ("code-address", "![Svar](qr:https://å.se/{{response_code}})\n", ""),
    ("code-address", "![Svar](qr:)\n", ""),
    ("field-in-image", "![Svar]({{response_code}}.png)\n", ""),
    ("picture-not-alone", "Hej ![Svar](qr:https://exempel.se/a)\n", ""),
)
HELD = (
    ("code-not-placed", "![Svar](qr:https://exempel.se/" + "x" * 300 + ")\n"),
    ("bad-address", "![Svar](qr:{{Ort}})\n"),
    ("empty-value", "![Svar](qr:https://exempel.se/{{? Skydd}})\n"),
)


def check_faults(check):
    for words, letter, job in LETTERS:
        with Small(job, letter=letter) as small:
            ran = small.run()
            check.true(f"refused: {letter.strip()}", ran.code in (1, 2) and
                       f"[{words}]" in ran.err, ran)
    for code, letter in HELD:
        with Small("expect: {letters: 0}\n",
                   letter="Hej {{Förnamn}}\n\n" + letter) as small:
            ran = small.run("--quiet")
            held = list(hold_codes(small.file("out")).values())
            check.true(f"held: {letter.strip()[:60]}",
                       held.count(code) == 2, (held, str(ran)))


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("out")
        for name in ("brev.sv.md", "brev.fi.md"):
            with open(os.path.join(folder.job, name), "a",
                      encoding="utf-8") as to:
                to.write(TEXT)
        check_letters(check, folder, out)
        other = check_same(check, folder, out)
        check_returns(check, folder, out, other)
        check_reprint(check, folder, out)
        check_damage(check, folder, out)
    check_apart(check)
    check_couple(check)
    check_faults(check)
    check.end()


if __name__ == "__main__":
    main()
