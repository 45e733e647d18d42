/*
 * serve/who_count.h - how many rows each value has, and what becomes of them, by
 * a job as it is or as it would be.
 *
 * By the engine's own rules: every row is loaded and decided as for a run, and
 * no letter is set (plan_spec.decided). A row that is to get a letter may still
 * be held when it is set.
 */
#ifndef SERVE_WHO_COUNT_H
#define SERVE_WHO_COUNT_H

#include "plan/plan_job.h"
#include "serve/who.h"

struct who_count {
	struct job job;
	struct account account; /* its counts and files beside the register */
	bool counted;
};

/* Of who->edit; values get their rows, and with `offers` columns of few values
 * without a list go into who->offers. What is wrong with the job is reported to
 * `faults`. who_count_end in any case. */
void who_count(
    struct who_count *count, struct who *who, bool offers, struct diag *faults);
void who_count_end(struct who_count *count);

#endif
