"""A whole mailing, stage by stage, against bare loops over the same bytes.

    whole.py --program UTSKICK --maker MAKE-MAILING --floor FLOOR
             [--before UTSKICK] [--rows N] [--rounds N] [--peers]
             [--page FILE] [--check]

Makes a mailing of N rows (mailing.c), runs it with --times, takes of each stage
the least of all rounds, and prints a table. --before runs another version by
turns with this one, on the same mailing. --page FILE puts the table between
the two marks in that page; --peers measures the programs of peers/ on letters
of the same content, where they are installed.
"""
import argparse
import glob
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

from letters import write_letters

HERE = os.path.dirname(os.path.abspath(__file__))
STAGES = ["open", "load", "decide", "set", "order", "write", "seal"]
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
BATCHES_READ = 40  # of the print files, at most; floors are scaled up
PEER_LETTERS = 1000


def clear_away(folder):
    """What the run before this one left beside its job."""
    for path in glob.glob(os.path.join(folder, "out", "*")):
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    for name in ("run", "runs.jsonl", "runs.key"):
        path = os.path.join(folder, name)
        shutil.rmtree(path) if os.path.isdir(path) else \
            os.path.exists(path) and os.remove(path)


def run_once(args, folder):
    """The account of a run, as --json says it."""
    clear_away(folder)
    ran = subprocess.run(
        [args.program, "run", os.path.join(folder, "job.yaml"), "--times",
         "--json", "-o", os.path.join(folder, "run")],
        stdout=subprocess.PIPE, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"})
    answer = json.loads(ran.stdout)
    if ran.returncode != 0:
        sys.exit(f"the run ended with {ran.returncode}: {answer['reports']}")
    return answer


def least(rounds):
    """Of each stage the round that took the least processor time."""
    by_stage = {}
    for answer in rounds:
        for entry in answer["times"]:
            kept = by_stage.setdefault(entry["stage"], dict(entry))
            for key in ("wall_ms", "processor_ms"):
                kept[key] = min(kept[key], entry[key])
    return [by_stage[stage] for stage in STAGES if stage in by_stage]


# ---- the version before

def without_new_keys(program, job):
    """A copy of the job without the keys that this program does not know."""
    old = os.path.join(os.path.dirname(job), "before.yaml")
    shutil.copyfile(job, old)
    while True:
        ran = subprocess.run([program, "check", old], check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={**os.environ, "LC_ALL": "C.UTF-8"})
        unknown = re.search(r":(\d+):1: error: .*\[unknown-key\]",
                            ran.stdout.decode())
        if not unknown:
            return old
        with open(old, encoding="utf-8") as source:
            lines = source.readlines()
        del lines[int(unknown.group(1)) - 1]
        with open(old, "w", encoding="utf-8") as out:
            out.writelines(lines)


def time_before(args, folder, job):
    """Seconds by the clock, and of processors, of one run of that version."""
    clear_away(folder)
    child = subprocess.Popen([args.before, "run", "-q", job, "-o",
                              os.path.join(folder, "run")],
                             stderr=subprocess.DEVNULL)
    started = time.monotonic()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"the version before ended with {child.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def run_by_turns(args, folder):
    """The accounts of this version's runs, and what the one before took."""
    job = os.path.join(folder, "job.yaml")
    old = without_new_keys(args.before, job) if args.before else None
    rounds, before = [], []
    for _ in range(args.rounds):
        if old:
            before.append(time_before(args, folder, old))
        rounds.append(run_once(args, folder))
    return rounds, [min(those) for those in zip(*before)]


# ---- floors

def take_streams(folder, to):
    """The pages' contents of some batches, in plain; which part that is."""
    paths = sorted(glob.glob(os.path.join(folder, "run/to-printer/batch-*.pdf")))
    some = paths[:BATCHES_READ]
    with open(to, "wb") as out:
        for path in some:
            with open(path, "rb") as source:
                data = source.read()
            for found in re.finditer(
                    rb"/Filter/FlateDecode>>\nstream\r\n", data):
                plain = zlib.decompressobj().decompress(data[found.end():])
                if b" Tf" in plain or b"BT" in plain:
                    out.write(struct.pack("=I", len(plain)) + plain)
    weigh = lambda those: sum(os.path.getsize(path) for path in those)
    return weigh(paths) / weigh(some)


def take_sheets(folder, to):
    book = zipfile.ZipFile(os.path.join(folder, "run/keep/manifest.xlsx"))
    with book, open(to, "wb") as out:
        for name in book.namelist():
            if "worksheets/sheet" in name:
                with book.open(name) as part:
                    shutil.copyfileobj(part, out)


def measure_floors(args, folder, letters):
    """Processor seconds of the bare loops, by stage."""
    register = os.path.join(folder, "klienter.csv")
    parts, sheets, away = (os.path.join(folder, name)
                           for name in ("parts", "sheets", "away"))
    scale = take_streams(folder, parts)
    take_sheets(folder, sheets)
    made = [os.path.join(path, name)
            for path, _, names in os.walk(os.path.join(folder, "run"))
            for name in names]

    def floor(*arguments):
        ran = subprocess.run([args.floor, *arguments], check=True,
                             stdout=subprocess.PIPE)
        return float(ran.stdout)

    return {
        "load": floor("copy", register, away),
        "decide": floor("scan", register),
        "set": scale * floor("hash", parts),
        "order": floor("sort", str(letters), away),
        "write": scale * floor("deflate", parts, away),
        "seal": floor("book", sheets, away) + floor("sums", *made),
    }


# ---- the table

def machine():
    model = "a processor"
    with open("/proc/cpuinfo", encoding="utf-8") as source:
        for line in source:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{model}, {os.cpu_count()} cores"


def row(name, wall, processor, letters, memory, floor):
    rate = f"{letters / processor:,.0f}" if processor >= 0.005 else ""
    return (f"| {name} | {processor:.2f} | {wall:.2f} | {rate} | {memory} | " +
            (f"{floor:.2f} | {processor / floor:.1f} |" if floor else "| |"))


def make_table(answer, times, floors, rounds, before):
    letters = answer["letters"]
    lines = [
        f"{answer['rows']:,} rows, {letters:,} letters of a page in "
        f"{answer['batches']:,} batches; {machine()}; the least of {rounds} "
        + ("runs." if rounds > 1 else "run."), "",
        "| stage | CPU-s | by the clock, s | letters a CPU-second | "
        "largest process so far, MiB | bare loops, CPU-s | times these |",
        "|---|---|---|---|---|---|---|"]
    total_wall = total = 0
    for entry in times:
        wall, processor = (entry[key] / 1000
                           for key in ("wall_ms", "processor_ms"))
        total_wall += wall
        total += processor
        lines.append(row(entry["stage"], wall, processor, letters,
                         entry["largest_mib"], floors.get(entry["stage"])))
    lines.append(row("all", total_wall, total, letters,
                     times[-1]["largest_mib"], sum(floors.values())))
    if before:
        lines.append(row("all, the version before", before[0], before[1],
                         letters, before[2], None))
    return lines


# ---- peers

def measure_peers(folder):
    """Each is asked to make a PDF of the letters; says 77 where it cannot."""
    letters = os.path.join(folder, "letters.txt")
    write_letters(folder, PEER_LETTERS, letters)
    lines = ["", f"{PEER_LETTERS:,} letters of the same content by other "
             "programs, PDF only:", "",
             "| program | letters a CPU-second |", "|---|---|"]
    for script in sorted(glob.glob(os.path.join(HERE, "peers", "*.sh"))):
        name = os.path.basename(script)[:-3]
        away = os.path.join(folder, "peer-" + name)
        os.mkdir(away)
        child = subprocess.Popen(["sh", script, letters, away],
                                 stdout=subprocess.PIPE)
        said = child.stdout.read().decode().strip()
        _, status, _ = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode == 77:
            lines.append(f"| {name} | not installed |")
        elif child.returncode != 0:
            lines.append(f"| {name} | failed |")
        else:
            lines.append(f"| {name} | {PEER_LETTERS / float(said):,.0f} |")
    return lines


def put_in_page(page, lines):
    with open(page, encoding="utf-8") as source:
        text = source.read()
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    with open(page, "w", encoding="utf-8") as out:
        out.write(before + BEGIN + "\n".join(lines) + "\n" + END + after)


def check(args, lines, answer):
    """That a table came of it, of every stage and with numbers."""
    found = [[cell.strip() for cell in line.strip("|").split("|")]
             for line in lines if line.startswith("| ")]
    page = args.floor + ".page"
    with open(page, "w", encoding="utf-8") as out:
        out.write("before\n" + BEGIN + "of another day\n" + END + "after\n")
    put_in_page(page, lines)
    with open(page, encoding="utf-8") as source:
        text = source.read()
    os.remove(page)
    good = {
        "all stages": [cells[0] for cells in found] ==
        ["stage", *STAGES, "all"],
        "numbers": all(re.fullmatch(r"\d+\.\d\d", cell)
                       for cells in found[1:] for cell in cells[1:3]),
        "memory": all(int(cells[4]) > 0 for cells in found[1:]),
        "letters": 0.8 * args.rows < answer["letters"] < 0.95 * args.rows,
        "all is some": float(found[-1][1]) > 0,
        "the page": text == "before\n" + BEGIN + "\n".join(lines) + "\n" +
                    END + "after\n",
    }
    for name in good:
        if not good[name]:
            print("FAILED", name)
    failed = list(good.values()).count(False)
    print(f"{len(good) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


def read_arguments():
    parser = argparse.ArgumentParser()
    for name in ("program", "maker", "floor"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--before")
    parser.add_argument("--rows", type=int, default=150000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--page")
    return parser.parse_args()


def main():
    args = read_arguments()
    with tempfile.TemporaryDirectory(prefix="utskick-bench-") as above:
        folder = os.path.join(above, "mailing")
        subprocess.run([args.maker, str(args.rows), folder], check=True)
        rounds, before = run_by_turns(args, folder)
        floors = measure_floors(args, folder, rounds[0]["letters"])
        lines = make_table(rounds[0], least(rounds), floors, args.rounds,
                           before)
        if args.peers:
            lines += measure_peers(folder)
    print("\n".join(lines))
    if args.check:
        check(args, lines, rounds[0])
    if args.page:
        put_in_page(args.page, lines)


main()
