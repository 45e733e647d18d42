/*
 * expr/doubt.h - does a cell nearly hold what a comparison asks for?
 *
 * Asked of every row that a rule does not settle, so the answers for values
 * seen lately are remembered with the node: registers repeat themselves.
 * Inside expr/ only.
 */
#ifndef EXPR_DOUBT_H
#define EXPR_DOUBT_H

#include "expr/node.h"

/* Makes what doubt_find needs of a checked comparison of a text column. */
void doubt_prepare(struct arena *job_mem, struct expr_node *node);

/*
 * The literal of the node that the cell's text nearly is, or NULL. The node
 * has a doubt; the cell is none of its literals.
 */
const struct expr_node *doubt_find(
    const struct expr_node *node, struct slice cell);

#endif
