"""The workbench as a test drives it: started on a folder, asked over HTTP.

No test of its own; serve.py and attacks.py use it.
"""
import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.parse

from kit import UTSKICK

SECURE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body
        self.text = body.decode(errors="replace")

    def __str__(self):
        return f"{self.status}\n{self.headers}\n{self.text[:2000]}"

    def field(self, name):
        found = re.search(f'name="{name}" value="([^"]*)"', self.text)
        return found and found.group(1)

    def seen_by_upload(self):
        """The state of the folder that the form for a file was made of: one
        for the job's own facts has another `seen`."""
        form = re.search(r'<form[^>]*multipart/form-data.*?</form>', self.text,
                         re.S)
        return form and re.search(r'name="seen" value="([^"]*)"',
                                  form.group(0)).group(1)


class Bench:
    """`utskick serve FOLDER`; ends with the test."""

    def __init__(self, folder, *options, lang="en", temporary=None,
                 under=(), **environment):
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment}
        env.update(
            {k: v for k, v in os.environ.items() if k.endswith("_OPTIONS")})
        if temporary:
            env["TMPDIR"] = temporary
        self.process = subprocess.Popen(
            [*under, UTSKICK, "serve", *(["--lang", lang] if lang else []), *options,
             folder], env=env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.line = self.process.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/start/\w+)", self.line)
        self.port = int(found.group(1)) if found else None
        self.key = found.group(2) if found else None
        self.cookie = self.token = None
        self.path = None  # of a socket, in place of a port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def end(self, how=signal.SIGTERM):
        """Its exit code, and all that it said."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=60)
        self.said = self.line + out.decode(errors="replace") + \
            err.decode(errors="replace")
        return self.process.returncode

    def engine(self):
        """The process that serves, below the one that looks after it."""
        return children(self.process.pid)[0]

    def connect(self, timeout=120):
        link = http.client.HTTPConnection("127.0.0.1", self.port or 1,
                                          timeout=timeout)
        if self.path:
            link.sock = socket.socket(socket.AF_UNIX)
            link.sock.settimeout(timeout)
            link.sock.connect(self.path)
        return link

    def ask(self, method, path, form=None, headers=None, timeout=120,
            body=None):
        """`headers` of None as a value are left out. A body is multipart."""
        sent = {"Host": self.host, "Connection": "close"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        kind = "multipart/form-data; boundary=AaB03x"
        if form is not None:
            body = urllib.parse.urlencode(form).encode()
            kind = "application/x-www-form-urlencoded"
        if body is not None:
            sent["Content-Type"] = kind
            sent["Content-Length"] = str(len(body))
            sent["Origin"] = f"http://{self.host}"
            sent["Sec-Fetch-Site"] = "same-origin"
        sent.update(headers or {})
        link = self.connect(timeout)
        link.putrequest(method, path, skip_host=True,
                        skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                link.putheader(name, value)
        link.endheaders(body or None)
        response = link.getresponse()
        answer = Answer(response, response.read())
        link.close()
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, token=True, **form):
        if token:
            form["token"] = self.token
        return self.ask("POST", path, form)

    def send(self, name, data, token=True, path="/file", **form):
        """A form with a file; the token stands first, as on the page."""
        if token:
            form = {"token": self.token if token is True else token, **form}
        body = b"".join(
            f'--AaB03x\r\nContent-Disposition: form-data; name="{key}"\r\n'
            f"\r\n{value}\r\n".encode() for key, value in form.items())
        body += (f'--AaB03x\r\nContent-Disposition: form-data; name="file"; '
                 f'filename="{name}"\r\nContent-Type: '
                 "application/octet-stream\r\n\r\n").encode() + data + \
            b"\r\n--AaB03x--\r\n"
        return self.ask("POST", path, body=body)

    def open(self):
        """Takes the key, and the token of the forms."""
        answer = self.get(self.key)
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.token = self.get("/explain").field("token")
        return answer


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as source:
        return [int(word) for word in source.read().split()]


def wait_for(what, seconds=60):
    """What it gives once that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.02)
    return None


def held(bench, ask):
    """What somebody asks for, with the child that works for it stopped: the
    thread that waits, its answers and the child; nothing where it was done before
    it could be stopped."""
    answers, stopped = [], []
    engine = bench.engine()
    before = set(children(engine))
    thread = threading.Thread(target=lambda: answers.append(ask()))

    def stop():
        end = None  # what goes on behind an answer begins with it
        while not stopped and (not end or time.monotonic() < end):
            if answers and not end:
                end = time.monotonic() + 0.5
            for child in set(children(engine)) - before:
                try:
                    os.kill(child, signal.SIGSTOP)
                    stopped.append(child)
                except ProcessLookupError:
                    pass
    watch = threading.Thread(target=stop)
    watch.start()
    thread.start()
    watch.join(20)
    return thread, answers, stopped


def go_on(stopped, *threads):
    for child in stopped:
        try:
            os.kill(child, signal.SIGCONT)
        except ProcessLookupError:
            pass
    for thread in threads:
        thread.join(60)


def is_secure(answer):
    policy = answer.headers.get("Content-Security-Policy", "")
    return "default-src 'none'" in policy and \
        policy.count("script-src") == policy.count("script-src 'self';") and \
        "frame-ancestors 'none'" in policy and \
        all(answer.headers.get(k) == v for k, v in SECURE.items())
