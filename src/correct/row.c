#include "correct/row.h"

#include <stdlib.h>

#include "beside/form.h"
#include "load/protected.h"
#include "load/register.h"
#include "text/normal.h"

/* ---- rows of the register, one after the other */

struct walk {
	struct job *job;
	struct arena *row_mem;
	void (*meet)(struct walk *walk, const struct intake_record *record,
	    const struct register_row *row);
	/* one whose cells cannot be told apart; NULL: nobody asks */
	void (*meet_malformed)(
	    struct walk *walk, const struct intake_record *record);
};

static bool
walk_rows(struct walk *walk, struct diag *diag)
{
	struct job *job = walk->job;
	struct intake_record record;
	struct register_row row;
	if (!protected_open(job, diag))
		return false;
	for (;;) {
		switch (intake_next(job->reads.intake, &record)) {
		case INTAKE_FAILED:
			return false;
		case INTAKE_END:
			return true;
		case INTAKE_ROW:
			register_read_row(job, walk->row_mem, &record, &row);
			walk->meet(walk, &record, &row);
			break;
		case INTAKE_MALFORMED:
			if (walk->meet_malformed)
				walk->meet_malformed(walk, &record);
			break;
		}
		arena_reset(walk->row_mem);
	}
}

static struct slice
place_of(const struct job *job, struct arena *mem,
    const struct intake_record *record)
{
	struct strbuf text = {0};
	register_write_place(&text, &job->reads, record->source, record->line);
	struct slice place = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return place;
}

/* As the list's own keys are kept: that of the cell before it is corrected. */
static struct slice
form_of_key(
    const struct job *job, struct arena *mem, const struct register_row *row)
{
	struct value value;
	struct problem ignored;
	struct column key = job->reads.columns.at[job->reads.key];
	key.tally = NULL;
	column_read(&key, mem, row->as_read[job->reads.key], &value, &ignored);
	return value.text;
}

/* ---- one row */

struct finding {
	struct walk walk;
	const struct correct_asked *asked;
	struct correct_row *row;
	struct slice asked_form;
};

static const struct correction *
find_correction(const struct job *job, struct slice key, size_t column)
{
	size_t count = 0;
	const struct correction *all =
	    job->reads.corrections
		? corrections_list(job->reads.corrections, &count)
		: NULL;
	for (size_t i = 0; i < count; i++) {
		if (all[i].column == column && slice_equal(all[i].key, key))
			return &all[i];
	}
	return NULL;
}

static void
keep_cells(struct finding *finding, const struct register_row *from)
{
	struct job *job = finding->walk.job;
	struct correct_row *row = finding->row;
	const struct columns *columns = &job->reads.columns;
	row->key = arena_dup(
	    job->mem, text_clean(job->mem, from->as_read[job->reads.key]));
	row->key_form =
	    arena_dup(job->mem, form_of_key(job, finding->walk.row_mem, from));
	row->cells = ARENA_ARRAY(job->mem, struct correct_cell, columns->count);
	for (size_t i = 0; i < columns->count; i++) {
		if (columns->at[i].computed || i == job->reads.source_column)
			continue;
		row->cells[row->count++] = (struct correct_cell){
		    .column = i,
		    .name = columns->at[i].name,
		    .read = arena_dup(
			job->mem, text_clean(job->mem, from->as_read[i])),
		    .now = arena_dup(
			job->mem, text_clean(job->mem, from->cells[i])),
		    .by = find_correction(job, row->key_form, i),
		};
	}
}

static bool
is_asked(struct finding *finding, const struct intake_record *record,
    const struct register_row *row)
{
	const struct job *job = finding->walk.job;
	if (finding->asked->place.len)
		return slice_equal(place_of(job, finding->walk.row_mem, record),
		    finding->asked->place);
	if (!row->key.text.len)
		return false;
	return slice_equal(form_of_text(finding->walk.row_mem, row->key.text,
			       job->file->date.when),
	    finding->asked_form);
}

static void
meet(struct walk *walk, const struct intake_record *record,
    const struct register_row *from)
{
	struct finding *finding = (struct finding *)walk;
	struct correct_row *row = finding->row;
	if (row->found || !is_asked(finding, record, from))
		return;
	row->found = true;
	row->number = record->number;
	row->place = place_of(walk->job, walk->job->mem, record);
	row->is_protected = from->is_protected || from->link;
	if (!row->is_protected)
		keep_cells(finding, from);
}

static void
meet_malformed(struct walk *walk, const struct intake_record *record)
{
	struct finding *finding = (struct finding *)walk;
	struct correct_row *row = finding->row;
	if (row->found || !finding->asked->place.len ||
	    !slice_equal(place_of(walk->job, walk->row_mem, record),
		finding->asked->place))
		return;
	row->found = row->is_malformed = true;
	row->number = record->number;
	row->place = finding->asked->place;
}

bool
correct_find_row(struct job *job, const struct correct_asked *asked,
    struct correct_row *row, struct diag *diag)
{
	struct finding finding = {
	    .walk = {job, arena_new(), meet, meet_malformed},
	    .asked = asked,
	    .row = row,
	};
	*row = (struct correct_row){0};
	finding.asked_form =
	    form_of_text(job->mem, asked->key, job->file->date.when);
	bool ok = walk_rows(&finding.walk, diag);
	arena_free(finding.walk.row_mem);
	return ok;
}

/* ---- all that stand */

struct listing {
	struct walk walk;
	const struct correction *all; /* by key */
	struct correct_standing *standing; /* by the same index */
	size_t count;
};

static void
meet_listed(struct walk *walk, const struct intake_record *record,
    const struct register_row *row)
{
	struct listing *listing = (struct listing *)walk;
	struct slice key = form_of_key(walk->job, walk->row_mem, row);
	bool hidden = row->is_protected || row->link;
	for (size_t i =
		 key.len ? corrections_find(listing->all, listing->count, key)
			 : listing->count;
	     i < listing->count && slice_equal(listing->all[i].key, key); i++) {
		struct correct_standing *one = &listing->standing[i];
		size_t column = one->is->column;
		struct slice read =
		    text_clean(walk->row_mem, row->as_read[column]);
		one->is_hidden |= hidden;
		one->applies |= !hidden && slice_equal(read, one->is->old);
		if (!one->place.len)
			one->place =
			    place_of(walk->job, walk->job->mem, record);
	}
}

static int
by_line(const void *a, const void *b)
{
	const struct correct_standing *left = a, *right = b;
	return (left->is->line > right->is->line) -
	       (left->is->line < right->is->line);
}

bool
correct_list_all(struct job *job, struct correct_standing **all, size_t *count,
    struct diag *diag)
{
	struct listing listing = {
	    .walk = {job, arena_new(), meet_listed, NULL}};
	bool ok = true;
	if (job->reads.corrections)
		listing.all =
		    corrections_list(job->reads.corrections, &listing.count);
	listing.standing =
	    ARENA_ARRAY(job->mem, struct correct_standing, listing.count + 1);
	for (size_t i = 0; i < listing.count; i++)
		listing.standing[i].is = &listing.all[i];
	if (listing.count)
		ok = walk_rows(&listing.walk, diag);
	if (listing.count)
		qsort(listing.standing, listing.count, sizeof *listing.standing,
		    by_line);
	arena_free(listing.walk.row_mem);
	*all = listing.standing;
	*count = listing.count;
	return ok;
}
