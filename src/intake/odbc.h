/*
 * intake/odbc.h - the bridge to unixODBC: one query, asked and read once.
 *
 * The only file that knows sql.h. Everything is done so that nothing is
 * written: the connection says so, the session is told in the database's own
 * words where they are known, and the transaction is rolled back. Values come
 * as the text that the database has for them.
 */
#ifndef INTAKE_ODBC_H
#define INTAKE_ODBC_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "intake/reply.h"

struct odbc;

/* NULL after a report at `span`, where the job names the connection. */
struct odbc *odbc_connect(
    struct slice said, struct span span, struct diag *diag);
/* Accepts NULL. */
void odbc_close(struct odbc *odbc);

/* Asks; *count columns are answered. False after a report at `span`. */
bool odbc_ask(
    struct odbc *odbc, struct slice query, struct span span, size_t *count);

/* A column, from 0: its name is added to `name`. False after a report. */
bool odbc_column(struct odbc *odbc, size_t index, struct strbuf *name,
    enum reply_kind *kind);

enum odbc_row { ODBC_ROW, ODBC_END, ODBC_FAILED };

/* The next row; END only once the database has said that it was the last. */
enum odbc_row odbc_next(struct odbc *odbc);

enum odbc_cell {
	ODBC_TEXT, /* was added to `text`, whole */
	ODBC_NULL,
	ODBC_NOT_TEXT, /* no UTF-8, or a NUL in it */
	ODBC_LONG, /* over REPLY_CELL_MAX */
	ODBC_BROKEN, /* after a report */
};

/* The cells of a row are asked for in their order, each once. */
enum odbc_cell odbc_cell(struct odbc *odbc, size_t index, struct strbuf *text);

#endif
