/*
 * expr/doubt.h - does a cell nearly hold what a comparison asks for?
 *
 * Asked of every row that a rule does not settle, so the answers for values
 * seen lately are remembered with the node: registers repeat themselves.
 * Inside expr/ only.
 */
#ifndef EXPR_DOUBT_H
#define EXPR_DOUBT_H

#include "expr/check.h"

/*
 * Makes what doubt_find needs of a checked comparison of texts that are
 * typed, a column or a column of another table, with texts that the job
 * names: literals and facts.
 */
void doubt_prepare(struct checker *checker, struct expr_node *node);

/* The side of a node with a doubt whose text may be misspelt. */
size_t doubt_asker(const struct expr_node *node);

/*
 * The text named by the node that the cell's nearly is, or NULL. The node has
 * a doubt; the cell is none of those texts.
 */
const struct slice *doubt_find(const struct expr_node *node, struct slice cell);

#endif
