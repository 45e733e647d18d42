/*
 * Any bytes as the XML of a letter's body, of styles and of numbering, packed
 * into a .docx file, and any bytes as the file itself.
 */
#include "../word/made.h"
#include "letter/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
read_letter(struct slice content)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf dump = {0};
	const struct letter *letter = read_made(mem, content, diag);
	if (letter)
		node_dump(&dump, letter->root);
	assert(utf8_check(strbuf_view(&dump)) == dump.len);
	strbuf_fini(&dump);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* The input's three parts are divided by '\1'; each gets its root. */
static void
put_letter(struct strbuf *out, struct slice input)
{
	struct strbuf parts[3] = {{0}};
	for (int i = 0; i < 3; i++) {
		size_t end = i < 2 ? slice_find_char(input, '\1') : input.len;
		strbuf_add_text(&parts[i],
		    "<w:document xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R
		    "\" xmlns:mc=\"http://schemas.openxmlformats.org/"
		    "markup-compatibility/2006\">");
		strbuf_add(&parts[i], slice_part(input, 0, end));
		strbuf_add_text(&parts[i], "</w:document>");
		input = slice_from(input, end + 1);
	}
	put_document(out, strbuf_view(&parts[0]), strbuf_view(&parts[1]),
	    strbuf_view(&parts[2]));
	for (int i = 0; i < 3; i++)
		strbuf_fini(&parts[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice input = {(const char *)bytes, len};
	struct strbuf out = {0};
	if (slice_starts(input, "PK")) {
		read_letter(input);
		return 0;
	}
	put_letter(&out, input);
	read_letter(strbuf_view(&out));
	strbuf_fini(&out);
	return 0;
}
