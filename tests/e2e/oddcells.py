"""Cells and rows that a letter is made of and nobody would have written: what is
said of each, and which of them hold the row."""
import os
import re
import sys

from kit import Checks, Small, hold_codes, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

HEAD = """name: Prov
date: 2012-03-19
reference: P-1
register: {file: r.csv, key: Personnummer}
roles: {person: Personnummer, protected: Skydd%s}
address: {name: %s, co: C/o, street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: kommun-h2
"""
COLUMNS = ("Personnummer;Förnamn;Efternamn;C/o;Adress;Postnr;Ort;Skydd;Plats;"
           "God man;Gata;Nr;Stad;Flat")
PLAIN = {"Förnamn": "Åsa", "Efternamn": "Ek", "Adress": "Storgatan {}",
         "Postnr": "999 10", "Ort": "Norrviken", "Plats": "Rådhuset"}
HOME = {"God man": "Gun Rydh", "Gata": "Storgatan {}", "Nr": "99910",
        "Stad": "Norrviken"}
BOX = dict(HOME, Gata="Box 7")


def rows(changes):
    """A register of rows that differ from a plain one in some cells."""
    names = COLUMNS.split(";")
    lines = [COLUMNS]
    for at, change in enumerate(changes):
        cells = dict(PLAIN, Personnummer=identity(at), **change)
        lines.append(";".join(
            '"' + cells.get(name, "").format(at + 1) + '"' for name in names))
    return lines


def outcome(changes, roles=", guardian: God man", name="[Förnamn, Efternamn]", job="",
            letter="Hej! Vi ses: {{? Plats}}\n", **files):
    """Whom the run holds, and which lines it warns of: {row: code}, {code:
    lines}."""
    with Small(job, rows(changes), letter, HEAD % (roles, name), **files) as small:
        out = small.file("out")
        ran = run("run", "--lang", "sv", small.job, "-o", out)
        warned = {}
        for text, code in re.findall(r"varning: (.*) \[([a-z-]+)\]$", ran.err,
                                     re.M):
            lines = re.search(r"filrad(?:er)? ([\d, ]+)$", text)
            if lines:
                warned.setdefault(code, []).append(lines[1])
        warned.pop("same-name-and-address", None)
        return hold_codes(out), warned, ran


def check_held(check):
    for name, change, code in (
            ("phone", {"Efternamn": "Ek 070-123 45 67"}, "contact-in-address"),
            ("mail", {"Efternamn": "Ek asa@exempel.se"}, "contact-in-address"),
            ("code", {"Ort": "Norrviken (portkod 1234)"}, "contact-in-address"),
            ("at a c/o", {"C/o": "c/o Bo Al tel 12345"}, "contact-in-address"),
            ("true", {"Förnamn": "TRUE"}, "stand-in"),
            ("false", {"Adress": "FALSKT"}, "stand-in"),
            ("midnight", {"Efternamn": "00:00:00"}, "number-in-address"),
            ("lost", {"Efternamn": "Bj?rk"}, "lost-letters")):
        held, warned, ran = outcome([{}, change])
        check.equal(f"held, {name}", held, {2: code})
        check.equal(f"and not warned of, {name}", warned, {})


def check_warned(check):
    for name, change in (
            ("apostrophe", {"Plats": "'Rådhuset"}),
            ("number as text", {"Plats": "'0999-10 01 31"}),
            ("number from abroad", {"Plats": "'+46 999 10"}),
            ("of a name", {"Förnamn": "'Åsa"}),
            ("lost", {"Plats": "Bj?rkgården"}),
            ("entity", {"Plats": "Bj&ouml;rkgården"}),
            ("true", {"Plats": "TRUE"}),
            ("python", {"Plats": "None"}),
            ("of a name, python", {"Efternamn": "None"}),
            ("a sign in a name", {"Förnamn": "Åsa *"}),
            ("a note in a name", {"Efternamn": "Ek OBS hotfull"}),
            ("a name of nobody", {"Efternamn": "Ek (TEST)"}),
            ("midnight", {"Plats": "2012-03-01 00:00:00"}),
            ("midnight, as programs say", {"Plats": "2012-03-01T00:00:00"}),
            ("midnight without seconds", {"Plats": "2012-03-01 00:00"}),
            ("no end", {"Plats": "9999-12-31"}),
            ("no time", {"Plats": "00:00:00"})):
        held, warned, ran = outcome([{}, change, {}])
        check.equal(f"warned of, {name}", warned, {"odd-cell": ["3"]})
        check.equal(f"and not held, {name}", held, {})
    held, warned, ran = outcome([
        {}, {"Plats": "Rum 't Hart?"}, {"Efternamn": "Sant"},
        {"Plats": "2012-03-01 14:05"}, {"Plats": "'Kom' sa hon"},
        {"Plats": "'t Hart"}, {"Plats": "00:00"},
        {"Plats": "exempel.se/sida?val=b"}])
    check.equal("what people write", (held, warned), ({}, {}))
    held, warned, ran = outcome([{"Plats": "None"}] * 13)
    check.equal("the first twelve", warned,
                {"odd-cell": [", ".join(map(str, range(2, 14)))]})
    held, warned, ran = outcome([{}, {"Plats": "TRUE"}], letter="Hej!\n")
    check.equal("what no letter prints", (held, warned), ({}, {}))


def check_days(check):
    days = ["2012-12-31", "9999-12-31", "0001-01-01", "1900-01-01",
            "1899-12-30", "1931-02-02", "1899-12-31"]
    changes = [{"Plats": text} for text in days]
    job = "columns: {Plats: date}\n"
    held, warned, ran = outcome(changes, job=job,
                                letter="Till {{long_date(Plats)}}\n")
    check.equal("days that are none", (held, warned),
                ({}, {"odd-cell": ["3, 4, 5, 6, 8"]}))
    held, warned, ran = outcome(changes, job=job,
                                letter="{{if Plats > 2012-01-01}}A{{else}}B{{/if}}\n")
    check.equal("that are asked about", (held, warned), ({}, {}))
    rule = ("rules: [{exclude: Slut, when: \"%s\"}]\n")
    for name, when, more in (
            ("by a rule", "Plats < 2012-04-01 and Förnamn = 'Bo'", ""),
            ("by way of a computed column", "year(Till) < 1",
             "  Till: {is: Plats}\n")):
        held, warned, ran = outcome(
            changes, job="columns:\n  Plats: date\n" + more + rule % when,
            letter="Hej!\n")
        check.equal(f"days that are none, asked {name}",
                    (held, warned.get("odd-cell")), ({}, ["4, 5, 6, 8"]))
    held, warned, ran = outcome(changes, letter="Hej!\n", job="columns: "
                                "{Plats: date}\n" + rule % "Plats < 2012-04-01")
    check.equal("and where they cost the letter", warned.get("odd-cell"),
                ["4, 5, 6, 8"])


def check_lines(check):
    for name, change, lines in (
            ("postcode and town", {"Ort": "999 10 Norrviken"}, ["3"]),
            ("without a blank", {"Ort": "99910 Norrviken"}, ["3"]),
            ("in the street", {"Adress": "Storgatan 9, 999 10 Norrviken"}, ["3"]),
            ("the street again", {"Adress": "Ågatan 9", "Ort": "ÅGATAN 9"}, ["3"]),
            ("at oneself", {"C/o": "c/o Åsa Ek"}, ["3"]),
            ("at oneself, a sign", {"C/o": "% Åsa Ek"}, ["3"]),
            ("at oneself, written together", {"C/o": "c/oÅsa Ek"}, ["3"]),
            ("a street at a c/o", {"C/o": "Storgatan 2"}, ["3"]),
            ("a flat at a c/o", {"C/o": "2 tr"}, ["3"]),
            ("somebody else", {"C/o": "Åsa Lind"}, None),
            ("an office", {"C/o": "c/o Enhet 2"}, None),
            ("another number", {"Adress": "Storgatan 99910"}, ["3"]),
            ("a longer one", {"Adress": "Storgatan 999101"}, None),
            ("a village", {"Adress": "Norrviken", "Ort": "Norrviken"}, None)):
        held, warned, ran = outcome([{}, change, {}])
        check.equal(f"line, {name}", (held, warned),
                    ({}, {"odd-line": lines} if lines else {}))
    one = {"Förnamn": "", "C/o": "c/o Ek"}
    held, warned, ran = outcome([one, dict(one, **{"C/o": "c/oEk"}), {}])
    check.equal("line, at oneself, of one name", (held, warned),
                ({}, {"odd-line": ["2, 3"]}))
    held, warned, ran = outcome(
        [{}, {"Postnr": "12345678901234567", "Stad": "Panama"}],
        name="[Förnamn, Efternamn], country: Stad")
    check.equal("a postcode of more digits than any", (held, warned),
                ({2: "unknown-country"}, {}))
    whole = {"Efternamn": "Åsa Ek"}
    for name, changes, lines in (
            ("most", [whole, whole, {}], ["2, 3"]),
            ("behind", [{"Förnamn": "Åsa Ek"}], ["2"]),
            ("whole in both", [dict(whole, Förnamn="Åsa Ek")], ["2"]),
            ("whole in both, of another", [dict(whole, Förnamn="Bo Lind")], None),
            ("one", [whole, {}, {}], None),
            ("a longer name", [{"Efternamn": "Åsaberg Ek"}], None),
            ("a longer one before", [{"Förnamn": "Åsa Vanek"}], None)):
        held, warned, ran = outcome(changes)
        check.equal(f"name twice, {name}", (held, warned),
                    ({}, {"odd-line": lines} if lines else {}))

    held, warned, ran = outcome([dict(whole, Plats="")] * 2 + [{}],
                                letter="Vi ses: {{Plats}}\n")
    check.equal("name twice, of a row without a letter", (held, warned),
                ({1: "empty-value", 2: "empty-value"}, {}))


def check_tables(check):
    job = "tables: {m: {file: m.csv, match: {Nr: Personnummer}}}\n"
    letter = "{{each m}}\n- {{m.dag}} {{m.tid}}\n{{/each}}\n"
    lines = ["Nr;dag;tid"] + [f"{identity(at)};{rest}" for at, rest in (
        (0, "1 april;10"), (0, "1 april;11"), (0, "1 april;10"), (1, "1 april;10"))]
    held, warned, ran = outcome([{}, {}], job=job, letter=letter,
                                m_csv="\n".join(lines) + "\n")
    check.equal("a line twice", (held, warned), ({}, {"table-line-twice": ["4"]}))


def check_names(check):
    held, warned, ran = outcome([{}, {"Efternamn": ""}, {}, {"Förnamn": ""}])
    check.equal("a part of the name", (held, warned),
                ({}, {"name-part-missing": ["5", "3"]}))
    held, warned, ran = outcome([{}, {"Förnamn": "Åsa Ek"}, {"Förnamn": "Bo Al"}],
                                name="[Förnamn]")
    check.equal("one word of many", (held, warned),
                ({}, {"name-part-missing": ["2"]}))
    held, warned, ran = outcome(
        [{}, {"Förnamn": "Ek,Åsa"}, {"Förnamn": "Åsa"}, {"Förnamn": "Bo Al"}],
        name="[Förnamn]", job="allow: {similar: prov}\n")
    check.equal("a word with a comma is two", warned.get("name-part-missing"),
                ["2, 4"])
    held, warned, ran = outcome([{"Efternamn": ""}, {"Efternamn": ""}, {}])
    check.equal("what most have not", (held, warned), ({}, {}))
    held, warned, ran = outcome([{}, {"Efternamn": "", "Plats": ""}, {}, {"Efternamn": ""}],
                                letter="Vi ses: {{Plats}}\n")
    check.equal("no word of a row whose letter could not be set", (held, warned),
                ({2: "empty-value"}, {"name-part-missing": ["5"]}))


def check_first_names(check):
    greets, plain = "Hej {{names}}!\n", "Hej!\n"
    for name, letter, job, refused in (
            ("[Efternamn, Förnamn]", greets, "", True),
            ("[Efternamn, Förnamn]", plain, "households: {by: address}\n", True),
            ("[Efternamn, Förnamn]", plain, "households: {by: Plats}\n", False),
            ("[Efternamn, Förnamn]", plain, "", False),
            ("[Förnamn, Efternamn]", greets, "households: {by: address}\n",
             False)):
        held, warned, ran = outcome([{}], name=name, letter=letter, job=job)
        check.equal(f"{name}, {letter.strip()} {job.strip()}",
                    "[names-first]" in ran.err, refused)
    held, warned, ran = outcome(
        [{}], name='["efternamn(Förnamn)", "förnamn(Förnamn)"]', letter=greets)
    check.true("computed", "[names-first]" in ran.err, ran)


def check_guardians(check):
    roles = (", guardian: {name: God man, street: Gata, postcode: Nr,"
             " town: Stad, mail: %s}")
    changes = [{}, HOME, BOX, dict(BOX, **{"God man": "Ek, Åsa"}),
               dict(BOX, **{"God man": "Gun Rydh 070-123 45 67"}),
               dict(BOX, Gata="")]
    letter = "{{if addressee = 'guardian'}}God man{{else}}Hej{{/if}} {{Plats}}\n"
    want = {"guardian-at-home": ["3"], "guardian-is-client": ["5"]}
    for mail in ("both", "instead", "care_of"):
        held, warned, ran = outcome(changes, roles % mail, letter=letter)
        check.equal(f"guardians, {mail}", warned, want)
        check.equal(f"guardians held, {mail}", held,
                    {5: "contact-in-address", 6: "no-street"})
        check.true("whose street", "gode mannens adress" in ran.out, ran)
    for mail, greeting, told in (
            ("both", "Hej {{Förnamn}}!", True), ("instead", "Bästa {{Förnamn}}!", True),
            ("care_of", "Hej {{Förnamn}}!", False), ("client", "Hej {{Förnamn}}!", False),
            ("instead", "Hej {{[God man]}}!", False), ("instead", "Hej!", False)):
        held, warned, ran = outcome([HOME], roles % mail, letter=greeting + "\n")
        check.equal(f"greeted, {mail}: {greeting}",
                    "[du-to-guardian]" in ran.err, told)
    for name, change in (
            ("another street as long", dict(HOME, Gata="Sjögatan2 {}")),
            ("another postcode", dict(HOME, Nr="99911")),
            ("another flat", dict(HOME, Flat="Lgh 1102"))):
        held, warned, ran = outcome(
            [{}, change], (roles % "both")[:-1] + ", street2: Flat}", letter=letter)
        check.equal(f"not at home: {name}", warned, {})
    held, warned, ran = outcome(changes, roles % "client", letter=letter)
    check.equal("no mail goes by them", (held, warned), ({}, {}))


def check_languages(check):
    job = ("columns: {Plats: date, Dag: {is: long_date(Plats)}, Samma: {is:"
           " upper(Dag)}, Antal: {is: year(Plats)}}\n")
    front = "---\nlanguage: fi\n---\n"
    for name, letter, places in (
            ("a computed date", front + "Hei {{Dag}}\n", ["4:5"]),
            ("one made of it", front + "Hei {{Samma}}\n", ["4:5"]),
            ("in a paragraph", "Hej {{Dag}}\n\n{lang=fi}\nHei {{Dag}}\n",
             ["4:5"]),
            ("the job's, as others speak it",
             "---\nlanguage: sv-FI\n---\nHej {{Dag}}\n", []),
            ("one that is not known", "---\nlanguage: rom\n---\n{{Dag}}\n",
             ["4:1"]),
            ("asked for", front + "{{if Dag = 'x'}}A{{else}}B{{/if}}\n", []),
            ("a number", front + "Hei {{Antal}}\n", []),
            ("the job's", "Hej {{Dag}}\n", [])):
        held, warned, ran = outcome([{"Plats": "2012-12-31"}], job=job,
                                    letter=letter)
        check.equal(name, re.findall(
            r"brev\.md:(\d+:\d+): varning: .*\[computed-language\]", ran.err), places)
    for code, better in (("fin", "fi"), ("eng", "en"), ("swe-FI", "sv"),
                         ("dk", None), ("sv-FI", ""), ("rom", ""),
                         ("sv-" + "abcdefgh-" * 7 + "x", None)):
        for letter in (f"---\nlanguage: {code}\n---\nHej!\n",
                       f"Hej!\n\n{{lang={code}}}\nHej!\n"):
            held, warned, ran = outcome([{}], letter=letter)
            check.equal(f"code {code}", "[letter-language]" in ran.err,
                        better != "")
            if better:
                check.true(f"for {code}: {better}",
                           f"menade du '{better}'" in ran.err, ran)


def main():
    check = Checks()
    check_held(check)
    check_warned(check)
    check_days(check)
    check_tables(check)
    check_lines(check)
    check_names(check)
    check_first_names(check)
    check_guardians(check)
    check_languages(check)
    check.end()


if __name__ == "__main__":
    main()
