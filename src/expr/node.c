#include "expr/node.h"

struct expr_node *
expr_node_new(
    struct arena *job_mem, enum op op, struct expr_node **kids, size_t count)
{
	struct expr_node *node = ARENA_NEW(job_mem, struct expr_node);
	node->op = op;
	node->kids = kids;
	node->count = count;
	node->depth = 1;
	for (size_t i = 0; i < count; i++) {
		if (kids[i]->depth >= node->depth)
			node->depth = kids[i]->depth + 1;
	}
	return node;
}

struct span
expr_node_span_join(struct span from, struct span to)
{
	/* A caret line shows one line: over a break, the first part. */
	if (from.line == to.line)
		from.length = to.column + to.length - from.column;
	return from;
}

struct slice
expr_node_source_join(struct slice from, struct slice to)
{
	return (struct slice){from.at, (size_t)(to.at + to.len - from.at)};
}

struct slice
expr_node_first_name(const struct expr_node *node)
{
	if (node->op == OP_COLUMN || node->op == OP_FACT)
		return node->text;
	for (size_t i = 0; i < node->count; i++) {
		struct slice name = expr_node_first_name(node->kids[i]);
		if (name.len)
			return name;
	}
	return (struct slice){0};
}
