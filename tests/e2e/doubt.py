"""Doubt holds: in rules of every kind, in letters, and where a rule can mean
nobody the job says so."""
import json

from kit import Checks, Small

HEADER = "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Boende"


def with_cells(*cells, street="Storgatan 1"):
    return (HEADER, *(
        f"193101{day:02}-{number};Anna;Ek;{street};999 32;Norrviken;;{cell}"
        for (day, number), cell in zip(NUMBERS, cells)))


NUMBERS = ((1, 9804), (2, 9811), (3, 9828), (4, 9835), (5, 9842), (6, 9858),
           (7, 9865), (8, 9872), (9, 9889), (10, 9894))


def outcomes(small):
    """(letter, held, excluded) of a check, and the rules by number."""
    ran = small.check("--json")
    said = json.loads(ran.out) if ran.code in (0, 1) else {}
    return [said.get(kind) for kind in ("letter", "held", "excluded")], ran


RULES = (
    "rules: [{exclude: Prov, where: {Boende: Servicehus}}]",
    "rules: [{hold: Prov, where: {Boende: Servicehus}}]",
    "send: {when: \"Boende not in ('Servicehus', 'Korttid')\", else: Prov}",
    "rules: [{hold: Prov, when: \"Boende contains 'servicehus'\"}]",
    "rules: [{exclude: Prov, when: \"Boende = boendet\"}]\n"
    "facts: {boendet: Servicehus}",
)


def check_rules(check):
    """A rule of any kind holds what is nearly its value, and what is empty."""
    cells = ("Servicehuset", "", "Serv.hus", "Servicehuslägenhet",
             "SH Björken", "Villa", "Radhus")
    for rule in RULES:
        with Small(rule + "\n", rows=with_cells(*cells)) as small:
            said, ran = outcomes(small)
            check.equal(f"{rule}: {ran}", said, [2, 5, 0])


LISTED = (  # a rule, and (letter, held, excluded) of Villa, "", Radhus
    ("where: {Boende: \"\"}", [2, 0, 1]),
    ("where: {Boende: [Villa, \"\"]}", [1, 0, 2]),
    ("where: {Boende: Villa}", [2, 0, 1]),
    ("when: \"Boende <> 'Villa'\"", [1, 0, 2]),
    ("when: \"Boende not in ('Villa', 'Radhus')\"", [2, 0, 1]),
    ("when: \"Boende är tom\"", [2, 0, 1]),
    ("when: \"Boende contains 'illa'\"", [1, 1, 1]),
)


def check_listed(check):
    """An empty cell that `values:` lists is meant: it is a value like others,
    and an empty cell still."""
    for rule, want in LISTED:
        for values, held in (('[Villa, Radhus, ""]', 0),
                             ("[Villa, Radhus]", 1)):
            job = (f"rules: [{{exclude: Prov, {rule}}}]\n"
                   f"columns: {{Boende: {{values: {values}}}}}\n")
            with Small(job, rows=with_cells("Villa", "", "Radhus")) as small:
                said, ran = outcomes(small)
                if held:
                    check.true(f"not listed, {rule}", said[1] == 1 or
                               "är tom" in rule, ran)
                else:
                    check.equal(f"listed, {rule}: {ran}", said, want)


def check_numbers(check):
    rule = "rules: [{exclude: Prov, where: {Boende: Enhet 2}}]\n"
    cells = ("Enhet 02", "Enhet II", "Enhet 2 och 3", "Enhet 1-3", "Enhet 2A",
             "Enhet", "Enhet 1", "Enhet 12", "Enhet 2")
    with Small(rule, rows=with_cells(*cells)) as small:
        said, ran = outcomes(small)
        check.equal(f"units: {ran}", said, [2, 6, 1])
    for street, sent in (("Björkgatan 3 lgh 1101", 0), ("Björkgatan 3A", 0),
                         ("Björkgatan 3, 2 tr", 0), ("Björkgatan 5", 1),
                         ("Björkgatan 13", 1), ("Björkgatan 5, 3 tr", 1)):
        with Small("rules: [{exclude: Prov, where: {Adress: Björkgatan 3}}]\n",
                   rows=with_cells("", "", street=street)[:2] +
                   with_cells("", "")[2:]) as small:
            said, ran = outcomes(small)
            check.equal(f"{street}: {ran}", said, [1 + sent, 1 - sent, 0])


def check_letters(check):
    """The version is chosen by no cell that is nearly another; an empty one
    is not the version's value."""
    job = ("letters: [{text: a.md, where: {Boende: Servicehus}}, "
           "{text: brev.md}]\n")
    with Small(job, head=Small.HEAD.replace("letters: [{text: brev.md}]\n", ""),
               rows=with_cells("Servicehuset", "", "Villa", "Servicehus"),
               a_md="Hej!\n") as small:
        said, ran = outcomes(small)
        check.equal(f"versions: {ran}", said, [3, 1, 0])
    letter = "Hej {{if Boende = 'Servicehus'}}du{{else}}ni{{/if}}!\n"
    with Small(rows=with_cells("Servicehuset", "", "Villa", "Servicehus"),
               letter=letter) as small:
        said, ran = outcomes(small)
        check.equal(f"fields: {ran}", said, [3, 1, 0])


def check_tables(check):
    """The columns of another table are typed by people, too."""
    table = "Nr;Plats\n19310101-9804;Sevicehuset\n19310102-9811;Villan\n"
    with Small("tables: {m: {file: t.csv, match: {Nr: Personnummer}}}\n"
               "rules: [{exclude: Prov, when: \"m.Plats = 'Servicehus'\"}]\n",
               rows=with_cells("", ""), t_csv=table) as small:
        said, ran = outcomes(small)
        check.true(f"a table's column: {ran}", said[0] is None or said[0] < 2)


NOTHINGS = ("-", "Saknas", "NULL", "Okänd", "?", "", "Villa", "Radhus")
STAND_INS = (  # a rule; (letter, held, excluded) of those cells; with `empty:`
    ("when: Boende is not empty", [1, 5, 2], [6, 0, 2]),
    ("when: Boende is empty", [2, 5, 1], [2, 0, 6]),
    ("when: \"Boende = 'Villa'\"", [1, 6, 1], [1, 6, 1]),
    ("when: \"Boende <> 'Villa'\"", [1, 6, 1], [1, 6, 1]),
    ("where: {Boende: [Villa, Saknas]}", [1, 5, 2], [1, 6, 1]),
    ("when: \"Boende is empty or Boende in ('-', '?', 'Okänd')\"",
     [2, 2, 4], [2, 0, 6]),
    ("when: \"Boende is not empty and Boende contains 'illa'\"",
     [2, 5, 1], [7, 0, 1]),
)


def check_nothings(check):
    """A word that stands for nothing is no answer, nor the lack of one."""
    empty = 'columns: {Boende: {empty: ["-", saknas, null, okänd, "?"]}}\n'
    for rule, want, cured in STAND_INS:
        for more, wanted in (("", want), (empty, cured)):
            with Small(f"rules: [{{exclude: Prov, {rule}}}]\n{more}",
                       rows=with_cells(*NOTHINGS)) as small:
                said, ran = outcomes(small)
                check.equal(f"{rule} {more}: {ran}", said, wanted)
    letters = (("{{if Boende = 'Villa'}}du{{else}}ni{{/if}}", [3, 5, 0]),
               ("{{if Boende is empty}}du{{else}}ni{{/if}}", [3, 5, 0]),
               ("{{if Boende = '-'}}{{else if Boende is empty}}du{{/if}}.",
                [4, 4, 0]))
    for letter, want in letters:
        with Small(rows=with_cells(*NOTHINGS),
                   letter=f"Hej {letter}!\n") as small:
            said, ran = outcomes(small)
            check.equal(f"{letter}: {ran}", said, want)
    job = ("columns: {Boende: date}\nallow: {unfit: prov}\n"
           "rules: [{exclude: Prov, when: Boende is not empty}]\n")
    with Small(job, rows=with_cells("2012-01-01", "", "-", "Ja")) as small:
        said, ran = outcomes(small)
        check.equal(f"an unfit cell: {ran}", said, [1, 2, 1])


def check_no_match(check):
    """Rows that a rule cannot decide are no matches of it."""
    rule = "rules: [{exclude: Prov, where: {Boende: Korttid}}]\n"
    with Small(rule, rows=with_cells("", "Villa", "Radhus")) as small:
        said, ran = outcomes(small)
        text = small.check()
        check.equal("an empty cell", said, [2, 1, 0])
        check.true("is no match", "[rule-takes-none]" in text.err and
                   "rows for which it cannot be decided: 1" in text.err, text)
        check.true("and shown", "(undecidable rows: 1)" in text.out, text)
        counts = [(of["matched"], of["undecidable"])
                  for of in json.loads(ran.out)["rules"]
                  if of["kind"] == "exclude"]
        check.equal("counted apart", counts, [(0, 1)])
    rule = "send: {where: {Boende: Korttid}, else: Prov}\n"
    with Small(rule, rows=with_cells("Kortid", "Villa", "Radhus")) as small:
        text = small.check()
        check.true("send lets nobody surely through",
                   "[send-takes-none]" in text.err, text)


def check_wildcards(check):
    for condition, code in (("where: {Boende: Service*}", 2),
                            ("where: {Boende: [Korttid, '%hus']}", 2),
                            ("when: \"Boende contains 'ser*'\"", 2),
                            ("where: {Boende: 'Servicehus?'}", 0),
                            ("where: {Boende: '100 %'}", 0),
                            ("where: {Boende: '?'}", 0)):
        rule = f"rules:\n  - exclude: Prov\n    {condition}\n"
        with Small(rule, rows=with_cells("Servicehus", "Villa", "")) as small:
            ran = small.check()
            check.true(f"{condition}: {ran}", ran.code == code)
            check.equal(f"{condition}: asked about",
                        "[maybe-wildcard]" in ran.err, "hus?" in condition)
            if code == 2:
                check.true(f"{condition}: the cure", "job.yaml:11:" in ran.err
                           and "[wildcard-sign]" in ran.err and
                           "write [Boende] " in ran.err, ran)
    job = ("columns: {Boende: {values: ['Service*', Villa]}}\n"
           "rules: [{exclude: Prov, where: {Boende: Service*}}]\n")
    with Small(job, rows=with_cells("Service*", "Villa")) as small:
        said, ran = outcomes(small)
        check.equal(f"listed: {ran}", said, [1, 0, 1])


def check_names(check):
    """A name that stands twice, however it is spelt, is refused where it is."""
    for job in ("rules: [{exclude: Prov, where: {Boende: X, BOENDE: Y}}]",
                "send: {where: {Boende: X, ' boende': Y}, else: Prov}",
                "columns: {Boende: {values: [X]}, boende: {values: [Y]}}",
                "columns: {Boende: {values: {X: [a], x: [b]}}}",
                "facts: {Plats: X, PLATS: Y}",
                "tables: {m: {file: t.csv, match: {Nr: Ort}}, "
                "M: {file: t.csv, match: {Nr: Ort}}}",
                "tables: {m: {file: t.csv, match: {Nr: Ort, NR: Adress}}}",
                "letters: [{text: brev.md, where: {Ort: a, ORT: b}}]"):
        head = Small.HEAD
        if job.startswith("letters"):
            head = head.replace("letters: [{text: brev.md}]\n", "")
        with Small(job + "\n", head=head, rows=with_cells("X"),
                   t_csv="Nr\nx\n") as small:
            ran = small.check()
            line = head.count("\n") + 1
            check.true(f"{job}: {ran}", ran.code == 2 and
                       f"job.yaml:{line}:" in ran.err and
                       "[double-key]" in ran.err and
                       "do not make another name" in ran.err)


def main():
    check = Checks()
    check_rules(check)
    check_listed(check)
    check_numbers(check)
    check_letters(check)
    check_tables(check)
    check_nothings(check)
    check_no_match(check)
    check_wildcards(check)
    check_names(check)
    check.end()


if __name__ == "__main__":
    main()
