#include "ledger/settled.h"

#include "ledger/ledger_private.h"

bool
ledger_each_unsettled(struct ledger *ledger,
    bool (*seen)(uint32_t row, void *ctx), void *ctx, struct diag *diag)
{
	static const struct sql_field fields[] = {
	    {"cells.row", SQL_COUNT, 0, NULL}};
	bool going = true;
	uint32_t row;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(fields),
		" FROM cells LEFT JOIN outcome USING (row)"
		" WHERE outcome.outcome IS NULL"
		" OR (outcome.outcome = 'letter'"
		" OR outcome.outcome = 'together') <> EXISTS"
		" (SELECT 1 FROM letter_row"
		" WHERE letter_row.row = cells.row)"
		" ORDER BY cells.row",
		diag);
	while (going && sql_read(&reading, &row))
		going = seen(row, ctx);
	return sql_end(&reading) && going;
}
