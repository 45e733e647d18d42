#include "job/computed.h"

#include "base/messages.h"
#include "beside/beside.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "text/normal.h"
#include "text/number.h"

#define COMPUTED_MOST 200

enum visit { VISIT_NOT, VISIT_NOW, VISIT_DONE };

struct computed_column {
	size_t column;
	struct expr *expr; /* NULL after a report */
	struct span place;
	bool typed; /* `type:` or `values:` says its type */
	enum column_type natural; /* of what the expression gives */
	enum visit visit;
	bool *sources; /* of the register's columns */
	bool asks; /* a list, a run or a table */
};

struct computed {
	struct computed_column at[COMPUTED_MOST];
	size_t count;
	size_t order[COMPUTED_MOST]; /* in which they are computed */
	size_t ordered;
	struct problem *doubts; /* one per column, of the row at hand */
	struct scope scope;
	const char *language; /* of the job */
};

static struct computed_column *
find_computed(const struct job_reads *reads, size_t column)
{
	struct computed *computed = reads->computed;
	for (size_t i = 0; computed && i < computed->count; i++) {
		if (computed->at[i].column == column)
			return &computed->at[i];
	}
	return NULL;
}

/* ---- declaration */

static bool
add(struct job *job, struct slice name, struct expr *expr, struct span place,
    size_t *column, struct diag *diag)
{
	if (!job->reads.computed)
		job->reads.computed = ARENA_NEW(job->mem, struct computed);
	struct computed *computed = job->reads.computed;
	if (computed->count == COMPUTED_MOST) {
		REPORT(diag, place, &job_computed_many, ARGS(COMPUTED_MOST));
		return false;
	}
	*column = job->reads.columns.count;
	job->reads.columns.at[job->reads.columns.count++] = (struct column){
	    .name = name,
	    .folded = text_fold(job->mem, name),
	    .computed = true,
	};
	computed->at[computed->count++] = (struct computed_column){
	    .column = *column,
	    .expr = expr,
	    .place = place,
	};
	return true;
}

bool
computed_declare(
    struct job *job, const struct job_column *said, struct diag *diag)
{
	size_t column = columns_find(&job->reads.columns, said->name.text);
	if (column != COLUMN_NONE) {
		REPORT(diag, said->name.span, &job_computed_shadows,
		    ARGS(said->name.text));
		return false;
	}
	if (said->required) {
		REPORT(diag, said->name.span, &job_computed_required,
		    ARGS(said->name.text));
		return false;
	}
	struct expr *expr =
	    expr_parse(job->mem, said->is.text, said->is.span, diag);
	if (!add(job, said->name.text, expr, said->is.span, &column, diag))
		return false;
	struct column *to = &job->reads.columns.at[column];
	to->type = said->type;
	to->choices = said->choices;
	to->choice_count = said->choice_count;
	to->span = said->name.span;
	job->reads.computed->at[job->reads.computed->count - 1].typed =
	    said->typed;
	return expr;
}

/* A name has none of these, or it stands in brackets. */
static bool
is_expression(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("([+'\"", text.at[i]) && text.at[i])
			return true;
	}
	return false;
}

/* A column whose name is the expression as it is written. */
static size_t
add_line(struct job *job, struct expr *expr, struct span place, bool *ok,
    struct diag *diag)
{
	struct strbuf name = {0};
	expr_write(&name, expr);
	size_t column = columns_find(&job->reads.columns, strbuf_view(&name));
	if (column == COLUMN_NONE &&
	    !add(job, arena_dup(job->mem, strbuf_view(&name)), expr, place,
		&column, diag)) {
		*ok = false;
		column = COLUMN_NONE;
	}
	strbuf_fini(&name);
	return column;
}

/* The expression of one value, where it is not a column's name. */
static struct expr *
parse_line(struct job *job, const struct conf_text *said, struct diag *diag)
{
	if (is_expression(said->text))
		return expr_parse(job->mem, said->text, said->span, diag);
	job_report_no_column(job, said, diag);
	return NULL;
}

size_t
computed_line(
    struct job *job, const struct conf_text *said, bool *ok, struct diag *diag)
{
	if (!said->span.file)
		return COLUMN_NONE;
	size_t column = columns_find(&job->reads.columns, said->text);
	if (column != COLUMN_NONE)
		return column;
	struct expr *expr = parse_line(job, said, diag);
	if (expr)
		return add_line(job, expr, said->span, ok, diag);
	*ok = false;
	return COLUMN_NONE;
}

void
computed_postal(struct job *job, const struct conf_text *said, size_t country,
    size_t *postcode, size_t *town, bool *ok, struct diag *diag)
{
	size_t column = columns_find(&job->reads.columns, said->text);
	struct expr *parts[2];
	parts[0] = column == COLUMN_NONE
		       ? parse_line(job, said, diag)
		       : expr_column(job->mem,
			     job->reads.columns.at[column].name, said->span);
	if (!parts[0]) {
		*ok = false;
		return;
	}
	bool swedish = slice_is(slice_view(job->language), "sv");
	size_t count = country == COLUMN_NONE ? 1 : 2;
	if (count == 2)
		parts[1] = expr_column(
		    job->mem, job->reads.columns.at[country].name, said->span);
	*postcode = add_line(job,
	    expr_call(
		job->mem, swedish ? "postnummer" : "postcode", parts, count),
	    said->span, ok, diag);
	*town = add_line(job,
	    expr_call(job->mem, swedish ? "postort" : "town", parts, count),
	    said->span, ok, diag);
}

/* ---- check */

struct checking {
	struct job *job;
	struct diag *diag;
	struct computed_column *of;
	bool ok;
};

static bool check_one(
    struct job *job, struct computed_column *one, struct diag *diag);

/* What the expression reads is checked first. */
static void
check_name(struct slice name, void *ctx)
{
	struct checking *checking = ctx;
	struct job *job = checking->job;
	size_t column = columns_find(&job->reads.columns, name);
	struct computed_column *read = find_computed(&job->reads, column);
	if (!read)
		return;
	if (read->visit != VISIT_NOW) {
		checking->ok =
		    check_one(job, read, checking->diag) && checking->ok;
		return;
	}
	REPORT(checking->diag, checking->of->place, &job_computed_cycle,
	    ARGS(job->reads.columns.at[checking->of->column].name,
		job->reads.columns.at[column].name));
	checking->ok = false;
}

static void
mark_source(size_t column, void *ctx)
{
	bool *sources = ctx;
	sources[column] = true;
}

static void
mark_column(size_t column, void *ctx)
{
	struct checking *checking = ctx;
	struct column *columns = checking->job->reads.columns.at;
	columns[checking->of->column].spoken |= columns[column].spoken;
	computed_each_source(
	    &checking->job->reads, column, mark_source, checking->of->sources);
}

static enum column_type
type_of(const struct expr *expr)
{
	switch (expr_type(expr)) {
	case EXPR_NUMBER:
		return COLUMN_DECIMAL;
	case EXPR_DATE:
		return COLUMN_DATE;
	case EXPR_FLAG:
		return COLUMN_FLAG;
	case EXPR_TEXT:
		break;
	}
	return COLUMN_TEXT;
}

/* A type that the job states, or a role gives, is read from the text. */
static void
settle_type(struct job *job, struct computed_column *one)
{
	struct column *column = &job->reads.columns.at[one->column];
	one->natural = type_of(one->expr);
	column->is = one->expr;
	if (!one->typed && column->type == COLUMN_TEXT)
		column->type = one->natural;
	column_prepare(job->mem, column, job->file->date.when);
	column->spoken = one->natural == COLUMN_TEXT && expr_speaks(one->expr);
	one->sources =
	    ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
	one->asks = expr_asks(one->expr);
	struct checking checking = {.job = job, .of = one};
	expr_each_column(one->expr, mark_column, &checking);
}

static bool
check_one(struct job *job, struct computed_column *one, struct diag *diag)
{
	struct computed *computed = job->reads.computed;
	if (one->visit == VISIT_DONE)
		return one->expr;
	struct checking checking = {
	    .job = job, .diag = diag, .of = one, .ok = one->expr};
	one->visit = VISIT_NOW;
	if (one->expr)
		expr_each_name(one->expr, check_name, &checking);
	one->visit = VISIT_DONE;
	if (!checking.ok || !expr_check(one->expr, &computed->scope, diag)) {
		one->expr = NULL;
		return false;
	}
	settle_type(job, one);
	computed->order[computed->ordered++] = (size_t)(one - computed->at);
	return true;
}

bool
computed_check(struct job *job, struct diag *diag)
{
	struct computed *computed = job->reads.computed;
	bool ok = true;
	if (!computed)
		return true;
	struct named_value *names = ARENA_ARRAY(job->mem, struct named_value,
	    job->file->fact_count + JOB_OWN_NAMES);
	computed->scope = (struct scope){
	    .columns = &job->reads.columns,
	    .names = names,
	    .name_count = job_name_facts(job, names),
	    .today = job->file->date.when,
	    .lookups = beside_lookups(job->reads.beside),
	};
	computed->language = job->language;
	computed->doubts =
	    ARENA_ARRAY(job->mem, struct problem, job->reads.columns.count + 1);
	for (size_t i = 0; i < computed->count; i++) {
		struct computed_column *one = &computed->at[i];
		if (check_one(job, one, diag))
			continue;
		/* Rules that name it are checked all the same. */
		column_prepare(job->mem, &job->reads.columns.at[one->column],
		    job->file->date.when);
		ok = false;
	}
	return ok;
}

/* ---- rows */

static struct slice
write_value(struct arena *row_mem, const struct value *value)
{
	char iso[11];
	switch (value->kind) {
	case VALUE_NUMBER:
		return column_write_number(row_mem, value->micro);
	case VALUE_DATE:
		day_write_iso(value->when, iso);
		return arena_dup(row_mem, slice_view(iso));
	case VALUE_FLAG:
		return value->flag ? SLICE("ja") : SLICE("nej");
	case VALUE_TEXT:
		return text_clean(row_mem, value->text);
	case VALUE_EMPTY:
	case VALUE_UNFIT:
	case VALUE_UNDECIDABLE:
		break;
	}
	return (struct slice){NULL, 0};
}

/* Reads what was computed as a cell of the column's type is read. */
static void
fill_one(const struct job_reads *reads, const struct computed_column *one,
    const struct expr_context *context, struct value *to, struct problem *doubt)
{
	*doubt = (struct problem){0};
	struct value value = expr_evaluate(one->expr, context, doubt);
	if (value.kind == VALUE_UNDECIDABLE) {
		*to = (struct value){.kind = VALUE_UNFIT};
		return;
	}
	value.text = write_value(context->letter_mem, &value);
	if (value.kind == VALUE_TEXT && !value.text.len)
		value.kind = VALUE_EMPTY;
	*to = value;
	struct column column = reads->columns.at[one->column];
	if (column.type == one->natural)
		return;
	column.tally = NULL;
	column_read(&column, context->letter_mem, value.text, to, doubt);
}

void
computed_fill(const struct job_reads *reads, struct arena *row_mem,
    const struct slice *cells, struct value *values, struct row *row)
{
	struct computed *computed = reads->computed;
	if (!computed)
		return;
	row->doubts = computed->doubts;
	struct expr_context context = {
	    .row = row,
	    .letter_mem = row_mem,
	    .language = computed->language,
	    .doubt = true,
	};
	for (size_t i = 0; i < computed->count; i++)
		computed->doubts[computed->at[i].column] = (struct problem){0};
	for (size_t i = 0; i < computed->ordered; i++) {
		const struct computed_column *one =
		    &computed->at[computed->order[i]];
		const struct column *column = &reads->columns.at[one->column];
		if (cells && cells[one->column].len) {
			values[one->column] =
			    column_value(column, cells[one->column]);
			continue;
		}
		fill_one(reads, one, &context, &values[one->column],
		    &computed->doubts[one->column]);
	}
}

void
computed_read_row(const struct job_reads *reads, bool judged,
    struct arena *letter_mem, const struct slice *cells, struct value *values,
    struct row *row)
{
	const struct columns *columns = &reads->columns;
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->at[i];
		if (!column->computed)
			values[i] = judged
					? column_judged_value(column, cells[i])
					: column_value(column, cells[i]);
	}
	row->values = values;
	row->count = columns->count;
	computed_fill(reads, letter_mem, cells, values, row);
}

void
computed_fill_cells(
    const struct job_reads *reads, struct arena *row_mem, struct slice *cells)
{
	struct computed *computed = reads->computed;
	size_t count = reads->columns.count;
	struct value *values = ARENA_ARRAY(row_mem, struct value, count);
	struct row row = {.values = values, .count = count};
	struct problem ignored = {0};
	for (size_t i = 0; i < count; i++) {
		struct column column = reads->columns.at[i];
		column.tally = NULL;
		if (column.computed)
			values[i] = (struct value){.kind = VALUE_UNFIT};
		else
			column_read(
			    &column, row_mem, cells[i], &values[i], &ignored);
	}
	struct expr_context context = {
	    .row = &row,
	    .letter_mem = row_mem,
	    .language = computed->language,
	    .doubt = true,
	};
	for (size_t i = 0; i < computed->ordered; i++) {
		const struct computed_column *one =
		    &computed->at[computed->order[i]];
		if (one->asks)
			continue;
		fill_one(reads, one, &context, &values[one->column], &ignored);
		cells[one->column] = values[one->column].text;
	}
}

/* ---- what they are made from */

void
computed_each_source(const struct job_reads *reads, size_t column,
    void (*seen)(size_t column, void *ctx), void *ctx)
{
	const struct computed_column *one = find_computed(reads, column);
	if (!one) {
		seen(column, ctx);
		return;
	}
	for (size_t i = 0; one->sources && i < reads->columns.count; i++) {
		if (one->sources[i])
			seen(i, ctx);
	}
}

bool
computed_share(const struct job_reads *reads, size_t one, size_t other)
{
	const struct computed_column *a = find_computed(reads, one);
	const struct computed_column *b = find_computed(reads, other);
	if (one == other)
		return true;
	if (!a || !b)
		return (a && a->sources && a->sources[other]) ||
		       (b && b->sources && b->sources[one]);
	for (size_t i = 0; a->sources && b->sources && i < reads->columns.count;
	     i++) {
		if (a->sources[i] && b->sources[i])
			return true;
	}
	return false;
}

bool
computed_reads_crosses(const struct job_reads *reads)
{
	const struct computed *computed = reads->computed;
	for (size_t i = 0; computed && i < computed->count; i++) {
		const bool *sources = computed->at[i].sources;
		for (size_t c = 0; c < reads->columns.count; c++) {
			if (sources[c] && reads->columns.at[c].empty_is_no)
				return true;
		}
	}
	return false;
}
