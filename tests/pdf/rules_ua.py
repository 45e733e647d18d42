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
    "/TR": {"/TH", "/TD"},
}
OUTSIDE = {"/LI": "/L", "/Lbl": "/LI", "/LBody": "/LI", "/TR": "/Table",
           "/TH": "/TR", "/TD": "/TR"}
STANDARD = {"/Document", "/Sect", "/P", "/L", "/LI", "/Lbl", "/LBody",
            "/Table", "/TR", "/TH", "/TD", "/Div", "/Link", "/Figure",
            "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Span"}


class Tree:
    """Elements in reading order, and what content they name."""

    def __init__(self, model, fault):
        self.model, self.fault = model, fault
        self.elements = []  # (reference, element)
        self.content = {}  # (page, mcid): reference of the element
        self.objects = {}  # annotation: reference of the element
        self.kinds = {}  # reference: kids' elements
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
    for page, mcid in tree.content:
        if mcid not in shown.marked.get(page, {}):
            fault("UA 7.1", "%s: no MCID %d on the page" % (page, mcid))


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
        if role in OUTSIDE and parent != OUTSIDE[role]:
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


def check_element(model, tree, reference, element, fault):
    role = element["/S"]
    attributes = model.at(element.get("/A", {}))
    if role == "/TH" and attributes.get("/Scope") not in (
            "/Column", "/Row", "/Both"):
        fault("UA 7.5", "%s: TH without scope" % reference)
    if role == "/Figure" and not text_of(element.get("/Alt")):
        fault("UA 7.3", "%s: figure without words" % reference)
    if role == "/L" and "/Lbl" in sum(
            (tree.kinds[kid] for kid in Tree.kids(element)), []) and \
            "/ListNumbering" not in attributes:
        fault("UA 7.6", "%s: labels without numbering" % reference)
    if role == "/Table":
        rows = [len(tree.kinds[kid]) for kid in Tree.kids(element)]
        if len(set(rows)) > 1:
            fault("UA 7.2", "%s: rows of %s cells" % (reference, rows))


def check(model, shown, fault):
    check_document(model, fault)
    if "/StructTreeRoot" not in model.catalog:
        fault("UA 7.1", "no structure")
        return
    tree = Tree(model, fault)
    check_content(model, shown, tree, fault)
    check_elements(model, tree, fault)
