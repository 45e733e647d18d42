#include "fate/batches.h"

#include "base/file.h"
#include "fate/messages.h"
#include "ledger/read.h"

struct picking {
	struct chain *chain;
	const struct numbers *batches;
	struct numbers *letters;
	uint32_t left, last;
};

static bool
see_batch(const struct ledger_batch *batch, void *ctx)
{
	struct picking *picking = ctx;
	const struct fates *fates = &picking->chain->fates;
	picking->last = batch->number;
	if (!numbers_hold(picking->batches, batch->number))
		return true;
	for (uint32_t n = batch->first_letter;
	     n <= batch->last_letter && n <= fates->letters; n++) {
		if (fates_allow(fates, n, CHANGE_POSTED))
			numbers_add(picking->letters, picking->chain->mem, n);
		else
			picking->left++;
	}
	return true;
}

bool
batches_letters(struct chain *chain, const char *run,
    const struct numbers *batches, struct numbers *letters, uint32_t *left,
    struct diag *diag)
{
	struct picking picking = {chain, batches, letters, 0, 0};
	struct ledger *ledger =
	    ledger_open(path_join(chain->mem, run, "keep/ledger.db"), diag);
	bool ok =
	    ledger && ledger_each_batch(ledger, see_batch, &picking, diag);
	ledger_close(ledger);
	*left = picking.left;
	uint32_t last = batches->at[batches->count - 1].last;
	if (ok && last > picking.last) {
		REPORT(diag, NO_SPAN, &fate_no_batch, ARGS(last, picking.last));
		ok = false;
	} else if (ok && !letters->count) {
		REPORT(diag, NO_SPAN, &fate_nothing_left, NO_ARGS);
		ok = false;
	}
	return ok;
}

struct pulling {
	const struct chain *chain;
	uint32_t batch;
	struct numbers *letters;
};

static bool
see_pulled(const struct ledger_batch *batch, void *ctx)
{
	struct pulling *pulling = ctx;
	const struct fates *fates = &pulling->chain->fates;
	if (batch->number != pulling->batch)
		return true;
	for (uint32_t n = batch->first_letter;
	     n <= batch->last_letter && n <= fates->letters; n++) {
		if (fates_of(fates, n) == FATE_WITHDRAWN)
			numbers_add(pulling->letters, pulling->chain->mem, n);
	}
	return true;
}

bool
batches_withdrawn(struct arena *mem, const char *run, uint32_t batch,
    struct numbers *letters, struct diag *diag)
{
	struct seal seal;
	struct chain chain;
	struct pulling pulling = {&chain, batch, letters};
	if (!seal_read(&seal, mem, run, diag) ||
	    !chain_read(&chain, mem, run, &seal, false, diag))
		return false;
	struct ledger *ledger =
	    ledger_open(path_join(mem, run, "keep/ledger.db"), diag);
	bool ok =
	    ledger && ledger_each_batch(ledger, see_pulled, &pulling, diag);
	ledger_close(ledger);
	return ok;
}
