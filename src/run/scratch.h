/*
 * run/scratch.h - the folder of what is not done yet, and its end.
 *
 * A plan is personal data. Whoever works in a folder of unfinished things says
 * so here, in memory that its supervisor shares, so that the folder goes
 * whatever ends the work: an interrupt, a library that aborts, memory.
 */
#ifndef RUN_SCRATCH_H
#define RUN_SCRATCH_H

#include "base/diag.h"

struct scratch {
	char folder[4096]; /* "": none */
	char ending
	    [256]; /* "": all of it; otherwise what has names that end so */
	char made[4096]; /* a file, or a folder that goes while it is empty */
};

/* To be said before the folder is made. `scratch` may be NULL. */
void scratch_claim(struct scratch *scratch, const char *folder);

/* The same of whatever in the folder has a name that ends so; the rest stays. */
void scratch_claim_ending(
    struct scratch *scratch, const char *folder, const char *ending);

/* Removes them. False after a report. */
bool scratch_remove_ending(
    const char *folder, const char *ending, struct diag *diag);

/* The same of a folder in which a result is to lie and that was not there, or of
 * a file that gets another name once it is whole. */
void scratch_claim_made(struct scratch *scratch, const char *folder);

/*
 * Makes the folder, or takes one that an earlier run of ours left, and claims
 * it. False after a report, and then it is as it was: a link, somebody else's,
 * open to others, or with anything in it that no run makes.
 */
bool scratch_make(
    struct scratch *scratch, const char *folder, struct diag *diag);

/* Removes all that an earlier try left in the folder but its lock. False after a
 * report. */
bool scratch_empty(const char *folder, struct diag *diag);

/* The folder is gone, or has become a result. */
void scratch_release(struct scratch *scratch);

/*
 * Removes what was claimed and never released, once its process is dead; not
 * where another run works in it. False after a report.
 */
bool scratch_clear(struct scratch *scratch, struct diag *diag);

/*
 * A folder that only one process works in: takes its file "lock". The lock, or
 * -1 where another has it or, after a report, it cannot be made.
 */
int folder_lock(const char *folder, struct diag *diag);

#endif
