"""Every stationery in templates/, rendered in letters of four languages: each
word in a frame of its page, the address in its window, frames that do not lie on
each other, pages counted in the language's words, fonts embedded; with and
without a sender."""
import glob
import os
import re

from kit import ROOT, Checks, Small, batches, pages, tool

FOLDER = os.path.join(ROOT, "templates")
LETTERS = {
    "sv": ("# Fritt val i hemtjänsten\n\nHej {{Förnamn}}!\n\n", "Från den 1 "
           "september väljer du själv vem som ger dig hemtjänst och "
           "trygghetslarm. ", "Sida {} av {}"),
    "fi": ("# Valinnanvapaus kotihoidossa\n\nHei {{Förnamn}}!\n\n", "Syyskuun "
           "alusta valitset itse, kuka antaa sinulle kotihoitoa ja "
           "turvapalveluja. ", "Sivu {}/{}"),
    "en": ("# Free choice in home care\n\nHello {{Förnamn}}!\n\n", "From the "
           "first of September you choose yourself who gives you home care "
           "and a safety alarm. ", "Page {} of {}"),
    "ar": ("# حرية الاختيار في الرعاية المنزلية\n\n{{Förnamn}}\n\n", "ابتداءً "
           "من أول سبتمبر تختار بنفسك من يقدم لك الرعاية المنزلية. ", "{}/{}"),
}
TABLE = "\n\n| Utförare | Telefon |\n|---|---|\n| Norrvikens hemtjänst | " \
    "0999-10 00 00 |\n| Kustens omsorg | 0999-10 00 20 |\n\n- ett\n- två\n\n"
ROWS = (Small.ROWS[0], "19310202-9810;Anna-Karin;Ek-Gyllenstråhle af "
        "Norrvik;Björkgatan 117 B Lgh 1201;999 32;Norrviken;")
PLACES = ("Nr;Förnamn;Efternamn;Adress;Postnr;Ort", "1;Biblioteket;;"
          "Storgatan 1;999 31;Norrviken")
SLACK = 0.6  # mm


def read(path):
    with open(path, encoding="utf-8") as source:
        return source.read()


def lengths(text):
    return {key: float(value) for key, value in re.findall(
        r"(\w+): (-?[\d.]+)mm", text)}


def frames_of(text):
    """{name: (its box, its keys as text)}, of a file as ours are written."""
    found = {}
    part = re.search(r"(?ms)^frames:\n(.*)", text)[1]
    for one in re.split(r"(?m)^  (?=[^\s#])", part)[1:]:
        at = lengths(re.sub(r"(?s)\btext:.*", "", one))
        found[one.split(":")[0]] = (at["x"], at["y"], at["x"] + at["width"],
                                    at["y"] + at["height"]), one
    return found


def on_page(keys, page):
    said = re.search(r"pages: (\w+)", keys)
    return not said or said[1] == "all" or \
        (said[1] == "first") == (page == 0)


def role(keys):
    said = re.search(r"role: (\w+)", keys)
    return said[1] if said else "text"


def inside(word, box, slack=SLACK):
    """A word's height by poppler is its font's, so half of it is looked at."""
    quarter = (word[3] - word[1]) / 4
    return box[0] - slack <= word[0] and word[2] <= box[2] + slack and \
        box[1] - slack <= word[1] + quarter and \
        word[3] - quarter <= box[3] + slack


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def sender():
    """The frames of a sender, as docs/stationery.md has them."""
    text = read(os.path.join(ROOT, "docs", "stationery.md"))
    return re.search(r"(?ms)^## The sender.*?```yaml\nframes:\n(.*?)```",
                     text)[1]


def check_frames(check, name, text):
    frames = frames_of(text)
    said = [(one, box) for one, (box, keys) in frames.items()
            if role(keys) not in ("box", "picture")]
    for page in (0, 1):
        here = [(one, box) for one, box in said if on_page(
            frames[one][1], page)]
        for i, (one, box) in enumerate(here):
            for other, its in here[i + 1:]:
                check.true(f"{name}: {one} and {other} lie apart on page "
                           f"{page + 1}", not overlap(box, its) or
                           {role(frames[o][1]) for o in (one, other)} ==
                           {"text", "mark"} and not overlap(
                               text_of(frames[one]), text_of(frames[other])),
                           (box, its))
    return frames


def text_of(frame):
    """The mark is set to the right of its frame, below the footer's line."""
    box, keys = frame
    if role(keys) != "mark":
        return box
    return (box[2] - 30, *box[1:])


def check_address(check, what, words, frames, text):
    address = [box for box, keys in frames.values() if role(keys) == "address"]
    window = re.search(r"(?m)^window: (.*)", text)
    if not address:
        return
    lines = [w for w in words if w[4] in ("Anna-Karin", "Björkgatan",
                                          "999", "Norrviken") and
             inside(w, address[0])]
    check.equal(f"{what}: the address is there", len(lines), 4)
    if not window:
        return
    at = lengths(window[1])
    hole = (at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"])
    for word in lines:
        check.true(f"{what}: it is in its window", inside(word, hole, 0), word)
    wide = (hole[0] - at["tolerance"], hole[1] - at["tolerance"],
            hole[2] + at["tolerance"], hole[3] + at["tolerance"])
    strange = [w for w in words if overlap(w, wide) and
               not inside(w, address[0])]
    check.true(f"{what}: nothing else is", not strange, strange)


def check_pdf(check, what, pdf, text, language, margin):
    frames = frames_of(text)
    all_ = [[(*(n - margin for n in w[:4]), w[4]) for w in page]
            for page in pages(pdf)]
    for number, words in enumerate(all_):
        boxes = [box for box, keys in frames.values()
                 if on_page(keys, number) and role(keys) not in
                 ("box", "picture")]
        out = [w for w in words if not any(inside(w, box) for box in boxes)]
        check.true(f"{what}: page {number + 1}: every word in a frame",
                   words and not out, out)
        said = " ".join(w[4] for w in words)
        if "page of pages" in text:
            check.true(f"{what}: page {number + 1} is counted",
                       LETTERS[language][2].format(number + 1, len(all_)) in
                       said, said[-200:])
    check_address(check, what, all_[0], frames, text)
    fonts = tool("pdffonts", pdf).out.splitlines()[2:]
    check.true(f"{what}: fonts are embedded", fonts and all(
        re.search(r"\byes +yes +yes\b", line) for line in fonts), fonts)
    check.equal(f"{what}: qpdf", tool("qpdf", "--check", pdf).code, 0)
    return len(all_)


def check_one(check, name, text, language):
    what = f"{name}, {language}"
    poster = "\nposter: yes" in text
    start, sentence, _ = LETTERS[language]
    letter = f"---\nlanguage: {language}\n---\n{start}{sentence * 3}{TABLE}" \
        + sentence * (1 if poster else 60) + "\n"
    head = Small.HEAD.replace("kommun-h2", "papper")
    if poster:
        head = head.replace("Personnummer}\nroles: {person: Personnummer, "
                            "protected: Skydd}", "Nr}\npersons: no")
    with Small(head=head, rows=PLACES if poster else ROWS, letter=letter,
               papper_yaml=text) as small:
        ran = small.run()
        if not check.true(f"{what}: a letter", ran.code == 0, ran):
            return
        check.equal(f"{what}: an open window is told",
                    "[window-not-confirmed]" in ran.err, "\nwindow:" in text)
        pdf = batches(small.file("out"))[0]
        count = check_pdf(check, what, pdf, text, language,
                          10 if "crop_marks: yes" in text else 0)
        check.true(f"{what}: following pages too", (count > 1) != poster,
                   count)


def main():
    check = Checks()
    paths = sorted(glob.glob(os.path.join(FOLDER, "*.yaml")))
    check.true("they are there", len(paths) >= 5, paths)
    for path in paths:
        name = os.path.basename(path)[:-5]
        text = read(path)
        check_frames(check, name, text)
        for language in LETTERS:
            check_one(check, name, text, language)
        if "\nposter: yes" in text:
            continue
        check_frames(check, name + " with a sender", text + sender())
        check_one(check, name + " with a sender", text + sender(), "sv")
    check.end()


if __name__ == "__main__":
    main()
