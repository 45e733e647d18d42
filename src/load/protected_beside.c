/*
 * load/protected_beside.c - protected people in the files beside the register.
 */
#include "load/protected_beside.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "beside/messages.h"
#include "load/messages.h"
#include "load/protected.h"
#include "load/protected_private.h"
#include "record/identity.h"
#include "record/likeness.h"
#include "record/marks.h"
#include "record/street_form.h"
#include "text/normal.h"

/* ---- what the job says of the file */

static size_t
find_name(const struct beside_file *file, struct slice name)
{
	for (size_t i = 0; i < file->count; i++) {
		if (text_same(file->names[i], name))
			return i;
	}
	return COLUMN_NONE;
}

static size_t
find_same(const struct protected_beside *guard, size_t column)
{
	return column == COLUMN_NONE
		   ? COLUMN_NONE
		   : find_name(guard->file,
			 guard->job->reads.columns.at[column].name);
}

static bool
is_mark(const struct protected_beside *guard, size_t column)
{
	for (size_t i = 0; i < guard->mark_count; i++) {
		if (guard->marks[i] == column)
			return true;
	}
	return false;
}

static void
add_mark(struct protected_beside *guard, size_t column)
{
	if (column != COLUMN_NONE && !is_mark(guard, column))
		guard->marks[guard->mark_count++] = column;
}

static bool
find_named(struct protected_beside *guard, const struct conf_text *name)
{
	const struct beside_file *file = guard->file;
	struct diag *diag = guard->diag;
	size_t column = find_name(file, name->text);
	add_mark(guard, column);
	if (column != COLUMN_NONE)
		return true;
	struct suggestion best = suggestion_start(name->text);
	for (size_t i = 0; i < file->count; i++)
		suggestion_offer(&best, file->names[i]);
	REPORT(
	    diag, name->span, &beside_no_column, ARGS(file->name, name->text));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

static bool
read_said(struct protected_beside *guard, bool *none)
{
	struct job *job = guard->job;
	struct job_role role = {0};
	bool ok = true;
	*none = false;
	if (!guard->file->protected_)
		return true;
	if (!job_read_role(
		guard->file->protected_, job->mem, &role, guard->diag))
		return false;
	for (size_t i = 0; i < role.columns.count; i++)
		ok = find_named(guard, &role.columns.at[i]) && ok;
	*none = role.none.span.file;
	guard->told = true;
	return ok;
}

static bool
refuse(const struct protected_beside *guard, struct slice column)
{
	REPORT(guard->diag, guard->file->asked, &load_side_untold,
	    ARGS(guard->file->name, column));
	HINT(guard->diag, &load_side_untold_hint, NO_ARGS);
	return false;
}

/* A header that looks like a mark, and the job does not say what it is. */
static bool
check_headers(const struct protected_beside *guard)
{
	const struct beside_file *file = guard->file;
	struct arena *mem = guard->job->mem;
	for (size_t i = 0; i < file->count; i++) {
		if (marks_find(mem, file->names[i]).kind ==
			MARK_KIND_PROTECTED &&
		    !is_mark(guard, i))
			return refuse(guard, file->names[i]);
	}
	return true;
}

bool
protected_beside_open(struct job *job, const struct beside_file *file,
    struct protected_beside *guard, struct diag *diag)
{
	struct beside_file *kept = ARENA_NEW(job->mem, struct beside_file);
	bool none;
	*kept = *file;
	*guard = (struct protected_beside){
	    .diag = diag,
	    .job = job,
	    .file = kept,
	    .marks = ARENA_ARRAY(job->mem, size_t,
		file->count + job->reads.protected_.count + 1),
	    .filled = ARENA_ARRAY(job->mem, uint32_t, file->count + 1),
	    .numbers = ARENA_ARRAY(job->mem, uint32_t, file->count + 1),
	};
	guard->key = find_same(guard, job->reads.key);
	guard->person = find_same(guard, job->reads.person);
	bool ok = read_said(guard, &none);
	for (size_t i = 0; i < job->reads.protected_.count; i++)
		add_mark(guard,
		    find_same(guard, job->reads.protected_.at[i].column));
	return ok && (none || check_headers(guard)) &&
	       protected_open(job, diag);
}

/* ---- rows */

/* A mark may show nothing, and a number of twelve digits as 1,93304E+11. */
static struct slice
beneath(const struct intake_record *record, size_t column)
{
	return record->beneath ? record->beneath[column].value
			       : (struct slice){"", 0};
}

static bool
is_marked(
    const struct protected_beside *guard, const struct intake_record *record)
{
	for (size_t i = 0; i < guard->mark_count; i++) {
		size_t column = guard->marks[i];
		if (mark_is_set(record->cells[column]) ||
		    mark_is_set(beneath(record, column)))
			return true;
	}
	return false;
}

bool
protected_beside_learns(const struct protected_beside *guard)
{
	return guard->mark_count > 0;
}

/* The numbers of a row: whether they are all one person's. */
struct met {
	struct likeness first;
	bool any, others;
};

static bool
meet_number(const struct likeness *number, void *ctx)
{
	struct met *met = ctx;
	if (!likeness_has_date(number))
		return false;
	if (!met->any)
		met->first = *number;
	else if (memcmp(met->first.ten, number->ten, 9) != 0)
		met->others = true;
	met->any = true;
	return false;
}

static void
meet_numbers(struct slice cell, struct strbuf *scratch, struct met *met)
{
	if (likeness_may_hold(cell))
		likeness_each(cell, scratch, meet_number, met);
}

/* Where there are several numbers, one may be somebody else's. */
void
protected_beside_learn(
    struct protected_beside *guard, const struct intake_record *record)
{
	struct people *people = protected_people_of(guard->job);
	struct strbuf scratch = {0};
	struct met met = {.any = false};
	if (!is_marked(guard, record))
		return;
	for (size_t i = 0; i < record->count; i++) {
		meet_numbers(record->cells[i], &scratch, &met);
		meet_numbers(beneath(record, i), &scratch, &met);
	}
	if (met.any && !met.others)
		people_add_number(people, (struct slice){met.first.ten, 10});
	strbuf_fini(&scratch);
}

static bool
speaks_of_them(
    const struct protected_beside *guard, const struct intake_record *record)
{
	struct people *people = protected_people_of(guard->job);
	for (size_t i = 0; i < record->count; i++) {
		struct slice cell = record->cells[i];
		if (people_has_number(people, cell) ||
		    people_has_number(people, beneath(record, i)))
			return true;
		if (!street_may_be(cell))
			continue;
		uint64_t street = people_street(people, cell, false);
		bool there = people_has_street(people, street);
		if (there ? people_has_home(people, street, record->cells,
				record->count, NULL, 0)
			  : people_has_home_in(
				people, cell, record->cells, record->count))
			return true;
	}
	return false;
}

static bool
is_number(struct slice cell, day today)
{
	return cell.len >= 10 &&
	       identity_read(cell, today).fault == IDENTITY_FINE;
}

/* Only asked where the register marks nobody; elsewhere all are compared. */
static void
count_cells(struct protected_beside *guard, const struct intake_record *record)
{
	day today = guard->job->file->date.when;
	if (guard->told || guard->job->reads.protected_.count)
		return;
	for (size_t i = 0; i < record->count; i++) {
		struct slice cell = slice_trim(record->cells[i]);
		guard->filled[i] += cell.len > 0;
		guard->numbers[i] += is_number(cell, today) ||
				     is_number(beneath(record, i), today);
	}
}

bool
protected_beside_drops(struct protected_beside *guard, struct arena *row_mem,
    const struct intake_record *record)
{
	count_cells(guard, record);
	if (!is_marked(guard, record) &&
	    !protected_has_key(guard->job, guard->job->reads.key, guard->key,
		row_mem, record->cells) &&
	    !protected_has_key(guard->job, guard->job->reads.person,
		guard->person, row_mem, record->cells) &&
	    !speaks_of_them(guard, record))
		return false;
	guard->dropped++;
	return true;
}

bool
protected_beside_end(const struct protected_beside *guard)
{
	const struct beside_file *file = guard->file;
	struct diag *diag = guard->diag;
	if (guard->dropped)
		REPORT(diag, file->asked, &load_shield_dropped,
		    ARGS(file->name, guard->dropped));
	if (guard->told || guard->job->reads.protected_.count)
		return true;
	for (size_t i = 0; i < file->count; i++) {
		bool such = marks_identity(guard->job->mem, file->names[i]) &&
			    guard->filled[i];
		if (such || (guard->numbers[i] &&
				2 * guard->numbers[i] >= guard->filled[i]))
			return refuse(guard, file->names[i]);
	}
	return true;
}
