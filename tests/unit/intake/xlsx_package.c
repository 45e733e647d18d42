/*
 * Packages that are another thing than a workbook, or more than any computer
 * holds.
 */
#include "small_book.h"

static void
test_refused(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	const struct content foreign[] = {{"word/document.xml", "<w/>"}};
	write_zip("r.xlsx", foreign, 1);
	check_book("another zip", &options, NULL, "no-spreadsheet");
	write_book("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><workbook>&a;"
		   "</workbook>",
	    HEADER);
	check_book("entities", &options, NULL, "damaged-part");
	dump_write_file("r.xlsx", SLICE("PK\x03\x04 and no more"));
	check_book("no archive", &options, NULL, "damaged-spreadsheet");
	dump_write_file("r.xlsx", SLICE("\xd0\xcf\x11\xe0 and so on"));
	check_book("old Excel", &options, NULL, "old-excel");
}

static const char other_case[] =
    RELATIONS_HEAD RELATION("rId1", "worksheet", "Worksheets\\Sheet1.XML")
	RELATION("rId3", "sharedStrings", "sharedStrings.xml")
	    RELATION("rId4", "styles", "styles.xml") "</Relationships>";

/* Names as some programs write them, and no styles where they should be. */
static void
test_names(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	struct content parts[] = {{"_rels\\.rels", root_relations},
	    {"xl\\_rels\\workbook.xml.rels", other_case},
	    {"XL\\Workbook.xml", book}, {"xl\\sharedstrings.xml", strings},
	    {"xl\\worksheets\\sheet1.xml",
		"<worksheet" MAIN "><sheetData>" HEADER
		"<row><c><v>2</v></c><c s=\"0\"><v>3</v></c></row><row><c "
		"s=\"1\">"
		"<v>40987</v></c></row></sheetData></worksheet>"},
	    {"xl/workbook.xml", book}};
	const char *want =
	    FOUND "1@2: 2|3\n2@3: 40987| [shown-unsurely] what the cell in "
		  "column 'Namn' shows by its format is not certain; say what "
		  "the column holds (decimal, integer, date), or give the cell "
		  "another format\nend: 2 rows, 1 malformed, 0 blank\n";
	write_zip("r.xlsx", parts, COUNT(parts) - 1);
	check_book("backslashes, other case, no styles", &options, want, NULL);
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book(
	    "a part twice by two names", &options, NULL, "no-spreadsheet");
}

static void
test_other_office(void)
{
	struct intake_options options = {.path = "r.xlsx"};
	struct content parts[] = {
	    {"_rels/.rels", RELATIONS_HEAD RELATION("rId1", "officeDocument",
				"word/document.xml") "</Relationships>"},
	    {"word/document.xml", "<w:document xmlns:w=\"urn:w\"/>"}};
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book("a Word file", &options, NULL, "no-spreadsheet");
	parts[0].text = RELATIONS_HEAD RELATION(
	    "rId1", "officeDocument", "xl/workbook.bin") "</Relationships>";
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book("a binary workbook", &options, NULL, "binary-excel");
	write_book("<workbook" MAIN "><workbookPr date1904=\"perhaps\"/>"
		   "<sheets><sheet name=\"Klienter\" r:id=\"rId1\"/></sheets>"
		   "</workbook>",
	    HEADER);
	check_book(
	    "a calendar that is neither", &options, NULL, "damaged-part");
	write_book("<workbook><sheets><sheet name=\"Klienter\"/></sheets>"
		   "</workbook>",
	    HEADER);
	check_book(
	    "a workbook of no namespace", &options, NULL, "no-spreadsheet");
	dump_write_file("r.xlsx", SLICE("\xEF\xBB\xBF\n<HTML><table>"));
	check_book("a page of HTML", &options, NULL, "not-a-register");
}

/* One long text in so many cells that nobody could hold them all. */
static void
test_repeated(void)
{
	struct strbuf rows = {0}, shared = {0};
	struct intake_options options = {.path = "r.xlsx"};
	size_t len = 1000000;
	strbuf_add_text(&shared, "<sst" MAIN "><si><t>Namn</t></si><si><t>");
	memset(strbuf_reserve(&shared, len), 'x', len);
	shared.len += len;
	strbuf_add_text(&shared, "</t></si></sst>");
	strbuf_add_text(&rows, "<worksheet" MAIN "><sheetData>" HEADER);
	for (int i = 0; i < 200; i++)
		strbuf_add_text(&rows, "<row><c t=\"s\"><v>1</v></c></row>");
	strbuf_add_text(&rows, "</sheetData></worksheet>");
	const struct content parts[] = {{"_rels/.rels", root_relations},
	    {"xl/_rels/workbook.xml.rels", book_relations},
	    {"xl/workbook.xml", book},
	    {"xl/sharedStrings.xml", strbuf_text(&shared)},
	    {"xl/styles.xml", styles},
	    {"xl/worksheets/sheet1.xml", strbuf_text(&rows)}};
	write_zip("r.xlsx", parts, COUNT(parts));
	check_book("a text repeated", &options, NULL, "spreadsheet-too-large");
	strbuf_reset(&rows);
	strbuf_add_text(&rows, HEADER "<row><c t=\"inlineStr\"><is><t>");
	memset(strbuf_reserve(&rows, len + 100000), 'x', len + 100000);
	rows.len += len + 100000;
	strbuf_add_text(&rows, "</t></is></c></row>");
	write_book(book, strbuf_text(&rows));
	check_book("a long cell", &options, NULL, "field-too-long");
	strbuf_fini(&rows);
	strbuf_fini(&shared);
}

/* A tag that goes on, which expat would look through again and again. */
static void
test_long_tag(void)
{
	struct strbuf text = {0};
	struct intake_options options = {.path = "r.xlsx"};
	size_t len = 3u << 20;
	strbuf_add_text(&text, HEADER "<row r=\"2\" x=\"");
	memset(strbuf_reserve(&text, len), 'x', len);
	text.len += len;
	strbuf_add_text(&text, "\"/>");
	write_book(book, strbuf_text(&text));
	check_book("a long tag", &options, NULL, "damaged-part");
	strbuf_fini(&text);
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
	check_book("a bomb", &options, NULL, "spreadsheet-too-large");
	strbuf_fini(&text);
}

int
main(void)
{
	char folder[32];
	dump_enter_folder(folder);
	test_refused();
	test_names();
	test_other_office();
	test_repeated();
	test_long_tag();
	test_bomb();
	dump_leave_folder(folder, "r.xlsx");
	return test_end();
}
