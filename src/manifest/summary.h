/*
 * manifest/summary.h - the sheet that tells the whole mailing on one page:
 * job, outcomes, what is printed, the waterfall of rules, causes of holds.
 */
#ifndef MANIFEST_SUMMARY_H
#define MANIFEST_SUMMARY_H

#include "ledger/read.h"
#include "manifest/book.h"
#include "manifest/causes.h"

/* Where the four outcomes stand: names in column 0, numbers in column 1. */
struct outcome_cells {
	const struct sheet *sheet;
	uint32_t row; /* of the first */
};

/* False after a report of the ledger's; the book keeps its own faults. */
bool summary_write(struct book *book, const struct words *words,
    struct ledger *ledger, const struct causes *causes,
    struct outcome_cells *outcomes, struct diag *diag);

#endif
