/*
 * run/reopen.h - a job once more, for whoever writes what was planned before.
 *
 * It must be the one that was planned: the program, and every file that is read.
 */
#ifndef RUN_REOPEN_H
#define RUN_REOPEN_H

#include "job/job.h"
#include "ledger/read.h"

/*
 * load_open without asking a database for what the plan, or ledger, at that path
 * has. The job is closed by load_close in any case. False after reports.
 */
bool reopen_job(struct job *job, struct arena *job_mem, const char *path,
    const char *plan, struct diag *diag);

enum reopen_as {
	REOPEN_LATER, /* the register and its corrections may have changed */
	REOPEN_AT_ONCE, /* nothing may, and libraries are the same as well */
};

/* Whether it is still what was planned; all that differs is reported. Pictures,
 * fonts and dictionaries have been read then. */
bool reopen_check(
    struct job *job, struct ledger *plan, enum reopen_as as, struct diag *diag);

#endif
