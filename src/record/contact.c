#include "record/contact.h"

#include "base/code.h"

static bool
check_digit_fits(const char digits[10])
{
	int sum = 0;
	for (int i = 0; i < 10; i++) {
		int product = (digits[i] - '0') * (i % 2 ? 1 : 2);
		sum += product / 10 + product % 10;
	}
	return sum % 10 == 0;
}

bool
organisation_read(struct arena *arena, struct slice text, struct slice *clean)
{
	struct slice rest = text;
	if (rest.len >= 12 && slice_starts(rest, "16"))
		rest = slice_from(rest, 2);
	bool hyphen = rest.len == 11 && rest.at[6] == '-';
	if (!hyphen && rest.len != 10)
		return false;
	char digits[10];
	for (size_t i = 0; i < 10; i++) {
		digits[i] = rest.at[hyphen && i >= 6 ? i + 1 : i];
		if (!char_is_digit(digits[i]))
			return false;
	}
	if (digits[2] < '2' || !check_digit_fits(digits))
		return false;
	*clean =
	    hyphen ? rest : arena_print(arena, "%.6s-%.4s", digits, digits + 6);
	return true;
}

static bool
is_local_char(char c)
{
	return char_is_letter(c) || char_is_digit(c) || (c & 0x80) ||
	       memchr("!#$%&'*+-/=?^_`{|}~.", c, 20);
}

/* Labels of letters, digits and hyphens (or any script's letters), at least
 * two of them. */
static bool
is_domain(struct slice text)
{
	size_t labels = 0;
	while (text.len) {
		size_t len = slice_find_char(text, '.');
		struct slice label = slice_part(text, 0, len);
		if (len == 0 || len > 63 || label.at[0] == '-' ||
		    label.at[len - 1] == '-')
			return false;
		for (size_t i = 0; i < len; i++) {
			char c = label.at[i];
			if (!char_is_letter(c) && !char_is_digit(c) &&
			    c != '-' && !(c & 0x80))
				return false;
		}
		labels++;
		if (len == text.len)
			return labels >= 2 && len >= 2;
		text = slice_from(text, len + 1);
	}
	return false;
}

bool
email_is_valid(struct slice text)
{
	size_t at = slice_find_char(text, '@');
	struct slice local = slice_part(text, 0, at);
	if (at == text.len || text.len > 254 || at == 0 || at > 64)
		return false;
	for (size_t i = 0; i < at; i++) {
		if (!is_local_char(local.at[i]))
			return false;
	}
	if (local.at[0] == '.' || local.at[at - 1] == '.' ||
	    slice_find(local, SLICE("..")) != local.len)
		return false;
	return is_domain(slice_from(text, at + 1));
}

bool
phone_is_valid(struct slice text)
{
	size_t digits = 0;
	int open = 0;
	char before = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (char_is_digit(c)) {
			digits++;
		} else if (c == '(') {
			if (open++)
				return false;
		} else if (c == ')') {
			if (open != 1 || before == '(')
				return false;
			open = 2;
		} else if (c == '+') {
			if (i != 0)
				return false;
		} else if (!memchr(" -/", c, 3) || (i && c == before)) {
			return false;
		}
		before = c;
	}
	if (open == 1 || digits < 5 || digits > 15)
		return false;
	return (text.at[0] == '+' || text.at[0] == '0' || text.at[0] == '(') &&
	       char_is_digit(before);
}
