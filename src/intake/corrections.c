#include "intake/corrections.h"

#include <stdlib.h>

#include "base/messages.h"
#include "intake/messages.h"
#include "text/normal.h"

enum field { FIELD_KEY, FIELD_COLUMN, FIELD_OLD, FIELD_NEW, FIELD_WHO, FIELDS };

static const char *const field_names[FIELDS][2] = {{"nyckel", "key"},
    {"kolumn", "column"}, {"gammalt", "old"}, {"nytt", "new"}, {"vem", "who"}};

struct corrections {
	struct correction *at; /* by key, then column */
	size_t count;
	uint32_t file; /* the list's, in diag's sources */
};

/* The list while it is read. */
struct listing {
	struct arena *job_mem;
	const struct columns *columns;
	size_t key;
	struct diag *diag;
	struct corrections *corrections;
	size_t room;
	size_t fields[FIELDS]; /* where each stands in the list's rows */
	bool failed;
};

static bool
is_called(struct slice name, enum field field)
{
	return text_same(name, slice_view(field_names[field][0])) ||
	       text_same(name, slice_view(field_names[field][1]));
}

/* The one column of that field: by another, another person might be meant. */
static bool
find_field(struct listing *listing, const struct intake_found *found,
    struct span span, enum field field)
{
	size_t *at = &listing->fields[field];
	*at = SIZE_MAX;
	for (size_t i = 0; i < found->count; i++) {
		if (!is_called(found->names[i], field))
			continue;
		if (*at != SIZE_MAX) {
			REPORT(listing->diag, span, &intake_correction_fields,
			    ARGS(found->names[*at], found->names[i]));
			HINT(listing->diag, &intake_correction_fields_hint,
			    NO_ARGS);
			return false;
		}
		*at = i;
	}
	if (*at == SIZE_MAX)
		REPORT(listing->diag, span, &intake_no_correction_field,
		    ARGS(field_names[field][0], field_names[field][1]));
	return *at != SIZE_MAX;
}

static bool
find_fields(struct listing *listing, const struct intake_found *found)
{
	struct span span = {.file = found->file, .line = found->header_line};
	bool fine = true;
	for (int field = 0; field < FIELDS; field++)
		fine &= find_field(listing, found, span, (enum field)field);
	return fine;
}

static void
fail(struct listing *listing, uint32_t line, const struct message *message)
{
	struct span span = {.file = listing->corrections->file, .line = line};
	REPORT(listing->diag, span, message, NO_ARGS);
	listing->failed = true;
}

static void
fail_column(struct listing *listing, uint32_t line, struct slice name)
{
	struct span span = {.file = listing->corrections->file, .line = line};
	struct slice nearest = columns_nearest(listing->columns, name);
	REPORT(listing->diag, span, &intake_no_column, ARGS(name));
	if (nearest.len)
		HINT(listing->diag, &base_did_you_mean, ARGS(nearest));
	listing->failed = true;
}

/* As the register's key column would keep it; unfit keys as they stand. */
static struct slice
read_key(const struct listing *listing, struct slice cell)
{
	struct value value;
	struct problem why;
	struct column key = listing->columns->at[listing->key];
	key.tally = NULL;
	column_read(&key, listing->job_mem, cell, &value, &why);
	return arena_dup(listing->job_mem, value.text);
}

static struct slice
read_field(const struct listing *listing, const struct intake_record *record,
    enum field field)
{
	struct arena *job_mem = listing->job_mem;
	struct slice cell = record->cells[listing->fields[field]];
	return arena_dup(job_mem, text_clean(job_mem, cell));
}

static void
add(struct listing *listing, const struct intake_record *record)
{
	struct corrections *corrections = listing->corrections;
	struct slice name = read_field(listing, record, FIELD_COLUMN);
	size_t column = columns_find(listing->columns, name);
	/* A computed column is corrected where it comes from. */
	if (column != COLUMN_NONE && listing->columns->at[column].computed)
		column = COLUMN_NONE;
	struct slice key =
	    read_key(listing, record->cells[listing->fields[FIELD_KEY]]);
	if (column == COLUMN_NONE)
		fail_column(listing, record->line, name);
	if (!key.len)
		fail(listing, record->line, &intake_no_correction_key);
	if (column == COLUMN_NONE || !key.len)
		return;
	corrections->at = arena_grow(listing->job_mem, corrections->at,
	    &listing->room, corrections->count + 1, sizeof *corrections->at);
	corrections->at[corrections->count++] = (struct correction){.key = key,
	    .column = column,
	    .old = read_field(listing, record, FIELD_OLD),
	    .new = read_field(listing, record, FIELD_NEW),
	    .who = read_field(listing, record, FIELD_WHO),
	    .line = record->line};
}

static int
compare(const void *a, const void *b)
{
	const struct correction *left = a, *right = b;
	int order = slice_compare(left->key, right->key);
	if (order == 0)
		order = (left->column > right->column) -
			(left->column < right->column);
	if (order == 0)
		order = (left->line > right->line) - (left->line < right->line);
	return order;
}

static void
sort(struct listing *listing)
{
	struct corrections *corrections = listing->corrections;
	if (corrections->count)
		qsort(corrections->at, corrections->count,
		    sizeof *corrections->at, compare);
	for (size_t i = 1; i < corrections->count; i++) {
		const struct correction *one = &corrections->at[i - 1];
		const struct correction *next = &corrections->at[i];
		if (one->column == next->column &&
		    slice_equal(one->key, next->key))
			fail(listing, next->line, &intake_corrected_twice);
	}
}

static void
read_rows(struct listing *listing, struct intake *intake)
{
	struct intake_record record;
	enum intake_result result;
	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			add(listing, &record);
		else
			fail(
			    listing, record.line, &intake_malformed_correction);
	}
	listing->failed |= result == INTAKE_FAILED;
}

struct corrections *
corrections_read(struct arena *job_mem, const struct intake_options *options,
    const struct columns *columns, size_t key, struct diag *diag)
{
	struct intake_options own = *options;
	own.may_be_empty = true;
	struct intake *intake = intake_open(job_mem, &own, diag);
	if (!intake)
		return NULL;
	struct listing listing = {.job_mem = job_mem,
	    .columns = columns,
	    .key = key,
	    .diag = diag,
	    .corrections = ARENA_NEW(job_mem, struct corrections)};
	listing.corrections->file = intake_found(intake)->file;
	if (find_fields(&listing, intake_found(intake)))
		read_rows(&listing, intake);
	else
		listing.failed = true;
	intake_close(intake);
	sort(&listing);
	return listing.failed ? NULL : listing.corrections;
}

size_t
corrections_find(const struct correction *list, size_t count, struct slice key)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (slice_compare(list[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct slice *
corrections_apply(struct corrections *corrections, struct arena *row_mem,
    struct slice key, uint32_t row, const struct slice *cells, size_t count)
{
	struct slice *corrected = NULL;
	if (!key.len)
		return cells;
	for (size_t i =
		 corrections_find(corrections->at, corrections->count, key);
	     i < corrections->count && slice_equal(corrections->at[i].key, key);
	     i++) {
		struct correction *one = &corrections->at[i];
		if (one->column >= count)
			continue;
		struct slice have = text_clean(row_mem, cells[one->column]);
		if (!slice_equal(have, one->old)) {
			one->other++;
			continue;
		}
		if (!corrected) {
			corrected = ARENA_ARRAY(row_mem, struct slice, count);
			memcpy(corrected, cells, count * sizeof *cells);
		}
		corrected[one->column] = one->new;
		one->row = row;
	}
	return corrected ? corrected : cells;
}

void
corrections_start(struct corrections *corrections)
{
	for (size_t i = 0; i < corrections->count; i++)
		corrections->at[i].row = corrections->at[i].other = 0;
}

void
corrections_report(const struct corrections *corrections, struct diag *diag)
{
	for (size_t i = 0; i < corrections->count; i++) {
		const struct correction *one = &corrections->at[i];
		struct span span = {
		    .file = corrections->file, .line = one->line};
		if (one->row)
			continue;
		REPORT(diag, span,
		    one->other ? &intake_stale_correction
			       : &intake_unused_correction,
		    NO_ARGS);
	}
}

const struct correction *
corrections_list(const struct corrections *corrections, size_t *count)
{
	*count = corrections->count;
	return corrections->at;
}
