/* What of another PDF's objects comes along, and what is refused by its name. */
#include "pages/excerpt.h"

#include "file.h"

/* A stream that is not looked into. */
#define STREAM(entries) "<<" entries "/Length 1>>stream\na\nendstream"
#define TEXT "BT /F 9 Tf (Hej) Tj ET"
#define FONT(kind, more)                                                       \
	"/Font<</F<</Type/Font/Subtype/" kind "/BaseFont/Arial" more ">>>>"
#define DESCRIBED(flags)                                                       \
	"/FontDescriptor<</Type/FontDescriptor" flags "/FontFile2 5 0 R>>"
#define CID(more)                                                              \
	"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" more              \
	"/FontDescriptor<</FontFile2 5 0 R>>>>]"
#define SPACE(space) "/ColorSpace<</C " space ">>"
#define PAINT "/C cs 0 0 9 9 re f"
#define FORM(entries)                                                          \
	"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]" entries                   \
	"/Length 1>>stream\nn\nendstream"
#define IMAGE(entries)                                                         \
	"<</Type/XObject/Subtype/Image/Width 1/Height 1" entries               \
	"/Length 1>>stream\na\nendstream"
#define XOBJECT "/XObject<</X 5 0 R>>"

/* `want`: the code reported, and a word of its third argument; or NULL, and
 * what stands in the objects. */
static const struct {
	const char *name;
	struct file file;
	const char *want, *word;
} cases[] = {
    {"nothing", {0}, NULL, "/BBox[0.000 0.000 100.000 40.000 ]"},
    /* ---- the document */
    {"a place to begin at", {.root = "/OpenAction[3 0 R/Fit]"}, NULL, "/Form"},
    {"a link to begin with", {.root = "/OpenAction<</S/URI/URI(x)>>"}, NULL,
	"/Form"},
    {"a place by name", {.root = "/OpenAction<</S/Named/N/NextPage>>"}, NULL,
	"/Form"},
    {"a place in it", {.root = "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"}, NULL,
	"/Form"},
    {"an action of no kind", {.root = "/OpenAction<</Next 3 0 R>>"}, NULL,
	"/Form"},
    {"a sound", {.root = "/OpenAction<</S/Sound>>"}, "pdf-script", "/Sound"},
    {"a form without fields", {.root = "/AcroForm<</Fields[]>>"}, NULL,
	"/Form"},
    {"fields that are none", {.root = "/AcroForm<</Fields 1>>"}, NULL, "/Form"},
    {"a form of XFA", {.root = "/AcroForm<</Fields[]/XFA(x)>>"}, "pdf-fields",
	NULL},
    {"actions of the document", {.root = "/AA<<>>"}, "pdf-script", "/AA"},
    {"names of places", {.root = "/Names<</Dests<<>>>>"}, NULL, "/Form"},
    {"actions of the page", {.page = "/AA<<>>"}, "pdf-script", "/AA"},
    {"a link", {.page = "/Annots[<</Subtype/Link>><</Subtype/Popup>>]"}, NULL,
	"/Form"},
    {"a link that does more", {.page = "/Annots[<</Subtype/Link/AA<<>>>>]"},
	"pdf-script", "/AA"},
    {"a note among links",
	{.page = "/Annots[<</Subtype/Text>><</Subtype/Link>>]"},
	"pdf-annotation", "/Text"},
    {"units of its own", {.page = "/UserUnit 2"}, "pdf-part", "/UserUnit"},
    /* ---- its size */
    {"corners the other way", {.page = "/MediaBox[100 40 0 0]"}, NULL,
	"/BBox[0.000 0.000 100.000 40.000 ]"},
    {"a box of three numbers", {.page = "/MediaBox[0 0 9]"}, "bad-pdf",
	"/MediaBox"},
    {"a box of names", {.page = "/MediaBox[0 0 /a 9]"}, "bad-pdf", "/MediaBox"},
    {"a box beyond all", {.page = "/MediaBox[0 0 28801 9]"}, "bad-pdf",
	"/MediaBox"},
    {"too wide", {.page = "/MediaBox[0 0 14401 9]"}, "bad-pdf", "/MediaBox"},
    {"too high", {.page = "/MediaBox[0 0 9 14401]"}, "bad-pdf", "/MediaBox"},
    {"as large as may be", {.page = "/MediaBox[0 0 14400 14400]"}, NULL,
	"/BBox[0.000 0.000 14400.000 14400.000 ]"},
    {"too narrow", {.page = "/MediaBox[0 0 0.9 9]"}, "bad-pdf", "/MediaBox"},
    {"too low", {.page = "/MediaBox[0 0 9 0.9]"}, "bad-pdf", "/MediaBox"},
    {"cropped", {.page = "/CropBox[10 5 200 30]"}, NULL,
	"/BBox[10.000 5.000 100.000 30.000 ]"},
    {"a crop that is none", {.page = "/CropBox[10 5 200]"}, NULL,
	"/BBox[0.000 0.000 100.000 40.000 ]"},
    {"a group", {.page = "/Group<</S/Transparency/CS/DeviceRGB>>"}, NULL,
	"/Group"},
    /* ---- fonts */
    {"a font that says its letters",
	{.resources =
		FONT("TrueType", "/Encoding/MacRomanEncoding" DESCRIBED("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/FontFile2"},
    {"by a base",
	{.resources = FONT("TrueType",
	     "/Encoding<</BaseEncoding/WinAnsiEncoding>>" DESCRIBED("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/BaseEncoding"},
    {"by names of its own",
	{.resources = FONT("TrueType",
	     "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/a]"
	     ">>" DESCRIBED("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "characters"},
    {"by the standard's own",
	{.resources = FONT("Type1", "/Encoding/StandardEncoding" DESCRIBED("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "characters"},
    {"a symbol with an encoding",
	{.resources = FONT(
	     "TrueType", "/Encoding/WinAnsiEncoding" DESCRIBED("/Flags 4")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "archive"},
    {"a symbol without one",
	{.resources =
		FONT("TrueType", "/ToUnicode 5 0 R" DESCRIBED("/Flags 4")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/ToUnicode"},
    {"no symbol, and no encoding",
	{.resources =
		FONT("TrueType", "/ToUnicode 5 0 R" DESCRIBED("/Flags 32")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "archive"},
    {"of several masters",
	{.resources =
		FONT("MMType1", "/Encoding/WinAnsiEncoding" DESCRIBED("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/MMType1"},
    {"no kind of font", {.resources = FONT("Type9", ""), .content = TEXT},
	"pdf-font", "broken"},
    {"a composite font",
	{.resources =
		FONT("Type0", "/Encoding/Identity-H/ToUnicode 5 0 R" CID("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/CIDToGIDMap /Identity"},
    {"one of lines down, with a map",
	{.resources = FONT("Type0",
	     "/Encoding/Identity-V/ToUnicode 5 0 R" CID("/CIDToGIDMap 5 0 R")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/Identity-V"},
    {"one whose codes are a stream",
	{.resources = FONT("Type0", "/Encoding 5 0 R/ToUnicode 5 0 R" CID("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/Encoding"},
    {"one whose codes are elsewhere",
	{.resources = FONT(
	     "Type0", "/Encoding/UniGB-UTF16-H/ToUnicode 5 0 R" CID("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "encoding is not embedded"},
    {"one that says no letters",
	{.resources = FONT("Type0", "/Encoding/Identity-H" CID("")),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	"pdf-font", "characters"},
    {"one of nothing", {.resources = FONT("Type0", ""), .content = TEXT},
	"pdf-font", "broken"},
    {"one of two",
	{.resources = FONT("Type0", "/DescendantFonts[1 2]"), .content = TEXT},
	"pdf-font", "broken"},
    {"one of outlines",
	{.resources = FONT("Type0",
	     "/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</Type/Font"
	     "/Subtype/CIDFontType0/FontDescriptor<</FontFile3 5 0 R>>>>]"),
	    .content = TEXT,
	    .extra = {STREAM("")}},
	NULL, "/CIDFontType0"},
    {"one whose map is no stream",
	{.resources = FONT("Type0",
	     "/Encoding/Identity-H/ToUnicode 5 0 R" CID("/CIDToGIDMap 6 0 R")),
	    .content = TEXT,
	    .extra = {STREAM(""), "<</A 1>>"}},
	"bad-pdf", "stream"},
    /* ---- colours */
    {"a calibrated grey",
	{.resources = SPACE("[/CalGray<</WhitePoint[1 1 1]>>]"),
	    .content = PAINT},
	NULL, "/CalGray"},
    {"a device in an array",
	{.resources = SPACE("[/DeviceRGB]"), .content = PAINT}, NULL,
	"/C /DeviceRGB"},
    {"a profile of three",
	{.resources = SPACE("[/ICCBased 5 0 R]"),
	    .content = PAINT,
	    .extra = {STREAM("/N 3")}},
	NULL, "/ICCBased"},
    {"of one",
	{.resources = SPACE("[/ICCBased 5 0 R]"),
	    .content = PAINT,
	    .extra = {STREAM("/N 1")}},
	NULL, "/ICCBased"},
    {"of four",
	{.resources = SPACE("[/ICCBased 5 0 R]"),
	    .content = PAINT,
	    .extra = {STREAM("/N 4")}},
	"pdf-colour", "CMYK"},
    {"of none",
	{.resources = SPACE("[/ICCBased 5 0 R]"),
	    .content = PAINT,
	    .extra = {STREAM("")}},
	"pdf-colour", "CMYK"},
    {"a profile that is no stream",
	{.resources = SPACE("[/ICCBased<</N 3>>]"), .content = PAINT},
	"pdf-colour", "CMYK"},
    {"one item too many",
	{.resources = SPACE("[/ICCBased 5 0 R 1]"),
	    .content = PAINT,
	    .extra = {STREAM("/N 3")}},
	"pdf-colour", "/ICCBased"},
    {"an index into four",
	{.resources = SPACE("[/Indexed/DeviceCMYK 1 <00>]"), .content = PAINT},
	"pdf-colour", "/DeviceCMYK"},
    {"no name", {.resources = SPACE("[1 2]"), .content = PAINT}, "pdf-colour",
	"/ColorSpace"},
    {"a number alone", {.resources = SPACE("[1]"), .content = PAINT},
	"pdf-colour", "/ColorSpace"},
    {"a stream among its numbers",
	{.resources = SPACE("[/CalGray<</A 5 0 R/WhitePoint[1 1 1]>>]"),
	    .content = PAINT,
	    .extra = {STREAM("")}},
	"bad-pdf", "stream"},
    {"no space", {.resources = SPACE("1"), .content = PAINT}, "bad-pdf",
	"/ColorSpace"},
    {"an empty one", {.resources = SPACE("[]"), .content = PAINT}, "bad-pdf",
	"/ColorSpace"},
    {"a default",
	{.resources = "/ColorSpace<</DefaultRGB[/ICCBased 5 0 R]"
		      "/Unused/DeviceCMYK>>",
	    .extra = {STREAM("/N 3")}},
	NULL, "/DefaultRGB"},
    /* ---- forms, images and their streams */
    {"a form", {.resources = XOBJECT, .content = "/X Do", .extra = {FORM("")}},
	NULL, "/XObject<</X "},
    {"what nobody paints stays",
	{.resources = XOBJECT, .extra = {FORM("/OC 1")}}, NULL, "/XObject<<>>"},
    {"a layer's form",
	{.resources = XOBJECT, .content = "/X Do", .extra = {FORM("/OC 1")}},
	"pdf-part", "/OC"},
    {"no kind of object",
	{.resources = XOBJECT, .content = "/X Do", .extra = {STREAM("")}},
	"pdf-part", "/XObject"},
    {"a form that is no stream",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {"<</Subtype/Form>>"}},
	"bad-pdf", "stream"},
    {"an image that is no stream",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {"<</Subtype/Image>>"}},
	"bad-pdf", "stream"},
    {"an image",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {IMAGE("/Filter/DCTDecode/DecodeParms<</K 1>>")}},
	NULL, "/Filter /DCTDecode/DecodeParms <</K 1>>"},
    {"through two filters",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {IMAGE("/Filter[/ASCII85Decode/DCTDecode]")}},
	NULL, "/Filter [/ASCII85Decode /DCTDecode ]"},
    {"one of them not ours",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {IMAGE("/Filter[/DCTDecode/JPXDecode]")}},
	"bad-pdf", "stream"},
    {"JPEG 2000",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {IMAGE("/Filter/JPXDecode")}},
	"pdf-part", "/JPXDecode"},
    {"JBIG2",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {IMAGE("/Filter/JBIG2Decode")}},
	"pdf-part", "/JBIG2Decode"},
    {"a form through a filter of nobody",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {FORM("/Filter/DCTDecode")}},
	"bad-pdf", "stream"},
    {"a stream for numbers",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {FORM("/Matrix 6 0 R"), STREAM("")}},
	"bad-pdf", "stream"},
    {"a stream among numbers",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {FORM("/Matrix[6 0 R 1]"), STREAM("")}},
	"bad-pdf", "stream"},
    {"no kind of object, and a form",
	{.resources = "/XObject<</A 5 0 R/X 6 0 R>>",
	    .content = "/A Do /X Do",
	    .extra = {STREAM(""), FORM("")}},
	"pdf-part", "/XObject"},
    {"a pattern",
	{.resources = "/Pattern<</P 5 0 R>>",
	    .content = "/Pattern cs /P scn 0 0 9 9 re f",
	    .extra = {"<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1"
		      "/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>/Length 1>>"
		      "stream\nn\nendstream"}},
	NULL, "/PatternType"},
    {"a stream for a group",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {FORM("/Group 6 0 R"), STREAM("")}},
	"bad-pdf", "stream"},
    {"a stream for a state",
	{.resources = "/ExtGState<</G 5 0 R>>",
	    .content = "/G gs",
	    .extra = {STREAM("")}},
	"bad-pdf", "stream"},
    {"a state",
	{.resources = "/ExtGState<</G<</CA 1/TR/Identity>>>>",
	    .content = "/G gs"},
	NULL, "/CA 1"},
    {"a curve of its own",
	{.resources = "/ExtGState<</G<</TR/Other>>>>", .content = "/G gs"},
	"pdf-part", "/TR"},
    {"a name of ours",
	{.resources = "/XObject<</UtskickOverlay 5 0 R>>",
	    .content = "/UtskickOverlay Do",
	    .extra = {FORM("")}},
	"pdf-part", "/UtskickOverlay"},
    {"another name of ours",
	{.resources = "/XObject<</UtskickUnderlay 5 0 R>>",
	    .content = "/UtskickUnderlay Do",
	    .extra = {FORM("")}},
	"pdf-part", "/UtskickUnderlay"},
    {"arrays in arrays",
	{.resources = XOBJECT,
	    .content = "/X Do",
	    .extra = {FORM("/Matrix[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1"
			   "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")}},
	"bad-pdf", "depth"},
};

static bool
holds(const struct excerpt *excerpt, const char *word)
{
	for (size_t i = 0; i < excerpt->count; i++) {
		const struct excerpt_object *object = &excerpt->objects[i];
		for (size_t k = 0; k < object->part_count; k++) {
			struct slice text = object->parts[k].text;
			if (slice_find(text, slice_view(word)) < text.len)
				return true;
		}
	}
	return false;
}

static void
check_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct excerpt *excerpt =
	    excerpt_take_here(mem, make_file(mem, &cases[i].file), "a.pdf",
		(struct excerpt_wish){.most = 1}, diag, NO_SPAN);
	const char *word = cases[i].word;
	test_true(cases[i].name, !excerpt == (cases[i].want != NULL));
	if (cases[i].want)
		test_reported(cases[i].name, diag, cases[i].want);
	else
		test_number(cases[i].name, (long long)diag_count(diag), 0);
	if (word)
		test_true(cases[i].name,
		    excerpt ? holds(excerpt, word) : tells(diag, word));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* More than 32 MiB of what is taken, in a stream and in a text. */
static void
check_large(void)
{
	static const struct {
		const char *name;
		size_t len;
		bool text, large;
	} files[] = {
	    {"a stream of 33 MiB", (size_t)33 << 20, false, true},
	    {"one of 3 MiB", (size_t)3 << 20, false, false},
	    {"a text of 33 MiB", (size_t)33 << 20, true, true},
	    {"one of 3 MiB", (size_t)3 << 20, true, false},
	};
	for (size_t i = 0; i < COUNT(files); i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct strbuf much = {0};
		struct file file = {0};
		strbuf_add_text(&much, files[i].text ? "/Group<</S(" : "");
		memset(strbuf_reserve(&much, files[i].len),
		    files[i].text ? 'a' : '\n', files[i].len);
		much.len += files[i].len;
		strbuf_add_text(&much, files[i].text ? ")>>" : "");
		*(files[i].text ? &file.page : &file.content) =
		    strbuf_text(&much);
		struct excerpt *excerpt =
		    excerpt_take_here(mem, make_file(mem, &file), "a.pdf",
			(struct excerpt_wish){.most = 1}, diag, NO_SPAN);
		test_true(files[i].name, !excerpt == files[i].large);
		if (files[i].large)
			test_reported(files[i].name, diag, "pdf-large");
		else
			test_number(
			    files[i].name, (long long)diag_count(diag), 0);
		strbuf_fini(&much);
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	check_large();
	return test_end();
}
