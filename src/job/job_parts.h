/*
 * job/job_parts.h - the steps of opening a job, one file each.
 *
 * For job/job.c only. Each reports all its faults and gives false where there
 * was one.
 */
#ifndef JOB_JOB_PARTS_H
#define JOB_JOB_PARTS_H

#include "job/job.h"

/* job/job_rules.c: facts and own names into scope; then the rules. */
bool job_name_values(struct job *job);
bool job_make_rules(struct job *job);

/* job/job_paper.c: letters, stationery with its frames' texts, fonts. */
bool job_read_paper(struct job *job);

#endif
