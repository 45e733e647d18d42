/*
 * load/shield_side.c - protected people in the files beside the register.
 */
#include "base/messages.h"
#include "base/suggest.h"
#include "beside/messages.h"
#include "load/messages.h"
#include "load/shield.h"
#include "load/shield_private.h"
#include "record/identity.h"
#include "record/likeness.h"
#include "record/marks.h"
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
find_same(const struct shield *shield, size_t column)
{
	return column == COLUMN_NONE
		   ? COLUMN_NONE
		   : find_name(
			 shield->file, shield->job->columns.at[column].name);
}

static bool
is_mark(const struct shield *shield, size_t column)
{
	for (size_t i = 0; i < shield->mark_count; i++) {
		if (shield->marks[i] == column)
			return true;
	}
	return false;
}

static void
add_mark(struct shield *shield, size_t column)
{
	if (column != COLUMN_NONE && !is_mark(shield, column))
		shield->marks[shield->mark_count++] = column;
}

static bool
find_named(struct shield *shield, const struct conf_text *name)
{
	const struct beside_file *file = shield->file;
	struct diag *diag = shield->job->diag;
	size_t column = find_name(file, name->text);
	add_mark(shield, column);
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
read_said(struct shield *shield, bool *none)
{
	struct job *job = shield->job;
	struct job_role role = {0};
	bool ok = true;
	*none = false;
	if (!shield->file->protected_)
		return true;
	if (!job_read_role(
		shield->file->protected_, job->mem, &role, job->diag))
		return false;
	for (size_t i = 0; i < role.columns.count; i++)
		ok = find_named(shield, &role.columns.at[i]) && ok;
	*none = role.none.span.file;
	shield->told = true;
	return ok;
}

static bool
refuse(const struct shield *shield, struct slice column)
{
	REPORT(shield->job->diag, shield->file->asked, &load_side_untold,
	    ARGS(shield->file->name, column));
	HINT(shield->job->diag, &load_side_untold_hint, NO_ARGS);
	return false;
}

/* A header that looks like a mark, and the job does not say what it is. */
static bool
check_headers(const struct shield *shield)
{
	const struct beside_file *file = shield->file;
	struct arena *mem = shield->job->mem;
	for (size_t i = 0; i < file->count; i++) {
		if (marks_find(mem, file->names[i]).kind ==
			MARK_KIND_PROTECTED &&
		    !is_mark(shield, i))
			return refuse(shield, file->names[i]);
	}
	return true;
}

bool
shield_make(
    struct job *job, const struct beside_file *file, struct shield *shield)
{
	struct beside_file *kept = ARENA_NEW(job->mem, struct beside_file);
	bool none;
	*kept = *file;
	*shield = (struct shield){
	    .job = job,
	    .file = kept,
	    .marks = ARENA_ARRAY(
		job->mem, size_t, file->count + job->protected_.count + 1),
	    .filled = ARENA_ARRAY(job->mem, uint32_t, file->count + 1),
	    .numbers = ARENA_ARRAY(job->mem, uint32_t, file->count + 1),
	};
	shield->key = find_same(shield, job->key);
	shield->person = find_same(shield, job->person);
	bool ok = read_said(shield, &none);
	for (size_t i = 0; i < job->protected_.count; i++)
		add_mark(
		    shield, find_same(shield, job->protected_.at[i].column));
	return ok && (none || check_headers(shield)) && shield_open(job);
}

/* ---- rows */

static bool
is_marked(const struct shield *shield, const struct intake_record *record)
{
	for (size_t i = 0; i < shield->mark_count; i++) {
		size_t column = shield->marks[i];
		if (mark_is_set(record->cells[column]) ||
		    (record->beneath &&
			mark_is_set(record->beneath[column].value)))
			return true;
	}
	return false;
}

bool
shield_learns(const struct shield *shield)
{
	return shield->mark_count > 0;
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

/* Where there are several numbers, one may be somebody else's. */
void
shield_learn(struct shield *shield, const struct intake_record *record)
{
	struct people *people = shielded_people(shield->job);
	struct strbuf scratch = {0};
	struct met met = {.any = false};
	if (!is_marked(shield, record))
		return;
	for (size_t i = 0; i < record->count; i++) {
		if (likeness_may_hold(record->cells[i]))
			likeness_each(
			    record->cells[i], &scratch, meet_number, &met);
	}
	if (met.any && !met.others)
		people_add_number(people, (struct slice){met.first.ten, 10});
	strbuf_fini(&scratch);
}

static bool
speaks_of_them(const struct shield *shield, const struct intake_record *record)
{
	struct people *people = shielded_people(shield->job);
	for (size_t i = 0; i < record->count; i++) {
		struct slice cell = record->cells[i];
		if (people_has_number(people, cell) ||
		    (record->beneath &&
			people_has_number(people, record->beneath[i].value)))
			return true;
		if (!people_may_be_street(cell))
			continue;
		uint64_t street = people_street(people, cell, false);
		if (people_has_street(people, street) &&
		    people_has_home(
			people, street, record->cells, record->count, NULL, 0))
			return true;
	}
	return false;
}

/* Only asked where the register marks nobody; elsewhere all are compared. */
static void
count_cells(struct shield *shield, const struct intake_record *record)
{
	day today = shield->job->file->date.when;
	if (shield->told || shield->job->protected_.count)
		return;
	for (size_t i = 0; i < record->count; i++) {
		struct slice cell = slice_trim(record->cells[i]);
		shield->filled[i] += cell.len > 0;
		shield->numbers[i] +=
		    cell.len >= 10 &&
		    identity_read(cell, today).fault == IDENTITY_FINE;
	}
}

bool
shield_drops(struct shield *shield, struct arena *row_mem,
    const struct intake_record *record)
{
	count_cells(shield, record);
	if (!is_marked(shield, record) &&
	    !shielded_has_key(shield->job, shield->job->key, shield->key,
		row_mem, record->cells) &&
	    !shielded_has_key(shield->job, shield->job->person, shield->person,
		row_mem, record->cells) &&
	    !speaks_of_them(shield, record))
		return false;
	shield->dropped++;
	return true;
}

bool
shield_end(const struct shield *shield)
{
	const struct beside_file *file = shield->file;
	struct diag *diag = shield->job->diag;
	if (shield->dropped)
		REPORT(diag, file->asked, &load_shield_dropped,
		    ARGS(file->name, shield->dropped));
	if (shield->told || shield->job->protected_.count)
		return true;
	for (size_t i = 0; i < file->count; i++) {
		bool such = marks_identity(shield->job->mem, file->names[i]) &&
			    shield->filled[i];
		if (such || (shield->numbers[i] &&
				2 * shield->numbers[i] >= shield->filled[i]))
			return refuse(shield, file->names[i]);
	}
	return true;
}
