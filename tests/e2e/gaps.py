"""What somebody still has to write is printed on nothing, and nobody gets an
invented municipality's letterhead."""
import os
import re
import shutil

from kit import ROOT, SAMPLE, Checks, Folder, Small, run

HEAD = Small.HEAD


def check_everywhere(check):
    own = HEAD.replace("kommun-h2", "papper")
    with open(os.path.join(ROOT, "templates", "kommun-h2.yaml"),
              encoding="utf-8") as of:
        paper = of.read()
    cases = [
        ("the name", {"head": HEAD.replace("name: Prov", "name: FYLL I")},
         "job.yaml:1:7:"),
        ("in the reference", {"head": HEAD.replace("P-1", "'SN FILL IN: 1'")},
         "job.yaml:3:"),
        ("a reason", {"job": "rules:\n  - exclude: 'FYLL I: skäl'\n"
                             "    where: {Ort: Vik}\n"}, "job.yaml:10:"),
        ("a fact", {"job": "facts: {telefon: FILL IN}\n"}, "job.yaml:9:"),
        ("in a list", {"job": "manifest: [Personnummer, FYLL I]\n"},
         "job.yaml:9:"),
        ("the heading", {"letter": "# FYLL I: rubrik\n\nHej!\n"},
         "brev.md:1:3:"),
        ("in the text", {"letter": "Hej!\n\nRing FILL IN: nummer.\n"},
         "brev.md:3:6:"),
        ("on two lines", {"letter": "Hej! FYLL\nI: texten\n"},
         "brev.md:1:6:"),
        ("with a no-break space", {"letter": "FYLL\u00a0I: texten\n"},
         "brev.md:1:1:"),
        ("where nobody is", {"letter": "Hej!\n{{if Ort = 'Vik'}}\nFYLL I\n"
                             "{{/if}}\n"}, "brev.md:3:1:"),
        ("in the front matter", {"letter": "---\nsubject: 'FYLL I: rubrik'\n"
                                 "---\nHej!\n"}, "brev.md:2:11:"),
        ("in a part", {"letter": "Hej!\n\n{{> del.md}}\n",
                       "del_md": "Hälsningar\n\nFYLL I: namn\n"}, "del.md:3:"),
        ("on the stationery", {"head": own, "papper_yaml": paper.replace(
            "Diarienummer\n", "FYLL I: diarienummer\n")}, "papper.yaml:"),
    ]
    for name, files, place in cases:
        with Small(**files) as small:
            for ran in (small.run(), small.check()):
                check.true(f"{name} is refused", ran.code == 2 and
                           "[not-filled-in]" in ran.err and place in ran.err,
                           ran)
            check.equal(f"{name}: nothing is left", os.listdir(small.path),
                        ["jobb"])


def check_words(check):
    """What only looks like it, or is no text of the letter."""
    for name, letter in (
            ("a sentence", "Fyll i blanketten.\n"),
            ("in a word", "FYLLINGEN, UPPFYLL I ÅR, FYLL IN, FILL IND.\n"),
            ("a comment", "{{! FYLL I: senare }}Hej!\n"),
            ("a comment of two", "{{! FYLL I och FILL IN }}\n\nHej!\n")):
        with Small(letter=letter) as small:
            ran = small.run()
            check.true(f"{name} goes through", ran.code == 0 and
                       "not-filled-in" not in ran.err, ran)
    with Small("# FYLL I: en kommentar\n") as small:
        check.true("a comment of the job", small.run().code == 0)
    rows = [*Small.ROWS[:2], Small.ROWS[2].replace("Bo", "FYLL I")]
    with Small("columns: {Förnamn: {values: {FYLL I: [], Anna: []}}}\n",
               rows=rows) as small:
        ran = small.check()
        check.true("a register's own word as a key", "not-filled-in"
                   not in ran.err, ran)


def check_account(check):
    """check shows all it knows; only the run is refused."""
    with Small(letter="# FYLL I: rubrik\n\nHej!\n") as small:
        ran = small.check()
        check.true("the account", "rows in the register" in ran.out, ran)


def check_paper(check):
    """The sample's paper is the sample's."""
    with Folder() as folder:
        ran = folder.run("-q", "-o", folder.file("ut"))
        check.true("the sample has it", ran.code == 0, ran)
        folder.change("job.yaml", "SN-2012-0047", "SN-2013-0001")
        for command in ("run", "check"):
            ran = run(command, "--lang", "en",
                      os.path.join(folder.job, "job.yaml"))
            check.true(f"{command}: another job has not", ran.code == 2 and
                       re.search(r"job\.yaml:\d+:\d+: error: .*"
                                 r"\[invented-stationery\]", ran.err), ran)
    with Small(head=HEAD.replace("kommun-h2", "norrvik")) as small:
        shutil.copy(os.path.join(SAMPLE, "kommun-h2.yaml"),
                    small.file("jobb", "norrvik.yaml"))
        ran = small.run()
        check.true("copied beside another job", ran.code == 2 and
                   "[invented-stationery]" in ran.err, ran)
    with Small() as small:
        ran = small.run()
        text = small.text()
        check.true("the shipped one names nobody", ran.code == 0 and not
                   re.search("Norrvikens|Kajgatan|0999|Kundtjänst", text),
                   text)
    for name in os.listdir(os.path.join(ROOT, "templates")):
        if os.path.isdir(os.path.join(ROOT, "templates", name)):
            continue
        with open(os.path.join(ROOT, "templates", name),
                  encoding="utf-8") as of:
            check.true(f"{name} names nobody", not re.search(
                "Norrvik|Kajgatan|0999", of.read()))


def check_filled(check):
    """As new wrote it, and every gap filled: a mailing."""
    with Folder() as folder:
        place = folder.file("ny")
        ran = run("new", "--lang", "sv", "-o", place,
                  os.path.join(folder.job, "klienter.csv"))
        check.true("new", ran.code == 0, ran)
        for name in ("job.yaml", "brev.md", "brevpapper.yaml"):
            path = os.path.join(place, name)
            with open(path, encoding="utf-8") as of:
                text = of.read()
            check.true(f"{name} has gaps, and nobody's sender", "FYLL I" in
                       text and not re.search("Norrvik|0999", text), text)
            with open(path, "w", encoding="utf-8") as to:
                to.write(re.sub(r"FYLL I(: \w+)?", "Vår kommun", text))
        ran = run("run", "-q", "-o", folder.file("ut"),
                  os.path.join(place, "job.yaml"))
        check.true("filled in", ran.code == 0, ran)


def main():
    check = Checks()
    check_everywhere(check)
    check_words(check)
    check_account(check)
    check_paper(check)
    check_filled(check)
    check.end()


if __name__ == "__main__":
    main()
