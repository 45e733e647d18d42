/*
 * intake/corrections.h - a list of corrections beside an untouched export.
 *
 *	nyckel;kolumn;gammalt;nytt;vem
 *	19340412-9802;Postnr;9995;999 50;KE
 *
 * Instead of a hand-edited export. The header's names may also be key,
 * column, old, new, who; in any order. A correction is applied only where the
 * old value stands, blanks at the ends apart; each use is recorded.
 */
#ifndef INTAKE_CORRECTIONS_H
#define INTAKE_CORRECTIONS_H

#include "intake/intake.h"
#include "record/column.h"

struct correction {
	struct slice key; /* as the key column normalises it */
	size_t column; /* index into the register's columns */
	struct slice old, new; /* cleaned */
	struct slice who;
	uint32_t line; /* in the list */
	uint32_t row; /* the register's row it was applied to, 0: none */
	uint32_t other; /* rows of that key where the old value did not stand */
};

struct corrections;

/*
 * Reads the list whole into job_mem. `key` is the register's key column,
 * prepared. NULL after one or more reports: columns that are not there, two
 * corrections of one cell, an empty key, a malformed row.
 */
struct corrections *corrections_read(struct arena *job_mem,
    const struct intake_options *options, const struct columns *columns,
    size_t key, struct diag *diag);

/*
 * The cells of one row with its corrections; `cells` itself where there are
 * none. `key` is normalised, `row` the row's number. The result is in row_mem
 * and borrows from both.
 */
const struct slice *corrections_apply(struct corrections *corrections,
    struct arena *row_mem, struct slice key, uint32_t row,
    const struct slice *cells, size_t count);

/* Forgets what was applied: the register is read from its start. */
void corrections_start(struct corrections *corrections);

/* After the last row: warns of each correction that was not applied, by its
 * line, and says why. */
void corrections_report(
    const struct corrections *corrections, struct diag *diag);

/* All of them, by key; for the plan and the manifest. */
const struct correction *corrections_list(
    const struct corrections *corrections, size_t *count);

/* Place of the key's first in such a list, or of the next key's. */
size_t corrections_find(
    const struct correction *list, size_t count, struct slice key);

#endif
