/*
 * manifest/sheets.h - the sheets of manifest.xlsx that show facts: areas, rules,
 * provenance, charts.
 */
#ifndef MANIFEST_SHEETS_H
#define MANIFEST_SHEETS_H

#include "ledger/read.h"
#include "manifest/areas.h"
#include "manifest/summary.h"

/* False after a report of the ledger's; the book keeps its own faults. */
bool sheets_write(struct book *book, const struct words *words,
    struct ledger *ledger, const struct areas *areas,
    const struct outcome_cells *outcomes, struct diag *diag);

#endif
