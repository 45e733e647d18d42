/*
 * expr/shown.c - the cells that an expression prints or asks about, and whether
 * one stands for nothing.
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

struct walk {
	const struct expr_context *context;
	bool (*seen)(
	    struct slice name, struct slice text, bool joined, void *ctx);
	void *ctx;
};

static bool
see_cell(const struct walk *walk, const struct expr *expr,
    const struct expr_node *node, bool joined)
{
	struct problem ignored = {0};
	struct run run = {walk->context, expr->scope, &ignored};
	if (!is_cell(node, expr->scope))
		return false;
	struct value value = expr_node_evaluate(node, &run);
	return value.kind == VALUE_TEXT &&
	       walk->seen(
		   node->column ? node->column->name : (struct slice){"", 0},
		   value.text, joined, walk->ctx);
}

/* The texts that a text is made of, but not the lengths of some. */
static bool
see_cells(const struct walk *walk, const struct expr *expr,
    const struct expr_node *node, bool joined)
{
	if (see_cell(walk, expr, node, joined))
		return true;
	if (node->op == OP_COLUMN && node->column->is &&
	    node->column->type == COLUMN_TEXT)
		return see_cells(
		    walk, node->column->is, node->column->is->root, joined);
	bool made =
	    node->op == OP_ADD || (node->op == OP_CALL && !node->lookup);
	if (!made || node->type != EXPR_TEXT)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (see_cells(walk, expr, node->kids[i],
			joined && node->op == OP_ADD))
			return true;
	}
	return false;
}

bool
expr_each_cell(const struct expr *expr, const struct expr_context *context,
    bool (*seen)(struct slice name, struct slice text, bool joined, void *ctx),
    void *ctx)
{
	const struct walk walk = {context, seen, ctx};
	return see_cells(&walk, expr, expr->root, true);
}

static bool
is_nothing(struct slice name, struct slice text, bool joined, void *ctx)
{
	(void)name;
	(void)joined;
	return stand_in_is(ctx, text, STAND_IN_SHOWN);
}

bool
expr_node_has_nothing(const struct expr_node *node, struct run *run)
{
	struct arena *mem = run->context->letter_mem;
	struct arena *own = mem ? NULL : arena_new();
	const struct walk walk = {run->context, is_nothing, mem ? mem : own};
	const struct expr of = {.scope = run->scope};
	bool nothing = see_cells(&walk, &of, node, true);
	arena_free(own);
	return nothing;
}

bool
expr_shows_nothing(const struct expr *expr, const struct expr_context *context)
{
	return expr_each_cell(expr, context, is_nothing, context->letter_mem);
}
