"""Languages: which a job may be in, what --lang takes, a letter in each that
has a row in base/languages.c. And characters that nobody sees, wherever they
are read: none reaches a terminal, none makes an empty value a full one."""
import json
import re
import sqlite3

from kit import Checks, Small, run

LETTER = """---
language: {language}
subject: Prov
---
# Prov

{{{{fullt_datum(job.date)}}}}; {{{{tal(12345.5)}}}}; {{{{belopp(1234)}}}};
{{{{lista(Förnamn, Efternamn, Ort)}}}}; {{{{genitiv(Förnamn)}}}}
"""
WANT = {
    "en": "Monday 19 March 2012; 12,345.5; 1,234 kr; "
          "Anna, Ek and Norrviken; Anna’s",
    "fi": "maanantai 19. maaliskuuta 2012; 12 345,5; 1 234 kr; "
          "Anna, Ek ja Norrviken; Anna",
    "nb": "mandag 19. mars 2012; 12 345,5; 1 234 kr; "
          "Anna, Ek og Norrviken; Annas",
    "no": "mandag 19. mars 2012; 12 345,5; 1 234 kr; "
          "Anna, Ek og Norrviken; Annas",
    "sv": "måndagen den 19 mars 2012; 12 345,5; 1 234 kr; "
          "Anna, Ek och Norrviken; Annas",
    "de": "Montag, 19. März 2012; 12.345,5; 1.234 kr; "
          "Anna, Ek und Norrviken; Anna",
}
SPOKEN = ("en", "nb", "sv")


def check_letters(check):
    for language, want in WANT.items():
        with Small(letter=LETTER.format(language=language)) as small:
            ran = small.run("-q")
            if check.true(f"a letter in {language}", ran.code == 0, ran):
                check.true(f"its words in {language}", want in small.text(),
                           small.text())
    with Small(letter=LETTER.format(language="rom")) as small:
        ran = small.check()
        check.true("no date in a language without months", ran.code == 2 and
                   "brev.md:7:1: error" in ran.err and
                   "[language-unspoken]" in ran.err, ran)
    with Small(letter="---\nlanguage: rom\n---\n# Prov\n\nLačho {{Ort}}\n"
               ) as small:
        check.equal("but its words", small.run("-q").code, 0)


def check_job(check):
    for language in SPOKEN + ("sv-FI", "en-GB", "no"):
        with Small(job=f"language: {language}\n") as small:
            ran = small.check("-q")
            check.true(f"a job in {language}", ran.code == 0, ran)
    for language in ("rom", "fi", "xx", "svenska", "SV"):
        with Small(job=f"language: {language}\n") as small:
            ran = small.run()
            check.true(f"no job in {language}", ran.code == 2 and
                       "job.yaml:9:11: error" in ran.err and
                       "[job-language]" in ran.err, ran)
            if language == "rom":
                check.true("the languages are named",
                           "of these: " + ", ".join(SPOKEN) + ";" in ran.err,
                           ran)


def check_spoken(check):
    with Small() as small:
        said = {}
        for language in SPOKEN:
            ran = run("check", "--lang", language, small.job)
            check.true(f"--lang {language}", ran.code == 0, ran)
            said[language] = ran.out + ran.err
            named = run("check", small.job, LC_ALL=language + "_XX.UTF-8")
            check.equal(f"and of the environment, {language}",
                        named.out + named.err, said[language])
        check.equal("each in its own words", len(set(said.values())),
                    len(SPOKEN))
        for language in ("xx", "rom", "fi", "svenska", "sv-SE", "SV", ""):
            for words in (("check", "--lang", language, small.job),
                          ("--lang", language, "check", small.job)):
                ran = run(*words)
                check.true(f"not --lang {language}", ran.code == 3 and
                           ", ".join(SPOKEN) in ran.err, ran)


HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f"
                     "\u2028-\u202e\u2066-\u2069]")


def check_terminal(check):
    for code in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066,
                 0x2069, 0x85, 0x9B):
        sign = chr(code)
        for job, letter in ((f"a{sign}b: x\n", "Hej\n"),
                            (f'"a{sign}b": x\n', "Hej\n"),
                            (f'name: "a{sign}b"\nrules: [x{sign}]\n', "Hej\n"),
                            ("", f"Hej {{{{a{sign}b}}}}\n"),
                            ("", f"Hej {{{{{sign}b}}}} a{sign}\n")):
            with Small(job=job, letter="# Prov\n\n" + letter) as small:
                ran = small.check()
                check.true(f"U+{code:04X} is refused in {job or letter!r}",
                           ran.code == 2 and ran.err, ran)
                check.true("and not shown", not HOSTILE.search(
                    ran.out + ran.err), ascii(ran.err))
                ran = small.check("--json")
                check.true("nor in JSON", not HOSTILE.search(
                    ran.out + ran.err), ascii(ran.out + ran.err))
                json.loads(ran.out)


def check_empty(check):
    """Nothing that shows nothing is a name."""
    for code in (0x200B, 0x34F, 0x115F, 0x17B4, 0x180B, 0x2065, 0x3164, 0xFE0F,
                 0xFFA0, 0x1D173, 0xE0100):
        rows = list(Small.ROWS)
        rows[1] = rows[1].replace("Anna", chr(code))
        with Small(rows=rows) as small:
            ran = small.run("--json")
            check.true(f"U+{code:04X} is no first name",
                       '"held":2' in ran.out.replace(" ", ""), ran)


KARI, OLA, NILS = "01015098089", "41015098072", "01815098044"


def check_numbers(check):
    """Norwegian numbers: judged as a type, and protected people found by
    theirs."""
    head = Small.HEAD + "columns: {Personnummer: fodselsnummer}\n"
    rows = [Small.ROWS[0] + ";Merknad",
            f"{OLA};Ola;Nes;Gata 1;999 32;Norrviken;nei;",
            f"{NILS[:6]} {NILS[6:]};Nils;Ås;Gata 3;999 32;Norrviken;;"
            f"bor med {KARI[:6]} {KARI[6:]}",
            f"{KARI};Kari;Vik;Gata 5;999 32;Norrviken;ja;",
            "15031298006;Per;Li;Gata 7;999 32;Norrviken;;",
            f"{NILS[:-1]};Siv;Li;Gata 9;999 32;Norrviken;;"]
    with Small(head=head, rows=rows) as small:
        ran = small.run()
        check.true("a register of fødselsnumre", ran.code == 0, ran)
        with sqlite3.connect(small.file("out", "keep", "ledger.db")) as ledger:
            have = [code for code, in ledger.execute(
                "SELECT coalesce(nullif(code, ''), outcome) FROM outcome"
                " ORDER BY row")]
        check.equal("what became of them", have, [
            "letter", "protected-named", "protected", "unfit-value",
            "unfit-value"])
        check.true("age by it", run("explain", small.job, "--row", "1").code
                   == 0)
    with Small(letter=f"# Hej\n\nOm {KARI[:6]} {KARI[6:]}\n") as small:
        ran = small.check()
        check.true("none stands in a text for everybody", ran.code == 2 and
                   "brev.md:3:4: error" in ran.err and KARI[6:] not in ran.err,
                   ran)


def main():
    check = Checks()
    check_letters(check)
    check_job(check)
    check_spoken(check)
    check_terminal(check)
    check_empty(check)
    check_numbers(check)
    check.end()


main()
