/*
 * ledger/plan_load.c - the register's rows as they go into a plan.
 */
#include "base/json.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

bool
plan_add_source(struct plan *plan, const struct plan_source *source)
{
	return plan_insert(plan, TABLE_SOURCE, source);
}

bool
plan_add_correction(struct plan *plan, const struct plan_correction *correction)
{
	return plan_insert(plan, TABLE_CORRECTION, correction);
}

static void
write_name(struct strbuf *out, struct slice name)
{
	strbuf_add_char(out, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] == '"')
			strbuf_add_char(out, '"');
		strbuf_add_char(out, name.at[i]);
	}
	strbuf_add_char(out, '"');
}

/* The view's own first column must not meet a header of the same name. */
static void
write_view(struct strbuf *sql, const struct plan_column *columns, size_t count)
{
	strbuf_add_text(sql, ";CREATE VIEW register AS SELECT row AS \"#\"");
	for (size_t i = 0; i < count; i++) {
		strbuf_print(sql, ", c%zu AS ", i);
		write_name(sql, columns[i].name);
	}
	strbuf_add_text(sql, " FROM cells");
}

/*
 * The text as read stands in its row's own record, since a row of another table
 * for each cell took as long as all the rest; the view makes rows of it.
 */
static const char as_read_view[] =
    ";CREATE VIEW as_read AS SELECT row,"
    " CAST(cell.key AS INTEGER) AS column, cell.value AS text"
    " FROM cells, json_each(cells.as_read) AS cell";

bool
plan_add_columns(
    struct plan *plan, const struct plan_column *columns, size_t count)
{
	struct strbuf sql = {0};
	strbuf_add_text(&sql, "CREATE TABLE cells (");
	sql_write_columns(&sql, cells_fields);
	for (size_t i = 0; i < count; i++)
		strbuf_print(&sql, ", c%zu TEXT", i);
	strbuf_add_text(&sql, ", as_read TEXT)");
	write_view(&sql, columns, count);
	strbuf_add_text(&sql, as_read_view);
	plan->column_count = count;
	bool ok = sql_run(plan_db(plan), strbuf_text(&sql), plan->diag);
	for (size_t i = 0; ok && i < count; i++)
		ok = plan_insert(plan, TABLE_COLUMN, &columns[i]);
	strbuf_fini(&sql);
	if (ok)
		plan->cells = cells_bulk_new(plan->db, count, plan->diag);
	return ok && plan->cells;
}

bool
plan_add_row(struct plan *plan, const struct plan_row *row)
{
	return cells_bulk_add(plan->cells, row);
}

bool
plan_add_problem(struct plan *plan, uint32_t row, uint32_t column,
    const char *code, struct slice text)
{
	const struct problem_row problem = {row, column, code, text};
	return plan_insert(plan, TABLE_PROBLEM, &problem);
}

bool
plan_set_cell(struct plan *plan, uint32_t row, size_t column, struct slice text)
{
	struct strbuf sql = {0};
	strbuf_print(&sql, "UPDATE cells SET c%zu = ? WHERE row = ?", column);
	sqlite3_stmt *stmt =
	    sql_prepare(plan_db(plan), strbuf_text(&sql), plan->diag);
	strbuf_fini(&sql);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, text);
	sqlite3_bind_int64(stmt, 2, row);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_end_load(struct plan *plan)
{
	bool ok = sql_run(plan_db(plan),
	    "CREATE INDEX problem_row ON problem (row)", plan->diag);
	cells_bulk_free(plan->cells); /* no more rows come */
	plan->cells = NULL;
	return ok;
}
