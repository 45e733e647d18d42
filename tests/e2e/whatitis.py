"""The start page's form of name, diary number, dates and approvals changes its
own keys of the job file and no other byte; what cannot be is refused at its
field, and a form of another job file with both values."""
import os

from bench import Bench
from kit import Checks, Folder

KEYS = ("name", "reference", "date", "keep_until", "approval")
TAIL = "# sist\n"


def read(folder):
    with open(os.path.join(folder.job, "job.yaml"), "rb") as source:
        return source.read()


def value(page, name):
    part = page.text[page.text.find(f'<input type="text" id="{name}"'):]
    return part[part.find('value="') + 7:].split('"')[0]


def form_of(page, **changes):
    form = {name: value(page, name) for name in KEYS[:-1]}
    part = page.text[page.text.find('<section class="card" id="facts">'):]
    form["seen"] = part[part.find('name="seen" value="') + 19:][:64]
    chosen = part[:part.find('" selected>')]
    form["approval"] = chosen[chosen.rfind('"') + 1:]
    form.update(changes)
    return form


def by_key(check, folder, bench):
    """Each key alone: the line that has it is another, and no other."""
    for key, now, line in (
            ("name", "Fritt val, påminnelse: två", b'name: "Fritt val, '
             b'p\xc3\xa5minnelse: tv\xc3\xa5"'),
            ("reference", "SN-1", b"reference: SN-1                 # the "
             b"diary number"),
            ("date", "2012-04-01", b"date: 2012-04-01                 # "
             b"printed on the letter"),
            ("keep_until", "2013-01-31", b"keep_until: 2013-01-31"),
            ("approval", "2", b"approval: 2")):
        before = read(folder)
        done = bench.post("/facts", **form_of(bench.get("/"), **{key: now}))
        after = read(folder)
        check.true(f"{key}: saved", (done.status, done.headers["Location"]) ==
                   (303, "/"), done)
        old, new = before.split(b"\n"), after.split(b"\n")
        gone = [one for one in old if one not in new]
        come = [one for one in new if one not in old]
        check.true(f"{key}: one line alone", len(gone) <= 1 and len(come) == 1
                   and come[0].startswith(line.split(b":")[0]) and
                   now.encode() in come[0], (gone, come))
        check.true(f"{key}: and every other byte is kept", after.replace(
            come[0], gone[0] if gone else b"").replace(
                b"\n\n", b"\n") == before.replace(b"\n\n", b"\n"),
            (gone, come))
    before = read(folder)
    done = bench.post("/facts", **form_of(bench.get("/")))
    check.equal("nothing changed, nothing written", (
        done.status, read(folder)), (303, before))
    done = bench.post("/facts", **form_of(bench.get("/"), approval="",
                                          keep_until=""))
    check.true("what is emptied is taken out", done.status == 303 and
               b"approval" not in read(folder) and
               b"keep_until" not in read(folder), read(folder))


def refused(check, folder, bench):
    before = read(folder)
    for name, changes in (("no name", {"name": " "}),
                          ("no date", {"date": ""}),
                          ("no such day", {"date": "2012-02-30"}),
                          ("words", {"keep_until": "nästa år"}),
                          ("many people", {"approval": "12"}),
                          ("a list", {"approval": "[1]"})):
        page = bench.post("/facts", **form_of(bench.get("/"), **changes))
        check.equal(f"{name}: refused", (page.status, read(folder)),
                    (400, before))
        if "approval" not in changes:
            check.true(f"{name}: at its field", 'aria-invalid="true" '
                       f'aria-describedby="hint-{list(changes)[0]}"' in
                       page.text, page)
    for name, text in (("a line of its own", "x\nsend: all"),
                       ("signs of YAML", "{a: [b, *c]} # & !d"),
                       ("a quote", "\"' : -")):
        bench.post("/facts", **form_of(bench.get("/"), name=text))
        page = bench.get("/")
        check.true(f"{name}: a name and nothing else",
                   read(folder).count(b"\n") == before.count(b"\n") and
                   "cannot be read" not in page.text, read(folder))


def stale(check, folder, bench):
    page = bench.get("/")
    folder.change("job.yaml", "SN-1", "SN-2")
    before = read(folder)
    answer = bench.post("/facts", **form_of(page, reference="SN-3"))
    check.true("both are shown, and nothing is saved", answer.status == 409 and
               "What stands there now: SN-2" in answer.text and
               value(answer, "reference") == "SN-3" and
               read(folder) == before, answer)
    done = bench.post("/facts", **form_of(answer))
    check.true("hers can still be", done.status == 303 and b"SN-3" in
               read(folder), done)
    page = bench.get("/")
    with open(os.path.join(folder.job, "job.yaml"), "ab") as to:
        to.write(b"approval: 2\n")
    answer = bench.post("/facts", **form_of(page, reference="SN-4"))
    check.true("that it is to be approved by now is shown beside hers",
               answer.status == 409 and "What stands there now: 2" in
               answer.text, answer)
    folder.change("job.yaml", "approval: 2\n", "")
    check.equal("not without a token", bench.post(
        "/facts", token=False, **form_of(bench.get("/"))).status, 403)


def odd_ends(check, folder, bench):
    """Line ends of two kinds: no form, and it says why."""
    before = read(folder)
    with open(os.path.join(folder.job, "job.yaml"), "wb") as to:
        to.write(before.replace(b"\n", b"\r\n", 3))
    page = bench.get("/")
    check.true("no form of a job that it would change otherwise",
               'action="/facts"' not in page.text and
               "do not all end alike" in page.text, page)
    with open(os.path.join(folder.job, "job.yaml"), "wb") as to:
        to.write(before)


def main():
    check = Checks()
    with Folder() as folder:
        with Bench(folder.job) as bench:
            bench.open()
            by_key(check, folder, bench)
            refused(check, folder, bench)
            stale(check, folder, bench)
            odd_ends(check, folder, bench)
    check.end()


if __name__ == "__main__":
    main()
