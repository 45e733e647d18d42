/*
 * record/typed.h - one clean cell by its column's type; for column.c alone.
 */
#ifndef RECORD_TYPED_H
#define RECORD_TYPED_H

#include "record/column.h"

struct typed {
	struct value value;
	const struct message *message; /* NULL where it fits */
};

/*
 * A cell that is not empty, or any cell of a column with `values:`. Texts borrow
 * from `clean` or live in row_mem.
 */
struct typed typed_read(
    const struct column *column, struct arena *row_mem, struct slice clean);

/* The value of a text that column_read has kept, which fits or was unfit. */
struct value typed_again(const struct column *column, struct slice clean);
/* The same of one that fits. */
struct value typed_judged(const struct column *column, struct slice clean);

#endif
