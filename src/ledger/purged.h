/*
 * ledger/purged.h - the ledger of a run that is to hold nobody any more.
 *
 * A new file, so that no freed page of the old one can tell: what the mailing
 * was, the files it was made of, columns by name, rules with their counts,
 * batches with their pages and sums, and a table outcome_count: rows by outcome
 * and rule. The other tables are there and empty.
 */
#ifndef LEDGER_PURGED_H
#define LEDGER_PURGED_H

#include "ledger/read.h"

/* Reads the sealed ledger `from` and writes `to`, synced; a file that is there
 * is replaced. `date` becomes the header's `purged`. False after a report. */
bool ledger_purge(
    const char *from, const char *to, struct slice date, struct diag *diag);

/* What such a ledger counts. */
struct ledger_rest {
	uint32_t letters, sheets, batches;
	uint32_t by_outcome[OUTCOME_COUNT];
	bool people; /* a table has rows that should be empty */
};
bool ledger_count_rest(
    struct ledger *ledger, struct ledger_rest *rest, struct diag *diag);

#endif
