"""Rows are set by processes side by side where they are many: any number of them
gives the same bytes and the same words, and one that dies leaves nothing."""
import os
import re
import shutil
import subprocess

from exits import children, codes, environment, left
from kit import UTSKICK, Checks, Small, contents, run

ROWS = 2600

JOB = """keep_until: 2013-01-01
letters: [{text: fi.md, where: {Språk: fi}}, {text: en.md, where: {Språk: en}}, {text: brev.md}]
print: {sides: 1, letters_per_batch: 400}
"""
FINNISH = """---
language: fi
---
# Voit valita kotihoidon

Hyvä {{Förnamn}}, hyvinvointipalveluohjauksen järjestämissuunnitelman
kehittämistoimenpiteet alkavat lokakuussa.
"""
ENGLISH = """---
language: en
---
# You can choose

Dear {{Förnamn}}, notwithstanding previously communicated arrangements you may
choose your provider of home care yourself.
"""


def number(i):
    digits = [int(c) for c in f"{30 + i // 6720}{1 + i // 560 % 12:02d}"
              f"{1 + i // 20 % 28:02d}{980 + i % 20}"]
    twice = [d * 2 if at % 2 == 0 else d for at, d in enumerate(digits)]
    last = -sum(d // 10 + d % 10 for d in twice) % 10
    text = "".join(map(str, digits + [last]))
    return f"19{text[:6]}-{text[6:]}"


def rows():
    """Some with an alphabet or a language that only a few have, some that no
    font has, some without an address."""
    yield Small.ROWS[0] + ";Språk"
    for i in range(ROWS):
        name = "Ωμέγα" if i % 501 == 400 else "龍" if i % 997 == 5 else "Anna"
        street = "" if i % 803 == 2 else f"Kajgatan {i}"
        language = "fi" if i % 7 == 3 else "en" if i % 11 == 2 else "sv"
        yield f"{number(i)};{name};Ek;{street};999 32;Norrviken;;{language}"


def many():
    head = re.sub("letters: .*\n", "", Small.HEAD)
    return Small(JOB, list(rows()), head=head, fi_md=FINNISH, en_md=ENGLISH)


def said(ran, out):
    return (ran.out + ran.err).replace(out, "OUT")


def check_same(check, small):
    whole = words = None
    for count in ("1", "2", "5"):
        out = small.file("out" + count)
        ran = run("run", "--lang", "en", small.job, "-o", out, "--workers",
                  count)
        check.true(f"{count} workers", ran.code == 0, ran)
        shutil.rmtree(small.file("jobb", "out"), ignore_errors=True)
        if not whole:
            whole, words = contents(out), said(ran, out)
            check.true("held for want of a font, and of a street", all(
                word in words for word in ("U+9F8D", "gata")), words)
            continue
        check.equal(f"{count} workers: the same bytes", [
            name for name in sorted(set(whole) | set(contents(out)))
            if whole.get(name) != contents(out).get(name)], [])
        check.equal(f"{count} workers: the same words", said(ran, out), words)


def kill_one(small, out):
    """The codes of the run, one of whose first two workers is killed."""
    program = subprocess.Popen(
        [UTSKICK, "run", "--json", small.job, "-o", out, "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment())
    while program.poll() is None:
        for engine in children(program.pid):
            both = children(engine)
            if len(both) < 2:
                continue
            try:
                os.kill(both[1], 9)
            except ProcessLookupError:
                continue
            return program, codes(program)
    return program, codes(program)


def check_killed(check, small):
    out = small.file("killed")
    program, (reported, told, _) = kill_one(small, out)
    check.equal("a worker that died: exit", (program.returncode, told), (4, 4))
    check.equal("by its code", reported[-1:], ["worker-failed"])
    check.equal("nothing is left", left(out), [])


def main():
    check = Checks()
    with many() as small:
        check_same(check, small)
        check_killed(check, small)
    check.end()


if __name__ == "__main__":
    main()
