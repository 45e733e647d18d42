/*
 * manifest/batches.h - the sheet with one line per batch: what the print shop
 * was given, with the sum that shows whether a file is still the one.
 */
#ifndef MANIFEST_BATCHES_H
#define MANIFEST_BATCHES_H

#include "ledger/read.h"
#include "manifest/table.h"

/* False after a report of the ledger's; the book keeps its own faults. */
bool batches_write(
    const struct table *like, struct ledger *ledger, struct diag *diag);

#endif
