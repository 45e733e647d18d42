"""utskick paper refuses what it cannot print, by its name, and then nothing is
there."""
import os
import shutil
import subprocess

from kit import ROOT, Checks, run
from otherpdf import pdf
from ownpaper import ANSWERS, LOGO, LONG, Sender, changed
from paper import png

PDFS = (("pdf-encrypted", None),
        ("pdf-colour", pdf(b"0 1 0 0 k 0 0 100 40 re f")),
        ("pdf-pages", pdf(pages=2)),
        ("pdf-script", pdf(root="/OpenAction<</S/JavaScript/JS(a)>>")),
        ("bad-pdf", b"%PDF-1.7\nnothing"),
        ("bad-picture", b"not a picture"),
        ("picture-broken", png(60, 20, (0, 0, 0, 255)).replace(
            b"IDAT", b"IDAX")))
REFUSED = (
    ("answer-sign", changed(at="unit", to="a\x07b"), ()),
    ("answer-sign", changed(at="unit", to="a\u202eb"), ()),
    ("answer-not-utf8", changed(at="unit", to="a\udce5"), ()),
    ("answer-gap", changed(at="unit", to="FYLL I: enheten"), ()),
    ("no-municipality", changed(at="municipality", to="  "), ()),
    ("many-addresses", changed(at="addresses", to="a; b; c"), ()),
    ("answer-unfit", changed(at="municipality", to=LONG), ()),
    ("answer-unfit", changed(at="municipality", to="a" * 200), ()),
    ("answer-unfit", changed(at="unit", to="Vård " * 40), ()),
    ("answer-unfit", changed(at="addresses", to="a, b, c, d, e"), ()),
    ("answer-unfit", changed(at="telephones", to="1; 2; 3; 4; 5"), ()),
    ("answer-unfit", changed(at="unit", to="Glada enheten \U0001F9FF"), ()),
    ("no-paper-base", ANSWERS, ("--base", "kommun-h3")),
    ("no-paper-base", ANSWERS, ("--base", "../kommun-h2")),
    ("no-paper-base", ANSWERS, ("--base", "xyzzy")),
)


def check_refused(check):
    for code, answers, options in REFUSED:
        with Sender() as place:
            ran = place.paper(*options, answers=answers)
            check.true(f"{code} {options}", ran.code == 2 and
                       f"[{code}]" in ran.err and not os.listdir(place.path),
                       ran)
    with Sender() as place:
        encrypted = place.file("krypterad.pdf")
        subprocess.run(["qpdf", "--encrypt", "", "x", "256", "--", LOGO,
                        encrypted], check=True)
        for code, data in PDFS:
            logo = place.file("logo." + ("pdf" if "pdf" in code else "png"))
            if data is None:
                logo = encrypted
            else:
                with open(logo, "wb") as to:
                    to.write(data)
            ran = place.paper(name="ny/p.yaml", answers=changed(
                at="logo", to=logo))
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and
                       os.path.basename(logo) in ran.err and
                       not os.path.exists(place.file("ny")), ran)
        ran = place.paper(answers=changed(at="logo", to=place.file("x.pdf")))
        check.true("no such logo", ran.code == 2 and "x.pdf" in ran.err, ran)
        ran = place.paper(answers=changed(at="logo", to=place.path))
        check.true("a folder is no logo", ran.code != 0 and not os.path.exists(
            place.file("p.yaml")), ran)
    with Sender() as place:
        os.makedirs(place.file("run", "keep"))
        with open(place.file("run", "keep", "SEAL"), "w", encoding="utf-8"):
            pass
        ran = place.paper(name="run/keep/ny/p.yaml")
        check.true("in a sealed run", ran.code == 2 and "[inside-run]" in
                   ran.err and os.listdir(place.file("run", "keep")) ==
                   ["SEAL"], ran)
    with Sender() as place:
        ran = place.paper(name="p.txt")
        check.true("another end", ran.code == 2 and "[paper-name]" in ran.err,
                   ran)
        place.paper()
        before = place.read()
        ran = place.paper(answers=changed(at="unit", to="En annan"))
        check.true("it is kept", ran.code == 2 and "[paper-exists]" in ran.err
                   and place.read() == before, ran)
        os.makedirs(place.file("mapp", "norrviken.pdf"))
        ran = place.paper(name="mapp/p.yaml")
        check.true("a folder is called as the logo", ran.code == 2 and
                   "[paper-logo-exists]" in ran.err and
                   os.listdir(place.file("mapp")) == ["norrviken.pdf"], ran)
        shutil.copy(LOGO, place.file("märke.yaml"))
        ran = place.paper(name="ny/märke.yaml", answers=changed(
            at="logo", to=place.file("märke.yaml")))
        check.true("a logo called as the paper", ran.code == 2 and
                   "[paper-logo-exists]" in ran.err and
                   not os.path.exists(place.file("ny")), ran)
        with open(place.file("norrviken.pdf"), "w", encoding="ascii") as to:
            to.write("mine")
        ran = place.paper(name="q.yaml")
        check.true("another logo is kept", ran.code == 2 and
                   "[paper-logo-exists]" in ran.err and
                   place.read("norrviken.pdf") == "mine" and
                   not os.path.exists(place.file("q.yaml")), ran)


def check_stdin(check):
    cases = (("answers-many", "\n".join(ANSWERS) + "\nmer\n"),
             ("answer-long", "a" * 5000 + "\n"),
             ("no-municipality", ""),
             ("answer-unfit", LONG + "\n"))
    for code, said in cases:
        with Sender() as place:
            ran = run("paper", "--lang", "en", place.file("p.yaml"),
                      stdin=said)
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and
                       not os.listdir(place.path), ran)
    with Sender() as place:
        ran = run("paper", "--lang", "en", place.file("p.yaml"),
                  stdin="\nFYLL I\n1; 2; 3\n")
        check.true("all faults in one go", ran.code == 2 and all(
            f"[{code}]" in ran.err for code in (
                "no-municipality", "answer-gap", "many-addresses")), ran)


def check_changed(check):
    """A shipped stationery that somebody has changed where it lies."""
    changes = (("paper-base-changed", ("frames:\n", "frames: # alla\n")),
               ("paper-frame", ("height: 10mm", "height: 1mm")),
               ("unknown-key", ("language: sv\n", "language: sv\nspråkk: a\n")))
    for code, (old, new) in changes:
        with Sender() as place:
            for name in ("templates", "fonts"):
                shutil.copytree(os.path.join(ROOT, name), place.file(
                    "data", name))
            path = place.file("data", "templates", "kommun-h2.yaml")
            with open(path, encoding="utf-8") as source:
                text = source.read()
            with open(path, "w", encoding="utf-8") as to:
                to.write(text.replace(old, new, 1))
            ran = place.paper(UTSKICK_DATA=place.file("data"))
            check.true(code, ran.code == 2 and f"[{code}]" in ran.err and
                       not os.path.exists(place.file("p.yaml")), ran)


def check_link(check):
    """A link beside the paper to a file elsewhere: a run would not take it. One
    to a file that is copied is as good as the file."""
    with Sender() as place:
        os.makedirs(place.file("ute"))
        shutil.copy(LOGO, place.file("ute", "v.pdf"))
        os.makedirs(place.file("jobb"))
        os.symlink("../ute/v.pdf", place.file("jobb", "v.pdf"))
        answers = changed(at="logo", to=place.file("jobb", "v.pdf"))
        ran = place.paper(name="jobb/p.yaml", answers=answers)
        check.true("a link out of the folder", ran.code == 2 and
                   "[paper-logo-link]" in ran.err and "p.yaml" not in ran.err
                   and os.listdir(place.file("jobb")) == ["v.pdf"], ran)
        ran = place.paper(name="p å 'x'.yaml", answers=answers)
        check.true("copied from there", ran.code == 0 and not os.path.islink(
            place.file("v.pdf")) and os.path.isfile(place.file("v.pdf")), ran)
        name = place.file("p å 'x'.yaml").replace("'", "'\\''")
        check.true("the next command can be copied",
                   f"utskick testsheet '{name}'" in ran.out, ran)


def main():
    check = Checks()
    check_refused(check)
    check_stdin(check)
    check_changed(check)
    check_link(check)
    check.end()


if __name__ == "__main__":
    main()
