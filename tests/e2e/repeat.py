"""The same job again, elsewhere and under another locale and time zone, gives
the same bytes; and what is there is never overwritten."""
import os
import shutil

from kit import Checks, Folder, contents


def main():
    check = Checks()
    with Folder() as one, Folder() as two:
        first, second = one.file("a"), two.file("deeper", "b")
        os.mkdir(two.file("deeper"))
        shutil.move(two.job, two.file("another-name"))
        two.job = two.file("another-name")
        ran = one.run("-o", first, LC_ALL="C", TZ="UTC")
        check.true("first run", ran.code == 0, ran)
        ran = two.run("-o", second, LC_ALL="sv_SE.UTF-8", LANG="fi_FI.UTF-8",
                      LANGUAGE="de", TZ="Pacific/Auckland", HOME="/nonexistent")
        check.true("second run", ran.code == 0, ran)
        a, b = contents(first), contents(second)
        check.equal("the same files", sorted(a), sorted(b))
        for name in sorted(a):
            check.true(f"same bytes: {name}", a[name] == b.get(name))

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
