/*
 * ledger/plan_order.c - letters numbered in mailing order and cut in batches.
 *
 * SQLite sorts the precomputed keys by their bytes. A batch ends before the
 * letter that would take it past its limit, never inside a letter; a banner,
 * where there are such, is one more sheet before the letters that it tells of.
 */
#include "ledger/plan.h"
#include "ledger/plan_private.h"

struct cutter {
	struct plan *plan;
	const struct plan_cut *cut;
	sqlite3_stmt *add_letter, *add_row, *add_batch, *add_banner;
	uint32_t letter, batch;
	uint32_t letters, pages, sheets; /* of the batch now filled */
	struct strbuf envelope, part, group; /* of the last letter */
	/* Of the banner whose letters come now; number 0: none. */
	struct {
		uint32_t number, page, first, sheets;
	} banner;
	struct strbuf file; /* of the batch, or of the letter */
};

/* Columns of the drafts' query. */
enum {
	DRAFT_ROW,
	DRAFT_VERSION,
	DRAFT_PAGES,
	DRAFT_SHEETS,
	DRAFT_SHA256,
	DRAFT_ADDRESSEE,
	DRAFT_LANGUAGE,
	DRAFT_LARGE_PRINT,
	DRAFT_ENVELOPE,
	DRAFT_PART,
	DRAFT_GROUP,
	DRAFT_NAMES,
	DRAFT_FILE,
};

static const char drafts_query[] =
    "SELECT row, version, pages, sheets, sha256, addressee, language,"
    " large_print, envelope, part, grouping, names, file"
    " FROM draft ORDER BY sort_key, addressee, row";

/* Its letters are known now, so it can be written. */
static bool
end_banner(struct cutter *cutter)
{
	sqlite3_stmt *stmt = cutter->add_banner;
	if (!cutter->banner.number)
		return true;
	sqlite3_bind_int64(stmt, 1, cutter->batch);
	sqlite3_bind_int64(stmt, 2, cutter->banner.number);
	sqlite3_bind_int64(stmt, 3, cutter->banner.page);
	sqlite3_bind_int64(stmt, 4, cutter->banner.first);
	sqlite3_bind_int64(stmt, 5, cutter->letter);
	sqlite3_bind_int64(stmt, 6, cutter->banner.sheets);
	sql_bind(stmt, 7, strbuf_view(&cutter->group));
	return sql_insert(stmt, cutter->plan->diag);
}

static void
start_banner(struct cutter *cutter)
{
	cutter->banner.number++;
	cutter->banner.page = cutter->pages + 1;
	cutter->banner.first = cutter->letter + 1;
	cutter->banner.sheets = 0;
	cutter->pages += cutter->cut->sides;
	cutter->sheets++;
}

static bool
end_batch(struct cutter *cutter)
{
	if (!cutter->letters)
		return true;
	if (!end_banner(cutter))
		return false;
	sqlite3_stmt *stmt = cutter->add_batch;
	if (!cutter->cut->single) {
		strbuf_reset(&cutter->file);
		strbuf_print(&cutter->file, "batch-%04u.pdf", cutter->batch);
	}
	sqlite3_bind_int64(stmt, 1, cutter->batch);
	sql_bind(stmt, 2, strbuf_view(&cutter->file));
	sqlite3_bind_int64(stmt, 3, cutter->letters);
	sqlite3_bind_int64(stmt, 4, cutter->pages);
	sqlite3_bind_int64(stmt, 5, cutter->sheets);
	sql_bind(stmt, 6, strbuf_view(&cutter->envelope));
	sql_bind(stmt, 7, strbuf_view(&cutter->part));
	cutter->letters = cutter->pages = cutter->sheets = 0;
	cutter->banner.number = 0;
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

static bool
differs(const struct strbuf *last, struct slice next)
{
	return !slice_equal(strbuf_view(last), next);
}

static void
keep(struct strbuf *last, struct slice next)
{
	if (!differs(last, next))
		return;
	strbuf_reset(last);
	strbuf_add(last, next);
}

/*
 * Ends batch and banner where the draft's letter begins new ones, and begins
 * these.
 */
static bool
cut_before(struct cutter *cutter, sqlite3_stmt *draft)
{
	const struct plan_cut *cut = cutter->cut;
	struct slice envelope = sql_text(draft, DRAFT_ENVELOPE);
	struct slice part = sql_text(draft, DRAFT_PART);
	struct slice group = sql_text(draft, DRAFT_GROUP);
	uint32_t sheets = (uint32_t)sqlite3_column_int64(draft, DRAFT_SHEETS);
	bool regrouped =
	    cut->banners == BANNER_GROUP && differs(&cutter->group, group);
	if (cutter->letters &&
	    (differs(&cutter->envelope, envelope) ||
		differs(&cutter->part, part) ||
		is_full(cutter, sheets + regrouped)) &&
	    !end_batch(cutter))
		return false;
	if (cutter->letters && regrouped && !end_banner(cutter))
		return false;
	keep(&cutter->envelope, envelope);
	keep(&cutter->part, part);
	keep(&cutter->group, group);
	cutter->batch += cutter->letters == 0;
	if (cut->banners != BANNER_NONE && (!cutter->letters || regrouped))
		start_banner(cutter);
	return true;
}

/* The letter's own file, where it has one: in cutter->file. */
static void
name_file(struct cutter *cutter, sqlite3_stmt *draft)
{
	struct slice said = sql_text(draft, DRAFT_FILE);
	strbuf_reset(&cutter->file);
	if (!cutter->cut->single && !cutter->cut->own_files)
		return;
	if (said.len)
		strbuf_add(&cutter->file, said);
	else
		strbuf_print(&cutter->file, "letter-%06u", cutter->letter);
	strbuf_add_text(&cutter->file, ".pdf");
}

static bool
insert_letter(struct cutter *cutter, sqlite3_stmt *draft)
{
	sqlite3_stmt *stmt = cutter->add_letter;
	bool own = cutter->cut->own_files;
	sqlite3_bind_int64(stmt, 1, cutter->letter);
	sqlite3_bind_int64(stmt, 2, cutter->batch);
	sqlite3_bind_int64(stmt, 3, cutter->pages + 1);
	sqlite3_bind_int64(stmt, 4, sqlite3_column_int64(draft, DRAFT_PAGES));
	sqlite3_bind_int64(stmt, 5, sqlite3_column_int64(draft, DRAFT_SHEETS));
	sqlite3_bind_int64(stmt, 6, sqlite3_column_int64(draft, DRAFT_VERSION));
	sql_bind(stmt, 7, sql_text(draft, DRAFT_LANGUAGE));
	sql_bind(stmt, 8, sql_text(draft, DRAFT_SHA256));
	sqlite3_bind_int(stmt, 9, sqlite3_column_int(draft, DRAFT_LARGE_PRINT));
	sqlite3_bind_int64(stmt, 10, sqlite3_column_int64(draft, DRAFT_ROW));
	sql_bind(stmt, 11, sql_text(draft, DRAFT_ADDRESSEE));
	sql_bind(stmt, 12, sql_text(draft, DRAFT_NAMES));
	sql_bind(stmt, 13, own ? strbuf_view(&cutter->file) : SLICE(""));
	return sql_insert(stmt, cutter->plan->diag);
}

static bool
insert_row(struct cutter *cutter, sqlite3_stmt *draft)
{
	sqlite3_stmt *stmt = cutter->add_row;
	sqlite3_bind_int64(stmt, 1, cutter->letter);
	sqlite3_bind_int64(stmt, 2, sqlite3_column_int64(draft, DRAFT_ROW));
	sql_bind(stmt, 3, sql_text(draft, DRAFT_ADDRESSEE));
	return sql_insert(stmt, cutter->plan->diag);
}

static bool
add_letter(struct cutter *cutter, sqlite3_stmt *draft)
{
	uint32_t sheets = (uint32_t)sqlite3_column_int64(draft, DRAFT_SHEETS);
	if (!cut_before(cutter, draft))
		return false;
	cutter->letter++;
	name_file(cutter, draft);
	if (!insert_letter(cutter, draft) || !insert_row(cutter, draft))
		return false;
	cutter->letters++;
	/* Blank pages that fill a letter's last sheet are pages of the file. */
	cutter->pages += sheets * cutter->cut->sides;
	cutter->sheets += sheets;
	cutter->banner.sheets += sheets;
	return true;
}

static bool
open_cutter(struct cutter *cutter)
{
	sqlite3 *db = cutter->plan->db;
	struct diag *diag = cutter->plan->diag;
	cutter->add_letter = sql_prepare(db,
	    "INSERT INTO letter VALUES"
	    " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    diag);
	cutter->add_row =
	    sql_prepare(db, "INSERT INTO letter_row VALUES (?, ?, ?)", diag);
	cutter->add_batch = sql_prepare(
	    db, "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?)", diag);
	cutter->add_banner = sql_prepare(
	    db, "INSERT INTO banner VALUES (?, ?, ?, ?, ?, ?, ?)", diag);
	return cutter->add_letter && cutter->add_row && cutter->add_batch &&
	       cutter->add_banner;
}

static void
close_cutter(struct cutter *cutter)
{
	sqlite3_finalize(cutter->add_letter);
	sqlite3_finalize(cutter->add_row);
	sqlite3_finalize(cutter->add_batch);
	sqlite3_finalize(cutter->add_banner);
	strbuf_fini(&cutter->envelope);
	strbuf_fini(&cutter->part);
	strbuf_fini(&cutter->group);
	strbuf_fini(&cutter->file);
}

bool
plan_order(struct plan *plan, const struct plan_cut *cut)
{
	struct cutter cutter = {.plan = plan, .cut = cut};
	sqlite3_stmt *drafts = sql_prepare(plan->db, drafts_query, plan->diag);
	bool failed = !drafts || !open_cutter(&cutter);
	while (!failed && sql_next(drafts, plan->diag, &failed))
		failed = !add_letter(&cutter, drafts);
	failed = failed || !end_batch(&cutter);
	sqlite3_finalize(drafts);
	close_cutter(&cutter);
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
