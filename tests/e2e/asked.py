"""find, explain and diff of sealed runs: where they cannot look, nobody is not
the answer."""
import os
import shutil

from kit import Checks, Small, run

CIA = "19330404-9830\n"  # protected
ANNA = "19310202-9810\n"
NOBODY = "19340412-9805\n"


def made(check, small, name="out", *arguments):
    ran = run("run", "-q", small.job, "-o", small.file(name), *arguments)
    check.true("a run", ran.code == 0, ran)


def find(small, key, where=""):
    return run("find", "--lang", "en", small.file(where), stdin=key)


def explain(small, key):
    return run("explain", "--lang", "en", small.file("out"), stdin=key)


def check_found(check):
    with Small() as small:
        made(check, small)
        for key, count in ((CIA, 1), (ANNA, 1), (NOBODY, 0),
                           ("310202-9810\n", 1), ("310202+9810\n", 0)):
            ran = find(small, key)
            check.true(f"{key.strip()}: {count}", count == 0 and "+" in key or
                       ran.code == 0 and f"rows found: {count}" in ran.out,
                       ran)


def check_secret(check):
    """The protected are known by their key alone."""
    def key(small):
        return small.file("out", "keep", "protected.key")

    def other(small):
        with open(key(small), "w", encoding="ascii") as to:
            to.write("0" * 64 + "\n")

    def folder(small):
        os.remove(key(small))
        os.mkdir(key(small))

    for name, spoil, code in (
            ("no key", lambda s: os.remove(key(s)), "no-protected-key"),
            ("another's key", other, "other-protected-key"),
            ("an empty key", lambda s: open(key(s), "w").close(),
             "no-protected-key"),
            ("a key that cannot be read", folder, "cannot-read")):
        with Small() as small:
            made(check, small)
            spoil(small)
            for asked in (CIA, NOBODY):
                for ran in (find(small, asked), explain(small, asked)):
                    check.true(f"{name}: {asked.strip()}", ran.code == 2 and
                               f"[{code}]" in ran.err and
                               "rows found" not in ran.out, ran)
    with Small(rows=Small.ROWS[:3]) as small:
        made(check, small)
        os.remove(key(small))
        ran = find(small, NOBODY)
        check.true("where nobody is protected none is needed", ran.code == 0
                   and "rows found: 0" in ran.out, ran)


def check_numbers(check):
    """A key that is no identity number, where all of them are."""
    with Small() as small:
        made(check, small)
        for asked in ("Anna Ek", "19310202-9811", "1931", "100103-9815",
                      "19310202–9810x"):
            for ran in (find(small, asked), explain(small, asked)):
                check.true(f"{asked}", ran.code == 2 and
                           "[no-identity-number]" in ran.err and
                           "rows found" not in ran.out, ran)
    head = Small.HEAD.replace("key: Personnummer", "key: Adress")
    with Small(head=head, rows=Small.ROWS[:3]) as small:
        made(check, small)
        ran = find(small, "Björkgatan 1")
        check.true("another kind of key is any text", ran.code == 0 and
                   "rows found: 1" in ran.out, ran)


def check_folders(check):
    with Small() as small:
        made(check, small)
        os.remove(small.file("out", "keep", "ledger.db"))
        ran = find(small, NOBODY)
        check.true("a run without its ledger", ran.code == 2 and
                   "[run-without-ledger]" in ran.err, ran)
        shutil.rmtree(small.file("out"))
        made(check, small)
        deep = small.file(*"abcdefg")
        os.makedirs(deep)
        ran = find(small, NOBODY)
        check.true("a folder that lies deep", ran.code == 2 and
                   "[too-deep-to-find]" in ran.err and deep in ran.err, ran)
        ran = run("status", "--lang", "en", small.path)
        check.true("and status says so too", ran.code == 2 and
                   "[too-deep-to-find]" in ran.err and deep in ran.err and
                   small.file("out") in ran.out, ran)
        ran = find(small, ANNA, "a/b")
        check.true("asked for by itself", ran.code == 0 and
                   "rows found: 0" in ran.out, ran)
        os.rmdir(deep)
        os.makedirs(small.file("x.partial", "keep"))
        ran = find(small, ANNA)
        check.true("what is being made is no run yet", ran.code == 0 and
                   "rows found: 1" in ran.out, ran)


def check_diff(check):
    with Small() as small:
        made(check, small, "a")
        small.write("job.yaml", Small.HEAD.replace("key: Personnummer",
                                                   "key: Adress"))
        made(check, small, "b")
        ran = run("diff", "--lang", "en", small.file("a"), small.file("b"))
        check.true("rows named otherwise", ran.code == 2 and
                   "[other-keys]" in ran.err and not ran.out, ran)


def check_names(check):
    """Whose key has another name is asked about where both name one thing: an
    identity number, or an organisation's."""
    numbers = ("212000-0142", "556703-7485", "802001-1129")
    rows = [row + ";" + number for row, number in zip(
        Small.ROWS, ("Org",) + numbers)]
    more = "19340412-9805;Dan;Ek;Storgatan 7;999 32;Norrviken;;716400-1237"
    typed = "columns: {%s: organisationsnummer}\n"
    for name, key, first, later, second, fine in (
            ("an identity number", "Personnummer", "", "Pnr", "", True),
            ("and an organisation's", "Personnummer", "", "Org",
             typed % "Org", False),
            ("an address then", "Adress", "", "Personnummer", "", False),
            ("organisations", "Org", typed % "Org", "Nr", typed % "Nr", True),
            ("of no type then", "Org", "", "Nr", typed % "Nr", False),
            ("of no type now", "Org", typed % "Org", "Nr", "", False)):
        with Small(first, rows, head=Small.HEAD.replace(
                "key: Personnummer", f"key: {key}")) as small:
            made(check, small, "a")
            rename = (key, later) if later not in rows[0] else ("", "")
            small.write("job.yaml", Small.HEAD.replace(
                "key: Personnummer", f"key: {later}").replace(
                    f"person: {rename[0]}" if rename[0] else "\n",
                    f"person: {rename[1]}" if rename[0] else "\n") + second +
                "rules: [{exclude: Fick, when: \"had_letter_in('../a')\"}]\n")
            small.write("r.csv", "\n".join(
                [rows[0].replace(*rename) if rename[0] else rows[0],
                 *rows[1:], more]) + "\n")
            ran = run("run", "--lang", "en", small.job, "-o", small.file("b"))
            check.true(f"{name}: {fine}", ran.code in (0, 1) if fine else
                       ran.code == 2 and "[other-run-key]" in ran.err, ran)
            if fine:
                check.true(f"{name}: who had none", "Dan" in small.text("b") and
                           "Anna" not in small.text("b"), ran)


def main():
    check = Checks()
    check_names(check)
    check_found(check)
    check_secret(check)
    check_numbers(check)
    check_folders(check)
    check_diff(check)
    check.end()


if __name__ == "__main__":
    main()
