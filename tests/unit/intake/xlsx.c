/*
 * Spreadsheets as Excel, LibreOffice and openpyxl write them, made here part
 * by part; and what must be refused or held.
 */
#include <zip.h>

#include "dump.h"
#include "test.h"

#define RELATIONS_HEAD                                                         \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"    \
	"2006/relationships\">"
#define TYPE                                                                   \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
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
    "<?xml version=\"1.0\"?><workbook xmlns:r=\"x\"><sheets>"
    "<sheet name=\"Klienter\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"Dolt\" state=\"hidden\" sheetId=\"2\" r:id=\"rId2\"/>"
    "</sheets></workbook>";

static const char hidden_first[] =
    "<x:workbook xmlns:x=\"y\" xmlns:r=\"x\"><x:workbookPr date1904=\"1\"/>"
    "<x:sheets><x:sheet name=\"Dolt\" state=\"hidden\" r:id=\"rId2\"/>"
    "<x:sheet name=\"Klienter\" r:id=\"rId1\"/></x:sheets></x:workbook>";

static const char strings[] =
    "<sst><si><t>Namn</t></si><si><t>Ort</t></si>"
    "<si><t xml:space=\"preserve\"> \xc3\x85sa </t></si>"
    "<si><r><rPr><b/></rPr><t>Norr</t></r><r><t>viken</t></r>"
    "<rPh sb=\"0\" eb=\"1\"><t>XX</t></rPh></si>"
    "<si><t>rad_x000D_ett_x005F_</t></si><si><t/></si></sst>";

static const char styles[] =
    "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    "formatCode=\"000\\ 00\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/>"
    "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
    "<xf numFmtId=\"164\"/></cellXfs></styleSheet>";

#define HEADER                                                                 \
	"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"                        \
	"<c r=\"B1\" t=\"s\"><v>1</v></c></row>"
#define FOUND " Klienter\nheader 1: Namn|Ort\n"

static const struct {
	const char *name, *rows, *want;
	const char *code; /* to be reported, or NULL */
} cases[] = {
    {"shared, rich and escaped texts",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" "
	       "t=\"s\"><v>3</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\">"
	       "<v>4</v></c></row>",
	FOUND "1@2:  \xc3\x85sa |Norrviken\n2@3: rad\\x0dett_|\n"
	      "end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"inline texts and formula results",
	HEADER "<row><c t=\"inlineStr\"><is><r><t>Ek</t></r><r><t>man</t></r>"
	       "</is></c><c t=\"str\"><f>A1</f><v>Vik &amp; Ny</v></c></row>",
	FOUND "1@2: Ekman|Vik & Ny\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"numbers, dates, flags",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>12.5</v></c><c r=\"B2\" s=\"1\">"
	       "<v>40987</v></c></row><row r=\"3\"><c r=\"A3\" s=\"2\"><v>"
	       "12345</v></c><c r=\"B3\" t=\"b\"><v>1</v></c></row>"
	       "<row r=\"4\"><c r=\"A4\" s=\"99\"><v>7</v></c><c r=\"B4\" "
	       "t=\"d\"><v>2012-03-19T00:00:00</v></c></row>",
	FOUND "1@2: 12,5|2012-03-19\n2@3: 123 45|TRUE\n3@4: 7|2012-03-19\n"
	      "end: 3 rows, 0 malformed, 0 blank\n",
	NULL},
    {"gaps, blank rows and cells that are only styled",
	HEADER "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>Vik</t></is>"
	       "</c><c r=\"C3\" s=\"1\"/><c r=\"ZZZ3\" s=\"1\"/></row>"
	       "<row r=\"4\"/><row r=\"9\"><c r=\"A9\"><v>1</v></c></row>",
	FOUND "1@3: |Vik\n2@9: 1|\nend: 2 rows, 0 malformed, 1 blank\n", NULL},
    {"a title above the header",
	"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Lista</t></is></c>"
	"</row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" "
	"t=\"s\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\"><v>1</v></c></row>",
	" Klienter\nheader 3: Namn|Ort\n1@4: 1|\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"one column",
	"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\">"
	"<c r=\"A2\"><v>1</v></c></row>",
	" Klienter\nheader 1: Namn\n1@2: 1\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a cell beyond the header",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\"><v>2</v></c>"
	       "</row>",
	FOUND "1@2: 1|||2 [too-many-fields] the row on line 2 has 4 fields, "
	      "the header 2\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"an error value",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"e\"><v>"
	       "#N/A</v></c></row>",
	FOUND "1@2: 1|#N/A [error-cell] column 'Ort' holds an error value of "
	      "the spreadsheet\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"a formula without its result",
	HEADER "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c><c r=\"B2\"><v>1</v>"
	       "</c></row>",
	FOUND "1@2: |1 [no-result] column 'Namn' holds a formula whose result "
	      "is not stored\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"numbers that cannot be shown",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1950010198001234</v></c></row>"
	       "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>-4</v></c></row>"
	       "<row r=\"4\"><c r=\"A4\"><v>x</v></c><c r=\"B4\"><v>1</v></c>"
	       "</row>",
	FOUND
	"1@2: 1950010198001234| [long-number] column 'Namn' holds a number of "
	"more than 15 digits, whose end the spreadsheet has lost\n"
	"2@3: -4| [not-a-cell-date] column 'Namn' holds a number shown as a "
	"date that does not exist\n"
	"3@4: x|1 [not-a-cell-number] column 'Namn' holds a number cell "
	"without a number\nend: 3 rows, 3 malformed, 0 blank\n",
	NULL},
    {"numbers that have lost a zero",
	HEADER "<row><c><v>5001019800</v></c></row><row><c><v>5101019809</v>"
	       "</c></row><row><c><v>101019801</v></c></row>",
	FOUND "1@2: 5001019800|\n2@3: 5101019809|\n3@4: 101019801|\n"
	      "end: 3 rows, 0 malformed, 0 blank\n",
	"lost-zeros"},
    {"hidden rows",
	HEADER "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "hidden-rows"},
    {"merged cells",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>"
	       "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell "
	       "ref=\"A2:A3\"/></mergeCells><sheetData>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "merged-cells"},
    {"no rows", HEADER, FOUND "refused: 0 rows, 0 malformed, 0 blank\n",
	"no-rows"},
    {"nothing", "", "", "empty-register"},
    {"cells out of order",
	HEADER "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c>"
	       "</row>",
	NULL, "damaged-part"},
    {"no such shared text",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>", NULL,
	"damaged-part"},
    {"XML cut short", HEADER "<row r=\"2\"><c", NULL, "damaged-part"},
};

struct content {
	const char *name, *text;
};

static void
write_zip(const struct content *parts, size_t count)
{
	int code;
	unlink("r.xlsx");
	zip_t *zip = zip_open("r.xlsx", ZIP_CREATE | ZIP_TRUNCATE, &code);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(
		    zip, parts[i].text, strlen(parts[i].text), 0);
		if (zip_file_add(zip, parts[i].name, source, 0) < 0)
			abort();
	}
	if (zip_close(zip) != 0)
		abort();
}

static void
write_book(const char *workbook, const char *rows)
{
	struct strbuf sheet = {0};
	strbuf_print(&sheet,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet>"
	    "<sheetData>%s</sheetData></worksheet>",
	    rows);
	const struct content parts[] = {{"_rels/.rels", root_relations},
	    {"xl/_rels/workbook.xml.rels", book_relations},
	    {"xl/workbook.xml", workbook}, {"xl/sharedStrings.xml", strings},
	    {"xl/styles.xml", styles},
	    {"xl/worksheets/sheet1.xml", strbuf_text(&sheet)},
	    {"xl/worksheets/s2.xml",
		"<worksheet><sheetData>" HEADER
		"<row><c><v>2</v></c></row></sheetData></worksheet>"}};
	write_zip(parts, COUNT(parts));
	strbuf_fini(&sheet);
}

static void
check(const char *name, const struct intake_options *options, const char *want,
    const char *code)
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

static void
test_sheets(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	write_book(
	    hidden_first, HEADER "<row><c s=\"1\"><v>39525</v></c></row>");
	check("the first that is not hidden, 1904", &options,
	    FOUND "1@2: 2012-03-19|\nend: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	options.sheet = "Dolt";
	check("a hidden one by name", &options,
	    " Dolt\nheader 1: Namn|Ort\n1@2: 2|\n"
	    "end: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	options.sheet = "Klient";
	check("none of that name", &options, NULL, "no-sheet");
	options = (struct intake_options){.path = "r.xlsx", .header_row = 2};
	write_book(book, HEADER "<row r=\"2\"><c t=\"s\"><v>1</v></c></row>"
				"<row r=\"3\"><c><v>5</v></c></row>");
	check("a stated header", &options,
	    " Klienter\nheader 2: Ort\n1@3: 5\n"
	    "end: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	write_book("<workbook><sheets/></workbook>", HEADER);
	options.header_row = 0;
	check("no sheets", &options, NULL, "no-sheets");
}

static void
test_refused(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	const struct content foreign[] = {{"word/document.xml", "<w/>"}};
	write_zip(foreign, 1);
	check("another zip", &options, NULL, "no-spreadsheet");
	const struct content ods[] = {{"mimetype", "x"}, {"content.xml", "x"}};
	write_zip(ods, 2);
	check("OpenDocument", &options, NULL, "open-document");
	write_book("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><workbook>&a;"
		   "</workbook>",
	    HEADER);
	check("entities", &options, NULL, "damaged-part");
	dump_write_file("r.xlsx", SLICE("PK\x03\x04 and no more"));
	check("no archive", &options, NULL, "damaged-spreadsheet");
	dump_write_file("r.xlsx", SLICE("\xd0\xcf\x11\xe0 and so on"));
	check("old Excel", &options, NULL, "old-excel");
}

/* The register of encoding.c, as openpyxl 3.0 has saved it. */
static void
test_openpyxl(void)
{
	struct intake_options options = {
	    .path = TESTS_DIR "/golden/intake/openpyxl.xlsx"};
	struct strbuf have = {0};
	dump_register(&have, &options, true);
	test_slice("openpyxl", strbuf_view(&have),
	    " Klienter\nheader 1: Förnamn|Efternamn|Ort\n"
	    "1@2: Åke|Öhrn|Älvkarleö\n"
	    "2@3: Märta|Åkerlund-Öberg|Växjö\n"
	    "3@4: José|Müller|Malmö\n"
	    "end: 3 rows, 0 malformed, 0 blank\n");
	strbuf_fini(&have);
}

/* A part that is packed a thousand to one. */
static void
test_bomb(void)
{
	struct strbuf text = {0};
	struct intake_options options = {.path = "r.xlsx"};
	size_t len = 100u << 20;
	strbuf_add_text(&text, HEADER "<row r=\"2\"><c><v>1</v></c></row>");
	memset(strbuf_reserve(&text, len), ' ', len);
	text.len += len;
	write_book(book, strbuf_text(&text));
	check("a bomb", &options, NULL, "spreadsheet-too-large");
	strbuf_fini(&text);
}

int
main(void)
{
	char folder[32];
	struct intake_options options = {.path = "r.xlsx"};
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_book(book, cases[i].rows);
		check(cases[i].name, &options, cases[i].want, cases[i].code);
	}
	test_sheets();
	test_refused();
	test_bomb();
	test_openpyxl();
	dump_leave_folder(folder, "r.xlsx");
	return test_end();
}
