/*
 * Workbooks of few kinds: cells beside the table that are not sure, more
 * formats and longer texts than are read, packages that lack parts.
 */
#include "small_book.h"

#define END(rows, malformed)                                                   \
	"end: " rows " rows, " malformed " malformed, 0 blank\n"
#define SIZE "<dimension ref=\"A1:B2\"/>"
#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"

static const struct {
	const char *name, *rows, *want;
	const char *code; /* to be reported, or NULL */
} cases[] = {
    {"an error behind a table that says its width",
	SIZE HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\" t=\"e\">"
		    "<v>#N/A</v></c></row>",
	FOUND "1@2: 1|||#N/A [too-many-fields] the row on line 2 has 4 fields, "
	      "the header 2\n" END("1", "1"),
	NULL},
    {"a formula without its result behind such a table",
	SIZE HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\">"
		    "<f>1</f></c></row>",
	FOUND "1@2: 1|\n" END("1", "0"), NULL},
    {"all columns to the right are hidden",
	"<cols><col min=\"3\" max=\"16384\" hidden=\"1\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\n" END("1", "0"), NULL},
    {"two hidden columns",
	"<cols><col min=\"1\" max=\"16384\" hidden=\"1\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>",
	FOUND "1@2: 1|2\n" END("1", "0"), "hidden-columns"},
    {"columns that are said not to be hidden, and not surely",
	"<cols><col min=\"1\" max=\"2\" hidden=\"0\"/><col min=\"1\" "
	"max=\"2\" hidden=\"kanske\"/></cols>" HEADER
	"<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
	FOUND "1@2: 1|\n" END("1", "0"), NULL},
    {"ordinary numbers of all lengths",
	HEADER "<row><c><v>12345</v></c></row><row><c><v>54321</v></c></row>"
	       "<row><c><v>1234</v></c></row><row><c><v>123</v></c></row>",
	FOUND "1@2: 12345|\n2@3: 54321|\n3@4: 1234|\n4@5: 123|\n" END("4", "0"),
	NULL},
    {"numbers some of which look like mobile ones",
	HEADER "<row><c><v>701740605</v></c></row><row><c><v>701740606</v></c>"
	       "</row><row><c><v>701740607</v></c></row><row><c><v>1</v></c>"
	       "</row><row><c><v>2</v></c></row><row><c><v>3</v></c></row>"
	       "<row><c><v>4</v></c></row><row><c><v>5</v></c></row>"
	       "<row><c><v>6</v></c></row><row><c><v>7</v></c></row>",
	FOUND "1@2: 701740605|\n2@3: 701740606|\n3@4: 701740607|\n4@5: 1|\n"
	      "5@6: 2|\n6@7: 3|\n7@8: 4|\n8@9: 5|\n9@10: 6|\n10@11: 7|\n" END(
		  "10", "0"),
	NULL},
    {"a style that ends in a letter",
	HEADER "<row r=\"2\"><c r=\"A2\" s=\"1x\"><v>1</v></c></row>",
	FOUND "1@2: 1| [shown-unsurely] what the cell in column 'Namn' shows "
	      "by its format is not certain; say what the column holds "
	      "(decimal, integer, date), or give the cell another format\n" END(
		  "1", "1"),
	NULL},
    {"a header that is called as nothing",
	"<row r=\"1\"><c r=\"1\" t=\"s\"><v>0</v></c></row>", NULL,
	"damaged-part"},
    {"a header that is called as nothing and is empty",
	"<row r=\"1\"><c r=\"1\"/><c r=\"A1\"/></row>", NULL, "damaged-part"},
    {"a cell that is called as a range",
	HEADER "<row r=\"2\"><c r=\"A2:B2\"><v>1</v></c></row>", NULL,
	"damaged-part"},
    {"a cell of digits alone in the reference of a range",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>"
	       "<mergeCells><mergeCell ref=\"A2:9\"/></mergeCells><sheetData>",
	FOUND "1@2: 1|\n" END("1", "0"), NULL},
    {"shared texts beside the table, one of which is empty",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"C2\" t=\"s\">"
	       "<v>1</v></c><c r=\"D2\" t=\"s\"><v>5</v></c></row>",
	" Klienter\nheader 1: Namn|Ort|#3\n1@2: 1||Ort\n" END("1", "0"),
	"unnamed-column"},
    {"a shared text that there is not, beside the table",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\" t=\"s\">"
	       "<v>99</v></c></row>",
	NULL, "damaged-part"},
    {"a shared text without a number, beside the table",
	HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"D2\" t=\"s\">"
	       "<v>x</v></c></row>",
	NULL, "damaged-part"},
};

static void
add_many(struct strbuf *out, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(out, text);
}

/* One column in many rows, which no row tells to be the header. */
static void
test_one_column(void)
{
	const struct intake_options options = {.path = "r.xlsx"};
	struct strbuf rows = {0}, want = {0};
	strbuf_add_text(&rows, "<row/>");
	strbuf_add_text(&want, " Klienter\nheader 2: Namn\n");
	strbuf_add_text(&rows, "<row>" TEXT("Namn") "</row>");
	for (int i = 1; i <= 60; i++) {
		strbuf_print(&rows, "<row>" TEXT("n%d") "</row>", i);
		strbuf_print(&want, "%d@%d: n%d\n", i, i + 2, i);
	}
	strbuf_add_text(&rows, "<row>" TEXT("x") TEXT("y") "</row>");
	strbuf_add_text(&want,
	    "61@63: x|y [too-many-fields] the row on line 63 has 2 fields, the "
	    "header 1\n" END("61", "1"));
	write_book(book, strbuf_text(&rows));
	check_book("one column of 60 rows", &options, strbuf_text(&want), NULL);
	strbuf_fini(&rows);
	strbuf_fini(&want);
}

/* Shared texts of 1 MiB in so many cells, and in one of more. */
static void
check_shared(const char *name, size_t len, size_t cells, const char *code)
{
	const struct intake_options options = {.path = "r.xlsx"};
	struct strbuf shared = {0}, sheet = {0};
	strbuf_add_text(&shared, "<sst" MAIN "><si><t>");
	add_many(&shared, "x", len);
	strbuf_add_text(&shared, "</t></si></sst>");
	strbuf_add_text(&sheet, "<worksheet" MAIN "><sheetData><row>");
	add_many(&sheet, TEXT("a"), cells);
	strbuf_add_text(&sheet, "</row><row>");
	add_many(&sheet, "<c t=\"s\"><v>0</v></c>", cells);
	strbuf_add_text(&sheet, "</row></sheetData></worksheet>");
	const struct content parts[] = {{"_rels/.rels", root_relations},
	    {"xl/_rels/workbook.xml.rels", book_relations},
	    {"xl/workbook.xml", book},
	    {"xl/sharedStrings.xml", strbuf_text(&shared)},
	    {"xl/worksheets/sheet1.xml", strbuf_text(&sheet)}};
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book(name, &options, NULL, code);
	strbuf_fini(&shared);
	strbuf_fini(&sheet);
}

/* More fonts, formats and styles than are kept; a strike in no font. */
static void
test_many_styles(void)
{
	const struct intake_options options = {.path = "r.xlsx"};
	struct strbuf text = {0};
	strbuf_add_text(&text, "<styleSheet" MAIN "><numFmts>");
	add_many(&text,
	    "<numFmt numFmtId=\"165\" formatCode=\"0&quot;x&quot;\"/>", 65536);
	strbuf_add_text(&text, "<numFmt numFmtId=\"166\" formatCode=\"0.00\"/>"
			       "</numFmts><fonts><strike/>");
	add_many(&text, "<font/>", 65536);
	strbuf_add_text(&text, "<font><strike/></font></fonts><cellXfs><xf/>"
			       "<xf numFmtId=\"165\" fontId=\"65536\"/>"
			       "<xf numFmtId=\"166\"/>");
	add_many(&text, "<xf/>", 65536 - 3);
	strbuf_add_text(&text, "<xf/></cellXfs></styleSheet>");
	book_styles = strbuf_text(&text);
	write_book(book,
	    HEADER "<row><c s=\"1\"><v>1</v></c></row><row><c s=\"2\"><v>1</v>"
		   "</c></row><row><c s=\"65535\"><v>1</v></c></row><row><c "
		   "s=\"65536\"><v>1</v></c></row><row><c><v>1</v></c></row>");
#define UNSURE                                                                 \
	" [shown-unsurely] what the cell in column 'Namn' shows by its "       \
	"format is not certain; say what the column holds (decimal, "          \
	"integer, date), or give the cell another format\n"
	/* The last font's strike is on the last font that is kept. */
	check_book("many styles", &options,
	    FOUND "1@2: 1x|\n2@3: 1|" UNSURE "3@4: 1|\n4@5: 1|" UNSURE
		  "5@6: 1|\n" END("5", "2"),
	    NULL);
	book_styles = NULL;
	strbuf_fini(&text);
}

/* Nothing says where the workbook is; a sheet that lies elsewhere. */
static void
test_parts(void)
{
	const struct intake_options options = {.path = "r.xlsx"};
	struct content parts[] = {
	    {"_rels/.rels", RELATIONS_HEAD "</Relationships>"},
	    {"xl/_rels/workbook.xml.rels",
		RELATIONS_HEAD RELATION("rId1", "worksheet",
		    "worksheets/sheet1.xml") "</Relationships>"},
	    {"xl/workbook.xml", book},
	    {"xl/worksheets/sheet1.xml",
		"<worksheet" MAIN "><sheetData><row>" TEXT("Namn")
		    TEXT("Ort") "</row><row><c><v>1</v></c></row></sheetData>"
				"</worksheet>"}};
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book("a workbook in its usual place", &options,
	    FOUND "1@2: 1|\n" END("1", "0"), NULL);
	parts[1].text = RELATIONS_HEAD
	    "<Relationship Id=\"rId1\" Type=\"" TYPE "worksheet\" "
	    "TargetMode=\"External\" Target=\"worksheets/sheet1.xml\"/>"
	    "</Relationships>";
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book("a sheet elsewhere", &options, NULL, "no-sheets");
}

/* Notes of cells: those that say no cell, or one of the header, are none. */
static void
test_notes(void)
{
	static const struct {
		const char *relations, *notes, *code;
	} notes[] = {
	    {NULL, "<comment ref=\"A2\"/>", "cell-notes"},
	    {NULL, "<comment ref=\"B1\"/>", NULL},
	    {NULL, "<comment/><comment ref=\"\"/><comment ref=\"2\"/>", NULL},
	    {NULL, "<author ref=\"A2\"/>", NULL},
	    {NULL, "<comment ref=\"A2\">", "damaged-part"},
	    {RELATIONS_HEAD, "", "damaged-part"},
	    {RELATIONS_HEAD RELATION(
		 "rId1", "comments", "../comments2.xml") "</Relationships>",
		"<comment ref=\"A2\"/>", NULL},
	};
	const struct intake_options options = {.path = "r.xlsx"};
	for (size_t i = 0; i < COUNT(notes); i++) {
		struct strbuf text = {0};
		bool whole = !notes[i].code ||
			     strcmp(notes[i].code, "damaged-part") != 0;
		strbuf_print(&text,
		    "<comments" MAIN
		    "><commentList>%s</commentList></comments>",
		    notes[i].notes);
		const struct content parts[] = {{"_rels/.rels", root_relations},
		    {"xl/_rels/workbook.xml.rels", book_relations},
		    {"xl/workbook.xml", book},
		    {"xl/sharedStrings.xml", strings},
		    {"xl/worksheets/_rels/sheet1.xml.rels",
			notes[i].relations
			    ? notes[i].relations
			    : RELATIONS_HEAD RELATION("rId1", "comments",
				  "../comments1.xml") "</Relationships>"},
		    {"xl/comments1.xml", strbuf_text(&text)},
		    {"xl/worksheets/sheet1.xml",
			"<worksheet" MAIN "><sheetData>" HEADER
			"<row><c><v>1</v></c></row></sheetData></worksheet>"}};
		write_zip("r.xlsx", parts, COUNT(parts));
		check_book(notes[i].notes, &options,
		    whole ? FOUND "1@2: 1|\n" END("1", "0") : NULL,
		    notes[i].code);
		strbuf_fini(&text);
	}
}

int
main(void)
{
	char folder[32];
	const struct intake_options options = {.path = "r.xlsx"};
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_book(book, cases[i].rows);
		check_book(
		    cases[i].name, &options, cases[i].want, cases[i].code);
	}
	test_one_column();
	check_shared("a long shared text", (1u << 20) + 1, 1, "field-too-long");
	check_shared("a row of long texts", 1u << 20, 17, "row-too-long");
	test_many_styles();
	test_parts();
	test_notes();
	dump_leave_folder(folder, "r.xlsx");
	return test_end();
}
