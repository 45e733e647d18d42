/*
 * run/run.h - a whole run: plan, write, seal, everything moved in at once.
 *
 * Works in "<out>.partial" and renames it to <out> when all is sealed:
 *
 *	to-printer/  batch-0001.pdf …, index.csv, SHA256SUMS
 *	keep/        manifest.xlsx, manifest.csv, report.html, ledger.db,
 *	             protected.key, SHA256SUMS,
 *	             letters/ where each has a file beside its batch's,
 *	             protected/ where the job wants those letters
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "plan/plan_job.h"
#include "run/apart.h"
#include "run/once.h"
#include "run/scratch.h"

struct run_spec {
	const char *out; /* NULL: out/<date>-<job's folder> beside the job */
	const char *again; /* why it is made once more; NULL: it is not */
	uint32_t workers; /* 0: one per processor */
	const struct progress *progress;
	struct scratch *scratch; /* told of "<out>.partial"; may be NULL */
	struct slice seen; /* the mark (approve/approval.h) of what somebody has
			      seen and wants; empty: whatever it is */
	/* Asked before what is made begins to last; false: somebody has stopped
	 * it. NULL: nobody does. */
	bool (*may_last)(void *ctx);
	void *ctx;
};

/* What a run made beside the account. */
struct run_extra {
	bool planned; /* the account is complete, whatever came then */
	bool is_another; /* than the one that was seen, so none was made */
	struct once_found once; /* who had it before */
	bool has_protected; /* letters were made apart */
	struct apart_account apart;
};

/* The output folder of a job, in the arena; `out` as in struct run_spec. */
const char *run_folder(
    struct arena *mem, const struct job_file *file, const char *out);

/* Whether nothing is left to be written; otherwise that has been reported. */
bool run_check_filled(const struct job *job);

/* Warns of a job that does not say until when its run is kept. */
void run_warn_keep(const struct job *job, struct diag *diag);

/* False after reports, or where `extra` says that it is another; no output folder
 * is left then. */
bool run_job(struct job *job, const struct run_spec *spec,
    struct account *account, struct run_extra *extra, struct diag *diag);

#endif
