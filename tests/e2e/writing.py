"""A letter is written beside the page as it will be printed: the page follows the
text that is not saved, faults stand at their place, nothing of it stays in the
folder; a letter comes in Word and becomes a text; who gets which letter, and on
which paper, is chosen, and all other bytes of the job stay."""
import html
import os
import re
import shutil
import time

from bench import Bench, children
from kit import ROOT, Checks, Folder

WORD = os.path.join(ROOT, "samples", "fritt-val-word", "brev.fi.docx")
TEXTAREA = re.compile(r'<textarea [^>]*>\n(.*?)</textarea>', re.S)
PICTURE = re.compile(r'<img alt="[^"]*" src="data:image/jpeg;base64,([^"]*)">')
# what the page says of it, since it shows no codes
SAYS = {"[serve-not-word]":
        "a letter in Word is a file that ends in .docx or .dotx",
        "[serve-bad-rows]":
        "a row is a number, and several are written as 3, 17 or 3-7"}


def read(folder, name="brev.sv.md"):
    with open(os.path.join(folder.job, name), "rb") as source:
        return source.read()


def put(folder, name, data):
    with open(os.path.join(folder.job, name), "wb") as to:
        to.write(data)


def files(folder):
    return {name: read(folder, name) for name in os.listdir(folder.job)
            if os.path.isfile(os.path.join(folder.job, name))}


def text_of(page):
    return html.unescape(TEXTAREA.search(page.text).group(1))


def pictures(page):
    return PICTURE.findall(page.text)


def live(bench, page, text, **more):
    return bench.post("/letter/live", name=page.field("name"),
                      seen=page.field("seen"),
                      text=text.replace("\n", "\r\n"), **more)


def follows(check, folder, bench):
    before = files(folder)
    page = bench.get("/letter/brev.sv.md")
    text = text_of(page)
    check.true("each letter is a tab", all(
        f'href="/letter/{name}"' in page.text
        for name in ("brev.sv.md", "brev.fi.md")), page)
    check.equal("one page is shown", len(pictures(page)), 1)
    check.true("fields of the register can be put in",
               'data-insert="{{Förnamn}}"' in page.text and
               'data-insert="{{[val från]}}"' in page.text, page)
    check.true("marks of protection are not offered",
               'data-insert="{{Skydd}}"' not in page.text)
    check.true("how easy it is to read", "LIX" in page.text)
    check.true("faults are tied to the text", 'aria-describedby="text-hint '
               'faults"' in page.text and 'id="faults"' in page.text)
    same = live(bench, page, text)
    check.equal("the same text, the same page", pictures(same),
                pictures(page))
    other = live(bench, page, text.replace("Hej", "God dag"))
    check.true("another text, another page", len(pictures(other)) == 1 and
               pictures(other) != pictures(page))
    check.true("only what changes comes", "<textarea" not in other.text and
               'id="people"' not in other.text and "<html" not in other.text)
    longer = live(bench, page, text + "\n\n" + "Ett stycke till.\n\n" * 60)
    check.true("more text, more pages", len(pictures(longer)) > 1)
    named = live(bench, page, text, whom="1")
    check.true("the longest name, another page", len(pictures(named)) == 1 and
               pictures(named) != pictures(page))
    bare = live(bench, page, text, bare="1")
    check.true("what a page lacks comes too",
               'id="people"' in bare.text and 'id="aids"' in bare.text)
    check.equal("nothing was written", files(folder), before)
    return page, text


def faults(check, folder, bench, page, text):
    answer = live(bench, page, text.replace("{{Förnamn}}", "{{Fornam}}"))
    check.true("a fault in its line", "brev.sv.md, line 7" in answer.text and
               "<mark>Fornam</mark>" in answer.text and
               "did you mean" in answer.text, answer)
    check.equal("the page as it was saved stays", pictures(answer),
                pictures(page))
    check.true("and it says so", "as it was last saved" in answer.text)
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    answer = live(bench, page, text + "\n" + evil)
    check.true("HTML stays text", "<script" not in answer.text and
               "onerror=alert(1)>" not in answer.text and
               "&lt;script&gt;" in answer.text, answer)
    answer = bench.post("/letter/show", name=page.field("name"),
                        seen=page.field("seen"), text=evil)
    check.equal("in the page too", text_of(answer), evil)
    check.equal("and the only script is ours", answer.text.count("<script"), 1)
    answer = live(bench, page, "x" * 300000)
    check.true("too much text is no page, and no end",
               answer.status == 200 and not pictures(answer) or
               "last saved" in answer.text, answer)
    check.equal("far too much", live(bench, page, "x" * 2000000).status, 413)
    deep = "{{if Förnamn = 'x'}}\n" * 3000 + "{{/if}}\n" * 3000
    began = time.monotonic()
    answer = live(bench, page, deep)
    check.true("conditions without end", answer.status == 200 and
               time.monotonic() - began < 30)
    answer = live(bench, page, "{{" + "(" * 100000)
    check.equal("braces without end", answer.status, 200)
    check.equal("without a token", bench.post(
        "/letter/live", token=False, name="brev.sv.md", text=text).status, 403)
    check.equal("another file", bench.post(
        "/letter/live", name="../job.yaml", text=text).status, 404)
    check.equal("a file that is no letter", bench.get(
        "/letter/klienter.csv").status, 404)
    check.true("it still answers", pictures(live(bench, page, text)) ==
               pictures(page))


def saved(check, folder, bench):
    for data in (read(folder), read(folder).replace(b"\n", b"\r\n")):
        put(folder, "brev.sv.md", data)
        page = bench.get("/letter/brev.sv.md")
        form = {"name": "brev.sv.md", "seen": page.field("seen")}
        sent = text_of(page).replace("\n", "\r\n")
        answer = bench.post("/letter", text=sent, **form)
        check.equal("saved", (answer.status, answer.headers["Location"]),
                    (303, "/letter/brev.sv.md"))
        check.true("the same bytes", read(folder) == data)
        more = data + (b"Mer.\r\n" if b"\r" in data else b"Mer.\n")
        put(folder, "brev.sv.md", more)
        answer = bench.post("/letter", text=sent.replace("Hej", "Hejsan"),
                            **form)
        check.true("another version is there: both are shown",
                   answer.status == 409 and "Hejsan" in text_of(answer) and
                   "Mer.\n" in html.unescape(answer.text), answer)
        check.true("and none is saved", read(folder) == more)
        put(folder, "brev.sv.md", data)


def warm(check, folder, bench):
    """One process; it sees what changes."""
    page = bench.get("/letter/brev.sv.md")
    before = children(bench.engine())
    live(bench, page, text_of(page))
    check.equal("one process, for all", (
        len(before), children(bench.engine())), (1, before))
    job = read(folder, "job.yaml")
    put(folder, "job.yaml", job.replace(b"2012-03-19 ", b"2012-03-20 "))
    again = bench.get("/letter/brev.sv.md")
    check.true("another date, another page", len(pictures(again)) == 1 and
               pictures(again) != pictures(page))
    put(folder, "job.yaml", job.replace(b"fil:", b"fel:").replace(
        b"file: klienter.csv", b"file: klientr.csv"))
    broken = bench.get("/letter/brev.sv.md")
    check.true("no register: it says so", not pictures(broken) and
               "klientr.csv" in broken.text, broken)
    put(folder, "job.yaml", job)
    check.equal("and is well again", pictures(
        bench.get("/letter/brev.sv.md")), pictures(page))


def in_word(check, folder, bench):
    before = files(folder)
    page = bench.get("/letter/brev.sv.md")
    with open(WORD, "rb") as source:
        document = source.read()

    def send(name, data, **form):
        page = bench.get("/letter/choices")
        return bench.send(name, data, seen=page.field("seen") if False else
                          re.findall(r'name="seen" value="(\w+)"',
                                     page.text)[-1], **form)
    answer = send("brev.pdf", b"%PDF-1.7\n", letter="instead",
                  instead="brev.sv.md")
    check.true("a PDF is no letter", answer.status == 400 and
               SAYS["[serve-not-word]"] in answer.text, answer)
    answer = send("B.docx", document, letter="instead", instead="../x")
    check.equal("in the place of nothing", answer.status, 400)
    check.equal("the folder is as it was", files(folder), before)
    answer = send("Brev till alla.docx", document, letter="instead",
                  instead="brev.sv.md")
    check.equal("it comes", (answer.status, answer.headers["Location"]),
                (303, "/letter/brev.sv.docx"))
    check.equal("only that name is another in the job",
                read(folder, "job.yaml"),
                before["job.yaml"].replace(b"brev.sv.md", b"brev.sv.docx"))
    page = bench.get("/letter/brev.sv.docx")
    check.true("its page is shown", len(pictures(page)) == 1)
    check.true("and what was left out, with its paragraph",
               "left out" in page.text and "paragraph 1" in page.text, page)
    answer = bench.post("/letter/convert", name="brev.sv.docx")
    check.equal("it becomes a text",
                (answer.status, answer.headers["Location"]),
                (303, "/letter/brev.sv-2.md"))
    text = bench.get("/letter/brev.sv-2.md")
    check.equal("with the same page", pictures(text), pictures(page))
    answer = bench.post("/letter/convert", name="brev.fi.md")
    check.equal("a text does not", answer.status, 409)
    answer = send("x.docx", document, letter="new", to="1.1")
    check.equal("one more letter",
                (answer.status, answer.headers["Location"]),
                (303, "/letter/brev.docx"))
    check.true("before the others", re.search(
        rb"letters:\n  - \{text: brev\.docx, where: \{Spr\xc3\xa5k: fi\}\}\n",
        read(folder, "job.yaml")), read(folder, "job.yaml").decode())
    for name in ("brev.docx", "brev.sv.docx", "brev.sv-2.md"):
        os.remove(os.path.join(folder.job, name))
    put(folder, "job.yaml", before["job.yaml"])


def choices(check, folder, bench):
    job = read(folder, "job.yaml")

    def save(page=None, **more):
        page = page or bench.get("/letter/choices")
        form = {"name": "job.yaml", "seen": page.field("seen")}
        for name, options in re.findall(
                r'<select id="[^"]*" name="((?:to|paper)[^"]*)">\n(.*?)'
                "</select>", page.text, re.S):
            found = re.search(r'value="([^"]*)" selected', options)
            form[name] = html.unescape(found.group(1)) if found else ""
        form.pop("to", None)
        form.update({name.replace("_", "-"): value
                     for name, value in more.items()})
        return bench.post("/letter/choices", **form)
    page = bench.get("/letter/choices")
    check.true("each stationery with a picture", len(pictures(page)) >= 3 and
               "kommun-v2" in page.text, page)
    answer = save()
    check.equal("nothing chosen, nothing changed",
                (answer.status, read(folder, "job.yaml") == job), (303, True))
    save(paper_0="suomi-c5")
    check.equal("one letter's paper", read(folder, "job.yaml"), job.replace(
        b"{Spr\xc3\xa5k: fi}}", b"{Spr\xc3\xa5k: fi}, stationery: suomi-c5}"))
    save(paper_0="")
    check.equal("and back", read(folder, "job.yaml"), job)
    save(to_0="1.0")
    check.equal("to others", read(folder, "job.yaml"),
                job.replace(b"{Spr\xc3\xa5k: fi}", b"{Spr\xc3\xa5k: sv}"))
    put(folder, "job.yaml", job)
    save(to_0="all")
    check.equal("to everybody", read(folder, "job.yaml"),
                job.replace(b", where: {Spr\xc3\xa5k: fi}", b""))
    put(folder, "job.yaml", job)
    save(paper="kommun-v2")
    check.equal("the mailing's", read(folder, "job.yaml"), job.replace(
        b"stationery: kommun-h2", b"stationery: kommun-v2"))
    put(folder, "job.yaml", job)
    save(gone_0="1")
    check.equal("one letter less", read(folder, "job.yaml"), job.replace(
        b"  - {text: brev.fi.md, where: {Spr\xc3\xa5k: fi}}\n", b""))
    put(folder, "job.yaml", job)
    stale = bench.get("/letter/choices")
    put(folder, "job.yaml", job + b"# ny\n")
    answer = save(stale, paper="kommun-v2")
    check.true("of another version: refused, and shown",
               answer.status == 409 and "# ny" in answer.text and
               read(folder, "job.yaml") == job + b"# ny\n", answer)
    written = job.replace(b"where: {Spr\xc3\xa5k: fi}",
                          b"when: \"Distrikt = 'Haga' or Ort = '<b>'\"")
    put(folder, "job.yaml", written)
    page = bench.get("/letter/choices")
    check.true("what no choice shows stands as it is written",
               "Ort = &#39;&lt;b" in page.text or "Ort = '&lt;b" in page.text,
               page)
    save(page)
    check.equal("and stays", read(folder, "job.yaml"), written)
    put(folder, "job.yaml", job)


def rows(check, folder, bench):
    """The letter of a row: by POST alone, of nobody who is protected."""
    lines = read(folder, "klienter.csv").decode("cp1252").splitlines()[1:]
    cells = [line.split(";") for line in lines]
    hidden = next(i for i, c in enumerate(cells, 1)
                  if c[13] not in ("", "N"))
    shown = bench.get("/look/pages")
    check.true("why each page is there", "längsta namnet" in shown.text and
               'href="#page-3"' in shown.text and 'id="page-3"' in shown.text)
    invented = bench.post("/look/rows", rows="17")
    check.true("one row", len(pictures(invented)) == 1 and
               "Row 17: " in invented.text and
               "The people are invented" in invented.text, invented)
    real = bench.post("/look/rows", rows="17", real="1")
    check.true("as it is", len(pictures(real)) == 1 and
               pictures(real) != pictures(invented) and
               "The people on these pages are real" in real.text)
    check.equal("it is not kept", bench.get("/look/rows").status, 404)
    for asked in ({}, {"real": "1"}):
        answer = bench.post("/look/rows", rows=str(hidden), **asked)
        check.true("a protected person's is not shown",
                   not pictures(answer) and not any(
                       len(c) > 3 and c in answer.text
                       for c in cells[hidden - 1][:7]), answer)
    for bad in ("", "x", "-1", "<b>", "99999999999999"):
        answer = bench.post("/look/rows", rows=bad)
        check.true(f"{bad!r} is no row", SAYS["[serve-bad-rows]"] in
                   answer.text and "<b>" not in answer.text, answer)
    check.true("nor is one that is not there", "has no row 4000" in
               bench.post("/look/rows", rows="4000").text)
    check.equal("without a token", bench.post(
        "/look/rows", token=False, rows="17").status, 403)


def people(check, folder, bench):
    """No value of a row reaches what comes, but as an invented one's picture."""
    lines = read(folder, "klienter.csv").decode("cp1252").splitlines()[1:60]
    values = {value for line in lines for value in line.split(";")[:5]
              if len(value) > 5}
    said = "".join(bench.get(path).text for path in (
        "/letter", "/letter/brev.sv.md", "/letter/choices"))
    check.equal("values of rows", [v for v in values if v in said], [])


def main():
    check = Checks()
    with Folder() as folder:
        before = files(folder)
        with Bench(folder.job) as bench:
            bench.open()
            page, text = follows(check, folder, bench)
            faults(check, folder, bench, page, text)
            saved(check, folder, bench)
            put(folder, "brev.sv.md", before["brev.sv.md"])
            warm(check, folder, bench)
            people(check, folder, bench)
            rows(check, folder, bench)
            in_word(check, folder, bench)
            choices(check, folder, bench)
            bench.end()
            check.equal("it said nothing but its address",
                        bench.said.strip().count("\n") < 3, True)
        check.equal("the folder is as it was", files(folder), before)
    with Folder() as folder:
        shutil.rmtree(folder.job)
        os.mkdir(folder.job)
        with Bench(folder.job) as bench:
            bench.open()
            check.true("without a job it says so", "There is no job"
                       in bench.get("/letter").text or
                       bench.get("/letter").status == 200,
                       bench.get("/letter"))
    check.end()


if __name__ == "__main__":
    main()
