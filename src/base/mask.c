#include "base/mask.h"

#include <strings.h>

#include "base/code.h"

static size_t
count_digits(struct slice text, size_t from)
{
	size_t at = from;
	while (at < text.len && char_is_digit(text.at[at]))
		at++;
	return at - from;
}

/* A sign with blanks around it: a few bytes that are neither letters nor
 * digits. */
static size_t
count_signs(struct slice text, size_t from)
{
	size_t at = from;
	while (at < text.len && at - from < 8 && !char_is_digit(text.at[at]) &&
	       !char_is_letter(text.at[at]))
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
	if (at >= 10 && at <= 12)
		return at - 4;
	if (at != 6 && at != 8 && !date)
		return 0;
	size_t signs = date ? 0 : count_signs(text, at);
	at = date ? date : at + (signs ? signs : 1);
	if (at + 4 > text.len || count_digits(text, at) < 3)
		return 0;
	/* Five of Norway's: the last follows from the rest. */
	if (count_digits(text, at) == 5)
		return at + 1;
	char last = text.at[at + 3];
	return char_is_digit(last) || char_is_letter(last) ? at : 0;
}

/* How long "Password = " is where it begins here, or 0. */
static size_t
password_start(struct slice text)
{
	static const char *const words[] = {"pwd", "password", "passwd",
	    "passphrase", "secret", "lösenord", NULL};
	for (size_t i = 0; words[i]; i++) {
		size_t at = strlen(words[i]);
		if (text.len <= at || strncasecmp(text.at, words[i], at) != 0)
			continue;
		while (at < text.len && text.at[at] == ' ')
			at++;
		if (at < text.len && strchr("=:", text.at[at]))
			return at + 1;
	}
	return 0;
}

/* The length up to the next semicolon or quote, or the end of braces. */
static size_t
password_len(struct slice text)
{
	bool braces = slice_starts(text, "{");
	size_t at = 0;
	while (at < text.len &&
	       (braces ? text.at[at] != '}' : !strchr(";\"'}", text.at[at])))
		at++;
	return at;
}

/* Adds a password with its keyword as X; returns how long it is, or 0. */
static size_t
mask_password(struct strbuf *out, struct slice text)
{
	size_t start = password_start(text);
	if (!start)
		return 0;
	size_t end = start + password_len(slice_from(text, start));
	strbuf_add(out, slice_part(text, 0, start));
	for (size_t i = start; i < end; i++) {
		/* one for each character */
		if (((unsigned char)text.at[i] & 0xc0) != 0x80)
			strbuf_add_char(out, text.at[i] == ' ' ? ' ' : 'X');
	}
	return end;
}

void
mask_line(struct strbuf *out, struct slice line)
{
	for (size_t i = 0; i < line.len;) {
		struct slice rest = slice_from(line, i);
		size_t secret = mask_password(out, rest);
		bool starts = !secret && char_is_digit(line.at[i]) &&
			      (i == 0 || !char_is_digit(line.at[i - 1]));
		size_t tail = starts ? number_tail(rest) : 0;
		if (secret) {
			i += secret;
		} else if (tail) {
			strbuf_add(out, slice_part(line, i, tail));
			strbuf_add_text(out, "XXXX");
			i += tail + 4;
		} else {
			strbuf_add_char(out, line.at[i++]);
		}
	}
}
