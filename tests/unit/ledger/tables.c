/* Every table of a plan: what its description writes, it reads. */
#include "ledger/tables.h"

#include "test.h"

enum { ROOM = 64 }; /* of a struct, in words of eight bytes */

struct row {
	uint64_t words[ROOM];
};

static const char *const texts[] = {
    "", "Åsa", "två\nrader", "'); DROP TABLE rule;--"};

/* The n-th value of a field; what its column then shows is written to want. */
static void
set_field(const struct sql_field *field, size_t n, struct row *row,
    struct strbuf *want)
{
	char *place = (char *)row + field->place;
	const char *text = texts[n % COUNT(texts)];
	struct digest digest = hash_of(slice_view(text));
	char hex[65];
	switch (field->kind) {
	case SQL_COUNT:
		*(uint32_t *)place = UINT32_MAX - (uint32_t)n;
		strbuf_print(want, "%u", UINT32_MAX - (uint32_t)n);
		break;
	case SQL_SIZE:
		*(uint64_t *)place = (uint64_t)INT64_MAX - n;
		strbuf_print(want, "%llu", (unsigned long long)INT64_MAX - n);
		break;
	case SQL_FLAG:
		*(bool *)place = n % 2;
		strbuf_add_number(want, (long long)(n % 2));
		break;
	case SQL_TEXT:
	case SQL_BYTES:
		*(struct slice *)place = slice_view(text);
		strbuf_add_text(want, text);
		break;
	case SQL_WORD:
		*(const char **)place = text;
		strbuf_add_text(want, text);
		break;
	case SQL_DIGEST:
		*(struct digest *)place = digest;
		digest_write_hex(digest, hex);
		strbuf_add_text(want, hex);
		break;
	case SQL_OUTCOME:
		*(enum outcome *)place = (enum outcome)(n % OUTCOME_COUNT);
		strbuf_add_text(
		    want, outcome_name((enum outcome)(n % OUTCOME_COUNT)));
		break;
	}
	strbuf_add_char(want, '|');
}

static void
write_back(sqlite3_stmt *stmt, struct strbuf *have)
{
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		strbuf_add(have, sql_text(stmt, i));
		strbuf_add_char(have, '|');
	}
}

static void
test_table(sqlite3 *db, enum table_id id, struct diag *diag)
{
	const struct table *table = &ledger_tables[id];
	struct strbuf want = {0}, have = {0}, query = {0};
	sqlite3_stmt *add = table_prepare(db, id, 1, diag);
	for (size_t n = 0; add && n < COUNT(texts); n++) {
		struct row row = {{0}};
		for (size_t i = 0; i < table->fields.count; i++)
			set_field(&table->fields.at[i], n + i, &row, &want);
		test_true(table->name, table_insert(add, id, &row, diag));
	}
	sqlite3_finalize(add);
	/* In the order they were added: numbers fall, keys are texts. */
	strbuf_print(&query, "SELECT * FROM %s%s", table->name,
	    id == TABLE_HEADER ? "" : " ORDER BY 1 DESC");
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(db, strbuf_text(&query), diag);
	while (stmt && sql_next(stmt, diag, &failed))
		write_back(stmt, &have);
	sqlite3_finalize(stmt);
	if (id == TABLE_HEADER || id == TABLE_INPUT)
		test_number(
		    table->name, (long long)have.len, (long long)want.len);
	else
		test_text(table->name, strbuf_text(&have), strbuf_text(&want));
	test_true(table->name, !failed);
	strbuf_fini(&want);
	strbuf_fini(&have);
	strbuf_fini(&query);
}

/* A number that is none, or too large, or missing, is never cut to fit. */
static const struct {
	const char *name, *value;
	enum sql_kind kind;
	bool fine;
} values[] = {
    {"a count", "4294967295", SQL_COUNT, true},
    {"too large", "4294967296", SQL_COUNT, false},
    {"negative", "-1", SQL_COUNT, false},
    {"a fraction", "1.0", SQL_COUNT, false},
    {"a text for a number", "'1'", SQL_COUNT, false},
    {"nothing for a number", "NULL", SQL_COUNT, false},
    {"a size", "9223372036854775807", SQL_SIZE, true},
    {"a negative size", "-9223372036854775808", SQL_SIZE, false},
    {"yes", "1", SQL_FLAG, true},
    {"neither yes nor no", "2", SQL_FLAG, false},
    {"a text", "'a'", SQL_TEXT, true},
    {"a text with a NUL", "'a' || char(0) || 'b'", SQL_TEXT, true},
    {"a number for a text", "1", SQL_TEXT, false},
    {"nothing for a text", "NULL", SQL_TEXT, false},
    {"bytes", "x'00ff'", SQL_BYTES, true},
    {"a text for bytes", "'a'", SQL_BYTES, true},
    {"nothing for bytes", "NULL", SQL_BYTES, false},
    {"an outcome", "'held'", SQL_OUTCOME, true},
    {"another word", "'sent'", SQL_OUTCOME, false},
    {"no outcome", "NULL", SQL_OUTCOME, false},
};

static void
test_values(sqlite3 *db, struct diag *diag)
{
	for (size_t i = 0; i < COUNT(values); i++) {
		struct row row;
		const struct sql_field field = {
		    values[i].value, values[i].kind, 0, NULL};
		size_t before = diag_errors(diag);
		bool fine = sql_read_one(
		    db, (struct sql_fields){&field, 1}, "", &row, diag);
		test_true(values[i].name, fine == values[i].fine);
		test_true(values[i].name,
		    (diag_errors(diag) == before) == values[i].fine);
	}
}

int
main(void)
{
	sqlite3 *db = NULL;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("opens", sqlite3_open(":memory:", &db) == SQLITE_OK);
	test_true("drafts", sql_run(db, "ATTACH ':memory:' AS drafts", diag));
	for (int stage = STAGE_PLAN; stage <= STAGE_SEALED; stage++)
		test_true("created",
		    tables_create(db, (enum table_stage)stage, diag));
	for (int id = 0; id < TABLE_COUNT; id++)
		test_table(db, (enum table_id)id, diag);
	test_true("nothing was said", diag_errors(diag) == 0);
	test_values(db, diag);
	sqlite3_close(db);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
