"""docs/ledger.md names every table, column and key of a sealed ledger, and its
queries give what it says. GOLDEN=update writes the answers anew."""
import os
import re
import sqlite3

from kit import ROOT, Checks, Folder

PAGE = os.path.join(ROOT, "docs", "ledger.md")
EXAMPLE = re.compile(r"```sql\n(.*?)```\n\n```text\n(.*?)```\n", re.S)


def opened(path):
    return sqlite3.connect(f"file:{path}?immutable=1", uri=True)


def sections(text):
    """{table: names in the first column of its first table}"""
    found = {}
    for part in re.split(r"^### ", text, flags=re.M)[1:]:
        name, _, rest = part.partition("\n")
        rows = re.findall(r"^\| (.+?) \|", rest.split("\n\n| key")[0], re.M)
        found[name] = {column for row in rows for column in row.split(", ")
                       if set(column) != {"-"}} - {"column"} | (
                           {"column"} if "row, column" in rest else set())
    return found


def check_names(check, ledger, text):
    said = sections(text)
    tables = [name for name, in ledger.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%'")]
    check.equal("tables", sorted(said), sorted(tables))
    for table in tables:
        have = {row[1] for row in ledger.execute(
            f"PRAGMA table_info('{table}')")}
        if table == "cells":
            have = {name for name in have if not re.match(r"c\d", name)}
            have |= {"c0", "c1 …"}
        check.equal(f"columns of {table}", sorted(said.get(table, ())),
                    sorted(have))
    for view, in ledger.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view'"):
        check.true(f"the view {view}", f"The view `{view}`" in text)


def check_keys(check, ledger, text):
    part = text.split("\n\n| key | value |\n|---|---|\n")[1].split("\n\n")[0]
    said = {key for row in re.findall(r"^\| (.+?) \|", part, re.M)
            for key in row.split(", ")}
    have = {re.sub("^(allow|library) .*", r"\1 …", key)
            for key, in ledger.execute("SELECT key FROM header")}
    # Some are there only where there is something to say.
    check.equal("keys of the header that are not told of",
                sorted(have - said), [])
    check.true("keys", len(have) > 15 and "glyphs" in have, have)


def check_queries(check, ledger, text):
    examples = EXAMPLE.findall(text)
    check.true("queries", len(examples) > 8, len(examples))

    def answer(match):
        rows = ledger.execute(match.group(1)).fetchall()
        have = "".join("|".join("" if cell is None else str(cell)
                                for cell in row) + "\n" for row in rows)
        check.true(match.group(1).split("\n")[0], rows)
        if not os.environ.get("GOLDEN"):
            check.equal(match.group(1), have, match.group(2))
        return f"```sql\n{match.group(1)}```\n\n```text\n{have}```\n"

    new = EXAMPLE.sub(answer, text)
    if os.environ.get("GOLDEN") == "update" and new != text:
        with open(PAGE, "w", encoding="utf-8") as to:
            to.write(new)


def main():
    check = Checks()
    with open(PAGE, encoding="utf-8") as source:
        text = source.read()
    with Folder() as folder:
        ran = folder.run("-q", "-o", folder.file("out"))
        check.true("the sample's run", ran.code == 0, ran)
        with opened(folder.file("out", "keep", "ledger.db")) as ledger:
            check_names(check, ledger, text)
            check_queries(check, ledger, text)
            check.equal("nothing is wrong with the file", ledger.execute(
                "PRAGMA integrity_check").fetchall(), [("ok",)])
    with Folder() as folder:
        folder.change("job.yaml", "rules:", "allow: {unfit: Ingen tid}\nrules:")
        ran = folder.run("-q", "--again", "omtryck", "-o", folder.file("out"))
        check.true("a run with a hold switched off", ran.code < 2, ran)
        with opened(folder.file("out", "keep", "ledger.db")) as ledger:
            check_keys(check, ledger, text)
    check.end()


if __name__ == "__main__":
    main()
