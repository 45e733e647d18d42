"""The workbench's pages in every state, in a browser: states.py MODULES.

What is refused, stale, contradicted, running, stopped, asked for and approved,
on one's own machine and behind a proxy that says who it is: axe-core objects to
no page, light and dark, none is wider than a phone, and nothing is said.
"""
import http.client
import http.server
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading

from bench import Bench, children, wait_for
from browser import chromium_or_skip
from day import Walker
from kit import Checks, Folder


class Proxy(http.server.BaseHTTPRequestHandler):
    """Signs in whoever `user` is, and passes everything on to a socket."""
    protocol_version = "HTTP/1.1"
    user = path_to = ""

    def pass_on(self):
        link = http.client.HTTPConnection("utskick")
        link.sock = socket.socket(socket.AF_UNIX)
        link.sock.connect(Proxy.path_to)
        size = int(self.headers.get("Content-Length") or 0)
        headers = {k: v for k, v in self.headers.items()
                   if k not in ("Connection", "X-User")}
        headers["X-User"] = Proxy.user
        link.request(self.command, self.path, self.rfile.read(size), headers)
        answer = link.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding",
                                    "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        link.close()

    do_GET = do_POST = pass_on

    def log_message(self, *_):
        pass


def corrections(check, modules, chromium, place):
    with Folder() as folder, Bench(folder.job, lang="sv") as bench:
        walker = Walker(check, modules, chromium, "mouse", bench, place)
        walker.do("open", "/corrections")
        walker.want("Det finns inga rättelser.")
        walker.look("corrections-none")
        walker.do("open", "/check")
        walker.do("press", "38")
        walker.want("skyddade personuppgifter")
        walker.look("row-protected")
        walker.do("open", "/explain")
        walker.do("put", "place", "999999")
        walker.do("press", "Visa raden")
        walker.want("Raden går inte att visa.")
        walker.look("row-none")
        walker.do("open", "/check")
        walker.do("press", "206")
        walker.do("put", "who", "KE")
        walker.do("press", "Spara rättelserna")
        walker.want("Ingenting var ändrat")
        walker.do("put", "cell-5", "999 32")
        walker.do("put", "who", "  ")
        walker.do("press", "Spara rättelserna")
        walker.want("någon måste stå för en rättelse")
        walker.look("row-nameless")
        folder.change("klienter.csv", "999 3O", "999 3Q", "windows-1252")
        walker.do("put", "who", "KE")
        walker.do("press", "Spara rättelserna")
        walker.want("Nu står där: 999 3Q")
        walker.look("row-stale")
        walker.do("press", "Spara rättelserna")
        walker.want("Rättelserna är sparade")
        walker.do("put", "cell-5", "999 33")
        walker.do("press", "Spara rättelserna")
        walker.want("Någon har redan rättat samma sak")
        walker.look("row-against")
        walker.do("press", "Ersätt de tidigare rättelserna")
        walker.do("press", "Alla rättelser")
        folder.change("job.yaml", "name:", "name: ")
        walker.do("press", "Ta bort")
        walker.want("Ingenting togs bort.")
        walker.look("corrections-stale")
        walker.do("press", "Ta bort")
        walker.want("Det finns inga rättelser.")
        folder.change("job.yaml", "Boendeform: Servicehus}",
                      "Boendefrm: Servicehus}")
        walker.do("open", "/corrections")
        walker.look("corrections-broken")
        walker.do("open", "/")
        folder.change("job.yaml", "SN-2012-0047", "SN-2012-0048")
        walker.do("put", "date", "2012-13-01")
        walker.do("press", "Spara")
        walker.want("Nu står där: SN-2012-0048")
        walker.look("facts-stale")
        walker.do("press", "Spara")
        walker.want("ett datum måste finnas")
        walker.look("facts-wrong")
        walker.end()


def mailings(check, modules, chromium, place):
    with Folder() as folder, Bench(folder.job, lang="sv") as bench:
        walker = Walker(check, modules, chromium, "mouse", bench, place)
        walker.do("open", "/mailings")
        walker.look("mailings-none")
        check.equal("a mailing", folder.run("-q").code, 0)
        folder.change("klienter.csv", "999 3O", "999 32", "windows-1252")
        folder.change("klienter.csv", "Eget boende", "Servicehus",
                      "windows-1252")
        walker.do("open", "/mailings")
        walker.do("press", "Jämför")
        walker.want("Får brev, fick inget då")
        walker.look("compared-differs")
        walker.do("open", "/mailings")
        walker.do("put", "key", "12")
        walker.do("press", "Sök i alla utskick")
        walker.want("Alla utskick kunde inte genomsökas.")
        walker.look("found-none")
        walker.do("open", "/mailings")
        folder.change("job.yaml", "Boendeform: Servicehus}",
                      "Boendefrm: Servicehus}")
        walker.do("press", "Jämför")
        walker.want("De kan inte jämföras.")
        walker.look("compared-none")
        walker.do("open", "/nowhere")
        walker.look("nowhere")
        walker.end()


def running(check, modules, chromium, place):
    """A run that stands still, and is stopped."""
    with Folder() as folder, Bench(folder.job, lang="sv") as bench:
        walker = Walker(check, modules, chromium, "mouse", bench, place)
        walker.do("open", "/check")

        def stop():
            found = wait_for(lambda: os.path.isdir(os.path.join(
                folder.job, "out")) and children(bench.engine()))
            for child in found or []:
                os.kill(child, signal.SIGSTOP)
        thread = threading.Thread(target=stop)
        thread.start()
        walker.do("begin", "Gör utskicket", ".progress>li")
        thread.join()
        walker.look("running")
        walker.do("press", "Sluta göra utskicket")
        walker.want("Utskicket kan göras: 284 brev.")
        check.true("nothing is left of it",
                   not os.path.exists(os.path.join(folder.job, "out")),
                   os.listdir(folder.job))
        walker.end()


def approving(check, modules, chromium, place):
    with Folder() as folder, tempfile.TemporaryDirectory() as at:
        users = folder.file("users")
        for name in ("anna", "bo"):
            os.makedirs(os.path.join(users, name))
        folder.change("job.yaml", "roles:", "approval: 1\nroles:")
        shutil.copytree(folder.job, os.path.join(users, "anna"),
                        dirs_exist_ok=True)
        Proxy.path_to = os.path.join(at, "s")
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        port = proxy.server_address[1]
        with Bench(users, "--socket", Proxy.path_to, "--user-header", "X-User",
                   "--origin", f"http://127.0.0.1:{port}", lang="sv") as bench:
            bench.port, bench.key = port, "/"
            Proxy.user = "anna"
            walker = Walker(check, modules, chromium, "mouse", bench, place)
            walker.do("open", "/check")
            walker.look("ask")
            walker.do("put", "user", "nobody")
            walker.do("press", "Be om godkännande")
            walker.want("ingen kollega med det användarnamnet")
            walker.look("ask-nobody")
            walker.do("open", "/check")
            walker.do("put", "user", "bo")
            walker.do("press", "Be om godkännande")
            walker.want("bo är tillfrågad.")
            walker.look("asked")
            Proxy.user = "bo"
            walker.do("open", "/")
            walker.look("asked-home")
            walker.do("press", "anna")
            walker.want("Utskicket kan göras", "Du godkänner som bo.")
            walker.look("approve")
            walker.do("tick", "seen")
            walker.do("press", "Godkänn utskicket")
            walker.want("Du har godkänt det här utskicket.")
            walker.look("approve-done")
            walker.do("tick", "seen")
            walker.do("press", "Godkänn utskicket")
            walker.want("Inget godkändes.")
            walker.look("approve-twice")
            Proxy.user = "anna"
            walker.do("open", "/check")
            walker.want("Godkänt av 1 av de 1", "bo, 20")
            walker.end()
        proxy.shutdown()


def main():
    check = Checks()
    modules = sys.argv[1]
    chromium = chromium_or_skip(modules)
    for part in (corrections, mailings, running, approving):
        if sys.argv[2:] and part.__name__ not in sys.argv[2:]:
            continue
        with tempfile.TemporaryDirectory() as place:
            part(check, modules, chromium, place)
    check.end()


if __name__ == "__main__":
    main()
