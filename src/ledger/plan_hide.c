/*
 * ledger/plan_hide.c - rows whose cells must go again.
 *
 * A person can stand in two rows and be marked as protected in one of them
 * only: what the other row holds is found out when all are read. The file is
 * written with secure_delete, so what is taken out is overwritten.
 */
#include "ledger/plan.h"
#include "ledger/plan_private.h"

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

bool
plan_hide_row(struct plan *plan, uint32_t row, struct slice key_hash)
{
	if (!plan->hide_row) {
		if (!sql_run(plan->db,
			"CREATE TABLE hidden (row INTEGER PRIMARY KEY,"
			" key_hash TEXT NOT NULL)",
			plan->diag))
			return false;
		plan->hide_row = sql_prepare(plan->db,
		    "INSERT OR IGNORE INTO hidden VALUES (?, ?)", plan->diag);
	}
	if (!plan->hide_row)
		return false;
	sqlite3_bind_int64(plan->hide_row, 1, row);
	sql_bind(plan->hide_row, 2, key_hash);
	return sql_insert(plan->hide_row, plan->diag);
}

/* All rows in one pass over each table. */
bool
plan_end_hide(struct plan *plan, size_t kept_column)
{
	struct strbuf sql = {0};
	if (!plan->hide_row)
		return true;
	sqlite3_finalize(plan->hide_row);
	plan->hide_row = NULL;
	strbuf_print(&sql,
	    "UPDATE cells SET mark = %d, as_read = NULL, key_hash ="
	    " (SELECT key_hash FROM hidden WHERE hidden.row = cells.row)",
	    (int)ROW_PROTECTED);
	for (size_t i = 0; i < plan->column_count; i++) {
		if (i != kept_column)
			strbuf_print(&sql, ", c%zu = NULL", i);
	}
	strbuf_add_text(&sql,
	    " WHERE row IN (SELECT row FROM hidden);"
	    "DELETE FROM problem WHERE row IN (SELECT row FROM hidden);"
	    "DELETE FROM correction WHERE row IN (SELECT row FROM hidden);"
	    "DROP TABLE hidden");
	bool ok = sql_run(plan->db, strbuf_text(&sql), plan->diag);
	strbuf_fini(&sql);
	return ok;
}
