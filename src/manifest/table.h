/*
 * manifest/table.h - a table that goes on in further sheets where one is full,
 * each with its header and filter.
 */
#ifndef MANIFEST_TABLE_H
#define MANIFEST_TABLE_H

#include "base/message.h"
#include "manifest/book.h"

struct table {
	const struct words *words;
	struct book *book;
	const struct message *name; /* of the first sheet: "Rows" */
	const struct message *name_more; /* of the others: "Rows {1}" */
	const struct slice *headers;
	size_t columns;
	size_t printed; /* of them, on paper; 0: all */
	uint32_t limit; /* rows of a sheet, its header among them */
	/* set by the functions below */
	struct sheet *sheet;
	uint32_t row; /* the last one written to */
	uint32_t sheets;
	uint32_t rows; /* in all sheets, without headers */
};

/* Makes the first sheet. */
void table_start(struct table *table);
/* Goes to the next row, in a new sheet where this one is full. */
void table_next(struct table *table);
void table_finish(struct table *table);

/* A cell of the row gone to; a number 0 leaves it empty. */
void table_text(
    struct table *table, size_t column, struct slice text, enum look look);
void table_number(struct table *table, size_t column, uint32_t number);

#endif
