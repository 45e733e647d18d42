"""A million rows from the register to the seal: accounts add up, verify says that
the run is whole, and no process takes more than 256 MB. With --long only."""
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.dirname(HERE), os.path.join(os.path.dirname(HERE), "e2e")]
import plain  # noqa: E402
from kit import Checks

ROWS = int(os.environ.get("MILLION_ROWS", 1_000_000))
AWAY = 8  # every eighth has moved and is excluded
HELD = 1000  # of each thousand one has no address
MOST_MB = 256
JOB = """name: En miljon
date: 2012-03-19
reference: P-1
persons: no
register: {file: r.csv, key: Nr}
address: {name: [Namn], street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
rules:
  - exclude: Har flyttat
    where: {Kvar: Nej}
stationery: kommun-h2
"""
LETTER = "# Hej\n\nHej {{Namn}}! Brevet gäller adressen {{Adress}}.\n"


def write_register(path):
    with open(path, "w", encoding="utf-8") as to:
        to.write("Nr;Namn;Adress;Postnr;Ort;Kvar\n")
        for i in range(1, ROWS + 1):
            street = "" if i % HELD == 1 else f"Björkgatan {i % 97 + 1}"
            to.write(f"{i};Prov {i % 4999} Ek;{street};999 {i % 90 + 10};"
                     f"Norrviken;{'Nej' if i % AWAY == 0 else 'Ja'}\n")


def make(folder):
    for name, text in (("job.yaml", JOB), ("brev.md", LETTER)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)
    write_register(os.path.join(folder, "r.csv"))


def run(name, command, said):
    """Exit code and the largest of its processes, in MB."""
    start = time.monotonic()
    with open(said, "wb") as to:
        child = subprocess.Popen(command, stdout=to, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / 1024
    print(f"{name}: {used.ru_utime + used.ru_stime:.0f} s of processor time, "
          f"{time.monotonic() - start:.0f} s by the clock, largest process "
          f"{peak:.0f} MB", flush=True)
    return child.returncode, peak


def read(path):
    with open(path, encoding="utf-8") as source:
        return source.read()


def check_accounts(check, said):
    account = json.loads(said.strip().split("\n")[-1])
    have = {key: account[key] for key in ("rows", "letters", "excluded",
                                          "held")}
    away, held = ROWS // AWAY, ROWS // HELD
    check.equal("the account", have, {
        "rows": ROWS, "letters": ROWS - away - held, "excluded": away,
        "held": held})


def check_all(check, folder, program):
    said, out = os.path.join(folder, "said"), os.path.join(folder, "out")
    make(folder)
    code, peak = run("run", [program, "run", "-q", "--json", "-o", out,
                             os.path.join(folder, "job.yaml")], said)
    if not check.equal(f"run: exit {read(said)[-2000:]}", code, 0):
        return
    check_accounts(check, read(said))
    check.true(f"run: below {MOST_MB} MB", peak < MOST_MB, peak)
    code, peak = run("verify", [program, "verify", "--lang", "en", out], said)
    check.equal(f"verify: exit {read(said)[-2000:]}", code, 0)
    check.true("verify counts them", f"rows {ROWS}, letters "
               f"{ROWS - ROWS // AWAY - ROWS // HELD}," in read(said),
               read(said))
    check.true(f"verify: below {MOST_MB} MB", peak < MOST_MB, peak)


def main():
    if not plain.LONG:
        sys.exit(77)
    check = Checks()
    with tempfile.TemporaryDirectory(
            dir=os.environ.get("LONG_FOLDER")) as folder:
        program = plain.build(os.path.join(folder, "build"), "release")
        check_all(check, folder, program)
    check.end()


if __name__ == "__main__":
    main()
