/*
 * job/job_beside.h - what a job reads beside its register (beside/beside.h).
 */
#ifndef JOB_JOB_BESIDE_H
#define JOB_JOB_BESIDE_H

#include "beside/beside.h"
#include "job/job.h"

/* Sets job->beside; the register's columns must be known. False after
 * reports. */
bool job_make_beside(struct job *job);

#endif
