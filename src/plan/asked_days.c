#include "plan/asked_days.h"

#include <stdlib.h>

#include "base/memory.h"
#include "job/computed.h"
#include "plan/lines_seen.h"
#include "plan/messages.h"
#include "plan/odd_cells.h"

struct asked_column {
	size_t column;
	struct lines_seen seen;
};

struct asked_days {
	const struct job *job;
	struct asked_column *at;
	size_t count, room;
};

static void
add_source(size_t column, void *ctx)
{
	struct asked_days *days = ctx;
	if (days->job->reads.columns.at[column].type != COLUMN_DATE)
		return;
	for (size_t i = 0; i < days->count; i++) {
		if (days->at[i].column == column)
			return;
	}
	days->at =
	    mem_grow(days->at, &days->room, days->count + 1, sizeof *days->at);
	days->at[days->count++] = (struct asked_column){.column = column};
}

static void
add_column(size_t column, void *ctx)
{
	struct asked_days *days = ctx;
	computed_each_source(&days->job->reads, column, add_source, days);
}

static void *
open_days(const struct job *job)
{
	const struct rule_set *rules = &job->decides.rules;
	struct asked_days *days = mem_new(1, sizeof *days);
	days->job = job;
	for (size_t i = 0; i < rules->count; i++) {
		if (rules->at[i].condition)
			expr_each_column(
			    rules->at[i].condition, add_column, days);
	}
	return days;
}

static void
close_days(void *state)
{
	struct asked_days *days = state;
	if (!days)
		return;
	for (size_t i = 0; i < days->count; i++)
		lines_seen_fini(&days->at[i].seen);
	free(days->at);
	free(days);
}

static void
see_row(void *state, const struct watched *watched)
{
	struct asked_days *days = state;
	for (size_t i = 0; i < days->count; i++) {
		const struct value *value =
		    &watched->row->values[days->at[i].column];
		if (value->kind == VALUE_DATE &&
		    value->when < days->job->file->date.when &&
		    odd_cells_no_day(days->job, value))
			lines_seen_add(&days->at[i].seen, watched);
	}
}

static bool
report_days(void *state, const struct watch_end *end)
{
	struct asked_days *days = state;
	const struct job *job = days->job;
	for (size_t i = 0; i < days->count; i++) {
		struct lines_seen *seen = &days->at[i].seen;
		if (!seen->rows)
			continue;
		lines_seen_settle_all(seen, end);
		REPORT(end->diag, job->file->register_.file.span,
		    &plan_asked_day,
		    ARGS(seen->rows,
			job->reads.columns.at[days->at[i].column].name,
			strbuf_view(&seen->places)));
	}
	return true;
}

const struct watcher asked_days_watcher = {
    .open = open_days,
    .see_row = see_row,
    .report = report_days,
    .close = close_days,
};
