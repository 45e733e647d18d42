/*
 * tests/unit/ledger/small.h - a small sealed ledger, and all of one read: four
 * letters in two batches, a row excluded, a row held.
 */
#ifndef TESTS_UNIT_LEDGER_SMALL_H
#define TESTS_UNIT_LEDGER_SMALL_H

#include "base/file.h"
#include "ledger/joined.h"
#include "ledger/options.h"
#include "ledger/plan.h"
#include "ledger/read.h"
#include "ledger/result.h"

enum { COLUMNS = 2, ROWS = 6 };

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	const char *whole, *path; /* a sealed ledger, and what is made of it */
	struct slice bytes; /* of the whole one */
};

static struct plan_options
make_options(void)
{
	return (struct plan_options){
	    .program = SLICE("utskick 9"),
	    .title = SLICE("Fritt val"),
	    .reference = SLICE(""),
	    .date = SLICE("2012-03-19"),
	    .language = SLICE("sv"),
	    .channel = SLICE("print"),
	    .profile = SLICE("archive"),
	    .split = SLICE("both"),
	    .banner = SLICE("batch"),
	    .bookmarks = true,
	    .sides = 2,
	    .letters_per_batch = 2,
	    .sheets_per_batch = UINT32_MAX,
	    .key = 1,
	    .encoding = SLICE("utf-8"),
	};
}

/* ---- a small ledger: four letters in two batches, two rows without */

static bool
add_row(struct bench *bench, struct plan *plan, uint32_t number)
{
	const struct slice cells[COLUMNS] = {
	    arena_print(bench->mem, "19990101-98%02u", number),
	    SLICE("Björkgatan 3")};
	const struct plan_row row = {
	    .row = number,
	    .line = number + 1,
	    .key_hash = SLICE(""),
	    .clean = cells,
	    .as_read = cells,
	};
	const struct plan_outcome outcome = {
	    .row = number,
	    .outcome = number < 5    ? OUTCOME_LETTER
		       : number == 5 ? OUTCOME_EXCLUDED
				     : OUTCOME_HELD,
	    .rule = number < 5 ? 0 : 1,
	    .code = "",
	    .reason = SLICE("Bor på servicehus"),
	    .matches = SLICE("1"),
	};
	const struct plan_draft draft = {
	    .row = number,
	    .pages = 1,
	    .sheets = 1,
	    .digest = hash_of(cells[0]),
	    .sort_key = cells[0],
	    .addressee = SLICE("client"),
	    .language = SLICE("sv"),
	};
	return plan_add_row(plan, &row) && plan_add_outcome(plan, &outcome) &&
	       (number > 4 || plan_add_draft(plan, &draft));
}

static bool
make_ledger(struct bench *bench, const char *plan_path)
{
	const struct plan_column columns[COLUMNS] = {
	    {.number = 0, .name = SLICE("Nr"), .type = "text", .shown = 2},
	    {.number = 1, .name = SLICE("Adress"), .type = "text", .shown = 1},
	};
	const struct plan_rule rule = {
	    .number = 1, .kind = "exclude", .file = "job.yaml"};
	const struct plan_input input = {
	    SLICE("letter"), SLICE("brev.md"), 3, hash_of(SLICE("Hej"))};
	const struct slice place = SLICE("Folkets hus");
	const struct slice column = SLICE("Plats");
	const struct joined_row meeting = {0, 2, &place, 1};
	const struct beside_count meetings = {.kind = SLICE("table"),
	    .name = SLICE("möten"),
	    .file = SLICE("moten.csv"),
	    .lines = SLICE(""),
	    .rows = 1};
	const struct plan_options options = make_options();
	const struct plan_cut cut = {
	    .letters = 2, .sides = 2, .banners = BANNER_BATCH};
	const struct batch_result results[] = {
	    {.batch = 1, .pages = 3}, {.batch = 2, .pages = 3}};
	struct plan *plan = plan_new(plan_path, bench->diag);
	bool ok = plan && plan_add_columns(plan, columns, COLUMNS);
	for (uint32_t i = 1; ok && i <= ROWS; i++)
		ok = add_row(bench, plan, i);
	ok = ok && plan_add_joined_row(plan, 1, &meeting, 0, 1) &&
	     plan_share_joined(plan, 2, 0, 1) &&
	     plan_add_beside(plan, &meetings, &column, 1);
	ok = ok && plan_add_rule(plan, &rule) &&
	     plan_add_input(plan, &input, NULL, 0) &&
	     plan_add_options(plan, &options) && plan_end_load(plan) &&
	     plan_order(plan, &cut);
	if (!ok) {
		plan_drop(plan);
		return false;
	}
	return plan_commit(plan, bench->diag) &&
	       ledger_seal(plan_path, bench->whole, results, 2, bench->diag) &&
	       file_read(bench->mem, bench->whole, INPUT_NONE, 1 << 24,
		   bench->diag, NO_SPAN, &bench->bytes);
}

/* ---- reading all of one */

static bool
see_row(const struct ledger_row *row, void *ctx)
{
	*(size_t *)ctx += row->reason.len + row->cells[0].len;
	return true;
}

static bool
see_letter(const struct ledger_letter *letter, void *ctx)
{
	*(size_t *)ctx += letter->rows.len;
	return true;
}

static bool
see_batch(const struct ledger_batch *batch, void *ctx)
{
	*(size_t *)ctx += batch->file.len;
	return true;
}

static bool
see_banner(const struct banner *banner, void *ctx)
{
	*(size_t *)ctx += banner->group.len;
	return true;
}

static bool
see_rule(const struct ledger_rule *rule, void *ctx)
{
	*(size_t *)ctx += rule->reason.len;
	return true;
}

static bool
see_print(const struct ledger_print *print, void *ctx)
{
	*(size_t *)ctx += print->cells[0].len + print->names.len;
	return true;
}

static bool
see_beside(const struct beside_count *count, void *ctx)
{
	*(size_t *)ctx += count->name.len;
	return true;
}

static bool
see_joined(const struct joined_row *row, void *ctx)
{
	for (size_t i = 0; i < row->count; i++)
		*(size_t *)ctx += row->cells[i].len;
	return true;
}

static bool
read_open(struct bench *bench, struct ledger *ledger)
{
	static const size_t columns[] = {0, 1};
	struct diag *diag = bench->diag;
	struct ledger_counts counts;
	size_t sum = 0;
	const char *file;
	bool has;
	struct plan_options read;
	return ledger_read_options(ledger, bench->mem, &read, diag) &&
	       ledger_count(ledger, &counts, diag) &&
	       ledger_each_row(ledger, columns, 2, see_row, &sum, diag) &&
	       ledger_each_letter(ledger, see_letter, &sum, diag) &&
	       ledger_each_batch(ledger, see_batch, &sum, diag) &&
	       ledger_each_banner(ledger, 0, see_banner, &sum, diag) &&
	       ledger_each_beside(ledger, see_beside, &sum, diag) &&
	       ledger_each_joined(ledger, 1, see_joined, &sum, diag) &&
	       ledger_each_rule(ledger, see_rule, &sum, diag) &&
	       ledger_each_print(ledger, 1, COLUMNS, see_print, &sum, diag) &&
	       ledger_each_print(ledger, 2, COLUMNS, see_print, &sum, diag) &&
	       ledger_find_file(ledger, bench->mem, 1, &file, diag) &&
	       ledger_has_own_files(ledger, &has, diag) &&
	       ledger_has_input(ledger, "letter", "brev.md",
		   hash_of(SLICE("Hej")), &has, diag);
}

static bool
read_all(struct bench *bench)
{
	struct ledger *ledger = ledger_open(bench->path, bench->diag);
	bool ok = ledger && read_open(bench, ledger);
	ledger_close(ledger);
	return ok;
}

#endif
