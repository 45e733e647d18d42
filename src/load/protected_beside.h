/*
 * load/protected_beside.h - protected people in the files beside the register.
 *
 * A row that speaks of one of them (load/protected.h) is left out and counted,
 * and so is one whose own mark is set (a column that the job names, or one
 * called as the register's) or whose key (likewise) is that of a protected row.
 */
#ifndef LOAD_PROTECTED_BESIDE_H
#define LOAD_PROTECTED_BESIDE_H

#include "beside/beside.h"
#include "job/job.h"

struct protected_beside {
	struct job *job;
	struct diag *diag;
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
bool protected_beside_open(struct job *job, const struct beside_file *file,
    struct protected_beside *guard, struct diag *diag);

/*
 * Whom the file itself marks is left out of every file, and held in the
 * register: for that its rows are looked at first.
 */
bool protected_beside_learns(const struct protected_beside *guard);
void protected_beside_learn(
    struct protected_beside *guard, const struct intake_record *record);

/* True, and counted, where the row must not be used. */
bool protected_beside_drops(struct protected_beside *guard,
    struct arena *row_mem, const struct intake_record *record);

/*
 * Warns how many rows were dropped, if any. False after a report: it holds
 * identity numbers, and neither it nor the register says who is protected.
 */
bool protected_beside_end(const struct protected_beside *guard);

#endif
