/*
 * approve/approval.h - the people who answer for a mailing before it is made.
 *
 * approvals.jsonl beside the job has a line for each: name, date, and hashes
 * of every file that the mailing is made from, of the counts of outcomes and of
 * the contents of all letters. Where the job asks for `approval: 2`, a run is
 * made only when two different people have approved exactly that. Their lines
 * are kept in the run.
 */
#ifndef APPROVE_APPROVAL_H
#define APPROVE_APPROVAL_H

#include "job/job.h"
#include "proof/minisign.h"

struct approving {
	const char *plan; /* of exactly this mailing */
	struct slice person;
	day date;
	const struct minisign_secret *key; /* signs the line; or NULL */
};

/* The approvals of a mailing; borrows from the job's memory. */
struct approval_found {
	uint32_t people; /* who have approved exactly this */
	uint32_t wanted; /* by the job; 0: none needed */
	struct strbuf lines; /* for the run; the caller frees them */
	const struct slice *parts; /* all that is approved, each with its hash:
				      "letter brev.sv.md 4a…" */
	size_t part_count;
};

/* Adds a line, synced. False after a report: this person has approved it
 * already, or a line is not one that this program writes. */
bool approval_add(
    struct job *job, const struct approving *approving, struct diag *diag);

/*
 * Reads who has approved the mailing of that plan. False after reports: a line
 * that this program did not write or, where `strict`, too few approvals, with
 * the parts that have changed since the others were given.
 */
bool approval_check(struct job *job, const char *plan, bool strict,
    struct approval_found *found, struct diag *diag);

/*
 * Lines that somebody has added elsewhere, of the same files: each goes beside
 * the job's own where it approves exactly this, is signed, and is of somebody
 * who has not. False after reports: none was taken.
 */
bool approval_take(
    struct job *job, const char *plan, struct slice text, struct diag *diag);

/*
 * A short mark of all that is approved, "3F9A-07C2-51BE-D240", in the arena:
 * who sees the same mark on a proof has seen exactly this mailing. The sealed
 * ledger has its plan's mark. False after a report.
 */
bool approval_mark(
    struct arena *mem, const char *plan, struct slice *mark, struct diag *diag);
/* Whether somebody wrote that mark, in small letters or without hyphens. */
bool approval_mark_is(struct slice mark, struct slice written);

#endif
