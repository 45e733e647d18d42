#include "purge/purge.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sink.h"
#include "ledger/purged.h"
#include "ledger/read.h"
#include "proof/purged.h"
#include "purge/messages.h"
#include "purge/rest.h"

struct purging {
	struct arena *mem;
	const struct purge_spec *spec;
	struct purge_made *made;
	struct diag *diag;
	struct chain chain;
	struct seal seal;
	const char *print, *keep;
	struct purged purged;
};

/* Names in each folder, NULL-terminated; the sums only where they stay. */
static const char *const *
stay_in_print(const struct purging *purging)
{
	static const char *const names[] = {SUMS_FILE, NULL};
	return purging->purged.sums ? names : names + 1;
}

static const char *const *
stay_in_keep(const struct purging *purging)
{
	static const char *const names[] = {SUMS_FILE, SEAL_FILE,
	    SEAL_SIGNATURE, EVENTS_FILE, EVENTS_HEAD, APPROVALS_FILE,
	    PURGED_FILE, "ledger.db", NULL};
	return purging->purged.sums ? names : names + 1;
}

static const char *
in_keep(const struct purging *purging, const char *name)
{
	return path_join(purging->mem, purging->keep, name);
}

/* ---- may it go? */

static bool
is_time(struct purging *purging)
{
	const struct purge_spec *spec = purging->spec;
	struct diag *diag = purging->diag;
	struct slice until = purging->purged.keep_until;
	day day_until = day_parse_iso(until);
	if (spec->force || (day_until != DAY_NONE && spec->today >= day_until))
		return true;
	if (day_until == DAY_NONE)
		REPORT(diag, NO_SPAN, &purge_no_date, ARGS(spec->run));
	else
		REPORT(diag, NO_SPAN, &purge_too_early, ARGS(spec->run, until));
	HINT(diag, &purge_force_hint, NO_ARGS);
	return false;
}

static bool
read_keep_until(struct purging *purging)
{
	struct ledger *ledger =
	    ledger_open(in_keep(purging, "ledger.db"), purging->diag);
	if (!ledger)
		return false;
	struct slice until = ledger_text(ledger, purging->mem, "keep_until");
	purging->purged.keep_until = until.len ? until : SLICE("-");
	ledger_close(ledger);
	return true;
}

/* ---- what stands for it afterwards */

static bool
read_sums(struct purging *purging)
{
	struct sums print, keep;
	if (!sums_read(&print, purging->mem, purging->print, purging->diag) ||
	    !sums_read(&keep, purging->mem, purging->keep, purging->diag))
		return false;
	purging->purged.sums =
	    purged_names_are_ours(&print) && purged_names_are_ours(&keep);
	return true;
}

/* The old ledger is removed in any case: the new one takes its name. */
static bool
count_files(struct purging *purging)
{
	struct purge_made *made = purging->made;
	bool ok = rest_count(purging->print, stay_in_print(purging),
		      &made->files, &made->bytes, purging->diag) &&
		  rest_count(purging->keep, stay_in_keep(purging), &made->files,
		      &made->bytes, purging->diag);
	made->files++;
	purging->purged.files = made->files;
	return ok;
}

static bool
fill(struct purging *purging)
{
	struct purged *purged = &purging->purged;
	const char *approvals = in_keep(purging, APPROVALS_FILE);
	char *date = arena_raw(purging->mem, 11);
	day_write_iso(purging->spec->today, date);
	purged->date = slice_view(date);
	purged->seal = hash_of(purging->seal.text);
	purged->approved = path_is_taken(approvals);
	return !purged->approved ||
	       hash_file(approvals, purging->diag, &purged->approvals);
}

static bool
make_rest(struct purging *purging)
{
	struct purged *purged = &purging->purged;
	const char *ledger = in_keep(purging, PURGED_LEDGER);
	return ledger_purge(in_keep(purging, "ledger.db"), ledger, purged->date,
		   purging->diag) &&
	       hash_file(ledger, purging->diag, &purged->ledger);
}

/* ---- the steps */

static bool
drop_begun(struct purging *purging)
{
	return folder_remove(
		   in_keep(purging, PURGED_FILE SINK_PARTIAL), purging->diag) &&
	       folder_remove(in_keep(purging, PURGED_FILE), purging->diag) &&
	       folder_remove(in_keep(purging, PURGED_LEDGER), purging->diag);
}

/* From the event on there is no way back. */
static bool
let_happen(struct purging *purging)
{
	struct strbuf text = {0};
	struct event event = {
	    .kind = EVENT_PURGED,
	    .date = purging->spec->today,
	    .reason = purging->spec->reason,
	    .file = SLICE(PURGED_FILE),
	};
	purged_write(&text, &purging->purged);
	event.sha256 = hash_of(strbuf_view(&text));
	bool ok = file_write_whole(in_keep(purging, PURGED_FILE),
		      strbuf_view(&text), purging->diag) &&
		  chain_append(&purging->chain, &event, purging->diag);
	strbuf_fini(&text);
	purging->made->event = event.number;
	return ok;
}

static bool
begin(struct purging *purging)
{
	struct diag *diag = purging->diag;
	const char *run = purging->spec->run;
	if (!purging->spec->only_look && !drop_begun(purging))
		return false;
	bool ok = seal_check_ledger(run, diag) && read_keep_until(purging) &&
		  is_time(purging) && rest_is_sealed(run, diag) &&
		  read_sums(purging) && count_files(purging);
	if (!ok || purging->spec->only_look)
		return ok;
	size_t events = purging->chain.count;
	ok = fill(purging) && make_rest(purging) && let_happen(purging);
	if (!ok && purging->chain.count == events)
		drop_begun(purging);
	return ok;
}

/* The new ledger takes the old one's place; either may be there. */
static bool
replace_ledger(struct purging *purging)
{
	const char *fresh = in_keep(purging, PURGED_LEDGER);
	const char *ledger = in_keep(purging, "ledger.db");
	bool renamed = !path_is_taken(fresh);
	struct digest found;
	if (path_is_taken(renamed ? ledger : fresh) &&
	    hash_file(renamed ? ledger : fresh, purging->diag, &found) &&
	    digest_equal(found, purging->purged.ledger)) {
		if (renamed || rename(fresh, ledger) == 0)
			return folder_sync(purging->keep, purging->diag);
		file_report(purging->diag, ledger, errno);
		return false;
	}
	REPORT(
	    purging->diag, NO_SPAN, &purge_no_ledger, ARGS(purging->spec->run));
	return false;
}

static bool
finish(struct purging *purging)
{
	return replace_ledger(purging) &&
	       rest_remove(
		   purging->print, stay_in_print(purging), purging->diag) &&
	       rest_remove(purging->keep, stay_in_keep(purging), purging->diag);
}

/* What an earlier purge left to be done. */
static bool
go_on(struct purging *purging)
{
	struct purge_made *made = purging->made;
	made->was_purged = true;
	made->event = purging->chain.count;
	return purged_read(&purging->purged, purging->mem, purging->spec->run,
		   purging->chain.purged_as, purging->diag) &&
	       rest_count(purging->print, stay_in_print(purging), &made->files,
		   &made->bytes, purging->diag) &&
	       rest_count(purging->keep, stay_in_keep(purging), &made->files,
		   &made->bytes, purging->diag);
}

bool
purge_run(struct arena *mem, const struct purge_spec *spec,
    struct purge_made *made, struct diag *diag)
{
	struct purging purging = {
	    .mem = mem,
	    .spec = spec,
	    .made = made,
	    .diag = diag,
	    .print = path_join(mem, spec->run, "to-printer"),
	    .keep = path_join(mem, spec->run, "keep"),
	};
	*made = (struct purge_made){0};
	bool ok = chain_lock(&purging.chain, mem, spec->run, diag) &&
		  seal_read(&purging.seal, mem, spec->run, diag);
	if (ok) {
		made->rows = purging.seal.counts.rows;
		made->letters = purging.seal.counts.letters;
		made->copies = purging.chain.copies;
		ok = purging.chain.purged ? go_on(&purging) : begin(&purging);
	}
	ok = ok && (spec->only_look || finish(&purging));
	if (ok)
		chain_fingerprint(&purging.chain, made->last_event);
	chain_close(&purging.chain);
	return ok;
}
