#include "record/column.h"

#include "base/suggest.h"
#include "base/words.h"
#include "record/choice.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "record/identity.h"
#include "record/messages.h"
#include "record/stand_in.h"
#include "record/typed.h"
#include "text/normal.h"

const char *const column_type_names[] = {N_("text"), N_("integer"),
    N_("decimal"), N_("date"), N_("flag"), N_("values"), N_("personnummer"),
    N_("henkilotunnus"), N_("fodselsnummer"), N_("organisationsnummer"),
    N_("postcode"), N_("email"), N_("phone"), NULL};

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
	return found.fault == IDENTITY_FINE ? found.born : DAY_NONE;
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

/* The fault of a cell whatever its column's type; NULL where it has none. */
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
	if (clean.len == 0 &&
	    (column->type != COLUMN_CHOICE || column_lists_empty(column))) {
		*value = (struct value){.kind = VALUE_EMPTY};
		return true;
	}
	struct typed typed = typed_read(column, row_mem, clean);
	const struct message *misfit = typed.message;
	/* A value that the job lists under `values:` is meant. */
	if (typed.message || column->type != COLUMN_CHOICE) {
		const struct message *worse =
		    find_misfit(column, row_mem, clean);
		misfit = worse ? worse : misfit;
	}
	if (misfit)
		return refuse(column, clean, value, why, misfit);
	*value = typed.value;
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
column_lists_empty(const struct column *column)
{
	return column->type == COLUMN_CHOICE &&
	       choice_is_value(column, (struct slice){"", 0});
}

bool
column_read_cell(const struct column *column, struct arena *row_mem,
    struct slice shown, const struct beneath *beneath, struct value *value,
    struct problem *why)
{
	if (beneath && takes_beneath(column, beneath)) {
		/* Nobody wrote it, so "1.234" has one reading. */
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
	    &record_bad_serial, &record_no_such_day, &record_bad_number,
	    &record_bad_cell_flag};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (why->message == never[i])
			return false;
	}
	return true;
}

static struct value
empty_value(const struct column *column)
{
	if (column->required ||
	    (column->type == COLUMN_CHOICE && !column_lists_empty(column)))
		return (struct value){.kind = VALUE_UNFIT};
	if (column->type == COLUMN_FLAG && column->empty_is_no)
		return (struct value){.kind = VALUE_FLAG, .text = SLICE("nej")};
	return (struct value){.kind = VALUE_EMPTY};
}

struct value
column_value(const struct column *column, struct slice clean)
{
	return clean.len ? typed_again(column, clean) : empty_value(column);
}

struct value
column_judged_value(const struct column *column, struct slice clean)
{
	return clean.len ? typed_judged(column, clean) : empty_value(column);
}
