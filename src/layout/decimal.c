#include "layout/decimal.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/normal.h"

enum { TEXT_MOST = 64 };

/* A line's text, run after run. */
struct text {
	char at[TEXT_MOST];
	size_t len;
};

/* False where it is long, or runs from right to left. */
static bool
take_text(const struct line *line, struct text *text)
{
	text->len = 0;
	for (size_t i = 0; i < line->run_count; i++) {
		const struct run *run = &line->runs[i];
		if (run->right_to_left || run->rule || run->hyphen ||
		    run->text.len > TEXT_MOST - text->len)
			return false;
		memcpy(text->at + text->len, run->text.at, run->text.len);
		text->len += run->text.len;
	}
	return text->len > 0;
}

/* "−", "+", "€": what may stand before a number. */
static size_t
skip_prefix(struct slice text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t next = at;
		uint32_t code = utf8_next(text, &next);
		if (code_is_digit(code) || code_is_letter(code) ||
		    code == '.' || code == ',')
			break;
		at = next;
	}
	return at;
}

/* Digits, and single blanks or other marks between two of them. */
static size_t
skip_whole(struct slice text, size_t at, struct slice sign)
{
	size_t end = at;
	while (at < text.len) {
		size_t next = at;
		uint32_t code = utf8_next(text, &next);
		if (char_is_digit(text.at[at])) {
			end = next;
		} else {
			bool group = at == end &&
				     (code_is_blank(code) || code == 0x2019 ||
					 ((code == '.' || code == ',') &&
					     (uint32_t)*sign.at != code));
			if (!group)
				break;
		}
		at = next;
	}
	return end;
}

/* Where the decimals begin, or the unit; SIZE_MAX: not one number. */
static size_t
find_tail(struct slice text, struct slice sign)
{
	size_t from = skip_prefix(text);
	if (from == text.len || !char_is_digit(text.at[from]))
		return SIZE_MAX;
	size_t tail = skip_whole(text, from, sign), end = tail;
	if (end + 1 < text.len && text.at[end] == *sign.at &&
	    char_is_digit(text.at[end + 1])) {
		end++;
		while (end < text.len && char_is_digit(text.at[end]))
			end++;
	}
	return slice_has_digit(slice_from(text, end)) ? SIZE_MAX : tail;
}

/* The width of a line's glyphs from byte `from` of its text on. */
static mpt
width_from(const struct line *line, size_t from)
{
	mpt width = 0;
	for (size_t i = 0; i < line->run_count; i++) {
		const struct run *run = &line->runs[i];
		for (size_t j = 0; j < run->count; j++)
			width += run->glyphs[j].cluster >= from
				     ? run->glyphs[j].advance
				     : 0;
		from = from > run->text.len ? from - run->text.len : 0;
	}
	return width;
}

bool
decimal_find(const struct line *line, struct slice sign, mpt *tail)
{
	struct text text;
	if (!sign.len || !take_text(line, &text))
		return false;
	size_t from = find_tail((struct slice){text.at, text.len}, sign);
	if (from == SIZE_MAX)
		return false;
	*tail = width_from(line, from);
	return true;
}
