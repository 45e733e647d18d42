/*
 * load/beside_guard.h - the files beside the register (beside/beside.h), under
 * guard: no row of them that speaks of a protected person is used.
 */
#ifndef LOAD_BESIDE_GUARD_H
#define LOAD_BESIDE_GUARD_H

#include "job/job.h"

/* Sets job->reads.beside; the register's columns must be known. False after
 * reports. */
bool load_make_beside(struct job *job, struct diag *diag);

#endif
