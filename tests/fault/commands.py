"""The commands under which the system fails, and the folder that they need."""
import os
import shutil
import subprocess

from harness import ROOT, Command
from kit import Small

ROWS = (*Small.ROWS,
        "19340505-9847;Eva;Ek;Storgatan 7;999 32;Norrviken;")
JOB = Small.HEAD + "protected: separate\nkeep_until: 2013-01-01\n" \
    "print: {letters_per_batch: 1, banner: batch}\n"
LETTER = "---\nsubject: Hej\n---\n# Hej\n\nHej {{Förnamn}}!\n\n" \
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
PERSON = "19310202-9810\n"
RECIPIENT = "age17nalur6q4kgfyvt22drvd43skjjmv633gkqa27xzgjexclyecc9q8cnja3\n"
WORD = os.path.join(ROOT, "tests", "word", "letters", "18-stil.docx")


def write_book(place):
    """A job whose register has two sheets, alike; one of them is read."""
    import openpyxl
    folder = os.path.join(place, "bok")
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Söder")):
        for row in ROWS:
            sheet.append(row.split(";"))
    os.mkdir(folder)
    book.save(os.path.join(folder, "r.xlsx"))
    for name, text in (("job.yaml", JOB.replace("r.csv", "r.xlsx")),
                       ("brev.md", LETTER)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as to:
            to.write(text)


def prepare(program, place):
    """Job, register, two sealed runs, two plans, the second of them written,
    answers and keys, in `place`."""
    def run(*arguments, stdin=""):
        done = subprocess.run([program, *arguments], cwd=place, check=False,
                              input=stdin.encode(), capture_output=True)
        if done.returncode != 0:
            raise ValueError(f"{arguments}: {done.stderr.decode()}")
    os.mkdir(os.path.join(place, "jobb"))
    files = {"jobb/job.yaml": JOB, "jobb/brev.md": LETTER,
             "jobb/r.csv": "\n".join(ROWS) + "\n",
             "retur.csv": "brev;utfall\n1;retur\n2;svar\n",
             "kuvert.csv": "brev;utfall\n1;OK\n2;omtryck\n",
             "shop.pub": RECIPIENT,
             "svar.txt": "Norrvikens kommun\nSocialförvaltningen\n"}
    for name, text in files.items():
        with open(os.path.join(place, name), "w", encoding="utf-8") as to:
            to.write(text)
    shutil.copy(WORD, os.path.join(place, "brev.docx"))
    write_book(place)
    run("run", "-q", "-o", "one", "jobb/job.yaml")
    shutil.rmtree(os.path.join(place, "jobb", "out"))
    with open(os.path.join(place, "jobb", "r.csv"), "a",
              encoding="utf-8") as to:
        to.write("19350606-9856;Sam;Ek;Storgatan 9;999 32;Norrviken;\n")
    run("run", "-q", "-o", "two", "jobb/job.yaml")
    shutil.rmtree(os.path.join(place, "jobb", "out"))
    run("posted", "--letters", "1-2", "two")
    for plan in ("planned", "written"):
        run("plan", "-q", "-o", plan, "jobb/job.yaml")
    run("write", "-q", "--part", "1/1", "written")
    run("keygen", "--no-passphrase", "sign.key")


COMMANDS = [
    Command("run", ["run", "--workers", "2", "-o", "out", "jobb/job.yaml"]),
    Command("check", ["check", "jobb/job.yaml"]),
    Command("check book", ["check", "bok/job.yaml"]),
    Command("explain", ["explain", "--row", "1", "jobb/job.yaml"]),
    Command("explain run", ["explain", "--row", "1", "one"]),
    Command("find", ["find", "."], stdin=PERSON),
    Command("diff", ["diff", "one", "two"]),
    Command("new", ["new", "-o", "ny", "jobb/r.csv"]),
    Command("write", ["write", "--batch", "1", "-o", "out", "jobb/job.yaml",
                      "one"]),
    Command("verify", ["verify", "two"]),
    Command("keygen", ["keygen", "--no-passphrase", "ny.key"],
            varies=r"^ny\."),
    Command("seal", ["seal", "--key", "sign.key", "one"]),
    Command("proof", ["proof", "-o", "prov.pdf", "jobb/job.yaml"]),
    Command("approve", ["approve", "--as", "Anna Ek", "jobb/job.yaml"]),
    Command("posted", ["posted", "--letters", "1-2", "one"]),
    Command("withdraw", ["withdraw", "--letters", "2", "--reason", "så", "-o",
                         "aside", "one"]),
    Command("returns", ["returns", "two", "retur.csv"]),
    Command("reconcile", ["reconcile", "one", "kuvert.csv"]),
    Command("reprint", ["reprint", "--letters", "2", "-o", "aside", "one"]),
    Command("status", ["status", "two"]),
    Command("extract", ["extract", "-o", "out", "one"], stdin=PERSON),
    Command("pack", ["pack", "--to", "shop.pub", "--until", "2012-12-31",
                     "-o", "aside", "one"], varies="^aside|events"),
    Command("labels", ["labels", "--sheet", "3x8", "-o", "out.pdf", "one"]),
    Command("list", ["list", "--columns", "Förnamn", "-o", "out.pdf", "one"]),
    Command("purge", ["purge", "two"], goes_on=True),
    Command("plan", ["plan", "-o", "out", "jobb/job.yaml"]),
    Command("write part", ["write", "--workers", "2", "--part", "1/2",
                           "planned"],
            leaves=r"^planned/parts/(batch-\d+|tmp)\.", goes_on=True),
    Command("seal parts", ["seal", "-o", "out", "written"],
            goes_on=True),
    Command("import", ["import", "-o", "brev.md", "brev.docx"]),
    Command("paper", ["paper", "--municipality", "Norrvikens kommun", "--unit",
                      "Socialförvaltningen", "--addresses",
                      "Box 1, 999 01 Norrviken", "--telephones",
                      "Växel 0999-10 00 10", "papper.yaml"]),
    Command("testsheet", ["testsheet", "-o", "out.pdf", "kommun-h2"]),
]
