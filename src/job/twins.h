/*
 * job/twins.h - different keys with the same name and address.
 *
 * Father and son, or one person with two numbers: nobody can tell from here, so
 * nothing is held; their lines are listed as a warning. Keeps 16 bytes a row.
 */
#ifndef JOB_TWINS_H
#define JOB_TWINS_H

#include "job/job.h"

struct twins;

struct twins *twins_new(struct job *job);
void twins_free(struct twins *twins);

/* Takes a row that may get a letter. */
void twins_take(struct twins *twins, const struct row *row);

/* Warns with the first lines, once all rows are taken. */
void twins_warn(struct twins *twins);

#endif
