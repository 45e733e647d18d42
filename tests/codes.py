"""Counts the diagnostic codes that no golden and no test mentions.

Every code of level WARNING or above in src/*/messages.def must occur in
tests/: as [code] in an expected output, or as its name in a unit test.
With --report it lists them and fails for none.
"""
import os
import re
import sys

MESSAGE = re.compile(
    r'MESSAGE\(\s*(\w+),\s*"([^"]*)",\s*(NOTE|WARNING|HOLD|ERROR|SYSTEM)\b')


def codes(src):
    for folder in sorted(os.listdir(src)):
        path = os.path.join(src, folder, "messages.def")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as source:
            for name, code, level in MESSAGE.findall(source.read()):
                if level != "NOTE":
                    yield folder, name, code, level


def texts(tests):
    """All that the tests say, in one text."""
    parts = []
    for at, folders, files in os.walk(tests):
        folders[:] = [f for f in folders if f != "__pycache__"]
        for name in files:
            with open(os.path.join(at, name), "rb") as source:
                parts.append(source.read().decode(errors="replace"))
    return "\n".join(parts)


def main(src, tests, report):
    said = set(re.findall(r"[\w-]+", texts(tests)))
    passed, missing, seen = 0, [], {}
    for folder, name, code, level in codes(src):
        if not code:
            missing.append(f"{folder}: {name} is {level} and has no code")
            continue
        if seen.setdefault((folder, code), level) != level:
            missing.append(f"{folder}: [{code}] has two levels")
        if code in said and "-" in code or name in said:
            passed += 1
        else:
            missing.append(f"{folder}: [{code}] {name} is in no test")
    for line in missing:
        print(line)
    if report:
        print(f"{len(missing)} codes without a test, {passed} with one")
        return 0
    print(f"{passed} passed, {len(missing)} failed")
    return 1 if missing or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], "--report" in sys.argv[3:]))
