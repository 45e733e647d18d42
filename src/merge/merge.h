/*
 * merge/merge.h - a letter's template and one row make one letter's tree.
 *
 * A block without fields is not copied: the result points at the template's
 * own node (node.fixed), so layout can keep what it made of it.
 */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include "merge/branches.h"

struct merged {
	const struct node **blocks; /* top-level blocks, in order */
	size_t count;
};

/*
 * False, and why, where a field that is not optional is empty, a condition is
 * undecidable or a value unfit: the row is held. A line of nothing but empty
 * optional fields disappears, and so does a block left empty. Values become
 * text by type and language; control characters become spaces, and every value
 * is bidi-isolated where it or its surroundings need it. `met` (NULL: nobody
 * asks) gets every numbered branch that the letter took.
 */
bool merge_letter(struct arena *letter_mem, const struct letter *letter,
    const struct expr_context *context, struct merged *merged,
    struct branch_set *met, struct problem *why);

/*
 * Once for a checked letter, before it is merged: fields that are the same for
 * every row (facts, long_date([val från])) become text in the template, so that
 * a block with no other field is fixed and laid out once. A field that
 * would hold every row is left for merge_letter to report.
 */
void merge_freeze(struct arena *job_mem, struct letter *letter);

#endif
