"""What lies in a folder of the run without having been made by it, such as a
library's temporary file, is not sealed: the run ends with 4, names it and
leaves nothing; the next one goes through."""
import os

from kit import Checks, Small, forget, run, run_again, told_under

JOB = "protected: separate\nprint: {letters_per_batch: 1, split: both}\n"
# Where it is dropped, under which name, and how its path ends.
DROPS = (
    ("/keep", "fileXbs1hT", "/keep/fileXbs1hT"),
    ("/keep", ".hidden", "/keep/.hidden"),
    ("/keep", "empty/", "/keep/empty"),
    ("/keep", "../tmpfile", ".partial/tmpfile"),
    ("/to-printer", "batch-0009.pdf", "/to-printer/batch-0009.pdf"),
    ("/keep/letters", "letter-000009.pdf", "/keep/letters/letter-000009.pdf"),
    ("/keep/protected", "x", "/keep/protected/x"),
)


def dropped(folder, name, *command):
    """The command, with a file dropped; exit code and what it said."""
    return told_under("DROPPED", command, DROP_IN=folder, DROP_NAME=name)


def refused(check, title, out, code, said, path):
    check.equal(f"{title}: exit", code, 4)
    check.true(f"{title}: named", f"{path}' is not one of the files that were "
               "made here; nothing is sealed [not-as-made]" in said, said)
    check.true(f"{title}: nothing is left", not any(
        os.path.lexists(out + end) for end in ("", ".partial")), said)


def runs(check):
    with Small(JOB) as small:
        out = small.file("out")
        for folder, name, path in DROPS:
            title = f"run: {folder} {name}"
            forget(small.job)
            code, said = dropped(folder, name, "run", "--lang", "en", "-o",
                                 out, small.job)
            refused(check, title, out, code, said, path)
        ran = small.run("-q")
        check.true("the next run", ran.code == 0, ran)
        ran = run("verify", out)
        check.true("it verifies", ran.code == 0, ran)
        again = small.file("again")
        code, said = dropped("/again.partial", "stray", "reprint", "--lang",
                             "en", "--letters", "1", "--reason", "torn", "-o",
                             again, out)
        refused(check, "reprint", again, code, said, "/stray")


def parts(check):
    with Small(JOB) as small:
        plan, out = small.file("plan"), small.file("out")
        code, said = dropped("/plan.partial/plan", "stray", "plan", "--lang",
                             "en", "-o", plan, small.job)
        refused(check, "plan", plan, code, said, "/plan/stray")
        for command in (("plan", "-o", plan, small.job),
                        ("write", plan, "--part", "1/1")):
            ran = run_again(*command)
            check.true(command[0], ran.code == 0, ran)
        for folder, name, path in DROPS:
            title = f"seal: {folder} {name}"
            code, said = dropped(folder, name, "seal", "--lang", "en", "-o",
                                 out, plan)
            refused(check, title, out, code, said, path)
        ran = run_again("seal", "-o", out, plan)
        check.true("seal goes through", ran.code == 0, ran)
        ran = run("verify", out)
        check.true("it verifies, too", ran.code == 0, ran)


def main():
    check = Checks()
    runs(check)
    parts(check)
    check.end()


if __name__ == "__main__":
    main()
