/*
 * manifest/text_sum.h - a sum of text that comes in pieces, while it is written
 * and again while the file is read.
 *
 * For faults, not for forgers, as that of cells (manifest/cells.h). How the text
 * is cut makes no difference.
 */
#ifndef MANIFEST_TEXT_SUM_H
#define MANIFEST_TEXT_SUM_H

#include <stdint.h>

#include "base/slice.h"

#define TEXT_SUM_LANES 4

/* All 0 to start. */
struct text_sum {
	uint64_t lanes[TEXT_SUM_LANES];
	uint64_t len; /* of the text so far */
	char rest[TEXT_SUM_LANES * sizeof(uint64_t)]; /* its unsummed end */
};

void text_sum_add(struct text_sum *sum, struct slice text);
bool text_sum_equal(const struct text_sum *a, const struct text_sum *b);

#endif
