/*
 * correct/row.h - one row of the register to be corrected: what stands in its
 * cells, and what corrections make of them.
 *
 * Holds a person's values: for the eyes of whoever asks. Of a row that is, or
 * speaks of, a protected person it holds nothing but that.
 */
#ifndef CORRECT_ROW_H
#define CORRECT_ROW_H

#include "intake/corrections.h"
#include "job/job.h"

/* By its place ("26", "Norr 12") where that is not empty, or by its key. */
struct correct_asked {
	struct slice place, key;
};

struct correct_cell {
	size_t column; /* of the register */
	struct slice name; /* the column's */
	struct slice read; /* as it stands, cleaned */
	struct slice now; /* as it counts, cleaned */
	const struct correction *by; /* that names the cell, or NULL */
};

/* All of it in the job's memory. */
struct correct_row {
	bool found, is_protected, is_malformed;
	uint32_t number;
	struct slice place;
	struct slice key; /* as it stands; empty: it cannot be named */
	struct slice key_form; /* as a correction's key is kept */
	struct correct_cell *cells; /* none of what is computed */
	size_t count;
};

/* Reads the register through. False after reports; *row says whether there is
 * such a row. */
bool correct_find_row(struct job *job, const struct correct_asked *asked,
    struct correct_row *row, struct diag *diag);

/* ---- all corrections that stand */

struct correct_standing {
	const struct correction *is;
	bool is_hidden; /* a row that it names is a protected person's */
	struct slice place; /* of the first row that it names; empty: none */
	bool applies; /* the old value stands there */
};

/* In the order of the list's lines. False after reports. */
bool correct_list_all(struct job *job, struct correct_standing **all,
    size_t *count, struct diag *diag);

#endif
