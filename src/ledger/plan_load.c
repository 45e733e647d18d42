/*
 * ledger/plan_load.c - the register's rows as they go into a plan.
 */
#include "ledger/plan.h"
#include "ledger/plan_private.h"

bool
plan_add_source(struct plan *plan, const struct plan_source *source)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, source->number);
	sql_bind(stmt, 2, source->name);
	sql_bind(stmt, 3, slice_view(source->file));
	sql_bind(stmt, 4, slice_view(source->encoding));
	sqlite3_bind_int(stmt, 5, source->stated);
	sql_bind(stmt, 6, source->delimiter);
	sql_bind(stmt, 7, source->line_ends);
	sql_bind(stmt, 8, slice_view(source->sheet));
	sqlite3_bind_int64(stmt, 9, source->header_line);
	sqlite3_bind_int64(stmt, 10, source->rows);
	sqlite3_bind_int64(stmt, 11, source->malformed);
	sqlite3_bind_int64(stmt, 12, source->blank_lines);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_correction(struct plan *plan, const struct plan_correction *correction)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "INSERT INTO correction VALUES (?, ?, ?, ?, ?)", plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, correction->row);
	sqlite3_bind_int64(stmt, 2, correction->column);
	sql_bind(stmt, 3, correction->text);
	sql_bind(stmt, 4, correction->who);
	sqlite3_bind_int64(stmt, 5, correction->line);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
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

static bool
add_column_names(struct plan *plan, const struct slice *names, size_t count)
{
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "INSERT INTO register_column VALUES (?, ?)", plan->diag);
	bool ok = stmt != NULL;
	for (size_t i = 0; ok && i < count; i++) {
		sqlite3_bind_int64(stmt, 1, (sqlite3_int64)i);
		sql_bind(stmt, 2, names[i]);
		ok = sql_insert(stmt, plan->diag);
	}
	sqlite3_finalize(stmt);
	return ok;
}

/* The view's own first column must not meet a header of the same name. */
static void
write_view(struct strbuf *sql, const struct slice *names, size_t count)
{
	strbuf_add_text(sql, ";CREATE VIEW register AS SELECT row AS \"#\"");
	for (size_t i = 0; i < count; i++) {
		strbuf_print(sql, ", c%zu AS ", i);
		write_name(sql, names[i]);
	}
	strbuf_add_text(sql, " FROM cells");
}

/*
 * What was read stands in its row's own record, since a row of another table
 * for each cell took as long as all the rest; the view makes rows of it.
 */
static const char as_read_view[] =
    ";CREATE VIEW as_read AS SELECT row,"
    " CAST(cell.key AS INTEGER) AS column, cell.value AS text"
    " FROM cells, json_each(cells.as_read) AS cell";

bool
plan_add_columns(struct plan *plan, const struct slice *names, size_t count)
{
	struct strbuf sql = {0}, insert = {0};
	strbuf_add_text(&sql,
	    "CREATE TABLE cells (row INTEGER PRIMARY KEY, line INTEGER,"
	    " source INTEGER, mark INTEGER, key_hash TEXT");
	strbuf_add_text(&insert, "INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?");
	for (size_t i = 0; i < count; i++) {
		strbuf_print(&sql, ", c%zu TEXT", i);
		strbuf_add_text(&insert, ", ?");
	}
	strbuf_add_text(&sql, ", as_read TEXT)");
	strbuf_add_char(&insert, ')');
	write_view(&sql, names, count);
	strbuf_add_text(&sql, as_read_view);
	plan->column_count = count;
	bool ok = sql_run(plan->db, strbuf_text(&sql), plan->diag) &&
		  add_column_names(plan, names, count);
	if (ok)
		plan->add_row =
		    sql_prepare(plan->db, strbuf_text(&insert), plan->diag);
	strbuf_fini(&sql);
	strbuf_fini(&insert);
	return ok && plan->add_row;
}

/* RFC 8259, 7: quotes, backslashes and controls are escaped. */
static void
write_json(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0x20) {
			strbuf_print(out, "\\u%04x", c);
			continue;
		}
		if (c == '"' || c == '\\')
			strbuf_add_char(out, '\\');
		strbuf_add_char(out, text.at[i]);
	}
	strbuf_add_char(out, '"');
}

/* {"3":"text"}: by the column's number, the cells that were changed. */
static void
write_as_read(struct strbuf *out, size_t column, struct slice text)
{
	strbuf_add_text(out, out->len ? ",\"" : "{\"");
	strbuf_add_number(out, (long long)column);
	strbuf_add_text(out, "\":");
	write_json(out, text);
}

static void
bind_bare(struct plan *plan, const struct plan_row *row)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		int at = FIXED_COLUMNS + 1 + (int)i;
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
		sql_bind(
		    plan->add_row, FIXED_COLUMNS + 1 + (int)i, row->clean[i]);
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
	sqlite3_bind_int64(stmt, 1, row->row);
	sqlite3_bind_int64(stmt, 2, row->line);
	sqlite3_bind_int64(stmt, 3, row->source);
	sqlite3_bind_int(stmt, 4, (int)row->mark);
	sql_bind(stmt, 5, row->key_hash);
	if (row->clean)
		bind_cells(plan, row);
	else
		bind_bare(plan, row);
	int last = FIXED_COLUMNS + 1 + (int)plan->column_count;
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
	sqlite3_stmt *stmt = plan->add_problem;
	sqlite3_bind_int64(stmt, 1, row);
	sqlite3_bind_int64(stmt, 2, column);
	sql_bind(stmt, 3, slice_view(code));
	sql_bind(stmt, 4, text);
	return sql_insert(stmt, plan->diag);
}

bool
plan_end_load(struct plan *plan)
{
	return sql_run(
	    plan->db, "CREATE INDEX problem_row ON problem (row)", plan->diag);
}
