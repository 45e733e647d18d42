/*
 * job/job_print.h - `print:` of the job file; for job_file.c.
 */
#ifndef JOB_JOB_PRINT_H
#define JOB_JOB_PRINT_H

#include "job/job_file.h"

/* Of `print:`, by the enums' values; NULL-terminated. */
extern const char *const job_profile_words[], *const job_split_words[],
						  *const job_banner_words[];

extern const struct schema job_print_schema;

/*
 * What the schema leaves: envelopes, and what goes together. False after all
 * faults are reported.
 */
bool job_print_read(
    struct arena *job_mem, struct job_file *job, struct diag *diag);

#endif
