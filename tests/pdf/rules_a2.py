"""ISO 19005-2 (PDF/A-2), levels U and A: rules by clause, object by object."""
import re
import struct
import xml.etree.ElementTree as xml

from pdfmodel import REFERENCE, Stream, text_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
OPERATORS = set(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* "
    "G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* "
    "Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())


def values(value):
    """Everything inside a value."""
    if isinstance(value, Stream):
        value = value.entries
    yield value
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from values(held)
    elif isinstance(value, list):
        for held in value:
            yield from values(held)


def check_file(model, fault):
    raw = model.raw
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", raw):
        fault("6.1.2", "header without version and binary comment")
    identifier = model.trailer.get("/ID", [])
    if len(identifier) != 2 or min(map(len, identifier), default=0) < 18:
        fault("6.1.3", "no file identifier")
    if "/Encrypt" in model.trailer:
        fault("6.1.3", "encrypted")
    if raw.count(b"%%EOF") != 1 or not raw.rstrip().endswith(b"%%EOF"):
        fault("6.1.3", "data after the end, or an update")
    for match in re.finditer(rb"stream(..)", raw, re.S):
        before = raw[match.start() - 3:match.start()]
        if before != b"end" and match[1] != b"\r\n" and match[1][:1] != b"\n":
            fault("6.1.7.1", "stream without end of line")


def check_objects(model, fault):
    if len(model.objects) > 8388607:
        fault("6.1.13", "too many objects")
    for reference, held in model.objects.items():
        if isinstance(held, Stream):
            filters = held.get("/Filter", [])
            for name in filters if isinstance(filters, list) else [filters]:
                if name in ("/LZWDecode", "/Crypt"):
                    fault("6.1.7.2", "%s: %s" % (reference, name))
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                if key in held.entries:
                    fault("6.1.7.1", "%s: external stream" % reference)
        for value in values(held):
            if isinstance(value, str):
                check_text(model, fault, reference, value)
            elif isinstance(value, int) and abs(value) > 2147483647:
                fault("6.1.13", "%s: integer" % reference)


def check_text(model, fault, reference, value):
    if value[:1] == "/" and len(value.encode()) > 128:
        fault("6.1.13", "%s: name over 127 bytes" % reference)
    if value[:2] in ("u:", "b:") and len(value) > 2 * 32767:
        fault("6.1.13", "%s: string over 32767 bytes" % reference)
    if REFERENCE.match(value) and value not in model.objects:
        fault("32000-1 7.3.10", "%s: refers to nothing" % reference)


def check_intent(model, fault):
    intents = [model.at(i) for i in model.catalog.get("/OutputIntents", [])]
    ours = [i for i in intents if i.get("/S") == "/GTS_PDFA1"]
    if len(ours) != 1:
        fault("6.2.3", "not one PDF/A output intent")
        return
    profile = model.at(ours[0].get("/DestOutputProfile"))
    if not isinstance(profile, Stream):
        fault("6.2.3", "no profile")
        return
    size, version = struct.unpack(">I4xB", profile.data[:9])
    if size != len(profile.data) or profile.data[36:40] != b"acsp":
        fault("6.2.3", "broken ICC profile")
    if version > 4 or profile.data[12:16] not in (b"mntr", b"prtr"):
        fault("6.2.3", "ICC profile of a wrong version or class")
    colours = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}
    if colours.get(profile.data[16:20]) != profile.get("/N"):
        fault("6.2.3", "/N is not the profile's")


def check_pages(model, shown, fault):
    for reference, page, _ in model.pages():
        if "/Contents" in page and "/Resources" not in page:
            fault("6.2.2", "%s: inherited resources" % reference)
        if "/AA" in page:
            fault("6.5.2", "%s: additional actions" % reference)
    for form, _ in shown.forms:
        if "/Resources" not in model.at(form).entries:
            fault("6.2.2", "%s: form without resources" % form)
        for key in ("/OPI", "/PS", "/Ref", "/Subtype2"):
            if key in model.at(form).entries:
                fault("6.2.9", "%s: %s" % (form, key))
    for operator in shown.operators - OPERATORS:
        fault("6.2.2", "unknown operator %s" % operator)
    for name in ("k", "K"):
        if name in shown.operators:
            fault("6.2.4.3", "DeviceCMYK without its intent")


def check_images(model, fault):
    for reference, image in model.objects.items():
        if not isinstance(image, Stream) or \
                image.get("/Subtype") != "/Image":
            continue
        for key in ("/Alternates", "/OPI"):
            if key in image.entries:
                fault("6.2.8.1", "%s: %s" % (reference, key))
        if image.get("/Interpolate") is True:
            fault("6.2.8.1", "%s: interpolated" % reference)
        if image.get("/ColorSpace") not in ("/DeviceGray", "/DeviceRGB"):
            fault("6.2.4.1", "%s: %s" % (reference, image.get("/ColorSpace")))
        if image.get("/SMask"):
            fault("issue 7", "%s: a press gets transparency" % reference)


def table(font_file, tag):
    count = struct.unpack(">H", font_file[4:6])[0]
    for i in range(count):
        name, _, at, size = struct.unpack(
            ">4sIII", font_file[12 + 16 * i:28 + 16 * i])
        if name == tag:
            return font_file[at:at + size]
    return b""


def advances(font_file):
    """Widths in thousandths by glyph."""
    upem = struct.unpack(">H", table(font_file, b"head")[18:20])[0]
    metrics = struct.unpack(">H", table(font_file, b"hhea")[34:36])[0]
    glyphs = struct.unpack(">H", table(font_file, b"maxp")[4:6])[0]
    widths = table(font_file, b"hmtx")
    for glyph in range(glyphs):
        at = 4 * min(glyph, metrics - 1)
        yield struct.unpack(">H", widths[at:at + 2])[0] * 1000 / upem


def written_widths(array):
    """The widths of a /W array by CID."""
    widths, at = {}, 0
    while at < len(array):
        if isinstance(array[at + 1], list):
            for i, width in enumerate(array[at + 1]):
                widths[array[at] + i] = width
            at += 2
        else:
            for cid in range(array[at], array[at + 1] + 1):
                widths[cid] = array[at + 2]
            at += 3
    return widths


def read_map(data, kind):
    """bfchar or cidchar and cidrange of a CMap, by code."""
    found = {}
    for block in re.findall(
            rb"begin%s\n(.*?)end%s" % (kind, kind), data, re.S):
        for line in block.splitlines():
            code, rest = re.match(rb"<(..)>(.*)", line).groups()
            found[int(code, 16)] = rest
    for block in re.findall(rb"begincidrange\n(.*?)endcidrange", data, re.S):
        for line in block.splitlines():
            low, high, cid = re.match(
                rb"<(..)><(..)>\s*(\d+)", line).groups()
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = str(int(cid) + code - int(low, 16)).encode()
    return found


def check_text_map(data, codes, fault, name):
    texts = read_map(data, b"bfchar")
    for code in codes:
        if code not in texts:
            fault("6.2.11.7.2", "%s: code %d has no text" % (name, code))
            continue
        text = bytes.fromhex(texts[code][1:-1].decode()).decode("utf-16-be")
        if not text or any(c in "\0\ufeff\ufffe" for c in text):
            fault("6.2.11.7.2", "%s: code %d means nothing" % (name, code))


def check_descriptor(model, font, fault, name):
    descriptor = model.find(font, "/FontDescriptor")
    if not descriptor:
        fault("6.2.11.2", "%s: no descriptor" % name)
        return None
    for key in ("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent",
                "/Descent", "/CapHeight", "/StemV"):
        if key not in descriptor:
            fault("6.2.11.2", "%s: no %s" % (name, key))
    if descriptor.get("/FontName") != font.get("/BaseFont"):
        fault("6.2.11.2", "%s: two names" % name)
    if not re.match(r"/[A-Z]{6}\+", font.get("/BaseFont", "")):
        fault("32000-1 9.6.4", "%s: a subset without tag" % name)
    program = model.at(descriptor.get("/FontFile2") or
                       descriptor.get("/FontFile3"))
    if not isinstance(program, Stream):
        fault("6.2.11.4.1", "%s: not embedded" % name)
        return None
    return program


def check_font(model, reference, codes, fault):
    font = model.at(reference)
    name = font.get("/BaseFont", reference)
    if font.get("/Subtype") != "/Type0":
        fault("6.2.11.2", "%s: not a Type 0 font" % name)
        return
    cid_font = model.at(font["/DescendantFonts"][0])
    encoding = model.at(font["/Encoding"])
    if not isinstance(encoding, Stream):
        fault("6.2.11.3.3", "%s: CMap not embedded" % name)
        return
    check_system(model, cid_font, encoding, fault, name)
    program = check_descriptor(model, cid_font, fault, name)
    texts = model.at(font.get("/ToUnicode"))
    if not isinstance(texts, Stream):
        fault("6.2.11.7.2", "%s: no ToUnicode" % name)
    else:
        check_text_map(texts.data, codes, fault, name)
    if program and cid_font.get("/Subtype") == "/CIDFontType2":
        check_glyphs(model, cid_font, encoding, program, codes, fault, name)


def check_system(model, cid_font, encoding, fault, name):
    ours = model.find(cid_font, "/CIDSystemInfo")
    theirs = model.find(encoding, "/CIDSystemInfo")
    for key in ("/Registry", "/Ordering"):
        if not ours or not theirs or ours.get(key) != theirs.get(key):
            fault("6.2.11.3.1", "%s: %s differs" % (name, key))
    if b"/WMode %d def" % encoding.get("/WMode", 0) not in encoding.data:
        fault("6.2.11.3.3", "%s: WMode differs" % name)
    if cid_font.get("/Subtype") == "/CIDFontType2" and \
            "/CIDToGIDMap" not in cid_font:
        fault("6.2.11.3.2", "%s: no CIDToGIDMap" % name)


def check_glyphs(model, cid_font, encoding, program, codes, fault, name):
    cids = read_map(encoding.data, b"cidchar")
    glyphs = model.at(cid_font.get("/CIDToGIDMap"))
    widths = written_widths(model.at(cid_font.get("/W", [])))
    real = list(advances(program.data))
    for code in codes:
        cid = int(cids.get(code, b"0"))
        glyph = cid
        if isinstance(glyphs, Stream):
            glyph = int.from_bytes(glyphs.data[2 * cid:2 * cid + 2], "big")
        if glyph == 0:
            fault("6.2.11.8", "%s: code %d is .notdef" % (name, code))
        elif glyph >= len(real):
            fault("6.2.11.4.1", "%s: code %d outside the font" % (name, code))
        elif abs(widths.get(cid, 1000) - real[glyph]) > 1:
            fault("6.2.11.5", "%s: width of code %d" % (name, code))


def check_annotations(model, fault):
    for reference, page, _ in model.pages():
        for annotation in page.get("/Annots", []):
            held = model.at(annotation)
            if held.get("/Subtype") not in ("/Link",):
                fault("6.3.1", "%s: %s" % (reference, held.get("/Subtype")))
            flags = held.get("/F", 0)
            if not flags & 4 or flags & (1 | 2 | 32):
                fault("6.3.2", "%s: not printed, or hidden" % annotation)
            action = model.find(held, "/A", "/S")
            if action and action not in ("/URI", "/GoTo"):
                fault("6.5.1", "%s: action %s" % (annotation, action))
    for key in ("/AA", "/OpenAction", "/AcroForm", "/Names"):
        if key in model.catalog:
            fault("6.5.2", "catalog has %s" % key)


def packet(model):
    stream = model.at(model.catalog.get("/Metadata"))
    if not isinstance(stream, Stream):
        return None
    text = stream.data.decode("utf-8")
    return xml.fromstring(text[text.index("<x:xmpmeta"):
                               text.rindex("<?xpacket")])


def property_of(tree, namespace, name):
    """A simple property's text, or that of its first item."""
    for description in tree.iter(RDF + "Description"):
        found = description.find("{%s}%s" % (namespace, name))
        if found is not None:
            item = next(found.iter(RDF + "li"), found)
            return item.text
    return None


PDFAID = "http://www.aiim.org/pdfa/ns/id/"
KNOWN = {"http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/",
         "http://ns.adobe.com/pdf/1.3/", PDFAID,
         "http://www.aiim.org/pdfa/ns/extension/"}


def check_metadata(model, level, fault):
    stream = model.at(model.catalog.get("/Metadata"))
    tree = packet(model)
    if tree is None:
        fault("6.6.2.1", "no XMP packet")
        return
    if stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        fault("6.6.2.1", "XMP stream without type")
    if property_of(tree, PDFAID, "part") != "2" or \
            property_of(tree, PDFAID, "conformance") != level:
        fault("6.6.4", "not identified as 2%s" % level)
    check_same(model, tree, fault)
    schema = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
    described = {uri.text for uri in tree.iter(schema)}
    for description in tree.iter(RDF + "Description"):
        for held in description:
            namespace = held.tag[1:].split("}")[0]
            if namespace not in KNOWN | described:
                fault("6.6.2.3.1", "%s is not described" % held.tag)


def check_same(model, tree, fault):
    """Not asked by part 2, but who reads Info should read the same."""
    info = model.at(model.trailer.get("/Info"))
    title = property_of(tree, "http://purl.org/dc/elements/1.1/", "title")
    if not title or text_of(info.get("/Title")) != title:
        fault("6.6.3", "two titles")
    if text_of(info.get("/Producer")) != property_of(
            tree, "http://ns.adobe.com/pdf/1.3/", "Producer"):
        fault("6.6.3", "two producers")
    for key, name in (("/CreationDate", "CreateDate"),
                      ("/ModDate", "ModifyDate")):
        date = re.sub(r"[-:T]", "", property_of(
            tree, "http://ns.adobe.com/xap/1.0/", name) or "")
        if text_of(info.get(key)) != "D:" + date:
            fault("6.6.3", "two dates: %s" % key)


def check_level_a(model, fault):
    if model.find(model.catalog, "/MarkInfo", "/Marked") is not True:
        fault("6.7.2.2", "not marked")
    if "/StructTreeRoot" not in model.catalog:
        fault("6.7.3.1", "no structure")
    if not text_of(model.catalog.get("/Lang")):
        fault("6.7.4", "no language")


def check(model, shown, level, fault):
    check_file(model, fault)
    check_objects(model, fault)
    check_intent(model, fault)
    check_pages(model, shown, fault)
    for reference, codes in shown.codes.items():
        check_font(model, reference, codes, fault)
    check_images(model, fault)
    check_annotations(model, fault)
    check_metadata(model, level, fault)
    if level == "A":
        check_level_a(model, fault)
