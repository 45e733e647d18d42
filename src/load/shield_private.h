/*
 * load/shield_private.h - what shield.c knows, for shield_side.c alone.
 */
#ifndef LOAD_SHIELD_PRIVATE_H
#define LOAD_SHIELD_PRIVATE_H

#include "job/job.h"
#include "record/people.h"

/* After shield_open. */
struct people *shielded_people(const struct job *job);

/*
 * Whether another file's cell in column `at` is the key (or, for that column,
 * the person's number) of a protected row; not where `at` is COLUMN_NONE.
 */
bool shielded_has_key(const struct job *job, size_t column, size_t at,
    struct arena *row_mem, const struct slice *cells);

#endif
