/*
 * ledger/sql.h - the bridge to SQLite: its failures become diagnostics.
 *
 * For ledger/ only. SQLite stores, sorts, joins and counts; it never decides
 * who gets a letter.
 */
#ifndef LEDGER_SQL_H
#define LEDGER_SQL_H

#include <sqlite3.h>

#include "base/diag.h"

/*
 * The version of the tables, which plan_new writes and ledger_open asks for;
 * another one refuses to be read.
 */
#define LEDGER_FORMAT 5

/* Opens a new database file for bulk writing: no journal, one writer. */
sqlite3 *sql_create(const char *path, struct diag *diag);

/* Opens read-only and immutable: no lock, no journal is ever looked for. */
sqlite3 *sql_open(const char *path, struct diag *diag);

/* Runs statements without results; false after a report, and where db is
 * NULL. */
bool sql_run(sqlite3 *db, const char *statements, struct diag *diag);

/* NULL after a report, and where db is. */
sqlite3_stmt *sql_prepare(
    sqlite3 *db, const char *statement, struct diag *diag);

/* Runs an insert once its values are bound, and makes it ready again. */
bool sql_insert(sqlite3_stmt *stmt, struct diag *diag);

/* Steps a query: true with a row; at the end or after a report false. */
bool sql_next(sqlite3_stmt *stmt, struct diag *diag, bool *failed);

/* Binds a text (not copied: it must stay until the statement has run). */
void sql_bind(sqlite3_stmt *stmt, int at, struct slice text);

void sql_bind_bytes(sqlite3_stmt *stmt, int at, struct slice bytes);

/* View of a text column; valid until the next step. */
struct slice sql_text(sqlite3_stmt *stmt, int at);

/* A text or a blob, likewise. */
struct slice sql_bytes(sqlite3_stmt *stmt, int at);

void sql_report(sqlite3 *db, struct diag *diag);
/* The file holds what no plan has; `what` in English. */
void sql_report_damage(sqlite3 *db, const char *what, struct diag *diag);

#endif
