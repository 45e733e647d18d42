#include "intake/shared.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "intake/styles.h"
#include "ooxml/messages.h"

#define STRINGS_MAX (512u << 20) /* bytes of all */

struct reading {
	struct strings *strings;
	struct strbuf text; /* of one item, still escaped */
	bool in_text, struck;
	int phonetic; /* depth within rPh: how it is read aloud */
	bool full;
};

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct reading *reading = ctx;
	if (xml_is(name, "strike"))
		reading->struck |= styles_strike(attributes);
	reading->phonetic += xml_is(name, "rPh");
	reading->in_text = xml_is(name, "t") && !reading->phonetic;
}

static void
end(void *ctx, struct xml_name name)
{
	struct reading *reading = ctx;
	struct strings *strings = reading->strings;
	reading->in_text = false;
	reading->phonetic -= xml_is(name, "rPh");
	if (!xml_is(name, "si"))
		return;
	strings_add_text(&strings->text, strbuf_view(&reading->text));
	strbuf_reset(&reading->text);
	strings->ends = mem_grow(strings->ends, &strings->room,
	    strings->count + 1, sizeof *strings->ends);
	strings->ends[strings->count++] = strings->text.len;
	if (reading->struck)
		hash_set_add(&strings->struck, strings->count);
	reading->struck = false;
}

static void
add_text(void *ctx, struct slice text)
{
	struct reading *reading = ctx;
	if (!reading->in_text || reading->full)
		return;
	reading->full =
	    reading->strings->text.len + reading->text.len + text.len >
	    STRINGS_MAX;
	if (!reading->full)
		strbuf_add(&reading->text, text);
}

bool
strings_read(struct package *package, const char *part, struct strings *strings,
    struct diag *diag, struct span file)
{
	static const struct xml_handlers handlers = {
	    xml_sheet_spaces, start, end, add_text};
	struct reading reading = {.strings = strings};
	bool ok = xml_read_part(package, part, &handlers, &reading);
	strbuf_fini(&reading.text);
	if (!reading.full)
		return ok;
	REPORT(diag, file, &ooxml_bomb, ARGS(part));
	return false;
}

void
strings_fini(struct strings *strings)
{
	strbuf_fini(&strings->text);
	free(strings->ends);
	hash_set_fini(&strings->struck);
}

bool
strings_struck(const struct strings *strings, size_t index)
{
	return hash_set_has(&strings->struck, index + 1);
}

bool
strings_find(const struct strings *strings, size_t index, struct slice *text)
{
	if (index >= strings->count)
		return false;
	size_t from = index ? strings->ends[index - 1] : 0;
	*text = slice_part(
	    strbuf_view(&strings->text), from, strings->ends[index] - from);
	return true;
}

/* The code point of "_x000D_" at the front, or UTF8_INVALID. */
static uint32_t
read_escape(struct slice text)
{
	uint32_t code = 0;
	if (text.len < 7 || !slice_starts(text, "_x") || text.at[6] != '_')
		return UTF8_INVALID;
	for (size_t i = 2; i < 6; i++) {
		static const char digits[] = "0123456789abcdef";
		char c = text.at[i];
		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		const char *found = memchr(digits, c, 16);
		if (!found)
			return UTF8_INVALID;
		code = code * 16 + (uint32_t)(found - digits);
	}
	/* Halves of surrogate pairs are not characters. */
	return code >= 0xd800 && code <= 0xdfff ? UTF8_INVALID : code;
}

void
strings_add_text(struct strbuf *out, struct slice text)
{
	while (text.len) {
		size_t plain = slice_find_char(text, '_');
		strbuf_add(out, slice_part(text, 0, plain));
		text = slice_from(text, plain);
		if (!text.len)
			return;
		uint32_t code = read_escape(text);
		if (code == UTF8_INVALID)
			strbuf_add_char(out, '_');
		else
			strbuf_add_code(out, code);
		text = slice_from(text, code == UTF8_INVALID ? 1 : 7);
	}
}
