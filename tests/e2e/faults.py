"""One case for each code that a job file, a register or the command line can
bring up: keys of the sample's job replaced, and the code that must come.

The words of holds stand in the manifest without their code; for those the
case names the message instead.
"""
import os
import re
import shutil
import sqlite3

from kit import Checks, Folder, manifest, run

KEY = re.compile(r"^([a-zåäö_]+):", re.M)

# code, what replaces the sample's keys ("-key" leaves one out)
REFUSED = [
    ("unknown-type", "columns: {Beslut till: datum}"),
    ("bad-values", "columns: {Boendeform: {values: Servicehus}}"),
    ("bad-column", "columns: {Beslut till: [date]}"),
    ("bad-columns", "columns: [Beslut till]"),
    ("bad-facts", "facts: [val från]"),
    ("bad-where", "send: {where: Eget boende, else: Nej}"),
    ("bad-rules", "rules: {exclude: Nej}"),
    ("bad-rule", "rules: [Servicehus]"),
    ("rule-without-kind", "rules: [{where: {Boendeform: Servicehus}}]"),
    ("rule-without-condition", "rules: [{exclude: Nej}]"),
    ("bad-letters", "letters: {text: brev.sv.md}"),
    ("letter-without-text", "letters: [{where: {Språk: fi}}]"),
    ("none-without-reason", "roles: {person: Personnummer, protected: none}"),
    ("guardian-without-address", "roles: {person: Personnummer, protected: "
     "Skydd, guardian: {name: God man, mail: instead}}"),
    ("no-such-column", "manifest: [Personnumer]"),
    ("column-twice", "columns: {Beslut till: date, beslut  TILL: text}"),
    ("bad-delimiter",
     "register: {file: klienter.csv, key: Personnummer, delimiter: ö}"),
    ("age-without-taken",
     "register: {file: klienter.csv, key: Personnummer, max_age: 5}"),
    ("stale-register", "register: {file: klienter.csv, key: Personnummer, "
     "taken: 2012-03-01, max_age: 5}"),
    ("no-protected-role", "roles: {person: Personnummer}"),
    ("too-many-names", "address: {name: [Förnamn, Efternamn, Enhet, Distrikt, "
     "Språk], street: Adress, postcode: Postnr, town: Ort}"),
    ("send-without-condition", "send: {else: Nej}"),
    ("send-without-reason", "send: {where: {Boendeform: Eget boende}}"),
    ("frame-not-filled", "-reference"),
    ("unexpected-rows", "expect: {rows: 1000-2000}"),
    ("unexpected-letters", "expect: {letters: 1-10}"),
    ("unexpected-excluded", "expect: {excluded: 1-10}"),
    ("bad-tables", "tables: [möten]"),
    ("bad-match", "tables: {möten: {file: klienter.csv, match: Distrikt}}"),
    ("no-list-column", "rules: [{exclude: Spärrad, "
     "when: \"in_list('fel.csv', Personnummer, 'Nummer')\"}]"),
    ("malformed-list",
     "rules: [{exclude: Spärrad, when: \"in_list('trasig.csv')\"}]"),
    ("no-such-run",
     "rules: [{exclude: Har fått, when: \"had_letter_in('ingenstans')\"}]"),
    ("two-values",
     "columns: {Boendeform: {values: {Hemma: [eget], Hus: [eget]}}}"),
]
EXTRA_FILES = {
    "fel.csv": "Namn;Ort\nA;B\n",
    "trasig.csv": "Personnummer;Ort\n19340412-9802;B;C;D\n",
    "tom.csv": "Personnummer;Ort\n",
}

COLUMNS = """columns:
  Boendeform: {values: {Eget boende: [ordinärt boende, hemma], Servicehus: [SH,
    serviceboende], Särskilt boende: [SÄBO], Korttidsboende: []}}
  Språk: {values: {sv: [svenska, ""], fi: [finska, suomi]}}
  Beslut till: date
"""
ANY = "expect: {rows: 350-450}"

WARNED = [
    ("rule-takes-none",
     "rules: [{hold: Ingen, where: {Distrikt: Månen}}]"),
    ("rule-takes-all",
     "rules: [{exclude: Alla, when: \"Distrikt <> 'Månen'\"}]"),
    ("rule-decides-none", COLUMNS + "  Enhet: date\nrules: [{hold: Ingen, "
     "when: \"Enhet < 2012-01-01\"}]"),
    ("send-takes-none", "send: {where: {Distrikt: Månen}, else: Nej}"),
    ("send-takes-all", "send: {when: \"Distrikt <> 'Månen'\", else: Nej}"),
]

# message, replaced keys, its words in the manifest
HELD = [
    ("rule_is_protected", "", "protected identity: handled by hand"),
    ("rule_is_duplicate", "", "the same person stands in several rows"),
    ("rule_undecidable", "", "cannot be decided: 'Beslut till' is empty"),
    ("record_required / job_required_empty",
     COLUMNS + "  C/o: {required: yes}\n" + ANY, "'C/o' is required and empty"),
    ("job_no_version", "letters: [{text: brev.sv.md, where: {Språk: sv}}]",
     "no entry of 'letters:' is meant for this row"),
]

COMMANDS = [
    ("unknown-command", ["rnu"], 3),
    ("unknown-option", ["run", "--jsn", "x"], 3),
    ("option-without-value", ["run", "x", "-o"], 3),
    ("bad-language", ["run", "--lang", "xx", "x"], 3),
    ("no-argument", ["run"], 3),
    ("too-many-arguments", ["run", "a", "b"], 3),
    ("no-such-file", ["run", "/nonexistent/job.yaml"], 2),
]


def sections(text):
    found, name = {}, None
    for line in text.splitlines(keepends=True):
        match = KEY.match(line)
        if match:
            name = match.group(1)
            found[name] = ""
        if name:
            found[name] += line
    return found


def replace(folder, example):
    path = os.path.join(folder.job, "job.yaml")
    with open(path, encoding="utf-8") as source:
        parts = sections(source.read())
    if example.startswith("-"):
        del parts[example[1:]]
    else:
        parts.update(sections(example + "\n"))
    with open(path, "w", encoding="utf-8") as to:
        to.write("".join(parts.values()))
    for name, text in EXTRA_FILES.items():
        with open(os.path.join(folder.job, name), "w", encoding="utf-8") as to:
            to.write(text)


def try_job(check, code, example, wanted):
    with Folder() as folder:
        replace(folder, example)
        ran = run("check", "-q", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        check.true(f"{code}: exit {wanted}", ran.code in wanted, ran)
        check.true(f"{code}: is said", f"[{code}]" in ran.err, ran)
        check.true(f"{code}: with its place", re.search(
            r"^\S*:\d+:\d+: (error|warning): .*\[" + code, ran.err, re.M), ran)


def try_hold(check, message, example, words):
    with Folder() as folder:
        replace(folder, example)
        folder.change("job.yaml", "name:", "language: en\nname:")
        out = folder.file("result")
        ran = folder.run("-q", "--lang", "en", "-o", out)
        if not check.true(f"{message}: runs", ran.code in (0, 1), ran):
            return
        reasons = [row["Reason"] or "" for row in
                   manifest(os.path.join(out, "keep", "manifest.xlsx"))
                   if row["Outcome"] == "held"]
        check.true(f"{message}: held with its words",
                   any(words in reason for reason in reasons),
                   "\n".join(sorted(set(reasons))))


def change_register(folder, function):
    path = os.path.join(folder.job, "klienter.csv")
    with open(path, "rb") as source:
        text = source.read()
    with open(path, "wb") as to:
        to.write(function(text))


def registers(check):
    cases = [
        ("register-no-rows", lambda text: text[:text.index(b"\n") + 1]),
    ]
    for code, function in cases:
        with Folder() as folder:
            change_register(folder, function)
            ran = folder.run("-q", "--lang", "en", "-o", folder.file("r"))
            check.true(f"{code}: refused", ran.code == 2 and
                       re.search(r"\[[\w-]*no-?rows\]", ran.err), ran)


def sealed(check):
    """What needs a sealed run to go wrong with."""
    with Folder() as folder:
        out = folder.file("result")
        folder.run("-q", "-o", out)
        ran = run("explain", "--lang", "en", out, "--row", "9999")
        check.true("[no-such-row]", ran.code == 2 and
                   "[no-such-row]" in ran.err, ran)
        ran = run("explain", "--lang", "en", "--letter", "1",
                  os.path.join(folder.job, "job.yaml"))
        check.true("[letter-wants-run]", ran.code == 3 and
                   "a job has no letters yet" in ran.err, ran)
        ran = folder.run("--lang", "en", "-o", out)
        check.true("[folder-exists]", "[folder-exists]" in ran.err, ran)

        ledger = os.path.join(out, "keep", "ledger.db")
        connection = sqlite3.connect(ledger)
        for statement, code in (
                ("insert into header values ('purged', '2019-01-01')",
                 "[purged-run]"),
                ("update header set value = '99' where key = 'format'",
                 "[not-a-ledger]")):
            connection.execute(statement)
            connection.commit()
            ran = run("explain", "--lang", "en", out, "--row", "1")
            check.true(code, ran.code == 2 and code in ran.err, ran)
        connection.close()
        with open(ledger, "wb") as to:
            to.write(b"no database")
        ran = run("explain", "--lang", "en", out, "--row", "1")
        check.true("[not-a-ledger] or [ledger-failed]", ran.code in (2, 4) and
                   ("[not-a-ledger]" in ran.err or
                    "[ledger-failed]" in ran.err), ran)


def system(check):
    with Folder() as folder:
        ran = folder.run("-q", "--lang", "en", "-o", "/proc/nowhere/r")
        check.true("[cannot-write]", ran.code == 4 and
                   "[cannot-write]" in ran.err, ran)
        shutil.rmtree(folder.file("fritt-val", "brev.fi.md"),
                      ignore_errors=True)
        os.remove(os.path.join(folder.job, "brev.fi.md"))
        os.mkdir(os.path.join(folder.job, "brev.fi.md"))
        ran = folder.run("-q", "--lang", "en", "-o", folder.file("r"))
        check.true("[cannot-read]", ran.code == 2 and
                   "[cannot-read]" in ran.err, ran)
        os.rmdir(os.path.join(folder.job, "brev.fi.md"))
        with open(os.path.join(folder.job, "brev.fi.md"), "wb") as to:
            to.truncate(1 << 30)
        ran = folder.run("-q", "--lang", "en", "-o", folder.file("r"))
        check.true("[file-too-large]", ran.code == 2 and
                   "[file-too-large]" in ran.err, ran)


def main():
    check = Checks()
    for code, example in REFUSED:
        try_job(check, code, example, (2,))
    for code, example in WARNED:
        try_job(check, code, example + "\n" + ANY, (0, 1))
    for message, example, words in HELD:
        try_hold(check, message, example, words)
    for code, arguments, exit_code in COMMANDS:
        ran = run(*arguments, LC_ALL="en_GB.UTF-8")
        check.true(f"{code}: exit {exit_code}", ran.code == exit_code, ran)
    registers(check)
    sealed(check)
    system(check)
    check.end()


if __name__ == "__main__":
    main()
