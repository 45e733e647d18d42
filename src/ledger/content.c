#include "ledger/content.h"

#include "ledger/ledger_private.h"

#define ENOUGH ((size_t)64 * 1024)

struct content {
	struct hasher *hasher;
	struct strbuf text; /* not hashed yet */
};

static void
add_number(struct strbuf *text, char kind, int64_t number)
{
	strbuf_add_char(text, kind);
	strbuf_add_number(text, number);
}

static void
add_bytes(struct strbuf *text, char kind, const void *bytes, int len)
{
	add_number(text, kind, len);
	strbuf_add_char(text, ':');
	strbuf_add(text, (struct slice){bytes, (size_t)len});
}

/* Asked as a value, a cell costs one look at the statement and not three. */
static void
add_value(struct strbuf *text, sqlite3_value *value)
{
	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		add_number(text, 'i', sqlite3_value_int64(value));
		break;
	case SQLITE_FLOAT:
		strbuf_print(text, "f%.17g", sqlite3_value_double(value));
		break;
	case SQLITE_TEXT:
		add_bytes(text, 't', sqlite3_value_text(value),
		    sqlite3_value_bytes(value));
		break;
	case SQLITE_BLOB:
		add_bytes(text, 'b', sqlite3_value_blob(value),
		    sqlite3_value_bytes(value));
		break;
	default:
		strbuf_add_char(text, 'n');
	}
}

static void
flush(struct content *content, size_t beyond)
{
	if (content->text.len <= beyond)
		return;
	hasher_add(content->hasher, strbuf_view(&content->text));
	strbuf_reset(&content->text);
}

/* Not by an index, which may stand in another order. */
static bool
add_table(
    struct content *content, sqlite3 *db, const char *name, struct diag *diag)
{
	struct strbuf query = {0};
	bool failed = false;
	strbuf_print(&query, "SELECT * FROM %s NOT INDEXED", name);
	sqlite3_stmt *stmt = sql_prepare(db, strbuf_text(&query), diag);
	strbuf_fini(&query);
	if (!stmt)
		return false;
	strbuf_print(&content->text, "%s\n", name);
	int columns = sqlite3_column_count(stmt);
	while (sql_next(stmt, diag, &failed)) {
		for (int i = 0; i < columns; i++)
			add_value(
			    &content->text, sqlite3_column_value(stmt, i));
		strbuf_add_char(&content->text, '\n');
		flush(content, ENOUGH);
	}
	sqlite3_finalize(stmt);
	return !failed;
}

static void
finish(struct content *content, struct digest *digest)
{
	flush(content, 0);
	*digest = hasher_finish(content->hasher);
	hasher_free(content->hasher);
	strbuf_fini(&content->text);
}

bool
ledger_hash_plan(
    struct ledger *ledger, struct digest *digest, struct diag *diag)
{
	struct content content = {.hasher = hasher_new()};
	bool ok = add_table(&content, ledger->db, "cells", diag);
	for (size_t i = 0; ok && i < TABLE_COUNT; i++) {
		if (ledger_tables[i].stage == STAGE_PLAN)
			ok = add_table(
			    &content, ledger->db, ledger_tables[i].name, diag);
	}
	finish(&content, digest);
	return ok;
}

bool
ledger_hash_letters(
    struct ledger *ledger, struct digest *digest, struct diag *diag)
{
	static const enum table_id tables[] = {TABLE_OUTCOME, TABLE_BATCH,
	    TABLE_BANNER, TABLE_LETTER, TABLE_LETTER_ROW, TABLE_RESPONSE};
	struct content content = {.hasher = hasher_new()};
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof tables / sizeof *tables; i++)
		ok = add_table(
		    &content, ledger->db, ledger_tables[tables[i]].name, diag);
	finish(&content, digest);
	return ok;
}
