"""Earlier mailings in the workbench: what has become of them is what `status`
says, what differs is what `diff` says, and one person is found in all of them
as by `find`; the register as it is now can stand for a later mailing."""
import html
import os
import re

from bench import Bench, is_secure
from kit import Checks, Folder, register, run

FIRST, SECOND = "2012-03-19-fritt-val", "2012-03-26-fritt-val"
KINDS = ("gained", "lost", "changed", "other")


def sums(page):
    """Gained, lost, other text, other reason."""
    part = page.text[page.text.find('<dl class="sum">'):]
    return [int(n) for n in re.findall(r"<dd>(\d+)</dd>", part)[:4]]


def told(text):
    found = re.search(r"gained (\d+), lost (\d+), other text (\d+), "
                      r"other reason (\d+)", text)
    return [int(n) for n in found.groups()] if found else text


def make(check, folder):
    ran = folder.run("-q")
    check.equal("the first mailing", ran.code, 0)
    folder.change("job.yaml", "date: 2012-03-19", "date: 2012-03-26")
    folder.change("klienter.csv", "999 3O", "999 32", "windows-1252")
    folder.change("klienter.csv", "Eget boende", "Servicehus", "windows-1252")
    ran = folder.run("-q", "--again", "provar")
    check.equal("the second", ran.code, 0)


def compared(check, folder, bench, out):
    page = bench.post("/mailings/compare", run=FIRST, other=SECOND)
    ran = run("diff", "--lang", "en", os.path.join(out, FIRST),
              os.path.join(out, SECOND))
    check.equal("two mailings: as the command says", sums(page),
                told(ran.out))
    check.true("and a letter was gained, one lost", sums(page)[:2] == [1, 1],
               page)
    check.true("kept by nobody", is_secure(page), page)
    for line in ran.out.splitlines():
        rows = re.search(r"reason|gained a.*row (\d+) then, row (\d+) now",
                         line)
        if rows and rows[1]:
            check.true(f"row {rows[1]} is in the table",
                       f'<td class="n">{rows[1]}</td><td class="n">{rows[2]}'
                       "</td>" in page.text, page)
    same = bench.post("/mailings/compare", run=SECOND)
    check.equal("the register now, of which the last was made", sums(same),
                [0, 0, 0, 0])
    folder.change("klienter.csv", "Eget boende", "Servicehus", "windows-1252")
    now = bench.post("/mailings/compare", run=SECOND, other="")
    check.equal("and changed since", sums(now), [0, 1, 0, 0])
    for name, form in (("no such", {"run": "x"}), ("a path", {
            "run": f"../out/{FIRST}"}), ("another", {
                "run": FIRST, "other": "../../.."}), ("none", {})):
        check.equal(f"{name}: none", bench.post(
            "/mailings/compare", **form).status, 404)
    folder.change("job.yaml", "Boendeform: Servicehus}",
                  "Boendefrm: Servicehus}")
    broken = bench.post("/mailings/compare", run=SECOND)
    check.true("a job with a mistake says so", broken.status == 409 and
               "<mark>Boendefrm</mark>" in broken.text, broken)
    folder.change("job.yaml", "Boendefrm", "Boendeform")


def found(check, folder, bench, out):
    row = register(folder.job)[9]
    for key in (row["Personnummer"], row["Personnummer"].replace("-", "")):
        page = bench.post("/mailings/find", key=key)
        ran = run("find", "--lang", "en", out, stdin=key + "\n")
        check.true("the command finds her twice", "rows found: 2" in ran.out,
                   ran)
        for line in ran.out.splitlines():
            if line.strip() and "/" not in line and "found" not in line:
                check.true(f"the page says {line.strip()}", html.escape(
                    line.strip(), quote=False).replace('"', "&quot;") in
                    page.text, page)
        check.true("and how many, without her number", "2 rows of the "
                   "mailings" in page.text and key not in page.text and
                   is_secure(page), page)
    nobody = bench.post("/mailings/find", key="19340412-9805")
    check.true("one of whom nothing is there", "0 rows" in nobody.text and
               "9805" not in nobody.text, nobody)
    check.true("no key", "could not all be searched" in bench.post(
        "/mailings/find", key="  ").text)
    hidden = [r for r in register(folder.job) if r["Skydd"]
              not in ("", "N")][0]
    page = bench.post("/mailings/find", key=hidden["Personnummer"])
    check.equal("of protected people nothing but the outcome", [
        v for k, v in hidden.items() if len(v) > 5 and k not in (
            "Boendeform", "Enhet") and v in page.text], [])


def status(check, bench, out):
    ran = run("posted", "--letters", "1-100", "--date", "2012-03-21",
              os.path.join(out, FIRST))
    check.equal("posted", ran.code, 0)
    ran = run("withdraw", "--letters", "200", "--reason", "fel",
              os.path.join(out, FIRST))
    check.true("withdrawn", ran.code == 0, ran)
    page = bench.get("/mailings")
    card = page.text[page.text.find(f"<h2>{FIRST}"):]
    for what, count in (("Posted", 100), ("Withdrawn", 1),
                        ("Not posted yet", 183)):
        check.true(f"{what}: {count}", f"<dt>{what}</dt><dd>{count}</dd>" in
                   card, page)
    last = re.search(r"event 2, for the diary: (\S+)", run(
        "status", "--lang", "en", os.path.join(out, FIRST)).out)
    check.true("what the diary gets", last and f"For the diary: {last[1]}" in
               card, page)


def doors(check, bench):
    for path in ("/mailings/compare", "/mailings/find"):
        check.equal(f"{path}: not without a token", bench.post(
            path, token=False, run=FIRST, key="1").status, 403)
        check.equal(f"{path}: not by an address",
                    bench.get(f"{path}?run={FIRST}").status, 404)


def main():
    check = Checks()
    with Folder() as folder:
        out = os.path.join(folder.job, "out")
        make(check, folder)
        with Bench(folder.job) as bench:
            bench.open()
            compared(check, folder, bench, out)
            found(check, folder, bench, out)
            status(check, bench, out)
            doors(check, bench)
            values = {row[column] for row in register(folder.job)[:50]
                      for column in ("Personnummer", "Adress",
                                     "Handläggare tel") if row[column]}
            pages = {"mailings": bench.get("/mailings").text,
                     "compared": bench.post("/mailings/compare", run=FIRST,
                                            other=SECOND).text}
            bench.end()
            for name, text in {**pages, "what it said": bench.said}.items():
                check.equal(f"{name}: nobody's values", sorted(
                    v for v in values if v in text), [])
    check.end()


if __name__ == "__main__":
    main()
