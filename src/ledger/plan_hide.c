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
	bool failed = false;
	char query[96];
	snprintf(query, sizeof query,
	    "SELECT row, c%zu FROM cells WHERE c%zu IS NOT NULL", column,
	    column);
	sqlite3_stmt *stmt = sql_prepare(plan->db, query, plan->diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, plan->diag, &failed))
		failed = !seen((uint32_t)sqlite3_column_int64(stmt, 0),
		    sql_text(stmt, 1), ctx);
	sqlite3_finalize(stmt);
	return !failed;
}

static bool
run_for_row(
    struct plan *plan, const char *statement, uint32_t row, struct slice text)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db, statement, plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, row);
	if (sqlite3_bind_parameter_count(stmt) > 1)
		sql_bind(stmt, 2, text);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_hide_row(
    struct plan *plan, uint32_t row, struct slice key_hash, size_t kept_column)
{
	struct strbuf sql = {0};
	strbuf_print(&sql, "UPDATE cells SET mark = %d, key_hash = ?2",
	    (int)ROW_PROTECTED);
	for (size_t i = 0; i < plan->column_count; i++) {
		if (i != kept_column)
			strbuf_print(&sql, ", c%zu = NULL", i);
	}
	strbuf_add_text(&sql, " WHERE row = ?1");
	bool ok = run_for_row(plan, strbuf_text(&sql), row, key_hash) &&
		  run_for_row(plan, "DELETE FROM as_read WHERE row = ?1", row,
		      key_hash) &&
		  run_for_row(plan, "DELETE FROM problem WHERE row = ?1", row,
		      key_hash) &&
		  run_for_row(plan, "DELETE FROM correction WHERE row = ?1",
		      row, key_hash);
	strbuf_fini(&sql);
	return ok;
}
