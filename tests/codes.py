"""Counts the diagnostic codes that no test has seen the program give.

Every code of level WARNING or above in src/*/messages.def must be expected by
a test: as [code] in an expected output (a golden's want file, an example of
docs/, which are run too, a text that a test looks for), or as a text of its
own that a test compares with (a code in --json, in the ledger, in a table of
cases). In a comment, in the name of a check or in an input it does not count.
What cannot be provoked on purpose stands in tests/codes-not-provoked with the
reason, and only there.
With --report they are listed and none is a failure; --self-test tries the
reading itself.
"""
import io
import os
import re
import sys
import tokenize

MESSAGE = re.compile(
    r'MESSAGE\(\s*(\w+),\s*"([^"]*)",\s*(NOTE|WARNING|HOLD|ERROR|SYSTEM)\b')
BRACKETED = re.compile(r"\[([a-z][\w-]+)\\?\]")
# A comment, a check with its name, a string, or a message compared with.
C_TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|\btest_\w+\(\s*(?:"(?:[^"\\]|\\.)*"\s*)+,'
    r'|("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)'
    r"|\b(\w+)\.code\b|[=!]= &(\w+)\b", re.S)
C_PART = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
CHECKS = {"true", "equal"}


def codes(src):
    for folder in sorted(os.listdir(src)):
        path = os.path.join(src, folder, "messages.def")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as source:
            for name, code, level in MESSAGE.findall(source.read()):
                if level != "NOTE":
                    yield folder, name, code, level


def python_strings(text):
    """The strings that are not the name of a check and no docstring."""
    before = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.COMMENT, tokenize.NL):
            continue
        if token.type == tokenize.STRING:
            named = before[-1:] == ["("] and before[-2:-1] and \
                before[-2] in CHECKS
            stands_alone = not before or before[-1] in ("\n", "")
            if not named and not stands_alone:
                yield re.sub(r"^\w*('''|\"\"\"|'|\")|('''|\"\"\"|'|\")$", "",
                             token.string)
        if token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            before.append("\n")
        elif token.type == tokenize.STRING:
            before.append("string")
        else:
            before.append(token.string)


def seen_in_python(text):
    for string in python_strings(text):
        yield from BRACKETED.findall(string)
        yield string


def seen_in_c(text):
    for match in C_TOKEN.finditer(text):
        if match[1]:
            string = "".join(C_PART.findall(match[1]))
            yield from BRACKETED.findall(string)
            yield string
        elif match[2] or match[3]:
            yield match[2] or match[3]


def seen_in(path, text):
    """What a file expects: codes, names of messages, and much else."""
    name = os.path.basename(path)
    if name.endswith(".py"):
        return seen_in_python(text)
    if name.endswith((".c", ".h")):
        return seen_in_c(text)
    if name.startswith("want") or name.endswith((".md", ".diag")):
        return BRACKETED.findall(text)
    return ()


def seen(*folders):
    found = set()
    for top in folders:
        for at, inner, files in os.walk(top):
            inner[:] = [f for f in inner if f not in ("__pycache__", "fuzz")]
            for name in files:
                if name == "codes.py":
                    continue
                path = os.path.join(at, name)
                with open(path, "rb") as source:
                    text = source.read().decode(errors="replace")
                found.update(seen_in(path, text))
    return found


def not_provoked(tests):
    """{code: reason}"""
    with open(os.path.join(tests, "codes-not-provoked"),
              encoding="utf-8") as source:
        return dict(line.split(None, 1) for line in source
                    if line.strip() and line[0] != "#")


def self_test():
    python = '''"""Doc of no-such-a."""
# no-such-b
check.true("no-such-c", ran.code == 2 and "x: error [no-such-d]" in ran.err)
check.equal("names", codes, ["no-such-e", 'no-such-f'])
check.true(f"[no-such-g] of {x}", re.search(r"x \\[no-such-h\\]", y))
'''
    c = '''/* no-such-a */ test_true("no-such-b", f() == &folder_message_c);
{"a row", "no-such-d"}, // "no-such-e"
test_text("a" "no-such-f", why->code, folder_message_g.code);
REPORT(diag, &folder_message_h); "line [no-such-" "i]\\n"
'''
    wanted = [
        ("a.py", python, "defh"), ("a.c", c, "di"),
        ("want.diag", "x [no-such-a]\nno-such-b\n", "a"),
        ("job.yaml", "# [no-such-a]\n", ""),
    ]
    failed = 0
    for path, text, letters in wanted:
        have = {s for s in seen_in(path, text)
                if re.fullmatch(r"no-such-\w", s)}
        if have != {f"no-such-{letter}" for letter in letters}:
            print(f"{path}: saw {sorted(have)}")
            failed += 1
    names = {s for s in seen_in("a.c", c) if s.startswith("folder_message")}
    failed += names != {"folder_message_c", "folder_message_g"}
    print(f"{len(wanted) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


def main(src, tests, report):
    excused = not_provoked(tests)
    docs = os.path.join(os.path.dirname(src.rstrip("/")), "docs")
    said = seen(tests, docs)
    passed, missing, levels = 0, [], {}
    for folder, name, code, level in codes(src):
        if not code:
            missing.append(f"{folder}: {name} is {level} and has no code")
            continue
        if levels.setdefault((folder, code), level) != level:
            missing.append(f"{folder}: [{code}] has two levels")
        tested = code in said or name in said
        if code in excused:
            if tested:
                missing.append(f"{folder}: [{code}] is tested after all")
            excused[code] = ""
        if tested or code in excused:
            passed += 1
        else:
            missing.append(f"{folder}: [{code}] {name} is expected by no test")
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
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    sys.exit(main(sys.argv[1], sys.argv[2], "--report" in sys.argv[3:]))
