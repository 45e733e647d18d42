/*
 * ledger/tables.h - the tables of a plan and of a sealed ledger, each described
 * once: its columns, what they hold, and where a row's struct has it.
 *
 * For ledger/ only. docs/ledger.md tells auditors what each column says; a test
 * compares both. Beside these stand `cells`, which has the register's columns
 * too (ledger/plan_load.c), and its views `register` and `as_read`.
 */
#ifndef LEDGER_TABLES_H
#define LEDGER_TABLES_H

#include "ledger/field.h"
#include "ledger/joined.h"
#include "ledger/plan.h"

enum table_id {
	TABLE_HEADER,
	TABLE_INPUT,
	TABLE_SOURCE,
	TABLE_CORRECTION,
	TABLE_COLUMN,
	TABLE_PROBLEM,
	TABLE_RULE,
	TABLE_OUTCOME,
	TABLE_BATCH,
	TABLE_BANNER,
	TABLE_LETTER,
	TABLE_LETTER_ROW,
	TABLE_RESPONSE,
	TABLE_BESIDE,
	TABLE_BESIDE_ROW,
	TABLE_BESIDE_SHARED,
	/* Until letters are numbered. */
	TABLE_DRAFT,
	TABLE_DRAFT_MEMBER,
	TABLE_DRAFT_CHANGE,
	/* Of a sealed ledger. */
	TABLE_BATCH_RESULT,
	TABLE_COUNT,
};

enum table_stage { STAGE_PLAN, STAGE_DRAFT, STAGE_SEALED };

struct table {
	const char *name;
	struct sql_fields fields;
	const char *rules; /* of the whole table, or NULL */
	bool without_rowid;
	enum table_stage stage;
	size_t row_size; /* of the struct, where rows are many: ledger/bulk.h */
};

extern const struct table ledger_tables[TABLE_COUNT];

/* The columns of `cells` that every register has. */
extern const struct sql_fields cells_fields;

/* ", cells.c0, cells.c1 …": the register's own columns, for a query. */
void sql_write_cells(struct strbuf *out, size_t count);

/* Rows of tables that only ledger/ fills. */
struct header_row {
	struct slice key, value;
};
struct problem_row {
	uint32_t row, column;
	const char *code;
	struct slice reason;
};
struct beside_row {
	uint32_t row, beside, place, places, line;
	struct slice cells; /* as ledger/texts.h writes them */
};
struct beside_shared {
	uint32_t row, beside, owner;
};
struct member_row {
	uint32_t first, row;
};
struct batch_row {
	uint32_t number, letters, pages, sheets;
	struct slice file, envelope, stationery, part;
};
/* A draft as it is read again, and the letter that it becomes. */
struct draft_row {
	uint32_t row, version, pages, sheets;
	struct slice sha256, addressee, language;
	bool large_print;
	struct slice envelope, stationery, part, group, names, file;
	struct slice code, address;
	uint32_t code_number;
};
struct letter_row {
	uint32_t number, batch, first_page;
	struct draft_row draft;
	struct slice file;
};
struct response_row {
	uint32_t letter, number;
	struct slice code;
};
struct letter_member_row {
	uint32_t letter, row;
	struct slice addressee;
};

/* Creates those of a stage. False after a report. */
bool tables_create(sqlite3 *db, enum table_stage stage, struct diag *diag);

/* Whether all that a plan has are there, with all columns; the register's have
 * names already. False after a report. */
bool tables_check(sqlite3 *db, size_t register_columns, struct diag *diag);

/* Of a draft (ledger/draft.h). */
extern const struct sql_fields draft_fields;

/* INSERT INTO the table, several rows at once; NULL after a report. */
sqlite3_stmt *table_prepare(
    sqlite3 *db, enum table_id id, size_t rows, struct diag *diag);
/* Binds the struct and runs what table_prepare made for one row. False after a report. */
bool table_insert(
    sqlite3_stmt *stmt, enum table_id id, const void *row, struct diag *diag);

#endif
