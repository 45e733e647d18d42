"""utskick paper: a stationery from five answers, by options, by stdin and on a
terminal; what it writes is what a run prints."""
import json
import os
import pty
import select
import shutil
import stat
import subprocess
import time

from kit import ROOT, UTSKICK, Checks, Place, Small, batches, lines_in, \
    pages, run, tool
from otherpdf import pdf
from paper import box, near, png

LOGO = os.path.join(ROOT, "samples", "eget-papper", "norrviken.pdf")
SAMPLE = os.path.join(ROOT, "samples", "eget-papper", "norrviken.yaml")
ANSWERS = ("Norrvikens kommun", "Vård- och omsorgsförvaltningen",
           "Box 1, 999 01 Norrviken; Kajgatan 4, vardagar 8–16",
           "Kundtjänst 0999-10 00 00; Växel 0999-10 00 10", LOGO)
LONG = "Norra Mellersta Norrvikens storstadskommun med omnejd"
NAMES = ("municipality", "unit", "addresses", "telephones", "logo")
BASES = ("kommun-h2", "kommun-v2", "suomi-c5", "enkel-a4")


class Sender(Place):
    """With a sender to be made there."""

    def read(self, name="p.yaml"):
        with open(self.file(name), encoding="utf-8") as source:
            return source.read()

    def paper(self, *options, name="p.yaml", answers=ANSWERS, lang="en",
              **more):
        """By options; an answer that is None is not given."""
        said = []
        for key, answer in zip(NAMES, answers):
            said += [] if answer is None else [f"--{key}", answer]
        return run("paper", "--lang", lang, *said, *options,
                   self.file(name) if name else self.path, **more)


def changed(*, at, to):
    return tuple(to if name == at else answer
                 for name, answer in zip(NAMES, ANSWERS))


# ---- what is written

def check_written(check):
    with Sender() as place:
        ran = place.paper("--json")
        told = json.loads(ran.out)
        check.true("by options", ran.code == 0 and not told["reports"] and
                   told["base"] == "kommun-h2" and
                   told["stationery"] == place.file("p.yaml") and
                   told["logo"] == place.file("norrviken.pdf"), ran)
        check.equal("both, and nothing else", sorted(os.listdir(place.path)),
                    ["norrviken.pdf", "p.yaml"])
        for name in ("p.yaml", "norrviken.pdf"):
            check.equal("0600", stat.S_IMODE(os.stat(
                place.file(name)).st_mode), 0o600)
        with open(LOGO, "rb") as one, open(place.file(
                "norrviken.pdf"), "rb") as other:
            check.true("the logo is the same file", one.read() == other.read())
        ran = run("paper", "--lang", "en", place.file("q.yaml"),
                  stdin="\n".join(ANSWERS) + "\n")
        check.true("by stdin, the same", ran.code == 0 and place.read() ==
                   place.read("q.yaml") and "made from kommun-h2" in ran.out,
                   ran)
        ran = run("paper", "--lang", "en", place.file("w.yaml"),
                  stdin="\ufeff" + "\r\n".join(ANSWERS))
        check.true("with Windows' ends of line", ran.code == 0 and
                   place.read() == place.read("w.yaml"), ran)
        ran = place.paper(name="m.yaml", answers=(
            None, ANSWERS[1], None, ANSWERS[3], None),
            stdin="\n".join(ANSWERS[::2]) + "\n")
        check.true("some of each", ran.code == 0 and place.read() ==
                   place.read("m.yaml"), ran)
        shipped = place.read().replace("confirmed: no", "confirmed: yes")
        check.true("comments are kept", "# Held against every letter's ink" in
                   shipped and "# The paper around it." in shipped)
        ran = place.paper(name="", lang="sv")
        check.true("into a folder", ran.code == 0 and
                   "brevpapper: brevpapper" in ran.out and os.path.exists(
                       place.file("brevpapper.yaml")), ran)
    with Sender() as place:
        ran = place.paper(answers=("Norrvik", "", "Box 1", "", ""))
        text = place.read()
        check.true("what is not answered is not there", ran.code == 0 and
                   "picture" not in text and "phone" not in text and
                   "  unit:\n" not in text and "**Address**" in text and
                   "name: \"Norrvik, fönster till höger (H2)\"" in text and
                   os.listdir(place.path) == ["p.yaml"], (ran, text))
        ran = place.paper(name="o.yaml", answers=("Norrvik", "", " ; ;", ", ;",
                                                  ""))
        check.true("signs alone are no answers", ran.code == 0 and
                   "style: footer" not in place.read("o.yaml") and
                   not os.remove(place.file("o.yaml")), ran)
        logo = place.file("mitt märke.pdf")
        shutil.copy(LOGO, logo)
        ran = place.paper(name="n.yaml", answers=changed(
            at="logo", to=f" '{logo}' "))
        check.true("a logo that lies there is not copied", ran.code == 0 and
                   "file: mitt märke.pdf" in place.read("n.yaml") and
                   "beside it" not in ran.out and sorted(os.listdir(
                       place.path)) == ["mitt märke.pdf", "n.yaml", "p.yaml"],
                   ran)


def check_sample(check):
    """The sample is what the command writes; to make it anew, see docs/."""
    with Sender() as place:
        ran = place.paper(name="norrviken.yaml", lang="sv")
        with open(SAMPLE, encoding="utf-8") as source:
            check.equal("the sample", place.read("norrviken.yaml"),
                        source.read())
        check.equal("it was written", ran.code, 0)
        shutil.copy(os.path.join(os.path.dirname(LOGO), "make_logo.py"),
                    place.path)
        os.remove(place.file("norrviken.pdf"))
        subprocess.run(["/usr/bin/python3", "make_logo.py"], check=True,
                       cwd=place.path)
        with open(LOGO, "rb") as one, open(place.file(
                "norrviken.pdf"), "rb") as other:
            check.true("its logo is what is drawn", one.read() == other.read())


# ---- a run on it

ROWS = ("Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Språk",
        "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;;sv",
        "19320303-9825;Bo;Ek;Björkgatan 3;999 32;Norrviken;;fi",
        "19350606-9859;Eva;Ek;Storgatan 9;999 32;Norrviken;;en")
LETTER = "---\nlanguage: %s\n---\n# Hej\n\n" + "Rad med ord. " * 500 + "\n"
HEAD = Small.HEAD.replace("letters: [{text: brev.md}]", """\
letters:
  - {text: brev.fi.md, where: {Språk: fi}}
  - {text: brev.en.md, where: {Språk: en}}
  - {text: brev.md}""").replace("kommun-h2", "eget") + \
    "print: {profile: archive, letters_per_file: 1}\n"


def run_on(base, answers=ANSWERS):
    small = Small(head=HEAD.replace("letters_per_file", "letters_per_batch"),
                  rows=ROWS, letter=LETTER % "sv", brev_fi_md=LETTER % "fi",
                  brev_en_md=LETTER % "en")
    said = [part for key, answer in zip(NAMES, answers)
            for part in (f"--{key}", answer)]
    made = run("paper", "--lang", "sv", "--base", base, *said,
               small.file("jobb", "eget.yaml"))
    return small, made


def column(words, left, top=274, right=None):
    return lines_in(words, left - 0.3, top, right or left + 44.3, 290)


def check_page(check, base, page, first):
    finnish = base == "suomi-c5"
    if not first:
        check.true(f"{base}: on following pages", any(
            line.startswith("Norrvikens kommun, 2") for line in lines_in(
                page, 40, 10, 205, 25)), page[:20])
        check.true(f"{base}: the head is on the first alone", not lines_in(
            page, 23, 19, 110, 27))
    else:
        head = lines_in(page, 23, 10, 113, 36)
        check.equal(f"{base}: the head", head, list(ANSWERS[:2]))
    check.equal(f"{base}: post", column(page, 24), [
        "Postiosoite" if finnish else "Postadress", "Box 1",
        "999 01 Norrviken"])
    check.equal(f"{base}: visits", column(page, 69.7), [
        "Käyntiosoite" if finnish else "Besöksadress", "Kajgatan 4",
        "vardagar 8–16"])
    check.equal(f"{base}: telephones", column(page, 115.4), [
        "Puhelin" if finnish else "Telefon", "Kundtjänst 0999-10 00 00",
        "Växel 0999-10 00 10"])


def check_run(check):
    for base in BASES:
        small, made = run_on(base)
        with small:
            check.equal(f"{base} is made", made.code, 0)
            ran = small.run("-q")
            check.true(f"{base} is run on", ran.code == 0 and
                       "eget.yaml" not in ran.err, ran)
            files = batches(small.file("out"))
            check.equal(f"{base}: letters in three languages", len(files), 3)
            for path in files:
                check.equal("qpdf", tool("qpdf", "--check", path).code, 0)
                for i, page in enumerate(pages(path)):
                    check_page(check, base, page, i == 0)
                where = box(None, bytes((23, 79, 130)), 1, 5, 40, path)
                check.true(f"{base}: the logo's place", near(
                    where, (24, 13, 36.5, 28), 0.3), where)
                check.true("the logo is read aloud", "Figure" in tool(
                    "pdfinfo", "-struct", path).out)


def check_wide(check):
    """A wide logo stands for the name, which is read aloud all the same."""
    with Sender() as place:
        with open(place.file("bred.png"), "wb") as to:
            to.write(png(300, 60, (200, 0, 0, 255)))
        small, made = run_on("kommun-v2", changed(
            at="logo", to=place.file("bred.png")))
        with small:
            ran = small.run("-q")
            check.true("a wide logo", made.code == ran.code == 0, (made, ran))
            path = batches(small.file("out"))[0]
            words = next(pages(path))
            check.equal("no name beside it", lines_in(words, 23, 10, 113, 36),
                        [ANSWERS[1]])
            where = box(None, bytes((200, 0, 0)), 1, 5, 60, path)
            check.true("its place", near(where, (24, 13, 99, 28), 0.15), where)


def check_odd(check):
    """Signs that YAML, Markdown and fields know are printed as answered."""
    odd = ('- "Vård": #1 & \'o\' {{x}} *a*', "1. [x](y) <b> `c` | ~d~",
           "# a; - b\\, ***", "+46; = x: {letter}, 10%")
    small, made = run_on("kommun-h2", odd + ("",))
    with small:
        ran = small.run("-q")
        check.true("odd answers", made.code == ran.code == 0 and
                   "eget.yaml" not in ran.err, ran)
        words = next(pages(batches(small.file("out"))[0]))
        check.equal("the head", lines_in(words, 23, 10, 113, 36),
                    list(odd[:2]))
        check.equal("post", column(words, 24)[1:], ["# a"])
        check.equal("visits", column(words, 69.7)[1:], ["- b\\", "***"])
        check.equal("telephones", column(words, 115.4)[1:],
                    ["+46", "= x: {letter}", "10%"])


def check_again(check):
    """In the place of what `new` wrote, and of nothing else."""
    with Small(head=Small.HEAD) as small:
        place = Sender()
        place.path = small.file("jobb")
        for name in ("job.yaml", "brev.md"):
            os.remove(place.file(name))
        made = run("new", "--lang", "sv", place.file("r.csv"))
        ran = place.paper(name="brevpapper.yaml")
        check.true("it is kept, and what helps is said", made.code == 0 and
                   ran.code == 2 and "[paper-exists]" in ran.err and
                   "--again" in ran.err, (made, ran))
        with open(place.file("job.yaml"), encoding="utf-8") as source:
            job = source.read()
        with open(place.file("job.yaml"), "w", encoding="utf-8") as to:
            to.write("# mitt\n" + job)
        ran = place.paper("--again", name="", lang="sv")
        text = place.read("brevpapper.yaml")
        check.true("with --again it is filled in", ran.code == 0 and
                   "FYLL I" not in text and "Norrvikens kommun" in text and
                   "brevpapper: brevpapper" in job, ran)
        ran = place.paper("--again", name="", lang="sv", answers=changed(
            at="unit", to="En annan"))
        check.true("once", ran.code == 2 and "[paper-exists]" in ran.err and
                   "--again" not in ran.err and
                   place.read("brevpapper.yaml") == text, ran)
        ran = run("new", "--again", "--lang", "sv", place.file("r.csv"))
        check.true("'new' keeps it then", ran.code == 2 and
                   place.read("brevpapper.yaml") == text, ran)


def check_folder(check):
    """In a folder it is called as the language has it."""
    for lang, where, name in (("en", "", "stationery.yaml"),
                              ("sv", "", "brevpapper.yaml"),
                              ("sv", ".", "brevpapper.yaml"),
                              ("en", ".", "stationery.yaml")):
        with Sender() as place:
            said = [word for key, answer in zip(NAMES, ANSWERS)
                    for word in (f"--{key}", answer)]
            ran = run("paper", "--json", "--lang", lang, *said,
                      where or place.path, cwd=place.path)
            check.true(f"in {where or 'a folder'}, {lang}", ran.code == 0 and
                       sorted(os.listdir(place.path)) ==
                       sorted(["norrviken.pdf", name]) and
                       json.loads(ran.out)["stationery"] == (
                           name if where else place.file(name)), ran)


def check_sheet(check):
    """A document that was printed to a PDF is no logo, which is told."""
    with Sender() as place:
        for name, size, told in (("a4.pdf", "0 0 595 842", True),
                                 ("a4l.pdf", "0 0 842 595", True),
                                 ("a3.pdf", "0 0 842 1191", True),
                                 ("logo.pdf", "0 0 842 300", False),
                                 ("tall.pdf", "0 0 500 730", False),
                                 ("square.pdf", "0 0 700 700", False),
                                 ("a6.pdf", "0 0 298 420", False)):
            with open(place.file(name), "wb") as to:
                to.write(pdf(box_=size))
            ran = place.paper(name=name + ".yaml", answers=changed(
                at="logo", to=place.file(name)))
            check.true(name, ran.code == 0 and
                       ("[logo-page]" in ran.err) == told, ran)


def check_long(check):
    """A name that one line does not hold takes two, with or without a logo."""
    name = "Region Jämtland Härjedalen"
    for logo, left in ((LOGO, 40.5), ("", 24)):
        said = name + (" län" if not logo else "")
        small, made = run_on("kommun-v2", changed(at="municipality", to=said)[
            :4] + (logo,))
        with small:
            ran = small.run("-q")
            check.true("a long name", made.code == ran.code == 0 and
                       "eget.yaml" not in ran.err, (made, ran))
            words = next(pages(batches(small.file("out"))[0]))
            lines = lines_in(words, left - 0.2, 12, 113, 36)
            check.true("in two lines, above the unit", len(lines) == 3 and
                       " ".join(lines[:2]) == said and lines[2] == ANSWERS[1],
                       lines)


# ---- a terminal

class Terminal:
    """The command at a terminal, answered as it asks."""

    def __init__(self, *arguments):
        self.child, self.fd = pty.fork()
        if not self.child:
            os.environ["LC_ALL"] = "C.UTF-8"
            os.execv(UTSKICK, [UTSKICK, *arguments])
        self.said, self.at = "", 0

    def until(self, text):
        """Reads on from what was waited for last."""
        end = time.time() + 60
        while text not in self.said[self.at:] and time.time() < end:
            if not select.select([self.fd], [], [], 1)[0]:
                continue
            try:
                more = os.read(self.fd, 4096)
            except OSError:
                break
            if not more:
                break
            self.said += more.decode(errors="replace")
        found = self.said.find(text, self.at)
        if found >= 0:
            self.at = found + len(text)
        return found >= 0

    def write(self, text):
        os.write(self.fd, text.encode())

    def end(self):
        self.until("\0")
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def check_terminal(check):
    with Sender() as place:
        at = Terminal("paper", "--lang", "en", place.file("p.yaml"))
        talk = (("1. ", LONG + "\n"),
                ("[answer-unfit]", ""), ("1. ", ANSWERS[0] + "\n"),
                ("2. ", ANSWERS[1] + "\n"), ("3. ", "a; b; c\n"),
                ("[many-addresses]", ""), ("3. ", ANSWERS[2] + "\n"),
                ("4. ", ANSWERS[3] + "\n"), ("5. ", "ingen.pdf\n"),
                ("ingen.pdf", ""), ("5. ", LOGO + "\n"))
        for wanted, answer in talk:
            check.true(f"asked: {wanted}", at.until(wanted), at.said)
            at.write(answer)
        code = at.end()
        check.true("answered on a terminal", code == 0 and "written:" in
                   at.said, at.said)
        ran = place.paper(name="q.yaml")
        check.true("the same file", ran.code == 0 and place.read() ==
                   place.read("q.yaml"), ran)
    with Sender() as place:
        at = Terminal("paper", "--lang", "en", place.file("p.yaml"))
        for q, answer in enumerate(ANSWERS, 1):
            at.until(f"{q}. ")
            if q == 5:
                with open(place.file("p.yaml"), "w", encoding="ascii") as to:
                    to.write("mine")
            at.write(answer + "\n")
        check.true("what came in the meantime is kept", at.end() == 2 and
                   "[paper-exists]" in at.said and place.read() == "mine" and
                   os.listdir(place.path) == ["p.yaml"], at.said)
    with Sender() as place:
        at = Terminal("paper", "--lang", "en", place.file("p.yaml"))
        at.until("1. ")
        at.write(ANSWERS[0] + "\n")
        at.until("2. ")
        at.write("\x04")
        code = at.end()
        check.true("somebody leaves", code == 2 and "[not-answered]" in
                   at.said and not os.listdir(place.path), at.said)
        at = Terminal("paper", "--lang", "sv", place.file("p.yaml"))
        check.true("in Swedish", at.until("Kommunens namn:"), at.said)
        at.write("\x03")
        check.true("broken off", at.end() != 0 and not os.listdir(place.path),
                   at.said)


def main():
    check = Checks()
    check_written(check)
    check_sample(check)
    check_run(check)
    check_wide(check)
    check_odd(check)
    check_again(check)
    check_folder(check)
    check_sheet(check)
    check_long(check)
    check_terminal(check)
    check.end()


if __name__ == "__main__":
    main()
