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
	bool wants_shapes; /* set by the caller: collect them */
	struct column_shapes *shapes; /* one per column, or NULL */
	bool held_beyond; /* more held than `expect` allows */
};

/*
 * Builds the plan at `path`. `secret` keys the hashes of protected persons.
 * False after reports: a broken register, an expectation not met, a ledger that
 * does not add up.
 */
bool plan_job(struct job *job, const char *path, struct slice secret,
    const struct progress *progress, struct account *account);

#endif
