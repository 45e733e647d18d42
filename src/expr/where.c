/* Trees that are not parsed: of where: maps, and of two expressions joined. */
#include "expr/messages.h"
#include "expr/node.h"

static struct expr_node *
leaf(struct arena *job_mem, enum op op, struct slice text, struct span span)
{
	struct expr_node *node = expr_node_new(job_mem, op, NULL, 0);
	node->text = text;
	node->span = node->sign = span;
	return node;
}

static struct expr_node *
where_node(struct arena *job_mem, const struct where *where)
{
	struct expr_node **kids =
	    ARENA_ARRAY(job_mem, struct expr_node *, where->value_count + 1);
	kids[0] = leaf(job_mem, OP_NAME, where->column, where->column_span);
	kids[0]->bracketed = true;
	for (size_t i = 0; i < where->value_count; i++)
		kids[i + 1] = leaf(
		    job_mem, OP_TEXT, where->values[i], where->value_spans[i]);
	enum op op = where->value_count == 1 ? OP_EQUAL : OP_IN;
	struct expr_node *node =
	    expr_node_new(job_mem, op, kids, where->value_count + 1);
	node->span = node->sign = where->column_span;
	return node;
}

static struct expr *
expr_new(struct arena *job_mem, struct expr_node *root)
{
	struct expr *expr = ARENA_NEW(job_mem, struct expr);
	expr->job_mem = job_mem;
	expr->root = root;
	return expr;
}

struct expr *
expr_from_where(struct arena *job_mem, const struct where *wheres, size_t count,
    struct diag *diag)
{
	if (!count)
		return NULL;
	struct expr_node **kids =
	    ARENA_ARRAY(job_mem, struct expr_node *, count);
	bool ok = true;
	for (size_t i = 0; i < count; i++) {
		if (!wheres[i].value_count) {
			REPORT(diag, wheres[i].column_span, &expr_empty_list,
			    NO_ARGS);
			ok = false;
			continue;
		}
		kids[i] = where_node(job_mem, &wheres[i]);
	}
	if (!ok)
		return NULL;
	if (count == 1)
		return expr_new(job_mem, kids[0]);
	struct expr_node *all = expr_node_new(job_mem, OP_AND, kids, count);
	all->span = all->sign = kids[0]->span;
	return expr_new(job_mem, all);
}

struct expr *
expr_column(struct arena *job_mem, struct slice name, struct span place)
{
	struct expr_node *node = leaf(job_mem, OP_NAME, name, place);
	node->bracketed = true;
	return expr_new(job_mem, node);
}

struct expr *
expr_call(struct arena *job_mem, const char *function,
    struct expr *const *arguments, size_t count)
{
	struct expr_node **kids =
	    ARENA_ARRAY(job_mem, struct expr_node *, count + 1);
	for (size_t i = 0; i < count; i++)
		kids[i] = arguments[i]->root;
	struct expr_node *call = expr_node_new(job_mem, OP_CALL, kids, count);
	call->text = slice_view(function);
	call->span = call->sign = kids[0]->span;
	return expr_new(job_mem, call);
}

struct expr *
expr_and(struct arena *job_mem, struct expr *a, struct expr *b)
{
	if (!a || !b)
		return a ? a : b;
	struct expr_node **kids = ARENA_ARRAY(job_mem, struct expr_node *, 2);
	kids[0] = a->root;
	kids[1] = b->root;
	struct expr_node *both = expr_node_new(job_mem, OP_AND, kids, 2);
	both->span = a->root->span;
	both->sign = b->root->span;
	both->type = EXPR_FLAG;
	struct expr *expr = expr_new(job_mem, both);
	expr->scope = a->scope ? a->scope : b->scope;
	return expr;
}
