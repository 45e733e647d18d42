"""A PDF file as Python values, by qpdf's JSON, and its content streams."""
import base64
import json
import re
import subprocess

REFERENCE = re.compile(r"\d+ \d+ R$")


class Stream:
    def __init__(self, entries, data):
        self.entries = entries
        self.data = data  # decoded where its filter is a general one

    def get(self, key, otherwise=None):
        return self.entries.get(key, otherwise)


class Model:
    """objects: by "12 0 R"; trailer; raw: the file's bytes."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        run = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            capture_output=True, check=True)
        version, objects = json.loads(run.stdout)["qpdf"]
        self.version = version["pdfversion"]
        self.objects = {}
        for name, held in objects.items():
            if name == "trailer":
                self.trailer = held["value"]
            elif "stream" in held:
                stream = held["stream"]
                self.objects[name[4:]] = Stream(
                    stream["dict"], base64.b64decode(stream.get("data", "")))
            else:
                self.objects[name[4:]] = held["value"]
        self.catalog = self.at(self.trailer["/Root"])

    def at(self, value):
        """What a reference stands for; anything else as it is."""
        while isinstance(value, str) and REFERENCE.match(value):
            value = self.objects.get(value)
        return value

    def find(self, holder, *keys):
        """holder/key/key…, through references; None where it ends."""
        for key in keys:
            holder = self.at(holder)
            if isinstance(holder, Stream):
                holder = holder.entries
            if not isinstance(holder, dict):
                return None
            holder = holder.get(key)
        return self.at(holder)

    def pages(self):
        """(reference, page) in order, what is inherited added."""
        def walk(reference, inherited):
            node = self.at(reference)
            passed = dict(inherited)
            for key in ("/MediaBox", "/Resources", "/Rotate"):
                if key in node:
                    passed[key] = node[key]
            if node["/Type"] == "/Pages":
                for kid in node["/Kids"]:
                    yield from walk(kid, passed)
            else:
                yield reference, node, passed
        yield from walk(self.catalog["/Pages"], {})

    def number_tree(self, root):
        """(key, value) pairs of a number tree, in file order."""
        node = self.at(root)
        numbers = node.get("/Nums", [])
        for i in range(0, len(numbers), 2):
            yield numbers[i], numbers[i + 1]
        for kid in node.get("/Kids", []):
            yield from self.number_tree(kid)


def text_of(value):
    """A text string's characters."""
    if value is None:
        return None
    if value.startswith("u:"):
        return value[2:]
    raw = bytes.fromhex(value[2:])
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be")
    return raw.decode("latin-1")


TOKEN = re.compile(
    rb"(?P<blank>[\0\t\n\f\r ]+)|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|(?P<open><<)|(?P<close>>>)|(?P<array>[\[\]])"
    rb"|(?P<operator>[A-Za-z'\"*][A-Za-z0-9'\"*]*)")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def read_string(data, at):
    """A literal string from its bracket: (bytes, where it ends)."""
    out, depth, at = bytearray(), 1, at + 1
    while True:
        c = data[at:at + 1]
        if c == b"\\":
            following = data[at + 1:at + 2]
            out += ESCAPES.get(following, following)
            at += 2
            continue
        depth += (c == b"(") - (c == b")")
        at += 1
        if depth == 0:
            return bytes(out), at
        out += c


def build(tokens):
    """Arrays and dictionaries of a flat list of operands."""
    stack = [[]]
    for token in tokens:
        if token in ("[", "<<"):
            stack.append([])
        elif token == "]":
            done = stack.pop()
            stack[-1].append(done)
        elif token == ">>":
            done = stack.pop()
            stack[-1].append(dict(zip(done[::2], done[1::2])))
        else:
            stack[-1].append(token)
    return stack[0]


def operations(data):
    """(operator, operands) of a content stream; strings are bytes."""
    at, operands = 0, []
    while at < len(data):
        if data[at:at + 1] == b"(":
            text, at = read_string(data, at)
            operands.append(text)
            continue
        match = TOKEN.match(data, at)
        if not match:
            raise ValueError("content at byte %d: %r" % (at, data[at:at + 20]))
        at, kind, text = match.end(), match.lastgroup, match.group()
        if kind == "number":
            operands.append(float(text))
        elif kind in ("name", "open", "close", "array"):
            operands.append(text.decode("latin-1"))
        elif kind == "hex":
            operands.append(bytes.fromhex(text[1:-1].decode()))
        elif kind == "operator":
            yield text.decode("latin-1"), build(operands)
            operands = []
    if operands:
        raise ValueError("operands without operator at the end")


class Shown:
    """What the pages show: codes by font, colours, marked content."""

    def __init__(self, model):
        self.model = model
        self.codes = {}  # font reference: set of codes
        self.faults = []  # (clause, text)
        self.marked = {}  # page reference: {mcid: role}
        self.parents = {}  # page reference: StructParents
        self.operators = set()
        self.forms = {}
        for reference, page, _ in model.pages():
            self.marked[reference] = {}
            self.parents[reference] = page.get("/StructParents")
            if "/Contents" in page:
                held = model.at(page["/Contents"])
                parts = held if isinstance(held, list) else [held]
                self.read(b"\n".join(model.at(part).data for part in parts),
                          page.get("/Resources"), reference, None)

    def read(self, data, resources, page, inside):
        """`inside`: how the form that is read was marked where it stands."""
        stack, font = [], None
        for operator, operands in operations(data):
            self.operators.add(operator)
            if operator in ("BDC", "BMC"):
                self.begin(operands, stack, page, inside)
            elif operator == "EMC":
                stack.pop()
            elif operator == "Tf":
                font = self.model.find(resources, "/Font")[operands[0]]
            elif operator in ("Tj", "TJ"):
                self.show(operands[0], font)
            elif operator == "rg" and len(set(operands)) == 1:
                self.faults.append(("issue 7", "a grey as DeviceRGB"))
            if operator in ("Tj", "TJ", "f", "Do") and page:
                self.check_marked(stack, page, inside, operator)
            if operator == "Do":
                self.paint(operands[0], resources, page, stack, inside)
        if stack:
            self.faults.append(("32000-1 14.6", "BDC without EMC"))

    def begin(self, operands, stack, page, inside):
        role = operands[0]
        properties = operands[1] if len(operands) > 1 else {}
        outer = self.kind(stack, inside)
        kind = outer
        if role == "/Artifact":
            kind = "artifact"
            if outer == "element":
                self.faults.append(("UA 7.1", "artifact inside tagged"))
        elif "/MCID" in properties:
            kind = "element"
            mcid = int(properties["/MCID"])
            if outer:
                self.faults.append(("UA 7.1", "tagged inside tagged"))
            if mcid in self.marked[page]:
                self.faults.append(("32000-1 14.7.4", "MCID twice"))
            self.marked[page][mcid] = role
        stack.append(kind)

    @staticmethod
    def kind(stack, inside):
        return stack[-1] if stack else inside

    def check_marked(self, stack, page, inside, operator):
        if self.parents.get(page) is not None and \
                not self.kind(stack, inside):
            self.faults.append(
                ("UA 7.1", "%s neither tagged nor artifact" % operator))

    def show(self, shown, font):
        codes = self.codes.setdefault(font, set())
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, bytes):
                codes.update(part)

    def paint(self, name, resources, page, stack, inside):
        reference = self.model.find(resources, "/XObject")[name]
        form = self.model.at(reference)
        if form.get("/Subtype") != "/Form":
            return
        kind = self.kind(stack, inside)
        if (reference, kind) in self.forms:
            return
        self.forms[(reference, kind)] = True
        self.read(form.data, form.get("/Resources"), page, kind)
