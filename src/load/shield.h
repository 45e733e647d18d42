/*
 * load/shield.h - people with protected identity wherever they may stand.
 *
 * The register is read once for those whom it marks, before anything else is
 * made of its rows or of the files beside it. Then whatever is somebody's own
 * row is looked at for them: by key and number, by any cell that reads as one
 * of their numbers, by name and street; guardians too. Nothing of a row that
 * speaks of one of them is kept: what was never stored cannot leak.
 *
 * In files beside the register such rows are left out and counted. A row is
 * also left out where its own mark is set (a column that the job names, or one
 * called as the register's), or where its key (likewise) is that of a protected
 * row.
 */
#ifndef LOAD_SHIELD_H
#define LOAD_SHIELD_H

#include "beside/beside.h"
#include "job/job.h"

/* Whose number or name was found in a row that is not marked itself. */
enum shield_link {
	SHIELD_NONE,
	SHIELD_ITSELF, /* it has the key or number of a marked row */
	SHIELD_SAME, /* where the row's own stand: it may be the same person */
	SHIELD_NAMED, /* elsewhere: somebody of whom the row speaks */
};

/* Reads the register for them, the first time; false after a report. */
bool shield_open(struct job *job);
void shield_close(struct job *job);

/*
 * What a row of the register, corrected or not, has of them. `key` and `person`
 * are normalised. SHIELD_NONE for every row until shield_open.
 */
enum shield_link shield_look(const struct job *job, const struct slice *cells,
    struct slice key, struct slice person);

/* Of one more text of its cell in that column. */
enum shield_link shield_look_at_number(
    const struct job *job, size_t column, struct slice text);

/* Why a row is held; leaves `why` as it is where a mark says so. */
void shield_say(enum shield_link link, struct problem *why);

/* ---- files beside the register */

struct shield {
	struct job *job;
	const struct beside_file *file;
	size_t *marks, mark_count; /* columns of the other file */
	bool told; /* what marks protection in it, or why nothing does */
	size_t key, person; /* called as the register's, or COLUMN_NONE */
	uint32_t *filled, *numbers; /* by column: cells, and identity numbers */
	uint32_t dropped;
};

/*
 * False after a report: its columns are not those that `protected:` names, one
 * looks like a mark and is not named.
 */
bool shield_make(
    struct job *job, const struct beside_file *file, struct shield *shield);

/*
 * Whom the file itself marks is left out of every file, and held in the
 * register: for that its rows are looked at first.
 */
bool shield_learns(const struct shield *shield);
void shield_learn(struct shield *shield, const struct intake_record *record);

/* True, and counted, where the row must not be used. */
bool shield_drops(struct shield *shield, struct arena *row_mem,
    const struct intake_record *record);

/*
 * Warns how many rows were dropped, if any. False after a report: it holds
 * identity numbers, and neither it nor the register says who is protected.
 */
bool shield_end(const struct shield *shield);

#endif
