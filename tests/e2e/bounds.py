"""Input that is far too large, deep or folded is refused early, with little
memory, and what is large but sound takes time in proportion (docs/limits.md).

Time is compared with itself, by what processes used, not by the clock: four
times as much may take eight times as long before it is a fault. Memory is the
largest process's. A sanitizer's own memory is not ours: only its time counts.
"""
import io
import os
import resource
import subprocess
import sys
import zipfile

from kit import UTSKICK, Checks, Folder

MOST_MEMORY = 256  # MB
MOST_SECONDS = 20  # of processor, ten times what docs/limits.md promises
JOB = """name: Gränser
date: 2026-01-01
reference: G-1
register: {file: %s, key: Personnummer}
roles: {person: Personnummer, protected: Skydd}
send: {when: "%s", else: Nej}
address: {name: [Förnamn, Efternamn], street: Adress, postcode: Postnr,
          town: Ort}
letters: [{text: brev.md}]
stationery: enkel-a4
keep_until: 2027-01-01
"""
LETTER = "---\nlanguage: sv\n---\n# Hej\n\nHej {{Förnamn}}.\n\n"
COLUMNS = "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;Skydd;Anteckning"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def number(i):
    """The i-th test identity number: days of 1927-59, numbers from 980 on."""
    nine = f"{27 + i % 33:02}{1 + i // 33 % 12:02}{1 + i // 396 % 28:02}" \
        f"{980 + i // 11088 % 20:03}"
    total = sum(sum(divmod(int(c) * (2 - k % 2), 10))
                for k, c in enumerate(nine))
    return f"19{nine[:6]}-{nine[6:]}{-total % 10}"


def row(i, first="Anna", last="Ek", street=None, note=""):
    return f"{number(i)};{first};{last};{street or f'Gatan {i}'};" \
        f"999 32;Norrviken;;{note}"


def workbook(sheet, pieces=()):
    """An .xlsx of one sheet, whose XML goes on with `pieces`."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/" \
        "relationships"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as to:
        to.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns='
                    '"http://schemas.openxmlformats.org/package/2006/'
                    'content-types"><Default Extension="xml" ContentType='
                    '"application/xml"/></Types>')
        to.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns='
                    '"http://schemas.openxmlformats.org/package/2006/'
                    f'relationships"><Relationship Id="r1" Type="{relation}/'
                    'officeDocument" Target="xl/workbook.xml"/>'
                    '</Relationships>')
        to.writestr("xl/workbook.xml", f'<?xml version="1.0"?><workbook xmlns='
                    f'"{MAIN}" xmlns:r="{relation}"><sheets><sheet name="A" '
                    'sheetId="1" r:id="r1"/></sheets></workbook>')
        to.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?>'
                    '<Relationships xmlns="http://schemas.openxmlformats.org/'
                    'package/2006/relationships"><Relationship Id="r1" Type='
                    f'"{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
                    '</Relationships>')
        with to.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(sheet.encode())
            for piece in pieces:
                part.write(piece)
    return packed.getvalue()


def sheet_start(before=""):
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>'
                    for name in COLUMNS.split(";"))
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">' \
        f'<sheetData><row r="1">{cells}</row>'


class Used:
    def __init__(self, code, seconds, megabytes, said):
        self.code, self.seconds = code, seconds
        self.megabytes, self.said = megabytes, said


def check_of(folder, command="check"):
    """What became of it, and what its largest process used."""
    said = folder.file("said")
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
    with open(said, "wb") as to:
        process = subprocess.Popen(
            [UTSKICK, command, "-q", "--lang", "en",
             os.path.join(folder.job, "job.yaml")], stdout=to, stderr=to,
            env=env, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_CPU, (120, 120)))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    with open(said, encoding="utf-8", errors="replace") as source:
        return Used(process.returncode, used.ru_utime + used.ru_stime,
                    used.ru_maxrss / 1024, source.read())


def write(folder, register="r.csv", rows=(), columns=COLUMNS, letter=LETTER,
          when="1 = 1", job="", workbook_bytes=None):
    if workbook_bytes is None:
        workbook_bytes = ("\n".join((columns, *rows)) + "\n").encode()
    for name, content in (("job.yaml", JOB % (register, when) + job),
                          ("brev.md", letter), (register, workbook_bytes)):
        with open(os.path.join(folder.job, name), "wb") as to:
            to.write(content if isinstance(content, bytes)
                     else content.encode())


LAUGHS = "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&%s;' % chr(97 + i)) * 10}'>"
    for i in range(9)) + "]>"


def blanks(count):
    return (b" " * 1_000_000 for _ in range(count))


def words(size):
    return "ord och " * (size // 8)


REFUSED = (
    # what, its code, how it is written
    ("2 GB of blanks in 2 MB", "spreadsheet-too-large", lambda: {
        "register": "r.xlsx",
        "workbook_bytes": workbook(sheet_start(), blanks(2000))}),
    ("entities in entities", "damaged-part", lambda: {
        "register": "r.xlsx", "workbook_bytes": workbook(sheet_start(LAUGHS))}),
    ("2,100 columns", "too-many-columns", lambda: {
        "columns": COLUMNS + ";x" * 2100}),
    ("200,000 columns", "too-many-columns", lambda: {
        "columns": COLUMNS + ";x" * 200_000}),
    ("a cell of 50 MB", "field-too-long", lambda: {
        "rows": [row(1, note="y" * 50_000_000)]}),
    ("a quote that does not end", "field-too-long", lambda: {
        "rows": ['"' + "z\n" * 20_000_000]}),
    ("a street of 900 kB", "no-letters", lambda: {
        "rows": [row(1, street="Å" * 450_000)]}),
    ("a street of 90,000 words", "no-letters", lambda: {
        "rows": [row(1, street="Storgatan " * 90_000)]}),
    ("a name of 500 kB", "no-letters", lambda: {
        "rows": [row(1, first="Anna " * 100_000)]}),
    ("a letter with a cell of 1 MB", "no-letters", lambda: {
        "rows": [row(1, note=words(1_000_000))],
        "letter": LETTER + "{{Anteckning}}\n"}),
    ("10,000 parentheses", "too-deep", lambda: {
        "when": "(" * 10_000 + "1 = 1" + ")" * 10_000}),
    ("50,000 nots", "expression-too-long", lambda: {
        "when": "not " * 50_000 + "1 = 1"}),
    ("50,000 conditions", "expression-too-long", lambda: {
        "when": " and ".join(["Ort = 'x'"] * 50_000)}),
    ("20,000 brackets of YAML", "yaml-deep", lambda: {
        "job": "rules: " + "[" * 20_000 + "]" * 20_000 + "\n"}),
    ("100,000 facts", "yaml-large", lambda: {
        "job": "facts:\n" + "".join(f"  f{i}: {i}\n"
                                    for i in range(100_000))}),
    ("6,000 fields", "too-many-fields", lambda: {
        "letter": LETTER + "{{Förnamn}} " * 6000}),
    ("20,000 quotes in each other", "too-deep", lambda: {
        "letter": LETTER + "> " * 20_000 + "x\n"}),
    ("400 lists in each other", "too-deep", lambda: {
        "letter": LETTER + "".join("  " * i + "- x\n" for i in range(400))}),
    ("100,000 brackets", "wide-word", lambda: {
        "letter": LETTER + "[" * 100_000}),
    ("a letter of 600 kB", "file-too-large", lambda: {
        "letter": LETTER + "x\n\n" * 200_000}),
)

TAKEN = (
    ("1,900 columns", lambda: {
        "columns": COLUMNS + "".join(f";k{i}" for i in range(1900)),
        "rows": [row(1) + ";" * 1900]}),
    ("4,900 fields on one line", lambda: {
        "rows": [row(1)], "letter": LETTER + "{{Förnamn}} " * 4900}),
    ("5 million blank lines", lambda: {
        "rows": [row(1), "\n" * 5_000_000]}),
)

GROWING = (
    ("rows of one family in one street", lambda n: {
        "rows": [row(i, street="Storgatan 1") for i in range(n)]}, 5000),
    ("rows of one name", lambda n: {
        "rows": [row(i) for i in range(n)]}, 5000),
    ("rows of one person", lambda n: {"rows": [row(1)] * n}, 5000),
    ("rows of protected people", lambda n: {
        "rows": [row(i, last=f"Ek{chr(97 + i % 26)}").replace(
            ";;", ";J;" if i % 2 else ";;") for i in range(n)]}, 5000),
    ("values of a column", lambda n: {
        "rows": [row(i, note=f"v{i}") for i in range(n)],
        "job": "columns:\n  Anteckning: {values: {" + ", ".join(
            f"v{i}: []" for i in range(n)) + "}}\n"}, 1000),
    ("facts", lambda n: {"rows": [row(1)], "job": "facts:\n" + "".join(
        f"  f{i}: {i}\n" for i in range(n))}, 3000),
    ("paragraphs of a letter", lambda n: {
        "rows": [row(1)], "letter": LETTER + "x\n\n" * n}, 2000),
    ("rows of a table in a letter", lambda n: {
        "rows": [row(1)], "letter": LETTER + "| a | b |\n|---|---|\n" +
        "| x | y |\n" * n}, 1000),
    ("fields on a line", lambda n: {
        "rows": [row(1)], "letter": LETTER + "{{Förnamn}} " * n}, 1000),
)


def main():
    check = Checks()
    with open(UTSKICK, "rb") as program:
        sanitized = b"__asan_init" in program.read()
    with Folder() as folder:
        for name, code, given in REFUSED:
            write(folder, **{"rows": [row(1)], **given()})
            used = check_of(folder)
            check.true(f"{name}: refused", used.code == 2 and
                       f"[{code}]" in used.said, used.said[:1000])
            check.true(f"{name}: little time", used.seconds < MOST_SECONDS,
                       used.seconds)
            check.true(f"{name}: little memory", sanitized or
                       used.megabytes < MOST_MEMORY, used.megabytes)
            report(name, used)
        for name, given in TAKEN:
            write(folder, **given())
            used = check_of(folder)
            check.true(f"{name}: taken", used.code in (0, 1),
                       used.said[:1000])
            check.true(f"{name}: little time and memory",
                       used.seconds < MOST_SECONDS and
                       (sanitized or used.megabytes < MOST_MEMORY),
                       (used.seconds, used.megabytes))
            report(name, used)
        for name, given, count in GROWING:
            grow(check, folder, name, given, count, sanitized)
    check.end()


def grow(check, folder, name, given, count, sanitized):
    """The same, twice as large, and twice that."""
    used = []
    for n in (count, 2 * count, 4 * count):
        write(folder, **given(n))
        used.append(check_of(folder))
    check.true(f"{name}: in proportion", used[2].seconds <
               8 * max(used[0].seconds, 0.1), [one.seconds for one in used])
    check.true(f"{name}: little memory", sanitized or
               max(one.megabytes for one in used) < MOST_MEMORY,
               [one.megabytes for one in used])
    for n, one in zip((count, 2 * count, 4 * count), used):
        report(f"{n} {name}", one)


def report(name, used):
    if "--times" in sys.argv:
        print(f"| {name} | {used.seconds:.2f} | {used.megabytes:.0f} |")


if __name__ == "__main__":
    main()
