"""The register and who gets a letter, in a browser: ticks.py MODULES.

Both pages in light and dark at three widths, of which axe-core objects to
nothing; a tick moves the counts, by mouse and by keyboard; without script the
buttons do the same. MODULES is where tests/run.sh installs the npm packages that
browser/package.json names; without them, or without Chromium, the test is
skipped. BROWSER_PICTURES names a folder that gets each page as it looks.
"""
import json
import os
import subprocess
import sys

from bench import Bench
from browser import chromium_or_skip
from kit import HERE, Checks, Folder


def main():
    check = Checks()
    modules = sys.argv[1]
    chromium = chromium_or_skip(modules)
    with Folder() as folder, Bench(folder.job, lang="sv") as bench:
        path = os.path.join(folder.job, "job.yaml")
        with open(path, encoding="utf-8") as source:
            before = source.read()
        done = subprocess.run(
            ["node", os.path.join(HERE, "browser", "ticks.js"),
             os.path.abspath(modules), chromium,
             os.environ.get("BROWSER_PICTURES", "-"),
             f"http://{bench.host}{bench.key}"],
            capture_output=True, timeout=280)
        lines = done.stdout.decode(errors="replace").splitlines()
        seen = [json.loads(line) for line in lines]
        check.equal("it went to its end", done.returncode, 0)
        if done.returncode:
            print(done.stderr.decode(errors="replace"))
        pages = [one for one in seen if "where" in one]
        check.equal("each page", len(pages), 12)
        for one in pages:
            name = f"{one['where']} {one['width']} {one['dark']}"
            check.equal(f"{name}: violations", one["violations"], [])
            check.equal(f"{name}: console", one["console"], [])
            check.true(f"{name}: as wide as the window", one["wider"] <= 0,
                       one)
            check.true(f"{name}: it was looked at", one["rules"] > 20)
        did = {one["did"]: one for one in seen if "did" in one}
        tick = did.get("a tick", {})
        check.true("a tick moves the counts", tick.get("after") == 305 and
                   tick.get("before") == tick.get("back") == 292 and
                   tick.get("focus") == "none", tick)
        saved = did.get("saved", {})
        check.true("saved", saved.get("counted") == saved.get("saved") == 297
                   and saved.get("path") == "/who", saved)
        without = did.get("without script", {})
        check.true("without script", without.get("before") == 297 and
                   without.get("counted") == without.get("saved") == 292,
                   without)
        check.equal("a column", did.get("a column", {}).get("role"), "country")
        with open(path, encoding="utf-8") as source:
            after = source.read()
        check.equal("what it leaves", after, before.replace(
            "town: Ort}", "town: Ort, country: Enhet}").replace(
            "{Boendeform: Eget boende}", "{Boendeform: [Eget boende]}"))
        check.equal("it ends", bench.end(), 0)
    check.end()


if __name__ == "__main__":
    main()
