/*
 * ledger/kept.h - all that a ledger holds of one row, table by table.
 *
 * For the person whom the row is about, who may ask for it.
 */
#ifndef LEDGER_KEPT_H
#define LEDGER_KEPT_H

#include "ledger/read.h"

/* One record of a table; texts live until the callback returns. */
struct ledger_kept {
	const char *table;
	size_t count;
	const struct slice *names, *values; /* the register's by its headers */
};

/*
 * Every record that is about the row: its cells, as they are and as they were
 * read, what is wrong with them, its outcome, letters, joined rows. Stops,
 * false, where seen returns false, and after a report.
 */
bool ledger_each_kept(struct ledger *ledger, uint32_t row,
    bool (*seen)(const struct ledger_kept *kept, void *ctx), void *ctx,
    struct diag *diag);

#endif
