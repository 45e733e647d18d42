"""Cells with two readings, or that stand for nothing: the row is held with a
reason, and its neighbours get their letters."""
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
    ("181 years", [row("310202+9810", 1), OLD, row("18990103-9819", 2)],
     ["identity-old", "duplicate-key", "letter"]),
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
    for warned in (True, False):
        with Small(rows=[header, row("00123", 1), row("00123", 2),
                         row("9", 3), row("8", 4), row("8", 5)], head=TEXT_KEY,
                   job="allow: {duplicate: Flera insatser}\nrules:\n"
                       "  - {exclude: Prov, where: {Förnamn: [Anna1, Anna3]}}\n"
                   if warned else "allow: {duplicate: Flera insatser}\n"
                   ) as small:
            ran = small.run()
            check.true("one person, a letter and none", ran.code in (0, 1) and
                       ("lines 2+3 [letter-and-none]" in ran.err) == warned,
                       ran)
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


def address(number, first="Anna", last="Ek", street="Gatan 1", town="Norrviken",
            note="x"):
    key = ("19310101-9804", "19310201-9811", "19310301-9828", "19310401-9835",
           "19310501-9842", "19310601-9858", "19310701-9865")[number]
    return f"{key};{first};{last};{street};999 32;{town};;{note}"


NOTE = HEADER + ";Notis"


def composing(**lines):
    """A job whose address has lines made of several cells."""
    head = Small.HEAD
    for name, line in lines.items():
        head = head.replace({"first": "name: [Förnamn,",
                             "street": "street: Adress"}[name],
                            {"first": f"name: [\"{line}\",",
                             "street": f"street: \"{line}\""}[name])
    return head


# The house number stands in a column of its own.
STREET = {"head": composing(street="Adress + ' ' + Notis")}


def parted(number, street, house, first="Anna"):
    return address(number, street=street, note=house, first=first)


CELLS = (
    ("stand-ins in addresses",
     (address(0, street="-"), address(1, first="NULL"),
      address(2, street="Utan känd hemvist"), address(3, town="?"),
      address(4, last="."), address(5)), {},
     ["stand-in"] * 5 + ["letter"]),
    ("names and towns that look like some",
     (address(0, first="Tom"), address(1, last="Null", town="Å"),
      address(2, last="Ö"), address(3, street="Okändas väg 3")), {},
     ["letter"] * 4),
    ("error words in any cell",
     (address(0, first="#SAKNAS!"), address(1, note="#N/A"),
      address(2, street="#REF!"), address(3, town="#VÄRDEFEL!"), address(4)),
     {}, ["error-word"] * 4 + ["letter"]),
    ("error words that the job lets stand where nothing looks",
     (address(0, note="#N/A"), address(1, first="#N/A")),
     {"job": "allow: {unfit: Prov}\n"}, ["letter", "error-word"]),
    ("house numbers that a spreadsheet made dates",
     (address(0, street="03-apr"), address(1, street="2012-04-03"),
      address(2, street="45355"), address(3, street="3")
      , address(4, street="Aprilvägen 3")), {},
     ["number-in-address"] * 4 + ["letter"]),
    ("letters that an export lost",
     (address(0, street="Bj?rkgatan 1"), address(1, first="?sa"),
      address(2, last="Sj|berg"), address(3, street="Bj%C3%B6rkgatan 1"),
      address(4, town="Bj=F6rkvik"), address(5, street="Bj\\u00f6rkgatan 1"),
      address(6)), {}, ["lost-letters"] * 6 + ["letter"]),
    ("and signs that are none of them",
     (address(0, street="Box 5 % Ek"), address(1, last="O'Brien-Å"),
      address(2, first="Bo & Eva"), address(3, last="Ek?"),
      address(4, street="Gatan 1 = 2 tr"), address(5, street="Gatan 1 | 2"),
      address(6, street="Holms? 3")), {}, ["letter"] * 6 +
     ["lost-letters"]),
    ("an entity", ('19310101-9804;"Bj&ouml;rn";Ek;Gatan 1;999 32;Norrviken;;x',
                   '19310201-9811;Anna;"&#214;berg";Gatan 1;999 32;Norrviken;;x',
                   address(2, last="Vad? AB")),
     {}, ["lost-letters"] * 2 + ["letter"]),
    ("formulas", (address(0, street="=B2"), address(1, first='@Anna'),
                  address(2)), {}, ["odd-start"] * 2 + ["letter"]),
    ("stand-ins that the letter prints",
     (address(0, note="-"), address(1, note="okänd"), address(2, note="0"),
      address(3, note="Tom")), {"letter": "Hej! {{Notis}}\n"},
     ["stand-in-value"] * 2 + ["letter"] * 2),
    ("also in a function", (address(0, note="okänd"), address(1)),
     {"letter": "Hej! {{upper(Notis)}}\n"}, ["stand-in-value", "letter"]),
    ("in a computed column that it prints",
     (address(0, note="NULL"), address(1, note="Saknas"), address(2)),
     {"letter": "Hej! {{Kontakt}}\n",
      "job": "columns: {Kontakt: {is: \"'Ring ' + Notis\"}}\n"},
     ["stand-in-value"] * 2 + ["letter"]),
    ("in one that another is made of", (address(0, note="-"), address(1)),
     {"letter": "Hej! {{lower(B)}}\n",
      "job": "columns: {A: {is: \"'Ring ' + Notis\"}, B: {is: upper(A)}}\n"},
     ["stand-in-value", "letter"]),
    ("in one whose values the job lists", (address(0, note="-"), address(1)),
     {"letter": "Hej! {{A}}\n", "job":
      "columns: {A: {is: \"'Tal ' + Notis\", values: [Tal -, Tal x]}}\n"},
     ["letter"] * 2),
    ("and in one that a rule asks",
     (address(0, note="-"), address(1), address(2, note="Hund")),
     {"job": "columns: {A: {is: \"upper(Notis)\"}}\n"
             "rules: [{exclude: Prov, when: \"A = 'X'\"}]\n"},
     ["stand-in-value", "excluded", "letter"]),
    ("in lines that are made of several",
     (parted(0, "Storgatan", "NULL"), parted(1, "Saknas", "4"),
      parted(2, "Storgatan", "-"), parted(3, "Storgatan", "?"),
      parted(4, "Storgatan", "okänd"), parted(5, "Ja", "4"),
      parted(6, "Storgatan", "4")), STREET, ["stand-in"] * 6 + ["letter"]),
    ("dates in them",
     (parted(0, "Storgatan", "03-apr"), parted(1, "Storgatan", "2012-04-03"),
      parted(2, "Storgatan", "00:00:00"), parted(3, "Storgatan", "#REF!"),
      parted(4, "Storgatan", "4")),
     STREET, ["number-in-address"] * 3 + ["error-word", "letter"]),
    ("and house numbers in them",
     (parted(0, "Storgatan", "4"), parted(1, "Storgatan", "4E"),
      parted(2, "Storgatan", "3-4"), parted(3, "Norrby", "3:12"),
      parted(4, "Storgatan", "4 lgh 1201"), parted(5, "Storgatan", "1/2"),
      parted(6, "Storgatan", "X")), STREET, ["letter"] * 7),
    ("in a name that is made of several",
     (address(0, note="NULL"), address(1, note="-"), address(2, note="Tom"),
      address(3, note=""), address(4, note="2012-04-03"), address(5, first="x")),
     {"head": composing(first="Förnamn + ' ' + otherwise(Notis, Förnamn)")},
     ["stand-in"] * 2 + ["letter"] * 2 + ["number-in-address", "stand-in"]),
    ("Norway is no stand-in in a town that is read by the country",
     (address(0, note="NO", town="9999 Oslo").replace("999 32;", ";"),
      address(1, note="")),
     {"head": Small.HEAD.replace("postcode: Postnr, town: Ort",
                                 "postal: Ort, country: Notis")},
     ["letter", "unclear-postal"]),
    ("a value that the job lists is meant", (address(0, note="-"),),
     {"letter": "Hej! {{Notis}}\n",
      "job": "columns: {Notis: {values: ['-']}}\n"}, ["letter"]),
    ("words that the job says are empty",
     (address(0, note="-"), address(1, note="SAKNAS"), address(2, note="Ja")),
     {"letter": "Hej! {{? Notis}}\n",
      "job": "columns: {Notis: {empty: ['-', saknas]}}\n"}, ["letter"] * 3),
    ("numbers with two readings",
     (address(0, note="1.234"), address(1, note="1234,50"),
      address(2, note="1 234"), address(3, note="1.234,50"),
      address(4, note="12,345")),
     {"letter": "Hej! {{money(Notis)}}\n",
      "job": "columns: {Notis: decimal}\n"},
     ["two-readings", "letter", "letter", "letter", "two-readings"]),
    ("not by allow: unfit either", (address(0, note="1.234"), address(1, note="1")),
     {"letter": "Hej! {{money(Notis)}}\n",
      "job": "columns: {Notis: decimal}\nallow: {unfit: Prov}\n"},
     ["two-readings", "letter"]),
    ("where the job says the sign", (address(0, note="1.234"),
                                     address(1, note="1,5")),
     {"letter": "Hej! {{money(Notis)}}\n",
      "job": "columns: {Notis: {type: decimal, decimal: ','}}\n"},
     ["letter"] * 2),
    ("or the other sign", (address(0, note="1.234"), address(1, note="1,234.50")),
     {"letter": "Hej! {{money(Notis)}}\n",
      "job": "columns: {Notis: {type: decimal, decimal: '.'}}\n"},
     ["letter"] * 2),
    ("a key that is none", (address(0).replace("19310101-9804", "-"),
                            address(1)), {"head": TEXT_KEY.replace(
                                "key: Nr", "key: Personnummer")},
     ["no-key", "letter"]),
)


def check_cells(check):
    for name, rows, files, want in CELLS:
        check_rows(check, name, [NOTE, *rows], want, **files)
    with Small(rows=[NOTE, address(0)],
               job="columns: {Notis: {decimal: ';'}}\n") as small:
        ran = small.run()
        check.true("a sign that is none", ran.code == 2 and
                   "[bad-decimal-sign]" in ran.err, ran)


def check_huge(check):
    """A cell of a megabyte costs no more than its reading: a step that looks at
    a word's letters for each of them took hours, and the limit of a run ends."""
    huge = {"a word": "a" * 1000000, "words": "ab " * 300000,
            "letters with marks": "a\u0301" * 300000}
    for what, text in (("a word", huge["a word"]),
                       ("words in a letter", huge["words"]),
                       ("marks", huge["letters with marks"])):
        with Small(rows=[NOTE, address(0, note=text), address(1)],
                   letter="Hej! {{Notis}}\n") as small:
            have = decided(check, what, small)
            check.equal(what, have, ["long-block", "letter"])
    with Small(rows=[NOTE, address(0, street=huge["words"]), address(1)]
               ) as small:
        check.equal("a street of a megabyte", decided(check, "street", small),
                    ["long-cell", "letter"])
    with Small(rows=[NOTE, address(0).replace(
            ";;x", ";" + huge["letters with marks"] + ";x"),
            address(1, "Bo", street="Gatan 2")]) as small:
        check.equal("a mark of a megabyte", decided(check, "mark", small),
                    ["protected", "letter"])


def main():
    check = Checks()
    check_huge(check)
    check_cells(check)
    check_centuries(check)
    check_keys(check)
    check.end()


if __name__ == "__main__":
    main()
