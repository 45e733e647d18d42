/*
 * job/job_roles.c - which columns mark protection, death and guardianship. A
 * column that looks like such a mark is never passed over in silence.
 */
#include "job/computed.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "record/mark_words.h"
#include "record/marks.h"
#include "record/protection.h"
#include "rule/messages.h"
#include "text/normal.h"

/* ---- the columns of a mark */

bool
mark_columns_hold(const struct mark_columns *marks, size_t column)
{
	for (size_t i = 0; i < marks->count; i++) {
		if (marks->at[i].column == column)
			return true;
	}
	return false;
}

bool
mark_columns_set(const struct mark_columns *marks, const struct slice *cells)
{
	for (size_t i = 0; i < marks->count; i++) {
		if (mark_is_set(cells[marks->at[i].column]))
			return true;
	}
	return false;
}

enum death
mark_columns_death(const struct mark_columns *marks, const struct slice *cells)
{
	enum death death = DEATH_NO;
	for (size_t i = 0; i < marks->count; i++) {
		enum death here = death_read(cells[marks->at[i].column]);
		if (here == DEATH_SURE)
			return here;
		if (here == DEATH_UNCLEAR)
			death = here;
	}
	return death;
}

void
mark_columns_count(const struct mark_columns *marks, const struct slice *cells)
{
	for (size_t i = 0; i < marks->count; i++)
		marks->at[i].rows += mark_is_set(cells[marks->at[i].column]);
}

/* Columns that say who somebody is, or who is not to be written to, are read as
 * they are. */
static bool
find_role(struct job *job, const struct conf_text *name, size_t *column,
    struct diag *diag)
{
	if (!job_find_column(job, name, column, diag))
		return false;
	if (*column == COLUMN_NONE || !job->reads.columns.at[*column].computed)
		return true;
	REPORT(diag, name->span, &job_computed_role, ARGS(name->text));
	*column = COLUMN_NONE;
	return false;
}

static bool
find_marks(struct job *job, const struct conf_list *said,
    struct mark_columns *marks, struct diag *diag)
{
	bool ok = true;
	marks->at = ARENA_ARRAY(job->mem, struct mark_column, said->count + 1);
	for (size_t i = 0; i < said->count; i++) {
		size_t column;
		ok = find_role(job, &said->at[i], &column, diag) && ok;
		if (column != COLUMN_NONE && !mark_columns_hold(marks, column))
			marks->at[marks->count++].column = column;
	}
	return ok;
}

/* ---- what looks like a mark */

static bool
has_role(const struct job *job, size_t column)
{
	const struct address_columns *guardian = &job->reads.guardian_address;
	const size_t named[] = {job->reads.key, job->reads.person,
	    job->reads.guardian, guardian->street, guardian->street2,
	    guardian->postcode, guardian->town};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		if (named[i] == column)
			return true;
	}
	return mark_columns_hold(&job->reads.protected_, column) ||
	       mark_columns_hold(&job->reads.deceased, column);
}

/* "God man adress" belongs to "God man", which the role names. */
static bool
belongs_to_guardian(const struct job *job, struct header_mark mark)
{
	if (mark.kind != MARK_KIND_GUARDIAN ||
	    job->reads.guardian == COLUMN_NONE)
		return false;
	return marks_find(
		   job->mem, job->reads.columns.at[job->reads.guardian].name)
		   .stem == mark.stem;
}

static bool
is_explained(const struct job *job, struct slice name)
{
	const struct job_file *file = job->file;
	for (size_t i = 0; i < file->not_mark_count; i++) {
		if (text_same(file->not_marks[i].column.text, name))
			return true;
	}
	return false;
}

static void
report_mark(const struct job_register *said, struct slice name,
    enum mark_kind kind, struct diag *diag)
{
	static const struct {
		const char *role;
		const struct message *word;
	} roles[] = {
	    [MARK_KIND_PROTECTED] = {N_("protected"), &rule_word_protected},
	    [MARK_KIND_DECEASED] = {N_("deceased"), &rule_word_deceased},
	    [MARK_KIND_GUARDIAN] = {N_("guardian"), &job_word_guardian},
	};
	REPORT(diag, said->file.span, &job_mark_unnamed,
	    ARGS(said->file.text, name,
		argument_wording(roles[kind].word->wording)));
	HINT(diag, &job_mark_unnamed_hint,
	    ARGS(argument_wording(roles[kind].role), name));
}

/* The job's name for a column of one of the files. */
static struct slice
our_name(
    const struct job *job, const struct job_register *said, struct slice theirs)
{
	for (size_t i = 0; i < said->match_count; i++) {
		if (text_same(said->matches[i].theirs.text, theirs))
			return said->matches[i].ours.text;
	}
	return said->key.span.file && text_same(said->key.text, theirs)
		   ? job->file->register_.key.text
		   : theirs;
}

static bool
check_file(struct job *job, size_t index, struct diag *diag)
{
	const struct job_register *said = &job->file->registers[index];
	const struct intake_found *found = job->reads.sources[index].found;
	bool ok = true;
	for (size_t i = 0; i < found->count; i++) {
		struct header_mark mark = marks_find(job->mem, found->names[i]);
		struct slice ours = our_name(job, said, found->names[i]);
		if (mark.kind == MARK_KIND_NONE || is_explained(job, ours) ||
		    has_role(job, columns_find(&job->reads.columns, ours)) ||
		    belongs_to_guardian(job, mark))
			continue;
		report_mark(said, found->names[i], mark.kind, diag);
		ok = false;
	}
	return ok;
}

/* The columns that `not_marks:` lists are there, and are indeed not marks. */
static bool
check_not_marks(struct job *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < job->file->not_mark_count; i++) {
		const struct conf_text *name = &job->file->not_marks[i].column;
		size_t column;
		bool found = job_find_column(job, name, &column, diag);
		ok = found && ok;
		if (!found || !has_role(job, column))
			continue;
		REPORT(diag, name->span, &job_mark_both, ARGS(name->text));
		ok = false;
	}
	return ok;
}

/* Typed columns hold no words; computed ones what others hold. */
static void
find_worded(struct job *job)
{
	if (!job->file->persons.on)
		return;
	job->reads.worded =
	    ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		const struct column *column = &job->reads.columns.at[i];
		bool texts = column->type == COLUMN_TEXT ||
			     column->type == COLUMN_CHOICE;
		job->reads.worded[i] =
		    texts && !column->computed &&
		    i != job->reads.source_column && i != job->reads.key &&
		    i != job->reads.person &&
		    !mark_columns_hold(&job->reads.protected_, i) &&
		    !mark_columns_hold(&job->reads.deceased, i) &&
		    !is_explained(job, column->name);
	}
}

size_t
job_find_words(
    const struct job *job, const struct slice *cells, enum mark_kind kind)
{
	for (size_t i = 0; job->reads.worded && i < job->reads.columns.count;
	     i++) {
		if (job->reads.worded[i] && cells[i].len &&
		    mark_words_find(cells[i]) == kind)
			return i;
	}
	return COLUMN_NONE;
}

bool
job_check_marks(struct job *job, struct diag *diag)
{
	bool ok = check_not_marks(job, diag);
	find_worded(job);
	for (size_t i = 0; i < job->reads.source_count; i++)
		ok = check_file(job, i, diag) && ok;
	return ok;
}

static bool
marks_beside(const struct yaml *files)
{
	for (size_t i = 0; files && files->kind == YAML_MAP && i < files->count;
	     i++) {
		const struct yaml *said =
		    yaml_find(files->pairs[i].value, "protected");
		if (said && said->kind != YAML_MAP)
			return true;
	}
	return false;
}

bool
job_marks_anybody(const struct job *job)
{
	return job->reads.protected_.count ||
	       marks_beside(job->file->tables_yaml) ||
	       marks_beside(job->file->lists_yaml);
}

/* ---- roles */

bool
job_find_roles(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	const struct job_role *role = &file->protected_role;
	size_t person;
	bool ok = find_role(job, &file->register_.key, &job->reads.key, diag);
	ok = find_role(job, &file->roles.person, &person, diag) && ok;
	ok =
	    find_marks(job, &role->columns, &job->reads.protected_, diag) && ok;
	ok = find_marks(
		 job, &file->roles.deceased, &job->reads.deceased, diag) &&
	     ok;
	job->reads.guardian =
	    computed_line(job, &file->guardian.name, &ok, diag);
	/*
	 * A row without a key cannot be found again, in no list and in no run.
	 */
	if (job->reads.key != COLUMN_NONE) {
		job->reads.columns.at[job->reads.key].required = true;
		job->reads.columns.at[job->reads.key].is_key = true;
	}
	job_type_by_role(job, person, COLUMN_PERSONNUMMER);
	job->reads.person = person == job->reads.key ? COLUMN_NONE : person;
	if (file->persons.on && !role->columns.count && !role->none.span.file) {
		REPORT(diag, file->register_.file.span, &job_no_protected,
		    NO_ARGS);
		HINT(diag, &job_no_protected_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}
