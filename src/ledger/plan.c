#include "ledger/plan.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "ledger/draft.h"
#include "ledger/plan_private.h"
#include "ledger/texts.h"

static char *
dup_with(const char *path, const char *end)
{
	char *copy = mem_new(strlen(path) + strlen(end) + 1, 1);
	return strcat(strcpy(copy, path), end);
}

static void
free_plan(struct plan *plan)
{
	cells_bulk_free(plan->cells);
	sqlite3_finalize(plan->change_outcome);
	strbuf_fini(&plan->as_read);
	strbuf_fini(&plan->draft);
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		sqlite3_finalize(plan->add[i]);
		bulk_free(plan->bulk[i]);
	}
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

sqlite3 *
plan_db(struct plan *plan)
{
	if (plan->cells && !cells_bulk_flush(plan->cells))
		plan->failed = true;
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (plan->bulk[i] && !bulk_flush(plan->bulk[i]))
			plan->failed = true;
	}
	return plan->failed ? NULL : plan->db;
}

static bool
insert_in_bulk(struct plan *plan, enum table_id id, const void *row)
{
	if (!plan->bulk[id])
		plan->bulk[id] = bulk_new(plan->db, id, plan->diag);
	return plan->bulk[id] && bulk_add(plan->bulk[id], row);
}

/* The register's rows before: the database is free for another. */
static bool
wait_for_cells(struct plan *plan)
{
	if (plan->cells && !cells_bulk_wait(plan->cells))
		plan->failed = true;
	return !plan->failed;
}

bool
plan_insert(struct plan *plan, enum table_id id, const void *row)
{
	if (!wait_for_cells(plan))
		return false;
	if (bulk_serves(id))
		return insert_in_bulk(plan, id, row);
	if (!plan->add[id])
		plan->add[id] = table_prepare(plan->db, id, 1, plan->diag);
	return plan->add[id] &&
	       table_insert(plan->add[id], id, row, plan->diag);
}

static bool
add_format(struct plan *plan)
{
	char format[12];
	snprintf(format, sizeof format, "%d", LEDGER_FORMAT);
	return plan_add_text(plan, "format", slice_view(format));
}

/*
 * Drafts lie in a file of their own that has no name: while rows are set, the
 * plan's own file stays as it is, and others may read it.
 */
static bool
attach_drafts(struct plan *plan)
{
	char *path = dup_with(plan->path, ".drafts");
	unlink(path);
	sqlite3_stmt *stmt =
	    sql_prepare(plan->db, "ATTACH ? AS drafts", plan->diag);
	if (stmt)
		sql_bind(stmt, 1, slice_view(path));
	bool ok = stmt && sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	ok = ok &&
	     sql_run(plan->db,
		 "PRAGMA drafts.journal_mode = OFF;"
		 "PRAGMA drafts.synchronous = OFF;"
		 "PRAGMA drafts.cache_size = -16000;",
		 plan->diag) &&
	     tables_create(plan->db, STAGE_DRAFT, plan->diag);
	/* with a name it would be sealed along with what is protected */
	if (unlink(path) != 0 && errno != ENOENT) {
		file_report(plan->diag, path, errno);
		ok = false;
	}
	free(path);
	return ok;
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
	if (!plan->db || !attach_drafts(plan) ||
	    !sql_run(plan->db, "BEGIN", diag) ||
	    !tables_create(plan->db, STAGE_PLAN, diag) || !add_format(plan)) {
		plan_drop(plan);
		return NULL;
	}
	return plan;
}

bool
plan_publish(struct plan *plan)
{
	return sql_run(plan_db(plan), "COMMIT; BEGIN", plan->diag);
}

struct plan *
plan_open_to_read(const struct plan *plan, struct diag *diag)
{
	struct plan *reader = mem_new(1, sizeof *reader);
	reader->diag = diag;
	reader->column_count = plan->column_count;
	reader->db = sql_open(plan->partial, diag);
	if (reader->db)
		return reader;
	free_plan(reader);
	return NULL;
}

void
plan_close_reader(struct plan *reader)
{
	if (reader)
		free_plan(reader);
}

bool
plan_commit(struct plan *plan, struct diag *diag)
{
	bool ok = sql_run(plan_db(plan), "COMMIT", diag);
	char *path = dup_with(plan->path, ""),
	     *partial = dup_with(plan->partial, "");
	free_plan(plan);
	ok = ok && file_settle(partial, diag);
	if (!ok)
		unlink(partial);
	else if (rename(partial, path) != 0) { /* the folder is ours alone */
		file_report(diag, path, errno);
		ok = false;
	}
	free(path);
	free(partial);
	return ok;
}

bool
plan_add_text(struct plan *plan, const char *key, struct slice text)
{
	const struct header_row row = {slice_view(key), text};
	return plan_insert(plan, TABLE_HEADER, &row);
}

bool
plan_add_bytes(struct plan *plan, const char *key, struct slice bytes)
{
	sqlite3_stmt *stmt =
	    table_prepare(plan_db(plan), TABLE_HEADER, 1, plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(key));
	sql_bind_bytes(stmt, 2, bytes);
	bool ok = sql_insert(stmt, plan->diag);
	sqlite3_finalize(stmt);
	return ok;
}

bool
plan_add_input(struct plan *plan, const struct plan_input *input,
    const struct slice *columns, size_t column_count)
{
	struct plan_input row = *input;
	struct strbuf *names = &plan->as_read;
	strbuf_reset(names);
	if (columns)
		texts_write(names, columns, column_count);
	row.columns = strbuf_view(names);
	return plan_insert(plan, TABLE_INPUT, &row);
}

bool
plan_add_outcome(struct plan *plan, const struct plan_outcome *outcome)
{
	return plan_insert(plan, TABLE_OUTCOME, outcome);
}

bool
plan_change_outcome(struct plan *plan, const struct plan_outcome *outcome)
{
	sqlite3 *db = plan_db(plan);
	if (!plan->change_outcome)
		plan->change_outcome = sql_prepare(db,
		    "UPDATE outcome SET outcome = ?2, rule = ?3, code = ?4,"
		    " reason = ?5, matches = ?6 WHERE row = ?1 AND outcome = "
		    "'letter'",
		    plan->diag);
	sqlite3_stmt *stmt = plan->change_outcome;
	if (!db || !stmt)
		return false;
	sql_bind_fields(stmt, 1, ledger_tables[TABLE_OUTCOME].fields, outcome);
	if (!sql_insert(stmt, plan->diag))
		return false;
	if (sqlite3_changes(db) == 1)
		return true;
	sql_report_damage(db, "outcome", plan->diag);
	return false;
}

bool
plan_change_later(struct plan *plan, const struct plan_outcome *outcome)
{
	return plan_insert(plan, TABLE_DRAFT_CHANGE, outcome);
}

bool
plan_change_now(struct plan *plan)
{
	struct count_row {
		uint32_t count;
	} waiting;
	static const struct sql_field field[] = {
	    {"count(*)", SQL_COUNT, offsetof(struct count_row, count), NULL},
	};
	sqlite3 *db = plan_db(plan);
	if (!sql_read_one(db, (struct sql_fields)SQL_FIELDS(field),
		" FROM draft_change", &waiting, plan->diag) ||
	    !sql_run(db,
		"UPDATE outcome SET (outcome, rule, code, reason, matches) ="
		" (SELECT outcome, rule, code, reason, matches"
		"  FROM draft_change AS c WHERE c.row = outcome.row)"
		" WHERE row IN (SELECT row FROM draft_change)"
		" AND outcome = 'letter'",
		plan->diag))
		return false;
	if ((uint32_t)sqlite3_changes(db) == waiting.count)
		return sql_run(db, "DELETE FROM draft_change", plan->diag);
	sql_report_damage(db, "outcome", plan->diag);
	return false;
}

bool
plan_add_rule(struct plan *plan, const struct plan_rule *rule)
{
	return plan_insert(plan, TABLE_RULE, rule);
}

bool
plan_add_draft(struct plan *plan, const struct plan_draft *draft)
{
	strbuf_reset(&plan->draft);
	draft_write(&plan->draft, draft);
	const struct stored_draft stored = {
	    .row = draft->row,
	    .addressee = draft->addressee,
	    .sort_key = draft->sort_key,
	    .file_key = draft->file_key,
	    .rest = strbuf_view(&plan->draft),
	};
	return plan_insert(plan, TABLE_DRAFT, &stored);
}

bool
plan_add_member(struct plan *plan, uint32_t first, uint32_t row)
{
	const struct member_row member = {first, row};
	return plan_insert(plan, TABLE_DRAFT_MEMBER, &member);
}
