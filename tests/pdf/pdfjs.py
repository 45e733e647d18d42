#!/usr/bin/env python3
"""Files look the same in poppler and in pdf.js: pdfjs.py pdf-sample MODULES.

A batch with every construct, script and kind of image, in each profile, is
rendered by pdftoppm and by pdf.js (Firefox's renderer, which shares no code with
it) and compared page by page. It is shown to fail: a line a point aside, a
letter gone, a letter too many. MODULES is where tests/run.sh installs the npm
packages that pdfjs/package.json names; without them, the test is skipped.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LETTERS = 5
DPI = "200"
# Levels of 255 in a square of 2 mm: smoothing makes 18 of bold text at most, and
# more only of one-bit pictures, which pdf.js shows sharp and poppler smooth.
LIMIT, LIMIT_PICTURES = 22, 40
PICTURES = 9  # the page where they stand
BROKEN = [
    ("a line moved by a point", rb"(\d[\d.]*) (\d[\d.]*) Td",
     lambda m: b"%.2f %s Td" % (float(m[1]) + 1, m[2])),
    ("a letter gone", rb"\(Sven-Erik", lambda m: b"(Sven-Eri"),
    ("a letter too many", rb"\(Sven-Erik", lambda m: b"(Sven-Errik"),
]
passed = failed = 0


def check(name, good, said=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print("FAILED %s\n%s" % (name, said))


def run(*command):
    done = subprocess.run(command, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def compare(modules, pdf, folder):
    """A dict per page; what pdf.js said where it said anything."""
    code, out, said = run("node", os.path.join(HERE, "pdfjs", "compare.js"),
                          modules, DPI, pdf, folder)
    pages = [json.loads(line) for line in out.decode().splitlines()
             if line.startswith("{")]
    more = [line for line in out.decode().splitlines() if line[:1] != "{"]
    return pages, "\n".join(more) + said if code or more or said else ""


def limit(page):
    return LIMIT_PICTURES if page["page"] == PICTURES else LIMIT


def break_file(pdf, to, what, how):
    """Changes the first text of a page that `what` matches."""
    plain = to + ".qdf"
    run("qpdf", "--qdf", "--object-streams=disable", pdf, plain)
    with open(plain, "rb") as file:
        data = file.read()
    start = data.index(b"BT\n")
    end = data.index(b"\nET", start)
    text, count = re.subn(what, how, data[start:end], count=1)
    with open(plain, "wb") as file:
        file.write(data[:start] + text + data[end:])
    with open(to, "wb") as file:
        file.write(run("fix-qdf", plain)[1])
    return count == 1


def main():
    sample, modules = sys.argv[1:3]
    missing = [x for x in ("node", "fix-qdf") if not shutil.which(x)]
    for name in ("pdfjs-dist", "@napi-rs/canvas"):
        if not os.path.isdir(os.path.join(modules, "node_modules", name)):
            missing.append(name)
    if missing:
        print("skipped, for want of %s: sh tests/run.sh installs it where npm "
              "reaches its registry" % ", ".join(missing))
        return 77
    with tempfile.TemporaryDirectory() as folder:
        for profile in ("print", "archive"):
            pdf = os.path.join(folder, profile + ".pdf")
            pictures = os.path.join(folder, profile)
            os.mkdir(pictures)
            run(sample, pdf, str(LETTERS),
                *(["archive"] if profile == "archive" else []))
            run("pdftoppm", "-r", DPI, pdf, os.path.join(pictures, "page"))
            pages, said = compare(modules, pdf, pictures)
            check(profile + ": pdf.js has nothing to say", not said, said)
            check(profile + ": every page", pages and
                  len(pages) == pages[0]["pages"], pages)
            for page in pages:
                check("%s: page %d looks the same" % (profile, page["page"]),
                      page["same"] and
                      page["worst"]["difference"] <= limit(page), page)
        for name, what, how in BROKEN:
            broken = os.path.join(folder, "broken.pdf")
            check(name + ": can be made", break_file(
                os.path.join(folder, "print.pdf"), broken, what, how))
            pages, said = compare(modules, broken,
                                  os.path.join(folder, "print"))
            seen = [page["page"] for page in pages
                    if page["worst"]["difference"] > limit(page)]
            check(name + ": is seen, and nothing else", len(seen) == 1,
                  (pages, said))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
