/*
 * approve/approval.h - people who stand for a mailing before it is made.
 *
 * approvals.jsonl beside the job has a line for each: who, when, and the hash
 * of every file the mailing is made of, of the outcomes' counts and of what
 * every letter says. Where the job asks for `approval: 2`, a run is made only
 * when two different people stand for exactly that. The lines that do are kept
 * in the run.
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

/* Who stands for it, once added; borrows from the job's memory. */
struct approval_found {
	uint32_t people; /* that stand for exactly this */
	uint32_t wanted; /* as the job says; 0: nobody needs to */
	struct strbuf lines; /* theirs, to be kept; the caller's to free */
};

/* Adds a line, synced. False after a report: this person stands for it
 * already, or a line is there that no program of ours writes. */
bool approval_add(
    struct job *job, const struct approving *approving, struct diag *diag);

/*
 * Who stands for the mailing of that plan. False after reports: a line that is
 * not ours, or, where `strict`, too few, and then what has changed since others
 * approved.
 */
bool approval_check(struct job *job, const char *plan, bool strict,
    struct approval_found *found, struct diag *diag);

#endif
