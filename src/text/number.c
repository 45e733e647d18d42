#include "text/number.h"

#include <unicode/unum.h>

#include "base/code.h"
#include "base/languages.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/language.h"
#include "text/normal.h"
#include "text/utf16.h"

#define DECIMALS 6

static bool
take_sign(struct slice *left)
{
	static const char *const signs[] = {"-", "\xE2\x88\x92"};
	for (size_t i = 0; i < 2; i++) {
		if (slice_starts(*left, signs[i])) {
			*left = slice_from(*left, strlen(signs[i]));
			return true;
		}
	}
	return false;
}

static size_t
count_digits(struct slice text)
{
	size_t count = 0;
	while (count < text.len && char_is_digit(text.at[count]))
		count++;
	return count;
}

/* Appends digits to *number; false where it does not fit. */
static bool
add_digits(struct slice digits, int64_t *number)
{
	for (size_t i = 0; i < digits.len; i++) {
		if (__builtin_mul_overflow(*number, (int64_t)10, number) ||
		    __builtin_add_overflow(
			*number, (int64_t)(digits.at[i] - '0'), number))
			return false;
	}
	return true;
}

/* Length of the one blank before three digits and no more, or 0. */
static size_t
group_blank(struct slice left)
{
	size_t at = 0;
	if (!left.len || !code_is_space(utf8_next(left, &at)) ||
	    left.at[0] == '\t' || count_digits(slice_from(left, at)) != 3)
		return 0;
	return at;
}

static bool
take_whole(struct slice *left, int64_t *number)
{
	size_t len = count_digits(*left);
	if (!len || !add_digits(slice_part(*left, 0, len), number))
		return false;
	*left = slice_from(*left, len);
	if (len > 3)
		return true;
	for (size_t blank = group_blank(*left); blank;
	     blank = group_blank(*left)) {
		if (!add_digits(slice_part(*left, blank, 3), number))
			return false;
		*left = slice_from(*left, blank + 3);
	}
	return true;
}

/* Everything behind the decimal sign, as micro. */
static bool
take_decimals(struct slice *left, int64_t *micro)
{
	size_t len = count_digits(*left);
	struct slice digits = slice_part(*left, 0, len);
	*left = slice_from(*left, len);
	if (!len)
		return false;
	while (digits.len > DECIMALS && digits.at[digits.len - 1] == '0')
		digits.len--;
	if (digits.len > DECIMALS)
		return false;
	add_digits(digits, micro);
	for (size_t i = digits.len; i < DECIMALS; i++)
		*micro *= 10;
	return true;
}

bool
number_parse(struct slice text, int64_t *micro)
{
	int64_t whole = 0, part = 0;
	struct slice left = slice_trim(text);
	bool negative = take_sign(&left);
	if (!take_whole(&left, &whole))
		return false;
	if (left.len && (left.at[0] == ',' || left.at[0] == '.')) {
		left = slice_from(left, 1);
		if (!take_decimals(&left, &part))
			return false;
	}
	if (left.len || __builtin_mul_overflow(whole, MICRO, &whole) ||
	    __builtin_add_overflow(whole, part, &whole))
		return false;
	*micro = negative ? -whole : whole;
	return true;
}

/* Which of '.' and ',' there are. */
struct signs {
	size_t points, commas;
	size_t last; /* where the last of either stands */
	bool blanks;
};

static struct signs
find_signs(struct slice text)
{
	struct signs signs = {.last = text.len};
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		signs.points += c == '.';
		signs.commas += c == ',';
		if (c == '.' || c == ',')
			signs.last = i;
		else if (!char_is_digit(c) && i > 0)
			signs.blanks = true;
	}
	return signs;
}

/* "12.345.678": one to three digits, then threes, with `group` between. */
static bool
is_grouped(struct slice whole, char group)
{
	size_t digits = 0, groups = 0;
	for (size_t i = 0; i < whole.len; i++) {
		bool ends = whole.at[i] == group;
		if (!ends && (!char_is_digit(whole.at[i]) || digits == 3))
			return false;
		if (ends && (digits < 1 || (groups && digits != 3)))
			return false;
		groups += ends;
		digits = ends ? 0 : digits + 1;
	}
	return digits == 3;
}

/* The number without its groups' signs; NUMBER_LONGEST bounds what it costs. */
#define NUMBER_LONGEST 64

static enum number_reading
read_grouped(struct slice text, char group, int64_t *micro)
{
	char plain[NUMBER_LONGEST];
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != group)
			plain[len++] = text.at[i];
	}
	return number_parse((struct slice){plain, len}, micro) ? NUMBER_FINE
							       : NUMBER_NONE;
}

static enum number_reading
read_plain(struct slice text, int64_t *micro)
{
	return number_parse(text, micro) ? NUMBER_FINE : NUMBER_NONE;
}

/* One sign, once: it parts thousands or decimals. */
static enum number_reading
read_one_sign(struct slice text, struct slice bare, char sign, char decimal,
    int64_t *micro)
{
	bool groups = is_grouped(bare, sign) && bare.at[0] != '0';
	if (decimal == sign || (!decimal && !groups))
		return read_plain(text, micro);
	if (!groups)
		return NUMBER_NONE;
	return decimal ? read_grouped(text, sign, micro) : NUMBER_TWO_READINGS;
}

enum number_reading
number_read(struct slice text, char decimal, int64_t *micro)
{
	text = slice_trim(text);
	if (text.len > NUMBER_LONGEST)
		return NUMBER_NONE;
	struct slice bare = text;
	take_sign(&bare);
	struct signs signs = find_signs(bare);
	size_t count = signs.points + signs.commas;
	if (!count)
		return read_plain(text, micro);
	char last = bare.at[signs.last], other = last == '.' ? ',' : '.';
	if (count == 1)
		return read_one_sign(text, bare, last, decimal, micro);
	bool both = signs.points && signs.commas;
	char group = both ? other : last;
	struct slice whole = both ? slice_part(bare, 0, signs.last) : bare;
	if (signs.blanks || !is_grouped(whole, group) || decimal == group)
		return NUMBER_NONE;
	return read_grouped(text, group, micro);
}

/* A number cut for writing. */
struct digits {
	bool negative;
	char whole[24];
	size_t whole_len;
	char part[DECIMALS + 1];
	size_t part_len;
};

static uint64_t
round_to(uint64_t micro, int decimals)
{
	uint64_t unit = 1;
	for (int i = decimals; i < DECIMALS; i++)
		unit *= 10;
	return (micro + unit / 2) / unit * unit;
}

static struct digits
cut_digits(int64_t micro, int decimals)
{
	struct digits digits = {0};
	uint64_t size = micro < 0 ? -(uint64_t)micro : (uint64_t)micro;
	if (decimals > DECIMALS)
		decimals = DECIMALS;
	if (decimals >= 0)
		size = round_to(size, decimals);
	digits.negative = micro < 0 && size != 0;
	char whole[24];
	uint64_t rest = size / (uint64_t)MICRO;
	do {
		whole[digits.whole_len++] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	for (size_t i = 0; i < digits.whole_len; i++)
		digits.whole[i] = whole[digits.whole_len - 1 - i];
	rest = size % (uint64_t)MICRO;
	for (size_t i = DECIMALS; i-- > 0; rest /= 10)
		digits.part[i] = (char)('0' + rest % 10);
	digits.part_len = decimals < 0 ? DECIMALS : (size_t)decimals;
	while (decimals < 0 && digits.part_len &&
	       digits.part[digits.part_len - 1] == '0')
		digits.part_len--;
	return digits;
}

static struct slice
write_digits(struct arena *arena, const struct digits *digits,
    const char *minus, const char *group, const char *decimal)
{
	struct strbuf out = {0};
	if (digits->negative)
		strbuf_add_text(&out, minus);
	for (size_t i = 0; i < digits->whole_len; i++) {
		if (i && (digits->whole_len - i) % 3 == 0)
			strbuf_add_text(&out, group);
		strbuf_add_char(&out, digits->whole[i]);
	}
	if (digits->part_len) {
		strbuf_add_text(&out, decimal);
		strbuf_add(
		    &out, (struct slice){digits->part, digits->part_len});
	}
	struct slice text = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

struct slice
number_write_plain(struct arena *arena, int64_t micro)
{
	struct digits digits = cut_digits(micro, -1);
	return write_digits(arena, &digits, "-", "", ".");
}

static struct slice
write_by_icu(
    struct arena *arena, const struct digits *digits, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	struct slice plain = write_digits(arena, digits, "-", "", ".");
	struct utf16 wide;
	utf16_init(&wide);
	UNumberFormat *format = unum_open(
	    UNUM_DECIMAL, NULL, 0, language_or_root(language), NULL, &status);
	if (U_SUCCESS(status)) {
		unum_setAttribute(
		    format, UNUM_FRACTION_DIGITS, (int32_t)digits->part_len);
		wide.len = unum_formatDecimal(format, plain.at,
		    (int32_t)plain.len, wide.at, wide.room, NULL, &status);
	}
	unum_close(format);
	if (U_FAILURE(status))
		memory_exhausted();
	return utf16_write(arena, &wide);
}

/*
 * The row of the language itself, not of a variety: "en-ZA" has other signs.
 * Opening an ICU formatter for each number would cost more than the letter.
 */
static const struct language *
find_row(const char *language)
{
	const struct language *row = language_find(language);
	bool itself =
	    row && (strcmp(language, row->code) == 0 ||
		       (row->other && strcmp(language, row->other) == 0));
	return itself ? row : NULL;
}

struct slice
number_write(
    struct arena *arena, int64_t micro, int decimals, const char *language)
{
	struct digits digits = cut_digits(micro, decimals);
	const struct language *row = find_row(language);
	if (row)
		return write_digits(
		    arena, &digits, row->minus, row->group, row->decimal);
	return write_by_icu(arena, &digits, language);
}

struct slice
number_join_groups(struct arena *arena, struct slice number)
{
	char *to = arena_raw(arena, number.len + 1);
	size_t len = 0;
	for (size_t at = 0; at < number.len;) {
		size_t from = at;
		uint32_t code = utf8_next(number, &at);
		if (code_is_space(code))
			continue;
		memcpy(to + len, number.at + from, at - from);
		len += at - from;
	}
	to[len] = '\0';
	return (struct slice){to, len};
}
