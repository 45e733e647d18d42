"""utskick new: a job that can be checked, from any register; never overwrites."""
import os
import re

from kit import SAMPLE, Checks, Folder, register, run, silent

GAPS = 11  # name, reference; four in the letter, five on the stationery
TEXTS = ("job.yaml", "brev.md", "brevpapper.yaml")


def read(*names):
    with open(os.path.join(*names), encoding="utf-8", newline="") as text:
        return text.read()


def write(text, *names, encoding="utf-8"):
    with open(os.path.join(*names), "w", encoding=encoding, newline="") as to:
        to.write(text)


def new(folder, *arguments):
    """In a folder of its own, where only the register lies."""
    place = folder.file("new")
    os.makedirs(place, exist_ok=True)
    if not os.path.exists(os.path.join(place, "klienter.csv")):
        os.rename(os.path.join(folder.job, "klienter.csv"),
                  os.path.join(place, "klienter.csv"))
    os.utime(os.path.join(place, "klienter.csv"), (1331550000, 1331550000))
    return place, run("new", *arguments, os.path.join(place, "klienter.csv"))


def check_sample(check):
    with Folder() as folder:
        place, ran = new(folder, "--lang", "sv")
        check.true("the sample's register", ran.code == 0 and silent(ran), ran)
        check.true("says what comes next", "utskick check" in ran.out, ran)
        check.equal("files", sorted(os.listdir(place)),
                    sorted([*TEXTS, "klienter.csv"]))
        job = read(place, "job.yaml")
        for line in ("nyckel: Personnummer", "skyddade: Skydd",
                     "avlidna: Avliden", "gata: Adress", "c/o: C/o",
                     "namn: [Förnamn, Efternamn]", "datum: 2012-03-12",
                     "bevaras_till: 2014-03-12",
                     "Beslut till: datum", "Eget boende:"):
            check.true(f"has {line}", line in job, job)
        os.utime(os.path.join(place, "klienter.csv"), (1330520000,) * 2)
        ran = run("new", "--again", os.path.join(place, "klienter.csv"))
        check.true("of a leap day, the day before", "2014-02-28" in
                   read(place, "job.yaml"), ran)
        check.true("greets by name", "Hej {{Förnamn}}!" in
                   read(place, "brev.md"))
        ran = run("check", "--lang", "en", os.path.join(place, "job.yaml"))
        check.true("can be checked", only_unfilled(ran), ran)
        counted = re.search(r"rows with a letter +(\d+)", ran.out)
        check.true("and gives letters", counted and int(counted[1]) > 300, ran)


def only_unfilled(ran):
    """As a run it is refused, for what is still to be written; the
    account is shown all the same."""
    errors = re.findall(r"(?:error|fel): .*\[([a-z-]+)\]", ran.err)
    return (ran.code == 2 and len(errors) == GAPS and
            set(errors) == {"not-filled-in"} and
            re.search("rows with a letter|rader med brev", ran.out))


def check_values(check):
    """Rare values and those of protected persons stay in the register."""
    with Folder() as folder:
        place, _ = new(folder)
        text = read(place, "job.yaml") + read(place, "brev.md")
        for rare in ("SÄBO", "Sevicehus", "engelska", "suomi"):
            check.true(f"{rare} is not shown", rare not in text, text)
        for row in register():
            for name in ("Personnummer", "Efternamn", "Adress"):
                value = row[name].strip()
                check.true(f"no {name}", not value or
                           not re.search(rf"\b{re.escape(value)}\b", text),
                           value)


def check_numbers(check):
    """Few identity numbers in many rows are no choice to be shown."""
    numbers = [row["Personnummer"] for row in register()
               if re.fullmatch(r"\d{8}-\d{4}", row["Personnummer"])]
    lines = ["Ansvarig;Namn;Personnummer;Ombud"]
    lines += [f"{numbers[i % 2]};Anna;{number};{'AB'[i % 2]}"
              for i, number in enumerate(numbers[2:60])]
    with Folder() as folder:
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        place, ran = new(folder)
        job = read(place, "job.yaml")
        check.true("a case worker's number", ran.code == 0 and
                   numbers[0] not in job and "Ombud:" in job, job)
        check.true("is not the key", "nyckel: Personnummer" in job, job)


def check_overwritten(check):
    for there in (*TEXTS[:2], "stationery.yaml"):
        with Folder() as folder:
            os.makedirs(folder.file("new"))
            write("mine\n", folder.file("new"), there)
            place, ran = new(folder, "--lang", "en")
            check.true(f"{there} is kept", ran.code == 2 and
                       "[never-overwritten]" in ran.err and
                       read(place, there) == "mine\n", ran)
            check.equal("nothing else was written", sorted(os.listdir(place)),
                        sorted([there, "klienter.csv"]))


def check_elsewhere(check):
    with Folder() as folder:
        out = folder.file("a", "b")
        place, ran = new(folder, "-o", out)
        check.true("another folder", ran.code == 0 and
                   sorted(os.listdir(out)) == sorted(TEXTS), ran)
        check.equal("not beside it", os.listdir(place), ["klienter.csv"])
        ran = run("check", os.path.join(out, "job.yaml"))
        check.true("finds the register from there", only_unfilled(ran), ran)


def check_odd(check):
    """Headers that YAML, Markdown or fields would trip over."""
    names = ["Nr", "a: b", "#x", "- y", "[z]", "Ä {q}", '"r"', "ja", "~", "@",
             "Namn", "Adress", "Postnr", "Ort", "Skydd"]
    lines = [";".join('"' + name.replace('"', '""') + '"' for name in names)]
    for i in range(40):
        cells = [str(i)] + ["ja: #1" if i % 2 else "- [nej]"] * 9
        cells += [f"Anna {i}", f"Storgatan {i}", "999 21", "Norrviken", ""]
        lines.append(";".join(cells))
    with Folder() as folder:
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        place, ran = new(folder)
        check.true("odd headers", ran.code == 0, ran)
        ran = run("check", "--lang", "en", os.path.join(place, "job.yaml"))
        check.true("odd headers can be checked", only_unfilled(ran) and
                   re.search(r"rows with a letter +40\b", ran.out), ran)


def check_gaps(check):
    """What cannot be guessed is a gap that the check names."""
    with Folder() as folder:
        write("Id;Ort\r\n" + "".join(f"{i};Norrviken\r\n" for i in range(9)),
              folder.job, "klienter.csv")
        place, ran = new(folder, "--lang", "en")
        check.true("few columns", ran.code == 0, ran)
        ran = run("check", "--lang", "en", os.path.join(place, "job.yaml"))
        check.true("the gaps are named", ran.code == 2 and
                   ran.err.count("'FILL IN'") >= 4, ran)


def check_organisations(check):
    with Folder() as folder:
        lines = ["Orgnr;Namn;Adress;Postnr;Ort"]
        for i in range(12):
            digits = [int(c) for c in f"55{i + 20:02d}980{i + 10:02d}"]
            twice = [d * 2 if at % 2 == 0 else d
                     for at, d in enumerate(digits)]
            last = -sum(d // 10 + d % 10 for d in twice) % 10
            number = "".join(map(str, digits + [last]))
            lines.append(f"{number[:6]}-{number[6:]};Bolag {i};Kajgatan {i};"
                         "999 21;Norrviken")
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        place, ran = new(folder)
        check.true("organisations", ran.code == 0 and "personer: nej" in
                   read(place, "job.yaml"), read(place, "job.yaml"))
        ran = run("check", os.path.join(place, "job.yaml"))
        check.true("organisations can be checked", only_unfilled(ran), ran)


def check_refused(check):
    with Folder() as folder:
        ran = run("new", "--lang", "en", folder.file("fritt-val",
                                                     "klientr.csv"))
        check.true("no such register", ran.code == 2 and
                   "klienter.csv" in ran.err, ran)
        write("Namn;Ort\r\n", folder.job, "klienter.csv")
        place, ran = new(folder)
        check.true("no rows", ran.code == 2, ran)
        check.equal("nothing is written", os.listdir(place), ["klienter.csv"])


UNCLEAR = b"Id;Namn;Adress;Postnr;Ort;Grad\r\n" + b"".join(
    b"%d;Anna;Kaj %d;999 21;Vik;\x99\r\n" % (i, i) for i in range(9))
TITLED = ("Utdrag|2012\n\n" + "Id|Namn|Ort\n" +
          "".join(f"{i}|Ek, Bo|Vik, By\n" for i in range(9))).encode()


def check_stated(check):
    """What cannot be found out is stated by options, and then by the job."""
    cases = (
        ("an encoding", UNCLEAR, "encoding-unclear", ["--encoding", "cp850"],
         ["encoding: cp850"], "cp850, as stated, delimiter ';'"),
        ("a delimiter", b"Id;Namn,Ort\n1;Ek,Vik\n2;Ek,Vik\n",
         "delimiter-unclear", ["--delimiter", ","], ['delimiter: ","'],
         "delimiter ','"),
        ("a header", TITLED, None, ["--header", "3", "--delimiter", "|"],
         ["header: 3", 'delimiter: "|"'], "header on line 3"),
        ("a tab", b"Id\tNamn\n1\tEk;Vik\n2\tEk;Vik\n", None,
         ["--delimiter", "tab"], ["delimiter: tab"], "delimiter 'tab'"),
    )
    for name, text, code, options, lines, found in cases:
        with Folder() as folder:
            with open(folder.file("fritt-val", "klienter.csv"), "wb") as to:
                to.write(text)
            place, ran = new(folder, "--lang", "en")
            check.true(f"{name} is not clear", not code or (
                ran.code == 2 and f"[{code}]" in ran.err and
                options[0] in ran.err), ran)
            if code:
                check.equal(f"{name}: nothing is written", os.listdir(place),
                            ["klienter.csv"])
            place, ran = new(folder, "--lang", "en", *options, "-o",
                             folder.file("out"))
            check.true(f"{name} is stated", ran.code == 0 and
                       found in ran.out, ran)
            job = read(folder.file("out"), "job.yaml")
            for line in lines:
                check.true(f"{name} stands in the job", re.search(
                    rf"^  {re.escape(line)} +# as you stated", job, re.M), job)
            ran = run("check", "--lang", "en", folder.file("out", "job.yaml"))
            check.true(f"{name}: the job reads it", ran.code == 2 and
                       "FILL IN" in ran.err and "unclear" not in ran.err, ran)
    with Folder() as folder:
        for bad in ("ab", "a", '"', "\n", ""):
            _, ran = new(folder, "--lang", "en", "--delimiter", bad)
            check.true("no delimiter", ran.code == 3 and
                       "--delimiter takes" in ran.err and
                       "[not-a-delimiter]" in ran.err, ran)
        _, ran = new(folder, "--lang", "en", "--encoding", "cp851")
        check.true("no encoding", ran.code == 2 and
                   "did you mean 'cp850'" in ran.err, ran)
        _, ran = new(folder, "--header", "0")
        check.true("no line", ran.code == 3, ran)


def check_sheet(check):
    import openpyxl
    book = openpyxl.Workbook()
    book.active.title = "Läs mig"
    book.active.append(["Detta är", "ett utdrag"])
    sheet = book.create_sheet("Klienter")
    sheet.append(["Utdrag", "2012"])
    sheet.append(["Id", "Namn", "Ort"])
    for i in range(9):
        sheet.append([i, "Ek", "Vik"])
    with Folder() as folder:
        path = folder.file("k.xlsx")
        book.save(path)
        ran = run("new", "--lang", "en", "--sheet", "Kunder", path)
        check.true("another sheet", ran.code == 2 and
                   "'Läs mig', 'Klienter'" in ran.err, ran)
        ran = run("new", "--lang", "en", "--sheet", "Klienter", "--header",
                  "2", path)
        check.true("the sheet", ran.code == 0 and "9 rows, 3 columns (sheet "
                   "'Klienter', header in row 2)" in ran.out, ran)
        check.true("stands in the job", re.search(
            r"^  sheet: Klienter +#.*\n  header: 2 ", read(
                folder.path, "job.yaml"), re.M), read(folder.path, "job.yaml"))


NAMES = "Id;Namn;Adress;Postnr;Ort;Skydd"


def people(more, count=40):
    """Lines of as many people, with the cells that `more` gives for each."""
    return [f"{i};Anna {i};Storgatan {i};999 21;Norrviken;;{more(i)}"
            for i in range(count)]


def check_colleague(check):
    """What somebody who knows registers would have guessed."""
    lines = [f"{NAMES};Storstil;Boendeform;Larm;Matlåda;Status"]
    lines += people(lambda i: ";".join((
        "stor" if i % 4 else "normal",
        "EGET BOENDE" if i == 0 else "servicehus" if i % 3 else "Eget boende",
        "x" if i % 5 == 0 else "", "Ja" if i % 5 == 0 else
        "nej" if i % 5 == 1 else "", "aktiv" if i % 2 else "vilande")))
    with Folder() as folder:
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        place, ran = new(folder, "--lang", "en")
        job = read(place, "job.yaml")
        check.true("the commonest spelling", "      Eget boende:" in job and
                   "EGET" not in job, job)
        check.true("whom to send to: where somebody lives", re.search(
            r"send:\n  where:\n    Boendeform:\n", job), job)
        check.true("ticks are a flag", re.search(
            r"  Larm: flag +# rows: yes 8, no 0\n +# an empty cell means no; "
            r"is that so\? rows: 32\n", job), job)
        check.true("with words, empty cells are asked about", re.search(
            r"  Matlåda: flag +# rows: yes 8, no 8\n +# and empty cells, .*"
            r"rows: 24\n", job), job)
        check.true("letters are expected too",
                   "expect: {rows: 38-42, letters: 1-40}" in job, job)
        check.true("the next two commands", "utskick check " in ran.out and
                   "utskick run " in ran.out, ran)
        ran = run("check", "--lang", "en", os.path.join(place, "job.yaml"))
        check.true("and it can be checked", only_unfilled(ran), ran)


def check_called(check):
    """Where the surname stands first, a column to greet by is made; not where
    the register has one of that name."""
    for name, more in (("none", "Larm"), ("one of that name", "tilltal")):
        lines = [NAMES.replace("Skydd", f"Skydd;{more}")] + [
            f"{i};Ek, Anna;Storgatan {i};999 21;Norrviken;;x{i}"
            for i in range(12)]
        with Folder() as folder:
            write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
            place, ran = new(folder, "--lang", "sv")
            job, letter = read(place, "job.yaml"), read(place, "brev.md")
            check.true(f"to greet by: {name}", ran.code == 0 and (
                ("  Tilltal: {är: förnamn(Namn)}" in job) ==
                ("{{Tilltal}}" in letter) == (more == "Larm")), job + letter)


def check_choice(check):
    """Whom to send to is never guessed from how a letter looks."""
    for name, more, want in (
            ("a status", "Språk;Status", "Status"),
            ("no more than print", "Storstil;Språk", None),
            ("the first of others", "Språk;Enhet;Zon", "Enhet")):
        lines = [f"{NAMES};{more}"] + people(lambda i: ";".join(
            f"värde {i % 2}" for _ in more.split(";")))
        with Folder() as folder:
            write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
            place, _ = new(folder)
            found = re.search(r"^skicka:\n  där:\n    (.*):$",
                              read(place, "job.yaml"), re.M)
            check.equal(f"whom to send to: {name}", found and found[1], want)


def check_table(check):
    """The table that holds people, below titles and behind notes."""
    import openpyxl
    rows = [line.split(";") for line in people(lambda i: "", 12)]
    titled = (
        ("a title of two cells", [["Utdrag", "2012"], NAMES.split(";")], 2),
        ("two levels of names", [["Klient", "", "Bostad", "", "", ""],
                                 NAMES.split(";")], 2),
        ("names at once", [NAMES.split(";")], None))
    for name, head, line in titled:
        with Folder() as folder:
            book = openpyxl.Workbook()
            book.active.title = "Läs mig"
            book.active.append(["Detta är", "ett utdrag"])
            sheet = book.create_sheet("Klienter")
            for row in head + rows:
                sheet.append(row[:6])
            path = folder.file("k.xlsx")
            book.save(path)
            ran = run("new", "--lang", "en", path)
            job = read(folder.path, "job.yaml")
            check.true(f"{name}: the sheet of people", ran.code == 0 and
                       "12 rows, 6 columns (sheet 'Klienter'" in ran.out, ran)
            check.true(f"{name}: the job says so", re.search(
                r"^  sheet: Klienter +# guessed", job, re.M) and bool(
                    re.search(r"^  header: 2 +# guessed", job, re.M)) ==
                (line is not None), job)
            ran = run("check", "--lang", "en", folder.file("job.yaml"))
            check.true(f"{name}: and it can be checked",
                       "rows with a letter" in ran.out, ran)
        with Folder() as folder:
            text = [";".join(row[:6]) for row in head + rows]
            write("\n".join(text) + "\n", folder.job, "klienter.csv")
            place, ran = new(folder, "--lang", "en")
            check.true(f"{name}: in CSV too", ran.code == 0 and
                       "12 rows, 6 columns" in ran.out and bool(re.search(
                           r"^  header: 2 +# guessed", read(
                               place, "job.yaml"), re.M)) ==
                       (line is not None), ran)


def check_unsure(check):
    """A cell that shows an error has no value, and its column no type of its."""
    import openpyxl
    with Folder() as folder:
        book = openpyxl.Workbook()
        for row in (["Nr", "Namn", "Tal"], [1, "Anna Ek", "#N/A"],
                    [2, "Bo Al", 3], [3, "Cia Lind", 4]):
            book.active.append(row)
        book.save(folder.file("k.xlsx"))
        ran = run("new", "--lang", "en", folder.file("k.xlsx"))
        job = read(folder.path, "job.yaml")
        check.true("an error in a cell", ran.code == 0 and
                   "3 rows, 3 columns" in ran.out and
                   "Tal: integer" not in job, (ran, job))


def check_sums(check):
    """What adds up the rows is nobody, and no value of a column."""
    lines = [NAMES + ";Avgift"] + people(lambda i: "12,50", 20)
    lines += ["Summa:;;;;;;250,00", ";;;;;;", "Totalt;;;;;;250,00"]
    with Folder() as folder:
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        place, ran = new(folder, "--lang", "en")
        check.true("sums are said", ran.code == 0 and
                   "klienter.csv:22: warning: " in ran.err and
                   "unless they are taken out: 2 [sum-rows]" in ran.err, ran)
        check.true("and do not spoil the key", "key: Id" in
                   read(place, "job.yaml"), read(place, "job.yaml"))
    with Folder() as folder:
        lines = [NAMES] + people(lambda i: "", 20) + [
            "99;Summa;Storgatan 1;999 21;Norrviken;"]
        write("\r\n".join(lines) + "\r\n", folder.job, "klienter.csv")
        _, ran = new(folder, "--lang", "en")
        check.true("a name is none", "[sum-rows]" not in ran.err, ran)


def check_again(check):
    """Over its own files, as long as nobody has written in them."""
    with Folder() as folder:
        place, ran = new(folder, "--lang", "en")
        ran = run("new", "--lang", "en", place + "/klienter.csv")
        check.true("again: not without a word", ran.code == 2, ran)
        write("Id;Namn\n1;Ek\n", place, "klienter.csv")
        ran = run("new", "--lang", "en", "--again", place + "/klienter.csv")
        check.true("again: over its own", ran.code == 0 and
                   "key: Id" in read(place, "job.yaml"), ran)
        for name in ("job.yaml", "brev.md", "stationery.yaml"):
            text = read(place, name)
            write(text.replace("FILL IN", "Filled", 1), place, name)
            ran = run("new", "--lang", "en", "--again",
                      place + "/klienter.csv")
            check.true(f"again: {name} is somebody's now", ran.code == 2 and
                       f"{name}' is already there" in ran.err and
                       "[never-overwritten]" in ran.err, ran)
            write(text, place, name)
        os.remove(os.path.join(place, "job.yaml"))
        ran = run("new", "--lang", "en", "--again", place + "/klienter.csv")
        check.true("again: not without the job that knows", ran.code == 2, ran)


def check_unfilled(check):
    """What is to be filled in is on no letter."""
    with Folder() as folder:
        for key, text, language in (("name", "FYLL I", "sv"),
                                    ("reference", "FYLL I", "sv"),
                                    ("reference", "FILL IN", "en")):
            with open(os.path.join(SAMPLE, "job.yaml"), encoding="utf-8") as of:
                job = re.sub(f"(?m)^{key}: .*", f"{key}: {text}\n"
                             f"language: {language}", of.read())
            with open(os.path.join(folder.job, "job.yaml"), "w",
                      encoding="utf-8") as to:
                to.write(job)
            ran = folder.run("-q", "--lang", "en", "-o", folder.file("out"))
            check.true(f"{key}: {text} is refused", ran.code == 2 and
                       f"'{key}:' still says '{text}' [not-filled-in]"
                       in ran.err, ran)


def main():
    check = Checks()
    check_stated(check)
    check_sheet(check)
    check_sample(check)
    check_values(check)
    check_numbers(check)
    check_overwritten(check)
    check_elsewhere(check)
    check_odd(check)
    check_gaps(check)
    check_organisations(check)
    check_refused(check)
    check_unfilled(check)
    check_colleague(check)
    check_called(check)
    check_choice(check)
    check_table(check)
    check_sums(check)
    check_unsure(check)
    check_again(check)
    check.end()


if __name__ == "__main__":
    main()
