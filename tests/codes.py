"""Counts the diagnostic codes that no golden and no test mentions.

Every code of level WARNING or above in src/*/messages.def must occur in
tests/, as [code] in an expected output or as its name in a test, or in an
example of docs/ (which are run too). What cannot be provoked on purpose stands
in tests/codes-not-provoked with the reason, and only there.
With --report they are listed and none is a failure.
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
            if name == "codes-not-provoked":
                continue
            with open(os.path.join(at, name), "rb") as source:
                parts.append(source.read().decode(errors="replace"))
    return "\n".join(parts)


def not_provoked(tests):
    """{code: reason}"""
    with open(os.path.join(tests, "codes-not-provoked"),
              encoding="utf-8") as source:
        return dict(line.split(None, 1) for line in source
                    if line.strip() and line[0] != "#")


def main(src, tests, report):
    excused = not_provoked(tests)
    docs = os.path.join(os.path.dirname(src.rstrip("/")), "docs")
    said = set(re.findall(r"[\w-]+", texts(tests) + texts(docs)))
    passed, missing, seen = 0, [], {}
    for folder, name, code, level in codes(src):
        if not code:
            missing.append(f"{folder}: {name} is {level} and has no code")
            continue
        if seen.setdefault((folder, code), level) != level:
            missing.append(f"{folder}: [{code}] has two levels")
        tested = code in said and "-" in code or name in said
        if code in excused:
            if tested:
                missing.append(f"{folder}: [{code}] is tested after all")
            excused[code] = ""
        if tested or code in excused:
            passed += 1
        else:
            missing.append(f"{folder}: [{code}] {name} is in no test")
    missing += [f"[{code}] is excused, but no code"
                for code, reason in excused.items() if reason]
    for line in missing:
        print(line)
    if report:
        print(f"{len(missing)} codes without a test, {passed} with one")
        return 0
    print(f"{passed} passed, {len(missing)} failed")
    return 1 if missing or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], "--report" in sys.argv[3:]))
