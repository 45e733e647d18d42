/*
 * verify/ledger.c - the ledger against the seal, and within itself.
 */
#include "ledger/content.h"
#include "ledger/responses.h"
#include "ledger/settled.h"
#include "record/outcome.h"
#include "verify/messages.h"
#include "verify/parts.h"

/* ---- what the seal says too */

static void
check_text(struct verifying *verifying, const char *key, struct slice sealed)
{
	struct strbuf line = {0};
	strbuf_add_line(
	    &line, ledger_text(verifying->ledger, verifying->mem, key));
	if (!slice_equal(strbuf_view(&line), sealed))
		REPORT(verifying->diag, NO_SPAN, &verify_other_text, ARGS(key));
	strbuf_fini(&line);
}

static void
check_number(struct verifying *verifying, const char *what, uint32_t ledger,
    uint32_t sealed)
{
	if (ledger != sealed)
		REPORT(verifying->diag, NO_SPAN, &verify_other_count,
		    ARGS(what, ledger, sealed));
}

static void
check_seal(struct verifying *verifying)
{
	const struct seal *seal = &verifying->seal;
	const struct ledger_counts *have = &verifying->counts;
	const struct ledger_counts *want = &seal->counts;
	struct digest plan;
	check_text(verifying, "program", seal->program);
	check_text(verifying, "date", seal->date);
	check_text(verifying, "reference", seal->reference);
	check_number(verifying, "rows", have->rows, want->rows);
	for (int i = 0; i < OUTCOME_COUNT; i++)
		check_number(verifying, outcome_name((enum outcome)i),
		    have->by_outcome[i], want->by_outcome[i]);
	check_number(verifying, "letters", have->letters, want->letters);
	check_number(verifying, "pages", have->pages, want->pages);
	check_number(verifying, "sheets", have->sheets, want->sheets);
	check_number(verifying, "batches", have->batches, want->batches);
	check_number(verifying, "banners", have->banners, want->banners);
	if (ledger_hash_plan(verifying->ledger, &plan, verifying->diag) &&
	    !digest_equal(plan, seal->plan))
		REPORT(verifying->diag, NO_SPAN, &verify_other_plan, NO_ARGS);
}

/* ---- rows and letters */

static bool
say_unsettled(uint32_t row, void *ctx)
{
	struct verifying *verifying = ctx;
	REPORT(verifying->diag, NO_SPAN, &verify_unsettled, ARGS(row));
	return true;
}

static bool
say_code(uint32_t letter, void *ctx)
{
	struct verifying *verifying = ctx;
	REPORT(verifying->diag, NO_SPAN, &verify_code, ARGS(letter));
	return true;
}

static void
check_outcomes(struct verifying *verifying)
{
	const struct ledger_counts *counts = &verifying->counts;
	uint32_t sum = 0;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		sum += counts->by_outcome[i];
	if (sum != counts->rows)
		REPORT(verifying->diag, NO_SPAN, &verify_outcomes,
		    ARGS(sum, counts->rows));
	ledger_each_unsettled(
	    verifying->ledger, say_unsettled, verifying, verifying->diag);
	ledger_each_wrong_response(
	    verifying->ledger, say_code, verifying, verifying->diag);
}

void
parts_check_ledger(struct verifying *verifying)
{
	if (!ledger_count(
		verifying->ledger, &verifying->counts, verifying->diag))
		return;
	verifying->found->rows = verifying->counts.rows;
	verifying->found->letters = verifying->counts.letters;
	if (verifying->sealed)
		check_seal(verifying);
	check_outcomes(verifying);
}
