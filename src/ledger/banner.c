#include "ledger/banner_sql.h"

static struct banner
banner_of(sqlite3_stmt *stmt)
{
	uint32_t numbers[8];
	for (int i = 0; i < 8; i++)
		numbers[i] = (uint32_t)sqlite3_column_int64(stmt, i);
	return (struct banner){
	    .batch = numbers[0],
	    .batches = numbers[1],
	    .number = numbers[2],
	    .count = numbers[3],
	    .page = numbers[4],
	    .first_letter = numbers[5],
	    .last_letter = numbers[6],
	    .sheets = numbers[7],
	    .envelope = sql_text(stmt, 8),
	    .part = sql_text(stmt, 9),
	    .group = sql_text(stmt, 10),
	};
}

bool
banner_each(sqlite3 *db, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(db,
	    "SELECT banner.batch, (SELECT count(*) FROM batch), banner.number,"
	    " (SELECT count(*) FROM banner AS b WHERE b.batch = banner.batch),"
	    " page, first_letter, last_letter, banner.sheets, envelope, part,"
	    " grouping FROM banner JOIN batch ON batch.number = banner.batch"
	    " WHERE ?1 = 0 OR banner.batch = ?1"
	    " ORDER BY banner.batch, banner.number",
	    diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, batch);
	while (!failed && sql_next(stmt, diag, &failed)) {
		struct banner banner = banner_of(stmt);
		failed = !seen(&banner, ctx);
	}
	sqlite3_finalize(stmt);
	return !failed;
}
