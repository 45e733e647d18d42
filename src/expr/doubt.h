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
 * Makes what the questions below need of a checked comparison of texts that
 * are typed, a column or a column of another table or what is made of them,
 * with texts that the job names (literals and facts) or that differ by row.
 */
void doubt_prepare(struct checker *checker, struct expr_node *node);

/* The side of a node with a doubt whose text may be misspelt. */
size_t doubt_asker(const struct expr_node *node);

/*
 * The text named by the node that the cell's nearly is, or NULL. The node has
 * a doubt; the cell is none of those texts.
 */
const struct slice *doubt_find(const struct expr_node *node, struct slice cell);

/*
 * Whether a typed text is nearly the other one, which is of a node whose text
 * differs by row (`kid` of the node); the two are not the same.
 */
bool doubt_between(const struct expr_node *node, size_t kid, struct slice text,
    struct slice other);

#endif
