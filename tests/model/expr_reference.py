"""What a condition means, slowly and plainly, and the test that src/expr agrees.

Usage: expr_reference.py DRIVER [CASES]

Makes random conditions and rows (the same ones every time), answers them by the
rules of docs/expressions.md as a reader would, and compares with the driver's
answers. Three answers: True, False, and None for undecidable.

The rules, in the order they are applied here:
  1. not is pushed inwards: not (a and b) is (not a or not b), not (x = y) is
     x <> y, and so on, until it stands at a comparison only.
  2. A value that does not fit its column makes a comparison undecidable, and
     where doubt holds, or NEAR doubt, whether it is empty too.
  3. Ordering and computing with an empty value is undecidable.
  4. An empty cell is equal to '' only. Whether it differs from a text is
     undecidable; so is whether it equals one, where doubt holds.
  5. Where doubt holds, or NEAR doubt, a text that is nearly what it is compared
     with (a text of the job, or another column's), and not that, makes the
     comparison undecidable.
  6. and is false if one side is, else undecidable if one is; or the same way.
"""
import datetime
import subprocess
import sys
import unicodedata

TODAY = datetime.date(2012, 3, 19)
UNFIT = "unfit"
EMPTY = "empty"
NEAR = "near"  # of the kinds of doubt, besides True: letters have it


class Random:
    """Knuth's MMIX generator: the same numbers in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005
                      + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % limit

    def pick(self, items):
        return items[self.below(len(items))]


def fold(text):
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


# The register: what may stand in each column's cells.
LIVING = {"eget boende": "Eget boende", "ordinärt boende": "Eget boende",
          "hemma": "Eget boende", "servicehus": "Servicehus",
          "sh": "Servicehus", "serviceboende": "Servicehus"}
LANGUAGES = {"sv": "sv", "svenska": "sv", "": "sv", "fi": "fi", "suomi": "fi"}
HOUSES = ["Servicehus", "SERVICEHUS  ", "servicehus\u00a0", "Sevicehus",
          "Service-hus", "Servicehuset", "Servicehus Björken"]
OTHERS = ["Eget boende", "Enhet 1", "Enhet 2", "Åsa", "åsa ", "Asa", "SH"]
CELLS = {
    "Boende": HOUSES + OTHERS + ["", " "],
    "Enhet": OTHERS + ["Servicehus", ""],
    "Boendeform": ["SH", "hemma", "Eget  boende", "servicehus", "Villa", ""],
    "Språk": ["", "fi", "Suomi", "svenska", "engelska"],
    "Timmar": ["-3", "0", "12", "12,0", "40", "tolv", ""],
    "Avgift": ["0.5", "1234,5", "300", "12", "gratis", ""],
    "Beslut till": ["2012-03-19", "2012-10-01", "2012-12-31", "20120930",
                    "snart", ""],
    "Samtycke": ["ja", "Nej", "J", "0", "kanske", ""],
}
TEXTS = ("Boende", "Enhet")
CHOICES = {"Boendeform": LIVING, "Språk": LANGUAGES}
NUMBERS = ("Timmar", "Avgift")
REQUIRED = set()  # columns in which an empty cell does not fit
FACTS = {"gäller från": datetime.date(2012, 10, 1), "taxa": 300}


def is_number(text):
    return text.lstrip("-").replace(",", "", 1).replace(".", "", 1).isdigit()


def read_cell(column, cell):
    """The value of a cell: EMPTY, UNFIT, or a text, number, date or bool."""
    text = fold(cell)
    if column in CHOICES:
        return CHOICES[column].get(text, UNFIT)
    if not text:
        return UNFIT if column in REQUIRED else EMPTY
    if column in NUMBERS:
        if not is_number(text):
            return UNFIT
        return round(float(text.replace(",", ".")) * 1000000)
    if column == "Beslut till":
        digits = text.replace("-", "")
        if not digits.isdigit():
            return UNFIT
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if column == "Samtycke":
        return {"ja": True, "j": True, "nej": False, "0": False}.get(text, UNFIT)
    return cell


# Values: ("column", name), ("fact", name), ("text", t), ("number", n),
# ("date", d), ("sum", sign, a, b).
def value_of(node, row):
    kind = node[0]
    if kind == "column":
        return read_cell(node[1], row[node[1]])
    if kind == "fact":
        value = FACTS[node[1]]
        return value * 1000000 if isinstance(value, int) else value
    if kind == "text":
        return node[1] if fold(node[1]) else EMPTY
    if kind == "number":
        return node[1] * 1000000
    if kind == "date":
        return node[1]
    sign, a, b = node[1], value_of(node[2], row), value_of(node[3], row)
    if a in (EMPTY, UNFIT) or b in (EMPTY, UNFIT):
        return UNFIT
    if isinstance(a, datetime.date) and isinstance(b, datetime.date):
        return (a - b).days * 1000000
    if isinstance(a, datetime.date):
        if b % 1000000:
            return UNFIT
        return a + datetime.timedelta(days=sign * (b // 1000000))
    return a + sign * b


def literal_of(column, literal):
    """A text in quotes means what it would mean as a cell of the column."""
    if column in CHOICES:
        return CHOICES[column][fold(literal)]
    return literal


def same(a, b):
    if isinstance(a, str) and isinstance(b, str):
        return fold(a) == fold(b)
    return a == b


def is_house(text):
    return text in HOUSES


def nearly(cell, literal):
    """Known for the texts that occur here, rather than computed."""
    houses = HOUSES + ["SH"]
    return cell in houses and literal in houses and not same(cell, literal)


def nearly_part(cell, part):
    return is_house(cell) and (fold(part) == "service" or is_house(part))


def equals(node, row, doubt, wanted):
    """Whether column node[1] is (wanted) or is not (not wanted) node[2]."""
    a = value_of(node[1], row)
    literal = node[2][0] == "text"
    if literal and node[1][0] == "column" and node[1][1] in CHOICES:
        b = literal_of(node[1][1], node[2][1])
    elif literal and node[1][1] == "Samtycke":
        b = read_cell("Samtycke", node[2][1])
    else:
        b = value_of(node[2], row)
    if a == UNFIT or b == UNFIT:
        return None
    if literal and b == EMPTY:
        return (a == EMPTY) == wanted
    if a == EMPTY or b == EMPTY:
        return False if wanted and a != b and doubt is not True else None
    if same(a, b):
        return wanted
    asked = literal or node[2][0] == "column"
    names = [side[1] for side in node[1:3] if side[0] == "column"]
    if doubt and asked and any(name in TEXTS for name in names) and \
            isinstance(a, str) and isinstance(b, str) and nearly(a, b):
        return None
    return not wanted


def finds(node, row, doubt, wanted):
    kind, column, part = node
    a = read_cell(column[1], row[column[1]])
    if a == UNFIT:
        return None
    if a == EMPTY:
        return False if wanted and doubt is not True else None
    text, piece = fold(a), fold(part)
    found = piece in text if kind == "contains" else text.startswith(piece)
    if found:
        return wanted
    if doubt and column[1] in TEXTS and (nearly_part(a, part)
                                         or nearly(a, part)):
        return None
    return not wanted


def orders(node, row, wanted):
    a, b = value_of(node[2], row), value_of(node[3], row)
    if a in (EMPTY, UNFIT) or b in (EMPTY, UNFIT):
        return None
    holds = {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[node[1]]
    return holds == wanted


def all_of(answers):
    answers = list(answers)
    if False in answers:
        return False
    return None if None in answers else True


def any_of(answers):
    answers = list(answers)
    if True in answers:
        return True
    return None if None in answers else False


def decide(node, row, doubt, wanted=True):
    """Whether the condition holds (wanted), or its opposite does."""
    kind = node[0]
    if kind == "not":
        return decide(node[1], row, doubt, not wanted)
    if kind in ("and", "or"):
        parts = [decide(part, row, doubt, wanted) for part in node[1]]
        return all_of(parts) if (kind == "and") == wanted else any_of(parts)
    if kind == "=":
        return equals(node, row, doubt, wanted)
    if kind == "<>":
        return equals(node, row, doubt, not wanted)
    if kind == "in":
        parts = [equals(("=", node[1], item), row, doubt, wanted)
                 for item in node[2]]
        return any_of(parts) if wanted else all_of(parts)
    if kind in ("contains", "starts"):
        return finds(node, row, doubt, wanted)
    if kind == "order":
        return orders(node, row, wanted)
    if kind == "empty":
        cell = row[node[1][1]]
        if doubt and fold(cell) and value_of(node[1], row) == UNFIT:
            return None
        return (not fold(cell)) == wanted
    a = value_of(node, row)  # a flag by itself
    return None if a in (EMPTY, UNFIT) else a == wanted


# Making conditions.
def make_number(rng, depth):
    kind = rng.below(5 if depth else 3)
    if kind == 0:
        return ("number", rng.pick([0, 1, 12, 40, 300]))
    if kind in (1, 2):
        return rng.pick([("column", "Timmar"), ("column", "Avgift"),
                         ("fact", "taxa")])
    return ("sum", rng.pick([1, -1]), make_number(rng, depth - 1),
            make_number(rng, depth - 1))


def make_date(rng, depth):
    kind = rng.below(4 if depth else 3)
    if kind == 0:
        return ("date", rng.pick([TODAY, datetime.date(2012, 10, 1)]))
    if kind == 1:
        return ("column", "Beslut till")
    if kind == 2:
        return ("fact", "gäller från")
    return ("sum", rng.pick([1, -1]), make_date(rng, depth - 1),
            ("number", rng.pick([0, 1, 90])))


def make_text(rng, column):
    if column in CHOICES:
        return ("text", rng.pick([s for s in CHOICES[column] if s]))
    return ("text", rng.pick(HOUSES + OTHERS + [""]))


def make_compared(rng):
    column = rng.pick(["Boende", "Enhet", "Boendeform", "Språk", "Samtycke"])
    if column == "Samtycke":
        return ("column", column), ("text", rng.pick(["ja", "Nej"]))
    if column in TEXTS and rng.below(6) == 0:
        return ("column", "Boende"), ("column", "Enhet")
    return ("column", column), make_text(rng, column)


def make_leaf(rng):
    kind = rng.below(9)
    if kind <= 2:
        return (rng.pick(["=", "<>"]), *make_compared(rng))
    if kind == 3:
        column = rng.pick(["Boende", "Enhet", "Boendeform"])
        return ("in", ("column", column),
                [make_text(rng, column) for _ in range(1 + rng.below(3))])
    if kind == 4:
        column = ("column", rng.pick(TEXTS))
        return (rng.pick(["contains", "starts"]), column,
                rng.pick(["service", "HUS", "Servicehus", "enhet", "å"]))
    if kind == 5:
        make = rng.pick([make_number, make_date])
        return ("order", rng.pick(["<", "<=", ">", ">="]), make(rng, 2),
                make(rng, 2))
    if kind == 6:
        make = rng.pick([make_number, make_date])
        return (rng.pick(["=", "<>"]), make(rng, 1), make(rng, 1))
    if kind == 7:
        return ("empty", ("column", rng.pick(["Boende", "Boendeform", "Timmar",
                                              "Beslut till", "Samtycke"])))
    return ("column", "Samtycke")


def make_condition(rng, depth):
    if depth == 0 or rng.below(3) == 0:
        return make_leaf(rng)
    kind = rng.pick(["and", "or", "not"])
    if kind == "not":
        return ("not", make_condition(rng, depth - 1))
    return (kind, [make_condition(rng, depth - 1)
                   for _ in range(2 + rng.below(2))])


# Writing them as people do.
WORDS = {"and": ["and", "och", "AND"], "or": ["or", "eller"],
         "not": ["not", "inte"], "in": ["in", "i"],
         "contains": ["contains", "innehåller"],
         "starts": ["starts with", "börjar med"],
         "empty": ["is empty", "är tom", "är  tomt"]}
QUOTES = ["''", '""', "””", "’’", "“”", "»»", "„“"]


def write(rng, node):
    kind = node[0]
    if kind in ("column", "fact"):
        name = node[1] if rng.below(2) else node[1].lower()
        return f"[{name}]" if " " in name or rng.below(3) == 0 else name
    if kind == "text":
        quotes = rng.pick(QUOTES)
        return quotes[0] + node[1] + quotes[1]
    if kind == "number":
        return str(node[1])
    if kind == "date":
        return node[1].isoformat()
    if kind == "sum":
        sign = "+" if node[1] > 0 else "-"
        return f"{write(rng, node[2])} {sign} ({write(rng, node[3])})"
    if kind == "not":
        return f"{rng.pick(WORDS['not'])} ({write(rng, node[1])})"
    if kind in ("and", "or"):
        word = f" {rng.pick(WORDS[kind])} "
        return word.join(f"({write(rng, part)})" for part in node[1])
    if kind == "in":
        items = ", ".join(write(rng, item) for item in node[2])
        return f"{write(rng, node[1])} {rng.pick(WORDS['in'])} ({items})"
    if kind in ("contains", "starts"):
        return (f"{write(rng, node[1])} {rng.pick(WORDS[kind])} "
                + write(rng, ("text", node[2])))
    if kind == "empty":
        return f"{write(rng, node[1])} {rng.pick(WORDS['empty'])}"
    if kind == "order":
        return f"{write(rng, node[2])} {node[1]} {write(rng, node[3])}"
    return f"{write(rng, node[1])} {kind} {write(rng, node[2])}"


def make_case(rng):
    row = {column: rng.pick(cells) for column, cells in CELLS.items()}
    node = make_condition(rng, 1 + rng.below(3))
    doubt = bool(rng.below(2))
    changes = ";".join(f"{column}={cell}" for column, cell in row.items())
    line = f"{write(rng, node)}\t{changes}\t{int(doubt)}"
    return line, decide(node, row, doubt)


def main(driver, count):
    rng = Random(47)
    cases = [make_case(rng) for _ in range(count)]
    asked = "".join(line + "\n" for line, _ in cases)
    told = subprocess.run([driver], input=asked.encode(), check=True,
                          stdout=subprocess.PIPE).stdout.decode().split("\n")
    words = {True: "yes", False: "no", None: "undecidable"}
    failed = 0
    for (line, want), have in zip(cases, told):
        if words[want] != have:
            failed += 1
            print(f"FAILED {line}\n  want: {words[want]}\n  have: {have}")
    seen = {word: sum(words[want] == word for _, want in cases)
            for word in words.values()}
    if len(told) != count + 1 or min(seen.values()) < count // 10:
        failed += 1
        print(f"FAILED the cases say too little: {seen}")
    print(f"{count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000))
