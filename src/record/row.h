/*
 * record/row.h - one row of a register while it is at hand.
 */
#ifndef RECORD_ROW_H
#define RECORD_ROW_H

#include "record/column.h"

struct row {
	uint32_t number; /* 1 for the first row after the header */
	uint32_t line; /* physical line of the file it starts on */
	const struct value *values; /* one per column, with normalised text */
	size_t count;
	/*
	 * One per column: why a computed one (column.h) has no value, message
	 * NULL where it has one. NULL where no column is computed.
	 */
	const struct problem *doubts;
};

/* Why the column could not be computed for the row, or NULL. */
static inline const struct problem *
row_doubt(const struct row *row, size_t column)
{
	return row->doubts && row->doubts[column].message ? &row->doubts[column]
							  : NULL;
}

#endif
