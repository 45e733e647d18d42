#!/usr/bin/python3
"""Runs the examples of docs/job.md: each replaces its keys in the sample job.

usage: job.py UTSKICK SOURCE_DIR
A block "```yaml job" must be checked without a refusal; "```yaml job refused
CODE" must be refused with that code.
"""
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

program, root = sys.argv[1:3]
sys.path.insert(0, os.path.join(root, "tests", "e2e"))
from otherpdf import pdf  # noqa: E402
fence = re.compile(r"^```yaml job(?: refused (\S+))?\n(.*?)^```$", re.M | re.S)
key = re.compile(r"^([a-zåäö_]+):", re.M)


def sections(text):
    """The top-level keys of a job with their lines."""
    found, name = {}, None
    for line in text.splitlines(keepends=True):
        match = key.match(line)
        if match:
            name = match.group(1)
            found[name] = ""
        if name:
            found[name] += line
    return found


def write_further(job):
    """What the examples name beside the sample's files."""
    with open(os.path.join(job, "klienter.sql"), "w", encoding="utf-8") as to:
        to.write("SELECT * FROM klienter ORDER BY nr")
    with open(os.path.join(job, "klienter.csv"), encoding="cp1252",
              newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))[:4]
    names = {n: n for n in rows[0] if n != "Anteckning"}
    names.update(Personnummer="Personnr", Förnamn="Tilltalsnamn")
    with open(os.path.join(job, "kusten.csv"), "w", encoding="utf-8",
              newline="") as file:
        to = csv.writer(file)
        to.writerow(names.values())
        to.writerows([row[n] for n in names] for row in rows)
    with open(os.path.join(job, "rättelser.csv"), "w",
              encoding="utf-8") as file:
        file.write("nyckel;kolumn;gammalt;nytt;vem\n"
                   "320103-9942;Postnr;99933;999 32;KE\n")
    with open(os.path.join(job, "skyddade.csv"), "w",
              encoding="utf-8") as file:
        file.write("Namn;Distrikt;Sekretess\nAnna;Haga;\n")
    for name in ("blankett.pdf", "karta.pdf"):
        with open(os.path.join(job, name), "wb") as to:
            to.write(pdf(box_="0 0 595.276 841.89"))


def check(example, code):
    with tempfile.TemporaryDirectory() as folder:
        job = os.path.join(folder, "job")
        shutil.copytree(os.path.join(root, "samples/fritt-val"), job,
                        ignore=shutil.ignore_patterns("out"))
        write_further(job)
        path = os.path.join(job, "job.yaml")
        with open(path, encoding="utf-8") as file:
            parts = sections(file.read())
        parts.update(sections(example))
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(parts.values()))
        done = subprocess.run([program, "check", "--lang", "en", "-q", path],
                              capture_output=True, text=True, check=False)
        if code:
            return done.returncode == 2 and f"[{code}]" in done.stderr, done
        return done.returncode in (0, 1), done


passed = failed = 0
with open(os.path.join(root, "docs/job.md"), encoding="utf-8") as file:
    text = file.read()
for match in fence.finditer(text):
    ok, done = check(match.group(2), match.group(1))
    passed += ok
    failed += not ok
    if not ok:
        line = text.count("\n", 0, match.start()) + 1
        print(f"FAILED docs/job.md:{line}: exit {done.returncode}\n"
              f"{done.stderr}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
