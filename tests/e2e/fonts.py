"""Letters in many scripts come back from the PDF as they were written, whoever
writes the batches; a municipality's own font is used, or refused by name."""
import os
import re
import shutil

from kit import ROOT, Checks, Folder, Small, batches, tool

URW = "/usr/share/fonts/opentype/urw-base35"

# name, text, the font that shows it
SCRIPTS = [
    ("greek", "Καλημέρα σας, ἄνθρωπος", "NotoSerif-Regular"),
    ("cyrillic", "Добрый день", "NotoSerif-Regular"),
    ("arabic", "مرحبا بكم في بلديتنا", "NotoNaskhArabic-Regular"),
    ("persian", "شما می‌توانید انتخاب کنید", "NotoNaskhArabic-Regular"),
    ("hebrew", "שלום וברכה לכל התושבים", "NotoSerifHebrew-Regular"),
    ("thai", "ที่อยู่ของคุณ ตั้งแต่", "NotoSerifThai-Regular"),
    ("tigrinya", "ሰላም ንኹሉ ሰብ", "NotoSerifEthiopic-Regular"),
    ("armenian", "Բարև ձեզ", "NotoSerifArmenian-Regular"),
    ("finnish", "Hyvää päivää, työhön", "NotoSerif-Regular"),
]

OWN = """families:
  Kommun Serif:
    regular: C059-Roman.otf
    bold: C059-Bold.otf
    italic: C059-Italic.otf
    bold italic: C059-BdIta.otf
    fallback: [Noto Serif]
"""


def letter(folder, lines):
    with open(os.path.join(folder.job, "brev.sv.md"), "w",
              encoding="utf-8") as text:
        text.write("---\nlanguage: sv\nsubject: Prov\n---\n# Prov\n\n")
        text.write("\n\n".join(lines) + "\n")


def fonts(pdf):
    """Name without its tag: (type, embedded, subset, Unicode)."""
    found = {}
    for line in tool("pdffonts", pdf).out.splitlines()[2:]:
        match = re.match(r"(?:[A-Z]{6}\+)?(\S+) +(.*?)  +.*?"
                         r"(yes|no) +(yes|no) +(yes|no) ", line)
        found[match[1]] = match.groups()[1:]
    return found


def plain(text):
    """Without the marks of direction that pdftotext adds."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def check_scripts(check):
    with Folder() as folder:
        letter(folder, [text for _, text, _ in SCRIPTS])
        outs = [folder.file(name) for name in ("one", "three")]
        for out, workers in zip(outs, ("1", "3")):
            ran = folder.run("-o", out, "--workers", workers)
            if not check.true(f"{workers} workers", ran.code == 0, ran):
                return
        pairs = list(zip(*map(batches, outs)))
        check.true("same bytes", pairs and all(
            open(a, "rb").read() == open(b, "rb").read() for a, b in pairs))
        first = pairs[0][0]
        used = fonts(first)
        for name, how in used.items():
            check.equal(f"{name} is embedded", how,
                        ("CID TrueType", "yes", "yes", "yes"))
        said = plain(tool("pdftotext", "-l", "1", first, "-").out)
        for name, text, font in SCRIPTS:
            check.true(f"{name}: its font", font in used, used)
            check.true(f"{name}: its text", text in said, said)


def check_missing(check):
    with Folder() as folder:
        letter(folder, ["Hej 漢"])
        ran = folder.run("-o", folder.file("out"))
        check.true("no font has it", ran.code in (1, 2), ran)
        check.true("its code point", "6F22" in (ran.out + ran.err).upper(),
                   ran)


def own_font(folder):
    for name in ("Roman", "Bold", "Italic", "BdIta"):
        shutil.copy(os.path.join(URW, f"C059-{name}.otf"), folder.job)
    with open(os.path.join(folder.job, "fonts.yaml"), "w") as text:
        text.write(OWN)
    shutil.copy(os.path.join(ROOT, "templates", "kommun-h2.yaml"), folder.job)
    path = os.path.join(folder.job, "kommun-h2.yaml")
    with open(path, encoding="utf-8") as source:
        text = source.read()
    with open(path, "w", encoding="utf-8") as source:
        source.write(text.replace("family: Noto Serif", "family: Kommun Serif"))


def check_own(check):
    with Folder() as folder:
        own_font(folder)
        ran = folder.run("-o", folder.file("out"))
        if check.true("own font", ran.code == 0, ran):
            pdf = batches(folder.file("out"))[0]
            kinds = {name: how for name, how in fonts(pdf).items()
                     if name.startswith("C059")}
            check.true("its outlines", kinds and all(
                how[0].startswith("CID Type 0C") and "no" not in how
                for how in kinds.values()), kinds)
            check.equal("qpdf", tool("qpdf", "--check", pdf).code, 0)

        path = os.path.join(folder.job, "C059-Roman.otf")
        os.truncate(path, 30000)
        ran = folder.run("-o", folder.file("cut"), "--lang", "en")
        check.equal("cut short: exit code", ran.code, 2)
        check.true("cut short: named", "[font-cut-short]" in ran.err and
                   "C059-Roman.otf" in ran.err, ran)
        check.true("cut short: no output",
                   not os.path.exists(folder.file("cut")))
        os.remove(path)
        folder.change("fonts.yaml", "C059-Roman.otf", "C059-Romann.otf")
        ran = folder.run("-o", folder.file("none"), "--lang", "en")
        check.true("missing: named", ran.code == 2 and
                   "[no-font-file]" in ran.err and "C059-Roman.otf" in ran.err,
                   ran)


def check_many_signs(check):
    """More signs of one font than a code of one byte tells apart."""
    signs = [chr(c) for c in (*range(0x100, 0x24f), *range(0x400, 0x45f))]
    words = ["".join(signs[i:i + 9]) for i in range(0, len(signs), 9)]
    with Small(job="print: {profile: archive}\n", letter="# Tecken\n\nHej "
               "{{Förnamn}}!\n\n" + " ".join(words) + "\n") as small:
        ran = small.run("-q")
        check.equal("many signs", ran.code, 0)
        pdf = batches(small.file("out"))[0]
        text = plain(tool("pdftotext", pdf, "-").out)
        check.equal("many signs are read", [
            word for word in words if word not in text], [])
        check.true("of several parts", tool("pdffonts", pdf).out.count(
            "NotoSerif-Regular") == 3, tool("pdffonts", pdf).out)
        check.equal("many signs: qpdf", tool("qpdf", "--check", pdf).code, 0)


def main():
    check = Checks()
    check_scripts(check)
    check_missing(check)
    check_own(check)
    check_many_signs(check)
    check.end()


if __name__ == "__main__":
    main()
