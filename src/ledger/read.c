#include "ledger/read.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "ledger/banner_sql.h"
#include "ledger/count.h"
#include "ledger/ledger_private.h"
#include "ledger/messages.h"
#include "ledger/tables.h"
#include "ledger/texts.h"

#define FIELDS(array) ((struct sql_fields)SQL_FIELDS(array))

bool
ledger_has_input(struct ledger *ledger, const char *role, const char *name,
    struct digest digest, bool *has, struct diag *diag)
{
	char hex[65];
	bool failed = false;
	digest_write_hex(digest, hex);
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    "SELECT 1 FROM input WHERE role = ? AND name = ? AND sha256 = ?",
	    diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(role));
	sql_bind(stmt, 2, slice_view(name));
	sql_bind(stmt, 3, slice_view(hex));
	*has = sql_next(stmt, diag, &failed);
	sqlite3_finalize(stmt);
	return !failed;
}

#define AT(member) offsetof(struct ledger_answer, member)
static const struct sql_field answered_query[] = {
    {"role", SQL_TEXT, AT(role), NULL},
    {"name", SQL_TEXT, AT(name), NULL},
    {"columns", SQL_TEXT, AT(columns_json), NULL},
};
#undef AT

bool
ledger_each_answer(struct ledger *ledger,
    bool (*seen)(const struct ledger_answer *answer, void *ctx), void *ctx,
    struct diag *diag)
{
	struct ledger_answer answer;
	bool going = true;
	struct sql_reading reading = sql_select(ledger->db,
	    FIELDS(answered_query), " FROM input WHERE columns <> ''", diag);
	struct arena *mem = arena_new();
	while (going && sql_read(&reading, &answer)) {
		answer.columns =
		    texts_read(mem, answer.columns_json, &answer.column_count);
		if (!answer.columns)
			sql_report_damage(ledger->db, "input.columns", diag);
		going = answer.columns && seen(&answer, ctx);
		arena_reset(mem);
	}
	arena_free(mem);
	return sql_end(&reading) && going;
}

bool
ledger_count(
    struct ledger *ledger, struct ledger_counts *counts, struct diag *diag)
{
	if (!ledger->counted)
		ledger->counted = count_all(ledger->db, &ledger->counts, diag);
	*counts = ledger->counts;
	return ledger->counted;
}

/* ---- batches */

#define AT(member) offsetof(struct ledger_batch, member)
#define BATCH_FIELDS(size, hash)                                               \
	{"batch.number", SQL_COUNT, AT(number), NULL},                         \
	    {"file", SQL_TEXT, AT(file), NULL},                                \
	    {"letters", SQL_COUNT, AT(letters), NULL},                         \
	    {"batch.pages", SQL_COUNT, AT(pages), NULL},                       \
	    {"batch.sheets", SQL_COUNT, AT(sheets), NULL},                     \
	    {"(SELECT min(number) FROM letter"                                 \
	     " WHERE letter.batch = batch.number)",                            \
		SQL_COUNT, AT(first_letter), NULL},                            \
	    {"(SELECT max(number) FROM letter"                                 \
	     " WHERE letter.batch = batch.number)",                            \
		SQL_COUNT, AT(last_letter), NULL},                             \
	    {"(SELECT count(*) FROM banner"                                    \
	     " WHERE banner.batch = batch.number)",                            \
		SQL_COUNT, AT(banners), NULL},                                 \
	    {"envelope", SQL_TEXT, AT(envelope), NULL},                        \
	    {"stationery", SQL_TEXT, AT(stationery), NULL},                    \
	    {size, SQL_SIZE, AT(bytes), NULL},                                 \
	{                                                                      \
		hash, SQL_TEXT, AT(digest), NULL                               \
	}
static const struct sql_field planned_batch[] = {BATCH_FIELDS("0", "''")};
static const struct sql_field sealed_batch[] = {
    BATCH_FIELDS("bytes", "sha256")};
#undef AT

static bool
has_results(struct ledger *ledger, bool *has, struct diag *diag)
{
	static const struct sql_field found[] = {
	    {"count(*) > 0", SQL_FLAG, 0, NULL}};
	return sql_read_one(ledger->db, FIELDS(found),
	    " FROM sqlite_master WHERE name = 'batch_result'", has, diag);
}

bool
ledger_each_batch(struct ledger *ledger,
    bool (*seen)(const struct ledger_batch *batch, void *ctx), void *ctx,
    struct diag *diag)
{
	bool sealed, going = true;
	struct ledger_batch batch;
	if (!has_results(ledger, &sealed, diag))
		return false;
	struct sql_reading reading = sql_select(ledger->db,
	    sealed ? FIELDS(sealed_batch) : FIELDS(planned_batch),
	    sealed ? " FROM batch LEFT JOIN batch_result"
		     " ON batch_result.batch = batch.number"
		     " ORDER BY batch.number"
		   : " FROM batch ORDER BY batch.number",
	    diag);
	while (going && sql_read(&reading, &batch))
		going = seen(&batch, ctx);
	return sql_end(&reading) && going;
}

bool
ledger_find_file(struct ledger *ledger, struct arena *mem, uint32_t batch,
    const char **file, struct diag *diag)
{
	static const struct sql_field named[] = {{"file", SQL_TEXT, 0, NULL}};
	struct slice name = {"", 0};
	struct sql_reading reading = sql_select(
	    ledger->db, FIELDS(named), " FROM batch WHERE number = ?", diag);
	sqlite3_bind_int64(reading.stmt, 1, batch);
	sql_read(&reading, &name);
	*file = arena_dup_text(mem, name);
	return sql_end(&reading);
}

bool
ledger_has_own_files(struct ledger *ledger, bool *has, struct diag *diag)
{
	static const struct sql_field found[] = {
	    {"EXISTS (SELECT 1 FROM letter WHERE file <> '')", SQL_FLAG, 0,
		NULL}};
	return sql_read_one(ledger->db, FIELDS(found), "", has, diag);
}

bool
ledger_has_responses(struct ledger *ledger, bool *has, struct diag *diag)
{
	static const struct sql_field found[] = {
	    {"EXISTS (SELECT 1 FROM response)", SQL_FLAG, 0, NULL}};
	return sql_read_one(ledger->db, FIELDS(found), "", has, diag);
}

bool
ledger_each_banner(struct ledger *ledger, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	return banner_each(ledger->db, batch, seen, ctx, diag);
}

/* ---- rules */

#define AT(member) offsetof(struct ledger_rule, member)
static const struct sql_field whole_rule[] = {
    {"number", SQL_COUNT, AT(number), NULL},
    {"kind", SQL_TEXT, AT(kind), NULL},
    {"reason", SQL_TEXT, AT(reason), NULL},
    {"condition", SQL_TEXT, AT(condition), NULL},
    {"matched", SQL_COUNT, AT(matched), NULL},
    {"undecidable", SQL_COUNT, AT(undecidable), NULL},
    {"decided", SQL_COUNT, AT(decided), NULL},
    {"left", SQL_COUNT, AT(left), NULL},
};
#undef AT

bool
ledger_each_rule(struct ledger *ledger,
    bool (*seen)(const struct ledger_rule *rule, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_rule rule;
	struct sql_reading reading = sql_select(
	    ledger->db, FIELDS(whole_rule), " FROM rule ORDER BY number", diag);
	while (going && sql_read(&reading, &rule))
		going = seen(&rule, ctx);
	return sql_end(&reading) && going;
}

/* ---- what is set again */

#define AT(member) offsetof(struct ledger_print, member)
static const struct sql_field whole_print[] = {
    {"letter.number", SQL_COUNT, AT(number), NULL},
    {"cells.row", SQL_COUNT, AT(row), NULL},
    {"cells.line", SQL_COUNT, AT(line), NULL},
    {"letter.version", SQL_COUNT, AT(version), NULL},
    {"letter.pages", SQL_COUNT, AT(pages), NULL},
    {"letter.sheets", SQL_COUNT, AT(sheets), NULL},
    {"letter.addressee", SQL_TEXT, AT(addressee), NULL},
    {"letter.sha256", SQL_TEXT, AT(digest), NULL},
    {"letter.names", SQL_TEXT, AT(names), NULL},
    {"letter.file", SQL_TEXT, AT(own_file), NULL},
};
#undef AT

static struct sql_reading
select_prints(struct ledger *ledger, size_t column_count, struct diag *diag)
{
	struct strbuf rest = {0};
	sql_write_cells(&rest, column_count);
	/* A letter without its row is found out by the missing number. */
	strbuf_add_text(&rest,
	    " FROM letter LEFT JOIN cells ON cells.row = letter.first_row"
	    " WHERE letter.batch = ? ORDER BY letter.number");
	struct sql_reading reading = sql_select(
	    ledger->db, FIELDS(whole_print), strbuf_text(&rest), diag);
	strbuf_fini(&rest);
	return reading;
}

bool
ledger_each_print(struct ledger *ledger, uint32_t batch, size_t column_count,
    bool (*seen)(const struct ledger_print *print, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_print print;
	struct sql_reading reading = select_prints(ledger, column_count, diag);
	struct slice *cells = mem_new(column_count, sizeof *cells);
	sqlite3_bind_int64(reading.stmt, 1, batch);
	print.cells = cells;
	while (going && sql_read(&reading, &print)) {
		for (size_t i = 0; i < column_count; i++)
			cells[i] = sql_text(
			    reading.stmt, (int)(i + reading.fields.count));
		going = seen(&print, ctx);
	}
	free(cells);
	return sql_end(&reading) && going;
}
