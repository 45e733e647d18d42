/*
 * job/shield.h - people with protected identity in files beside the register.
 *
 * A table or a look-up may be the register itself, or another export of it:
 * nothing of a protected person may reach a letter that way. A row is dropped
 * where its own mark is set (a column called as the register's), or where its
 * key (likewise) is that of a protected row.
 */
#ifndef JOB_SHIELD_H
#define JOB_SHIELD_H

#include "job/job.h"

struct shield {
	const struct job *job;
	size_t mark, key,
	    person; /* columns of the other file, or COLUMN_NONE */
	uint32_t dropped;
};

/*
 * `names` are the other file's columns. The first time, the register is read
 * once more for its protected keys; false after a report.
 */
bool shield_make(struct job *job, const struct slice *names, size_t count,
    struct shield *shield);

/* True, and counted, where the row must not be used. */
bool shield_drops(
    struct shield *shield, struct arena *row_mem, const struct slice *cells);

/* Warns how many rows were dropped, if any. */
void shield_warn(
    const struct shield *shield, struct slice name, struct span place);

#endif
