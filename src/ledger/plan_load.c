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
	struct strbuf sql = {0}, insert = {0};
	strbuf_add_text(&sql, "CREATE TABLE cells (");
	sql_write_columns(&sql, cells_fields);
	strbuf_add_text(&insert, "INSERT INTO cells VALUES (?");
	for (size_t i = 0; i < cells_fields.count; i++)
		strbuf_add_text(&insert, ", ?");
	for (size_t i = 0; i < count; i++) {
		strbuf_print(&sql, ", c%zu TEXT", i);
		strbuf_add_text(&insert, ", ?");
	}
	strbuf_add_text(&sql, ", as_read TEXT)");
	strbuf_add_char(&insert, ')');
	write_view(&sql, columns, count);
	strbuf_add_text(&sql, as_read_view);
	plan->column_count = count;
	bool ok = sql_run(plan_db(plan), strbuf_text(&sql), plan->diag);
	for (size_t i = 0; ok && i < count; i++)
		ok = plan_insert(plan, TABLE_COLUMN, &columns[i]);
	if (ok)
		plan->add_row = sql_prepare(
		    plan_db(plan), strbuf_text(&insert), plan->diag);
	strbuf_fini(&sql);
	strbuf_fini(&insert);
	return ok && plan->add_row;
}

/* {"3":"text"}: by the column's number, the cells that were changed. */
static void
write_as_read(struct strbuf *out, size_t column, struct slice text)
{
	strbuf_add_text(out, out->len ? ",\"" : "{\"");
	strbuf_add_number(out, (long long)column);
	strbuf_add_text(out, "\":");
	json_quote(out, text);
}

/* The number of the parameter of c0. */
static int
first_cell(void)
{
	return (int)cells_fields.count + 1;
}

static void
bind_bare(struct plan *plan, const struct plan_row *row)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		int at = first_cell() + (int)i;
		if (row->bare_text.at && i == row->bare_column)
			sql_bind(plan->add_row, at, row->bare_text);
		else
			sqlite3_bind_null(plan->add_row, at);
	}
}

static void
bind_cells(struct plan *plan, const struct plan_row *row)
{
	struct strbuf *as_read = &plan->as_read;
	for (size_t i = 0; i < plan->column_count; i++) {
		sql_bind(plan->add_row, first_cell() + (int)i, row->clean[i]);
		if (!slice_equal(row->clean[i], row->as_read[i]))
			write_as_read(as_read, i, row->as_read[i]);
	}
	if (as_read->len)
		strbuf_add_char(as_read, '}');
}

bool
plan_add_row(struct plan *plan, const struct plan_row *row)
{
	sqlite3_stmt *stmt = plan->add_row;
	strbuf_reset(&plan->as_read);
	sql_bind_fields(stmt, 0, cells_fields, row);
	if (row->clean)
		bind_cells(plan, row);
	else
		bind_bare(plan, row);
	int last = first_cell() + (int)plan->column_count;
	if (plan->as_read.len)
		sql_bind(stmt, last, strbuf_view(&plan->as_read));
	else
		sqlite3_bind_null(stmt, last);
	return sql_insert(stmt, plan->diag);
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
	return sql_run(plan_db(plan),
	    "CREATE INDEX problem_row ON problem (row)", plan->diag);
}
