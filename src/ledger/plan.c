#include "ledger/plan.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "ledger/plan_private.h"

/* Of the table cells, before the register's. */
#define FIXED_COLUMNS 5

struct plan_cursor {
	struct plan *plan;
	sqlite3_stmt *stmt;
};

/*
 * CHECK compares one by one: an IN (…) there opens a table of its own for every
 * row inserted, a fifth of the whole time of decide and order.
 */
static const char tables[] =
    "CREATE TABLE header (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE input (role TEXT NOT NULL, name TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL);"
    "CREATE TABLE source (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    "  file TEXT NOT NULL, encoding TEXT NOT NULL);"
    "CREATE TABLE correction (row INTEGER NOT NULL, column INTEGER NOT NULL,"
    "  text TEXT NOT NULL, who TEXT NOT NULL, line INTEGER NOT NULL,"
    "  PRIMARY KEY (row, column)) WITHOUT ROWID;"
    "CREATE TABLE register_column (number INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL);"
    "CREATE TABLE as_read (row INTEGER NOT NULL, column INTEGER NOT NULL,"
    "  text TEXT NOT NULL);"
    "CREATE TABLE problem (row INTEGER NOT NULL, column INTEGER,"
    "  code TEXT NOT NULL, reason TEXT NOT NULL);"
    "CREATE TABLE rule (number INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
    "  reason TEXT NOT NULL, condition TEXT NOT NULL, file TEXT NOT NULL,"
    "  line INTEGER NOT NULL, matched INTEGER NOT NULL,"
    "  decided INTEGER NOT NULL, left INTEGER NOT NULL);"
    "CREATE TABLE outcome (row INTEGER PRIMARY KEY REFERENCES cells,"
    "  outcome TEXT NOT NULL CHECK"
    "  (outcome = 'letter' OR outcome = 'together' OR"
    "   outcome = 'excluded' OR outcome = 'held'),"
    "  rule INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL,"
    "  matches TEXT NOT NULL);"
    "CREATE TABLE draft (row INTEGER NOT NULL,"
    "  version INTEGER NOT NULL,"
    "  pages INTEGER NOT NULL, sheets INTEGER NOT NULL, sha256 TEXT NOT NULL,"
    "  sort_key BLOB NOT NULL, addressee TEXT NOT NULL,"
    "  language TEXT NOT NULL, large_print INTEGER NOT NULL,"
    "  part TEXT NOT NULL, names TEXT NOT NULL, UNIQUE (row, addressee));"
    "CREATE TABLE draft_member (first INTEGER NOT NULL,"
    "  row INTEGER PRIMARY KEY);"
    "CREATE TABLE batch (number INTEGER PRIMARY KEY, file TEXT NOT NULL,"
    "  letters INTEGER NOT NULL, pages INTEGER NOT NULL,"
    "  sheets INTEGER NOT NULL, part TEXT NOT NULL);"
    "CREATE TABLE letter (number INTEGER PRIMARY KEY,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  first_page INTEGER NOT NULL, pages INTEGER NOT NULL,"
    "  sheets INTEGER NOT NULL, version INTEGER NOT NULL,"
    "  language TEXT NOT NULL, sha256 TEXT NOT NULL,"
    "  large_print INTEGER NOT NULL, first_row INTEGER NOT NULL,"
    "  addressee TEXT NOT NULL, names TEXT NOT NULL);"
    "CREATE TABLE letter_row (letter INTEGER NOT NULL REFERENCES letter,"
    "  row INTEGER NOT NULL REFERENCES cells, addressee TEXT NOT NULL,"
    "  PRIMARY KEY (letter, row)) WITHOUT ROWID;";

static char *
dup_with(const char *path, const char *end)
{
	char *copy = mem_new(strlen(path) + strlen(end) + 1, 1);
	return strcat(strcpy(copy, path), end);
}

static void
free_plan(struct plan *plan)
{
	sqlite3_finalize(plan->add_row);
	sqlite3_finalize(plan->add_as_read);
	sqlite3_finalize(plan->add_problem);
	sqlite3_finalize(plan->add_outcome);
	sqlite3_finalize(plan->add_draft);
	sqlite3_finalize(plan->hide_row);
	sqlite3_close(plan->db);
	free(plan->path);
	free(plan->partial);
	free(plan);
}

void
plan_drop(struct plan *plan)
{
	if (!plan)
		return;
	unlink(plan->partial);
	free_plan(plan);
}

static bool
prepare(struct plan *plan)
{
	sqlite3 *db = plan->db;
	plan->add_as_read =
	    sql_prepare(db, "INSERT INTO as_read VALUES (?, ?, ?)", plan->diag);
	plan->add_problem = sql_prepare(
	    db, "INSERT INTO problem VALUES (?, ?, ?, ?)", plan->diag);
	plan->add_outcome = sql_prepare(
	    db, "INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?)", plan->diag);
	plan->add_draft = sql_prepare(db,
	    "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    plan->diag);
	return plan->add_as_read && plan->add_problem && plan->add_outcome &&
	       plan->add_draft;
}

struct plan *
plan_new(const char *path, struct diag *diag)
{
	struct plan *plan = mem_new(1, sizeof *plan);
	plan->diag = diag;
	plan->path = dup_with(path, "");
	plan->partial = dup_with(path, ".partial");
	unlink(plan->partial);
	plan->db = sql_create(plan->partial, diag);
	if (!plan->db || !sql_run(plan->db, "BEGIN", diag) ||
	    !sql_run(plan->db, tables, diag) || !prepare(plan)) {
		plan_drop(plan);
		return NULL;
	}
	return plan;
}

bool
plan_commit(struct plan *plan, struct diag *diag)
{
	bool ok = sql_run(plan->db, "COMMIT", diag);
	char *path = dup_with(plan->path, ""),
	     *partial = dup_with(plan->partial, "");
	free_plan(plan);
	ok = ok && file_settle(partial, diag);
	if (!ok)
		unlink(partial);
	else
		ok = folder_move(partial, path, diag);
	free(path);
	free(partial);
	return ok;
}

bool
plan_add_text(struct plan *plan, const char *key, struct slice text)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "INSERT OR REPLACE INTO header VALUES (?, ?)", plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(key));
	sql_bind(stmt, 2, text);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_bytes(struct plan *plan, const char *key, struct slice bytes)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "INSERT OR REPLACE INTO header VALUES (?, ?)", plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(key));
	sqlite3_bind_blob64(
	    stmt, 2, bytes.len ? bytes.at : "", bytes.len, SQLITE_STATIC);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_input(
    struct plan *plan, const char *role, const char *name, struct digest digest)
{
	char hex[65];
	digest_write_hex(digest, hex);
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "INSERT INTO input VALUES (?, ?, ?)", plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(role));
	sql_bind(stmt, 2, slice_view(name));
	sql_bind(stmt, 3, slice_view(hex));
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_source(struct plan *plan, const struct plan_source *source)
{
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "INSERT INTO source VALUES (?, ?, ?, ?)", plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, source->number);
	sql_bind(stmt, 2, source->name);
	sql_bind(stmt, 3, slice_view(source->file));
	sql_bind(stmt, 4, slice_view(source->encoding));
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

bool
plan_add_columns(struct plan *plan, const struct slice *names, size_t count)
{
	struct strbuf sql = {0}, insert = {0};
	strbuf_add_text(&sql,
	    "CREATE TABLE cells (row INTEGER PRIMARY KEY, line INTEGER,"
	    " source INTEGER, mark INTEGER, key_hash TEXT");
	strbuf_add_text(&insert, "INSERT INTO cells VALUES (?, ?, ?, ?, ?");
	for (size_t i = 0; i < count; i++) {
		strbuf_print(&sql, ", c%zu TEXT", i);
		strbuf_add_text(&insert, ", ?");
	}
	strbuf_add_char(&sql, ')');
	strbuf_add_char(&insert, ')');
	write_view(&sql, names, count);
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

static bool
add_as_read(struct plan *plan, const struct plan_row *row, size_t column)
{
	sqlite3_bind_int64(plan->add_as_read, 1, row->row);
	sqlite3_bind_int64(plan->add_as_read, 2, (sqlite3_int64)column);
	sql_bind(plan->add_as_read, 3, row->as_read[column]);
	return sql_insert(plan->add_as_read, plan->diag);
}

bool
plan_add_row(struct plan *plan, const struct plan_row *row)
{
	sqlite3_stmt *stmt = plan->add_row;
	sqlite3_bind_int64(stmt, 1, row->row);
	sqlite3_bind_int64(stmt, 2, row->line);
	sqlite3_bind_int64(stmt, 3, row->source);
	sqlite3_bind_int(stmt, 4, (int)row->mark);
	sql_bind(stmt, 5, row->key_hash);
	for (size_t i = 0; i < plan->column_count; i++) {
		int at = (int)i + FIXED_COLUMNS + 1;
		if (!row->clean) {
			if (row->bare_text.at && i == row->bare_column)
				sql_bind(stmt, at, row->bare_text);
			else
				sqlite3_bind_null(stmt, at);
			continue;
		}
		sql_bind(stmt, at, row->clean[i]);
		if (!slice_equal(row->clean[i], row->as_read[i]) &&
		    !add_as_read(plan, row, i))
			return false;
	}
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
plan_add_outcome(struct plan *plan, const struct plan_outcome *outcome)
{
	sqlite3_stmt *stmt = plan->add_outcome;
	sqlite3_bind_int64(stmt, 1, outcome->row);
	sql_bind(stmt, 2, slice_view(outcome_name(outcome->outcome)));
	sqlite3_bind_int64(stmt, 3, outcome->rule);
	sql_bind(stmt, 4, slice_view(outcome->code));
	sql_bind(stmt, 5, outcome->reason);
	sql_bind(stmt, 6, outcome->matches);
	return sql_insert(stmt, plan->diag);
}

bool
plan_add_rule(struct plan *plan, const struct plan_rule *rule)
{
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, rule->number);
	sql_bind(stmt, 2, slice_view(rule->kind));
	sql_bind(stmt, 3, rule->reason);
	sql_bind(stmt, 4, rule->condition);
	sql_bind(stmt, 5, slice_view(rule->file));
	sqlite3_bind_int64(stmt, 6, rule->line);
	sqlite3_bind_int64(stmt, 7, rule->matched);
	sqlite3_bind_int64(stmt, 8, rule->decided);
	sqlite3_bind_int64(stmt, 9, rule->left);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_draft(struct plan *plan, const struct plan_draft *draft)
{
	char hex[65];
	digest_write_hex(draft->digest, hex);
	sqlite3_stmt *stmt = plan->add_draft;
	sqlite3_bind_int64(stmt, 1, draft->row);
	sqlite3_bind_int64(stmt, 2, draft->version);
	sqlite3_bind_int64(stmt, 3, draft->pages);
	sqlite3_bind_int64(stmt, 4, draft->sheets);
	sql_bind(stmt, 5, slice_view(hex));
	sqlite3_bind_blob64(stmt, 6,
	    draft->sort_key.len ? draft->sort_key.at : "", draft->sort_key.len,
	    SQLITE_STATIC);
	sql_bind(stmt, 7, draft->addressee);
	sql_bind(stmt, 8, draft->language);
	sqlite3_bind_int(stmt, 9, draft->large_print);
	sql_bind(stmt, 10, draft->group);
	sql_bind(stmt, 11, draft->names);
	return sql_insert(stmt, plan->diag);
}

bool
plan_add_member(struct plan *plan, uint32_t first, uint32_t row)
{
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "INSERT INTO draft_member VALUES (?, ?)", plan->diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(stmt, 2, row);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
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
