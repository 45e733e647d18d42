#include "record/likeness.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/normal.h"

/*
 * The cell is first written in signs of its own: digits and capitals as they
 * are, '-' for whatever may stand inside a number, ' ' for blanks and ',' for
 * the rest.
 */
#define SEPARATORS_MOST 3

static bool
is_separator(char c)
{
	return c == '-' || c == ' ';
}

bool
likeness_may_hold(struct slice cell)
{
	size_t digits = 0, wide = 0;
	if (cell.len < 7)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		digits += char_is_digit(cell.at[i]);
		wide += (unsigned char)cell.at[i] == 0xef;
	}
	return digits + wide >= 9 || digits == cell.len;
}

/* ---- signs */

static char
sign_of_ascii(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	if (char_is_digit(c) || char_is_letter(c))
		return c;
	switch (c) {
	case ' ':
	case '\t':
	case '\n':
	case '\r':
		return ' ';
	case '-':
	case '+':
	case '.':
	case '/':
	case ':':
		return '-';
	default:
		return ',';
	}
}

/* Beyond ASCII; 0 where nothing shows. */
static char
sign_of(uint32_t code)
{
	if (code_is_hidden(code))
		return 0;
	if (code_is_blank(code))
		return ' ';
	if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212)
		return '-';
	if (code > 0xff00 && code <= 0xff5e) /* wide ASCII */
		return sign_of_ascii((char)(code - 0xff00 + 0x20));
	return ',';
}

static struct slice
write_signs(struct slice cell, struct strbuf *out)
{
	strbuf_reset(out);
	strbuf_reserve(out, cell.len);
	for (size_t at = 0; at < cell.len;) {
		char c = cell.at[at];
		bool ascii = (unsigned char)c < 0x80;
		at += ascii;
		char sign =
		    ascii ? sign_of_ascii(c) : sign_of(utf8_next(cell, &at));
		if (sign)
			out->at[out->len++] = sign;
	}
	return strbuf_view(out);
}

/* ---- numbers among them */

struct search {
	struct slice signs;
	bool (*seen)(const struct likeness *number, void *ctx);
	void *ctx;
};

/* Beyond the end there is nothing that could belong to a number. */
static char
sign_at(const struct search *search, size_t at)
{
	return at < search->signs.len ? search->signs.at[at] : ',';
}

static size_t
count_digits(const struct search *search, size_t at)
{
	size_t count = 0;
	while (char_is_digit(sign_at(search, at + count)))
		count++;
	return count;
}

static size_t
count_separators(const struct search *search, size_t at)
{
	size_t count = 0;
	while (is_separator(sign_at(search, at + count)))
		count++;
	return count;
}

static bool
give(const struct search *search, const char *six, const char *four, bool spelt)
{
	struct likeness number = {.spelt = spelt};
	memcpy(number.ten, six, 6);
	memcpy(number.ten + 6, four, 4);
	return search->seen(&number, search->ctx);
}

/* The last four, of which one may be a letter, and nothing after them. */
static bool
are_last_four(const struct search *search, size_t at)
{
	int letters = 0;
	for (size_t i = at; i < at + 4; i++) {
		char c = sign_at(search, i);
		letters += char_is_letter(c);
		if (!char_is_letter(c) && !char_is_digit(c))
			return false;
	}
	char after = sign_at(search, at + 4);
	return letters <= 1 && !char_is_digit(after) && !char_is_letter(after);
}

/* A date of six or eight digits at `at`, and what belongs to it. */
static bool
give_dated(const struct search *search, size_t at, size_t digits)
{
	const char *six = search->signs.at + at + digits - 6;
	size_t next = at + digits, gap = count_separators(search, next);
	if (gap <= SEPARATORS_MOST && are_last_four(search, next + gap))
		return give(search, six, search->signs.at + next + gap, true);
	/* 010150 98089 of Norway, whose last digit follows from the rest. */
	if (digits == 6 && gap && gap <= SEPARATORS_MOST &&
	    count_digits(search, next + gap) == 5)
		return give(search, six, search->signs.at + next + gap, false);
	/* A letter for the century, as in 131052A308T. */
	if (digits == 6 && char_is_letter(sign_at(search, next)) &&
	    are_last_four(search, next + 1))
		return give(search, six, search->signs.at + next + 1, true);
	return false;
}

static bool
has_century(const char *digits)
{
	return memcmp(digits, "18", 2) == 0 || memcmp(digits, "19", 2) == 0 ||
	       memcmp(digits, "20", 2) == 0;
}

/* Excel eats the zeros that a number begins with. */
static bool
give_eaten(const struct search *search, size_t digits)
{
	char ten[10];
	memset(ten, '0', sizeof ten);
	memcpy(ten + 10 - digits, search->signs.at, digits);
	return give(search, ten, ten + 6, false);
}

/* Ten digits alone, which eleven with a zero first may have been. */
static bool
give_norwegian_eaten(const struct search *search)
{
	char six[6] = {'0'};
	memcpy(six + 1, search->signs.at, 5);
	return give(search, six, search->signs.at + 5, false);
}

/* One group of digits, as it stands. */
static bool
give_group(const struct search *search, size_t at, size_t digits)
{
	const char *first = search->signs.at + at;
	if (digits == search->signs.len && digits >= 7 && digits <= 9)
		return give_eaten(search, digits);
	if (digits == 10 || digits == 11)
		return give(search, first, first + 6, false) ||
		       (digits == 10 && digits == search->signs.len &&
			   give_norwegian_eaten(search));
	if (digits == 12 && has_century(first))
		return give(search, first + 2, first + 8, true);
	if (digits == 6 || digits == 8)
		return give_dated(search, at, digits);
	return false;
}

/* Groups with nothing but separators between, read as one: "33 04 04 98 30";
 * give_dated has seen two. *end gets where they end. */
static bool
give_run(const struct search *search, size_t at, size_t *end)
{
	char all[12];
	size_t count = 0, groups = 0, next = at, last = 0;
	for (;;) {
		size_t digits = count_digits(search, next);
		for (size_t i = 0; i < digits && count + i < sizeof all; i++)
			all[count + i] = search->signs.at[next + i];
		count += digits;
		last = digits;
		groups++;
		*end = next + digits;
		next = *end + count_separators(search, *end);
		if (!char_is_digit(sign_at(search, next)) ||
		    next - *end > SEPARATORS_MOST)
			break;
	}
	bool norwegian = count == 11 && last > 1; /* 3304049830.0 */
	if (groups < 2 || (groups == 2 && (last == 4 || last == 5)) ||
	    (count != 10 && !norwegian && (count != 12 || !has_century(all))))
		return false;
	const char *six = norwegian ? all : all + count - 10;
	return give(search, six, six + 6, count == 12);
}

bool
likeness_each(struct slice cell, struct strbuf *scratch,
    bool (*seen)(const struct likeness *number, void *ctx), void *ctx)
{
	struct search search = {
	    slice_trim(write_signs(cell, scratch)), seen, ctx};
	size_t run_end = 0;
	for (size_t at = 0; at < search.signs.len;) {
		size_t digits = count_digits(&search, at);
		if (!digits) {
			at++;
			continue;
		}
		if (give_group(&search, at, digits) ||
		    (at >= run_end && give_run(&search, at, &run_end)))
			return true;
		at += digits;
	}
	return false;
}

static int
two_digits(const char *at)
{
	return char_is_digit(at[0]) && char_is_digit(at[1])
		   ? (at[0] - '0') * 10 + at[1] - '0'
		   : 0;
}

bool
likeness_has_date(const struct likeness *number)
{
	const char *ten = number->ten;
	int first = two_digits(ten), middle = two_digits(ten + 2),
	    last = two_digits(ten + 4);
	bool month = middle >= 1 && middle <= 12;
	/* Of a coordination number, and of a Norwegian D-number. */
	bool day = (last >= 1 && last <= 31) || (last >= 61 && last <= 91);
	bool day_first =
	    (first >= 1 && first <= 31) || (first >= 41 && first <= 71);
	/* Of people whom Norway's tax agency has invented for tests. */
	bool test_month =
	    (middle >= 41 && middle <= 52) || (middle >= 81 && middle <= 92);
	return (month && (day || day_first)) || (test_month && day_first);
}
