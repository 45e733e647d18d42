"""Who gets a letter, decided slowly and plainly, and the test that a run agrees.

Usage: rules.py [JOBS]

2,000 random small registers, each with a rule set of its own, the same ones
every time. Two hundred of them make one job: a column `Sats` says to which
register a row belongs, and each rule of the job is all of their rules, "Sats =
n and (…)", joined by `or`: for a row of the n-th register exactly the n-th.

What a run must say of each row is worked out here from docs/job.md:
  1. a row whose cells cannot be told apart is held (excluded, where the job
     knows of such), and nothing else known;
  2. one of a person whom any row marks as protected is held, and nothing else
     known;
  3. one of a person whom any row marks as deceased is excluded; where that is
     not clear, it is the first of those in 5;
  4. the excludes in order, then send (which excludes whom it does not send
     to): the first that surely excludes the row decides;
  5. if none does, but one of those could not be decided, the first such holds;
  6. the holds in order: yes or undecidable holds;
  7. a value that does not fit its column, or none where one is required (the
     key, Avgift); a key in several rows;
     no letter for the row; an incomplete address; an empty field in its
     letter; those but for what `allow:` switches off.
What a condition means is expr_reference.py's affair.
"""
import json
import os
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from expr_reference import (CELLS, NEAR, REQUIRED, UNFIT, Random, decide, make_condition,  # noqa
                            read_cell, write)
from kit import Checks, run  # noqa

SETS = 200  # registers with their rules in one job
ROWS = 6  # at most, of one register

# Plain ways to say no; everything else marks the person.
NOT_MARKED = ["", "", "", "", "", "", "", "N", "Nej", "nej ", "0", "-", "Ingen"]
MARKED = ["J", "Ja", "1", "x", "S", "Sekretessmarkering", "?", "2011-05-04"]
# Of whoever is marked so nobody can say whether they have died.
UNCLEAR = ["S", "Sekretessmarkering", "?"]

JOB = """name: Modell
date: 2012-03-19
reference: SN-2012-0047
register: {{file: register.csv, key: Personnummer, encoding: utf-8, delimiter: ";"}}
roles: {{person: Personnummer, protected: Skydd, deceased: Avliden,
  not_marks: {{Ombud: nämns i brevet}}}}
columns:
  Sats: integer
  Boendeform:
    values:
      Eget boende: [ordinärt boende, hemma]
      Servicehus: [SH, serviceboende]
  Språk: {{values: {{sv: [svenska, ""], fi: [suomi]}}}}
  Timmar: integer
  Avgift: {{type: decimal, required: yes}}
  Beslut till: date
  Samtycke: flag
facts: {{gäller från: 2012-10-01, taxa: 300}}
send: {{when: {send}, else: Inte i urvalet}}
rules:
{rules}
address: {{name: Namn, street: Adress, postcode: Postnr, town: Ort}}
letters:
{letters}
stationery: kommun-h2
manifest: [Sats]
allow: {{{allow}}}
"""

# Built-in holds that are switched off, job by job.
ALLOWED = [(), ("unfit",), ("address",), ("duplicate", "malformed"),
           ("postcode",), ("required",), ("unfit", "address", "required"),
           ("malformed",), (), ("unfit", "postcode", "duplicate", "required")]

LETTERS = {"a.md": "Hej!\n", "b.md": "Hej {{Ombud}}!\n",
           "c.md": "Hej {{? Ombud}}!\n"}


def luhn(digits):
    total = 0
    for at, digit in enumerate(digits):
        value = int(digit) * (2 - at % 2)
        total += value // 10 + value % 10
    return str(-total % 10)


def identity(number):
    """An invented person's number: birth numbers 980-999 are for tests."""
    day = number // 20
    digits = f"{20 + day // 300 % 70:02}{1 + day // 25 % 12:02}{1 + day % 25:02}"
    digits += f"{980 + number % 20}"
    return "19" + digits[:6] + "-" + digits[6:] + luhn(digits)


class Register:
    """One small register and its rules."""

    def __init__(self, rng, number):
        self.number = number
        self.excludes = [make_condition(rng, 1 + rng.below(2))
                         for _ in range(rng.below(4))]
        self.send = make_condition(rng, 1 + rng.below(2))
        if rng.below(4):  # else hardly anybody is sent a letter
            self.send = ("or", [self.send, ("not", make_condition(rng, 1))])
        self.holds = [make_condition(rng, 1 + rng.below(2))
                      for _ in range(rng.below(3))]
        self.letters = [make_condition(rng, 0)
                        for _ in range(rng.pick([0, 1, 1, 1, 1, 2]))]
        if rng.below(6):
            self.letters.append(("=", ("number", 1), ("number", 1)))
        self.rows = [self.make_row(rng, at)
                     for at in range(1 + rng.below(ROWS))]

    def make_row(self, rng, at):
        row = {"Sats": str(self.number)}
        fits = rng.below(5) > 0
        for column, cells in CELLS.items():
            row[column] = rng.pick([cell for cell in cells if not fits or
                                    read_cell(column, cell) != UNFIT])
        person = identity(self.number * 40 + rng.below(8))
        if rng.below(3) == 0:
            person = person[2:]  # another spelling of the same number
        row["Personnummer"] = person if rng.below(30) else " "
        row["Skydd"] = rng.pick(NOT_MARKED + MARKED[:2] * (rng.below(3) == 0)
                                + [rng.pick(MARKED)])
        row["Avliden"] = rng.pick(NOT_MARKED + [rng.pick(MARKED)])
        row["Namn"] = rng.pick(
            [f"Åsa Öberg{self.number}x{at}"] * 12 + [" "])
        row["Adress"] = rng.pick(["Storgatan 1"] * 12 + [""])
        row["Postnr"] = rng.pick(["999 10", "99910", " SE-999 10"] * 4 +
                                 ["9991", ""])
        row["Ort"] = rng.pick(["Norrviken"] * 12 + [""])
        row["Ombud"] = rng.pick(["Bo", "Cia", "Dan", ""])
        row["malformed"] = rng.below(90) == 0
        return row


def is_marked(cell):
    return cell.strip().lower() not in ("", "n", "nej", "0", "-", "ingen")


def person_of(row):
    """However it is written; "" for nobody."""
    return row["Personnummer"].strip().replace("-", "")[-10:]


BROKEN = ["x", "y"]  # cells too many of a malformed row


def may_be_marked(column, broken):
    """A row with too many cells: counted from its start, or from its end."""
    cells = [broken[name] for name in broken if name != "malformed"] + BROKEN
    at = list(broken).index(column)
    return is_marked(cells[at]) or is_marked(cells[at + len(BROKEN)])


def is_broken_marked(column, row, broken):
    return person_of(row) and any(
        may_be_marked(column, other) for other in broken
        if person_of(other) == person_of(row))


def is_person_marked(column, row, rows, broken):
    """By any row of the same person."""
    return is_broken_marked(column, row, broken) or is_marked(row[column]) or \
        person_of(row) and any(is_marked(other[column]) for other in rows
                               if person_of(other) == person_of(row))


def death_of(row, rows, broken):
    """True, False, or None where it is not clear; by any row of the person."""
    person = person_of(row)
    cells = [other["Avliden"] for other in rows
             if other is row or person and person_of(other) == person]
    marks = [cell for cell in cells if is_marked(cell)]
    if any(cell not in UNCLEAR for cell in marks):
        return True
    return None if marks or is_broken_marked("Avliden", row, broken) else False


def is_postcode(cell):
    digits = cell.upper().replace("SE-", "").replace(" ", "")
    return len(digits) == 5 and digits.isdigit()


def is_unfit(row, allow):
    """Of the address only the postcode has a form that it must fit."""
    wrong = row["Postnr"] and not is_postcode(row["Postnr"])
    unfit = (wrong and "postcode" not in allow) or any(
        read_cell(column, row[column]) == UNFIT for column in CELLS
        if row[column] or column not in REQUIRED)
    lacks = any(not row[column] for column in REQUIRED)
    return unfit and "unfit" not in allow or lacks or not person_of(row)


def has_address(row, allow):
    if row["Postnr"] and not is_postcode(row["Postnr"]) \
            and "postcode" not in allow:
        return False
    return row["Namn"].strip() and ("address" in allow or (
        row["Adress"] and row["Ort"] and row["Postnr"]))


def find_letter(register, row):
    """Index of the row's letter; None where none is meant, or undecidable."""
    for index, condition in enumerate(register.letters):
        answer = decide(condition, row, NEAR)
        if answer is None:
            return None
        if answer:
            return index
    return None


def later_holds(register, row, rows, allow):
    yield "unfit", is_unfit(row, allow)
    yield "duplicate", person_of(row) and "duplicate" not in allow and sum(
        person_of(other) == person_of(row) for other in rows) > 1
    letter = find_letter(register, row)
    yield "version", letter is None
    yield "address", not has_address(row, allow)
    yield "text", list(LETTERS)[letter] == "b.md" and not row["Ombud"]


def answer_row(register, row, rows, allow):
    """(outcome, deciding rule, all that match or may, those that may); a rule
    is (kind, n-th of the kind)."""
    if row["malformed"]:
        outcome = "excluded" if "malformed" in allow else "held"
        return outcome, ("malformed", 0), [("malformed", 0)], []
    broken = [other for other in register.rows if other["malformed"]]
    if is_person_marked("Skydd", row, rows, broken):
        return "held", ("protected", 0), [("protected", 0)], []
    matches, sure, gap = [], None, None
    dead = death_of(row, rows, broken)
    if dead is not False:
        matches.append(("deceased", 0))
        sure, gap = (matches[0], None) if dead else (None, matches[0])
    answers = [(("exclude", at), decide(rule, row, True))
               for at, rule in enumerate(register.excludes)]
    sent = decide(register.send, row, True)
    answers.append((("send", 0), None if sent is None else not sent))
    for rule, answer in answers:
        if answer is not False:
            matches.append(rule)
        if answer and not sure:
            sure = rule
        if answer is None and not gap:
            gap = rule
    tried = [(("hold", at), decide(rule, row, True))
             for at, rule in enumerate(register.holds)]
    holds = [rule for rule, answer in tried if answer is not False]
    unsure = [rule for rule, answer in
              [(("deceased", 0), dead), *answers, *tried] if answer is None]
    later = later_holds(register, row, rows, allow)
    builtin = [(kind, 0) for kind, holding in (next(later), next(later))
               if holding]
    matches += holds + builtin
    if sure:
        return "excluded", sure, matches, unsure
    for rule in [gap] * bool(gap) + holds + builtin:
        return "held", rule, matches, unsure
    for kind, holding in later:
        if holding:
            return "held", (kind, 0), matches, unsure
    return "letter", None, matches, unsure


# Writing a job.
def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def joined(rng, registers, conditions):
    """One rule that is each register's own for its rows; None for no rule."""
    parts = [f"(Sats = {register.number} and ({write(rng, condition)}))"
             for register, condition in zip(registers, conditions)
             if condition is not None]
    return quoted(" or ".join(parts)) if parts else None


def nth(lists, at):
    return [items[at] if at < len(items) else None for items in lists]


def write_rules(rng, registers, kind, lists):
    for at in range(max(map(len, lists))):
        condition = joined(rng, registers, nth(lists, at))
        yield f"  - {{{kind}: {kind} {at}, when: {condition}}}"


def write_job(rng, registers, allow, folder):
    rules = list(write_rules(rng, registers, "exclude",
                             [r.excludes for r in registers]))
    rules += write_rules(rng, registers, "hold", [r.holds for r in registers])
    letters = [f"  - {{text: {name}, when: " + joined(
        rng, registers, nth([r.letters for r in registers], at)) + "}"
        for at, name in enumerate(LETTERS)]
    files = {"job.yaml": JOB.format(
        send=joined(rng, registers, [r.send for r in registers]),
        rules="\n".join(rules), letters="\n".join(letters),
        allow=", ".join(f"{kind}: Prov" for kind in allow)), **LETTERS}
    rows = [row for register in registers for row in register.rows]
    header = [column for column in rows[0] if column != "malformed"]
    lines = [header] + [[row[column] for column in header] +
                        BROKEN * row["malformed"] for row in rows]
    files["register.csv"] = "".join(";".join(line) + "\n" for line in lines)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)


# Reading what the run decided.
def read_ledger(path):
    """By row: (outcome, rule, matches), and by rule: (matched, undecidable,
    decided)."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        rules, seen = {0: None}, {}
        counts = {}
        for number, kind, *rows in ledger.execute(
                "SELECT number, kind, matched, undecidable, decided FROM rule"
                " ORDER BY number"):
            rules[number] = (kind, seen.get(kind, 0))
            counts[rules[number]] = rows
            seen[kind] = seen.get(kind, 0) + 1
        rows = [(outcome, rules[rule],
                 [rules[int(n)] for n in matches.split()])
                for outcome, rule, matches in ledger.execute(
                    "SELECT outcome, rule, matches FROM outcome ORDER BY row")]
    return rows, counts


def check_counts(check, name, wanted, counts):
    """The account of a rule is what its rows say."""
    for rule, (matched, undecidable, decided) in counts.items():
        check.equal(f"{name}: {rule} decided", decided,
                    sum(by == rule for _, by, _, _ in wanted))
        check.equal(f"{name}: {rule} undecidable", undecidable,
                    sum(rule in unsure for *_, unsure in wanted))
        if rule[0] not in ("version", "address", "text", "page"):
            check.equal(f"{name}: {rule} matched", matched,
                        sum(rule in matches and rule not in unsure
                            for _, _, matches, unsure in wanted))


def check_job(check, rng, first, allow, seen):
    registers = [Register(rng, first + at) for at in range(SETS)]
    with tempfile.TemporaryDirectory(prefix="utskick-model-") as folder:
        write_job(rng, registers, allow, folder)
        out = os.path.join(folder, "out")
        ran = run("run", os.path.join(folder, "job.yaml"), "-o", out,
                  "--quiet", "--workers", "1")
        if not check.true(f"job {first}: runs", ran.code in (0, 1), ran):
            return
        have, counts = read_ledger(os.path.join(out, "keep", "ledger.db"))
    wanted, rows = [], []
    if "required" not in allow:
        REQUIRED.add("Avgift")
    for register in registers:
        whole = [row for row in register.rows if not row["malformed"]]
        wanted += [answer_row(register, row, whole, allow)
                   for row in register.rows]
        rows += [(register, row) for row in register.rows]
    check.equal(f"job {first}: rows", len(have), len(wanted))
    for said, want, (register, row) in zip(have, wanted, rows):
        check.true(f"register {register.number}", said == want[:3],
                   f"row:  {row}\nwant: {want}\nhave: {said}")
        seen[want[0]] = seen.get(want[0], 0) + 1
        seen[want[1] and want[1][0]] = seen.get(want[1] and want[1][0], 0) + 1
    check_counts(check, f"job {first}", wanted, counts)
    REQUIRED.clear()


def main(jobs):
    rng, check, seen = Random(12), Checks(), {}
    for job in range(jobs):
        check_job(check, rng, 1 + job * SETS, ALLOWED[job % len(ALLOWED)],
                  seen)
    # Else the registers say too little.
    for name in ("letter", "excluded", "held", "malformed", "protected",
                 "deceased", "exclude", "send", "hold", "unfit", "duplicate",
                 "version", "address", "text"):
        check.true(f"{name} occurs often", seen.get(name, 0) >= jobs, seen)
    check.end()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000 // SETS)
