"""The workbench in a browser: workbench.py MODULES.

A mailing from the start page to its print files by the keyboard alone, in
Chromium without a window. On every page, light and dark, at 320, 375 and 1280
pixels: the console stays empty, nothing is asked of another server, axe-core
objects to nothing (WCAG 2.2 AA and good practice), nothing is wider than the
window, and what has the focus is seen to have it.

MODULES is where tests/run.sh installs the npm packages that browser/package.json
names; without them, or without Chromium, the test is skipped.
BROWSER_PICTURES names a folder that gets each page as it looks.
"""
import json
import os
import signal
import subprocess
import sys
import threading

from bench import Bench, children, wait_for
from browser import chromium_or_skip
from kit import HERE, Checks, Folder

PAGES = 6  # widths × light and dark


def walk(modules, chromium, bench, *steps):
    done = subprocess.run(
        ["node", os.path.join(HERE, "browser", "serve.js"),
         os.path.abspath(modules), chromium,
         os.environ.get("BROWSER_PICTURES", "-"),
         f"http://{bench.host}{bench.key}", *steps],
        capture_output=True, timeout=280)
    said = done.stdout.decode(errors="replace")
    return [json.loads(line) for line in said.splitlines()], \
        f"{said}{done.stderr.decode(errors='replace')}"


def check_walk(check, seen, said, titles, presses):
    looks = [one for one in seen if "name" in one]
    pressed = [one for one in seen if "pressed" in one]
    check.equal("every page was looked at",
                [one["title"].split(" – ")[0] for one in looks[::PAGES]],
                titles)
    check.equal("every button was found and seen to have the focus",
                [(one["pressed"], one["seen"]) for one in pressed],
                [(text, True) for text in presses])
    for one in looks:
        name = f"{one['name']} at {one['width']}, {one['scheme']}"
        check.equal(f"{name}: console, requests, axe-core, width",
                    [one["console"], one["requests"], one["violations"],
                     one["wider"] > 0], [[], [], [], False])
        check.true(f"{name}: axe-core has looked", one["rules"] > 20, one)
    if not looks:
        check.true("it walked", False, said)


def going(check, modules, chromium, folder):
    """The page of a check that stands still."""
    with Bench(folder.job, lang="sv") as bench:
        stopped = []

        def stop():
            # the check's, which has a plan; not that of the start page
            stopped.extend(wait_for(lambda: any(
                name.startswith(".utskick") for name in
                os.listdir(folder.job)) and children(bench.engine())))
            os.kill(stopped[0], signal.SIGSTOP)
        thread = threading.Thread(target=stop)
        thread.start()
        seen, said = walk(modules, chromium, bench,
                          "begin /check .progress>li", "look going")
        thread.join()
        check_walk(check, seen, said, ["Kontrollera och gör"], [])


def main():
    check = Checks()
    modules = sys.argv[1]
    chromium = chromium_or_skip(modules)
    with Folder() as folder:
        with Bench(folder.job, lang="sv") as bench:
            seen, said = walk(
                modules, chromium, bench, "/mailings", "look none",
                "press Utskicket", "look home", "press brev.sv.md", "look text",
                "press Se på brev", "look letters",
                "press Visa sidorna", "look pages",
                "press Utskicket", "press Kontrollera utskicket",
                "look check", "press Gör utskicket", "look run",
                "press Hämta tryckfilerna", "look mailings",
                "press Kontrollera och gör", "look made",
                "press En person", "look asking", "focus key",
                "type 19320103-9942", "press Visa", "look explained")
            check_walk(check, seen, said,
                       ["Tidigare utskick", "Utskicket", "En text",
                        "Se på brev", "Se på brev", "Kontrollera och gör",
                        "Utskicket görs", "Tidigare utskick",
                        "Kontrollera och gör", "En person", "En person"],
                       ["Utskicket", "brev.sv.md", "Se på brev",
                        "Visa sidorna", "Utskicket",
                        "Kontrollera utskicket", "Gör utskicket",
                        "Hämta tryckfilerna", "Kontrollera och gör",
                        "En person", "Visa"])
            check.true("the person asked about stands in no address",
                       "9942" not in said, "")
            check.true("the mailing is there", os.path.exists(os.path.join(
                folder.job, "out", "2012-03-19-fritt-val", "keep", "SEAL")))
        folder.change("job.yaml", "date: 2012-03-19", "date: 2012-03-26")
        folder.change("job.yaml", "Boendeform: Servicehus}",
                      "Boendeform: Sevicehus}")
        with Bench(folder.job, lang="sv") as bench:
            seen, said = walk(
                modules, chromium, bench, "/check", "look broken",
                "/nowhere", "look nowhere")
            check_walk(check, seen, said,
                       ["Kontrollera och gör", "Sidan finns inte"], [])
        folder.change("job.yaml", "Boendeform: Sevicehus}",
                      "Boendeform: Servicehus}")
        os.mkdir(folder.file("empty"))
        with Bench(folder.file("empty"), lang="sv") as bench:
            seen, said = walk(
                modules, chromium, bench, "/mailings", "press Utskicket",
                "look begin", "choose file " + os.path.join(
                    folder.job, "klienter.csv"), "press Börja utskicket",
                "look begun", "/check", "look gaps")
            check_walk(check, seen, said,
                       ["Utskicket", "Utskicket", "Kontrollera och gör"],
                       ["Utskicket", "Börja utskicket"])
        with Bench(folder.job, lang="sv") as bench:
            seen, said = walk(modules, chromium, bench, "/check", "look again")
            check_walk(check, seen, said, ["Kontrollera och gör"], [])
            bench.cookie = "x=y"
            pages = [bench.get(path).text for path in ("/", "/check")]
            check.true("the only script is the workbench's own", all(
                page.count("<script") == 1 and
                '<script src="/live.js" defer></script>' in page
                for page in pages))
        folder.change("job.yaml", "date: 2012-03-26", "date: 2012-03-27")
        going(check, modules, chromium, folder)
    check.end()


if __name__ == "__main__":
    main()
