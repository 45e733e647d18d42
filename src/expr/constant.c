#include "expr/node.h"

static bool
is_constant(const struct expr_node *node, const struct scope *scope)
{
	if (node->op == OP_COLUMN || node->op == OP_NAME || node->outside)
		return false;
	if (node->op == OP_FACT && scope->names[node->index].per_letter)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (!is_constant(node->kids[i], scope))
			return false;
	}
	return true;
}

bool
expr_is_constant(const struct expr *expr)
{
	return expr->scope && is_constant(expr->root, expr->scope);
}
