#include "record/fodselsnummer.h"

#include "base/code.h"
#include "base/utf8.h"

enum {
	DIGITS = 11,
	DAY_OFFSET = 40, /* of a D-number */
	MONTH_OFFSET = 40, /* of people invented for tests, once or twice */
};

static int
number_of(const char *digits, size_t len)
{
	int number = 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* The digits alone; false where there are not eleven. */
static bool
take_digits(struct slice text, char digits[DIGITS + 1])
{
	size_t count = 0;
	bool parted = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		bool sign = code == '-' || code_is_space(code);
		if (sign && count == 6 && !parted) {
			parted = true;
			continue;
		}
		if (!code_is_decimal(code) || count == DIGITS)
			return false;
		digits[count++] = (char)code;
	}
	digits[count] = '\0';
	return count == DIGITS;
}

/*
 * The century by the individual number and the year; 0 where there is none.
 * 900-999 of the years 40-99 are people born in the 20th century too.
 */
static int
century_of(int year, int individual)
{
	if (individual < 500 || (individual >= 900 && year >= 40))
		return 1900;
	if (year < 40)
		return 2000;
	return individual < 750 && year >= 54 ? 1800 : 0;
}

/* Day and month without the numbers that are added to them. */
static void
read_date(struct fodselsnummer *found)
{
	int date = number_of(found->text, 2);
	int month = number_of(found->text + 2, 2);
	int year = number_of(found->text + 4, 2);
	int century = century_of(year, number_of(found->text + 6, 3));
	found->temporary = date > DAY_OFFSET;
	found->invented = month > MONTH_OFFSET;
	if (month > 2 * MONTH_OFFSET)
		month -= MONTH_OFFSET;
	found->born = century ? day_of(century + year,
				    month - found->invented * MONTH_OFFSET,
				    date - found->temporary * DAY_OFFSET)
			      : DAY_NONE;
}

/* Whether digits and weights make a multiple of eleven. */
static bool
adds_up(const char *digits, const int *weights, size_t count)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += (digits[i] - '0') * weights[i];
	return sum % 11 == 0;
}

static enum identity_fault
find_fault(const struct fodselsnummer *found, day today)
{
	static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
	static const int second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
	if (found->born == DAY_NONE)
		return IDENTITY_DATE;
	if (!adds_up(found->text, first, 10) ||
	    !adds_up(found->text, second, 11))
		return IDENTITY_CHECK;
	if (found->born > today)
		return IDENTITY_UNBORN;
	return years_between(found->born, today) > AGE_MOST ? IDENTITY_OLD
							    : IDENTITY_FINE;
}

struct fodselsnummer
fodselsnummer_read(struct slice text, day today)
{
	struct fodselsnummer found = {
	    .fault = IDENTITY_SHAPE, .born = DAY_NONE};
	if (!take_digits(text, found.text)) {
		found.text[0] = '\0';
		return found;
	}
	read_date(&found);
	found.fault = find_fault(&found, today);
	return found;
}
