/*
 * expr/named.c - what an expression reads and names.
 */
#include "expr/calls.h"
#include "expr/fold.h"
#include "expr/node.h"

static void
each_column(const struct expr_node *node,
    void (*seen)(size_t column, void *ctx), void *ctx)
{
	if (node->op == OP_COLUMN)
		seen(node->index, ctx);
	for (size_t i = 0; i < node->count; i++)
		each_column(node->kids[i], seen, ctx);
}

void
expr_each_column(
    const struct expr *expr, void (*seen)(size_t column, void *ctx), void *ctx)
{
	each_column(expr->root, seen, ctx);
}

bool
expr_is_column(const struct expr *expr, size_t *column)
{
	if (expr->root->op != OP_COLUMN)
		return false;
	*column = expr->root->index;
	return true;
}

static void
each_name(const struct expr_node *node,
    void (*seen)(struct slice name, void *ctx), void *ctx)
{
	if (node->op == OP_NAME || node->op == OP_COLUMN || node->op == OP_FACT)
		seen(node->text, ctx);
	for (size_t i = 0; i < node->count; i++)
		each_name(node->kids[i], seen, ctx);
}

void
expr_each_name(const struct expr *expr,
    void (*seen)(struct slice name, void *ctx), void *ctx)
{
	each_name(expr->root, seen, ctx);
}

/* upper(Boende) is Boende. */
static const struct expr_node *
within(const struct expr_node *node)
{
	while (node->op == OP_CALL &&
	       (node->function->evaluate == call_upper ||
		   node->function->evaluate == call_lower ||
		   node->function->evaluate == call_otherwise))
		node = node->kids[0];
	return node;
}

/* The column whose text the node gives, or NULL. */
static const struct expr_node *
column_of(const struct expr_node *node)
{
	node = within(node);
	return node->op == OP_COLUMN && node->type == EXPR_TEXT ? node : NULL;
}

static bool
names_texts(enum op op, enum expr_naming *naming)
{
	*naming = op == OP_CONTAINS ? EXPR_NAMES_PART
		  : op == OP_STARTS ? EXPR_NAMES_START
				    : EXPR_NAMES_WHOLE;
	return op == OP_EQUAL || op == OP_DIFFERENT || op == OP_IN ||
	       op == OP_CONTAINS || op == OP_STARTS;
}

static void
each_named(const struct expr_node *node,
    void (*seen)(const struct expr_named *named, void *ctx), void *ctx)
{
	struct expr_named named;
	for (size_t i = 0; i < node->count; i++) {
		const struct expr_node *column = column_of(node->kids[i]);
		if (!column || !names_texts(node->op, &named.naming))
			continue;
		named.column = column->index;
		for (size_t k = 0; k < node->count; k++) {
			if (node->kids[k]->op != OP_TEXT)
				continue;
			named.folded = node->kids[k]->folded;
			named.span = node->kids[k]->span;
			seen(&named, ctx);
		}
	}
	for (size_t i = 0; i < node->count; i++)
		each_named(node->kids[i], seen, ctx);
}

void
expr_each_named(const struct expr *expr,
    void (*seen)(const struct expr_named *named, void *ctx), void *ctx)
{
	each_named(expr->root, seen, ctx);
}

static void
each_literal(const struct expr_node *node,
    void (*seen)(const struct expr_literal *literal, void *ctx), void *ctx)
{
	struct expr_literal literal;
	names_texts(node->op, &literal.naming);
	for (size_t i = 0; i < node->count; i++) {
		literal.column = within(node->kids[i])->column;
		for (size_t k = 0; literal.column && k < node->count; k++) {
			if (!expr_node_is_literal(node->kids[k]))
				continue;
			literal.folded = node->kids[k]->folded;
			literal.value = node->kids[k]->value;
			seen(&literal, ctx);
		}
	}
	for (size_t i = 0; i < node->count; i++)
		each_literal(node->kids[i], seen, ctx);
}

void
expr_each_literal(const struct expr *expr,
    void (*seen)(const struct expr_literal *literal, void *ctx), void *ctx)
{
	each_literal(expr->root, seen, ctx);
}

bool
expr_named_takes(const struct expr_named *named, struct slice cell)
{
	if (named->naming == EXPR_NAMES_WHOLE)
		return fold_equal(cell, named->folded);
	return fold_search(cell, named->folded,
	    named->naming == EXPR_NAMES_START, false, NULL);
}
