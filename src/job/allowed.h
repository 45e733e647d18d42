/*
 * job/allowed.h - built-in holds that the job switches off, with its reasons.
 * What a scrambled register needs said is job/suspect.h's affair.
 */
#ifndef JOB_ALLOWED_H
#define JOB_ALLOWED_H

#include "job/job_file.h"

#define ALLOWED_MOST 7

struct allowed {
	const char *name; /* as `allow:` has it; "protected" for {none: …} */
	struct slice reason;
};

/* Fills `to` with those the job names; how many. */
size_t allowed_list(const struct job_file *file, struct allowed *to);

#endif
