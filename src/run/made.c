#include "run/made.h"

struct adding {
	struct names *names;
	const char *folder;
};

static bool
add_batch(const struct ledger_batch *batch, void *ctx)
{
	const struct adding *adding = ctx;
	names_add_in(adding->names, adding->folder, batch->file);
	return true;
}

static bool
add_letter(const struct ledger_letter *letter, void *ctx)
{
	const struct adding *adding = ctx;
	if (letter->own_file.len)
		names_add_in(adding->names, adding->folder, letter->own_file);
	return true;
}

bool
made_add_batches(struct names *names, const char *folder, struct ledger *ledger,
    struct diag *diag)
{
	struct adding adding = {names, folder};
	return ledger_each_batch(ledger, add_batch, &adding, diag);
}

bool
made_add_letters(struct names *names, const char *folder, struct ledger *ledger,
    struct diag *diag)
{
	bool own;
	struct adding adding = {names, folder};
	return ledger_has_own_files(ledger, &own, diag) &&
	       (!own || ledger_each_letter(ledger, add_letter, &adding, diag));
}
