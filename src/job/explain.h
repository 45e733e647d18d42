/*
 * job/explain.h - one row under the rules: each part's value, and what became
 * of the row.
 *
 * Shows a person's values: for the eyes of whoever asks, never for a log.
 * Nothing of a protected row is shown but that it is one.
 */
#ifndef JOB_EXPLAIN_H
#define JOB_EXPLAIN_H

#include "job/job.h"

/* One line: the outcome, the rule's number and its reason. */
void explain_outcome(struct strbuf *out, enum outcome outcome, uint32_t rule,
    struct slice reason);

/* Which row: by number, or by key (compared in one form) where row is 0. */
struct row_asked {
	uint32_t row;
	struct slice key;
	bool dump_layout; /* the letter's pages as text, too */
};

/* Explains a row of the register as the job stands; false after reports. */
bool explain_job(
    struct job *job, const struct row_asked *asked, struct strbuf *out);

/* Which row or letter of a sealed run. */
struct sealed_asked {
	uint32_t row, letter;
	struct slice key;
};

/* Explains what a sealed run did with a row; false after reports. */
bool explain_run(struct arena *job_mem, const char *folder,
    const struct sealed_asked *asked, struct strbuf *out, struct diag *diag);

#endif
