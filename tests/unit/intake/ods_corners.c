/*
 * OpenDocument spreadsheets of few kinds: what styles say in part, and cells
 * that are more than any computer holds.
 */
#include "small_document.h"

static void
add_many(struct strbuf *out, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(out, text);
}

/* A long text in a row that is said to repeat. */
static void
check_repeated(
    const char *name, size_t len, const char *times, const char *want)
{
	struct intake_options options = {.path = "r.ods"};
	struct strbuf rows = {0}, have = {0};
	strbuf_print(&rows,
	    HEADER "<t:table-row t:number-rows-repeated=\"%s\">"
		   "<t:table-cell o:value-type=\"string\"><x:p>",
	    times);
	add_many(&rows, "x", len);
	strbuf_add_text(&rows, "</x:p></t:table-cell></t:table-row>");
	write_document(mimetype, MANIFEST(""), strbuf_text(&rows));
	dump_register(&have, &options, false);
	bool ok = slice_find(strbuf_view(&have), slice_view(want)) < have.len;
	test_true(name, ok);
	if (!ok)
		printf("  have: %s\n", strbuf_text(&have));
	strbuf_fini(&rows);
	strbuf_fini(&have);
}

/* A column so far to the right that its name has more letters than are kept. */
static void
test_far_column(void)
{
	struct intake_options options = {.path = "r.ods"};
	struct strbuf rows = {0};
	strbuf_add_text(&rows, HEADER "<t:table-row>" TEXT("a"));
	add_many(&rows,
	    "<t:table-cell t:number-columns-repeated=\"16777215\"/>", 13000);
	strbuf_add_text(&rows, "<t:table-cell t:number-rows-spanned=\"2\"/>"
			       "</t:table-row>");
	write_document(mimetype, MANIFEST(""), strbuf_text(&rows));
	check("far to the right", &options, FOUND "1@2: a|\n" END("1", "0"),
	    "merged-cells");
	strbuf_fini(&rows);
}

/* More blanks than anybody would see. */
static void
test_blanks(void)
{
	struct intake_options options = {.path = "r.ods"};
	struct strbuf want = {0};
	write_document(mimetype, MANIFEST(""),
	    HEADER ROW(TEXT("a<x:s x:c=\"2000\"/>b") TEXT("c")));
	strbuf_add_text(&want, FOUND "1@2: a");
	add_many(&want, " ", 1000);
	strbuf_add_text(&want, "b|c\n" END("1", "0"));
	check("2,000 blanks", &options, strbuf_text(&want), NULL);
	strbuf_fini(&want);
}

/* What styles say of rows and sheets, whole and in part. */
static void
test_styles(void)
{
	static const struct {
		const char *styles, *code;
	} looks[] = {
	    {"<s:style s:name=\"c1\"><s:table-cell-properties "
	     "f:background-color=\"#ff0000\"/></s:style>",
		"coloured-rows"},
	    {"<s:style s:name=\"c1\"><s:table-cell-properties "
	     "f:background-color=\"transparent\"/></s:style>",
		NULL},
	    {"<s:style s:name=\"c1\"><s:table-cell-properties "
	     "f:background-color=\"#FFFFFF\"/></s:style>",
		NULL},
	    {"<s:style s:name=\"c1\"><s:table-cell-properties/></s:style>",
		NULL},
	    {"<s:style s:name=\"c1\"><s:text-properties "
	     "s:text-line-through-style=\"solid\"/></s:style>",
		"struck-rows"},
	    {"<s:style s:name=\"c1\"><s:text-properties "
	     "s:text-line-through-style=\"none\"/></s:style>",
		NULL},
	    {"<s:style s:name=\"c1\"><s:text-properties/></s:style>", NULL},
	    {"<s:style s:name=\"c2\"><s:text-properties "
	     "s:text-line-through-style=\"solid\"/></s:style>",
		NULL},
	    {"<s:style/><s:style><s:table-properties t:display=\"false\"/>"
	     "</s:style><s:table-properties t:display=\"false\"/><s:style "
	     "s:name=\"ta1\"><s:table-properties/></s:style>",
		NULL},
	};
	struct intake_options options = {.path = "r.ods"};
	for (size_t i = 0; i < COUNT(looks); i++) {
		struct strbuf text = {0};
		strbuf_print(&text,
		    "<o:document-content" SPACES " xmlns:f=\"" URN
		    "xsl-fo-compatible:1.0\"><o:automatic-styles>%s"
		    "</o:automatic-styles><o:body><o:spreadsheet><t:table "
		    "t:name=\"Klienter\" t:style-name=\"ta1\">" HEADER
		    "<t:table-row><t:table-cell t:style-name=\"c1\" "
		    "o:value-type=\"string\"><x:p>a</x:p></t:table-cell>"
		    "</t:table-row>" ROW(TEXT("b"))
			ROW(TEXT("c")) "</t:table></o:spreadsheet></o:body></"
				       "o:document-content>",
		    looks[i].styles);
		const struct content parts[] = {{"mimetype", mimetype},
		    {"content.xml", strbuf_text(&text)}};
		write_zip("r.ods", parts, COUNT(parts));
		check(looks[i].styles, &options,
		    FOUND "1@2: a|\n2@3: b|\n3@4: c|\n" END("3", "0"),
		    looks[i].code);
		strbuf_fini(&text);
	}
}

/* What somebody sees in a cell and its text does not say. */
static void
test_unread(void)
{
	static const struct {
		const char *cell, *code;
	} cells[] = {
	    {"<x:p>a</x:p><o:annotation><x:p><x:span x:style-name=\"T1\">avled"
	     "</x:span></x:p></o:annotation>",
		"cell-notes"},
	    {"<x:p><x:span x:style-name=\"T1\">a</x:span></x:p>",
		"struck-rows"},
	    {"<x:p><x:span x:style-name=\"T2\">a</x:span></x:p>", NULL},
	};
	struct intake_options options = {.path = "r.ods"};
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct strbuf text = {0};
		strbuf_print(&text,
		    "<o:document-content" SPACES "><o:automatic-styles>"
		    "<s:style s:name=\"T1\"><s:text-properties "
		    "s:text-line-through-style=\"solid\"/></s:style>"
		    "</o:automatic-styles><o:body><o:spreadsheet><t:table "
		    "t:name=\"Klienter\">" HEADER
		    "<t:table-row><t:table-cell o:value-type=\"string\">%s"
		    "</t:table-cell></t:table-row></t:table></o:spreadsheet>"
		    "</o:body></o:document-content>",
		    cells[i].cell);
		const struct content parts[] = {{"mimetype", mimetype},
		    {"content.xml", strbuf_text(&text)}};
		write_zip("r.ods", parts, COUNT(parts));
		check(cells[i].cell, &options, FOUND "1@2: a|\n" END("1", "0"),
		    cells[i].code);
		strbuf_fini(&text);
	}
}

/* A sheet that breaks off, before and behind its header; another kind. */
static void
test_broken(void)
{
	static const struct {
		const char *name, *type, *rows, *want, *code;
	} files[] = {
	    {"no row is whole", mimetype, "<t:table-row>" TEXT("Namn"), "",
		"damaged-part"},
	    {"broken below the header", mimetype, HEADER "<t:table-row>", "",
		"damaged-part"},
	    {"a row that no end follows", mimetype, HEADER ROW(TEXT("a")) "<x",
		"", "damaged-part"},
	    {"a text", "text/plain", HEADER ROW(TEXT("a")), "",
		"open-document"},
	    {"a text document", "application/vnd.oasis.opendocument.text",
		HEADER ROW(TEXT("a")), "", "open-document"},
	    {"a template",
		"application/vnd.oasis.opendocument.spreadsheet-template",
		HEADER ROW(TEXT("a")), FOUND "1@2: a|\n" END("1", "0"), NULL},
	};
	struct intake_options options = {.path = "r.ods"};
	for (size_t i = 0; i < COUNT(files); i++) {
		write_document(files[i].type, MANIFEST(""), files[i].rows);
		check(files[i].name, &options, files[i].want, files[i].code);
	}
}

int
main(void)
{
	char folder[32];
	dump_enter_folder(folder);
	test_styles();
	test_unread();
	test_far_column();
	test_blanks();
	test_broken();
	check_repeated("1 MiB 70 times", 1u << 20, "70", "end: 70 rows, 0 mal");
	check_repeated(
	    "1 MiB 1,000 times", 1u << 20, "1000", "[spreadsheet-too-large]");
	check_repeated(
	    "more than 1 MiB", (1u << 20) + 1, "1", "[field-too-long]");
	dump_leave_folder(folder, "r.ods");
	return test_end();
}
