#include "expr/function.h"
#include "expr/node.h"

static bool
is_constant(const struct expr_node *node, const struct scope *scope)
{
	if (node->op == OP_COLUMN || node->op == OP_NAME || node->lookup)
		return false;
	if (node->op == OP_FACT && scope->names[node->index].per_letter)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (!is_constant(node->kids[i], scope))
			return false;
	}
	return true;
}

static bool
asks(const struct expr_node *node)
{
	bool found = node->lookup;
	for (size_t i = 0; i < node->count && !found; i++)
		found = asks(node->kids[i]);
	return found;
}

bool
expr_asks(const struct expr *expr)
{
	return asks(expr->root);
}

static bool
asks_for_row(const struct expr_node *node)
{
	bool found = node->lookup && node->count < 2;
	for (size_t i = 0; i < node->count && !found; i++)
		found = asks_for_row(node->kids[i]);
	return found;
}

bool
expr_asks_for_row(const struct expr *expr)
{
	return asks_for_row(expr->root);
}

static bool
speaks(const struct expr_node *node)
{
	bool found = node->function && node->function->spoken;
	for (size_t i = 0; i < node->count && !found; i++)
		found = speaks(node->kids[i]);
	return found;
}

bool
expr_speaks(const struct expr *expr)
{
	return expr_type(expr) == EXPR_NUMBER || speaks(expr->root);
}

bool
expr_is_constant(const struct expr *expr)
{
	return expr->scope && is_constant(expr->root, expr->scope);
}
