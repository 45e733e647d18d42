"""Job and letters are changed as text in the workbench: what nobody changed stays
byte for byte, whatever line ends the file has, and a form of another version
changes nothing and shows both."""
import html
import os
import re
import threading

from bench import Bench, is_secure
from kit import Checks, Folder, run

# what the page says of it, since it shows no codes
SAYS = {"[serve-not-text]":
        "has line ends or characters that a form would change"}
TEXTAREA = re.compile(r'<textarea [^>]*>\n(.*?)</textarea>', re.S)


def shown(page):
    """What a browser has in its form, as it would send it."""
    text = html.unescape(TEXTAREA.search(page.text).group(1))
    return text.replace("\n", "\r\n")


def read(folder, name):
    with open(os.path.join(folder.job, name), "rb") as source:
        return source.read()


def put(folder, name, data):
    with open(os.path.join(folder.job, name), "wb") as to:
        to.write(data)


def save(bench, page, text, **more):
    return bench.post("/text", name=page.field("name"),
                      seen=page.field("seen"), text=text, **more)


def unchanged(check, folder, bench):
    """Opened and saved: the same bytes."""
    for name in ("job.yaml", "brev.sv.md", "brev.fi.md", "kommun-h2.yaml"):
        plain = read(folder, name)
        for kind, data in (
                ("as it is", plain),
                ("Windows", plain.replace(b"\n", b"\r\n")),
                ("with a mark", b"\xef\xbb\xbf" +
                 plain.replace(b"\n", b"\r\n")),
                ("no last end", plain.rstrip(b"\n")),
                ("empty lines first", b"\n\n" + plain)):
            put(folder, name, data)
            page = bench.get(f"/text/{name}")
            saved = save(bench, page, shown(page))
            check.equal(f"{name}, {kind}: saved", (
                saved.status, saved.headers["Location"]),
                (303, f"/text/{name}"))
            check.true(f"{name}, {kind}: the same bytes",
                       read(folder, name) == data)
        put(folder, name, plain)


def one_line(check, folder, bench):
    """Each line of the job changed by itself: all others stay."""
    before = read(folder, "job.yaml")
    lines = before.split(b"\n")
    for at in range(0, len(lines), 3):
        page = bench.get("/text/job.yaml")
        sent = shown(page).split("\r\n")
        sent[at] += "  # så"
        save(bench, page, "\r\n".join(sent))
        wanted = lines[:at] + [lines[at] + "  # så".encode()] + lines[at + 1:]
        check.true(f"line {at + 1} alone",
                   read(folder, "job.yaml") == b"\n".join(wanted))
        put(folder, "job.yaml", before)


def faults(check, folder, bench):
    before = read(folder, "job.yaml")
    page = bench.get("/text/job.yaml")
    check.true("nothing is wrong", "Nothing is wrong with it." in page.text or
               "class=\"note\"" in page.text, page)
    saved = save(bench, page, shown(page).replace("Boendeform: Servicehus}",
                                                  "Boendefrm: Servicehus}"))
    page = bench.get(saved.headers["Location"])
    check.true("a mistake stands above the text",
               "<mark>Boendefrm</mark>" in page.text and
               page.text.find("<mark>") < page.text.find("<textarea"), page)
    page = bench.get("/text/brev.sv.md")
    check.true("another file has none of it", "<mark>Boendefrm" not in
               page.text and "something is with the rest of the job" in
               page.text, page)
    put(folder, "job.yaml", before.replace(
        b"where: {Boendeform: Servicehus}", b"when: \"Ort = 'Norrby?'\""))
    page = bench.get("/text/brev.sv.md")
    check.true("a warning of another file is none of its faults",
               "Nothing is wrong with it." in page.text, page)
    put(folder, "job.yaml", before)
    page = bench.get("/text/brev.sv.md")
    saved = save(bench, page, shown(page) + "Hej {{Fornamn}}!\r\n")
    page = bench.get(saved.headers["Location"])
    check.true("a field that is not there", "<mark>Fornamn</mark>" in
               page.text and "Förnamn" in page.text, page)
    ran = run("check", "--lang", "en", os.path.join(folder.job, "job.yaml"))
    check.true("the command says it too", "Fornamn" in ran.err, ran)
    save(bench, page, shown(page).replace("Hej {{Fornamn}}!\r\n", ""))
    check.true("put right", "can be made: 284 letters." in
               bench.get("/check").text)


def stale(check, folder, bench):
    before = read(folder, "brev.sv.md")
    first, second = bench.get("/text/brev.sv.md"), \
        bench.get("/text/brev.sv.md")
    save(bench, first, "Den första </textarea><b>\r\n")
    check.true("the first window's", read(folder, "brev.sv.md") ==
               "Den första </textarea><b>\n".encode())
    refused = save(bench, second, "Den andra & <i>\r\n")
    check.true("the second is refused, and both are shown", refused.status ==
               409 and "<pre>Den första &lt;/textarea&gt;&lt;b&gt;\n</pre>" in
               refused.text and shown(refused) == "Den andra & <i>\r\n",
               refused)
    check.true("the file is as it was", read(folder, "brev.sv.md") ==
               "Den första </textarea><b>\n".encode())
    save(bench, refused, shown(refused))
    check.true("hers over what she has seen", read(folder, "brev.sv.md") ==
               b"Den andra & <i>\n")
    for seen in ("", "0" * 64, None):
        form = {"name": "brev.sv.md", "text": "x"}
        if seen is not None:
            form["seen"] = seen
        check.equal(f"of {seen!r}", bench.post("/text", **form).status, 409)
    pages = [bench.get("/text/brev.sv.md") for _ in range(8)]
    answers = []
    threads = [threading.Thread(target=lambda i=i: answers.append(
        (save(bench, pages[i], f"Fönster {i}\r\n").status, i)))
        for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [i for status, i in answers if status == 303]
    check.equal("of eight at once one is saved", len(won), 1)
    check.equal("and it is whole", read(folder, "brev.sv.md").decode(),
                f"Fönster {won[0]}\n" if won else "")
    put(folder, "brev.sv.md", before)


def refused(check, folder, bench):
    kept = {"mixed.md": b"a\r\nb\n", "latin.md": b"\xe5\n",
            "control.md": b"a\x01\n", "large.md": b"x" * (300 << 10)}
    for name, data in kept.items():
        put(folder, name, data)
        page = bench.get(f"/text/{name}")
        check.true(f"{name} has no form", page.status == 404 and
                   "<textarea" not in page.text and "cannot be changed here"
                   in page.text, page)
        bench.post("/text", name=name, seen="0" * 64, text="x")
        check.true(f"{name} is as it was", read(folder, name) == data)
    told = bench.get("/text/mixed.md").text
    for code, words in SAYS.items():
        check.true(f"why: {code}", words in told)
    os.symlink("/etc/passwd", os.path.join(folder.job, "linked.md"))
    os.mkdir(os.path.join(folder.job, "folder.md"))
    put(folder, ".hidden.md", b"x\n")
    for name in ("linked.md", "folder.md", ".hidden.md", "klienter.csv",
                 "nowhere.md", "../job.yaml", "..%2fjob.yaml", "",
                 "./job.yaml", "out/runs.jsonl"):
        page = bench.get(f"/text/{name}")
        check.true(f"{name!r} is not shown", page.status == 404 and
                   "<textarea" not in page.text and "root:" not in page.text,
                   page)
        answer = bench.post("/text", name=name.replace("%2f", "/"),
                            seen="0" * 64, text="x")
        check.equal(f"{name!r} is not written", answer.status, 404)
    check.equal("no token",
                bench.post("/text", token=False, name="brev.sv.md").status,
                403)
    large = "x" * (300 << 10)
    answer = bench.post(
        "/text", name="brev.sv.md", text=large,
        seen=bench.get("/text/brev.sv.md").field("seen"))
    check.true("300 kB of text: not saved, and still there",
               answer.status == 400 and "Nothing was saved" in answer.text and
               large in answer.text, answer.status)
    for name in list(kept) + ["linked.md", ".hidden.md"]:
        os.remove(os.path.join(folder.job, name))
    os.rmdir(os.path.join(folder.job, "folder.md"))


def main():
    check = Checks()
    with Folder() as folder, Bench(folder.job) as bench:
        bench.open()
        home = bench.get("/")
        check.true("the start page leads to each", all(
            f'href="/text/{name}"' in home.text for name in
            ("job.yaml", "brev.sv.md", "brev.fi.md", "kommun-h2.yaml")), home)
        check.true("a page as the others", is_secure(
            bench.get("/text/job.yaml")))
        unchanged(check, folder, bench)
        one_line(check, folder, bench)
        faults(check, folder, bench)
        stale(check, folder, bench)
        refused(check, folder, bench)
        check.true("all is as it was", "can be made: 284 letters." in
                   bench.get("/check").text)
        check.equal("it ends", bench.end(), 0)
    check.end()


if __name__ == "__main__":
    main()
