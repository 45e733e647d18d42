/*
 * format/decimal.h - a spreadsheet's number as the decimal that it shows.
 *
 * A cell holds a binary number, written with up to 17 digits; spreadsheets
 * show and round the 15 of them that a double keeps of every decimal number.
 * So does this: 2.6749999999999998 is 2.675, and half of it goes away from
 * zero. Nothing here computes in binary.
 */
#ifndef FORMAT_DECIMAL_H
#define FORMAT_DECIMAL_H

#include <stdint.h>

#include "base/strbuf.h"

#define DECIMAL_DIGITS 15

struct decimal {
	bool negative;
	char digits[DECIMAL_DIGITS + 1]; /* '0' to '9'; the first is not '0' */
	int count; /* without zeros at the end; 0: the number is zero */
	int point; /* digits before the point: 3 of 123, -1 of 0.0123 */
};

/*
 * "40987", "-1.5E3", as XML Schema writes a double; false where it is none, or
 * NaN, infinite or beyond 1E300.
 */
bool decimal_read(struct slice text, struct decimal *decimal);

/* Times 10 to the `places`. */
void decimal_shift(struct decimal *decimal, int places);

/* To so many decimals; half is rounded away from zero. */
void decimal_round(struct decimal *decimal, int places);

/* The digit of weight 10 to the `place`: '0' where there is none. */
char decimal_digit(const struct decimal *decimal, int place);

/* Below 0, 0 or above, as a is less than, equal to or greater than b. */
int decimal_compare(const struct decimal *a, const struct decimal *b);

static inline bool
decimal_is_zero(const struct decimal *decimal)
{
	return decimal->count == 0;
}

/* Decimals that are not 0 at the end. */
int decimal_places(const struct decimal *decimal);

/* All its digits and as many zeros as its size needs, without grouping. */
void decimal_write(
    struct strbuf *out, const struct decimal *decimal, char point);

/*
 * Whole days and millionths of a second of a number of days that is not
 * negative; false for more than fit a calendar.
 */
bool decimal_split_day(
    const struct decimal *decimal, int32_t *days, int64_t *micros);

#endif
