/*
 * proof/purged.h - keep/PURGED: what stands in a run for all that was removed.
 *
 *	utskick purge 1
 *	date 2019-01-07
 *	keep-until 2018-12-31  or -
 *	seal 4f53…             SHA-256 of keep/SEAL, which stays
 *	ledger 2967…           of the new keep/ledger.db: counts, rules, hashes
 *	approvals 7be0…        of keep/approvals.jsonl, or -
 *	sums kept              SHA256SUMS of both folders; removed where names of
 *	                       files in them came from the register
 *	files 7                that were removed
 *
 * The run's last event has its hash. While it is there nobody takes the run
 * for one that can be asked.
 */
#ifndef PROOF_PURGED_H
#define PROOF_PURGED_H

#include "base/hash.h"
#include "proof/sums.h"

#define PURGED_FILE "PURGED"
#define APPROVALS_FILE "approvals.jsonl"
/* The new ledger, until the old one has gone. */
#define PURGED_LEDGER "ledger.purged"

struct purged {
	struct slice date, keep_until; /* keep_until: "-" for none */
	struct digest seal, ledger, approvals;
	bool approved; /* there are approvals */
	bool sums; /* SHA256SUMS stay */
	uint32_t files;
};

/* Whether a purge has begun or is done. */
bool purged_is(const char *run);

void purged_write(struct strbuf *out, const struct purged *purged);
/* Reads it into mem; it must have this hash. False after a report. */
bool purged_read(struct purged *purged, struct arena *mem, const char *run,
    struct digest expected, struct diag *diag);

/*
 * Whether all names are ours: of a batch or a letter by its number, or of one
 * of our papers; never a value of the register.
 */
bool purged_names_are_ours(const struct sums *sums);

#endif
