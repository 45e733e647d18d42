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

/* Folded: columns by which nobody is greeted. */
static const char *const not_first_names[] = {"efternamn", "familjenamn",
    "surname", "last name", "lastname", "family name", "sukunimi", "etternavn",
    "titel", "title", "tittel", "titteli"};

/* "Efternamn", "efternamn(Namn)"; not "Titelnamn". */
static bool
is_not_first_name(const struct column *column)
{
	for (size_t i = 0; i < sizeof not_first_names / sizeof *not_first_names;
	     i++) {
		struct slice name = column->folded;
		if (!slice_starts(name, not_first_names[i]))
			continue;
		struct slice rest =
		    slice_from(name, strlen(not_first_names[i]));
		if (!rest.len || (column->computed && rest.at[0] == '('))
			return true;
	}
	return false;
}

/* {{names}} are the first of the columns that make a name, and people who live
 * together share the last. */
static bool
check_first_name(
    const struct job *job, const struct letter *letter, struct diag *diag)
{
	const struct column *first =
	    &job->reads.columns.at[job->reads.address.name[0]];
	bool by_surname = job->file->households.by.span.file &&
			  job->pile.household_column == COLUMN_NONE;
	if (!is_not_first_name(first) ||
	    !(by_surname || letter_names(letter, SLICE("names"))))
		return true;
	REPORT(diag, job->file->address.name.span, &job_names_first,
	    ARGS(first->name));
	HINT(diag, &job_names_first_hint, NO_ARGS);
	return false;
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
	for (size_t v = 0; v < job->writes.letter_count && printing.ok; v++) {
		for (size_t t = 0;
		     t < job->writes.letters[v].count && printing.ok; t++)
			printing.ok = check_first_name(
			    job, job->writes.letters[v].texts[t].letter, diag);
	}
	if (!job->file->households.by.span.file)
		return printing.ok;
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
