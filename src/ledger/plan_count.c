/*
 * ledger/plan_count.c - what a plan holds, counted by SQLite.
 */
#include "ledger/banner_sql.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

static bool
count_one(struct plan *plan, const char *query, uint32_t *to)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db, query, plan->diag);
	if (!stmt)
		return false;
	if (sql_next(stmt, plan->diag, &failed))
		*to = (uint32_t)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return !failed;
}

static bool
count_outcomes(struct plan *plan, struct plan_counts *counts)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "SELECT outcome, count(*) FROM outcome GROUP BY outcome",
	    plan->diag);
	if (!stmt)
		return false;
	while (sql_next(stmt, plan->diag, &failed)) {
		for (int i = 0; i < OUTCOME_COUNT; i++) {
			if (slice_is(sql_text(stmt, 0),
				outcome_name((enum outcome)i)))
				counts->by_outcome[i] =
				    (uint32_t)sqlite3_column_int64(stmt, 1);
		}
	}
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_count(struct plan *plan, struct plan_counts *counts)
{
	*counts = (struct plan_counts){0};
	return count_one(plan, "SELECT count(*) FROM cells", &counts->rows) &&
	       count_one(
		   plan, "SELECT count(*) FROM letter", &counts->letters) &&
	       count_one(
		   plan, "SELECT count(*) FROM batch", &counts->batches) &&
	       count_one(
		   plan, "SELECT count(*) FROM banner", &counts->banners) &&
	       count_one(plan,
		   "SELECT total(pages) + (SELECT count(*) FROM banner)"
		   " FROM letter",
		   &counts->pages) &&
	       count_one(
		   plan, "SELECT total(sheets) FROM batch", &counts->sheets) &&
	       count_outcomes(plan, counts);
}

bool
plan_each_cause(struct plan *plan,
    bool (*seen)(
	uint32_t count, enum outcome outcome, struct slice reason, void *ctx),
    void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db,
	    "SELECT count(*), reason FROM outcome WHERE outcome = 'held'"
	    " GROUP BY reason ORDER BY 1 DESC, 2",
	    plan->diag);
	if (!stmt)
		return false;
	while (sql_next(stmt, plan->diag, &failed)) {
		if (!seen((uint32_t)sqlite3_column_int64(stmt, 0), OUTCOME_HELD,
			sql_text(stmt, 1), ctx)) {
			failed = true;
			break;
		}
	}
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_number_and_text(struct plan *plan, const char *query,
    bool (*seen)(uint32_t number, struct slice text, void *ctx), void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db, query, plan->diag);
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
	sqlite3_stmt *stmt = sql_prepare(plan->db,
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
	for (*count = 0; sql_next(stmt, plan->diag, &failed); ++*count)
		strbuf_print(&text, "%s%s%lld", *count ? ", " : "",
		    (const char *)sqlite3_column_text(stmt, 1),
		    (long long)sqlite3_column_int64(stmt, 0));
	*lines = arena_dup(job_mem, strbuf_view(&text));
	strbuf_fini(&text);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
plan_each_version(struct plan *plan,
    bool (*seen)(uint32_t version, bool large_print, uint32_t count, void *ctx),
    void *ctx)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(plan->db,
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
	sqlite3_stmt *stmt = sql_prepare(plan->db,
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
	return banner_each(plan->db, 0, seen, ctx, plan->diag);
}
