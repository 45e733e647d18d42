/*
 * plan/household.h - one letter to people who live together; off by default.
 *
 * Rows join only on a household column, or on the whole address with an
 * apartment number ("Lgh 1201") and the same surname. Never a row with a
 * guardian or a c/o, never different letters or languages, never where a
 * column that the letter reads (names aside), a row of another table that it
 * reads or the manifest of the address differs, and at most `most` people. Rows
 * with one key or identity number are one person's, who is named once; where
 * their names differ, nobody knows, and none of the household's rows join. A
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

/* Rows that may join, collected once they are set. */
struct households;

/* NULL where the job does not ask for them. */
struct households *households_new(struct job *job);
void households_free(struct households *households);

/* A row that may share its letter. */
struct household_member {
	struct digest home; /* of all that must agree */
	struct slice key;
	struct slice person; /* the identity number beside the key, if any */
	uint32_t row;
	struct slice first_name, full_name;
};

/*
 * Whether a row that gets a letter may share it with others; *member borrows
 * from the row, or lives in letter_mem. Takes nothing yet.
 */
bool households_look(struct households *households, struct arena *letter_mem,
    const struct row *row, const struct expr_rows *tables, uint32_t version,
    bool large_print, uint32_t enclosed, struct household_member *member);

/* Takes it, in any order. */
void households_take(
    struct households *households, const struct household_member *member);

/* One household: members[0] has the row the letter is set from. Each person of
 * it is named once, however many rows are theirs. */
struct household {
	const struct household_member *members;
	size_t count;
	struct household_names names;
};

/*
 * Calls seen for every household (also of one) once all rows are taken;
 * stops, false, where it returns false.
 */
bool households_each(struct households *households,
    bool (*seen)(const struct household *household, void *ctx), void *ctx);

#endif
