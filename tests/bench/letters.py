"""The letters of a mailing as plain text, for the peers.

One letter after another, each ended by a line with a form feed: the address,
an empty line, then one line for each paragraph; "# " before a heading, "- "
before an item of a list.
"""
import csv
import os
import re

FIXED = {"long_date([val från])": "1 september 2012",
         "long_date([gäller från])": "1 oktober 2012"}


def read_body(folder):
    with open(os.path.join(folder, "brev.sv.md"), encoding="utf-8") as source:
        text = source.read().split("---\n", 2)[2]
    return [line for line in text.splitlines() if line]


def fill(line, row):
    return re.sub(r"\{\{(.*?)\}\}",
                  lambda m: FIXED.get(m.group(1)) or row[m.group(1)], line)


def write_letters(folder, count, to):
    body = read_body(folder)
    with open(os.path.join(folder, "klienter.csv"), encoding="cp1252",
              newline="") as source, open(to, "w", encoding="utf-8") as out:
        done = 0
        for row in csv.DictReader(source, delimiter=";"):
            if done == count:
                break
            if row["Val"] or row["Skydd"]:
                continue
            address = [f"{row['Förnamn']} {row['Efternamn']}", row["C/o"],
                       row["Adress"], f"{row['Postnr']} {row['Ort']}"]
            lines = [line for line in address if line] + [""] + \
                [fill(line, row) for line in body]
            out.write("\n".join(lines) + "\n\f\n")
            done += 1
    if done != count:
        raise SystemExit(f"the register has {done} letters, not {count}")
