#include "base/mask.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static size_t
count_digits(struct slice text, size_t from)
{
	size_t at = from;
	while (at < text.len && is_digit(text.at[at]))
		at++;
	return at - from;
}

/* A sign, with blanks: bytes that are neither letters nor digits, a few. */
static size_t
count_signs(struct slice text, size_t from)
{
	size_t at = from;
	while (at < text.len && at - from < 8 && !is_digit(text.at[at]) &&
	       !is_letter(text.at[at]))
		at++;
	return at - from;
}

/* "1934-04-12-": how long the date with its sign is, or 0. */
static size_t
long_date(struct slice text)
{
	bool is_date = text.len > 11 && count_digits(text, 0) == 4 &&
		       text.at[4] == '-' && count_digits(text, 5) == 2 &&
		       text.at[7] == '-' && count_digits(text, 8) == 2;
	return is_date && text.at[10] == '-' ? 11 : 0;
}

/*
 * Where six or eight digits and four more stand, a sign or nothing between:
 * the offset of the four, otherwise 0. A Finnish code has a letter last, and
 * often one for the sign.
 */
static size_t
number_tail(struct slice text)
{
	size_t at = count_digits(text, 0), date = long_date(text);
	if (at == 10 || at == 12)
		return at - 4;
	if (at != 6 && at != 8 && !date)
		return 0;
	size_t signs = date ? 0 : count_signs(text, at);
	at = date ? date : at + (signs ? signs : 1);
	if (at + 4 > text.len || count_digits(text, at) < 3)
		return 0;
	char last = text.at[at + 3];
	return is_digit(last) || is_letter(last) ? at : 0;
}

void
mask_numbers(struct strbuf *out, struct slice line)
{
	for (size_t i = 0; i < line.len;) {
		bool starts = is_digit(line.at[i]) &&
			      (i == 0 || !is_digit(line.at[i - 1]));
		size_t tail = starts ? number_tail(slice_from(line, i)) : 0;
		if (!tail) {
			strbuf_add_char(out, line.at[i++]);
			continue;
		}
		strbuf_add(out, slice_part(line, i, tail));
		strbuf_add_text(out, "XXXX");
		i += tail + 4;
	}
}
