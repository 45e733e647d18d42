/*
 * ledger/cells_bulk.h - rows of the register, inserted several at a time.
 *
 * As ledger/bulk.h does it for tables whose columns are known when the program
 * is written; and while rows are read, a thread inserts those before them
 * (base/errand.h). Whoever needs the database meanwhile calls cells_bulk_wait.
 */
#ifndef LEDGER_CELLS_BULK_H
#define LEDGER_CELLS_BULK_H

#include "ledger/tables.h"

struct cells_bulk;

/* For the table `cells`, which is there. NULL after a report. */
struct cells_bulk *cells_bulk_new(
    sqlite3 *db, size_t columns, struct diag *diag);
/* Accepts NULL. What waits is lost. */
void cells_bulk_free(struct cells_bulk *bulk);
/* Copies the row. False after a report, of this row or of one before it. */
bool cells_bulk_add(struct cells_bulk *bulk, const struct plan_row *row);
/* Until a row is added, nobody else is at the database. False after a report. */
bool cells_bulk_wait(struct cells_bulk *bulk);
/* Inserts what waits, and waits for it. False after a report. */
bool cells_bulk_flush(struct cells_bulk *bulk);

#endif
