#include "pages/excerpt_private.h"

/* ISO 32000-1, tables 95, 89, 111 …; what is not here stays behind. */
#define ENTRIES(name) static const struct excerpt_entry name##_entries[]
ENTRIES(form) = {
    {"/BBox", AS_PLAIN}, {"/Matrix", AS_PLAIN}, {"/Group", AS_GROUP}, {0}};
ENTRIES(image) = {{"/Width", AS_PLAIN}, {"/Height", AS_PLAIN},
    {"/BitsPerComponent", AS_PLAIN}, {"/ImageMask", AS_PLAIN},
    {"/ColorSpace", AS_COLOUR}, {"/Decode", AS_PLAIN}, {"/Mask", AS_IMAGE},
    {"/SMask", AS_IMAGE}, {"/Matte", AS_PLAIN}, {0}};
ENTRIES(font) = {{"/Type", AS_PLAIN}, {"/Subtype", AS_PLAIN},
    {"/BaseFont", AS_PLAIN}, {"/FirstChar", AS_PLAIN}, {"/LastChar", AS_PLAIN},
    {"/Widths", AS_PLAIN}, {"/FontDescriptor", AS_FONT_DESCRIPTOR},
    {"/Encoding", AS_ENCODING}, {"/DescendantFonts", AS_CID_FONT},
    {"/ToUnicode", AS_DATA}, {0}};
ENTRIES(cid_font) = {{"/Type", AS_PLAIN}, {"/Subtype", AS_PLAIN},
    {"/BaseFont", AS_PLAIN}, {"/CIDSystemInfo", AS_PLAIN}, {"/DW", AS_PLAIN},
    {"/DW2", AS_PLAIN}, {"/W", AS_PLAIN}, {"/W2", AS_PLAIN},
    {"/CIDToGIDMap", AS_DATA}, {"/FontDescriptor", AS_FONT_DESCRIPTOR}, {0}};
/* Without /CharSet and /CIDSet, which must be whole or not there. */
ENTRIES(descriptor) = {{"/Type", AS_PLAIN}, {"/FontName", AS_PLAIN},
    {"/FontFamily", AS_PLAIN}, {"/FontStretch", AS_PLAIN},
    {"/FontWeight", AS_PLAIN}, {"/Flags", AS_PLAIN}, {"/FontBBox", AS_PLAIN},
    {"/ItalicAngle", AS_PLAIN}, {"/Ascent", AS_PLAIN}, {"/Descent", AS_PLAIN},
    {"/Leading", AS_PLAIN}, {"/CapHeight", AS_PLAIN}, {"/XHeight", AS_PLAIN},
    {"/StemV", AS_PLAIN}, {"/StemH", AS_PLAIN}, {"/AvgWidth", AS_PLAIN},
    {"/MaxWidth", AS_PLAIN}, {"/MissingWidth", AS_PLAIN},
    {"/FontFile", AS_DATA}, {"/FontFile2", AS_DATA}, {"/FontFile3", AS_DATA},
    {0}};
ENTRIES(encoding) = {{"/Type", AS_PLAIN}, {"/BaseEncoding", AS_PLAIN},
    {"/Differences", AS_PLAIN}, {"/CMapName", AS_PLAIN},
    {"/CIDSystemInfo", AS_PLAIN}, {"/WMode", AS_PLAIN}, {0}};
ENTRIES(state) = {{"/Type", AS_PLAIN}, {"/LW", AS_PLAIN}, {"/LC", AS_PLAIN},
    {"/LJ", AS_PLAIN}, {"/ML", AS_PLAIN}, {"/D", AS_PLAIN}, {"/RI", AS_PLAIN},
    {"/OP", AS_PLAIN}, {"/op", AS_PLAIN}, {"/OPM", AS_PLAIN}, {"/FL", AS_PLAIN},
    {"/SM", AS_PLAIN}, {"/SA", AS_PLAIN}, {"/BM", AS_PLAIN},
    {"/SMask", AS_SOFT_MASK}, {"/CA", AS_PLAIN}, {"/ca", AS_PLAIN},
    {"/AIS", AS_PLAIN}, {"/TK", AS_PLAIN}, {0}};
ENTRIES(soft_mask) = {{"/Type", AS_PLAIN}, {"/S", AS_PLAIN}, {"/G", AS_FORM},
    {"/BC", AS_PLAIN}, {0}};
ENTRIES(pattern) = {{"/Type", AS_PLAIN}, {"/PatternType", AS_PLAIN},
    {"/PaintType", AS_PLAIN}, {"/TilingType", AS_PLAIN}, {"/BBox", AS_PLAIN},
    {"/XStep", AS_PLAIN}, {"/YStep", AS_PLAIN}, {"/Matrix", AS_PLAIN},
    {"/Shading", AS_SHADING}, {"/ExtGState", AS_STATE}, {0}};
ENTRIES(shading) = {{"/ShadingType", AS_PLAIN}, {"/ColorSpace", AS_COLOUR},
    {"/Background", AS_PLAIN}, {"/BBox", AS_PLAIN}, {"/AntiAlias", AS_PLAIN},
    {"/Coords", AS_PLAIN}, {"/Domain", AS_PLAIN}, {"/Matrix", AS_PLAIN},
    {"/Function", AS_FUNCTION}, {"/Extend", AS_PLAIN},
    {"/BitsPerCoordinate", AS_PLAIN}, {"/BitsPerComponent", AS_PLAIN},
    {"/BitsPerFlag", AS_PLAIN}, {"/Decode", AS_PLAIN},
    {"/VerticesPerRow", AS_PLAIN}, {0}};
ENTRIES(function) = {{"/FunctionType", AS_PLAIN}, {"/Domain", AS_PLAIN},
    {"/Range", AS_PLAIN}, {"/Size", AS_PLAIN}, {"/BitsPerSample", AS_PLAIN},
    {"/Order", AS_PLAIN}, {"/Encode", AS_PLAIN}, {"/Decode", AS_PLAIN},
    {"/C0", AS_PLAIN}, {"/C1", AS_PLAIN}, {"/N", AS_PLAIN},
    {"/Functions", AS_FUNCTION}, {"/Bounds", AS_PLAIN}, {0}};
ENTRIES(group) = {{"/Type", AS_PLAIN}, {"/S", AS_PLAIN}, {"/CS", AS_COLOUR},
    {"/I", AS_PLAIN}, {"/K", AS_PLAIN}, {0}};
ENTRIES(properties) = {{"/Type", AS_PLAIN}, {"/Subtype", AS_PLAIN},
    {"/MCID", AS_PLAIN}, {"/Lang", AS_PLAIN}, {"/ActualText", AS_PLAIN},
    {"/Alt", AS_PLAIN}, {"/E", AS_PLAIN}, {"/BBox", AS_PLAIN},
    {"/Attached", AS_PLAIN}, {0}};
/* ICC profiles; font files; CMaps. */
ENTRIES(data) = {{"/Type", AS_PLAIN}, {"/Subtype", AS_PLAIN}, {"/N", AS_PLAIN},
    {"/Range", AS_PLAIN}, {"/Length1", AS_PLAIN}, {"/Length2", AS_PLAIN},
    {"/Length3", AS_PLAIN}, {"/CMapName", AS_PLAIN},
    {"/CIDSystemInfo", AS_PLAIN}, {"/WMode", AS_PLAIN}, {0}};

static const struct {
	const char *head; /* said whatever the source says */
	const struct excerpt_entry *entries;
} kinds[] = {
    [AS_FORM] = {"/Type/XObject/Subtype/Form", form_entries},
    [AS_IMAGE] = {"/Type/XObject/Subtype/Image", image_entries},
    [AS_FONT] = {"", font_entries},
    [AS_CID_FONT] = {"", cid_font_entries},
    [AS_FONT_DESCRIPTOR] = {"", descriptor_entries},
    [AS_ENCODING] = {"", encoding_entries},
    [AS_STATE] = {"", state_entries},
    [AS_SOFT_MASK] = {"", soft_mask_entries},
    [AS_PATTERN] = {"", pattern_entries},
    [AS_SHADING] = {"", shading_entries},
    [AS_FUNCTION] = {"", function_entries},
    [AS_GROUP] = {"", group_entries},
    [AS_PROPERTIES] = {"", properties_entries},
    [AS_DATA] = {"", data_entries},
    [AS_PLAIN] = {"", NULL},
};

/* Keys that change what is seen, or reach out of the file. */
static const struct {
	enum taken_as as;
	const char *key;
} refused[] = {
    {AS_FORM, "/Ref"},
    {AS_FORM, "/OC"},
    {AS_FORM, "/PS"},
    {AS_IMAGE, "/OC"},
    {AS_IMAGE, "/SMaskInData"},
    {AS_STATE, "/TR"},
    {AS_STATE, "/Font"},
    {AS_SOFT_MASK, "/TR"},
    {AS_DATA, "/UseCMap"},
    {AS_ENCODING, "/UseCMap"},
};

const char *
excerpt_head(enum taken_as as)
{
	return kinds[as].head;
}

const struct excerpt_entry *
excerpt_entries(enum taken_as as)
{
	return kinds[as].entries;
}

void
excerpt_check_keys(struct excerpt_walk *walk, qpdf_oh holder, enum taken_as as)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		const char *key = refused[i].key;
		if (refused[i].as != as ||
		    !qpdf_oh_has_key(walk->pdf, holder, key))
			continue;
		qpdf_oh value = excerpt_key(walk, holder, key);
		if (strcmp(excerpt_name(walk, value), "/Identity") != 0)
			excerpt_refuse_thing(walk, key);
	}
}
