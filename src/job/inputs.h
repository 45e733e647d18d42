/*
 * job/inputs.h - the files beside the register that a job's letters are made
 * of: the job, its texts, the stationery, the fonts.
 *
 * Hyphenation dictionaries are known only once a letter is set.
 */
#ifndef JOB_INPUTS_H
#define JOB_INPUTS_H

#include "job/job.h"

/* One of them: what it is for ("letter"), its name without folders. */
struct input {
	const char *role, *name;
	struct digest digest;
};

/* Calls seen for each; stops, false, where it returns false. */
bool inputs_each(const struct job *job,
    bool (*seen)(const struct input *input, void *ctx), void *ctx);

#endif
