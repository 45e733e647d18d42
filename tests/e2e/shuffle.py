"""The register's order says nothing: with its rows shuffled the same people get
the same letters under the same numbers, and every file for the print shop is
the same, byte for byte."""
import os
import sqlite3
import sys

from kit import Checks, Folder, batches

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from expr_reference import Random  # noqa
from rules import identity  # noqa

def read(path):
    with open(path, "rb") as file:
        return file.read()


def shuffle(rng, lines):
    for at in range(len(lines) - 1, 0, -1):
        other = rng.below(at + 1)
        lines[at], lines[other] = lines[other], lines[at]


def prepare(folder, seed):
    """The sample, with twins at one address, in another order."""
    path = os.path.join(folder.job, "klienter.csv")
    header, *rows = read(path).decode("cp1252").strip("\r\n").split("\r\n")
    # The order of letters cannot tell these apart but by their numbers.
    for twin in range(1, 5):
        rows.append(f"{identity(twin)};Karin;Öberg;;Storgatan 1;999 10;Norrviken;"
                    "Eget boende;Hemtjänst Centrum 1;Centrum;Bo Ek;"
                    "0999-10 01 40;;;;;;;;2013-11-10;")
    if seed:
        shuffle(Random(seed), rows)
    with open(path, "wb") as file:
        file.write("\r\n".join([header, *rows, ""]).encode("cp1252"))


def letters(out):
    """By key: outcome, reason, letter, pages and content hash."""
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        rows = ledger.execute(
            "SELECT coalesce(key_hash, c0), outcome.outcome, outcome.reason,"
            " outcome.matches, letter.number, first_page, pages, sheets,"
            " letter.sha256 FROM outcome JOIN cells USING (row)"
            " LEFT JOIN letter_row USING (row)"
            " LEFT JOIN letter ON letter.number = letter_row.letter").fetchall()
    # The hash that stands for a protected person is of this register's bytes.
    return sorted((row[1:] if row[3] == "2" else row for row in rows), key=repr)


# What more of a job can depend on other rows.
EVERYTHING = """households: {by: address, most: 3}
tables: {grannar: {file: grannar.csv, match: {Distrikt: Distrikt}, order: Plats}}
allow: {duplicate: Samma person kan ha två insatser}
order: [Distrikt, -postcode]
"""


def plain(folder):
    """As the sample is."""


def everything(folder):
    """Households, guardians, a table, duplicates let through, another order."""
    folder.change("job.yaml", "order: [postcode, street, name]\n", EVERYTHING)
    folder.change("job.yaml", "guardian: God man}",
                  "guardian: {name: God man, street: God man adress, postcode:"
                  " God man postnr, town: God man ort, mail: both}}")
    folder.change("job.yaml", "letters_per_batch: 100",
                  "new_batch: Distrikt, envelopes: {C5: 5}")
    folder.change("brev.sv.md", "Hej {{Förnamn}}!",
                  "Hej {{names}}!\n\n{{each grannar}}\n- {{grannar.Plats}}\n"
                  "{{/each}}\n")
    folder.change("brev.fi.md", "Hei {{Förnamn}}!", "Hei {{names}}!")
    with open(os.path.join(folder.job, "grannar.csv"), "w",
              encoding="utf-8") as to:
        to.write("Distrikt;Plats\n" + "".join(
            f"{district};{place}\n" for district in
            ("Haga", "Centrum", "Kusten", "Inlandet")
            for place in ("Salen", "Biblioteket", "Kyrkan")))


def households(have):
    return sum(row[1] == "together" for row in have["letters"])


def check_order(check, change, least):
    first, order, name = None, [], change.__name__
    for seed in (0, 4711, 17):
        with Folder() as folder:
            change(folder)
            prepare(folder, seed)
            out = folder.file("out")
            ran = folder.run("-o", out)
            if not check.true(f"{name}, seed {seed}: runs", ran.code in (0, 1),
                              ran):
                continue
            with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as db:
                order.append(db.execute("SELECT c0 FROM cells ORDER BY row"
                                        ).fetchall())
            have = {os.path.basename(pdf): read(pdf) for pdf in batches(out)}
            have["index.csv"] = read(os.path.join(out, "to-printer",
                                                  "index.csv"))
            have["letters"] = letters(out)
        if first is None:
            first = have
            check.true(f"{name}: letters", sum(row[-1] is not None for row
                                               in have["letters"]) > 250)
            check.true(f"{name}: shared letters", households(have) >= least,
                       households(have))
            continue
        for file in sorted(first.keys() | have.keys()):
            check.true(f"{name}, seed {seed}: {file}",
                       first.get(file) == have.get(file),
                       difference(first, have, file))
    check.true(f"{name}: the orders differ", len(order) == 3 and
               order[0] != order[1] != order[2])


def main():
    check = Checks()
    check_order(check, plain, 0)
    check_order(check, everything, 1)
    check.end()


def difference(first, have, name):
    if name != "letters":
        return ""
    return [pair for pair in zip(first[name], have[name])
            if pair[0] != pair[1]][:3]


if __name__ == "__main__":
    main()
