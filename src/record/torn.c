#include "record/torn.h"

#include <string.h>

#include "base/code.h"

#define ENTITY_MOST 8 /* of the letters between & and ; */

/* Letters beyond ASCII are whole bytes above it. */
static bool
is_letter(struct slice text, size_t at)
{
	return at < text.len && (char_is_letter(text.at[at]) ||
				    (unsigned char)text.at[at] >= 0x80);
}

static bool
is_digit(struct slice text, size_t at)
{
	return at < text.len && char_is_digit(text.at[at]);
}

static bool
is_hex(struct slice text, size_t at)
{
	return at < text.len && memchr("0123456789ABCDEF", text.at[at], 16);
}

/* ?sa, Bj?rk, Holms? 3; but "Vad? AB" asks. */
static bool
is_lost(struct slice text, size_t at, bool after_letter)
{
	bool before_number = at + 1 < text.len && text.at[at + 1] == ' ' &&
			     is_digit(text, at + 2);
	return is_letter(text, at + 1) || (after_letter && before_number);
}

/* "&ouml;", "&#246;" */
static bool
is_entity(struct slice text, size_t at)
{
	size_t end = at + 1;
	if (end < text.len && text.at[end] == '#')
		end++;
	size_t from = end;
	while (end < text.len && end - from < ENTITY_MOST &&
	       (char_is_letter(text.at[end]) || char_is_digit(text.at[end])))
		end++;
	return end > from && end < text.len && text.at[end] == ';';
}

static bool
is_torn(struct slice text, size_t at)
{
	bool after_letter = at && is_letter(text, at - 1);
	switch (text.at[at]) {
	case '?':
		return is_lost(text, at, after_letter);
	case '{':
	case '|':
	case '}':
	case '[':
	case ']':
	case '\\':
		return after_letter || is_letter(text, at + 1);
	case '%':
	case '=':
		return after_letter && is_hex(text, at + 1) &&
		       is_hex(text, at + 2);
	case '&':
		return is_entity(text, at);
	default:
		return false;
	}
}

/* The sign alone: what stands behind it may be a name. */
struct slice
torn_find(struct slice text)
{
	for (size_t at = 0; at < text.len; at++) {
		if (is_torn(text, at))
			return slice_part(text, at, 1);
	}
	return (struct slice){"", 0};
}

/* The word that the sign stands in, between blanks. */
static struct slice
word_around(struct slice text, size_t at)
{
	size_t from = at, to = at;
	while (from && text.at[from - 1] != ' ')
		from--;
	while (to < text.len && text.at[to] != ' ')
		to++;
	return slice_part(text, from, to - from);
}

static bool
is_link(struct slice word)
{
	return slice_find_char(word, '/') < word.len ||
	       slice_find_char(word, '@') < word.len ||
	       slice_starts(word, "www.");
}

/* %C3 and =F6 are beyond ASCII; =20 may be a sum. */
static bool
is_escape(struct slice text, size_t at)
{
	if (text.at[at] == '\\')
		return at + 2 < text.len && text.at[at + 1] == 'u' &&
		       is_digit(text, at + 2);
	return is_torn(text, at) && !is_digit(text, at + 1);
}

struct slice
torn_find_in_text(struct slice text)
{
	for (size_t at = 0; at < text.len; at++) {
		char sign = text.at[at];
		bool found = false;
		if (sign == '?')
			found = at && is_letter(text, at - 1) &&
				is_letter(text, at + 1);
		else if (sign == '&')
			found = is_entity(text, at);
		else if (sign == '\\' || sign == '%' || sign == '=')
			found = is_escape(text, at);
		if (found && !is_link(word_around(text, at)))
			return slice_part(text, at, 1);
	}
	return (struct slice){"", 0};
}
