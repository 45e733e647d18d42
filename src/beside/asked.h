/*
 * beside/asked.h - what functions ask: one list, look-up or run, opened.
 *
 * For beside/ only.
 */
#ifndef BESIDE_ASKED_H
#define BESIDE_ASKED_H

#include "beside/exact.h"
#include "beside/index.h"
#include "beside/nearby.h"
#include "beside/side.h"
#include "beside/table.h"
#include "rule/similar.h"

/* The entries of one row, where another value than a column's was asked. */
struct asked_met {
	uint32_t row;
	struct index_entry *hits;
	size_t hit_count;
};

struct asked {
	struct asked *next; /* in the order they were met */
	bool is_read;
	bool is_stale; /* it failed, and is asked for anew */
	struct beside *beside;
	enum expr_outside_kind kind;
	struct slice column_name; /* as asked; empty: the first */
	const struct column *compared; /* NULL: a text of any kind */
	size_t column; /* the register's that is compared, or COLUMN_NONE */
	struct side file; /* its name for all kinds */
	size_t asked_column; /* of the file: what it is found by */
	size_t answer_column; /* OUTSIDE_TABLE */
	struct column as; /* how both sides are read */
	uint64_t header; /* hash of the header's own form */
	struct index index; /* by form; at: line, or place in the store */
	struct similar_keys similar; /* the same forms, where they are text */
	struct nearby nearby; /* of a list: likewise */
	struct exact exact;
	/* Of the register's row at hand: its entries. */
	struct index_entry *hits;
	size_t hit_count;
	bool hit_known; /* it was asked, or could be */
	struct asked_met *met; /* of rows that are set later, by number */
	size_t met_count, met_room;
	struct reach reach;
	const struct fates *fates; /* OUTSIDE_ANSWERED, OUTSIDE_RETURNED */
};

/*
 * Of the register's row at hand, by the column that is compared; nothing where
 * another value is asked: that is known when it is.
 */
void asked_meet(struct asked *asked, const struct row *row);

struct beside {
	struct beside_setting setting;
	struct arena *row_mem;
	struct arena *hidden_mem; /* of rows whose cells are not kept */
	struct expr_lookups hooks;
	struct asked *first, **last;
	struct asked *failed; /* could not be opened, and are only closed */
	struct said *lists; /* by index of setting.lists */
	bool *list_asked;
	struct table *tables;
	size_t table_count;
	struct expr_table *scope; /* by table */
	struct expr_rows *rows; /* by table, of the row at hand */
	struct beside_count *counts; /* by beside_account */
	size_t count_count;
	struct store *store;
	const struct beside_veil *veil; /* or NULL */
};

/* A list's line, and enough of a second hash that two values never meet. */
uint64_t asked_line(uint32_t line, struct slice form);

/* Opens the file or run that asked.file names: columns are found and typed. */
bool asked_open(struct asked *asked, const struct expr_asked *as);
bool asked_open_run(struct asked *asked);

/* Reads its rows. */
bool asked_read(struct asked *asked);

/* The hooks. */
enum verdict asked_holds(void *opened, const struct row *row,
    const struct value *value, struct problem *why);
struct value asked_find(
    void *opened, const struct value *value, struct problem *why);

#endif
