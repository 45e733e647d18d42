"""The workbench makes a mailing: what its pages say is what the commands say, and
what it leaves is what `utskick run` leaves, byte for byte. A check that takes its
time is followed, stopped, and survives its death."""
import base64
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import zipfile

from bench import Bench, children, is_secure, wait_for
from kit import UTSKICK, Checks, Folder, contents, register, run, tool

NAME = "2012-03-19-fritt-val"


def codes(answer):
    return [word for word in ("[already-served]", "[serve-no-folder]",
                              "[cannot-listen]", "[serve-origin]",
                              "[serve-proxy-parts]",
                              "[serve-port-or-socket]") if word in answer.err]


def told_in_json(check):
    """Where it is stands on stderr then: stdout is for one object."""
    with Folder() as folder:
        program = subprocess.Popen(
            [UTSKICK, "serve", "--json", folder.job], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        said = program.stderr.readline()
        program.terminate()
        out, _ = program.communicate(timeout=60)
        check.true("its address on stderr", b"http://127.0.0.1" in said, said)
        check.equal("the object", json.loads(out)["exit"], 0)


def starting(check):
    with Folder() as folder, Bench(folder.job) as bench:
        for name, code, want, arguments in (
                ("a second one", 2, "[already-served]", [folder.job]),
                ("no folder", 2, "[serve-no-folder]",
                 [folder.file("nowhere")]),
                ("a file", 2, "[serve-no-folder]",
                 [os.path.join(folder.job, "job.yaml")]),
                ("a port that is taken", 4, "[cannot-listen]",
                 ["--port", str(bench.port), folder.path]),
                ("a socket in no folder", 4, "[cannot-listen]",
                 ["--socket", folder.file("no", "s"), "--user-header",
                  "X-User", "--origin", "https://a.example", folder.path]),
                ("a socket over a file", 4, "[cannot-listen]",
                 ["--socket", os.path.join(folder.job, "job.yaml"),
                  "--user-header", "X-User", "--origin", "https://a.example",
                  folder.path]),
                ("a socket whose path is too long", 4, "[cannot-listen]",
                 ["--socket", folder.file("s" * 108), "--user-header",
                  "X-User", "--origin", "https://a.example", folder.path]),
                ("an origin with a path", 2, "[serve-origin]",
                 ["--socket", folder.file("s"), "--user-header", "X-User",
                  "--origin", "https://a.example/x", folder.path]),
                ("a socket alone", 3, "[serve-proxy-parts]",
                 ["--socket", folder.file("s"), folder.path]),
                ("a header alone", 3, "[serve-proxy-parts]",
                 ["--user-header", "X-User", folder.path]),
                ("an origin alone", 3, "[serve-proxy-parts]",
                 ["--origin", "https://a.example", folder.path]),
                ("no origin", 3, "[serve-proxy-parts]",
                 ["--socket", folder.file("s"), "--user-header", "X-User",
                  folder.path]),
                ("port and socket", 3, "[serve-port-or-socket]",
                 ["--port", "8080", "--socket", folder.file("s"),
                  "--user-header", "X-User", "--origin", "https://a.example",
                  folder.path])):
            ran = run("serve", "--lang", "en", *arguments)
            check.equal(f"{name}: exit, code", (ran.code, codes(ran)),
                        (code, [want]))
        check.true("the file is still there",
                   os.path.exists(os.path.join(folder.job, "job.yaml")))
        check.equal("ends when asked to", bench.end(), 0)
        check.true("and says nothing but where it is",
                   bench.said.count("\n") == 1, bench.said)
        with Bench(folder.job) as again:
            check.true("the folder can be served again", again.port,
                       again.line)
            check.equal("ends by Ctrl-C", again.end(signal.SIGINT), 0)


def the_day(check, folder, bench):
    """From the files to the print files, as the buttons say."""
    bench.open()
    home = bench.get("/")
    for text in ("Fritt val i hemtjänsten, första informationsbrevet",
                 "SN-2012-0047", "klienter.csv", "brev.fi.md"):
        check.true(f"the start page has {text}", text in home.text, home)
    account = bench.get("/check")
    for text in ("The mailing can be made: 284 letters.",
                 "<dt>get a letter</dt><dd>284</dd>",
                 "<dt>get none</dt><dd>83</dd>", "<dt>wait</dt><dd>29</dd>",
                 *(f'name="place" value="{line}"' for line in
                   (26, 182, 219, 303, 343, 397))):
        check.true(f"the account has {text}", text in account.text, account)
    nothing = [(page.status, page.headers["Location"]) for page in
               (bench.get("/who/try/1"), bench.get("/run"))]
    check.equal("nothing was tried or made yet", nothing,
                [(303, "/who"), (303, "/check")])
    made = bench.post("/run", seen=account.field("seen"),
                      mark=account.field("mark"))
    check.equal("to the run", (made.status, made.headers["Location"]),
                (303, "/run"))
    done = bench.get("/run")
    check.true("it is made", "The mailing is made and sealed: 284 letters, in "
               f"{NAME}." in done.text, done)
    mailings = bench.get("/mailings")
    check.true("it stands among the mailings", f"<h2>{NAME}</h2>" in
               mailings.text and "<dt>Letters</dt><dd>284</dd>" in
               mailings.text, mailings)
    for page in (home, account, made, done, mailings):
        check.true("is kept by nobody, and loads nothing from elsewhere",
                   is_secure(page), page)


def same_bytes(check, folder, bench):
    """The command leaves the same in a folder of the same name."""
    out = os.path.join(folder.job, "out", NAME)
    with tempfile.TemporaryDirectory() as aside:
        job = os.path.join(aside, "fritt-val")
        shutil.copytree(folder.job, job,
                        ignore=shutil.ignore_patterns("out"))
        ran = run("run", "-q", os.path.join(job, "job.yaml"))
        check.equal("the command", ran.code, 0)
        mine, theirs = contents(out), contents(os.path.join(job, "out", NAME))
        check.equal("the same files", sorted(mine), sorted(theirs))
        # the ledger says where its files lay; what it says else is the same
        check.equal("the same bytes",
                    [n for n in mine if mine[n] != theirs.get(n)], [])
    ran = run("verify", "--lang", "en", out)
    check.equal("it verifies", ran.code, 0)


def not_as_sealed(check, folder, bench, out):
    """What is not what was sealed, or was withdrawn, is given to nobody."""
    kept = folder.file("kept")
    shutil.copytree(out, kept)
    batch = os.path.join(out, "to-printer", "batch-0001.pdf")
    for what, name, spoil in (
            ("a changed batch", "to-printer.zip", lambda: open(
                batch, "ab").write(b"x")),
            ("a missing batch", "to-printer.zip", lambda: os.remove(batch)),
            ("a file beside them", "to-printer.zip", lambda: shutil.copy(
                batch, batch + ".pdf")),
            ("other sums", "to-printer.zip", lambda: open(os.path.join(
                out, "to-printer", "SHA256SUMS"), "w").close()),
            ("a changed manifest", "manifest.xlsx", lambda: open(os.path.join(
                out, "keep", "manifest.xlsx"), "ab").write(b"x")),
            ("a changed report", "report", lambda: open(os.path.join(
                out, "keep", "report.html"), "ab").write(b"x"))):
        spoil()
        answer = bench.get(f"/mailings/{NAME}/{name}")
        check.true(f"{what} is not given out", answer.status == 409 and
                   "not as they were sealed" in answer.text, answer)
        shutil.rmtree(out)
        shutil.copytree(kept, out)
    ran = run("withdraw", "--letters", "3", "--reason", "flyttat", "-o",
              folder.file("pulled"), out)
    answer = bench.get(f"/mailings/{NAME}/to-printer.zip")
    page = bench.get("/mailings")
    check.true("nor what holds a withdrawn letter", ran.code == 0 and
               answer.status == 409 and "have been withdrawn" in answer.text,
               answer)
    check.true("which the page says", "have been withdrawn" in page.text and
               "to-printer.zip" not in page.text, page)
    shutil.rmtree(out)
    shutil.move(kept, out)
    check.true("and given again as it was", bench.get(
        f"/mailings/{NAME}/to-printer.zip").status == 200 and
        "to-printer.zip" in bench.get("/mailings").text)


def taken(check, folder, bench):
    out = os.path.join(folder.job, "out", NAME)
    files = contents(os.path.join(out, "to-printer"))
    zipped = bench.get(f"/mailings/{NAME}/to-printer.zip")
    with zipfile.ZipFile(io.BytesIO(zipped.body)) as archive:
        check.equal("the archive is whole", archive.testzip(), None)
        check.equal("print files in one", {n: archive.read(n) for n in
                                           archive.namelist()}, files)
    check.true("under the mailing's name",
               f"{NAME}-to-printer.zip" in
               zipped.headers["Content-Disposition"], zipped.headers)
    sheet = bench.get(f"/mailings/{NAME}/manifest.xlsx")
    with open(os.path.join(out, "keep", "manifest.xlsx"), "rb") as source:
        check.equal("the list of rows", sheet.body == source.read(), True)
    report = bench.get(f"/mailings/{NAME}/report")
    with open(os.path.join(out, "keep", "report.html"), "rb") as source:
        check.equal("the report", report.body == source.read(), True)
    check.true("which loads nothing", is_secure(report), report.headers)
    for what in ("ledger.db", "protected.key", "..", "SEAL", ""):
        check.equal(f"no {what!r} is given",
                    bench.get(f"/mailings/{NAME}/{what}").status, 404)
    not_as_sealed(check, folder, bench, out)
    os.rename(os.path.join(out, "keep", "report.html"),
              folder.file("report.html"))
    os.symlink("/etc/passwd", os.path.join(out, "keep", "report.html"))
    linked = bench.get(f"/mailings/{NAME}/report")
    check.true("a link is not followed", linked.status == 404 and
               "root:" not in linked.text, linked)
    os.remove(os.path.join(out, "keep", "report.html"))
    os.rename(folder.file("report.html"),
              os.path.join(out, "keep", "report.html"))


def looked_at(check, folder, bench):
    """The proof is the command's, and its pages are all shown."""
    check.true("what a proof is", 'href="/look/pages"' in
               bench.get("/look").text)
    shown = bench.get("/look/pages")
    proof = bench.get("/look/prov.pdf")
    path = folder.file("prov.pdf")
    ran = run("proof", "-o", path, os.path.join(folder.job, "job.yaml"))
    check.equal("the command makes one", ran.code, 0)
    with open(path, "rb") as source:
        check.true("the same", source.read() == proof.body)
    pages = int(re.search(r"Pages: +(\d+)", tool("pdfinfo", path).out)[1])
    pictures = [base64.b64decode(data) for data in re.findall(
        r'src="data:image/jpeg;base64,([^"]*)"', shown.text)]
    check.equal("a picture of each page", (len(pictures), all(
        p[:3] == b"\xff\xd8\xff" and p[-2:] == b"\xff\xd9"
        for p in pictures)), (pages, True))
    check.true("with words for it", f'alt="A picture of page {pages}, as it '
               'would be printed"' in shown.text)
    check.true("which loads nothing", is_secure(shown), shown.headers)
    folder.change("job.yaml", "name: Fritt val", "name: FILL IN")
    for path, status in (("/look/pages", 200), ("/look/prov.pdf", 409)):
        refused = bench.get(path)
        check.true(f"{path}: of a job with gaps there is none",
                   refused.status == status and "No proof can be made yet."
                   in refused.text and "FILL IN" in refused.text, refused)
    folder.change("job.yaml", "name: FILL IN", "name: Fritt val")
    check.equal("nothing is left", left(folder), [])


def once_more(check, folder, bench):
    account = bench.get("/check")
    check.true("the same date is made already", "The mailing is made already"
               in account.text and not account.field("seen"), account)
    folder.change("job.yaml", "date: 2012-03-19", "date: 2012-03-26")
    account = bench.get("/check")
    check.true("the same people are asked about", "284 of 284 recipients had "
               "this mailing already, dated 2012-03-19." in account.text and
               "for=again" in account.text, account)
    bench.post("/run", seen=account.field("seen"), mark=account.field("mark"))
    refused = bench.get("/run")
    check.true("no reason, no mailing", "No mailing was made" in refused.text
               and "284 of 284" in refused.text, refused)
    account = bench.get("/check")
    bench.post("/run", seen=account.field("seen"), mark=account.field("mark"),
               again="Sidan 2 saknades\nförra gången")
    done = bench.get("/run")
    check.true("with a reason it is made", "in 2012-03-26-fritt-val." in
               done.text, done)
    check.true("both stand there, the later first",
               bench.get("/mailings").text.find("2012-03-26") <
               bench.get("/mailings").text.find(f"<h2>{NAME}"), "")


def stale(check, folder, bench):
    folder.change("job.yaml", "date: 2012-03-26", "date: 2012-04-02")
    before = os.listdir(os.path.join(folder.job, "out"))
    for name, file, old, new in (
            ("job", "job.yaml", "letters_per_batch: 100",
             "letters_per_batch: 90"),
            ("letter", "brev.sv.md", "Hej", "Hej och hå")):
        account = bench.get("/check")
        with open(os.path.join(folder.job, file), encoding="utf-8") as source:
            there = old in source.read()
        if not there:
            old, new = "\n", "\n\n"
        folder.change(file, old, new)
        refused = bench.post("/run", seen=account.field("seen"),
                             mark=account.field("mark"), again="ja")
        check.equal(f"{name} changed since: refused", refused.status, 409)
    for seen in ("", "0" * 64, "x"):
        check.equal(f"a form that saw {seen!r}: refused",
                    bench.post("/run", seen=seen, again="ja").status, 409)
    check.equal("nothing was made", os.listdir(
        os.path.join(folder.job, "out")), before)


def broken(check, folder, bench):
    folder.change("job.yaml", "Boendeform: Servicehus}",
                  "Boendefrm: Servicehus}")
    account = bench.get("/check")
    check.true("a mistake is told with its line and marked", "cannot be made "
               "yet" in account.text and "<mark>Boendefrm</mark>" in
               account.text and "job.yaml, line" in account.text and
               not account.field("seen"), account)
    os.rename(os.path.join(folder.job, "klienter.csv"), folder.file("k"))
    home = bench.get("/")
    check.true("a missing file stands first", "1 file of the mailing is "
               "missing" in home.text and 'href="/check">' in home.text and
               "Check the mailing" not in home.text, home)
    os.rename(folder.file("k"), os.path.join(folder.job, "klienter.csv"))
    os.rename(os.path.join(folder.job, "job.yaml"), folder.file("j"))
    check.true("no job", "There is no mailing in this folder yet." in
               bench.get("/").text)
    with open(os.path.join(folder.job, "job.yaml"), "w",
              encoding="utf-8") as to:
        to.write("name: [\n")
    check.true("no YAML", "cannot be read as it stands" in
               bench.get("/").text)
    os.rename(folder.file("j"), os.path.join(folder.job, "job.yaml"))
    folder.change("job.yaml", "Boendefrm", "Boendeform")


def one_person(check, folder, bench):
    """The number goes by POST, and comes back in nothing but the answer."""
    row = register(folder.job)[0]
    person = row["Personnummer"]
    asked = bench.get("/explain")
    check.true("it is asked for by a form", 'method="post"' in asked.text and
               'for=key' in asked.text, asked)
    shown = bench.post("/explain", key=person)
    told = run("explain", "--lang", "en",
               os.path.join(folder.job, "job.yaml"), stdin=person + "\n")
    check.true("the command says it too", "outcome:" in told.out, told)
    for line in told.out.splitlines():
        if "/" in line or not line.strip():
            continue  # the page has no paths
        check.true("each line of it is on the page", html.escape(
            line, quote=False).replace('"', "&quot;") in shown.text, line)
    check.true("where the folder lies is not told",
               folder.path not in shown.text, shown)
    check.true("nor the number, and nobody keeps it", person not in shown.text
               and is_secure(shown), shown)
    unknown = bench.post("/explain", key="19320103-9949")
    check.true("one who is not there", "no such row" in unknown.text and
               "9949" not in unknown.text, unknown)
    protected = [r for r in register(folder.job) if r["Skydd"]
                 not in ("", "N")][0]
    hidden = bench.post("/explain", key=protected["Personnummer"])
    check.equal("of protected people nothing is shown", [
        v for k, v in protected.items() if v and len(v) > 5 and
        k not in ("Boendeform", "Enhet") and v in hidden.text], [])
    check.equal("not without a token",
                bench.post("/explain", token=False, key=person).status, 403)
    check.equal("not by an address", bench.get(
        f"/explain?key={person}").text.count("<pre>"), 0)


def languages(check, folder):
    with Bench(folder.job, lang=None) as bench:
        bench.open()
        ask_in_languages(check, bench)


def ask_in_languages(check, bench):
    for said, want in (("sv-SE,sv;q=0.9", "Utskicket"), ("nb", "Utsendelsen"),
                       ("de, no;q=0.5", "Utsendelsen"), ("en-GB", "Files"),
                       ("x" * 500, "Utskicket"), ("", "Utskicket")):
        page = bench.get("/", headers={"Accept-Language": said})
        check.true(f"{said[:20]!r} speaks", want in page.text and
                   'lang="' in page.text, page)


def nobody_is_named(check, folder, seen, said):
    """Of 50 rows, what is only theirs stands on no page and in no log."""
    rows = register(folder.job)[:50]
    values = {row[column] for row in rows for column in
              ("Personnummer", "Adress", "Handläggare tel") if row[column]}
    check.true("there are values", len(values) > 100, len(values))
    for name, text in {**seen, "what it said": said}.items():
        found = sorted(v for v in values if v in text)
        check.equal(f"{name}: nobody's values", found, [])


def engine_of(bench):
    """The child that checks, once it is there."""
    return wait_for(lambda: children(bench.engine()))


def slow(check, folder, bench):
    """A check that stands still for three seconds."""
    folder.change("job.yaml", "date: 2012-04-02", "date: 2012-04-09")
    got = []
    thread = threading.Thread(target=lambda: got.append(bench.get("/check")))
    thread.start()
    child = engine_of(bench)[0]
    os.kill(child, signal.SIGSTOP)
    began = time.monotonic()
    check.true("others are served meanwhile",
               bench.get("/style.css").status == 200)
    check.true("and their pages are made", bench.get("/").status == 200)
    time.sleep(3)
    check.true("at once", time.monotonic() - began < 30)
    os.kill(child, signal.SIGCONT)
    thread.join()
    check.true("the page followed it", "This takes a while." in got[0].text and
               "can be made: 284 letters." in got[0].text and
               got[0].text.endswith("</html>\n"), got[0])
    check.true("how far it has come", "<li>Reading the register" in
               got[0].text, got[0])
    check.true("it could have been stopped", 'action="/check/stop"' in
               got[0].text, got[0])
    check.true("the result is kept", "can be made: 284 letters." in
               bench.get("/check").text and not children(bench.engine()))


def stopped(check, folder, bench):
    folder.change("job.yaml", "date: 2012-04-09", "date: 2012-04-10")
    got = []
    thread = threading.Thread(target=lambda: got.append(bench.get("/check")))
    thread.start()
    child = engine_of(bench)[0]
    os.kill(child, signal.SIGSTOP)
    answer = bench.post("/check/stop")
    check.equal("a check is stopped", answer.status, 303)
    thread.join()
    check.true("and says so", "It was stopped." in got[0].text,
               got[0])
    check.true("its process is gone", not children(bench.engine()))


def run_stopped(check, folder, bench):
    """A run that is stopped leaves nothing; how fast it goes is told."""
    out = os.path.join(folder.job, "out")
    before = sorted(os.listdir(out))
    account = bench.get("/check")
    bench.post("/run", seen=account.field("seen"),
               mark=account.field("mark"), again="ja")
    got = []
    thread = threading.Thread(target=lambda: got.append(bench.get("/run")))
    child = engine_of(bench)[0]
    os.kill(child, signal.SIGSTOP)
    thread.start()
    time.sleep(3)
    answer = bench.post("/run/stop")
    check.equal("a run is stopped", (answer.status,
                                     answer.headers["Location"]),
                (303, "/check"))
    thread.join()
    check.true("its page could stop it, and says so", 'action="/run/stop"' in
               got[0].text and "It was stopped." in got[0].text, got[0])
    check.equal("nothing is left of it", (sorted(os.listdir(out)),
                                          left(folder)), (before, []))


def killed(check, folder, bench):
    """Whatever kills the work, the server goes on, and nothing is left."""
    folder.change("job.yaml", "date: 2012-04-10", "date: 2012-04-11")
    for how in (signal.SIGKILL, signal.SIGSEGV):
        got = []
        thread = threading.Thread(
            target=lambda into=got: into.append(bench.get("/check")))
        thread.start()
        for child in engine_of(bench):
            os.kill(child, how)
        thread.join()
        check.true(f"{how.name}: told", "ended before it was done" in
                   got[0].text or "can be made" in got[0].text, got[0])
        check.equal(f"{how.name}: nothing is left", left(folder), [])
    check.true("it goes on", "can be made: 284 letters." in
               bench.get("/check").text)


def left(folder):
    return [name for name in os.listdir(folder.job)
            if name.startswith(".") or name.endswith(".partial")]


def ended(check, folder):
    """The server ends in the middle of a run: no half mailing."""
    with Bench(folder.job) as bench:
        bench.open()
        account = bench.get("/check")
        bench.post("/run", seen=account.field("seen"),
                   mark=account.field("mark"), again="ja")
        child = engine_of(bench)[0]
        os.kill(child, signal.SIGSTOP)
        before = set(os.listdir(os.path.join(folder.job, "out")))
        check.equal("ends", bench.end(), 0)
        check.true("the run is gone", not os.path.exists(f"/proc/{child}"))
        after = set(os.listdir(os.path.join(folder.job, "out")))
        check.true("no half mailing", after - before <= set() and not any(
            n.endswith(".partial") for n in after), after)
        check.equal("nothing is left", left(folder), [])


def main():
    check = Checks()
    starting(check)
    told_in_json(check)
    with Folder() as folder:
        with Bench(folder.job, temporary=folder.path) as bench:
            the_day(check, folder, bench)
            same_bytes(check, folder, bench)
            seen = {path: bench.get(path).text
                    for path in ("/", "/check", "/run", "/mailings")}
            taken(check, folder, bench)
            looked_at(check, folder, bench)
            once_more(check, folder, bench)
            stale(check, folder, bench)
            broken(check, folder, bench)
            one_person(check, folder, bench)
            slow(check, folder, bench)
            stopped(check, folder, bench)
            run_stopped(check, folder, bench)
            killed(check, folder, bench)
            check.equal("ends", bench.end(), 0)
            nobody_is_named(check, folder, seen, bench.said)
        languages(check, folder)
        ended(check, folder)
    check.end()


if __name__ == "__main__":
    main()
