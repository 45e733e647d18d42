/*
 * job/allowed.h - built-in holds and questions that the job switches off, with
 * its reasons. What a scrambled register needs said is load/suspect.h's affair.
 */
#ifndef JOB_ALLOWED_H
#define JOB_ALLOWED_H

#include "job/job_file.h"

struct allowed {
	struct slice name; /* as `allow:` has it; "protected" for {none: …},
			      "not_marks Ombud" for a column that is no mark */
	struct slice reason;
};

/* Those that the job names, in the arena. */
struct allowed *allowed_list(
    struct arena *job_mem, const struct job_file *file, size_t *count);

#endif
