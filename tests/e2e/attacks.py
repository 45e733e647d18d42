"""The workbench is attacked: by pages of others, by other users of the machine,
by names that lead elsewhere, by bytes that are no request, by clients that never
end. All is refused or survived, and no file of the folder has changed.

TESTS_LONG: 20,000 mutated requests in place of 2,000.
"""
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from bench import Bench, is_secure
from kit import HERE, LONG, Checks, Folder, contents

RUN = "/mailings/2012-03-19-fritt-val"


def doors(check, bench):
    """Who is let in, before and after the key."""
    check.equal("nobody without the key", bench.get("/").status, 403)
    check.equal("but the style", bench.get("/style.css").status, 200)
    check.equal("nor with a wrong one",
                bench.get("/start/" + "0" * 32).status, 403)
    check.equal("asking for its head does not take the key",
                bench.ask("HEAD", bench.key).status, 403)
    opened = bench.open()
    cookie = opened.headers["Set-Cookie"]
    check.true("the cookie is for nobody else", all(
        part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/")),
        cookie)
    check.equal("it opens", (opened.status, bench.get("/").status), (303, 200))
    mine, bench.cookie = bench.cookie, None
    again = bench.get(bench.key)
    check.equal("the key opens once", (again.status,
                                       again.headers["Set-Cookie"]),
                (403, None))
    check.true("a refusal is a page as the others", is_secure(again), again)
    for name, cookie in (("none", None), ("a wrong one", mine[:-1] + "_"),
                         ("half of it", mine[:-3]),
                         ("another's", mine.replace("utskick-", "x-"))):
        bench.cookie = cookie
        check.equal(f"the cookie: {name}", bench.get("/").status, 403)
    bench.cookie = mine


def others(check, bench):
    """Pages of others that make her browser ask."""
    seen = bench.get("/check").field("seen")
    form = {"token": bench.token, "seen": seen}
    foreign = "https://evil.example"
    for name, headers in (
            ("a rebound name", {"Host": f"evil.example:{bench.port}"}),
            ("no host", {"Host": None}),
            ("localhost", {"Host": f"localhost:{bench.port}"}),
            ("another port", {"Host": "127.0.0.1:1"}),
            ("a foreign origin", {"Origin": foreign}),
            ("a foreign origin alone", {"Origin": foreign,
                                        "Sec-Fetch-Site": None}),
            ("null", {"Origin": "null", "Sec-Fetch-Site": None}),
            ("cross-site", {"Sec-Fetch-Site": "cross-site"}),
            ("same-site", {"Sec-Fetch-Site": "same-site"}),
            ("neither", {"Origin": None, "Sec-Fetch-Site": None})):
        answer = bench.ask("POST", "/run", form, headers)
        check.true(f"{name}: no run", answer.status in (400, 403), answer)
    for name, token in (("none", None), ("an empty one", ""),
                        ("a wrong one", "0" * 32),
                        ("the cookie", bench.cookie.split("=")[1]),
                        ("half of it", bench.token[:16])):
        sent = {"seen": seen} if token is None else {"seen": seen,
                                                     "token": token}
        check.equal(f"the token: {name}: no run",
                    bench.ask("POST", "/run", sent).status, 403)
    check.equal("a link does not make a run",
                bench.get("/run", headers={"Sec-Fetch-Site": "none"}).headers[
                    "Location"], "/check")
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"):
        answer = bench.ask(method, "/run", headers={
            "Origin": f"http://{bench.host}"})
        check.true(f"{method} is refused", answer.status in (403, 405),
                   answer)
    for path in ("/", "/check", "/mailings"):
        answer = bench.ask("POST", path, {"token": bench.token})
        check.equal(f"POST {path}", answer.status, 404)


def routes():
    """Every path that takes a form, as the program has them."""
    with open(os.path.join(HERE, "..", "..", "src", "serve", "visits.c"),
              encoding="utf-8") as source:
        return re.findall(r'\{"(/[^"]*)", true,', source.read())


def every_form(check, bench):
    """No form is taken of another site, or without its token; what a form names
    is never a path."""
    form = {"key": "19320103-9942", "place": "26", "seen": "0" * 64,
            "line": "2", "run": RUN[10:], "user": "bo", "name": "job.yaml",
            "text": "x", "date": "2012-01-01"}
    paths = routes()
    check.true("there are some", len(paths) > 15, paths)
    for path in paths:
        for name, token, headers in (
                ("no token", None, {}), ("another token", "0" * 32, {}),
                ("a foreign origin", bench.token,
                 {"Origin": "https://evil.example"}),
                ("another site", bench.token,
                 {"Sec-Fetch-Site": "cross-site"}),
                ("a rebound name", bench.token,
                 {"Host": f"evil.example:{bench.port}"})):
            sent = form if token is None else {**form, "token": token}
            answer = bench.ask("POST", path, sent, headers)
            check.true(f"{path}, {name}: refused", answer.status in (400, 403)
                       and is_secure(answer) and "Fritt val" not in
                       answer.text, answer)
    for odd in ("../../../etc/passwd", "/etc/passwd", "..", "\0", "%2e%2e/",
                "\xff\xfe", "<script>alert(1)</script>", "x" * 5000, "-1",
                "4294967296", "{}", "\r\nSet-Cookie: a=b", b"\xff\xc3\xfe"):
        for path in paths:
            if path in ("/run", "/file", "/approval/file"):
                continue
            answer = bench.ask("POST", path, {
                **{name: odd for name in form}, "other": odd, "as": odd,
                "approval": odd, "sheet": odd, "token": bench.token})
            check.true(f"{path} with {odd[:12]!r}: nothing comes of it",
                       answer.status in (200, 303, 400, 404, 409) and
                       "root:" not in answer.text and "<script>alert" not in
                       answer.text and "Set-Cookie" not in answer.headers,
                       answer)


def names(check, bench):
    """Names that lead out of the folder."""
    for path in ("/../job.yaml", "/..%2fjob.yaml", "/style.css/../../job.yaml",
                 "/job.yaml", "/klienter.csv", "/out", "/.utskick",
                 "/mailings/..", "/mailings/../report",
                 "/mailings/..%2f..%2f..%2fetc/report",
                 "/mailings/%2e%2e/report", "/mailings//report",
                 "/mailings/%00/report", f"{RUN}%00/report",
                 f"{RUN}/../../../job.yaml", f"{RUN}/..%2f/report",
                 f"{RUN}/keep/ledger.db", f"{RUN}/to-printer/index.csv",
                 f"{RUN}/report/..", "/approve/anna", "/approve/..",
                 "/approve/../job.yaml", "/approve//prov.pdf", f"{RUN}//etc/passwd/report",
                 "/mailings/" + "a" * 5000 + "/report",
                 "/start/" + bench.key[7:], "/start/", "//", "/%ff%fe",
                 "*", "http://evil.example/"):
        answer = bench.get(path)
        check.true(f"{path[:50]}: nothing", answer.status in
                   (400, 403, 404, 414) and "Fritt val" not in answer.text and
                   "root:" not in answer.text, answer)


def forms(check, bench):
    many = {f"a{i}": "1" for i in range(8100)}
    many["token"] = bench.token
    check.equal("more fields than any form has", bench.ask("POST", "/run", many).status, 413)
    large = {"token": bench.token, "seen": "x" * (2 << 20)}
    check.equal("two megabytes", bench.ask("POST", "/run", large).status, 413)
    body = (f'--AaB03x\r\nContent-Disposition: form-data; name="token"\r\n\r\n'
            f'{bench.token}\r\n--AaB03x\r\nContent-Disposition: form-data; '
            f'name="file"; filename="../job.yaml"\r\n\r\nname: x\r\n--AaB03x--\r\n')
    answer = raw(bench, "POST", "/run", body.encode(),
                 "multipart/form-data; boundary=AaB03x")
    check.true("a file that nobody asked for",
               answer.startswith(b"HTTP/1.1 413"), answer)
    answer = raw(bench, "POST", "/run", b"{}", "application/json")
    check.true("JSON", answer.startswith(b"HTTP/1.1 403"), answer)
    # refused while it still comes, or cut off
    try:
        answer = raw(bench, "POST", "/run", b"a=" + b"x" * (20 << 20),
                     "application/x-www-form-urlencoded")
    except OSError:
        answer = b""
    check.true("twenty megabytes", not answer or
               b" 413 " in answer[:20], answer[:200])


def bodies(check, bench):
    """What is no form comes with a body all the same; nobody reads it."""
    for method in ("GET", "HEAD"):
        for body in (b"x", b"key=1&token=2", b"x" * 100_000):
            answer = raw(bench, method, "/", body,
                         "application/x-www-form-urlencoded")
            check.true(f"{method} with a body of {len(body)}",
                       answer.startswith(b"HTTP/1.1 200 "), answer[:200])
    answer = raw(bench, "GET", "/", b"x" * (2 << 20), "text/plain")
    check.true("GET with far too much", answer.startswith(b"HTTP/1.1 413 "),
               answer[:200])
    check.equal("it goes on after them", bench.get("/").status, 200)


def raw(bench, method, path, body, kind):
    head = (f"{method} {path} HTTP/1.1\r\nHost: {bench.host}\r\n"
            f"Origin: http://{bench.host}\r\nCookie: {bench.cookie}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n")
    return send(bench, head.encode() + body)


def send(bench, data, timeout=20):
    with socket.create_connection(("127.0.0.1", bench.port), timeout) as link:
        link.sendall(data)
        answer = b""
        while True:
            more = link.recv(65536)
            answer += more
            if not more or len(answer) > 1 << 20:
                return answer


def cut(check, bench):
    """Clients that leave in the middle."""
    for data in (b"", b"G", b"GET / HTTP/1.1\r\nHost: ",
                 b"POST /run HTTP/1.1\r\nHost: " + bench.host.encode() +
                 b"\r\nContent-Length: 1000\r\n\r\ntoken="):
        link = socket.create_connection(("127.0.0.1", bench.port))
        link.sendall(data)
        link.close()
    for path in ("/check", "/", "/mailings"):
        link = socket.create_connection(("127.0.0.1", bench.port))
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: {bench.host}\r\n"
                     f"Cookie: {bench.cookie}\r\n\r\n".encode())
        link.close()
    check.equal("it goes on after they left", bench.get("/").status, 200)


def crowd(check, bench):
    """200 that never end their request, and one who wants a page."""
    links = []
    for i in range(200):
        link = socket.create_connection(("127.0.0.1", bench.port), 10)
        link.sendall(b"POST /run HTTP/1.1\r\nHost: " if i % 2 else b"GET /")
        links.append(link)
    began = time.monotonic()
    pages = [bench.get("/").status for _ in range(5)]
    took = time.monotonic() - began
    check.equal("pages among 200 slow clients", pages, [200] * 5)
    check.true("without waiting for them", took < 20, took)
    for link in links:
        link.close()
    got = []
    links = [socket.create_connection(("127.0.0.1", bench.port), 60)
             for _ in range(100)]
    for link in links:
        link.sendall(f"GET / HTTP/1.1\r\nHost: {bench.host}\r\n"
                     f"Cookie: {bench.cookie}\r\nConnection: close\r\n\r\n"
                     .encode())
    for link in links:
        got.append(link.recv(12))
        link.close()
    check.equal("100 at once, each is answered", set(got), {b"HTTP/1.1 200"})


WORDS = [b"GET", b"POST", b"HEAD", b"/", b"/check", b"/run", b"/mailings",
         b"HTTP/1.1", b"HTTP/1.0", b"\r\n", b"\n", b": ", b"Host", b"Cookie",
         b"Origin", b"Content-Length", b"Transfer-Encoding", b"chunked",
         b"0\r\n\r\n", b"-1", b"99999999999999999999", b"%", b"%00", b"..",
         b"\x00", b"\xff", b"multipart/form-data; boundary=",
         b"--AaB03x\r\n", b"Content-Disposition: form-data; name=", b'"', b";",
         b"=", b"&", b"token=", b"Expect: 100-continue", b" " * 5000]


def mutate(chance, request):
    data = bytearray(request)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        what = chance.random()
        if what < .3 and data:
            data[at % len(data)] = chance.randrange(256)
        elif what < .5:
            del data[at:at + chance.randint(1, 40)]
        elif what < .9:
            data[at:at] = chance.choice(WORDS)
        else:
            data[at:at] = data[:chance.randint(0, len(data))]
    return bytes(data)


def mutated(check, folder, bench):
    """Requests with bytes changed, left out and put in. The token is not among
    them, so that none of them can be a run."""
    count = 20000 if LONG else 2000
    chance = random.Random(4711)
    head = f"Host: {bench.host}\r\nCookie: {bench.cookie}\r\n" \
           f"Origin: http://{bench.host}\r\n"
    form = "seen=1&again=a%20b"
    multi = '--AaB03x\r\nContent-Disposition: form-data; name="seen"\r\n\r\n' \
            '1\r\n--AaB03x--\r\n'
    requests = [text.encode() for text in (
        f"GET /style.css HTTP/1.1\r\n{head}\r\n",
        f"GET /nowhere HTTP/1.1\r\n{head}\r\n",
        f"GET /mailings/a/report HTTP/1.1\r\n{head}\r\n",
        f"POST /run HTTP/1.1\r\n{head}Content-Type: application/x-www-form-"
        f"urlencoded\r\nContent-Length: {len(form)}\r\n\r\n{form}",
        f"POST /run HTTP/1.1\r\n{head}Content-Type: multipart/form-data; "
        f"boundary=AaB03x\r\nContent-Length: {len(multi)}\r\n\r\n{multi}",
        f"POST /correct/save HTTP/1.1\r\n{head}Content-Type: application/"
        f"x-www-form-urlencoded\r\nContent-Length: 45\r\n\r\n"
        f"place=26&key=1&was.Postnr=1&new.Postnr=2&who=",
        f"GET /approve/anna HTTP/1.1\r\n{head}\r\n",
        f"POST /mailings/compare HTTP/1.1\r\n{head}Content-Type: application/"
        f"x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nrun=a&other",
        f"POST /check/stop HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        f"7\r\nseen=12\r\n0\r\n\r\n")]
    answered = 0
    for _ in range(count):
        data = mutate(chance, chance.choice(requests))
        try:
            # one that is not whole gets no answer, however long one waits
            with socket.create_connection(("127.0.0.1", bench.port),
                                          .2) as link:
                link.sendall(data)
                answered += bool(link.recv(64))
        except OSError:
            pass
    check.true(f"of {count} mutated requests some are answered",
               answered > count / 10, answered)
    check.equal("and the next is as before", bench.get("/").status, 200)


def neighbour(check, bench):
    """Another user of the machine, with her cookie."""
    if os.geteuid() != 0:
        return
    program = (
        "import os, socket, sys\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        f"s = socket.create_connection(('127.0.0.1', {bench.port}), 10)\n"
        f"s.sendall(b'GET / HTTP/1.1\\r\\nHost: {bench.host}\\r\\n"
        f"Cookie: {bench.cookie}\\r\\n\\r\\n')\n"
        "print(len(s.recv(100)))\n")
    done = subprocess.run(["/usr/bin/python3", "-c", program],
                          capture_output=True, text=True, timeout=30)
    check.true("another user gets nothing", done.stdout.strip() == "0" or
               "reset" in done.stderr.lower(), done)


NGINX = """pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes 1;
user root;
events {{}}
http {{
	access_log off;
	client_body_temp_path {folder}/body;
	proxy_temp_path {folder}/proxy;
	fastcgi_temp_path {folder}/a;
	uwsgi_temp_path {folder}/b;
	scgi_temp_path {folder}/c;
	server {{
		listen 127.0.0.1:{port};
		location / {{
			proxy_pass http://unix:{folder}/utskick.sock;
			proxy_set_header Host $http_host;
			proxy_set_header X-Remote-User $arg_user;
			proxy_buffering off;
		}}
	}}
}}
"""


def free_port():
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        return at.getsockname()[1]


def behind_proxy(check, folder):
    """Debian's nginx, which says who it is: here by the address, since nobody
    signs in."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    if not os.path.exists(nginx):
        check.true("nginx is there", False, "apt-get install nginx-light")
        return
    users = folder.file("users")
    os.mkdir(users)
    for name in ("anna", "bo"):
        shutil.copytree(folder.job, os.path.join(users, name))
    os.symlink(os.path.join(users, "bo"), os.path.join(users, "cia"))
    port = free_port()
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "utskick.sock")
        with Bench(users, "--socket", path, "--user-header", "X-Remote-User",
                   "--origin", f"http://127.0.0.1:{port}") as bench:
            check.equal("the socket is not everybody's",
                        os.stat(path).st_mode & 0o777, 0o660)
            conf = os.path.join(place, "nginx.conf")
            with open(conf, "w", encoding="utf-8") as to:
                to.write(NGINX.format(folder=place, port=port))
            proxy = subprocess.Popen([nginx, "-c", conf],
                                     stderr=subprocess.PIPE)
            bench.port = port
            try:
                through_proxy(check, folder, bench, users)
            finally:
                proxy.terminate()
                proxy.communicate(timeout=30)
            straight(check, bench, path, port)
            check.equal("it ends", bench.end(), 0)
        check.true("and takes its socket away", not os.path.exists(path))


def through_proxy(check, folder, bench, users):
    for _ in range(100):
        try:
            bench.get("/style.css")
            break
        except OSError:
            time.sleep(.05)
    anna = bench.get("/?user=anna")
    check.true("Anna has her folder", anna.status == 200 and
               "<span>anna</span>" in anna.text, anna)
    check.equal("the key is no way in",
                bench.get("/start/x?user=anna").status, 404)
    for user in ("", "dora", "..", ".", "anna/../bo", "%2e%2e", "cia", "a%20b",
                 "anna%0d%0aX-Remote-User:%20bo"):
        check.true(f"no folder for {user!r}", bench.get(
            f"/?user={user}").status in (400, 403))
    hers = bench.get("/check?user=anna")
    his = bench.get("/check?user=bo")
    check.true("each has tokens of her own", hers.field("token") and
               hers.field("token") != his.field("token"))
    form = {"token": his.field("token"), "seen": hers.field("seen"),
            "mark": hers.field("mark")}
    check.equal("another's token",
                bench.ask("POST", "/run?user=anna", form).status, 403)
    form["token"] = hers.field("token")
    check.equal("another's page", bench.ask(
        "POST", "/run?user=anna", form,
        {"Origin": "https://evil.example"}).status, 403)
    check.equal("hers", bench.ask("POST", "/run?user=anna", form).status, 303)
    done = bench.get("/run?user=anna")
    check.true("is made", "284 letters, in 2012-03-19-anna." in done.text,
               done)
    check.true("in her folder alone", os.path.exists(
        os.path.join(users, "anna", "out", "2012-03-19-anna")) and
        not os.path.exists(os.path.join(users, "bo", "out")))
    check.true("he does not see it", "2012-03-19-anna" not in
               bench.get("/mailings?user=bo").text)
    check.equal("nor can he take it", bench.get(
        "/mailings/2012-03-19-anna/manifest.xlsx?user=bo").status, 404)


def straight(check, bench, path, port):
    """On the socket itself the name is believed, and its form checked."""
    bench.path = path
    for name, headers, want in (
            ("none", {}, 403), ("a name", {"X-Remote-User": "anna"}, 200),
            ("a path", {"X-Remote-User": "../anna"}, 403),
            ("one with a blank", {"X-Remote-User": "an na"}, 403)):
        check.equal(f"the name: {name}", bench.get(
            "/", headers=headers).status, want)
    link = bench.connect()
    link.putrequest("GET", "/", skip_host=True)
    for header, value in (("Host", f"127.0.0.1:{port}"),
                          ("X-Remote-User", "anna"),
                          ("X-Remote-User", "bo"), ("Connection", "close")):
        link.putheader(header, value)
    link.endheaders()
    check.equal("two names", link.getresponse().status, 403)


def main():
    check = Checks()
    with Folder() as folder:
        before = contents(folder.job)
        with Bench(folder.job) as bench:
            doors(check, bench)
            others(check, bench)
            names(check, bench)
            every_form(check, bench)
            forms(check, bench)
            bodies(check, bench)
            cut(check, bench)
            crowd(check, bench)
            neighbour(check, bench)
            mutated(check, folder, bench)
            check.equal("no file has changed, none was made",
                        contents(folder.job), before)
            check.equal("it ends", bench.end(signal.SIGTERM), 0)
            check.equal("and has said where it is, and nothing else",
                        bench.said, bench.line)
        behind_proxy(check, folder)
    check.end()


if __name__ == "__main__":
    main()
