/*
 * verify/purged.c - runs of which something was removed lawfully: what is left
 * is what must be left.
 */
#include <dirent.h>

#include "base/fault.h"
#include "base/file.h"
#include "ledger/purged.h"
#include "proof/messages.h"
#include "proof/purged.h"
#include "record/outcome.h"
#include "verify/messages.h"
#include "verify/parts.h"

static bool
is_among(const char *const *names, const char *name)
{
	for (; *names; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

/* Whatever else lies there should have gone. */
static void
check_rest(struct verifying *verifying, const char *folder,
    const char *const *stays, const struct message *hint)
{
	DIR *dir = fault_opendir(folder);
	for (struct dirent *e = dir ? fault_readdir(dir) : NULL; e;
	     e = fault_readdir(dir)) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
		    is_among(stays, e->d_name))
			continue;
		REPORT(verifying->diag, NO_SPAN, &verify_not_removed,
		    ARGS(path_join(verifying->mem, folder, e->d_name)));
		HINT(verifying->diag, hint, ARGS(verifying->spec->run));
	}
	if (dir)
		closedir(dir);
}

static const char *const sums_only[] = {SUMS_FILE, NULL};

void
parts_check_destroyed(struct verifying *verifying)
{
	if (parts_read_sums(verifying, verifying->print,
		&verifying->seal.printer, &verifying->sums))
		verifying->found->files++;
	check_rest(
	    verifying, verifying->print, sums_only, &verify_destroy_again);
}

/* ---- purged */

static bool
check_one(struct verifying *verifying, const char *name, struct digest digest)
{
	struct digest found;
	const char *path = path_join(verifying->mem, verifying->keep, name);
	verifying->found->files++;
	if (!path_is_taken(path))
		REPORT(verifying->diag, NO_SPAN, &proof_missing, ARGS(path));
	else if (!hash_file(path, verifying->diag, &found))
		return false;
	else if (digest_equal(found, digest))
		return true;
	else
		REPORT(verifying->diag, NO_SPAN, &proof_changed, ARGS(path));
	return false;
}

static void
check_number(struct verifying *verifying, const char *what, uint32_t ledger,
    uint32_t sealed)
{
	if (ledger != sealed)
		REPORT(verifying->diag, NO_SPAN, &verify_other_count,
		    ARGS(what, ledger, sealed));
}

/* The new ledger counts what the seal does. */
static void
check_counts(struct verifying *verifying)
{
	struct ledger_rest rest;
	const struct ledger_counts *sealed = &verifying->seal.counts;
	struct ledger *ledger =
	    ledger_open(path_join(verifying->mem, verifying->keep, "ledger.db"),
		verifying->diag);
	if (ledger && ledger_count_rest(ledger, &rest, verifying->diag)) {
		for (int i = 0; i < OUTCOME_COUNT; i++)
			check_number(verifying, outcome_name((enum outcome)i),
			    rest.by_outcome[i], sealed->by_outcome[i]);
		check_number(
		    verifying, "letters", rest.letters, sealed->letters);
		check_number(verifying, "sheets", rest.sheets, sealed->sheets);
		check_number(
		    verifying, "batches", rest.batches, sealed->batches);
		if (rest.people)
			REPORT(verifying->diag, NO_SPAN, &verify_not_removed,
			    ARGS("keep/ledger.db"));
	}
	ledger_close(ledger);
}

static void
check_sums_left(struct verifying *verifying, const struct purged *purged)
{
	struct sums keep;
	if (!purged->sums)
		return;
	if (parts_read_sums(verifying, verifying->print,
		&verifying->seal.printer, &verifying->sums))
		verifying->found->files++;
	if (parts_read_sums(
		verifying, verifying->keep, &verifying->seal.keep, &keep))
		verifying->found->files++;
}

void
parts_check_purged(struct verifying *verifying)
{
	static const char *const names[] = {SUMS_FILE, SEAL_FILE,
	    SEAL_SIGNATURE, EVENTS_FILE, EVENTS_HEAD, PURGED_FILE, "ledger.db",
	    NULL, NULL};
	struct purged purged;
	struct digest seal = hash_of(verifying->seal.text);
	const char *stays[sizeof names / sizeof *names];
	memcpy(stays, names, sizeof names);
	if (!purged_read(&purged, verifying->mem, verifying->spec->run,
		verifying->chain.purged_as, verifying->diag))
		return;
	if (!digest_equal(purged.seal, seal))
		REPORT(verifying->diag, NO_SPAN, &proof_bad_purged,
		    ARGS(path_join(
			verifying->mem, verifying->keep, PURGED_FILE)));
	if (purged.approved) {
		stays[sizeof names / sizeof *names - 2] = APPROVALS_FILE;
		check_one(verifying, APPROVALS_FILE, purged.approvals);
	}
	check_sums_left(verifying, &purged);
	if (check_one(verifying, "ledger.db", purged.ledger))
		check_counts(verifying);
	check_rest(verifying, verifying->print,
	    purged.sums ? sums_only : sums_only + 1, &verify_purge_again);
	check_rest(verifying, verifying->keep, purged.sums ? stays : stays + 1,
	    &verify_purge_again);
	verifying->found->rows = verifying->seal.counts.rows;
	verifying->found->letters = verifying->seal.counts.letters;
}
