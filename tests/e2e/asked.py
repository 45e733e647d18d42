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


def main():
    check = Checks()
    check_found(check)
    check_secret(check)
    check_numbers(check)
    check_folders(check)
    check_diff(check)
    check.end()


if __name__ == "__main__":
    main()
