/*
 * run/rewrite.h - one batch of a sealed run written again, byte for byte.
 *
 * For a print shop that needs a batch once more when to-printer/ is gone, as
 * it should be: the ledger in keep/ holds what it takes. Of the register the
 * columns' names are read, no rows; every other file that is read must be that
 * of the run (plan/inputs.h), and the program too.
 */
#ifndef RUN_REWRITE_H
#define RUN_REWRITE_H

#include "job/job.h"
#include "run/scratch.h"

struct rewrite {
	const char *run; /* its folder */
	const char *out; /* a folder that is not there yet */
	uint32_t batch;
	struct scratch *scratch; /* told of `out` until it is whole */
};

/*
 * load_open without asking a database for what the run's ledger has: its folder
 * is `run`. The job is closed by job_close in any case.
 */
bool rewrite_open_job(struct job *job, struct arena *job_mem, const char *path,
    const char *run, struct diag *diag);

/*
 * Leaves the batch's file in `out`. False after reports, and then without
 * `out`: another file than sealed is none.
 */
bool rewrite_batch(
    struct job *job, const struct rewrite *rewrite, struct diag *diag);

#endif
