"""ISO 15930-7 (PDF/X-4) as far as a file of ours can break it: rules by clause.
The fonts' and the objects' rules are those of PDF/A-2, which asks more."""
import struct

import rules_a2
from pdfmodel import Stream, text_of

COLOURED = set("rg RG k K cs CS sc SC scn SCN sh ri".split())
MM = "http://ns.adobe.com/xap/1.0/mm/"
PDFX = "http://www.npes.org/pdfx/ns/id/"
PDF = "http://ns.adobe.com/pdf/1.3/"


def check_intent(model, fault):
    intents = [model.at(i) for i in model.catalog.get("/OutputIntents", [])]
    ours = [i for i in intents if i.get("/S") == "/GTS_PDFX"]
    if len(ours) != 1 or len(intents) != 1:
        fault("6.2.2", "not one PDF/X output intent")
        return
    if not ours[0].get("/OutputConditionIdentifier") or not ours[0].get(
            "/Info"):
        fault("6.2.2", "the output condition has no name")
    profile = model.at(ours[0].get("/DestOutputProfile"))
    if not isinstance(profile, Stream):
        fault("6.2.2", "no profile")
        return
    if struct.unpack(">I", profile.data[:4])[0] != len(profile.data) or \
            profile.data[36:40] != b"acsp":
        fault("6.2.2", "broken ICC profile")
    if profile.data[12:20] != b"prtrGRAY" or profile.get("/N") != 1:
        fault("6.2.2", "the profile is not that of a grey output")


def check_pages(model, shown, fault):
    for reference, page, inherited in model.pages():
        box = model.at(page.get("/TrimBox"))
        media = model.at(page.get("/MediaBox", inherited.get("/MediaBox")))
        if not box or "/ArtBox" in page:
            fault("6.3", "%s: not one TrimBox" % reference)
        elif media and (box[0] < media[0] or box[1] < media[1] or
                        box[2] > media[2] or box[3] > media[3]):
            fault("6.3", "%s: TrimBox beyond MediaBox" % reference)
        if "/Group" in page:
            fault("6.2.8", "%s: transparency" % reference)
        if "/Annots" in page or "/AA" in page:
            fault("6.8", "%s: annotations or actions" % reference)
    for operator in shown.operators & COLOURED:
        fault("6.2.4", "colour beside a grey output: %s" % operator)
    if "gs" in shown.operators:
        fault("6.2.8", "a graphics state: transparency, or overprint")


def check_objects(model, fault):
    for reference, held in model.objects.items():
        if not isinstance(held, Stream):
            continue
        if held.get("/Subtype") == "/Image" and held.get(
                "/ColorSpace") != "/DeviceGray":
            fault("6.2.4", "%s: an image with colours" % reference)
        if held.get("/SMask") or held.get("/Alternates"):
            fault("6.2.8", "%s: mask or alternate" % reference)


def check_identity(model, fault):
    tree = rules_a2.packet(model)
    if tree is None:
        fault("6.4.2", "no metadata")
        return

    def said(namespace, name):
        return rules_a2.property_of(tree, namespace, name)
    if said(PDFX, "GTS_PDFXVersion") != "PDF/X-4":
        fault("6.4.2", "not identified as PDF/X-4")
    if said(rules_a2.PDFAID, "part"):
        fault("6.4.2", "identified as PDF/A, whose intent it lacks")
    for name in ("DocumentID", "VersionID", "RenditionClass"):
        if not said(MM, name):
            fault("6.5.1", "no xmpMM:%s" % name)
    info = model.at(model.trailer.get("/Info", {}))
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not text_of(info.get(key, "")):
            fault("6.5.2", "no %s" % key)
    if info.get("/Trapped") != "/False" or said(PDF, "Trapped") != "False":
        fault("6.5.2", "trapped or not is not said")


def check(model, shown, fault):
    if not model.raw.startswith(b"%PDF-1.6"):
        fault("6.1", "not PDF 1.6")
    for key in ("/AcroForm", "/OpenAction", "/AA"):
        if key in model.catalog:
            fault("6.8", key)
    rules_a2.check_file(model, fault)
    rules_a2.check_objects(model, fault)
    for reference, codes in shown.codes.items():
        rules_a2.check_font(model, reference, codes, fault)
    check_intent(model, fault)
    check_pages(model, shown, fault)
    check_objects(model, fault)
    check_identity(model, fault)
