"""Every file that was read is in the ledger by role, size and hash; what has
changed since is named by 'write'; what a letter names must lie in the job's
folder or the templates and be of the right kind."""
import ctypes
import hashlib
import os
import shutil
import sqlite3
import struct
import zlib

from kit import ROOT, Checks, Small, batches, run

JOB = """
corrections: rattelser.csv
language: sv
tables:
  moten: {file: moten.csv, match: {Personnummer: Personnummer}}
rules:
  - {exclude: Spärrad, when: "in_list('stopp.csv')"}
  - {exclude: Fick brev, when: "had_letter_in('forra')"}
"""
HEAD = Small.HEAD.replace("{file: r.csv, key: Personnummer}", """
  - {file: r.csv, key: Personnummer, source: Norr}
  - {file: r2.csv, source: Kust}""").replace(
    "stationery: kommun-h2", "stationery: eget")
LETTER = """# Hej

Hej {{Förnamn}}! Taxan är {{look_up('taxa.csv', Ort, 'Taxa')}} kronor.
Sammanträdesprotokollet om hemtjänstinsatserna skickas till handläggningsenheten.

{{each moten}}Möte i {{moten.Plats}}.{{/each}}

![En karta](karta.png)

![Ett vapen](bilder/vapen.jpg)

{{> slut}}

{{> delar/mer.md}}
"""
# A JPEG of one grey block.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010101004800480000ffdb004300" + "01" * 64 +
    "ffc0000b080008000801011100" +  # eight pixels a side, one component
    "ffc400140001" + "00" * 16 + "ffc400141001" + "00" * 16 +  # one code each
    "ffda0008010100003f003fffd9")


def png(grey=b"\x80"):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0" + grey)) + chunk(b"IEND", b""))


def put(job, name, content):
    path = job.file("jobb", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as to:
        to.write(content if isinstance(content, bytes) else content.encode())


def make():
    """A job that reads a file of every role."""
    job = Small(JOB, head=HEAD,
                letter=LETTER)
    head = Small.ROWS[0] + "\n"
    for name, content in {
            "r2.csv": head + "19340505-9845;Dag;Ö;Kajen 1;999 40;Kusten;\n",
            "rattelser.csv": "nyckel;kolumn;gammalt;nytt;vem\n"
                             "19310202-9810;Ort;Norrviken;Söderby;AL\n",
            "moten.csv": "Personnummer;Plats\n" + "".join(
                f"{number};Folkets hus\n" for number in (
                    "19310202-9810", "19320303-9825", "19340505-9845")),
            "stopp.csv": "Personnummer\n19320303-9825\n",
            "taxa.csv": "Ort;Taxa\nSöderby;100\nNorrviken;200\nKusten;300\n",
            "karta.png": png(), "bilder/vapen.jpg": JPEG,
            "slut.md": "Med vänlig hälsning\n", "delar/mer.md": "Mer\n",
            "fonts.yaml": "families:\n  Egen:\n    regular: "
                          "NotoSerif-Regular.ttf\n"}.items():
        put(job, name, content)
    for folder, _, files in os.walk("/usr/share/fonts"):
        if "NotoSerif-Regular.ttf" in files:
            shutil.copy(os.path.join(folder, "NotoSerif-Regular.ttf"),
                        job.file("jobb"))
    with open(os.path.join(ROOT, "templates", "kommun-h2.yaml"),
              encoding="utf-8") as source:
        put(job, "eget.yaml", source.read())
    return job


def make_earlier(check, job):
    """An earlier run, for had_letter_in."""
    earlier = make_small(job)
    ran = run("run", "--lang", "en", earlier, "-o", job.file("jobb", "forra"))
    check.true("the earlier run", ran.code == 0, ran)


def make_small(job):
    folder = job.file("tidigare")
    os.mkdir(folder)
    for name, text in (
            ("job.yaml", Small.HEAD), ("brev.md", "# Hej\n\nHej!\n"),
            ("r.csv", Small.ROWS[0] +
             "\n19350606-9859;Eva;Ek;Sjövägen 1;999 32;Norrviken;\n"
             "19330404-9830;Cia;Ek;Storgatan 5;999 32;Norrviken;J\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)
    return os.path.join(folder, "job.yaml")


def listed(out):
    with sqlite3.connect(os.path.join(out, "keep", "ledger.db")) as db:
        rows = db.execute(
            "SELECT role, name, bytes, sha256 FROM input").fetchall()
    db.close()
    return rows


WANT = {
    "job": {"job.yaml"}, "register": {"r.csv", "r2.csv"},
    "corrections": {"rattelser.csv"}, "table": {"moten.csv"},
    "list": {"stopp.csv"}, "look-up": {"taxa.csv"},
    "run": {"forra/keep/ledger.db"}, "letter": {"brev.md"},
    "part": {"slut.md", "delar/mer.md"},
    "picture": {"karta.png", "bilder/vapen.jpg"},
    "stationery": {"eget.yaml"}, "fonts": {"fonts.yaml"},
    "hyphenation": {"hyph_sv_SE.dic", "templates/hyphenation/sv.txt"},
}


def check_listed(check, job):
    rows = listed(job.file("out"))
    have = {}
    for role, name, size, digest in rows:
        have.setdefault(role, set()).add(name)
        if role in ("font", "fonts", "hyphenation"):
            continue
        with open(job.file("jobb", name), "rb") as source:
            content = source.read()
        check.equal(f"{name}: its size", size, len(content))
        check.equal(f"{name}: its hash", digest,
                    hashlib.sha256(content).hexdigest())
    check.true("fonts", have.pop("font", None))
    check.equal("every role", have, WANT)
    check.equal("our fonts.yaml and the program's",
                len([1 for row in rows if row[0] == "fonts"]), 2)


class Opened:
    """The files below some folders that are opened in the meantime, as the
    kernel tells it (inotify(7)): whatever the program calls."""
    IN_OPEN, IN_ISDIR = 0x20, 0x40000000

    def __init__(self, *folders):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.queue = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.folders = {}
        for top in folders:
            for folder, _, _ in os.walk(top):
                watch = self.libc.inotify_add_watch(
                    self.queue, folder.encode(), self.IN_OPEN)
                self.folders[watch] = folder

    def end(self):
        paths, events = set(), b""
        try:
            while part := os.read(self.queue, 1 << 16):
                events += part
        except BlockingIOError:
            pass
        os.close(self.queue)
        while events:
            watch, mask, _, length = struct.unpack_from("iIII", events)
            name = events[16:16 + length].rstrip(b"\0").decode()
            if name and not mask & self.IN_ISDIR:
                paths.add(os.path.join(self.folders[watch], name))
            events = events[16 + length:]
        return paths


def check_opened(check, job):
    """No file of the job, the templates or the dictionaries is opened without
    being in the ledger."""
    watched = [job.file("jobb"), os.path.join(ROOT, "templates"),
               os.path.join(ROOT, "fonts"), "/usr/share/hyphen"]
    opened = Opened(*watched)
    ran = job.run("-q")
    paths = opened.end()
    check.true("the run", ran.code == 0, ran)
    known = set()
    for _, name, _, _ in listed(job.file("out")):
        known |= {job.file("jobb", name), os.path.join(ROOT, name),
                  os.path.join(ROOT, "fonts", name),
                  os.path.join("/usr/share/hyphen", name)}
    # What says that the earlier run's ledger is the sealed one.
    known |= {job.file("jobb", "forra", "keep", name)
              for name in ("SEAL", "SHA256SUMS")}
    check.true("the kernel tells of them",
               job.file("jobb", "delar", "mer.md") in paths, paths)
    check.equal("opened and not in the ledger", sorted(paths - known), [])


def rewrite(job, out="again"):
    shutil.rmtree(job.file(out), ignore_errors=True)
    return run("write", "--lang", "en", "--batch", "1", "-o", job.file(out),
               job.job, job.file("out"))


def check_changed(check, job):
    ran = rewrite(job)
    check.true("as it was: written", ran.code == 0, ran)
    changes = {
        "job.yaml": b"\n# another line\n", "moten.csv": b"\n",
        "stopp.csv": b"\n", "taxa.csv": b"\n", "brev.md": b"\nMer.\n",
        "slut.md": b"\nAnna\n", "delar/mer.md": b" ", "eget.yaml": b"\n",
        "karta.png": None, "bilder/vapen.jpg": b"\0", "fonts.yaml": b"\n",
        "NotoSerif-Regular.ttf": b"\0\0\0\0",
    }
    for name, more in changes.items():
        path = job.file("jobb", name)
        with open(path, "rb") as source:
            before = source.read()
        put(job, name, png(b"\x00") if more is None else before + more)
        ran = rewrite(job)
        check.true(f"another {name}: named", ran.code == 2 and
                   f"'{name}' is not as it was when the mailing was planned "
                   "[input-changed]" in ran.err, ran)
        check.true(f"another {name}: nothing is left",
                   not os.path.exists(job.file("again")))
        put(job, name, before)
    # The rows are the ledger's: the register and its corrections may be other.
    for name in ("r.csv", "rattelser.csv"):
        with open(job.file("jobb", name), "ab") as to:
            to.write(b"\n")
    ran = rewrite(job)
    check.true("another register: written", ran.code == 0, ran)
    os.remove(job.file("jobb", "delar", "mer.md"))
    ran = rewrite(job)
    check.true("a part is gone: named", ran.code == 2 and
               "there is no part 'delar/mer.md' [no-part]" in ran.err, ran)


# Letter and the files beside it; what is said.
FENCED = (
    ("a register", "{{> r.csv}}", {}, "'r.csv' cannot be a part: a part is a "
     ".md file [part-kind]"),
    ("a text of another end", "{{> slut.txt}}", {"slut.txt": "Hej"},
     "[part-kind]"),
    ("no end", "{{> slut}}", {"slut": "Hej"}, "[part-kind]"),
    ("a hidden file", "{{> .md}}", {".md": "Hej"}, "[part-kind]"),
    ("a link to a register", "{{> a.md}}", {"a.md": ("r.csv",)}, "[part-kind]"),
    ("a folder above", "{{> ../ut.md}}", {"../ut.md": "Hej"},
     "'../ut.md' leads out of the job's folder and the templates "
     "[outside-folder]"),
    ("in and out again", "{{> x/../../ut.md}}",
     {"../ut.md": "Hej", "x/y.md": ""}, "[outside-folder]"),
    ("a whole path", "{{> /etc/hostname}}", {}, "[part-kind]"),
    ("a whole path to a text", "{{> %s}}", {"../ut.md": "Hej"},
     "is a whole path, which only this machine has [whole-path]"),
    ("a link that leads out", "{{> a.md}}",
     {"../ut.md": "Hej", "a.md": ("../ut.md",)}, "[outside-folder]"),
    ("a folder that leads out", "{{> x/ut.md}}",
     {"../y/ut.md": "Hej", "x": ("../y",)}, "[outside-folder]"),
    ("out of a part", "{{> x/a.md}}",
     {"../ut.md": "Hej", "x/a.md": "{{> ../../ut.md}}"}, "[outside-folder]"),
    ("by front matter", "---\nparts: {slut: ../ut.md}\n---\n\n{{> slut}}",
     {"../ut.md": "Hej"}, "[outside-folder]"),
    ("by front matter, a register", "---\nparts: {slut: r.csv}\n---\n\n"
     "{{> slut}}", {}, "[part-kind]"),
    ("a picture of another kind", "![Karta](k.gif)", {"k.gif": png()},
     "'k.gif' cannot be a picture: a picture is a .png or .jpg file "
     "[picture-kind]"),
    ("a picture above", "![Karta](../k.png)", {"../k.png": png()},
     "[outside-folder]"),
    ("a link to a picture above", "![Karta](k.png)",
     {"../k.png": png(), "k.png": ("../k.png",)}, "[outside-folder]"),
    ("a register as a picture", "![Karta](r.csv)", {}, "[picture-kind]"),
    ("a broken picture", "![Karta](k.png)", {"k.png": png()[:20]},
     "[bad-picture]"),
    ("a picture that is a text", "![Karta](k.jpg)", {"k.jpg": "Hej"},
     "[bad-picture]"),
)
LET_IN = (
    ("beside the job", "{{> slut.md}}", {"slut.md": "Hej"}),
    ("without its end", "{{> slut}}", {"slut.md": "Hej"}),
    ("before a file of its bare name", "{{> slut}}",
     {"slut.md": "Hej", "slut": "Nej"}),
    ("in capitals", "{{> SLUT.MD}}", {"SLUT.MD": "Hej"}),
    ("below it", "{{> x/y/slut}}", {"x/y/slut.md": "Hej"}),
    ("in the templates", "{{> underskrift}}", {}),
    ("a link within", "{{> a.md}}", {"b.md": "Hej", "a.md": ("b.md",)}),
    ("up and within", "{{> x/a.md}}",
     {"x/a.md": "{{> ../b.md}}", "b.md": "Hej"}),
    ("a picture in capitals", "![Karta](K.PNG)", {"K.PNG": png()}),
    ("a picture of four letters", "![Karta](x/k.jpeg)", {"x/k.jpeg": JPEG}),
)


def lay(job, files):
    for name, content in files.items():
        if isinstance(content, tuple):
            os.symlink(content[0], job.file("jobb", name))
        else:
            put(job, name, content)


def check_fence(check):
    facts = "facts: {undertecknare: A, undertecknarens titel: B}\n"
    for name, letter, files, want in FENCED:
        with Small() as job:
            if "%s" in letter:
                letter %= job.file("ut.md")
            lay(job, files)
            front = letter.startswith("---")
            job.write("brev.md", letter + "\n" if front
                      else "# Hej\n\n" + letter + "\n")
            for command in (job.check, job.run):
                ran = command()
                check.true(name, ran.code == 2 and want in ran.err and
                           "md:" in ran.err, ran)
            check.true(f"{name}: nothing is left",
                       not os.path.exists(job.file("out")))
    for name, letter, files in LET_IN:
        with Small(facts) as job:
            lay(job, files)
            job.write("brev.md", "# Hej\n\n" + letter + "\n")
            ran = job.run()
            check.true(name, ran.code == 0, ran)


def check_letters(check):
    for name, code, words in (
            ("Brev.DOC", "word-file", "is a Word file of the old kind; a letter "
             "is a text file (.md) or a Word document (.docx)"),
            ("brev.docm", "word-file", "is a Word file with macros"),
            ("brev.odt", "word-file", "is a LibreOffice Writer file"),
            ("brev.rtf", "word-file", "open it in Word or LibreOffice and save "
             "it as a Word document without macros, .docx"),
            ("brev.pdf", "word-file", "is a PDF file, a finished page"),
            ("brev.html", "word-file", "is a web page"),
            ("brev.xlsx", "word-file", "is a spreadsheet"),
            ("brev.txt", "letter-kind", ""),
            ("r.csv", "word-file", "is a register"),
            ("brev", "letter-kind", "")):
        with Small(head=Small.HEAD.replace("brev.md", name)) as job:
            put(job, name, "PK\x03\x04")
            if name == "r.csv":
                job.write("r.csv", "\n".join(Small.ROWS))
            ran = job.check()
            check.true(f"{name} as a letter", ran.code == 2 and
                       f"'{name}'" in ran.err and f"[{code}]" in ran.err and
                       words in ran.err, ran)


def main():
    check = Checks()
    with make() as job:
        make_earlier(check, job)
        check_opened(check, job)
        check_listed(check, job)
        check.true("letters", len(batches(job.file("out"))) == 1)
        check_changed(check, job)
    check_fence(check)
    check_letters(check)
    check.end()


if __name__ == "__main__":
    main()
