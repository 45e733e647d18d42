/*
 * base/child.h - work in a process of its own.
 *
 * A fork of this process, so whatever was read is there already, and its
 * memory goes with it. It tells what is wrong through its diag: child_end says
 * it once, here. It dies with the process that started it.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <sys/types.h>

#include "base/diag.h"

struct child {
	pid_t process; /* 0: none */
	int reports; /* where it leaves them: diag_leave */
};

/*
 * Calls work(ctx) in the new process and ends it, well where it was true. False
 * after a report where there can be no such process.
 */
bool child_start(
    struct child *child, bool (*work)(void *ctx), void *ctx, struct diag *diag);

/* Waits for its end. False where it did not end well, after its reports, or one
 * that it said nothing. */
bool child_end(struct child *child, struct diag *diag);

/* Ends it where it stands. Nothing where there is none. */
void child_kill(struct child *child);

#endif
