"""However the register spells it and however the rule is written: nobody who
lives in a service house gets a letter about a choice that is not theirs.

Every spelling that a register has been seen to hold, times every way in which
a beginner writes the rule. Such a person is excluded or held, never sent a
letter; and those who live at home do get theirs, or the test would say nothing.
"""
import json
import os
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from kit import Checks, run  # noqa
from rules import identity  # noqa

# What means a service house to whoever reads it.
SPELLINGS = [
    "Servicehus", "servicehus ", "SERVICEHUS", "ServiceHus", " Servicehus",
    "Service-hus", "Service hus", "Sevicehus", "Servicehuset", "Servicehusen",
    "Servicehusets", "Servcehus", "Servicehs", "Serivcehus", "Servicehuus",
    "Servicehus.", "'Servicehus'", "Servicehus Björken", "Björkens servicehus",
    "Servicehus (Björken)", "Servicehus 3", "Ser vicehus", "Servisehus",
    "Servicehus\u00a0", "\u00a0Servicehus", "Service\u00a0hus",
    "Service\u200bhus", "Service\u00adhus", "\ufeffServicehus",
    "Servicehus\u200e", "Service\u2010hus", "Service\u2060hus", "Servicehus\t",
    "S\u0435rvicehus",  # a Cyrillic e
    "\uff33ervicehus",  # a wide S
    "Ｓｅｒｖｉｃｅｈｕｓ", "ＳＥＲＶＩＣＥＨＵＳＥＴ", "𝐒𝐞𝐫𝐯𝐢𝐜𝐞𝐡𝐮𝐬",
    "S\u0435\u0440vi\u0441\u0435hus",  # Cyrillic е, р, с
    "\u0405\u0415RVI\u0421\u0415\u041dUS",  # and capitals
    "S\u0435rvi\u0441\u0435hus\u0435t", "Serv\u03b9cehus", "Serv\u0131cehus",
    "Service\u200dhus", "S\u200de\u200drvicehus", "S\u00ade\u00adrvicehus",
    "Se\u0301rvicehu\u0308s", "Sérvicéhús",
    "".join(letter + "\u0332" for letter in "Servicehus"),
    "Servicehu\u017f", "Servicehus\u00b9", "Service\u2013hus",
    "", " ", "\u00a0", "\u200b",
    "Servicehuslägenhet", "Servicehusboende", "Servicehusplats Björken",
    "Sevicehuslägenhet", "Trygghetsboende/servicehus", "Korttid/servicehus",
    "Serv.hus", "Serv. hus", "SERV.HUS", "Serv hus", "Servhus", "S-hus",
    "S.hus", "SH", "sh", "S.H.", "SH Björken", "SH 2", "SH-boende",
    "Ej servicehus", "Servicehus?", "Servicehus, Björken", "Servicehus - 2 tr",
    "Bor på servicehus", "Servicehus Björken lgh 1101", "Service hus Björken",
]
# The same of a word that has letters to decompose.
SPECIAL = [
    "Särskilt boende", "särskilt boende", "SÄRSKILT BOENDE",
    "Sa\u0308rskilt boende", "SA\u0308RSKILT BOENDE", "Särskilt  boende",
    "Särskilt\u00a0boende", "Sarskilt boende", "Särskiltboende",
    "Särskillt boende", "Särskilt-boende", "Särskilda boendet",
    "Särskilt boende Eken", "Säerskilt boende", "S\u00e3rskilt boende",
    "Särs\u00adkilt boende", "Ｓärskilt　boende", "S\u0430\u0308rskilt boende",
    "Särskilt b\u03bfende", "Särskilt b\u043eende", "Sarskilt bo\u0435nde",
    "Särs\u200dkilt boende", "Sa\u030arskilt boende",
    "", " ",
    "SÄBO", "Säbo", "SÄBO-plats", "SÄBO Eken", "Särsk. boende",
    "Särsk.boende", "Sär. boende", "S. boende", "SB", "Särskilt bo.",
    "Boende, särskilt", "Särskilt boende (demens)", "Särskilt",
]
# And with a ligature.
FISH = ["Fiskhamnens boende", "ﬁskhamnens boende", "Fiskhamnens bo\u0435nde",
        "Fiskhamens boende", "Fisk\u00adhamnens boende", "Fiskhamnen", ""]
# These do not begin with it.
ENDS = ("Björkens", "Trygghetsboende/", "Korttid/", "Ej ", "Bor på ",
        "Boende, ")
SHORT = ("serv hus", "servhus", "s-hus", "s.hus", "sh", "s.h.", "säbo",
         "s. boende", "sb")
HOME = ["Eget boende", "eget boende ", "EGET  BOENDE", "Eget\u00a0boende"]

# (send, rules, columns) in YAML; {X} is the value, {x} its first letters.
EVERYBODY = '{when: "Namn is not empty", else: Inget namn}'


def excluding(condition, columns="{}"):
    return EVERYBODY, f"[{{exclude: Bor i servicehus, {condition}}}]", columns


def holding(condition, columns="{}"):
    return EVERYBODY, f"[{{hold: Servicehus utreds, {condition}}}]", columns


def sending(condition, columns="{}"):
    return f"{{{condition}, else: Bor inte hemma}}", "[]", columns


WAYS = [
    excluding("where: {Boende: '{X}'}"),
    excluding("where: {Boende: [Korttid, '{X}']}"),
    excluding("where: {Boende: '{X}', Namn: Åsa Öberg}"),
    excluding("where: {boende: '{UP}'}"),
    excluding("where: {Boende: ' {X} '}"),
    excluding("""when: "Boende = '{X}'\""""),
    excluding("""when: "boende = ”{X}”\""""),
    excluding("""when: "'{X}' = Boende\""""),
    excluding("""when: "Boende in ('{X}')\""""),
    excluding("""when: "Boende i ('Korttid', '{X}')\""""),
    excluding("""when: "Boende contains '{X}'\""""),
    excluding("""when: "Boende innehåller '{UP}'\""""),
    excluding("""when: "Boende starts with '{X}'\""""),
    excluding("""when: "Boende börjar med '{x}'\""""),
    excluding("""when: "Boende contains '{x}'\""""),
    excluding("""when: "not (Boende <> '{X}')\""""),
    excluding("""when: "inte Boende not in ('{X}')\""""),
    excluding("""when: "not (Boende not contains '{X}')\""""),
    excluding("""when: "upper(Boende) = '{UP}'\""""),
    excluding("""when: "gemener(Boende) = '{X}'\""""),
    excluding("""when: "Boende = '{X}' or Boende = 'Korttid'\""""),
    excluding("""when: "Boende = '{X}' and Namn is not empty\""""),
    excluding("where: {Boende: '{X}'}", "{Boende: {values: [Eget boende, '{X}']}}"),
    excluding("""when: "Boende = '{X}'\"""",
              "{Boende: {values: {Eget boende: [hemma], '{X}': [SX]}}}"),
    excluding("""when: "Boende = värdet\""""),
    holding("where: {Boende: '{X}'}"),
    holding("where: {Boende: [Korttid, '{X}'], Namn: Åsa Öberg}"),
    holding("""when: "boende = ”{X}”\""""),
    holding("""when: "Boende i ('Korttid', '{X}')\""""),
    holding("""when: "Boende contains '{x}'\""""),
    holding("""when: "Boende börjar med '{X}'\""""),
    holding("""when: "not (Boende <> '{X}')\""""),
    holding("""when: "upper(Boende) = '{UP}'\""""),
    holding("where: {Boende: '{X}'}", "{Boende: {values: [Eget boende, '{X}']}}"),
    sending("where: {Boende: Eget boende}"),
    sending("where: {Boende: [Eget boende, Hemma]}"),
    sending("""when: "Boende = 'Eget boende'\""""),
    sending("""when: "Boende <> '{X}'\""""),
    sending("""when: "Boende ≠ '{X}'\""""),
    sending("""when: "'{X}' <> Boende\""""),
    sending("""when: "not (Boende = '{X}')\""""),
    sending("""when: "inte Boende = '{X}'\""""),
    sending("""when: "Boende not in ('{X}', 'Korttid')\""""),
    sending("""when: "not (Boende in ('Korttid', '{X}'))\""""),
    sending("""when: "Boende not contains '{X}'\""""),
    sending("""when: "Boende inte innehåller '{X}'\""""),
    sending("""when: "not (Boende contains '{X}')\""""),
    sending("""when: "Boende not starts with '{X}'\""""),
    sending("""when: "inte (Boende börjar med '{x}')\""""),
    sending("""when: "Boende <> '{X}' and Boende <> 'Korttid'\""""),
    sending("""when: "not (Boende = '{X}' or Boende = 'Korttid')\""""),
    sending("""when: "lower(Boende) <> '{X}'\""""),
    sending("""when: "Boende <> '{X}'\"""",
            "{Boende: {values: [Eget boende, '{X}']}}"),
    sending("""when: "not (Boende in ('{X}'))\"""",
            "{Boende: {values: {Eget boende: [], '{X}': []}}}"),
]

JOB = """name: Stavningar
date: 2012-03-19
reference: SN-2012-0047
register: {{file: register.csv, key: Personnummer, encoding: utf-8, delimiter: ";"}}
roles: {{person: Personnummer, protected: {{none: Provregister utan skyddade}}}}
columns: {columns}
facts: {{värdet: '{value}'}}
send: {send}
rules: {rules}
address: {{name: Namn, street: Adress, postcode: Postnr, town: Ort}}
letters: [{{text: brev.md}}]
stationery: kommun-h2
"""


def put(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8",
              newline="") as to:
        to.write(text)


def write_register(folder, cells):
    rows = [["Personnummer", "Namn", "Adress", "Postnr", "Ort", "Boende"]]
    for number, cell in enumerate(cells):
        rows.append([identity(number), "Åsa Öberg", "Storgatan 1", "999 10",
                     "Norrviken", cell])
    put(folder, "register.csv", "".join(";".join(row) + "\r\n" for row in rows))


def write_job(folder, way, value):
    texts = [part.replace("{X}", value).replace("{UP}", value.upper())
             .replace("{x}", value[:7]) for part in way]
    put(folder, "job.yaml", JOB.format(send=texts[0], rules=texts[1],
                                       columns=texts[2], value=value))
    return " ".join(texts)


def letters_of(folder, cells):
    """The cells of the rows that a run writes letters to."""
    out = tempfile.mkdtemp(dir=folder) + "/out"
    run("run", os.path.join(folder, "job.yaml"), "-o", out, "--quiet")
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        return [cells[row - 1] for row, in ledger.execute(
            "SELECT row FROM outcome WHERE outcome = 'letter'")]


def is_meant(way, spelling):
    """A rule about how a value starts does not mean where it ends, and one
    about its first letters no abbreviation that has not as many."""
    starts = "starts with" in str(way) or "börjar med" in str(way)
    letters = "{x}" in str(way)
    return not (starts and spelling.startswith(ENDS) or
                letters and spelling.lower().startswith(SHORT))


# A column of so many values that none is remembered, each of one row.
OTHERS = [f"Kvarteret {number} på {place}" for number in range(100, 180)
          for place in ("höjden", "udden")]


def check_value(check, folder, value, spellings, others=(), ways=WAYS):
    """The others are nobody's business: they may get a letter or not."""
    for way in ways:
        cells = HOME + list(others) + [s for s in spellings if is_meant(way, s)]
        write_register(folder, cells)
        name = write_job(folder, way, value)
        ran = run("check", os.path.join(folder, "job.yaml"), "--json")
        if not check.true(f"{name}: runs", ran.code in (0, 1), ran):
            continue
        said = json.loads(ran.out)
        if not others and said["letter"] == len(HOME) and \
                said["rows"] == len(cells):
            check.passed += 1
            continue
        sent = [cell for cell in letters_of(folder, cells)
                if cell not in others]
        check.equal(f"{name}: who gets a letter", sent, HOME)


def main():
    check = Checks()
    for value, spellings in (("Servicehus", SPELLINGS),
                             ("Särskilt boende", SPECIAL),
                             ("Fiskhamnens boende", FISH)):
        with tempfile.TemporaryDirectory(prefix="utskick-model-") as folder:
            put(folder, "brev.md", "Hej!\n")
            check_value(check, folder, value, spellings)
            if value == "Servicehus":
                check_value(check, folder, value, spellings, OTHERS,
                            WAYS[::3])
    check.end()


if __name__ == "__main__":
    main()
