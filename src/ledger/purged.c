#include "ledger/purged.h"

#include "base/file.h"
#include "ledger/ledger_private.h"

/*
 * What is said of the mailing as a whole. Whatever else a header may come to
 * hold is not taken over until it stands here.
 */
#define KEPT_KEYS                                                              \
	"'format', 'program', 'job', 'reference', 'date', 'keep_until',"       \
	" 'language', 'channel', 'profile', 'split', 'banner', 'bookmarks',"   \
	" 'sides', 'letters_per_batch', 'sheets_per_batch', 'key',"            \
	" 'encoding', 'again', 'dictionaries', 'fonts', 'unmarked'"

/* Files that are named after a column have a value of the register. */
static const char copy[] =
    "INSERT INTO main.header SELECT * FROM old.header WHERE key IN (" KEPT_KEYS
    ") OR key GLOB 'allow *';"
    "INSERT INTO main.input SELECT * FROM old.input;"
    "INSERT INTO main.source SELECT * FROM old.source;"
    "INSERT INTO main.register_column SELECT * FROM old.register_column;"
    "INSERT INTO main.rule SELECT * FROM old.rule;"
    "INSERT INTO main.batch SELECT number,"
    " CASE WHEN file = printf('batch-%04d.pdf', number)"
    " OR file = printf('letter-%06d.pdf', number) THEN file ELSE '' END,"
    " letters, pages, sheets, envelope, stationery, '' FROM old.batch;"
    "INSERT INTO main.batch_result SELECT * FROM old.batch_result;"
    "INSERT INTO main.beside SELECT number, kind, name, file, columns, rows,"
    " unfit, in_letter, elsewhere, nobody, '', none, one, several"
    " FROM old.beside;"
    "CREATE TABLE outcome_count (outcome TEXT NOT NULL, rule INTEGER NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (outcome, rule)) WITHOUT ROWID;"
    "INSERT INTO outcome_count SELECT outcome, rule, count(*)"
    " FROM old.outcome GROUP BY outcome, rule;";

static bool
run_bound(sqlite3 *db, const char *query, struct slice text, struct diag *diag)
{
	sqlite3_stmt *stmt = sql_prepare(db, query, diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, text);
	bool ok = sql_insert(stmt, diag);
	sqlite3_finalize(stmt);
	return ok;
}

/* The same tables and views, so that the same program reads it. */
static bool
copy_schema(sqlite3 *db, struct diag *diag)
{
	struct strbuf schema = {0};
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(db,
	    "SELECT sql FROM old.sqlite_master WHERE sql IS NOT NULL"
	    " ORDER BY type = 'view', type = 'index', rowid",
	    diag);
	while (stmt && sql_next(stmt, diag, &failed)) {
		strbuf_add(&schema, sql_text(stmt, 0));
		strbuf_add_text(&schema, ";\n");
	}
	sqlite3_finalize(stmt);
	bool ok = stmt && !failed && sql_run(db, strbuf_text(&schema), diag);
	strbuf_fini(&schema);
	return ok;
}

bool
ledger_purge(
    const char *from, const char *to, struct slice date, struct diag *diag)
{
	if (path_is_taken(to) && !folder_remove(to, diag))
		return false;
	sqlite3 *db = sql_create(to, diag);
	bool ok = db &&
		  run_bound(db, "ATTACH ? AS old", slice_view(from), diag) &&
		  sql_run(db, "BEGIN", diag) && copy_schema(db, diag) &&
		  sql_run(db, copy, diag) &&
		  run_bound(db, "INSERT INTO header VALUES ('purged', ?)", date,
		      diag) &&
		  sql_run(db, "COMMIT; DETACH old", diag);
	sqlite3_close(db);
	return ok && file_settle(to, diag);
}

#define AT(member) offsetof(struct ledger_rest, member)
#define SUM_OF(outcome)                                                        \
	"(SELECT coalesce(sum(count), 0) FROM outcome_count WHERE"             \
	" outcome = '" outcome "')"
static const struct sql_field rest_fields[] = {
    {"(SELECT coalesce(sum(letters), 0) FROM batch)", SQL_COUNT, AT(letters),
	NULL},
    {"(SELECT coalesce(sum(sheets), 0) FROM batch)", SQL_COUNT, AT(sheets),
	NULL},
    {"(SELECT count(*) FROM batch)", SQL_COUNT, AT(batches), NULL},
    {SUM_OF("letter"), SQL_COUNT, AT(by_outcome[OUTCOME_LETTER]), NULL},
    {SUM_OF("together"), SQL_COUNT, AT(by_outcome[OUTCOME_TOGETHER]), NULL},
    {SUM_OF("excluded"), SQL_COUNT, AT(by_outcome[OUTCOME_EXCLUDED]), NULL},
    {SUM_OF("held"), SQL_COUNT, AT(by_outcome[OUTCOME_HELD]), NULL},
    {"EXISTS (SELECT 1 FROM cells) OR EXISTS (SELECT 1 FROM letter)"
     " OR EXISTS (SELECT 1 FROM letter_row) OR EXISTS (SELECT 1 FROM outcome)"
     " OR EXISTS (SELECT 1 FROM problem) OR EXISTS (SELECT 1 FROM correction)"
     " OR EXISTS (SELECT 1 FROM banner) OR EXISTS (SELECT 1 FROM beside_row)"
     " OR EXISTS (SELECT 1 FROM beside_shared)"
     " OR EXISTS (SELECT 1 FROM response)",
	SQL_FLAG, AT(people), NULL},
};
#undef AT

bool
ledger_count_rest(
    struct ledger *ledger, struct ledger_rest *rest, struct diag *diag)
{
	*rest = (struct ledger_rest){0};
	return sql_read_one(ledger->db,
	    (struct sql_fields)SQL_FIELDS(rest_fields), "", rest, diag);
}
