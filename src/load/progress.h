/*
 * load/progress.h - how far a run has come, for whoever wants to show it.
 */
#ifndef LOAD_PROGRESS_H
#define LOAD_PROGRESS_H

#include <stdint.h>

enum stage {
	STAGE_LOAD,
	STAGE_DECIDE,
	STAGE_SET,
	STAGE_ORDER,
	STAGE_WRITE,
	STAGE_SEAL,
};

struct progress {
	/* `total` 0 where it is not known. Called often; must be cheap. */
	void (*step)(
	    enum stage stage, uint32_t done, uint32_t total, void *ctx);
	void *ctx;
};

/* Tells of the step; `progress` may be NULL. */
static inline void
progress_step(const struct progress *progress, enum stage stage, uint32_t done,
    uint32_t total)
{
	if (progress)
		progress->step(stage, done, total, progress->ctx);
}

#endif
