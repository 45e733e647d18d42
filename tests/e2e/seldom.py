"""What a workbench meets seldom: an account that is longer than one piece of an
answer, more pages than it shows, a browser in another language, a server that ends
while somebody waits, two colleagues who save at once, and forms that no page of
ours sends."""
import html
import http.client
import os
import re
import shutil
import signal
import threading
import time

from approving import ORIGIN, Users
from bench import Bench, children, go_on, held, wait_for
from kit import Checks, Folder

NOT_YET = "The register is being read"
TOO_MUCH = "not made in time"
DIED = "could not be made this time"
PAGES = 40  # of a proof, that are shown


def long_account(check, folder):
    """More than libmicrohttpd takes at once, at the end of a page that streams."""
    unknown = "".join(f"obekant_{n}: {n}\n" for n in range(400))
    with open(os.path.join(folder.job, "job.yaml"), "a", encoding="utf-8") as to:
        to.write(unknown)
    with Bench(folder.job) as bench:
        bench.open()
        thread, answers, stopped = held(bench, lambda: bench.get("/check"))
        time.sleep(2.3)  # by then it streams
        go_on(stopped, thread)
        page = answers[0]
        whole = bench.get("/check").text
        check.true("a long page comes whole", len(page.body) > 3 * 16384 and
                   page.text.rstrip().endswith("</html>") and all(
                       f"obekant_{n}" in page.text
                       for n in (0, 50)), (len(page.body), stopped))
        check.equal("with all that one page in one piece has",
                    re.findall(r"obekant_\d+", page.text),
                    re.findall(r"obekant_\d+", whole))
    folder.change("job.yaml", unknown, "")


def many_pages(check, folder):
    with Bench(folder.job) as bench:
        bench.open()
        none = bench.post("/look/rows", rows="1-70")
        without = {int(n) for n in re.findall(r"row (\d+) has no letter",
                                              none.text)}
        check.true("of rows without a letter nothing is shown", without and
                   'id="page-' not in none.text, none)
        page = bench.post("/look/rows", rows=",".join(
            str(n) for n in range(1, 71) if n not in without))
        shown = re.findall(r'<li id="page-(\d+)"', page.text)
        check.equal("no more pages than are looked at",
                    (shown[-1:], len(page.text.split("data:image")) - 1),
                    ([str(PAGES)], len(shown)))
        led = re.findall(r'href="#page-(\d+)"', page.text)
        check.true("nothing leads to one that is not there",
                   len(led) > 10 and set(led) <= set(shown), (led, shown))
        said = re.findall(r'class="verdict wait">([^<]*)<', page.text)
        check.true("and it says how many there are",
                   any(str(PAGES) in line for line in said), said)


def languages(check, folder):
    with Bench(folder.job, lang=None) as bench:
        bench.open()
        for path, says in (("/check", ("Utskicket kan göras", "can be made")),
                           ("/letter/brev.sv.md", ("LIX", "LIX"))):
            for language, words in (("sv", says[0]), ("en", says[1]),
                                    ("sv", says[0])):
                page = bench.get(path, headers={"Accept-Language": language})
                check.true(f"{path} in {language}", words in page.text and
                           f'<html lang="{language}"' in page.text, page)


def ends_while_waited(check, folder):
    """The page that somebody waits for ends, and so does the server."""
    with Bench(folder.job) as bench:
        bench.open()
        def ask():
            try:
                return bench.get("/check").text
            except http.client.IncompleteRead:
                return "broken off"
        thread, answers, stopped = held(bench, ask)
        time.sleep(2.3)  # by then it streams
        code = bench.end()
        go_on(stopped, thread)
        check.equal("the server ends, and nobody waits for it",
                    (code, answers), (0, ["broken off"]))
    with Bench(folder.job) as bench:
        bench.open()
        def ask_at_once():
            try:
                return bench.get("/check").text
            except OSError:
                return "broken off"
        thread, answers, stopped = held(bench, ask_at_once)
        code = bench.end()
        go_on(stopped, thread)
        check.equal("nor is there a page of which nothing was sent",
                    (code, answers), (0, ["broken off"]))


def asked_twice(check, folder):
    """A second tab waits for the same account, and one is made."""
    with Bench(folder.job) as bench:
        bench.open()
        thread, answers, stopped = held(bench, lambda: bench.get("/check"))
        more = threading.Thread(target=lambda: answers.append(bench.get("/check")))
        more.start()
        time.sleep(0.5)
        check.equal("one child works for both", set(children(bench.engine())),
                    set(stopped))
        go_on(stopped, thread)
        more.join(60)
        check.true("both see it", len(answers) == 2 and all(
            "can be made" in answer.text for answer in answers), answers)
    with Bench(folder.job, lang=None) as bench:
        bench.open()
        def ask(language):
            return bench.get("/check", headers={"Accept-Language": language})
        thread, answers, stopped = held(bench, lambda: ask("sv"))
        check.true("in another language it is made anew",
                   "can be made" in ask("en").text and bool(stopped))
        go_on(stopped, thread)
        check.true("and who waited sees an account", len(answers) == 1 and
                   "284" in answers[0].text and '<html lang="sv"' in
                   answers[0].text, answers)


def two_write(check, folder):
    """Of one folder one after the other; nobody waits for another's."""
    def note(bench, headers):
        page = bench.get("/text/job.yaml", headers=headers)
        token = page.field("token")
        return lambda text: bench.ask("POST", "/text", {
            "token": token, "name": "job.yaml", "seen": page.field("seen"),
            "text": text}, {**headers, **({"Origin": ORIGIN} if headers else {})})
    path = os.path.join(folder.job, "job.yaml")
    with open(path, encoding="utf-8") as source:
        before = source.read()
    with Bench(folder.job) as bench:
        bench.open()
        save = note(bench, {})
        text = before
        for _ in range(50):
            text += "# A\n"
            thread, answers, stopped = held(bench, lambda: save(text))
            if stopped and not answers:
                break
            thread.join(20)
            save = note(bench, {})
        second = threading.Thread(
            target=lambda: answers.append(save(before + "# B\n")))
        second.start()
        time.sleep(0.5)
        check.equal("the second waits", (set(children(bench.engine())), answers),
                    (set(stopped), []))
        check.true("who reads does not", "<title>Register" in
                   bench.get("/register").text and not answers, answers)
        go_on(stopped, thread)
        second.join(60)
        with open(path, encoding="utf-8") as source:
            check.equal("and sees what the first has made of it",
                        (sorted(a.status for a in answers), source.read()),
                        ([303, 409], text))
    users, at = folder.file("users"), folder.file("s")
    for name in ("anna", "bo"):
        shutil.copytree(folder.job, os.path.join(users, name))
    with Bench(users, "--socket", at, "--user-header", "X-User", "--origin",
               ORIGIN) as bench:
        bench.path = at
        both = Users(bench)
        anna, bo = (note(bench, both.headers(name)) for name in ("anna", "bo"))
        thread, answers, stopped = held(bench, lambda: anna(before + "# C\n"))
        check.equal("a colleague does not wait", (
            bo(before + "# D\n").status, answers), (303, []))
        go_on(stopped, thread)
        check.equal("nor is hers lost", [a.status for a in answers], [303])
    shutil.rmtree(users)
    with open(path, "w", encoding="utf-8") as to:
        to.write(before)


def widest(check, folder):
    """A register of as many columns as registers may have."""
    path = os.path.join(folder.job, "klienter.csv")
    with open(path, "rb") as source:
        before = source.read()
    lines = before.split(b"\n")
    more = 1980 - len(lines[0].split(b";"))
    with open(path, "wb") as to:
        for at, line in enumerate(lines[:40]):
            to.write(line.rstrip(b"\r") + b"".join(
                b";K%d" % n if not at else b";%d" % n for n in range(more)) +
                     b"\r\n")
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/register")
        sent = {name: page.field(name) for name in ("token", "seen", "file",
                                                    "unprotected")}
        sent.update(re.findall(
            r'<input type="hidden" name="(name-\d+|role-\d+)" value="([^"]*)"',
            page.text))
        for name, options in re.findall(
                r'<select[^>]* name="([^"]*)"(.*?)</select>', page.text, re.S):
            chosen = re.search(r'<option value="([^"]*)" selected', options)
            sent[name] = chosen.group(1) if chosen else ""
        check.true("all are shown", "name-1979" in sent and "name-1980" not in
                   sent, len(sent))
        sent.update({"part": "columns", "type-1979": "integer"})
        saved = bench.ask("POST", "/register", {
            k: html.unescape(v or "") for k, v in sent.items()})
        with open(os.path.join(folder.job, "job.yaml"),
                  encoding="utf-8") as source:
            check.true("and what is chosen of the last is kept",
                       saved.status == 303 and
                       f"K{more - 1}: integer" in source.read(), saved)
    folder.change("job.yaml", f"K{more - 1}: integer", "")
    with open(path, "wb") as to:
        to.write(before)


def no_answer(check, folder):
    """The process that shows letters stands still, or dies."""
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/letter/brev.sv.md")
        warm, = children(bench.engine())
        live = {"name": "brev.sv.md", "seen": page.field("seen"), "text": "Hej!\r\n"}
        os.kill(warm, signal.SIGSTOP)
        said = {}
        threads = [threading.Thread(target=lambda p=path, a=ask: said.update(
            {p: a(p)})) for path, ask in (
                ("/letter/brev.sv.md", bench.get),
                ("/letter/choices", bench.get),
                ("/letter/live", lambda path: bench.post(path, **live)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for path, word in (("/letter/brev.sv.md", NOT_YET),
                           ("/letter/choices", NOT_YET),
                           ("/letter/live", TOO_MUCH)):
            check.true(f"{path} without an answer", said[path].status == 200 and
                       word in said[path].text and "data:image" not in
                       said[path].text, said[path])
        os.kill(warm, signal.SIGKILL)
        check.true("and by another process all is shown", wait_for(
            lambda: "data:image" in bench.get("/letter/choices").text))


def gives_way(check, folder):
    """Three letters are made at a time; of a fourth the oldest gives way."""
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/letter/brev.sv.md")
        warm, = children(bench.engine())
        before = set(children(warm))  # over, and not yet taken leave of
        said, threads, stopped, done = {}, [], [], threading.Event()

        def stop():
            while not done.is_set():
                for child in set(children(warm)) - before - set(stopped):
                    os.kill(child, signal.SIGSTOP)
                    stopped.append(child)
        watch = threading.Thread(target=stop)
        watch.start()

        def ask(number):
            said[number] = bench.post(
                "/letter/live", name="brev.sv.md", seen=page.field("seen"),
                text=f"---\nlanguage: sv\nsubject: S\n---\n# S\n\nHej {number}!\n")
        while len(stopped) < 4 and len(threads) < 12:
            threads.append(threading.Thread(target=ask, args=(len(threads),)))
            threads[-1].start()
            wait_for(lambda: len(stopped) == len(threads), 3)
        first = wait_for(lambda: 0 in said, 10)
        done.set()
        watch.join()
        check.true("four were to be made at once", len(stopped) == 4, stopped)
        check.true("the oldest is not", first and DIED in said[0].text,
                   said.get(0))
        go_on(stopped, *threads)
        check.true("all others are", all("data:image" in said[n].text
                                         for n in (1, 2, 3)), said)


def long_name(check, folder):
    """A mailing's folder has been given a name as long as names are."""
    name = "m" * 240
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/check")
        form = re.search(r'action="/run".*?</form>', page.text, re.S).group(0)
        bench.post("/run", **dict(re.findall(
            r'name="(seen|mark)" value="([^"]*)"', form)))
        bench.get("/run")
        out = os.path.join(folder.job, "out")
        made = next(n for n in os.listdir(out) if not n.startswith("runs."))
        os.rename(os.path.join(out, made), os.path.join(out, name))
        page = bench.get("/mailings")
        links = re.findall(rf'href="([^"]*/{name}[^"]*)"', page.text)
        check.true("it is there", len(links) > 1, page)
        for link in links:
            answer = bench.get(link)
            says = answer.headers.get("Content-Disposition", "")
            check.true(f"{link[:12]}…: {link[-12:]}", answer.status == 200 and
                       len(says) < 250, says)
    shutil.rmtree(out)


def limited(check, folder):
    """Who starts the server allows less than it would, or more."""
    for most in ("60", "100000"):
        with Bench(folder.job, under=("prlimit", f"--cpu={most}:{most}")) as bench:
            bench.open()
            check.true(f"{most} s of work: enough",
                       "can be made" in bench.get("/check").text)


def strange_forms(check, folder):
    """What no page of ours sends: it changes nothing, and the server goes on."""
    path = os.path.join(folder.job, "job.yaml")
    with open(path, "rb") as source:
        before = source.read()
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/letter/brev.sv.md")
        text = "Hej {{Förnamn}}!\r\n"
        first = bench.post("/letter/live", name="brev.sv.md", text=text,
                           seen=page.field("seen"), whom="0")
        for whom in ("/", "9", "a", "00", "å"):
            other = bench.post("/letter/live", name="brev.sv.md", text=text,
                               seen=page.field("seen"), whom=whom)
            check.equal(f"whom {whom!r}: the first", re.findall(
                r"data:image[^\"]*", other.text), re.findall(
                    r"data:image[^\"]*", first.text))
        page = bench.get("/register")
        columns = {f"name-{n}": f"K{n}" for n in range(2100)}
        many = bench.post("/register", part="columns",
                          seen=page.field("seen"), file=page.field("file"),
                          **columns)
        check.true("more columns than a register has", many.status in (
            303, 400, 409, 413), many)
        page = bench.get("/register")
        nameless = bench.send("", b"Namn;Ort\nA;B\n", seen=page.field("seen"))
        check.true("a file without a name", nameless.status in (400, 409, 404),
                   nameless)
        with open(path, "ab") as to:
            to.write(b"name: [\n")
        broken = bench.post("/correct", place="25", registers="x")
        check.true("a row of a job that cannot be read", "job.yaml, line" in
                   broken.text and 'action="/correct/save"' not in broken.text,
                   broken)
        with open(path, "wb") as to:
            to.write(before)
        check.equal("and it goes on", bench.get("/check").status, 200)


def main():
    check = Checks()
    with Folder() as folder:
        for part in (long_account, many_pages, languages, ends_while_waited,
                     asked_twice, two_write,
                     no_answer, gives_way, long_name, limited, strange_forms, widest):
            part(check, folder)
    check.end()


if __name__ == "__main__":
    main()
