#include "ledger/bulk.h"

#include <stdlib.h>

#include "base/memory.h"

/* More are no quicker. */
#define BULK_ROWS 16

struct bulk {
	enum table_id id;
	struct diag *diag;
	sqlite3_stmt *all, *one; /* inserts BULK_ROWS, or one */
	char *rows; /* structs, whose texts are in mem */
	size_t count;
	struct arena *mem;
};

bool
bulk_serves(enum table_id id)
{
	return ledger_tables[id].row_size > 0;
}

struct bulk *
bulk_new(sqlite3 *db, enum table_id id, struct diag *diag)
{
	struct bulk *bulk = mem_new(1, sizeof *bulk);
	*bulk = (struct bulk){
	    .id = id,
	    .diag = diag,
	    .all = table_prepare(db, id, BULK_ROWS, diag),
	    .one = table_prepare(db, id, 1, diag),
	    .rows = mem_new(BULK_ROWS, ledger_tables[id].row_size),
	    .mem = arena_new(),
	};
	if (bulk->all && bulk->one)
		return bulk;
	bulk_free(bulk);
	return NULL;
}

void
bulk_free(struct bulk *bulk)
{
	if (!bulk)
		return;
	sqlite3_finalize(bulk->all);
	sqlite3_finalize(bulk->one);
	free(bulk->rows);
	arena_free(bulk->mem);
	free(bulk);
}

bool
bulk_flush(struct bulk *bulk)
{
	struct sql_fields fields = ledger_tables[bulk->id].fields;
	size_t size = ledger_tables[bulk->id].row_size;
	bool whole = bulk->count == BULK_ROWS, ok = true;
	for (size_t i = 0; ok && i < bulk->count; i++) {
		const char *row = bulk->rows + i * size;
		if (whole)
			sql_bind_fields(
			    bulk->all, i * fields.count + 1, fields, row);
		else
			ok = table_insert(bulk->one, bulk->id, row, bulk->diag);
	}
	if (whole)
		ok = sql_insert(bulk->all, bulk->diag);
	bulk->count = 0;
	arena_reset(bulk->mem);
	return ok;
}

bool
bulk_add(struct bulk *bulk, const void *row)
{
	const struct table *table = &ledger_tables[bulk->id];
	char *copy = bulk->rows + bulk->count++ * table->row_size;
	memcpy(copy, row, table->row_size);
	sql_dup_texts(bulk->mem, table->fields, copy);
	return bulk->count < BULK_ROWS || bulk_flush(bulk);
}
