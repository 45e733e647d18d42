/*
 * job/job_households.c - `households:`, and that its letters greet everybody.
 */
#include "conf/keynames.h"
#include "job/computed.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "letter/usage.h"

bool
job_is_name(const struct job_reads *reads, size_t column)
{
	for (size_t i = 0; i < reads->address.name_count; i++) {
		if (computed_share(reads, reads->address.name[i], column))
			return true;
	}
	return false;
}

bool
job_find_households(struct job *job, struct diag *diag)
{
	job->pile.household_column = COLUMN_NONE;
	return keyname_is(job->file->households.by.text, "address") ||
	       job_find_column(job, &job->file->households.by,
		   &job->pile.household_column, diag);
}

struct printing {
	struct job *job;
	struct diag *diag;
	const struct letter *letter;
	bool *told; /* by column, of this letter */
	bool ok;
};

static void
refuse_name(size_t column, void *ctx)
{
	struct printing *printing = ctx;
	struct job *job = printing->job;
	if (printing->told[column] || !job_is_name(&job->reads, column))
		return;
	printing->told[column] = true;
	REPORT(printing->diag, job->file->households.by.span,
	    &job_household_prints_name,
	    ARGS(printing->letter->path, job->reads.columns.at[column].name));
	HINT(printing->diag, &job_household_names_hint, NO_ARGS);
	printing->ok = false;
}

bool
job_check_households(struct job *job, struct diag *diag)
{
	size_t count = job->reads.columns.count;
	struct printing printing = {
	    .job = job,
	    .diag = diag,
	    .told = ARENA_ARRAY(job->mem, bool, count + 1),
	    .ok = true,
	};
	if (!job->file->households.by.span.file)
		return true;
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++) {
			printing.letter =
			    job->writes.letters[v].texts[t].letter;
			memset(printing.told, 0, count);
			letter_each_column(
			    printing.letter, refuse_name, &printing);
		}
	}
	return printing.ok;
}
