"""Tells which branches of our own code the tests took, folder by folder, and
the files where most of them are missing. The argument is what gcovr wrote with
--json-summary."""
import json
import os
import sys

WORST = 20


class Sum:
    def __init__(self):
        self.lines = self.lines_met = self.branches = self.branches_met = 0

    def add(self, file):
        self.lines += file["line_total"]
        self.lines_met += file["line_covered"]
        self.branches += file["branch_total"]
        self.branches_met += file["branch_covered"]

    def row(self, name):
        def share(met, of):
            return f"{100 * met / of:6.1f} %" if of else "       –"
        return (f"{name:<28}{self.lines:>8}{share(self.lines_met, self.lines)}"
                f"{self.branches:>10}"
                f"{share(self.branches_met, self.branches)}")


def read(path):
    with open(path, encoding="utf-8") as source:
        return json.load(source)["files"]


def main(path):
    files = read(path)
    folders, everything = {}, Sum()
    for file in files:
        folder = os.path.dirname(file["filename"])
        folders.setdefault(folder, Sum()).add(file)
        everything.add(file)
    if not files:
        print("no file was measured")
        return 1
    print(f"{'folder':<28}{'lines':>8}{'met':>8}{'branches':>10}{'met':>8}")
    for folder, total in sorted(folders.items()):
        print(total.row(folder))
    print(everything.row("all"))
    print(f"\nThe {WORST} files with most branches not taken:")
    files.sort(key=lambda f: f["branch_covered"] - f["branch_total"])
    for file in files[:WORST]:
        one = Sum()
        one.add(file)
        print(one.row(file["filename"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
