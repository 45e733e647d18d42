#include "manifest/cell.h"

#include <ctype.h>

#include "base/utf8.h"

/*
 * XML 1.0, 2.2. C0 controls are escaped by libxlsxwriter itself, which would
 * escape an escape of ours a second time.
 */
static bool
needs_escape(uint32_t code)
{
	return code == 0 || code == 0xFFFE || code == 0xFFFF;
}

/* "_x0041_" in a value would come back as "A". */
static bool
looks_escaped(struct slice text)
{
	if (text.len < 7 || text.at[0] != '_' || text.at[1] != 'x' ||
	    text.at[6] != '_')
		return false;
	for (size_t i = 2; i < 6; i++) {
		if (!isxdigit((unsigned char)text.at[i]))
			return false;
	}
	return true;
}

static size_t
units_of(uint32_t code)
{
	return code > 0xFFFF ? 2 : 1;
}

/* Writes the next code point; returns its UTF-16 code units. */
static size_t
write_one(struct strbuf *out, struct slice text, size_t *at)
{
	if (looks_escaped(slice_from(text, *at))) {
		strbuf_add_text(out, "_x005F_");
		(*at)++;
		return 7;
	}
	uint32_t code = utf8_next(text, at);
	if (code == UTF8_INVALID)
		code = 0xFFFD;
	if (needs_escape(code)) {
		strbuf_print(out, "_x%04X_", (unsigned)code);
		return 7;
	}
	strbuf_add_code(out, code);
	return units_of(code);
}

/* Bytes that stand for themselves, from `at` on: ASCII that no escape has. */
static size_t
plain_span(struct slice text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.at[end] > 0 && text.at[end] != '_')
		end++;
	return end - at;
}

void
cell_write(struct strbuf *out, struct slice text, size_t most)
{
	static const char cut[] = " […]";
	size_t room = most > 4 ? most - 4 : 0; /* for " […]" */
	size_t start = out->len, fits = start, units = 0;
	for (size_t at = 0; at < text.len;) {
		size_t span = plain_span(text, at);
		if (span && span <= room && units <= room - span) {
			strbuf_add(out, slice_part(text, at, span));
			units += span;
			at += span;
			fits = out->len;
			continue;
		}
		units += write_one(out, text, &at);
		if (units <= room)
			fits = out->len;
		if (units > most) {
			out->len = fits;
			strbuf_add_text(out, cut);
			return;
		}
	}
}
