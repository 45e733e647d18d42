/*
 * ledger/count.h - the counts of a plan or a ledger; for ledger/.
 */
#ifndef LEDGER_COUNT_H
#define LEDGER_COUNT_H

#include "ledger/read.h"
#include "ledger/sql.h"

/* False after a report. */
bool count_all(sqlite3 *db, struct ledger_counts *counts, struct diag *diag);

#endif
