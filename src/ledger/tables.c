#include "ledger/tables.h"

#include "ledger/draft.h"
#include "ledger/messages.h"
#include "ledger/result.h"

/*
 * CHECK compares one by one: an IN (…) there opens a table of its own for every
 * row inserted, a fifth of the whole time of decide and order.
 */
#define IS_OUTCOME                                                             \
	"CHECK (outcome = 'letter' OR outcome = 'together' OR"                 \
	" outcome = 'excluded' OR outcome = 'held')"

#define AT(member) offsetof(struct header_row, member)
static const struct sql_field header[] = {
    {"key", SQL_TEXT, AT(key), "PRIMARY KEY"},
    {"value", SQL_TEXT, AT(value), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_input, member)
static const struct sql_field input[] = {
    {"role", SQL_TEXT, AT(role), NULL},
    {"name", SQL_TEXT, AT(name), NULL},
    {"bytes", SQL_SIZE, AT(bytes), NULL},
    {"sha256", SQL_DIGEST, AT(sha256), NULL},
    {"columns", SQL_TEXT, AT(columns), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_source, member)
static const struct sql_field source[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"name", SQL_TEXT, AT(name), NULL},
    {"file", SQL_WORD, AT(file), NULL},
    {"encoding", SQL_WORD, AT(encoding), NULL},
    {"stated", SQL_FLAG, AT(stated), NULL},
    {"delimiter", SQL_TEXT, AT(delimiter), NULL},
    {"line_ends", SQL_TEXT, AT(line_ends), NULL},
    {"sheet", SQL_WORD, AT(sheet), NULL},
    {"header_line", SQL_COUNT, AT(header_line), NULL},
    {"rows", SQL_COUNT, AT(rows), NULL},
    {"malformed", SQL_COUNT, AT(malformed), NULL},
    {"blank_lines", SQL_COUNT, AT(blank_lines), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_correction, member)
static const struct sql_field correction[] = {
    {"row", SQL_COUNT, AT(row), NULL},
    {"column", SQL_COUNT, AT(column), NULL},
    {"text", SQL_TEXT, AT(text), NULL},
    {"who", SQL_TEXT, AT(who), NULL},
    {"line", SQL_COUNT, AT(line), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_column, member)
static const struct sql_field register_column[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"name", SQL_TEXT, AT(name), NULL},
    {"type", SQL_WORD, AT(type), NULL},
    {"shown", SQL_COUNT, AT(shown), NULL},
};
#undef AT

#define AT(member) offsetof(struct problem_row, member)
static const struct sql_field problem[] = {
    {"row", SQL_COUNT, AT(row), NULL},
    {"column", SQL_COUNT, AT(column), NULL},
    {"code", SQL_WORD, AT(code), NULL},
    {"reason", SQL_TEXT, AT(reason), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_rule, member)
static const struct sql_field rule[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"kind", SQL_WORD, AT(kind), NULL},
    {"reason", SQL_TEXT, AT(reason), NULL},
    {"condition", SQL_TEXT, AT(condition), NULL},
    {"file", SQL_WORD, AT(file), NULL},
    {"line", SQL_COUNT, AT(line), NULL},
    {"matched", SQL_COUNT, AT(matched), NULL},
    {"undecidable", SQL_COUNT, AT(undecidable), NULL},
    {"decided", SQL_COUNT, AT(decided), NULL},
    {"left", SQL_COUNT, AT(left), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_outcome, member)
static const struct sql_field outcome[] = {
    {"row", SQL_COUNT, AT(row), "PRIMARY KEY REFERENCES cells"},
    {"outcome", SQL_OUTCOME, AT(outcome), IS_OUTCOME},
    {"rule", SQL_COUNT, AT(rule), NULL},
    {"code", SQL_WORD, AT(code), NULL},
    {"reason", SQL_TEXT, AT(reason), NULL},
    {"matches", SQL_TEXT, AT(matches), NULL},
};
#undef AT

#define AT(member) offsetof(struct batch_row, member)
static const struct sql_field batch[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"file", SQL_TEXT, AT(file), NULL},
    {"letters", SQL_COUNT, AT(letters), NULL},
    {"pages", SQL_COUNT, AT(pages), NULL},
    {"sheets", SQL_COUNT, AT(sheets), NULL},
    {"envelope", SQL_TEXT, AT(envelope), NULL},
    {"stationery", SQL_TEXT, AT(stationery), NULL},
    {"part", SQL_TEXT, AT(part), NULL},
};
#undef AT

#define AT(member) offsetof(struct banner, member)
static const struct sql_field banner[] = {
    {"batch", SQL_COUNT, AT(batch), "REFERENCES batch"},
    {"number", SQL_COUNT, AT(number), NULL},
    {"page", SQL_COUNT, AT(page), NULL},
    {"first_letter", SQL_COUNT, AT(first_letter), NULL},
    {"last_letter", SQL_COUNT, AT(last_letter), NULL},
    {"sheets", SQL_COUNT, AT(sheets), NULL},
    {"grouping", SQL_TEXT, AT(group), NULL},
};
#undef AT

#define AT(member) offsetof(struct letter_row, member)
static const struct sql_field letter[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"batch", SQL_COUNT, AT(batch), "REFERENCES batch"},
    {"first_page", SQL_COUNT, AT(first_page), NULL},
    {"pages", SQL_COUNT, AT(draft.pages), NULL},
    {"sheets", SQL_COUNT, AT(draft.sheets), NULL},
    {"version", SQL_COUNT, AT(draft.version), NULL},
    {"language", SQL_TEXT, AT(draft.language), NULL},
    {"sha256", SQL_TEXT, AT(draft.sha256), NULL},
    {"large_print", SQL_FLAG, AT(draft.large_print), NULL},
    {"first_row", SQL_COUNT, AT(draft.row), NULL},
    {"addressee", SQL_TEXT, AT(draft.addressee), NULL},
    {"names", SQL_TEXT, AT(draft.names), NULL},
    {"address", SQL_TEXT, AT(draft.address), NULL},
    {"file", SQL_TEXT, AT(file), NULL},
};
#undef AT

#define AT(member) offsetof(struct letter_member_row, member)
static const struct sql_field letter_row[] = {
    {"letter", SQL_COUNT, AT(letter), "REFERENCES letter"},
    {"row", SQL_COUNT, AT(row), "REFERENCES cells"},
    {"addressee", SQL_TEXT, AT(addressee), NULL},
};
#undef AT

#define AT(member) offsetof(struct response_row, member)
static const struct sql_field response[] = {
    {"letter", SQL_COUNT, AT(letter), "PRIMARY KEY REFERENCES letter"},
    {"number", SQL_COUNT, AT(number), NULL},
    {"code", SQL_TEXT, AT(code), "UNIQUE"},
};
#undef AT

#define AT(member) offsetof(struct beside_count, member)
static const struct sql_field beside[] = {
    {"number", SQL_COUNT, AT(number), "PRIMARY KEY"},
    {"kind", SQL_TEXT, AT(kind), NULL},
    {"name", SQL_TEXT, AT(name), NULL},
    {"file", SQL_TEXT, AT(file), NULL},
    {"columns", SQL_TEXT, AT(columns), NULL},
    {"rows", SQL_COUNT, AT(rows), NULL},
    {"unfit", SQL_COUNT, AT(unfit), NULL},
    {"in_letter", SQL_COUNT, AT(in_letter), NULL},
    {"elsewhere", SQL_COUNT, AT(elsewhere), NULL},
    {"nobody", SQL_COUNT, AT(nobody), NULL},
    {"lines", SQL_TEXT, AT(lines), NULL},
    {"none", SQL_COUNT, AT(none), NULL},
    {"one", SQL_COUNT, AT(one), NULL},
    {"several", SQL_COUNT, AT(several), NULL},
};
#undef AT

#define AT(member) offsetof(struct beside_row, member)
static const struct sql_field beside_row[] = {
    {"row", SQL_COUNT, AT(row), "REFERENCES cells"},
    {"beside", SQL_COUNT, AT(beside), NULL},
    {"place", SQL_COUNT, AT(place), NULL},
    {"places", SQL_COUNT, AT(places), NULL},
    {"line", SQL_COUNT, AT(line), NULL},
    {"cells", SQL_TEXT, AT(cells), NULL},
};
#undef AT

#define AT(member) offsetof(struct beside_shared, member)
static const struct sql_field beside_shared[] = {
    {"row", SQL_COUNT, AT(row), "REFERENCES cells"},
    {"beside", SQL_COUNT, AT(beside), NULL},
    {"owner", SQL_COUNT, AT(owner), "REFERENCES cells"},
};
#undef AT

#define AT(member) offsetof(struct stored_draft, member)
static const struct sql_field draft[] = {
    {"row", SQL_COUNT, AT(row), NULL},
    {"addressee", SQL_TEXT, AT(addressee), NULL},
    {"sort_key", SQL_BYTES, AT(sort_key), NULL},
    {"file_key", SQL_TEXT, AT(file_key), NULL},
    {"rest", SQL_BYTES, AT(rest), NULL},
};
#undef AT
const struct sql_fields draft_fields = SQL_FIELDS(draft);

#define AT(member) offsetof(struct member_row, member)
static const struct sql_field draft_member[] = {
    {"first", SQL_COUNT, AT(first), NULL},
    {"row", SQL_COUNT, AT(row), "PRIMARY KEY"},
};
#undef AT

#define AT(member) offsetof(struct batch_result, member)
static const struct sql_field batch_result[] = {
    {"batch", SQL_COUNT, AT(batch), "PRIMARY KEY REFERENCES batch"},
    {"pages", SQL_COUNT, AT(pages), NULL},
    {"bytes", SQL_SIZE, AT(bytes), NULL},
    {"sha256", SQL_DIGEST, AT(digest), NULL},
};
#undef AT

#define AT(member) offsetof(struct plan_row, member)
static const struct sql_field cells[] = {
    {"row", SQL_COUNT, AT(row), "PRIMARY KEY"},
    {"line", SQL_COUNT, AT(line), NULL},
    {"source", SQL_COUNT, AT(source), NULL},
    {"mark", SQL_COUNT, AT(mark), NULL},
    {"key_hash", SQL_TEXT, AT(key_hash), NULL},
};
#undef AT
const struct sql_fields cells_fields = SQL_FIELDS(cells);

#define TABLE(name) #name, SQL_FIELDS(name)

const struct table ledger_tables[TABLE_COUNT] = {
    [TABLE_HEADER] = {TABLE(header), .without_rowid = true},
    [TABLE_INPUT] = {TABLE(input)},
    [TABLE_SOURCE] = {TABLE(source)},
    [TABLE_CORRECTION] = {TABLE(correction), "PRIMARY KEY (row, column)",
	.without_rowid = true},
    [TABLE_COLUMN] = {TABLE(register_column)},
    [TABLE_PROBLEM] = {TABLE(problem)},
    [TABLE_RULE] = {TABLE(rule)},
    [TABLE_OUTCOME] = {TABLE(outcome), .row_size = sizeof(struct plan_outcome)},
    [TABLE_BATCH] = {TABLE(batch)},
    [TABLE_BANNER] = {TABLE(banner), "PRIMARY KEY (batch, number)",
	.without_rowid = true},
    [TABLE_LETTER] = {TABLE(letter), .row_size = sizeof(struct letter_row)},
    [TABLE_LETTER_ROW] = {TABLE(letter_row), "PRIMARY KEY (letter, row)",
	.without_rowid = true, .row_size = sizeof(struct letter_member_row)},
    [TABLE_RESPONSE] = {TABLE(response)},
    [TABLE_BESIDE] = {TABLE(beside)},
    [TABLE_BESIDE_ROW] = {TABLE(beside_row), "PRIMARY KEY (row, beside, place)",
	.without_rowid = true, .row_size = sizeof(struct beside_row)},
    [TABLE_BESIDE_SHARED] = {TABLE(beside_shared), "PRIMARY KEY (row, beside)",
	.without_rowid = true},
    [TABLE_DRAFT] = {TABLE(draft), .stage = STAGE_DRAFT,
	.row_size = sizeof(struct stored_draft)},
    [TABLE_DRAFT_MEMBER] = {TABLE(draft_member), .stage = STAGE_DRAFT},
    [TABLE_DRAFT_CHANGE] = {"draft_change", SQL_FIELDS(outcome),
	.stage = STAGE_DRAFT, .row_size = sizeof(struct plan_outcome)},
    [TABLE_BATCH_RESULT] = {TABLE(batch_result), .stage = STAGE_SEALED},
};

void
sql_write_cells(struct strbuf *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		strbuf_print(out, ", cells.c%zu", i);
}

static void
write_table(struct strbuf *out, const struct table *table)
{
	strbuf_print(out, "CREATE TABLE %s%s (",
	    table->stage == STAGE_DRAFT ? "drafts." : "", table->name);
	sql_write_columns(out, table->fields);
	if (table->rules)
		strbuf_print(out, ", %s", table->rules);
	strbuf_print(out, ")%s;", table->without_rowid ? " WITHOUT ROWID" : "");
}

bool
tables_create(sqlite3 *db, enum table_stage stage, struct diag *diag)
{
	struct strbuf sql = {0};
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (ledger_tables[i].stage == stage)
			write_table(&sql, &ledger_tables[i]);
	}
	bool ok = sql_run(db, strbuf_text(&sql), diag);
	strbuf_fini(&sql);
	return ok;
}

/*
 * A query that asks for no row is compiled, and so finds out what is missing.
 */
static bool
check_query(sqlite3 *db, const char *query, size_t columns, struct diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	bool compiles =
	    sqlite3_prepare_v2(db, query, -1, &stmt, NULL) == SQLITE_OK;
	bool fits = (size_t)sqlite3_column_count(stmt) == columns;
	if (!compiles || !fits)
		sql_report_damage(db,
		    compiles ? "it has other columns than it names"
			     : sqlite3_errmsg(db),
		    diag);
	sqlite3_finalize(stmt);
	return compiles && fits;
}

static bool
check_table(sqlite3 *db, const struct table *table, struct diag *diag)
{
	struct strbuf query = {0};
	strbuf_add_text(&query, "SELECT ");
	sql_write_names(&query, table->fields);
	strbuf_print(&query, " FROM %s LIMIT 0", table->name);
	bool ok =
	    check_query(db, strbuf_text(&query), table->fields.count, diag);
	strbuf_fini(&query);
	return ok;
}

/* The register's columns stand between those that all rows have and as_read. */
static bool
check_cells(sqlite3 *db, size_t register_columns, struct diag *diag)
{
	struct strbuf query = {0};
	size_t count = cells_fields.count + register_columns + 1;
	strbuf_add_text(&query, "SELECT ");
	sql_write_names(&query, cells_fields);
	sql_write_cells(&query, register_columns);
	strbuf_add_text(&query, ", as_read FROM cells LIMIT 0");
	bool ok = check_query(db, strbuf_text(&query), count, diag) &&
		  check_query(db, "SELECT * FROM cells LIMIT 0", count, diag);
	strbuf_fini(&query);
	return ok;
}

bool
tables_check(sqlite3 *db, size_t register_columns, struct diag *diag)
{
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (ledger_tables[i].stage == STAGE_PLAN &&
		    !check_table(db, &ledger_tables[i], diag))
			return false;
	}
	return check_cells(db, register_columns, diag);
}

sqlite3_stmt *
table_prepare(sqlite3 *db, enum table_id id, size_t rows, struct diag *diag)
{
	struct strbuf sql = {0};
	strbuf_print(&sql, "INSERT INTO %s VALUES ", ledger_tables[id].name);
	for (size_t row = 0; row < rows; row++) {
		strbuf_add_text(&sql, row ? ", (" : "(");
		for (size_t i = 0; i < ledger_tables[id].fields.count; i++)
			strbuf_add_text(&sql, i ? ", ?" : "?");
		strbuf_add_char(&sql, ')');
	}
	sqlite3_stmt *stmt = sql_prepare(db, strbuf_text(&sql), diag);
	strbuf_fini(&sql);
	return stmt;
}

bool
table_insert(
    sqlite3_stmt *stmt, enum table_id id, const void *row, struct diag *diag)
{
	sql_bind_fields(stmt, 1, ledger_tables[id].fields, row);
	return sql_insert(stmt, diag);
}
