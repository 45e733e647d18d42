#include "plan/own_file.h"

#include "plan/messages.h"
#include "record/identity_text.h"
#include "set/messages.h"
#include "text/file_name.h"
#include "text/normal.h"

/* Names that a run gives itself, on a disk that knows no case: the delivery note,
 * a batch, a letter by its number. */
static bool
is_runs_own(struct arena *mem, struct slice name)
{
	struct slice folded = text_fold(mem, name);
	return slice_is(folded, "foljesedel") ||
	       slice_starts(folded, "batch-") ||
	       slice_starts(folded, "letter-");
}

bool
own_file_name(const struct columns *columns, size_t named_by, day today,
    struct arena *letter_mem, const struct row *row, struct slice *name,
    struct problem *why)
{
	size_t at = 0, len;
	*name = SLICE("");
	if (named_by == COLUMN_NONE)
		return true;
	if (identity_find(row->values[named_by].text, today, &at, &len)) {
		PROBLEM(
		    why, &set_number_in_file, ARGS(columns->at[named_by].name));
		return false;
	}
	if (text_file_name(letter_mem, row->values[named_by].text, name) &&
	    !is_runs_own(letter_mem, *name))
		return true;
	PROBLEM(why, &plan_no_file_name, ARGS(columns->at[named_by].name));
	return false;
}

bool
own_files_check(const struct job *job, struct plan *plan, struct diag *diag)
{
	uint32_t first, second;
	if (job->pile.named_by == COLUMN_NONE)
		return true;
	if (!plan_find_file_twice(plan, &first, &second))
		return false;
	if (!first)
		return true;
	REPORT(diag, job->file->print.named_by.span, &plan_file_name_twice,
	    ARGS(first, second));
	HINT(diag, &plan_file_name_hint, NO_ARGS);
	return false;
}
