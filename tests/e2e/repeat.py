"""The same job again, elsewhere, by another number of workers, from older files,
under another locale, time zone and umask, gives the same bytes; and what is
there is never overwritten."""
import os
import re
import shutil
import time

from faults import replace
from kit import ROOT, Checks, Folder, contents

# What says most at once: batches, banners, own files, tags, protected apart.
RICH = """print: {sides: 2, split: both, banner: group, group_by: Distrikt,
  letters_per_batch: 60, profile: archive, bookmarks: yes}
order: [Distrikt, postcode, street, name]
protected: separate"""


def equal(check, what, a, b):
    check.equal(f"{what}: the same files", sorted(a), sorted(b))
    for name in sorted(a):
        check.true(f"{what}: same bytes: {name}", a[name] == b.get(name))


def age(folder, days):
    """Files of another day; a job's only clock is its date."""
    then = time.time() - 86400 * days
    for at, _, files in os.walk(folder):
        for name in files:
            os.utime(os.path.join(at, name), (then, then))


CLOCK = re.compile(r"\b(time|clock|clock_gettime|gettimeofday|timespec_get|"
                   r"localtime|gmtime|rand|random|getrandom|getentropy)"
                   r"(_r)?\(")


# The key of runs.jsonl, the day of what happens after the seal, and when a file
# of the workbench's folder was changed: shown there (page_home.c), and whether
# that was just now (state.c), and the name of an attempt at a part, which goes when
# the part is there (part.c). Nothing that is sealed depends on them.
DICE = ("once_key.c", "clock.c", "page_home.c", "state.c", "part.c")


def no_clock(check):
    """Another day cannot matter to a program that never asks for it."""
    for at, _, files in os.walk(os.path.join(ROOT, "src")):
        for name in files:
            if name.endswith(".c") and name not in DICE:
                with open(os.path.join(at, name), encoding="utf-8") as source:
                    found = CLOCK.search(source.read())
                check.true(f"{name} asks no clock and no dice", not found,
                           found)


def workers(check, what, text, least):
    """One worker, four, again, and four elsewhere with all else changed."""
    with Folder() as one, Folder() as two:
        for folder in (one, two):
            if text:
                replace(folder, text)
        age(two.job, 4000)
        moved = two.file("annan mapp")
        shutil.move(two.job, moved)
        two.job = moved
        ran = one.run("--workers", "1", "-o", one.file("a"), "--lang", "sv")
        check.true(f"{what}: one worker", ran.code == 0, ran)
        ran = one.run("--workers", "4", "-o", one.file("b"), "--lang", "en")
        check.true(f"{what}: four workers", ran.code == 0, ran)
        before = os.umask(0)
        ran = two.run("--workers", "4", "-o", two.file("c"), LC_ALL="sv_SE.UTF-8",
                      LANG="fi_FI.UTF-8", LANGUAGE="de", HOME="/nonexistent",
                      TZ="Pacific/Kiritimati")
        os.umask(before)
        check.true(f"{what}: elsewhere", ran.code == 0, ran)
        a = contents(one.file("a"))
        check.true(f"{what}: all that there is", len(a) >= least and
                   {"to-printer/index.csv", "to-printer/SHA256SUMS",
                    "to-printer/batch-0002.pdf", "keep/manifest.xlsx",
                    "keep/SHA256SUMS"} <= set(a), sorted(a))
        equal(check, what + ", 4 workers", a, contents(one.file("b")))
        equal(check, what + ", elsewhere", a, contents(two.file("c")))


def main():
    check = Checks()
    no_clock(check)
    workers(check, "sample", "", 8)
    workers(check, "rich", RICH, 290)
    with Folder() as one:
        first = one.file("a")
        ran = one.run("-o", first)
        check.true("a run", ran.code == 0, ran)
        before = contents(first)
        ran = one.run("-o", first)
        check.equal("an existing folder is refused", ran.code, 2)
        check.true("by name", "a" in ran.err and "-o" in ran.err, ran)
        check.true("and untouched", contents(first) == before)

        ran = one.run()
        out = os.path.join(one.job, "out", "2012-03-19-fritt-val")
        check.true("without -o", ran.code == 0 and os.path.isdir(out), ran)
        check.true("says where it lies", "2012-03-19-fritt-val" in
                   ran.out + ran.err, ran)
        ran = one.run()
        check.equal("nor is that one overwritten", ran.code, 2)
    check.end()


if __name__ == "__main__":
    main()
