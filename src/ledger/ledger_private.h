/*
 * ledger/ledger_private.h - an open ledger; for the files that read it.
 */
#ifndef LEDGER_LEDGER_PRIVATE_H
#define LEDGER_LEDGER_PRIVATE_H

#include "ledger/read.h"
#include "ledger/tables.h"

struct ledger_column {
	struct slice name, type;
	uint32_t shown; /* its place in the manifest from 1, or 0 */
};

struct ledger {
	sqlite3 *db;
	/* Read when it is opened, so that asking cannot fail. */
	struct arena *mem;
	struct header_row *header;
	size_t header_count, header_room;
	struct ledger_column *columns;
	size_t column_count, column_room;
	struct sql_reading joined; /* made when first asked */
	struct ledger_counts counts;
	bool counted; /* a look at every row, and the file does not change */
};

/* As ledger_text; false where the header has no such key. */
bool ledger_find_text(struct ledger *ledger, struct arena *job_mem,
    const char *key, struct slice *text);

#endif
