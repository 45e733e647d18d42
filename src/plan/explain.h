/*
 * plan/explain.h - one row under the rules: each part's value, and what became
 * of the row.
 *
 * Shows a person's values: for the eyes of whoever asks, never for a log.
 * Nothing of a protected row is shown but that it is one.
 */
#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "job/job.h"

/* Which row: by number, or by key (compared in one form) where row is 0. */
struct row_asked {
	uint32_t row;
	struct slice key;
	bool dump_layout; /* the letter's pages as text too */
};

/*
 * Explains a row of the register as the job stands, in the language of the
 * job's reports; false after reports.
 */
bool explain_job(struct job *job, const struct row_asked *asked,
    struct strbuf *out, struct diag *diag);

#endif
