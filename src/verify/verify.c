#include "verify/verify.h"

#include "base/file.h"
#include "fate/chain.h"
#include "proof/messages.h"
#include "proof/purged.h"
#include "verify/messages.h"
#include "verify/parts.h"

#define SIGNATURE_LIMIT 16384

static bool
check_by_key(
    struct verifying *verifying, const char *path, struct slice signature)
{
	struct diag *diag = verifying->diag;
	struct verify_found *found = verifying->found;
	struct minisign_public key, signer;
	char wanted[KEY_ID_SIZE], other[KEY_ID_SIZE];
	if (!minisign_read_public(verifying->spec->key, &key, diag))
		return false;
	minisign_write_id(&key, wanted);
	switch (minisign_verify(
	    signature, &key, verifying->seal.text, &signer, &found->comment)) {
	case MINISIGN_GOOD:
		memcpy(found->signer, wanted, sizeof wanted);
		return true;
	case MINISIGN_OTHER_KEY:
		minisign_write_id(&signer, other);
		REPORT(diag, NO_SPAN, &proof_other_key,
		    ARGS(path, (const char *)other, (const char *)wanted));
		return false;
	case MINISIGN_COMMENT:
		REPORT(diag, NO_SPAN, &proof_signature_comment, ARGS(path));
		HINT(diag, &proof_signature_comment_cure, NO_ARGS);
		return false;
	case MINISIGN_MALFORMED:
	case MINISIGN_BAD:
		break;
	}
	REPORT(diag, NO_SPAN, &proof_bad_signature, ARGS(path));
	return false;
}

static void
check_signature(struct verifying *verifying)
{
	struct diag *diag = verifying->diag;
	struct slice text;
	const char *path =
	    path_join(verifying->mem, verifying->keep, SEAL_SIGNATURE);
	verifying->found->is_signed = path_is_taken(path);
	if (!verifying->spec->key)
		return;
	if (!verifying->found->is_signed) {
		REPORT(diag, NO_SPAN, &proof_no_signature,
		    ARGS(verifying->spec->run));
		return;
	}
	if (file_read(verifying->mem, path, INPUT_NONE, SIGNATURE_LIMIT, diag,
		NO_SPAN, &text))
		check_by_key(verifying, path, text);
}

bool
parts_read_sums(struct verifying *verifying, const char *folder,
    const struct digest *sealed, struct sums *sums)
{
	struct diag *diag = verifying->diag;
	if (!folder_exists(folder)) {
		REPORT(diag, NO_SPAN, &proof_missing, ARGS(folder));
		return false;
	}
	if (!sums_read(sums, verifying->mem, folder, diag)) {
		sums->count = 0;
		return false;
	}
	if (verifying->sealed && !digest_equal(sums->digest, *sealed))
		REPORT(diag, NO_SPAN, &proof_changed,
		    ARGS(path_join(verifying->mem, folder, SUMS_FILE)));
	return true;
}

static void
check_sums(struct verifying *verifying, const char *folder,
    const char *const *but, const struct digest *sealed, struct sums *sums)
{
	if (!parts_read_sums(verifying, folder, sealed, sums))
		return;
	sums_check(sums, but, verifying->diag);
	verifying->found->files += (uint32_t)sums->count;
}

static void
check_events(struct verifying *verifying)
{
	struct chain *chain = &verifying->chain;
	struct verify_found *found = verifying->found;
	if (!chain_read(chain, verifying->mem, verifying->spec->run,
		&verifying->seal, true, verifying->diag))
		return;
	found->events = chain->count;
	chain_fingerprint(chain, found->last_event);
	found->purged = chain->purged;
	found->destroyed = chain->destroyed;
	if (verifying->spec->events)
		chain_check_noted(
		    chain, verifying->spec->events, verifying->diag);
	uint32_t reprinted = 0;
	for (uint32_t n = 1; n <= chain->fates.letters; n++) {
		enum fate fate = fates_of(&chain->fates, n);
		found->open += fate == FATE_OPEN || fate == FATE_WANTED;
		reprinted += fate == FATE_REPRINTED;
	}
	if (found->open && verifying->spec->final)
		REPORT(
		    verifying->diag, NO_SPAN, &verify_open, ARGS(found->open));
	if (reprinted && verifying->spec->final)
		REPORT(verifying->diag, NO_SPAN, &verify_reprinted,
		    ARGS(reprinted));
}

/* A purge that was ended before its event has removed nothing. */
static void
say_begun(struct verifying *verifying)
{
	REPORT(verifying->diag, NO_SPAN, &verify_purge_not_yet,
	    ARGS(path_join(verifying->mem, verifying->keep, PURGED_FILE)));
	HINT(verifying->diag, &verify_purge_again, ARGS(verifying->spec->run));
}

static void
check_all(struct verifying *verifying)
{
	struct sums keep = {0};
	struct seal *seal = &verifying->seal;
	verifying->sealed = seal_read(
	    seal, verifying->mem, verifying->spec->run, verifying->diag);
	if (verifying->sealed) {
		seal_fingerprint(seal, verifying->found->fingerprint);
		check_signature(verifying);
		check_events(verifying);
	}
	sums_check_top(verifying->spec->run, &proof_stray, verifying->diag);
	if (verifying->chain.purged) {
		parts_check_purged(verifying);
		return;
	}
	if (purged_is(verifying->spec->run))
		say_begun(verifying);
	if (verifying->chain.destroyed)
		parts_check_destroyed(verifying);
	else
		check_sums(verifying, verifying->print, NULL, &seal->printer,
		    &verifying->sums);
	check_sums(
	    verifying, verifying->keep, seal_not_summed, &seal->keep, &keep);
	verifying->ledger =
	    ledger_open(path_join(verifying->mem, verifying->keep, "ledger.db"),
		verifying->diag);
	if (!verifying->ledger)
		return;
	parts_check_ledger(verifying);
	parts_check_papers(verifying);
	ledger_close(verifying->ledger);
}

bool
verify_run(struct arena *mem, const struct verify_spec *spec,
    struct verify_found *found, struct diag *diag)
{
	size_t before = diag_errors(diag);
	struct verifying verifying = {
	    .mem = mem,
	    .spec = spec,
	    .found = found,
	    .diag = diag,
	    .print = path_join(mem, spec->run, "to-printer"),
	    .keep = path_join(mem, spec->run, "keep"),
	};
	*found = (struct verify_found){0};
	if (folder_exists(verifying.keep))
		check_all(&verifying);
	else
		REPORT(diag, NO_SPAN, &verify_no_run, ARGS(spec->run));
	return diag_errors(diag) == before;
}
