/*
 * sealed/compare.h - what became of each row in a sealed run, and in another one
 * or in the job as it stands.
 *
 * Rows are paired by key; what is told names rows by number, never a person.
 */
#ifndef SEALED_COMPARE_H
#define SEALED_COMPARE_H

#include "base/diag.h"
#include "ledger/read.h"

enum sealed_change {
	SEALED_GAINED, /* a letter, where there was none */
	SEALED_LOST,
	SEALED_CHANGED, /* another letter than then */
	SEALED_OTHER, /* none then and now, for another reason */
	SEALED_CHANGES,
};

struct sealed_side {
	uint32_t row; /* 0: it was not there */
	enum outcome outcome;
	struct slice reason;
};

struct sealed_difference {
	enum sealed_change change;
	struct sealed_side before, after;
};

struct sealed_differences {
	uint32_t by[SEALED_CHANGES];
	/* Rows without a key to compare: protected or malformed. */
	uint32_t unnamed_before, unnamed_after;
};

/* A sealed run, or the plan of a job that is not sealed. */
struct sealed_after {
	const char *run, *plan;
};

/*
 * Calls `seen` with each difference, whose texts live in job_mem. False after
 * reports.
 */
bool sealed_compare(struct arena *job_mem, const char *before,
    const struct sealed_after *after,
    void (*seen)(const struct sealed_difference *difference, void *ctx),
    void *ctx, struct sealed_differences *all, struct diag *diag);

#endif
