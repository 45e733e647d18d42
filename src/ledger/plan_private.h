/*
 * ledger/plan_private.h - what the files that build a plan share.
 */
#ifndef LEDGER_PLAN_PRIVATE_H
#define LEDGER_PLAN_PRIVATE_H

#include "ledger/sql.h"

/* Of the table cells, before the register's; after them stands as_read. */
#define FIXED_COLUMNS 5

struct plan {
	sqlite3 *db;
	struct diag *diag;
	char *path;
	char *partial;
	size_t column_count;
	struct strbuf as_read; /* of the row being added */
	sqlite3_stmt *add_row, *add_problem, *add_outcome, *add_draft,
	    *hide_row;
};

/*
 * Calls seen with the two columns of each answer, a number and a text; stops,
 * false, where it returns false or after a report.
 */
bool plan_each_number_and_text(struct plan *plan, const char *query,
    bool (*seen)(uint32_t number, struct slice text, void *ctx), void *ctx);

#endif
