/*
 * ledger/plan_rows.c - the register's rows as decide and set read them again.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

struct plan_cursor {
	struct plan *plan;
	struct sql_reading reading;
};

bool
plan_find_problem(struct plan *plan, struct arena *row_mem, uint32_t row,
    struct slice *reason)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan),
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

/* The rows, each with all cells of the register behind what all have. */
static struct sql_reading
select_rows(struct plan *plan, const char *rest)
{
	struct strbuf sql = {0};
	sql_write_cells(&sql, plan->column_count);
	strbuf_print(&sql, " FROM cells%s", rest);
	struct sql_reading reading = sql_select(
	    plan_db(plan), cells_fields, strbuf_text(&sql), plan->diag);
	strbuf_fini(&sql);
	return reading;
}

static struct plan_cursor *
open_cursor(struct plan *plan, const char *rest)
{
	struct sql_reading reading = select_rows(plan, rest);
	if (reading.failed)
		return NULL;
	struct plan_cursor *cursor = mem_new(1, sizeof *cursor);
	*cursor = (struct plan_cursor){plan, reading};
	return cursor;
}

struct plan_cursor *
plan_rows_open(struct plan *plan)
{
	return open_cursor(plan, " ORDER BY row");
}

struct plan_cursor *
plan_letter_rows_open(struct plan *plan, uint32_t first, uint32_t last)
{
	struct plan_cursor *cursor = open_cursor(plan,
	    " WHERE row BETWEEN ? AND ? AND (SELECT outcome FROM outcome"
	    "  WHERE outcome.row = cells.row) = 'letter' ORDER BY row");
	if (!cursor)
		return NULL;
	sqlite3_bind_int64(cursor->reading.stmt, 1, first);
	sqlite3_bind_int64(cursor->reading.stmt, 2, last);
	return cursor;
}

bool
plan_find_last_row(struct plan *plan, uint32_t *last)
{
	struct count_row {
		uint32_t number;
	} row = {0};
	static const struct sql_field field[] = {
	    {"coalesce(max(row), 0)", SQL_COUNT,
		offsetof(struct count_row, number), NULL},
	};
	static const struct sql_fields fields = SQL_FIELDS(field);
	bool ok = sql_read_one(
	    plan_db(plan), fields, " FROM cells", &row, plan->diag);
	*last = row.number;
	return ok;
}

bool
plan_rows_next(struct plan_cursor *cursor, struct plan_row *row,
    struct slice *cells, bool *failed)
{
	*row = (struct plan_row){.clean = cells};
	if (!sql_read(&cursor->reading, row)) {
		*failed = cursor->reading.failed;
		return false;
	}
	for (size_t i = 0; i < cursor->plan->column_count; i++)
		cells[i] = sql_text(
		    cursor->reading.stmt, (int)(cells_fields.count + i));
	return true;
}

void
plan_rows_close(struct plan_cursor *cursor)
{
	if (!cursor)
		return;
	sql_end(&cursor->reading);
	free(cursor);
}

bool
plan_find_row(struct plan *plan, struct arena *row_mem, uint32_t number,
    struct plan_row *row, struct slice *cells)
{
	struct sql_reading reading = select_rows(plan, " WHERE row = ?");
	if (reading.failed)
		return false;
	sqlite3_bind_int64(reading.stmt, 1, number);
	*row = (struct plan_row){.clean = cells};
	bool found = sql_read(&reading, row);
	for (size_t i = 0; found && i < plan->column_count; i++)
		cells[i] = arena_dup(row_mem,
		    sql_text(reading.stmt, (int)(cells_fields.count + i)));
	row->key_hash = arena_dup(row_mem, row->key_hash);
	return sql_end(&reading) && found;
}

bool
plan_each_cell(struct plan *plan, size_t column,
    bool (*seen)(uint32_t row, struct slice text, void *ctx), void *ctx)
{
	char query[96];
	snprintf(query, sizeof query,
	    "SELECT row, c%zu FROM cells WHERE c%zu IS NOT NULL", column,
	    column);
	return plan_each_number_and_text(plan, query, seen, ctx);
}
