"""Adds up what the tests of one `meson test` say of themselves, and what the
further files say.

A test that prints "N passed, N failed" counts as those; one that prints no
such line, or ends worse than it says, counts as one.
"""
import json
import re
import sys

SUM = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)


def count(test):
    said = SUM.findall(test.get("stdout") or "")
    passed = sum(int(p) for p, _ in said)
    failed = sum(int(f) for _, f in said)
    if test["result"] == "SKIP":
        return 0, 0, True
    if test["result"] in ("OK", "EXPECTEDFAIL"):
        return (passed or 1), failed, False
    return passed, max(failed, 1), False


def main(path, *further):
    passed = failed = 0
    for line in open(path, encoding="utf-8"):
        test = json.loads(line)
        good, bad, skipped = count(test)
        passed += good
        failed += bad
        if bad:
            print(f"failed: {test['name']}")
        if skipped:
            print(f"skipped: {test['name']}")
    for name in further:
        with open(name, encoding="utf-8", errors="replace") as said:
            for good, bad in SUM.findall(said.read()):
                passed += int(good)
                failed += int(bad)
    if passed + failed == 0:
        print("no test has run")
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
