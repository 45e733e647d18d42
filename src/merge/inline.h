/*
 * merge/inline.h - the lines of one block with the row's values in them.
 *
 * Inside merge/ only.
 */
#ifndef MERGE_INLINE_H
#define MERGE_INLINE_H

#include "merge/merge.h"

/* One letter while it is made. */
struct merger {
	struct arena *letter_mem;
	const struct letter *letter;
	struct expr_context context;
	struct problem *why;
	struct node_list {
		const struct node **at;
		size_t count, room;
	} top;
};

/*
 * Puts values and chosen branches of `from` below `to`. *vanished: nothing is
 * left, and what should have been there was optional. False: the row is held.
 */
bool inline_merge(struct merger *merger, const struct node *from,
    struct node *to, bool *vanished);

/* The chosen branch of an IF, NULL for none; false: undecidable. */
bool merge_choose(struct merger *merger, const struct node *choice,
    const struct node **branch);

/* A node of this letter; its children are not copied. */
struct node *merge_copy(struct merger *merger, const struct node *node);

#endif
