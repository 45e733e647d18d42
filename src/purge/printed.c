/*
 * purge/printed.c - the print files, which go long before the rest.
 */
#include "base/file.h"
#include "purge/messages.h"
#include "purge/purge.h"
#include "purge/rest.h"

static const char *const stays[] = {SUMS_FILE, NULL};

static bool
is_served(
    const struct chain *chain, const struct purge_spec *spec, struct diag *diag)
{
	uint32_t open = 0, reprinted = 0;
	for (uint32_t n = 1; n <= chain->fates.letters; n++) {
		enum fate fate = fates_of(&chain->fates, n);
		open += fate == FATE_OPEN || fate == FATE_WANTED;
		reprinted += fate == FATE_REPRINTED;
	}
	if (!(open || reprinted) || spec->force)
		return true;
	if (open)
		REPORT(diag, NO_SPAN, &purge_open, ARGS(open));
	if (reprinted)
		REPORT(diag, NO_SPAN, &purge_reprinted, ARGS(reprinted));
	HINT(diag, &purge_force_hint, NO_ARGS);
	return false;
}

static bool
record(struct chain *chain, const struct purge_spec *spec, struct diag *diag)
{
	struct event event = {
	    .kind = EVENT_DESTROYED,
	    .date = spec->today,
	    .reason = spec->reason,
	};
	return is_served(chain, spec, diag) &&
	       rest_is_sealed(spec->run, diag) &&
	       (spec->only_look || chain_append(chain, &event, diag));
}

bool
purge_print_files(struct arena *mem, const struct purge_spec *spec,
    struct purge_made *made, struct diag *diag)
{
	struct chain chain;
	const char *print = path_join(mem, spec->run, "to-printer");
	*made = (struct purge_made){0};
	bool ok = chain_open(&chain, mem, spec->run, diag);
	if (ok) {
		made->was_purged = chain.destroyed;
		made->letters = chain.fates.letters;
		made->copies = chain.copies;
		ok = rest_count(
			 print, stays, &made->files, &made->bytes, diag) &&
		     (chain.destroyed || record(&chain, spec, diag));
		made->event = chain.count;
	}
	ok = ok && (spec->only_look || rest_remove(print, stays, diag));
	if (ok)
		chain_fingerprint(&chain, made->last_event);
	chain_close(&chain);
	return ok;
}
