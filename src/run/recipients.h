/*
 * run/recipients.h - whom a plan writes to, as short keyed digests.
 *
 * For run/once.h, which compares mailings without keeping anybody's number.
 * Protected people are not among them: nothing of theirs is kept.
 */
#ifndef RUN_RECIPIENTS_H
#define RUN_RECIPIENTS_H

#include "base/diag.h"
#include "job/reads.h"

struct recipients {
	uint32_t *at; /* sorted, each once */
	bool *had; /* had the mailing before, by index */
	size_t count, room;
};

/*
 * Reads a whole plan; the identity number counts however it is written, and
 * the key where there is none. False after a report.
 */
bool recipients_read(struct recipients *recipients,
    const struct job_reads *reads, day today, const char *plan,
    struct slice secret, struct diag *diag);
void recipients_fini(struct recipients *recipients);

/* Marks one that had it; false where it is none of these. */
bool recipients_mark(struct recipients *recipients, uint32_t digest);
uint32_t recipients_marked(const struct recipients *recipients);

#endif
