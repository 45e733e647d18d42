/*
 * ledger/options.h - what a plan says of the whole mailing: all that those who
 * write batches and the manifest need beside rows and letters.
 *
 * Kept in the table `header`, a key each. Words are the job file's own
 * ("archive", "both"); what they mean is for job/ to know.
 */
#ifndef LEDGER_OPTIONS_H
#define LEDGER_OPTIONS_H

#include "ledger/plan.h"
#include "ledger/read.h"

struct plan_options {
	struct slice program; /* "utskick 0.1.0" */
	struct slice title; /* the job's name */
	struct slice reference;
	struct slice date; /* 2012-03-19 */
	struct slice keep_until; /* 2014-12-31, or empty */
	struct slice language; /* of manifest and reasons */
	struct slice channel; /* "print": what becomes of the letters */
	struct slice profile, split, banner; /* of `print:` */
	bool bookmarks;
	uint32_t sides;
	uint32_t letters_per_batch, sheets_per_batch; /* 0: no limit */
	uint32_t key; /* number of the column that names a row */
	struct slice encoding; /* of the first register file */
};

/* False after a report. */
bool plan_add_options(struct plan *plan, const struct plan_options *options);

/* Texts are copied. False after a report: one is missing or not of its kind. */
bool ledger_read_options(struct ledger *ledger, struct arena *job_mem,
    struct plan_options *options, struct diag *diag);

#endif
