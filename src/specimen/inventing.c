#include "specimen/inventing.h"

void
inventor_avoid_cell(struct inventor *inventor, struct arena *scratch,
    const struct column *column, struct slice cell)
{
	if (column->type != COLUMN_CHOICE && column->type != COLUMN_FLAG)
		inventor_avoid(inventor, scratch, cell);
}

static void
keep_literal(const struct expr_literal *literal, void *ctx)
{
	inventor_keep(ctx, literal);
}

static void
keep_in(struct inventor *inventor, const struct expr *expr)
{
	if (expr)
		expr_each_literal(expr, keep_literal, inventor);
}

static void
keep_in_letter(struct inventor *inventor, const struct letter *letter)
{
	for (size_t i = 0; i < letter->field_count; i++)
		keep_in(inventor, letter->fields[i].expr);
}

void
inventor_keep_job(struct inventor *inventor, const struct job_writes *writes)
{
	keep_in(inventor, writes->large_print);
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *version = &writes->letters[v];
		keep_in(inventor, version->condition);
		for (size_t t = 0; t < version->count; t++)
			keep_in_letter(inventor, version->texts[t].letter);
	}
	for (size_t i = 0; i < writes->enclosure_count; i++)
		keep_in(inventor, writes->enclosures[i].condition);
	for (size_t f = 0; f < writes->frame_count; f++) {
		if (writes->frames[f].letter && writes->frames[f].by_row)
			keep_in_letter(inventor, writes->frames[f].letter);
	}
}
