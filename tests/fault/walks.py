"""The walks through the workbench, and the folders that they need."""
import os
import shutil
import subprocess

from commands import LETTER, PERSON, ROWS
from kit import Small
from walk import Get, GoOn, Post, Send, Walk

NAME = "2012-03-19-gjord"
JOB = Small.HEAD + "keep_until: 2013-01-01\n"
CORRECTED = "nyckel;kolumn;gammalt;nytt;vem\n" \
    "19310202-9810;Postnr;999 32;999 33;KE\n"


def prepare_walks(program, place):
    """`ny` is empty, `rad` a job, `gjord` one that has been made, `kollega` one
    that a colleague is to approve, who has, and `hus` her house."""
    def run(*arguments):
        done = subprocess.run([program, *arguments], cwd=place, check=False,
                              capture_output=True)
        if done.returncode != 0:
            raise ValueError(f"{arguments}: {done.stderr.decode()}")

    def job(folder, more="", **files):
        os.makedirs(os.path.join(place, folder))
        for name, text in {"job.yaml": JOB + more, "brev.md": LETTER,
                           "r.csv": "\n".join(ROWS) + "\n", **files}.items():
            with open(os.path.join(place, folder, name), "w",
                      encoding="utf-8") as to:
                to.write(text)
    os.mkdir(os.path.join(place, "ny"))
    job("rad", "columns: {Ort: {values: [Norrviken, Söderviken]}}\n"
        "corrections: rättelser.csv\n",
        **{"rättelser.csv": CORRECTED})
    with open(os.path.join(place, "flera.csv"), "w", encoding="utf-8") as to:
        to.write("\n".join([*ROWS, ROWS[1].replace("19310202-9810;Anna",
                                                   "19350606-9856;Sam")]))
    job("gjord")
    run("run", "-q", "gjord/job.yaml")
    job("kollega", "approval: 1\n")
    shutil.copytree(os.path.join(place, "kollega"),
                    os.path.join(place, "hus", "anna"))
    for name in ("bo", "cia"):
        os.mkdir(os.path.join(place, "hus", name))
    with open(os.path.join(place, "hus", "anna", "approvers.txt"), "w",
              encoding="utf-8") as to:
        to.write("bo\n")
    run("approve", "-q", "--as", "Bo Al", "--date", "2012-03-12", "--key",
        "sign.key", "kollega/job.yaml")
    shutil.move(os.path.join(place, "kollega", "approvals.jsonl"),
                os.path.join(place, "bo.jsonl"))


def on(folder, name, *steps, **more):
    return Walk(f"serve {name}", folder, steps, **more)


def behind_proxy(name, *steps):
    return on("hus", name, *steps, socket="s", options=[
        "--socket", "s", "--user-header", "X-User", "--origin",
        "https://utskick.example"])


HEJ = "# Hej\n\nHej {{Efternamn}}!\n"

# Short ones: each fault costs a whole walk.
WALKS = [
    on("jobb", "home", Get("/"), Get("/none"), Get("/style.css")),
    on("jobb", "run", Get("/check"), Post("/run"), Get("/run", again=2),
       daily=True),
    on("jobb", "register", Get("/register")),
    on("rad", "columns", Get("/register"), Post("/register", of={
        "part": "columns"}, **{"type-1": "text", "role-2": "name"}),
       Get("/register/sheet/1")),
    on("jobb", "letter", Get("/letter/brev.md"), stays=True),
    on("jobb", "letter typed", Get("/letter/brev.md"), Post(
        "/letter/live", action="/letter", bare="1", text=HEJ), stays=True),
    on("jobb", "letter saved", Get("/letter/brev.md"),
       Post("/letter/show", action="/letter", text=HEJ),
       Post("/letter", text=HEJ), Get("/letter/brev.md"), stays=True),
    on("jobb", "choices", Get("/letter/choices"), stays=True),
    on("rad", "chosen", Get("/letter/choices"), Post(
        "/letter/choices", paper="enkel-a4"), stays=True),
    on("rad", "text", Get("/text/brev.md"), Post("/text", text="# Hej igen\n"),
       Get("/text/brev.md"), daily=True),
    on("rad", "facts", Get("/"), Post("/facts", name="Prov två"), Get("/"),
       daily=True),
    on("rad", "who", Get("/who"), Post("/who/count", action="/who")),
    on("rad", "who tried", Get("/who"), Post("/who/try", action="/who"),
       GoOn("/who/try", again=2)),
    on("rad", "rule", Get("/who"), Post("/who", **{
        "new-kind": "none", "new-reason": "Bor inte kvar",
        "new-when": "Förnamn = \"Eva\""}), Get("/who"), daily=True),
    on("jobb", "look", Get("/look"), Get("/look/pages")),
    on("jobb", "proof", Get("/look/prov.pdf")),
    on("jobb", "rows", Get("/look"), Post("/look/rows", rows="1", real="1")),
    on("rad", "explain", Get("/explain"),
       Post("/explain", key=PERSON.strip())),
    on("rad", "correct", Get("/check"), Post("/correct", place="3"),
       Post("/correct/save", again=2, who="KE", **{"new.Förnamn": "Anne"})),
    on("rad", "corrections", Get("/corrections"), Post("/corrections"),
       Post("/corrections/remove", again=2), daily=True),
    on("jobb", "file", Get("/"), Send("/file", "r.csv", "flera.csv",
                                      **{"as": "r.csv"}), Get("/"),
       daily=True),
    on("ny", "new", Get("/"), Send("/file", "r.csv", "jobb/r.csv"), Get("/")),
    on("kollega", "approval", Get("/check"), Send(
        "/approval/file", "approvals.jsonl", "bo.jsonl"), Get("/check")),
    on("gjord", "mailings", Get("/mailings")),
    on("gjord", "taken", Get(f"/mailings/{NAME}/to-printer.zip"),
       Get(f"/mailings/{NAME}/manifest.xlsx"),
       Get(f"/mailings/{NAME}/report")),
    on("gjord", "compared", Get("/mailings"), Post("/mailings/compare")),
    on("gjord", "found", Get("/mailings"),
       Post("/mailings/find", key=PERSON.strip())),
    behind_proxy("asked", Get("/check", by="anna"), Post(
        "/approval/ask", by="anna", of={"no": None}, user="cia"), Get("/check", by="anna")),
    behind_proxy("approve", Get("/", by="bo"), Get("/approve/anna", by="bo"),
                 Post("/approve/anna", by="bo", seen="1"),
                 Get("/approve/anna/prov.pdf", by="bo")),
]
