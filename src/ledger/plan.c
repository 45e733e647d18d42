#include "ledger/plan.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "ledger/plan_private.h"

/*
 * CHECK compares one by one: an IN (…) there opens a table of its own for every
 * row inserted, a fifth of the whole time of decide and order.
 */
static const char tables[] =
    "CREATE TABLE header (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE input (role TEXT NOT NULL, name TEXT NOT NULL,"
    "  bytes INTEGER NOT NULL, sha256 TEXT NOT NULL);"
    "CREATE TABLE source (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    "  file TEXT NOT NULL, encoding TEXT NOT NULL, stated INTEGER NOT NULL,"
    "  delimiter TEXT NOT NULL, line_ends TEXT NOT NULL, sheet TEXT NOT NULL,"
    "  header_line INTEGER NOT NULL, rows INTEGER NOT NULL,"
    "  malformed INTEGER NOT NULL, blank_lines INTEGER NOT NULL);"
    "CREATE TABLE correction (row INTEGER NOT NULL, column INTEGER NOT NULL,"
    "  text TEXT NOT NULL, who TEXT NOT NULL, line INTEGER NOT NULL,"
    "  PRIMARY KEY (row, column)) WITHOUT ROWID;"
    "CREATE TABLE register_column (number INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL);"
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
    "  envelope TEXT NOT NULL, part TEXT NOT NULL, grouping TEXT NOT NULL,"
    "  names TEXT NOT NULL, file TEXT NOT NULL, file_key TEXT NOT NULL,"
    "  UNIQUE (row, addressee));"
    "CREATE TABLE draft_member (first INTEGER NOT NULL,"
    "  row INTEGER PRIMARY KEY);"
    "CREATE TABLE batch (number INTEGER PRIMARY KEY, file TEXT NOT NULL,"
    "  letters INTEGER NOT NULL, pages INTEGER NOT NULL,"
    "  sheets INTEGER NOT NULL, envelope TEXT NOT NULL, part TEXT NOT NULL);"
    "CREATE TABLE banner (batch INTEGER NOT NULL REFERENCES batch,"
    "  number INTEGER NOT NULL, page INTEGER NOT NULL,"
    "  first_letter INTEGER NOT NULL, last_letter INTEGER NOT NULL,"
    "  sheets INTEGER NOT NULL, grouping TEXT NOT NULL,"
    "  PRIMARY KEY (batch, number)) WITHOUT ROWID;"
    "CREATE TABLE letter (number INTEGER PRIMARY KEY,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  first_page INTEGER NOT NULL, pages INTEGER NOT NULL,"
    "  sheets INTEGER NOT NULL, version INTEGER NOT NULL,"
    "  language TEXT NOT NULL, sha256 TEXT NOT NULL,"
    "  large_print INTEGER NOT NULL, first_row INTEGER NOT NULL,"
    "  addressee TEXT NOT NULL, names TEXT NOT NULL, file TEXT NOT NULL);"
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
	strbuf_fini(&plan->as_read);
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
	plan->add_problem = sql_prepare(
	    db, "INSERT INTO problem VALUES (?, ?, ?, ?)", plan->diag);
	plan->add_outcome = sql_prepare(
	    db, "INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?)", plan->diag);
	plan->add_draft = sql_prepare(db,
	    "INSERT INTO draft VALUES"
	    " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    plan->diag);
	return plan->add_problem && plan->add_outcome && plan->add_draft;
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
plan_add_input(struct plan *plan, const struct plan_input *input)
{
	char hex[65];
	digest_write_hex(input->sha256, hex);
	sqlite3_stmt *stmt = sql_prepare(
	    plan->db, "INSERT INTO input VALUES (?, ?, ?, ?)", plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, input->role);
	sql_bind(stmt, 2, input->name);
	sqlite3_bind_int64(stmt, 3, (sqlite3_int64)input->bytes);
	sql_bind(stmt, 4, slice_view(hex));
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
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
	sql_bind(stmt, 10, draft->envelope);
	sql_bind(stmt, 11, draft->part);
	sql_bind(stmt, 12, draft->group);
	sql_bind(stmt, 13, draft->names);
	sql_bind(stmt, 14, draft->file);
	sql_bind(stmt, 15, draft->file_key);
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
