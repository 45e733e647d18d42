"""A sealed run verified: by ourselves and by tools that others wrote; and
whatever is done to one of its files is found, and makes no command lie."""
import base64
import os
import pty
import random
import re
import shutil
import sqlite3
import struct
import tempfile
import zipfile

from kit import (LONG, UTSKICK, Checks, Folder, batches, contents, reseal, run,
                 silent, tool)

PASSPHRASE = "inte min hund"


def verify(out, *more, **environment):
    return run("verify", "--lang", "en", *more, out, **environment)


def files_of(out):
    return sorted(contents(out))


def check_holds(check, out):
    ran = verify(out)
    check.true("holds", ran.code == 0 and "holds: files 12" in ran.out and
               silent(ran), ran)
    with open(os.path.join(out, "keep", "SEAL"), encoding="utf-8") as source:
        seal = source.read()
    check.true("the seal's form", seal.startswith("utskick seal 1\nprogram "
               "utskick ") and "\nrows 396\n" in seal and
               seal.endswith("\nprevious -\n"), seal)
    for folder in ("to-printer", "keep"):
        ran = tool("sha256sum", "--strict", "-c", "SHA256SUMS",
                   cwd=os.path.join(out, folder))
        check.true(f"coreutils agrees: {folder}", ran.code == 0, ran)
    ran = run("verify", "--json", out)
    check.true("as JSON", ran.code == 0 and '"holds":true' in ran.out, ran)


# ---- keys

def check_keys(check, folder, out):
    secret, public = folder.file("reg.key"), folder.file("reg.pub")
    with open(folder.file("pass"), "w", encoding="utf-8") as to:
        to.write(PASSPHRASE + "\n")
    os.chmod(folder.file("pass"), 0o600)
    with open(folder.file("wrong"), "w", encoding="utf-8") as to:
        to.write("en annan\n")
    ran = run("keygen", "--lang", "en", "--passphrase-file",
              folder.file("pass"), secret)
    check.true("a pair", ran.code == 0 and "secret" in ran.out, ran)
    check.true("for nobody else", os.stat(secret).st_mode & 0o077 == 0)
    again = run("keygen", "--lang", "en", "--no-passphrase", secret)
    check.true("never written over", again.code == 2 and
               "[folder-exists]" in again.err, again)
    unnamed = folder.file("unnamed")
    ran = run("keygen", "--lang", "en", "--no-passphrase", unnamed)
    check.true("of another name", ran.code == 0 and os.path.exists(unnamed) and
               os.path.exists(unnamed + ".pub"), ran)
    os.remove(unnamed)
    again = run("keygen", "--lang", "en", "--no-passphrase", unnamed)
    check.true("nor is its public half written over", again.code == 2 and
               "[folder-exists]" in again.err and not os.path.exists(unnamed),
               again)
    for arguments, code, words in (
            ([], 3, "[seal-wants-key]"),
            (["--job", "job.yaml", "--key", secret], 3, "[seal-signs]"),
            (["--key", secret], 2, "[no-passphrase]"),
            (["--key", secret, "--passphrase-file", folder.file("wrong")], 2,
             "[wrong-passphrase]"),
            (["--key", public, "--passphrase-file", folder.file("pass")], 2,
             "[bad-key-file]")):
        ran = run("seal", "--lang", "en", *arguments, out)
        check.true(f"seal: {words}", ran.code == code and words in ran.err, ran)
    check_typed(check, folder)
    greedy = folder.file("greedy.key")
    with open(secret, encoding="ascii") as source:
        comment, line = source.read().splitlines()
    key = bytearray(base64.b64decode(line))
    key[38:54] = struct.pack("<QQ", 1 << 40, 1 << 45)
    with open(greedy, "w", encoding="ascii") as to:
        to.write(f"{comment}\n{base64.b64encode(key).decode()}\n")
    ran = run("seal", "--lang", "en", "--key", greedy, "--passphrase-file",
              folder.file("pass"), out)
    check.true("a key that wants all memory", ran.code == 4 and
               "[key-wants-memory]" in ran.err, ran)
    ran = verify(out, "--key", public)
    check.true("not signed yet", ran.code == 2 and "[no-signature]" in ran.err,
               ran)
    ran = run("seal", "--lang", "en", "--key", secret, "--passphrase-file",
              folder.file("pass"), out)
    check.true("signed", ran.code == 0 and "fingerprint" in ran.out, ran)
    check.true("nobody else can read the key", "[open-secret]" not in ran.err,
               ran)
    os.chmod(secret, 0o640)
    shutil.copytree(out, folder.file("open"))
    ran = run("seal", "--lang", "en", "--key", secret, "--passphrase-file",
              folder.file("pass"), folder.file("open"))
    check.true("somebody can", "warning: " in ran.err and secret in ran.err and
               "[open-secret]" in ran.err and "chmod 600" in ran.err, ran)
    os.chmod(secret, 0o600)
    ran = verify(out, "--key", public)
    check.true("by this key", ran.code == 0 and "signed with the key" in
               ran.out, ran)
    check_minisign(check, folder, out, secret, public)
    check_forged(check, folder, out, public)
    check_signature(check, folder, out, public)


def typed(arguments, lines):
    """Runs utskick on a terminal of its own, where these are typed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(UTSKICK, [UTSKICK, *arguments],
                  {**os.environ, "LC_ALL": "C.UTF-8"})
    shown = b""
    for line in lines:
        while not shown.rstrip().endswith(b":"):
            shown += os.read(terminal, 1000)
        os.write(terminal, line.encode() + b"\r")
        shown += b"|"
    try:
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:
        pass  # how a terminal ends
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def check_typed(check, folder):
    key = folder.file("typed.key")
    code, shown = typed(["keygen", "--lang", "en", key], ["hej", "hejsan"])
    check.true("typed differently", code == 2 and "[passphrases-differ]" in
               shown and not os.path.exists(key), shown)
    code, shown = typed(["keygen", "--lang", "en", key], ["hej\x03", "hej"][:1])
    check.true("broken off", code == 2 and "[no-passphrase]" in shown, shown)
    code, shown = typed(["keygen", "--lang", "en", key], ["hemx\x7fligt",
                                                         "hemligt"])
    check.true("typed", code == 0 and os.path.exists(key), shown)
    check.true("and never shown", "hem" not in shown, shown)


def check_minisign(check, folder, out, secret, public):
    seal = os.path.join(out, "keep", "SEAL")
    ran = tool("minisign", "-V", "-H", "-p", public, "-m", seal, "-x",
               seal + ".minisig")
    check.true("minisign verifies ours", ran.code == 0, ran)
    # A key of ours in the open, since minisign asks for a passphrase.
    bare = folder.file("bare.key")
    ran = run("keygen", "--no-passphrase", bare)
    check.true("a key in the open", ran.code == 0, ran)
    mine = folder.file("theirs")
    for more in ([], ["-l"]):
        ran = tool("minisign", "-S", *more, "-W", "-s", bare, "-m", seal, "-x",
                   mine)
        check.true(f"minisign signs {more}", ran.code == 0, ran)
        shutil.copytree(out, folder.file("minisigned"))
        shutil.copy(mine, folder.file("minisigned", "keep", "SEAL.minisig"))
        ran = verify(folder.file("minisigned"), "--key",
                     folder.file("bare.pub"))
        check.true(f"and we verify it {more}", ran.code == 0, ran)
        with open(mine, encoding="utf-8") as signed:
            text = signed.read()
        with open(folder.file("minisigned", "keep", "SEAL.minisig"), "w",
                  encoding="utf-8") as to:
            to.write(text.replace("secret key", "secret kez", 1))
        ran = verify(folder.file("minisigned"), "--key",
                     folder.file("bare.pub"))
        check.true("but not words that nobody signed", ran.code == 2 and
                   "[signature-comment]" in ran.out + ran.err, ran)
        shutil.copy(mine, folder.file("minisigned", "keep", "SEAL.minisig"))
        ran = verify(folder.file("minisigned"), "--key", public)
        check.true("by another key", ran.code == 2 and
                   "[signed-by-another]" in ran.err, ran)
        shutil.rmtree(folder.file("minisigned"))


def check_signature(check, folder, out, public):
    """No byte of the seal or its signature can be another, and no end gone."""
    chance = random.Random(5)
    signed = folder.file("flipped")
    shutil.copytree(out, signed)
    for name in ("SEAL", "SEAL.minisig"):
        path = os.path.join(signed, "keep", name)
        with open(path, "rb") as source:
            whole = source.read()
        for i in range(60 if LONG else 6):
            text, at = bytearray(whole), chance.randrange(len(whole))
            text[at] ^= 1 << chance.randrange(8)
            what = f"byte {at} of {name}"
            if i % 3 == 0:
                text, what = text[:at], f"{name} cut at {at}"
            with open(path, "wb") as to:
                to.write(text)
            ran = verify(signed, "--key", public)
            check.true(f"found by the key: {what}", ran.code in (2, 4) and
                       "does not hold" in ran.out, ran)
        with open(path, "wb") as to:
            to.write(whole)
    ran = verify(signed, "--key", public)
    check.true("and back it holds", ran.code == 0, ran)


def check_forged(check, folder, out, public):
    """Who changes a run and makes sums and seal anew cannot sign it."""
    forged = folder.file("forged")
    shutil.copytree(out, forged)
    with open(os.path.join(forged, "keep", "SEAL"), "a",
              encoding="utf-8") as to:
        to.write("")
    path = os.path.join(forged, "keep", "SEAL")
    with open(path, encoding="utf-8") as source:
        text = source.read()
    with open(path, "w", encoding="utf-8") as to:
        to.write(text.replace("SN-2012-0047", "SN-2012-0048"))
    ran = verify(forged, "--key", public)
    check.true("another seal under the signature", ran.code == 2 and
               "[bad-signature]" in ran.err and "[seal-differs]" in ran.err,
               ran)
    shutil.rmtree(forged)


# ---- damage

class Copy:
    """A run's copy of which one file is changed and put back."""

    def __init__(self, out):
        self.folder = tempfile.mkdtemp(prefix="utskick-e2e-")
        self.out = os.path.join(self.folder, "run")
        shutil.copytree(out, self.out)
        self.bytes = contents(self.out)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, name, text):
        path = os.path.join(self.out, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as to:
            to.write(text)

    def back(self, name):
        self.put(name, self.bytes[name])


def found(check, what, copy, *words):
    ran = verify(copy.out)
    return check.true(f"found: {what}", ran.code in (2, 4) and
                      "does not hold" in ran.out and
                      all(w in ran.err for w in words), ran)


def made(aside, secret):
    """What a command wrote: a folder, or a pack as the shop opens it."""
    receipt = aside + ".receipt.txt"
    if not os.path.isfile(aside):
        files = {name: text for name, text in contents(aside).items()
                 if name != "note.txt"}
        shutil.rmtree(aside, ignore_errors=True)
        return files
    plain = aside + ".tar"
    files = {"opened": tool("age", "-d", "-i", secret, "-o", plain,
                            aside).code}
    with open(plain, "rb") as source:
        files["tar"] = source.read()
    for path in (aside, plain, receipt):
        os.remove(path)
    return files


def answers(out, kept):
    """What other commands say of a run: exit code and words, of those that
    write the files too. Those that add an event have a copy."""
    key, said = "19310202-9810\n", {}
    aside = os.path.join(os.path.dirname(out), "aside")
    job = os.path.join(kept, "fritt-val", "job.yaml")
    for command in (["find", "RUN"], ["explain", "--row", "3", "RUN"],
                    ["diff", "RUN", "RUN"], ["status", "RUN"],
                    ["status", "--by", "Boendeform", "RUN"],
                    ["extract", "-o", aside, "RUN"],
                    ["write", "--batch", "1", "-o", aside, job, "RUN"],
                    ["reprint", "--letters", "150", "-o", aside, "COPY"],
                    ["returns", "COPY", os.path.join(kept, "retur.csv")],
                    ["reconcile", "COPY", os.path.join(kept, "kuvert.csv")],
                    ["pack", "--to", os.path.join(kept, "shop.pub"), "--until",
                     "2012-12-31", "-o", aside, "COPY"]):
        copied = out + ".copy"
        if "COPY" in command:
            shutil.copytree(out, copied)
        ran = run(*({"RUN": out, "COPY": copied}.get(a, a) for a in command),
                  "--lang", "en", stdin=key)
        shutil.rmtree(copied, ignore_errors=True)
        files = made(aside, os.path.join(kept, "shop.key"))
        words = ran.out.replace(os.path.dirname(out), "")
        words = "" if command[0] == "pack" else words.split("event ")[0]
        said[" ".join(command[:2])] = (ran.code, words, files)
    return said


def keep(folder):
    """What those commands need beside the run."""
    kept = folder.file("kept")
    shutil.copytree(folder.job, os.path.join(kept, "fritt-val"))
    for name, text in (("retur.csv", "brev;utfall\n3;retur\n5;svar\n"),
                       ("kuvert.csv", "brev;utfall\n70;OK\n71;uttagen\n")):
        with open(os.path.join(kept, name), "w", encoding="utf-8") as to:
            to.write(text)
    secret = os.path.join(kept, "shop.key")
    tool("age-keygen", "-o", secret)
    with open(os.path.join(kept, "shop.pub"), "w", encoding="utf-8") as to:
        to.write(tool("age-keygen", "-y", secret).out)
    return kept


def ask(check, what, copy, whole, kept):
    """Each command answers as of the whole run, or refuses."""
    for name, (code, words, files) in answers(copy.out, kept).items():
        check.true(f"{name} does not lie: {what}", (code in (2, 4) and
                   not files and (not words or name.startswith("status"))) or
                   (code, words, files) == whole[name],
                   f"{code} {words} {sorted(files)}")


def check_damage(check, out, kept):
    chance = random.Random(13)
    with Copy(out) as copy:
        for letters in ("1-50", "51-60"):  # so that there are events to damage
            run("posted", "--letters", letters, copy.out)
        copy.bytes = contents(copy.out)
        whole = answers(copy.out, kept)
        check.true("all of them answer", all(
            code == 0 for code, *_ in whole.values()), {
                name: said[:2] for name, said in whole.items()})
        names = sorted(n for n in copy.bytes if not n.endswith(".minisig"))
        for i in range(500 if LONG else 30):
            name = names[i % len(names)]
            text = bytearray(copy.bytes[name])
            at = chance.randrange(len(text))
            text[at] ^= 1 << chance.randrange(8)
            copy.put(name, bytes(text))
            what = f"byte {at} of {name}"
            found(check, what, copy)
            if (i % 5 == 0 if LONG else i in (3, 4)):
                ask(check, what, copy, whole, kept)
            copy.back(name)
        for i in range(50 if LONG else 8):
            name = names[i % len(names)]
            text = copy.bytes[name]
            copy.put(name, text[:chance.randrange(len(text))])
            found(check, f"a cut of {name}", copy)
            if LONG:
                ask(check, f"a cut of {name}", copy, whole, kept)
            copy.back(name)
        check.true("and back it holds", verify(copy.out).code == 0)


def check_strays(check, out):
    with Copy(out) as copy:
        for name in ("keep/more.txt", "to-printer/batch-0004.pdf",
                     "to-printer/.hidden", "note.txt", "keep/under/a.pdf",
                     "to-printer/SEAL", "to-printer/events.jsonl"):
            copy.put(name, b"x")
            found(check, f"stray {name}", copy, "[stray-file]")
            top = os.path.join(copy.out, *name.split("/")[:2])
            if name.count("/") > 1:
                shutil.rmtree(top)
            else:
                os.remove(os.path.join(copy.out, name))
        for name in ("keep", "to-printer"):
            path = os.path.join(copy.out, name)
            os.rename(path, copy.out + ".elsewhere")
            os.symlink(copy.out + ".elsewhere", path)
            found(check, f"a link for {name}", copy, "[stray-file]", path)
            ran = run("purge", "--lang", "en", "--force", "--reason", "nej",
                      copy.out)
            check.true("and nothing is removed through it", ran.code == 2 and
                       "[stray-file]" in ran.err, ran)
            for added in ("events.jsonl", "events.head"):
                if os.path.exists(os.path.join(path, added)):
                    os.remove(os.path.join(path, added))
            os.remove(path)
            os.rename(copy.out + ".elsewhere", path)
        check.true("a purge that was refused is no event", not os.path.exists(
            os.path.join(copy.out, "keep", "events.jsonl")))
        os.mkdir(os.path.join(copy.out, "keep", "empty"))
        found(check, "an empty folder", copy, "[stray-file]")
        os.rmdir(os.path.join(copy.out, "keep", "empty"))
        os.symlink("/etc/passwd", os.path.join(copy.out, "keep", "link"))
        found(check, "a link", copy, "[stray-file]")
        os.remove(os.path.join(copy.out, "keep", "link"))
        for name in sorted(copy.bytes):
            os.remove(os.path.join(copy.out, name))
            words = {"keep/SEAL": "[no-seal]",
                     "keep/SHA256SUMS": "[no-such-file]",
                     "to-printer/SHA256SUMS": "[no-such-file]"}
            if name != "keep/SEAL.minisig":
                found(check, f"without {name}", copy,
                      words.get(name, "[missing-file]"))
            copy.back(name)
        first, second = (f"to-printer/batch-000{k}.pdf" for k in (1, 2))
        copy.put(first, copy.bytes[second])
        copy.put(second, copy.bytes[first])
        found(check, "two batches swapped", copy, first, second,
              "[changed-file]")
        copy.back(first)
        copy.back(second)
        names = sorted(n for n in copy.bytes if not n.endswith(".minisig"))
        for first, second in list(zip(names, names[1:]))[::1 if LONG else 5]:
            copy.put(first, copy.bytes[second])
            copy.put(second, copy.bytes[first])
            found(check, f"{first} and {second} swapped", copy)
            copy.back(first)
            copy.back(second)
        shutil.rmtree(os.path.join(copy.out, "to-printer"))
        found(check, "without to-printer/", copy, "[missing-file]")
    ran = verify(os.path.dirname(out))
    check.true("what is no run", ran.code == 2 and "[not-a-run]" in ran.err,
               ran)


# ---- what sums cannot show: a run forged whole

def check_reseal(check, out):
    """Sums and seal are made anew: then what the parts say must differ."""
    def sql(statement):
        def change(copy):
            with sqlite3.connect(os.path.join(copy.out, "keep",
                                              "ledger.db")) as ledger:
                ledger.execute(statement)
            ledger.close()
        return change

    def index(copy):
        name = "to-printer/index.csv"
        copy.put(name, copy.bytes[name].replace(b"\n7,", b"\n8,", 1))

    def workbook(old, new):
        def change(copy):
            path = os.path.join(copy.out, "keep", "manifest.xlsx")
            with zipfile.ZipFile(path) as book:
                parts = {i: book.read(i) for i in book.infolist()}
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
                for info, text in parts.items():
                    book.writestr(info, text.replace(old, new, 1))
        return change

    def pages(copy):
        path = batches(copy.out)[0]
        ran = tool("qpdf", "--empty", "--pages", path, "1-198", "--", path + "x")
        os.replace(path + "x", path)
        return ran

    def seal(old, new):
        def change(copy):
            text = copy.bytes["keep/SEAL"].decode()
            assert old in text
            copy.put("keep/SEAL", text.replace(old, new, 1).encode())
        return change

    def nothing(_):
        pass

    for what, change, words in (
            ("nothing", nothing, None),
            ("an outcome", sql("UPDATE outcome SET outcome = 'held' WHERE row ="
             " (SELECT row FROM letter_row LIMIT 1)"),
             ["[seal-differs]", "[plan-differs]", "[row-differs]",
              "[manifest-cell]"]),
            ("no outcome", sql("DELETE FROM outcome WHERE row = 9"),
             ["[outcomes-differ]", "[row-differs]"]),
            ("a cell", sql("UPDATE cells SET c4 = 'Andra gatan 1' WHERE row = "
             "(SELECT row FROM letter_row LIMIT 1)"), ["[plan-differs]"]),
            ("a letter's page", sql("UPDATE letter SET first_page = 5 WHERE "
             "number = 2"), ["[letter-out-of-place]", "[index-differs]"]),
            ("the pages of a batch's last letter", sql(
                "UPDATE letter SET pages = pages + 2, sheets = sheets + 1 WHERE"
                " number = (SELECT max(number) FROM letter)"),
             ["[page-count]", "[index-differs]"]),
            ("a letter's hash", sql("UPDATE letter SET sha256 = '' WHERE number"
             " = 2"), ["[letter-out-of-place]", "[manifest-cell]"]),
            ("a batch's sum", sql("UPDATE batch_result SET bytes = 7 WHERE "
             "batch = 2"), ["[batch-sum]"]),
            ("the program", sql("UPDATE header SET value = 'utskick 9' WHERE "
             "key = 'program'"), ["[seal-differs]"]),
            ("the index", index, ["[index-differs]"]),
            ("a cell of the manifest", workbook(b"<t>19", b"<t>18"),
             ["[manifest-cell]"]),
            ("a number of the manifest", workbook(b"<v>17</v>", b"<v>71</v>"),
             ["[manifest-cell]"]),
            ("a row of the manifest less", workbook(b'<c r="A12"',
                                                    b'<c r="A13"'),
             ["[manifest-cell]"]),
            ("pages of a batch", pages, ["[page-count]", "[batch-sum]"]),
            ("a count of the seal", seal("letter 284", "letter 285"),
             ["[seal-differs]"]),
            ("the seal's plan", seal("plan ", "plan 0"), ["[bad-seal]"])):
        with Copy(out) as copy:
            change(copy)
            reseal(copy.out)
            if words is None:
                ran = verify(copy.out)
                check.true("the kit seals as we do", ran.code == 0, ran)
            else:
                found(check, f"forged: {what}", copy, *words)
    with Copy(out) as copy:
        sql("UPDATE header SET value = 'utskick 9' WHERE key = 'program'")(copy)
        text = copy.bytes["keep/SEAL"].decode()
        copy.put("keep/SEAL", re.sub("(?m)^program .*$", "program utskick 9",
                                     text).encode())
        page = copy.bytes["keep/report.html"]
        copy.put("keep/report.html", page.replace(b"</h1>", b"!</h1>", 1))
        reseal(copy.out)
        ran = verify(copy.out)
        check.true("words of another version are not compared",
                   "[papers-of-another]" in ran.err
                   and "[report-differs]" not in ran.err, ran)
        # The plan's hash has the program's name in it.
        check.true("nothing else differs", ran.err.count("error:") == 1
                   and "[plan-differs]" in ran.err, ran)
    with Copy(out) as copy:
        copy.put("keep/manifest.xlsx", b"PK nothing")
        reseal(copy.out)
        found(check, "forged: no workbook", copy, "[not-a-workbook]")
        copy.put("to-printer/batch-0001.pdf", b"%PDF-1.6\n")
        reseal(copy.out)
        found(check, "forged: no PDF", copy, "[bad-pdf]")
        copy.put("keep/SHA256SUMS", b"0" * 64 + b" *ledger.db\n")
        found(check, "sums of another form", copy, "[bad-sums]")


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("run")
        ran = folder.run("-q", "-o", out)
        check.true("run", ran.code == 0, ran)
        kept = keep(folder)
        shutil.rmtree(folder.job)  # nothing else is needed from here on
        check_holds(check, out)
        check_damage(check, out, kept)
        check_strays(check, out)
        check_reseal(check, out)
        check_keys(check, folder, out)
    check.end()


if __name__ == "__main__":
    main()
