/*
 * ledger/ledger_private.h - an open ledger; for the files that read it.
 */
#ifndef LEDGER_LEDGER_PRIVATE_H
#define LEDGER_LEDGER_PRIVATE_H

#include "ledger/read.h"
#include "ledger/tables.h"

struct ledger {
	sqlite3 *db;
	/* Read when it is opened, so that asking cannot fail. */
	struct arena *mem;
	struct header_row *header;
	size_t header_count, header_room;
	struct slice *columns;
	size_t column_count, column_room;
	struct sql_reading joined; /* made when first asked */
};

#endif
