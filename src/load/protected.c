#include "load/protected.h"

#include "intake/corrections.h"
#include "intake/messages.h"
#include "load/misaligned.h"
#include "load/protected_private.h"
#include "load/register.h"
#include "record/identity.h"
#include "record/marks.h"
#include "record/people.h"
#include "record/protection.h"
#include "record/street_form.h"
#include "rule/messages.h"
#include "text/normal.h"

/* All that is known of them once the register is read. */
struct protected_people {
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
	struct slice name = job->reads.columns.at[column].name;
	return column == job->reads.key || column == job->reads.person ||
	       (job->reads.person == COLUMN_NONE &&
		   marks_identity(job->mem, name) &&
		   marks_find(job->mem, name).kind == MARK_KIND_NONE);
}

static struct protected_people *
new_protected_people(struct job *job)
{
	struct protected_people *known =
	    ARENA_NEW(job->mem, struct protected_people);
	size_t count = job->reads.columns.count;
	known->people = people_new();
	known->scratch = arena_new();
	known->numbers = ARENA_ARRAY(job->mem, size_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (is_number_column(job, i))
			known->numbers[known->number_count++] = i;
	}
	return known;
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
	const struct address_columns *from = &job->reads.address;
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
	const struct protected_people *known = job->reads.protected_people;
	for (size_t i = 0; i < known->number_count; i++)
		people_add_number(known->people, cells[known->numbers[i]]);
	take_home(job, known->people, cells);
}

/* A number that fits nothing may still be told from what it nearly is. */
static void
take_misspelt(const struct job *job, const struct slice *cells)
{
	const struct protected_people *known = job->reads.protected_people;
	for (size_t i = 0; i < known->number_count; i++) {
		struct slice cell = cells[known->numbers[i]];
		struct identity read =
		    identity_read(slice_trim(cell), job->file->date.when);
		if (!identity_is_number(read.fault))
			people_add_misspelt_number(known->people, cell);
	}
}

/* A number of twelve digits may show as 1,93304E+11. */
static void
take_beneath(const struct job *job, const struct register_row *row)
{
	const struct protected_people *known = job->reads.protected_people;
	for (size_t i = 0; i < known->number_count; i++) {
		size_t column = known->numbers[i];
		if (column < row->beneath_count)
			people_add_number(
			    known->people, row->beneath[column].value);
	}
}

/* Their rows are not corrected, but a correction may tell their other home. */
static void
take_corrected(const struct job *job, struct arena *row_mem,
    const struct intake_record *record, const struct register_row *row)
{
	if (!job->reads.corrections)
		return;
	const struct slice *cells =
	    corrections_apply(job->reads.corrections, row_mem, row->key.text,
		record->number, row->as_read, job->reads.columns.count);
	if (cells != row->as_read)
		take_cells(
		    job, register_fill_computed(&job->reads, row_mem, cells));
}

static void
take_row(struct job *job, struct job *again, struct arena *row_mem,
    const struct intake_record *record)
{
	struct register_row row;
	if (!register_may_be_marked(again, row_mem, record))
		return;
	register_read_row(again, row_mem, record, &row);
	if (!row.is_protected)
		return;
	if (row.key.text.len)
		key_counts_add(
		    &job->reads.protected_people->keys, row.key.text);
	if (register_key_is_text(&job->reads))
		similar_keys_add(&job->reads.protected_people->similar, row_mem,
		    row.key.text);
	if (row.person.len)
		key_counts_add(
		    &job->reads.protected_people->persons, row.person);
	take_cells(job, row.as_read);
	take_misspelt(job, row.as_read);
	take_beneath(job, &row);
	take_corrected(job, row_mem, record, &row);
}

/* Counts nothing: the rows are read once more. */
static struct job
open_again(struct job *job)
{
	struct job again = *job;
	again.reads.like = job->reads.intake;
	again.reads.intake = NULL;
	again.reads.protected_people = NULL;
	again.reads.columns.at =
	    ARENA_ARRAY(job->mem, struct column, job->reads.columns.count + 1);
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		again.reads.columns.at[i] = job->reads.columns.at[i];
		again.reads.columns.at[i].tally = NULL;
	}
	return again;
}

static bool
is_unchanged(const struct job *job, const struct job *again, struct diag *diag)
{
	if (digest_equal(job->reads.found->digest, again->reads.found->digest))
		return true;
	REPORT(diag, job->file->register_.file.span, &intake_changed, NO_ARGS);
	return false;
}

static bool
read_rows(struct job *job, struct diag *diag)
{
	struct job again = open_again(job);
	struct intake_record record;
	struct arena *row_mem = arena_new();
	enum intake_result result = INTAKE_FAILED;
	bool ok =
	    register_open(&again, diag) && is_unchanged(job, &again, diag);
	while (ok && (result = intake_next(again.reads.intake, &record)) <=
			 INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			take_row(job, &again, row_mem, &record);
		else if (misaligned_protects(job, &record))
			misaligned_add(
			    job, job->reads.protected_people->people, &record);
		arena_reset(row_mem);
	}
	intake_close(again.reads.intake);
	arena_free(row_mem);
	return ok && result == INTAKE_END;
}

bool
protected_open(struct job *job, struct diag *diag)
{
	if (job->reads.protected_people)
		return true;
	job->reads.protected_people = new_protected_people(job);
	bool marks = job->reads.protected_.count || job->reads.worded;
	bool ok = !marks || read_rows(job, diag);
	key_counts_close(&job->reads.protected_people->keys);
	key_counts_close(&job->reads.protected_people->persons);
	similar_keys_close(&job->reads.protected_people->similar);
	people_close(job->reads.protected_people->people);
	if (job->reads.corrections)
		corrections_start(job->reads.corrections);
	return ok;
}

void
protected_close(struct job *job)
{
	if (!job->reads.protected_people)
		return;
	people_free(job->reads.protected_people->people);
	key_counts_fini(&job->reads.protected_people->keys);
	key_counts_fini(&job->reads.protected_people->persons);
	similar_keys_fini(&job->reads.protected_people->similar);
	arena_free(job->reads.protected_people->scratch);
}

/* ---- rows of the register */

static bool
holds_key(const struct key_counts *keys, struct slice key)
{
	return key.len && key_counts_holds(keys, key);
}

/* "123" beside the protected "00123". */
static bool
is_near_key(const struct protected_people *known, struct slice key)
{
	bool near = similar_keys_find(&known->similar, known->scratch, key);
	arena_reset(known->scratch);
	return near;
}

static bool
is_number_of(const struct protected_people *known, size_t column)
{
	for (size_t i = 0; i < known->number_count; i++) {
		if (known->numbers[i] == column)
			return true;
	}
	return false;
}

enum protected_link
protected_look_at_number(
    const struct job *job, size_t column, struct slice text)
{
	const struct protected_people *known = job->reads.protected_people;
	if (!known || !people_has_number(known->people, text))
		return LINK_NONE;
	return is_number_of(known, column) ? LINK_SAME : LINK_NAMED;
}

static enum protected_link
look_for_numbers(const struct job *job, const struct slice *cells)
{
	enum protected_link link = LINK_NONE;
	for (size_t i = 0; i < job->reads.columns.count && link != LINK_SAME;
	     i++) {
		enum protected_link here =
		    protected_look_at_number(job, i, cells[i]);
		if (here != LINK_NONE)
			link = here;
	}
	return link;
}

/* In the guardian's name, or in any cell that is not the row's own name. */
static bool
has_kin_there(const struct job *job, const struct slice *cells, uint64_t street)
{
	const struct address_columns *own = &job->reads.address;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		bool is_own_name = false;
		for (size_t k = 0; k < own->name_count; k++)
			is_own_name |= own->name[k] == i;
		if (!is_own_name && i != own->town &&
		    people_has_kin(job->reads.protected_people->people, street,
			&cells[i], 1))
			return true;
	}
	return false;
}

/* Whether somebody who lives in the street of cell `at` is named in the row. */
static enum protected_link
look_in_street(const struct job *job, const struct slice *cells, size_t at)
{
	const struct address_columns *own = &job->reads.address;
	struct people *people = job->reads.protected_people->people;
	bool is_own = at == own->street || at == own->street2;
	bool is_street = is_own || at == job->reads.guardian_address.street ||
			 at == job->reads.guardian_address.street2;
	if (!is_street && !street_may_be(cells[at]))
		return LINK_NONE;
	uint64_t street = people_street(people, cells[at], is_street);
	if (!people_has_street(people, street))
		return !is_own && people_has_home_in(people, cells[at], cells,
				      job->reads.columns.count)
			   ? LINK_NAMED
			   : LINK_NONE;
	if (is_own && people_has_home(
			  people, street, cells, 0, own->name, own->name_count))
		return LINK_SAME;
	if (people_has_home(
		people, street, cells, job->reads.columns.count, NULL, 0))
		return LINK_NAMED;
	/* Somebody else's address: whoever of the family stands there. */
	return !is_own && has_kin_there(job, cells, street) ? LINK_NAMED
							    : LINK_NONE;
}

static enum protected_link
look_for_homes(const struct job *job, const struct slice *cells)
{
	enum protected_link link = LINK_NONE;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		enum protected_link here = look_in_street(job, cells, i);
		if (here == LINK_SAME)
			return here;
		if (here)
			link = here;
	}
	return link;
}

static bool
has_guardian_of_them(const struct job *job, const struct slice *cells)
{
	const struct address_columns *at = &job->reads.guardian_address;
	struct slice name = cell_at(cells, job->reads.guardian);
	return !text_is_blank(name) &&
	       people_has_name(job->reads.protected_people->people, name,
		   cell_at(cells, at->street), cell_at(cells, at->postcode));
}

enum protected_link
protected_look(const struct job *job, const struct slice *cells,
    struct slice key, struct slice person)
{
	const struct protected_people *known = job->reads.protected_people;
	if (!known)
		return LINK_NONE;
	if (holds_key(&known->keys, key) || holds_key(&known->persons, person))
		return LINK_ITSELF;
	if (people_is_empty(known->people) && !known->keys.count)
		return LINK_NONE;
	enum protected_link numbers =
	    is_near_key(known, key) ? LINK_SAME : look_for_numbers(job, cells);
	if (numbers == LINK_SAME)
		return numbers;
	enum protected_link homes = look_for_homes(job, cells);
	if (homes == LINK_SAME || numbers == LINK_NONE)
		numbers = homes;
	if (numbers == LINK_NONE && has_guardian_of_them(job, cells))
		return LINK_NAMED;
	return numbers;
}

void
protected_say(enum protected_link link, struct problem *why)
{
	if (link == LINK_SAME)
		PROBLEM(why, &rule_may_be_protected, NO_ARGS);
	else if (link == LINK_NAMED)
		PROBLEM(why, &rule_names_protected, NO_ARGS);
}

/* ---- for the files beside it */

struct people *
protected_people_of(const struct job *job)
{
	return job->reads.protected_people->people;
}

bool
protected_has_key(const struct job *job, size_t column, size_t at,
    struct arena *row_mem, const struct slice *cells)
{
	const struct key_counts *keys =
	    column == job->reads.key ? &job->reads.protected_people->keys
				     : &job->reads.protected_people->persons;
	struct value value;
	struct problem ignored;
	if (!keys->count || at == COLUMN_NONE)
		return false;
	struct column uncounted = job->reads.columns.at[column];
	uncounted.tally = NULL;
	column_read(&uncounted, row_mem, cells[at], &value, &ignored);
	return holds_key(keys, value.text);
}
