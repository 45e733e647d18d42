/*
 * Spreadsheets as Excel, LibreOffice and openpyxl write them, made here part
 * by part; and rows of them that must be held.
 */
#include "small_book.h"

static const char hidden_first[] =
    "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
    "xmlns:q=\"http://purl.oclc.org/ooxml/officeDocument/relationships\">"
    "<x:workbookPr date1904=\"1\"/>"
    "<x:sheets><x:sheet name=\"Dolt\" state=\"hidden\" q:id=\"rId2\"/>"
    "<x:sheet name=\"Klienter\" q:id=\"rId1\"/></x:sheets><x:extLst>"
    "<x:ext xmlns:x15=\"http://schemas.microsoft.com/office/"
    "spreadsheetml/2010/11/main\"><x15:workbookPr/></x:ext></x:extLst>"
    "</x:workbook>";

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
	FOUND "1@2: 12,5|2012-03-19\n2@3: 123 45|TRUE\n3@4: 7|2012-03-19 "
	      "[shown-unsurely] what the cell in column 'Namn' shows by its "
	      "format is not certain; say what the column holds (decimal, "
	      "integer, date), or give the cell another format\n"
	      "end: 3 rows, 1 malformed, 0 blank\n",
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
    {"notes beside the table",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\"><v>2</v></c>"
	       "<c r=\"E2\"/><c r=\"F2\" t=\"s\"><v>5</v></c></row>",
	" Klienter\nheader 1: Namn|Ort|#3|#4\n1@2: 1|||2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"unnamed-column"},
    {"a sheet that is wider than it says",
	"<dimension ref=\"A1:B2\"/>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\"><v>2</v></c>"
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
    {"hidden columns, of which one is empty",
	"<cols><col min=\"1\" max=\"1\" hidden=\"1\"/>"
	"<col min=\"2\" max=\"9\" hidden=\"true\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "hidden-columns"},
    {"hidden rows",
	HEADER "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "hidden-rows"},
    {"merged cells",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>"
	       "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell "
	       "ref=\"A2:A3\"/></mergeCells><sheetData>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "merged-cells"},
    {"a row that may be hidden",
	HEADER "<row r=\"2\" hidden=\"kanske\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "hidden-rows"},
    {"a column hidden without its last",
	"<cols><col min=\"1\" hidden=\"1\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", "hidden-columns"},
    {"columns hidden from nowhere",
	"<cols><col max=\"1\" hidden=\"1\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"columns hidden backwards",
	"<cols><col min=\"2\" max=\"1\" hidden=\"1\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"columns that are not hidden",
	"<cols><col min=\"1\" max=\"1\" hidden=\"0\"/><col min=\"1\" "
	"hidden=\"kanske\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"merged cells of no place",
	HEADER "<row r=\"2\"><c "
	       "r=\"A2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell/"
	       "><mergeCell ref=\"A2\"/><mergeCell "
	       "ref=\"A2:x\"/></mergeCells><sheetData>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"a size of no place",
	"<dimension/><dimension ref=\"A1\"/><dimension ref=\"A1:x\"/>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"how a text is said",
	HEADER
	"<row r=\"2\"><c r=\"A2\" "
	"t=\"inlineStr\"><is><t>Ek</t><rPh><t>XX</t></rPh></is></c></row>",
	FOUND "1@2: Ek|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"a value in no cell",
	HEADER "<row r=\"2\"><v>9</v><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"an error without a word",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"e\"><v/></c><c "
	       "r=\"B2\"><v>1</v></c></row>",
	FOUND "1@2: |1 [error-cell] column 'Namn' holds an error value of the "
	      "spreadsheet\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"a style without a number",
	HEADER "<row r=\"2\"><c r=\"A2\" s=\"x\"><v>1</v></c><c r=\"B2\" "
	       "s=\"\"><v>1</v></c></row>",
	FOUND "1@2: 1|1 [shown-unsurely] what the cell in column 'Namn' shows "
	      "by its format is not certain; say what the column holds "
	      "(decimal, integer, date), or give the cell another format\nend: "
	      "1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"nothing that its format hides",
	HEADER "<row r=\"2\"><c r=\"A2\" s=\"3\" t=\"s\"><v>5</v></c><c "
	       "r=\"B2\"><v>1</v></c></row>",
	FOUND "1@2: |1\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"signs by their codes",
	HEADER "<row r=\"2\"><c r=\"A2\" "
	       "t=\"str\"><v>a_x0041_b_xD800_c_x00g0_d_x00e5_e_x00:0_f_xE000_g_"
	       "x</v></c></row>",
	FOUND "1@2: aAb_xD800_c_x00g0_dåe_x00:0_fg_x|\nend: 1 rows, 0 "
	      "malformed, 0 blank\n",
	NULL},
    {"true, false and neither",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"b\"><v>true</v></c><c r=\"B2\" "
	       "t=\"b\"><v> 0 </v></c></row><row r=\"3\"><c r=\"A3\" t=\"b\">"
	       "<v>yes</v></c></row>",
	FOUND "1@2: TRUE|FALSE\n2@3: yes| [not-a-cell-flag] column 'Namn' "
	      "holds a cell of TRUE or FALSE that says neither\n"
	      "end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
    {"empty values",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v/></c><c r=\"B2\"><v>1</v>"
	       "</c></row><row r=\"3\"><c r=\"A3\" t=\"b\"><v></v></c>"
	       "<c r=\"B3\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\" "
	       "t=\"str\"><f>X1</f><v></v></c><c r=\"B4\"><v>3</v></c></row>"
	       "<row r=\"5\"><c r=\"A5\"><f>X1</f><v/></c><c r=\"B5\"><v>4</v>"
	       "</c></row>",
	FOUND "1@2: |1\n2@3: |2\n3@4: |3\n4@5: |4 [no-result] column 'Namn' "
	      "holds a formula whose result is not stored\n"
	      "end: 4 rows, 1 malformed, 0 blank\n",
	NULL},
    {"a value twice, and a text in a value's place",
	HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v><v>2</v></c></row><row r=\"3\">"
	"<c r=\"A3\"><is><t>1</t></is></c></row>",
	FOUND
	"1@2: 12| [not-a-cell-number] column 'Namn' holds a number cell "
	"without a number\n2@3: 1| [not-a-cell-number] column 'Namn' holds "
	"a number cell without a number\n"
	"end: 2 rows, 2 malformed, 0 blank\n",
	NULL},
    {"a blank beside the table",
	"<dimension ref=\"A1:B2\"/>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\" t=\"inlineStr\"><is>"
	"<t> </t></is></c></row>",
	FOUND "1@2: 1|\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"a type that nobody knows",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"x\"><v>1</v></c></row>",
	FOUND "1@2: 1| [not-a-cell-number] column 'Namn' holds a number cell "
	      "without a number\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"elements of others",
	HEADER "<x:row xmlns:x=\"urn:x\" r=\"2\"><c r=\"A2\"><v>1</v></c>"
	       "</x:row><row r=\"3\"><c r=\"A3\" y:t=\"s\" xmlns:y=\"urn:y\">"
	       "<v>2</v><z:v xmlns:z=\"urn:z\">9</z:v></c></row>"
	       "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats."
	       "org/markup-compatibility/2006\"><mc:Choice Requires=\"w\">"
	       "<row r=\"4\"><c r=\"A4\"><v>3</v></c></row></mc:Choice>"
	       "<mc:Fallback><row r=\"4\"><c r=\"A4\"><v>4</v></c></row>"
	       "</mc:Fallback></mc:AlternateContent>",
	FOUND "1@3: 2|\n2@4: 4|\nend: 2 rows, 0 malformed, 0 blank\n", NULL},
    {"a text that its format hides",
	HEADER "<row r=\"2\"><c r=\"A2\" s=\"3\" t=\"inlineStr\"><is><t>Ek</t>"
	       "</is></c></row>",
	FOUND "1@2: Ek| [shown-unsurely] what the cell in column 'Namn' shows "
	      "by its format is not certain; say what the column holds "
	      "(decimal, integer, date), or give the cell another format\n"
	      "end: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"phone numbers that have all lost their zero",
	HEADER "<row><c><v>701740605</v></c></row><row><c><v>701740606</v>"
	       "</c></row><row><c><v>701740607</v></c></row>",
	FOUND "1@2: 701740605|\n2@3: 701740606|\n3@4: 701740607|\n"
	      "end: 3 rows, 0 malformed, 0 blank\n",
	"lost-zeros"},
    {"a column called after numbers that begin with a zero",
	"<row><c t=\"inlineStr\"><is><t>Telefon</t></is></c><c t=\"inlineStr\">"
	"<is><t>L\xc3\xb6pnr</t></is></c></row><row><c><v>60740605</v></"
	"c><c><v>"
	"1234567</v></c></row>",
	" Klienter\nheader 1: Telefon|L\xc3\xb6pnr\n1@2: 60740605|1234567\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"lost-zeros"},
    {"one in which no number lacks its zero",
	"<row><c t=\"inlineStr\"><is><t>Telefon</t></is></c></row>"
	"<row><c><v>112</v></c></row>",
	" Klienter\nheader 1: Telefon\n1@2: 112\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a name that is not surely shown",
	"<row><c t=\"inlineStr\"><is><t>Namn</t></is></c><c s=\"99\"><v>40987"
	"</v></c></row><row><c><v>1</v></c></row>",
	" Klienter\nheader 1: Namn|#2\n1@2: 1|\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"unnamed-column"},
    {"per cent beside numbers",
	HEADER "<row><c s=\"4\"><v>0.145</v></c></row><row><c><v>0.145</v>"
	       "</c></row>",
	FOUND "1@2: 15%|\n2@3: 0,145|\nend: 2 rows, 0 malformed, 0 blank\n",
	"mixed-percent"},
    {"no rows", HEADER, FOUND "refused: 0 rows, 0 malformed, 0 blank\n",
	"no-rows"},
    {"nothing", "", "", "empty-register"},
    {"cells out of order",
	HEADER "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c>"
	       "</row>",
	NULL, "damaged-part"},
    {"a row twice",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\">"
	       "<c r=\"A2\"><v>2</v></c></row>",
	NULL, "damaged-part"},
    {"a cell of another row",
	HEADER "<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"no such shared text",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>", NULL,
	"damaged-part"},
    {"a shared text without a number",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>x</v></c></row>", NULL,
	"damaged-part"},
    {"a cell without letters",
	HEADER "<row r=\"2\"><c r=\"2\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a cell with small letters",
	HEADER "<row r=\"2\"><c r=\"a2\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a cell with more behind its number",
	HEADER "<row r=\"2\"><c r=\"A2x\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a cell with too many letters",
	HEADER "<row r=\"2\"><c r=\"AAAAAAA2\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a cell without a number",
	HEADER "<row r=\"2\"><c r=\"A\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a shared text by a sign below the digits",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1/</v></c></row>", NULL,
	"damaged-part"},
    {"a shared text by a sign above the digits",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1:</v></c></row>", NULL,
	"damaged-part"},
    {"a shared text by a number without an end",
	HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>00000000001</v></c></row>",
	NULL, "damaged-part"},
    {"no header, but a number of Finland's",
	"<row><c t=\"inlineStr\"><is><t>010150-980Y</t></is></c></row>"
	"<row><c><v>1</v></c></row>",
	NULL, "no-header"},
    {"no header, but a number of Norway's",
	"<row><c t=\"inlineStr\"><is><t>01015098089</t></is></c></row>"
	"<row><c><v>1</v></c></row>",
	NULL, "no-header"},
    {"no header, but an address",
	"<row><c t=\"inlineStr\"><is><t>a@example.se</t></is></c></row>"
	"<row><c><v>1</v></c></row>",
	NULL, "no-header"},
    {"no header, but a day",
	"<row><c t=\"inlineStr\"><is><t>2012-03-19</t></is></c></row>"
	"<row><c><v>1</v></c></row>",
	NULL, "no-header"},
    {"XML cut short", HEADER "<row r=\"2\"><c", NULL, "damaged-part"},
};

#define SHEET(name, id) "<sheet name=\"" name "\" r:id=\"" id "\"/>"
#define WORKBOOK(calendar, sheets)                                             \
	"<workbook" MAIN ">" calendar "<sheets>" sheets "</sheets></workbook>"
#define DATED FOUND "1@2: 2012-03-19|\nend: 1 rows, 0 malformed, 0 blank\n"

static const struct {
	const char *name, *text, *want, *code;
} workbooks[] = {
    {"a calendar that may be",
	WORKBOOK(
	    "<workbookPr date1904=\"kanske\"/>", SHEET("Klienter", "rId1")),
	NULL, "damaged-part"},
    {"two calendars",
	WORKBOOK("<workbookPr/><workbookPr date1904=\"1\"/>",
	    SHEET("Klienter", "rId1")),
	NULL, "damaged-part"},
    {"a calendar twice",
	WORKBOOK("<workbookPr/><workbookPr date1904=\"0\"/>",
	    SHEET("Klienter", "rId1")),
	DATED, NULL},
    {"what stands where sheets do",
	WORKBOOK("", SHEET("Blad", "rId3") SHEET("Diagram",
			 "rId9") "<sheet/>" SHEET("Klienter", "rId1")),
	DATED, NULL},
    {"nothing but that", WORKBOOK("", SHEET("Blad", "rId3")), NULL,
	"no-sheets"},
};

static void
test_sheets(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	write_book(
	    hidden_first, HEADER "<row><c s=\"1\"><v>39525</v></c></row>");
	check_book("the first that is not hidden, 1904", &options,
	    FOUND "1@2: 2012-03-19|\nend: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	options.sheet = "Dolt";
	check_book("a hidden one by name", &options,
	    " Dolt\nheader 1: Namn|Ort\n1@2: 2|\n"
	    "end: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	options.sheet = "Klient";
	check_book("none of that name", &options, NULL, "no-sheet");
	options = (struct intake_options){.path = "r.xlsx", .header_row = 2};
	write_book(book, HEADER "<row r=\"2\"><c t=\"s\"><v>1</v></c></row>"
				"<row r=\"3\"><c><v>5</v></c></row>");
	check_book("a stated header", &options,
	    " Klienter\nheader 2: Ort\n1@3: 5\n"
	    "end: 1 rows, 0 malformed, 0 blank\n",
	    NULL);
	options.header_row = 0;
	for (size_t i = 0; i < COUNT(workbooks); i++) {
		write_book(workbooks[i].text,
		    HEADER "<row><c s=\"1\"><v>40987</v></c></row>");
		check_book(workbooks[i].name, &options, workbooks[i].want,
		    workbooks[i].code);
	}
	write_book("<workbook" MAIN "><sheets/></workbook>", HEADER);
	options.header_row = 0;
	check_book("no sheets", &options, NULL, "no-sheets");
}

#define FILL(colour)                                                           \
	"<fill><patternFill patternType=\"solid\"><fgColor" colour             \
	"/></patternFill></fill>"
#define STRIKE(said) "<font><strike" said "/></font>"

/* Which cells somebody has struck through or coloured; white is no colour. */
static const struct {
	const char *font, *fill, *code; /* to be reported, or NULL */
} looks[] = {
    {STRIKE(""), "", "struck-rows"},
    {STRIKE(" val=\"1\""), "", "struck-rows"},
    {STRIKE(" val=\"0\""), "", NULL},
    {STRIKE(" val=\"kanske\""), "", "struck-rows"},
    {"", FILL(" rgb=\"FFFF0000\""), "coloured-rows"},
    {"", FILL(" rgb=\"FFFFFFFF\""), NULL},
    {"", FILL(" rgb=\"00ffffff\""), NULL},
    {"", FILL(" rgb=\"FFFFFFFE\""), "coloured-rows"},
    {"", FILL(" rgb=\"FFFF\""), "coloured-rows"},
    {"", FILL(" theme=\"0\""), NULL},
    {"", FILL(" theme=\"0\" tint=\"-0.25\""), "coloured-rows"},
    {"", FILL(" theme=\"4\""), "coloured-rows"},
    {"", FILL(" indexed=\"9\""), NULL},
    {"", FILL(" indexed=\"64\""), NULL},
    {"", FILL(" indexed=\"10\""), "coloured-rows"},
    {"", FILL(""), "coloured-rows"},
    {"", "", NULL},
};

static void
test_looks(const struct intake_options *options)
{
	for (size_t i = 0; i < COUNT(looks); i++) {
		struct strbuf text = {0};
		strbuf_print(&text,
		    "<styleSheet" MAIN "><fonts><font/>%s</fonts><fills><fill/>"
		    "%s</fills><cellXfs><xf/><xf fontId=\"1\" fillId=\"1\"/>"
		    "</cellXfs></styleSheet>",
		    looks[i].font, looks[i].fill);
		book_styles = strbuf_text(&text);
		write_book(book,
		    HEADER "<row><c><v>1</v></c></row><row><c s=\"1\"><v>2</v>"
			   "</c></row><row><c><v>3</v></c></row>"
			   "<row><c><v>4</v></c></row>");
		check_book(*looks[i].font ? looks[i].font : looks[i].fill,
		    options,
		    FOUND "1@2: 1|\n2@3: 2|\n3@4: 3|\n4@5: 4|\n"
			  "end: 4 rows, 0 malformed, 0 blank\n",
		    looks[i].code);
		book_styles = NULL;
		strbuf_fini(&text);
	}
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

int
main(void)
{
	char folder[32];
	struct intake_options options = {.path = "r.xlsx"};
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_book(book, cases[i].rows);
		check_book(
		    cases[i].name, &options, cases[i].want, cases[i].code);
	}
	test_sheets();
	test_looks(&options);
	test_openpyxl();
	dump_leave_folder(folder, "r.xlsx");
	return test_end();
}
