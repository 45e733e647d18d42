/*
 * expr/evaluate.h - one row's values through a checked tree; inside expr/
 * only.
 */
#ifndef EXPR_EVALUATE_H
#define EXPR_EVALUATE_H

#include "expr/node.h"

struct run {
	const struct expr_context *context;
	const struct scope *scope;
	struct problem *why; /* kept: the first cause */
};

/* The value of a node of any type; never VALUE_UNFIT. */
struct value expr_node_evaluate(const struct expr_node *node, struct run *run);

/* The answer of a condition, or of its opposite. */
enum verdict expr_node_decide(
    const struct expr_node *node, bool negated, struct run *run);

/* Whether a cell of free text, or one that a text is made of, holds a word that
 * stands for nothing. */
bool expr_node_has_nothing(const struct expr_node *node, struct run *run);

/* VALUE_UNDECIDABLE, for this reason, blamed on the node's first name. */
struct value undecidable(const struct expr_node *node, struct run *run,
    const struct message *message);

#endif
