#include "specimen/make.h"

#include <stdlib.h>

#include "base/memory.h"
#include "beside/beside.h"
#include "job/computed.h"
#include "specimen/extremes.h"
#include "specimen/messages.h"

struct maker {
	struct job *job;
	struct diag *diag;
	struct ledger *ledger;
	const struct circumstances *circumstances;
	struct composer *composer;
	struct typesetter *typesetter;
	struct arena *letter_mem;
	struct value *values; /* of the plan's row */
	struct value *shown; /* of who stands for it */
	struct branch_set met;
	struct problem why; /* the last letter could not be made */
};

static bool
open_all(struct maker *maker, struct glyph_use *use)
{
	struct job *job = maker->job;
	size_t count = job->reads.columns.count + 1;
	maker->letter_mem = arena_new();
	maker->values = ARENA_ARRAY(job->mem, struct value, count);
	maker->shown = ARENA_ARRAY(job->mem, struct value, count);
	maker->met = branch_set_new(job->mem, maker->circumstances->count);
	maker->typesetter = typesetter_new(job->mem, &job->writes, &job->paper,
	    &job->file->print, job->file->date.when, use, maker->diag);
	maker->composer = composer_new(job, maker->diag);
	if (!maker->typesetter || !maker->composer)
		return false;
	composer_watch(maker->composer, &maker->met);
	return true;
}

struct maker *
maker_open(struct job *job, struct ledger *ledger,
    const struct circumstances *circumstances, struct glyph_use *use,
    struct diag *diag)
{
	struct maker *maker = mem_new(1, sizeof *maker);
	maker->job = job;
	maker->diag = diag;
	maker->ledger = ledger;
	maker->circumstances = circumstances;
	if (open_all(maker, use))
		return maker;
	maker_close(maker);
	return NULL;
}

void
maker_close(struct maker *maker)
{
	if (!maker)
		return;
	composer_free(maker->composer);
	typesetter_free(maker->typesetter);
	arena_free(maker->letter_mem);
	free(maker);
}

struct arena *
maker_memory(struct maker *maker)
{
	return maker->letter_mem;
}

const struct problem *
maker_why(const struct maker *maker)
{
	return &maker->why;
}

struct typesetter *
maker_typesetter(struct maker *maker)
{
	return maker->typesetter;
}

void
maker_forget(struct maker *maker)
{
	arena_reset(maker->letter_mem);
}

/* ---- one letter */

static bool
make(struct maker *maker, const struct row *row, const struct expr_rows *tables,
    struct made *made, struct problem *why)
{
	const struct job *job = maker->job;
	enum rule_kind kind;
	branch_set_clear(&maker->met);
	made->letter.address_judged = true;
	composer_set_tables(maker->composer, tables);
	if (!typesetter_make(maker->typesetter, maker->composer,
		maker->letter_mem, row, &made->letter, &made->set, &kind, why))
		return false;
	circumstances_meet(
	    maker->circumstances, &made->letter, &made->set, &maker->met);
	made->met = maker->met;
	uint32_t paper = job->writes.letters[made->letter.version].stationery;
	extremes_measure(job->paper.at[paper].stationery, &made->letter,
	    &made->set.pages, made->extremes);
	return true;
}

/* The row as the plan has it; rows of tables with it. False after a report. */
static bool
recall(struct maker *maker, const struct original *original, struct row *row,
    const struct expr_rows **tables)
{
	const struct job_reads *reads = &maker->job->reads;
	*row = (struct row){.number = original->row, .line = original->line};
	computed_read_row(reads, !reads->unfit_passes, maker->letter_mem,
	    original->cells, maker->values, row);
	return maker->ledger
		   ? beside_recall(reads->beside, maker->ledger,
			 maker->letter_mem, row, tables)
		   : beside_join(reads->beside, maker->letter_mem, row, tables);
}

static void
start(const struct original *original, struct made *made)
{
	*made = (struct made){
	    .letter.addressee = original->addressee,
	    .letter.names = household_names_read(original->names),
	};
}

bool
maker_make(
    struct maker *maker, const struct original *original, struct made *made)
{
	struct row row;
	const struct expr_rows *tables;
	struct problem why = {0};
	start(original, made);
	if (!recall(maker, original, &row, &tables))
		return false;
	if (make(maker, &row, tables, made, &why))
		return true;
	REPORT(maker->diag, NO_SPAN, &specimen_differs, ARGS(original->row));
	return false;
}

/* ---- the same for invented people */

struct standing_in {
	struct maker *maker;
	struct inventor *inventor;
	const struct row *real;
	struct row shown;
	struct expr_rows *tables;
};

/* What is asked of lists and tables is asked for the real value. */
static struct value
real_value(void *ctx, const struct value *shown)
{
	struct standing_in *standing = ctx;
	const struct row *row = &standing->shown;
	size_t count = standing->maker->job->reads.columns.count;
	for (size_t i = 0; i < count; i++) {
		if (row->values[i].kind == shown->kind &&
		    slice_equal(row->values[i].text, shown->text))
			return standing->real->values[i];
	}
	struct value real = *shown;
	if (real.kind == VALUE_TEXT)
		real.text = inventor_real(standing->inventor, shown->text);
	return real;
}

static struct slice
shown_text(void *ctx, struct slice real)
{
	static const struct column any = {.type = COLUMN_TEXT};
	struct standing_in *standing = ctx;
	return inventor_text(standing->inventor, &any, real);
}

static struct value
invent_value(struct inventor *inventor, const struct column *column,
    const struct value *real)
{
	if (real->kind == VALUE_EMPTY || !real->text.len)
		return *real;
	struct slice text = inventor_text(inventor, column, real->text);
	struct value shown = column_judged_value(column, text);
	return shown.kind == real->kind ? shown
					: (struct value){.kind = real->kind,
					      .text = text,
					      .micro = real->micro};
}

/* Countries decide what an address looks like. */
static bool
is_kept(const struct job_reads *reads, size_t column)
{
	return column == reads->address.country ||
	       column == reads->guardian_address.country;
}

static void
invent_row(struct standing_in *standing)
{
	struct maker *maker = standing->maker;
	const struct job_reads *reads = &maker->job->reads;
	for (size_t i = 0; i < reads->columns.count; i++) {
		const struct column *column = &reads->columns.at[i];
		const struct value *real = &standing->real->values[i];
		maker->shown[i] =
		    column->computed || is_kept(reads, i)
			? *real
			: invent_value(standing->inventor, column, real);
	}
	standing->shown = (struct row){
	    .number = RESPONSE_ROWS, /* of a response code: nobody's */
	    .values = maker->shown,
	    .count = standing->real->count,
	};
	computed_fill(
	    reads, maker->letter_mem, NULL, maker->shown, &standing->shown);
}

static void
invent_tables(struct standing_in *standing, const struct expr_rows *real)
{
	struct maker *maker = standing->maker;
	const struct scope *scope = &maker->job->decides.scope;
	standing->tables = ARENA_ARRAY(
	    maker->letter_mem, struct expr_rows, scope->table_count + 1);
	for (size_t t = 0; t < scope->table_count; t++) {
		const struct expr_table *table = &scope->tables[t];
		size_t count = real[t].count * table->column_count;
		struct value *values =
		    ARENA_ARRAY(maker->letter_mem, struct value, count + 1);
		for (size_t i = 0; i < count; i++)
			values[i] = invent_value(standing->inventor,
			    scope
				->names[table->first_name +
					i % table->column_count]
				.column,
			    &real[t].values[i]);
		standing->tables[t] = real[t];
		standing->tables[t].values = values;
	}
}

static void
invent_names(struct inventor *inventor, struct household_names *names)
{
	static const struct column any = {.type = COLUMN_TEXT};
	for (size_t i = 0; i < names->count; i++) {
		names->first[i] =
		    inventor_text(inventor, &any, names->first[i]);
		names->full[i] = inventor_text(inventor, &any, names->full[i]);
	}
}

bool
maker_invent(struct maker *maker, const struct original *original,
    struct inventor *inventor, struct made *made, bool *failed)
{
	struct row real;
	const struct expr_rows *tables;
	struct problem why = {0};
	struct standing_in standing = {
	    .maker = maker, .inventor = inventor, .real = &real};
	const struct beside_veil veil = {&standing, real_value, shown_text};
	struct beside *beside = maker->job->reads.beside;
	start(original, made);
	*failed = !recall(maker, original, &real, &tables);
	if (*failed)
		return false;
	beside_put_veil(beside, &veil);
	invent_row(&standing);
	invent_tables(&standing, tables);
	invent_names(inventor, &made->letter.names);
	bool ok = make(maker, &standing.shown, standing.tables, made, &why);
	beside_put_veil(beside, NULL);
	maker->why = why;
	return ok;
}

bool
maker_stamp(struct maker *maker, const struct stamp *stamp, struct pages *pages,
    struct problem *why)
{
	return typesetter_stamp(
	    maker->typesetter, maker->letter_mem, stamp, pages, why);
}
