/*
 * manifest/causes.h - how many rows are held for which reason.
 */
#ifndef MANIFEST_CAUSES_H
#define MANIFEST_CAUSES_H

#include <stdint.h>

#include "base/arena.h"

/* Reasons name column and fault, so there are few; more are counted as one. */
#define CAUSES_MAX 500

struct cause {
	struct slice reason;
	uint32_t rows;
};

struct causes {
	struct arena *mem; /* where reasons are copied to */
	struct cause at[CAUSES_MAX];
	size_t count;
	uint32_t other; /* rows with a reason beyond those */
};

void causes_add(struct causes *causes, struct slice reason);
/* Most rows first, then by reason. */
void causes_sort(struct causes *causes);

#endif
