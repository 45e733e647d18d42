"""What the end-to-end tests share: running the program, counting checks."""
import atexit
import csv
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.dirname(HERE))
import plain  # noqa: E402

ROOT, LONG = plain.ROOT, plain.LONG
SAMPLE = os.path.join(ROOT, "samples", "fritt-val")
UTSKICK = os.environ.get("UTSKICK") or os.path.join(
    ROOT, "build-test", "src", "cli", "utskick")
# A test that starts it many hundred times takes it without sanitizers, unless
# it has all the time.
if os.environ.get("PLAIN_FOLDER") and not LONG:
    UTSKICK = plain.build(os.environ["PLAIN_FOLDER"])


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def true(self, name, ok, detail=""):
        if ok:
            self.passed += 1
            return True
        self.failed += 1
        print(f"FAILED {name}")
        if detail:
            print("  " + str(detail).strip().replace("\n", "\n  ")[:4000])
        return False

    def equal(self, name, have, want):
        return self.true(name, have == want, f"want: {want!r}\nhave: {have!r}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


class Ran:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"exit {self.code}\n{self.out}{self.err}"


def forget(job):
    """The runs made of a job so far; otherwise the next one would have to say
    why it is made again."""
    for name in ("runs.jsonl", "runs.key"):
        for folder in ("out", "."):
            path = os.path.join(os.path.dirname(job), folder, name)
            if os.path.exists(path):
                os.remove(path)


def run(*arguments, cwd=None, stdin="", **environment):
    """Runs utskick with an environment that says nothing but this. A run knows
    of none before."""
    if arguments[:1] == ("run",):
        for argument in arguments[1:]:
            if argument.endswith(".yaml"):
                forget(os.path.join(cwd or "", argument))
    return run_again(*arguments, cwd=cwd, stdin=stdin, **environment)


def run_again(*arguments, cwd=None, stdin="", **environment):
    """The same, and a run knows of those before."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    env.update(environment)
    done = subprocess.run([UTSKICK, *arguments], capture_output=True, cwd=cwd,
                          env=env, input=stdin.encode(), timeout=300)
    return Ran(done.returncode, done.stdout.decode(errors="replace"),
               done.stderr.decode(errors="replace"))


def silent(ran):
    """Nothing was reported but that nobody has confirmed the shipped window."""
    codes = re.findall(r"\[([a-z-]+)\]$", ran.err, re.M)
    return codes == ["window-not-confirmed"] or not ran.err


def under(library, **more):
    """The environment of a program beneath a library of the test's, which a
    variable of that name tells."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
           "LD_PRELOAD": os.environ[library], **more}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    env["ASAN_OPTIONS"] = ":".join(
        [env.get("ASAN_OPTIONS", ""), "verify_asan_link_order=0",
         "detect_leaks=0"])
    return env


def told_under(library, command, **more):
    """The command beneath it; exit code and what it said."""
    done = subprocess.run([UTSKICK, *command], capture_output=True, timeout=120,
                          env=under(library, **more))
    return done.returncode, (done.stdout + done.stderr).decode()


def preloaded(small, library, at, number, command, **more):
    """The command under a library of the test's that counts its calls and does
    something at the number-th, which the variable `at` tells it; what came of
    it, and how many calls were made."""
    counter = small.file("counter")
    with open(counter, "wb") as to:
        to.write(bytes(8))
    env = under(library, **{at: str(number), at.replace("_AT", "_COUNTER"): counter},
                **more)
    done = subprocess.run([UTSKICK, *command], capture_output=True, env=env,
                          timeout=120, start_new_session=True)
    with open(counter, "rb") as source:
        return done, int.from_bytes(source.read(4), "little")


def without_intent(arguments, folder):
    """What poppler's text tools are to read in place of a PDF. They make the
    colours of an output intent for each page anew, which is two thirds of all
    that they do and changes no text: it goes by another name here."""
    for at, path in enumerate(arguments):
        if not path.endswith(".pdf") or not os.path.isfile(path):
            continue
        with open(path, "rb") as source:
            content = source.read()
        if b"/OutputIntents" in content:
            other = os.path.join(folder, "text.pdf")
            with open(other, "wb") as to:
                to.write(content.replace(b"/OutputIntents", b"/NoIntentsHere"))
            arguments[at] = other
        break
    return arguments


def tool(*arguments, cwd=None):
    if arguments[0] != "pdftotext" or cwd:
        return started(arguments, cwd)
    with tempfile.TemporaryDirectory(prefix="utskick-e2e-") as folder:
        return started(without_intent(list(arguments), folder))


def words_in(*pdfs):
    """All their words, with single blanks: MuPDF reads a batch in a thirtieth
    of the time that poppler takes. What stands where on a page: pages()."""
    said = "".join(tool("mutool", "draw", "-q", "-F", "txt", pdf).out
                   for pdf in pdfs)
    return re.sub(r"[\s\u00a0\u202f]+", " ", said)


def started(arguments, cwd=None):
    done = subprocess.run(arguments, capture_output=True, cwd=cwd, timeout=300)
    return Ran(done.returncode, done.stdout.decode(errors="replace"),
               done.stderr.decode(errors="replace"))


def hold_codes(out):
    """The codes for which a run holds rows, or leaves them to another source:
    {row: code}, from its ledger. Of a cell that does not fit, the cell's."""
    path = os.path.join(out, "keep", "ledger.db")
    if not os.path.exists(path):
        return {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        return dict(ledger.execute(
            "SELECT row, CASE WHEN code = 'unfit-value' THEN (SELECT code FROM"
            " problem WHERE problem.row = outcome.row LIMIT 1) ELSE code END"
            " FROM outcome WHERE code <> ''"))


def without_rights():
    """Root reads everything; then somebody else asks."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def anybodys_program():
    """The program where anybody may start it: a tree in /root is root's."""
    global _anybodys
    if os.geteuid() != 0:
        return UTSKICK
    if not _anybodys:
        folder = tempfile.mkdtemp(prefix="utskick-e2e-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.chmod(folder, 0o755)
        _anybodys = shutil.copy(UTSKICK, os.path.join(folder, "utskick"))
    return _anybodys


_anybodys = None


class Folder:
    """A folder of the test's own, with a copy of the sample in it."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="utskick-e2e-")
        self.job = os.path.join(self.path, "fritt-val")
        shutil.copytree(SAMPLE, self.job, ignore=shutil.ignore_patterns(
            "out", "*.py", "__pycache__"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, *names):
        return os.path.join(self.path, *names)

    def change(self, name, old, new, encoding="utf-8"):
        """Replaces a text in one of the job's files; it must be there."""
        path = os.path.join(self.job, name)
        with open(path, encoding=encoding, newline="") as source:
            text = source.read()
        if old not in text:
            raise ValueError(f"{name} holds no {old!r}")
        with open(path, "w", encoding=encoding, newline="") as source:
            source.write(text.replace(old, new, 1))

    def run(self, *arguments, **environment):
        return run("run", os.path.join(self.job, "job.yaml"), *arguments,
                   **environment)


class Place:
    """A folder of the test's own."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="utskick-e2e-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, *names):
        return os.path.join(self.path, *names)


class Small:
    """A job of its own with a few rows: `job` is the text of job.yaml, other
    files are given by their names."""
    HEAD = """name: Prov
date: 2012-03-19
reference: P-1
register: {file: r.csv, key: Personnummer}
roles: {person: Personnummer, protected: Skydd}
address: {name: [Förnamn, Efternamn], street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: kommun-h2
"""
    ROWS = (
        "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd",
        "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;",
        "19320303-9825;Bo;Ek;Björkgatan 3;999 32;Norrviken;",
        "19330404-9830;Cia;Ek;Storgatan 5;999 32;Norrviken;J",
    )

    def __init__(self, job="", rows=ROWS, letter="# Hej\n\nHej {{Förnamn}}!\n",
                 head=HEAD, **files):
        self.path = tempfile.mkdtemp(prefix="utskick-e2e-")
        self.job = self.file("jobb", "job.yaml")
        os.mkdir(self.file("jobb"))
        self.write("job.yaml", head + job)
        self.write("r.csv", "\n".join(rows) + "\n")
        self.write("brev.md", letter)
        for name, text in files.items():
            self.write(name.replace("_", "."), text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, *names):
        return os.path.join(self.path, *names)

    def write(self, name, text):
        with open(self.file("jobb", name), "w", encoding="utf-8") as to:
            to.write(text)

    def run(self, *arguments, **environment):
        return run("run", "--lang", "en", self.job, "-o", self.file("out"),
                   *arguments, **environment)

    def check(self, *arguments, **environment):
        return run("check", "--lang", "en", self.job, *arguments,
                   **environment)

    def text(self, name="out"):
        """The words of all batches of a run, with single blanks."""
        return words_in(*batches(self.file(name)))


def register(folder=SAMPLE):
    with open(os.path.join(folder, "klienter.csv"), encoding="cp1252",
              newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def manifest(path, sheet=0):
    """The sheet's rows as dicts by header, in the workbook's order."""
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book.worksheets[sheet].iter_rows(values_only=True))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def index(out):
    with open(os.path.join(out, "to-printer", "index.csv"), newline="") as f:
        return [{k: v if k in ("file", "stationery") else int(v)
                 for k, v in row.items()}
                for row in csv.DictReader(f)]


def contents(out):
    """Every file below a folder: name to bytes."""
    found = {}
    for at, _, files in os.walk(out):
        for name in files:
            path = os.path.join(at, name)
            with open(path, "rb") as source:
                found[os.path.relpath(path, out)] = source.read()
    return found


def batches(out):
    folder = os.path.join(out, "to-printer")
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith(".pdf") and name != "foljesedel.pdf")


NOT_SUMMED = ("SHA256SUMS", "SEAL", "SEAL.minisig", "events.jsonl",
              "events.head")


def sha256(path):
    with open(path, "rb") as source:
        return hashlib.sha256(source.read()).hexdigest()


def reseal(out):
    """Sums and seal of a run that a test has changed, as a forger would make
    them who has no key."""
    sums = {}
    for folder in ("to-printer", "keep"):
        if not os.path.isdir(os.path.join(out, folder)):
            continue
        lines = sorted((os.path.relpath(os.path.join(at, name),
                                        os.path.join(out, folder)),
                        sha256(os.path.join(at, name)))
                       for at, _, names in os.walk(os.path.join(out, folder))
                       for name in names if name not in NOT_SUMMED)
        path = os.path.join(out, folder, "SHA256SUMS")
        with open(path, "w", encoding="utf-8") as to:
            to.writelines(f"{digest}  {name}\n" for name, digest in lines)
        sums[folder] = sha256(path)
    path = os.path.join(out, "keep", "SEAL")
    with open(path, encoding="utf-8") as source:
        text = source.read()
    for folder, digest in sums.items():
        text = re.sub(f"(?m)^{folder} .*$", f"{folder} {digest}", text)
    with open(path, "w", encoding="utf-8") as to:
        to.write(text)


MM = 72 / 25.4
XHTML = "{http://www.w3.org/1999/xhtml}"


def pages(pdf):
    """For each page its words: (x, y, x2, y2, text) in millimetres."""
    text = tool("pdftotext", "-bbox", pdf, "-").out
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    for page in xml.etree.ElementTree.fromstring(text).iter(XHTML + "page"):
        yield [(*(float(word.get(k)) / MM for k in
                  ("xMin", "yMin", "xMax", "yMax")), word.text or "")
               for word in page.iter(XHTML + "word")]


def lines_in(words, left, top, right, bottom):
    """The lines of text within a box, from top to bottom."""
    inside = sorted((y, x, text) for x, y, x2, y2, text in words
                    if left <= x and x2 <= right and top <= y and y2 <= bottom)
    lines = []
    for y, x, text in inside:
        if lines and abs(lines[-1][0] - y) < 1.5:
            lines[-1][1].append((x, text))
        else:
            lines.append((y, [(x, text)]))
    return [" ".join(t for _, t in sorted(line)) for _, line in lines]
