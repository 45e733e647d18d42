/*
 * intake/reply.h - the whole answer to a query, kept in a file without a name.
 *
 * A database answers once, and perhaps otherwise the next time; a register is
 * read several times. So the answer is taken whole before the first row is
 * given, hashed, and read from where it is kept (base/inputs.h). Its bytes: the
 * number of columns; for each its kind and name; then the cells, row by row. A
 * number is 32 bits, little-endian; a text its length in bytes as such a number
 * and its UTF-8, and a NULL the number REPLY_NULL.
 */
#ifndef INTAKE_REPLY_H
#define INTAKE_REPLY_H

#include "base/diag.h"

#define REPLY_NULL UINT32_MAX
#define REPLY_CELL_MAX ((size_t)1 << 20) /* bytes */
#define REPLY_ROW_MAX ((size_t)16 << 20)

enum reply_kind { REPLY_TEXT, REPLY_NUMBER, REPLY_DATE };

/* ---- taking one */

struct reply_writer;

/* Borrows the descriptor. */
struct reply_writer *reply_writer_new(int file);
void reply_add_number(struct reply_writer *writer, uint32_t number);
void reply_add_text(struct reply_writer *writer, struct slice text);
/* Writes the rest; errno of the first failure, 0 where all is there. */
int reply_writer_finish(struct reply_writer *take_writer);

/* ---- reading it */

struct reply {
	struct slice bytes; /* mapped */
	size_t at;
};

/* Borrows the descriptor. False after a report. */
bool reply_open(struct reply *reply, int file, struct diag *diag);
void reply_close(struct reply *reply);
/* False at the end, which only comes between two rows. */
bool reply_take_number(struct reply *reply, uint32_t *number);
/* A view of what is mapped; a NULL is empty. */
bool reply_take_text(struct reply *reply, struct slice *text);

#endif
