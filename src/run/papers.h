/*
 * run/papers.h - what a run's folders hold beside the batches: manifest, report,
 * index and delivery note.
 *
 * Most of a manifest is rows and letters, and both are known once the plan is
 * made: a process of its own writes them while workers write the batches. Then
 * it waits for the sealed ledger, which knows each batch's size and sum, and
 * writes the rest. The bytes are those that one process would write.
 */
#ifndef RUN_PAPERS_H
#define RUN_PAPERS_H

#include "base/child.h"
#include "job/job.h"
#include "ledger/plan.h"

struct papers {
	const struct job *job;
	struct diag *diag;
	const char *plan; /* path of plan.db, finished */
	const char *print, *keep; /* folders */
	const char *passing; /* of the workbook's temporary files */
	const char *sealed; /* path of the ledger to come */
	const struct plan_counts *counts; /* the manifest has as many rows */
	struct child child;
	int gate[2]; /* a byte comes when the ledger is sealed */
	bool asked; /* it went into the pipe */
};

/* What `papers` names lives until papers_finish or papers_drop. False after a
 * report. */
bool papers_start(struct papers *papers);

/* The ledger is sealed: what tells of it can be written. */
void papers_go_on(struct papers *papers);

/* Waits until all is written. False after a report. */
bool papers_finish(struct papers *papers);

/* Nothing will be sealed. Nothing to do where it was never started. */
void papers_drop(struct papers *papers);

#endif
