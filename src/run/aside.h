/*
 * run/aside.h - a plan that is looked at and not kept.
 */
#ifndef RUN_ASIDE_H
#define RUN_ASIDE_H

#include "plan/plan_job.h"
#include "run/scratch.h"

/* Where the plan lies meanwhile, and what somebody wants of it. */
struct aside {
	const char *folder; /* in which a temporary one is made; NULL: where
			       temporary files are */
	struct scratch *scratch; /* told of it */
	/* Asked with the plan's path; NULL: nobody asks. */
	bool (*look)(struct job *job, const char *path, void *ctx);
	void *ctx;
	/* Folders that the process writes in besides, until it ends, and the
	 * program that it may start (run/least.h). NULL: none. */
	const char *const *writes;
	const char *program;
};

/*
 * Plans the job in a temporary folder of ours alone, lets `look` see it, and
 * takes all away again. False after reports.
 */
bool aside_plan(const struct aside *aside, struct job *job,
    struct account *account, const struct plan_spec *spec, struct diag *diag);

#endif
