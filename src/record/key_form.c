#include "record/key_form.h"

#include "base/code.h"
#include "record/identity.h"
#include "text/skeleton.h"

/* Letters beyond ASCII are bytes of their own: they are kept. */
static bool
is_kept(char c)
{
	return char_is_digit(c) || (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* Signs of U+2000-206F, and the minus sign, in a folded text. */
static size_t
wide_sign(struct slice text, size_t at)
{
	if (text.len - at < 3)
		return 0;
	struct slice three = slice_part(text, at, 3);
	return slice_starts(three, "\xE2\x80") ||
		       slice_starts(three, "\xE2\x81") ||
		       slice_is(three, "\xE2\x88\x92")
		   ? 3
		   : 0;
}

/* Letters and digits, with '-' for whatever stands between two digits; gives
 * how many bytes, no more than the text has. */
static size_t
part(char *to, struct slice folded)
{
	size_t len = 0, at = 0;
	bool gap = false;
	while (at < folded.len) {
		char c = folded.at[at];
		size_t sign = is_kept(c) ? wide_sign(folded, at) : 1;
		if (sign) {
			gap = true;
			at += sign;
			continue;
		}
		if (gap && len && char_is_digit(c) &&
		    char_is_digit(to[len - 1]))
			to[len++] = '-';
		gap = false;
		to[len++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		at++;
	}
	return len;
}

/* Zeros before the digits of a run say nothing; nothing but zeros is "0". */
static struct slice
drop_zeros(char *text, size_t len)
{
	size_t to = 0;
	for (size_t at = 0; at < len; at++) {
		bool starts = at == 0 || !char_is_digit(text[at - 1]);
		while (starts && text[at] == '0' && at + 1 < len &&
		       char_is_digit(text[at + 1]))
			at++;
		text[to++] = text[at];
	}
	return (struct slice){text, to};
}

static struct slice
join(struct arena *arena, struct slice parted)
{
	char *to = arena_raw(arena, parted.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < parted.len; i++) {
		if (parted.at[i] != '-')
			to[len++] = parted.at[i];
	}
	return drop_zeros(to, len);
}

/*
 * Digits and capitals, and no zero before a digit: its own form, as most keys
 * are. Shorter than any identity number.
 */
static bool
is_own_form(struct slice key)
{
	bool in_number = false;
	if (!key.len || key.len >= 10)
		return false;
	for (size_t i = 0; i < key.len; i++) {
		char c = key.at[i];
		if (c == '0' && !in_number && i + 1 < key.len &&
		    char_is_digit(key.at[i + 1]))
			return false;
		in_number = char_is_digit(c);
		if (!in_number && (c < 'A' || c > 'Z'))
			return false;
	}
	return true;
}

struct key_form
key_form_make(struct arena *arena, struct slice key)
{
	char ten[11];
	struct key_form form;
	if (is_own_form(key)) {
		form.parted = form.joined = arena_dup(arena, key);
		return form;
	}
	if (identity_ten(key, ten)) {
		form.parted = form.joined = arena_dup(arena, slice_view(ten));
		return form;
	}
	struct slice folded = text_skeleton(arena, key);
	char *to = arena_raw(arena, folded.len + 1);
	form.parted = (struct slice){to, part(to, folded)};
	bool has_parts = slice_find_char(form.parted, '-') < form.parted.len;
	if (has_parts)
		form.joined = join(arena, form.parted);
	form.parted = drop_zeros(to, form.parted.len);
	if (!has_parts)
		form.joined = form.parted;
	return form;
}

bool
keys_are_near(struct arena *arena, struct slice a, struct slice b)
{
	struct key_form x = key_form_make(arena, a);
	struct key_form y = key_form_make(arena, b);
	if (slice_equal(a, b) || !x.parted.len || !y.parted.len)
		return false;
	if (slice_equal(x.parted, y.parted))
		return true;
	return key_form_has_parts(&x) != key_form_has_parts(&y) &&
	       slice_equal(x.joined, y.joined);
}
