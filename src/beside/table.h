/*
 * beside/table.h - a table of the job, joined to the register's rows.
 *
 * Its rows are in the store, by the forms of the columns they are found by;
 * in memory is an index of them. For beside/ only.
 */
#ifndef BESIDE_TABLE_H
#define BESIDE_TABLE_H

#include "beside/exact.h"
#include "beside/nearby.h"
#include "beside/reach.h"
#include "beside/side.h"
#include "beside/store.h"
#include "ledger/joined.h"
#include "rule/similar.h"

#define MATCHES_MOST 4

/* `distrikt: Distrikt`: a column of the table equals one of the register. */
struct table_match {
	size_t here, there;
	struct column as; /* how both are read */
	bool exact; /* to the letter */
};

/* Rows that were read for one of the register's, in their order. */
struct table_group;

struct table {
	struct side file;
	struct slice name;
	struct table_match matches[MATCHES_MOST];
	size_t match_count;
	size_t order; /* column, or COLUMN_NONE */
	struct collator *collator; /* orders its texts */
	struct store *store;
	struct index index; /* at: place in the store */
	struct similar_keys similar; /* the forms its rows are found by */
	struct nearby nearby; /* likewise */
	struct exact exact;
	uint32_t *kept; /* by index: the plan's number of a group's first row */
	struct slice *cells; /* of a row that is kept */
	struct strbuf form; /* of the row that was joined last */
	struct table_group *groups; /* the last ones of several rows */
	struct arena *group_mem;
	/* Of the register's row that was joined last. */
	struct index_entry *entries;
	size_t entry_count;
	struct index_entry *home; /* the first that belongs */
	struct expr_rows rows;
	const uint32_t *lines;
	struct reach reach;
	struct lines_told twice; /* that say what another of a row's says */
};

/* Opens and checks what the job says; false after reports. */
bool table_open(struct table *table, const struct beside_setting *setting,
    const struct yaml_pair *pair);
void table_close(struct table *table);

/* Reads its rows into the store. */
bool table_read(struct table *table, struct store *store, const char *language);

/*
 * Finds the rows that belong to one of the register's; table->rows are in
 * letter_mem or live until the next join. False after a report.
 */
bool table_join(
    struct table *table, struct arena *letter_mem, const struct row *row);

/* Only which of its entries belong to the row. */
void table_meet(struct table *table, struct arena *mem, const struct row *row);

/* Keeps them in the plan: each once, and that they belong to the row. */
bool table_keep(
    struct table *table, uint32_t number, struct plan *plan, uint32_t row);

/* Whether the value that rows are found by does not fit. */
bool table_is_unknown(
    const struct table *table, struct arena *mem, const struct row *row);

/* The values of a kept row's cells. */
void table_read_kept(
    const struct table *table, const struct slice *cells, struct value *values);

#endif
