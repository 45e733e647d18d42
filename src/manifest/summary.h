/*
 * manifest/summary.h - the sheet that tells the whole mailing on one page:
 * job, outcomes, what is printed, the waterfall of rules, causes of holds.
 */
#ifndef MANIFEST_SUMMARY_H
#define MANIFEST_SUMMARY_H

#include "ledger/read.h"
#include "manifest/book.h"
#include "manifest/causes.h"

/* False after a report of the ledger's; the book keeps its own faults. */
bool summary_write(struct book *book, const struct words *words,
    struct ledger *ledger, const struct causes *causes, struct diag *diag);

#endif
