#include "plan/twins.h"

#include <stdlib.h>

#include "base/memory.h"
#include "load/register.h"
#include "plan/messages.h"
#include "text/normal.h"

#define LINES_SHOWN 12

struct twin {
	uint64_t hash, person;
	uint32_t source, line;
};

struct twins {
	const struct job *job;
	struct arena *row_mem;
	struct twin *at;
	size_t count, room;
};

static void *
open_twins(const struct job *job)
{
	struct twins *twins = mem_new(1, sizeof *twins);
	twins->job = job;
	twins->row_mem = arena_new();
	return twins;
}

static void
close_twins(void *state)
{
	struct twins *twins = state;
	if (!twins)
		return;
	arena_free(twins->row_mem);
	free(twins->at);
	free(twins);
}

static void
hash_column(struct twins *twins, struct twin *twin, const struct row *row,
    size_t column)
{
	if (column != COLUMN_NONE)
		twin->hash = hash_short(twin->hash,
		    text_fold(twins->row_mem, row->values[column].text));
}

/* What tells two people apart: the number of a person, or the key. */
static uint64_t
hash_person(const struct job_reads *reads, const struct row *row)
{
	struct slice number = reads->person == COLUMN_NONE
				  ? SLICE("")
				  : row->values[reads->person].text;
	return hash_short(
	    0, number.len ? number : row->values[reads->key].text);
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct twins *twins = state;
	const struct row *row = watched->row;
	const struct address_columns *from = &twins->job->reads.address;
	struct twin twin = {.source = watched->source, .line = watched->line};
	for (size_t i = 0; i < from->name_count; i++)
		hash_column(twins, &twin, row, from->name[i]);
	hash_column(twins, &twin, row, from->street);
	hash_column(twins, &twin, row, from->postcode);
	twin.person = hash_person(&twins->job->reads, row);
	arena_reset(twins->row_mem);
	twins->at = mem_grow(
	    twins->at, &twins->room, twins->count + 1, sizeof *twins->at);
	twins->at[twins->count++] = twin;
}

static int
compare_places(const struct twin *x, const struct twin *y)
{
	if (x->source != y->source)
		return x->source > y->source ? 1 : -1;
	return (x->line > y->line) - (x->line < y->line);
}

static int
by_hash(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash > y->hash ? 1 : -1;
	return compare_places(x, y);
}

static int
by_place(const void *a, const void *b)
{
	return compare_places(a, b);
}

/* Where the rows of one hash end, and whether they are of several people:
 * one may have several rows. */
static size_t
find_end(const struct twins *twins, size_t from, bool *differ)
{
	const struct twin *first = &twins->at[from++];
	*differ = false;
	for (; from < twins->count && twins->at[from].hash == first->hash;
	     from++)
		*differ |= twins->at[from].person != first->person;
	return from;
}

/* Moves the rows that are not alone to the front; gives how many. */
static size_t
keep_twins(struct twins *twins)
{
	size_t found = 0;
	for (size_t i = 0, end; i < twins->count; i = end) {
		bool differ;
		end = find_end(twins, i, &differ);
		for (size_t j = i; differ && j < end; j++)
			twins->at[found++] = twins->at[j];
	}
	return found;
}

static bool
report_twins(void *state, const struct watch_end *end)
{
	struct twins *twins = state;
	struct strbuf text = {0};
	if (!twins->count)
		return true;
	qsort(twins->at, twins->count, sizeof *twins->at, by_hash);
	size_t found = keep_twins(twins);
	if (!found)
		return true;
	qsort(twins->at, found, sizeof *twins->at, by_place);
	for (size_t i = 0; i < found && i < LINES_SHOWN; i++) {
		strbuf_add_text(&text, i ? ", " : "");
		register_write_place(&text, &twins->job->reads,
		    twins->at[i].source, twins->at[i].line);
	}
	REPORT(end->diag, twins->job->file->register_.file.span, &plan_twins,
	    ARGS(found, strbuf_view(&text)));
	strbuf_fini(&text);
	return true;
}

const struct watcher twins_watcher = {
    .open = open_twins,
    .see_letter = see_letter,
    .report = report_twins,
    .close = close_twins,
};
