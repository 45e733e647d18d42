"""The whole day in a browser: day.py MODULES [mouse] [keys] [bare].

From the raw register to the print files, by the keyboard alone; with --long, or
where they are named, also with the mouse and without script. Each time `utskick run` on the files that are
left makes the same print files, byte for byte. axe-core objects to no page on
the way, and of 50 rows nothing stands in an address, a title or what is said.
"""
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from bench import Bench
from browser import chromium_or_skip
from kit import HERE, LONG, Checks, SAMPLE, contents, register, run

LETTER = "brev.md"
DATE = "2012-03-19"
PERSON = "19320103-9942"


class Walker:
    """A browser that does what it is told; each step is checked."""

    def __init__(self, check, modules, chromium, how, bench, downloads):
        self.check, self.how = check, how
        self.looks = how == "keys" or LONG
        self.asked, self.titles = [], []
        self.process = subprocess.Popen(
            ["node", os.path.join(HERE, "browser", "day.js"),
             os.path.abspath(modules), chromium,
             os.environ.get("BROWSER_PICTURES", "-"), downloads, how,
             f"http://{bench.host}{bench.key}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def do(self, *step):
        self.process.stdin.write(json.dumps(step) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else \
            {"error": self.process.communicate()[1]}
        self.asked += answer.get("asked", [])
        self.titles.append(answer.get("title", ""))
        name = f"{self.how}: {' '.join(str(s)[:40] for s in step)}"
        self.check.equal(f"{name}: fault, console, requests away",
                         [answer.get("error"), answer.get("said"),
                          answer.get("away")], [None, [], []])
        if "error" in answer:
            raise SystemExit(self.check.end())
        return answer

    def look(self, name):
        """The pages are the same three times: they are looked at once."""
        if not self.looks:
            return
        for one in self.do("look", name)["seen"]:
            at = f"{self.how}: {name} at {one['width']}, {one['scheme']}"
            self.check.equal(f"{at}: axe-core, width", [
                one["violations"], one["wider"] > 0], [[], False])
            self.check.true(f"{at}: axe-core has looked",
                            self.how == "bare" or one["rules"] > 20, one)

    def want(self, *texts):
        page = self.do("read")["text"]
        for text in texts:
            self.check.true(f"{self.how}: the page says {text[:50]}",
                            text in page, page)
        return page

    def end(self):
        self.process.stdin.close()
        self.check.equal(f"{self.how}: it ends",
                         self.process.wait(timeout=60), 0)


def read(name):
    with open(os.path.join(SAMPLE, name), encoding="utf-8") as source:
        return source.read()


def texts():
    """The job and the letter that she writes, for one letter to all."""
    job = read("job.yaml").replace("klienter.csv", "register.csv")
    job = re.sub(r"letters:\n(  - .*\n)+", f"letters: [{LETTER}]\n", job)
    job = job.replace("stationery: kommun-h2", "stationery: brevpapper")
    job = re.sub(r"^(name|reference|keep_until): .*\n", "", job, flags=re.M)
    job = job.replace("date: " + DATE, "name: FYLL I\ndate: 2012-01-01")
    # who gets one, and which column marks the dead, she chooses on the pages
    job = re.sub(r"^rules:\n(  .*\n)+", "", job, flags=re.M)
    job = job.replace("where: {Boendeform: Eget boende}", "where: {Boendeform: "
                      "[Eget boende, Servicehus, Särskilt boende, "
                      "Korttidsboende]}")
    job = job.replace(", deceased: Avliden", "")
    return job, read("brev.sv.md"), read("kommun-h2.yaml")


def begin(walker):
    walker.want("Det finns inget utskick i mappen än.")
    walker.look("begin")
    walker.do("choose", "file", os.path.join(SAMPLE, "klienter.csv"))
    walker.do("press", "Börja utskicket")
    walker.look("begun")


def write(walker):
    job, letter, paper = texts()
    for name, text in (("job.yaml", job), ("brevpapper.yaml", paper)):
        walker.do("open", "/")
        walker.do("press", name)
        walker.do("put", "text", text)
        walker.do("press", "Spara")
    walker.want("Inget är fel med den")
    walker.do("press", "Utskicket")
    walker.want("Här måste något fyllas i.")
    for name, text in (("name", "Fritt val i hemtjänsten, första "
                        "informationsbrevet"), ("reference", "SN-2012-0047"),
                       ("date", DATE), ("keep_until", "2014-12-31")):
        walker.do("put", name, text)
    walker.do("pick", "approval", "En kollega")
    walker.do("press", "Spara")
    walker.want("Fritt val i hemtjänsten, första informationsbrevet")
    walker.look("home")
    walker.do("press", "Brev")
    walker.do("put", "text", letter)
    walker.do("press", "Spara")
    walker.look("letter")
    walker.do("press", "Se på brev")
    walker.do("press", "Visa sidorna")
    walker.look("proof")


def choose(walker):
    """Roles of the register's columns, and who gets a letter."""
    walker.do("press", "Register")
    walker.look("register")
    walker.do("pick", "role-14", "märker ut avlidna")
    walker.do("press", "Spara kolumnerna")
    walker.want("396 rader, 21 kolumner")
    walker.do("press", "Vem får brev")
    walker.look("who")
    walker.do("set", "s-0-1", "none")
    walker.do("put", "r-0-1", "Servicehusen ingår inte i Fritt val ännu")
    walker.do("set", "s-0-2", "none")
    walker.do("set", "s-0-3", "none")
    walker.do("unfold", "En regel till")
    walker.do("pick", "new-kind", "Väntar")
    walker.do("put", "new-reason", "Beslutet går ut innan valet gäller")
    walker.do("put", "new-when", "[Beslut till] < [gäller från]")
    walker.do("press", "Spara")
    walker.look("who-saved")


def correct(walker):
    walker.do("press", "Kontrollera och gör")
    walker.want("Utskicket kan göras: 284 brev.", "Godkänt av 0 av de 1")
    walker.look("account")
    walker.do("press", "206")
    walker.want("innehåller inget postnummer med fem siffror")
    walker.look("row")
    walker.do("put", "cell-5", "999 32")
    walker.do("put", "who", "KE")
    walker.do("press", "Spara rättelserna")
    walker.want("Rättelserna är sparade", "utfall: får ett brev")
    walker.look("corrected")
    walker.do("press", "Alla rättelser")
    walker.look("corrections")
    walker.do("press", "Visa nummer och värden")
    walker.want("999 3O", "999 32", "KE")
    walker.look("corrections-shown")
    walker.do("press", "En person")
    walker.do("put", "key", PERSON)
    walker.do("press", "Visa")
    walker.want("utfall: ")
    walker.look("explained")


def approve(walker, folder, place):
    """A colleague does it elsewhere, from the same files."""
    copy = os.path.join(place, "hers", "fritt-val")
    shutil.copytree(folder, copy)
    key = os.path.join(place, "bo.key")
    run("keygen", "--no-passphrase", key)
    ran = run("approve", "-q", "--as", "Bo Al", "--date", "2012-03-12",
              "--key", key, os.path.join(copy, "job.yaml"))
    walker.check.equal("she approves", ran.code, 0)
    walker.do("press", "Kontrollera och gör")
    walker.want("Utskicket kan göras: 285 brev.")
    walker.do("choose", "file", os.path.join(copy, "approvals.jsonl"))
    walker.do("press", "Ta emot godkännandet")
    walker.want("Godkänt av 1 av de 1", "Bo Al")
    walker.look("approved")


def make(walker, folder, downloads):
    walker.do("press", "Gör utskicket")
    walker.want("Utskicket är gjort och förseglat: 285 brev")
    walker.look("made")
    walker.do("press", "Hämta tryckfilerna")
    walker.look("mailings")
    name = walker.do("download", "Filer till tryckeriet")["name"]
    out = os.path.join(folder, "out", f"{DATE}-fritt-val")
    with open(os.path.join(downloads, name), "rb") as source:
        with zipfile.ZipFile(io.BytesIO(source.read())) as archive:
            walker.check.equal(
                f"{walker.how}: what she takes is what was made",
                {n: archive.read(n) for n in archive.namelist()},
                contents(os.path.join(out, "to-printer")))
    name = walker.do("download", "Lista över alla rader")["name"]
    with open(os.path.join(downloads, name), "rb") as source, \
            open(os.path.join(out, "keep", "manifest.xlsx"), "rb") as made:
        walker.check.true(f"{walker.how}: and the list of rows",
                          source.read() == made.read())
    walker.do("press", "Jämför")
    walker.want("Från utskicket")
    walker.look("compared")
    walker.do("press", "Tidigare utskick")
    walker.do("put", "key", PERSON)
    walker.do("press", "Sök i alla utskick")
    walker.want("1 rad i utskicken gäller personen.")
    walker.look("found")


def same_bytes(check, how, folder):
    with tempfile.TemporaryDirectory() as aside:
        job = os.path.join(aside, "fritt-val")
        shutil.copytree(folder, job, ignore=shutil.ignore_patterns("out"))
        ran = run("run", "-q", os.path.join(job, "job.yaml"))
        check.equal(f"{how}: the command makes it too", ran.code, 0)
        mine, theirs = (contents(os.path.join(
            at, "out", f"{DATE}-fritt-val", "to-printer"))
            for at in (folder, job))
        check.equal(f"{how}: the same print files", sorted(mine),
                    sorted(theirs))
        check.equal(f"{how}: the same bytes",
                    [n for n in mine if mine[n] != theirs[n]], [])
        check.true(f"{how}: there are some", len(mine) > 4, mine)


def nobody_is_named(check, how, walker, said):
    rows = register(SAMPLE)[:50]
    values = {row[column] for row in rows for column in
              ("Personnummer", "Adress", "Handläggare tel", "Efternamn")
              if row[column]} | {PERSON, PERSON.replace("-", "")}
    check.true("there are values", len(values) > 100, len(values))
    for what, text in (("addresses", "\n".join(walker.asked)),
                       ("titles", "\n".join(walker.titles)),
                       ("what is said", said)):
        check.equal(f"{how}: {what}: nobody's values", sorted(
            v for v in values if v in text or
            html.escape(v) in text), [])
    check.true(f"{how}: addresses were seen", len(walker.asked) > 40,
               walker.asked)


def day(check, modules, chromium, how):
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, "fritt-val")
        downloads = os.path.join(place, "downloads")
        os.mkdir(folder)
        os.mkdir(downloads)
        with Bench(folder, lang="sv") as bench:
            walker = Walker(check, modules, chromium, how, bench, downloads)
            begin(walker)
            write(walker)
            choose(walker)
            correct(walker)
            approve(walker, folder, place)
            make(walker, folder, downloads)
            walker.end()
            check.equal(f"{how}: the workbench ends", bench.end(), 0)
            nobody_is_named(check, how, walker, bench.said)
        same_bytes(check, how, folder)


def main():
    check = Checks()
    modules = sys.argv[1]
    chromium = chromium_or_skip(modules)
    ways = [word for word in sys.argv[2:] if word != "--long"]
    if not ways:
        ways = ["mouse", "keys", "bare"] if LONG else ["keys"]
    for how in ways:
        day(check, modules, chromium, how)
    check.end()


if __name__ == "__main__":
    main()
