#include "ledger/joined.h"

#include "ledger/ledger_private.h"
#include "ledger/plan_private.h"
#include "ledger/texts.h"

/* ---- into the plan */

bool
plan_add_joined_row(struct plan *plan, uint32_t row,
    const struct joined_row *joined, uint32_t place, uint32_t places)
{
	struct strbuf *cells = &plan->as_read;
	strbuf_reset(cells);
	texts_write(cells, joined->cells, joined->count);
	const struct beside_row stored = {row, joined->beside, place, places,
	    joined->line, strbuf_view(cells)};
	return plan_insert(plan, TABLE_BESIDE_ROW, &stored);
}

bool
plan_share_joined(
    struct plan *plan, uint32_t row, uint32_t beside, uint32_t owner)
{
	const struct beside_shared shared = {row, beside, owner};
	return plan_insert(plan, TABLE_BESIDE_SHARED, &shared);
}

bool
plan_add_beside(struct plan *plan, const struct beside_count *count,
    const struct slice *columns, size_t column_count)
{
	struct beside_count row = *count;
	struct strbuf *names = &plan->as_read;
	strbuf_reset(names);
	texts_write(names, columns, column_count);
	row.columns = strbuf_view(names);
	return plan_insert(plan, TABLE_BESIDE, &row);
}

const struct slice *
ledger_beside_columns(struct ledger *ledger, struct arena *mem,
    const struct beside_count *count, size_t *column_count, struct diag *diag)
{
	const struct slice *names =
	    texts_read(mem, count->columns, column_count);
	if (!names)
		sql_report_damage(ledger->db, "beside.columns", diag);
	return names;
}

#define AT(member) offsetof(struct beside_count, member)

bool
plan_count_corrections(struct plan *plan, struct beside_count *count)
{
	static const struct sql_field fields[] = {
	    {"(SELECT count(*) FROM correction JOIN outcome USING (row)"
	     " WHERE outcome = 'letter' OR outcome = 'together')",
		SQL_COUNT, AT(in_letter), NULL},
	    {"count(CASE WHEN n = 1 THEN 1 END)", SQL_COUNT, AT(one), NULL},
	    {"count(CASE WHEN n > 1 THEN 1 END)", SQL_COUNT, AT(several), NULL},
	};
	return sql_read_one(plan_db(plan),
	    (struct sql_fields)SQL_FIELDS(fields),
	    " FROM (SELECT count(*) AS n FROM correction GROUP BY row)", count,
	    plan->diag);
}

/* ---- out of a plan or ledger */

bool
ledger_each_beside(struct ledger *ledger,
    bool (*seen)(const struct beside_count *count, void *ctx), void *ctx,
    struct diag *diag)
{
	struct beside_count count;
	bool going = true;
	struct sql_reading reading =
	    sql_select(ledger->db, ledger_tables[TABLE_BESIDE].fields,
		" FROM beside ORDER BY number", diag);
	struct arena *mem = arena_new();
	while (going && sql_read(&reading, &count)) {
		size_t names;
		going =
		    ledger_beside_columns(ledger, mem, &count, &names, diag) &&
		    seen(&count, ctx);
		arena_reset(mem);
	}
	arena_free(mem);
	return sql_end(&reading) && going;
}

#undef AT
#define AT(member) offsetof(struct beside_row, member)
static const struct sql_field answered[] = {
    {"beside_row.row", SQL_COUNT, AT(row), NULL},
    {"beside_row.beside", SQL_COUNT, AT(beside), NULL},
    {"place", SQL_COUNT, AT(place), NULL},
    {"places", SQL_COUNT, AT(places), NULL},
    {"line", SQL_COUNT, AT(line), NULL},
    {"cells", SQL_TEXT, AT(cells), NULL},
};

/* Asked for each letter, so prepared once. */
static struct sql_reading *
select_joined(struct ledger *ledger, uint32_t row, struct diag *diag)
{
	struct sql_reading *reading = &ledger->joined;
	if (!reading->stmt)
		*reading = sql_select(ledger->db,
		    (struct sql_fields)SQL_FIELDS(answered),
		    " FROM (SELECT number AS beside, coalesce((SELECT owner "
		    "FROM"
		    " beside_shared WHERE row = ?1 AND"
		    " beside_shared.beside = number), ?1) AS owner FROM beside"
		    " WHERE kind = 'table') AS asked JOIN beside_row"
		    " ON beside_row.row = owner"
		    " AND beside_row.beside = asked.beside"
		    " ORDER BY beside_row.beside, place",
		    diag);
	if (reading->stmt)
		sqlite3_bind_int64(reading->stmt, 1, row);
	return reading;
}

/* Whether no row is missing among those of one table. */
static bool
follows(const struct beside_row *row, uint32_t *place)
{
	bool next = row->place == (*place)++ && row->place < row->places;
	if (*place == row->places)
		*place = 0;
	return next;
}

bool
ledger_each_joined(struct ledger *ledger, uint32_t row,
    bool (*seen)(const struct joined_row *row, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true, whole = true;
	uint32_t place = 0;
	struct beside_row answer;
	struct arena *mem = arena_new();
	struct sql_reading *reading = select_joined(ledger, row, diag);
	while (going && whole && sql_read(reading, &answer)) {
		struct joined_row joined = {
		    answer.beside, answer.line, NULL, 0};
		joined.cells = texts_read(mem, answer.cells, &joined.count);
		whole = joined.cells && follows(&answer, &place);
		going = !whole || seen(&joined, ctx);
		arena_reset(mem);
	}
	whole = whole && (!place || !going || reading->failed);
	if (!whole)
		sql_report_damage(ledger->db, "beside_row", diag);
	if (reading->stmt)
		sqlite3_reset(reading->stmt);
	arena_free(mem);
	return going && whole && !reading->failed;
}
