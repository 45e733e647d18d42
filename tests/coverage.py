"""Tells which branches of our own code the tests took, folder by folder, those
that stay untaken for a reason (tests/coverage-reasons), and the files where most
of the others are missing. The argument is what gcovr wrote with --json."""
import collections
import json
import os
import re
import sys

WORST = 20
HERE = os.path.dirname(os.path.abspath(__file__))


class Sum:
    def __init__(self):
        self.lines = self.lines_met = 0
        self.branches = self.branches_met = self.reasoned = 0

    def add(self, other):
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)

    def missing(self):
        return self.branches - self.branches_met - self.reasoned

    def row(self, name):
        def share(met, of):
            return f"{100 * met / of:6.1f} %" if of else "       –"
        return (f"{name:<28}{self.lines:>7}{share(self.lines_met, self.lines)}"
                f"{self.branches:>9}"
                f"{share(self.branches_met, self.branches)}"
                f"{self.reasoned:>9}{self.missing():>7}")


class Reasons:
    def __init__(self, path):
        self.rules, self.counts = [], collections.Counter()
        with open(path, encoding="utf-8") as source:
            for line in source:
                if line.strip() and not line.startswith("#"):
                    where, rest = line.rstrip("\n").split(" | ", 1)
                    what, why = rest.rsplit(" | ", 1)
                    self.rules.append((re.compile(where), re.compile(what),
                                       why))

    def find(self, name, text, count):
        """How many of the line's untaken branches have a reason."""
        for at, (where, what, _) in enumerate(self.rules):
            if where.fullmatch(name) and what.search(text):
                self.counts[at] += count
                return count
        return 0

    def tell(self):
        by_reason, idle = collections.Counter(), []
        for at, (where, what, why) in enumerate(self.rules):
            by_reason[why] += self.counts[at]
            if not self.counts[at]:
                idle.append(f"{where.pattern} | {what.pattern}")
        print("\nUntaken for a reason:")
        for why, count in by_reason.most_common():
            print(f"{count:>6}  {why}")
        for one in idle:
            print(f"taken after all, or gone: {one}")
        return not idle


def lines_of(name):
    with open(os.path.join(HERE, "..", name), encoding="utf-8") as source:
        return source.read().split("\n")


def measure(file, reasons):
    total, text = Sum(), lines_of(file["file"])
    for line in file["lines"]:
        if line.get("gcovr/noncode"):
            continue
        branches = line.get("branches", [])
        met = sum(branch["count"] > 0 for branch in branches)
        total.lines += 1
        total.lines_met += line["count"] > 0
        total.branches += len(branches)
        total.branches_met += met
        if met < len(branches) and line["line_number"] <= len(text):
            total.reasoned += reasons.find(
                file["file"], text[line["line_number"] - 1],
                len(branches) - met)
    return total


def read(path):
    with open(path, encoding="utf-8") as source:
        return [file for file in json.load(source)["files"]
                if os.path.exists(os.path.join(HERE, "..", file["file"]))]


def main(path):
    reasons = Reasons(os.path.join(HERE, "coverage-reasons"))
    folders, everything, files = {}, Sum(), []
    for file in read(path):
        one = measure(file, reasons)
        files.append((one.missing(), file["file"], one))
        folder = os.path.dirname(file["file"])
        folders.setdefault(folder, Sum()).add(one)
        everything.add(one)
    if not files:
        print("no file was measured")
        return 1
    print(f"{'folder':<28}{'lines':>7}{'met':>8}{'branches':>9}{'met':>8}"
          f"{'reason':>9}{'left':>7}")
    for folder, total in sorted(folders.items()):
        print(total.row(folder))
    print(everything.row("all"))
    print(f"\nThe {WORST} files with most branches not taken, and no reason:")
    for _, name, one in sorted(files, key=lambda f: -f[0])[:WORST]:
        print(one.row(name))
    reasons.tell()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
