/*
 * job/job_beside.h - what a job reads beside its register (beside/beside.h).
 */
#ifndef JOB_JOB_BESIDE_H
#define JOB_JOB_BESIDE_H

#include "beside/beside.h"
#include "job/account.h"

/* Sets job->beside; the register's columns must be known. False after
 * reports. */
bool job_make_beside(struct job *job);

/* To whom the rows of all these files belong, into the plan and the account.
 * False after a report. */
bool job_account_beside(
    struct job *job, struct plan *plan, struct account *account);

#endif
