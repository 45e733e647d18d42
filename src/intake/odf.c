#include "intake/odf.h"

#include "base/code.h"

#define COUNT_MAX (1u << 24)
#define BLANKS_MAX 1000

const char *const odf_spaces[] = {
    ODF_OFFICE, ODF_TABLE, ODF_TEXT, ODF_STYLE, NULL};

void
odf_text_reset(struct odf_text *text)
{
	strbuf_reset(&text->text);
	text->paragraphs = 0;
	text->depth = text->silent = 0;
}

void
odf_text_fini(struct odf_text *text)
{
	strbuf_fini(&text->text);
}

/* A note of the cell's, and how a word is read aloud. */
static bool
is_silent(struct xml_name name)
{
	return (name.space == SPACE_OFFICE &&
		   (xml_is(name, "annotation") ||
		       xml_is(name, "annotation-end"))) ||
	       (name.space == SPACE_TEXT &&
		   (xml_is(name, "ruby-text") || xml_is(name, "note")));
}

static void
add_sign(struct odf_text *text, char c, size_t count)
{
	for (size_t i = 0; i < count && i < BLANKS_MAX; i++)
		strbuf_add_char(&text->text, c);
	text->blank = false;
}

void
odf_text_start(
    struct odf_text *text, struct xml_name name, const char **attributes)
{
	if (text->silent || is_silent(name)) {
		text->silent++;
		return;
	}
	if (name.space != SPACE_TEXT)
		return;
	if (text->depth) {
		text->depth++;
		if (xml_is(name, "s"))
			add_sign(text, ' ',
			    odf_read_count(attributes, ODF_TEXT " c"));
		else if (xml_is(name, "tab"))
			add_sign(text, '\t', 1);
		else if (xml_is(name, "line-break"))
			add_sign(text, '\n', 1);
	} else if (xml_is(name, "p") || xml_is(name, "h")) {
		if (text->paragraphs++)
			strbuf_add_char(&text->text, '\n');
		text->depth = 1;
		text->blank = true;
	}
}

void
odf_text_end(struct odf_text *text, struct xml_name name)
{
	if (text->silent)
		text->silent--;
	else if (text->depth && name.space == SPACE_TEXT)
		text->depth--;
}

void
odf_text_add(struct odf_text *text, struct slice more)
{
	if (text->silent || !text->depth)
		return;
	for (size_t i = 0; i < more.len; i++) {
		bool blank = char_is_blank(more.at[i]);
		if (!blank)
			strbuf_add_char(&text->text, more.at[i]);
		else if (!text->blank)
			strbuf_add_char(&text->text, ' ');
		text->blank = blank;
	}
}

size_t
odf_read_count(const char **attributes, const char *name)
{
	const char *text = xml_attribute(attributes, name);
	size_t count = 0;
	if (!text)
		return 1;
	for (; *text >= '0' && *text <= '9' && count < COUNT_MAX; text++)
		count = count * 10 + (size_t)(*text - '0');
	return *text || count > COUNT_MAX ? 0 : count;
}
