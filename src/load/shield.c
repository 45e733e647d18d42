#include "load/shield.h"

#include "intake/corrections.h"
#include "intake/messages.h"
#include "load/register.h"
#include "load/shield_private.h"
#include "record/marks.h"
#include "record/people.h"
#include "record/protection.h"
#include "rule/messages.h"
#include "text/normal.h"

/* What is known of them once the register was read. */
struct shielded {
	struct people *people;
	struct key_counts keys, persons; /* as their columns write them */
	struct similar_keys similar; /* the keys, where they are plain text */
	struct arena *scratch;
	size_t *numbers, number_count; /* columns with a person's own number */
};

/* ---- reading the register for them */

/* Where nothing says whose numbers a column holds, its header may. */
static bool
is_number_column(const struct job *job, size_t column)
{
	struct slice name = job->columns.at[column].name;
	return column == job->key || column == job->person ||
	       (job->person == COLUMN_NONE && marks_identity(job->mem, name) &&
		   marks_find(job->mem, name).kind == MARK_KIND_NONE);
}

static struct shielded *
new_shielded(struct job *job)
{
	struct shielded *shielded = ARENA_NEW(job->mem, struct shielded);
	size_t count = job->columns.count;
	shielded->people = people_new();
	shielded->scratch = arena_new();
	shielded->numbers = ARENA_ARRAY(job->mem, size_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (is_number_column(job, i))
			shielded->numbers[shielded->number_count++] = i;
	}
	return shielded;
}

static struct slice
cell_at(const struct slice *cells, size_t column)
{
	return column == COLUMN_NONE ? (struct slice){NULL, 0} : cells[column];
}

static void
take_home(
    const struct job *job, struct people *people, const struct slice *cells)
{
	const struct address_columns *from = &job->address;
	struct slice names[sizeof from->name / sizeof *from->name];
	struct slice postcode = cell_at(cells, from->postcode);
	struct slice other = cell_at(cells, from->street2);
	for (size_t i = 0; i < from->name_count; i++)
		names[i] = cell_at(cells, from->name[i]);
	people_add_home(people, names, from->name_count,
	    cell_at(cells, from->street), postcode);
	if (!text_is_blank(other))
		people_add_home(
		    people, names, from->name_count, other, postcode);
}

static void
take_cells(const struct job *job, const struct slice *cells)
{
	const struct shielded *shielded = job->shielded;
	for (size_t i = 0; i < shielded->number_count; i++)
		people_add_number(
		    shielded->people, cells[shielded->numbers[i]]);
	take_home(job, shielded->people, cells);
}

/* A number of twelve digits may show as 1,93304E+11. */
static void
take_beneath(const struct job *job, const struct register_row *row)
{
	const struct shielded *shielded = job->shielded;
	for (size_t i = 0; i < shielded->number_count; i++) {
		size_t column = shielded->numbers[i];
		if (column < row->beneath_count)
			people_add_number(
			    shielded->people, row->beneath[column].value);
	}
}

static void
take_row(struct job *job, struct job *again, struct arena *row_mem,
    const struct intake_record *record)
{
	struct register_row row;
	register_read_row(again, row_mem, record, &row);
	if (!row.is_protected)
		return;
	if (row.key.text.len)
		key_counts_add(&job->shielded->keys, row.key.text);
	if (register_key_is_text(job))
		similar_keys_add(
		    &job->shielded->similar, row_mem, row.key.text);
	if (row.person.len)
		key_counts_add(&job->shielded->persons, row.person);
	take_cells(job, row.as_read);
	take_beneath(job, &row);
	if (row.cells != row.as_read)
		take_cells(job, row.cells);
}

/* Counts nothing: the rows are read once more. */
static struct job
open_again(struct job *job)
{
	struct job again = *job;
	again.intake = NULL;
	again.shielded = NULL;
	again.columns.at =
	    ARENA_ARRAY(job->mem, struct column, job->columns.count + 1);
	for (size_t i = 0; i < job->columns.count; i++) {
		again.columns.at[i] = job->columns.at[i];
		again.columns.at[i].tally = NULL;
	}
	return again;
}

static bool
is_unchanged(const struct job *job, const struct job *again)
{
	if (digest_equal(job->found->digest, again->found->digest))
		return true;
	REPORT(job->diag, job->file->register_.file.span, &intake_changed,
	    NO_ARGS);
	return false;
}

static bool
read_rows(struct job *job)
{
	struct job again = open_again(job);
	struct intake_record record;
	struct arena *row_mem = arena_new();
	enum intake_result result = INTAKE_FAILED;
	bool ok = register_open(&again) && is_unchanged(job, &again);
	while (ok && (result = intake_next(again.intake, &record)) <=
			 INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			take_row(job, &again, row_mem, &record);
		arena_reset(row_mem);
	}
	intake_close(again.intake);
	arena_free(row_mem);
	return ok && result == INTAKE_END;
}

bool
shield_open(struct job *job)
{
	if (job->shielded)
		return true;
	job->shielded = new_shielded(job);
	bool ok = !job->protected_.count || read_rows(job);
	key_counts_close(&job->shielded->keys);
	key_counts_close(&job->shielded->persons);
	similar_keys_close(&job->shielded->similar);
	people_close(job->shielded->people);
	if (job->corrections)
		corrections_start(job->corrections);
	return ok;
}

void
shield_close(struct job *job)
{
	if (!job->shielded)
		return;
	people_free(job->shielded->people);
	key_counts_fini(&job->shielded->keys);
	key_counts_fini(&job->shielded->persons);
	similar_keys_fini(&job->shielded->similar);
	arena_free(job->shielded->scratch);
}

/* ---- rows of the register */

static bool
holds_key(const struct key_counts *keys, struct slice key)
{
	return key.len && key_counts_holds(keys, key);
}

/* "123" beside the protected "00123". */
static bool
is_near_key(const struct shielded *shielded, struct slice key)
{
	bool near =
	    similar_keys_find(&shielded->similar, shielded->scratch, key);
	arena_reset(shielded->scratch);
	return near;
}

static bool
is_number_of(const struct shielded *shielded, size_t column)
{
	for (size_t i = 0; i < shielded->number_count; i++) {
		if (shielded->numbers[i] == column)
			return true;
	}
	return false;
}

enum shield_link
shield_look_at_number(const struct job *job, size_t column, struct slice text)
{
	const struct shielded *shielded = job->shielded;
	if (!shielded || !people_has_number(shielded->people, text))
		return SHIELD_NONE;
	return is_number_of(shielded, column) ? SHIELD_SAME : SHIELD_NAMED;
}

static enum shield_link
look_for_numbers(const struct job *job, const struct slice *cells)
{
	enum shield_link link = SHIELD_NONE;
	for (size_t i = 0; i < job->columns.count && link != SHIELD_SAME; i++) {
		enum shield_link here = shield_look_at_number(job, i, cells[i]);
		if (here != SHIELD_NONE)
			link = here;
	}
	return link;
}

/* Whether somebody who lives in the street of cell `at` is named in the row. */
static enum shield_link
look_in_street(const struct job *job, const struct slice *cells, size_t at)
{
	const struct address_columns *own = &job->address;
	struct people *people = job->shielded->people;
	bool is_own = at == own->street || at == own->street2;
	bool is_street = is_own || at == job->guardian_address.street ||
			 at == job->guardian_address.street2;
	if (!is_street && !people_may_be_street(cells[at]))
		return SHIELD_NONE;
	uint64_t street = people_street(people, cells[at], is_street);
	if (!people_has_street(people, street))
		return SHIELD_NONE;
	if (is_own && people_has_home(
			  people, street, cells, 0, own->name, own->name_count))
		return SHIELD_SAME;
	return people_has_home(
		   people, street, cells, job->columns.count, NULL, 0)
		   ? SHIELD_NAMED
		   : SHIELD_NONE;
}

static enum shield_link
look_for_homes(const struct job *job, const struct slice *cells)
{
	enum shield_link link = SHIELD_NONE;
	for (size_t i = 0; i < job->columns.count; i++) {
		enum shield_link here = look_in_street(job, cells, i);
		if (here == SHIELD_SAME)
			return here;
		if (here)
			link = here;
	}
	return link;
}

static bool
has_guardian_of_them(const struct job *job, const struct slice *cells)
{
	const struct address_columns *at = &job->guardian_address;
	struct slice name = cell_at(cells, job->guardian);
	return !text_is_blank(name) &&
	       people_has_name(job->shielded->people, name,
		   cell_at(cells, at->street), cell_at(cells, at->postcode));
}

enum shield_link
shield_look(const struct job *job, const struct slice *cells, struct slice key,
    struct slice person)
{
	const struct shielded *shielded = job->shielded;
	if (!shielded)
		return SHIELD_NONE;
	if (holds_key(&shielded->keys, key) ||
	    holds_key(&shielded->persons, person))
		return SHIELD_ITSELF;
	if (people_is_empty(shielded->people) && !shielded->keys.count)
		return SHIELD_NONE;
	enum shield_link numbers = is_near_key(shielded, key)
				       ? SHIELD_SAME
				       : look_for_numbers(job, cells);
	if (numbers == SHIELD_SAME)
		return numbers;
	enum shield_link homes = look_for_homes(job, cells);
	if (homes == SHIELD_SAME || numbers == SHIELD_NONE)
		numbers = homes;
	if (numbers == SHIELD_NONE && has_guardian_of_them(job, cells))
		return SHIELD_NAMED;
	return numbers;
}

void
shield_say(enum shield_link link, struct problem *why)
{
	if (link == SHIELD_SAME)
		PROBLEM(why, &rule_may_be_protected, NO_ARGS);
	else if (link == SHIELD_NAMED)
		PROBLEM(why, &rule_names_protected, NO_ARGS);
}

/* ---- for the files beside it */

struct people *
shielded_people(const struct job *job)
{
	return job->shielded->people;
}

bool
shielded_has_key(const struct job *job, size_t column, size_t at,
    struct arena *row_mem, const struct slice *cells)
{
	const struct key_counts *keys =
	    column == job->key ? &job->shielded->keys : &job->shielded->persons;
	struct value value;
	struct problem ignored;
	if (!keys->count || at == COLUMN_NONE)
		return false;
	struct column uncounted = job->columns.at[column];
	uncounted.tally = NULL;
	column_read(&uncounted, row_mem, cells[at], &value, &ignored);
	return holds_key(keys, value.text);
}
