/*
 * load/open.h - a job with all it names opened and checked.
 *
 * Everything that can be wrong before a row is read is found here and said in
 * one go: columns that the register lacks, rules, letters, stationery, fonts.
 */
#ifndef LOAD_OPEN_H
#define LOAD_OPEN_H

#include "job/job.h"

/*
 * Opens `path` into *job, which load_close ends in any case. The job borrows
 * job_mem. False after reports.
 */
bool load_open(struct job *job, struct arena *job_mem, const char *path,
    struct diag *diag);
/*
 * The same job for the rows with protected identity alone, which load_open's
 * leaves out: for letters that are mailed by hand.
 */
bool load_open_protected(struct job *job, struct arena *job_mem,
    const char *path, struct diag *diag);
void load_close(struct job *job);

#endif
