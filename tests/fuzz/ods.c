/*
 * Any bytes as the table of an OpenDocument spreadsheet, and any bytes as the
 * whole of its content.
 */
#include "spreadsheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define URN "urn:oasis:names:tc:opendocument:xmlns:"

static void
put_document(struct strbuf *out, struct slice input)
{
	struct strbuf content = {0};
	bool whole = slice_starts(input, "<?xml");
	if (!whole)
		strbuf_add_text(&content,
		    "<o:d xmlns:o=\"" URN "office:1.0\" xmlns:t=\"" URN
		    "table:1.0\" xmlns:x=\"" URN "text:1.0\" xmlns:s=\"" URN
		    "style:1.0\" xmlns:c=\"urn:org:documentfoundation:names:"
		    "experimental:calc:xmlns:calcext:1.0\">"
		    "<t:table t:name=\"K\">");
	strbuf_add(&content, input);
	if (!whole)
		strbuf_add_text(&content, "</t:table></o:d>");
	struct entry entries[] = {
	    {"mimetype",
		slice_view("application/vnd.oasis.opendocument.spreadsheet"), 0,
		0},
	    {"content.xml", strbuf_view(&content), 0, 0}};
	put_zip(out, entries, sizeof entries / sizeof *entries);
	strbuf_fini(&content);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct strbuf out = {0};
	put_document(&out, (struct slice){(const char *)bytes, len});
	read_file(strbuf_view(&out));
	strbuf_fini(&out);
	return 0;
}
