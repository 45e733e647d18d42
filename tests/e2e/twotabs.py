"""Two tabs, and two who work at once: a form makes the mailing that stood on its
page and no other, a button pressed twice makes one, what is stopped is not made,
an answer is its own tab's, and a fault of the disk is one page's alone."""
import html
import os
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.parse

from bench import Bench, children, go_on, held, wait_for
from kit import Checks, Folder

MADE = "2012-03-19-fritt-val"


def runs(job):
    out = os.path.join(job, "out")
    return sorted(os.listdir(out)) if os.path.isdir(out) else []


def forget_runs(job):
    shutil.rmtree(os.path.join(job, "out"), ignore_errors=True)


def form(page):
    """The one that makes the mailing."""
    fields = {name: page.field(name) for name in ("token", "seen", "mark")}
    found = re.search(r'action="/run".*?</form>', page.text, re.S)
    assert found, page
    for name in ("seen", "mark"):
        value = re.search(f'name="{name}" value="([^"]*)"', found.group(0))
        fields[name] = value.group(1) if value else ""
    return fields


def send(bench, fields, **more):
    return bench.ask("POST", "/run", {**fields, **more})


def twice(check, job):
    with Bench(job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        check.equal("the button", send(bench, fields).status, 303)
        first = bench.get("/run")
        check.true("makes it", "284 letters" in first.text, first)
        again = send(bench, fields)
        check.equal("pressed again it leads to what was made",
                    (again.status, again.headers["Location"]), (303, "/run"))
        check.equal("which is the same", bench.get("/run").text, first.text)
        check.equal("and one mailing", runs(job), [MADE, "runs.jsonl",
                                                   "runs.key"])
        stop = bench.post("/run/stop")
        check.equal("what is made cannot be stopped", (
            stop.status, stop.headers["Location"]), (303, "/run"))
        none = send(bench, {"token": fields["token"], "seen": fields["seen"]})
        check.equal("a form that says nothing of what was seen makes none",
                    none.status, 409)
    forget_runs(job)
    with Bench(job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        thread, sent, child = held(bench, lambda: send(bench, fields))
        thread.join(60)
        again = send(bench, fields)
        check.equal("pressed again while it is made", [
            (one.status, one.headers["Location"]) for one in (*sent, again)],
                    [(303, "/run")] * 2)
        go_on(child)
        check.true("it is made", "284 letters" in bench.get("/run").text and
                   runs(job).count(MADE) == 1)
    forget_runs(job)
    with Bench(job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        bench.post("/check/stop")
        sent = send(bench, fields)
        check.equal("pressed when another tab has stopped the account",
                    (sent.status, sent.headers["Location"]), (303, "/run"))
        check.true("it is made by what the form has seen", "284 letters" in
                   bench.get("/run").text and MADE in runs(job), runs(job))
    forget_runs(job)
    with Bench(job, lang=None) as bench:
        bench.open()
        english = {"Accept-Language": "en"}
        fields = form(bench.get("/check"))
        thread, _, child = held(bench, lambda: bench.get("/check", headers=english))
        sent = send(bench, fields)
        check.equal("pressed while another tab has the account made anew",
                    (sent.status, sent.headers["Location"]), (303, "/run"))
        go_on(child, thread)
        page = bench.get("/run")
        check.true("it is made, too", "284 brev" in page.text and
                   MADE in runs(job) and bool(child), (runs(job), child))
    forget_runs(job)


def move_register(folder):
    """Where the folder's own state says nothing of it."""
    os.makedirs(os.path.join(folder.job, "data", "mars"))
    os.rename(os.path.join(folder.job, "klienter.csv"),
              os.path.join(folder.job, "data", "mars", "klienter.csv"))
    folder.change("job.yaml", "file: klienter.csv",
                  "file: data/mars/klienter.csv")


def elsewhere(check, folder):
    """A register that changes in a folder below while the account is open."""
    path = os.path.join(folder.job, "data", "mars", "klienter.csv")
    with Bench(folder.job) as bench:
        bench.open()
        old = form(bench.get("/check"))
        with open(path, "rb") as source:
            before = source.read()
        lines = before.splitlines(keepends=True)
        with open(path, "wb") as to:
            to.write(b"".join(lines[:360]))
        refused = send(bench, old)
        check.equal("the page of before makes nothing", refused.status, 409)
        other = bench.get("/check")
        check.true("another tab sees another account",
                   form(other)["mark"] != old["mark"], other)
        sent = send(bench, old)
        page = bench.get("/run") if sent.status == 303 else sent
        check.true("nor does it once that has been looked at",
                   "No mailing was made" in page.text and
                   MADE not in runs(folder.job), page)
        new = form(bench.get("/check"))
        check.equal("that one does", send(bench, new).status, 303)
        done = bench.get("/run")
        check.true("what it shows", "No mailing" not in done.text and
                   MADE in runs(folder.job), done)
    forget_runs(folder.job)
    with open(path, "wb") as to:
        to.write(before)


def while_it_begins(check, folder):
    """Changed when the form has been looked at, and before the run reads it."""
    path = os.path.join(folder.job, "brev.sv.md")
    with Bench(folder.job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        thread, sent, child = held(bench, lambda: send(bench, fields))
        thread.join(60)
        with open(path, "rb") as source:
            before = source.read()
        with open(path, "ab") as to:
            to.write("\nEn rad till som ingen har sett.\n".encode())
        go_on(child)
        page = bench.get("/run")
        check.true("the letter that nobody has seen is not made",
                   sent[0].status == 303 and bool(child) and
                   "No mailing was made" in page.text and
                   MADE not in runs(folder.job), page)
    with open(path, "wb") as to:
        to.write(before)
    forget_runs(folder.job)


def stopped(check, folder, moment):
    """Stopped when a file of the run is there: it is made or it is not, and the
    page says which."""
    lines = os.path.join(folder.job, "out", "runs.jsonl")
    partial = os.path.join(folder.job, "out", MADE + ".partial")
    watched = {"before its line": os.path.join(partial, "to-printer"),
               "behind its line": lines}[moment]
    with Bench(folder.job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        send(bench, fields)
        engine = bench.engine()
        end = time.monotonic() + 60
        while time.monotonic() < end and not (
                os.path.exists(watched) and
                (watched != lines or os.path.getsize(lines))):
            pass
        held = children(engine)
        for child in held:
            os.kill(child, signal.SIGSTOP)
        answers = []
        waits = threading.Thread(
            target=lambda: answers.append(bench.get("/run")))
        waits.start()
        time.sleep(2.5)  # by then it streams
        stop = bench.post("/run/stop")
        for child in held:
            try:
                os.kill(child, signal.SIGCONT)
            except ProcessLookupError:
                pass
        waits.join(60)
        page = answers[0].text
        made = MADE in runs(folder.job)
        check.equal(f"{moment}: made?", made, moment == "behind its line")
        check.equal(f"{moment}: the page says so",
                    ("Nothing was made" in page, "284 letters" in page),
                    (not made, made))
        check.equal(f"{moment}: where the button leads", (
            stop.status, stop.headers["Location"]),
                    (303, "/run" if made else "/check"))
        check.equal(f"{moment}: a mailing that was not made is not recorded",
                    os.path.exists(lines) and os.path.getsize(lines) > 0, made)
        check.true(f"{moment}: nothing is left unfinished",
                   not os.path.exists(partial))
    forget_runs(folder.job)


def server_ends(check, folder):
    """When the mailing has begun to last: it is made, and then the server ends."""
    lines = os.path.join(folder.job, "out", "runs.jsonl")
    with Bench(folder.job) as bench:
        bench.open()
        send(bench, form(bench.get("/check")))
        child = children(bench.engine())
        while not (os.path.exists(lines) and os.path.getsize(lines)):
            pass
        for one in child:
            os.kill(one, signal.SIGSTOP)
        begun = not os.path.exists(os.path.join(folder.job, "out", MADE))
        ending = threading.Thread(target=bench.end)
        ending.start()
        time.sleep(0.5)
        check.true("it waits for what has begun", ending.is_alive() or not begun)
        go_on(child, ending)
        check.equal("the server ends", bench.process.returncode, 0)
        check.equal("the mailing is made", runs(folder.job),
                    [MADE, "runs.jsonl", "runs.key"])
    forget_runs(folder.job)


def another_register(check, folder):
    """What was chosen of one register is not written of another that has taken
    its place; nor does a line lead to whoever stands on it now."""
    path = os.path.join(folder.job, "data", "mars", "klienter.csv")
    job = os.path.join(folder.job, "job.yaml")
    with open(job, "rb") as source:
        before = source.read()
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/register")
        old = {name: page.field(name) for name in ("seen", "file")}
        account = bench.get("/check")
        line = re.search(r'name="place" value="(\d+)"', account.text).group(1)
        chosen = {"place": line, "registers": account.field("registers")}
        shown = bench.post("/correct", **chosen)
        check.true("a line leads to its row", shown.status == 200 and
                   'action="/correct/save"' in shown.text, shown)
        with open(path, "rb") as source:
            text = source.read()
        lines = text.splitlines(keepends=True)
        with open(path, "wb") as to:
            to.write(lines[0] + b"".join(reversed(lines[1:])))
        refused = bench.post("/register", part="reading", **old, **{
            "header-was": "1", "header": "1", "encoding": "windows-1252",
            "delimiter": ""})
        with open(job, "rb") as source:
            check.true("how another register is read is not said",
                       refused.status == 409 and source.read() == before and
                       "another file than the one that you saw" in
                       refused.text, refused)
        moved = bench.post("/correct", **chosen)
        check.true("a line of another register shows nobody",
                   moved.status == 409 and "Another row may stand" in
                   moved.text and 'action="/correct/save"' not in moved.text,
                   moved)
        check.equal("one that is typed does", bench.post(
            "/correct", place=line).status, 200)
        with open(path, "wb") as to:
            to.write(text)


def link_elsewhere(check, folder):
    """The register's folder is a link that leads elsewhere by now: what lies there
    is older than the account."""
    data = os.path.join(folder.job, "data")
    shutil.copytree(os.path.join(data, "mars"), os.path.join(data, "april"))
    path = os.path.join(data, "april", "klienter.csv")
    with open(path, "rb") as source:
        lines = source.read().splitlines(keepends=True)
    with open(path, "wb") as to:
        to.write(b"".join(lines[:360]))
    os.symlink("mars", os.path.join(data, "nu"))
    folder.change("job.yaml", "data/mars/", "data/nu/")
    with Bench(folder.job) as bench:
        bench.open()
        old = form(bench.get("/check"))
        check.equal("the account stays", form(bench.get("/check")), old)
        os.symlink("april", os.path.join(data, "nytt"))
        os.rename(os.path.join(data, "nytt"), os.path.join(data, "nu"))
        page = bench.get("/check")
        check.true("another register, another account",
                   form(page)["mark"] != old["mark"] and
                   "284 letters" not in page.text, page)
    folder.change("job.yaml", "data/nu/", "data/mars/")
    os.remove(os.path.join(data, "nu"))
    shutil.rmtree(os.path.join(data, "april"))


def another_cell(check, folder):
    """A cell that says something else than on the page where it was corrected:
    in a folder below, of which the folder's own state says nothing."""
    path = os.path.join(folder.job, "data", "mars", "klienter.csv")
    names = set(os.listdir(folder.job))
    with open(path, "rb") as source:
        before = source.read()
    with open(os.path.join(folder.job, "job.yaml"), "rb") as source:
        job = source.read()
    with Bench(folder.job) as bench:
        bench.open()
        shown = bench.post("/correct", place="25")
        cells = dict(re.findall(r'name="was\.([^"]*)" value="([^"]*)"', shown.text))
        street = html.unescape(cells["Adress"])
        sent = {name: shown.field(name) for name in ("seen", "place", "key")}
        sent.update({"who": "KE", "was.Adress": street, "new.Adress": "Nygatan 4"})
        lines = before.split(b"\n")
        at = next(n for n, line in enumerate(lines) if sent["key"].encode() in line)
        lines[at] = lines[at].replace(street.encode("cp1252"), b"Annangatan 9")
        with open(path, "wb") as to:
            to.write(b"\n".join(lines))
        other = bench.post("/correct/save", **sent)
        check.true("what she corrects is what she saw", other.status == 409 and
                   "Annangatan 9" in other.text and "Nygatan 4" in other.text and
                   "are saved" not in other.text, other)
        again = {name: other.field(name) for name in ("seen", "place", "key")}
        again.update({"who": "KE", "was.Adress": "Annangatan 9",
                      "new.Adress": "Nygatan 4"})
        saved = bench.post("/correct/save", **again)
        check.true("once she has seen it, it is saved", saved.status == 200 and
                   "are saved" in saved.text, saved)
    for name in set(os.listdir(folder.job)) - names:
        os.remove(os.path.join(folder.job, name))
    with open(os.path.join(folder.job, "job.yaml"), "wb") as to:
        to.write(job)
    with open(path, "wb") as to:
        to.write(before)


def same_choices(check, folder):
    """Two tabs with who gets which letter."""
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/letter/choices")
        seen = page.field("seen")
        folder.change("job.yaml", "letters_per_batch: 100",
                      "letters_per_batch: 90")
        stale = bench.post("/letter/choices", name="job.yaml", seen=seen,
                           paper="")
        check.true("the later one is told what is shown",
                   stale.status == 409 and "choices as they are now" in
                   stale.text and "Both stand below" not in stale.text, stale)
        folder.change("job.yaml", "letters_per_batch: 90",
                      "letters_per_batch: 100")


def corrections_elsewhere(check, folder):
    """A list of corrections in a folder below: its line is another one now."""
    os.mkdir(os.path.join(folder.job, "listor"))
    path = os.path.join(folder.job, "listor", "r.csv")
    with open(os.path.join(folder.job, "data", "mars", "klienter.csv"),
              encoding="cp1252") as source:
        keys = re.findall(r"\b\d{8}-\d{4}\b", source.read())
    with open(path, "w", encoding="utf-8") as to:
        to.write("nyckel;kolumn;gammalt;nytt;vem\n" + "".join(
            f"{key};C/o;;c/o {n};KE\n" for n, key in enumerate(keys[:2])))
    folder.change("job.yaml", "roles:", "corrections: listor/r.csv\nroles:")
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/corrections")
        with open(path, "rb") as source:
            before = source.read()
        lines = before.splitlines(keepends=True)
        with open(path, "wb") as to:
            to.write(lines[0] + b"".join(reversed(lines[1:])))
            changed = to.name
        with open(path, "rb") as source:
            now = source.read()
        gone = bench.post("/corrections/remove", line="2",
                          seen=page.field("seen"))
        with open(changed, "rb") as source:
            check.true("another's correction is not removed",
                       gone.status == 409 and source.read() == now, gone)


def rows(check, folder):
    """Two tabs ask for letters of two rows at the same time."""
    with Bench(folder.job) as bench:
        bench.open()
        alone = {}
        for row in ("17", "18", "19", "20", "21", "22"):
            page = bench.post("/look/rows", rows=row)
            if "data:image" in page.text and len(alone) < 2:
                alone[row] = re.search(
                    r"data:image[^\"]*", page.text).group(0)
        one, other = alone
        check.true("two letters", alone[one] != alone[other])
        first, said, child = held(
            bench, lambda: bench.post("/look/rows", rows=one))
        second = bench.post("/look/rows", rows=other)
        go_on(child, first)
        check.true("the second has its letter", bool(child) and
                   alone[other] in second.text, second)
        check.true("the first says why it has none",
                   "in another tab" in said[0].text and
                   alone[other] not in said[0].text, said[0])


def tried(check, folder):
    """Two tabs try who would get a letter; each is shown its own ticks."""
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/who")

        def send(town):
            return bench.post("/who/try", seen=page.field("seen"), **{
                "new-kind": "waits", "new-reason": "r",
                "new-when": f"Ort = '{town}'"}).headers["Location"]
        one, other = send("Norrviken"), send("Norrby")
        shown = bench.get(other).text
        check.true("the second's", "Norrby" in shown, shown)
        for path in (one, "/who/try/99"):
            again = bench.get(path).text
            check.true(f"{path}: not another's", "in another tab" in again and
                       "Norrby" not in again, again)
        check.equal("no such address", [bench.get(f"/who/try{end}").status
                                        for end in ("", "/", "/0", "/1x")],
                    [404] * 4)


def long_name(check, folder):
    """A letter whose name is as long as names are: saved, and shown again."""
    name = "å" * 110 + ".md"
    shutil.copy(os.path.join(folder.job, "brev.sv.md"),
                os.path.join(folder.job, name))
    folder.change("job.yaml", "{text: brev.sv.md}", f"{{text: {name}}}")
    with Bench(folder.job) as bench:
        bench.open()
        path = "/letter/" + urllib.parse.quote(name)
        page = bench.get(path)
        text = html.unescape(re.search(
            r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.S).group(1))
        saved = bench.post("/letter", name=name, text=text + "\n",
                           seen=page.field("seen"))
        check.equal("a long name is gone on to", (
            saved.status, saved.headers["Location"]), (303, path))
        check.equal("and is there", bench.get(path).status, 200)
    folder.change("job.yaml", f"{{text: {name}}}", "{text: brev.sv.md}")
    os.remove(os.path.join(folder.job, name))


# what a page says of a code
TOLD = {"[serve-for-everybody]": "and nobody the others"}


def for_everybody(check, folder):
    """A new letter is not put before all others, for everybody, by default."""
    with Bench(folder.job) as bench:
        bench.open()
        page = bench.get("/letter/choices")
        before = sorted(os.listdir(folder.job))
        answer = bench.send("ny.docx", b"PK", letter="new", to="all",
                            seen=page.seen_by_upload())
        check.true("refused, and said why", answer.status == 400 and
                   TOLD["[serve-for-everybody]"] in answer.text, answer)
        check.equal("and not there", sorted(os.listdir(folder.job)), before)


def key_lost(check, folder):
    """The answer to the key is lost: the browser was closed, the line broke."""
    with Bench(folder.job) as bench:
        first = bench.get(bench.key)
        second = bench.get(bench.key)
        check.equal("the key opens until somebody has come in",
                    (first.status, second.status), (303, 303))
        bench.cookie = second.headers["Set-Cookie"].split(";")[0]
        check.equal("she comes in", bench.get("/").status, 200)
        check.equal("and it opens nothing more",
                    bench.ask("GET", bench.key,
                              headers={"Cookie": None}).status, 403)
        check.equal("but for her", bench.get("/").status, 200)


def failing(check, folder, call):
    """The disk fails while the server looks what has changed."""
    if not shutil.which("strace"):
        print("strace is not there: the disk does not fail")
        return
    with Bench(folder.job) as bench:
        bench.open()
        fields = form(bench.get("/check"))
        trace = subprocess.Popen(
            ["strace", "-p", str(bench.engine()), "-e", f"trace={call}",
             "-P", folder.job, "-P", os.path.join(folder.job, "job.yaml"),
             "-e", f"inject={call}:error=EIO"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        line = trace.stderr.readline().decode()
        if "attached" not in line:
            print(f"nobody may be traced here: {line}")
            trace.kill()
            return
        pages = [bench.get("/check"), send(bench, fields),
                 bench.post("/look/rows", rows="17")]
        trace.terminate()
        trace.communicate(timeout=20)
        for page in pages:
            check.true(f"{call}: a fault is said as one", page.status == 500
                       and "disk or the network failed" in page.text, page)
        check.equal(f"{call}: and the server goes on",
                    bench.get("/check").status, 200)
        check.equal(f"{call}: with nothing made", runs(folder.job), [])
        bench.end()
        check.true(f"{call}: a line says where",
                   "Input/output error" in bench.said, bench.said)


def main():
    check = Checks()
    with Folder() as folder:
        twice(check, folder.job)
        while_it_begins(check, folder)
        move_register(folder)
        elsewhere(check, folder)
        stopped(check, folder, "before its line")
        stopped(check, folder, "behind its line")
        server_ends(check, folder)
        rows(check, folder)
        tried(check, folder)
        another_register(check, folder)
        another_cell(check, folder)
        link_elsewhere(check, folder)
        same_choices(check, folder)
        corrections_elsewhere(check, folder)
        long_name(check, folder)
        for_everybody(check, folder)
        key_lost(check, folder)
        failing(check, folder, "getdents64")
        failing(check, folder, "newfstatat")
    check.end()


if __name__ == "__main__":
    main()
