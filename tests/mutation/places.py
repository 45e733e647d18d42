"""Finds places of C code that can be changed a little, and writes the change
beside what stands there: `if (mutant_is(7) ? !(a) : (a))`. Lines stay where they
are. Works on our own style: a function's name and its braces stand in column 0."""
import re

TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/|//[^\n]*|\s+)
  | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<number>(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?)[uUlLfF]*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
""", re.VERBOSE | re.DOTALL)

RELATIONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=",
             "!=": "=="}
LOGIC = {"&&": "||", "||": "&&"}
OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}
# What only gives back: the sanitizers' leak checker sees when it is missing.
GIVES_BACK = re.compile(r"(?:\w+_)?(?:free|fini|close|wipe|drop|destroy)\Z|"
                        r"fclose|munmap|unlink")
# No statement that can be left out begins with one of these.
KEYWORDS = {"if", "else", "for", "while", "do", "switch", "case", "default",
            "return", "goto", "break", "continue", "static", "const", "struct",
            "enum", "union", "unsigned", "int", "char", "bool", "size_t",
            "long", "short", "double", "float", "void", "_Alignas", "assert",
            "extern", "va_start", "va_end", "va_list", "_Static_assert",
            "uint8_t", "uint16_t", "uint32_t", "uint64_t", "int32_t",
            "int64_t", "ssize_t", "mpt", "day", "FILE", "typedef", "volatile"}
NUMBERS = {"int", "size_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t",
           "int32_t", "int64_t", "mpt", "day", "unsigned", "long", "ssize_t",
           "double", "char"}


class Token:
    def __init__(self, kind, text, at):
        self.kind, self.text, self.at = kind, text, at
        self.end = at + len(text)


class Place:
    """One change: bytes at..end become `new`, in which %d is its number."""

    def __init__(self, at, end, new, kind, was, becomes):
        self.at, self.end, self.new, self.kind = at, end, new, kind
        self.was, self.becomes = was, becomes


def tokens_of(text):
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(
        r"[^\n]", " ", m.group()), text, flags=re.MULTILINE)
    return [Token(m.lastgroup, m.group(), m.start())
            for m in TOKEN.finditer(text) if m.lastgroup != "skip"]


def match(tokens, at):
    """Index of what closes the bracket at `at`."""
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i].kind == "sign":
            depth += tokens[i].text in OPEN
            depth -= tokens[i].text in CLOSE
        if not depth:
            return i
    return len(tokens) - 1


def flat(text):
    return " ".join(text.split())


class Finder:
    def __init__(self, text):
        self.text, self.tokens, self.places = text, tokens_of(text), []

    def part(self, first, last):
        return self.text[self.tokens[first].at:self.tokens[last].end]

    def add(self, first, last, new, kind, becomes):
        at, end = self.tokens[first].at, self.tokens[last].end
        self.places.append(Place(at, end, new, kind, flat(self.text[at:end]),
                                 flat(becomes)))

    def choose(self, first, last, kind, becomes):
        was = self.part(first, last).replace("%", "%%")
        self.add(first, last, "(mutant_is(%d) ? ("
                 + becomes.replace("%", "%%") + ") : (" + was + "))",
                 kind, becomes)

    def changed(self, first, last, index, word):
        token = self.tokens[index]
        start, end = self.tokens[first].at, self.tokens[last].end
        return self.text[start:token.at] + word + self.text[token.end:end]

    def expression(self, first, last):
        """All small changes inside one whole expression."""
        if first > last or any(t.text in ("{", "?") or t.text == "sizeof"
                               for t in self.tokens[first:last + 1]):
            return
        for i in range(first, last + 1):
            token = self.tokens[i]
            if token.kind == "sign" and token.text in RELATIONS:
                word = RELATIONS[token.text]
                self.choose(first, last, "relation",
                            self.changed(first, last, i, word))
            elif token.kind == "sign" and token.text in LOGIC:
                self.choose(first, last, "logic",
                            self.changed(first, last, i, LOGIC[token.text]))
            elif token.kind == "number" and token.text.isdigit():
                word = str(int(token.text) + 1)
                self.choose(first, last, "constant",
                            self.changed(first, last, i, word))

    def condition(self, first, last):
        was = self.part(first, last)
        self.choose(first, last, "negated", "!(" + was + ")")
        self.expression(first, last)

    def returned(self, first, last, kind):
        was = self.part(first, last)
        if kind == "bool":
            words = {"true": ["false"], "false": ["true"]}.get(
                was, ["true", "false"])
        elif kind == "number":
            words = ["1"] if was == "0" else ["0"]
        elif kind == "pointer" and was != "NULL":
            words = ["NULL"]
        else:
            words = []
        for word in words:
            self.choose(first, last, "returned", word)
        if kind in ("bool", "number"):
            self.expression(first, last)

    def statement(self, at, kind):
        """The statement that begins at `at`; says where the next may."""
        tokens = self.tokens
        word = tokens[at].text
        if word in ("if", "while", "switch", "for"):
            end = match(tokens, at + 1)
            if word in ("if", "while"):
                self.condition(at + 2, end - 1)
            elif word == "for":
                self.loop(at + 2, end)
            return end + 1
        end = at
        while tokens[end].text != ";" and end + 1 < len(tokens):
            if tokens[end].text == "{" and end > at and \
                    tokens[end - 1].text not in ("=", ")", ",", "{", "("):
                return at + 1
            end = (match(tokens, end) if tokens[end].text in OPEN else end) + 1
        if word == "return":
            if end > at + 1:
                self.returned(at + 1, end - 1, kind)
        elif tokens[at].kind == "name" and word not in KEYWORDS and \
                tokens[at + 1].text not in (":",) and \
                tokens[at + 1].kind != "name":
            self.act(at, end)
        elif word in NUMBERS | {"bool"}:
            self.declared(at, end)
        return end + 1

    def act(self, at, end):
        """A call, an assignment: may be left out."""
        tokens = self.tokens
        depth_0 = [i for i in range(at, end) if tokens[i].text == "="]
        is_call = tokens[end - 1].text == ")" or tokens[end - 1].text in (
            "++", "--")
        if not is_call and not any("=" in t.text for t in tokens[at:end]):
            return
        was = self.part(at, end).replace("%", "%%")
        if not GIVES_BACK.match(tokens[at].text):
            self.add(at, end, "{ if (!mutant_is(%d)) " + was + " }",
                     "left out", ";")
        if depth_0:
            self.expression(depth_0[0] + 1, end - 1)
        elif tokens[at + 1].text == "(" and match(tokens, at + 1) == end - 1:
            self.arguments(at + 2, end - 1)

    def arguments(self, first, end):
        at, i = first, first
        while i <= end:
            if i == end or self.tokens[i].text == ",":
                self.expression(at, i - 1)
                at = i + 1
            elif self.tokens[i].text in OPEN:
                i = match(self.tokens, i)
            i += 1

    def declared(self, at, end):
        equals = [i for i in range(at, end) if self.tokens[i].text == "="]
        if len(equals) == 1 and not any(
                self.tokens[i].text in (",", "{", "*", "[") for i in
                range(at, end)):
            self.expression(equals[0] + 1, end - 1)

    def loop(self, first, end):
        parts, at = [], first
        for i in range(first, end):
            if self.tokens[i].text == ";":
                parts.append((at, i - 1))
                at = i + 1
        if len(parts) == 2 and parts[1][0] <= parts[1][1]:
            self.expression(*parts[1])

    def body(self, first, last, kind):
        at = first
        while at < last:
            if self.tokens[at].text in ("{", "}", ";", "else", "do", ":",
                                        "default"):
                at += 1
            elif self.tokens[at].text == "case":
                while self.tokens[at].text != ":":
                    at += 1
            else:
                at = max(self.statement(at, kind), at + 1)

    def kind_of(self, brace):
        """Of what a function returns: its type stands on the line before its
        name."""
        head = self.text[:self.tokens[brace].at].rsplit("\n\n", 1)[-1]
        head = re.sub(r"/\*.*?\*/", "", head, flags=re.DOTALL)
        lines = [line for line in head.split("\n") if line.strip()]
        for i, line in enumerate(lines):
            if re.match(r"[a-z_]\w*\(", line) and i:
                words = lines[i - 1]
                if "*" in words:
                    return "pointer"
                name = words.split()[-1]
                if name == "bool":
                    return "bool"
                return "number" if name in NUMBERS else "other"
        return "other"

    def find(self):
        for i, token in enumerate(self.tokens):
            before = self.text[token.at - 1:token.at]
            if token.text == "{" and before == "\n":
                self.body(i + 1, match(self.tokens, i), self.kind_of(i))
        return self.places


def find(text):
    return Finder(text).find()
