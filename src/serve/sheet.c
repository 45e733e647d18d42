#include "serve/sheet.h"

#include "base/utf8.h"
#include "load/open.h"
#include "load/protected.h"
#include "load/register.h"
#include "new/new_guess.h"
#include "record/contact.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "record/protection.h"
#include "serve/pages.h"
#include "text/normal.h"

#define CELL_MOST 60 /* characters */

/* ---- what may be shown of a cell */

/* "320103-9942" shows as 000000-0000, "Götas väg 3" as xxxxx xxx 0. */
static struct slice
shape_of(struct arena *mem, struct slice cell)
{
	struct strbuf shape = {0};
	size_t signs = 0;
	for (size_t at = 0; at < cell.len && signs++ < CELL_MOST;) {
		uint32_t code = utf8_next(cell, &at);
		if (code_is_digit(code))
			strbuf_add_char(&shape, '0');
		else if (code_is_letter(code) || code >= 0x80)
			strbuf_add_char(&shape, 'x');
		else
			strbuf_add_char(&shape, (char)code);
	}
	struct slice kept = arena_dup(mem, strbuf_view(&shape));
	strbuf_fini(&shape);
	return kept;
}

static struct slice
cut(struct arena *mem, struct slice cell)
{
	size_t at = 0;
	for (size_t signs = 0; at < cell.len && signs < CELL_MOST; signs++)
		utf8_next(cell, &at);
	if (at == cell.len)
		return arena_dup(mem, cell);
	return arena_print(mem, "%.*s…", (int)at, cell.at);
}

/* A row over the header that has somebody's number in it is a row after all. */
static bool
is_somebodys(struct slice cell)
{
	day any = day_of(2100, 1, 1);
	cell = slice_trim(cell);
	return identity_is_number(identity_read(cell, any).fault) ||
	       identity_is_number(henkilotunnus_read(cell, any).fault) ||
	       identity_is_number(fodselsnummer_read(cell, any).fault) ||
	       email_is_valid(cell);
}

/* How many of them are what headers are called. */
static size_t
count_names(struct arena *mem, const struct peek_row *row)
{
	struct new_guess guess;
	size_t names = 0;
	new_guess_by_name(mem, row->cells, row->count, &guess);
	for (size_t i = 0; i < NEW_ROLES; i++)
		names += guess.columns[i] != NEW_NONE;
	for (size_t i = 0; i < row->count; i++)
		names += guess.marks[i] != MARK_KIND_NONE ||
			 marks_identity(mem, row->cells[i]);
	return names;
}

/*
 * Over the header stand titles, and headers where the wrong line was taken for
 * one. All else may be somebody's row, for the same reason.
 */
static bool
is_title(const struct sheet_view *view, const struct peek_row *row)
{
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++) {
		filled += slice_trim(row->cells[i]).len > 0;
		if (is_somebodys(row->cells[i]))
			return false;
	}
	return (filled <= 2 && view->column_count > 3) ||
	       count_names(view->work->mem, row) >= 2;
}

/* ---- the rows */

static void
take_line(const struct peek_row *row, void *ctx)
{
	struct sheet_view *view = ctx;
	struct arena *mem = view->work->mem;
	struct sheet_line *line = &view->lines[view->line_count++];
	*line = (struct sheet_line){
	    .line = row->line,
	    .verdict = SHEET_SHAPE,
	    .broken = row->broken,
	    .hidden = row->hidden,
	    .coloured = row->coloured,
	    .struck = row->struck,
	    .cells = ARENA_ARRAY(mem, struct slice, row->count + 1),
	    .count = row->count,
	};
	for (size_t i = 0; i < row->count; i++)
		line->cells[i] = cut(mem, row->cells[i]);
	for (size_t i = 0; i < view->column_count && row->hidden_columns; i++)
		view->columns[i].hidden = row->hidden_columns[i];
	if (line->line == view->found->header_line)
		line->verdict = SHEET_HEADER;
	else if (line->line < view->found->header_line)
		line->verdict = SHEET_OVER;
	if (line->verdict == SHEET_OVER && !is_title(view, row))
		line->verdict = SHEET_SHAPE;
}

static void
judge_line(struct sheet_view *view, uint32_t number, bool hides)
{
	for (size_t i = 0; i < view->line_count; i++) {
		struct sheet_line *line = &view->lines[i];
		if (line->line == number && line->verdict == SHEET_SHAPE)
			line->verdict = hides ? SHEET_PROTECTED : SHEET_SHOWN;
	}
}

/* Of the first rows, once all of the register was looked through. */
static bool
judge_rows(struct sheet_view *view, struct job *job, struct diag *lacks)
{
	struct intake_record record;
	struct arena *row_mem = arena_new();
	enum intake_result result;
	uint32_t last =
	    view->line_count ? view->lines[view->line_count - 1].line : 0;
	if (job->file->persons.on && !protected_open(job, lacks)) {
		arena_free(row_mem);
		return false;
	}
	while ((result = intake_next(job->reads.intake, &record)) <=
	       INTAKE_MALFORMED) {
		struct register_row row;
		if (record.source || record.line > last)
			break;
		if (result == INTAKE_MALFORMED)
			continue; /* its mark cannot be trusted */
		register_read_row(job, row_mem, &record, &row);
		judge_line(view, record.line, row.is_protected || row.link);
		arena_reset(row_mem);
	}
	arena_free(row_mem);
	return result != INTAKE_FAILED;
}

static void
judge(struct sheet_view *view, struct diag *lacks)
{
	struct job job = {0};
	struct work *work = view->work;
	if (load_open_register(&job, work->mem, "job.yaml", lacks) &&
	    judge_rows(view, &job, lacks))
		view->judged = true;
	load_close(&job);
	for (size_t i = 0; !view->judged && i < view->line_count; i++) {
		if (view->lines[i].verdict > SHEET_SHAPE)
			view->lines[i].verdict = SHEET_SHAPE;
	}
}

static void
hide_cells(struct sheet_view *view)
{
	for (size_t i = 0; i < view->line_count; i++) {
		struct sheet_line *line = &view->lines[i];
		for (size_t k = 0; k < line->count; k++) {
			if (line->verdict == SHEET_SHAPE)
				line->cells[k] =
				    shape_of(view->work->mem, line->cells[k]);
			else if (line->verdict == SHEET_PROTECTED)
				line->cells[k] = (struct slice){"", 0};
		}
	}
}

static void
add_example(struct sheet_column *column, struct slice cell)
{
	cell = slice_trim(cell);
	if (!cell.len || column->example_count == SHEET_EXAMPLES)
		return;
	for (size_t i = 0; i < column->example_count; i++) {
		if (text_same(column->examples[i], cell))
			return;
	}
	column->examples[column->example_count++] = cell;
}

static void
find_examples(struct sheet_view *view)
{
	for (size_t i = 0; i < view->line_count; i++) {
		const struct sheet_line *line = &view->lines[i];
		bool below = line->line > view->found->header_line;
		for (size_t k = 0;
		     below && k < line->count && k < view->column_count; k++)
			add_example(&view->columns[k], line->cells[k]);
	}
}

/* ---- the columns */

static struct slice
our_name(const struct job_register *of, struct slice theirs)
{
	for (size_t i = 0; i < of->match_count; i++) {
		if (text_same(of->matches[i].theirs.text, theirs))
			return of->matches[i].ours.text;
	}
	return theirs;
}

static void
find_columns(struct sheet_view *view)
{
	const struct job_register *of = view->said;
	view->column_count = view->found->count;
	view->columns = ARENA_ARRAY(
	    view->work->mem, struct sheet_column, view->found->count + 1);
	for (size_t i = 0; i < view->found->count; i++) {
		view->columns[i].theirs = view->found->names[i];
		view->columns[i].name = our_name(of, view->found->names[i]);
	}
}

/* Whether a column stands there, alone or in a list. */
static bool
names(const struct yaml *said, struct slice column)
{
	if (said && said->kind == YAML_SCALAR)
		return text_same(said->text, column);
	for (size_t i = 0; said && said->kind == YAML_LIST && i < said->count;
	     i++) {
		if (names(said->items[i], column))
			return true;
	}
	return false;
}

/* Whom the job's columns mark, and those that look like marks. */
static enum mark_kind *
find_marks(const struct sheet_view *view)
{
	struct arena *mem = view->work->mem;
	enum mark_kind *marks =
	    ARENA_ARRAY(mem, enum mark_kind, view->column_count + 1);
	for (size_t i = 0; i < view->column_count; i++) {
		marks[i] = marks_find(mem, view->columns[i].theirs).kind;
		if (names(view->protected_, view->columns[i].name))
			marks[i] = MARK_KIND_PROTECTED;
	}
	return marks;
}

/* ---- all of it */

static struct intake_options
options_of(struct arena *mem, const struct job_register *of)
{
	struct intake_options options = {
	    .path = arena_dup_text(mem, of->file.text),
	    .role = INPUT_REGISTER,
	    .asked = of->file.span,
	    .encoding_span = of->encoding.span,
	    .delimiter_span = of->delimiter.span,
	    .sheet_span = of->sheet.span,
	    .beneath = true,
	};
	if (of->encoding.text.len)
		options.encoding = arena_dup_text(mem, of->encoding.text);
	if (slice_is(of->delimiter.text, "tab"))
		options.delimiter = '\t';
	else if (of->delimiter.text.len == 1)
		options.delimiter = of->delimiter.text.at[0];
	if (of->sheet.text.len)
		options.sheet = arena_dup_text(mem, of->sheet.text);
	if (of->header.span.file)
		options.header_row = (uint32_t)of->header.number;
	return options;
}

/* Another sheet of the same file. */
static struct intake *
open_other(struct sheet_view *view, struct intake *take_intake, size_t other)
{
	const struct intake_found *found = intake_found(take_intake);
	if (other > found->sheet_count)
		return take_intake;
	view->options.sheet =
	    arena_dup_text(view->work->mem, found->sheets[other - 1]);
	view->options.header_row = 0;
	intake_close(take_intake);
	return intake_open(view->work->mem, &view->options, view->work->diag);
}

static void
peek(struct sheet_view *view)
{
	struct intake_options options = view->options;
	struct sources *sources = sources_new();
	struct diag *silent = diag_new(sources);
	options.encoding =
	    view->found->encoding[0] ? view->found->encoding : NULL;
	if (view->found->kind == INTAKE_CSV)
		options.delimiter = view->found->delimiter;
	options.role = INPUT_NONE;
	intake_peek(
	    view->work->mem, &options, SHEET_ROWS, take_line, view, silent);
	work_pass_over(silent);
	diag_free(silent);
	sources_free(sources);
}

static void
look_into(struct sheet_view *view, struct intake *intake, size_t other,
    struct diag *lacks)
{
	struct work *work = view->work;
	view->found = intake_found(intake);
	find_columns(view);
	profile_read(
	    work->mem, intake, find_marks(view), view->today, &view->profile);
	peek(view);
	if (!other)
		judge(view, lacks);
	hide_cells(view);
	find_examples(view);
}

/* Of a job that may not be whole yet. */
static bool
read_said(struct sheet_view *view)
{
	size_t count;
	struct job_register *registers;
	struct conf_flag persons = {.on = true};
	struct conf_date date = {0};
	struct work *work = view->work;
	struct sources *sources = sources_new();
	struct diag *silent = diag_new(sources);
	const struct yaml *root =
	    yaml_read(work->mem, "job.yaml", INPUT_NONE, work->diag, NO_SPAN);
	const struct yaml *said = root ? yaml_find(root, "register") : NULL;
	const struct yaml *roles = root ? yaml_find(root, "roles") : NULL;
	if (said &&
	    job_read_registers(work->mem, said, &registers, &count, work->diag))
		view->said = registers;
	view->protected_ = roles ? yaml_find(roles, "protected") : NULL;
	if (root && yaml_find(root, "persons"))
		conf_read_flag(yaml_find(root, "persons"), &persons, silent);
	view->persons = persons.on;
	view->today = day_of(2100, 1, 1);
	if (root && yaml_find(root, "date") &&
	    conf_read_date(yaml_find(root, "date"), &date, silent))
		view->today = date.when;
	diag_free(silent);
	sources_free(sources);
	return view->said;
}

void
sheet_look(struct sheet_view *view, struct work *work, size_t other,
    struct diag *lacks)
{
	*view = (struct sheet_view){.work = work};
	if (!read_said(view) || sheet_is_query(view))
		return;
	view->options = options_of(work->mem, view->said);
	progress_step(&work->progress, STAGE_LOAD, 0, 0);
	struct intake *intake =
	    intake_open(work->mem, &view->options, work->diag);
	if (intake && other)
		intake = open_other(view, intake, other);
	if (intake)
		look_into(view, intake, other, lacks);
	intake_close(intake);
}
