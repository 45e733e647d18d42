"""Checks a message catalogue against the messages in src/: each has its
translation, none is left over or fuzzy, the placeholders {1} {2} agree, and
a wording keeps to the form that base/message.h asks for."""
import os
import re
import subprocess
import sys

PLACEHOLDER = re.compile(r"\{\d\}")


def strings(text):
    """The C strings of one field, joined and unescaped."""
    joined = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]),
                  joined)


FORM = re.compile(r"^msgstr(?:\[\d\])? (.*?)(?=^msgstr|\Z)", re.S | re.M)


def entries(text):
    """(msgid, msgstr, fuzzy) of a catalogue in PO form; a wording with two
    forms is two of them."""
    for block in re.split(r"\n\s*\n", text):
        match = re.search(r"^msgid (.*?)(?:^msgid_plural (.*?))?^msgstr", block,
                          re.S | re.M)
        if not match:
            continue
        fuzzy = "#, fuzzy" in block
        wordings = [w for w in match.groups() if w is not None]
        for wording, form in zip(wordings, FORM.findall(block)):
            yield strings(wording), strings(form), fuzzy


def messages(src):
    files = [os.path.join(at, n) for at, _, names in os.walk(src)
             for n in names if n.endswith((".def", ".c"))]
    out = subprocess.run(
        ["xgettext", "--language=C", "--keyword=N_",
         "--keyword=N_MANY:1,2", "--from-code=UTF-8",
         "--output=-", *sorted(files)], capture_output=True, check=True)
    return {m for m, _, _ in entries(out.stdout.decode()) if m}


def faults_of(wording, translation, fuzzy):
    if not translation:
        yield "has no translation"
        return
    if fuzzy:
        yield "is fuzzy"
    if sorted(set(PLACEHOLDER.findall(wording))) != \
            sorted(set(PLACEHOLDER.findall(translation))):
        yield f"has other placeholders in: {translation}"
    if wording.endswith(".") != translation.endswith("."):
        yield f"has another full stop in: {translation}"
    if "\n" in translation and "\n" not in wording:
        yield "is not one line"


def main(src, catalogue):
    passed, found = 0, []
    wanted = messages(src)
    with open(catalogue, encoding="utf-8") as source:
        there = {m: (t, f) for m, t, f in entries(source.read()) if m}
    for wording in sorted(wanted):
        faults = list(faults_of(wording, *there.get(wording, ("", False))))
        found += [f"{wording!r} {fault}" for fault in faults]
        passed += not faults
    found += [f"{m!r} is no message any more" for m in sorted(there)
              if m not in wanted]
    for fault in found:
        print(fault)
    print(f"{passed} passed, {len(found)} failed")
    return 1 if found or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
