/*
 * run/plan_folder.h - the folder of a plan whose batches are written apart.
 *
 *	PLAN     what it is, in a few lines: program, hashes, where the job lies
 *	plan/    plan.db, protected.key, protected/ where the job wants those
 *	         letters, earlier, SHA256SUMS; nothing of it changes any more
 *	parts/   a folder for each batch that is written (run/part.h)
 *	SEALING  once it is nearly sealed (run/begun.h)
 *
 * `utskick plan` makes it, any number of `utskick write` fill parts/, and
 * `utskick seal` makes the run of it. It may be moved, and machines may reach it
 * by different paths.
 */
#ifndef RUN_PLAN_FOLDER_H
#define RUN_PLAN_FOLDER_H

#include "job/job.h"
#include "ledger/read.h"
#include "proof/names.h"
#include "run/part.h"

#define PLAN_FILE "PLAN"
#define PLAN_DATABASE "plan.db"

struct plan_folder {
	const char *path;
	const char *inner, *parts; /* folders in it */
	const char *database; /* plan.db */
	const char *known; /* of runs.jsonl (run/once.h) */
	const char *job; /* its path when it was planned, absolute */
	struct digest plan; /* SHA-256 of plan.db */
	struct digest sums; /* of inner's SHA256SUMS */
};

/* Whether the folder has such a file, whatever is in it. */
bool plan_folder_is_one(const char *path);

/* The names of what a plan's folder holds, in the arena. */
void plan_folder_name(
    struct plan_folder *folder, struct arena *mem, const char *path);

/* All below: false after a report. */

/* Once inner is whole: its sums, where it holds what was made and plan.db; then
 * PLAN. The folder becomes what is made in
 * `folder->path`; job: as it was opened. */
bool plan_folder_write(struct plan_folder *folder, struct names *made,
    const char *job, struct diag *diag);

/* Reads the file PLAN, whatever is beside it. */
bool plan_folder_read_file(struct plan_folder *folder, struct arena *mem,
    const char *path, struct diag *diag);

/* The same, of this release. Refuses a folder that is not ours alone. */
bool plan_folder_read(struct plan_folder *folder, struct arena *mem,
    const char *path, struct diag *diag);

/* Whether plan.db is what was planned, byte for byte. */
bool plan_folder_check(const struct plan_folder *folder, struct diag *diag);
/* The same of all in inner. */
bool plan_folder_check_all(const struct plan_folder *folder, struct diag *diag);

/* What plan.db says of its batches, in the arena. */
struct plan_parts {
	struct ledger_counts counts;
	struct part_planned *at; /* by number */
	bool own_files;
};
bool plan_folder_list(struct plan_parts *parts, struct arena *mem,
    struct ledger *plan, struct diag *diag);

#endif
