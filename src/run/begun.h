/*
 * run/begun.h - how far the seal of a plan came that did not live to its end.
 *
 * A run's line in runs.jsonl is written before the run has its name. So that the
 * line of a seal that was killed in between is not taken for another mailing, the
 * plan's folder has a file from before the line until it goes itself:
 *
 *	line 1417       where in runs.jsonl it begins, or will
 *	written 1       whether it is there; 0: perhaps
 *	out /mail/run   where the run was to be
 *
 * The folder in which the run was made then stays, whoever clears up: as long as
 * it is there, it has not become the run.
 */
#ifndef RUN_BEGUN_H
#define RUN_BEGUN_H

#include <stdint.h>

#include "base/diag.h"

#define BEGUN_FILE "SEALING"

struct begun {
	uint64_t line;
	bool written;
	const char *out; /* NULL: no seal came so far */
};

/* All: false after a report. The plan's folder. */
bool begun_read(struct begun *begun, struct arena *mem, const char *plan,
    struct diag *diag);
/* Synced. */
bool begun_write(
    const struct begun *begun, const char *plan, struct diag *diag);
bool begun_forget(const char *plan, struct diag *diag);

#endif
