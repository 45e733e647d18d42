"""A pipe that nobody writes to, in the place of any file that a command reads:
it is refused, and nobody waits for its other end."""
import os
import shutil
import subprocess

from kit import ROOT, UTSKICK, Checks, Small, run

SECONDS = 20


def ask(small, *arguments):
    """The exit code; None where it had to be ended."""
    try:
        done = subprocess.run([UTSKICK, *arguments], capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=SECONDS,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
    except subprocess.TimeoutExpired:
        return None, "it waits"
    return done.returncode, done.stderr.decode(errors="replace")


def in_place_of(small, path):
    """The pipe; what was there lies beside it."""
    kept = path + ".kept"
    if os.path.exists(path):
        os.rename(path, kept)
    os.mkfifo(path)
    return kept


def put_back(path, kept):
    os.remove(path)
    if os.path.exists(kept):
        os.rename(kept, path)


def refused(check, small, path, *arguments):
    kept = in_place_of(small, path)
    code, said = ask(small, *arguments)
    check.true(f"{arguments[0]} of {os.path.basename(path)}",
               code not in (0, 3, None), (code, said))
    put_back(path, kept)


def main():
    check = Checks()
    with Small("enclose: [{file: blankett.pdf}]\n") as small:
        job = small.job
        templates = os.path.join(ROOT, "templates")
        shutil.copy(os.path.join(templates, "kommun-h2.yaml"),
                    small.file("jobb", "kommun-h2.yaml"))
        for name in ("job.yaml", "r.csv", "brev.md", "kommun-h2.yaml",
                     "blankett.pdf"):
            refused(check, small, small.file("jobb", name), "check", job)
        small.write("job.yaml", Small.HEAD)
        check.equal("a run", small.run("-q").code, 0)
        out = small.file("out")
        pipe = small.file("ror")
        os.mkfifo(pipe)
        day = ("--date", "2012-03-20")
        for arguments in (
                ("posted", "--batch", "1", *day, "--receipt", pipe, out),
                ("returns", *day, out, pipe),
                ("reconcile", *day, out, pipe),
                ("pack", "--to", pipe, "--until", "2012-06-30", "-o",
                 small.file("p"), out),
                ("approve", "--as", "Bo", "--key", pipe, job),
                ("verify", "--key", pipe, out),
                ("labels", "--sheet", pipe + ".yaml", "-o",
                 small.file("e.pdf"), out),
                ("new", pipe), ("import", "-o", small.file("b.md"), pipe),
                ("keygen", "--passphrase-file", pipe, small.file("a.key"))):
            if arguments[0] == "labels":
                os.rename(pipe, pipe + ".yaml")
            code, said = ask(small, *arguments)
            if arguments[0] == "labels":
                os.rename(pipe + ".yaml", pipe)
            check.true(" ".join(arguments[:2]), code not in (0, 3, None),
                       (code, said))
        for name in ("keep/ledger.db", "keep/SEAL", "keep/SHA256SUMS",
                     "keep/manifest.xlsx", "keep/events.jsonl",
                     "to-printer/batch-0001.pdf", "to-printer/index.csv"):
            path = os.path.join(out, name)
            if os.path.exists(path):
                refused(check, small, path, "verify", out)
        ran = run("verify", out)
        check.equal("the run is as it was", ran.code, 0)
        refused(check, small, os.path.join(out, "keep", "ledger.db"), "list",
                "--columns", "Förnamn", "-o", small.file("l.pdf"), out)
    check.end()


if __name__ == "__main__":
    main()
