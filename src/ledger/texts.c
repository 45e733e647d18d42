#include "ledger/texts.h"

static void
write_text(struct strbuf *out, struct slice text)
{
	size_t from = 0;
	strbuf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		strbuf_add(out, slice_part(text, from, i - from));
		if (c < 0x20)
			strbuf_print(out, "\\u%04x", c);
		else
			strbuf_add_char(out, '\\');
		from = i + (c < 0x20);
	}
	strbuf_add(out, slice_from(text, from));
	strbuf_add_char(out, '"');
}

void
texts_write(struct strbuf *out, const struct slice *texts, size_t count)
{
	strbuf_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i)
			strbuf_add_char(out, ',');
		write_text(out, texts[i]);
	}
	strbuf_add_char(out, ']');
}

static bool
is_hex_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* What write_text escapes, from behind the backslash on: \u001f, or any sign. */
static bool
is_escape(struct slice rest)
{
	return rest.len &&
	       (rest.at[0] != 'u' ||
		   (slice_starts(rest, "u00") && rest.len > 4 &&
		       is_hex_digit(rest.at[3]) && is_hex_digit(rest.at[4])));
}

/* The end of the string that begins at `at`, past its quote; 0 for none. */
static size_t
find_end(struct slice json, size_t at, bool *escaped)
{
	*escaped = false;
	if (at >= json.len || json.at[at] != '"')
		return 0;
	for (at++; at < json.len; at++) {
		if (json.at[at] == '"')
			return at + 1;
		if (json.at[at] == '\\') {
			*escaped = true;
			if (!is_escape(slice_from(json, ++at)))
				return 0;
		}
	}
	return 0;
}

static unsigned
hex_digit(char c)
{
	return (unsigned)(c >= 'a' ? c - 'a' + 10 : c - '0');
}

/* Of what json_write_text escapes: \" \\ \u00XX. No text ends in the midst of
 * one: find_end has passed them. */
static struct slice
unescape(struct arena *mem, struct slice text)
{
	char *to = arena_raw(mem, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c != '\\') {
			to[len++] = c;
			continue;
		}
		c = text.at[++i];
		if (c == 'u') {
			c = (char)(hex_digit(text.at[i + 3]) << 4 |
				   hex_digit(text.at[i + 4]));
			i += 4;
		}
		to[len++] = c;
	}
	to[len] = '\0';
	return (struct slice){to, len};
}

const struct slice *
texts_read(struct arena *mem, struct slice json, size_t *count)
{
	struct slice *texts = NULL;
	size_t room = 0, at = 1;
	*count = 0;
	if (json.len < 2 || json.at[0] != '[')
		return NULL;
	texts = arena_grow(mem, NULL, &room, 8, sizeof *texts);
	if (json.at[1] == ']')
		return texts;
	for (;;) {
		bool escaped;
		size_t end = find_end(json, at, &escaped);
		if (!end || end >= json.len)
			return NULL;
		struct slice text = slice_part(json, at + 1, end - at - 2);
		texts =
		    arena_grow(mem, texts, &room, *count + 1, sizeof *texts);
		texts[(*count)++] = escaped ? unescape(mem, text) : text;
		if (json.at[end] == ']')
			return texts;
		if (json.at[end] != ',')
			return NULL;
		at = end + 1;
	}
}
