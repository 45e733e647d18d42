#include "ledger/count.h"

#include "ledger/field.h"

#define AT(member) offsetof(struct ledger_counts, member)
static const struct sql_field all[] = {
    {"(SELECT count(*) FROM cells)", SQL_COUNT, AT(rows), NULL},
    {"(SELECT count(*) FROM letter)", SQL_COUNT, AT(letters), NULL},
    {"(SELECT coalesce(sum(pages), 0) FROM letter)"
     " + (SELECT count(*) FROM banner)",
	SQL_COUNT, AT(pages), NULL},
    {"(SELECT coalesce(sum(sheets), 0) FROM batch)", SQL_COUNT, AT(sheets),
	NULL},
    {"(SELECT count(*) FROM batch)", SQL_COUNT, AT(batches), NULL},
    {"(SELECT count(*) FROM banner)", SQL_COUNT, AT(banners), NULL},
};
#undef AT

struct of_outcome {
	enum outcome outcome;
	uint32_t count;
};
static const struct sql_field of_outcomes[] = {
    {"outcome", SQL_OUTCOME, offsetof(struct of_outcome, outcome), NULL},
    {"count(*)", SQL_COUNT, offsetof(struct of_outcome, count), NULL},
};

bool
count_all(sqlite3 *db, struct ledger_counts *counts, struct diag *diag)
{
	struct of_outcome row;
	*counts = (struct ledger_counts){0};
	if (!sql_read_one(
		db, (struct sql_fields)SQL_FIELDS(all), "", counts, diag))
		return false;
	struct sql_reading reading =
	    sql_select(db, (struct sql_fields)SQL_FIELDS(of_outcomes),
		" FROM outcome GROUP BY outcome", diag);
	while (sql_read(&reading, &row))
		counts->by_outcome[row.outcome] = row.count;
	return sql_end(&reading);
}
