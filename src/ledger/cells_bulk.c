#include "ledger/cells_bulk.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

/* More are no quicker, and there is a limit of parameters, 32,766. */
#define ROWS 8
#define PARAMETERS_MOST 32000

/* Texts are in cells_bulk.mem; a cell without `at` is NULL. */
struct waiting {
	struct plan_row row;
	struct slice *cells, as_read;
};

struct cells_bulk {
	struct diag *diag;
	sqlite3_stmt *all, *one; /* inserts `rows`, or one */
	size_t columns, rows;
	struct waiting waiting[ROWS];
	size_t count;
	struct arena *mem;
	struct strbuf as_read; /* of the row being added */
};

/* Of one row: what every register has, its columns, and as_read. */
static size_t
count_parameters(size_t columns)
{
	return cells_fields.count + columns + 1;
}

static sqlite3_stmt *
prepare(sqlite3 *db, size_t columns, size_t rows, struct diag *diag)
{
	struct strbuf sql = {0};
	strbuf_add_text(&sql, "INSERT INTO cells VALUES ");
	for (size_t row = 0; row < rows; row++) {
		strbuf_add_text(&sql, row ? ", (?" : "(?");
		for (size_t i = 1; i < count_parameters(columns); i++)
			strbuf_add_text(&sql, ", ?");
		strbuf_add_char(&sql, ')');
	}
	sqlite3_stmt *stmt = sql_prepare(db, strbuf_text(&sql), diag);
	strbuf_fini(&sql);
	return stmt;
}

struct cells_bulk *
cells_bulk_new(sqlite3 *db, size_t columns, struct diag *diag)
{
	struct cells_bulk *bulk = mem_new(1, sizeof *bulk);
	bool several = ROWS * count_parameters(columns) <= PARAMETERS_MOST;
	bulk->diag = diag;
	bulk->columns = columns;
	bulk->rows = several ? ROWS : 1;
	bulk->mem = arena_new();
	bulk->all = prepare(db, columns, bulk->rows, diag);
	bulk->one = prepare(db, columns, 1, diag);
	if (bulk->all && bulk->one)
		return bulk;
	cells_bulk_free(bulk);
	return NULL;
}

void
cells_bulk_free(struct cells_bulk *bulk)
{
	if (!bulk)
		return;
	sqlite3_finalize(bulk->all);
	sqlite3_finalize(bulk->one);
	strbuf_fini(&bulk->as_read);
	arena_free(bulk->mem);
	free(bulk);
}

/* {"3":"text"}: by the column's number, the cells that were changed. */
static void
write_as_read(struct strbuf *out, size_t column, struct slice text)
{
	strbuf_add_text(out, out->len ? ",\"" : "{\"");
	strbuf_add_number(out, (long long)column);
	strbuf_add_text(out, "\":");
	json_quote(out, text);
}

static struct slice
take_as_read(struct cells_bulk *bulk, const struct plan_row *row)
{
	struct strbuf *as_read = &bulk->as_read;
	strbuf_reset(as_read);
	for (size_t i = 0; i < bulk->columns; i++) {
		if (!slice_equal(row->clean[i], row->as_read[i]))
			write_as_read(as_read, i, row->as_read[i]);
	}
	if (!as_read->len)
		return (struct slice){NULL, 0};
	strbuf_add_char(as_read, '}');
	return arena_dup(bulk->mem, strbuf_view(as_read));
}

static void
keep_row(struct cells_bulk *bulk, const struct plan_row *row,
    struct waiting *waiting)
{
	*waiting = (struct waiting){
	    .row = *row,
	    .cells = ARENA_ARRAY(bulk->mem, struct slice, bulk->columns + 1),
	};
	waiting->row.key_hash = arena_dup(bulk->mem, row->key_hash);
	for (size_t i = 0; row->clean && i < bulk->columns; i++)
		waiting->cells[i] = arena_dup(bulk->mem, row->clean[i]);
	if (row->clean)
		waiting->as_read = take_as_read(bulk, row);
	else if (row->bare_text.at && row->bare_column < bulk->columns)
		waiting->cells[row->bare_column] =
		    arena_dup(bulk->mem, row->bare_text);
}

static void
bind_or_null(sqlite3_stmt *stmt, size_t at, struct slice text)
{
	if (text.at)
		sql_bind(stmt, (int)at, text);
	else
		sqlite3_bind_null(stmt, (int)at);
}

static void
bind_row(const struct cells_bulk *bulk, sqlite3_stmt *stmt, size_t index,
    const struct waiting *waiting)
{
	size_t at = index * count_parameters(bulk->columns) + 1;
	sql_bind_fields(stmt, at, cells_fields, &waiting->row);
	at += cells_fields.count;
	for (size_t i = 0; i < bulk->columns; i++)
		bind_or_null(stmt, at + i, waiting->cells[i]);
	bind_or_null(stmt, at + bulk->columns, waiting->as_read);
}

bool
cells_bulk_flush(struct cells_bulk *bulk)
{
	bool whole = bulk->count == bulk->rows, ok = true;
	for (size_t i = 0; ok && i < bulk->count; i++) {
		bind_row(bulk, whole ? bulk->all : bulk->one, whole ? i : 0,
		    &bulk->waiting[i]);
		if (!whole)
			ok = sql_insert(bulk->one, bulk->diag);
	}
	if (whole)
		ok = sql_insert(bulk->all, bulk->diag);
	bulk->count = 0;
	arena_reset(bulk->mem);
	return ok;
}

bool
cells_bulk_add(struct cells_bulk *bulk, const struct plan_row *row)
{
	keep_row(bulk, row, &bulk->waiting[bulk->count++]);
	return bulk->count < bulk->rows || cells_bulk_flush(bulk);
}
