#include "job/composed.h"

#include "expr/expr.h"
#include "record/address_cell.h"

struct piece {
	struct arena *letter_mem;
	enum address_part part;
	struct slice line; /* the column's name */
	struct problem *why;
};

static bool
is_odd(struct slice name, struct slice text, bool joined, void *ctx)
{
	const struct piece *piece = ctx;
	return !address_piece_fits(piece->letter_mem, piece->part, joined,
	    name.len ? name : piece->line, text, piece->why);
}

static bool
line_fits(const struct job_reads *reads, const struct expr_context *context,
    enum address_part part, size_t column, struct problem *why)
{
	if (column == COLUMN_NONE || !reads->columns.at[column].is ||
	    row_doubt(context->row, column))
		return true;
	struct piece piece = {
	    context->letter_mem, part, reads->columns.at[column].name, why};
	return !expr_each_cell(
	    reads->columns.at[column].is, context, is_odd, &piece);
}

bool
composed_fits(const struct job_reads *reads, const char *language,
    struct arena *letter_mem, const struct row *row,
    const struct address_columns *from, struct problem *why)
{
	const struct expr_context context = {
	    .row = row,
	    .letter_mem = letter_mem,
	    .language = language,
	    .doubt = true,
	};
	for (size_t i = 0; i < from->name_count; i++) {
		if (!line_fits(reads, &context, i ? PART_NEXT_NAME : PART_NAME,
			from->name[i], why))
			return false;
	}
	return line_fits(reads, &context, PART_LINE, from->co, why) &&
	       line_fits(reads, &context, PART_LINE, from->street, why) &&
	       line_fits(reads, &context, PART_LINE, from->street2, why) &&
	       line_fits(reads, &context, PART_POSTCODE, from->postcode, why) &&
	       line_fits(reads, &context, PART_TOWN, from->town, why) &&
	       line_fits(reads, &context, PART_COUNTRY, from->country, why);
}
