/*
 * ledger/joined.h - rows of other tables that belong to rows of the register,
 * and the account of all files that were read beside it.
 *
 * Kept are only rows that belong to somebody whose own cells are kept; each
 * once, however many they belong to. Cells are a JSON array of texts as their
 * columns write them.
 */
#ifndef LEDGER_JOINED_H
#define LEDGER_JOINED_H

#include "base/diag.h"

struct plan;
struct ledger;

struct joined_row {
	uint32_t beside; /* number of the file, from 0 */
	uint32_t line; /* of its file */
	const struct slice *cells;
	size_t count;
};

/* The one at `place`, from 0, of `places` rows of its table that belong to the
 * register's row. False after a report. */
bool plan_add_joined_row(struct plan *plan, uint32_t row,
    const struct joined_row *joined, uint32_t place, uint32_t places);
/* The rows that were added for the register's row `owner` belong to this one
 * too, and are not added again. */
bool plan_share_joined(
    struct plan *plan, uint32_t row, uint32_t beside, uint32_t owner);

/* A file that was read beside the register, and to whom its rows belong. */
struct beside_count {
	uint32_t number; /* from 0: the tables, then all others */
	struct slice kind; /* "table", "list", "look-up", "corrections" */
	struct slice name; /* as the job calls it */
	struct slice file;
	uint32_t rows, unfit; /* unfit: passed over */
	uint32_t in_letter, elsewhere, nobody; /* rows that belong to … */
	struct slice
	    columns; /* of a table, by plan_add_beside: ["Ort","Plats"] */
	struct slice lines; /* the first of nobody's: "3, 17, …" */
	/* Rows of the register that none, one, several of them belong to. */
	uint32_t none, one, several;
};
/* Of the corrections: how many are of a row with a letter, and rows with one
 * and with several. */
bool plan_count_corrections(struct plan *plan, struct beside_count *count);
bool plan_add_beside(struct plan *plan, const struct beside_count *count,
    const struct slice *columns, size_t column_count);
/* The names of a table's columns, in mem; NULL after a report. */
const struct slice *ledger_beside_columns(struct ledger *ledger,
    struct arena *mem, const struct beside_count *count, size_t *column_count,
    struct diag *diag);

/* All of them by number; stops, false, where seen returns false. */
bool ledger_each_beside(struct ledger *ledger,
    bool (*seen)(const struct beside_count *count, void *ctx), void *ctx,
    struct diag *diag);

/* The rows that belong to one of the register, by file, in their order; what
 * is seen lives until seen returns. */
bool ledger_each_joined(struct ledger *ledger, uint32_t row,
    bool (*seen)(const struct joined_row *row, void *ctx), void *ctx,
    struct diag *diag);

#endif
