#include "ledger/banner_sql.h"

#include "ledger/field.h"

#define AT(member) offsetof(struct banner, member)
static const struct sql_field whole[] = {
    {"banner.batch", SQL_COUNT, AT(batch), NULL},
    {"(SELECT count(*) FROM batch)", SQL_COUNT, AT(batches), NULL},
    {"banner.number", SQL_COUNT, AT(number), NULL},
    {"(SELECT count(*) FROM banner AS b WHERE b.batch = banner.batch)",
	SQL_COUNT, AT(count), NULL},
    {"page", SQL_COUNT, AT(page), NULL},
    {"first_letter", SQL_COUNT, AT(first_letter), NULL},
    {"last_letter", SQL_COUNT, AT(last_letter), NULL},
    {"banner.sheets", SQL_COUNT, AT(sheets), NULL},
    {"envelope", SQL_TEXT, AT(envelope), NULL},
    {"stationery", SQL_TEXT, AT(stationery), NULL},
    {"part", SQL_TEXT, AT(part), NULL},
    {"grouping", SQL_TEXT, AT(group), NULL},
};
#undef AT

bool
banner_each(sqlite3 *db, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	struct banner banner;
	bool going = true;
	struct sql_reading reading =
	    sql_select(db, (struct sql_fields)SQL_FIELDS(whole),
		" FROM banner JOIN batch ON batch.number = banner.batch"
		" WHERE ?1 = 0 OR banner.batch = ?1"
		" ORDER BY banner.batch, banner.number",
		diag);
	sqlite3_bind_int64(reading.stmt, 1, batch);
	while (going && sql_read(&reading, &banner))
		going = seen(&banner, ctx);
	return sql_end(&reading) && going;
}
