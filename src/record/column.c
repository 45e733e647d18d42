#include "record/column.h"

#include "base/suggest.h"
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

const char *const column_type_names[] = {"text", "integer", "decimal", "date",
    "flag", "values", "personnummer", "henkilotunnus", "fodselsnummer",
    "organisationsnummer", "postcode", "email", "phone", NULL};

size_t
columns_find(const struct columns *columns, struct slice name)
{
	for (size_t i = 0; i < columns->count; i++) {
		if (text_same(columns->at[i].name, name))
			return i;
	}
	return COLUMN_NONE;
}

struct slice
columns_nearest(const struct columns *columns, struct slice name)
{
	struct suggestion best = suggestion_start(name);
	for (size_t i = 0; i < columns->count; i++)
		suggestion_offer(&best, columns->at[i].name);
	return best.nearest;
}

void
column_prepare(struct arena *job_mem, struct column *column, day today)
{
	column->today = today;
	column->folded = text_fold(job_mem, column->name);
	column->tally = ARENA_NEW(job_mem, struct column_tally);
	if (column->type == COLUMN_CHOICE)
		column->choice_index = choice_index_new(job_mem, column);
}

void
column_settle(struct column *column)
{
	const struct column_tally *tally = column->tally;
	column->empty_is_no = column->type == COLUMN_FLAG && tally &&
			      tally->crosses && !tally->words;
}

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
	    {"no", false, false}, {"nei", false, false},
	    {"sant", true, false}, {"falskt", false, false},
	    {"sann", true, false}, {"usann", false, false}, {"kyllä", true, false},
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

bool
column_is_identity(enum column_type type)
{
	return type == COLUMN_PERSONNUMMER || type == COLUMN_HENKILOTUNNUS ||
	       type == COLUMN_FODSELSNUMMER;
}

day
column_birth(enum column_type type, struct slice number, day today)
{
	if (type == COLUMN_HENKILOTUNNUS) {
		struct henkilotunnus found = henkilotunnus_read(number, today);
		return found.fault == IDENTITY_FINE ? found.born : DAY_NONE;
	}
	if (type == COLUMN_FODSELSNUMMER) {
		struct fodselsnummer found = fodselsnummer_read(number, today);
		return found.fault == IDENTITY_FINE ? found.born : DAY_NONE;
	}
	struct identity found = identity_read(number, today);
	bool fine = found.kind != IDENTITY_NONE && found.fault == IDENTITY_FINE;
	return fine ? found.born : DAY_NONE;
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

/* What one cell is by its column's type; message is NULL where it fits. */
struct reading {
	struct value value;
	const struct message *message;
};

static struct reading
unfit(const struct message *message)
{
	return (struct reading){{.kind = VALUE_UNFIT}, message};
}

static struct reading
text_reading(struct slice text)
{
	return (struct reading){.value = {.kind = VALUE_TEXT, .text = text}};
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

static struct reading
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
	return (struct reading){.value = {.kind = VALUE_NUMBER,
				    .text = column_write_number(row_mem, micro),
				    .micro = micro}};
}

static struct reading
read_date(struct arena *row_mem, struct slice clean)
{
	day when = day_parse(clean);
	if (when == DAY_NONE)
		return unfit(&record_bad_date);
	char iso[11];
	day_write_iso(when, iso);
	struct slice text =
	    slice_is(clean, iso) ? clean : arena_dup(row_mem, slice_view(iso));
	return (struct reading){
	    .value = {.kind = VALUE_DATE, .text = text, .when = when}};
}

static struct reading
read_flag_cell(const struct column *column, struct slice clean)
{
	bool flag, cross;
	if (!read_flag(clean, &flag, &cross))
		return unfit(&record_bad_flag);
	if (column->tally && cross)
		column->tally->crosses++;
	else if (column->tally)
		column->tally->words++;
	return (struct reading){.value = {.kind = VALUE_FLAG,
				    .text = flag ? SLICE("ja") : SLICE("nej"),
				    .flag = flag}};
}

static struct reading
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

static struct reading
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

static struct reading
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

static struct reading
read_postcode(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct slice text;
	if (postcode_read(row_mem, clean, &text))
		return text_reading(text);
	return column->any_land ? text_reading(clean)
				: unfit(&record_bad_postcode);
}

static struct reading
read_organisation(struct arena *row_mem, struct slice clean)
{
	struct slice text;
	if (!organisation_read(row_mem, clean, &text))
		return unfit(&record_bad_organisation);
	return text_reading(text);
}

static struct reading
read_choice(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	struct slice value;
	if (choice_find(column->choice_index, row_mem, clean, &value))
		return text_reading(value);
	return unfit(clean.len ? &record_bad_choice : &record_empty_choice);
}

/* Whether the job says that such a cell is empty. */
static bool
is_said_empty(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	if (!column->empty_count || !clean.len)
		return false;
	struct slice folded = text_fold(row_mem, clean);
	for (size_t i = 0; i < column->empty_count; i++) {
		if (slice_equal(column->empties[i], folded))
			return true;
	}
	return false;
}

/* What is wrong with a cell whatever its column's type; NULL: nothing. */
static const struct message *
find_misfit(
    const struct column *column, struct arena *row_mem, struct slice clean)
{
	if (error_word_is(clean))
		return &record_error_word;
	if (column->is_key && stand_in_is(row_mem, clean, STAND_IN_KEY))
		return &record_no_key;
	return NULL;
}

/* A cell that is not empty, or any cell of a column with `values:`. */
static struct reading
read_by_type(
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

static void
count_hidden(const struct column *column, const struct hygiene *hygiene)
{
	if (!column->tally)
		return;
	for (int kind = 0; kind < HIDDEN_COUNT; kind++)
		column->tally->hidden[kind] += hygiene->seen[kind] > 0;
}

static bool
refuse(const struct column *column, struct slice clean, struct value *value,
    struct problem *why, const struct message *message)
{
	*value = (struct value){.kind = VALUE_UNFIT, .text = clean};
	PROBLEM(why, message, ARGS(column->name));
	if (column->tally)
		column->tally->unfit++;
	return false;
}

static bool
refuse_hidden(const struct column *column, struct arena *row_mem,
    struct slice plain, uint32_t code, struct value *value, struct problem *why)
{
	struct slice clean = text_clean(row_mem, plain);
	if (code == 0xfffd)
		return refuse(
		    column, clean, value, why, &record_lost_character);
	refuse(column, clean, value, why, &record_hidden_character);
	struct slice name = arena_print(row_mem, "U+%04X", (unsigned)code);
	PROBLEM(why, &record_hidden_character, ARGS(column->name, name));
	return false;
}

bool
column_read(const struct column *column, struct arena *row_mem,
    struct slice as_read, struct value *value, struct problem *why)
{
	struct slice plain = as_read;
	if (!hygiene_is_plain(as_read)) {
		struct hygiene hygiene = hygiene_clean(row_mem, as_read);
		count_hidden(column, &hygiene);
		plain = hygiene.text;
		if (hygiene.held)
			return refuse_hidden(
			    column, row_mem, plain, hygiene.held, value, why);
	}
	struct slice clean = text_clean(row_mem, plain);
	if (is_said_empty(column, row_mem, clean))
		clean = (struct slice){"", 0};
	if (clean.len == 0 && column->tally)
		column->tally->empty++;
	if (clean.len == 0 && column->required)
		return refuse(column, clean, value, why, &record_required);
	if (clean.len == 0 && column->type != COLUMN_CHOICE) {
		*value = (struct value){.kind = VALUE_EMPTY};
		return true;
	}
	struct reading reading = read_by_type(column, row_mem, clean);
	const struct message *misfit = reading.message;
	/* What the job lists under `values:` is meant. */
	if (reading.message || column->type != COLUMN_CHOICE) {
		const struct message *worse =
		    find_misfit(column, row_mem, clean);
		misfit = worse ? worse : misfit;
	}
	if (misfit)
		return refuse(column, clean, value, why, misfit);
	*value = reading.value;
	return true;
}

static bool
takes_beneath(const struct column *column, const struct beneath *beneath)
{
	bool number =
	    column->type == COLUMN_INTEGER || column->type == COLUMN_DECIMAL;
	return beneath->value.len &&
	       (beneath->is_date ? column->type == COLUMN_DATE : number);
}

bool
column_read_cell(const struct column *column, struct arena *row_mem,
    struct slice shown, const struct beneath *beneath, struct value *value,
    struct problem *why)
{
	if (beneath && takes_beneath(column, beneath)) {
		/* Not as somebody wrote it: "1.234" has one reading. */
		struct column plain = *column;
		plain.decimal = '.';
		return column_read(&plain, row_mem, beneath->value, value, why);
	}
	if (beneath && beneath->fault)
		return refuse(column, text_clean(row_mem, shown), value, why,
		    beneath->fault);
	return column_read(column, row_mem, shown, value, why);
}

bool
column_may_pass(const struct problem *why)
{
	static const struct message *const never[] = {&record_required,
	    &record_no_key, &record_two_readings, &record_shown_unsurely,
	    &record_error_cell, &record_no_result, &record_long_number,
	    &record_bad_serial, &record_no_such_day, &record_bad_number, &record_bad_cell_flag};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (why->message == never[i])
			return false;
	}
	return true;
}

/* Of a text that column_read has kept, which fits or was unfit. */
static struct value
retype(const struct column *column, struct slice clean)
{
	struct value value = {.kind = VALUE_TEXT, .text = clean};
	bool fits = true;
	switch (column->type) {
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
		value.kind = VALUE_NUMBER;
		fits = number_read(clean, 0, &value.micro) == NUMBER_FINE &&
		       (column->type == COLUMN_DECIMAL ||
			   value.micro % MICRO == 0);
		break;
	case COLUMN_DATE:
		value.kind = VALUE_DATE;
		value.when = day_parse_iso(clean);
		fits = value.when != DAY_NONE;
		break;
	case COLUMN_FLAG:
		value.kind = VALUE_FLAG;
		value.flag = slice_is(clean, "ja");
		fits = value.flag || slice_is(clean, "nej");
		break;
	case COLUMN_CHOICE:
		fits = choice_is_value(column, clean);
		break;
	case COLUMN_PERSONNUMMER:
		fits =
		    identity_read(clean, column->today).fault == IDENTITY_FINE;
		break;
	case COLUMN_HENKILOTUNNUS:
		fits = henkilotunnus_read(clean, column->today).fault ==
		       IDENTITY_FINE;
		break;
	case COLUMN_FODSELSNUMMER:
		fits = clean.len == 11 &&
		       fodselsnummer_read(clean, column->today).fault ==
			   IDENTITY_FINE;
		break;
	case COLUMN_ORGANISATIONSNUMMER:
		fits = clean.len == 11 &&
		       organisation_read(NULL, clean, &value.text);
		break;
	case COLUMN_POSTCODE:
		fits = column->any_land || postcode_is_clean(clean);
		break;
	case COLUMN_EMAIL:
		fits = email_is_valid(clean);
		break;
	case COLUMN_PHONE:
		fits = phone_is_valid(clean);
		break;
	case COLUMN_TEXT:
		fits = !error_word_is(clean);
		break;
	}
	if (!fits)
		return (struct value){.kind = VALUE_UNFIT, .text = clean};
	return value;
}

struct value
column_value(const struct column *column, struct slice clean)
{
	if (clean.len)
		return retype(column, clean);
	if (column->required || column->type == COLUMN_CHOICE)
		return (struct value){.kind = VALUE_UNFIT};
	if (column->type == COLUMN_FLAG && column->empty_is_no)
		return (struct value){.kind = VALUE_FLAG, .text = SLICE("nej")};
	return (struct value){.kind = VALUE_EMPTY};
}
