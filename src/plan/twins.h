/*
 * plan/twins.h - different keys with the same name and address.
 *
 * Father and son, or one person with two numbers: nobody can tell from here, so
 * nothing is held; their lines are listed as a warning. Keeps 16 bytes a row.
 */
#ifndef PLAN_TWINS_H
#define PLAN_TWINS_H

#include "job/job.h"

struct twins;

struct twins *twins_new(struct job *job);
void twins_free(struct twins *twins);

/* Takes a row that may get a letter, of the file `source`. */
void twins_take(struct twins *twins, const struct row *row, uint32_t source);

/* Warns with the first lines, once all rows are taken: "12, 40", each after its
 * file's name where there are several. */
void twins_warn(struct twins *twins);

#endif
