"""Cells with two readings, or that stand for nothing: the row is held with a
reason, and its neighbours get their letters."""
import os
import sqlite3

from kit import Checks, Small

HEADER = "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd"
TEXT_KEY = Small.HEAD.replace("key: Personnummer", "key: Nr").replace(
    "person: Personnummer, ", "")


def row(key, number, mark=""):
    return f"{key};Anna{number};Ek;Gatan {number};999 32;Norrviken;{mark}"


def ledger(small):
    return small.file("out", "keep", "ledger.db")


def decided(check, name, small):
    """The rows' outcomes, the reason's code in place of 'held'."""
    ran = small.run()
    if not check.true(f"{name}: runs", ran.code in (0, 1), ran):
        return None
    with sqlite3.connect(ledger(small)) as found:
        return [code if outcome == "held" else outcome
                for outcome, code in found.execute(
                    "SELECT outcome, coalesce((SELECT code FROM problem WHERE"
                " problem.row = outcome.row LIMIT 1), code)"
                " FROM outcome ORDER BY row")]


def keeps(small, word):
    with open(ledger(small), "rb") as source:
        return word.encode() in source.read()


def check_rows(check, name, rows, want, **files):
    with Small(rows=rows, **files) as small:
        check.equal(name, decided(check, name, small), want)


OLD = row("19310202-9810", 9)
CENTURIES = (
    ("a child or a centenarian", [row("100103-9815", 1), OLD],
     ["identity-century", "letter"]),
    ("the same without a sign", [row("1001039815", 1), OLD],
     ["identity-century", "letter"]),
    ("twelve digits say it", [row("19100103-9815", 1),
                              row("20100103-9815", 2)], ["letter", "letter"]),
    ("181 years", [row("310202+9810", 1), OLD],
     ["identity-old", "letter"]),
    ("not born yet", [row("20520101-9808", 1), OLD],
     ["identity-unborn", "letter"]),
    ("the other century in another row",
     [row("990103-9819", 1), row("18990103-9819", 2), OLD],
     ["two-centuries", "letter", "letter"]),
    ("alone it is clear", [row("990103-9819", 1), OLD],
     ["letter", "letter"]),
)


def check_centuries(check):
    for name, rows, want in CENTURIES:
        check_rows(check, name, [HEADER, *rows], want)
    with Small(rows=[HEADER, row("990103-9819", 1),
                     row("18990103-9819", 2, "J"), OLD]) as small:
        check.equal("a protected person's number with the other century",
                    decided(check, "protected", small),
                    ["protected-twin", "protected", "letter"])
        check.true("nothing of either is kept", not keeps(small, "Anna1") and
                   not keeps(small, "Anna2") and keeps(small, "Anna9"))


def check_keys(check):
    header = HEADER.replace("Personnummer", "Nr")
    keys = ("00123", "123", "K-12", "K12", "77", "78", "12-30", "1-230")
    rows = [header] + [row(key, i) for i, key in enumerate(keys)]
    check_rows(check, "keys that differ in zeros and signs", rows,
               ["similar-key"] * 4 + ["letter"] * 4, head=TEXT_KEY)
    check_rows(check, "allowed, with the reason", rows, ["letter"] * 8,
               head=TEXT_KEY, job="allow: {similar: Olika kunder}\n")
    check_rows(check, "a key that repeats is no other key",
               [header, row("00123", 1), row("00123", 2)],
               ["letter"] * 2, head=TEXT_KEY,
               job="allow: {duplicate: Flera insatser}\n")
    check_rows(check, "what is allowed is the same key only",
               [header, row("00123", 1), row("123", 2), row("9", 3)],
               ["similar-key"] * 2 + ["letter"], head=TEXT_KEY,
               job="allow: {duplicate: Flera insatser}\n")
    with Small(rows=[header, row("00123", 1, "J"), row("123", 2),
                     row("124", 3)], head=TEXT_KEY) as small:
        check.equal("near a protected person's key",
                    decided(check, "protected key", small),
                    ["protected", "protected-twin", "letter"])
        check.true("nothing of it is kept", not keeps(small, "Anna2") and
                   keeps(small, "Anna3"))


def main():
    check = Checks()
    check_centuries(check)
    check_keys(check)
    check.end()


if __name__ == "__main__":
    main()
