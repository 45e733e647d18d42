/*
 * ledger/plan_order.c - letters numbered in mailing order and cut in batches.
 *
 * SQLite sorts the precomputed keys by their bytes. A batch ends before the
 * letter that would take it past its limit, never inside a letter.
 */
#include "ledger/plan.h"
#include "ledger/plan_private.h"
#include "ledger/result.h"

struct cutter {
	struct plan *plan;
	const struct plan_cut *cut;
	sqlite3_stmt *add_letter, *add_row, *add_batch;
	uint32_t letter, batch;
	uint32_t letters, pages, sheets; /* of the batch now filled */
	struct strbuf group, part; /* of the last letter; of the batch */
};

static bool
end_batch(struct cutter *cutter)
{
	char file[BATCH_NAME_SIZE];
	if (!cutter->letters)
		return true;
	batch_name(file, cutter->cut->single, cutter->batch);
	sqlite3_stmt *stmt = cutter->add_batch;
	sqlite3_bind_int64(stmt, 1, cutter->batch);
	sql_bind(stmt, 2, slice_view(file));
	sqlite3_bind_int64(stmt, 3, cutter->letters);
	sqlite3_bind_int64(stmt, 4, cutter->pages);
	sqlite3_bind_int64(stmt, 5, cutter->sheets);
	sql_bind(stmt, 6, strbuf_view(&cutter->part));
	cutter->letters = cutter->pages = cutter->sheets = 0;
	return sql_insert(stmt, cutter->plan->diag);
}

static bool
is_full(const struct cutter *cutter, uint32_t sheets)
{
	const struct plan_cut *cut = cutter->cut;
	if (cut->single)
		return cutter->letters > 0;
	if (cut->letters && cutter->letters + 1 > cut->letters)
		return true;
	return cut->sheets && cutter->sheets + sheets > cut->sheets;
}

/* A batch of its own for each stretch of letters of one group. */
static bool
starts_group(struct cutter *cutter, struct slice group)
{
	bool starts = !slice_equal(strbuf_view(&cutter->group), group);
	if (starts) {
		strbuf_reset(&cutter->group);
		strbuf_add(&cutter->group, group);
	}
	return starts;
}

/* draft: row, version, pages, sheets, sha256, addressee, language,
 * large_print, part, names. */
static bool
add_letter(struct cutter *cutter, sqlite3_stmt *draft)
{
	uint32_t pages = (uint32_t)sqlite3_column_int64(draft, 2);
	uint32_t sheets = (uint32_t)sqlite3_column_int64(draft, 3);
	bool starts = starts_group(cutter, sql_text(draft, 8));
	if (cutter->letters && (starts || is_full(cutter, sheets)) &&
	    !end_batch(cutter))
		return false;
	if (!cutter->letters) {
		cutter->batch++;
		strbuf_reset(&cutter->part);
		strbuf_add(&cutter->part, sql_text(draft, 8));
	}
	cutter->letter++;
	sqlite3_stmt *stmt = cutter->add_letter;
	sqlite3_bind_int64(stmt, 1, cutter->letter);
	sqlite3_bind_int64(stmt, 2, cutter->batch);
	sqlite3_bind_int64(stmt, 3, cutter->pages + 1);
	sqlite3_bind_int64(stmt, 4, pages);
	sqlite3_bind_int64(stmt, 5, sheets);
	sqlite3_bind_int64(stmt, 6, sqlite3_column_int64(draft, 1));
	sql_bind(stmt, 7, sql_text(draft, 6));
	sql_bind(stmt, 8, sql_text(draft, 4));
	sqlite3_bind_int(stmt, 9, sqlite3_column_int(draft, 7));
	sqlite3_bind_int64(stmt, 10, sqlite3_column_int64(draft, 0));
	sql_bind(stmt, 11, sql_text(draft, 5));
	sql_bind(stmt, 12, sql_text(draft, 9));
	if (!sql_insert(stmt, cutter->plan->diag))
		return false;
	sqlite3_bind_int64(cutter->add_row, 1, cutter->letter);
	sqlite3_bind_int64(cutter->add_row, 2, sqlite3_column_int64(draft, 0));
	sql_bind(cutter->add_row, 3, sql_text(draft, 5));
	cutter->letters++;
	/* Blank pages that fill a letter's last sheet are pages of the file. */
	cutter->pages += sheets * cutter->cut->sides;
	cutter->sheets += sheets;
	return sql_insert(cutter->add_row, cutter->plan->diag);
}

bool
plan_order(struct plan *plan, const struct plan_cut *cut)
{
	bool failed = false;
	struct cutter cutter = {.plan = plan, .cut = cut};
	sqlite3_stmt *drafts = sql_prepare(plan->db,
	    "SELECT row, version, pages, sheets, sha256, addressee, language,"
	    " large_print, part, names"
	    " FROM draft ORDER BY sort_key, addressee, row",
	    plan->diag);
	cutter.add_letter = sql_prepare(plan->db,
	    "INSERT INTO letter VALUES"
	    " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    plan->diag);
	cutter.add_row = sql_prepare(
	    plan->db, "INSERT INTO letter_row VALUES (?, ?, ?)", plan->diag);
	cutter.add_batch = sql_prepare(plan->db,
	    "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)", plan->diag);
	failed = !drafts || !cutter.add_letter || !cutter.add_row ||
		 !cutter.add_batch;
	while (!failed && sql_next(drafts, plan->diag, &failed))
		failed = !add_letter(&cutter, drafts);
	failed = failed || !end_batch(&cutter);
	sqlite3_finalize(drafts);
	sqlite3_finalize(cutter.add_letter);
	sqlite3_finalize(cutter.add_row);
	sqlite3_finalize(cutter.add_batch);
	strbuf_fini(&cutter.group);
	strbuf_fini(&cutter.part);
	return !failed &&
	       sql_run(plan->db,
		   "INSERT INTO letter_row SELECT letter.number,"
		   "  draft_member.row, 'client' FROM draft_member"
		   "  JOIN letter ON letter.first_row = draft_member.first;"
		   "DROP TABLE draft_member;"
		   "DROP TABLE draft;"
		   "CREATE INDEX letter_row_row ON letter_row (row);"
		   "CREATE INDEX letter_batch ON letter (batch)",
		   plan->diag);
}
