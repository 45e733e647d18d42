"""A proof to look at: every branch of every letter and the register's extremes,
of people who are invented, on pages that cannot be taken for print files."""
import json
import os
import re
import shutil
import stat
import subprocess

from enclosures import mailing
from kit import (ROOT, Checks, Folder, Small, batches, contents, register, run,
                 tool)

WORD = re.compile(r"[^\W\d_]{4,}")


def proof(small, *more, **environment):
    return run("proof", "--lang", "en", small.job if isinstance(small, Small)
               else os.path.join(small.job, "job.yaml"), *more, **environment)


def told(small, *more):
    ran = run("proof", "--json", small.job if isinstance(small, Small)
              else os.path.join(small.job, "job.yaml"), "--again", *more)
    return ran, json.loads(ran.out)


def words(pdf):
    """The text of each page, with single blanks; the small line first."""
    text = tool("pdftotext", "-layout", pdf, "-").out
    return [re.sub(r"[\s\u00a0\u202f]+", " ", page)
            for page in text.split("\f")[:-1]]


def everything(pdf):
    """All bytes of the file, its streams inflated, and its words."""
    done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf,
                           "-"], capture_output=True, timeout=60)
    return done.stdout.decode("latin-1") + " ".join(words(pdf))


def check_marked(check, what, pdf, word):
    pages = words(pdf)
    check.true(f"{what}: {word} twice on each page", pages and all(
        page.count(word) >= 2 for page in pages), pages)
    mode = stat.S_IMODE(os.stat(pdf).st_mode)
    check.equal(f"{what}: nobody else reads it", mode, 0o600)
    done = tool("qpdf", "--check", pdf)
    check.true(f"{what}: qpdf", done.code == 0, done)


# ---- the sample


def check_sample(check, folder):
    ran = proof(folder)
    pdf = os.path.join(folder.job, "prov.pdf")
    check.true("sample", ran.code == 0 and "shows 5 of 5" in ran.out, ran)
    check_marked(check, "sample", pdf, "PROV")
    have = everything(pdf)
    job = "".join(open(os.path.join(folder.job, name), encoding="utf-8").read()
                  for name in ("job.yaml", "brev.sv.md", "brev.fi.md",
                               "kommun-h2.yaml"))
    listed = {w.lower() for w in WORD.findall(job)}
    listed |= {"gatan", "vägen"}
    kept = {"Boendeform", "Språk", "Skydd", "Avliden"}
    texts = {value for row in register(folder.job)
             for name, value in row.items() if name not in kept and value}
    # five digits may stand anywhere among the numbers of a PDF
    found = {t for t in texts if len(t) > 4 and t not in job and
             t in (" ".join(words(pdf)) if t.isdigit() else have) and
             not re.fullmatch(r"\d{4}-\d\d-\d\d", t)}
    check.equal("no text of the register", found, set())
    names = {w for row in register(folder.job)
             for name in ("Förnamn", "Efternamn", "Handläggare", "God man")
             for w in WORD.findall(row[name] or "")}
    shown = set(WORD.findall(have))
    check.equal("no name", {n for n in names & shown
                            if n.lower() not in listed}, set())
    pages = words(pdf)
    check.true("Finnish and Swedish", any("Hei " in p for p in pages) and
               any("Hej " in p for p in pages), pages)
    check.true("its account", " 284 " in pages[0] + pages[1] and
               "Servicehusen ingår inte" in pages[0] + pages[1], pages[0])
    again = contents(folder.job)["prov.pdf"]
    ran = proof(folder)
    check.true("not over one that is there", ran.code == 2 and
               "[proof-exists]" in ran.err, ran)
    ran = proof(folder, "--again")
    check.true("but where asked, the same bytes", ran.code == 0 and
               contents(folder.job)["prov.pdf"] == again, ran)


# ---- every branch

CONDITIONS = ["Alfa", "Beta", "Gamma", "Delta", "Eta", "Teta", "Jota", "Kappa",
              "Lambda", "My", "Ny", "Xi"]


def nested(names):
    """{{if Alfa}}…{{if Beta}}… in each other, each with another text else."""
    if not names:
        return "Innerst.\n"
    return (f"{{{{if {names[0]} = 'ja'}}}}\nMed {names[0].lower()}.\n\n"
            f"{nested(names[1:])}\n{{{{else}}}}\nUtan {names[0].lower()}.\n"
            "{{/if}}\n")


HEAD = """name: Tolv villkor
date: 2012-03-19
reference: P-12
register: {file: r.csv, key: Personnummer}
roles: {person: Personnummer, protected: Skydd}
address: {name: [Förnamn, Efternamn], street: Adress, postcode: Postnr, town: Ort}
columns: {%s}
letters: [{text: [brev.md, brev.en.md]}]
stationery: kommun-h2
""" % ", ".join(f"{name}: {{values: [ja, nej]}}" for name in CONDITIONS)


def person(number):
    """A number that nobody has, of its own."""
    day = f"3{number // 300 % 10}{1 + number // 28 % 10:02}{1 + number % 28:02}"
    nine = day + str(980 + number % 20)
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10))
                for i, d in enumerate(nine))
    return f"19{day}-{nine[6:]}{-total % 10}"


def check_nested(check):
    rows = ["Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;" +
            ";".join(CONDITIONS)]
    for i in range(120):
        depth = i % 13
        values = ["ja"] * depth + ["nej"] * (12 - depth)
        rows.append(f"{person(i)};Göta;Ek;Storgatan {i + 1};999 32;Norrviken;;" +
                    ";".join(values))
    letter = "# Hej\n\nHej {{Förnamn}}!\n\n" + nested(CONDITIONS)
    with Small(head=HEAD, rows=rows, letter=letter, brev_en_md="") as small:
        small.write("brev.en.md", "---\nlanguage: en\n---\n# To you\n\nHello!\n")
        ran, said = told(small)
        # 24 branches, the letter of two texts, their languages, to the client
        check.equal("twelve in each other", [said.get(k) for k in (
            "exit", "shown", "all", "letters", "least")],
            [0, 28, 28, 13, 13])
        front = " ".join(words(small.file("jobb", "prov.pdf"))[:2])
        check.true("of two texts", "brev.md + brev.en.md" in front, front)
        pages = " ".join(words(small.file("jobb", "prov.pdf"))[2:])
        check.true("all are printed", all(
            f"Utan {name.lower()}." in pages and f"Med {name.lower()}." in pages
            for name in CONDITIONS) and "Innerst." in pages, pages)
        ran = proof(small, "-o", small.file("jobb", "a.pdf"))
        check.true("and counted", "shows 28 of 28" in ran.out, ran)
        # half of them are gone: what no letter is any more is said
        small.write("r.csv", "\n".join(r for i, r in enumerate(rows)
                                       if not i or (i - 1) % 13 < 6) + "\n")
        ran, said = told(small)
        check.equal("some are in no letter", [said["shown"], said["all"]],
                    [28 - 12 - 1, 28])
        front = " ".join(words(small.file("jobb", "prov.pdf"))[:3])
        check.true("which is said", "Visas inte" in front and
                   "annars" in front and "om Jota = 'ja'" in front, front)


# ---- extremes

FULL = """name: Ytterligheter
date: 2012-03-19
reference: P-13
register: {file: r.csv, key: Personnummer}
roles:
  {person: Personnummer, protected: Skydd,
   guardian: {mail: both, name: God man, street: Gata, postcode: Postnr2, town: Ort2}}
address: {name: [Förnamn, Efternamn], co: C/o, street: Adress, street2: Adress2, postcode: Postnr, town: Ort, country: Land}
columns:
  Språk: {values: [sv, fi]}
  Stor: {values: [ja, nej]}
  Timmar: integer
  Sedan: date
  E-post: email
  Tel: phone
  Enhet: text
tables: {besök: {file: besok.csv, match: {nummer: Personnummer}, order: dag}}
large_print: {where: {Stor: ja}}
households: {by: Hushåll}
letters:
  - {text: brev.fi.md, where: {Språk: fi}}
  - {text: brev.md}
stationery: kommun-h2
"""
COLUMNS = ("Personnummer;Förnamn;Efternamn;C/o;Adress;Adress2;Postnr;Ort;Land;"
           "Skydd;God man;Gata;Postnr2;Ort2;Språk;Stor;Timmar;Sedan;E-post;Tel;"
           "Enhet;Hushåll;Anteckning").split(";")
LETTER = """# Till dig

Hej {{names}}!

{{if addressee = 'guardian'}}Du är god man för någon med {{Timmar}} timmar.{{else}}Du har {{Timmar}} timmar.{{/if}}

{{if Timmar > 40}}
Det är mycket.
{{else if Timmar > 20}}
Det är en del.
{{/if}}

{{if Sedan < 1930-01-01}}Du är äldst.{{/if}} {{if Enhet = 'Hemtjänst Norr'}}Enhet norr.{{else}}Annan enhet.{{/if}}

{{look_up('enheter.csv', Enhet, 'Chef')}} är chef. {{if in_list('sparr.csv', lower(Hushåll))}}Du står på listan.{{/if}}

{{? Anteckning}}

Ring {{? Tel}} eller skriv till {{? E-post}}.

| Dag | Vem | Vad |
|---|---|---|
{{each? besök}}
| {{besök.dag}} | {{besök.vem}} | {{besök.vad}} |
{{/each}}
"""
FINNISH = """---
language: fi
---
# Sinulle

Hei {{names}}! {{if addressee = 'guardian'}}Olet edunvalvoja.{{/if}}
"""
LONG = ("Maximiliana-Gertruda", "Wittelsbach")


def a_row(i, **cells):
    row = dict.fromkeys(COLUMNS, "")
    row.update({
        "Personnummer": person(i), "Förnamn": "Quentin", "Efternamn": "Zorn",
        "Adress": f"Sågverksvägen {i + 3}", "Postnr": "99932",
        "Ort": "Vuollerimby", "Språk": "sv", "Stor": "nej", "Timmar": "12",
        "Sedan": "1931-04-05", "Enhet": "Hemtjänst Söder",
        "E-post": f"quentin{i}@zornsmejl.se", "Tel": "0920-77 88 12",
        "Hushåll": f"H{i}"}, **{k.replace("_", " "): v
                                for k, v in cells.items()})
    return row


def extreme_rows():
    return [
        a_row(0), a_row(1, Förnamn=LONG[0], Efternamn=LONG[1]),
        a_row(2, **{"C/o": "Ottiliana Bärnfeldt", "Adress2": "Gårdshuset Fyran",
                    "Land": "Norge", "Postnr": "0154"}),
        a_row(3, Timmar="44", Sedan="1921-05-06", Enhet="Hemtjänst Norr"),
        a_row(4, Timmar="27", Anteckning="Ring Xerxes hustru Ingegerdha"),
        a_row(5, Språk="fi", Stor="ja"),
        a_row(6, **{"God man": "Wilhelmsson Advokatbyrå", "Gata": "Tingsgatan 9",
                    "Postnr2": "999 40", "Ort2": "Tingsmåla"}),
        a_row(7, Hushåll="HX", Förnamn="Petronella"),
        a_row(8, Hushåll="HX", Förnamn="Philibert", **{
            "Adress": "Sågverksvägen 10", "E-post": "quentin7@zornsmejl.se"}),
        a_row(9, Tel="", **{"E-post": ""}),
        a_row(10, Skydd="J", Förnamn="Hemligfrid", Efternamn="Gömdström",
              Adress="Lönngången 99"),
        a_row(11, Timmar="30"),
        a_row(12, Språk="fi", **{
            "God man": "Wilhelmsson Advokatbyrå", "Gata": "Tingsgatan 9",
            "Postnr2": "999 40", "Ort2": "Tingsmåla"}),
    ]


def check_extremes(check):
    rows = extreme_rows()
    text = [";".join(COLUMNS)] + [";".join(r.values()) for r in rows]
    visits = ["nummer;dag;vem;vad"]
    visits += [f"{person(3)};2012-04-{d:02};Besökarinna Klotilda;Dusch"
               for d in range(1, 29)]
    visits += [f"{person(4)};2012-04-01;Besökarinna Klotilda;Städning"]
    with Small(head=FULL, rows=text, letter=LETTER, brev_fi_md="",
               besok_csv="\n".join(visits) + "\n",
               enheter_csv="Enhet;Chef\nHemtjänst Söder;Chefina Ledarsdotter\n"
                           "Hemtjänst Norr;Chefbert Norrman\n",
               sparr_csv="hem\nH4\n") as small:
        small.write("brev.fi.md", FINNISH)
        ran, said = told(small)
        if not check.equal("extremes", ran.code, 0):
            print(ran)
            return
        pdf = small.file("jobb", "prov.pdf")
        pages = words(pdf)
        check.equal("everything is shown", said["shown"], said["all"])
        for what in ("längsta namnet (32 tecken)", "flest adressrader (6)",
                     "längsta tabellen eller listan (29 rader)", "till god man",
                     "ett brev till ett hushåll", "stor stil", "språk fi",
                     "flest sidor (2)"):
            check.true(what, what in " ".join(pages[:3]), pages[:3])
        check.true("a name as long", any(re.search(
            r"\b[A-ZÅÄÖ][a-zåäö]{10}-[A-ZÅÄÖ][a-zåäö]{7} [A-ZÅÄÖ][a-zåäö]{10}\b", p) for p in
            pages[1:]), pages[1:])
        have = everything(pdf)
        secret = {v for r in rows for k, v in r.items() if len(v) > 4 and
                  k not in ("Språk", "Stor", "Enhet", "Land")}
        secret |= set(WORD.findall(" ".join(secret))) - {"vägen", "gatan"}
        secret |= {"Klotilda", "Besökarinna", "Ledarsdotter", "Chefina",
                   "Chefbert", "Norrman", "Dusch", "Städning",
                   "Hemtjänst Söder", "2012-04-28", person(4)}
        secret -= {"Ring"}
        check.equal("nothing of anybody", {s for s in secret if s in have},
                    set())
        check.true("what stands on which letter is the same", all(
            word in " ".join(pages) for word in ("Det är mycket.",
            "Det är en del.", "Du är äldst.", "Enhet norr.", "Annan enhet.",
            "Du står på listan.", "Olet", "Du är god man")), pages)
        check.true("mail goes nowhere", "@example.com" in have)
        check_choices(check, small, rows)


def check_others(check):
    """Mail by way of a guardian abroad, two letters in one language, a frame
    that differs by row, no reference."""
    with open(os.path.join(ROOT, "templates", "kommun-h2.yaml"),
              encoding="utf-8") as source:
        paper = source.read()
    paper = paper.replace(
        "{{diarienummer}}", "{{if Enhet = 'Norr'}}Norra{{else}}Södra{{/if}}")
    head = FULL[:FULL.index("tables:")].replace("reference: P-13\n", "").replace(
        "mail: both", "mail: care_of").replace(
            "town: Ort2}", "town: Ort2, country: Land2}") + (
        "letters:\n  - {text: brev.fi.md, when: \"Timmar > 20\"}\n"
        "  - {text: brev.md}\nstationery: papper\n")
    guardian = {"God man": "Gudmund Zettervall", "Gata": "Zettergatan 7",
                "Postnr2": "0155", "Ort2": "Oslo", "Land2": "Norge"}
    columns = COLUMNS + ["Land2"]
    rows = [{**dict.fromkeys(columns, ""), **a_row(i), **more}
            for i, more in enumerate((
                {"Enhet": "Norr"}, {"Timmar": "30"}, guardian,
                {"Enhet": "Norr", "Timmar": "31", **guardian}))]
    with Small(head=head, rows=[";".join(columns)] + [
            ";".join(row.values()) for row in rows],
               letter="# Hjälp\n\nHej {{names}}!\n", papper_yaml=paper) as small:
        small.write("brev.fi.md", "# Hjälp\n\nHej igen {{names}}!\n")
        ran, said = told(small)
        if not check.equal("others", ran.code, 0):
            print(ran)
            return
        # two letters, one language, to the client and by way of a guardian,
        # two branches of each of two frames
        check.equal("others: everything is shown", [said["shown"], said["all"]],
                    [9, 9])
        pdf = small.file("jobb", "prov.pdf")
        pages = words(pdf)
        check.equal("others: the language once", pages[0].count("språk sv"), 1)
        for what in ("Norra", "Södra", "NORGE", "Hej igen", "c/o"):
            check.true(f"others: {what}", what in " ".join(pages), pages)
        have = everything(pdf)
        check.equal("others: nothing of anybody", [
            s for s in ("Zettervall", "Gudmund", "Zettergatan", "Zorn",
                        "Quentin", "Vuollerimby") if s in have], [])


# ---- rows, real people, pictures


def check_choices(check, small, rows):
    pdf = small.file("jobb", "two.pdf")
    ran = proof(small, "--rows", "2,12", "-o", pdf)
    pages = words(pdf) if ran.code == 0 else []
    check.true("two rows", ran.code == 0 and "2 letters" in ran.out, ran)
    check.true("invented too", pages and LONG[0] not in " ".join(pages) and
               "rad 2:" in pages[0] and "rad 12:" in pages[0], pages)
    ran = proof(small, "--rows", "7", "-o", small.file("jobb", "both.pdf"))
    check.true("both letters of a row", "2 letters" in ran.out, ran)
    ran = proof(small, "--rows", "9", "-o", small.file("jobb", "shared.pdf"))
    check.true("a row that shares a letter", "1 letter," in ran.out, ran)
    for asked, code, word in (("11", 2, "[proof-row-without-letter]"),
                              ("400", 2, "[proof-no-row]"),
                              ("x", 3, "[bad-numbers]")):
        ran = proof(small, "--rows", asked, "-o", small.file("jobb", "n.pdf"))
        check.true(f"--rows {asked}", ran.code == code and word in ran.err and
                   not os.path.exists(small.file("jobb", "n.pdf")), ran)
    check.true("a protected person is not named", "Hemligfrid" not in ran.err)
    ran = proof(small, "--real", "-o", small.file("jobb", "real.pdf"))
    check.true("real people lie in keep/", ran.code == 2 and
               "[proof-real-elsewhere]" in ran.err and
               not os.path.exists(small.file("jobb", "real.pdf")), ran)
    ran = proof(small, "--real")
    real = small.file("jobb", "keep", "prov.pdf")
    pages = words(real)
    check.true("as they are", ran.code == 0 and LONG[0] in " ".join(pages), ran)
    check.true("which each page says", all("VERKLIGA PERSONER" in p
                                           for p in pages), pages)
    check.true("protected people nowhere", "Hemligfrid" not in everything(real)
               and "Lönngången" not in everything(real))
    check_marked(check, "real", real, "PROV")
    check_as_run(check, small, pages)


def check_as_run(check, small, pages):
    """A letter of the proof says what the run prints, and lies as it does."""
    ran = small.run("-q")
    check.true("run", ran.code in (0, 1), ran)
    number = r"Si(da|vu) \d( av |/)\d"
    printed = re.sub(rf"\d+ · {number} ?|PROV · \S+", "", " ".join(
        page for pdf in batches(small.file("out")) for page in words(pdf)))
    for page in pages[2:]:
        body = re.sub(rf"^ *PROV · VERKLIGA[^.]*?huset|PROV · {number}|PROV ",
                      "", page).strip()
        start = body[:200].strip()
        check.true("as printed", start in printed, start)
    ran = proof(small, "-o", small.file("out", "keep", "prov.pdf"))
    check.true("not into a sealed run", ran.code == 2 and
               "[inside-run]" in ran.err, ran)
    shutil.copytree(small.file("out", "to-printer"), small.file("tryck"))
    ran = proof(small, "-o", small.file("tryck", "prov.pdf"))
    check.true("nor into what is handed over", ran.code == 2 and
               "[proof-in-sealed]" in ran.err, ran)


def check_pictures(check):
    with Small() as small:
        ran = proof(small, "--png")
        folder = small.file("jobb", "prov")
        names = sorted(os.listdir(folder)) if ran.code == 0 else []
        check.true("pictures", names and names[0].startswith("prov-") and all(
            n.endswith(".png") for n in names), ran)
        first = os.path.join(folder, names[0])
        with open(first, "rb") as source:
            check.equal("of PNG", source.read(4), b"\x89PNG")
        check.equal("ours", stat.S_IMODE(os.stat(first).st_mode), 0o600)
        check.true("made again", proof(small, "--png", "--again").code == 0)
        small.write("prov/mitt.txt", "mitt")
        ran = proof(small, "--png", "--again")
        check.true("nothing of others goes", ran.code == 2 and "[not-a-proof]"
                   in ran.err and os.path.exists(small.file(
                       "jobb", "prov", "mitt.txt")), ran)
        bare = small.file("bin")
        os.mkdir(bare)
        ran = proof(small, "--png", "-o", small.file("jobb", "b.pdf"),
                    PATH=bare)
        check.true("without pdftoppm", ran.code == 4 and "[no-pdftoppm]" in
                   ran.err, ran)
        false = os.path.join(bare, "pdftoppm")
        os.symlink("/bin/false", false)
        ran = proof(small, "--png", "-o", small.file("jobb", "c.pdf"),
                    PATH=bare)
        check.true("which fails", ran.code == 4 and "[no-pictures]" in ran.err
                   and not os.path.exists(small.file("jobb", "c")), ran)


def check_shop(check):
    """The print shop's marks, of no mailing; and grey where it takes no colour."""
    for shop, more in (("inserter-datamatrix", ""),
                       ("inserter-omr", "print: {profile: press}\n")):
        with Small(f"printshop: {shop}\n{more}") as small:
            ran = proof(small)
            check.true(shop, ran.code == 0, ran)
            pages = words(small.file("jobb", "prov.pdf"))
            check.true(f"{shop}: its text too", pages[-1].count("PROV · 1/1")
                       == 1 and "PROV · Sida 1 av 1" in pages[-1], pages)
            done = tool("gs", "-q", "-o", "-", "-sDEVICE=inkcov",
                        small.file("jobb", "prov.pdf"))
            inks = [line.split()[:3] for line in done.out.splitlines()]
            check.true(f"{shop}: black alone", inks and all(
                float(ink) == 0 for page in inks for ink in page), inks)


def check_enclosed(check):
    """Finished pages that follow the letter, marked too."""
    with mailing() as small:
        ran, said = told(small)
        check.equal("enclosures", [ran.code, said.get("shown")],
                    [0, said.get("all")])
        pdf = small.file("jobb", "prov.pdf")
        pages = words(pdf)
        for what in ("bilagan blankett.pdf", "bilagan karta.pdf"):
            check.true(what, what in " ".join(pages[:2]), pages[:2])
        check.true("its second page", any("Blankett, sida 2" in page
                                          for page in pages), pages)
        check_marked(check, "enclosures", pdf, "PROV")


def check_refused(check):
    with Small() as small:
        ran = proof(small, "-o", small.file("jobb", "prov.txt"))
        check.true("no PDF", ran.code == 2 and "[proof-name]" in ran.err, ran)
        small.write("other.pdf", "minnesanteckningar")
        ran = proof(small, "--again", "-o", small.file("jobb", "other.pdf"))
        check.true("somebody's own file", ran.code == 2 and "[not-a-proof]" in
                   ran.err, ran)
        small.write("brev.md", "# Hej\n\nHej {{Fornamn}}!\n")
        ran = proof(small)
        check.true("a job that is refused", ran.code == 2 and
                   "[unknown-name]" in ran.err and
                   not os.path.exists(small.file("jobb", "prov.pdf")), ran)
    with Small(rows=Small.ROWS[:1] + Small.ROWS[3:]) as small:
        ran = proof(small)
        check.true("nobody", ran.code == 2 and "[proof-without-letter]" in
                   ran.err, ran)
    # what the letter says cannot be kept apart from the number it says it by
    letter = "# Hej\n\n{{if Adress contains '7'}}Sju.{{else}}{{Förnamn}}{{/if}}\n"
    rows = [row.replace("Björkgatan 1", "Björkgatan 7") for row in Small.ROWS]
    with Small(rows=rows, letter=letter) as small:
        ran = proof(small)
        check.true("a row held is no fault", ran.code == 0, ran)
    letter = "# Hej\n\n{{if in_list('sparr.csv')}}Listad.{{else}}Inte.{{/if}}\n"
    with Small(letter=letter, sparr_csv="nummer\n19310202-9810\n") as small:
        ran = proof(small)
        check.true("lists are asked for whom they list", ran.code == 0 and
                   "shows 5 of 5" in ran.out, ran)
    # no other day would do, and a day is a person's own
    letter = "# Hej\n\n{{if Sedan = dagen}}Idag.{{else}}Nej.{{/if}}\n"
    rows = [row + ";" + extra for row, extra in zip(
        Small.ROWS, ("Sedan", "2012-03-01", "2011-02-03", "2012-03-01"))]
    with Small("columns: {Sedan: date}\nfacts: {dagen: 2012-03-01}\n", rows=rows, letter=letter) as small:
        ran = proof(small, "--rows", "1")
        check.true("nobody else for row 1", ran.code == 2 and
                   "[proof-not-invented]" in ran.err, ran)
        ran = proof(small)
        check.true("the proof is without", ran.code == 0 and "[proof-left-out]"
                   in ran.err and "shows 4 of 5" in ran.out, ran)
        front = " ".join(words(small.file("jobb", "prov.pdf"))[:2])
        missing = front[front.find("kan inte visas med påhittade"):]
        check.true("and says so", "rad 3: om Sedan = dagen" in missing and
                   "längsta namnet (7 tecken)" in missing, front)
    with Small("rules: [{exclude: %s, where: {Ort: Ytterholm}}]\n" %
               ("Långt" * 60)) as small:
        ran = proof(small)
        check.true("a reason wider than the page", ran.code == 0, ran)
    letter = "# Hej\n\n{{if Ort = '%s'}}Ja.{{else}}Nej.{{/if}}\n" % ("Öst" * 99)
    with Small(letter=letter) as small:
        ran = proof(small)
        check.true("a page that cannot be set", ran.code == 2 and
                   "[proof-not-set]" in ran.err and
                   not os.path.exists(small.file("jobb", "prov.pdf")), ran)
    letter = ("# Hej\n\n{{if Adress starts with 'Björkgatan 1'}}Ett."
              "{{else if Efternamn = 'Norrviken'}}Två.{{else}}Tre.{{/if}}\n")
    with Small(letter=letter) as small:
        ran = proof(small)
        check.true("words that the job names stay", ran.code == 0 and
                   "shows 5 of 6" in ran.out and "left-out" not in ran.err,
                   ran)
        shown = " ".join(words(small.file("jobb", "prov.pdf"))[2:])
        check.true("in their column", "Björkgatan 1" in shown and "Ek" not in
                   shown and "Norrviken" not in shown, shown)


def check_approved(check):
    """The mark joins what was looked at and what is approved."""
    with Small() as small:
        _, said = told(small)
        mark = said["mark"]
        front = words(small.file("jobb", "prov.pdf"))[0]
        check.true("the mark stands on it", mark in front, front)
        ran = run("approve", "--lang", "en", "--as", "Anna Ek", "--date",
                  "2012-03-12", "--seen", mark.lower().replace("-", " "),
                  small.job)
        check.true("approved as seen", ran.code == 0 and mark in ran.out, ran)
        small.write("brev.md", "# Hej\n\nHallå {{Förnamn}}!\n")
        ran = run("approve", "--lang", "en", "--as", "Bo Al", "--seen", mark,
                  small.job)
        check.true("another letter", ran.code == 2 and "[proof-of-another]" in
                   ran.err, ran)


def main():
    check = Checks()
    with Folder() as folder:
        check_sample(check, folder)
    check_nested(check)
    check_extremes(check)
    check_others(check)
    check_pictures(check)
    check_shop(check)
    check_enclosed(check)
    check_refused(check)
    check_approved(check)
    check.end()


if __name__ == "__main__":
    main()
