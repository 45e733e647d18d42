/*
 * run/write_job.h - the batches of a plan, written by worker processes.
 *
 * Each batch's letters are laid out again from the plan's rows; a content hash
 * that differs from the plan's is a fault of the program and ends the run. A
 * worker is a fork of this process: fonts, letters and stationery are already
 * there, and its memory goes with it. The number of workers changes no byte.
 */
#ifndef RUN_WRITE_JOB_H
#define RUN_WRITE_JOB_H

#include "job/job.h"
#include "load/progress.h"

struct part_place; /* run/part.h */

struct write_spec {
	const char *plan; /* path of plan.db */
	const char *folder; /* where batch-NNNN.pdf and .result go */
	const char *own_folder; /* where letters' own files go, if they do */
	uint32_t batches, letters; /* of the whole plan */
	uint32_t workers; /* 0: one per processor */
	/* Whoever writes takes the .result files before the folder has a name. */
	bool passing_results;
	/* Some batches, each into a folder of its own; NULL: all into `folder`. */
	const struct part_place *place;
};

/* Writes them side by side. False after reports. */
bool write_job(struct job *job, const struct write_spec *spec,
    const struct progress *progress, struct diag *diag);

/* Writes one batch in this process. */
bool write_batch(struct job *job, const struct write_spec *spec, uint32_t batch,
    struct diag *diag);

#endif
