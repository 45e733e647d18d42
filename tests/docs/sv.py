#!/usr/bin/python3
"""The Swedish manual, done from its first page to its last.

usage: sv.py UTSKICK SOURCE_DIR [--pictures]

docs/sv/README.md holds blocks: `fil NAME` is written as a file, `fyll NAME` fills the
gaps of one, `ändra NAME` changes a text in one, and `kör` is run: what stands
under a command must be printed so, where a line of "…" stands for any others
and "…" within a line for the rest of it.

The pictures are of what these commands leave. With --pictures they are drawn anew
(which needs pdftoppm and LibreOffice); without, docs/sv/bilder.txt must say of
each what is seen on it now, and every picture that a page shows must be there.

docs/sv/atgarder.md must name every reason for which a row is held.
"""
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

program, root = sys.argv[1:3]
MANUAL = os.path.join(root, "docs", "sv")
# Of samples/fritt-val-word, drawn by hand: it has no run of its own here.
OF_WORD = ("brev-i-word.png", "brev-ur-word.png")
failures = []
passed = 0


def true(name, ok, detail=""):
    global passed
    passed += bool(ok)
    if not ok:
        failures.append(name)
        print(f"FAILED {name}\n  " + str(detail).replace("\n", "\n  ")[:3000])


def read(*names):
    with open(os.path.join(*names), encoding="utf-8") as source:
        return source.read()


def write(text, *names):
    with open(os.path.join(*names), "w", encoding="utf-8") as to:
        to.write(text)


def said(output, wanted):
    """Whether the lines stand there in order; None, or the first that does
    not."""
    lines, at, gap = [line.rstrip() for line in output.splitlines()], 0, False
    for line in wanted:
        if line == "…":
            gap = True
            continue
        pattern = ".*".join(map(re.escape, line.rstrip().split("…"))) + "$"
        while at < len(lines) and gap and not re.match(pattern, lines[at]):
            at += 1
        if at == len(lines) or not re.match(pattern, lines[at]):
            return line
        at, gap = at + 1, False
    return None


def perform(block, folder):
    for part in re.split(r"(?m)^\$ ", block)[1:]:
        command, *wanted = part.rstrip("\n").split("\n")
        words = re.findall(r'"([^"]*)"|(\S+)', command)
        words = [quoted or bare for quoted, bare in words]
        env = {"PATH": os.environ["PATH"], "LC_ALL": "sv_SE.UTF-8"}
        env.update({k: v for k, v in os.environ.items()
                    if k.endswith("_OPTIONS")})
        done = subprocess.run([program, *words[1:]], cwd=folder, env=env,
                              capture_output=True, text=True, timeout=120,
                              check=False)
        missed = said(done.stdout + done.stderr, wanted)
        true(f"$ {command}", words[0] == "utskick" and done.returncode in (0, 1)
             and missed is None, f"exit {done.returncode}, not so: {missed}\n"
             f"{done.stdout}{done.stderr}")


def follow(folder):
    """Every block of the manual, in order."""
    blocks = re.findall(r"(?ms)^```(fil|fyll|ändra|kör) ?(\S*)\n(.*?)^```$",
                        read(MANUAL, "README.md"))
    true("the manual has its blocks", len(blocks) > 10, blocks)
    for kind, name, text in blocks:
        if kind == "fil":
            write(text, folder, name)
        elif kind == "kör":
            perform(text, folder)
        elif kind == "fyll":
            filled = read(folder, name)
            for line in text.splitlines():
                gap, value = line.split(": ", 1)
                true(f"{name} has the gap {gap}", f"FYLL I: {gap}" in filled)
                filled = filled.replace(f"FYLL I: {gap}", value)
            # The comment above says what the gaps are for.
            write(filled.replace("står FYLL I", "stod"), folder, name)
        else:
            old, new = text.split("=>\n")
            before = read(folder, name)
            true(f"{name} holds what is changed", before.count(old) == 1, old)
            write(before.replace(old, new), folder, name)


def sheet_text(path):
    import openpyxl
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(
        values_only=True)
    return "\n".join("|".join(str(cell) for cell in row) for row in rows)


def page_text(path):
    return subprocess.run(["pdftotext", "-l", "1", "-layout", path, "-"],
                          capture_output=True, text=True, check=True).stdout


def sources(folder):
    """Of each picture: what it shows, and how it is drawn."""
    out = os.path.join(folder, "utskicket")
    return {
        "klienter.png": (sheet_text, os.path.join(folder, "klienter.xlsx"),
                         ["-r", "58", "-x", "40", "-y",
                                             "52", "-W", "560", "-H", "290"]),
        "brev.png": (page_text, os.path.join(out, "to-printer",
                                             "batch-0001.pdf"), ["-r", "60"]),
        "forteckning.png": (sheet_text, os.path.join(
            out, "keep", "manifest.xlsx"), ["-r", "110", "-x", "50", "-y",
                                            "60", "-W", "850", "-H", "260"]),
    }


def draw(folder):
    for name, (_, path, options) in sources(folder).items():
        if path.endswith(".xlsx"):
            subprocess.run(["soffice", "--headless", "--convert-to", "pdf",
                            "--outdir", folder, path], check=True,
                           capture_output=True)
            path = os.path.join(folder, os.path.basename(path)[:-4] + "pdf")
        subprocess.run(["pdftoppm", "-png", "-gray", "-singlefile", "-f", "1",
                        *options, path, os.path.join(MANUAL, name[:-4])],
                       check=True)


def look(folder, anew):
    shown = "".join(
        f"{hashlib.sha256(text(path).encode()).hexdigest()}  {name}\n"
        for name, (text, path, _) in sources(folder).items())
    if anew:
        draw(folder)
        write(shown, MANUAL, "bilder.txt")
    true("the pictures show what the commands leave (draw them anew with "
         "--pictures)", read(MANUAL, "bilder.txt") == shown, shown)
    pages = "".join(read(page) for page in glob.glob(MANUAL + "/*.md"))
    for name in set(re.findall(r"!\[[^]]+\]\((?!qr:)([^)]+)\)", pages)):
        path = os.path.join(MANUAL, name)
        with open(path, "rb") as picture:
            head = picture.read(8)
        true(f"{name} is a small picture", head == b"\x89PNG\r\n\x1a\n" and
             os.path.getsize(path) < 60000 and
             (name in sources(folder) or name in OF_WORD), name)
    for link in set(re.findall(r"\]\(([^)#:]+)[)#]", pages)):
        true(f"the link {link}", os.path.exists(os.path.join(MANUAL, link)))


def check_reasons():
    """Every code by which a row is held, and none that is not there."""
    held = set()
    for path in glob.glob(os.path.join(root, "src", "*", "messages.def")):
        held |= set(re.findall(r'MESSAGE\(\s*\w+,\s*"([\w-]+)",\s*HOLD',
                               read(path)))
    named = set(re.findall(r"`([a-z0-9-]+)`(?= *(?:`|\|$))", "\n".join(
        line for line in read(MANUAL, "atgarder.md").splitlines()
        if line.count("|") == 4), re.M))
    true("reasons are found", len(held) > 80, held)
    true("every reason to wait is explained", held <= named, held - named)
    true("and none that there is not", named - {"kod"} <= held, named - held)


def main():
    folder = tempfile.mkdtemp(prefix="utskick-sv-")
    try:
        register = os.path.join(folder, "klienter.xlsx")
        subprocess.run(["/usr/bin/python3", os.path.join(MANUAL, "klienter.py"),
                        register], check=True)
        os.utime(register, (1710150000, 1710150000))
        follow(folder)
        look(folder, "--pictures" in sys.argv)
    finally:
        shutil.rmtree(folder)
    check_reasons()
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(bool(failures) or not passed)


main()
