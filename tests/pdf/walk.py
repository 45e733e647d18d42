#!/usr/bin/env python3
"""Checks PDF files object by object: walk.py print|archive|press FILE…

print: ISO 19005-2 level U; archive: level A and ISO 14289-1; press: ISO 15930-7
with a grey output. Says each fault with its clause; exits 1 where there is one.
"""
import sys

import rules_a2
import rules_ua
import rules_x4
from pdfmodel import Model, Shown


def faults_of(model, profile):
    found = []

    def fault(clause, text):
        found.append((clause, text))

    shown = Shown(model)
    found += shown.faults
    if profile == "press":
        rules_x4.check(model, shown, fault)
        return found
    rules_a2.check(model, shown, "U" if profile == "print" else "A", fault)
    if profile == "archive":
        rules_ua.check(model, shown, fault)
    return found


def main():
    bad = 0
    for path in sys.argv[2:]:
        for clause, text in sorted(set(faults_of(Model(path), sys.argv[1]))):
            print("%s: %s: %s" % (path, clause, text))
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
