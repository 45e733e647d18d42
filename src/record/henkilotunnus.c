#include "record/henkilotunnus.h"

#include "base/code.h"

static int
number_of(const char *digits, size_t len)
{
	int number = 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* 1800, 1900 or 2000; 0 for no sign of a century. */
static int
century_of(char sign)
{
	if (sign == '+')
		return 1800;
	if (sign == '-' || (sign >= 'U' && sign <= 'Y'))
		return 1900;
	return sign >= 'A' && sign <= 'F' ? 2000 : 0;
}

static bool
has_shape(const char text[11])
{
	for (int i = 0; i < 10; i++) {
		if (i != 6 && !char_is_digit(text[i]))
			return false;
	}
	return century_of(text[6]) != 0;
}

static enum identity_fault
find_fault(const struct henkilotunnus *found, day today)
{
	const char *text = found->text;
	if (found->born == DAY_NONE)
		return IDENTITY_DATE;
	int individual = number_of(text + 7, 3);
	if (individual < 2)
		return IDENTITY_SHAPE;
	int rest = (number_of(text, 6) * 1000 + individual) % 31;
	bool fits = text[10] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest];
	if (!fits)
		return IDENTITY_CHECK;
	if (found->born > today)
		return IDENTITY_UNBORN;
	return years_between(found->born, today) > AGE_MOST ? IDENTITY_OLD
							    : IDENTITY_FINE;
}

struct henkilotunnus
henkilotunnus_read(struct slice text, day today)
{
	struct henkilotunnus found = {
	    .fault = IDENTITY_SHAPE, .born = DAY_NONE};
	if (text.len != 11)
		return found;
	for (size_t i = 0; i < 11; i++) {
		char c = text.at[i];
		found.text[i] =
		    c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	if (!has_shape(found.text)) {
		found.text[0] = '\0';
		return found;
	}
	found.born =
	    day_of(century_of(found.text[6]) + number_of(found.text + 4, 2),
		number_of(found.text + 2, 2), number_of(found.text, 2));
	found.temporary = found.text[7] == '9';
	found.fault = find_fault(&found, today);
	return found;
}
