/*
 * run/least.h - the least power that a job can be made with: once it is open,
 * this process and all that it starts write where it is told, and nowhere else
 * (base/confine.h).
 */
#ifndef RUN_LEAST_H
#define RUN_LEAST_H

#include "base/confine.h"
#include "job/job.h"

/*
 * Never taken back. The network stays where the job asks a database; libraries
 * make their temporary files in `temporary`, which is among allowed->below.
 */
void least_writes(
    struct confine *allowed, const char *temporary, const struct diag *diag);

/* Nothing is read any more but what has been read, and what is allowed. */
void least_reads(
    struct arena *mem, const struct readable *allowed, const struct diag *diag);

#endif
