"""What a run says of the columns that rules sort people by: values that no
rule names and no list has, and columns so empty that a rule decides little.

Never a value that stands in fewer than five rows, never a name.
"""
import json
import os
import re
import sys
import tempfile

from kit import Checks, batches, run, tool

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

JOB = """name: Prov
date: 2012-03-19
reference: SN-2012-0047
register: {register}
roles: {roles}
columns: {columns}
{rest}
address: {{name: [Namn, Efternamn], street: Adress, postcode: Postnr, town: Ort}}
letters: {letters}
stationery: kommun-h2
expect: {{letters: 0-999}}
"""
COLUMNS = ["Nr", "Namn", "Efternamn", "Skydd", "Adress", "Postnr", "Ort"]
CODE = re.compile(r"\[(unnamed-values|rule-meets-gaps)\]")

# 30 rows: 12 at home, 6 in a service house, 5 + 1 short stays however
# written, 3 of a rare kind, one of another, two empty.
BOENDE = (["Eget boende"] * 12 + ["Servicehus"] * 6 + ["Korttid"] * 5 +
          ["KORTTID "] + ["Växelvård"] * 3 + ["Hotell"] + ["", ""])
SEND = "send: {where: {Boende: Eget boende}, else: Inte hemma}"
RULES = SEND + "\nrules: [{exclude: Hus, where: {Boende: Servicehus}}]"


def write(folder, name, columns, first=0):
    count = len(next(iter(columns.values())))
    rows = [COLUMNS + list(columns)]
    for at in range(count):
        fixed = [identity(first + at), "Åsa", f"Öberg{at}", "", f"Storgatan {at}",
                 "999 10", "Norrviken"]
        rows.append(fixed + [cells[at] for cells in columns.values()])
    for row in rows[1:]:
        if row[-1] == "PROTECTED":
            row[3] = "J"
    with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
        to.write("".join(";".join(row) + "\n" for row in rows))


def check_job(folder, rest=RULES, columns="{}", letters="[{text: brev.md}]",
              register="{file: r.csv, key: Nr, encoding: utf-8, delimiter: ';'}",
              roles="{person: Nr, protected: Skydd}"):
    job = os.path.join(folder, "job.yaml")
    with open(job, "w", encoding="utf-8") as to:
        to.write(JOB.format(register=register, columns=columns, rest=rest,
                            letters=letters, roles=roles))
    with open(os.path.join(folder, "brev.md"), "w", encoding="utf-8") as to:
        to.write("Hej!\n")
    return run("check", job, "--lang", "en")


def test_unnamed(check, folder):
    write(folder, "r.csv", {"Boende": BOENDE})
    ran = check_job(folder)
    check.true("values that no rule names", ran.code == 0 and
               "column 'Boende': values that no rule names: 3, rows: 10 "
               "[unnamed-values]" in ran.err, ran)
    check.true("frequent ones are shown, however written",
               "not named: 'Korttid' 6\n" in ran.err, ran)
    check.true("rare ones are counted, with their lines",
               "not shown here: 2, rows: 4, lines 26, 27, 28, 29\n"
               in ran.err, ran)
    check.true("and in the report", re.search(
        r"(?m)^      10  Boende: 'Korttid' 6$", ran.out), ran)
    for word in ("Växelvård", "Hotell"):
        check.true(f"{word} is not shown", word not in ran.out + ran.err, ran)
    said = json.loads(run("check", "--json",
                          os.path.join(folder, "job.yaml")).out)
    check.equal("as JSON", said["unnamed"], [
        {"column": "Boende", "values": 3, "rows": 10,
         "shown": "'Korttid' 6", "lines": "26, 27, 28, 29"}])


def test_named(check, folder):
    """Each way to say what the values mean."""
    listed = ("{Boende: {values: [Eget boende, Servicehus, Korttid, Växelvård, "
              "Hotell]}}")
    every = ("[Servicehus, korttid, Växelvård, Hotell]")
    for name, rest, columns, letters in (
            ("values:", RULES, listed, "[{text: brev.md}]"),
            ("another rule", SEND + "\nrules: [{exclude: Hus, where: {Boende: "
             + every + "}}]", "{}", "[{text: brev.md}]"),
            ("a letter", RULES, "{}", "[{text: brev.md, where: {Boende: "
             "[Korttid, Växelvård, Hotell]}}, {text: brev.md}]"),
            ("contains", SEND + "\nrules: [{exclude: Hus, when: \"Boende "
             "contains 'o' or Boende contains 'vård' or upper(Boende) = "
             "'SERVICEHUS'\"}]", "{}", "[{text: brev.md}]"),
            ("only searched", "rules: [{exclude: Hus, when: \"Boende contains "
             "'hus'\"}]", "{}", "[{text: brev.md}]"),
            ("only empty or not", "rules: [{exclude: Inget, when: \"Boende is "
             "empty\"}]", "{}", "[{text: brev.md}]")):
        ran = check_job(folder, rest, columns, letters)
        check.true(f"{name}: runs", ran.code == 0, ran)
        check.equal(f"{name}: nothing is said", CODE.findall(ran.err), [])


def test_no_category(check, folder):
    """Free text, names, numbers, dates."""
    count = 60
    write(folder, "r.csv", {
        "Anteckning": [f"Ring {at}" for at in range(count)],
        "Timmar": [str(at % 4) for at in range(count)],
        "Från": [f"2012-01-{1 + at % 4:02}" for at in range(count)]})
    for condition in ("Anteckning = 'Ring 3'", "Timmar = 3",
                      "Från = 2012-01-02", "Namn = 'Åsa' and Adress = 'X'",
                      f"Nr = '{identity(3)}'"):
        ran = check_job(folder, "rules: [{exclude: Nej, when: \"" + condition
                        + "\"}]", "{Timmar: integer, Från: date}")
        check.true(f"{condition}: runs", ran.code == 0, ran)
        check.equal(f"{condition}: nothing is said", CODE.findall(ran.err), [])
    # Many values, each often enough to be a kind.
    write(folder, "r.csv", {"Enhet": [f"Enhet {at % 35}" for at in range(350)]})
    ran = check_job(folder, "rules: [{exclude: Nej, where: {Enhet: Enhet 3}}]")
    check.true("a column of 35 units", "no rule names: 34, rows: 340 "
               in ran.err and "not shown here: 4, rows: 40, lines 8, 9, 10, 11, 43" in ran.err, ran)


def test_protected(check, folder):
    """Values of rows that are not read are none."""
    write(folder, "r.csv", {"Boende": ["Eget boende"] * 6 + ["PROTECTED"] * 6})
    ran = check_job(folder)
    check.equal("of protected people nothing", CODE.findall(ran.err), [])


def test_sources(check, folder):
    write(folder, "r.csv", {"Boende": ["Eget boende"] * 6 + ["Hotell"]})
    write(folder, "s.csv", {"Boende": ["Servicehus"] * 6 + ["Tält"]}, 50)
    ran = check_job(folder, register="[{file: r.csv, key: Nr, source: Norr}, "
                    "{file: s.csv, key: Nr, source: Syd}]")
    check.true("lines say their source", "rows: 2, lines Norr 8, Syd 8\n"
               in ran.err, ran)


def test_gaps(check, folder):
    count = 40
    dates = ["2012-05-01"] * 10 + [""] * 30
    write(folder, "r.csv", {"Beslut till": dates, "Tolk": ["Bo"] * 38 + ["", ""]})
    columns = "{Beslut till: date}"
    late = "\"[Beslut till] < 2012-06-01\""
    for kind in ("hold", "exclude"):
        ran = check_job(folder, f"rules: [{{{kind}: Kort, when: {late}}}]", columns)
        check.true(f"{kind}: undecidable for many", "(Kort) cannot be decided "
                   f"for 30 of {count} rows [rule-meets-gaps]" in ran.err, ran)
        check.true(f"{kind}: which column, and the cure", "'Beslut till' is empty "
                   "in 30 rows; say what that means: [Beslut till] is not empty "
                   "and" in ran.err, ran)
    for condition in (f"[Beslut till] is not empty and {late[1:-1]}",
                      f"[Beslut till] is empty or {late[1:-1]}",
                      "Tolk = 'Cia'"):
        ran = check_job(folder, f"rules: [{{exclude: Kort, when: \"{condition}\"}}]",
                        columns)
        check.true(f"{condition}: runs", ran.code == 0, ran)
        check.true(f"{condition}: no hint", "rule-meets-gaps" not in ran.err, ran)


def test_person(check, folder):
    """An identity number is shown no more where it is not the key, in however
    many rows it stands."""
    numbers = [identity(at // 6) for at in range(12)]
    write(folder, "r.csv", {"Personnr": numbers, "Kund": ["Ja"] * 12})
    ran = check_job(folder, "rules: [{exclude: Inget, when: \"Personnr is empty "
                    "or Kund is empty\"}]",
                    register="{file: r.csv, key: Nr, encoding: utf-8}",
                    roles="{person: Personnr, protected: Skydd}")
    check.true("a rule that takes nobody is said", "'Kund' holds: 'Ja' 12\n"
               in ran.err and "'Personnr'" in ran.err, ran)
    check.true("without numbers", not any(number in ran.err + ran.out
                                          for number in numbers), ran)


def test_unlisted(check, folder):
    """What stands in a column with `values:` and is none of them is shown
    neither on the terminal nor on a banner, also where the job lets it be."""
    write(folder, "r.csv", {"Hus": ["A"] * 6 + ["B"] * 2 + ["Qvist Hemligh"]})
    rules = "rules: [{exclude: X, when: \"Namn = 'Bo' and Hus = 'A'\"}]"
    ran = check_job(folder, rules, "{Hus: {values: [A, B]}}")
    check.true("unlisted: how many", "[rule-takes-none]" in ran.err and
               "'Hus' holds 3 different values" in ran.err, ran)
    check.true("unlisted: not shown", "Qvist" not in ran.out + ran.err, ran)
    ran = check_job(folder, rules, "{Hus: {values: [A, B, Qvist Hemligh]}}")
    check.true("listed: shown", "'A' 6, 'B' 2, 'Qvist Hemligh' 1" in ran.err,
               ran)
    check_job(folder, "allow: {unfit: prov}\norder: [Hus]\nprint: {sides: 1, "
              "banner: group, group_by: Hus}", "{Hus: {values: [A, B]}}")
    out = os.path.join(folder, "out")
    ran = run("run", os.path.join(folder, "job.yaml"), "-o", out)
    if check.true("unlisted: runs", ran.code == 0, ran):
        words = tool("pdftotext", batches(out)[0], "-").out
        check.true("unlisted: banners of A and B", "Hus: A" in words and
                   "Hus: B" in words and "del 3 av 3" in words, words)
        check.true("unlisted: on no banner", "Qvist" not in words, words)


def main():
    check = Checks()
    with tempfile.TemporaryDirectory(prefix="utskick-e2e-") as folder:
        for test in (test_unnamed, test_named, test_no_category,
                     test_protected, test_sources, test_gaps, test_person,
                     test_unlisted):
            if test is test_named:
                write(folder, "r.csv", {"Boende": BOENDE})
            test(check, folder)
    check.end()


if __name__ == "__main__":
    main()
