#include "ledger/kept.h"

#include <stdlib.h>

#include "base/memory.h"
#include "ledger/ledger_private.h"

struct keeping {
	struct ledger *ledger;
	uint32_t row;
	bool (*seen)(const struct ledger_kept *kept, void *ctx);
	void *ctx;
	struct diag *diag;
};

/* "c3" is the fourth column of the register. */
static struct slice
name_of(const struct ledger *ledger, const char *table, const char *name)
{
	if (strcmp(table, "cells") == 0 && name[0] == 'c' && name[1] >= '0' &&
	    name[1] <= '9') {
		size_t column = strtoul(name + 1, NULL, 10);
		if (column < ledger->column_count)
			return ledger->columns[column].name;
	}
	return slice_view(name);
}

/* Gives each record of an answer; its one parameter is the row. */
static bool
give(const struct keeping *keeping, const char *table, const char *query)
{
	bool failed = false, going = true;
	sqlite3_stmt *stmt =
	    sql_prepare(keeping->ledger->db, query, keeping->diag);
	if (!stmt)
		return false;
	size_t count = (size_t)sqlite3_column_count(stmt);
	struct slice *names = mem_new(count, sizeof *names);
	struct slice *values = mem_new(count, sizeof *values);
	sqlite3_bind_int64(stmt, 1, keeping->row);
	while (going && sql_next(stmt, keeping->diag, &failed)) {
		for (size_t i = 0; i < count; i++) {
			names[i] = name_of(keeping->ledger, table,
			    sqlite3_column_name(stmt, (int)i));
			values[i] = sql_text(stmt, (int)i);
		}
		going = keeping->seen(
		    &(struct ledger_kept){table, count, names, values},
		    keeping->ctx);
	}
	free(names);
	free(values);
	sqlite3_finalize(stmt);
	return going && !failed;
}

static bool
has_row(const struct table *table)
{
	for (size_t i = 0; i < table->fields.count; i++) {
		if (strcmp(table->fields.at[i].name, "row") == 0)
			return true;
	}
	return false;
}

bool
ledger_each_kept(struct ledger *ledger, uint32_t row,
    bool (*seen)(const struct ledger_kept *kept, void *ctx), void *ctx,
    struct diag *diag)
{
	const struct keeping keeping = {ledger, row, seen, ctx, diag};
	bool ok = give(&keeping, "cells", "SELECT * FROM cells WHERE row = ?");
	for (size_t i = 0; ok && i < TABLE_COUNT; i++) {
		const struct table *table = &ledger_tables[i];
		struct strbuf query = {0};
		if (table->stage != STAGE_PLAN || !has_row(table))
			continue;
		strbuf_print(
		    &query, "SELECT * FROM %s WHERE row = ?", table->name);
		ok = give(&keeping, table->name, strbuf_text(&query));
		strbuf_fini(&query);
	}
	return ok &&
	       give(&keeping, "letter",
		   "SELECT letter.*, batch.file AS batch_file FROM letter"
		   " JOIN letter_row ON letter_row.letter = letter.number"
		   " JOIN batch ON batch.number = letter.batch"
		   " WHERE letter_row.row = ?") &&
	       give(&keeping, "response",
		   "SELECT response.letter, response.code FROM response"
		   " JOIN letter_row ON letter_row.letter = response.letter"
		   " WHERE letter_row.row = ?");
}
