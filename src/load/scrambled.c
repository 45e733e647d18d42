#include "load/scrambled.h"

#include "load/messages.h"
#include "record/land.h"
#include "record/scramble.h"

struct scrambled {
	const struct job *job;
	struct scramble **scrambles; /* by source */
	size_t person, born; /* columns */
};

/* "födelsedatum", "Född", "birth date", "syntymäaika". */
static bool
names_birth(struct slice folded)
{
	static const char *const words[] = {"föd", "birth", "born", "syntym"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (slice_find(folded, slice_view(words[i])) < folded.len)
			return true;
	}
	return false;
}

/* Undeclared it is text, and a date all the same where it reads as one. */
static size_t
find_born(const struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		enum column_type type = columns->at[i].type;
		if ((type == COLUMN_DATE || type == COLUMN_TEXT) &&
		    names_birth(columns->at[i].folded))
			return i;
	}
	return COLUMN_NONE;
}

/* The memory it keeps grows with postcodes and towns, not with rows. */
static void *
open_scrambled(const struct job *job)
{
	struct scrambled *scrambled = ARENA_NEW(job->mem, struct scrambled);
	const struct conf_text *person = &job->file->roles.person;
	scrambled->job = job;
	scrambled->scrambles =
	    ARENA_ARRAY(job->mem, struct scramble *, job->reads.source_count);
	for (size_t i = 0; i < job->reads.source_count; i++)
		scrambled->scrambles[i] = scramble_new();
	scrambled->person =
	    person->span.file ? columns_find(&job->reads.columns, person->text)
			      : job->reads.key;
	scrambled->born = find_born(&job->reads.columns);
	return scrambled;
}

static void
close_scrambled(void *state)
{
	struct scrambled *scrambled = state;
	for (size_t i = 0; i < scrambled->job->reads.source_count; i++)
		scramble_free(scrambled->scrambles[i]);
}

static void
see_kept(void *state, const struct watched *row)
{
	struct scrambled *scrambled = state;
	const struct slice *clean = row->cells;
	const struct address_columns *address = &scrambled->job->reads.address;
	struct scramble *scramble = scrambled->scrambles[row->source];
	const struct land *land = address->country == COLUMN_NONE
				      ? NULL
				      : land_find(clean[address->country]);
	bool abroad =
	    address->country != COLUMN_NONE && (!land || !land_is_home(land));
	if (!abroad)
		scramble_add_place(
		    scramble, clean[address->postcode], clean[address->town]);
	if (scrambled->born == COLUMN_NONE)
		return;
	const struct column *person =
	    &scrambled->job->reads.columns.at[scrambled->person];
	scramble_add_births(scramble,
	    column_birth(person->type, clean[scrambled->person], person->today),
	    day_parse(clean[scrambled->born]));
}

static bool
is_suspected(const struct scramble *scramble)
{
	struct scramble_counts counts = scramble_count(scramble);
	return counts.towns.suspected || counts.areas.suspected ||
	       counts.births_suspected;
}

static bool
report_scrambled(void *state, const struct watch_end *end)
{
	struct scrambled *scrambled = state;
	const struct job *job = scrambled->job;
	const struct conf_text *reason = &job->file->allow.scrambled;
	bool ok = true;
	if (job->only_protected)
		return true;
	for (size_t i = 0; i < job->reads.source_count; i++) {
		if (reason->span.file) {
			ok = (!is_suspected(scrambled->scrambles[i]) ||
				 plan_add_text(
				     end->plan, "scrambled", reason->text)) &&
			     ok;
			continue;
		}
		if (scramble_check(scrambled->scrambles[i],
			job->file->registers[i].file.span, end->diag))
			continue;
		HINT(end->diag, &load_scrambled_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

const struct watcher scrambled_watcher = {
    .open = open_scrambled,
    .see_kept = see_kept,
    .report = report_scrambled,
    .close = close_scrambled,
};
