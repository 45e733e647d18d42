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
	char lock[4096]; /* the file beside it that scratch_take has locked */
};

/* To be said before the folder is made. `scratch` may be NULL. */
void scratch_claim(struct scratch *scratch, const char *folder);
/* Of a folder that somebody else has claimed: the file that is its lock. */
void scratch_claim_lock(struct scratch *scratch, const char *path);

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
 * Makes and claims an empty folder that only one process works in: a new one, or
 * one that an earlier run of ours left. The lock lies beside it, since what is
 * done leaves by another name: "out.partial.lock" (scratch_clear removes it).
 *
 * The lock, or -1: after a report, and then a folder that is none of ours is as
 * it was (a link, somebody else's, open to others, or with anything in it that
 * no run makes); without one where another process has it.
 */
int scratch_take(
    struct scratch *scratch, const char *folder, struct diag *diag);

/* Makes and claims a folder that is not there yet. False after a report. */
bool scratch_make_new(
    struct scratch *scratch, const char *folder, struct diag *diag);

/* Whether nothing is there, or a folder that an earlier command of ours left. */
bool scratch_is_ours(const char *folder);

/* The folder is gone, or has become a result. */
void scratch_release(struct scratch *scratch);

/*
 * Removes what was claimed and never released, once its process is dead; not
 * where another run works in it. False after a report.
 */
bool scratch_clear(struct scratch *scratch, struct diag *diag);

/*
 * A file that one process at a time has; it is made. The lock, or -1 where
 * another has it or, after a report, it cannot be made. Whoever has it may remove
 * the file.
 */
int lock_take(const char *path, struct diag *diag);
/* Removes the file, also for a power cut, and lets others in. */
void lock_drop(const char *path, int lock);

#endif
