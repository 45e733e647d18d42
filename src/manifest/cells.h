/*
 * manifest/cells.h - the cells of a sheet as one sum, while they are written and
 * again while the file is read.
 *
 * A cell comes in with what the library writes between <c …> and </c>. The sum
 * is for faults, not for forgers: any one cell that differs, is lost or stands
 * elsewhere changes it.
 */
#ifndef MANIFEST_CELLS_H
#define MANIFEST_CELLS_H

#include <stdint.h>

#include "base/strbuf.h"

struct cells {
	uint64_t sum;
	uint32_t rows; /* that have cells */
	uint32_t last; /* of them; from 1 */
};

/* `row` from 0. Cells come row by row. */
void cells_add(
    struct cells *cells, uint32_t row, size_t column, struct slice inside);

/* What the library writes of a text that cell_write has made, and of a number. */
void cells_write_text(struct strbuf *out, struct slice text);
void cells_write_number(struct strbuf *out, uint64_t number);
/* The same text as it stands in any part. */
void cells_write_escaped(struct strbuf *out, struct slice text);

#endif
