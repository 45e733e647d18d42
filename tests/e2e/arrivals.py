"""Files come to the workbench: a register with which a mailing begins, another
version of one, and much that is not to come. A file is there whole or not at all,
and what nobody has a token for never reaches the disk."""
import io
import os
import socket

from bench import Bench, wait_for
from kit import LONG, Checks, Folder, Small, contents

# what the page says of each, since it shows no codes
SAYS = {
    "[serve-no-file]": "no file was chosen",
    "[serve-not-a-register]": "a register is a file that ends in",
    "[serve-no-place]": "the job names no such file",
    "[serve-other-kind]": "only a file that ends in .csv can take the place of",
}


def listing(folder):
    return sorted(os.listdir(folder))


def workbook(rows):
    import openpyxl
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def beginning(check, folder):
    """An empty folder, and a register."""
    place = folder.file("empty")
    os.mkdir(place)
    rows = [row.split(";") for row in Small.ROWS]
    with Bench(place) as bench:
        bench.open()
        page = bench.get("/")
        check.true("an empty folder asks for a register",
                   "Begin with the register" in page.text and
                   'type="file"' in page.text, page)
        seen = page.seen_by_upload()
        for name, data, code in (
                ("register.pdf", b"%PDF", "[serve-not-a-register]"),
                ("../../job.yaml", b"name: x", "[serve-not-a-register]"),
                ("x.xlsx/..", b"name: x", "[serve-not-a-register]"),
                (".csv", b"a;b", "[serve-not-a-register]")):
            answer = bench.send(name, data, seen=seen)
            check.true(f"{name}: {code}", answer.status == 400 and
                       SAYS[code] in answer.text, answer)
        answer = bench.send("a.xlsx", b"PK no spreadsheet", seen=seen)
        check.true("what is no spreadsheet", answer.status == 400 and
                   "was not put there" in answer.text, answer)
        check.equal("nothing has come", listing(place), [])
        answer = bench.send("klienter åäö.xlsx", workbook(rows), seen=seen)
        check.equal("a register", (answer.status, answer.headers["Location"]),
                    (303, "/"))
        check.equal("and what is written for it", listing(place),
                    ["brev.md", "job.yaml", "register.xlsx",
                     "stationery.yaml"])
        check.equal("readable by nobody else", os.stat(os.path.join(
            place, "register.xlsx")).st_mode & 0o777, 0o600)
        check.true("the start page has it", "register.xlsx" in
                   bench.get("/").text)
        account = bench.get("/check")
        check.true("gaps are told, with their lines", "FILL IN" in
                   account.text and "job.yaml, line" in account.text,
                   account)


def replacing(check, folder, bench):
    path = os.path.join(folder.job, "klienter.csv")
    with open(path, "rb") as source:
        before = source.read()
    page = bench.get("/")
    seen = page.seen_by_upload()
    check.true("the files that can be replaced", all(
        f'<option value="{name}">' in page.text for name in
        ("klienter.csv", "brev.sv.md", "brev.fi.md")) and
        'value="job.yaml"' not in page.text, page)
    for what, name, place, code in (
            ("the job", "job.yaml", "job.yaml", "[serve-no-place]"),
            ("a path", "a.csv", "../klienter.csv", "[serve-no-place]"),
            ("another path", "a.csv", "./klienter.csv", "[serve-no-place]"),
            ("nothing", "a.csv", "", "[serve-no-place]"),
            ("a file of another", "a.csv", "make_register.py",
             "[serve-no-place]"),
            ("another kind", "a.xlsx", "klienter.csv", "[serve-other-kind]"),
            ("no end", "csv", "klienter.csv", "[serve-other-kind]")):
        answer = bench.send(name, b"name: x", seen=seen, **{"as": place})
        check.true(f"{what}: {code}", answer.status == 400 and
                   SAYS[code] in answer.text, answer)
    answer = bench.send("", b"", seen=seen, **{"as": "klienter.csv"})
    check.true("no file", SAYS["[serve-no-file]"] in answer.text, answer)
    check.equal("with no token", bench.send(
        "a.csv", before, token=False, seen=seen,
        **{"as": "klienter.csv"}).status, 413)
    check.equal("with a wrong one", bench.send(
        "a.csv", before, token="0" * 32, seen=seen,
        **{"as": "klienter.csv"}).status, 413)
    check.equal("on another page", bench.send(
        "a.csv", before, path="/run", seen=seen).status, 413)
    with open(path, "rb") as source:
        check.true("it is as it was", source.read() == before)
    check.equal("and so is the folder", bench.get("/").seen_by_upload(), seen)
    lines = before.split(b"\r\n")
    fewer = b"\r\n".join(lines[:380] + lines[-1:])
    answer = bench.send("C:\\Export\\Klienter.CSV", fewer, seen=seen,
                        **{"as": "klienter.csv"})
    check.equal("another version", answer.status, 303)
    with open(path, "rb") as source:
        check.true("is there, to the byte", source.read() == fewer)
    check.true("and is counted", "<dd>379</dd>" in bench.get("/check").text)
    answer = bench.send("a.csv", before, seen=seen, **{"as": "klienter.csv"})
    check.equal("a page from before it", answer.status, 409)
    with open(path, "rb") as source:
        check.true("does not change it", source.read() == fewer)


def open_bytes(bench):
    """Bytes of nameless files that the server has open, kept answers too."""
    total = 0
    folder = f"/proc/{bench.engine()}/fd"
    for name in os.listdir(folder):
        try:
            if "(deleted)" in os.readlink(os.path.join(folder, name)):
                total += os.stat(os.path.join(folder, name)).st_size
        except OSError:
            pass
    return total


def torn(check, folder, bench):
    """An upload that is cut off, and a large one that is not."""
    before = contents(folder.job)
    seen = bench.get("/").seen_by_upload()
    head = (f'--AaB03x\r\nContent-Disposition: form-data; name="token"\r\n\r\n'
            f"{bench.token}\r\n--AaB03x\r\nContent-Disposition: form-data; "
            f'name="seen"\r\n\r\n{seen}\r\n--AaB03x\r\nContent-Disposition: '
            'form-data; name="file"; filename="a.csv"\r\n\r\n')
    link = socket.create_connection(("127.0.0.1", bench.port))
    link.sendall((f"POST /file HTTP/1.1\r\nHost: {bench.host}\r\nOrigin: "
                  f"http://{bench.host}\r\nCookie: {bench.cookie}\r\n"
                  "Content-Type: multipart/form-data; boundary=AaB03x\r\n"
                  "Content-Length: 50000000\r\n\r\n" + head).encode() +
                 b"x" * (8 << 20))
    check.true("it goes to the disk as it comes",
               wait_for(lambda: open_bytes(bench) > 7 << 20))
    check.equal("pages are made meanwhile", bench.get("/").status, 200)
    link.close()
    check.true("cut off, it is gone",
               wait_for(lambda: open_bytes(bench) < 1 << 20))
    check.true("and the folder is as it was", contents(folder.job) == before)
    size = (600 if LONG else 60) << 20
    data = b"x" * size
    status = memory(bench)
    try:
        answer = bench.send("a.csv", data, seen=seen, **{
            "as": "klienter.csv"}).status
    except OSError:
        answer = None
    if size > 512 << 20:
        check.true("more than 512 MB", answer in (None, 413), answer)
        check.true("left all as it was", contents(folder.job) == before)
    else:
        check.equal("sixty megabytes", answer, 303)
        check.equal("are whole", os.path.getsize(os.path.join(
            folder.job, "klienter.csv")), size)
    check.true("and were never held in memory", memory(bench) - status <
               8 << 10, (status, memory(bench)))


def memory(bench):
    """The server's own pages in memory, in kB."""
    with open(f"/proc/{bench.engine()}/status", encoding="ascii") as source:
        for line in source:
            if line.startswith("RssAnon"):
                return int(line.split()[1])


def main():
    check = Checks()
    with Folder() as folder:
        beginning(check, folder)
        with Bench(folder.job) as bench:
            bench.open()
            replacing(check, folder, bench)
            torn(check, folder, bench)
            check.equal("it ends", bench.end(), 0)
        check.equal("and leaves nothing", [
            name for name in listing(folder.job) if name[0] == "."], [])
    check.end()


if __name__ == "__main__":
    main()
