/*
 * ledger/plan_rows.c - the register's rows as decide and set read them again.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

struct plan_cursor {
	struct plan *plan;
	sqlite3_stmt *stmt;
};

bool
plan_find_problem(struct plan *plan, struct arena *row_mem, uint32_t row,
    struct slice *reason)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "SELECT reason FROM problem WHERE row = ? ORDER BY rowid LIMIT 1",
	    plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, row);
	*reason = (struct slice){"", 0};
	if (sql_next(stmt, plan->diag, &failed))
		*reason = arena_dup(row_mem, sql_text(stmt, 0));
	sqlite3_finalize(stmt);
	return !failed;
}

struct plan_cursor *
plan_rows_open(struct plan *plan)
{
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "SELECT * FROM cells ORDER BY row", plan->diag);
	if (!stmt)
		return NULL;
	struct plan_cursor *cursor = mem_new(1, sizeof *cursor);
	cursor->plan = plan;
	cursor->stmt = stmt;
	return cursor;
}

bool
plan_rows_next(struct plan_cursor *cursor, struct plan_row *row,
    struct slice *cells, bool *failed)
{
	if (!sql_next(cursor->stmt, cursor->plan->diag, failed))
		return false;
	*row = (struct plan_row){
	    .row = (uint32_t)sqlite3_column_int64(cursor->stmt, 0),
	    .line = (uint32_t)sqlite3_column_int64(cursor->stmt, 1),
	    .source = (uint32_t)sqlite3_column_int64(cursor->stmt, 2),
	    .mark = (enum row_mark)sqlite3_column_int(cursor->stmt, 3),
	    .key_hash = sql_text(cursor->stmt, 4),
	    .clean = cells,
	};
	for (size_t i = 0; i < cursor->plan->column_count; i++)
		cells[i] = sql_text(cursor->stmt, (int)i + FIXED_COLUMNS);
	return true;
}

void
plan_rows_close(struct plan_cursor *cursor)
{
	if (!cursor)
		return;
	sqlite3_finalize(cursor->stmt);
	free(cursor);
}

bool
plan_find_row(struct plan *plan, struct arena *row_mem, uint32_t number,
    struct plan_row *row, struct slice *cells)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "SELECT * FROM cells WHERE row = ?", plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, number);
	bool found = sql_next(stmt, plan->diag, &failed);
	if (found) {
		*row = (struct plan_row){
		    .row = number,
		    .line = (uint32_t)sqlite3_column_int64(stmt, 1),
		    .source = (uint32_t)sqlite3_column_int64(stmt, 2),
		    .mark = (enum row_mark)sqlite3_column_int(stmt, 3),
		    .clean = cells,
		};
		for (size_t i = 0; i < plan->column_count; i++)
			cells[i] = arena_dup(
			    row_mem, sql_text(stmt, (int)i + FIXED_COLUMNS));
	}
	sqlite3_finalize(stmt);
	return found && !failed;
}
