"""Each command that appends or rewrites is killed at its calls: nothing is
lost, nothing half is taken for whole, and the next command goes on."""
import json
import os
import shutil

from kit import LONG, Checks, Small, contents, preloaded, run, tool

MOMENTS = 50 if LONG else 3
ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd",
        *(f"193{i}0202-98{n};Anna;Ek;Björkgatan {i};999 32;Norrviken;"
          for i, n in ((1, 10), (2, 19), (3, 18), (4, 17), (5, 16), (6, 15))))


def killed(small, number, command):
    """The command, killed at its number-th call; how many it made."""
    done, made = preloaded(small, "KILLED", "KILL_AT", number, command)
    return done.returncode, made


def moments(made):
    """All of them, or so many spread over the whole."""
    if made <= MOMENTS:
        return range(1, made + 1)
    return sorted({1 + i * (made - 1) // (MOMENTS - 1)
                   for i in range(MOMENTS)})


def kinds(out):
    """The events that are whole, by kind."""
    path = os.path.join(out, "keep", "events.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, "rb") as source:
        lines = source.read().split(b"\n")
    return [json.loads(line)["kind"] for line in lines[:-1]]


NAMED = ("[torn-event]", "[unconfirmed-event]", "[purge-unfinished]",
         "[stray-file]", "[missing-file]", "[events-cut]", "[bad-purge]")


def look(check, title, out, sealed):
    """What other commands say of it meanwhile."""
    ran = run("verify", "--lang", "en", out)
    check.true(f"{title}: verify holds or names it", ran.code == 0 or (
        ran.code == 2 and any(w in ran.err for w in NAMED)), ran)
    purged = "keep/PURGED" in contents(out)
    ran = run("find", "--lang", "en", out, stdin="19310202-9810\n")
    check.true(f"{title}: find is right or refuses", (ran.code == 0 and
               "letter 1," in ran.out) or (ran.code == 2 and purged and
               "[purged-run]" in ran.err), ran)
    for name, text in sealed.items():
        have = contents(out).get(name)
        gone = "purged" in kinds(out) or (
            "destroyed" in kinds(out) and name.startswith("to-printer/"))
        check.true(f"{title}: {name}", have == text or (
            gone and (have is None or name == "keep/ledger.db")))


def finish(check, title, command, out, aside, kind):
    """The same command once more: the event stands there, once or twice."""
    shutil.rmtree(aside + ".partial", ignore_errors=True)
    had = kinds(out).count(kind)
    if os.path.isdir(aside):
        ran = tool("sha256sum", "-c", "--quiet", "SHA256SUMS", cwd=aside)
        check.true(f"{title}: what is there is whole", ran.code == 0 and
                   had == 1, ran)
        shutil.rmtree(aside)
    if os.path.isfile(aside):
        check.true(f"{title}: a pack that is there is recorded", had == 1)
        os.remove(aside)
    ran = run(*command)
    again = ran.code == 2 and had == 1 and kind != "purged"
    check.true(f"{title}: the next goes on", ran.code == 0 or again, ran)
    ran = run("verify", "--lang", "en", out)
    repeated = kind in ("reprinted", "packed", "withdrawn")
    check.true(f"{title}: then it holds", ran.code == 0 and
               kinds(out).count(kind) in ((1, 2) if repeated else (1,)),
               f"{kinds(out)} {ran}")


def clear(small, whole):
    """The run as it was, and nothing beside it."""
    for end in ("out", "aside", "aside.partial", "aside.packing",
                "aside.receipt.txt"):
        path = small.file(end)
        if os.path.isfile(path):
            os.remove(path)
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(whole, small.file("out"))


def sweep(check, small, name, command, kind, before):
    whole, out = small.file("whole"), small.file("out")
    aside = small.file("aside")
    command = [{"ASIDE": aside, "RUN": out}.get(a, a) for a in command]
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(small.file("sealed"), whole)
    if before:
        run("posted", "--letters", "1-2", whole)
    sealed = {n: t for n, t in contents(whole).items()
              if "events" not in n}
    clear(small, whole)
    code, made = killed(small, 10 ** 6, command)
    check.equal(f"{name} goes through", code, 0)
    for number in moments(made):
        clear(small, whole)
        code, _ = killed(small, number, command)
        title = f"{name}, call {number}"
        check.true(f"{title}: killed", code == -9, code)
        look(check, title, out, sealed)
        finish(check, title, command, out, aside, kind)
    print(f"{name}: {made} calls")


def approvals(check, small):
    """approvals.jsonl lies beside the job, and stands for people."""
    path = os.path.join(os.path.dirname(small.job), "approvals.jsonl")
    command = ["approve", "--as", "Anna Ek", small.job]
    _, made = killed(small, 10 ** 6, command)
    with open(path, "rb") as source:
        whole = source.read()
    for number in moments(made):
        for before in (b"", whole):
            with open(path, "wb") as to:
                to.write(before)
            if not before:
                os.remove(path)
            title = f"approve, call {number}, {len(before)}"
            who = "Bo Al" if before else "Anna Ek"
            code, _ = killed(small, number, [
                "approve", "--as", who, small.job])
            ran = run("approve", "--lang", "en", "--as", who, small.job)
            with open(path, "rb") as source:
                now = source.read()
            lines = now.splitlines()
            check.true(f"{title}: the next goes on", ran.code == 0 or
                       "[approved-already]" in ran.err, ran)
            check.true(f"{title}: nothing is lost, nothing is torn",
                       now.startswith(before) and now.endswith(b"\n") and
                       all(json.loads(line) for line in lines) and
                       len(lines) in (1 + bool(before), 2 + bool(before)),
                       f"{code} {now}")
    print(f"approve: {made} calls")


def seals(check, small):
    """A signature is there whole, or not at all, and can be made then."""
    key, out = small.file("sign.key"), small.file("out")
    ran = run("keygen", "--no-passphrase", key)
    check.true("keygen", ran.code == 0, ran)
    command = ["seal", "--key", key, out]
    shutil.rmtree(small.file("whole"), ignore_errors=True)
    shutil.copytree(small.file("sealed"), small.file("whole"))
    clear(small, small.file("whole"))
    code, made = killed(small, 10 ** 6, command)
    check.equal("seal goes through", code, 0)
    signed = contents(out)
    for number in moments(made):
        clear(small, small.file("whole"))
        code, _ = killed(small, number, command)
        title = f"seal, call {number}"
        check.true(f"{title}: killed", code == -9, code)
        have = contents(out).get("keep/SEAL.minisig")
        check.true(f"{title}: whole or not there",
                   have in (None, signed["keep/SEAL.minisig"]))
        ran = run("seal", "--lang", "en", "--key", key, out)
        check.true(f"{title}: the next goes on", ran.code == 0, ran)
        ran = run("verify", "--lang", "en", "--key", small.file("sign.pub"),
                  out)
        check.true(f"{title}: then it holds", ran.code == 0 and
                   contents(out) == signed, ran)
    print(f"seal: {made} calls")


def main():
    check = Checks()
    with Small("print: {letters_per_batch: 3}\nkeep_until: 2013-01-01\n",
               rows=ROWS) as small:
        ran = run("run", "--lang", "en", small.job, "-o", small.file("sealed"))
        check.true("run", ran.code == 0, ran)
        with open(small.file("retur.csv"), "w", encoding="utf-8") as to:
            to.write("brev;utfall\n1;retur\n2;svar\n")
        with open(small.file("kuvert.csv"), "w", encoding="utf-8") as to:
            to.write("brev;utfall\n1;OK\n2;omtryck\n3;uttagen\n")
        with open(small.file("shop.pub"), "w", encoding="utf-8") as to:
            to.write("age17nalur6q4kgfyvt22drvd43skjjmv633gkqa27xzgjexclyecc9q8"
                     "cnja3\n")
        for name, command, kind, before in (
                ("posted", ["posted", "--letters", "1-2", "RUN"], "posted",
                 False),
                ("withdraw", ["withdraw", "--letters", "2,5", "--reason", "så",
                              "-o", "ASIDE", "RUN"], "withdrawn", False),
                ("returns", ["returns", "RUN", small.file("retur.csv")],
                 "returns", True),
                ("reconcile", ["reconcile", "RUN", small.file("kuvert.csv")],
                 "reconciled", False),
                ("reprint", ["reprint", "--letters", "2", "-o", "ASIDE",
                             "RUN"], "reprinted", False),
                ("pack", ["pack", "--to", small.file("shop.pub"), "--until",
                          "2012-12-31", "-o", "ASIDE", "RUN"], "packed",
                 False),
                ("print files", ["purge", "--print-files", "--force",
                                 "--reason", "så", "RUN"], "destroyed", False),
                ("purge", ["purge", "RUN"], "purged", True)):
            sweep(check, small, name, command, kind, before)
        approvals(check, small)
        seals(check, small)
    check.end()


if __name__ == "__main__":
    main()
