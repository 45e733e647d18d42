#include "plan/long_lines.h"

#include <stdlib.h>

#include "base/memory.h"
#include "load/register.h"
#include "plan/messages.h"

#define LINES_SHOWN 12
#define COLUMNS_MOST 5 /* name, c/o, two street lines, town */

struct long_column {
	size_t column, limit;
	uint32_t rows;
	struct strbuf places; /* the first of them */
};

struct long_lines {
	const struct job *job;
	struct long_column at[COLUMNS_MOST];
	size_t count;
};

static void *
open_lines(const struct job *job)
{
	struct long_lines *lines = mem_new(1, sizeof *lines);
	lines->job = job;
	return lines;
}

static void
close_lines(void *state)
{
	struct long_lines *lines = state;
	if (!lines)
		return;
	for (size_t i = 0; i < lines->count; i++)
		strbuf_fini(&lines->at[i].places);
	free(lines);
}

static struct long_column *
find_column(struct long_lines *lines, size_t column, size_t limit)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (lines->at[i].column == column)
			return &lines->at[i];
	}
	struct long_column *new = &lines->at[lines->count++];
	new->column = column;
	new->limit = limit;
	return new;
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct long_lines *lines = state;
	size_t limit;
	size_t column =
	    address_find_long(&lines->job->reads.address, watched->row, &limit);
	if (column == COLUMN_NONE)
		return;
	struct long_column *of = find_column(lines, column, limit);
	if (of->rows++ >= LINES_SHOWN)
		return;
	strbuf_add_text(&of->places, of->places.len ? ", " : "");
	register_write_place(
	    &of->places, &lines->job->reads, watched->source, watched->line);
}

static bool
report_lines(void *state, const struct watch_end *end)
{
	struct long_lines *lines = state;
	const struct job *job = lines->job;
	for (size_t i = 0; i < lines->count; i++) {
		const struct long_column *of = &lines->at[i];
		REPORT(end->diag, job->file->register_.file.span,
		    &plan_long_lines,
		    ARGS(of->rows, job->reads.columns.at[of->column].name,
			of->limit, strbuf_view(&of->places)));
	}
	return true;
}

const struct watcher long_lines_watcher = {
    .open = open_lines,
    .see_letter = see_letter,
    .report = report_lines,
    .close = close_lines,
};
