/*
 * load/protected_private.h - what protected.c knows, for protected_beside.c
 * alone.
 */
#ifndef LOAD_PROTECTED_PRIVATE_H
#define LOAD_PROTECTED_PRIVATE_H

#include "job/job.h"
#include "record/people.h"

/* After protected_open. */
struct people *protected_people_of(const struct job *job);

/*
 * Whether another file's cell in column `at` is the key (or, for that column,
 * the person's number) of a protected row; not where `at` is COLUMN_NONE.
 */
bool protected_has_key(const struct job *job, size_t column, size_t at,
    struct arena *row_mem, const struct slice *cells);

#endif
