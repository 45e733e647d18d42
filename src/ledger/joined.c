#include "ledger/joined.h"

#include "ledger/ledger_private.h"
#include "ledger/plan_private.h"
#include "ledger/texts.h"

/* ---- into the plan */

bool
plan_add_joined_row(
    struct plan *plan, const struct joined_row *row, uint32_t *id)
{
	struct strbuf *cells = &plan->as_read;
	strbuf_reset(cells);
	texts_write(cells, row->cells, row->count);
	*id = ++plan->joined_rows;
	const struct beside_row stored = {
	    *id, row->beside, row->line, strbuf_view(cells)};
	return plan_insert(plan, TABLE_BESIDE_ROW, &stored);
}

bool
plan_add_joined(struct plan *plan, uint32_t row, uint32_t beside,
    uint32_t first, uint32_t count)
{
	const struct joined_span span = {row, beside, first, count};
	return plan_insert(plan, TABLE_JOINED, &span);
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
	return sql_read_one(plan->db, (struct sql_fields)SQL_FIELDS(fields),
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

/* A row of a table and the span of them that it is of. */
struct joined_answer {
	struct beside_row row;
	struct joined_span span;
};
#undef AT
#define AT(member) offsetof(struct joined_answer, member)
static const struct sql_field answered[] = {
    {"id", SQL_COUNT, AT(row.id), NULL},
    {"beside_row.beside", SQL_COUNT, AT(row.beside), NULL},
    {"line", SQL_COUNT, AT(row.line), NULL},
    {"cells", SQL_TEXT, AT(row.cells), NULL},
    {"first", SQL_COUNT, AT(span.first), NULL},
    {"rows", SQL_COUNT, AT(span.rows), NULL},
};

/* Asked for each letter, so prepared once. */
static struct sql_reading *
select_joined(struct ledger *ledger, uint32_t row, struct diag *diag)
{
	struct sql_reading *reading = &ledger->joined;
	if (!reading->stmt)
		*reading = sql_select(ledger->db,
		    (struct sql_fields)SQL_FIELDS(answered),
		    " FROM joined LEFT JOIN beside_row"
		    " ON id >= first AND id < first + rows"
		    " WHERE row = ? ORDER BY joined.beside, id",
		    diag);
	if (reading->stmt)
		sqlite3_bind_int64(reading->stmt, 1, row);
	return reading;
}

/* Whether each span is whole: its rows have numbers without a gap. */
static bool
follows(const struct joined_answer *answer, uint32_t *next, uint32_t *left)
{
	if (!*left) {
		*next = answer->span.first;
		*left = answer->span.rows;
	}
	return *left && (*left)-- && answer->row.id == (*next)++;
}

bool
ledger_each_joined(struct ledger *ledger, uint32_t row,
    bool (*seen)(const struct joined_row *row, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true, whole = true;
	uint32_t next = 0, left = 0;
	struct joined_answer answer;
	struct arena *mem = arena_new();
	struct sql_reading *reading = select_joined(ledger, row, diag);
	while (going && whole && sql_read(reading, &answer)) {
		struct joined_row joined = {
		    answer.row.beside, answer.row.line, NULL, 0};
		joined.cells = texts_read(mem, answer.row.cells, &joined.count);
		whole = joined.cells && follows(&answer, &next, &left);
		going = !whole || seen(&joined, ctx);
		arena_reset(mem);
	}
	whole = whole && (!left || !going || reading->failed);
	if (!whole)
		sql_report_damage(ledger->db, "beside_row", diag);
	if (reading->stmt)
		sqlite3_reset(reading->stmt);
	arena_free(mem);
	return going && whole && !reading->failed;
}
