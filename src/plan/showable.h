/*
 * plan/showable.h - which values of the register may be shown in a message.
 *
 * No single person may be read out of a log: a value is shown where it stands
 * in 5 rows or more, and where a column has at most 30 such; never one of a
 * column that names people (key, identity number, name, street, guardian).
 */
#ifndef PLAN_SHOWABLE_H
#define PLAN_SHOWABLE_H

#include "job/reads.h"

#define SHOWABLE_MOST 30
#define SHOWABLE_LEAST_ROWS 5

/* Columns that name people, however few their values are. */
bool showable_never(const struct job_reads *reads, size_t column);

#endif
