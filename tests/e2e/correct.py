"""The workbench corrects a row: what the form changes becomes a line of the list,
every other byte of which stays; the row is decided anew; a form of other files
is refused with both values, one that contradicts an earlier correction too; of
protected people nothing is shown."""
import html
import os
import re

from bench import Bench, is_secure
from kit import Checks, Folder, Small, register, run

LIST = "rättelser.csv"

# what a page says of a code
TOLD = {
    "[correction-gone]": "no correction on that line",
    "[correction-sign]": "does not have every character",
    "[corrections-not-text]": "not a CSV file in UTF-8",
    "[corrections-there]": "the job does not name it",
    "[file-link]": "is a link, and would become a file of its own",
}


def cells(page):
    """The form's cells by name: what each was, and what it is."""
    found = {}
    for kind, name, value in re.findall(
            r'name="(was|new)\.([^"]*)"\s+value="([^"]*)"', page.text):
        found.setdefault(kind, {})[html.unescape(name)] = html.unescape(value)
    return found


def form_of(page, **changes):
    """The form as a browser sends it, with these changes by column."""
    form = {name: html.unescape(page.field(name) or "")
            for name in ("seen", "place", "key", "replace")
            if page.field(name) is not None}
    of = cells(page)
    for name, value in of["was"].items():
        form["was." + name] = value
        form["new." + name] = changes.get(name, of["new"][name])
    return form


def read(folder, name=LIST):
    with open(os.path.join(folder.job, name), "rb") as source:
        return source.read()


def write(folder, data, name=LIST):
    with open(os.path.join(folder.job, name), "wb") as to:
        to.write(data)


def outcome(page):
    found = re.search(r'<p class=verdict>([^<]*)</p>', page.text)
    return found and html.unescape(found[1])


def first(check, folder, bench):
    """A job without a list gets one, and names it."""
    before = read(folder, "job.yaml")
    account = bench.get("/check")
    check.true("the account leads to each line that waits", re.search(
        r'<button[^>]*name="place" value="206">206</button>', account.text),
        account)
    page = bench.post("/correct", place="206")
    check.true("the row is shown, and kept by nobody", page.status == 200 and
               is_secure(page) and "held" in (outcome(page) or ""), page)
    of = cells(page)["new"]
    row = register(folder.job)[204]
    check.equal("its cells as they stand", {k: of[k] for k in of},
                {k: v.strip() for k, v in row.items()})
    return row, page, before


def saved(check, folder, bench, row, page, before):
    form = form_of(page, Postnr="999 32")
    nameless = bench.post("/correct/save", **form)
    check.true("somebody must stand for it", nameless.status == 400 and
               'aria-invalid="true"' in nameless.text and
               not os.path.exists(os.path.join(folder.job, LIST)), nameless)
    same = bench.post("/correct/save", who="KE", **form_of(page))
    check.true("nothing changed, nothing saved", same.status == 200 and
               "nothing was saved" in same.text, same)
    done = bench.post("/correct/save", who="KE", **form)
    check.true("saved", done.status == 200 and "corrections are saved" in
               done.text, done)
    check.equal("a list as Excel writes one", read(folder).decode(),
                "\ufeffnyckel;kolumn;gammalt;nytt;vem\r\n"
                f"{row['Personnummer']};Postnr;{row['Postnr'].strip()};"
                "999 32;KE\r\n")
    after = read(folder, "job.yaml")
    check.true("the job names it, and no other byte has changed",
               after != before and re.sub(
                   "(corrections|rättelser): *\"?rättelser.csv\"?\n".encode(),
                   b"", after) == before, after)
    check.true("the outcome is another", outcome(done) and outcome(done) !=
               outcome(page), (outcome(done), outcome(page)))
    told = run("explain", "--lang", "en", os.path.join(
        folder.job, "job.yaml"), stdin=row["Personnummer"] + "\n")
    check.equal("it is the command's", told.out.strip().splitlines()[-1],
                outcome(done))
    return done


LISTS = (
    # name, encoding, list, what stands in it after a correction of 206
    ("windows-1252, LF, no end", "windows-1252",
     "nyckel;kolumn;gammalt;nytt;vem\n19320103-9942;Enhet;x;Björkgården;Å",
     "{}\n{key};Postnr;999 3O;999 32;Å\n"),
    ("quotes and CRLF", "utf-8",
     '"nyckel";"kolumn";"gammalt";"nytt";"vem"\r\n',
     '{}"{key}";"Postnr";"999 3O";"999 32";"Å"\r\n'),
    ("commas, other order, a column more, blank lines", "utf-8",
     "who,why,new,old,column,key\n\nKE,därför,y,\"x, x\",Enhet,19320103-9942"
     "\n\n", "{},,999 32,999 3O,Postnr,{key}\n"),
    ("a byte order mark, tabs", "utf-8-sig",
     "nyckel\tkolumn\tgammalt\tnytt\tvem\r\n",
     "{}{key}\tPostnr\t999 3O\t999 32\tÅ\r\n"),
)


def lists(check):
    """Every byte that is there stays; what comes is written as the rest."""
    for name, encoding, text, want in LISTS:
        with Folder() as folder:
            write(folder, text.encode(encoding))
            folder.change("job.yaml", "roles:", f"corrections: {LIST}\nroles:")
            job = read(folder, "job.yaml")
            with Bench(folder.job) as bench:
                bench.open()
                page = bench.post("/correct", place="206")
                key = cells(page)["new"]["Personnummer"]
                done = bench.post("/correct/save", who="Å",
                                  **form_of(page, Postnr="999 32"))
                check.true(f"{name}: saved", done.status == 200, done)
                start = text + "Å" if want.startswith("{},,") else text
                have = read(folder)
                check.equal(f"{name}: the list", have, want.format(
                    start, key=key).encode(encoding))
                check.equal(f"{name}: the job", read(folder, "job.yaml"), job)
                undone = bench.post("/correct/save", who="Å", **form_of(
                    done, Postnr="999 3O"))
                check.true(f"{name}: back to the register's", undone.status ==
                           200 and b"Postnr" not in read(folder), undone)


def against(check, folder, bench, done):
    """An earlier correction is shown, and replaced only when that is said."""
    page = bench.post("/correct", place="206")
    check.true("the earlier one is shown", "Corrected from &#39;999 3O&#39;" in
               page.text.replace("'", "&#39;"), page)
    before = read(folder)
    form = form_of(page, Postnr="999 33")
    refused = bench.post("/correct/save", who="BA", **form)
    check.true("not over it by itself", refused.status == 409 and
               "by KE" in refused.text and read(folder) == before, refused)
    again = bench.post("/correct/save", who="BA", **form_of(refused))
    check.equal("its line says the new one",
                read(folder), before.replace(b"999 32;KE", b"999 33;BA"))
    check.true("saved", again.status == 200, again)
    check.true("check counts one correction", "1" in run(
        "check", "--lang", "en", os.path.join(folder.job, "job.yaml")).out)


def stale(check, folder, bench):
    page = bench.post("/correct", place="206")
    other = bench.post("/correct", place="206")
    bench.post("/correct/save", who="KE", **form_of(page, Förnamn="Ebbe"))
    before = read(folder)
    refused = bench.post("/correct/save", who="BA", **form_of(
        other, Förnamn="Ebban", Enhet="Norr"))
    check.true("a form of other files: both are shown", refused.status == 409
               and "What stands there now: Ebbe" in refused.text and
               'value="Ebban"' in refused.text, refused)
    check.equal("and nothing is saved", read(folder), before)
    done = bench.post("/correct/save", who="BA", replace="1",
                      **form_of(refused))
    check.true("hers can still be saved", done.status == 200 and
               "Ebban;BA" in read(folder).decode(), done)
    refused = bench.post("/corrections/remove", line="2", seen="0" * 64)
    check.true("nor is a line removed by such a form", refused.status == 409
               and b"Postnr" in read(folder), refused)


def far_below(check):
    """A list two folders below, of which the folder's own state says nothing: the
    line that she saw is what counts."""
    text = ("key;column;old;new;who\n{}19320303-9825;Adress;Björkgatan 3;"
            "Nygatan 3;KE\n")
    both = text.format("19310202-9810;Adress;Björkgatan 1;Nygatan 1;KE\n")
    with Small("corrections: a/b/list.csv\n") as small:
        os.makedirs(small.file("jobb", "a", "b"))
        small.write("a/b/list.csv", both)
        with Bench(small.file("jobb")) as bench:
            bench.open()
            page = bench.post("/corrections")
            row = bench.post("/correct", place="3")
            small.write("a/b/list.csv", text.format(""))
            refused = bench.post("/corrections/remove", line="2",
                                 seen=page.field("seen"))
            with open(small.file("jobb", "a/b/list.csv"),
                      encoding="utf-8") as source:
                kept = source.read()
            check.true("far below: another line has come there",
                       refused.status == 409 and kept == text.format(""),
                       refused)
            refused = bench.post("/correct/save", who="BA", **form_of(
                row, Efternamn="Berg"))
            check.equal("far below: a row of another list", refused.status, 409)
            done = bench.post("/corrections/remove", line="2", seen=bench.get(
                "/corrections").field("seen"))
            check.equal("far below: the one that is there", done.status, 303)


def fields(page, action):
    """The fields of the form that goes there, but for the token."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page.text, re.S)
    return {name: html.unescape(value) for name, value in re.findall(
        r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', form.group(0))
            if name != "token"}


def linked_job(check):
    """No list becomes one that a job behind a link does not name."""
    with Small() as small:
        os.rename(small.job, small.file("jobb", "gem.yaml"))
        os.symlink("gem.yaml", small.job)
        with Bench(small.file("jobb")) as bench:
            bench.open()
            row = bench.post("/correct", place="2")
            page = bench.post("/correct/save", who="KE",
                              **form_of(row, Adress="Nygatan 1"))
            check.true("a new list of a job that is a link", page.status == 400
                       and TOLD["[file-link]"] in page.text and
                       sorted(os.listdir(small.file("jobb"))) ==
                       ["brev.md", "gem.yaml", "job.yaml", "r.csv"], page)


def links(check):
    """What a link leads to is others', too: a link does not become a file of its
    own, which nobody else's change would reach."""
    names = ("job.yaml", "r.csv", "list.csv")
    with Small("corrections: list.csv\n", **{
            "list_csv": "key;column;old;new;who\n"}) as small:
        os.mkdir(small.file("jobb", "gem"))
        for name in names:
            os.rename(small.file("jobb", name), small.file("jobb", "gem", name))
            os.symlink(os.path.join("gem", name), small.file("jobb", name))
        with Bench(small.file("jobb")) as bench:
            bench.open()
            home = bench.get("/")
            facts = {**fields(home, "/facts"), "name": "Annat"}
            row = bench.post("/correct", place="2")
            told = {
                "the job's facts": bench.post("/facts", **facts),
                "the register": bench.send(
                    "r.csv", b"another", seen=home.seen_by_upload(),
                    **{"as": "r.csv"}),
                "the list": bench.post("/correct/save", who="KE",
                                       **form_of(row, Adress="Nygatan 1")),
            }
            for name, page in told.items():
                check.true(f"links: {name}", page.status == 400 and
                           TOLD["[file-link]"] in page.text, page)
            check.equal("links: they lead where they led", [
                os.path.islink(small.file("jobb", name)) for name in names],
                        [True] * 3)


def moved(check, folder, bench):
    """Another row has come to the place: it is not that which is corrected."""
    page = bench.post("/correct", place="206")
    lines = read(folder, "klienter.csv").split(b"\r\n")
    lines.insert(1, lines.pop(205))
    old = read(folder, "klienter.csv")
    write(folder, b"\r\n".join(lines), "klienter.csv")
    refused = bench.post("/correct/save", who="BA", **form_of(
        page, Efternamn="Berg"))
    check.true("the person is found again", refused.status == 409 and
               refused.field("place") == "2" and
               refused.field("key") == page.field("key"), refused)
    write(folder, old, "klienter.csv")


def listed(check, folder, bench):
    """By its address the list names nobody."""
    row = register(folder.job)[204]
    page = bench.get("/corrections")
    check.true("lines, columns, names", "<td>Postnr</td>" in page.text and
               "<td>BA</td>" in page.text and is_secure(page), page)
    check.equal("no value", [v for v in (
        row["Personnummer"], row["Postnr"], "999 33", "Ebban")
        if v in page.text], [])
    shown = bench.post("/corrections")
    check.true("by POST they are shown", all(v in shown.text for v in (
        row["Personnummer"], row["Postnr"], "999 33", "Ebban")), shown)
    number = page.text.count('action="/corrections/remove"')
    gone = bench.post("/corrections/remove", line="2", seen=page.field("seen"))
    check.equal("one is removed", (gone.status, gone.headers["Location"],
                                   b"Postnr" in read(folder)),
                (303, "/corrections", False))
    check.equal("the others stay", bench.get("/corrections").text.count(
        'action="/corrections/remove"'), number - 1)
    page = bench.get("/corrections")
    for line in ("1", "77", "x", "-1", "4294967298"):
        refused = bench.post("/corrections/remove", line=line,
                             seen=page.field("seen"))
        check.true(f"no line {line}", refused.status == 400 and
                   TOLD["[correction-gone]"] in refused.text, refused)


def hidden(check, folder, bench):
    """Of protected people nothing is shown and nothing corrected."""
    row = [r for r in register(folder.job) if r["Skydd"] not in ("", "N")][0]
    line = register(folder.job).index(row) + 2
    secrets = [v for k, v in row.items() if len(v) > 5 and k not in (
        "Boendeform", "Enhet", "Område", "Handläggare")]
    for form in ({"place": str(line)}, {"key": row["Personnummer"]}):
        page = bench.post("/correct", **form)
        check.true(f"{list(form)}: it says so", "protected identity" in
                   page.text and "/correct/save" not in page.text, page)
        check.equal(f"{list(form)}: and no more",
                    [v for v in secrets if v in page.text], [])
    before = read(folder)
    write(folder, before + f"{row['Personnummer']};Postnr;{row['Postnr']};"
          "99999;KE\r\n19320103-9949;Postnr;1;2;KE\r\n".encode())
    shown = bench.post("/corrections")
    check.equal("a correction of one is not shown",
                [v for v in secrets + ["99999", "9949"] if v in shown.text],
                [])
    check.true("nor told from one of nobody", len(set(re.findall(
        r"<td>–</td>.*?</tr>", re.sub(r"line \d+|name=.line.*?>", "",
                                      shown.text), re.S))) == 1, shown)
    write(folder, before)
    told = bench.post("/explain", key=row["Personnummer"])
    check.true("no way to its correction", 'name="place" value' not in
               told.text, told)


def refusals(check, folder, bench):
    """What cannot be written is not, and the list stays."""
    before = read(folder)
    ascii_list = before.decode("utf-8-sig").encode("windows-1252") + \
        "19320103-9942;Enhet;x;å;KE\r\n".encode("windows-1252")
    write(folder, ascii_list)
    page = bench.post("/correct", place="206")
    refused = bench.post("/correct/save", who="KE", **form_of(
        page, Efternamn="Bj\u0151rk"))
    check.true("a sign that its encoding lacks", refused.status == 400 and
               TOLD["[correction-sign]"] in refused.text and
               read(folder) == ascii_list, refused)
    write(folder, ascii_list.decode("windows-1252").encode("utf-16"))
    page = bench.post("/correct", place="206")
    refused = bench.post("/correct/save", who="KE", **form_of(
        page, Efternamn="Berg"))
    check.true("a list of two bytes a character", refused.status == 400 and
               TOLD["[corrections-not-text]"] in refused.text, refused)
    write(folder, before)
    folder.change("job.yaml", f"corrections: {LIST}\n", "")
    page = bench.post("/correct", place="206")
    job = read(folder, "job.yaml")
    refused = bench.post("/correct/save", who="KE", **form_of(
        page, Efternamn="Berg"))
    check.true("one that the job does not name", refused.status == 400 and
               TOLD["[corrections-there]"] in refused.text and
               read(folder) == before and read(folder, "job.yaml") == job,
               refused)
    write(folder, job + f"corrections: {LIST}\n".encode(), "job.yaml")
    check.equal("nothing is left beside", [n for n in os.listdir(folder.job)
                                           if n.startswith(".")], [])
    for path in ("/correct", "/correct/save", "/corrections",
                 "/corrections/remove"):
        check.equal(f"{path}: not without a token", bench.post(
            path, token=False, place="206").status, 403)
    check.equal("nor by an address", bench.get("/correct?place=206").status,
                404)


def nobody_is_named(check, folder, bench, said):
    rows = register(folder.job)[:50] + [register(folder.job)[204]]
    values = {row[column] for row in rows for column in
              ("Personnummer", "Adress", "Handläggare tel") if row[column]}
    pages = {path: bench.get(path).text
             for path in ("/", "/check", "/explain", "/corrections")}
    for name, text in {**pages, "what it said": said}.items():
        check.equal(f"{name}: nobody's values",
                    sorted(v for v in values if v in text), [])


def main():
    check = Checks()
    lists(check)
    far_below(check)
    links(check)
    linked_job(check)
    with Folder() as folder:
        with Bench(folder.job) as bench:
            bench.open()
            row, page, before = first(check, folder, bench)
            done = saved(check, folder, bench, row, page, before)
            against(check, folder, bench, done)
            stale(check, folder, bench)
            moved(check, folder, bench)
            listed(check, folder, bench)
            hidden(check, folder, bench)
            refusals(check, folder, bench)
            check.equal("ends", bench.end(), 0)
            said = bench.said
        with Bench(folder.job) as bench:
            bench.open()
            nobody_is_named(check, folder, bench, said)
    check.end()


if __name__ == "__main__":
    main()
