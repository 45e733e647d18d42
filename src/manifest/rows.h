/*
 * manifest/rows.h - rows of a table as the text that libxlsxwriter makes of
 * them, byte for byte.
 *
 * Cells come row by row, left to right. A test compares with what the library
 * itself writes. See manifest/zip_parts.h for why.
 */
#ifndef MANIFEST_ROWS_H
#define MANIFEST_ROWS_H

#include "base/strbuf.h"

struct spool;

/* All 0 to start, but for the spool, which is borrowed. */
struct rows {
	struct spool *spool;
	uint32_t count; /* that were written */
	/* The row at hand. */
	uint32_t row; /* from 0; none where `cells` is empty */
	uint32_t height; /* in points; 0: a line's */
	char number[12]; /* of the row, as its cells have it */
	size_t digits;
	struct strbuf cells;
};

void rows_fini(struct rows *rows);

/* `style` is the format's number in the workbook; the text is as cell_write
 * makes it. */
void rows_add_text(struct rows *rows, uint32_t row, size_t column,
    int32_t style, struct slice text);
void rows_add_number(struct rows *rows, uint32_t row, size_t column,
    int32_t style, uint64_t number);
/* Of the row to which the last cell was added. */
void rows_heighten(struct rows *rows, uint32_t height);
/* After the last cell. */
void rows_end(struct rows *rows);

#endif
