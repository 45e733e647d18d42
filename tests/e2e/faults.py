"""One case for each code that a job file, a register or the command line can
bring up: keys of the sample's job replaced, and the code that must come.

The words of holds stand in the manifest, and their code in the ledger.
"""
import csv
import fcntl
import os
import re
import shutil
import signal
import sqlite3
import subprocess

from kit import (UTSKICK, Checks, Folder, hold_codes, manifest, register,
                 reseal, run, words_in)
from sample import outcome

KEY = re.compile(r"^([a-zåäö_]+):", re.M)

# code, what replaces the sample's keys ("-key" leaves one out)
REFUSED = [
    ("unknown-type", "columns: {Beslut till: dag}"),
    ("job-language", "language: rom"),
    ("bad-values", "columns: {Boendeform: {values: Servicehus}}"),
    ("job-language", "language: xx"),
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
    ("letter-for-nobody", "letters: [brev.sv.md, brev.fi.md]"),
    ("none-without-reason", "roles: {person: Personnummer, protected: none}"),
    ("guardian-without-address", "roles: {person: Personnummer, protected: "
     "Skydd, guardian: {name: God man, mail: instead}}"),
    ("no-such-column", "manifest: [Personnumer]"),
    ("double-key", "columns: {Beslut till: date, beslut  TILL: text}"),
    ("bad-delimiter",
     "register: {file: klienter.csv, key: Personnummer, delimiter: ö}"),
    ("age-without-taken",
     "register: {file: klienter.csv, key: Personnummer, max_age: 5}"),
    ("later-register", "register: {file: klienter.csv, key: Personnummer, "
     "taken: 2021-03-12, max_age: 5}"),
    ("stale-register", "register: {file: klienter.csv, key: Personnummer, "
     "taken: 2012-03-01, max_age: 5}"),
    ("no-protected-role", "roles: {person: Personnummer}"),
    ("too-many-names", "address: {name: [Förnamn, Efternamn, Enhet, Distrikt, "
     "Språk], street: Adress, postcode: Postnr, town: Ort}"),
    ("send-without-condition", "send: {else: Nej}"),
    ("send-without-reason", "send: {where: {Boendeform: Eget boende}}"),
    ("invented-stationery", "-reference"),
    ("unexpected-rows", "expect: {rows: 1000-2000}"),
    ("unexpected-letters", "expect: {letters: 1-10}"),
    ("unexpected-excluded", "expect: {excluded: 1-10}"),
    ("bad-envelope", "print: {sides: 2, envelopes: [C5]}"),
    ("named-by-persons", "print: {split: letter, named_by: Enhet}"),
    ("named-by-batch", "persons: no\nprint: {named_by: Enhet}"),
    ("group-by", "print: {banner: group}"),
    ("group-by", "print: {group_by: Distrikt}"),
    ("banner-single", "print: {split: letter, banner: batch}"),
    ("no-such-column", "print: {banner: group, group_by: Område}"),
    ("no-such-column", "persons: no\nprint: {split: both, named_by: Namn}"),
    ("file-name-twice",
     "persons: no\nprint: {split: both, named_by: Distrikt}"),
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
ANY = "expect: {rows: 350-450, letters: 0-450}"

WARNED = [
    ("rule-takes-none",
     "rules: [{hold: Ingen, where: {Distrikt: Månen}}]"),
    ("rule-takes-all",
     "rules: [{exclude: Alla, when: \"Distrikt <> 'Månen'\"}]"),
    ("rule-decides-none", COLUMNS + "  Enhet: date\nrules: [{hold: Ingen, "
     "when: \"Enhet < 2012-01-01\"}]"),
    ("protected-dropped", "tables: {grannar: {file: klienter.csv, match: "
     "{Distrikt: Distrikt}}}"),
    ("send-takes-none", "send: {where: {Distrikt: Månen}, else: Nej}"),
    ("send-takes-all", "send: {when: \"Distrikt <> 'Månen'\", else: Nej}"),
]

# code, replaced keys, its words in the manifest
HELD = [
    ("protected", "", "protected identity: handled by hand"),
    ("duplicate-key", "", "the same person stands in several rows"),
    ("empty-value", "", "cannot be decided: 'Beslut till' is empty"),
    ("required",
     COLUMNS + "  C/o: {required: yes}\n" + ANY, "'C/o' is required and empty"),
    ("no-letter-version", "letters: [{text: brev.sv.md, where: {Språk: sv}}]",
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
    ("bad-number", ["run", "--workers", "0", "x"], 3),
    ("bad-reason", ["run", "--again", " ", "x"], 3),
    ("not-a-delimiter", ["new", "--delimiter", "ab", "x"], 3),
    ("write-wants-batch", ["write", "a", "b"], 3),
    ("letter-wants-run", ["explain", "--letter", "1", "x"], 3),
    ("no-key", ["explain", "x"], 3),
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
            r"^\S*:\d+(:\d+)?: (error|warning): .*\[" + code, ran.err, re.M), ran)


def try_hold(check, code, example, words):
    with Folder() as folder:
        replace(folder, example)
        folder.change("job.yaml", "name:", "language: en\nname:")
        out = folder.file("result")
        ran = folder.run("-q", "--lang", "en", "-o", out)
        if not check.true(f"{code}: runs", ran.code in (0, 1), ran):
            return
        reasons = [row["Reason"] or "" for row in
                   manifest(os.path.join(out, "keep", "manifest.xlsx"))
                   if row["Outcome"] == "held"]
        check.true(f"{code}: held with its words",
                   any(words in reason for reason in reasons),
                   "\n".join(sorted(set(reasons))))
        codes = set(hold_codes(out).values())
        check.true(f"{code}: and its code", code in codes, sorted(codes))


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
        check.true("a job's letter", ran.code == 3 and
                   "a job has no letters yet [letter-wants-run]" in ran.err,
                   ran)
        ran = run("explain", "--lang", "en", out)
        check.true("no key", ran.code == 3 and "--row" in ran.err and
                   "[no-key]" in ran.err, ran)
        listed = manifest(os.path.join(out, "keep", "manifest.xlsx"))
        check.true("rule_is_deceased", any(
            row["Utfall"] == "utesluts" and row["Skäl"] == "avliden"
            for row in listed))
        ran = folder.run("--lang", "en", "-o", out)
        check.true("[folder-exists]", "[folder-exists]" in ran.err, ran)

        ledger = os.path.join(out, "keep", "ledger.db")
        connection = sqlite3.connect(ledger)
        for statement, code in (
                ("update header set value = '99' where key = 'format'",
                 "[other-format]"),):
            connection.execute(statement)
            connection.commit()
            reseal(out)
            ran = run("explain", "--lang", "en", out, "--row", "1")
            check.true(code, ran.code == 2 and code in ran.err, ran)
        connection.close()
        with open(ledger, "wb") as to:
            to.write(b"no database")
        reseal(out)
        ran = run("explain", "--lang", "en", out, "--row", "1")
        check.true("[not-a-ledger]", ran.code == 2 and
                   "[not-a-ledger]" in ran.err, ran)


def killed(check):
    """The engine is killed in the middle: told, nothing there, and the next
    run goes through."""
    with Folder() as folder:
        out = folder.file("result")
        program = subprocess.Popen(
            [UTSKICK, "run", "--lang", "en", "-o", out,
             os.path.join(folder.job, "job.yaml")],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        children = f"/proc/{program.pid}/task/{program.pid}/children"
        engine = ""
        while not engine and program.poll() is None:
            with open(children, encoding="ascii") as source:
                engine = source.read()
        while not os.path.exists(out + ".partial") and program.poll() is None:
            pass
        os.kill(int(engine.split()[0]), signal.SIGKILL)
        _, said = program.communicate(timeout=60)
        check.true("killed: exit 4", program.returncode == 4 and
                   "stopped by the system" in said and
                   "[engine-died]" in said, said)
        check.true("killed: no result", not os.path.exists(out))
        check.true("killed: nothing unfinished",
                   not os.path.exists(out + ".partial"))
        ran = folder.run("-q", "-o", out)
        check.true("killed: the next run goes through", ran.code == 0, ran)


def wait_for(program, seen):
    while not seen() and program.poll() is None:
        pass


def heed_signals():
    """Who runs the tests may ignore them (nohup), and children inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def interrupted(check):
    """Whoever interrupts a run or a check leaves no personal data lying about,
    and sees the signal in the exit status."""
    with Folder() as folder:
        out, temporary = folder.file("result"), folder.file("temporary")
        os.mkdir(temporary)
        for command, seen, number, group in (
                (["run", "-o", out], lambda: os.path.exists(out + ".partial"),
                 signal.SIGINT, True),
                (["run", "-o", out], lambda: os.path.exists(out + ".partial"),
                 signal.SIGTERM, False),
                (["check"], lambda: os.listdir(temporary), signal.SIGHUP,
                 False)):
            name = f"{command[0]} ended by {number.name}"
            program = subprocess.Popen(
                [UTSKICK, *command, "--lang", "en",
                 os.path.join(folder.job, "job.yaml")],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                start_new_session=True, env={**os.environ, "TMPDIR": temporary},
                preexec_fn=heed_signals)
            wait_for(program, seen)
            (os.killpg if group else os.kill)(program.pid, number)
            _, said = program.communicate(timeout=60)
            check.equal(f"{name}: the status", program.returncode, -number)
            check.true(f"{name}: is said", "interrupted" in said, repr(said))
            check.equal(f"{name}: nothing is left", [
                entry for entry in os.listdir(folder.path)
                if entry.startswith("result")] + os.listdir(temporary), [])
            try:
                os.killpg(program.pid, 0)
                alive = True
            except ProcessLookupError:
                alive = False
            check.true(f"{name}: no process is left", not alive)


def unread(check):
    """Whoever does not read what a run prints ends nothing by it."""
    with Folder() as folder:
        out = folder.file("run")
        reader, writer = os.pipe()
        os.close(reader)
        ran = subprocess.run(
            [UTSKICK, "run", os.path.join(folder.job, "job.yaml"), "-o", out],
            stdout=writer, stderr=subprocess.PIPE, preexec_fn=heed_pipe)
        os.close(writer)
        said = ran.stderr.decode()
        check.true("nobody reads: done all the same", ran.returncode == 0 and
                   "stoppades" not in said, said)
        check.true("nobody reads: sealed", os.path.exists(
            os.path.join(out, "keep", "SHA256SUMS")))


def heed_pipe():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def two_at_once(check):
    with Folder() as folder:
        out = folder.file("result")
        os.mkdir(out + ".partial", 0o700)
        with open(out + ".partial.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            ran = folder.run("--lang", "en", "-o", out)
            check.true("[already-running]", ran.code == 2 and
                       "[already-running]" in ran.err, ran)
        ran = folder.run("-q", "-o", out)
        check.true("and once the other has ended, it runs", ran.code == 0, ran)


def edit_rows(folder, function):
    """Changes the register's rows as lists of cells."""
    def change(text):
        lines = text.decode("cp1252").split("\r\n")
        header = lines[0].split(";")
        rows = [function(dict(zip(header, next(csv.reader([line], delimiter=";"
                                                          )))), number)
                for number, line in enumerate(lines[1:], 1) if line]
        out = [lines[0]] + [";".join('"' + row[h].replace('"', '""') + '"'
                                     for h in header) for row in rows]
        return ("\r\n".join(out) + "\r\n").encode("cp1252")
    change_register(folder, change)


def nameless_client(check):
    def change(row, _):
        if row["God man"]:
            row["Förnamn"] = row["Efternamn"] = ""
        return row
    with Folder() as folder:
        edit_rows(folder, change)
        replace(folder, ANY + "\nlanguage: en\nroles:\n  person: Personnummer"
                "\n  protected: Skydd\n  deceased: Avliden"
                "\n  guardian: {name: God man, street: God "
                "man adress, postcode: God man postnr, town: God man ort, "
                "mail: instead}")
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        check.true("no name of the client", ran.code == 0 and any(
            "the name of the client" in (row["Reason"] or "") for row in
            manifest(os.path.join(out, "keep", "manifest.xlsx"))), ran)
        check.true("by code", "no-client-name" in hold_codes(out).values())


def without_key(check):
    def change(row, number):
        if number == 4:
            row["Personnummer"] = ""
        return row
    with Folder() as folder:
        edit_rows(folder, change)
        replace(folder, "rules: [{exclude: Spärrad, when: "
                "\"in_list('tom.csv')\"}]\nlanguage: en\n" + ANY)
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        rows = manifest(os.path.join(out, "keep", "manifest.xlsx")) \
            if ran.code == 0 else [{}] * 4
        check.true("no key to look for", "cannot be said" in
                   (rows[3].get("Reason") or ""), f"{ran}{rows[3]}")
        check.equal("by code", hold_codes(out).get(4), "list-unfit-key")


def frame_without_reference(check):
    """The house's own stationery prints a number that the job does not have."""
    with Folder() as folder:
        folder.change("kommun-h2.yaml", "only_for: SN-2012-0047", "")
        folder.change("job.yaml", "reference: SN-2012-0047", "")
        ran = folder.run("--lang", "en", "-o", folder.file("result"))
        check.true("frame-not-filled", ran.code == 2 and
                   "[frame-not-filled]" in ran.err and
                   "kommun-h2.yaml:" in ran.err, ran)


def too_thick(check):
    with Folder() as folder:
        replace(folder, "print: {sides: 2, envelopes: {C5: 1}}\nlanguage: en\n"
                + ANY)
        path = os.path.join(folder.job, "brev.fi.md")
        with open(path, "a", encoding="utf-8") as to:
            to.write("\n" + "Palvelutalot eivät kuulu valinnan piiriin.\n\n"
                     * 90)
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        check.true("too thick for any envelope", ran.code in (0, 1) and any(
            "more than any envelope takes" in (row["Reason"] or "") for row in
            manifest(os.path.join(out, "keep", "manifest.xlsx"))), ran)
        check.true("by code", "no-envelope" in hold_codes(out).values())


def long_lines(check):
    """More than the population register holds: warned of, not held."""
    sent = [n for n, row in enumerate(register(), 1)
            if outcome(row)[0] == "letter"][:3]

    def change(row, number):
        if number in sent[:2]:
            row["Adress"] = "Strandvägen 12 B, port " + "1" * 13
        elif number == sent[2]:
            row["Ort"] = "Ytterholms kyrkby vid Norrån"
        return row
    with Folder() as folder:
        edit_rows(folder, change)
        ran = run("check", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        check.true("long lines are warned of", ran.code == 0 and
                   "2 rows have more in 'Adress' than the population register "
                   f"holds, 35 characters: lines {sent[0] + 1}, {sent[1] + 1} "
                   "[long-address-line]" in ran.err and
                   "1 row has more in 'Ort' than the population register "
                   f"holds, 27 characters: line {sent[2] + 1} " in ran.err,
                   ran)


def hidden(check):
    """What does not show is named: removed, changed, kept or held."""
    last = list(register()[0])[-1]
    free = [number for number, row in enumerate(register(), 1)
            if not row[last] and outcome(row)[0] == "letter"]
    signs = dict(zip(free, "\u200b\u200e\t\n\u202e\ufffd"))

    def change(text):
        lines = text.decode("cp1252").split("\r\n")
        for number, sign in signs.items():
            lines[number] += f'"a{sign}b"'
        return "\r\n".join(lines).encode("utf-8")
    with Folder() as folder:
        change_register(folder, change)
        job = os.path.join(folder.job, "job.yaml")
        ran = run("check", "--lang", "en", job)
        check.true("removed ones are warned of", "characters that do not show "
                   f"were removed from 2 cells of the column '{last}' "
                   "[hidden-characters]" in ran.err, ran)
        check.true("all are named", re.search(
            rf"^  {last}: line breaks, kept: \d+; tabs, made blanks: 1; of zero "
            "width, removed: 1; direction marks, removed: 1; direction "
            r"overrides, held: 1; letters lost \(U\+FFFD\), held: 1$",
            ran.out, re.M), ran)


def twins(check):
    first = {}
    pair = [n for n, row in enumerate(register(), 1)
            if outcome(row)[0] == "letter"][:2]

    def change(row, number):
        if number == pair[0]:
            first.update(row)
        elif number == pair[1]:
            for header in ("Förnamn", "Efternamn", "C/o", "Adress", "Postnr",
                           "Ort"):
                row[header] = first[header]
        return row
    with Folder() as folder:
        edit_rows(folder, change)
        ran = run("check", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        check.true("[same-name-and-address]", "[same-name-and-address]" in
                   ran.err and first["Efternamn"] not in ran.err, ran)


def twins_apart(check):
    """In two registers: each line is named after its file."""
    with Folder() as folder:
        path = os.path.join(folder.job, "klienter.csv")
        with open(path, encoding="cp1252", newline="") as source:
            lines = source.read().splitlines(keepends=True)
        row = next(n for n, row in enumerate(register(), 1)
                   if outcome(row)[0] == "letter" and n > 3)
        other = re.sub(r"^\S+?;", "19130101-9806;", lines[row])
        with open(os.path.join(folder.job, "syd.csv"), "w", newline="",
                  encoding="cp1252") as to:
            to.write("".join([lines[0], other]))
        replace(folder, "register:\n  - {file: klienter.csv, key: "
                "Personnummer, source: Norr}\n  - {file: syd.csv, key: "
                "Personnummer, source: Syd}\nlanguage: en\n" + ANY)
        ran = run("check", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        check.true("twins in two registers", re.search(
            rf"2 rows have .*: lines Norr {row + 1}, Syd 2 "
            r"\[same-name-and-address\]", ran.err), ran)


def two_registers(check):
    """The same person in two registers: both held, or one preferred."""
    with Folder() as folder:
        path = os.path.join(folder.job, "klienter.csv")
        with open(path, "rb") as source:
            lines = source.read().splitlines(keepends=True)
        header = lines[0].replace("Förnamn".encode("cp1252"), b"Etunimi")
        with open(os.path.join(folder.job, "syd.csv"), "wb") as to:
            to.write(b"".join([header] + lines[1:41]))
        both = ("register:\n  - {file: klienter.csv, key: Personnummer, "
                "source: Norr}\n  - {file: syd.csv, key: Personnummer, source: "
                "Syd, columns: {Förnamn: Etunimi}}\nlanguage: en\n" + ANY)
        for more, words, code in (
                ("", "several rows", "duplicate-key"),
                ("\nprefer: Norr", "from Norr stands", "other-source")):
            replace(folder, both + more)
            out = folder.file("result" + more[-4:])
            ran = folder.run("-q", "-o", out)
            reasons = [row["Reason"] or "" for row in manifest(os.path.join(
                out, "keep", "manifest.xlsx"))] if ran.code < 2 else []
            check.true(f"two registers{more}", any(
                words in reason for reason in reasons), f"{ran}" + "\n".join(
                    sorted(set(reasons))))
            check.true(f"two registers{more}: by code",
                       code in hold_codes(out).values())


def looked_up(check):
    with Folder() as folder:
        with open(os.path.join(folder.job, "nummer.csv"), "w",
                  encoding="utf-8") as to:
            to.write("Distrikt;Nummer\nHaga;1\nHaga;2\nKusten;3\n")
        replace(folder, "rules: [{exclude: Ett, when: \"look_up('nummer.csv', "
                "Distrikt, 'Nummer') = '1'\"}]\nlanguage: en\n" + ANY)
        out = folder.file("result")
        ran = folder.run("-q", "-o", out)
        reasons = " ".join(row["Reason"] or "" for row in manifest(
            os.path.join(out, "keep", "manifest.xlsx"))) if ran.code < 2 else ""
        check.true("job_table_none", "has no row for this value" in reasons,
                   f"{ran}{reasons[:500]}")
        check.true("job_table_several", "has several rows for this value" in
                   reasons, f"{ran}{reasons[:500]}")


def unfit_table(check):
    with Folder() as folder:
        with open(os.path.join(folder.job, "moten.csv"), "w",
                  encoding="utf-8") as to:
            to.write("Distrikt;Dag\nHaga;i morgon\n")
        replace(folder, "tables: {möten: {file: moten.csv, match: {Distrikt: "
                "Distrikt}, columns: {Dag: date}}}")
        ran = folder.run("--lang", "en", "-o", folder.file("r"))
        check.true("[unfit-entry]", ran.code == 2 and "[unfit-entry]" in
                   ran.err, ran)


def protected_apart(check):
    """`protected: separate`: their letters lie in keep/, nothing elsewhere."""
    with Folder() as folder:
        replace(folder, "protected: separate\n" + ANY)
        out = folder.file("result")
        ran = folder.run("--lang", "en", "-o", out)
        if not check.true("separate: runs", ran.code in (0, 1), ran):
            return
        apart = os.path.join(out, "keep", "protected")
        pdfs = [n for n in os.listdir(apart) if n.endswith(".pdf")] \
            if os.path.isdir(apart) else []
        check.true("separate: letters apart", pdfs, ran)
        sums = subprocess.run(["sha256sum", "--status", "-c", "SHA256SUMS"],
                              cwd=os.path.join(out, "keep"), check=False)
        check.equal("separate: sealed", sums.returncode, 0)
        for at, _, files in os.walk(out):
            for name in files:
                if at.startswith(apart) or not name.endswith(".pdf"):
                    continue
                text = words_in(os.path.join(at, name))
                for row in register(folder.job):
                    if row["Skydd"] not in ("", "N"):
                        check.true("separate: not in a batch",
                                   f"{row['Förnamn']} {row['Efternamn']}"
                                   not in text)


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
        check.true(f"{code}: exit {exit_code}", ran.code == exit_code and
                   f"[{code}]" in ran.err and not ran.out, ran)
    registers(check)
    sealed(check)
    killed(check)
    interrupted(check)
    unread(check)
    two_at_once(check)
    nameless_client(check)
    without_key(check)
    frame_without_reference(check)
    looked_up(check)
    too_thick(check)
    long_lines(check)
    hidden(check)
    twins(check)
    twins_apart(check)
    two_registers(check)
    unfit_table(check)
    protected_apart(check)
    system(check)
    check.end()


if __name__ == "__main__":
    main()
