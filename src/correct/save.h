/*
 * correct/save.h - corrections of one row go into the job's list, or out of it.
 *
 * What would be written is read back as the job reads it, and becomes the list
 * only where it says what was meant and everything else says what it said. A
 * job without a list gets one, and its name into job.yaml.
 */
#ifndef CORRECT_SAVE_H
#define CORRECT_SAVE_H

#include "correct/row.h"

/* The name of a list that there was none of. */
#define CORRECT_NEW "r\xC3\xA4ttelser.csv"

#define CORRECT_MOST 1000 /* bytes of a value */

/* What somebody has written as a value of the list: one line, in its one form,
 * cut off after CORRECT_MOST. */
struct slice correct_clean(struct arena *mem, struct slice text);

/* One cell as it is to be. */
struct correct_edit {
	const struct correct_cell *cell;
	struct slice now; /* what stands in the register itself: no correction
			     any more */
};

/* All of them or none. False after a report: the list is as it was. */
bool correct_save(struct job *job, const struct correct_row *row,
    const struct correct_edit *edits, size_t count, struct slice who,
    struct diag *diag);

/* Takes away the correction that begins on that line of the list. */
bool correct_remove(struct job *job, uint32_t line, struct diag *diag);

#endif
