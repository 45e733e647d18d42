"""Jobs and runs in folders of a network: what they know no name for, answers that
are lost on the way, and somebody else who asks for the same folder meanwhile."""
import os
import shutil
import signal
import subprocess

from bench import children, wait_for
from kit import UTSKICK, Checks, Ran, Small, contents, run, run_again, under

SHOP = "age17nalur6q4kgfyvt22drvd43skjjmv633gkqa27xzgjexclyecc9q8cnja3\n"


def there(*command, **more):
    """The command in a folder of a network."""
    done = subprocess.run([UTSKICK, *command], capture_output=True, timeout=120,
                          env=under("NETWORK", **more))
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def without_seal(folder):
    return {name: text for name, text in contents(folder).items()
            if not name.endswith(("SEAL", "SHA256SUMS"))}


def leaves_nothing(check, title, small, *there_is):
    left = sorted(name for name in os.listdir(small.path)
                  if name.startswith(("out", "plan", "aside")))
    check.equal(f"{title}: nothing else is left", left, sorted(there_is))


def clear(small):
    for name in ("out", "plan", "aside", "jobb/out"):
        shutil.rmtree(small.file(name), ignore_errors=True)


def clear_aside(path):
    shutil.rmtree(path, ignore_errors=True)
    for name in (path, path + ".receipt.txt"):
        if os.path.exists(name):
            os.remove(name)


def commands(check, small):
    """Each that makes a folder makes the same there."""
    out, plan, aside = small.file("out"), small.file("plan"), small.file("aside")
    ran = run("run", small.job, "-o", out)
    check.equal("run", ran.code, 0)
    made = without_seal(out)
    clear(small)
    ran = there("check", "--lang", "en", small.job)
    check.equal("check", ran.code, 0)
    ran = there("run", "--lang", "en", small.job, "-o", out)
    check.true("run in a network's folder", ran.code == 0 and
               without_seal(out).keys() == made.keys(), ran)
    for title, command in (
            ("reprint", ["reprint", "--letters", "2", "-o", aside, out]),
            ("extract", ["extract", "-o", aside, out]),
            ("write", ["write", "--batch", "1", "-o", aside, small.job, out]),
            ("pack", ["pack", "--to", small.file("shop.pub"), "--until",
                      "2012-12-31", "-o", aside, out])):
        done = subprocess.run([UTSKICK, *command], capture_output=True,
                              env=under("NETWORK"), input=b"19310202-9810\n",
                              timeout=120)
        check.true(title, done.returncode == 0 and os.path.exists(aside), done)
        leaves_nothing(check, title, small, "out", *(
            ["aside", "aside.receipt.txt"] if title == "pack" else ["aside"]))
        clear_aside(aside)
    ran = there("run", "--lang", "en", small.job, "-o", out)
    check.true("what is there is not replaced", ran.code == 2 and
               "[folder-exists]" in ran.err, ran)
    clear(small)
    for command in (["plan", small.job, "-o", plan],
                    ["write", "--part", "1/1", plan],
                    ["seal", plan, "-o", out]):
        ran = there(*command, "--lang", "en")
        check.equal(command[0], (ran.code, ran.err.count("error")), (0, 0))
    check.equal("the same letters", without_seal(out).keys(), made.keys())
    leaves_nothing(check, "seal", small, "out")
    clear(small)


def lost(check, small):
    """What was done is done, whatever the second try is told."""
    out = small.file("out")
    ran = there("run", "--lang", "en", small.job, "-o", out, NETWORK_LOST="/out")
    check.true("the answer is lost, not the run", ran.code == 0 and
               os.path.exists(os.path.join(out, "keep", "SEAL")), ran)
    leaves_nothing(check, "lost", small, "out")
    ran = run_again("run", "--lang", "en", small.job, "-o", small.file("out2"))
    check.true("nor its line", ran.code == 2 and "[made-before]" in ran.err, ran)
    clear(small)


def meanwhile(check, small):
    """Somebody asks for the same folder when it is all but there."""
    out = small.file("out")
    first = subprocess.Popen([UTSKICK, "run", small.job, "-o", out],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env=under("NETWORK", NETWORK_STOPS="/out"))
    stopped = wait_for(lambda: [pid for pid in below(first.pid)
                                if state(pid) == "T"])
    check.true("it stops before its last step", stopped, first.poll())
    for command in ("run", "plan"):
        ran = run_again(command, "--lang", "en", small.job, "-o", out)
        check.true(f"[already-running] {command}", ran.code == 2 and
                   "[already-running]" in ran.err, ran)
    for pid in stopped or ():
        os.kill(pid, signal.SIGCONT)
    said = first.communicate(timeout=60)[0]
    check.true("and the first is whole", first.returncode == 0 and
               run("verify", out).code == 0, said)
    leaves_nothing(check, "meanwhile", small, "out")
    clear(small)


def below(pid):
    try:
        found = children(pid)
    except OSError:
        return []
    return found + [more for child in found for more in below(child)]


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as source:
            return source.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "gone"


def main():
    check = Checks()
    with Small() as small:
        with open(small.file("shop.pub"), "w", encoding="ascii") as to:
            to.write(SHOP)
        for part in (commands, lost, meanwhile):
            part(check, small)
    check.end()


if __name__ == "__main__":
    main()
