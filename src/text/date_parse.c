#include "base/utf8.h"

#include "base/code.h"
#include "text/date.h"
#include "text/date_names.h"
#include "text/normal.h"

static bool
take_char(struct slice *left, char c)
{
	if (!left->len || left->at[0] != c)
		return false;
	*left = slice_from(*left, 1);
	return true;
}

/* A whole number of `least` to `most` digits that no digit follows. */
static bool
take_number(struct slice *left, size_t least, size_t most, int *number)
{
	size_t len = 0;
	*number = 0;
	while (len < left->len && char_is_digit(left->at[len])) {
		if (len == most)
			return false;
		*number = *number * 10 + (left->at[len++] - '0');
	}
	*left = slice_from(*left, len);
	return len >= least;
}

static bool
take_blanks(struct slice *left)
{
	size_t at = 0, passed = 0;
	while (at < left->len && code_is_blank(utf8_next(*left, &at)))
		passed = at;
	*left = slice_from(*left, passed);
	return passed > 0;
}

/* Letters and nothing else; a full stop behind an abbreviation is passed. */
static struct slice
take_word(struct slice *left)
{
	size_t len = 0;
	while (len < left->len && !char_is_digit(left->at[len]) &&
	       !strchr(" .,/-\t", left->at[len]) && left->at[len] != '\xC2')
		len++;
	struct slice word = slice_part(*left, 0, len);
	*left = slice_from(*left, len);
	take_char(left, '.');
	return word;
}

day
day_parse_iso(struct slice text)
{
	int year, month, day_of_month;
	if (text.len != 10 || !take_number(&text, 4, 4, &year) ||
	    !take_char(&text, '-') || !take_number(&text, 2, 2, &month) ||
	    !take_char(&text, '-') || !take_number(&text, 2, 2, &day_of_month))
		return DAY_NONE;
	return day_of(year, month, day_of_month);
}

/* 20120319 */
static day
parse_digits(struct slice text)
{
	int number;
	if (text.len != 8 || !take_number(&text, 8, 8, &number))
		return DAY_NONE;
	return day_of(number / 10000, number / 100 % 100, number % 100);
}

/* 2012-03-19, 2012/3/19; the day may have a time of midnight behind it. */
static day
parse_year_first(struct slice text)
{
	int year, month, day_of_month;
	if (!take_number(&text, 4, 4, &year))
		return DAY_NONE;
	char between = text.len ? text.at[0] : '\0';
	if (between != '-' && between != '/')
		return DAY_NONE;
	text = slice_from(text, 1);
	if (!take_number(&text, 1, 2, &month) || !take_char(&text, between) ||
	    !take_number(&text, 1, 2, &day_of_month))
		return DAY_NONE;
	if (text.len && !slice_is(text, " 00:00") &&
	    !slice_is(text, " 00:00:00") && !slice_is(text, "T00:00:00"))
		return DAY_NONE;
	return day_of(year, month, day_of_month);
}

/* 19/3 2012, 19/3-2012, 19.3.2012 */
static day
parse_day_first(struct slice text)
{
	int year, month, day_of_month;
	if (!take_number(&text, 1, 2, &day_of_month))
		return DAY_NONE;
	bool stops = take_char(&text, '.');
	if ((!stops && !take_char(&text, '/')) ||
	    !take_number(&text, 1, 2, &month))
		return DAY_NONE;
	bool parted = stops ? take_char(&text, '.')
			    : take_char(&text, '-') || take_blanks(&text);
	if (!parted || !take_number(&text, 4, 4, &year) || text.len)
		return DAY_NONE;
	return day_of(year, month, day_of_month);
}

/* 19 mars 2012, den 19 mars 2012, 19. maaliskuuta 2012 */
static day
parse_words(struct slice text)
{
	int year, day_of_month;
	if (slice_starts(text, "den "))
		text = slice_from(text, strlen("den "));
	if (!take_number(&text, 1, 2, &day_of_month))
		return DAY_NONE;
	take_char(&text, '.');
	if (!take_blanks(&text))
		return DAY_NONE;
	int month = date_names_month(take_word(&text));
	if (!month || !take_blanks(&text) || !take_number(&text, 4, 4, &year) ||
	    text.len)
		return DAY_NONE;
	return day_of(year, month, day_of_month);
}

day
day_parse(struct slice text)
{
	static day (*const forms[])(struct slice) = {day_parse_iso,
	    parse_digits, parse_year_first, parse_day_first, parse_words};
	text = slice_trim(text);
	if (!text.len || (!char_is_digit(text.at[0]) && text.at[0] != 'd'))
		return DAY_NONE;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		day when = forms[i](text);
		if (when != DAY_NONE)
			return when;
	}
	return DAY_NONE;
}

/* A month's name. Beside the languages that letters are written in, Norwegian,
 * Danish, German, Dutch, French and Spanish are known. */
static bool
is_month(struct slice word)
{
	static const char *const others[] = {"januar", "februar", "marts",
	    "mai", "august", "desember", "des", "märz", "mär", "mrz", "dez",
	    "dezember", "mrt", "mei", "avr", "juin", "juil", "août", "déc",
	    "ene", "abr", "ago", "dic", "tammikuu", "helmikuu", "maaliskuu",
	    "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu",
	    "lokakuu", "marraskuu", "joulukuu"};
	if (date_names_month(word))
		return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (text_same(word, slice_view(others[i])))
			return true;
	}
	return false;
}

/* Longer than any such day. */
#define NAMED_LONGEST 32

static bool
parts_names(char c)
{
	return memchr(" -./,", c, 5) != NULL;
}

bool
day_is_named(struct slice text)
{
	size_t words = 0, numbers = 0, at = 0;
	struct slice word = {0};
	if (text.len > NAMED_LONGEST || !slice_has_digit(text))
		return false;
	while (at < text.len) {
		size_t from = at++;
		if (parts_names(text.at[from]))
			continue;
		bool digits = char_is_digit(text.at[from]);
		while (at < text.len && !parts_names(text.at[at]) &&
		       char_is_digit(text.at[at]) == digits)
			at++;
		struct slice part = slice_part(text, from, at - from);
		if (digits ? part.len > 4 : words > 0)
			return false;
		numbers += digits;
		words += !digits;
		word = digits ? word : part;
	}
	return words == 1 && (numbers == 1 || numbers == 2) && is_month(word);
}
