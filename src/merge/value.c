#include "merge/value.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/number.h"

/*
 * Numbers of four digits are written together (Språkrådet: "2012", "1500"),
 * larger ones in groups.
 */
static struct slice
number_text(struct arena *letter_mem, int64_t micro, const char *language)
{
	struct slice text = number_write(letter_mem, micro, -1, language);
	if (micro > -10000 * MICRO && micro < 10000 * MICRO)
		return number_join_groups(letter_mem, text);
	return text;
}

static struct slice
date_text(struct arena *letter_mem, day when)
{
	char *to = arena_raw(letter_mem, 11);
	day_write_iso(when, to);
	return (struct slice){to, 10};
}

struct slice
value_text(struct arena *letter_mem, struct value value, const char *language)
{
	switch (value.kind) {
	case VALUE_TEXT:
		return value.text;
	case VALUE_NUMBER:
		return number_text(letter_mem, value.micro, language);
	case VALUE_DATE:
		return date_text(letter_mem, value.when);
	case VALUE_FLAG: /* letter_check refuses conditions as fields */
	case VALUE_EMPTY:
	case VALUE_UNFIT:
	case VALUE_UNDECIDABLE:
		break;
	}
	return (struct slice){NULL, 0};
}

/*
 * Bytes that occur in no text of Latin letters: controls, and lead bytes of
 * what may be a control (U+0080-9F), punctuation with controls of direction,
 * or a right-to-left script.
 */
static bool
is_suspicious(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0x20 || c == 0x7f || c == 0xc2 || c >= 0xd6)
			return true;
	}
	return false;
}

static bool
is_control(uint32_t code)
{
	return code == UTF8_INVALID || code_is(code, CODE_CONTROL | CODE_LINE);
}

/* One blank for a run of controls, so that CR LF is one. */
static struct slice
replace_controls(struct arena *letter_mem, struct slice text)
{
	char *to = arena_raw(letter_mem, text.len + 1);
	size_t len = 0;
	bool was_control = false;
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		if (code_is(code, CODE_TURN))
			continue;
		if (is_control(code)) {
			if (!was_control)
				to[len++] = ' ';
			was_control = true;
			continue;
		}
		was_control = false;
		memcpy(to + len, text.at + from, at - from);
		len += at - from;
	}
	to[len] = '\0';
	return slice_trim((struct slice){to, len});
}

static struct slice
put_apart(struct arena *letter_mem, struct slice text)
{
	struct slice parts[] = {
	    SLICE(FIRST_STRONG_ISOLATE), text, SLICE(POP_ISOLATE)};
	return arena_join(letter_mem, parts, 3, SLICE(""));
}

struct slice
value_tame(struct arena *letter_mem, struct slice text, bool isolate)
{
	if (is_suspicious(text)) {
		text = replace_controls(letter_mem, text);
		isolate |= !bidi_is_plain(text);
	}
	if (isolate && text.len)
		return put_apart(letter_mem, text);
	return text;
}

static bool
is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

static bool
is_reserved(unsigned char c)
{
	return c && strchr(":/?#[]@!$&'()*+,;=%", c);
}

void
value_write_target(struct strbuf *out, struct slice text, bool whole)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (is_unreserved(c) || (whole && is_reserved(c)))
			strbuf_add_char(out, (char)c);
		else
			strbuf_print(out, "%%%02X", c);
	}
}
