"""A run packed for the print shop: one file that Debian's age opens, with
to-printer/ in it and nothing else; and whatever must not be packed is not."""
import json
import os
import pty
import re
import shutil
import tarfile

from kit import ROOT, Checks, Folder, Small, contents, run, sha256, tool

UNTIL = ("--until", "2013-06-30")
WORDS = "häst batteri klammer nio"


def pair(folder, name):
    """A key of age's own, and the file with its public half."""
    secret = folder.file(name)
    ran = tool("age-keygen", "-o", secret)
    public = secret + ".pub"
    with open(secret, encoding="ascii") as source:
        key = re.search(r"age1\w+", source.read()).group()
    with open(public, "w", encoding="ascii") as to:
        to.write(f"# the shop\n\n{key}\n")
    return secret, public, key, ran


def opened(folder, secret, pack):
    """What the shop gets out of it, by age and tar."""
    plain, to = pack + ".tar", pack + ".d"
    ran = tool("age", "-d", "-i", secret, "-o", plain, pack)
    if ran.code:
        return ran
    os.mkdir(to)
    ran = tool("tar", "xf", plain, "-C", to)
    return contents(to) if ran.code == 0 else ran


def by_passphrase(pack, words):
    """age asks for it on a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-d", "-o", pack + ".tar", pack])
    shown = b""
    while b":" not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, words.encode() + b"\r")
    try:
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:
        pass  # how a terminal ends
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown


def check_packed(check, folder, out):
    secret, public, _, ran = pair(folder, "shop")
    check.true("age-keygen", ran.code == 0, ran)
    pack = folder.file("fritt-val.tar.age")
    ran = run("pack", "--json", "--to", public, *UNTIL, "--date", "2012-03-20",
              "-o", pack, out)
    check.true("packed", ran.code == 0, ran)
    told = json.loads(ran.out)
    check.equal("its sum", told["sha256"], sha256(pack))
    check.equal("for nobody else", os.stat(pack).st_mode & 0o777, 0o600)
    want = {name: text for name, text in contents(out).items()
            if name.startswith("to-printer/")}
    check.true("opened by age and tar: to-printer/ and nothing else",
               opened(folder, secret, pack) == want)
    with open(pack, "rb") as source:
        text = source.read()
    check.true("nothing of it in the open", b"batch-" not in text and
               b"%PDF" not in text)
    event = json.loads(contents(out)["keep/events.jsonl"])
    check.equal("the event", [event[k] for k in (
        "kind", "date", "file", "sha256", "until")],
        ["packed", "2012-03-20", "fritt-val.tar.age", sha256(pack),
         "2013-06-30"])
    with open(pack + ".receipt.txt", encoding="utf-8") as source:
        receipt = source.read()
    seal = run("verify", "--json", out)
    check.true("the receipt", all(w in receipt for w in (
        sha256(pack), json.loads(seal.out)["fingerprint"], "2013-06-30",
        "SN-2012-0047")), receipt)
    check.equal("for nobody else, the receipt",
                os.stat(pack + ".receipt.txt").st_mode & 0o777, 0o600)
    check.true("verify", seal.code == 0, seal)
    ran = run("posted", "--batch", "1-2", "--receipt", pack + ".receipt.txt",
              out)
    check.true("and is recorded", ran.code == 0, ran)
    # the pack is with the shop; what it signed is not written over
    os.rename(pack, pack + ".sent")
    ran = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o", pack, out)
    with open(pack + ".receipt.txt", encoding="utf-8") as source:
        check.true("a receipt stays", ran.code == 2 and "[folder-exists]" in
                   ran.err and "receipt.txt" in ran.err and
                   source.read() == receipt and not os.path.exists(pack), ran)
    os.rename(pack + ".sent", pack)
    damaged = bytearray(text)
    damaged[len(text) // 2] ^= 1
    for what, now in (("a byte", bytes(damaged)), ("cut", text[:-20])):
        with open(pack + "x", "wb") as to:
            to.write(now)
        ran = tool("age", "-d", "-i", secret, "-o", "/dev/null", pack + "x")
        check.true(f"age refuses: {what}", ran.code != 0, ran)


def check_passphrase(check, folder, out):
    pack, words = folder.file("p.age"), folder.file("words")
    for weak in ("kort", "aaaaaaaaaaaaaaaaaaaaaa", "1234567890123456789",
                 "abcdefgabcdefgabcdefg"):
        with open(words, "w", encoding="utf-8") as to:
            to.write(weak + "\n")
        ran = run("pack", "--lang", "en", "--passphrase-file", words, *UNTIL,
                  "-o", pack, out)
        check.true("weak", ran.code == 2 and "[weak-passphrase]" in ran.err and
                   weak not in ran.err and not os.path.exists(pack), ran)
    ran = run("pack", "--lang", "en", "--passphrase-file", folder.file("none"),
              *UNTIL, "-o", pack, out)
    check.true("none", ran.code == 2 and "[no-such-file]" in ran.err and
               not os.path.exists(pack), ran)
    with open(words, "w", encoding="utf-8") as to:
        to.write(WORDS + "\n")
    ran = run("pack", "--lang", "en", "--passphrase-file", words, *UNTIL, "-o",
              pack, out)
    check.true("by a passphrase", ran.code == 0, ran)
    code, shown = by_passphrase(pack, "en annan helt och hållet")
    check.true("not by another", code != 0, shown)
    code, shown = by_passphrase(pack, WORDS)
    with tarfile.open(pack + ".tar") as archive:
        check.true("by this one", code == 0 and
                   "to-printer/SHA256SUMS" in archive.getnames(), shown)


def check_refused(check, folder, out):
    secret, public, key, _ = pair(folder, "another")
    pack = folder.file("no.age")

    def refused(what, words, *arguments, code=2, to=public, into=pack):
        ran = run("pack", "--lang", "en", "--to", to, "-o", into, *UNTIL,
                  *arguments, out)
        check.true(f"refused: {what}", ran.code == code and words in ran.err,
                   ran)
        check.true(f"and no file: {what}", not any(
            name.startswith("no.age") for name in os.listdir(folder.path)))

    def keys(*lines):
        path = folder.file("keys")
        with open(path, "w", encoding="utf-8") as to:
            to.write("\n".join(lines) + "\n")
        return path

    other = "q" if key[20] != "q" else "p"
    for what, line in (("a sign", key[:20] + other + key[21:]),
                       ("cut", key[:-1]), ("longer", key + "q"),
                       ("large", key.upper()), ("another kind",
                                                "ssh-ed25519 AAAA"),
                       ("a letter", key + "\u00e5"), ("a nul", "age1\0")):
        refused(what, "[bad-recipient]", to=keys(key, line))
    refused("a key that gives no secret", "[cannot-encrypt]", code=4, to=keys(
        "age1" + "q" * 52 + "5cu47z"))
    refused("none", "[bad-recipient]", to=keys("# nobody"))
    refused("a secret key", "[secret-recipient]", to=secret)
    refused("no such file", "[no-such-file]", to=folder.file("nothing"))
    bare = folder.file("bare.key")
    run("keygen", "--no-passphrase", bare)
    refused("a key for signatures", "[bad-recipient]",
            to=folder.file("bare.pub"))
    refused("in the run", "[inside-run]",
            into=os.path.join(out, "keep", "x.age"))
    refused("both", "[pack-wants]", "--passphrase-file", public, code=3)
    refused("later than the house", "[pack-until]", "--until", "2015-01-01")
    refused("no day", "[bad-date]", "--until", "i vår", code=3)
    refused("a day before all days", "[bad-date]", "--until", "1969-12-31",
            code=3)
    for folder_ in ("keep", "to-printer"):
        ran = run("pack", "--lang", "en", "--to", public, "-o", pack, *UNTIL,
                  os.path.join(out, folder_))
        check.true(f"{folder_} alone is no run", ran.code == 2 and
                   not os.path.exists(pack), ran)
    for wanted in (["--to", public, *UNTIL], ["--to", public, "-o", pack]):
        ran = run("pack", "--lang", "en", *wanted, out)
        check.true(f"{wanted[2]} is not all", ran.code == 3 and
                   "[pack-wants]" in ran.err and not os.path.exists(pack), ran)
    ran = run("pack", "--lang", "en", "-o", pack, *UNTIL, out)
    check.true("for whom?", ran.code == 3 and "[pack-wants]" in ran.err, ran)
    taken = folder.file("taken")
    with open(taken, "w", encoding="utf-8") as to:
        to.write("x")
    ran = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o", taken, out)
    check.true("nothing is written over", ran.code == 2 and
               "[folder-exists]" in ran.err, ran)
    for end in (".packing", ".packing.utskick.partial"):
        own = folder.file("mine" + end)
        shutil.copy(taken, own)
        ran = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o",
                  folder.file("mine"), out)
        with open(own, encoding="utf-8") as source:
            check.true(f"nor somebody's own {end}", ran.code == 2 and
                       "[folder-exists]" in ran.err and end in ran.err and
                       source.read() == "x" and
                       not os.path.exists(folder.file("mine")), ran)
        with open(own, "w", encoding="utf-8") as to:
            to.write("age-encryption.org/v1\n-> X25519 TB")
        done = "mine" + end.replace(".", "-")
        os.rename(own, folder.file(done + end))
        ran = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o",
                  folder.file(done), out)
        check.true(f"what a killed one left: {end}", ran.code == 0 and
                   not os.path.exists(folder.file(done + end)), ran)
    check_changed(check, refused, out)


def check_changed(check, refused, out):
    """What is not as it was sealed goes to nobody."""
    for name, words in (("to-printer/batch-0002.pdf", "[changed-file]"),
                        ("to-printer/SHA256SUMS", "[changed-file]"),
                        ("to-printer/ledger.db", "[stray-file]"),
                        ("to-printer/keep", "[stray-file]")):
        path, aside = os.path.join(out, name), out + ".aside"
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(out, aside)
        if name.endswith("keep"):
            os.symlink("../keep", path)
        elif os.path.exists(path):
            with open(path, "r+b") as to:
                first = to.read(1)
                to.seek(0)
                to.write(b"a" if first != b"a" else b"b")
        else:
            shutil.copy(os.path.join(out, "keep", "ledger.db"), path)
        refused(name, words)
        shutil.rmtree(out)
        os.rename(aside, out)
    run("withdraw", "--letters", "250", "--reason", "flyttat", out)
    refused("a withdrawn letter", "[pack-withdrawn]")
    run("purge", "--print-files", "--force", "--reason", "klart", out)
    refused("no print files", "[no-print-files]")


def check_receipts(check, small, public):
    """One whose pack came to nothing is written over, and no other."""
    out, pack = small.file("out"), small.file("r.age")
    told = json.loads(run("verify", "--json", out).out)["fingerprint"]

    def packed(text):
        with open(pack + ".receipt.txt", "w", encoding="utf-8") as to:
            to.write(text)
        ran = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o", pack,
                  out)
        with open(pack + ".receipt.txt", encoding="utf-8") as source:
            return ran, source.read()

    for what, text in (("of nothing", ""), ("somebody's own", "kvitto"),
                       ("another run's", "0000-0000-0000-0000")):
        ran, now = packed(text)
        check.true(f"{what} stays", ran.code == 2 and "[folder-exists]" in
                   ran.err and now == text and not os.path.exists(pack), ran)
    os.mkdir(pack + ".packing")
    ran, _ = packed(f"run {told}")
    check.true("a folder is nothing that a pack left", ran.code == 2 and
               "[folder-exists]" in ran.err and os.path.isdir(
                   pack + ".packing"), ran)
    os.rmdir(pack + ".packing")
    for _ in range(2):  # the second time another pack is recorded
        ran, now = packed(f"run {told}")
        check.true("this run's, of no pack", ran.code == 0 and
                   sha256(pack) in now and "reference: " not in now, ran)
        os.remove(pack)
    ran, same = packed(now)
    check.true("and what was handed over stays", ran.code == 2 and
               "[folder-exists]" in ran.err and same == now and
               not os.path.exists(pack), ran)


def check_names(check):
    """Names of files that are long, or not ASCII."""
    rows = ["Nr;Namn;Adress;Postnr;Ort"]
    for i, name in enumerate(("Åkes Bygg", "B" * 96, "Ö" * 60, "C" * 120)):
        rows.append(f"{i + 1};{name};Storgatan {i + 1};999 32;Norrviken")
    head = Small.HEAD.replace(
        "roles: {person: Personnummer, protected: Skydd}\n", "").replace(
        "Personnummer", "Nr").replace("[Förnamn, Efternamn]", "Namn").replace(
        "reference: P-1\n", "").replace("kommun-h2", "egen")
    with open(os.path.join(ROOT, "templates", "kommun-h2.yaml"),
              encoding="utf-8") as source:
        paper = source.read().replace("{{diarienummer}}", "{{datum}}")
    with Small("persons: no\nkeep_until: 2013-12-31\n"
               "print: {split: letter, named_by: Namn}\n", rows=rows,
               head=head, letter="# Hej\n\nHej {{Nr}}!\n",
               egen_yaml=paper) as small:
        ran = small.run()
        secret, public, _, _ = pair(small, "shop")
        pack = small.file("p.age")
        check_receipts(check, small, public)
        packed = run("pack", "--lang", "en", "--to", public, *UNTIL, "-o",
                     pack, small.file("out"))
        check.true("names", packed.code == 0, f"{ran}{packed}")
        want = {name: text for name, text in contents(
            small.file("out")).items() if name.startswith("to-printer/")}
        check.true("as they were", opened(small, secret, pack) == want and
                   any("Å" in name for name in want), sorted(want))


def main():
    check = Checks()
    with Folder() as folder:
        out = folder.file("run")
        ran = folder.run("-q", "-o", out)
        check.true("run", ran.code == 0, ran)
        shutil.rmtree(folder.job)
        check_packed(check, folder, out)
        check_passphrase(check, folder, out)
        check_refused(check, folder, out)
    check_names(check)
    check.end()


if __name__ == "__main__":
    main()
