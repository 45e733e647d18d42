/*
 * plan/plan_job.h - load, decide, set and order: from the register to a plan.
 *
 * Outcomes are final before a letter is numbered: every letter has been laid
 * out once, so numbers have no gaps and batches never shift.
 */
#ifndef PLAN_PLAN_JOB_H
#define PLAN_PLAN_JOB_H

#include "base/library.h"
#include "load/progress.h"
#include "plan/account.h"

struct plan_spec {
	const char *path; /* of the plan to build */
	struct slice secret; /* keys the hashes of protected persons */
	const struct progress *progress;
	const struct libraries *libraries; /* that the program runs with; NULL:
					      the plan does not say */
	uint32_t workers; /* that set rows; 0: one per processor */
	bool shapes; /* collect the shapes of the columns too */
	/*
	 * Every row is decided and nothing is set: asked with the plan then,
	 * which goes. No letter, paper or font is looked at, and no count that
	 * the job expects. The account stays empty.
	 */
	bool (*decided)(struct plan *plan, void *ctx);
	void *ctx;
};

/*
 * Builds the plan and fills *account, whose old content is not looked at.
 * False after reports: a broken register, an expectation not met, a ledger that
 * does not add up; *account is then not complete.
 */
bool plan_job(struct job *job, const struct plan_spec *spec,
    struct account *account, struct diag *diag);

#endif
