"""The register in the workbench: her own sheet as it lies, and what its columns
are, written into the job file each in its own place. Nobody's values are shown
before it is known who is protected."""
import html
import os
import re

import book
from bench import Bench, is_secure
from kit import Checks, Folder, Small, run

# what the page says of them, since it shows no codes
SAYS = {
    "[serve-role-twice]": "cannot both be",
    "[serve-no-key]": "a column must name the row",
    "[serve-protected-both]": "and a reason says that none does",
    "[serve-sum-rows]": "row seems to add up the others",
}
SELECT = re.compile(
    r'<select id="(\w+-\d+)"[^>]*>\n(.*?)</select>', re.S)
CHOSEN = re.compile(r'<option value="([^"]*)" selected>')


def fields(page):
    """The form of the columns as a browser sends it."""
    part = page.text[page.text.find('<section id="columns">'):]
    part = part[:part.find("</section>")]
    sent = {name: html.unescape(value) for name, value in re.findall(
        r'<input type="(?:hidden|text)"[^>]*? name="([^"]+)"[^>]*?'
        r' value="([^"]*)"', part)}
    for name, options in SELECT.findall(part):
        found = CHOSEN.search(options)
        sent[name] = html.unescape(found.group(1)) if found else ""
    sent.pop("token", None)
    sent.pop("as", None)
    return sent


def read(folder, name="job.yaml"):
    with open(os.path.join(folder, name), "rb") as source:
        return source.read()


def put(folder, data, name="job.yaml"):
    with open(os.path.join(folder, name), "wb") as to:
        to.write(data)


def number_of(sent, column):
    return next(name.split("-")[1] for name, value in sent.items()
                if name.startswith("name-") and value == column)


def save(bench, sent, **more):
    return bench.post("/register", **{**sent, **more})


def shown(check, folder, bench):
    page = bench.get("/register")
    check.true("a page as the others", is_secure(page), page)
    check.true("rows and columns are counted",
               "396 rows, 21 columns" in page.text, page)
    check.true("the headings are marked", '<tr class="header"><th scope="row">'
               '<label><input type="radio" name="header" value="1" checked>'
               in page.text, page)
    check.true("her own rows", "<td>Smedjegatan 11 Lgh 1402</td>" in page.text)
    sent = fields(page)
    roles = {sent[f"name-{n}"]: sent.get(f"role-{n}") for n in range(21)}
    check.equal("roles as the job has them", {
        k: v for k, v in roles.items() if v}, {
            "Personnummer": "number-key", "Förnamn": "first",
            "Efternamn": "last", "C/o": "co", "Adress": "street",
            "Postnr": "postcode", "Ort": "town", "Skydd": "protected",
            "Avliden": "deceased", "God man": "guardian"})
    check.equal("a type", sent["type-" + number_of(sent, "Beslut till")],
                "date")
    check.true("values are for the next page", "type-" + number_of(
        sent, "Boendeform") not in sent)
    before = read(folder.job)
    saved = save(bench, sent)
    check.equal("nothing is changed by saving it", (
        saved.status, saved.headers["Location"], read(folder.job)),
        (303, "/register", before))


def protected(check, folder, bench):
    """Marked in the first rows, by a column, by a word, by somebody's number:
    none of it is on the page."""
    csv = read(folder.job, "klienter.csv")
    lines = csv.split(b"\r\n")
    cells = [line.split(b";") for line in lines]
    head = cells[0]
    skydd = head.index(b"Skydd")
    cells[3][skydd] = b"J"
    cells[5][skydd] = b"kanske"  # doubt holds
    cells[7][-1] = "Skyddad identitet".encode()
    cells[9][-1] = cells[3][0]  # speaks of a protected person
    put(folder.job, b"\r\n".join(b";".join(row) for row in cells),
        "klienter.csv")
    page = bench.get("/register")
    for at in (3, 5, 7, 9):
        for cell in cells[at][:3] + cells[at][4:5]:
            text = cell.decode("cp1252")
            others = [row for n, row in enumerate(cells[1:30], 1)
                      if n not in (3, 5, 7, 9) and cell in row]
            check.true(f"row {at + 1}: {text!r} is not shown",
                       others or not re.search(
                           rf"\b{re.escape(html.escape(text))}\b", page.text))
    check.equal("they are shown to be there",
                page.text.count("Protected identity: nothing is shown."), 4)
    check.true("others are shown",
               f"<td>{cells[2][0].decode()}</td>" in page.text)
    # until the job says who is protected, nobody's values are shown
    before = read(folder.job)
    for name, job in (
            ("nothing is said", before.replace(b", protected: Skydd", b"")),
            ("a column that is not there",
             before.replace(b"protected: Skydd", b"protected: Skyd")),
            ("the guardian is not said",
             before.replace(b", guardian: God man", b""))):
        put(folder.job, job)
        page = bench.get("/register")
        seen = [cell for row in cells[1:30] for cell in row[:5]
                if len(cell) > 3 and cell.decode("cp1252") in page.text]
        check.equal(f"{name}: values on the page", seen, [])
        check.true(f"{name}: their shapes are",
                   "<td>000000-0000</td>" in page.text and
                   "Only the shapes" in page.text, page)
    put(folder.job, before.replace(b", protected: Skydd", b""))
    page = bench.get("/register")
    check.true("what is missing stands first, with a link",
               'href="#columns">Which column says whose identity' in page.text
               and 'href="#role-13">What is &#39;Skydd&#39;?' in
               page.text.replace("'", "&#39;"), page)
    put(folder.job, before.replace(b"street: Adress", b"street: FILL IN")
        .replace(b"protected: Skydd", b"protected: FILL IN"))
    gaps = bench.get("/register")
    check.true("what is still to be filled in is missing too",
               "Which column has the street?" in gaps.text and
               "Which column says whose identity" in gaps.text, gaps)
    put(folder.job, before.replace(b", protected: Skydd", b""))
    sent = fields(page)
    saved = save(bench, sent, **{"role-13": "protected"})
    check.equal("said by the form", saved.status, 303)
    check.true("and it stands there", b"protected: Skydd}" in
               read(folder.job), read(folder.job).decode())
    check.true("the rest is as it was", read(folder.job).replace(
        b", protected: Skydd}", b"}") ==
        before.replace(b", protected: Skydd", b""))
    put(folder.job, before)
    put(folder.job, csv, "klienter.csv")


def each_column(check, folder, bench):
    """Every column gets another role and its own again: only lines that name
    it change, and then all bytes are as they were or mean the same."""
    before = read(folder.job)
    page = bench.get("/register")
    sent = fields(page)
    for n in range(21):
        column = sent[f"name-{n}"].encode()
        old = sent.get(f"role-{n}", "")
        new = "deceased" if not old else ""
        if old == "number-key":
            continue
        saved = save(bench, sent, **{f"role-{n}": new})
        after = read(folder.job)
        check.equal(f"{column.decode()}: saved", saved.status, 303)
        lines = before.split(b"\n"), after.split(b"\n")
        changed = [a for a, b in zip(*lines) if a != b]
        check.true(f"{column.decode()}: a line alone",
                   len(lines[0]) == len(lines[1]) and len(changed) == 1 and
                   (column in changed[0] or b"roles:" in changed[0]),
                   after.decode())
        back = bench.get("/register")
        save(bench, fields(back), **{f"role-{n}": old})
        check.true(f"{column.decode()}: all else as before", [
            a for a in read(folder.job).split(b"\n") if a not in lines[0]] ==
            [] or sorted(read(folder.job)) == sorted(before),
            read(folder.job).decode())
        put(folder.job, before)
    for n in range(21):
        if f"type-{n}" not in sent:
            continue
        new = "" if sent[f"type-{n}"] else "integer"
        saved = save(bench, sent, **{f"type-{n}": new})
        lines = before.split(b"\n"), read(folder.job).split(b"\n")
        more = [line for line in lines[1] if line not in lines[0]]
        less = [line for line in lines[0] if line not in lines[1]]
        check.true(f"type of column {n}", saved.status == 303 and
                   len(more) + len(less) == 1, (more, less))
        save(bench, fields(bench.get("/register")),
             **{f"type-{n}": sent[f"type-{n}"]})
        check.true(f"type of column {n}, back", sorted(
            read(folder.job).split(b"\n")) == sorted(lines[0]))
        put(folder.job, before)
    names = save(bench, sent, **{"role-1": "last", "role-2": "first"})
    check.true("first and family name change places", names.status == 303 and
               b"name: [Efternamn, F\xc3\xb6rnamn]" in read(folder.job))
    put(folder.job, before)
    save(bench, sent, **{"role-16": "guardian-street",
                         "role-17": "guardian-postcode",
                         "role-18": "guardian-town"})
    check.true("a guardian with an address", b"guardian: {name: God man, "
               b"street: God man adress, postcode: God man postnr, town: "
               b"God man ort}}" in read(folder.job), read(folder.job).decode())
    put(folder.job, before)


def refusals(check, folder, bench):
    before = read(folder.job)
    sent = fields(bench.get("/register"))
    for code, more in (
            ("[serve-role-twice]", {"role-8": "street"}),
            ("[serve-no-key]", {"role-0": ""}),
            ("[serve-protected-both]", {"unprotected": "alla är kända"})):
        answer = save(bench, sent, **more)
        check.true(code, answer.status == 400 and SAYS[code] in answer.text
                   and "Nothing was saved" in answer.text, answer)
        kept = fields(answer)
        check.true(f"{code}: her choices are kept", all(
            kept.get(name) == value for name, value in more.items()), answer)
        check.true(f"{code}: nothing is saved", read(folder.job) == before)
    reason = save(bench, sent, **{"role-13": "", "unprotected":
                                  "Registret är redan: rensat"})
    check.true("a reason in place of a column", reason.status == 303 and
               b'protected: {none: "Registret \xc3\xa4r redan: rensat"}' in
               read(folder.job), read(folder.job).decode())
    put(folder.job, before)
    other = before.replace(b"# the diary number", b"# <b>number</b>")
    put(folder.job, other)
    stale = save(bench, sent, **{"role-8": "co", "role-3": ""})
    check.true("another version is refused, and both are shown",
               stale.status == 409 and "&lt;b&gt;number&lt;/b&gt;" in
               stale.text and fields(stale)["role-8"] == "co", stale)
    check.true("the file is theirs", read(folder.job) == other)
    again = save(bench, fields(stale))
    check.true("hers over what she has seen", again.status == 303 and
               b"co: Enhet" in read(folder.job) and b"<b>number" in
               read(folder.job))
    put(folder.job, before)
    for name, more in (("a role", {"role-1": "<script>"}),
                       ("a type", {"type-1": "values"}),
                       ("another", {"type-1": "../x"})):
        save(bench, sent, **more)
        check.true(f"{name} that is none", read(folder.job) == before or
                   b"script" not in read(folder.job))
        put(folder.job, before)
    check.equal("no token", bench.post("/register", token=False,
                                       **sent).status, 403)
    anchored = before.replace(b"date: 2012", b"date: &d 2012")
    put(folder.job, anchored)
    check.true("a job that cannot be read", save(bench, sent).status == 400
               and read(folder.job) == anchored)
    put(folder.job, before)


def reading(check, folder, bench):
    before = read(folder.job)
    page = bench.get("/register")
    seen = page.field("seen")
    form = {"part": "reading", "seen": seen, "header-was": "1", "header": "1",
            "file": page.field("file")}
    answer = bench.post("/register", **form, encoding="windows-1252",
                        delimiter=";")
    check.true("encoding and delimiter are said", answer.status == 303 and
               b'taken: 2012-03-12, encoding: windows-1252, delimiter: ;}'
               in read(folder.job), read(folder.job).decode())
    form["seen"] = bench.get("/register").field("seen")
    bench.post("/register", **form, encoding="", delimiter="")
    check.true("and found again", read(folder.job) == before)
    form["seen"] = bench.get("/register").field("seen")
    bench.post("/register", **{**form, "header": "2"})
    check.true("another row", b"header: 2}" in read(folder.job))
    page = bench.get("/register")
    check.true("which is somebody's, and refused", "does not look like"
               in page.text or "cannot be read" in page.text, page)
    put(folder.job, before)
    # values with HTML
    csv = read(folder.job, "klienter.csv")
    lines = csv.split(b"\r\n")
    lines[0] = lines[0].replace(b"Anteckning", b'<img src=x onerror="a">')
    lines[2] = lines[2].replace(b"Britta", b"</table><script>")
    put(folder.job, b"\r\n".join(lines), "klienter.csv")
    page = bench.get("/register")
    check.true("signs of HTML are text", "<script>" not in page.text and
               "<img src" not in page.text and
               "&lt;/table&gt;&lt;script&gt;" in page.text and
               "&lt;img src=x" in page.text, page)
    put(folder.job, csv, "klienter.csv")


def workbook(check):
    """A new mailing from a workbook: sheets as tabs, hidden rows, colours."""
    with Small() as small:
        folder = small.file("ny")
        os.mkdir(folder)
        bench = Bench(folder)
        bench.open()
        home = bench.get("/")
        answer = bench.send("Klienter mars.xlsx", book.sample(),
                            seen=home.field("seen"))
        check.equal("begun", answer.status, 303)
        page = bench.get("/register")
        for what in ("Klienter i hemtj", 'value="3" checked',
                     '<a href="/register/sheet/1">Läs mig</a>',
                     '<a href="/register/sheet/3">../../etc/passwd</a>',
                     'aria-current="true">Klienter &lt;b&gt;&amp;&quot;',
                     '<span class="flag">hidden</span>',
                     '<span class="flag">coloured</span>',
                     SAYS["[serve-sum-rows]"]):
            check.true(f"seen: {what}", what in page.text or what in
                       html.unescape(page.text), page)
        for n in (4, 7):
            check.true("the protected are not shown", f"Släkt{n}" not in
                       page.text and f"Förnamn{n}" not in page.text, page)
        other = bench.get("/register/sheet/3")
        check.true("another sheet: shapes alone", other.status == 200 and
                   is_secure(other) and "Släkt1" not in other.text and
                   "000000-0000" in other.text, other)
        before = read(folder)
        form = {name: other.field(name) for name in
                ("seen", "file", "part", "sheet", "other", "header-was")}
        form = {k: html.unescape(v) for k, v in form.items()}
        saved = bench.post("/register", **form, header="1")
        check.true("it is taken", saved.status == 303 and
                   b"../../etc/passwd" in read(folder), read(folder).decode())
        put(folder, before)
        for path in ("0", "4", "99", "-1", "a", "1/..", "../3", "%2e%2e",
                     "1000", ""):
            page = bench.get(f"/register/sheet/{path}")
            check.true(f"sheet {path!r}", page.status in (200, 404) and
                       "Släkt4" not in page.text and "root:" not in page.text,
                       page)
        check.equal("it ends", bench.end(), 0)
        check.true("it says nothing of them", "Släkt" not in bench.said and
                   "400101" not in bench.said)


def empty(check):
    with Small() as small:
        os.mkdir(small.file("tom"))
        bench = Bench(small.file("tom"))
        bench.open()
        page = bench.get("/register")
        check.true("no mailing yet", page.status == 200 and
                   "There is no mailing in this folder yet." in page.text,
                   page)
        answer = bench.post("/register", part="columns", seen="x")
        check.equal("nothing to save into", answer.status, 400)
        bench.end()


def main():
    check = Checks()
    with Folder() as folder, Bench(folder.job) as bench:
        bench.open()
        shown(check, folder, bench)
        protected(check, folder, bench)
        each_column(check, folder, bench)
        refusals(check, folder, bench)
        reading(check, folder, bench)
        ran = run("check", os.path.join(folder.job, "job.yaml"))
        check.equal("the job is as it was", ran.code, 0)
        check.equal("it ends", bench.end(), 0)
    workbook(check)
    empty(check)
    check.end()


if __name__ == "__main__":
    main()
