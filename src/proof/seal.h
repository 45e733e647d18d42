/*
 * proof/seal.h - keep/SEAL: one text that vouches for a whole run.
 *
 *	utskick seal 1
 *	program utskick 0.1.0
 *	date 2012-03-19
 *	reference SN-2012-0047
 *	plan 4f53…            what was planned (ledger/content.h)
 *	to-printer 2967…      SHA-256 of to-printer/SHA256SUMS
 *	keep 7be0…            and of keep/SHA256SUMS
 *	rows 396
 *	letter 284            rows by outcome, and so on
 *	previous -            the event that a seal follows; of a run none
 *
 * With this text, or its fingerprint, anybody can tell whether any part of the
 * run has changed. The seal itself, its signature and the events are written
 * after the sums, and no sum covers them.
 */
#ifndef PROOF_SEAL_H
#define PROOF_SEAL_H

#include "base/hash.h"
#include "ledger/read.h"
#include "proof/sums.h"

#define SEAL_FILE "SEAL"
#define SEAL_SIGNATURE "SEAL.minisig"
#define EVENTS_FILE "events.jsonl"
#define EVENTS_HEAD "events.head"

/* The files of keep/ that no sum covers, NULL-terminated. */
extern const char *const seal_not_summed[];

struct seal {
	struct slice program, date, reference;
	struct digest plan, printer, keep;
	struct ledger_counts counts;
	bool follows;
	struct digest previous; /* where it follows an event */
	struct slice text; /* as it stands in the file */
};

/* What a run's ledger says was planned: a look at every row. False after a
 * report. */
bool seal_hash_plan(const char *run, struct digest *plan, struct diag *diag);

/*
 * Writes keep/SEAL of a run whose ledger and sums are there; `plan` comes from
 * seal_hash_plan, `previous` may be NULL. False after a report.
 */
bool seal_make(const char *run, struct digest plan,
    const struct digest *previous, struct diag *diag);

/* Reads it into mem. False after a report: it is missing, or has a line that
 * seal_make would not have written. */
bool seal_read(
    struct seal *seal, struct arena *mem, const char *run, struct diag *diag);

enum seal_sums {
	SEAL_UNREAD, /* after a report of seal_read or sums_read */
	SEAL_CHANGED, /* it does not vouch for them, after a report */
	SEAL_VOUCHES,
};

/* Reads the seal of a run and the sums of its folder, "keep" or "to-printer", into
 * mem. */
enum seal_sums seal_read_sums(struct seal *seal, struct sums *sums,
    struct arena *mem, const char *run, const char *folder, struct diag *diag);

/* "7F3K-9Q2M-XA4T-0B8C" */
#define FINGERPRINT_SIZE 20
void seal_fingerprint(const struct seal *seal, char to[FINGERPRINT_SIZE]);

/*
 * Whether a run's ledger is the sealed one: the seal vouches for the sums, and
 * the sums for the ledger. False after a report, also for a purged run. Every
 * command that relies on a ledger asks this first.
 */
bool seal_check_ledger(const char *run, struct diag *diag);

/* Whether a path, there or not, lies in a sealed run: nothing is written there
 * but what the run's own commands keep. */
bool seal_lies_above(const char *path);

#endif
