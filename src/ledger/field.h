/*
 * ledger/field.h - a column of a table or of an answer, and its place in a
 * struct: what is described once is created, bound and read by it.
 *
 * For ledger/ only. A value that is not of its field's kind is damage and is
 * said as such: a number is never cut, a text never missing.
 */
#ifndef LEDGER_FIELD_H
#define LEDGER_FIELD_H

#include <stddef.h>

#include "ledger/sql.h"

enum sql_kind {
	SQL_COUNT, /* uint32_t, or an enum */
	SQL_SIZE, /* uint64_t */
	SQL_FLAG, /* bool */
	SQL_TEXT, /* struct slice */
	SQL_WORD, /* const char *; only written */
	SQL_BYTES, /* struct slice, as a blob */
	SQL_DIGEST, /* struct digest, in hexadecimal; only written */
	SQL_OUTCOME, /* enum outcome, by its name */
};

struct sql_field {
	const char *name; /* of the column; of an answer any expression */
	enum sql_kind kind;
	size_t place; /* in the struct */
	const char *rule; /* of a table's column: "PRIMARY KEY"; or NULL */
};

struct sql_fields {
	const struct sql_field *at;
	size_t count;
};

#define SQL_FIELDS(array)                                                      \
	{                                                                      \
		(array), sizeof(array) / sizeof *(array)                       \
	}

/* "row INTEGER NOT NULL PRIMARY KEY, reason TEXT NOT NULL" */
void sql_write_columns(struct strbuf *out, struct sql_fields fields);
/* "row, reason" */
void sql_write_names(struct strbuf *out, struct sql_fields fields);

/* Binds the struct's members to the parameters of an insert from `first` on,
 * which count from 1. Texts are not copied. */
void sql_bind_fields(sqlite3_stmt *stmt, size_t first, struct sql_fields fields,
    const void *row);
/* The texts of a struct are copied, and live as long as mem. */
void sql_dup_texts(struct arena *mem, struct sql_fields fields, void *row);

/*
 * An answer read into a struct, row by row:
 *
 *	struct sql_reading reading = sql_select(db, fields, " FROM rule", diag);
 *	while (going && sql_read(&reading, &rule))
 *		going = seen(&rule, ctx);
 *	return sql_end(&reading) && going;
 */
struct sql_reading {
	sqlite3_stmt *stmt; /* to bind parameters; columns behind the fields'
			       are the caller's */
	struct sql_fields fields;
	struct diag *diag;
	bool failed;
};

/* What follows the names of the fields begins with a blank, or with ", ". */
struct sql_reading sql_select(
    sqlite3 *db, struct sql_fields fields, const char *rest, struct diag *diag);
/* False at the end and after a report. Texts live until the next call. */
bool sql_read(struct sql_reading *reading, void *row);
/* False where anything was reported. */
bool sql_end(struct sql_reading *reading);

/* The first row and nothing more; false after a report. */
bool sql_read_one(sqlite3 *db, struct sql_fields fields, const char *rest,
    void *row, struct diag *diag);

#endif
