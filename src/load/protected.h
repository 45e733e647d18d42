/*
 * load/protected.h - people with protected identity wherever they may stand.
 *
 * The register is read once for those whom it marks, before anything else is
 * made of its rows or of the files beside it. Then whatever is somebody's own
 * row is looked at for them: by key and number, by any cell that reads as one
 * of their numbers, by name and street; guardians too. Nothing of a row that
 * speaks of one of them is kept: what was never stored cannot leak.
 */
#ifndef LOAD_PROTECTED_H
#define LOAD_PROTECTED_H

#include "job/job.h"

/* Whose number or name was found in a row that is not marked itself. */
enum protected_link {
	LINK_NONE,
	LINK_ITSELF, /* it has the key or number of a marked row */
	LINK_SAME, /* where the row's own stand: it may be the same person */
	LINK_NAMED, /* elsewhere: somebody of whom the row speaks */
};

/* Reads the register for them, the first time; false after a report. */
bool protected_open(struct job *job, struct diag *diag);
void protected_close(struct job *job);

/*
 * What a row of the register, corrected or not, has of them. `key` and `person`
 * are normalised. LINK_NONE for every row until protected_open.
 */
enum protected_link protected_look(const struct job *job,
    const struct slice *cells, struct slice key, struct slice person);

/* Of one more text of its cell in that column. */
enum protected_link protected_look_at_number(
    const struct job *job, size_t column, struct slice text);

/* Why a row is held; leaves `why` as it is where a mark says so. */
void protected_say(enum protected_link link, struct problem *why);

#endif
