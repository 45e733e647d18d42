/*
 * ledger/plan_private.h - what the files that build a plan share.
 */
#ifndef LEDGER_PLAN_PRIVATE_H
#define LEDGER_PLAN_PRIVATE_H

#include "ledger/bulk.h"
#include "ledger/cells_bulk.h"

struct plan {
	sqlite3 *db; /* but by plan_db where it is read or changed */
	struct diag *diag;
	char *path;
	char *partial;
	size_t column_count;
	struct strbuf as_read, draft; /* of what is being added */
	sqlite3_stmt *add[TABLE_COUNT]; /* prepared when first needed */
	sqlite3_stmt *change_outcome;
	struct cells_bulk *cells; /* once the columns are known */
	struct bulk *bulk[TABLE_COUNT]; /* of tables with very many rows */
	bool failed; /* rows that waited could not be added, as was reported */
};

/* With all rows in it that waited to be added; NULL, for the calls of
 * ledger/sql.h to fail, where one could not be, as was reported. */
sqlite3 *plan_db(struct plan *plan);

/* Adds a row to one of the tables. False after a report. */
bool plan_insert(struct plan *plan, enum table_id id, const void *row);

/*
 * Calls seen with the two columns of each answer, a number and a text; stops,
 * false, where it returns false or after a report.
 */
bool plan_each_number_and_text(struct plan *plan, const char *query,
    bool (*seen)(uint32_t number, struct slice text, void *ctx), void *ctx);

#endif
