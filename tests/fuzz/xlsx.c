/*
 * Any bytes as the XML of a sheet, of styles and of shared texts, packed into
 * an .xlsx file, and any bytes as the file itself.
 */
#include "spreadsheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char relations[] =
    "<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"a\" Type=\"/officeDocument\" "
    "Target=\"w\"/>"
    "<Relationship Id=\"b\" Type=\"/worksheet\" Target=\"s\"/>"
    "<Relationship Id=\"c\" Type=\"/sharedStrings\" Target=\"t\"/>"
    "<Relationship Id=\"d\" Type=\"/styles\" Target=\"y\"/></R>";

#define MAIN                                                                   \
	" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"" \
	" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"    \
	"relationships\">"

/* The input's three parts are divided by '\1'; each gets its root. */
static void
put_workbook(struct strbuf *out, struct slice input)
{
	struct strbuf parts[3] = {{0}};
	for (int i = 0; i < 3; i++) {
		size_t end = i < 2 ? slice_find_char(input, '\1') : input.len;
		strbuf_add_text(&parts[i], "<x" MAIN);
		strbuf_add(&parts[i], slice_part(input, 0, end));
		strbuf_add_text(&parts[i], "</x>");
		input = slice_from(input, end + 1);
	}
	struct entry entries[] = {{"_rels/.rels", slice_view(relations), 0, 0},
	    {"_rels/w.rels", slice_view(relations), 0, 0},
	    {"w",
		slice_view("<workbook" MAIN "<sheets><sheet name=\"K\" "
			   "r:id=\"b\"/></sheets></workbook>"),
		0, 0},
	    {"s", strbuf_view(&parts[0]), 0, 0},
	    {"t", strbuf_view(&parts[1]), 0, 0},
	    {"y", strbuf_view(&parts[2]), 0, 0}};
	put_zip(out, entries, sizeof entries / sizeof *entries);
	for (int i = 0; i < 3; i++)
		strbuf_fini(&parts[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice input = {(const char *)bytes, len};
	struct strbuf out = {0};
	if (slice_starts(input, "PK")) {
		read_file(input);
		return 0;
	}
	put_workbook(&out, input);
	read_file(strbuf_view(&out));
	strbuf_fini(&out);
	return 0;
}
