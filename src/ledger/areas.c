#include "ledger/areas.h"

#include "ledger/ledger_private.h"

#define AT(member) offsetof(struct ledger_area, member)
static const struct sql_field whole_area[] = {
    {"area", SQL_TEXT, AT(name), NULL},
    {"count(*)", SQL_COUNT, AT(rows), NULL},
    {"sum(outcome = 'letter')", SQL_COUNT, AT(by_outcome[OUTCOME_LETTER]),
	NULL},
    {"sum(outcome = 'together')", SQL_COUNT, AT(by_outcome[OUTCOME_TOGETHER]),
	NULL},
    {"sum(outcome = 'excluded')", SQL_COUNT, AT(by_outcome[OUTCOME_EXCLUDED]),
	NULL},
    {"sum(outcome = 'held')", SQL_COUNT, AT(by_outcome[OUTCOME_HELD]), NULL},
};
#undef AT

/* The number of the column; false where the job has none. */
static bool
find_column(struct ledger *ledger, size_t *column)
{
	size_t count;
	struct arena *mem = arena_new();
	struct slice area = ledger_text(ledger, mem, "area");
	const struct slice *names = ledger_columns(ledger, mem, &count);
	*column = 0;
	while (*column < count && !slice_equal(names[*column], area))
		++*column;
	bool found = area.len && *column < count;
	arena_free(mem);
	return found;
}

bool
ledger_each_area(struct ledger *ledger,
    bool (*seen)(const struct ledger_area *area, void *ctx), void *ctx,
    struct diag *diag)
{
	size_t column;
	bool going = true;
	struct ledger_area area;
	struct strbuf rest = {0};
	if (!find_column(ledger, &column))
		return true;
	strbuf_print(&rest,
	    " FROM (SELECT coalesce(cells.c%zu, '') AS area, outcome.outcome"
	    " FROM cells JOIN outcome ON outcome.row = cells.row)"
	    " GROUP BY area ORDER BY count(*) DESC, area",
	    column);
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(whole_area),
		strbuf_text(&rest), diag);
	while (going && sql_read(&reading, &area))
		going = seen(&area, ctx);
	strbuf_fini(&rest);
	return sql_end(&reading) && going;
}
