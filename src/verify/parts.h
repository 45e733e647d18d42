/*
 * verify/parts.h - the parts of a run that are verified; for verify/ only.
 *
 * Each function reports everything that fails in its part, and goes on.
 */
#ifndef VERIFY_PARTS_H
#define VERIFY_PARTS_H

#include "fate/chain.h"
#include "verify/verify.h"

struct verifying {
	struct arena *mem;
	const struct verify_spec *spec;
	struct verify_found *found;
	struct diag *diag;
	const char *print, *keep;
	/* NULL or empty where they cannot be read. */
	struct ledger *ledger;
	struct sums sums; /* of to-printer/ */
	struct seal seal;
	struct chain chain; /* empty where there is no seal */
	bool sealed; /* there is a seal */
	struct ledger_counts counts;
};

/* SHA256SUMS of a folder, which the seal stands for; false after a report that
 * they cannot be read. */
bool parts_read_sums(struct verifying *verifying, const char *folder,
    const struct digest *sealed, struct sums *sums);
/* What a purge must have left, and nothing else. */
void parts_check_purged(struct verifying *verifying);
/* That the print files are gone. */
void parts_check_destroyed(struct verifying *verifying);
/* The ledger against the seal, and within itself. */
void parts_check_ledger(struct verifying *verifying);
/* Batches, index and manifest against the ledger. */
void parts_check_papers(struct verifying *verifying);

#endif
