"""The workbench's script in a browser: live.py MODULES SCRIPT.

The script is src/serve/live.js, on a page of the test's own. MODULES is where
tests/run.sh installs the npm packages that browser/package.json names; without
them, or without Chromium, the test is skipped.
"""
import json
import os
import subprocess
import sys

from browser import chromium_or_skip
from kit import HERE, Checks

MOST = 20_000  # bytes: what a phone loads before it can help

WANTED = [
    ["hidden", True],
    ["one request for one pause",
     [["POST", "token=t%261&line=ab+c&text=abc"]]],
    ["parts", ["<b>after</b>", "7", "stays"]],
    ["the focus", "line"],
    ["busy", "true"],
    ["the last answer", ["fast", None]],
    ["a tick", ["%C3%A5"]],
    ["an error", "<h1>Changed</h1>"],
    ["inserted", ["a{{Förnamn}}c", "text", 12, "inserted"]],
    ["asked before leaving", "beforeunload"],
    ["and not where nothing was changed", False],
]


def main():
    check = Checks()
    modules, script = sys.argv[1:]
    chromium = chromium_or_skip(modules)
    check.true("it is small", os.path.getsize(script) < MOST)
    done = subprocess.run(
        ["node", os.path.join(HERE, "browser", "live.js"),
         os.path.abspath(modules), chromium, os.path.abspath(script)],
        capture_output=True, timeout=280)
    seen = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for wanted, got in zip(WANTED, seen):
        check.equal(wanted[0], got, wanted)
    check.equal("everything was tried", len(seen), len(WANTED))
    if done.returncode:
        print(done.stderr.decode(errors="replace"))
    check.end()


if __name__ == "__main__":
    main()
