"""ISO 14289-1 (PDF/UA-1): rules by clause over the structure tree."""
import re

from pdfmodel import REFERENCE, text_of
from rules_a2 import packet, property_of

PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
# Which elements may stand in which (ISO 32000-1 14.8.4).
INSIDE = {
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/TOC": {"/TOC", "/TOCI", "/Caption"},
}
OUTSIDE = {"/LI": {"/L"}, "/LBody": {"/LI"}, "/TH": {"/TR"}, "/TD": {"/TR"},
           "/THead": {"/Table"}, "/TBody": {"/Table"}, "/TFoot": {"/Table"},
           "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
           "/TOCI": {"/TOC"}, "/Lbl": {"/LI", "/Note", "/TOCI", "/P",
                                       "/Caption", "/BibEntry"}}
STANDARD = {"/" + role for role in (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct "
    "Private P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody "
    "TFoot Span Quote Note Reference BibEntry Code Link Ruby RB RT RP Warichu "
    "WT WP Figure Formula").split()}


class Tree:
    """Elements in reading order, and what content they name."""

    def __init__(self, model, fault):
        self.model, self.fault = model, fault
        self.elements = []  # (reference, element)
        self.content = {}  # (page, mcid): reference of the element
        self.objects = {}  # annotation: reference of the element
        self.kinds = {}  # reference: kids' elements
        self.ids = {}  # ID: reference
        root = model.find(model.catalog, "/StructTreeRoot")
        self.root = root
        for kid in self.kids(root):
            self.walk(kid, model.catalog["/StructTreeRoot"])

    @staticmethod
    def kids(element):
        kids = element.get("/K", [])
        return kids if isinstance(kids, list) else [kids]

    def walk(self, reference, parent):
        element = self.model.at(reference)
        self.elements.append((reference, element))
        self.kinds[reference] = []
        if element.get("/P") != parent:
            self.fault("32000-1 14.7.2", "%s: wrong parent" % reference)
        if "/ID" in element:
            if element["/ID"] in self.ids:
                self.fault("32000-1 14.7.2", "%s: ID twice" % reference)
            self.ids[element["/ID"]] = reference
        for kid in self.kids(element):
            self.take(reference, element, kid)

    def take(self, reference, element, kid):
        if isinstance(kid, int):
            self.name(element.get("/Pg"), kid, reference)
            return
        held = self.model.at(kid)
        kind = held.get("/Type")
        if kind == "/MCR":
            self.name(held.get("/Pg"), held["/MCID"], reference)
        elif kind == "/OBJR":
            self.objects[held["/Obj"]] = reference
        elif isinstance(kid, str) and REFERENCE.match(kid):
            self.kinds[reference].append(held["/S"])
            self.walk(kid, reference)

    def name(self, page, mcid, reference):
        if (page, mcid) in self.content:
            self.fault("32000-1 14.7.4", "content of two elements")
        self.content[(page, mcid)] = reference


def check_document(model, fault):
    tree = packet(model)
    if tree is None or property_of(tree, PDFUAID, "part") != "1":
        fault("UA 5", "not identified as PDF/UA-1")
    if model.find(model.catalog, "/ViewerPreferences",
                  "/DisplayDocTitle") is not True:
        fault("UA 7.1", "title not shown")
    if tree is None or not property_of(
            tree, "http://purl.org/dc/elements/1.1/", "title"):
        fault("UA 7.1", "no title")
    if not re.match(r"[A-Za-z]{2,3}(-|$)",
                    text_of(model.catalog.get("/Lang")) or ""):
        fault("UA 7.2", "no language")
    if model.find(model.catalog, "/MarkInfo", "/Suspects") is True:
        fault("UA 7.1", "suspects")


def check_content(model, shown, tree, fault):
    """Marked content and elements name each other."""
    numbers = list(model.number_tree(tree.root["/ParentTree"]))
    keys = [key for key, _ in numbers]
    if keys != sorted(set(keys)):
        fault("32000-1 7.9.7", "parent tree out of order")
    parents = dict(numbers)
    for reference, page, _ in model.pages():
        marked = shown.marked[reference]
        listed = model.at(parents.get(page.get("/StructParents"), []))
        for mcid, role in marked.items():
            owner = tree.content.get((reference, mcid))
            if owner is None:
                fault("UA 7.1", "%s: MCID %d of nobody" % (reference, mcid))
            elif mcid >= len(listed) or listed[mcid] != owner:
                fault("32000-1 14.7.4.4",
                      "%s: MCID %d not in the parent tree"
                      % (reference, mcid))
            elif model.at(owner)["/S"] != role:
                fault("32000-1 14.7.4", "%s: MCID %d is %s"
                      % (reference, mcid, role))
        check_links(model, page, tree, parents, fault)
    check_ids(model, tree, fault)
    for page, mcid in tree.content:
        if mcid not in shown.marked.get(page, {}):
            fault("UA 7.1", "%s: no MCID %d on the page" % (page, mcid))


def check_ids(model, tree, fault):
    """Each ID leads to its element, in order."""
    def names(node):
        node = model.at(node) or {}
        listed = node.get("/Names", [])
        yield from zip(listed[::2], listed[1::2])
        for kid in node.get("/Kids", []):
            yield from names(kid)
    listed = list(names(tree.root.get("/IDTree")))
    if listed != sorted(listed) or dict(listed) != tree.ids:
        fault("32000-1 14.7.2", "the tree of IDs is not that of elements")


def check_links(model, page, tree, parents, fault):
    annotations = page.get("/Annots", [])
    if annotations and page.get("/Tabs") != "/S":
        fault("UA 7.18.3", "tab order")
    for annotation in annotations:
        held = model.at(annotation)
        owner = tree.objects.get(annotation)
        if owner is None or model.at(owner)["/S"] != "/Link":
            fault("UA 7.18.5", "%s: link without element" % annotation)
        elif parents.get(held.get("/StructParent")) != owner:
            fault("32000-1 14.7.4.4", "%s: not in parent tree" % annotation)
        if not text_of(held.get("/Contents")):
            fault("UA 7.18.5", "%s: link without words" % annotation)


def check_elements(model, tree, fault):
    level = 0
    for reference, element in tree.elements:
        role = element["/S"]
        parent = model.at(element["/P"]).get("/S")
        if role not in STANDARD:
            fault("UA 7.1", "%s: role %s" % (reference, role))
        if role in OUTSIDE and parent not in OUTSIDE[role]:
            fault("UA 7.2", "%s in %s" % (role, parent))
        for kid in tree.kinds[reference]:
            if role in INSIDE and kid not in INSIDE[role]:
                fault("UA 7.2", "%s in %s" % (kid, role))
        if role == "/Sect":
            level = 0
        if re.match(r"/H\d$", role):
            if int(role[2:]) > level + 1:
                fault("UA 7.4.2", "%s: %s after level %d"
                      % (reference, role, level))
            level = int(role[2:])
        check_element(model, tree, reference, element, fault)


def attributes_of(model, element):
    """All of them in one; an array holds several objects."""
    held = model.at(element.get("/A", {}))
    merged = {}
    for part in held if isinstance(held, list) else [held]:
        if isinstance(model.at(part), dict):
            merged.update(model.at(part))
    return merged


def check_element(model, tree, reference, element, fault):
    role = element["/S"]
    attributes = attributes_of(model, element)
    headers = attributes.get("/Headers", [])
    if role == "/TH" and not headers and attributes.get("/Scope") not in (
            "/Column", "/Row", "/Both"):
        fault("UA 7.5", "%s: TH without scope" % reference)
    for name in headers:
        if name not in tree.ids:
            fault("UA 7.5", "%s: headed by nobody" % reference)
    if role == "/Note" and "/ID" not in element:
        fault("UA 7.9", "%s: note without ID" % reference)
    if role in ("/Figure", "/Formula") and not (
            text_of(element.get("/Alt")) or text_of(element.get(
                "/ActualText"))):
        fault("UA 7.3", "%s: figure without words" % reference)
    if role == "/L" and "/Lbl" in sum(
            (tree.kinds[kid] for kid in Tree.kids(element)), []) and \
            "/ListNumbering" not in attributes:
        fault("UA 7.6", "%s: labels without numbering" % reference)
    if role == "/Table":
        widths = list(widths_of(model, element))
        if len(set(widths)) > 1:
            fault("UA 7.2", "%s: rows of %s cells" % (reference, widths))


def rows_of(model, element):
    for kid in Tree.kids(element):
        held = model.at(kid)
        if held["/S"] == "/TR":
            yield [attributes_of(model, model.at(cell))
                   for cell in Tree.kids(held)]
        elif held["/S"] != "/Caption":
            yield from rows_of(model, held)


def widths_of(model, element):
    """How many columns each row takes, with what reaches into it."""
    taken = {}  # (row, column)
    rows = list(rows_of(model, element))
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for down in range(cell.get("/RowSpan", 1)):
                for across in range(cell.get("/ColSpan", 1)):
                    taken[(y + down, x + across)] = True
        yield sum(1 for at in taken if at[0] == y)


def check(model, shown, fault):
    check_document(model, fault)
    if "/StructTreeRoot" not in model.catalog:
        fault("UA 7.1", "no structure")
        return
    tree = Tree(model, fault)
    check_content(model, shown, tree, fault)
    check_elements(model, tree, fault)
