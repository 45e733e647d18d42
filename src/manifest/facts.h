/*
 * manifest/facts.h - what a run was made of and what came of it, table by
 * table: told once, shown by report.html and by manifest.xlsx.
 *
 * Who shows them knows how a table looks; what stands in it is decided here.
 */
#ifndef MANIFEST_FACTS_H
#define MANIFEST_FACTS_H

#include "base/message.h"
#include "ledger/read.h"
#include "manifest/areas.h"

enum fact_kind {
	FACT_NAME, /* what the row is about; one of a table */
	FACT_TEXT,
	FACT_NUMBER,
	FACT_ORDINAL, /* a number that names the row */
	/* Long, and on a page under the row's name. */
	FACT_CONDITION,
	FACT_HASH,
};

struct fact_column {
	const struct message *head;
	enum fact_kind kind;
	bool sheet_only; /* a page has no room for it */
};

struct fact_table {
	const struct message *title;
	const struct fact_column *columns;
	size_t count;
};

/* A cell: a text or a number, as its column says. */
struct fact {
	struct slice text;
	uint64_t number;
	bool none; /* there is no such number */
};

#define FACTS_COLUMNS_MAX 8

/* Where facts are shown. A row has as many cells as the table has columns; they
 * live until `row` returns. A table without rows is not begun. */
struct facts {
	struct ledger *ledger;
	const struct areas *areas; /* of the ledger */
	const struct words *words;
	struct diag *diag;
	void (*begin)(void *ctx, const struct fact_table *table);
	void (*row)(void *ctx, const struct fact *row);
	void (*sum)(void *ctx, const struct fact *row); /* the last one */
	void (*end)(void *ctx);
	void *ctx;
	/* of the table at hand; set here */
	const struct fact_table *table;
};

/*
 * A table: started, its rows, ended.
 *
 *	facts_start(facts);
 *	facts_add_row(facts, &table, row);
 *	facts_add_sum(facts, row);
 *	facts_end(facts);
 */
void facts_start(struct facts *facts);
void facts_add_row(struct facts *facts, const struct fact_table *table,
    const struct fact *row);
/* The last row, where there is one before it. */
void facts_add_sum(struct facts *facts, const struct fact *row);
void facts_end(struct facts *facts);

#define FACT_TABLE(title, columns)                                             \
	{                                                                      \
		(title), (columns), sizeof(columns) / sizeof *(columns)        \
	}

/* Each shows its tables; false after a report of the ledger's. */

/* Outcomes by area, and their sum. */
void facts_areas(struct facts *facts);
/* Every rule as it was written, in the order in which they decide. */
bool facts_rules(struct facts *facts);
/* Checks that the job switched off, how the register was read, corrections,
 * every file with its bytes and SHA-256, program and libraries. */
bool facts_provenance(struct facts *facts);

/* The kind of a rule, in words. */
struct slice facts_rule_kind(const struct words *words, struct slice kind);

/* Lines beneath a mailing's name: date, reference, program …; those that the
 * ledger has. */
void facts_head(struct ledger *ledger, const struct words *words,
    void (*line)(void *ctx, struct slice name, struct slice text), void *ctx);

#endif
