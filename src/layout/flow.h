/*
 * layout/flow.h - blocks to the pages of a letter.
 *
 * A page ends only where no rule forbids it: two lines of a paragraph at
 * least stay on each side, a heading stays with two lines of what follows and a
 * rule just above it, a signature with the closing phrase and two lines of what
 * stands before. A form to be filled in by hand (block.h) stays whole, with the
 * forms just after it and with what stands above it up to its heading. Where a
 * page does not hold that, forms are divided as other blocks are; where every
 * place is forbidden (one paragraph longer than a page), any line's end will
 * do.
 */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "layout/block.h"

/* One piece of one block on one page. */
struct flow_piece {
	uint32_t block;
	uint32_t from, to; /* lines */
	mpt y; /* from the frame's top to the top of line `from` */
	bool repeated; /* a table's head again */
};

struct flow_page {
	struct flow_piece *pieces;
	size_t count;
	mpt height; /* used */
};

struct flow {
	struct flow_page *pages;
	size_t count;
	const struct block *divided; /* the first form that no page holds */
};

enum { FLOW_PAGES_MOST = 200 };

/*
 * Fills pages of `first` height, then `next`. False where one line is
 * higher than a page or the pages are too many.
 */
bool flow_blocks(struct arena *mem, const struct block *const *blocks,
    size_t count, mpt first, mpt next, struct flow *flow);

#endif
