"""Registers, tables and lists from a database, by unixODBC: PostgreSQL (a
cluster of the test's own, on a socket in a temporary folder) and SQLite. The
same rows as in a file give the same mailing, and whatever is not surely all of
the answer, as it is in the database, refuses the job."""
import glob
import os
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading

from bench import Bench
from kit import Checks, Folder, Small, batches, contents, register, run

LIBRARIES = "/usr/lib/*/odbc/"
PASSWORD = "hem;lig}t å"


def library(name):
    return glob.glob(LIBRARIES + name)[0]


class Cluster:
    """PostgreSQL as an ordinary user, for whom root stands aside."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="utskick-pg-")
        self.data = os.path.join(self.path, "data")
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.user = []
        if os.getuid() == 0:
            self.user = ["runuser", "-u", "nobody", "--"]
            nobody = pwd.getpwnam("nobody")
            os.chown(self.path, nobody.pw_uid, nobody.pw_gid)
        os.chmod(self.path, 0o755)
        self.call("initdb", "-D", self.data, "-A", "trust", "-U", "prov",
                  "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        rules = os.path.join(self.data, "pg_hba.conf")
        with open(rules) as file:
            text = file.read()
        with open(rules, "w") as file:
            file.write("local all hemlig scram-sha-256\n" + text)
        self.call("pg_ctl", "-D", self.data, "-w", "-s", "-l",
                  os.path.join(self.path, "log"), "-o",
                  f"-k {self.path} -c listen_addresses='' -c fsync=off",
                  "start")
        self.sql("CREATE DATABASE vard", "postgres")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", self.data, "-w", "-s", "-m", "immediate",
                  "stop")
        shutil.rmtree(self.path, ignore_errors=True)

    def call(self, name, *arguments, stdin=None):
        done = subprocess.run(
            [*self.user, os.path.join(self.bin, name), *arguments],
            stdin=subprocess.DEVNULL if stdin is None else None, cwd="/",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            input=stdin.encode() if stdin is not None else None, timeout=120)
        if done.returncode:
            raise RuntimeError(done.stdout.decode(errors="replace"))
        return done.stdout.decode()

    def sql(self, text, database="vard"):
        return self.call("psql", "-h", self.path, "-U", "prov", "-q", "-t",
                         "-A", "-v", "ON_ERROR_STOP=1", "-d", database, "-f",
                         "-", stdin=text)


class Drivers:
    """odbcinst.ini and odbc.ini of the test's own."""

    def __init__(self, cluster):
        self.path = cluster.path
        with open(os.path.join(self.path, "odbcinst.ini"), "w") as to:
            to.write(f"[PG]\nDriver={library('psqlodbcw.so')}\n"
                     f"[PGA]\nDriver={library('psqlodbca.so')}\n"
                     f"[Liten]\nDriver={library('libsqlite3odbc.so')}\n")
        with open(os.path.join(self.path, "odbc.ini"), "w") as to:
            for name, user in (("vard", "prov"), ("hemlig", "hemlig")):
                to.write(f"[{name}]\nDriver=PG\nServername={self.path}\n"
                         f"Database=vard\nUsername={user}\n")

    def env(self, **more):
        # A driver keeps what it has of its library: nothing of ours
        return {"ODBCSYSINI": self.path, "ODBCINI":
                os.path.join(self.path, "odbc.ini"), **more}


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def fill(execute, name, rows):
    """The rows of the sample's register as a table of texts."""
    columns = ", ".join(f'"{column}" text' for column in rows[0])
    execute(f'CREATE TABLE {name} (nr integer, {columns});')
    values = ",\n".join(
        f"({i}, " + ", ".join(literal(v) for v in row.values()) + ")"
        for i, row in enumerate(rows))
    execute(f"INSERT INTO {name} VALUES {values};")


def ask(folder, connection, query, more=""):
    """Makes the sample's register a query."""
    folder.change("job.yaml", "{file: klienter.csv,",
                  f'{{odbc: "{connection}", query: klienter.sql,{more}')
    with open(os.path.join(folder.job, "klienter.sql"), "w",
              encoding="utf-8") as to:
        to.write(query)


def outcomes(out):
    base = sqlite3.connect(os.path.join(out, "keep", "ledger.db"))
    with base:
        return base.execute("SELECT row, outcome, code, reason FROM outcome "
                            "ORDER BY row").fetchall()


def query_ledger(out, text):
    base = sqlite3.connect(os.path.join(out, "keep", "ledger.db"))
    with base:
        return base.execute(text).fetchall()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check_sample(check, cluster, drivers):
    rows = register()
    names = ", ".join(f'"{column}"' for column in rows[0])
    fill(cluster.sql, "klienter", rows)
    small = os.path.join(drivers.path, "liten.db")
    base = sqlite3.connect(small)
    fill(lambda text: base.execute(text), "klienter", rows)
    base.commit()
    query = f"SELECT {names} FROM klienter ORDER BY nr;  -- alla\n"
    with Folder() as file:
        ran = file.run("-o", file.file("run"))
        check.true("from the file", ran.code == 0, ran)
        want = outcomes(file.file("run"))
        pdfs = [read(pdf) for pdf in batches(file.file("run"))]
    for name, connection in (("PostgreSQL", "DSN=vard"),
                             ("SQLite", f"Driver=Liten; Database={small}")):
        with Folder() as folder:
            ask(folder, connection, query)
            ran = folder.run("--lang", "en", "-o", folder.file("run"),
                             **drivers.env())
            check.true(f"{name}: a run", ran.code == 0, ran)
            check.true(f"{name}: who was asked", "klienter.sql: " in ran.out
                       and f"(asked of '{connection}')" in ran.out, ran)
            out = folder.file("run")
            have = outcomes(out)
            check.equal(f"{name}: the same outcomes",
                        [row[:3] for row in have], [row[:3] for row in want])
            check.true(f"{name}: the same letters", pdfs ==
                       [read(pdf) for pdf in batches(out)])
            inputs = query_ledger(out, "SELECT role, name, columns FROM input "
                                  "WHERE role IN ('query', 'register')")
            check.true(f"{name}: the query's text is accounted for",
                       ("query", "klienter.sql", "") in inputs, inputs)
            check.true(f"{name}: and its answer",
                       any(role == "register" and
                           said == f"{connection} klienter.sql" and
                           columns.startswith('["Personnummer",')
                           for role, said, columns in inputs), inputs)
            check_write(check, name, folder)


def run_form(page):
    """What the button sends that makes the mailing."""
    form = re.search(r'action="/run".*?</form>', page.text, re.S).group(0)
    return {name: re.search(f'name="{name}" value="([^"]*)"', form).group(1)
            for name in ("token", "seen", "mark")}


def check_workbench(check, drivers):
    """Every page asks the database by itself; what it said before counts for
    nothing once it says something else."""
    rows = register()
    small = os.path.join(drivers.path, "verkstad.db")
    base = sqlite3.connect(small)
    fill(lambda text: base.execute(text), "klienter", rows)
    base.commit()
    names = ", ".join(f'"{column}"' for column in rows[0])
    with Folder() as folder:
        base_of = f"Driver=Liten; Database={small}"
        ask(folder, base_of, f"SELECT {names} FROM klienter ORDER BY nr;\n")
        with open(os.path.join(folder.job, "orter.sql"), "w") as to:
            to.write("SELECT 'Norrviken' AS ort, 'Sund' AS plats;\n")
        folder.change("job.yaml", "register:", f'tables: {{orter: {{odbc: "{base_of}",'
                      " query: orter.sql, match: {ort: Ort}}}\nregister:")
        with Bench(folder.job, **drivers.env()) as bench:
            bench.open()
            for path, word in (
                    ("/", "Stationery"), ("/register", "is a database"),
                    ("/who", "Boendeform"), ("/letter/brev.sv.md", "data:image"),
                    ("/letter/choices", "data:image"), ("/look/pages", "data:image"),
                    ("/corrections", "no corrections"), ("/mailings", "mailing"),
                    ("/check", "284 letters")):
                page = bench.get(path)
                check.true(f"workbench: {path}", page.status == 200 and
                           word in page.text, page)
            key = rows[24]["Personnummer"]
            told = bench.post("/explain", key=key)
            check.true("workbench: one person", "row 25" in told.text and
                       'action="/correct"' in told.text, told)
            account = bench.get("/check")
            at = {"registers": account.field("registers"), "place": "25"}
            shown = bench.post("/correct", **at)
            check.true("workbench: a line", "row 25" in shown.text and
                       'action="/correct/save"' in shown.text, shown)
            sent = {name: shown.field(name) for name in ("seen", "place", "key")}
            sent.update({"who": "KE", "was.Adress": rows[24]["Adress"],
                         "new.Adress": "Nygatan 4"})
            base.execute('UPDATE klienter SET "Adress" = \'Ågatan 9\' WHERE nr = 24')
            base.execute("DELETE FROM klienter WHERE nr IN (3, 17)")
            base.commit()
            other = bench.post("/correct/save", **sent)
            check.true("workbench: what stands there now is not what she saw",
                       other.status == 409 and "Ågatan 9" in other.text and
                       not os.path.exists(os.path.join(
                           folder.job, "rättelser.csv")), other)
            check.equal("workbench: nor is a line somebody else's",
                        bench.post("/correct", **at).status, 409)
            bench.ask("POST", "/run", run_form(account))
            page = bench.get("/run")
            check.true("workbench: nothing is made of what was seen before",
                       "No mailing was made" in page.text, page)
            account = bench.get("/check")
            check.true("workbench: the account is of now", "282 letters" in
                       account.text and "284 letters" not in account.text and
                       ">284<" not in account.text, account)
            bench.ask("POST", "/run", run_form(account))
            page = bench.get("/run")
            check.true("workbench: which is made", "282 letters" in page.text and
                       "sealed" in page.text, page)


def check_write(check, name, folder):
    """`write` has the rows from the ledger: there is no database any more."""
    job, out = os.path.join(folder.job, "job.yaml"), folder.file("run")
    ran = run("write", "--lang", "en", "--batch", "2", "-o",
              folder.file("again"), job, out)
    again = contents(folder.file("again"))
    check.true(f"{name}: written again without the database",
               ran.code == 0 and list(again.values()) ==
               [read(batches(out)[1])], ran)
    with open(os.path.join(folder.job, "klienter.sql"), "a") as to:
        to.write("-- another\n")
    ran = run("write", "--lang", "en", "--batch", "1", "-o",
              folder.file("new"), job, out)
    check.true(f"{name}: another query's text [input-changed]",
               ran.code == 2 and "klienter.sql" in ran.err, ran)


HEAD = """name: Prov
date: 2012-03-19
reference: P-1
register: {odbc: "%s", query: r.sql, key: Personnummer%s}
roles: {person: Personnummer, protected: Skydd}
address: {name: [Förnamn, Efternamn], street: Adress, postcode: Postnr, town: Ort}
letters: [{text: brev.md}]
stationery: kommun-h2
%s"""
# Two people of one's own, as any database gives them.
ONE = ("SELECT '19310202-9810' AS \"Personnummer\", 'Anna' AS \"Förnamn\", "
       "'Ek' AS \"Efternamn\", 'Björkgatan 1' AS \"Adress\", "
       "'999 32' AS \"Postnr\", 'Norrviken' AS \"Ort\", NULL AS \"Skydd\"")


class Asked(Small):
    def __init__(self, drivers, query, connection="DSN=vard", key="", more="",
                 letter="# Hej\n\nHej {{Förnamn}}!\n", **files):
        super().__init__(head=HEAD % (connection, key, more), letter=letter,
                         **files)
        self.write("r.sql", query)
        self.drivers = drivers

    def check(self, *arguments, **environment):
        return super().check(*arguments, **self.drivers.env(**environment))

    def run(self, *arguments, **environment):
        return super().run(*arguments, **self.drivers.env(**environment))


def refused(check, name, asked, code, *words, absent=(), exit_code=2, **env):
    with asked:
        ran = asked.run(**env)
        said = ran.out + ran.err
        check.true(f"{name}: refused [{code}]", ran.code == exit_code and
                   re.search(rf"\[(?:{code})\]", said), ran)
        for word in words:
            check.true(f"{name}: says {word}", word in said, ran)
        for word in absent:
            check.true(f"{name}: does not say {word}", word not in said, ran)
        check.true(f"{name}: nothing looks whole",
                   not os.path.exists(asked.file("out")))


def check_queries(check, cluster, drivers):
    """What is no query, or does more than read."""
    cluster.sql("CREATE TABLE orord (i integer); INSERT INTO orord VALUES (1);"
                "CREATE FUNCTION skriver() RETURNS integer LANGUAGE sql AS "
                "'DELETE FROM orord RETURNING i';")

    def no(name, query, code, *words, **more):
        refused(check, name, Asked(drivers, query, **more), code, *words)
        check.equal(f"{name}: nothing is written",
                    cluster.sql("SELECT count(*) FROM orord").strip(), "1")

    no("an update", "UPDATE orord SET i = 2", "not-a-query", "r.sql")
    no("an empty text", " -- inget\n", "not-a-query")
    no("a call", "CALL skriver()", "not-a-query")
    no("two statements", "SELECT 1;\nDELETE FROM orord", "several-statements",
       "r.sql:1:9")
    no("in a comment of MySQL", "SELECT 1 /*! ; DELETE FROM orord */",
       "several-statements")
    no("behind a backslash", "SELECT E'\\'; DELETE FROM orord; --'",
       "several-statements")
    no("behind what one dialect calls a string",
       "SELECT '\\''; DELETE FROM orord; --'", "several-statements")
    no("in brackets", "SELECT 1 AS [a'b]; DELETE FROM orord; --'",
       "several-statements")
    no("a function that writes", ONE + ", skriver() AS x ORDER BY 1",
       "query-refused", "25006")
    no("a table made of it", "SELECT i INTO ny FROM orord ORDER BY i",
       "no-columns")
    no("a lock", "SELECT i FROM orord ORDER BY i FOR UPDATE", "query-refused",
       "25006")
    no("with rows that it deletes", "WITH x AS (DELETE FROM orord RETURNING i)"
       " SELECT i FROM x ORDER BY i", "query-refused")
    no("an unknown table", "SELECT * FROM saknas ORDER BY 1", "query-refused",
       'relation "saknas" does not exist', "42P01")
    no("a column called by a number", ONE + ', 1 AS "19310202-9810" ORDER BY 1',
       "somebodys-name")
    no("a parameter", ONE + " WHERE 1 = ? ORDER BY 1", "query-refused",
       "07002")
    no("bytes", ONE + ", '\\x00ff'::bytea AS bild ORDER BY 1",
       "binary-column", "'bild'")
    ok = Asked(drivers, ONE + ", 'a;b' AS \"Märke\" /* ; */ ORDER BY 1 ; ")
    with ok:
        ran = ok.run()
        check.true("semicolons in strings and comments, and one at the end",
                   ran.code == 0 and "[no-order]" not in ran.err, ran)
    with Asked(drivers, ONE) as asked:
        ran = asked.check()
        check.true("without an order [no-order]", ran.code == 0 and
                   "[no-order]" in ran.err, ran)


def check_small(check, drivers):
    """SQLite: its driver makes files, and its columns hold anything."""
    path = os.path.join(drivers.path, "egen.db")
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE t (i integer, d date, x text)")
    base.execute("INSERT INTO t VALUES (1, '2012-03-19', "
                 "CAST(x'426af6' AS text))")
    base.commit()
    connection = f"Driver=Liten; Database={path}"
    gone = os.path.join(drivers.path, "finns-ej.db")

    def no(name, query, code, *words, said=connection):
        refused(check, name, Asked(drivers, query, said), code, *words)

    no("SQLite: no UTF-8", ONE + ", x FROM t ORDER BY 1", "not-text", "'x'",
       "r.sql:1:")
    no("SQLite: bytes", ONE + ", x'00ff' AS b FROM t ORDER BY 1",
       "binary-column", "'b'")
    no("SQLite: two statements", "SELECT 1; DELETE FROM t",
       "several-statements")
    no("SQLite: a deletion that answers", "WITH a AS (SELECT 1) DELETE FROM t "
       "RETURNING i", "query-refused")
    no("SQLite: an unknown column", "SELECT zz FROM t ORDER BY 1",
       "query-refused", "no such column: zz")
    no("SQLite: no such file", ONE, "no-connection",
       said=f"Driver=Liten; Database={gone}")
    check.true("SQLite: none is made", not os.path.exists(gone))
    check.equal("SQLite: nothing is deleted", base.execute(
        "SELECT count(*) FROM t").fetchone(), (1,))


def check_connections(check, drivers):
    def no(name, connection, code, *words, absent=(), query=ONE, **env):
        refused(check, name, Asked(drivers, query, connection), code, *words,
                absent=absent, **env)

    for word in ("PWD", "pwd ", "Password", "SSLPassword", "pqopt={password"):
        end = "}" if "{" in word else ""
        no(f"a password as {word}", f"DSN=vard;{word}=hemligt{end};UID=x",
           "password-in-job", "UTSKICK_ODBC_PASSWORD", absent=("hemligt",))
    # another fault on the same line quotes it
    asked = Asked(drivers, ONE, "DSN=vard;Pwd=hemligt",
                  key=", tagen: 2012-01-01")
    refused(check, "a password beside an unknown key", asked, "unknown-key",
            absent=("hemligt",))
    no("no connection at all", "vard", "not-a-connection")
    no("a keyword without a value", "DSN=", "not-a-connection")
    no("a file of the driver's", "DSN=vard;SaveFile=/tmp/x",
       "foreign-keyword")
    no("statements of the connection's own",
       "DSN=vard;ConnSettings={DELETE FROM orord}", "foreign-keyword",
       "'ConnSettings'")
    no("an unknown DSN", "DSN=saknas", "no-connection", "IM002")
    no("an unknown driver", "Driver=Saknas;Database=x", "no-connection")
    no("no server", "Driver=PG;Server=/finns/ej;Database=vard",
       "no-connection", "08001")
    no("a driver without Unicode",
       f"Driver=PGA;Server={drivers.path};Database=vard;UID=prov",
       "query-broken", "PostgreSQL Unicode", query=ONE + " ORDER BY 1")
    no("no password", "DSN=hemlig", "no-connection")
    no("a wrong one", "DSN=hemlig", "no-connection", absent=("felaktigt",),
       UTSKICK_ODBC_PASSWORD="felaktigt")
    with Asked(drivers, ONE + " ORDER BY 1", "DSN=hemlig") as asked:
        ran = asked.run(UTSKICK_ODBC_PASSWORD=PASSWORD)
        check.true("the right one, from the environment", ran.code == 0 and
                   "lig" not in (ran.out + ran.err).replace("hemlig'", ""),
                   ran)
        check.true("which is kept nowhere", PASSWORD.encode() not in b"".join(
            contents(asked.file("out")).values()))


def check_keys(check, drivers):
    def no(name, said, code):
        asked = Asked(drivers, ONE)
        asked.write("job.yaml", (HEAD % ("DSN=vard", "", "")).replace(
            'odbc: "DSN=vard", query: r.sql', said))
        refused(check, name, asked, code)

    no("a file and a query", 'file: r.csv, odbc: "DSN=vard", query: r.sql',
       "file-or-query")
    no("a query without a database", "query: r.sql", "file-or-query")
    no("a database without a query", 'odbc: "DSN=vard"', "file-or-query")
    no("neither", "taken: 2012-03-01", "file-or-query")
    for key in ("encoding: utf-8", "delimiter: tab", "sheet: Blad1",
                "header: 2"):
        no(f"a query with {key}",
           f'odbc: "DSN=vard", query: r.sql, {key}', "not-of-a-query")
    no("no such text", 'odbc: "DSN=vard", query: s.sql', "no-such-file")


VALUES = """SELECT '19310202-9810' AS "Personnummer", 'Anna' AS "Förnamn",
 'Ek' AS "Efternamn", 'Björkgatan 1' AS "Adress", '999 32'::char(9) AS "Postnr",
 'Norrviken' AS "Ort", NULL AS "Skydd", 1.500::numeric(10,3) AS avgift,
 12345678901234567890::numeric AS lang, date '2012-03-19' AS dag,
 timestamp '2012-03-19 14:05:00' AS stund, true AS ja, 0.1::float8 AS del,
 '007' AS kod, E'a\nb\r\nc' AS rader, E'\\U0001F600' AS glad, repeat('åä', 9000) AS text,
 repeat('a', 8191) || E'\\U0001F600' AS par
UNION ALL SELECT '19320303-9825', 'Bo', 'Ek', 'Björkgatan 3', '999 32',
 'Norrviken', '', -2, 7, 'infinity', NULL, false, 2, '', '', '', '', ''
ORDER BY 1"""


def check_values(check, drivers):
    columns = "columns: {avgift: decimal, dag: date, stund: date, ja: flag}\n"
    letter = ("# Hej\n\n{{avgift}}|{{lang}}|{{? stund}}|{{if ja}}ja{{/if}}|"
              "{{del}}|{{? kod}}\n")
    with Asked(drivers, VALUES, more=columns + "expect: {held: 0-9}\n",
               letter=letter) as asked:
        ran = asked.run()
        check.true("values: a run", ran.code == 0, ran)
        words = asked.text()
        check.true("values: a number as it is in the database",
                   "1,5|12345678901234567890|2012-03-19|ja|0.1|007" in words,
                   words)
        check.equal("values: why a row is held",
                    query_ledger(asked.file("out"), "SELECT row, code FROM "
                                 "problem"), [(2, "no-such-day")])
        cells = query_ledger(asked.file("out"), "SELECT * FROM cells")
        flat = [str(cell) for cell in cells[0]]
        check.true("values: long ones are whole",
                   "åä" * 9000 in flat and "a" * 8191 + "\U0001F600" in flat)
        check.true("values: line ends as they are", "a\nb\r\nc" in flat or
                   "a\nb\nc" in flat, flat)
        check.true("values: outside the first plane", "\U0001F600" in flat)
        check.true("values: a day that does not exist holds its row",
                   (2, "held", "unfit-value") in
                   [row[:3] for row in outcomes(asked.file("out"))],
                   outcomes(asked.file("out")))
    with Asked(drivers, ONE + ", repeat('x', 1048577) AS lang ORDER BY 1") \
            as asked:
        ran = asked.check()
        check.true("a cell over a MiB [field-too-long]", ran.code == 2 and
                   "[field-too-long]" in ran.err, ran)


def check_joined(check, drivers):
    """A database and a file as one register, corrected from a list."""
    more = "corrections: rattat.csv\n"
    with Asked(drivers, ONE + ", 1 AS a, 2 AS a ORDER BY 1", more=more) \
            as asked:
        head = (HEAD % ("DSN=vard", "", more)).replace(
            'register: {odbc: "DSN=vard", query: r.sql, key: Personnummer}',
            'register:\n  - {odbc: "DSN=vard", query: r.sql, '
            'key: Personnummer}\n  - {file: r.csv, columns: {"a #8": "", '
            '"a #9": ""}}')
        asked.write("job.yaml", head)
        asked.write("r.csv", "Personnummer;Förnamn;Efternamn;Adress;Postnr;Ort;"
                    "Skydd\n19320303-9825;Bo;Ek;Björkgatan 3;999 32;Norrviken"
                    ";\n")
        asked.write("rattat.csv", "nyckel;kolumn;gammalt;nytt;vem\n"
                    "19310202-9810;Adress;Björkgatan 1;Nygatan 2;KE\n")
        ran = asked.run()
        check.true("joined: a run", ran.code == 0 and
                   "[double-column]" in ran.err, ran)
        check.true("joined: both", "Nygatan 2" in asked.text() and
                   "Björkgatan 3" in asked.text(), asked.text())
        ran = run("write", "--lang", "en", "--batch", "1", "-o",
                  asked.file("igen"), asked.job, asked.file("out"))
        check.true("joined: written again", ran.code == 0, ran)
        ran = run("explain", "--lang", "en", "--row", "1", asked.job,
                  **drivers.env())
        check.true("joined: explained", ran.code == 0 and
                   "gets a letter" in ran.out, ran)


def check_faults(check, cluster, drivers):
    """What breaks off gives nothing, and no value of anybody's is said."""
    many = (ONE.replace("'19310202-9810'", "'1931' || lpad(i::text, 8, '0')")
            + ", %s AS x FROM generate_series(1, 25000) i ORDER BY 1")
    refused(check, "a value that is no number", Asked(
        drivers, ONE + ", ort::int AS x FROM (SELECT 'Gösta Öhrn' AS ort) a "
        "ORDER BY 1"), "query-refused", "22P02", "…", absent=("Gösta", "Öhrn"))
    refused(check, "the server ends the session", Asked(
        drivers, many % "CASE WHEN i = 15000 THEN "
        "pg_terminate_backend(pg_backend_pid()) END"), "query-broken",
        "the answer broke off after 10000 rows")
    with Breaking(cluster, drivers, 4000000) as broken:
        refused(check, "the line is cut", Asked(
            drivers, many % "repeat('x', 90)",
            f"Driver=PG;Server={broken.path};Database=vard;UID=prov"),
            # what crashes is the driver, 13.02 at least
            "driver-died|query-broken")
    refused(check, "an error in the middle", Asked(
        drivers, (many % "1 / (i - 20000)").removesuffix(" ORDER BY 1")),
        "query-broken", "22012")
    cluster.sql("ALTER ROLE prov SET statement_timeout = 300")
    refused(check, "out of time", Asked(
        drivers, ONE + ", pg_sleep(9)::text AS x ORDER BY 1"), "query-refused",
        "57014")
    cluster.sql("ALTER ROLE prov RESET statement_timeout")
    refused(check, "no rows", Asked(drivers, ONE + " WHERE false ORDER BY 1"),
            "no-rows")
    refused(check, "no room to keep it", Asked(
        drivers, ONE + " ORDER BY 1"), "cannot-write", exit_code=4,
        TMPDIR="/finns/ej")


def check_crash(check, drivers):
    """Whatever a driver does to its process, the job is refused."""
    source = os.path.join(drivers.path, "dor.c")
    with open(source, "w") as to:
        to.write("#include <stdlib.h>\n"
                 "int SQLAllocHandle(void) { abort(); }\n")
    crashing = os.path.join(drivers.path, "dor.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", crashing, source],
                   check=True)
    refused(check, "a driver that dies", Asked(
        drivers, ONE + " ORDER BY 1", f"Driver={crashing};Database=x"),
        "driver-died", "Aborted")


class Breaking:
    """A socket that hands through so many bytes of an answer, and then dies."""

    def __init__(self, cluster, drivers, most):
        self.path = os.path.join(drivers.path, "bruten")
        os.mkdir(self.path)
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(os.path.join(self.path, ".s.PGSQL.5432"))
        self.server.listen(4)
        self.real = os.path.join(cluster.path, ".s.PGSQL.5432")
        self.most = most
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.close()

    def serve(self):
        while True:
            try:
                ours, _ = self.server.accept()
            except OSError:
                return
            theirs = socket.socket(socket.AF_UNIX)
            theirs.connect(self.real)
            threading.Thread(target=self.hand, args=(ours, theirs, None),
                             daemon=True).start()
            threading.Thread(target=self.hand, args=(theirs, ours, self.most),
                             daemon=True).start()

    @staticmethod
    def hand(source, to, most):
        try:
            while most is None or most > 0:
                block = source.recv(8192)
                if not block:
                    break
                to.sendall(block)
                most = most if most is None else most - len(block)
        except OSError:
            pass
        for one in (source, to):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def check_beside(check, cluster, drivers):
    cluster.sql("CREATE TABLE enhet (ort text, telefon text);"
                "INSERT INTO enhet VALUES ('Norrviken', '0999-12 34');"
                "CREATE TABLE sparr (pnr text);"
                "INSERT INTO sparr VALUES ('320303-9825')")
    two = ONE + " UNION ALL " + ONE.replace("19310202-9810", "19320303-9825") \
        .replace("'Anna'", "'Bo'").replace("NULL", "''") + " ORDER BY 1"
    more = """tables:
  enhet: {odbc: "DSN=vard", query: enhet.sql, match: {ort: Ort}}
lists:
  sparr: {odbc: "DSN=vard", query: sparr.sql}
rules: [{exclude: Spärrad, when: "in_list('sparr')"}]
"""
    files = {"enhet_sql": "SELECT * FROM enhet ORDER BY ort",
             "sparr_sql": "SELECT pnr FROM sparr ORDER BY pnr"}
    with Asked(drivers, two, more=more, letter="# Hej\n\n{{enhet.telefon}}\n",
               **files) as asked:
        ran = asked.run()
        out = asked.file("out")
        check.true("beside: a run", ran.code == 0, ran)
        check.equal("beside: the list excludes, however it is written",
                    [row[1] for row in outcomes(out)],
                    ["letter", "excluded"])
        check.true("beside: the table is joined",
                   "0999-12 34" in asked.text(), asked.text())
        check.equal("beside: all are accounted for", query_ledger(
            out, "SELECT role, name FROM input WHERE name LIKE 'DSN%' "
            "ORDER BY role"),
            [("list", "DSN=vard sparr.sql"), ("register", "DSN=vard r.sql"),
             ("table", "DSN=vard enhet.sql")])
        # The list is asked again, the register and the table are not.
        cluster.sql("DROP TABLE enhet")
        ran = run("write", "--lang", "en", "--batch", "1", "-o",
                  asked.file("again"), asked.job, out, **drivers.env())
        check.true("beside: written again", ran.code == 0, ran)
        cluster.sql("INSERT INTO sparr VALUES ('19310202-9810')")
        ran = run("write", "--lang", "en", "--batch", "1", "-o",
                  asked.file("other"), asked.job, out, **drivers.env())
        check.true("beside: not with another list [input-changed]",
                   ran.code == 2 and "sparr.sql" in ran.err, ran)
    for name, said in (
            ("a table without a query", 't: {odbc: "DSN=vard", match: {a: b}}'),
            ("a table of both", 't: {file: a.csv, odbc: "DSN=vard", '
             "query: r.sql, match: {a: b}}")):
        refused(check, name, Asked(
            drivers, ONE + " ORDER BY 1", more=f"tables:\n  {said}\n"),
            "file-or-query")
    refused(check, "a list without a query", Asked(
        drivers, ONE + " ORDER BY 1", more="lists:\n  s: {query: r.sql}\n"
        "rules: [{exclude: S, when: \"in_list('s')\"}]\n"), "file-or-query")


def check_protected(check, cluster, drivers):
    """Rows are read several times, from one answer: a database that changes
    meanwhile changes nothing. Nobody protected leaves a trace."""
    cluster.sql("CREATE SEQUENCE gang")
    three = (ONE + " UNION ALL " + ONE.replace("19310202-9810", "19330404-9830")
             .replace("'Anna'", "'Cia'").replace("NULL", "'J'")
             + " ORDER BY 1")
    with Asked(drivers, three, more="protected: separate\n") as asked:
        ran = asked.run()
        check.true("protected: a run", ran.code == 0, ran)
        out = asked.file("out")
        check.equal("protected: held, and a letter apart",
                    [row[1] for row in outcomes(out)], ["letter", "held"])
        check.true("protected: apart", os.path.exists(
            os.path.join(out, "keep", "protected")))
        everything = b"".join(
            text for name, text in contents(out).items()
            if not name.startswith("keep/protected/"))
        check.true("protected: without a trace", b"19330404" not in everything
                   and b"Cia" not in everything)
        twin = asked.run("-o", asked.file("twin"))
        check.true("protected: the key is the same for the same answer",
                   twin.code == 0 and
                   read(os.path.join(out, "keep", "protected.key")) ==
                   read(asked.file("twin", "keep", "protected.key")), twin)


def check_new(check, drivers):
    """A first job for a query, which states whom it asks."""
    folder = tempfile.mkdtemp(prefix="utskick-e2e-")
    with open(os.path.join(folder, "k.sql"), "w") as to:
        to.write(ONE + " UNION ALL SELECT '19320303-9825', 'Bo', 'Ek', "
                 "'Björkgatan 3', '999 32', 'Norrviken', '' ORDER BY 1")
    ran = run("new", "--lang", "en", "--odbc", "DSN=vard", "k.sql",
              cwd=folder, **drivers.env())
    check.true("new: from a query", ran.code == 0 and "k.sql: 2 rows, 7 "
               "columns (asked of 'DSN=vard')" in ran.out, ran)
    job = read(os.path.join(folder, "job.yaml")).decode()
    check.true("new: it says so", "  odbc: DSN=vard\n  query: k.sql\n" in job
               and "  key: Personnummer" in job, job)
    ran = run("check", "--lang", "en", "job.yaml", cwd=folder, **drivers.env())
    check.true("new: and is asked again", "letters 2, pages 2" in ran.out and
               "[not-filled-in]" in ran.err, ran)
    os.mkdir(os.path.join(folder, "b"))
    ran = run("new", "--lang", "en", "--odbc", "DSN=vard;PWD=hemligt", "-o",
              "b", "k.sql", cwd=folder, **drivers.env())
    check.true("new: not with a password [password-in-job]", ran.code == 2 and
               "[password-in-job]" in ran.err and "hemligt" not in ran.err and
               not os.listdir(os.path.join(folder, "b")), ran)
    shutil.rmtree(folder)


def main():
    check = Checks()
    with Cluster() as cluster:
        drivers = Drivers(cluster)
        cluster.sql(f"CREATE ROLE hemlig LOGIN PASSWORD {literal(PASSWORD)}")
        check_sample(check, cluster, drivers)
        check_workbench(check, drivers)
        check_queries(check, cluster, drivers)
        check_small(check, drivers)
        check_connections(check, drivers)
        check_keys(check, drivers)
        check_values(check, drivers)
        check_beside(check, cluster, drivers)
        check_protected(check, cluster, drivers)
        check_joined(check, drivers)
        check_new(check, drivers)
        check_crash(check, drivers)
        check_faults(check, cluster, drivers)
    check.end()


main()
