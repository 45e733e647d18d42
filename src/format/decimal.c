#include "format/decimal.h"

#include "base/code.h"

#define EXPONENT_MAX 300
#define DAYS_MAX 9999999

/* Drops zeros at the end; a number without digits is plain zero. */
static void
tidy(struct decimal *decimal)
{
	while (decimal->count && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
	if (!decimal->count) {
		decimal->negative = false;
		decimal->point = 0;
	}
}

/* Keeps the first `keep` digits; half of the last goes away from zero. */
static void
keep_digits(struct decimal *decimal, int keep)
{
	if (keep >= decimal->count)
		return;
	bool up = keep >= 0 && decimal->digits[keep] >= '5';
	decimal->count = keep < 0 ? 0 : keep;
	int at = decimal->count;
	while (up && at && decimal->digits[at - 1] == '9')
		at--;
	if (up && at) {
		decimal->digits[at - 1]++;
		decimal->count = at;
	} else if (up) {
		decimal->digits[0] = '1';
		decimal->count = 1;
		decimal->point++;
	}
	tidy(decimal);
}

/* The digits with the one behind the last kept, which rounds them. */
static size_t
read_digits(struct slice text, size_t at, struct decimal *decimal, bool *any)
{
	bool after = false;
	for (; at < text.len; at++) {
		char c = text.at[at];
		if (c == '.' && !after) {
			after = true;
			continue;
		}
		if (!char_is_digit(c))
			break;
		*any = true;
		bool leads = c == '0' && !decimal->count;
		decimal->point += leads ? -after : !after;
		if (!leads && decimal->count <= DECIMAL_DIGITS)
			decimal->digits[decimal->count++] = c;
	}
	return at;
}

static bool
read_exponent(struct slice text, size_t at, int *exponent)
{
	bool minus = at < text.len && text.at[at] == '-';
	if (at < text.len && (text.at[at] == '-' || text.at[at] == '+'))
		at++;
	if (at == text.len)
		return false;
	for (; at < text.len; at++) {
		if (!char_is_digit(text.at[at]))
			return false;
		if (*exponent < 10000)
			*exponent = *exponent * 10 + text.at[at] - '0';
	}
	*exponent = minus ? -*exponent : *exponent;
	return true;
}

bool
decimal_read(struct slice text, struct decimal *decimal)
{
	int exponent = 0;
	bool any = false;
	size_t at = 0;
	*decimal = (struct decimal){0};
	if (text.len && (text.at[0] == '-' || text.at[0] == '+'))
		decimal->negative = text.at[at++] == '-';
	if (text.len > 1000)
		return false;
	at = read_digits(text, at, decimal, &any);
	if (!any)
		return false;
	if (at < text.len && (text.at[at] == 'e' || text.at[at] == 'E')) {
		if (!read_exponent(text, at + 1, &exponent))
			return false;
	} else if (at < text.len) {
		return false;
	}
	decimal->point += exponent;
	if (decimal->count && decimal->point > EXPONENT_MAX)
		return false;
	/* Nothing that is counted or paid is that small. */
	if (decimal->point < -EXPONENT_MAX)
		decimal->count = 0;
	keep_digits(decimal, DECIMAL_DIGITS);
	tidy(decimal);
	return true;
}

void
decimal_shift(struct decimal *decimal, int places)
{
	if (decimal->count)
		decimal->point += places;
}

void
decimal_round(struct decimal *decimal, int places)
{
	keep_digits(decimal, decimal->point + places);
}

char
decimal_digit(const struct decimal *decimal, int place)
{
	int at = decimal->point - 1 - place;
	return at >= 0 && at < decimal->count ? decimal->digits[at] : '0';
}

static int
compare_sizes(const struct decimal *a, const struct decimal *b)
{
	if (!a->count || !b->count)
		return a->count - b->count;
	if (a->point != b->point)
		return a->point - b->point;
	int shorter = a->count < b->count ? a->count : b->count;
	int order = memcmp(a->digits, b->digits, (size_t)shorter);
	return order ? order : a->count - b->count;
}

int
decimal_compare(const struct decimal *a, const struct decimal *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	int order = compare_sizes(a, b);
	return a->negative ? -order : order;
}

int
decimal_places(const struct decimal *decimal)
{
	int places = decimal->count - decimal->point;
	return places > 0 ? places : 0;
}

void
decimal_write(struct strbuf *out, const struct decimal *decimal, char point)
{
	int places = decimal_places(decimal);
	if (decimal->negative)
		strbuf_add_char(out, '-');
	int place = decimal->point > 0 ? decimal->point - 1 : 0;
	for (; place >= 0; place--)
		strbuf_add_char(out, decimal_digit(decimal, place));
	if (places)
		strbuf_add_char(out, point);
	for (place = -1; place >= -places; place--)
		strbuf_add_char(out, decimal_digit(decimal, place));
}

bool
decimal_split_day(const struct decimal *decimal, int32_t *days, int64_t *micros)
{
	int32_t whole = 0;
	int64_t fraction = 0; /* in 10 to the -12 days */
	if (decimal->negative || decimal->point > 7)
		return false;
	for (int place = decimal->point - 1; place >= 0; place--)
		whole = whole * 10 + (decimal_digit(decimal, place) - '0');
	for (int place = -1; place >= -12; place--)
		fraction =
		    fraction * 10 + (decimal_digit(decimal, place) - '0');
	fraction += decimal_digit(decimal, -13) >= '5';
	*days = whole;
	*micros = (fraction * 86400 + 500000) / 1000000;
	return whole <= DAYS_MAX;
}
