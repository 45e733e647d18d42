"""What of a person stands in files, however they hold it.

No test of its own; protected.py and doors.py use it.
"""
import os
import re
import sqlite3
import zipfile

from kit import tool, words_in


class Traces:
    """What is looked for: (bytes in small letters, and what must follow as a
    pattern). The bytes alone are found many times as fast."""

    def __init__(self, *traces):
        self.traces = [(start, re.compile(re.escape(start) + rest))
                       for start, rest in traces]

    def found(self, content):
        """Also where each letter takes two bytes, in either order."""
        forms = [content.lower()]
        if b"\0" in content:
            forms.append(forms[0].replace(b"\0", b""))
        return sorted({match.decode("latin-1") for form in forms
                       for start, pattern in self.traces if start in form
                       for match in pattern.findall(form)})

    def search(self, check, name, folder, also=None):
        """How many files there were; `also` sees each content too."""
        files = 0
        for at, _, names in os.walk(folder):
            for file in names:
                files += 1
                for content in views(os.path.join(at, file)):
                    check.equal(f"{name}: {file}", self.found(content), [])
                    if also:
                        also(content)
        return files

    def search_said(self, check, name, ran):
        check.equal(f"{name}: what it prints",
                    self.found((ran.out + "\0" + ran.err).encode()), [])


def views(path):
    """The file as it is, and as whoever opens it sees it."""
    with open(path, "rb") as file:
        yield file.read()
    if path.endswith(".pdf"):
        yield words_in(path).encode()
        plain = path + ".qdf"
        tool("qpdf", "--qdf", "--object-streams=disable", path, plain)
        with open(plain, "rb") as file:
            yield file.read()
        os.remove(plain)
    elif path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield book.read(name)
    elif path.endswith(".db"):
        with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as ledger:
            yield "\n".join(ledger.iterdump()).encode()
