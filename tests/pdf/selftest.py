#!/usr/bin/env python3
"""Shows that the walker can fail: selftest.py ARCHIVE-FILE, or
selftest.py PRESS-FILE press.

Each case damages a good file's model in one way and names the clause that
must be reported.
"""
import copy
import sys

from pdfmodel import Model, Stream
from walk import faults_of


def first(model, test):
    """The first object of which `test` holds."""
    for held in model.objects.values():
        entries = held.entries if isinstance(held, Stream) else held
        if isinstance(entries, dict) and test(entries):
            return held
    raise LookupError("nothing to damage")


def role(name):
    return lambda entries: entries.get("/S") == name and "/P" in entries


def kind(name):
    return lambda entries: entries.get("/Type") == name


def page_stream(model):
    page = next(page for _, page, _ in model.pages() if "/Contents" in page)
    return model.at(page["/Contents"])


def replace(stream, old, new):
    assert old in stream.data, old
    stream.data = stream.data.replace(old, new, 1)


def metadata(model):
    return model.at(model.catalog["/Metadata"])


def cid_font(model):
    return first(model, lambda e: e.get("/Subtype") == "/CIDFontType2")


def text_map(model):
    """A ToUnicode stream whose font is used on the pages."""
    font = first(model, lambda e: e.get("/Subtype") == "/Type0")
    return model.at(font["/ToUnicode"])


def set_entry(holder, key, value):
    entries = holder.entries if isinstance(holder, Stream) else holder
    if value is None:
        del entries[key]
    else:
        entries[key] = value


def cut_kids(model, name):
    first(model, role(name))["/K"] = []


CASES = [
    ("6.1.2", lambda m: setattr(m, "raw", m.raw[1:])),
    ("6.1.3", lambda m: m.trailer.pop("/ID")),
    ("6.1.3", lambda m: setattr(m, "raw", m.raw + b"%%EOF\n")),
    ("6.1.7.2", lambda m: set_entry(metadata(m), "/Filter", "/LZWDecode")),
    ("6.1.13", lambda m: set_entry(m.catalog, "/" + "x" * 200, 1)),
    ("6.1.13", lambda m: set_entry(m.catalog, "/Big", 1 << 40)),
    ("32000-1 7.3.10", lambda m: set_entry(m.catalog, "/X", "99999 0 R")),
    ("6.2.3", lambda m: set_entry(m.catalog, "/OutputIntents", [])),
    ("6.2.3", lambda m: set_entry(first(m, lambda e: e.get("/N") == 3),
                                  "/N", 4)),
    ("6.2.2", lambda m: replace(page_stream(m), b"BT\n", b"BT zz\n")),
    ("6.2.4.3", lambda m: replace(page_stream(m), b"BT\n", b"0 0 0 1 k BT\n")),
    ("issue 7", lambda m: replace(page_stream(m), b"BT\n", b"0 0 0 rg BT\n")),
    ("6.2.11.4.1", lambda m: set_entry(
        first(m, kind("/FontDescriptor")), "/FontFile2", None)),
    ("6.2.11.2", lambda m: set_entry(
        first(m, kind("/FontDescriptor")), "/StemV", None)),
    ("32000-1 9.6.4", lambda m: set_entry(cid_font(m), "/BaseFont", "/Sans")),
    ("6.2.11.3.1", lambda m: set_entry(
        cid_font(m), "/CIDSystemInfo",
        {"/Registry": "u:Adobe", "/Ordering": "u:Japan1"})),
    ("6.2.11.3.2", lambda m: set_entry(cid_font(m), "/CIDToGIDMap", None)),
    ("6.2.11.3.3", lambda m: set_entry(first(m, kind("/CMap")), "/WMode", 1)),
    ("6.2.11.5", lambda m: set_entry(cid_font(m), "/W", [0, 255, 123])),
    ("6.2.11.7.2", lambda m: replace(text_map(m), b"><00", b"><FEFF00")),
    ("6.2.11.7.2", lambda m: setattr(text_map(m), "data", b"")),
    ("6.2.11.8", lambda m: setattr(
        m.at(cid_font(m)["/CIDToGIDMap"]), "data", bytes(512))),
    ("6.3.2", lambda m: set_entry(first(m, kind("/Annot")), "/F", 0)),
    ("6.5.1", lambda m: set_entry(
        first(m, kind("/Annot")), "/A", {"/S": "/Launch"})),
    ("6.5.2", lambda m: set_entry(m.catalog, "/OpenAction", [])),
    ("6.6.2.1", lambda m: set_entry(m.catalog, "/Metadata", None)),
    ("6.6.4", lambda m: replace(metadata(m), b"part>2<", b"part>1<")),
    ("6.6.2.3.1", lambda m: replace(
        metadata(m), b"URI>http://www.aiim.org/pdfua", b"URI>http://other")),
    ("6.6.3", lambda m: set_entry(
        m.at(m.trailer["/Info"]), "/Title", "u:Another")),
    ("6.6.3", lambda m: replace(metadata(m), b"CreateDate>2012",
                                b"CreateDate>2013")),
    ("6.7.2.2", lambda m: set_entry(m.catalog, "/MarkInfo", None)),
    ("6.7.3.1", lambda m: set_entry(m.catalog, "/StructTreeRoot", None)),
    ("6.7.4", lambda m: set_entry(m.catalog, "/Lang", None)),
    ("UA 5", lambda m: replace(metadata(m), b"<pdfuaid:part>1",
                               b"<pdfuaid:part>2")),
    ("UA 7.1", lambda m: set_entry(m.catalog, "/ViewerPreferences", {})),
    ("UA 7.1", lambda m: replace(page_stream(m), b"/Artifact", b"/Other")),
    ("UA 7.1", lambda m: cut_kids(m, "/P")),
    ("UA 7.1", lambda m: set_entry(first(m, role("/P")), "/S", "/Div2")),
    ("UA 7.2", lambda m: set_entry(first(m, role("/LBody")), "/S", "/P")),
    ("UA 7.2", lambda m: set_entry(first(m, role("/TD")), "/S", "/P")),
    ("UA 7.2", lambda m: first(m, role("/TR"))["/K"].pop()),
    ("UA 7.4.2", lambda m: set_entry(first(m, role("/H2")), "/S", "/H4")),
    ("UA 7.3", lambda m: set_entry(first(m, role("/Figure")), "/Alt", None)),
    ("6.2.8.1", lambda m: set_entry(
        first(m, lambda e: e.get("/Subtype") == "/Image"),
        "/Interpolate", True)),
    ("6.2.4.1", lambda m: set_entry(
        first(m, lambda e: e.get("/Subtype") == "/Image"),
        "/ColorSpace", "/DeviceCMYK")),
    ("UA 7.5", lambda m: set_entry(first(m, role("/TH")), "/A", None)),
    ("UA 7.6", lambda m: set_entry(first(m, role("/L")), "/A", None)),
    ("UA 7.18.5", lambda m: set_entry(
        first(m, kind("/Annot")), "/Contents", None)),
    ("UA 7.18.5", lambda m: set_entry(first(m, role("/Link")), "/S", "/P")),
    ("UA 7.18.3", lambda m: set_entry(
        first(m, lambda e: "/Annots" in e), "/Tabs", None)),
    ("32000-1 14.7.2", lambda m: set_entry(
        first(m, role("/Sect")), "/P", m.trailer["/Root"])),
    ("32000-1 14.7.4.4", lambda m: set_entry(
        first(m, kind("/Annot")), "/StructParent", 0)),
]


def page(model):
    return next(page for _, page, _ in model.pages())


def intent(model):
    return model.at(model.catalog["/OutputIntents"][0])


PRESS_CASES = [
    ("6.1", lambda m: setattr(m, "raw", m.raw.replace(b"1.6", b"1.7", 1))),
    ("6.2.2", lambda m: set_entry(intent(m), "/S", "/GTS_PDFA1")),
    ("6.2.2", lambda m: set_entry(intent(m), "/DestOutputProfile", None)),
    ("6.2.2", lambda m: set_entry(intent(m), "/Info", None)),
    ("6.2.2", lambda m: replace(m.at(intent(m)["/DestOutputProfile"]),
                                b"prtrGRAY", b"mntrGRAY")),
    ("6.2.4", lambda m: replace(page_stream(m), b" Tf", b" Tf 1 0 0 rg")),
    ("6.2.8", lambda m: set_entry(page(m), "/Group", {"/S": "/Transparency"})),
    ("6.3", lambda m: set_entry(page(m), "/TrimBox", None)),
    ("6.3", lambda m: set_entry(page(m), "/TrimBox", [0, 0, 9000, 9000])),
    ("6.4.2", lambda m: replace(metadata(m), b"PDF/X-4", b"PDF/X-3")),
    ("6.5.1", lambda m: replace(metadata(m), b">default<", b"><")),
    ("6.5.2", lambda m: set_entry(m.at(m.trailer["/Info"]), "/Trapped", None)),
    ("6.8", lambda m: set_entry(page(m), "/Annots", [])),
    ("6.8", lambda m: set_entry(m.catalog, "/AcroForm", {})),
    ("6.1.3", lambda m: m.trailer.update({"/Encrypt": {}})),
]


def main():
    good = Model(sys.argv[1])
    profile = sys.argv[2] if len(sys.argv) > 2 else "archive"
    cases = PRESS_CASES if profile == "press" else CASES
    failed = len(faults_of(good, profile))
    if failed:
        print("FAILED: the whole file has faults")
    for number, (clause, damage) in enumerate(cases):
        model = copy.deepcopy(good)
        damage(model)
        found = {clause for clause, _ in faults_of(model, profile)}
        if clause not in found:
            failed += 1
            print("FAILED case %d: %s not seen, but %s"
                  % (number, clause, sorted(found)))
    print("%d passed, %d failed" % (len(cases) - failed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
