#include "sealed/finder.h"

#include "beside/form.h"

struct finder {
	struct sealed *sealed;
	struct slice form, hash; /* of the key asked for */
	struct arena *row_mem;
	uint32_t hashed; /* rows that only the run's secret can name */
	void (*seen)(const struct ledger_row *row, void *ctx);
	void *ctx;
};

static bool
see_row(const struct ledger_row *row, void *ctx)
{
	struct finder *finder = ctx;
	struct slice form =
	    form_of_text(finder->row_mem, row->cells[0], finder->sealed->date);
	bool same = form.len && slice_equal(form, finder->form);
	bool hashed =
	    row->key_hash.len && slice_equal(row->key_hash, finder->hash);
	arena_reset(finder->row_mem);
	finder->hashed += row->key_hash.len != 0;
	if (same || hashed)
		finder->seen(row, finder->ctx);
	return true;
}

bool
finder_each(struct sealed *sealed, struct slice key,
    void (*seen)(const struct ledger_row *row, void *ctx), void *ctx,
    struct diag *diag)
{
	struct finder finder = {
	    .sealed = sealed,
	    .form = form_of_text(sealed->mem, key, sealed->date),
	    .row_mem = arena_new(),
	    .seen = seen,
	    .ctx = ctx,
	};
	finder.hash = sealed_hash_key(sealed, finder.form);
	bool ok = ledger_each_row(sealed->ledger, &sealed->key, 1, see_row,
		      &finder, diag) &&
		  sealed_can_ask(sealed, key, finder.hashed, diag);
	arena_free(finder.row_mem);
	return ok;
}
