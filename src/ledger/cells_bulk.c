#include "ledger/cells_bulk.h"

#include <stdlib.h>

#include "base/errand.h"
#include "base/json.h"
#include "base/memory.h"

/* By one statement. More are no quicker, and there is a limit of parameters,
 * 32,766. */
#define ROWS 8
#define PARAMETERS_MOST 32000

/* By the thread at a time: to wake it takes as long as several rows. */
#define LOAD_ROWS (32 * ROWS)

/* Texts are in the load's arena; a cell without `at` is NULL. */
struct waiting {
	struct plan_row row;
	struct slice *cells, as_read;
};

struct load {
	struct waiting waiting[LOAD_ROWS];
	size_t count;
	struct arena *mem;
};

struct cells_bulk {
	sqlite3 *db;
	struct diag *diag;
	sqlite3_stmt *all, *one; /* inserts `rows`, or one */
	size_t columns, rows;
	struct load loads[2];
	struct load *filling, *going; /* rows are added to it; are inserted */
	struct strbuf as_read; /* of the row being added */
	struct errand *inserting;
	bool failed; /* the thread's, until it is waited for */
	bool told;
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
	return arena_dup(bulk->filling->mem, strbuf_view(as_read));
}

static void
keep_row(struct cells_bulk *bulk, const struct plan_row *row,
    struct waiting *waiting)
{
	struct arena *mem = bulk->filling->mem;
	*waiting = (struct waiting){
	    .row = *row,
	    .cells = ARENA_ARRAY(mem, struct slice, bulk->columns + 1),
	};
	waiting->row.key_hash = arena_dup(mem, row->key_hash);
	for (size_t i = 0; row->clean && i < bulk->columns; i++)
		waiting->cells[i] = arena_dup(mem, row->clean[i]);
	if (row->clean)
		waiting->as_read = take_as_read(bulk, row);
	else if (row->bare_text.at && row->bare_column < bulk->columns)
		waiting->cells[row->bare_column] =
		    arena_dup(mem, row->bare_text);
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

static bool
insert(sqlite3_stmt *stmt)
{
	bool ok = sqlite3_step(stmt) == SQLITE_DONE;
	return sqlite3_reset(stmt) == SQLITE_OK && ok;
}

/* By the thread: what SQLite says of a failure is reported by its owner. */
static void
insert_load(void *ctx)
{
	struct cells_bulk *bulk = ctx;
	struct load *load = bulk->going;
	size_t whole = load->count - load->count % bulk->rows;
	for (size_t i = 0; i < load->count && !bulk->failed; i++) {
		size_t place = i < whole ? i % bulk->rows : 0;
		sqlite3_stmt *stmt = i < whole ? bulk->all : bulk->one;
		bind_row(bulk, stmt, place, &load->waiting[i]);
		if (i >= whole || place + 1 == bulk->rows)
			bulk->failed = !insert(stmt);
	}
	load->count = 0;
	arena_reset(load->mem);
}

bool
cells_bulk_wait(struct cells_bulk *bulk)
{
	errand_wait(bulk->inserting);
	if (bulk->failed && !bulk->told)
		sql_report(bulk->db, bulk->diag);
	bulk->told = bulk->failed;
	return !bulk->failed;
}

/* The full load for the empty one. */
static bool
hand_over(struct cells_bulk *bulk)
{
	if (!cells_bulk_wait(bulk)) {
		bulk->filling->count = 0; /* nothing comes of them */
		return false;
	}
	struct load *empty = bulk->going;
	bulk->going = bulk->filling;
	bulk->filling = empty;
	errand_run(bulk->inserting);
	return true;
}

bool
cells_bulk_flush(struct cells_bulk *bulk)
{
	return (!bulk->filling->count || hand_over(bulk)) &&
	       cells_bulk_wait(bulk);
}

bool
cells_bulk_add(struct cells_bulk *bulk, const struct plan_row *row)
{
	struct load *load = bulk->filling;
	keep_row(bulk, row, &load->waiting[load->count++]);
	return load->count < LOAD_ROWS || hand_over(bulk);
}

struct cells_bulk *
cells_bulk_new(sqlite3 *db, size_t columns, struct diag *diag)
{
	struct cells_bulk *bulk = mem_new(1, sizeof *bulk);
	bool several = ROWS * count_parameters(columns) <= PARAMETERS_MOST;
	bulk->db = db;
	bulk->diag = diag;
	bulk->columns = columns;
	bulk->rows = several ? ROWS : 1;
	bulk->all = prepare(db, columns, bulk->rows, diag);
	bulk->one = prepare(db, columns, 1, diag);
	for (size_t i = 0; i < 2; i++)
		bulk->loads[i].mem = arena_new();
	bulk->filling = &bulk->loads[0];
	bulk->going = &bulk->loads[1];
	if (bulk->all && bulk->one) {
		bulk->inserting = errand_new(insert_load, bulk);
		return bulk;
	}
	cells_bulk_free(bulk);
	return NULL;
}

void
cells_bulk_free(struct cells_bulk *bulk)
{
	if (!bulk)
		return;
	errand_free(bulk->inserting);
	sqlite3_finalize(bulk->all);
	sqlite3_finalize(bulk->one);
	strbuf_fini(&bulk->as_read);
	for (size_t i = 0; i < 2; i++)
		arena_free(bulk->loads[i].mem);
	free(bulk);
}
