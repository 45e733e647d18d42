"""Columns that are called as the job's own names, and facts that must not be."""
from kit import Checks, Small, silent

OWN = ("Datum", "date", "DIARIENUMMER", "reference", "addressee", "Names")


def with_columns(*names):
    head, *rows = Small.ROWS
    return [";".join([head, *names])] + [
        ";".join([row, *(f"kolumn {name}" for name in names)]) for row in rows]


def check_columns(check):
    """They refuse nothing; on the stationery the job's own stand."""
    for name in OWN:
        with Small("keep_until: 2013-01-01\n",
                   rows=with_columns(name)) as small:
            ran = small.run()
            text = small.text() if ran.code == 0 else ""
            check.true(f"a column {name}", ran.code == 0 and silent(ran) and
                       "2012-03-19" in text and "P-1" in text and
                       "kolumn" not in text, f"{ran}\n{text}")


def check_letters(check):
    """In a letter the column is meant, and said so where nothing tells."""
    cases = (
        ("bare", "Se {{Datum}}.", "Se kolumn Datum.", True),
        ("in brackets", "Se {{[Datum]}}.", "Se kolumn Datum.", False),
        ("the job's", "Se {{job.datum}}.", "Se 2012-03-19.", False),
        ("the job's, anyhow", "Se {{[JOB.Date]}}.", "Se 2012-03-19.", False),
        ("the job's number", "Se {{job.diarienummer}}.", "Se P-1.", False),
        ("the job's name", "Se {{job.namn}}.", "Se Prov.", False),
        ("whose letter", "Se {{job.addressee}}.", "Se client.", False),
    )
    for name, letter, printed, warned in cases:
        with Small(rows=with_columns("Datum", "addressee"),
                   letter=letter) as small:
            ran = small.run()
            check.true(f"in a letter, {name}", ran.code == 0 and
                       ("[column-first]" in ran.err) == warned and
                       printed in small.text(), ran)
            check.true(f"in a letter, {name}: how to say which", not warned or
                       "write [Datum] for the column, job.datum" in ran.err,
                       ran)


def check_unused(check):
    """What nothing looks at is told, the first column too."""
    rows = [f"{word};{row}" for word, row in zip(
        ("Anm", "a", "b", "c"), Small.ROWS)]
    for more, want in (("", "  Anm\n"), ("manifest: [Personnummer, Anm]", "")):
        with Small(more, rows=rows) as small:
            ran = small.check()
            check.true(f"columns that nothing looks at: {want!r}",
                       "columns that nothing looks at:\n" + want + "\n"
                       in ran.out, ran)


def check_rules(check):
    """The same in rules; the keys of `where:` are columns in any case."""
    for rule, warned in (("where: {Datum: kolumn Datum}", False),
                         ("when: \"[Datum] = 'kolumn Datum'\"", False),
                         ("when: \"Datum = 'kolumn Datum'\"", True),
                         ("when: \"job.datum = 2012-03-19\"", False)):
        with Small(f"expect: {{letters: 0}}\nrules:\n  - exclude: Prov\n"
                   f"    {rule}\n", rows=with_columns("Datum")) as small:
            ran = small.check()
            check.true(f"{rule} takes both", ran.code == 0 and
                       "+ excluded                                          "
                       "        2" in ran.out and
                       ("[column-first]" in ran.err) == warned, ran)


def check_misspelt(check):
    with Small(letter="{{job.daum}}") as small:
        ran = small.check()
        check.true("the job has no such name", ran.code == 2 and
                   "[unknown-name]" in ran.err, ran)


def check_facts(check):
    """A fact in place of what manifest and ledger say is refused."""
    for name in ("datum", "Date", "DIARIENUMMER", "reference", "addressee",
                 "names", "namn", "Name", "job.datum", "Job.x", "job"):
        with Small(f"facts: {{{name}: 1999-01-01}}\n") as small:
            ran = small.run()
            check.true(f"a fact called {name}", ran.code == 2 and
                       "job.yaml:9:" in ran.err and "[fact-is-own]" in ran.err,
                       ran)
    with Small("facts: {Val från: 1, val  från: 2}\n") as small:
        ran = small.run()
        check.true("two facts of one name", ran.code == 2 and
                   "[double-key]" in ran.err, ran)
    with Small("facts: {Ort: Vik}\n", letter="{{Ort}}") as small:
        ran = small.run()
        check.true("a fact and a column", ran.code == 2 and
                   "[two-meanings]" in ran.err, ran)
    with Small("tables: {Job: {file: t.csv, match: {Ort: Ort}}}\n",
               t_csv="Ort;Plats\nNorrviken;Salen\n") as small:
        ran = small.run()
        check.true("a table called job", ran.code == 2 and
                   "[table-called-job]" in ran.err, ran)


def check_renamed(check):
    """A single register, too, gives its columns the job's names."""
    head = Small.HEAD.replace(
        "key: Personnummer}", "key: Personnummer, columns: {%s}}")
    cases = (
        ("a name of its own", "Ärendets datum: Datum",
         "Se {{[Ärendets datum]}}, {{datum}}.",
         "Se kolumn Datum, 2012-03-19."),
        ("a name that is there", "Förnamn: Datum", "", "[renamed-twice"),
        ("a column that is not", "Dag: Daum", "", "did you mean 'Datum'?"),
        ("a column swapped", "Enhet: Datum, Datum: Skydd", "{{Enhet}}",
         "[no-such-column]"),
    )
    for name, columns, letter, said in cases:
        with Small(head=head % columns, rows=with_columns("Datum"),
                   letter=letter or "Hej!") as small:
            ran = small.run()
            if said.startswith("Se "):
                check.true(name, ran.code == 0 and said in small.text(), ran)
            else:
                check.true(name, ran.code == 2 and said in ran.err, ran)


def main():
    check = Checks()
    check_columns(check)
    check_letters(check)
    check_unused(check)
    check_rules(check)
    check_misspelt(check)
    check_facts(check)
    check_renamed(check)
    check.end()


if __name__ == "__main__":
    main()
