/*
 * expr/shown.c - whether a cell that an expression prints stands for nothing.
 */
#include "expr/evaluate.h"
#include "record/stand_in.h"

/* Whether a text comes from a register, a table or a look-up: listed values and
 * facts are the job's own words, and meant. */
static bool
is_cell(const struct expr_node *node, const struct scope *scope)
{
	if (node->op == OP_COLUMN)
		return node->column->type == COLUMN_TEXT;
	if (node->op == OP_FACT)
		return scope->names[node->index].per_letter &&
		       node->type == EXPR_TEXT &&
		       (!node->column || node->column->type == COLUMN_TEXT);
	return node->op == OP_CALL && node->lookup && node->type == EXPR_TEXT;
}

static bool
is_nothing(const struct expr_node *node, const struct expr *expr,
    const struct expr_context *context)
{
	struct problem ignored = {0};
	struct run run = {context, expr->scope, &ignored};
	if (!is_cell(node, expr->scope))
		return false;
	struct value value = expr_node_evaluate(node, &run);
	return value.kind == VALUE_TEXT &&
	       stand_in_is(context->letter_mem, value.text, STAND_IN_SHOWN);
}

/* The texts that a text is made of, but not the lengths of some. */
static bool
has_nothing(const struct expr_node *node, const struct expr *expr,
    const struct expr_context *context)
{
	if (is_nothing(node, expr, context))
		return true;
	bool made =
	    node->op == OP_ADD || (node->op == OP_CALL && !node->lookup);
	if (!made || node->type != EXPR_TEXT)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (has_nothing(node->kids[i], expr, context))
			return true;
	}
	return false;
}

bool
expr_shows_nothing(const struct expr *expr, const struct expr_context *context)
{
	return has_nothing(expr->root, expr, context);
}
