/*
 * plan/account.h - what became of the register, counted, and what the job
 * expects of it.
 */
#ifndef PLAN_ACCOUNT_H
#define PLAN_ACCOUNT_H

#include "job/job.h"
#include "ledger/joined.h"
#include "ledger/plan.h"
#include "plan/shapes.h"
#include "plan/unruled.h"
#include "plan/worst.h"

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
	struct unruled_column *unruled; /* by column */
	size_t unruled_count;
	struct beside_count *beside; /* files read beside the register */
	size_t beside_count;
	struct worst worst; /* letters that somebody should look at */
	struct column_shapes *shapes; /* one per column, if asked for */
	bool held_beyond; /* more held than `expect` allows */
};

/*
 * Whether the register has as many rows as `expect` says; otherwise a report.
 */
bool account_expect_rows(
    const struct job *job, uint32_t rows, struct diag *diag);

/*
 * Whether the mailing has a letter at all, or the job expects that there may be
 * none; otherwise a report with what became of the rows.
 */
bool account_check_letters(
    const struct job *job, const struct account *account, struct diag *diag);

/*
 * Whether the counts add up and are such as the job expects; says whether more
 * is held. False after a report.
 */
bool account_check(
    const struct job *job, struct account *account, struct diag *diag);

/*
 * Counts what the plan holds. False after a report: the outcomes are not as
 * many as the rows, or an expectation is not met.
 */
bool account_take(struct account *account, const struct job *job,
    struct plan *plan, struct diag *diag);

#endif
