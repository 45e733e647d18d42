"""`utskick serve` under trap.c: a walk over its pages, as somebody's browser does,
beside the same walk undisturbed.

An answer that is another one must say that something failed: a status of 400 or
more, the fault's own words, or a connection that ends without it. Each file of
the folder is then as it was before that step or as it is after it. The walk
goes on from there, and ends as the undisturbed one did: where the server has
ended, with a message and 4, it is a new one that goes on.
"""
import datetime
import http.client
import os
import re
import select
import signal
import subprocess
import time

import bench as over_http
from form import form_of
from harness import Command, Outcome, differing, tree

PATIENCE = 40  # seconds, for an answer and for an end
SETTLES = 10  # seconds until work that goes on in the background is done
GOES_ON = re.compile(r'<div class="going">.*?</ol>\n</div>\n', re.S)
VARIES = re.compile(r'(?<=name="seen" value=")[0-9a-f]{64}|'
                    r'(?<=name="token" value=")\w+|'
                    r"\d{4}-\d\d-\d\d \d\d:\d\d")
NUMBERED = re.compile(r"(?<=/who/try)/\d+$")
# what a page says of a fault, in the words of the system, SQLite and ours
TOLD = re.compile(
    "Input/output error|No space left on device|Too many open files|"
    "Cannot allocate memory|No locks available|Interrupted system call|"
    "Resource temporarily unavailable|ledger cannot be read or written|"
    "pdftoppm made no pictures|a worker process failed|ended before it was done|"
    "could not be made this time|system failed while")
NOTHING = re.compile("No file has been changed|No mailing was made|as it was|"
                     "Nothing (was|has)|(was|were) not ")
NOT_YET = "The register is being read, and the page is shown after that."
IN_PART = ", in part"
NO_ANSWER, LATE = 0, -1


class Answer:
    """What is compared of an answer; `page` is what the next step reads."""

    def __init__(self, status, page="", body=b"", headers=None):
        self.status, self.page, self.body = status, page, body
        self.headers = [(headers or {}).get(name) for name in (
            "Location", "Content-Type", "Content-Disposition",
            "Content-Security-Policy")]

    def what(self):
        """What is tried has a number, and another one when it is tried again."""
        to, *rest = self.headers
        return self.status, [to and NUMBERED.sub("", to), *rest], self.body

    def tells(self):
        return self.status in (NO_ANSWER,) or self.status >= 400 or \
            TOLD.search(self.page)


def tree_of(place):
    """Of a folder in which somebody may work."""
    while True:
        try:
            return tree(place)
        except FileNotFoundError:
            continue


def ruled(text):
    """Without times, states of a folder, and how far a page had to wait."""
    text = VARIES.sub("*", GOES_ON.sub("", text))
    return text.replace(datetime.date.today().isoformat(), "today")


class Served(over_http.Bench):
    """`utskick serve`, under the shim of a bench of the sweep."""

    def __init__(self, bench, walk, more):
        self.bench, self.cookie, self.token, self.port = bench, None, None, None
        self.path = walk.socket and os.path.join(bench.place, walk.socket)
        self.user, self.to = None, ""
        self.process = subprocess.Popen(
            [bench.program, *walk.arguments], cwd=bench.place,
            env=bench.environment(FAULT_CLOCK="real", **more),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True)
        self.line = self._read_line()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/start/\w+)", self.line)
        if found:
            self.port, self.key = int(found.group(1)), found.group(2)

    def _read_line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        return self.process.stdout.readline().decode() if ready else ""

    def ask(self, method, path, form=None, headers=None, **more):
        if self.path:
            headers = {"Host": "utskick.example", "X-User": self.user,
                       **({"Origin": "https://utskick.example"}
                          if form or more.get("body") else {}),
                       **(headers or {})}
        return super().ask(method, path, form, headers, timeout=PATIENCE,
                           **more)

    def try_(self, step, pages):
        """The answer to a step, whatever it is; of a page that asks again for
        what is not made yet, the one that has it."""
        for _ in range(20):
            answer = self.once(step, pages)
            if NOT_YET not in answer.page:
                break
        return answer

    def once(self, step, pages):
        try:
            got = step.ask(self, pages)
        except TimeoutError:
            return Answer(LATE)
        except (OSError, http.client.HTTPException):
            return Answer(NO_ANSWER)
        self.to = got.headers["Location"] or self.to
        html = got.headers["Content-Type"] == "text/html; charset=utf-8"
        return Answer(got.status, got.text, ruled(got.text) if html else
                      got.body, got.headers)

    def has_ended(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()

    def stop(self):
        """(code, what it said); a code of None where it does not end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            out, err = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return None, b""
        return self.process.returncode, err


# ---- steps

class Step:
    """`again`: how many steps before it one begins when it has failed."""

    def __init__(self, path, again=0, by=None):
        self.path, self.again, self.by = path, again, by

    def __str__(self):
        return f"{type(self).__name__} {self.path}"


class Key(Step):
    """The printed address."""

    def ask(self, served, pages):
        served.user = self.by
        if served.path:
            return served.get("/style.css")
        answer = served.get(served.key)
        cookie = answer.headers["Set-Cookie"]
        served.cookie = cookie and cookie.split(";")[0]
        return answer


class Get(Step):
    def ask(self, served, pages):
        served.user = self.by
        return served.get(self.path)


class GoOn(Step):
    """Where the answer before leads, below that path."""

    def ask(self, served, pages):
        served.user = self.by
        return served.get(served.to if served.to.startswith(self.path)
                          else self.path)


class Post(Step):
    """A form, with these changes; `of` says which of several."""

    def __init__(self, path, again=1, by=None, of=None, action=None,
                 **changes):
        super().__init__(path, again, by)
        self.of, self.changes = of or {}, changes
        self.action = action or path

    def fields(self, pages):
        """As the last page that has such a form gave them."""
        shown = (form_of(page, self.action, **self.of)
                 for page in reversed(pages))
        return {**next((form for form in shown if form), {}), **self.changes}

    def ask(self, served, pages):
        served.user = self.by
        return served.ask("POST", self.path, self.fields(pages))


class Send(Post):
    """The same with a file: its name, and where in the place it lies."""

    def __init__(self, path, name, source, **more):
        super().__init__(path, **more)
        self.name, self.source = name, source

    def ask(self, served, pages):
        served.user = self.by
        fields = self.fields(pages)
        with open(os.path.join(served.bench.place, self.source),
                  "rb") as source:
            data = source.read()
        return served.send(self.name, data, token=fields.pop("token", "x"),
                           path=self.path, **fields)


# ---- a walk

class Walk(Command):
    """`socket` in place of a port, `stays` where a letter has been shown: its
    process goes on; `daily` is drawn without --long."""
    is_walk = True

    def __init__(self, name, folder, steps, options=(), socket=None,
                 stays=False, daily=False, **more):
        super().__init__(name, ["serve", "--lang", "en", *options, folder],
                         **more)
        self.steps = [Key("/start/…", by=steps[0].by), *steps]
        self.socket, self.stays, self.daily = socket, stays, daily
        self.want = None  # the undisturbed one

    def go(self, bench, more):
        """Once through it; beside the undisturbed one, where there is one."""
        going = Going(self, bench, more)
        try:
            verdict = going.follow(self.want) if self.want else going.record()
        finally:
            going.served.kill()
        outcome = Outcome(going.code, going.answers, going.err,
                          tree(bench.place))
        outcome.answers, outcome.trees = going.answers, going.trees
        outcome.verdict = verdict
        return outcome

    def judge(self, before, want, got, kind):
        what, why = got.verdict
        if why.endswith(IN_PART):
            return what, why
        if what in ("absorbed", "refused", "made") and \
                not self.same(got.after, want.after):
            return "lie" if what == "absorbed" else "torn", \
                "in the end differs: " + ", ".join(
                    differing(got.after, want.after)[:8])
        return what, why


class Going:
    """One time through a walk."""

    def __init__(self, walk, bench, more):
        self.walk, self.bench, self.more = walk, bench, more
        self.answers, self.trees, self.pages = [], [], [""]
        self.code, self.err = 0, b""
        self.served = None

    def start(self):
        self.served = Served(self.bench, self.walk, self.more)
        return bool(self.served.line)

    def stop(self):
        self.code, err = self.served.stop()
        self.err += err
        return self.code

    def take(self, step):
        answer = self.served.try_(step, self.pages)
        if answer.page:
            self.pages.append(answer.page)
        return answer

    def record(self):
        self.start()
        self.trees.append(tree_of(self.bench.place))
        for step in self.walk.steps:
            self.answers.append(self.take(step))
            self.trees.append(self.settled([]))
        self.stop()

    def settled(self, wanted):
        """What lies there once nobody works any more, or what is wanted."""
        end = time.monotonic() + SETTLES
        while True:
            rests = not self.works() or time.monotonic() > end
            now = tree_of(self.bench.place)
            if any(self.walk.same(now, one) for one in wanted) or \
                    rests and (not wanted or time.monotonic() > end):
                return now
            time.sleep(0.02)

    def works(self):
        """Whether anybody does; a process that has letters ready stays."""
        try:
            engines = over_http.children(self.served.process.pid)
            return not self.walk.stays and any(
                over_http.children(engine) for engine in engines)
        except OSError:
            return False

    # ---- beside the undisturbed one

    def follow(self, want):
        verdict = "absorbed", ""
        if not self.start():
            verdict = self.ended("start")
            if verdict[0] != "refused" or not self.start():
                return verdict if verdict[0] != "refused" else \
                    ("lie", "it does not start again")
        at = 0
        while at < len(self.walk.steps):
            step = self.walk.steps[at]
            answer = self.take(step)
            if answer.what() == want.answers[at].what():
                at += 1
                continue
            if verdict[0] != "absorbed":
                return self.leave(
                    "lie", f"after it {step}: {answer.status} "
                    f"{difference(answer, want.answers[at])}")
            verdict, at = self.failed(answer, at, want)
            if at is None:
                return self.leave(*verdict)
        code = self.stop()
        if code == 0:
            return verdict
        if verdict[0] == "absorbed":
            return self.of_end("the end")
        return "lie", f"the next one ends with {code}"

    def leave(self, what, why):
        self.stop()
        return what, why

    def failed(self, answer, at, want):
        """What came of it, and the step to go on with; None: with none."""
        step, none = self.walk.steps[at], None
        if answer.status == LATE:
            return ("hang", f"{step}: no answer"), none
        if not answer.tells():
            return ("lie", f"{step}: {answer.status} " +
                    difference(answer, want.answers[at])), none
        ended = self.served.has_ended(1 if answer.status == NO_ANSWER else 0)
        verdict = self.ended(step) if ended else ("refused", str(step))
        if verdict[0] != "refused":
            return verdict, none
        before, after = want.trees[at - step.again], want.trees[at + 1]
        now = self.settled([before, after])
        if self.walk.same(now, before):
            at -= step.again
        elif NOTHING.search(answer.page):
            return ("lie", f"{step}: says that nothing has changed: " +
                    ", ".join(differing(now, before)[:8])), none
        elif self.walk.same(now, after):
            verdict, at = ("made", str(step)), at + 1
        elif self.is_each(now, before, after):
            return ("made", str(step) + IN_PART), none
        else:
            return ("torn", f"{step}: {answer.status}, changed: " + ", ".join(
                differing(now, before)[:8])), none
        # the key of an address is taken once
        if not ended and isinstance(step, Key) and self.stop() != 0:
            return self.of_end("the end"), none
        if (ended or isinstance(step, Key)) and not self.start():
            return ("lie", "it does not start again"), none
        if ended and at:
            self.take(self.walk.steps[0])
        return verdict, at

    def is_each(self, now, before, after):
        names = {*before, *after}
        none = object()
        return not (set(now) - names) and all(
            now.get(name, none) in (before.get(name, none),
                                    after.get(name, none))
            for name in names if not (self.walk.varies and
                                      self.walk.varies.search(name)))

    def ended(self, where):
        self.stop()
        return self.of_end(where)

    def of_end(self, where):
        """It has ended by itself."""
        if self.code is None:
            return "hang", f"{where}: it does not end"
        if self.code < 0 or self.code >= 128:
            return "crash", f"{where}: exit {self.code}"
        if not self.err.strip():
            return "silent", f"{where}: exit {self.code}"
        if self.code != 4:
            return "miscoded", f"{where}: exit {self.code}"
        return "refused", f"{where}: exit 4"


def difference(have, want):
    """Where two answers begin to differ."""
    if (have.status, have.headers) != (want.status, want.headers):
        return f"{have.headers[:2]} in place of {want.status} " \
            f"{want.headers[:2]}"
    a, b = have.body, want.body
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y),
              min(len(a), len(b)))
    at = max(at - 20, 0)
    return f"{a[at:at + 160]!r} in place of {b[at:at + 160]!r}"
