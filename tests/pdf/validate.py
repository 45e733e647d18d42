#!/usr/bin/env python3
"""Writes a batch in each profile and asks everybody: validate.py pdf-sample.

qpdf, MuPDF, poppler, Ghostscript with stop-on-warning, PDFBox preflight, and
the walker beside this file. Both profiles must give the same text and the same
picture, the structure must be the letter's, two runs the same bytes.
"""
import os
import re
import subprocess
import sys
import tempfile

JARS = ["/usr/share/java/%s.jar" % name for name in (
    "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
    "javax.activation", "jaxb-api")]
# Preflight knows part 1 only: what part 2 takes away or numbers otherwise.
PART_ONE = re.compile(
    r"(3\.1\.11 .*CIDSet entry is missing"
    r"|7\.11\.1 .*conformance level must be A or B"
    r"|7\.11\.2 .*part must be 1|The file .* is not a valid PDF/A-1b)")
LETTERS = 5
STRUCTURE = """\
Sect
  H1 Alla former
  P Läs mer på
    Link kommunens webbplats
  H2 En lista
  L
    LI
      Lbl 1.
      LBody
        P Läs katalogen.
    LI
      Lbl 2.
      LBody
        P Ring någon av dem:
        L
          LI
            Lbl –
            LBody en utförare
          LI
            Lbl –
            LBody en handläggare
  P Den som inte vill välja behöver inte göra någonting. Då får du hjälp av \
samma personal som i dag, på samma tider och till samma avgift. Ditt beslut \
gäller som förut.
  Table
    TR
      TH Utförare
      TH Telefon
    TR
      TD Hemvård
      TD 0123-45
    TR
      TD Trygg
      TD
  P office, affischer, Åsa é ü
  P مرحبا بكم
  P שלום
"""
failed = passed = 0


def check(name, good, said=""):
    global failed, passed
    if good:
        passed += 1
        return
    failed += 1
    print("FAILED %s\n%s" % (name, said))


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def quiet(name, *command):
    code, said = run(*command)
    check(name, code == 0 and not said.strip(), said)


def ask_all(path, profile):
    code, said = run("qpdf", "--check", path)
    check(profile + " qpdf", code == 0 and "WARNING" not in said, said)
    code, said = run("mutool", "draw", "-q", "-r", "20", "-o", "/dev/null",
                     "-F", "ppm", path)
    said = said.replace("warning: ICC support is not available", "")
    check(profile + " mutool", code == 0 and not said.strip(), said)
    quiet(profile + " ghostscript", "gs", "-q", "-dNOPAUSE", "-dBATCH",
          "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", path)
    code, said = run("pdffonts", path)
    rows = [row.split() for row in said.splitlines()[2:]]
    check(profile + " fonts",
          rows and all(row[-5:-2] == ["yes"] * 3 for row in rows), said)
    quiet(profile + " walker", sys.executable, os.path.join(
        os.path.dirname(os.path.abspath(__file__)), "walk.py"), profile, path)
    if all(os.path.exists(jar) for jar in JARS):
        code, said = run("java", "-Xss4m", "-cp", ":".join(JARS),
                         "org.apache.pdfbox.preflight.Validator_A1b", path)
        left = [line for line in said.splitlines()
                if line.strip() and not PART_ONE.match(line)]
        check(profile + " preflight", not left, "\n".join(left))
    else:
        print("PDFBox preflight is not installed: left out")


def structure_of(path):
    """pdfinfo's tree of the last letter, without attributes."""
    lines = []
    for line in run("pdfinfo", "-struct-text", path)[1].splitlines():
        text = line.strip()
        depth = (len(line) - len(line.lstrip())) // 2
        if text.startswith("/") or text.startswith("Object"):
            continue
        if text.startswith('"'):
            if lines and " " not in lines[-1].strip():
                lines[-1] += " " + text.strip('"').strip()
            elif lines and lines[-1].strip().startswith("Link"):
                continue
        elif text:
            role = re.sub(r"( \(\w+\))?:?$", "", text)
            lines.append("  " * (depth - 1) + role)
    start = max(i for i, line in enumerate(lines) if line == "Sect")
    return "\n".join(lines[start:]) + "\n"


def same_picture(folder, names):
    for name in names:
        run("pdftoppm", "-r", "50", os.path.join(folder, name + ".pdf"),
            os.path.join(folder, name))
    pages = sorted(name[len(names[0]):] for name in os.listdir(folder)
                   if name.startswith(names[0]) and name.endswith(".ppm"))
    same = bool(pages)
    for page in pages:
        pictures = []
        for name in names:
            with open(os.path.join(folder, name + page), "rb") as file:
                pictures.append(file.read())
        same &= pictures[0] == pictures[1]
    check("both profiles look the same", same)


def main():
    sample = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for profile in ("print", "archive"):
            path = os.path.join(folder, profile + ".pdf")
            more = ["archive"] if profile == "archive" else []
            quiet(profile + " written", sample, path, str(LETTERS), *more)
            ask_all(path, profile)
            said = run("mutool", "show", path, "outline")[1]
            check(profile + " bookmarks", re.findall(r'"(.*?)"', said) ==
                  [str(n + 1) for n in range(LETTERS)], said)
            said = run("mutool", "show", path,
                       "trailer/Root/PageLabels/Nums")[1]
            check(profile + " page labels", re.findall(r"\((B?\d+-)\)", said)
                  == ["B1-"] + ["%d-" % (n + 1) for n in range(LETTERS)], said)
            texts.append(run("pdftotext", "-layout", path, "-")[1])
            again = os.path.join(folder, "again.pdf")
            os.environ.update(LC_ALL="C", TZ="Asia/Tokyo")
            run(sample, again, str(LETTERS), *more)
            with open(path, "rb") as a, open(again, "rb") as b:
                check(profile + " same bytes again", a.read() == b.read())
        check("the same text in both", texts[0] == texts[1])
        check("the scripts are there", all(text in texts[0] for text in (
            "office, affischer", "مرحبا بكم", "שלום", "ที่อยู่", "हिन्दी")),
            texts[0][-900:])
        check("the text is there", "Sven-Erik Öberg" in texts[0] and
              "hjälp du har beslut om" in texts[0])
        tree = structure_of(os.path.join(folder, "archive.pdf"))
        check("the structure is the letter's", tree.startswith(STRUCTURE), tree)
        same_picture(folder, ["print", "archive"])
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
