"""utskick new: a job that can be checked, from any register; never overwrites."""
import os
import re

from kit import SAMPLE, Checks, Folder, register, run

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
        check.true("the sample's register", ran.code == 0 and not ran.err, ran)
        check.true("says what comes next", "utskick check" in ran.out, ran)
        check.equal("files", sorted(os.listdir(place)),
                    sorted([*TEXTS, "klienter.csv"]))
        job = read(place, "job.yaml")
        for line in ("key: Personnummer", "protected: Skydd",
                     "deceased: Avliden", "street: Adress", "co: C/o",
                     "name: [Förnamn, Efternamn]", "date: 2012-03-12",
                     "Beslut till: date", "Eget boende:"):
            check.true(f"has {line}", line in job, job)
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
        check.true("is not the key", "key: Personnummer" in job, job)


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
        check.true("organisations", ran.code == 0 and "persons: no" in
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
    check.end()


if __name__ == "__main__":
    main()
