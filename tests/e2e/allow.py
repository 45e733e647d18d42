"""Built-in holds that the job switches off: each alone, with its reason in the
ledger and on the terminal, and nothing else let through."""
import json
import os
import re
import sqlite3
import sys
import tempfile

from kit import Checks, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "model"))
from rules import identity  # noqa

JOB = """name: Prov
date: 2012-03-19
reference: SN-2012-0047
register: {{file: r.csv, key: Nr, encoding: utf-8, delimiter: ";"}}
roles: {{person: Nr, protected: Skydd}}
columns: {{Timmar: integer, Enhet: {{required: yes}}}}
address: {{name: Namn, street: Adress, postcode: Postnr, town: Ort}}
letters: [{{text: brev.md}}]
stationery: kommun-h2
{allow}
"""
HEADER = "Nr;Namn;Skydd;Adress;Postnr;Ort;Timmar;Enhet"
FINE = ";Åsa;;Storgatan 1;999 10;Norrviken;3;Haga"
# What holds each row unless it is allowed.
ROWS = [
    ("", identity(1) + FINE),
    ("malformed", "Antal rader: 9"),
    ("unfit", identity(2) + ";Åsa;;Storgatan 2;999 10;Norrviken;många;Haga"),
    ("required", identity(3) + ";Åsa;;Storgatan 3;999 10;Norrviken;3;"),
    ("duplicate", identity(4) + FINE.replace(" 1;", " 4;")),
    ("duplicate", identity(4)[2:] + FINE.replace(" 1;", " 5;")),
    ("address", identity(5) + ";Åsa;;;999 10;Norrviken;3;Haga"),
    ("postcode", identity(6) + ";Åsa;;Storgatan 6;9991;Norrviken;3;Haga"),
    ("never", ";Åsa;;Storgatan 7;999 10;Norrviken;3;Haga"),
    ("never", identity(8) + ";;;Storgatan 8;999 10;Norrviken;3;Haga"),
    ("never", identity(9) + ";Åsa;J;Storgatan 9;999 10;Norrviken;3;Haga"),
]
KINDS = ["malformed", "unfit", "required", "duplicate", "address", "postcode"]


def write(folder, allow):
    for name, text in (("r.csv", "\n".join([HEADER] + [r for _, r in ROWS])
                        + "\n"), ("brev.md", "Hej!\n"),
                       ("job.yaml", JOB.format(allow=allow))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)
    return os.path.join(folder, "job.yaml")


def outcome(cause, allowed):
    if not cause:
        return "letter"
    if cause not in allowed:
        return "held"
    return "excluded" if cause == "malformed" else "letter"


def check_allowed(check, folder, allowed):
    name = "+".join(allowed) or "nothing"
    allow = ", ".join(f"{kind}: Prov av {kind}" for kind in allowed)
    job = write(folder, f"allow: {{{allow}}}" if allow else "")
    out = os.path.join(folder, name)
    ran = run("run", job, "-o", out, "--lang", "en")
    if not check.true(f"{name}: runs", ran.code == 0, ran):
        return
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as ledger:
        have = ledger.execute("SELECT outcome, reason FROM outcome"
                              " ORDER BY row").fetchall()
        header = dict(ledger.execute("SELECT key, value FROM header"
                                     " WHERE key LIKE 'allow %'").fetchall())
    check.equal(f"{name}: outcomes", [o for o, _ in have],
                [outcome(cause, allowed) for cause, _ in ROWS])
    check.equal(f"{name}: reasons in the ledger", header,
                {f"allow {kind}": f"Prov av {kind}" for kind in allowed})
    check.equal(f"{name}: reasons on the terminal", sorted(
        re.findall(r"(?m)^not held here: (\w+) \(Prov av \1\)$", ran.out)),
        sorted(allowed))
    if "malformed" in allowed:
        check.equal(f"{name}: the reason of a row that is left out",
                    have[1][1], "Prov av malformed")
    said = json.loads(run("check", "--json", job).out)
    check.equal(f"{name}: JSON", said["allowed"],
                {kind: f"Prov av {kind}" for kind in allowed})
    for row, (cause, _) in enumerate(ROWS, 1):
        ran = run("explain", job, "--row", str(row), "--lang", "en")
        words = {"letter": "outcome: gets a letter", "held": "outcome: held",
                 "excluded": "outcome: excluded"}[outcome(cause, allowed)]
        check.true(f"{name}: explain row {row}", words in ran.out, ran)


def main():
    check = Checks()
    with tempfile.TemporaryDirectory(prefix="utskick-e2e-") as folder:
        check_allowed(check, folder, [])
        for kind in KINDS:
            check_allowed(check, folder, [kind])
        check_allowed(check, folder, KINDS)
        for allow in ("allow: {duplicate: }", "allow: {unfit: ''}",
                      "allow: {malformed: ' '}"):
            ran = run("check", write(folder, allow), "--lang", "en")
            check.true(f"{allow}: refused", ran.code == 2 and
                       "job.yaml:" in ran.err, ran)
        ran = run("check", write(folder, "allow: {protected: Nej}"))
        check.true("what cannot be allowed", ran.code == 2, ran)
    check.end()


if __name__ == "__main__":
    main()
