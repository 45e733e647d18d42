"""Registers, tables and lists joined slowly and plainly, and the test that a
run agrees: who is on a list, which rows belong to whom, what rules make of it.

Usage: beside.py [JOBS]

10,000 random small registers, each with tables, lists and look-ups of its own,
the same ones every time. 250 of them make one job: a column `Sats` says to
which register a row belongs. Numbers and codes of two registers never meet,
and each rule is all of theirs, "Sats = n and (…)", joined by `or`.

What a run must say is worked out here from docs/job.md and expressions.md:
  - a row of a table belongs to a row of the register where what `match` names
    is equal, however it is spelled; to nobody where it is empty
  - one column asked of no row is empty, of several rows undecidable, and so is
    a row whose own value does not fit
  - an entry that does not fit is passed over (`unfit: skip`) and counted
  - whose the rows of each file are, by line
"""
import os
import re
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from expr_reference import Random  # noqa
from kit import LONG, Checks, run  # noqa
from rules import identity, quoted  # noqa

SETS = 250  # registers in one job
ROWS = 6  # at most, of one register

JOB = """name: Modell
date: 2012-03-19
reference: SN-2012-0047
register: {{file: register.csv, key: Personnummer, encoding: utf-8, delimiter: ";"}}
roles: {{person: Personnummer, protected: {{none: Modellens folk är påhittat}}}}
columns: {{Sats: integer, Tal: decimal}}
tables:
  ett: {{file: ett.csv, match: {{Nr: Personnummer}}, order: Text, unfit: skip, why: prov, protected: {{none: påhittat}}}}
  två: {{file: tva.csv, match: {{Sats: Sats, Grupp: Grupp}}, columns: {{Antal: integer}}}}
  tre: {{file: tre.csv, match: {{N: Tal, Sats: Sats}}, unfit: skip, why: prov}}
lists: {{stopp.csv: {{unfit: skip, why: prov}}}}
rules:
  - {{exclude: bort, when: {exclude}}}
  - {{hold: vänta, when: {hold}}}
address: {{name: Namn, street: Adress, postcode: Postnr, town: Ort}}
letters: [{{text: a.md, where: {{Brev: a}}}}, {{text: b.md}}]
stationery: kommun-h2
expect: {{letters: 0-100000}}
manifest: [Sats]
"""
LETTERS = {"a.md": "Hej!\n\n{{each ett}}\n{{ett.Text}}\n{{/each}}\n",
           "b.md": "Hej! {{each? två}}{{? två.Antal}} {{else}}Ingen{{/each}}\n"}

# How a number of a person may stand in a cell, and what is no number.
SPELLED = [str, lambda n: n[2:], lambda n: n.replace("-", ""),
           lambda n: n + " ", lambda n: "\u00a0" + n[2:],
           lambda n: n.replace("-", "\u2013"), lambda n: "\u200b" + n]
NO_NUMBER = ["19310202-9811", "310202", "Anna", "19310202 9810", "-",
             "310202-9810."]


def spell(rng, number):
    return rng.pick(SPELLED)(number)


def spell_text(rng, text):
    return rng.pick([text, text.upper(), " " + text, text + "  "])


# Atoms of a condition: how it is written, and what it asks of (set, row).
ATOMS = [
    ("in_list('stopp.csv')", lambda s, r: r["person"] in s.stopped),
    ("in_list('kod.csv', Kod)", lambda s, r: r["kod"] in s.codes
     if r["kod"] else None),
    ("look_up('svar.csv', Kod, 'Svar') is empty", lambda s, r: answer(s, r)),
    ("ett.Text is empty", lambda s, r: one_of(s.ett(r), lambda t: False)),
    ("två.Antal is not empty", lambda s, r: one_of(
        s.two(r), lambda t: t["antal"] is not None, False)),
    ("två.Antal > 3", lambda s, r: one_of(
        s.two(r), lambda t: t["antal"] is not None and t["antal"] > 3
        if t["antal"] is not None else None, None)),
    ("tre.N is empty", lambda s, r: one_of(
        s.three(r), lambda t: False)),
]


def one_of(rows, ask, none=True):
    """Of the one row that belongs; `none` where none does."""
    if rows is None or len(rows) > 1:
        return None
    return ask(rows[0]) if rows else none


def answer(register, row):
    if not row["kod"]:
        return None
    found = [a for code, a in register.answers if code == row["kod"]]
    return not found[0] if len(found) == 1 else None


def decide(condition, register, row):
    """Kleene's logic; None is undecidable."""
    kind, parts = condition
    if kind == "atom":
        return ATOMS[parts][1](register, row)
    answers = [decide(part, register, row) for part in parts]
    if kind == "not":
        return None if answers[0] is None else not answers[0]
    settles = kind == "or"
    if settles in answers:
        return settles
    return None if None in answers else not settles


def write_condition(condition):
    kind, parts = condition
    if kind == "atom":
        return ATOMS[parts][0]
    if kind == "not":
        return f"not ({write_condition(parts[0])})"
    return f" {kind} ".join(f"({write_condition(p)})" for p in parts)


def make_condition(rng, depth):
    if depth == 0 or rng.below(3) == 0:
        return ("atom", rng.below(len(ATOMS)))
    kind = rng.pick(["and", "or", "not"])
    return (kind, [make_condition(rng, depth - 1)
                   for _ in range(1 if kind == "not" else 2)])


class Register:
    """One small register with what lies beside it."""

    def __init__(self, rng, number):
        self.number = number
        people = [identity(number * 40 + at) for at in range(9)]
        self.rows = [self.make_row(rng, people[at])
                     for at in range(1 + rng.below(ROWS))]
        self.exclude = make_condition(rng, 2)
        self.hold = make_condition(rng, 1)
        self.files = {name: [] for name in
                      ("ett", "tva", "tre", "stopp", "kod", "svar")}
        for _ in range(rng.below(8)):
            person = rng.pick(people)
            cell = spell(rng, person) if rng.below(9) else rng.pick(
                NO_NUMBER + [""])
            fits = cell and cell not in NO_NUMBER
            self.add("ett", f"{cell};t{rng.below(90):02}", {
                "by": person if fits else "", "unfit": cell in NO_NUMBER,
                "text": None})
            self.files["ett"][-1][1]["text"] = \
                self.files["ett"][-1][0].split(";")[1]
        for _ in range(rng.below(6)):
            group, antal = rng.pick(["a", "b", "å", ""]), rng.below(7)
            self.add("tva", f"{number};{spell_text(rng, group)};" +
                     ("" if antal == 6 else str(antal)), {
                         "by": group, "unfit": False,
                         "antal": None if antal == 6 else antal})
        for _ in range(rng.below(6)):
            n, cell = rng.pick([(1, "1"), (1, "1,0"), (1, "01"), (2.5, "2,50"),
                                (2.5, "2.5"), (None, "x"), ("", "")])
            self.add("tre", f"{cell};{number}", {
                "by": n if n is not None else "", "unfit": n is None})
        for _ in range(rng.below(4)):
            person = rng.pick(people)
            cell = spell(rng, person) if rng.below(6) else rng.pick(NO_NUMBER)
            self.add("stopp", cell, {
                "by": person, "unfit": cell in NO_NUMBER})
        for _ in range(rng.below(4)):
            code = f"k{number}-{rng.below(4)}"
            self.add("kod", f"x;{spell_text(rng, code)}",
                     {"by": code, "unfit": False})
        for _ in range(rng.below(4)):
            code = f"k{number}-{rng.below(4)}"
            said = rng.pick(["ja", ""])
            self.add("svar", f"{spell_text(rng, code)};{said}",
                     {"by": code, "unfit": False, "said": said})
        good = {name: [e for _, e in lines if not e["unfit"]]
                for name, lines in self.files.items()}
        self.good = good
        self.stopped = {e["by"] for e in good["stopp"]}
        self.codes = {e["by"] for e in good["kod"]}
        self.answers = [(e["by"], e["said"]) for e in good["svar"]]

    def add(self, name, line, entry):
        self.files[name].append((line, entry))

    def make_row(self, rng, person):
        code = rng.below(5)
        tal, cell = rng.pick([(1, "1"), (1, "1,00"), (2.5, "2,5"), ("", ""),
                              (None, "många")] * 2 + [(1, "1")])
        group = rng.pick(["a", "b", "å", ""])
        return {"person": person, "kod": f"k{self.number}-{code}"
                if code < 4 else "", "grupp": group, "tal": tal,
                "brev": rng.pick(["a", "b"]),
                "cells": ";".join([
                    str(self.number), spell(rng, person),
                    spell_text(rng, f"k{self.number}-{code}")
                    if code < 4 else "", spell_text(rng, group), cell])}

    def ett(self, row):
        found = [e for e in self.good["ett"] if e["by"] == row["person"]]
        return sorted(found, key=lambda e: e["text"])

    def two(self, row):
        return [e for e in self.good["tva"]
                if row["grupp"] and e["by"] == row["grupp"]]

    def three(self, row):
        if row["tal"] is None:
            return None
        return [e for e in self.good["tre"]
                if row["tal"] != "" and e["by"] == row["tal"]]

    def outcome(self, row):
        excluded = decide(self.exclude, self, row)
        if excluded:
            return "excluded"
        if excluded is None or decide(self.hold, self, row) is not False or \
                row["tal"] is None:
            return "held"
        if row["brev"] == "a" and not self.ett(row):
            return "held"
        return "letter"


# Which entries of a file belong to a row; the account's name of the file.
BELONGING = {
    "ett": lambda s, r: s.ett(r), "tva": lambda s, r: s.two(r),
    "tre": lambda s, r: s.three(r) or [],
    "stopp": lambda s, r: [e for e in s.good["stopp"]
                           if e["by"] == r["person"]],
    "kod": lambda s, r: [e for e in s.good["kod"] if e["by"] == r["kod"]],
    "svar": lambda s, r: [e for e in s.good["svar"] if e["by"] == r["kod"]],
}
HEADERS = {"ett": "Nr;Text", "tva": "Sats;Grupp;Antal", "tre": "N;Sats",
           "stopp": "Nr", "kod": "Annat;K", "svar": "Kod;Svar"}


def account(registers, name):
    """What the ledger must say of a file."""
    line, count = 1, {"rows": 0, "unfit": 0, "in_letter": 0, "elsewhere": 0,
                      "nobody": 0, "none": 0, "one": 0, "several": 0}
    nobodys = []
    for register in registers:
        mine = {}
        for row in register.rows:
            found = BELONGING[name](register, row)
            count["none" if not found else
                  "one" if len(found) == 1 else "several"] += 1
            for entry in found:
                mine.setdefault(id(entry), []).append(register.outcome(row))
        for _, entry in register.files[name]:
            line += 1
            if entry["unfit"]:
                count["unfit"] += 1
                continue
            count["rows"] += 1
            if id(entry) not in mine:
                count["nobody"] += 1
                nobodys.append(str(line))
            elif "letter" in mine[id(entry)]:
                count["in_letter"] += 1
            else:
                count["elsewhere"] += 1
    lines = ", ".join(nobodys[:12]) + (", …" if len(nobodys) > 12 else "")
    return {**count, "lines": lines}


def write_job(registers, folder):
    rules = {kind: quoted(" or ".join(
        f"(Sats = {r.number} and ({write_condition(getattr(r, kind))}))"
        for r in registers)) for kind in ("exclude", "hold")}
    # kod.csv asks its second column
    rules = {kind: rule.replace("in_list('kod.csv', Kod)",
                                "in_list('kod.csv', Kod, 'K')")
             for kind, rule in rules.items()}
    files = {"job.yaml": JOB.format(**rules), **LETTERS}
    files["register.csv"] = (
        "Sats;Personnummer;Kod;Grupp;Tal;Brev;Namn;Adress;Postnr;Ort\n" +
        "".join(f"{row['cells']};{row['brev']};Åsa;Gatan 1;999 10;Norr\n"
                for register in registers for row in register.rows))
    for name, header in HEADERS.items():
        files[name + ".csv"] = header + "\n" + "".join(
            line + "\n" for register in registers
            for line, _ in register.files[name])
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)


def read_joined(ledger):
    found = {}
    for row, beside, cells, _ in ledger.execute(
            "SELECT row, beside, cells, place FROM beside_row UNION ALL "
            "SELECT s.row, beside, cells, place FROM beside_shared s JOIN "
            "beside_row r USING (beside) WHERE r.row = owner "
            "ORDER BY 1, 2, 4"):
        found.setdefault((row, beside), []).append(
            re.findall(r'"([^"]*)"', cells))
    return found


def check_rows(check, name, registers, outcomes, joined):
    number = 0
    for register in registers:
        for row in register.rows:
            number += 1
            want = register.outcome(row)
            check.true(f"{name}: row {number}", outcomes[number - 1] == want,
                       f"want {want}, have {outcomes[number - 1]}\n{row}\n"
                       f"{write_condition(register.exclude)}\n"
                       f"{write_condition(register.hold)}")
            have = [[cells[1] for cells in joined.get((number, 0), [])],
                    [cells[2] for cells in joined.get((number, 1), [])],
                    len(joined.get((number, 2), []))]
            want = [[e["text"] for e in register.ett(row)],
                    ["" if e["antal"] is None else str(e["antal"])
                     for e in register.two(row)],
                    len(register.three(row) or [])]
            check.true(f"{name}: rows of {number}", have == want,
                       f"want {want}\nhave {have}\n{row}")


def check_job(check, rng, first, seen):
    registers = [Register(rng, first + at) for at in range(SETS)]
    with tempfile.TemporaryDirectory(prefix="utskick-model-") as folder:
        write_job(registers, folder)
        out = os.path.join(folder, "out")
        ran = run("run", os.path.join(folder, "job.yaml"), "-o", out,
                  "--quiet", "--workers", "1")
        if not check.true(f"job {first}: runs", ran.code in (0, 1), ran):
            return
        path = os.path.join(out, "keep", "ledger.db")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
            outcomes = [o for o, in ledger.execute(
                "SELECT outcome FROM outcome ORDER BY row")]
            joined = read_joined(ledger)
            ledger.row_factory = sqlite3.Row
            counts = {os.path.splitext(row["file"])[0]: dict(row) for row in
                      ledger.execute("SELECT * FROM beside")}
    check_rows(check, f"job {first}", registers, outcomes, joined)
    for outcome in outcomes:
        seen[outcome] = seen.get(outcome, 0) + 1
    for name in HEADERS:
        want = account(registers, name)
        if name not in counts:  # nobody asked it
            continue
        seen[name] = seen.get(name, 0) + 1
        check.equal(f"job {first}: {name}",
                    {key: counts[name][key] for key in want}, want)


def main(jobs):
    rng, check, seen = Random(5), Checks(), {}
    for job in range(jobs):
        check_job(check, rng, 1 + job * SETS, seen)
    for name in ("letter", "excluded", "held", *HEADERS):
        check.true(f"{name} occurs often", seen.get(name, 0) >= jobs, seen)
    check.end()


if __name__ == "__main__":
    sets = 10000 if LONG else 2000
    main(int(sys.argv[1]) if len(sys.argv) > 1 else sets // SETS)
