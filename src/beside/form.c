#include "beside/form.h"

#include "record/identity.h"
#include "record/stand_in.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/words.h"

struct slice
form_exact(struct arena *mem, struct slice text, day today)
{
	struct identity identity = identity_read(text, today);
	if (identity.kind != IDENTITY_NONE && identity.fault == IDENTITY_FINE)
		return arena_dup(mem, slice_view(identity.digits));
	return text;
}

struct slice
form_of_text(struct arena *mem, struct slice text, day today)
{
	struct slice form = form_exact(mem, text, today);
	return form.at == text.at ? text_fold(mem, text) : form;
}

static struct slice
form_of_date(struct arena *mem, day when)
{
	char iso[11];
	day_write_iso(when, iso);
	return arena_dup(mem, slice_view(iso));
}

static struct slice
form_of_phone(struct arena *mem, struct slice text, day today)
{
	char digits[WORD_PHONE_DIGITS];
	return word_phone_digits(text, digits)
		   ? arena_dup(mem, slice_view(digits))
		   : form_of_text(mem, text, today);
}

struct slice
form_of_value(
    struct arena *mem, const struct column *as, const struct value *value)
{
	if (value->kind == VALUE_NUMBER)
		return number_write_plain(mem, value->micro);
	if (value->kind == VALUE_DATE)
		return form_of_date(mem, value->when);
	switch (as->type) {
	case COLUMN_PERSONNUMMER:
	case COLUMN_HENKILOTUNNUS:
	case COLUMN_FODSELSNUMMER:
	case COLUMN_ORGANISATIONSNUMMER:
	case COLUMN_POSTCODE:
	case COLUMN_FLAG:
		return value->text;
	case COLUMN_PHONE:
		return form_of_phone(mem, value->text, as->today);
	case COLUMN_TEXT:
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
	case COLUMN_DATE:
	case COLUMN_EMAIL:
	case COLUMN_CHOICE:
		break;
	}
	return form_of_text(mem, value->text, as->today);
}

bool
form_is_nothing(
    struct arena *mem, const struct column *as, const struct value *value)
{
	return as->type == COLUMN_TEXT && value->kind == VALUE_TEXT &&
	       stand_in_is(mem, value->text, STAND_IN_KEY);
}

static bool
is_number(enum column_type type)
{
	return type == COLUMN_INTEGER || type == COLUMN_DECIMAL;
}

bool
form_types_agree(enum column_type a, enum column_type b)
{
	return a == b || (is_number(a) && is_number(b));
}
