#include "intake/driver_text.h"

#include "base/utf8.h"

#define TEXT_MOST 300 /* bytes */

/* Messages of these classes speak of names, never of what a cell holds. */
static bool
speaks_of_names(const char *state, struct slice text)
{
	static const char *const classes[] = {"08", "0A", "25", "28", "3D",
	    "3F", "42", "53", "55", "57", "58", "IM", NULL};
	for (size_t i = 0; classes[i]; i++) {
		if (strncmp(state, classes[i], 2) == 0)
			return true;
	}
	return slice_starts(text, "[unixODBC]") ||
	       slice_starts(text, "[SQLite]");
}

static struct slice
first_line(struct slice text)
{
	text = slice_trim(text);
	size_t len = slice_find_char(text, '\n');
	len = len < TEXT_MOST ? len : TEXT_MOST;
	struct slice line = slice_part(text, 0, len);
	while (line.len && line.len < text.len &&
	       ((unsigned char)text.at[line.len] & 0xc0) == 0x80)
		line.len--;
	line = slice_trim(line);
	while (slice_ends(line, ";") || slice_ends(line, "."))
		line.len--;
	return line;
}

/* Up to the last quote of its kind: a value may hold one itself. */
static size_t
quoted_len(struct slice rest)
{
	for (size_t i = rest.len; i > 1; i--) {
		if (rest.at[i - 1] == rest.at[0])
			return i;
	}
	return rest.len;
}

void
driver_text_add(struct strbuf *out, const char *state, struct slice text)
{
	struct slice line = first_line(text);
	bool plain = speaks_of_names(state, text);
	for (size_t i = 0; i < line.len; i++) {
		char c = line.at[i];
		if (!plain && (c == '"' || c == '\'')) {
			strbuf_add_text(out, "\"…\"");
			i += quoted_len(slice_from(line, i)) - 1;
		} else if (!plain && c >= '0' && c <= '9') {
			strbuf_add_char(out, '#');
		} else {
			strbuf_add_char(out, c == '\t' || c == '\r' ? ' ' : c);
		}
	}
}
