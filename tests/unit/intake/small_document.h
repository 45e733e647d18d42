/*
 * tests/unit/intake/small_document.h - an OpenDocument spreadsheet as
 * LibreOffice writes it, part by part.
 */
#ifndef TESTS_UNIT_INTAKE_SMALL_DOCUMENT_H
#define TESTS_UNIT_INTAKE_SMALL_DOCUMENT_H

#include "dump.h"
#include "package.h"
#include "test.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"
#define SPACES                                                                 \
	" xmlns:o=\"" URN "office:1.0\" xmlns:t=\"" URN "table:1.0\""          \
	" xmlns:x=\"" URN "text:1.0\" xmlns:s=\"" URN "style:1.0\""            \
	" xmlns:c=\"urn:org:documentfoundation:names:experimental:calc:xmlns:" \
	"calcext:1.0\" xmlns:d=\"" URN "drawing:1.0\""
#define STYLES                                                                 \
	"<o:automatic-styles><s:style s:name=\"ta1\"><s:table-properties "     \
	"t:display=\"true\"/></s:style><s:style s:name=\"ta2\">"               \
	"<s:table-properties t:display=\"false\"/></s:style>"                  \
	"</o:automatic-styles>"
#define TEXT(text)                                                             \
	"<t:table-cell o:value-type=\"string\"><x:p>" text "</x:p>"            \
	"</t:table-cell>"
#define HEADER "<t:table-row>" TEXT("Namn") TEXT("Ort") "</t:table-row>"
#define ROW(cells) "<t:table-row>" cells "</t:table-row>"
#define FOUND " Klienter\nheader 1: Namn|Ort\n"
#define UNSURE                                                                 \
	"what the cell in column 'Namn' shows by its format is not certain; "  \
	"say what the column holds (decimal, integer, date), or give the "     \
	"cell another format\n"
#define END(rows, malformed)                                                   \
	"end: " rows " rows, " malformed " malformed, 0 blank\n"

static const char mimetype[] = "application/vnd.oasis.opendocument.spreadsheet";

static inline void
write_document(const char *type, const char *manifest, const char *rows)
{
	struct strbuf content = {0};
	strbuf_print(&content,
	    "<o:document-content" SPACES ">" STYLES
	    "<o:body><o:spreadsheet><t:table t:name=\"Dolt\" "
	    "t:style-name=\"ta2\">" ROW(TEXT("A") TEXT("B")) ROW(
		TEXT("c")) "</t:table><t:table t:name=\"Klienter\" "
			   "t:style-name=\"ta1\"><t:table-column/>%s</t:table>"
			   "</o:spreadsheet></o:body></o:document-content>",
	    rows);
	const struct content parts[] = {{"mimetype", type},
	    {"content.xml", strbuf_text(&content)},
	    {"META-INF/manifest.xml", manifest}};
	write_zip("r.ods", parts, COUNT(parts));
	strbuf_fini(&content);
}

#define MANIFEST(inside)                                                       \
	"<m:manifest xmlns:m=\"" URN "manifest:1.0\"><m:file-entry>" inside    \
	"</m:file-entry></m:manifest>"

static inline void
check(const char *name, const struct intake_options *options, const char *want,
    const char *code)
{
	struct strbuf have = {0};
	dump_register(&have, options, true);
	struct slice text = strbuf_view(&have);
	size_t said = slice_find(text, SLICE("r.ods:"));
	if (want)
		test_slice(name, slice_part(text, 0, said), want);
	char shown[64] = "";
	if (code)
		snprintf(shown, sizeof shown, "[%s]", code);
	bool ok = code ? slice_find(text, slice_view(shown)) < text.len
		       : said == text.len;
	test_true(name, ok);
	if (!ok)
		printf("  have: %.*s\n", (int)text.len, text.at);
	strbuf_fini(&have);
}

#endif
