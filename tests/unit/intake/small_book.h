/*
 * tests/unit/intake/small_book.h - a workbook as Excel writes it, part by part.
 */
#ifndef TESTS_UNIT_INTAKE_SMALL_BOOK_H
#define TESTS_UNIT_INTAKE_SMALL_BOOK_H

#include "dump.h"
#include "package.h"
#include "test.h"

#define RELATIONS_HEAD                                                         \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"    \
	"2006/relationships\">"
#define TYPE                                                                   \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define MAIN                                                                   \
	" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"       \
	"main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/"   \
	"2006/relationships\""
#define RELATION(id, type, target)                                             \
	"<Relationship Id=\"" id "\" Type=\"" TYPE type "\" Target=\"" target  \
	"\"/>"

static const char root_relations[] = RELATIONS_HEAD RELATION(
    "rId1", "officeDocument", "xl/workbook.xml") "</Relationships>";

static const char book_relations[] =
    RELATIONS_HEAD RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
	RELATION("rId2", "worksheet", "/xl/worksheets/../worksheets/s2.xml")
	    RELATION("rId3", "sharedStrings", "sharedStrings.xml")
		RELATION("rId4", "styles", "styles.xml") "</Relationships>";

static const char book[] =
    "<?xml version=\"1.0\"?><workbook" MAIN "><sheets>"
    "<sheet name=\"Klienter\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"Dolt\" state=\"hidden\" sheetId=\"2\" r:id=\"rId2\"/>"
    "</sheets></workbook>";

static const char strings[] =
    "<sst" MAIN "><si><t>Namn</t></si><si><t>Ort</t></si>"
    "<si><t xml:space=\"preserve\"> \xc3\x85sa </t></si>"
    "<si><r><rPr><b/></rPr><t>Norr</t></r><r><t>viken</t></r>"
    "<rPh sb=\"0\" eb=\"1\"><t>XX</t></rPh></si>"
    "<si><t>rad_x000D_ett_x005F_</t></si><si><t/></si></sst>";

static const char styles[] =
    "<styleSheet" MAIN "><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    "formatCode=\"000\\ 00\"/><numFmt numFmtId=\"165\" "
    "formatCode=\";;;\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/>"
    "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
    "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"9\"/>"
    "</cellXfs><dxfs><dxf><numFmt numFmtId=\"166\" formatCode=\"0\"/></dxf>"
    "</dxfs></styleSheet>";

#define HEADER                                                                 \
	"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"                        \
	"<c r=\"B1\" t=\"s\"><v>1</v></c></row>"
#define FOUND " Klienter\nheader 1: Namn|Ort\n"

/* NULL: those above. */
static const char *book_styles;

static inline void
write_book(const char *workbook, const char *rows)
{
	struct strbuf sheet = {0};
	strbuf_print(&sheet,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet" MAIN ">"
	    "<sheetData>%s</sheetData></worksheet>",
	    rows);
	const struct content parts[] = {{"_rels/.rels", root_relations},
	    {"xl/_rels/workbook.xml.rels", book_relations},
	    {"xl/workbook.xml", workbook}, {"xl/sharedStrings.xml", strings},
	    {"xl/styles.xml", book_styles ? book_styles : styles},
	    {"xl/worksheets/sheet1.xml", strbuf_text(&sheet)},
	    {"xl/worksheets/s2.xml",
		"<worksheet" MAIN "><sheetData>" HEADER
		"<row><c><v>2</v></c></row></sheetData></worksheet>"}};
	write_zip("r.xlsx", parts, COUNT(parts));
	strbuf_fini(&sheet);
}

static inline void
check_book(const char *name, const struct intake_options *options,
    const char *want, const char *code)
{
	struct strbuf have = {0};
	dump_register(&have, options, true);
	struct slice text = strbuf_view(&have);
	size_t said = slice_find(text, SLICE("r.xlsx:"));
	if (want)
		test_slice(name, slice_part(text, 0, said), want);
	char shown[64] = "";
	if (code)
		snprintf(shown, sizeof shown, "[%s]", code);
	bool ok = code ? slice_find(text, slice_view(shown)) < text.len
		       : said == text.len;
	ok &= want || slice_find(text, SLICE("end: ")) == text.len;
	test_true(name, ok);
	if (!ok)
		printf("  have: %.*s\n", (int)text.len, text.at);
	strbuf_fini(&have);
}

#endif
