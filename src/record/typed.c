#include "record/typed.h"

#include "record/choice.h"
#include "record/contact.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "record/identity.h"
#include "record/messages.h"
#include "record/postcode.h"
#include "record/stand_in.h"
#include "text/normal.h"
#include "text/number.h"

/* The words for yes and no, and whether a word is a mere cross. */
static bool
read_flag(struct slice clean, bool *flag, bool *cross)
{
	static const struct {
		const char *word;
		bool flag, cross;
	} words[] = {{"ja", true, false}, {"j", true, false},
	    {"nej", false, false}, {"n", false, false}, {"1", true, false},
	    {"0", false, false}, {"x", true, true}, {"true", true, false},
	    {"false", false, false}, {"yes", true, false}, {"y", true, false},
	    {"no", false, false}, {"nei", false, false}, {"sant", true, false},
	    {"falskt", false, false}, {"sann", true, false},
	    {"usann", false, false}, {"kyllä", true, false},
	    {"ei", false, false}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!text_same(clean, slice_view(words[i].word)))
			continue;
		*flag = words[i].flag;
		*cross = words[i].cross;
		return true;
	}
	return false;
}

static const struct message *
identity_message(enum identity_fault fault)
{
	switch (fault) {
	case IDENTITY_DATE:
		return &record_identity_date;
	case IDENTITY_CHECK:
		return &record_identity_check;
	case IDENTITY_CENTURY:
		return &record_identity_century;
	case IDENTITY_OLD:
		return &record_identity_old;
	case IDENTITY_UNBORN:
		return &record_identity_unborn;
	case IDENTITY_FINE:
	case IDENTITY_SHAPE:
		break;
	}
	return &record_bad_personnummer;
}

static struct typed
unfit(const struct message *message)
{
	return (struct typed){{.kind = VALUE_UNFIT}, message};
}

static struct typed
text_reading(struct slice text)
{
	return (struct typed){.value = {.kind = VALUE_TEXT, .text = text}};
}

struct slice
column_write_number(struct arena *row_mem, int64_t micro)
{
	int64_t again;
	struct slice text = number_write_plain(row_mem, micro);
	if (number_read(text, 0, &again) == NUMBER_FINE)
		return text;
	return arena_print(row_mem, "%.*s0", (int)text.len, text.at);
}

static struct typed
read_number(const struct column *column, struct arena *row_mem,
    struct slice clean, bool whole)
{
	int64_t micro = 0;
	enum number_reading reading =
	    number_read(clean, column->decimal, &micro);
	if (reading == NUMBER_TWO_READINGS)
		return unfit(&record_two_readings);
	if (reading == NUMBER_NONE || (whole && micro % MICRO))
		return unfit(whole ? &record_bad_integer : &record_bad_decimal);
	return (struct typed){.value = {.kind = VALUE_NUMBER,
				  .text = column_write_number(row_mem, micro),
				  .micro = micro}};
}

static struct typed
read_date(struct arena *row_mem, struct slice clean)
{
	day when = day_parse(clean);
	if (when == DAY_NONE)
		return unfit(&record_bad_date);
	char iso[11];
	day_write_iso(when, iso);
	struct slice text =
	    slice_is(clean, iso) ? clean : arena_dup(row_mem, slice_view(iso));
	return (struct typed){
	    .value = {.kind = VALUE_DATE, .text = text, .when = when}};
}

static struct typed
read_flag_cell(const struct column *column, struct slice clean)
{
	bool flag, cross;
	if (!read_flag(clean, &flag, &cross))
		return unfit(&record_bad_flag);
	if (column->tally && cross)
		column->tally->crosses++;
	else if (column->tally)
		column->tally->words++;
	return (struct typed){.value = {.kind = VALUE_FLAG,
				  .text = flag ? SLICE("ja") : SLICE("nej"),
				  .flag = flag}};
}

static struct typed
read_personnummer(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct identity identity = identity_read(clean, column->today);
	if (identity.fault != IDENTITY_FINE)
		return unfit(identity_message(identity.fault));
	return text_reading(
	    slice_is(clean, identity.digits)
		? clean
		: arena_dup(row_mem, slice_view(identity.digits)));
}

static struct typed
read_henkilotunnus(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct henkilotunnus found = henkilotunnus_read(clean, column->today);
	if (found.fault == IDENTITY_SHAPE)
		return unfit(&record_bad_henkilotunnus);
	if (found.fault != IDENTITY_FINE)
		return unfit(identity_message(found.fault));
	return text_reading(arena_dup(row_mem, slice_view(found.text)));
}

static struct typed
read_fodselsnummer(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct fodselsnummer found = fodselsnummer_read(clean, column->today);
	if (found.fault == IDENTITY_SHAPE)
		return unfit(&record_bad_fodselsnummer);
	if (found.fault != IDENTITY_FINE)
		return unfit(identity_message(found.fault));
	return text_reading(slice_is(clean, found.text)
				? clean
				: arena_dup(row_mem, slice_view(found.text)));
}

static struct typed
read_postcode(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct slice text;
	if (postcode_read(row_mem, clean, &text))
		return text_reading(text);
	return column->any_land ? text_reading(clean)
				: unfit(&record_bad_postcode);
}

static struct typed
read_organisation(struct arena *row_mem, struct slice clean)
{
	struct slice text;
	if (!organisation_read(row_mem, clean, &text))
		return unfit(&record_bad_organisation);
	return text_reading(text);
}

static struct typed
read_choice(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct slice value;
	if (choice_find(column->choice_index, row_mem, clean, &value))
		return text_reading(value);
	return unfit(clean.len ? &record_bad_choice : &record_empty_choice);
}

struct typed
typed_read(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	switch (column->type) {
	case COLUMN_TEXT:
		break;
	case COLUMN_INTEGER:
		return read_number(column, row_mem, clean, true);
	case COLUMN_DECIMAL:
		return read_number(column, row_mem, clean, false);
	case COLUMN_DATE:
		return read_date(row_mem, clean);
	case COLUMN_FLAG:
		return read_flag_cell(column, clean);
	case COLUMN_CHOICE:
		return read_choice(column, row_mem, clean);
	case COLUMN_PERSONNUMMER:
		return read_personnummer(column, row_mem, clean);
	case COLUMN_HENKILOTUNNUS:
		return read_henkilotunnus(column, row_mem, clean);
	case COLUMN_FODSELSNUMMER:
		return read_fodselsnummer(column, row_mem, clean);
	case COLUMN_ORGANISATIONSNUMMER:
		return read_organisation(row_mem, clean);
	case COLUMN_POSTCODE:
		return read_postcode(column, row_mem, clean);
	case COLUMN_EMAIL:
		if (!email_is_valid(clean))
			return unfit(&record_bad_email);
		break;
	case COLUMN_PHONE:
		if (!phone_is_valid(clean))
			return unfit(&record_bad_phone);
		break;
	}
	return text_reading(clean);
}

/* Of texts whose kind is another than their type's: what they stand for. */
static struct value
value_of(const struct column *column, struct slice clean, bool *fits)
{
	struct value value = {.kind = VALUE_TEXT, .text = clean};
	*fits = true;
	switch (column->type) {
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
		value.kind = VALUE_NUMBER;
		*fits = number_read(clean, 0, &value.micro) == NUMBER_FINE &&
			(column->type == COLUMN_DECIMAL ||
			    value.micro % MICRO == 0);
		break;
	case COLUMN_DATE:
		value.kind = VALUE_DATE;
		value.when = day_parse_iso(clean);
		*fits = value.when != DAY_NONE;
		break;
	case COLUMN_FLAG:
		value.kind = VALUE_FLAG;
		value.flag = slice_is(clean, "ja");
		*fits = value.flag || slice_is(clean, "nej");
		break;
	case COLUMN_TEXT:
	case COLUMN_CHOICE:
	case COLUMN_PERSONNUMMER:
	case COLUMN_HENKILOTUNNUS:
	case COLUMN_FODSELSNUMMER:
	case COLUMN_ORGANISATIONSNUMMER:
	case COLUMN_POSTCODE:
	case COLUMN_EMAIL:
	case COLUMN_PHONE:
		break;
	}
	return value;
}

/* Whether a text that is kept as it was read is what its column says. */
static bool
is_fit(const struct column *column, struct slice clean)
{
	struct slice ignored;
	switch (column->type) {
	case COLUMN_CHOICE:
		return choice_is_value(column, clean);
	case COLUMN_PERSONNUMMER:
		return identity_read(clean, column->today).fault ==
		       IDENTITY_FINE;
	case COLUMN_HENKILOTUNNUS:
		return henkilotunnus_read(clean, column->today).fault ==
		       IDENTITY_FINE;
	case COLUMN_FODSELSNUMMER:
		return clean.len == 11 &&
		       fodselsnummer_read(clean, column->today).fault ==
			   IDENTITY_FINE;
	case COLUMN_ORGANISATIONSNUMMER:
		return clean.len == 11 &&
		       organisation_read(NULL, clean, &ignored);
	case COLUMN_POSTCODE:
		return column->any_land || postcode_is_clean(clean);
	case COLUMN_EMAIL:
		return email_is_valid(clean);
	case COLUMN_PHONE:
		return phone_is_valid(clean);
	case COLUMN_TEXT:
		return !error_word_is(clean);
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
	case COLUMN_DATE:
	case COLUMN_FLAG:
		break;
	}
	return true;
}

struct value
typed_judged(const struct column *column, struct slice clean)
{
	bool fits;
	struct value value = value_of(column, clean, &fits);
	return fits ? value
		    : (struct value){.kind = VALUE_UNFIT, .text = clean};
}

struct value
typed_again(const struct column *column, struct slice clean)
{
	return is_fit(column, clean)
		   ? typed_judged(column, clean)
		   : (struct value){.kind = VALUE_UNFIT, .text = clean};
}
