/*
 * ledger/plan_order.c - letters numbered in mailing order and cut in batches.
 *
 * SQLite sorts the precomputed keys by their bytes. A batch ends before the
 * letter that would take it past its limit, never inside a letter; a banner,
 * where there are such, is one more sheet before the letters that it tells of.
 */
#include "ledger/draft.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"

struct cutter {
	struct plan *plan;
	const struct plan_cut *cut;
	struct draft_row draft; /* of the letter at hand */
	uint32_t letter, batch;
	uint32_t letters, pages, sheets; /* of the batch now filled */
	struct strbuf envelope, stationery, part,
	    group; /* of the last letter */
	/* Of the banner whose letters come now; number 0: none. */
	struct {
		uint32_t number, page, first, sheets;
	} banner;
	struct strbuf addressee; /* of the letter at hand */
	struct strbuf file; /* of the batch, or of the letter */
};

/* Its letters are known now, so it can be written. */
static bool
end_banner(struct cutter *cutter)
{
	const struct banner banner = {
	    .batch = cutter->batch,
	    .number = cutter->banner.number,
	    .page = cutter->banner.page,
	    .first_letter = cutter->banner.first,
	    .last_letter = cutter->letter,
	    .sheets = cutter->banner.sheets,
	    .group = strbuf_view(&cutter->group),
	};
	return !banner.number ||
	       plan_insert(cutter->plan, TABLE_BANNER, &banner);
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
	if (!cutter->cut->single) {
		strbuf_reset(&cutter->file);
		strbuf_print(&cutter->file, "batch-%04u.pdf", cutter->batch);
	}
	const struct batch_row batch = {
	    .number = cutter->batch,
	    .file = strbuf_view(&cutter->file),
	    .letters = cutter->letters,
	    .pages = cutter->pages,
	    .sheets = cutter->sheets,
	    .envelope = strbuf_view(&cutter->envelope),
	    .stationery = strbuf_view(&cutter->stationery),
	    .part = strbuf_view(&cutter->part),
	};
	cutter->letters = cutter->pages = cutter->sheets = 0;
	cutter->banner.number = 0;
	return plan_insert(cutter->plan, TABLE_BATCH, &batch);
}

static bool
is_full(const struct cutter *cutter, uint32_t sheets)
{
	const struct plan_cut *cut = cutter->cut;
	if (cut->single)
		return cutter->letters > 0;
	if (cut->letters && cutter->letters + 1 > cut->letters)
		return true;
	if (cut->pages && cutter->pages + sheets * cut->sides > cut->pages)
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
cut_before(struct cutter *cutter)
{
	const struct plan_cut *cut = cutter->cut;
	const struct draft_row *draft = &cutter->draft;
	bool regrouped = cut->banners == BANNER_GROUP &&
			 differs(&cutter->group, draft->group);
	if (cutter->letters &&
	    (differs(&cutter->envelope, draft->envelope) ||
		differs(&cutter->stationery, draft->stationery) ||
		differs(&cutter->part, draft->part) ||
		is_full(cutter, draft->sheets + regrouped)) &&
	    !end_batch(cutter))
		return false;
	if (cutter->letters && regrouped && !end_banner(cutter))
		return false;
	keep(&cutter->envelope, draft->envelope);
	keep(&cutter->stationery, draft->stationery);
	keep(&cutter->part, draft->part);
	keep(&cutter->group, draft->group);
	cutter->batch += cutter->letters == 0;
	if (cut->banners != BANNER_NONE && (!cutter->letters || regrouped))
		start_banner(cutter);
	return true;
}

/* The letter's own file, where it has one: in cutter->file. */
static void
name_file(struct cutter *cutter)
{
	struct slice said = cutter->draft.file;
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
insert_letter(struct cutter *cutter)
{
	const struct draft_row *draft = &cutter->draft;
	const struct letter_row letter = {
	    .number = cutter->letter,
	    .batch = cutter->batch,
	    .first_page = cutter->pages + 1,
	    .draft = *draft,
	    .file =
		cutter->cut->own_files ? strbuf_view(&cutter->file) : SLICE(""),
	};
	const struct letter_member_row row = {
	    cutter->letter, draft->row, draft->addressee};
	const struct response_row response = {
	    cutter->letter, draft->code_number, draft->code};
	return plan_insert(cutter->plan, TABLE_LETTER, &letter) &&
	       plan_insert(cutter->plan, TABLE_LETTER_ROW, &row) &&
	       (!draft->code.len ||
		   plan_insert(cutter->plan, TABLE_RESPONSE, &response));
}

static bool
add_letter(struct cutter *cutter)
{
	uint32_t sheets = cutter->draft.sheets;
	if (!cut_before(cutter))
		return false;
	cutter->letter++;
	name_file(cutter);
	if (!insert_letter(cutter))
		return false;
	cutter->letters++;
	/* Blank pages that fill a letter's last sheet are pages of the file. */
	cutter->pages += sheets * cutter->cut->sides;
	cutter->sheets += sheets;
	cutter->banner.sheets += sheets;
	return true;
}

static void
close_cutter(struct cutter *cutter)
{
	strbuf_fini(&cutter->addressee);
	strbuf_fini(&cutter->envelope);
	strbuf_fini(&cutter->stationery);
	strbuf_fini(&cutter->part);
	strbuf_fini(&cutter->group);
	strbuf_fini(&cutter->file);
}

/* Once letters are numbered. */
static const char end_letters[] =
    "INSERT INTO letter_row SELECT letter.number,"
    "  draft_member.row, 'client' FROM draft_member"
    "  JOIN letter ON letter.first_row = draft_member.first;"
    "CREATE INDEX letter_row_row ON letter_row (row);"
    "CREATE INDEX letter_batch ON letter (batch)";

/* The next draft; false where it is damaged, or the one before once more, which
 * would be a second letter to the same people. */
static bool
take_draft(struct cutter *cutter, const struct stored_draft *stored)
{
	struct draft_row *draft = &cutter->draft;
	bool same =
	    cutter->letter && draft->row == stored->row &&
	    slice_equal(strbuf_view(&cutter->addressee), stored->addressee);
	draft->row = stored->row;
	draft->addressee = stored->addressee;
	keep(&cutter->addressee, stored->addressee);
	if (!same && draft_read(stored->rest, draft))
		return true;
	sql_report_damage(cutter->plan->db, "draft", cutter->plan->diag);
	return false;
}

bool
plan_order(struct plan *plan, const struct plan_cut *cut)
{
	struct cutter cutter = {.plan = plan, .cut = cut};
	struct stored_draft stored;
	bool going = true;
	struct sql_reading drafts = sql_select(plan_db(plan), draft_fields,
	    " FROM draft ORDER BY sort_key, addressee, row", plan->diag);
	while (going && sql_read(&drafts, &stored))
		going = take_draft(&cutter, &stored) && add_letter(&cutter);
	bool ok = sql_end(&drafts) && going && end_batch(&cutter);
	close_cutter(&cutter);
	return ok && sql_run(plan_db(plan), end_letters, plan->diag);
}
