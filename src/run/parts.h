/*
 * run/parts.h - a mailing made by several commands: planned by one, its batches
 * written by any number of others, here or on other machines, sealed by one.
 *
 * What comes of it is what run_job makes, byte for byte. Between the commands
 * everything lies in the plan's folder (run/plan_folder.h).
 */
#ifndef RUN_PARTS_H
#define RUN_PARTS_H

#include "run/plan_folder.h"
#include "run/run.h"

/*
 * Plans the job, and makes the folder spec->out whole or not at all. A mailing that
 * run_job would refuse is refused here. False after reports.
 */
bool parts_plan(struct job *job, const struct run_spec *spec,
    struct account *account, struct run_extra *extra, struct diag *diag);

/*
 * Opens the job that was planned, or the one at `path` where that is not NULL: it
 * is the same, reached in another way. Closed by load_close in any case. False
 * after reports.
 */
bool parts_open_job(struct job *job, struct arena *job_mem,
    const struct plan_folder *folder, const char *path, struct diag *diag);

struct parts_share {
	uint32_t part, parts; /* 3 of 7; there may be more than batches */
	uint32_t workers; /* 0: one per processor */
	const struct progress *progress;
	struct scratch *scratch;
	/* Filled in: batches of the part, and those there already. */
	uint32_t batches, there;
};

/* Writes what is not there yet of that part. False after reports; batches that
 * are done by then stay. */
bool parts_write(struct job *job, const struct plan_folder *folder,
    struct parts_share *share, struct diag *diag);

/*
 * Makes the run: one whole file for each batch, then what a run has besides. The
 * plan's folder is gone then, or it is reported that it could not be removed.
 * False after reports; it stays as it was, and no output folder is left but one
 * that was there.
 */
bool parts_seal(struct job *job, const struct plan_folder *folder,
    const struct run_spec *spec, struct account *account,
    struct run_extra *extra, struct diag *diag);

#endif
