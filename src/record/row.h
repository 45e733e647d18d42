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
};

#endif
