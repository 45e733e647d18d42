#include "plan/own_file.h"

#include "plan/messages.h"
#include "text/file_name.h"

bool
own_file_name(const struct job *job, struct arena *letter_mem,
    const struct row *row, struct slice *name, struct problem *why)
{
	*name = SLICE("");
	if (job->pile.named_by == COLUMN_NONE ||
	    text_file_name(
		letter_mem, row->values[job->pile.named_by].text, name))
		return true;
	PROBLEM(why, &plan_no_file_name,
	    ARGS(job->reads.columns.at[job->pile.named_by].name));
	return false;
}

bool
own_files_check(struct job *job, struct plan *plan)
{
	uint32_t first, second;
	if (job->pile.named_by == COLUMN_NONE)
		return true;
	if (!plan_find_file_twice(plan, &first, &second))
		return false;
	if (!first)
		return true;
	REPORT(job->diag, job->file->print.named_by.span, &plan_file_name_twice,
	    ARGS(first, second));
	HINT(job->diag, &plan_file_name_hint, NO_ARGS);
	return false;
}
