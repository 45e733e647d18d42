#include "load/register.h"

#include "base/file.h"
#include "intake/corrections.h"
#include "intake/dialect.h"
#include "intake/joined.h"
#include "job/computed.h"
#include "load/messages.h"
#include "record/identity.h"
#include "record/protection.h"
#include "text/normal.h"

/* ---- opening */

static bool
read_delimiter(
    const struct job_register *said, char *delimiter, struct diag *diag)
{
	const struct conf_text *written = &said->delimiter;
	*delimiter = 0;
	if (!written->span.file)
		return true;
	if (dialect_read_name(written->text, delimiter))
		return true;
	REPORT(diag, written->span, &load_bad_delimiter, ARGS(written->text));
	return false;
}

/* The job's names for the file's columns; the key may be said as `key:`. */
static void
take_renames(struct job *job, const struct job_register *said, bool first,
    struct joined_source *to)
{
	struct joined_rename *renames =
	    ARENA_ARRAY(job->mem, struct joined_rename, said->match_count + 1);
	const struct conf_text *key = &job->file->register_.key;
	for (size_t i = 0; i < said->match_count; i++) {
		const struct job_match *match = &said->matches[i];
		renames[to->rename_count++] = (struct joined_rename){
		    match->ours.text, match->theirs.text, match->theirs.span};
	}
	if (!first && said->key.span.file &&
	    !text_same(said->key.text, key->text))
		renames[to->rename_count++] = (struct joined_rename){
		    key->text, said->key.text, said->key.span};
	to->renames = renames;
}

/* The query in the place of a file, if it is one. */
static void
take_query(struct job *job, const struct job_register *said,
    struct register_source *source)
{
	if (!said->odbc.span.file)
		return;
	struct intake_query *query = ARENA_NEW(job->mem, struct intake_query);
	*query = (struct intake_query){
	    said->odbc.text, said->odbc.span, source->path, said->query.span};
	source->query = query;
	source->path =
	    intake_query_name(job->mem, said->odbc.text, said->query.text);
}

static bool
take_source(
    struct job *job, size_t index, struct joined_source *to, struct diag *diag)
{
	const struct job_register *said = &job->file->registers[index];
	struct register_source *source = &job->reads.sources[index];
	source->path = path_join(job->mem, job->file->folder,
	    arena_dup_text(job->mem, said->file.text));
	take_query(job, said, source);
	source->name =
	    said->source.span.file ? said->source.text : said->file.text;
	*to = (struct joined_source){
	    .options =
		{
		    .path = source->path,
		    .query = source->query,
		    .role = INPUT_REGISTER,
		    .asked = said->file.span,
		    .encoding =
			said->encoding.span.file
			    ? arena_dup_text(job->mem, said->encoding.text)
			    : NULL,
		    .encoding_span = said->encoding.span,
		    .delimiter_span = said->delimiter.span,
		    .sheet = said->sheet.span.file
				 ? arena_dup_text(job->mem, said->sheet.text)
				 : NULL,
		    .sheet_span = said->sheet.span,
		    .header_row = (uint32_t)said->header.number,
		    .beneath = true,
		    .like = job->reads.like,
		},
	};
	take_renames(job, said, index == 0, to);
	return read_delimiter(said, &to->options.delimiter, diag);
}

static bool
check_names(struct job *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 1; i < job->reads.source_count; i++) {
		for (size_t k = 0; k < i; k++) {
			if (!text_same(job->reads.sources[i].name,
				job->reads.sources[k].name))
				continue;
			REPORT(diag, job->file->registers[i].file.span,
			    &load_source_twice,
			    ARGS(job->reads.sources[i].name));
			ok = false;
		}
	}
	return ok;
}

bool
register_open(struct job *job, struct diag *diag)
{
	bool ok = true;
	size_t count = job->file->register_count;
	struct joined_source *to =
	    ARENA_ARRAY(job->mem, struct joined_source, count);
	job->reads.source_count = count;
	job->reads.sources =
	    ARENA_ARRAY(job->mem, struct register_source, count);
	for (size_t i = 0; i < count; i++)
		ok = take_source(job, i, &to[i], diag) && ok;
	if (!check_names(job, diag) || !ok)
		return false;
	job->reads.intake = count == 1 && !to[0].rename_count
				? intake_open(job->mem, &to[0].options, diag)
				: joined_open(job->mem, to, count, diag);
	if (!job->reads.intake)
		return false;
	job->reads.found = intake_found(job->reads.intake);
	for (size_t i = 0; i < count; i++)
		job->reads.sources[i].found =
		    joined_found(job->reads.intake, i);
	return true;
}

bool
register_read_corrections(struct job *job, struct diag *diag)
{
	const struct conf_text *said = &job->file->corrections;
	/* Without a key nothing can be corrected: that has been reported. */
	if (!said->span.file || job->reads.key == COLUMN_NONE)
		return true;
	job->reads.corrections_path = path_join(
	    job->mem, job->file->folder, arena_dup_text(job->mem, said->text));
	struct intake_options options = {
	    .path = job->reads.corrections_path,
	    .role = INPUT_CORRECTIONS,
	    .asked = said->span,
	};
	job->reads.corrections = corrections_read(
	    job->mem, &options, &job->reads.columns, job->reads.key, diag);
	return job->reads.corrections != NULL;
}

/* ---- rows */

/* The record's cells and where they come from; computed ones are empty. */
static const struct slice *
add_source(const struct job *job, struct arena *row_mem,
    const struct intake_record *record)
{
	if (job->reads.source_column == COLUMN_NONE && !job->reads.computed)
		return record->cells;
	struct slice *cells =
	    ARENA_ARRAY(row_mem, struct slice, job->reads.columns.count);
	memcpy(cells, record->cells, record->count * sizeof *cells);
	if (job->reads.source_column != COLUMN_NONE)
		cells[job->reads.source_column] =
		    job->reads.sources[record->source].name;
	return cells;
}

/* The value beneath a cell that was corrected says nothing of it any more. */
static const struct beneath *
find_beneath(const struct register_row *row, size_t column)
{
	bool as_read = row->cells[column].at == row->as_read[column].at;
	return as_read && column < row->beneath_count ? &row->beneath[column]
						      : NULL;
}

/* Whether ten digits were read as somebody young who may be a hundred older. */
static bool
is_short(const struct column *column, struct arena *row_mem, struct slice cell,
    struct slice read)
{
	if (column->type != COLUMN_PERSONNUMMER || slice_equal(cell, read))
		return false;
	struct identity identity =
	    identity_read(text_clean(row_mem, cell), column->today);
	return identity.other[0];
}

static void
read_key(const struct job *job, const struct column *key, struct arena *row_mem,
    struct register_row *row)
{
	row->key_why = (struct problem){0};
	row->key_fits =
	    column_read_cell(key, row_mem, row->cells[job->reads.key],
		find_beneath(row, job->reads.key), &row->key, &row->key_why);
	row->key_is_short =
	    is_short(key, row_mem, row->cells[job->reads.key], row->key.text);
}

/* However it is written; a value that does not fit counts as it stands. */
static void
read_person(
    const struct job *job, struct arena *row_mem, struct register_row *row)
{
	struct value value;
	struct problem ignored;
	if (job->reads.person == COLUMN_NONE)
		return;
	struct slice cell = row->cells[job->reads.person];
	struct column uncounted = job->reads.columns.at[job->reads.person];
	uncounted.tally = NULL;
	column_read(&uncounted, row_mem, cell, &value, &ignored);
	row->person = value.text;
	row->person_is_short = is_short(&uncounted, row_mem, cell, value.text);
}

/* The value beneath a mark's cell of a spreadsheet counts too where the cell
 * shows nothing. */
static struct slice
cell_beneath(const struct register_row *row, size_t column)
{
	const struct beneath *beneath = find_beneath(row, column);
	return beneath ? beneath->value : (struct slice){NULL, 0};
}

static bool
is_marked(const struct job *job, const struct register_row *row)
{
	const struct mark_columns *marks = &job->reads.protected_;
	bool set = mark_columns_set(marks, row->cells);
	for (size_t i = 0; i < marks->count && !set; i++)
		set = mark_is_set(cell_beneath(row, marks->at[i].column));
	return set || job_find_words(job, row->cells, MARK_KIND_PROTECTED) !=
			  COLUMN_NONE;
}

bool
register_may_be_marked(const struct job *job, struct arena *row_mem,
    const struct intake_record *record)
{
	struct register_row row = {
	    .beneath = record->beneath,
	    .beneath_count = record->beneath ? record->count : 0,
	};
	row.as_read = row.cells = add_source(job, row_mem, record);
	return job->reads.corrections || is_marked(job, &row);
}

enum death
register_row_death(
    const struct job_reads *reads, const struct register_row *row)
{
	const struct mark_columns *marks = &reads->deceased;
	enum death death = mark_columns_death(marks, row->cells);
	for (size_t i = 0; i < marks->count && death == DEATH_NO; i++)
		death = death_read(cell_beneath(row, marks->at[i].column));
	return death;
}

/*
 * A protected person's row is not corrected: the correction would have to be
 * recorded. A correction may say that a person is protected.
 */
static void
read_row(struct job *job, struct arena *row_mem,
    const struct intake_record *record, struct register_row *row)
{
	const struct column *key = &job->reads.columns.at[job->reads.key];
	struct column uncounted = *key;
	*row = (struct register_row){0};
	row->as_read = row->cells = add_source(job, row_mem, record);
	row->beneath = record->beneath;
	row->beneath_count = record->beneath ? record->count : 0;
	read_key(job, key, row_mem, row);
	row->is_protected = is_marked(job, row);
	if (!job->reads.corrections || row->is_protected)
		return;
	const struct slice *cells =
	    corrections_apply(job->reads.corrections, row_mem, row->key.text,
		record->number, row->cells, job->reads.columns.count);
	if (cells == row->cells)
		return;
	row->is_protected =
	    mark_columns_set(&job->reads.protected_, cells) ||
	    job_find_words(job, cells, MARK_KIND_PROTECTED) != COLUMN_NONE;
	if (row->is_protected)
		return;
	row->corrected = true;
	row->cells = cells;
	uncounted.tally = NULL;
	read_key(job, &uncounted, row_mem, row);
}

/* As it shows, and what lies beneath. */
static enum protected_link
look_at_row(const struct job *job, const struct register_row *row)
{
	enum protected_link link =
	    protected_look(job, row->as_read, row->key.text, row->person);
	for (size_t i = 0; i < row->beneath_count && link == LINK_NONE; i++)
		link = protected_look_at_number(job, i, row->beneath[i].value);
	return link;
}

const struct slice *
register_fill_computed(const struct job_reads *reads, struct arena *row_mem,
    const struct slice *cells)
{
	size_t count = reads->columns.count;
	if (!reads->computed)
		return cells;
	struct slice *all = ARENA_ARRAY(row_mem, struct slice, count);
	memcpy(all, cells, count * sizeof *all);
	computed_fill_cells(reads, row_mem, all);
	return all;
}

/* A protected person's name may stand in a cell that is taken apart. */
static void
add_computed(
    const struct job *job, struct arena *row_mem, struct register_row *row)
{
	bool same = row->cells == row->as_read;
	row->as_read =
	    register_fill_computed(&job->reads, row_mem, row->as_read);
	row->cells =
	    same ? row->as_read
		 : register_fill_computed(&job->reads, row_mem, row->cells);
}

void
register_read_row(struct job *job, struct arena *row_mem,
    const struct intake_record *record, struct register_row *row)
{
	read_row(job, row_mem, record, row);
	add_computed(job, row_mem, row);
	read_person(job, row_mem, row);
	if (row->is_protected || job->only_protected)
		return;
	row->link = look_at_row(job, row);
	if (row->corrected && row->link == LINK_NONE)
		row->link =
		    protected_look(job, row->cells, row->key.text, row->person);
}

bool
register_read_cell(const struct job_reads *reads, struct arena *row_mem,
    const struct register_row *row, size_t column, struct value *value,
    struct problem *why)
{
	return column_read_cell(&reads->columns.at[column], row_mem,
	    row->cells[column], find_beneath(row, column), value, why);
}

/* ---- what lets a row pass */

bool
register_cell_passes(
    const struct job_reads *reads, bool fits, const struct problem *why)
{
	/* What nobody has seen is printed for no reason. */
	return fits || (reads->unfit_passes && column_may_pass(why));
}
