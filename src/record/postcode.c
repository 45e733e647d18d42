#include "record/postcode.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/normal.h"

static struct slice
skip_blanks(struct slice text)
{
	size_t at = 0;
	while (at < text.len) {
		size_t next = at;
		if (!code_is_space(utf8_next(text, &next)))
			break;
		at = next;
	}
	return slice_from(text, at);
}

enum country { COUNTRY_UNSAID, COUNTRY_SWEDEN, COUNTRY_FINLAND, COUNTRY_ALAND };

static const struct {
	const char *prefix;
	enum country country;
} prefixes[] = {
    {"SE", COUNTRY_SWEDEN},
    {"S", COUNTRY_SWEDEN},
    {"FIN", COUNTRY_FINLAND},
    {"FI", COUNTRY_FINLAND},
    {"AX", COUNTRY_ALAND},
};

static bool
starts_folded(struct slice text, const char *prefix)
{
	size_t len = strlen(prefix);
	if (text.len < len)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = text.at[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c != prefix[i])
			return false;
	}
	return true;
}

/* Takes "SE-", "s ", "FI" … off the front. */
static enum country
take_prefix(struct slice *text)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (!starts_folded(*text, prefixes[i].prefix))
			continue;
		struct slice rest =
		    skip_blanks(slice_from(*text, strlen(prefixes[i].prefix)));
		if (slice_starts(rest, "-"))
			rest = skip_blanks(slice_from(rest, 1));
		if (!rest.len || !char_is_digit(rest.at[0]))
			continue;
		*text = rest;
		return prefixes[i].country;
	}
	return COUNTRY_UNSAID;
}

/* Five digits, in one piece or as NNN NN; *split says which. */
static bool
take_digits(struct slice text, char digits[5], bool *split)
{
	size_t count = 0;
	*split = false;
	while (text.len) {
		if (count == 3) {
			struct slice rest = skip_blanks(text);
			*split = rest.len != text.len;
			text = rest;
		}
		if (count == 5 || !text.len || !char_is_digit(text.at[0]))
			return false;
		digits[count++] = text.at[0];
		text = slice_from(text, 1);
	}
	return count == 5;
}

bool
postcode_read(struct arena *arena, struct slice text, struct slice *clean)
{
	char d[5];
	bool split;
	struct slice whole = text_clean(arena, text);
	struct slice rest = whole;
	enum country country = take_prefix(&rest);
	if (!take_digits(rest, d, &split))
		return false;
	if (memcmp(d, "00000", 5) == 0)
		return false;
	bool finnish = country == COUNTRY_FINLAND || country == COUNTRY_ALAND;
	if (finnish && !split) {
		/* The prefix is kept: 65100 alone would be Swedish. */
		*clean = arena_print(arena, "%s-%.5s",
		    country == COUNTRY_ALAND ? "AX" : "FI", d);
		return true;
	}
	if (finnish || (d[0] == '0' && (split || country == COUNTRY_SWEDEN)))
		return false;
	if (d[0] == '0' || (whole.len == 6 && whole.at[3] == ' '))
		*clean = whole;
	else
		*clean = arena_print(arena, "%.3s %.2s", d, d + 3);
	return true;
}

static bool
are_digits(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!char_is_digit(text.at[i]))
			return false;
	}
	return true;
}

bool
postcode_is_clean(struct slice text)
{
	if (text.len == 5)
		return are_digits(text) && text.at[0] == '0';
	if (text.len == 6)
		return text.at[0] != '0' && text.at[3] == ' ' &&
		       are_digits(slice_part(text, 0, 3)) &&
		       are_digits(slice_from(text, 4));
	return text.len == 8 &&
	       (slice_starts(text, "FI-") || slice_starts(text, "AX-")) &&
	       are_digits(slice_from(text, 3));
}
