/*
 * load/misaligned.h - what can still be told from a row whose cells cannot be
 * told apart.
 *
 * It has a cell too many or too few, so each may belong to the column that
 * stands over it or, counted from the end, to another. A mark at either place
 * counts, and a name; an identity number wherever it stands.
 */
#ifndef LOAD_MISALIGNED_H
#define LOAD_MISALIGNED_H

#include "job/job.h"
#include "record/people.h"

/* Whether it may be a protected person's. */
bool misaligned_protects(
    const struct job *job, const struct intake_record *record);
/* Whether its person may have died. */
bool misaligned_died(const struct job *job, const struct intake_record *record);

/* Its numbers, and names with streets. */
void misaligned_add(const struct job *job, struct people *people,
    const struct intake_record *record);

#endif
