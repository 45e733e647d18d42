/*
 * job/gaps.h - what somebody still has to write, in all that a job is made of.
 *
 * Job file, letters with their front matter and parts, stationery. A gap is an
 * error at its place; the job opens all the same, so that `check` can show the
 * account, and no run is made of it.
 */
#ifndef JOB_GAPS_H
#define JOB_GAPS_H

#include "job/job.h"

/* Values of the job file; counted in job->gaps, as by the others. */
void gaps_in_job_file(struct job *job, struct diag *diag);

/* Sources that were read after the first `from`: letters and their parts. */
void gaps_in_texts(struct job *job, uint32_t from, struct diag *diag);

/* What the frames of the stationeries print. */
void gaps_in_stationeries(struct job *job, struct diag *diag);

#endif
