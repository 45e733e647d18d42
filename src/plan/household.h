/*
 * plan/household.h - one letter to people who live together; off by default.
 *
 * Rows join only on a household column, or on the whole address with an
 * apartment number ("Lgh 1201") and the same surname. Never a row with a
 * guardian or a c/o, never different letters or languages, never where a
 * column that the letter reads (names aside), a row of another table that it
 * reads or the manifest of the address differs, and at most `most` names. A
 * joined letter tells each of the other's care: docs/job.md says so to whoever
 * switches it on.
 *
 * The first member is the one with the smallest key, whatever the register's
 * order: the letter is set from that row, with the others' names.
 */
#ifndef PLAN_HOUSEHOLD_H
#define PLAN_HOUSEHOLD_H

#include "compose/addressee.h"
#include "job/job.h"

#define HOUSEHOLD_MOST 4

/* Rows that may join, collected while rows are decided. */
struct households;

/* NULL where the job does not ask for them. */
struct households *households_new(struct job *job);
void households_free(struct households *households);

/*
 * Takes a row that gets a letter. False where it cannot join anybody: it gets
 * its letter at once.
 */
bool households_take(struct households *households, const struct row *row,
    const struct expr_rows *tables, uint32_t version, bool large_print);

/* One household: rows[0] is the row the letter is set from. */
struct household {
	uint32_t rows[HOUSEHOLD_MOST];
	struct household_names names;
};

/*
 * Calls seen for every household (also of one) once all rows are taken;
 * stops, false, where it returns false.
 */
bool households_each(struct households *households,
    bool (*seen)(const struct household *household, void *ctx), void *ctx);

#endif
