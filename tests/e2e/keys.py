"""The keys of job file, letter, stationery and fonts in Swedish as in English:
the table has every key that the program reads, and a job written in either
language comes to the same.

In the texts below <key> is written in one language or the other; <key#2> is
the second Swedish name of it."""
import json
import os
import re

from kit import ROOT, Checks, Small
from otherpdf import pdf
from paper import png

SOURCE = os.path.join(ROOT, "src")
ROWS = (
    "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Land;Lgh;Skydd;Avliden;"
    "God man;God man adress;God man postnr;God man ort;Ombud;Boende;Beslut;"
    "Avgift;Antal;Larm;Mejl;Tel;Språk",
    "19310202-9810;Anna;Ek;Björkgatan 1;999 32;Norrviken;;;;;;;;;;Hemma;"
    "2012-05-01;12,50;3;ja;a@example.org;0999-123 45;sv",
    "19320303-9825;Bo;Alm;Björkgatan 3;999 32;Norrviken;;;;;Eva Lind;"
    "Storgatan 2;999 31;Norrviken;;Hemma;2012-05-01;12,50;3;nej;;;fi",
    "19330404-9830;Cia;Dal;Storgatan 5;999 32;Norrviken;;;J;;;;;;;Hemma;"
    ";;;;;;sv",
    "19340505-9844;Dag;Fors;Storgatan 7;999 32;Norrviken;;;;;;;;;;SH;"
    ";;;;;;sv",
)
BASE = """
<name>: Prov
<date>: 2012-03-19
<reference>: P-1
<language>: sv
<persons>: yes
<register>: {<file>: r.csv, <key>: Personnummer, <taken>: 2012-03-12,
  <max_age>: 30, <encoding>: utf-8, <delimiter>: ";", <header>: 1,
  <columns>: {Gata: Adress}, <source>: Norr}
<corrections>: rattelser.csv
<roles>:
  <person>: Personnummer
  <protected>: Skydd
  <deceased>: [Avliden]
  <guardian>: {<name>: God man, <street>: God man adress, <street2>: Lgh,
    <postcode>: God man postnr, <town>: God man ort, <country>: Land,
    <mail>: <instead>}
  <not_marks>: {Ombud: är handläggarens}
<columns>:
  Boende: {<values>: {Hemma: [hemma], Servicehus: [SH]}, <required>: yes,
    <empty>: ["-"]}
  Beslut: <date>
  Avgift: {<type>: <decimal>, <decimal#2>: ","}
  Antal: <integer>
  Larm: <flag>
  Mejl: <email>
  Tel: <phone>
  Postnr: <postcode>
  Personnummer: <personnummer>
  Ort: <text>
  Tilltal: {<is>: "first_word(Förnamn)"}
<facts>: {undertecknare: Bo Ek}
<tables>:
  m: {<file>: m.csv, <match>: {nr: Personnummer}, <order>: tid,
    <protected>: {<none>: Den är rensad}, <unfit>: <skip>, <why>: Gamla rader}
<lists>: {stopp.csv: {<unfit>: <refuse>}}
<send>: {<where>: {Boende: Hemma}, <else>: Bor inte hemma}
<rules>:
  - {<exclude>: Står på listan, <when>: "in_list('stopp.csv')"}
  - {<hold>: Beslutet går ut, <when>: "Beslut < datum"}
<expect>: {<rows>: 4, <letters>: 0-4, <excluded>: 0-4, <held>: 0-4}
<address>: {<name>: [Förnamn, Efternamn], <co>: Lgh, <street>: Gata,
  <street2>: Lgh, <postcode>: Postnr, <town>: Ort, <country>: Land,
  <capitals>: no}
<letters>:
  - {<text>: brev.md, <where>: {Språk: sv}, <stationery>: papper}
  - {<text>: brev.md}
<enclose>:
  - {<file>: karta.pdf, <alt>: Vägen, <where>: {Boende: Hemma}}
  - {<file>: karta.pdf, <alt>: Vägen, <when>: "Beslut < datum"}
<stationery>: papper
<order>: [<postcode>, -<street>, <town>, <name>]
<print>: {<sides>: 2, <letters_per_batch>: 10, <sheets_per_batch>: 50,
  <profile>: <archive>, <split>: <both>, <new_batch>: Ort, <banner>: <group>,
  <group_by>: Boende, <bookmarks>: yes, <envelopes>: {C5: 5}}
<manifest>: [Personnummer, Tilltal]
<delivery>: {<contact>: Eva Norr, <paper>: 80 g, <inserts>: [Svarskuvert],
  <arrives>: 2012-03-14, <destroy_by>: 2012-06-30}
<large_print>: {<where>: {Språk: fi}}
<protected>: <separate>
<allow>: {<malformed>: a b, <unfit>: a b, <required>: a b, <duplicate>: a b,
  <similar>: a b, <address>: a b, <postcode>: a b, <scrambled>: a b,
  <number>: a b}
"""
# Keys that take the place of the same in BASE; None: the key goes.
MORE = (
    {"tables": None, "households": "<households>: {<by>: <address>, <most>: 2}",
     "roles": "<roles>: {<person>: Personnummer, <protected>: Skydd,"
     " <deceased>: Avliden, <guardian>: God man, <not_marks>: {Ombud: nej,"
     " God man adress: nej, God man postnr: nej, God man ort: nej}}"},
    {"address": "<address>: {<name>: Efternamn, <street>: Gata,"
     " <postal>: Ort}"},
    {"roles": "<roles>: {<protected>: {<none>: Rensat}, <deceased>: Avliden,"
     " <guardian>: {<name>: God man, <street>: Gata, <postal>: Ort,"
     " <mail>: <care_of>}, <not_marks>: {Ombud: nej, Skydd: nej, God man"
     " adress: nej, God man postnr: nej, God man ort: nej}}"},
    {"roles": "<roles>: {<protected>: {<none#2>: Rensat}}"},
    {"roles": "<roles>: {<protected>: Skydd, <guardian>: {<name>: God man,"
     " <mail>: <client>}}"},
    {"roles": "<roles>: {<protected>: Skydd, <guardian>: {<name>: God man,"
     " <street>: Gata, <postal>: Ort, <mail>: <both>}}"},
    {"register": "<register>: [{<file>: r.csv, <key>: Personnummer, <source>:"
     " A, <columns>: {Gata: Adress}}, {<file>: r.csv, <key>: Personnummer,"
     " <source>: B, <columns>: {Gata: Adress}}]", "prefer": "<prefer>: A"},
    {"register": "<register>: {<odbc>: DSN=ingen, <query>: fraga.sql, <key>:"
     " Personnummer}"},
    {"register": "<register>: {<file>: r.csv, <key>: Personnummer, <sheet>:"
     " Blad1}"},
    {"approval": "<approval>: 2", "keep_until": "<keep_until>: 2013-01-01"},
    {"protected": "<protected>: <held>", "persons": "<persons>: no", "print":
     "<print>: {<split>: <letter>, <named_by>: Ort, <banner>: <none>,"
     " <profile>: <print>}"},
    {"print": "<print>: {<split>: <batch>, <banner>: <batch>}"},
    {"columns": "<columns>: {Språk: <henkilotunnus>, Lgh: <fodselsnummer>,"
     " Land: <organisationsnummer>}"},
    {"printshop": "<printshop>: ett", "delivery":
     "<delivery>: {<posted>: 2012-03-23}", "print": "<print>: {<sides>: 1}"},
    {"printshop": "<printshop>: två", "print": "<print>: {<profile>: <press>}"},
    # What is wrong is found in either.
    {"send": "<send>: {<where>: {Boende: Hemma}}\nfritt: x"},
    {"expect": "<expect>: {<rows>: 1-2}"},
)
LETTER = """---
<language>: sv
<subject>: Prov
<wrapped>: yes
<defaults>: {Mejl: ingen}
<parts>: {}
<styles>: {<heading>: rubrik, <heading 1>: rubrik, <heading 2>: rubrik,
  <heading 3>: rubrik, <heading 4>: rubrik, <heading 5>: rubrik,
  <heading 6>: rubrik, <paragraph>: body, <list>: body, <table>: body,
  <quote>: body}
---
# Prov

Hej {{Tilltal}}! {{Mejl}}
"""
PAPER = """
<name>: Papper
<language>: sv
<only_for>: P-1
<hyphenation>: {}
<page>: {<width>: 210mm, <height>: 297mm, <bleed>: 3mm, <crop_marks>: yes}
<poster>: no
<large_print>: 18pt
<window>: {<x>: 105mm, <y>: 35mm, <width>: 80mm, <height>: 40mm,
  <tolerance>: 0.5mm, <confirmed>: yes}
<clear>: {<left>: 5mm, <right>: 5mm, <top>: 5mm, <bottom>: 5mm}
<styles>:
  body: {<family>: Noto Serif, <face>: <regular>, <size>: 11pt, <leading>: 15pt,
    <before>: 0, <after>: 6pt, <between>: 3pt, <indent>: 6mm, <pen>: 0.5pt,
    <align>: <ragged>, <hyphenate>: yes, <keep_with_next>: no,
    <keep_together>: no, <colour>: "#000000"}
  rubrik: {<base>: body, <face>: <bold>, <align>: <justified>}
  a: {<base>: body, <face>: <italic>, <align>: <centred>}
  b: {<base>: body, <face>: <bold italic>, <align>: <right>}
<frames>:
  huvud: {<role>: <text>, <pages>: <all>, <x>: 20mm, <y>: 10mm, <width>: 80mm,
    <height>: 10mm, <style>: a, <text>: Norrvik, <rule_above>: yes,
    <large_print>: yes}
  fönster: {<role>: <address>, <pages>: <first>, <x>: 105mm, <y>: 35mm,
    <width>: 80mm, <height>: 40mm}
  text: {<role>: <body>, <pages>: <first>, <x>: 30mm, <y>: 90mm,
    <width>: 130mm, <height>: 170mm}
  mer: {<role>: <body>, <pages>: <following>, <x>: 30mm, <y>: 30mm,
    <width>: 130mm, <height>: 230mm}
  prov: {<role>: <mark>, <x>: 20mm, <y>: 150mm, <width>: 80mm, <height>: 9mm,
    <text>: Prov, <proof>: PROV}
  vapen: {<role>: <picture>, <pages>: <first>, <x>: 5mm, <y>: 5mm, <width>: 5mm,
    <height>: 5mm, <file>: vapen.png, <alt>: Norrviks vapen}
  prydnad: {<role>: <picture>, <x>: 5mm, <y>: 15mm, <width>: 5mm,
    <height>: 5mm, <file>: vapen.png, <decorative>: yes}
  ruta: {<role>: <box>, <x>: 5mm, <y>: 25mm, <width>: 5mm, <height>: 5mm,
    <fill>: "#eeeeee", <border>: 0.5pt}
"""

SHOPS = {
    "ett_yaml": """
<name>: Ett
<clear>: {<left>: 4mm}
<envelopes>: {C5: 5}
<pages_per_file>: 1000
<megabytes_per_file>: 20
<forbids>: [<hidden text>, <pictures>, <tags>, <two sides>, <banner sheets>,
  <bookmarks>, <colour>]
<notice>: 2
<inserts>: 1
<marks>:
  <omr>: {<x>: 10mm, <y>: 40mm, <length>: 7mm, <thickness>: 0.5mm, <gap>: 3mm,
    <quiet>: 1mm, <parity>: <even>, <sequence>: 0-3, <letter>: 0-1,
    <places>: [<start>, <first>, <last>, <collate>, <parity>, <sequence> 2,
    <sequence> 1, <letter> 1, <end>]}
  <code>: {<kind>: <datamatrix>, <x>: 10mm, <y>: 100mm, <cell>: 0.5mm,
    <cells>: 18, <text>: "{letter}"}
  <text>: {<x>: 10mm, <y>: 120mm, <width>: 15mm, <height>: 5mm, <size>: 5pt,
    <text>: "{letter}"}
""",
    "två_yaml": """
<name>: Två
<marks>:
  <omr>: {<x>: 10mm, <y>: 40mm, <length>: 7mm, <thickness>: 0.5mm, <gap>: 3mm,
    <parity>: <odd>, <places>: [<start>, <parity>]}
  <code>: {<kind>: <qr>, <x>: 10mm, <y>: 100mm, <cell>: 0.5mm, <cells>: 21,
    <text>: "{letter}"}
""",
}


def table():
    """(English, Swedish), in the order of the table."""
    with open(os.path.join(SOURCE, "conf", "keynames.def"),
              encoding="utf-8") as file:
        return re.findall(r'^KEYNAME\("(.*?)", "(.*?)"\)$', file.read(), re.M)


def write(text, swedish, used, names):
    def one(mark):
        key, at = mark.group(1), int(mark.group(2) or 1)
        used.add((key, names[key][at - 1]))
        return names[key][at - 1] if swedish else key
    return re.sub(r"<([a-z0-9_ ]+)(?:#(\d))?>", one, text)


def vary(base, changes):
    parts = re.split(r"(?m)^(?=<)", base)
    changes = dict(changes)
    said = [changes.pop(re.match(r"<(\w+)>", p).group(1), p) if p.strip()
            else p for p in parts]
    return "".join(p if p.endswith("\n") else p + "\n" for p in
                   said + list(changes.values()) if p is not None)


def sources():
    for at, _, files in os.walk(SOURCE):
        for name in files:
            if name.endswith(".c"):
                with open(os.path.join(at, name), encoding="utf-8") as file:
                    yield os.path.join(at, name), file.read()


def words_of(text):
    return re.findall(r'"([^"]+)"', text)


def check_table(check, names):
    """Every key and word that the program reads stands in the table, and no
    Swedish name stands for two of the same map."""
    maps = []
    for path, text in sources():
        for body in re.findall(r"static const struct field \w+\[\] = \{(.*?)"
                               r"\{0\}", text, re.S):
            maps.append((path, re.findall(
                r'\{\s*(?:\.key = )?"([^"]+)",\s*(?:\.kind = )?FIELD_', body)))
        for name in set(re.findall(r"\.words = (\w+)", text)):
            for body in re.findall(rf"\b{name}\[\] = \{{(.*?)\}};", text, re.S):
                maps.append((path, words_of(body)))
        for body in re.findall(r"(?:keys|styled|column_type_names)\[\] = "
                               r"\{(.*?)\}", text, re.S):
            if "/conf/" not in path and "/new/" not in path:
                maps.append((path, words_of(body)))
    check.true("the keys are found", len(maps) > 25, len(maps))
    for path, keys in maps:
        for key in keys:
            check.true(f"{os.path.relpath(path, SOURCE)}: '{key}' has a "
                       "Swedish name", key in names)
        swedish = [name for key in keys for name in names.get(key, ())]
        both = {n for n in swedish if swedish.count(n) > 1} | {
            k for k in keys for other in keys
            if k != other and k in names.get(other, ())}
        check.equal(f"{os.path.relpath(path, SOURCE)}: {keys[:3]}: one name "
                    "for each", both, set())


def files(swedish, used, names):
    return {
        "brev_md": write(LETTER, swedish, used, names),
        "papper_yaml": write(PAPER, swedish, used, names),
        "stopp_csv": "Personnummer\n19310202-9828\n",
        "m_csv": "nr;tid\n19310202-9810;10:00\n",
        "rattelser_csv": "nyckel;kolumn;gammalt;nytt;vem\n"
                         "19340505-9844;Ort;Norrviken;Vik;KE\n",
        "fraga_sql": "SELECT 1",
        # As long in ASCII, so it is text as the others are.
        "karta_pdf": pdf(box_="0 0 595.276 841.89").replace(
            b"\xe2\xe3\xcf\xd3", b"abcd").decode("ascii"),
        **{name: write(text, swedish, used, names)
           for name, text in SHOPS.items()},
    }


def said(ran, path):
    """What a check says, but for places on a line and the keys' language."""
    text = ran.out.replace(path, "")
    try:
        answer = json.loads(text)
    except ValueError:
        return ran.code, text
    answer["reports"] = [(one["level"], one["code"], one.get("line"))
                         for one in answer["reports"]]
    return ran.code, answer


def check_either(check, names):
    used = set()
    for number, changes in enumerate(({}, *MORE)):
        have = []
        for swedish in (False, True):
            job = write(vary(BASE, changes), swedish, used, names)
            with Small(job, ROWS, head="",
                       **files(swedish, used, names)) as small:
                with open(small.file("jobb", "vapen.png"), "wb") as to:
                    to.write(png(10, 10, (0, 0, 0, 255)))
                have.append(said(small.check("--json"), small.path))
        check.equal(f"job {number} in Swedish", have[1], have[0])
        check.true(f"job {number} is understood", '"unknown-key"' not in
                   json.dumps(have[0][1]) or "fritt" in str(changes), have[0])
        if not number:
            check.true("the first gives letters", have[0][0] in (0, 1),
                       have[0])
    return used


def check_fonts(check, names, used):
    """The program's own list of fonts with Swedish keys sets the same."""
    with open(os.path.join(ROOT, "fonts", "fonts.yaml"),
              encoding="utf-8") as file:
        text = re.sub(r"(?m)^( *)(families|regular|bold|italic|bold italic|"
                      r"fallback|scale):", r"\1<\2>:", file.read())
    with Small() as small:
        os.mkdir(small.file("fonts"))
        with open(small.file("fonts", "fonts.yaml"), "w",
                  encoding="utf-8") as to:
            to.write(write(text, True, used, names))
        ran = small.check(UTSKICK_DATA=small.path)
        check.true("fonts in Swedish", ran.code == 0, ran)


def check_twice(check):
    """A key in both languages at once, and a slip in either."""
    for job, want in (
            ("språk: sv\nlanguage: sv\n",
             "'language' and 'språk' are the same key in two languages "
             "[key-in-two-languages]"),
            ("columns: {Ort: {värden: [Vik], values: [Vik]}}\n",
             "'values' and 'värden' are the same key"),
            ("regler: [{uteslut: Nej, om: \"Ort = 'Vik'\", when: \"1 = 2\"}]\n",
             "'when' and 'om' are the same key"),
            ("förvantat: {rader: 3}\n", "did you mean 'förväntat'?"),
            ("expekt: {rader: 3}\n", "did you mean 'expect'?"),
            ("kolumner: {Ort: {vården: [Vik]}}\n", "did you mean 'värden'?"),
            ("utskrift: {banner: <bunt>}\n", "batch (bunt)"),
            ("hushåll: {qq: 1, högst: 2}\n", "what can stand here: efter, högst"),
            ("hushåll: {högst: 2}\n", "needs 'efter'"),
            ("households: {most: 2}\n", "needs 'by'")):
        with Small(job) as small:
            ran = small.check()
            check.true(f"{job.strip()}", ran.code == 2 and want in ran.err,
                       ran)


def main():
    check = Checks()
    names = {}
    for english, swedish in table():
        names.setdefault(english, []).append(swedish)
    check_table(check, names)
    used = check_either(check, names)
    check_fonts(check, names, used)
    check.equal("every name of the table was written", sorted(
        set(table()) - used), [])
    with open(os.path.join(ROOT, "docs", "keys.md"),
              encoding="utf-8") as file:
        check.equal("docs/keys.md is the table", re.findall(
            r"(?m)^\| `(.*?)` \| `(.*?)` \|$", file.read()), table())
    check_twice(check)
    check.end()


if __name__ == "__main__":
    main()
