/*
 * run/part.h - one batch of a plan that is written apart, in a folder of its own.
 *
 *	parts/batch-0007/       batch-0007.pdf, batch-0007.result, letters/ where
 *	                        letters have files of their own, SHA256SUMS
 *	parts/batch-0007.n2-…   the same, as one attempt is still writing it
 *
 * The folder gets its name by one rename, when all in it is written and synced:
 * a batch is there whole or not at all, and of two attempts that write it at the
 * same time, on one machine or on two, the second finds it done. Nobody locks
 * anything, so it is the same on a disk and on a network's folder.
 */
#ifndef RUN_PART_H
#define RUN_PART_H

#include "ledger/result.h"
#include "run/writer.h"

/* What the plan says of a batch. */
struct part_planned {
	uint32_t batch;
	const char *file; /* "batch-0007.pdf" */
	uint32_t letters;
};

struct part_place {
	const char *folder; /* parts/ */
	const char *attempt; /* the end of its names: ".n2-4711-…" */
	struct digest plan; /* SHA-256 of plan.db */
	bool own_files; /* each letter has a file of its own too */
	const struct part_planned *wanted; /* that are to be written */
	uint32_t count;
};

enum part_state {
	PART_MISSING,
	PART_WHOLE,
	PART_TORN, /* something in it is missing, changed or too much */
	PART_FOREIGN, /* another plan's */
};

/* "<parts>/batch-0007". */
const char *part_folder(struct arena *mem, const char *parts, uint32_t batch);

/* The name for this attempt: where it runs, its process, under Slurm its task and
 * how often that was started before, and a number that nobody has. */
const char *part_attempt(struct arena *mem);
/* Whether the name in parts/ is one that an attempt works under. */
bool part_is_attempt(const char *name);

/*
 * Reads all of it and believes nothing: every file by its sum, the sums by what
 * the plan says must be there. Says nothing; *result of a whole one.
 */
enum part_state part_look(const struct part_place *place,
    const struct part_planned *planned, struct batch_result *result);

/* Writes the batch, where no other attempt has it done meanwhile; one that is
 * torn makes room. False after reports. */
bool part_write(const struct part_place *place, struct writer *writer,
    const struct part_planned *planned, struct diag *diag);

#endif
