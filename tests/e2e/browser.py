"""Pages of HTML in a browser: browser.py MODULES.

report.html of a run, the one of later, and the page of `extract`, in Chromium
without a window: the console stays empty, no request leaves the page, axe-core
objects to nothing, and nothing is wider than a phone or a screen. It is shown to
fail by pages that are broken one way each. MODULES is where tests/run.sh installs
the npm packages that browser/package.json names; without them, or without
Chromium, the test is skipped.

BROWSER_PICTURES names a folder that gets each page as it looks and is printed.
"""
import json
import os
import shutil
import subprocess
import sys

from kit import HERE, Checks, Folder, run

BROKEN = (
    # name, what is put behind <main>, what must be seen
    ("a script that speaks", '<script>console.log("hej")</script>',
     lambda seen: seen["console"]),
    ("a picture from elsewhere", '<img alt="" src="http://127.0.0.1:9/x.png">',
     lambda seen: seen["requests"]),
    ("a picture without words", '<img src="data:image/gif;base64,R0lGODlhAQABAA'
     'AAACwAAAAAAQABAAACADs=">', lambda seen: seen["violations"]),
    ("pale words", '<p style="color:#ccc">hej</p>',
     lambda seen: seen["violations"]),
    ("a wide line", '<p style="width:2000px">hej</p>',
     lambda seen: seen["wider"] > 0),
)


def chromium_or_skip(modules):
    """Its path; ends the test as skipped where anything is missing."""
    wanting = [name for name in ("node", "chromium") if not shutil.which(name)]
    wanting += [
        name for name in ("puppeteer-core", "axe-core")
        if not os.path.isdir(os.path.join(modules, "node_modules", name))]
    if wanting:
        print("skipped, for want of %s: sh tests/run.sh installs it where apt "
              "and npm reach their registries" % ", ".join(wanting))
        sys.exit(77)
    return shutil.which("chromium")


def look(modules, chromium, pages):
    """What was seen of each page at each width, in that order."""
    pictures = os.environ.get("BROWSER_PICTURES", "-")
    done = subprocess.run(
        ["node", os.path.join(HERE, "browser", "look.js"),
         os.path.abspath(modules), chromium, pictures, *pages],
        capture_output=True, timeout=280)
    said = done.stdout.decode(errors="replace")
    return [json.loads(line) for line in said.splitlines()], \
        f"{said}{done.stderr.decode(errors='replace')}"


def make_pages(check, folder):
    """The pages of a run to which something has happened."""
    out = folder.file("out")
    folder.change("job.yaml", "letters_per_batch: 100}", "letters_per_batch: "
                  "100, banner: group, group_by: Enhet}\n"
                  "allow: {similar: Vi har sett efter}")
    check.true("a run", folder.run("-q", "-o", out).code == 0)
    later, person = folder.file("later.html"), folder.file("person")
    ran = run("posted", "--letters", "1-100", "--date", "2012-03-21", out)
    check.true("an event", ran.code == 0, ran)
    proof = folder.file("prov.pdf")
    ran = run("proof", "-o", proof, os.path.join(folder.job, "job.yaml"))
    check.true("a proof", ran.code == 0, ran)
    ran = run("status", "--report", later, "--proof", proof, out)
    check.true("a page of later", ran.code == 0, ran)
    ran = run("extract", "-o", person, out, stdin="19320103-9942\n")
    check.true("a person's page", ran.code == 0, ran)
    return [os.path.join(out, "keep", "report.html"), later,
            os.path.join(person, "extract.html")]


def break_page(path, to, markup):
    with open(path, encoding="utf-8") as source:
        text = source.read()
    with open(to, "w", encoding="utf-8") as target:
        target.write(text.replace("<main>", "<main>" + markup, 1))
    return to


def main():
    check = Checks()
    modules = sys.argv[1]
    chromium = chromium_or_skip(modules)
    with Folder() as folder:
        pages = make_pages(check, folder)
        broken = [break_page(pages[2], folder.file(f"broken-{i}.html"), markup)
                  for i, (_, markup, _) in enumerate(BROKEN)]
        seen, said = look(modules, chromium, pages + broken)
        check.equal("every page at every width", len(seen),
                    2 * len(pages + broken))
        for one in seen[:2 * len(pages)]:
            name = f"{os.path.basename(one['file'])} at {one['width']}"
            check.equal(f"{name}: console, requests, axe-core, width",
                        [one["console"], one["requests"], one["violations"],
                         one["wider"] > 0], [[], [], [], False])
            check.true(f"{name}: axe-core has looked", one["rules"] > 15, one)
        for i, (name, _, is_seen) in enumerate(BROKEN):
            at = 2 * (len(pages) + i)
            check.true(f"{name} is seen", len(seen) > at and is_seen(seen[at]),
                       said)
    check.end()


if __name__ == "__main__":
    main()
