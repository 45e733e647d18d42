"""Who shares a letter, who is on a stop list, who had a letter before: decided
slowly and plainly, and the test that a run agrees.

Usage: households.py [JOBS]

Each job holds 500 small registers, each in a house of its own, so that they
cannot meet; `by` and `most` differ from job to job. Each is run twice: the
second round excludes whom the first reached.
"""
import json
import os
import re
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from expr_reference import Random, fold  # noqa
from kit import Checks, run  # noqa
from rules import identity  # noqa

SETS = 500
COLUMNS = ["Nr", "Förnamn", "Efternamn", "Skydd", "Avliden", "Co", "Ombud",
           "Adress", "Postnr", "Ort", "Språk", "Enhet", "Anteckning", "Hushåll"]
JOB = """name: Modell
date: 2012-03-19
reference: SN-2012-0047
register: {{file: register.csv, key: Nr, encoding: utf-8, delimiter: ";"}}
roles: {{person: Nr, protected: Skydd, deceased: Avliden, guardian: Ombud}}
columns: {{Språk: {{values: {{sv: [""], fi: []}}}}}}
rules:
  - {{exclude: Spärrad, when: "in_list('sparr.csv')"}}
  - {{exclude: Avböjt, when: "in_list('adresser.csv', Anteckning, 'Skäl')"}}
{again}
households: {{by: {by}, most: {most}}}
address: {{name: [Förnamn, Efternamn], co: Co, street: Adress, postcode: Postnr, town: Ort}}
letters:
  - {{text: fi.md, where: {{Språk: fi}}}}
  - {{text: sv.md}}
stationery: kommun-h2
manifest: [Nr]
"""
LETTERS = {"sv.md": "Hej {{names}}! {{? Enhet}}\n", "fi.md": "Hei {{names}}!\n"}
# Column or none that the letter of each language prints.
PRINTS = {"sv": "Enhet", "fi": None}
JOBS = [("address", 2), ("Hushåll", 2), ("address", 3), ("Hushåll", 4)]


def make_row(rng, number):
    house = f"Gränd{number}"
    person = identity(number * 31 + rng.below(30))
    return {
        "Nr": rng.pick([person, person[2:], person.replace("-", "")])
        if rng.below(40) else "",
        "Förnamn": rng.pick(["Åsa", "Bo", "Cia", "åsa"]),
        "Efternamn": rng.pick(["Öberg", "ÖBERG ", "O\u0308berg"] * 2 + ["Ek"]),
        "Skydd": rng.pick(["", "Nej"] * 9 + ["J"]),
        "Avliden": rng.pick([""] * 15 + ["2011-05-04"]),
        "Co": rng.pick([""] * 12 + ["Eva Lind"]),
        "Ombud": rng.pick([""] * 12 + ["Dan Ek"]),
        "Adress": house + rng.pick(
            [" 1 Lgh 1201"] * 9 + [" 1  LGH 1201", " 1, lgh 1201", " 1",
             " 1 Lgh 120", " 1 lgh. 1202", " 1 Lgh 12011", ""]),
        "Postnr": rng.pick(["999 10", "99910"]),
        "Ort": rng.pick(["Norrviken", "NORRVIKEN"]),
        "Språk": rng.pick(["", "sv", "sv", "sv", "fi"]),
        "Enhet": rng.pick(["Haga", "Haga", "Haga", "haga", "Kusten", ""]),
        "Anteckning": rng.pick([f"n{rng.below(9)}", f"n{rng.below(9)}", "hund",
                                "Hund", "Ej  Brev"]),
        "Hushåll": rng.pick([f"{house}A", f"{house}a ", f"{house}B", ""]),
    }


def person_of(row):
    return row["Nr"].replace("-", "")[-10:]


def home_of(row, by):
    """What must agree for rows to share a letter; None: nobody's."""
    if row["Co"] or row["Ombud"]:
        return None
    language = row["Språk"] or "sv"
    printed = PRINTS[language]
    same = [fold(row["Adress"]), row["Postnr"].replace(" ", ""),
            fold(row["Ort"]), language, printed and fold(row[printed])]
    if by == "Hushåll":
        return [fold(row["Hushåll"]), *same] if row["Hushåll"].strip() else None
    if not re.search(r"lgh[ .]*\d{4}(?!\d)", fold(row["Adress"])):
        return None
    return [fold(row["Efternamn"]), *same]


def name_at(row):
    """Who somebody is by name and house, however the number is written."""
    return (fold(row["Förnamn"]), fold(row["Efternamn"]),
            re.match(r"Gränd\d+", row["Adress"]).group())


def decide_rows(rows, by, most, stopped, had):
    """For each row (outcome, the rows that share its letter)."""
    marked = {column: {person_of(row) for row in rows
                       if row[column] not in ("", "Nej")} - {""}
              for column in ("Skydd", "Avliden")}
    hidden = {name_at(row) for row in rows if row["Skydd"] == "J"}
    died = {name_at(row) for row in rows
            if row["Avliden"] and not person_of(row)}
    count = {}
    for row in rows:
        count[person_of(row)] = count.get(person_of(row), 0) + 1
    outcomes = []
    for row in rows:
        person = person_of(row)
        if row["Skydd"] == "J" or person in marked["Skydd"] or \
                name_at(row) in hidden:
            outcomes.append("held")
        elif row["Avliden"] or person in marked["Avliden"]:
            outcomes.append("excluded")
        elif person and (person in stopped or person in had):
            outcomes.append("excluded")
        elif fold(row["Anteckning"]) == "ej brev":
            outcomes.append("excluded")
        elif not person or count[person] > 1 or \
                row["Adress"].startswith(" ") or name_at(row) in died:
            outcomes.append("held")
        else:
            outcomes.append("letter")
    homes, shared = {}, [[at] for at in range(len(rows))]
    for at, row in enumerate(rows):
        home = home_of(row, by)
        if outcomes[at] == "letter" and home:
            homes.setdefault(json.dumps(home), []).append(at)
    for members in homes.values():
        if not 1 < len(members) <= most:
            continue
        for at in members:
            shared[at] = members
        first = min(members, key=lambda at: key_of(rows[at]))
        for at in members:
            outcomes[at] = "letter" if at == first else "together"
    return [(outcome, shared[at] if outcome in ("letter", "together") else [])
            for at, outcome in enumerate(outcomes)]


def key_of(row):
    """As the register keeps it: twelve digits, all of one century."""
    return person_of(row)


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
        to.write(text)


def read_ledger(path):
    """For each row its outcome and all rows of its letter."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        letters = {}
        for letter, row in ledger.execute("SELECT letter, row FROM letter_row"):
            letters.setdefault(letter, []).append(row)
        of_row = {row: sorted(rows) for rows in letters.values()
                  for row in rows}
        return [(outcome, of_row.get(row, [])) for row, outcome in
                ledger.execute("SELECT row, outcome FROM outcome ORDER BY row")]


def check_round(check, name, folder, out, registers, job):
    by, most, stopped, had = job
    ran = run("run", os.path.join(folder, "job.yaml"), "-o", out, "--quiet")
    if not check.true(f"{name}: runs", ran.code in (0, 1), ran):
        return {}
    have = read_ledger(os.path.join(out, "keep", "ledger.db"))
    at, seen = 0, {}
    for number, rows in enumerate(registers):
        want = [(outcome, [at + 1 + n for n in shared]) for outcome, shared in
                decide_rows(rows, by, most, stopped, had)]
        said = have[at:at + len(rows)]
        check.true(f"{name}: register {number}", said == want,
                   "\n".join(map(str, rows)) + f"\nwant: {want}\nhave: {said}")
        for (outcome, _), row in zip(want, rows):
            seen.setdefault(outcome, []).append(person_of(row))
        at += len(rows)
    check.equal(f"{name}: rows", len(have), at)
    return seen


def check_job(check, rng, first, by, most):
    registers = [[make_row(rng, first + at) for _ in range(2 + rng.below(6))]
                 for at in range(SETS)]
    everybody = [row for rows in registers for row in rows]
    listed = [row["Nr"] for row in everybody if row["Nr"] and not rng.below(15)]
    stopped = {number.replace("-", "")[-10:] for number in listed}
    with tempfile.TemporaryDirectory(prefix="utskick-model-") as folder:
        write(folder, "register.csv", "\n".join(
            [";".join(COLUMNS)] + [";".join(row[c] for c in COLUMNS)
                                   for row in everybody]) + "\n")
        write(folder, "sparr.csv", "Nummer;Vem\n" + "".join(
            f"{rng.pick([n, n.replace('-', '')])};A\n" for n in listed))
        write(folder, "adresser.csv", "Nr;Skäl\n1;EJ BREV\n2;flyttat\n")
        for name, text in LETTERS.items():
            write(folder, name, text)
        out, had = os.path.join(folder, "one"), set()
        for turn in ("first", "second"):
            again = ("  - {exclude: Har fått, when: \"had_letter_in('one')\"}\n"
                     "expect: {letters: 0}" if had else "")
            write(folder, "job.yaml", JOB.format(by=by, most=most, again=again))
            seen = check_round(check, f"by {by}, {most}, {turn} round", folder,
                               out, registers, (by, most, stopped, had))
            if not had:
                for outcome in ("letter", "together", "excluded", "held"):
                    check.true(f"{outcome} occurs often",
                               len(seen.get(outcome, [])) >= 25,
                               [f"{k} {len(v)}" for k, v in seen.items()])
                had = {*seen.get("letter", []), *seen.get("together", [])}
                out = os.path.join(folder, "two")
            else:
                check.true("nobody is left for the second round",
                           "letter" not in seen and "together" not in seen)


def main(jobs):
    rng, check = Random(4711), Checks()
    for job in range(jobs):
        check_job(check, rng, 1 + job * SETS, *JOBS[job % len(JOBS)])
    check.end()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else len(JOBS))
