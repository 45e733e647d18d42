"""Approval in the workbench: whoever makes a mailing does not approve it. Behind
a proxy a colleague who is asked sees the account and the proof, and approves
exactly that, once; on one's own machine a signed approval comes as a file."""
import html
import json
import os
import re
import shutil
import tempfile

from bench import Bench, is_secure
from kit import Checks, Folder, register, run

ORIGIN = "https://utskick.example"

# what a page says of a code
TOLD = {
    "[not-an-approval]": "is not an approval",
    "[approves-other]": "approves another mailing",
    "[approval-unsigned]": "is not signed",
    "[approved-already]": "has already approved",
    "[file-too-large]": "is larger than",
}


class Users:
    """Who asks through the proxy: the name stands in a header."""

    def __init__(self, bench):
        self.bench = bench

    def headers(self, user):
        return {"Host": "utskick.example", "X-User": user}

    def get(self, user, path):
        return self.bench.ask("GET", path, headers=self.headers(user))

    def post(self, who, path, token=None, **form):
        form["token"] = token or self.get(who, "/explain").field("token")
        return self.bench.ask("POST", path, form, {
            **self.headers(who), "Origin": ORIGIN})


def lines(folder):
    path = os.path.join(folder, "approvals.jsonl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as source:
        return [json.loads(line)["approval"] for line in source]


def asking(check, users, anna):
    account = users.get("anna", "/check")
    check.true("the account says that it is wanted", "Approved by 0 of the 2" in
               account.text and 'action="/run"' not in account.text and
               "Have it approved" in account.text, account)
    check.true("and what is approved", re.search(
        r"<dt>Mark</dt><dd>([0-9A-F]{4}-){3}[0-9A-F]{4}</dd>", account.text)
        and "<td>klienter.csv</td>" in account.text, account)
    for name in ("anna", "dora", "..", "bo/../cia", "", "b o"):
        refused = users.post("anna", "/approval/ask", user=name)
        check.true(f"she cannot ask {name!r}", refused.status == 400 and
                   not os.path.exists(os.path.join(anna, "approvers.txt")),
                   refused)
    for path in ("/approve/anna", "/approve/anna/prov.pdf", "/approve/cia",
                 "/approve/b%20o", "/approve/..%2Fbo"):
        check.equal(f"{path}: whom nobody has asked sees nothing",
                    users.get("bo", path).status, 404)
    for name in ("bo", "cia", "bo"):
        check.equal(f"{name} is asked", users.post(
            "anna", "/approval/ask", user=name).status, 303)
    with open(os.path.join(anna, "approvers.txt"), encoding="utf-8") as source:
        check.equal("as a file says", source.read(), "cia\nbo\n")


def approving(check, users, anna):
    home = users.get("bo", "/")
    check.true("his start page leads to it", 'href="/approve/anna"' in
               home.text, home)
    check.true("hers does not", 'href="/approve/' not in users.get(
        "anna", "/").text)
    check.equal("nor may she", users.get("anna", "/approve/anna").status, 404)
    page = users.get("bo", "/approve/anna")
    check.true("he sees the account, and nothing to change", "get a letter" in
               page.text and 'action="/correct"' not in page.text and
               'action="/run"' not in page.text and is_secure(page), page)
    proof = users.get("bo", "/approve/anna/prov.pdf")
    check.true("and the proof", proof.body[:5] == b"%PDF-", proof.status)
    mark = page.field("mark")
    check.true("the mark is said in fours", re.fullmatch(
        "[0-9A-F]{4}(-[0-9A-F]{4})+", mark), mark)
    for name, form in (("without having looked", {"mark": mark}),
                       ("another mark", {"mark": mark[::-1], "seen": "1"}),
                       ("no mark", {"seen": "1"})):
        refused = users.post("bo", "/approve/anna", **form)
        check.equal(f"{name}: nothing", (refused.status, lines(anna)),
                    (409, []))
    check.equal("hers, by herself", users.post(
        "anna", "/approve/anna", mark=mark, seen="1").status, 404)
    check.equal("another's token", users.post(
        "bo", "/approve/anna", mark=mark, seen="1", token=users.get(
            "cia", "/explain").field("token")).status, 403)
    done = users.post("bo", "/approve/anna", mark=mark, seen="1")
    check.true("he approves", done.status == 200 and "You have approved" in
               done.text and lines(anna) == ["bo"], done)
    twice = users.post("bo", "/approve/anna", mark=mark, seen="1")
    check.true("once", twice.status == 409 and TOLD["[approved-already]"] in
               twice.text and lines(anna) == ["bo"], twice)
    return mark


def running(check, users, anna, mark):
    account = users.get("anna", "/check")
    check.true("one is not two", "Approved by 1 of the 2" in account.text and
               'action="/run"' not in account.text, account)
    check.equal("nor by a form of one's own", users.post(
        "anna", "/run", seen="0" * 64).status, 409)
    with open(os.path.join(anna, "brev.sv.md"), "a", encoding="utf-8") as to:
        to.write("\nTill sist.\n")
    stale = users.post("cia", "/approve/anna", mark=mark, seen="1")
    check.true("a letter has changed: what she saw is no more",
               stale.status == 409 and lines(anna) == ["bo"] and
               "Approved by 0 of the 2" in stale.text, stale)
    for name in ("cia", "bo"):
        page = users.get(name, "/approve/anna")
        users.post(name, "/approve/anna", mark=page.field("mark"), seen="1")
    account = users.get("anna", "/check")
    check.true("two approve it as it is now", "Approved by 2 of the 2" in
               account.text and 'action="/run"' in account.text, account)
    users.post("anna", "/run", seen=account.field("seen"),
               mark=account.field("mark"))
    done = users.get("anna", "/run")
    check.true("it is made", "The mailing is made and sealed" in done.text,
               done)
    out = os.path.join(anna, "out")
    with open(os.path.join(out, os.listdir(out)[0] if len(os.listdir(
            out)) == 1 else "2012-03-19-anna", "keep", "approvals.jsonl"),
            encoding="utf-8") as source:
        check.equal("and keeps who stands for it", sorted(
            json.loads(line)["approval"] for line in source), ["bo", "cia"])
    check.equal("she takes her question back", users.post(
        "anna", "/approval/ask", user="bo", no="1").status, 303)
    check.equal("and he sees no more of it",
                users.get("bo", "/approve/anna").status, 404)


def behind_proxy(check, folder):
    users = folder.file("users")
    os.mkdir(users)
    for name in ("anna", "bo", "cia"):
        os.mkdir(os.path.join(users, name))
    anna = os.path.join(users, "anna")
    shutil.copytree(folder.job, anna, dirs_exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "s")
        with Bench(users, "--socket", path, "--user-header", "X-User",
                   "--origin", ORIGIN) as bench:
            bench.path = path
            proxied = Users(bench)
            asking(check, proxied, anna)
            mark = approving(check, proxied, anna)
            values = {row[column] for row in register(anna)[:50] for column in
                      ("Personnummer", "Adress", "Handläggare tel")
                      if row[column]}
            page = proxied.get("bo", "/approve/anna")
            check.equal("a colleague sees nobody", sorted(
                v for v in values if v in page.text), [])
            running(check, proxied, anna, mark)
            bench.end()
            check.equal("nothing is said", bench.said, bench.line)


def approve(folder, copy, name, *more):
    """What a colleague's approvals.jsonl has, made of the same files."""
    if os.path.exists(copy):
        shutil.rmtree(copy)
    shutil.copytree(folder.job, copy)
    if os.path.exists(os.path.join(copy, "approvals.jsonl")):
        os.remove(os.path.join(copy, "approvals.jsonl"))
    ran = run("approve", "-q", "--as", name, "--date", "2012-03-12", *more,
              os.path.join(copy, "job.yaml"))
    if ran.code:
        return None
    with open(os.path.join(copy, "approvals.jsonl"), "rb") as source:
        return source.read()


def by_file(check, folder):
    copy = folder.file("copy", "fritt-val")
    for name in ("bo", "cia"):
        run("keygen", "--no-passphrase", folder.file(name + ".key"))
    bo = approve(folder, copy, "Bo Al", "--key", folder.file("bo.key"))
    bare = approve(folder, copy, "Bo Al")
    again = approve(folder, copy, "Bosse Al", "--key", folder.file("bo.key"))
    cia = approve(folder, copy, "Cia Ek", "--key", folder.file("cia.key"))
    check.true("colleagues approve elsewhere", all((bo, bare, again, cia)))
    with Bench(folder.job) as bench:
        bench.open()
        account = bench.get("/check")
        check.true("a file is asked for", 'action="/approval/file"' in
                   account.text and "Approved by 0 of the 2" in account.text,
                   account)
        for name, data, code in (
                ("not signed", bare, "[approval-unsigned]"),
                ("forged", bo.replace(b"Bo Al", b"Bo Ax"),
                 "[not-an-approval]"),
                ("nothing", b"", "[not-an-approval]"),
                ("too much", bo * 4096, "[file-too-large]"),
                ("a picture", b"\x89PNG\r\n", "[not-an-approval]"),
                ("two, one of them not signed", bo + bare,
                 "[approval-unsigned]"),
                ("twice the same", bo + bo, "[approved-already]")):
            refused = bench.send("approvals.jsonl", data,
                                 path="/approval/file")
            check.true(f"{name}: refused", refused.status == 400 and
                       TOLD[code] in refused.text and lines(folder.job) == [],
                       refused)
        check.equal("not without a token", bench.send(
            "a", bo, token=False, path="/approval/file").status, 413)
        check.equal("nobody can be asked here", bench.post(
            "/approval/ask", user="bo").status, 400)
        check.equal("nor seen", bench.get("/approve/bo").status, 404)
        taken = bench.send("approvals.jsonl", bo, path="/approval/file")
        check.equal("Bo's is taken", (taken.status, lines(folder.job)),
                    (303, ["Bo Al"]))
        for name, data in (("his again", bo), ("his key again", again)):
            refused = bench.send("a", data, path="/approval/file")
            check.true(f"{name}: refused", refused.status == 400 and
                       TOLD["[approved-already]"] in refused.text, refused)
        folder.change("brev.sv.md", "\n", "\n\n")
        refused = bench.send("a", cia, path="/approval/file")
        check.true("of another letter: refused", refused.status == 400 and
                   TOLD["[approves-other]"] in refused.text and
                   "brev.sv.md" in refused.text, refused)
        folder.change("brev.sv.md", "\n\n", "\n")
        bench.send("approvals.jsonl", cia, path="/approval/file")
        account = bench.get("/check")
        check.true("two", "Approved by 2 of the 2" in account.text and
                   "Bo Al, 2012-03-12, signed with a key" in account.text,
                   account)
        bench.post("/run", seen=account.field("seen"),
                   mark=account.field("mark"))
        check.true("it is made", "The mailing is made and sealed" in
                   html.unescape(bench.get("/run").text))


def main():
    check = Checks()
    for part in (behind_proxy, by_file):
        with Folder() as folder:
            folder.change("job.yaml", "roles:", "approval: 2\nroles:")
            part(check, folder)
    check.end()


if __name__ == "__main__":
    main()
