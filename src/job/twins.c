#include "job/twins.h"

#include <stdlib.h>

#include "base/memory.h"
#include "job/messages.h"
#include "text/normal.h"

#define LINES_SHOWN 12

struct twin {
	uint64_t hash;
	uint32_t line;
};

struct twins {
	struct job *job;
	struct arena *row_mem;
	struct twin *at;
	size_t count, room;
};

struct twins *
twins_new(struct job *job)
{
	struct twins *twins = mem_new(1, sizeof *twins);
	twins->job = job;
	twins->row_mem = arena_new();
	return twins;
}

void
twins_free(struct twins *twins)
{
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

void
twins_take(struct twins *twins, const struct row *row)
{
	const struct address_columns *from = &twins->job->address;
	struct twin twin = {.line = row->line};
	for (size_t i = 0; i < from->name_count; i++)
		hash_column(twins, &twin, row, from->name[i]);
	hash_column(twins, &twin, row, from->street);
	hash_column(twins, &twin, row, from->postcode);
	arena_reset(twins->row_mem);
	twins->at = mem_grow(
	    twins->at, &twins->room, twins->count + 1, sizeof *twins->at);
	twins->at[twins->count++] = twin;
}

static int
compare(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	if (x->hash != y->hash)
		return (x->hash > y->hash) - (x->hash < y->hash);
	return (x->line > y->line) - (x->line < y->line);
}

static int
compare_lines(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

void
twins_warn(struct twins *twins)
{
	struct strbuf text = {0};
	uint32_t *lines = NULL;
	size_t found = 0, room = 0;
	if (twins->count)
		qsort(twins->at, twins->count, sizeof *twins->at, compare);
	for (size_t i = 0; i < twins->count; i++) {
		uint64_t hash = twins->at[i].hash;
		bool same =
		    (i && twins->at[i - 1].hash == hash) ||
		    (i + 1 < twins->count && twins->at[i + 1].hash == hash);
		if (!same)
			continue;
		lines = mem_grow(lines, &room, found + 1, sizeof *lines);
		lines[found++] = twins->at[i].line;
	}
	if (found) {
		qsort(lines, found, sizeof *lines, compare_lines);
		for (size_t i = 0; i < found && i < LINES_SHOWN; i++)
			strbuf_print(&text, "%s%u", i ? ", " : "", lines[i]);
		REPORT(twins->job->diag, twins->job->file->register_.file.span,
		    &job_twins, ARGS(found, strbuf_view(&text)));
	}
	free(lines);
	strbuf_fini(&text);
}
