/*
 * job/waivers.h - built-in holds and questions that the job switches off, with
 * its reasons. What a scrambled register needs said is load/scrambled.h's
 * affair.
 */
#ifndef JOB_WAIVERS_H
#define JOB_WAIVERS_H

#include "job/job_file.h"

struct waiver {
	const char *key; /* N_(): as `allow:` has it, or "protected" for
			    {none: …}, or "not_marks" */
	struct slice of; /* the file or column that is meant, if any */
	struct slice name; /* both, in English: "not_marks Ombud" */
	struct slice reason;
};

/* Those that the job names, in the arena. */
struct waiver *waivers_list(
    struct arena *job_mem, const struct job_file *file, size_t *count);

#endif
