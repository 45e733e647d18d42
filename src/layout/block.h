/*
 * layout/block.h - one block of a letter to a galley that pages can cut.
 *
 * Paragraphs, headings, lists, quotes, rules and tables; blocks inside blocks
 * are stacked in the same galley. Takes nodes, gives galleys to layout/flow.h.
 */
#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "layout/page.h"
#include "layout/typecase.h"

struct block {
	struct galley galley;
	bool *cuts; /* per line: a page may end before it; [0] is not used */
	uint32_t head; /* lines repeated on each page: a table's head */
	mpt before, after; /* the larger of two neighbours counts */
	mpt pen; /* room for a signature, added above */
	bool keep_with_next;
	bool form; /* has a line to be filled in by hand */
};

/*
 * Sets a block `width` wide in setting->mem. False, and why, where
 * something does not fit or cannot be shown.
 */
bool block_set(const struct setting *setting, const struct node *node,
    mpt width, struct block *block);

/* The style of a block: its own, its kind's, or `otherwise`. NULL: no such. */
const struct style *block_find_style(const struct setting *setting,
    const struct node *node, const struct style *otherwise);

#endif
