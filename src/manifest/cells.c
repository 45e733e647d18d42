#include "manifest/cells.h"

#include <stdbool.h>
#include <string.h>

/* One to one in `sum` for each word, so that a difference stays one. */
static uint64_t
mix(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * 0x9E3779B97F4A7C15U;
	return sum ^ (sum >> 29);
}

void
cells_add(struct cells *cells, uint32_t row, size_t column, struct slice inside)
{
	uint64_t sum = mix(cells->sum, ((uint64_t)row << 32) + column);
	cells->rows += row + 1 != cells->last;
	cells->last = row + 1;
	sum = mix(sum, inside.len);
	for (size_t at = 0; at < inside.len; at += sizeof sum) {
		uint64_t word = 0;
		size_t rest = inside.len - at;
		if (rest >= sizeof word)
			memcpy(&word, inside.at + at, sizeof word);
		else
			memcpy(&word, inside.at + at, rest);
		sum = mix(sum, word);
	}
	cells->sum = sum;
}

/* ---- as the library writes a cell */

static bool
stands_for_itself(char c)
{
	return (unsigned char)c >= ' ' && c != '&' && c != '<' && c != '>';
}

/* As the library escapes a text that cell_write has made. */
void
cells_write_escaped(struct strbuf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t from = i;
		while (i < text.len && stands_for_itself(text.at[i]))
			i++;
		strbuf_add(out, slice_part(text, from, i - from));
		if (i == text.len)
			break;
		unsigned char c = (unsigned char)text.at[i];
		if (c == '&')
			strbuf_add_text(out, "&amp;");
		else if (c == '<')
			strbuf_add_text(out, "&lt;");
		else if (c == '>')
			strbuf_add_text(out, "&gt;");
		else if (c != '\t' && c != '\n') /* the other signs < ' ' */
			strbuf_print(out, "_x%04X_", c);
		else
			strbuf_add_char(out, (char)c);
	}
}

/* One that the library leaves as it is; other control signs it escapes. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

void
cells_write_text(struct strbuf *out, struct slice text)
{
	if (!text.len)
		return;
	bool kept = is_space(text.at[0]) || is_space(text.at[text.len - 1]);
	strbuf_add_text(
	    out, kept ? "<is><t xml:space=\"preserve\">" : "<is><t>");
	cells_write_escaped(out, text);
	strbuf_add_text(out, "</t></is>");
}

void
cells_write_number(struct strbuf *out, uint64_t number)
{
	strbuf_add_text(out, "<v>");
	strbuf_add_number(out, (long long)number);
	strbuf_add_text(out, "</v>");
}
