/*
 * The parts of a Word document: which kind it is, properties, headers; and
 * documents that hold more than any letter.
 */
#include "whole_document.h"

#define A_TEXT DOCUMENT(P(T("a")))
#define MACROS "vnd.ms-office.vbaProject"

/* ---- one part that is another */

static const struct {
	const char *name, *part, *text;
	const char *want, *shape;
} others[] = {
    {"a name with a backslash", "[Content_Types].xml",
	TYPES(OVERRIDE("\\word/document.xml", MAIN_TYPE)), "", "text \"a\""},
    {"a template", "[Content_Types].xml",
	TYPES(OVERRIDE(
	    "/word/document.xml", "x-wordprocessingml.template.main+xml")),
	"", "text \"a\""},
    {"types that say half", "[Content_Types].xml",
	TYPES("<Override PartName=\"/a\"/><Override ContentType=\"a\"/>"
	      "<Default PartName=\"/a\" ContentType=\"" MACROS
	      "\"/>" OVERRIDE("/word/document.xml", MAIN_TYPE)),
	"", "text \"a\""},
    {"macros by their type", "[Content_Types].xml",
	TYPES(OVERRIDE("/word/document.xml", MAIN_TYPE)
		OVERRIDE("/word/vba.bin", MACROS)),
	"word-macros", NULL},
    {"macros by the document's type", "[Content_Types].xml",
	TYPES(OVERRIDE("/word/document.xml",
	    "vnd.ms-word.document.macroEnabled.main+xml")),
	"word-macros", NULL},
    {"a sheet", "[Content_Types].xml",
	TYPES(OVERRIDE("/word/document.xml", "x-sheet.main+xml")),
	"no-word-file", NULL},
    {"macros by a relation", "word/_rels/document.xml.rels",
	RELATIONS(RELATION("v", "vbaProject", "vba.bin")), "word-macros", NULL},
    {"no relation to the text", "_rels/.rels", RELATIONS(""), "", "text \"a\""},
    {"no relations of the text", "word/_rels/document.xml.rels", NULL, "",
	"text \"a\""},
    {"relations cut short", "word/_rels/document.xml.rels", "<R",
	"damaged-document-part", NULL},
    {"an internal mode", "word/_rels/document.xml.rels",
	RELATIONS("<Relationship Id=\"a\" Type=\"x/styles\" "
		  "TargetMode=\"Internal\" Target=\"none.xml\"/>"),
	"no-document", NULL},
};

static void
test_others(void)
{
	for (size_t i = 0; i < COUNT(others); i++) {
		const char *text = others[i].text;
		const struct part_text parts[] = {
		    {"word/document.xml", SLICE(A_TEXT)},
		    {others[i].part,
			text ? slice_view(text) : (struct slice){0}}};
		check(
		    others[i].name, parts, 2, others[i].want, others[i].shape);
	}
}

/* ---- properties, headers, settings */

static void
test_subject(void)
{
	struct strbuf core = {0};
	strbuf_add_text(&core, CORE "<dc:title>no</dc:title><dc:subject>");
	for (int i = 0; i < 900; i++)
		strbuf_add_char(&core, 'x');
	strbuf_add_text(&core, "&amp;");
	for (int i = 0; i < 200; i++)
		strbuf_add_char(&core, 'y');
	strbuf_add_text(&core, "&amp;zzz</dc:subject><dc:subject/>"
			       "</c:coreProperties>");
	const struct part_text parts[] = {{"word/document.xml", SLICE(A_TEXT)},
	    {"docProps/core.xml", strbuf_view(&core)},
	    {"_rels/.rels", SLICE(RELATIONS(RELATION("a", "officeDocument",
				"word/document.xml") RELATION("b",
				"core-properties", "docProps/core.xml")))}};
	check(
	    "a subject without end", parts, COUNT(parts), "", "subject 1101\n");
	strbuf_fini(&core);
}

#define MARGINS                                                                \
	RELATIONS(RELATION("a", "header", "h.xml") RELATION("b", "footer",     \
	    "f.xml") "<Relationship Id=\"c\" Type=\"x/header\" "               \
		     "Target=\"g.xml\" TargetMode=\"External\"/>"              \
		     "<Relationship Id=\"d\" Type=\"none\" "                   \
		     "Target=\"g.xml\"/>")

static void
test_margins(void)
{
	static const struct {
		const char *header, *footer, *want;
	} margins[] = {
	    {"<w:hdr" NS "><w:p/></w:hdr>", "<w:ftr" NS "><w:p/></w:ftr>", ""},
	    {"<w:hdr" NS "><w:t>a</w:t></w:hdr>", "<w:ftr" NS "/>",
		"word-left-out"},
	    {"<w:hdr" NS "><w:pict/></w:hdr>",
		"<w:ftr" NS "><w:instrText/></w:ftr>",
		"word-left-out word-left-out"},
	    {"<w:hdr" NS "><w:drawing/></w:hdr>", "<w:ftr" NS "/>",
		"word-left-out"},
	    {"<w:hdr" NS "><w:p>", "<w:ftr" NS "/>", "damaged-document-part"},
	    {"<w:hdr" NS "/>", "<w:ftr" NS "><w:p>", "damaged-document-part"},
	};
	for (size_t i = 0; i < COUNT(margins); i++) {
		const struct part_text parts[] = {
		    {"word/document.xml", SLICE(A_TEXT)},
		    {"word/_rels/document.xml.rels", SLICE(MARGINS)},
		    {"word/h.xml", slice_view(margins[i].header)},
		    {"word/f.xml", slice_view(margins[i].footer)}};
		check(margins[i].header, parts, COUNT(parts), margins[i].want,
		    NULL);
	}
}

#define SETTINGS(inside)                                                       \
	"<w:settings" NS "><w:mailMerge>" inside "</w:mailMerge></w:settings>"

/* Whom Word's merge lists, in a part that the settings point to. */
static void
test_recipients(const struct part_text settings[static 3])
{
	static const struct {
		const char *name, *relations, *list, *want;
	} lists[] = {
	    {"nobody's list",
		RELATIONS(RELATION("a", "attachedTemplate", "mall.dotx")),
		"<w:recipients" NS "/>", "word-left-out"},
	    {"relations cut short", "<R", "<w:recipients" NS "/>",
		"damaged-document-part"},
	    {"a list cut short",
		RELATIONS(RELATION("a", "recipientData", "m.xml")),
		"<w:recipients", "damaged-document-part"},
	    {"a list that is not there",
		RELATIONS(RELATION("a", "recipientData", "n.xml")),
		"<w:recipients", "word-left-out"},
	};
	for (size_t i = 0; i < COUNT(lists); i++) {
		const struct part_text parts[] = {settings[0], settings[1],
		    settings[2],
		    {"word/_rels/s.xml.rels", slice_view(lists[i].relations)},
		    {"word/m.xml", slice_view(lists[i].list)}};
		check(lists[i].name, parts, COUNT(parts), lists[i].want, NULL);
	}
}

static void
test_settings(void)
{
	struct part_text parts[] = {{"word/document.xml", SLICE(A_TEXT)},
	    {"word/_rels/document.xml.rels",
		SLICE(RELATIONS(RELATION("a", "settings", "s.xml")))},
	    {"word/s.xml",
		SLICE("<w:settings" NS "><w:mailMerge/></w:settings>")}};
	check("a mail merge", parts, COUNT(parts), "word-left-out", NULL);
	parts[2].text = SLICE("<w:settings" NS "><w:zoom/></w:settings>");
	check("no mail merge", parts, COUNT(parts), "", NULL);
	parts[2].text = SLICE(SETTINGS("<w:query/>"));
	check("a query that says nothing", parts, COUNT(parts), "word-left-out",
	    NULL);
	parts[2].text =
	    SLICE(SETTINGS("<w:query w:val=\"SELECT * FROM `WHER` W\"/>"));
	check(
	    "a query of everybody", parts, COUNT(parts), "word-left-out", NULL);
	parts[2].text =
	    SLICE(SETTINGS("<w:query w:val=\"SELECT * WHERE `A` = 1\"/>"));
	check("a query of some", parts, COUNT(parts),
	    "word-recipients word-left-out", NULL);
	parts[2].text = SLICE("<w:settings" NS "><w:mailMerge/></w:settings>");
	test_recipients(parts);
	parts[2].text = SLICE("<w:settings");
	check("settings cut short", parts, COUNT(parts),
	    "damaged-document-part", NULL);
}

/* ---- more than any letter */

static void
add_many(struct strbuf *out, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(out, text);
}

#define SEVEN(of) of of of of of of of

static const struct {
	const char *name, *before, *many;
	size_t count;
	const char *behind, *want, *shape;
} bodies[] = {
    {"tables without end", "", "<w:tbl/>", 100001, P(T("a")),
	"damaged-document-part", NULL},
    {"so many tables and a paragraph", "", "<w:tbl/>", 100000, P(T("a")),
	"damaged-document-part", NULL},
    {"rows without end", "<w:tbl>", "<w:tr/>", 100000, "</w:tbl>",
	"damaged-document-part", NULL},
    {"cells without end", "<w:tbl><w:tr>", "<w:tc/>", 99999, "</w:tr></w:tbl>",
	"damaged-document-part", NULL},
    {"paragraphs without end", "", "<w:p/>", 20001, "", "damaged-document-part",
	NULL},
    {"runs without end", "<w:p>", "<w:r/>", 66000, T("a") "</w:p>", "",
	"text \"a\" @1:1\n$"},
    {"a paragraph of too much", "<w:p><w:r><w:t>", "0123456789abcdef", 4097,
	"</w:t></w:r></w:p>", "damaged-document-part", NULL},
    {"a paragraph of just enough", "<w:p><w:r><w:t>", "0123456789abcdef", 4096,
	"</w:t></w:r></w:p>", "", "paragraph"},
    {"too much text", "",
	P(T("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"
	    "f")),
	8200, "", "damaged-document-part", NULL},
    {"a field of too much", "<w:p>" CHAR("begin") "<w:r><w:instrText>",
	"0123456789abcdef", 32800, "</w:instrText></w:r>" CHAR("end") "</w:p>",
	"damaged-document-part", NULL},
    {"fields too deep", "<w:p>", CHAR("begin"), 21, "</w:p>",
	"damaged-document-part", NULL},
    {"columns without end", "<w:tbl><w:tr>", "<w:tc><w:p/></w:tc>", 64,
	"</w:tr></w:tbl>", "word-wide-table", NULL},
    {"tags too deep", "<w:p>", T("{{if Ort = 'Vik'}}"), 49,
	SEVEN(SEVEN(T("{{/if}}"))) "</w:p>", "too-deep", NULL},
    {"tags just deep enough", "<w:p>", T("{{if Ort = 'Vik'}}"), 48,
	SEVEN(SEVEN(T("{{/if}}"))) "</w:p>", "unopened-tag", NULL},
};

static void
test_limits(void)
{
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct strbuf text = {0};
		strbuf_print(
		    &text, "<w:document" NS "><w:body>%s", bodies[i].before);
		add_many(&text, bodies[i].many, bodies[i].count);
		strbuf_print(
		    &text, "%s</w:body></w:document>", bodies[i].behind);
		const struct part_text parts[] = {
		    {"word/document.xml", strbuf_view(&text)}};
		check(
		    bodies[i].name, parts, 1, bodies[i].want, bodies[i].shape);
		strbuf_fini(&text);
	}
}

/* Text that ends just below the limit, and more of another kind. */
static void
check_last(const char *name, size_t lines, size_t len, const char *last,
    const char *want)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "<w:document" NS "><w:body>");
	for (size_t i = 0; i < lines; i++) {
		strbuf_add_text(&text, "<w:p><w:r><w:t>");
		add_many(&text, "x", len);
		strbuf_add_text(&text, "</w:t></w:r></w:p>");
	}
	strbuf_print(&text, "%s</w:body></w:document>", last);
	const struct part_text part = {"word/document.xml", strbuf_view(&text)};
	check(name, &part, 1, want, NULL);
	strbuf_fini(&text);
}

static void
test_last(void)
{
	struct strbuf line = {0};
	check_last("a field within the limit", 8191, 63,
	    P(T("0123456789abcdef") CHAR("begin") CODE(" MERGEFIELD Namn ")
		    CHAR("separate") CHAR("end")),
	    "");
	check_last("a field over the limit", 8191, 63,
	    P(T("0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab")
		    CHAR("begin") CODE(" MERGEFIELD Namn ") CHAR("separate")
			CHAR("end")),
	    "damaged-document-part");
	strbuf_add_text(&line, "<w:p><w:r><w:t>");
	add_many(&line, "x", 70000);
	strbuf_add_text(&line, "</w:t></w:r></w:p>");
	check_last("both limits at once", 7, 65519, strbuf_text(&line),
	    "damaged-document-part");
	strbuf_reset(&line);
	strbuf_add_text(&line, "<w:p>");
	add_many(&line, "<w:hyperlink r:id=\"e\">" T("a") "</w:hyperlink>", 70);
	strbuf_add_text(&line, "</w:p>");
	check_last("many links", 1, 1, strbuf_text(&line), "");
	strbuf_fini(&line);
}

/* As many faults as are told, and one more; as many fields, and a link's. */
static void
test_many_told(void)
{
	struct strbuf text = {0}, want = {0};
	strbuf_add_text(&text, "<w:document" NS "><w:body>");
	add_many(&text, P(T("&#xF0B7;")), 101);
	strbuf_add_text(&text, "</w:body></w:document>");
	add_many(&want, "private-character ", 100);
	strbuf_add_text(&want, "word-left-out");
	const struct part_text faults = {
	    "word/document.xml", strbuf_view(&text)};
	check("faults without end", &faults, 1, strbuf_text(&want), NULL);
	strbuf_reset(&text);
	strbuf_add_text(&text, "<w:document" NS "><w:body><w:p>");
	add_many(&text, T("{{a}}"), 5001);
	strbuf_add_text(
	    &text, "</w:p>" P(T("{{if a}}")) P("<w:hyperlink r:id=\"l\">" T(
		       "b") "</w:hyperlink>") "</w:body></w:document>");
	const struct part_text fields = {
	    "word/document.xml", strbuf_view(&text)};
	check("fields without end", &fields, 1,
	    "too-many-fields too-many-fields", NULL);
	strbuf_fini(&text);
	strbuf_fini(&want);
}

/* Styles, lists and links: what is read before the text. */
static void
test_too_many(void)
{
	static const struct {
		const char *part, *before, *many, *behind;
		size_t most;
	} kinds[] = {
	    {"word/s.xml", "<w:styles" NS ">", "<w:style/>", "</w:styles>",
		4000},
	    {"word/n.xml", "<w:numbering" NS ">", "<w:abstractNum/>",
		"</w:numbering>", 5000},
	    {"word/n.xml", "<w:numbering" NS ">", "<w:num/>", "</w:numbering>",
		5000},
	    {"word/_rels/document.xml.rels",
		"<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		"relationships\">",
		"<Relationship/>", "</R>", 5000},
	};
	for (size_t i = 0; i < 2 * COUNT(kinds); i++) {
		size_t k = i / 2, more = i % 2;
		struct strbuf text = {0};
		strbuf_add_text(&text, kinds[k].before);
		add_many(&text, kinds[k].many, kinds[k].most + more);
		strbuf_add_text(&text, kinds[k].behind);
		const struct part_text parts[] = {
		    {kinds[k].part, strbuf_view(&text)},
		    {"word/document.xml", SLICE(A_TEXT)},
		    {"word/_rels/document.xml.rels",
			SLICE(RELATIONS(RELATION("a", "styles", "s.xml")
				RELATION("b", "numbering", "n.xml")))},
		    {"word/s.xml", SLICE(STYLES(""))},
		    {"word/n.xml", SLICE("<w:numbering" NS "></w:numbering>")}};
		/* The part at hand stands for the usual one. */
		struct part_text own[COUNT(parts)];
		size_t count = 0;
		for (size_t p = 0; p < COUNT(parts); p++) {
			if (p && strcmp(parts[p].name, parts[0].name) == 0)
				continue;
			own[count++] = parts[p];
		}
		check(kinds[k].many, own, count, more ? "word-too-large" : "",
		    NULL);
		strbuf_fini(&text);
	}
}

int
main(void)
{
	test_others();
	test_subject();
	test_margins();
	test_settings();
	test_limits();
	test_last();
	test_many_told();
	test_too_many();
	return test_end();
}
