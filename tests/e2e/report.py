"""keep/report.html: the run on one page. It says what the ledger says, loads
nothing, runs nothing, names nobody; verify finds every byte that is another."""
import base64
import html
import html.parser
import os
import re
import sqlite3

from kit import Checks, Folder, Small, batches, register, reseal, run, tool

VOID = {"meta", "rect"}


class Page(html.parser.HTMLParser):
    """Tags in balance, their attributes, and the tables by heading."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []
        self.tables, self.heading, self.said, self.cells = {}, "", "", None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("th", "td", "h1", "h2"):
            self.said = ""
        if tag == "tr":
            self.cells = []

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}> closes nothing")
        if tag == "h2":
            self.heading = self.said
        elif tag in ("th", "td"):
            self.cells.append(self.said.strip())
        elif tag == "tr":
            self.tables.setdefault(self.heading, []).append(self.cells)

    def handle_data(self, text):
        self.said += text


def read(out):
    """A page, or the one of a run."""
    if not out.endswith(".html"):
        out = os.path.join(out, "keep", "report.html")
    with open(out, encoding="utf-8") as source:
        return source.read()


def ask(out, query):
    path = os.path.join(out, "keep", "ledger.db")
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as ledger:
        return [[str(cell) for cell in row] for row in ledger.execute(query)]


def check_page(check, out, language):
    text = read(out)
    page = Page(text)
    check.equal("every tag is closed", page.open, [])
    check.true("its language", f'<html lang="{language}">' in text)
    check.true("no script", not {"script", "link", "img", "iframe", "object",
                                 "form", "base"} & set(page.tags))
    check.true("nothing from elsewhere, nothing that runs", not [
        name for name, value in page.attributes
        if name in ("src", "href", "style", "srcset") or name.startswith("on")]
        and not re.search(r"url\(|@import|https?:", text))
    return page


def check_numbers(check, out, page):
    tables = page.tables
    check.equal("six columns can be scrolled", re.findall(
        r"<div class=w [^>]*aria-label=\"(Utfall per område|Reglerna[^\"]*)\"",
        read(out)), ["Utfall per område"])
    bars = [(int(x), int(width)) for x, width in re.findall(
        r'<rect x=(\d+) width=(\d+)', html.unescape(read(out)).split(
            "Vad som blev av raderna")[1].split("</section>")[0])]
    check.true("one bar goes on where the one above it ends", len(bars) == 4
               and bars[0][0] == 0 and all(
        abs(a[0] + a[1] - b[0]) <= 1 for a, b in zip(bars, bars[1:]))
        and abs(sum(bars[-1]) - 1000) <= 1, bars)
    check.equal("outcomes", [row[1] for row in
                             tables["Vad som blev av raderna"][1:]],
                ["284", "0", "83", "29", "396"])
    check.equal("the waterfall", [
        row[1:] for row in
        tables["Från alla rader till brev: vad varje regel tog"][1:]],
        ask(out, 'SELECT decided, "left" FROM rule WHERE decided'
                 " ORDER BY number"))
    check.equal("areas", sorted(tables["Utfall per område"][1:-1]), sorted(
        [name or "–", *counts] for name, *counts in ask(
            out, "SELECT coalesce(Enhet, ''), count(*),"
            " sum(outcome = 'letter'), sum(outcome = 'together'),"
            " sum(outcome = 'excluded'), sum(outcome = 'held') FROM register"
            " JOIN outcome ON outcome.row = register.'#'"
            " GROUP BY coalesce(Enhet, '')")))
    held = {int(n) for row in tables["Väntar, efter orsak"][1:]
            for n in row[2].split(", ")}
    check.equal("held rows", held, {int(n) for [n] in ask(
        out, "SELECT row FROM outcome WHERE outcome = 'held'")})
    check.equal("rules", [row[1:] for row in
                          tables["Reglerna i den ordning de avgör"][1:]],
                ask(out, "SELECT matched, undecidable, decided FROM rule"
                         " ORDER BY number"))
    text = read(out)
    check.true("sums of all files and batches", all(
        f">{digest}<" in text for [digest] in ask(
            out, "SELECT sha256 FROM input UNION SELECT sha256 FROM"
                 " batch_result")))


def check_nobody(check, out):
    """No cell of the register, but areas' names."""
    text = html.unescape(re.sub(r"(?s)<style>.*?</style>|<[^>]*>", " ",
                                read(out)))
    for column in ("Personnummer", "Efternamn", "Adress", "Anteckning"):
        said = [row[column] for row in register() if row.get(column)
                and len(row[column]) > 4 and
                re.search(rf"\b{re.escape(row[column])}\b", text)]
        check.equal(f"nothing of {column}", said, [])


def check_damage(check, out):
    path = os.path.join(out, "keep", "report.html")
    text = read(out)
    with open(path, "w", encoding="utf-8") as to:
        to.write(text.replace(">284<", ">285<", 1))
    ran = run("verify", "--lang", "en", out)
    check.true("a changed report fails its sum", ran.code == 2 and
               "report.html" in ran.err and "[changed-file]" in ran.err, ran)
    reseal(out)
    ran = run("verify", "--lang", "en", out)
    check.true("and the ledger, with new sums", ran.code == 2 and
               "[report-differs]" in ran.err, ran)
    os.remove(path)
    ran = run("verify", "--lang", "en", out)
    check.true("a missing one too", ran.code == 2 and
               "[missing-file]" in ran.err, ran)


def check_later(check, folder, out):
    """The same page of later: what it says of fates and events; the sealed one
    stays as it is."""
    sealed = read(out)
    for arguments in (
            ["withdraw", "--letters", "17,30", "--reason", "flyttat <hem>",
             "-o", folder.file("pulled")],
            ["posted", "--letters", "1-16,18-29,31-200"], ["posted", "--letters", "201-284"]):
        ran = run(*arguments, "--date", "2012-03-21", out)
        check.true(f"{arguments[0]}", ran.code == 0, ran)
    path = folder.file("senare.html")
    own = path + ".partial"
    with open(own, "w", encoding="utf-8") as to:
        to.write("mitt eget")
    ran = run("status", "--report", path, out)
    with open(own, encoding="utf-8") as source:
        check.equal("somebody's own file of a name like it stays",
                    source.read(), "mitt eget")
    os.remove(own)
    if not check.true("a page of later", ran.code == 0 and
                      os.stat(path).st_mode & 0o777 == 0o600, ran):
        return
    page = check_page(check, path, "sv")
    fates = page.tables["Vad som blev av breven"]
    check.equal("fates by area", sorted([name, letters] for name, letters, *_
                                        in fates[1:-1]), sorted(ask(
        out, "SELECT Enhet, count(*) FROM letter JOIN register"
             " ON register.'#' = letter.first_row GROUP BY Enhet")))
    check.true("each row and each column close", all(
        int(row[1]) == sum(map(int, row[2:7])) for row in fates[1:]) and all(
        int(fates[-1][i]) == sum(int(row[i]) for row in fates[1:-1])
        for i in range(1, 8)), fates)
    check.equal("fates in all", fates[-1],
                ["Summa", "284", "282", "2", "0", "0", "0", "0"])
    check.equal("events", page.tables["Händelser sedan förseglingen"][1:], [
        ["1", "2012-03-21", "återtaget", "återtaget 17,30", "flyttat <hem>"],
        ["2", "2012-03-21", "postat", "postat 1-16,18-29,31-200", ""],
        ["3", "2012-03-21", "postat", "postat 201-284", ""]])
    later = read(path)
    begin = sealed.index("<section>")
    check.true("and then the sealed report", later.endswith(sealed[begin:]))
    check.equal("which has not changed", read(out), sealed)
    ran = run("status", "--lang", "en", "--report", path, out)
    check.true("no file is overwritten", ran.code == 2 and
               "[folder-exists]" in ran.err, ran)
    inside = os.path.join(out, "keep", "senare.html")
    ran = run("status", "--lang", "en", "--report", inside, out)
    check.true("and none added to the run", ran.code == 2 and
               "[inside-run]" in ran.err and
               not os.path.exists(inside), ran)
    ran = run("status", "--lang", "en", "--report", folder.file("x.html"),
              folder.path)
    check.true("nor of several runs", ran.code == 2 and
               not os.path.exists(folder.file("x.html")), ran)


def check_pictures(check, folder, out):
    """Pages of the proof in the page of later: of this mailing, with invented
    people, and of no other file."""
    job = os.path.join(folder.job, "job.yaml")
    proof, real = folder.file("prov.pdf"), folder.file("keep", "prov.pdf")
    os.mkdir(folder.file("keep"))
    ran = run("proof", "-o", proof, job)
    check.true("a proof", ran.code == 0, ran)
    ran = run("proof", "--real", "-o", real, job)
    check.true("a proof of real people", ran.code == 0, ran)
    path = folder.file("bilder.html")
    ran = run("status", "--report", path, "--proof", proof, out)
    if not check.true("a page with pictures", ran.code == 0, ran):
        return
    pictures = re.findall(r'<img alt="provets sida (\d)" src="data:image/png;'
                          r'base64,([A-Za-z0-9+/=]+)">', read(path))
    pages = tool("pdfinfo", proof).out
    check.equal("the proof's pages, six at most",
                [number for number, _ in pictures], [str(n + 1) for n in range(
                    min(6, int(re.search(r"Pages: +(\d+)", pages)[1])))])
    check.true("as pictures", all(base64.b64decode(data).startswith(
        b"\x89PNG\r\n") for _, data in pictures))
    check.true("and nothing else from anywhere", not re.search(
        r'(?:src|href)="(?!data:image/png;base64,)', read(path)))
    folder.change("brev.sv.md", "Hej", "Hejsan")
    other = folder.file("annat.pdf")
    ran = run("proof", "-o", other, job)
    check.true("a proof of another letter", ran.code == 0, ran)
    path = folder.file("fel.html")
    for name, pdf, code in (
            ("real people", real, "[not-this-proof]"),
            ("another letter", other, "[not-this-proof]"),
            ("the batch itself", batches(out)[0], "[not-this-proof]"),
            ("no PDF", job, "[bad-pdf]")):
        ran = run("status", "--lang", "en", "--report", path, "--proof", pdf,
                  out)
        check.true(f"{name}: not shown", ran.code == 2 and code in ran.err and
                   not os.path.exists(path), ran)
    ran = run("status", "--lang", "en", "--report", path, "--proof", proof, out,
              PATH=folder.path)
    check.true("no pdftoppm: said, and no page without them", ran.code != 0 and
               "pdftoppm" in ran.err and not os.path.exists(path), ran)
    # a folder of the name that pictures pass through is somebody's own
    os.mkdir(path + ".pages")
    kept = os.path.join(path + ".pages", "minne.txt")
    with open(kept, "w", encoding="utf-8") as to:
        to.write("kvar")
    ran = run("status", "--lang", "en", "--report", path, "--proof", proof, out)
    check.true("and stays", ran.code == 2 and "[folder-exists]" in ran.err and
               os.path.exists(kept) and not os.path.exists(path), ran)
    os.remove(kept)
    os.rmdir(path + ".pages")
    ran = run("status", "--lang", "en", "--proof", proof, out)
    check.true("pictures want a page", ran.code == 3 and
               "[proof-without-report]" in ran.err, ran)
    check.equal("no picture is left", [name for name in os.listdir(folder.path)
                                       if name.endswith(".pages")], [])


def check_markup(check):
    """Names of job, columns and reasons are text, whatever stands in them."""
    head = Small.HEAD.replace("name: Prov", "name: '<b>Prov</b> & \"så\"'")
    job = ("allow: {similar: <i>därför</i>}\nrules:\n"
           "  - {exclude: 'Nej <script>alert(1)</script>',"
           " where: {Förnamn: Bo}}\n")
    with Small(job, head=head) as small:
        ran = small.run()
        if not check.true("a run with markup in its words", ran.code == 0, ran):
            return
        page = check_page(check, small.file("out"), "sv")
        check.true("is shown as it was written",
                   "<h1>&lt;b&gt;Prov&lt;/b&gt; &amp; &quot;så&quot;</h1>" in
                   read(small.file("out")) and "b" not in page.tags)


def check_many(check):
    """Of more rows with one cause than can be read, the last are counted."""
    rows = [Small.ROWS[0] + ";Nr"] + [
        f"{n};Anna;Ek;Gatan 1;999 32;Norrviken;;{n}" for n in range(1, 1006)]
    with Small(head=Small.HEAD.replace("key: Personnummer", "key: Nr").replace(
            "roles: {person: Personnummer, protected: Skydd}", "persons: no\n"
            "roles: {not_marks: {Skydd: prov}}"), rows=rows,
               job="rules:\n  - {hold: Sedan, when: \"Nr in ('2', '4')\"}\n"
               "  - {hold: Vänta, when: \"Nr <> '1'\"}\n") as small:
        ran = small.run("-q")
        tables = Page(read(small.file("out"))).tables if not ran.code else {}
        numbers = [n for n in range(3, 1006) if n != 4]
        check.equal("many rows of one cause", tables.get(
            "Väntar, efter orsak", [])[1:], [
            ["Sedan", "2", "2, 4"],
            ["Vänta", "1002", ", ".join(map(str, numbers[:1000])) +
             " och 2 till, i förteckningen"]])


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("out")
        folder.change("job.yaml", "letters_per_batch: 100}",
                      "letters_per_batch: 100, new_batch: Enhet}")
        check.true("a run", folder.run("-q", "-o", out).code == 0)
        page = check_page(check, out, "sv")
        check_numbers(check, out, page)
        check_nobody(check, out)
        ran = run("verify", out)
        check.true("all holds", ran.code == 0, ran)
        check_later(check, folder, out)
        check_pictures(check, folder, out)
        check_damage(check, out)
    check_markup(check)
    check_many(check)
    check.end()


if __name__ == "__main__":
    main()
