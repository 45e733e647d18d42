/*
 * layout/stack.h - lines and bars stacked into one galley.
 *
 * Used by layout/block.c, list.c and table.c.
 */
#ifndef LAYOUT_STACK_H
#define LAYOUT_STACK_H

#include "layout/block.h"
#include "layout/paragraph.h"

struct stack {
	const struct setting *setting;
	struct line *lines;
	bool *cuts;
	size_t count, line_room, cut_room;
	struct bar *bars;
	size_t bar_count, bar_room;
	struct image *images;
	size_t image_count, image_room;
	mpt y; /* bottom of what was stacked last */
	mpt gap; /* space before what comes next, but for the first */
	mpt pen; /* added to it */
	bool keep; /* what was stacked last stays with the next */
	uint32_t head;
};

/* Begins a block; the space above the first one is left to the page. */
void stack_open(struct stack *stack, mpt before, mpt pen);
/* Ends a block. */
void stack_close(struct stack *stack, mpt after, bool keep_with_next);

/* Adds lines whose tops count from 0; a page may end before line 0 or not. */
void stack_add(struct stack *stack, const struct paragraph *paragraph,
    bool keep_together, bool may_cut);
/* Adds one line without runs, `height` high. */
struct line *stack_add_empty(
    struct stack *stack, const struct node *node, mpt height);
/* Adds a bar that is placed with a line. */
void stack_add_bar(struct stack *stack, struct bar bar);

void stack_add_image(struct stack *stack, struct image image);

/* True where a block is first in the stack. */
static inline bool
stack_is_empty(const struct stack *stack)
{
	return stack->count == 0;
}

/* The parts of block_set; x and width of the block's own text. */
bool stack_block(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width);
bool stack_children(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width);
bool stack_list(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width);
bool stack_table(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width);

#endif
