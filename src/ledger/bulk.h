/*
 * ledger/bulk.h - rows that are inserted several at a time.
 *
 * One statement for each row costs more than the row: of a row joined from a
 * table, half of the time. For tables that have a row for every row of the
 * register; the rows wait in memory until there are enough of them.
 */
#ifndef LEDGER_BULK_H
#define LEDGER_BULK_H

#include "ledger/tables.h"

struct bulk;

/* Whether rows of that table are worth it: those with table.row_size. */
bool bulk_serves(enum table_id id);
/* NULL after a report. */
struct bulk *bulk_new(sqlite3 *db, enum table_id id, struct diag *diag);
/* Accepts NULL. What waits is lost. */
void bulk_free(struct bulk *bulk);
/* Copies the row. False after a report, of this row or of one before it. */
bool bulk_add(struct bulk *bulk, const void *row);
/* Inserts what waits. */
bool bulk_flush(struct bulk *bulk);

#endif
