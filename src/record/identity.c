#include "record/identity.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/normal.h"

/*
 * The oldest age at which ten digits that make a child are still taken for an
 * old person's: below it both centuries are possible.
 */
#define OLDEST_CLIENT 112

#define DAY_OFFSET_COORDINATION 60

struct parts {
	char date[8]; /* YYYYMMDD, or YYMMDD in the first six */
	size_t date_len;
	char last[4];
	char sign; /* '-', '+', or 0 where nothing stands between */
};

/* The hyphens and dashes that word processors put in count as '-'. */
static char
sign_of(uint32_t code)
{
	if (code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212)
		return '-';
	return code == '+' ? '+' : 0;
}

/* '-' or '+' at the offset, moved past it. */
static char
read_sign(struct slice text, size_t *at)
{
	size_t next = *at;
	char sign = sign_of(utf8_next(text, &next));
	if (sign)
		*at = next;
	return sign;
}

static bool
split(struct slice text, struct parts *parts)
{
	size_t at = 0;
	char digits[8];
	while (at < text.len && at < 8 && char_is_digit(text.at[at])) {
		digits[at] = text.at[at];
		at++;
	}
	/* Ten digits without a sign: the last two read are not the date's. */
	if (at == 8 && text.len == 10)
		at = 6;
	if ((at != 6 && at != 8) || at >= text.len)
		return false;
	*parts = (struct parts){.date_len = at};
	memcpy(parts->date, digits, at);
	parts->sign = read_sign(text, &at);
	if (text.len - at != 4)
		return false;
	memcpy(parts->last, text.at + at, 4);
	return true;
}

/* Modulus 10, weights 2,1 over nine digits and the check digit. */
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

static int
number_of(const char *digits, size_t len)
{
	int number = 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/*
 * Letters among the last four: none, the first of them (interim), or no number
 * at all: an O in place of a zero is a slip, not a letter.
 */
static enum identity_kind
kind_of_last(const char last[4])
{
	for (int i = 1; i < 4; i++) {
		if (!char_is_digit(last[i]))
			return IDENTITY_NONE;
	}
	if (char_is_digit(last[0]))
		return IDENTITY_PERSON;
	return char_is_letter(last[0]) ? IDENTITY_INTERIM : IDENTITY_NONE;
}

/* The year of a ten-digit form; *clear is false where it may be another. */
static int
settle_century(const struct parts *parts, int month, int day_of_month,
    day today, bool *clear)
{
	int this_year, this_month, this_day;
	day_split(today, &this_year, &this_month, &this_day);
	int year = this_year - this_year % 100 + number_of(parts->date, 2);
	if (year > this_year)
		year -= 100;
	*clear = true;
	if (parts->sign == '+')
		return year - 100;
	/* A date later this year: nobody has it yet, and a centenarian's sign
	 * is '+'. */
	if (day_of(year, month, day_of_month) > today)
		*clear = false;
	if (this_year - year <= OLDEST_CLIENT - 100)
		*clear = false;
	return year;
}

static enum identity_fault
find_age_fault(const struct parts *parts, int year, day born, day today)
{
	if (born > today)
		return IDENTITY_UNBORN;
	if (years_between(born, today) > AGE_MOST)
		return IDENTITY_OLD;
	int this_year, month, day_of_month;
	day_split(today, &this_year, &month, &day_of_month);
	return parts->sign == '+' && this_year - year < 100 ? IDENTITY_CENTURY
							    : IDENTITY_FINE;
}

static void
write_digits(char to[14], int year, const struct parts *parts)
{
	for (int i = 3; i >= 0; i--, year /= 10)
		to[i] = (char)('0' + year % 10);
	memcpy(to + 4, parts->date + parts->date_len - 4, 4);
	to[8] = '-';
	for (int i = 0; i < 4; i++) {
		char c = parts->last[i];
		to[9 + i] = c >= 'a' ? (char)(c - 'a' + 'A') : c;
	}
	to[13] = '\0';
}

static enum identity_fault
find_check_fault(const struct parts *parts, enum identity_kind kind)
{
	if (kind == IDENTITY_INTERIM)
		return IDENTITY_FINE;
	char ten[10];
	memcpy(ten, parts->date + parts->date_len - 6, 6);
	memcpy(ten + 6, parts->last, 4);
	if (memcmp(parts->last, "000", 3) == 0)
		return IDENTITY_SHAPE;
	return check_digit_fits(ten) ? IDENTITY_FINE : IDENTITY_CHECK;
}

/* Ten digits make somebody in this century; the one before may be meant. */
static void
write_other(struct identity *identity, int year, int month, int day_of_month,
    const struct parts *parts, day today)
{
	day born = day_of(year - 100, month, day_of_month);
	if (parts->date_len == 6 && parts->sign != '+' && born != DAY_NONE &&
	    years_between(born, today) <= AGE_MOST)
		write_digits(identity->other, year - 100, parts);
}

static struct identity
fault(enum identity_fault fault)
{
	return (struct identity){.fault = fault, .born = DAY_NONE};
}

struct identity
identity_read(struct slice text, day today)
{
	struct parts parts;
	if (!split(text, &parts))
		return fault(IDENTITY_SHAPE);
	enum identity_kind kind = kind_of_last(parts.last);
	if (kind == IDENTITY_NONE)
		return fault(IDENTITY_SHAPE);
	int month = number_of(parts.date + parts.date_len - 4, 2);
	int day_of_month = number_of(parts.date + parts.date_len - 2, 2);
	if (day_of_month > DAY_OFFSET_COORDINATION) {
		day_of_month -= DAY_OFFSET_COORDINATION;
		if (kind == IDENTITY_PERSON)
			kind = IDENTITY_COORDINATION;
	}
	bool clear = true;
	int year = parts.date_len == 8 ? number_of(parts.date, 4)
				       : settle_century(&parts, month,
					     day_of_month, today, &clear);
	day born = day_of(year, month, day_of_month);
	if (born == DAY_NONE)
		return fault(IDENTITY_DATE);
	enum identity_fault check = find_check_fault(&parts, kind);
	if (check != IDENTITY_FINE)
		return fault(check);
	enum identity_fault age =
	    clear ? find_age_fault(&parts, year, born, today)
		  : IDENTITY_CENTURY;
	if (age != IDENTITY_FINE)
		return fault(age);
	struct identity identity = {.kind = kind, .born = born};
	write_digits(identity.digits, year, &parts);
	write_other(&identity, year, month, day_of_month, &parts, today);
	return identity;
}

/* Digits and letters without the signs and blanks; 0: too many, or others. */
static size_t
take_bare(struct slice text, char bare[12])
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (sign_of(code) || code == '.' || code_is_blank(code) ||
		    code_is_hidden(code))
			continue;
		char c = code < 128 ? (char)code : 0;
		if (count == 12 || (!char_is_digit(c) && !char_is_letter(c)))
			return 0;
		bare[count++] = c >= 'a' ? (char)(c - 'a' + 'A') : c;
	}
	return count;
}

bool
identity_ten(struct slice text, char to[11])
{
	char bare[12];
	to[0] = '\0';
	size_t count = take_bare(text, bare);
	if (count != 10 && count != 12)
		return false;
	const char *ten = bare + count - 10;
	for (const char *c = bare; c < ten + 6; c++) {
		if (!char_is_digit(*c))
			return false;
	}
	int century = count == 12 ? number_of(bare, 2) : 19;
	int month = number_of(ten + 2, 2), day_of_month = number_of(ten + 4, 2);
	if (day_of_month > DAY_OFFSET_COORDINATION)
		day_of_month -= DAY_OFFSET_COORDINATION;
	if (century < 18 || century > 20 || month < 1 || month > 12 ||
	    day_of_month < 1 || day_of_month > 31 ||
	    kind_of_last(ten + 6) == IDENTITY_NONE)
		return false;
	memcpy(to, ten, 10);
	to[10] = '\0';
	return true;
}
