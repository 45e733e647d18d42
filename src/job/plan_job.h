/*
 * job/plan_job.h - load, decide, set and order: from the register to a plan.
 *
 * Outcomes are final before a letter is numbered: every letter has been laid
 * out once, so numbers have no gaps and batches never shift.
 */
#ifndef JOB_PLAN_JOB_H
#define JOB_PLAN_JOB_H

#include "job/job.h"
#include "job/progress.h"
#include "job/shapes.h"
#include "ledger/plan.h"

/* The account of every row, for terminal, --json and check. */
struct account {
	struct plan_counts counts;
	struct account_cause {
		uint32_t count;
		struct slice reason;
		struct slice lines; /* the first ones' lines: "12, 40" */
		uint32_t line_count;
	} * causes; /* held rows by reason, most first */
	size_t cause_count;
	struct account_version {
		uint32_t version, count;
		bool large_print;
	} * versions; /* letters by entry of `letters:` */
	size_t version_count;
	struct column_shapes *shapes; /* one per column, if asked for */
	bool held_beyond; /* more held than `expect` allows */
};

struct plan_spec {
	const char *path; /* of the plan to build */
	struct slice secret; /* keys the hashes of protected persons */
	const struct progress *progress;
	bool shapes; /* collect the shapes of the columns too */
};

/*
 * Builds the plan and fills *account, whose old content is not looked at.
 * False after reports: a broken register, an expectation not met, a ledger that
 * does not add up; *account is then not complete.
 */
bool plan_job(
    struct job *job, const struct plan_spec *spec, struct account *account);

#endif
