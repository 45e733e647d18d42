/*
 * plan/long_lines.h - address lines longer than the population register's.
 *
 * SPAR cuts names at 36 characters, street lines at 35 and towns at 27. A
 * longer text was written by hand, or two columns are in one: nothing is held
 * for it (layout measures what fits), but somebody should look.
 */
#ifndef PLAN_LONG_LINES_H
#define PLAN_LONG_LINES_H

#include "job/job.h"

struct long_lines;

struct long_lines *long_lines_new(struct job *job);
void long_lines_free(struct long_lines *lines);

/* Takes a row that may get a letter, of the file `source`. */
void long_lines_take(
    struct long_lines *lines, const struct row *row, uint32_t source);

/* Warns for each column with how many rows and the first lines. */
void long_lines_warn(const struct long_lines *lines);

#endif
