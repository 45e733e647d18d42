#include "plan/divided.h"

#include "plan/messages.h"

/* People whose lines are shown. */
#define SHOWN_MOST 10

static void *
open_nothing(const struct job *job)
{
	(void)job;
	return NULL;
}

static void
close_nothing(void *state)
{
	(void)state;
}

static bool
report_divided(void *state, const struct watch_end *end)
{
	const struct job *job = end->job;
	size_t by = job->reads.person == COLUMN_NONE ? job->reads.key
						     : job->reads.person;
	struct slice lines;
	uint32_t people;
	(void)state;
	if (!job->file->allow.duplicate.span.file)
		return true;
	if (!plan_list_divided(
		end->plan, job->mem, by, SHOWN_MOST, &lines, &people))
		return false;
	if (people)
		REPORT(end->diag, job->file->allow.duplicate.span,
		    &plan_divided, ARGS(people, lines));
	return true;
}

const struct watcher divided_watcher = {
    .open = open_nothing,
    .report = report_divided,
    .close = close_nothing,
};
