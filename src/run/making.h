/*
 * run/making.h - the steps by which a mailing is made: its folder, its plan, its
 * guards, its seal.
 *
 * For run/run.c, which takes all of them in one process, and for run/parts_*.c,
 * which take them in commands of their own.
 */
#ifndef RUN_MAKING_H
#define RUN_MAKING_H

#include "ledger/result.h"
#include "proof/sums.h"
#include "run/papers.h"
#include "run/run.h"

struct making {
	struct job *job;
	struct diag *diag;
	const struct progress *progress;
	struct scratch *scratch; /* may be NULL */
	uint32_t workers; /* 0: one per processor */
	const char *out, *partial; /* the folder, and where it is made */
	const char *print, *keep; /* in it; NULL: it has none */
	const char *secrets; /* folder of protected.key and protected/ */
	const char *plan; /* path of plan.db */
	const char *passing; /* the folder of temporary files */
	const char *lines_made; /* the folder of runs.jsonl, if we made it */
	const char *above_made; /* that of all runs, if we made it */
	int lock; /* -1: none */
	struct account *account;
	struct run_extra *extra;
	struct papers papers;
	/* What was made in `secrets` and `print` before they are sealed. */
	struct names made, made_to_print;
	struct sums batches;
	struct once *once; /* NULL until it is claimed */
	bool of_plan; /* which another command made */
	bool knows; /* the lines of runs.jsonl when it was planned: */
	struct once_known known;
	struct slice seen; /* as in struct run_spec */
	bool (*may_last)(void *ctx);
	void *ctx;
	/* Told before the line of runs.jsonl is there, and then that it is; NULL:
	 * nobody is. */
	bool (*tells)(const struct making *making, bool recorded, void *of);
	void *of;
};

/* What was asked for, and where it is made: out, partial, passing. */
void making_start(struct making *making, struct job *job,
    const struct run_spec *spec, struct account *account,
    struct run_extra *extra, struct diag *diag);
/* The folders of a run: print, keep. */
void making_name_folders(struct making *making);
/* After all: what is not whole goes. */
void making_end(struct making *making, bool ok);

/* All below: false after reports. */

/* The folders, locked; what an earlier try left in them goes. */
bool making_make_folders(struct making *making);

/* No more power than it needs (run/least.h). Lists end with NULL, as in
 * base/confine.h; they may be NULL. */
bool making_confine_to_writing(
    struct making *making, const char *const *below, const char *const *moves);
void making_confine_to_reading(const struct making *making,
    const char *const *paths, const char *const *lists);

/*
 * The plan and the key of its protected rows; then what may refuse a mailing
 * before it is written: counts that the job expects, one that was made before,
 * approvals.
 */
bool making_plan(struct making *making);

/* Whether these people had the mailing not long ago, and nobody says why. What
 * somebody said counts for the lines that were there when it was planned. */
bool making_is_allowed_again(const struct making *making);
/* Whether enough people stand for it; keeps their lines where it has `keep`. */
bool making_is_approved(struct making *making);

/* Letters to people with protected identity, where the job wants them apart. */
bool making_write_protected(struct making *making);

/* Starts manifest, index and so on beside the batches. */
bool making_start_papers(struct making *making);

/* The ledger with the results, one per batch; the papers; sums and seal. */
bool making_seal(struct making *making, const struct batch_result *results);
/* No other run of the mailing goes on until this one ends. */
bool making_claim(struct making *making);
/* The line of runs.jsonl is there, then the folder. */
bool making_record_and_move_in(struct making *making);
/* The folder alone, under its name. */
bool making_move_in(struct making *making);

/* What workers left beside the batches, each of the file that is there; it goes. */
bool making_collect_results(
    struct making *making, struct batch_result *results);

#endif
