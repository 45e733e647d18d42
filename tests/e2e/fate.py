"""What becomes of letters after the seal: posted, withdrawn, returned, printed
again. Fates sum to the letters; the events cannot be changed or cut unseen;
a letter printed again is the same, and nobody else's comes with it."""
import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import time

from kit import (LONG, UTSKICK, Checks, Folder, Small, batches, contents, index,
                 register, run, sha256, tool)

DATE = ("--date", "2012-03-21")


def tell(out, *arguments):
    return run(arguments[0], "--lang", "en", *arguments[1:2], *arguments[2:])


def events(out):
    with open(os.path.join(out, "keep", "events.jsonl"),
              encoding="utf-8") as source:
        return [json.loads(line) for line in source]


def fates(check, out, **want):
    ran = run("status", "--json", out)
    have = json.loads(ran.out)["runs"][0]
    check.equal(f"fates {want}", {k: have[k] for k in want}, want)
    check.equal("they sum", sum(have[k] for k in (
        "posted", "withdrawn", "returned", "reprinted", "open")),
        have["letters"])


def refused(check, out, words, *arguments, code=2):
    before = contents(out)
    ran = run(*arguments, "--lang", "en")
    check.true(f"refused: {' '.join(arguments[:3])}: {words}",
               ran.code == code and words in ran.err, ran)
    now = contents(out)
    now.pop("keep/events.jsonl", None) if "keep/events.jsonl" not in before \
        else None
    check.true("and nothing has happened", now == before)


def write(path, *lines):
    with open(path, "w", encoding="utf-8") as to:
        to.write("\n".join(lines) + "\n")
    return path


def check_chain(check, folder, out):
    fates(check, out, letters=284, open=284, posted=0)
    ran = run("verify", "--lang", "en", "--final", out)
    check.true("final: open", ran.code == 2 and "[fate-open]" in ran.err, ran)
    receipt = write(folder.file("kvitto.txt"), "inlämnat")
    ran = run("withdraw", "--lang", "en", "--letters", "17,30", "--reason",
              "flyttat till servicehus", *DATE, "-o", folder.file("pulled"), out)
    check.true("withdraw", ran.code == 0 and "withdrawn: 2" in ran.out, ran)
    check_without(check, folder, out)
    ran = run("posted", "--lang", "en", "--batch", "1-2", *DATE, "--receipt",
              receipt, out)
    check.true("posted", ran.code == 0 and "posted: 198" in ran.out and
               "open" not in ran.out, ran)
    fates(check, out, posted=198, withdrawn=2, open=84)
    refused(check, out, "[fate-not-allowed]", "withdraw", "--letters", "18",
            "--reason", "nej", *DATE, out)
    refused(check, out, "[no-such-letter]", "withdraw", "--letters", "285",
            "--reason", "nej", *DATE, out)
    refused(check, out, "[nothing-to-post]", "posted", "--batch", "1", *DATE,
            out)
    refused(check, out, "[no-such-batch]", "posted", "--batch", "2-9", *DATE,
            out)
    refused(check, out, "[fate-not-allowed]", "posted", "--letters", "17",
            *DATE, out)
    refused(check, out, "[posted-wants]", "posted", *DATE, out, code=3)
    refused(check, out, "[withdraw-wants]", "withdraw", "--letters", "1", out,
            code=3)
    refused(check, out, "[withdraw-wants]", "withdraw", "--reason", "nej", out,
            code=3)
    for command in (["posted", "--letters", "3-1"], ["posted", "--batch", "0"],
                    ["withdraw", "--letters", "x", "--reason", "nej"]):
        refused(check, out, "[bad-numbers]", *command, out, code=3)
    refused(check, out, "[bad-date]", "posted", "--letters", "3", "--date",
            "2012-02-30", out, code=3)
    refused(check, out, "[bad-reason]", "withdraw", "--letters", "1",
            "--reason", " ", out, code=3)
    said = events(out)
    check.equal("two events", [e["kind"] for e in said],
                ["withdrawn", "posted"])
    check.equal("what they say", [said[0]["withdrawn"], said[0]["reason"],
                said[1]["file"], said[1]["date"]],
                ["17,30", "flyttat till servicehus", "kvitto.txt",
                 "2012-03-21"])
    ran = tool("jq", "-c", ".kind", os.path.join(out, "keep", "events.jsonl"))
    check.equal("jq reads them", ran.out, '"withdrawn"\n"posted"\n')


def check_without(check, folder, out):
    """The batch without those pulled, its letters' numbers as they were."""
    pulled = folder.file("pulled")
    check.equal("a pulled batch", sorted(os.listdir(pulled)),
                ["SHA256SUMS", "batch-0001.pdf", "index.csv", "note.txt"])
    pages = tool("qpdf", "--show-npages",
                 os.path.join(pulled, "batch-0001.pdf")).out.strip()
    check.equal("its pages", pages, "196")
    with open(os.path.join(pulled, "index.csv"), newline="") as source:
        numbers = [int(row["letter"]) for row in csv.DictReader(source)]
    check.equal("its letters", numbers, [n for n in range(1, 101)
                                         if n not in (17, 30)])
    with open(os.path.join(pulled, "note.txt"), encoding="utf-8") as source:
        note = source.read()
    check.true("a note", "pull letter 17: batch-0001.pdf, page 33" in note, note)
    ran = run("withdraw", "--lang", "en", "--letters", "17", "--reason", "samma",
              *DATE, "-o", folder.file("pulled-2"), out)
    check.true("the papers once more, and no event", ran.code == 0 and
               len(events(out)) == 1 and contents(pulled) ==
               contents(folder.file("pulled-2")), ran)


def check_lists(check, folder, out):
    path = folder.file("retur.csv")
    for words, lines in (
            ("[list-number]", ["brev;utfall", "ett;retur"]),
            ("[no-such-letter]", ["brev;utfall", "285;retur"]),
            ("[letter-twice]", ["brev;utfall", "3;retur", "3;svar"]),
            ("[list-result]", ["brev;utfall", "3;kanske"]),
            ("[fate-not-allowed]", ["brev;utfall", "17;retur"]),
            ("[list-columns]", ["a;b", "3;retur"])):
        write(path, *lines)
        refused(check, out, words, "returns", *DATE, out, path)
    write(path, "brev;utfall", "3;obeställbar", "5;besvarat", "7;Svar")
    ran = run("returns", "--lang", "en", *DATE, out, path)
    check.true("returns", ran.code == 0 and "returned: 1" in ran.out and
               "answered: 2" in ran.out, ran)
    refused(check, out, "[fate-not-allowed]", "returns", *DATE, out, path)
    fates(check, out, posted=197, returned=1, answered=2)
    write(path, "letter,result", "201,OK", "202,reprint", "203,pulled", "9,ok")
    ran = run("reconcile", "--lang", "en", *DATE, out, path)
    check.true("reconcile", ran.code == 0 and "posted: 1" in ran.out and
               "to be printed again: 1" in ran.out, ran)
    fates(check, out, posted=198, withdrawn=3, open=82, wanted=1)
    check_empty_area(check)
    check_rules(check, folder)
    check_told(check, folder, out)
    ran = run("status", "--lang", "en", "--by", "Boendeform", os.path.dirname(
        out))
    check.true("by area", ran.code == 0 and "Eget boende" in ran.out, ran)
    with_one = run("status", "--lang", "en", folder.path)
    os.makedirs(folder.file("half.partial", "keep"))
    ran = run("status", "--lang", "en", folder.path)
    check.true("what is being made is no run, to status as to find",
               (ran.code, ran.out, ran.err) ==
               (with_one.code, with_one.out, with_one.err), ran)
    shutil.rmtree(folder.file("half.partial"))
    os.mkdir(folder.file("none"))
    for more in ([], ["--report", folder.file("none.html")]):
        ran = run("status", "--lang", "en", *more, folder.file("none"))
        check.true("no run", ran.code == 2 and "[no-such-run]" in ran.err and
                   not os.path.exists(folder.file("none.html")), ran)
    ran = run("status", "--lang", "en", "--by", "Personnummer", out)
    check.true("no people", ran.code == 2 and "[not-an-area]" in ran.err and
               not re.search(r"\d{6}-\d{4}", ran.out), ran)
    ran = run("status", "--lang", "en", "--by", "Boendefrom", out)
    check.true("no column", ran.code == 2 and "did you mean 'Boendeform'" in
               ran.err, ran)


def check_lines(check, folder, out):
    """A list as people make it: nothing of it is passed over."""
    aside, path = folder.file("run", "lines"), folder.file("rader.csv")
    shutil.copytree(out, aside)
    for lines, words in ((b"100\n101\n", "returned: 2"),
                         (b"\xef\xbb\xbfbrev;utfall\r\n102;retur\r\n\r\n"
                          b" 103 ; svar \r\n", "returned: 1"),
                         ("brev\n104\n".encode("utf-16"), "returned: 1")):
        with open(path, "wb") as to:
            to.write(lines)
        ran = run("returns", "--lang", "en", *DATE, aside, path)
        check.true(f"{lines}: {words}", ran.code == 0 and words in ran.out,
                   ran)
    for lines, words in ((b"l05\n106\n", "line 1: "),
                         (b"Skadade\n106\n", "line 1: "),
                         (b"106\n106\n", "[letter-twice]"),
                         (b"", "[empty-register]"), (b"106\n", "[no-rows]"),
                         (b"brev\n106-107\n", "[list-number]"),
                         (b"brev\n4294967402\n", "[list-number]")):
        with open(path, "wb") as to:
            to.write(lines)
        refused(check, aside, words, "returns", *DATE, aside, path)
    for numbers in ("10-5", "0", "0-1", "4294967297", "1-99999999999999999999",
                    "1-", "-1", "", "1-2-3", "1;2"):
        refused(check, aside, "[bad-numbers]", "posted", "--letters", numbers,
                *DATE, aside, code=3)
    job = os.path.join(folder.job, "job.yaml")
    for command in (["reprint", "--letters", "1", aside],
                    ["withdraw", "--letters", "201", "--reason", "så", aside],
                    ["extract", aside], ["write", "--batch", "1", job, aside],
                    ["run", job]):
        for place in ("keep/x", "to-printer/x", "x/y"):
            refused(check, aside, "[inside-run]", *command, "-o",
                    os.path.join(aside, place))
    ran = run("posted", "--lang", "en", "--letters", "250", "--date",
              "2012-03-20", aside)
    check.true("a day before the last is warned of", ran.code == 0 and
               "warning: " in ran.err and "[earlier-day]" in ran.err and
               "2012-03-20" in ran.err, ran)
    check.true("and recorded", events(aside)[-1]["date"] == "2012-03-20" and
               run("verify", aside).code == 0)
    shutil.rmtree(aside)


def check_together(check, folder, out):
    """Commands at the same time wait for each other: each has its event."""
    aside = folder.file("run", "many")
    shutil.copytree(out, aside)
    before = len(events(aside))
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    children = [subprocess.Popen(
        [UTSKICK, "posted", "--letters", str(n), *DATE, aside], env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for n in range(260, 266)]
    check.equal("all go through", [child.wait() for child in children],
                [0] * 6)
    check.equal("six events", sorted(int(event["posted"]) for event in events(
        aside)[before:]), list(range(260, 266)))
    ran = run("verify", "--lang", "en", aside)
    check.true("and they hold", ran.code == 0, ran)
    shutil.rmtree(aside)


def check_empty_area(check):
    """A letter whose row says no area is counted all the same."""
    with Small(rows=[Small.ROWS[0] + ";Enhet"] + [
            row + f";{unit}" for row, unit in zip(Small.ROWS[1:], (
                "Norr", "", "Norr"))]) as small:
        ran = small.run("-q")
        ran = run("status", "--lang", "en", "--by", "Enhet", small.file("out"))
        check.true("an empty area", ran.code == 0 and re.search(
            r"(?m) -$", ran.out) and "Norr" in ran.out, ran)


def check_rules(check, folder):
    """A reminder goes to those who have not answered."""
    folder.change("job.yaml", "letters: 250-350", "letters: 0-350")
    folder.change("job.yaml", "rules:", "rules:\n"
                  "  - exclude: Har svarat\n"
                  "    when: \"answered_in('../run/a')\"\n"
                  "  - hold: Kom i retur\n"
                  "    when: \"retur_i('../run/a')\"\n"
                  "  - exclude: Fick brev\n"
                  "    when: \"fick_brev_i('../run/a')\"")
    ran = run("check", "--json", os.path.join(folder.job, "job.yaml"))
    if not check.true("the account", '"rules"' in ran.out, ran):
        return
    rules = {rule["reason"]: rule["matched"]
             for rule in json.loads(ran.out)["rules"]}
    check.equal("answered and returned", [rules.get("Har svarat"),
                                          rules.get("Kom i retur")], [2, 1])
    check.equal("a letter that was withdrawn never came", rules.get(
        "Fick brev"), 281)


def check_told(check, folder, out):
    """Whoever asks for a person is told what became of the letter."""
    pulled = next(n for n in range(1, 285) if "withdrawn" in run(
        "explain", "--lang", "en", "--letter", str(n), out).out)
    with_fate = run("explain", "--lang", "en", "--letter", str(pulled), out)
    check.true("explain", f"letter {pulled} is withdrawn" in with_fate.out,
               with_fate)
    row = int(re.search(r"row (\d+)", with_fate.out)[1])
    number = register(folder.job)[row - 1]["Personnummer"]
    ran = run("find", "--lang", "en", os.path.dirname(out),
              stdin=number + "\n")
    check.true("find", ran.code == 0 and f"letter {pulled} is withdrawn" in
               ran.out, ran)
    told = [run("explain", "--lang", "en", "--letter", str(n), out).out
            for n in (1, 201, 202)]
    check.equal("posted, and to be printed again", [re.findall(
        r"is (posted|to be printed again|answered|returned)", t)
        for t in told[1:]], [["posted"], ["to be printed again"]])
    aside = folder.file("aside")
    shutil.copytree(out, aside)
    path = os.path.join(aside, "keep", "events.jsonl")
    with open(path, "rb+") as file:
        file.write(b'{"event":9')
    for ran in (run("explain", "--lang", "en", "--letter", "1", aside),
                run("find", "--lang", "en", aside, stdin=number + "\n")):
        check.true("nobody is told by events that were changed", ran.code == 2
                   and "[bad-event]" in ran.err and not ran.out, ran)
    shutil.rmtree(aside)


def unpacked(path):
    return tool("qpdf", "--qdf", "--object-streams=disable", path, "-").out


def check_twice(check):
    """Nobody gets a letter twice, or a reminder of what is answered, since a
    file is taken for another than it is."""
    with Small(rows=Small.ROWS[:3] + (Small.ROWS[3][:-1],)) as small:
        small.run("-q")
        out, path = small.file("out"), small.file("lista.csv")
        run("posted", "--letters", "1", *DATE, out)
        for words, line, lines in (
                ("[list-result]", "line 2: ", ["brev;utfall", "1;OK",
                                               "2;omtryck"]),
                ("[list-result]", "line 3: ", ["brev;utfall", "2;omtryck",
                                               "1;svar"]),
                ("[list-result]", "line 2: ", ["brev;status", "1;"]),
                ("[list-result]", "line 2: ", ["brev;status", "1;hel"]),
                ("[list-differs]", "line 2: ", ["brev;utfall;status",
                                                "1;omtryck;OK"]),
                ("[list-columns]", "", ["brev;omtryck", "1;nej", "2;ja"])):
            write(path, *lines)
            refused(check, out, f"{line}" if line else words, "reprint",
                    "--list", path, *DATE, "-o", small.file("igen"), out)
            ran = run("reprint", "--list", path, "-o", small.file("igen"), out)
            check.true(f"{lines}: {words}", words in ran.err, ran)
        for lines in (["brev;svar", "1;ja"], ["brev;besvarat;datum", "1;x;"],
                      ["brev;namn", "1;Dan"]):
            write(path, *lines)
            refused(check, out, "[list-columns]", "returns", *DATE, out, path)
        ran = run("withdraw", "--lang", "en", "--letters", "2", "--reason",
                  "flyttat", *DATE, "-o", small.file("utan"), out)
        with open(small.file("utan", "note.txt"), encoding="utf-8") as source:
            note = source.read()
        check.true("a batch without one has another that is posted",
                   ran.code == 0 and "again since: 1 [withdraw-posted]" in
                   ran.err and "in these batches too: 1" in note,
                   f"{ran}{note}")
        write(path, "brev;utfall", "1;svar")
        run("returns", *DATE, out, path)
        write(path, "brev;utfall", "1;omtryck", "3;OK")
        run("reconcile", *DATE, out, path)
        fates(check, out, answered=1, wanted=1, posted=1)
        write(path, "brev;utfall;anteckning", "1;omtryck;blöt")
        ran = run("reprint", "--list", path, *DATE, "-o", small.file("igen"),
                  out)
        check.true("what the file wants printed again is", ran.code == 0, ran)
        fates(check, out, answered=1, reprinted=1)
        run("posted", "--letters", "1", *DATE, out)
        fates(check, out, answered=1, posted=2)
        write(path, "brev;utfall", "1;svar")
        ran = run("returns", *DATE, out, path)
        check.true("the second copy is answered, too", ran.code == 0, ran)
        refused(check, out, "[fate-not-allowed]", "returns", *DATE, out, path)
        fates(check, out, answered=1, posted=2)


def check_second_copy(check):
    """A second copy that is pulled out does not call back the first."""
    with Small(rows=Small.ROWS[:3] + (Small.ROWS[3][:-1],)) as small:
        small.run("-q")
        out, path = small.file("out"), small.file("lista.csv")
        run("posted", "--letters", "1-2", *DATE, out)
        write(path, "brev", "2")
        run("returns", *DATE, out, path)
        run("reprint", "--letters", "1-3", *DATE, "-o", small.file("x"), out)
        refused(check, out, "3 letters were printed again, and nobody has said "
                "that they were posted [fate-open]", "verify", "--final", out)
        refused(check, out, "posted: their print files may still be needed "
                "[fate-open]", "purge", "--print-files", out)
        ran = run("withdraw", "--lang", "en", "--letters", "1-3", "--reason",
                  "fel", *DATE, out)
        check.true("all second copies are pulled", "withdrawn: 3" in ran.out,
                   ran)
        fates(check, out, withdrawn=3)
        small.write("job.yaml", small.HEAD.replace("03-19", "05-19") +
                    "rules:\n  - hold: retur\n    when: "
                    "\"returned_in('../out')\"\n  - exclude: fick\n    when: "
                    "\"had_letter_in('../out')\"\n")
        ran = run("check", "--json", small.job)
        check.equal("two had theirs, and one came back", {
            rule["reason"]: rule["matched"]
            for rule in json.loads(ran.out)["rules"]
            if rule["reason"] in ("retur", "fick")}, {"retur": 1, "fick": 2})
        ran = run("list", "--lang", "en", "--columns", "Adress", "-o",
                  small.file("lista.pdf"), out)
        check.true("they stand on the list", "rows 2," in ran.out, ran)
        told = [run("explain", "--lang", "en", "--letter", str(n), out).out
                for n in (1, 3)]
        check.equal("and whoever asks is told", [
            f"letter {n} was posted before it was printed again" in told[at]
            for at, n in enumerate((1, 3))], [True, False])


def check_doubt(check):
    """What a file does not show is not recorded."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    with Small() as small:
        small.run("-q")
        out, path = small.file("out"), small.file("lista.xlsx")
        run("posted", "--letters", "1-2", *DATE, out)
        for what in ("hidden", "struck", "sheet", "sheets", "double", "note"):
            book = openpyxl.Workbook()
            for line in (["Brev", "Utfall"], [1, "svar"], [2, "retur"]):
                book.active.append(line + (["svar"] if what == "double" and
                                           line[0] == 1 else []))
            if what == "hidden":
                book.active.row_dimensions[3].hidden = True
            elif what == "struck":
                for cell in book.active[3]:
                    cell.font = Font(strike=True)
            elif what == "sheet":
                other = book.create_sheet("Fler")
                other.append(["Brev", "Utfall"])
                other.append([2, "svar"])
            elif what == "sheets":
                for number in range(2, 52):
                    book.create_sheet(f"Blad {number}")
            elif what == "note":
                book.active["B3"].comment = Comment("ring", "Eva")
            elif what == "double":
                book.active["C1"] = "Utfall"
            book.save(path)
            if what != "note":
                refused(check, out, "[list-columns]" if what == "double"
                        else "[list-doubt]", "returns", *DATE, out, path)
        ran = run("returns", "--lang", "en", *DATE, out, path)
        check.true("what shows all is recorded, with its notes", ran.code == 0
                   and "[cell-notes]" in ran.err and "returned: 1" in ran.out,
                   ran)
        write(path[:-4] + "csv", "brev;utfall;utfall", "1;OK;omtryck")
        refused(check, out, "[list-doubt]", "reprint", "--list",
                path[:-4] + "csv", "-o", small.file("igen"), out)


def check_reprint(check, folder, out):
    """Needs the run alone."""
    new = folder.file("igen")
    asked = [202, 3, 101]
    ran = run("reprint", "--lang", "en", "--letters", "202,3,101", *DATE, "-o",
              new, out)
    check.true("reprint", ran.code == 0 and "reprinted: 3" in ran.out, ran)
    fates(check, out, reprinted=3, wanted=0, returned=0)
    place = {row["letter"]: row for row in index(out)}
    pdf = os.path.join(new, "reprint.pdf")
    page = 1
    for letter in sorted(asked):
        row = place[letter]
        for text in ("-layout", "-raw"):
            def words(path, first):
                return tool("pdftotext", text, "-f", str(first), "-l",
                            str(first + row["pages"] - 1), path, "-").out
            check.equal(f"letter {letter} says the same {text}",
                        words(pdf, page), words(os.path.join(
                            out, "to-printer", row["file"]),
                            row["first_page"]))
        check.equal(f"letter {letter}: the same content bytes",
                    content(pdf, page), content(os.path.join(
                        out, "to-printer", row["file"]), row["first_page"]))
        page += 2 * row["sheets"]
    check.equal("nothing else", tool("qpdf", "--show-npages", pdf).out.strip(),
                str(page - 1))
    check.true("a PDF", tool("qpdf", "--check", pdf).code == 0)
    check.true("fonts", "no" not in tool("pdffonts", pdf).out.split("\n", 2)[2]
               .replace(" no  no", ""), tool("pdffonts", pdf).out)
    check_nobody(check, folder, out, pdf, asked)
    with open(os.path.join(new, "index.csv"), newline="") as source:
        check.equal("an index", [r["letter"] for r in csv.DictReader(source)],
                    ["3", "101", "202"])
    again = folder.file("igen-2")
    ran = run("reprint", "--lang", "en", "--list", write(
        folder.file("skadade.csv"), "brev", "3", "101", "202"), *DATE, "-o",
        again, out)
    check.true("by a list, and once more", ran.code == 0 and
               contents(again)["reprint.pdf"] == contents(new)["reprint.pdf"],
               ran)
    for words, code, arguments in (
            ("[reprint-wants]", 3, ["--letters", "3"]),
            ("[reprint-wants]", 3, ["-o", folder.file("x")]),
            ("[fate-not-allowed]", 2, ["--letters", "17", "-o",
                                       folder.file("x")]),
            ("[no-such-letter]", 2, ["--letters", "999", "-o",
                                     folder.file("x")]),
            ("[folder-exists]", 2, ["--letters", "3", "-o", new])):
        refused(check, out, words, "reprint", *arguments, *DATE, out, code=code)
        check.true("no folder", not os.path.exists(folder.file("x")) and
                   not os.path.exists(folder.file("x.partial")))
    # a folder of that name is somebody's own
    os.mkdir(folder.file("x.partial"))
    kept = write(folder.file("x.partial", "minne.txt"), "kvar")
    refused(check, out, "[folder-exists]", "reprint", "--letters", "3", *DATE,
            "-o", folder.file("x"), out)
    check.true("and stays", os.path.exists(kept) and not os.path.exists(
        folder.file("x")))
    os.remove(kept)
    os.rmdir(folder.file("x.partial"))
    path = batches(out)[0]
    with open(path, "rb") as source:
        whole = source.read()
    with open(path, "wb") as to:
        to.write(whole.replace(b"%PDF-1.6", b"%PDF-1.5", 1)
                 if whole.startswith(b"%PDF-1.6") else whole[:-1])
    refused(check, out, "[changed-file]", "reprint", "--letters", "3", *DATE,
            "-o", folder.file("x"), out)
    with open(path, "wb") as to:
        to.write(whole)
    check_summed_anew(check, folder, out)
    check_neighbours(check, folder, out)


def check_summed_anew(check, folder, out):
    """Whoever changes a batch can sum it too: the seal is of the sums that were
    made with the run."""
    aside = folder.file("anew")
    shutil.copytree(out, aside)
    last = batches(aside)[-1]
    with open(last, "ab") as to:
        to.write(b"\n")
    sums = os.path.join(aside, "to-printer", "SHA256SUMS")
    with open(sums, encoding="utf-8") as source:
        lines = source.read().splitlines()
    write(sums, *(f"{sha256(last)}  {line[66:]}" if line.endswith(
        os.path.basename(last)) else line for line in lines))
    check.equal("coreutils sees nothing", tool(
        "sha256sum", "--status", "-c", "SHA256SUMS", cwd=os.path.dirname(
            sums)).code, 0)
    for command in (["reprint", "--letters", "283"],
                    ["withdraw", "--letters", "283", "--reason", "nej"]):
        refused(check, aside, "[changed-file]", *command, *DATE, "-o",
                folder.file("x"), aside)
        check.true("no folder", not os.path.exists(folder.file("x")) and
                   not os.path.exists(folder.file("x.partial")))
    shutil.rmtree(aside)


def check_neighbours(check, folder, out):
    """Two letters of one batch, which is looked at once."""
    aside, new = folder.file("neighbours"), folder.file("two")
    shutil.copytree(out, aside)
    ran = run("reprint", "--lang", "en", "--letters", "282-283", *DATE, "-o",
              new, aside)
    check.true("neighbours", ran.code == 0 and "reprinted: 2" in ran.out, ran)
    page = 1
    for row in (row for row in index(aside) if row["letter"] in (282, 283)):
        check.equal(f"letter {row['letter']}", content(os.path.join(
            new, "reprint.pdf"), page), content(os.path.join(
                aside, "to-printer", row["file"]), row["first_page"]))
        page += 2 * row["sheets"]
    shutil.rmtree(aside)


def content(pdf, page):
    """The raw bytes of a page's content streams, as they stand in the file."""
    shown = tool("qpdf", "--json", "--json-key=pages", pdf)
    refs = json.loads(shown.out)["pages"][page - 1]["contents"]
    return [subprocess.run(["qpdf", "--show-object=" + ref.split()[0],
                            "--raw-stream-data", pdf],
                           capture_output=True).stdout for ref in refs]


def check_nobody(check, folder, out, pdf, asked):
    """No other person of the batches is in it, however it is unpacked."""
    text = unpacked(pdf) + tool("strings", pdf).out + \
        tool("pdftotext", pdf, "-").out
    with open(pdf, "rb") as source:
        text += source.read().decode("latin-1")
    import sqlite3
    with sqlite3.connect("file:" + os.path.join(
            out, "keep", "ledger.db") + "?mode=ro", uri=True) as ledger:
        mine = {row for (row,) in ledger.execute(
            "SELECT row FROM letter_row WHERE letter IN (%s)" %
            ",".join(map(str, asked)))}
        people = ledger.execute('SELECT "#", * FROM register').fetchall()
        names = [c[0] for c in ledger.execute(
            'SELECT "#", * FROM register').description]
    at = [names.index(n) for n in ("Personnummer", "Adress")]
    own = {p[i] for p in people if p[0] in mine for i in at}
    others = {p[i] for p in people if p[0] not in mine for i in at} - own
    # the sender's own address stands in every letter
    every = tool("pdftotext", "-f", "99", "-l", "99", batches(out)[2], "-").out
    found = [value for value in others if value and value in text and
             value not in every and not any(value in mine for mine in own)]
    check.equal("nobody else", found, [])
    check.true("and they were looked for", len(others) > 300)


def check_damage(check, folder, out):
    chance = random.Random(7)
    for name in ("events.jsonl", "events.head"):
        path = os.path.join(out, "keep", name)
        with open(path, "rb") as source:
            whole = source.read()
        tries = [("flip", i) for i in range(200 if LONG else 12)] + \
            [("cut", i) for i in range(50 if LONG else 8)]
        for what, i in tries:
            text = bytearray(whole)
            at = chance.randrange(len(text))
            if what == "flip":
                text[at] ^= 1 << chance.randrange(8)
            else:
                text = text[:at]
            with open(path, "wb") as to:
                to.write(text)
            ran = run("verify", "--lang", "en", out)
            check.true(f"{name}: {what} at {at} is found", ran.code == 2, ran)
        lines = whole.splitlines(keepends=True)
        for what, text in (("the last line", lines[:-1]), ("the first line",
                           lines[1:]), ("two lines swapped",
                           lines[1:2] + lines[:1] + lines[2:])):
            with open(path, "wb") as to:
                to.write(b"".join(text))
            ran = run("verify", "--lang", "en", out)
            check.true(f"{name}: without {what}", ran.code == 2 and (
                "[bad-event]" in ran.err or "[events-cut]" in ran.err), ran)
            ran = run("status", "--lang", "en", out)
            check.true("status does not believe it", ran.code == 2, ran)
        os.remove(path)
        ran = run("verify", "--lang", "en", out)
        check.true(f"without {name}", ran.code == 2 and "[events-cut]" in
                   ran.err, ran)
        with open(path, "wb") as to:
            to.write(whole)
    path = os.path.join(out, "keep", "events.jsonl")
    with open(path, "ab") as to:
        to.write(b'{"event":9,"bef')
    ran = run("verify", "--lang", "en", out)
    check.true("a torn line is named", ran.code == 2 and "[torn-event]" in
               ran.err, ran)
    ran = run("posted", "--lang", "en", "--letters", "220", *DATE, out)
    check.true("and the next event takes it away", ran.code == 0 and
               "[torn-event-gone]" in ran.err, ran)
    check.true("then it holds", run("verify", out).code == 0)
    head = os.path.join(out, "keep", "events.head")
    with open(head, "rb") as source:
        before = source.read()
    run("posted", "--letters", "221", *DATE, out)
    with open(head, "wb") as to:
        to.write(before)
    ran = run("verify", "--lang", "en", out)
    check.true("a line that the head does not know", ran.code == 2 and
               "[unconfirmed-event]" in ran.err, ran)
    run("posted", "--letters", "222", *DATE, out)
    check.true("then it does", run("verify", out).code == 0)


def check_killed(check, folder, out):
    """Whenever a command is killed, the next one finds all of the events or
    all but the last."""
    chance = random.Random(50)
    letters = iter(range(230, 284))
    start = time.monotonic()
    run("status", out)
    took = time.monotonic() - start
    commands = [["posted", "--letters"], ["reprint", "-o", "", "--letters"],
                ["withdraw", "--reason", "så", "-o", "", "--letters"]]
    for i in range(50 if LONG else 6):
        before = len(events(out))
        command = commands[i % 3]
        letter = str(next(letters))
        target = folder.file(f"k{i}")
        arguments = [target if a == "" else a for a in command]
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        child = subprocess.Popen([UTSKICK, *arguments, letter, *DATE, out],
                                 env=env, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL,
                                 start_new_session=True)
        time.sleep(chance.random() * took * 1.5)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        ran = run("posted", "--lang", "en", "--letters", str(next(letters)) if
                  i < 4 else "999", *DATE, out)
        check.true("the next command is sure", ran.code in (0, 2) and
                   "Traceback" not in ran.err, ran)
        now = len(events(out)) - (ran.code == 0)
        check.true(f"kill {i}: an event or none", now - before in (0, 1),
                   (before, now))
        ran = run("verify", "--lang", "en", out)
        check.true(f"kill {i}: it holds", ran.code == 0, ran)
        if os.path.exists(target):
            ran = tool("sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS",
                       cwd=target)
            check.true("what is there is whole", ran.code == 0 and
                       now == before + 1, ran)


def main():
    check = Checks()
    check_twice(check)
    check_second_copy(check)
    check_doubt(check)
    with Folder() as folder:
        out = folder.file("run", "a")
        os.mkdir(folder.file("run"))
        ran = folder.run("-q", "-o", out)
        check.true("run", ran.code == 0, ran)
        check_chain(check, folder, out)
        check_lists(check, folder, out)
        check_lines(check, folder, out)
        check_together(check, folder, out)
        shutil.rmtree(folder.job)  # no job, letters, register from here on
        check_reprint(check, folder, out)
        check_damage(check, folder, out)
        check_killed(check, folder, out)
        left = run("posted", "--batch", "1-3", *DATE, out)
        ran = run("verify", "--lang", "en", "--final", out)
        check.true("final", ran.code == 0, f"{left}{ran}")
    check.end()


if __name__ == "__main__":
    main()
