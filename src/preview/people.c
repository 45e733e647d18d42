#include "preview/people.h"

#include "base/utf8.h"
#include "beside/beside.h"
#include "intake/intake.h"
#include "job/computed.h"
#include "job/row_scope.h"
#include "load/protected.h"
#include "load/register.h"
#include "specimen/inventing.h"

struct finder {
	struct job *job;
	struct diag *diag;
	struct people *people;
	struct inventor *inventor;
	struct row_scope scope;
	struct arena *row_mem;
	struct slice *cells;
	struct value *values;
	struct strbuf matches;
};

/* ---- what is kept */

static struct people_row *
find_kept(struct finder *finder, uint32_t version, enum preview_why why)
{
	struct people *people = finder->people;
	for (size_t i = 0; i < people->count; i++) {
		if (people->at[i].version == version &&
		    people->at[i].why == why)
			return &people->at[i];
	}
	return NULL;
}

static struct people_row *
add_kept(struct finder *finder)
{
	struct people *people = finder->people;
	people->at = arena_grow(finder->job->mem, people->at, &people->room,
	    people->count + 1, sizeof *people->at);
	return &people->at[people->count++];
}

static const struct slice *
keep_cells(const struct finder *finder)
{
	const struct job *job = finder->job;
	size_t count = job->reads.columns.count;
	struct slice *kept = ARENA_ARRAY(job->mem, struct slice, count + 1);
	for (size_t i = 0; i < count; i++)
		kept[i] = arena_dup(job->mem, finder->cells[i]);
	return kept;
}

/* One that has a letter stands for one that has none, a longer name for a
 * shorter one where that is asked for. */
static bool
is_better(const struct people_row *row, const struct people_row *kept)
{
	if (row->excluded != kept->excluded)
		return kept->excluded;
	return row->why == PREVIEW_LONGEST && row->length > kept->length;
}

static void
offer(struct finder *finder, struct people_row row, enum preview_why why)
{
	struct people_row *kept = find_kept(finder, row.version, why);
	row.why = why;
	if (kept && !is_better(&row, kept))
		return;
	if (!kept)
		kept = add_kept(finder);
	row.original.cells = keep_cells(finder);
	row.original.number = (uint32_t)(kept - finder->people->at) + 1;
	*kept = row;
}

/* ---- one row */

static bool
decide(const struct finder *finder, const struct expr *condition,
    const struct row *row)
{
	struct problem ignored = {0};
	struct expr_context context = row_scope_context(
	    &finder->scope, finder->row_mem, row, finder->job->language);
	return expr_decide(condition, &context, &ignored) == VERDICT_YES;
}

/* Which of the job's letters it gets; false: none. */
static bool
find_version(
    const struct finder *finder, const struct row *row, uint32_t *version)
{
	const struct job_writes *writes = &finder->job->writes;
	for (size_t i = 0; i < writes->letter_count; i++) {
		const struct expr *condition = writes->letters[i].condition;
		*version = (uint32_t)i;
		if (!condition || decide(finder, condition, row))
			return true;
	}
	return false;
}

static size_t
name_length(const struct finder *finder)
{
	const struct address_columns *from = &finder->job->reads.address;
	size_t length = 0;
	for (size_t i = 0; i < from->name_count; i++)
		length += utf8_count(finder->cells[from->name[i]]);
	return length;
}

/* What one letter of the row may be beside the common one. */
static void
offer_all(struct finder *finder, const struct people_row *row,
    const struct row *values)
{
	const struct job *job = finder->job;
	enum addressee to[ADDRESSEES_MAX];
	size_t count = addressee_list(&job->reads,
	    (enum guardian_mail)job->file->guardian.mail.index, values, to);
	for (size_t i = 0; i < count; i++) {
		struct people_row one = *row;
		one.original.addressee = to[i];
		if (to[i] != ADDRESSEE_CLIENT) {
			offer(finder, one, PREVIEW_GUARDIAN);
			continue;
		}
		offer(finder, one, PREVIEW_FIRST);
		offer(finder, one, PREVIEW_LONGEST);
		if (job->writes.large_print &&
		    decide(finder, job->writes.large_print, values))
			offer(finder, one, PREVIEW_LARGE);
	}
}

/* Each cell as it counts; false where one does not fit its column. */
static bool
read_cells(struct finder *finder, const struct register_row *from)
{
	const struct job_reads *reads = &finder->job->reads;
	bool fits = true;
	for (size_t i = 0; i < reads->columns.count; i++) {
		struct problem why = {0};
		finder->cells[i] = (struct slice){"", 0};
		if (reads->columns.at[i].computed)
			continue;
		bool fine = register_read_cell(
		    reads, finder->row_mem, from, i, &finder->values[i], &why);
		fits = register_cell_passes(reads, fine, &why) && fits;
		finder->cells[i] = finder->values[i].text;
		inventor_avoid_cell(finder->inventor, finder->row_mem,
		    &reads->columns.at[i], finder->cells[i]);
	}
	return fits;
}

static void
fill_computed(struct finder *finder, struct row *row)
{
	const struct job_reads *reads = &finder->job->reads;
	computed_fill(reads, finder->row_mem, NULL, finder->values, row);
	for (size_t i = 0; i < reads->columns.count; i++) {
		if (reads->columns.at[i].computed)
			finder->cells[i] = finder->values[i].text;
	}
}

static bool
has_letter(struct finder *finder, const struct register_row *from,
    const struct row *row)
{
	struct job *job = finder->job;
	enum death death = register_row_death(&job->reads, from);
	const struct rule_case known = {
	    .context = row_scope_context(
		&finder->scope, finder->row_mem, row, job->language),
	    .deceased = death == DEATH_SURE,
	    .deceased_unclear = death == DEATH_UNCLEAR,
	};
	strbuf_reset(&finder->matches);
	return rule_decide_row(&job->decides.rules, &known, &finder->matches)
		   .outcome == OUTCOME_LETTER;
}

static bool
see_row(struct finder *finder, const struct intake_record *record)
{
	struct job *job = finder->job;
	struct register_row from;
	register_read_row(job, finder->row_mem, record, &from);
	if (from.is_protected || from.link || !read_cells(finder, &from))
		return true;
	struct row row = {
	    .number = record->number,
	    .line = record->line,
	    .values = finder->values,
	    .count = job->reads.columns.count,
	};
	struct people_row kept = {
	    .original = {.row = record->number, .line = record->line}};
	const struct expr_rows *rows = NULL;
	fill_computed(finder, &row);
	if (!beside_join(job->reads.beside, finder->row_mem, &row, &rows))
		return false;
	row_scope_set_tables(&finder->scope, rows);
	if (!find_version(finder, &row, &kept.version))
		return true;
	kept.excluded = !has_letter(finder, &from, &row);
	kept.length = name_length(finder);
	offer_all(finder, &kept, &row);
	return true;
}

static bool
see_all(struct finder *finder)
{
	struct intake_record record;
	enum intake_result result;
	bool ok = true;
	while (ok && (result = intake_next(finder->job->reads.intake,
			  &record)) <= INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			ok = see_row(finder, &record);
		arena_reset(finder->row_mem);
	}
	for (size_t i = 0; i < finder->job->reads.columns.count; i++)
		column_settle(&finder->job->reads.columns.at[i]);
	return ok && result == INTAKE_END;
}

bool
people_find(struct job *job, struct people *people, struct inventor *inventor,
    struct diag *diag)
{
	size_t count = job->reads.columns.count + 1;
	struct finder finder = {
	    .job = job,
	    .diag = diag,
	    .people = people,
	    .inventor = inventor,
	    .scope = row_scope_make(job->mem, &job->decides.scope),
	    .row_mem = arena_new(),
	    .cells = ARENA_ARRAY(job->mem, struct slice, count),
	    .values = ARENA_ARRAY(job->mem, struct value, count),
	};
	bool ok = protected_open(job, diag) &&
		  beside_read(job->reads.beside, job->file->folder, true) &&
		  see_all(&finder);
	arena_free(finder.row_mem);
	strbuf_fini(&finder.matches);
	return ok;
}
