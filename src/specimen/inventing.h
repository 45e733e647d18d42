/*
 * specimen/inventing.h - what an inventor is told of a job: whose words are not
 * to be invented, and which are the job's own.
 */
#ifndef SPECIMEN_INVENTING_H
#define SPECIMEN_INVENTING_H

#include "job/writes.h"
#include "record/column.h"
#include "specimen/invent.h"

/* A cell of the register; one whose values the job lists says nothing of
 * anybody. */
void inventor_avoid_cell(struct inventor *inventor, struct arena *scratch,
    const struct column *column, struct slice cell);

/* What letters and frames ask about is the job's, and stays. */
void inventor_keep_job(
    struct inventor *inventor, const struct job_writes *writes);

#endif
