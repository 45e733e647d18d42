/*
 * plan/shown.h - which values of the register may be shown in a message.
 *
 * No single person may be read out of a log: a value is shown where it stands
 * in 5 rows or more, and where a column has at most 30 such; never one of a
 * column that names people (key, identity number, name, street, guardian).
 */
#ifndef PLAN_SHOWN_H
#define PLAN_SHOWN_H

#include "job/job.h"

#define SHOWN_MOST 30
#define SHOWN_LEAST_ROWS 5

/* Columns that name people, however few their values are. */
bool shown_never(const struct job *job, size_t column);

#endif
