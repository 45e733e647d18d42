/*
 * ledger/plan_count.c - what a plan holds, counted by SQLite.
 */
#include "ledger/banner_sql.h"
#include "ledger/count.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

bool
plan_count(struct plan *plan, struct plan_counts *counts)
{
	struct ledger_counts all;
	bool ok = count_all(plan_db(plan), &all, plan->diag);
	*counts = (struct plan_counts){
	    .rows = all.rows,
	    .letters = all.letters,
	    .pages = all.pages,
	    .sheets = all.sheets,
	    .batches = all.batches,
	    .banners = all.banners,
	};
	memcpy(counts->by_outcome, all.by_outcome, sizeof all.by_outcome);
	return ok;
}

static bool
hash_letter(uint32_t number, struct slice digest, void *ctx)
{
	(void)number;
	hasher_add(ctx, digest);
	return true;
}

bool
plan_hash_letters(struct plan *plan, struct digest *digest)
{
	struct hasher *hasher = hasher_new();
	bool ok = plan_each_number_and_text(plan,
	    "SELECT number, sha256 FROM letter ORDER BY number", hash_letter,
	    hasher);
	*digest = hasher_finish(hasher);
	hasher_free(hasher);
	return ok;
}

struct cause {
	bool (*seen)(
	    uint32_t count, enum outcome outcome, struct slice reason, void *);
	void *ctx;
};

static bool
see_cause(uint32_t count, struct slice reason, void *ctx)
{
	const struct cause *cause = ctx;
	return cause->seen(count, OUTCOME_HELD, reason, cause->ctx);
}

bool
plan_each_cause(struct plan *plan,
    bool (*seen)(
	uint32_t count, enum outcome outcome, struct slice reason, void *ctx),
    void *ctx)
{
	struct cause cause = {seen, ctx};
	return plan_each_number_and_text(plan,
	    "SELECT count(*), reason FROM outcome WHERE outcome = 'held'"
	    " GROUP BY reason ORDER BY 1 DESC, 2",
	    see_cause, &cause);
}

bool
plan_each_number_and_text(struct plan *plan, const char *query,
    bool (*seen)(uint32_t number, struct slice text, void *ctx), void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan), query, plan->diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, plan->diag, &failed))
		failed = !seen((uint32_t)sqlite3_column_int64(stmt, 0),
		    sql_text(stmt, 1), ctx);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_value(struct plan *plan, size_t column,
    bool (*seen)(uint32_t count, struct slice value, void *ctx), void *ctx)
{
	char query[128];
	snprintf(query, sizeof query,
	    "SELECT count(*), c%zu FROM cells WHERE c%zu IS NOT NULL"
	    " GROUP BY 2 ORDER BY 1 DESC, 2",
	    column, column);
	return plan_each_number_and_text(plan, query, seen, ctx);
}

bool
plan_list_lines(struct plan *plan, struct arena *job_mem, struct slice reason,
    uint32_t most, struct slice *lines, uint32_t *count)
{
	bool failed = false;
	struct strbuf text = {0};
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan),
	    "SELECT cells.line, CASE (SELECT count(*) FROM source)"
	    " WHEN 1 THEN '' ELSE coalesce(source.name || ' ', '') END"
	    " FROM outcome JOIN cells USING (row)"
	    " LEFT JOIN source ON source.number = cells.source"
	    " WHERE outcome = 'held' AND reason = ? ORDER BY row LIMIT ?",
	    plan->diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, reason);
	sqlite3_bind_int64(stmt, 2, most);
	for (*count = 0; sql_next(stmt, plan->diag, &failed); ++*count) {
		strbuf_add_text(&text, *count ? ", " : "");
		strbuf_add(&text, sql_text(stmt, 1));
		strbuf_add_number(&text, sqlite3_column_int64(stmt, 0));
	}
	*lines = arena_dup(job_mem, strbuf_view(&text));
	strbuf_fini(&text);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_list_divided(struct plan *plan, struct arena *job_mem, size_t column,
    uint32_t most, struct slice *lines, uint32_t *people)
{
	bool failed = false;
	struct strbuf text = {0}, query = {0};
	strbuf_print(&query,
	    "SELECT group_concat(line, '+') FROM (SELECT c%zu AS person, "
	    "cells.line,"
	    " outcome IN ('letter', 'together') AS sent,"
	    " outcome = 'excluded' AND code = '' AS left_out"
	    " FROM outcome JOIN cells USING (row)"
	    " WHERE c%zu <> '' ORDER BY row) GROUP BY person"
	    " HAVING max(sent) AND max(left_out) ORDER BY min(line)",
	    column, column);
	sqlite3_stmt *stmt =
	    sql_prepare(plan_db(plan), strbuf_text(&query), plan->diag);
	strbuf_fini(&query);
	if (!stmt)
		return false;
	for (*people = 0; sql_next(stmt, plan->diag, &failed); ++*people) {
		if (*people >= most)
			continue;
		strbuf_add_text(&text, *people ? ", " : "");
		strbuf_add(&text, sql_text(stmt, 0));
	}
	*lines = arena_dup(job_mem, strbuf_view(&text));
	strbuf_fini(&text);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_row_with_letter(
    struct plan *plan, void (*seen)(uint32_t row, void *ctx), void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan),
	    "SELECT row FROM outcome WHERE outcome IN ('letter', 'together')"
	    " ORDER BY row",
	    plan->diag);
	if (!stmt)
		return false;
	while (sql_next(stmt, plan->diag, &failed))
		seen((uint32_t)sqlite3_column_int64(stmt, 0), ctx);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_version(struct plan *plan,
    bool (*seen)(uint32_t version, bool large_print, uint32_t count, void *ctx),
    void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan),
	    "SELECT version, large_print, count(*) FROM letter"
	    " GROUP BY 1, 2 ORDER BY 1, 2",
	    plan->diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, plan->diag, &failed))
		failed = !seen((uint32_t)sqlite3_column_int64(stmt, 0),
		    sqlite3_column_int(stmt, 1),
		    (uint32_t)sqlite3_column_int64(stmt, 2), ctx);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_find_file_twice(struct plan *plan, uint32_t *first, uint32_t *second)
{
	bool failed = false;
	*first = *second = 0;
	sqlite3_stmt *stmt = sql_prepare(plan_db(plan),
	    "SELECT min(row), max(row) FROM draft WHERE file_key <> ''"
	    " GROUP BY file_key HAVING count(*) > 1 ORDER BY 1 LIMIT 1",
	    plan->diag);
	if (!stmt)
		return false;
	if (sql_next(stmt, plan->diag, &failed)) {
		*first = (uint32_t)sqlite3_column_int64(stmt, 0);
		*second = (uint32_t)sqlite3_column_int64(stmt, 1);
	}
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_banner(struct plan *plan,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx)
{
	return banner_each(plan_db(plan), 0, seen, ctx, plan->diag);
}
