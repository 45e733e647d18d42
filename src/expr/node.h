/*
 * expr/node.h - the tree of an expression, inside expr/ only.
 *
 * Made by parse.c and where.c, given types and constants by check.c, walked by
 * evaluate.c, write.c and explain.c. Everything lives in job_mem.
 */
#ifndef EXPR_NODE_H
#define EXPR_NODE_H

#include "expr/expr.h"

/* How deep parentheses, calls and sums may nest: the walks recurse. */
#define DEPTH_MAX 64

/* How many values a function may be given. */
#define ARGUMENT_MAX 8

enum op {
	OP_TEXT,
	OP_NUMBER,
	OP_DATE,
	OP_NAME, /* not resolved yet, or unknown */
	OP_COLUMN,
	OP_FACT, /* of scope.names */
	OP_AND, /* two operands or more, so is OP_OR */
	OP_OR,
	OP_NOT,
	OP_EQUAL,
	OP_DIFFERENT,
	OP_LESS,
	OP_AT_MOST,
	OP_MORE,
	OP_AT_LEAST,
	OP_IN, /* the first is looked for among the others */
	OP_CONTAINS,
	OP_STARTS,
	OP_EMPTY,
	OP_ADD,
	OP_SUBTRACT,
	OP_NEGATE,
	OP_CALL,
};

struct function;
struct doubt;

struct expr_node {
	enum op op;
	unsigned depth;
	struct span span; /* of the whole, parentheses included */
	struct span sign; /* of the operator, or the function's name */
	struct slice source; /* as written; empty for a where: map */
	struct slice text; /* name, or text of a literal */
	struct expr_node **kids;
	size_t count;
	bool bracketed; /* a name in [brackets] */
	bool of_word; /* a name as a word processor writes it: God_man */

	/* From here on set by check. */
	bool sound; /* no fault in it */
	bool squeezed; /* contains, starts with: blanks and hyphens do not count
			*/
	enum expr_type type;
	struct value value; /* of a literal */
	struct slice folded; /* its text, folded */
	size_t index; /* OP_COLUMN: column; OP_FACT: scope.names */
	const struct column *column; /* whose values it gives, or NULL */
	const struct function *function;
	void *lookup; /* of a call that asks a list, run or table */
	struct doubt *doubt; /* of a comparison of a text column, or NULL */
};

struct expr {
	struct arena *job_mem;
	struct expr_node *root;
	const struct scope *scope; /* once checked */
};

/* A node over `count` others; NULL kids are allowed where count is 0. */
struct expr_node *expr_node_new(
    struct arena *job_mem, enum op op, struct expr_node **kids, size_t count);

/* A span from the start of one to the end of the other. */
struct span expr_node_span_join(struct span from, struct span to);

/* The bytes from the start of one to the end of the other. */
struct slice expr_node_source_join(struct slice from, struct slice to);

static inline bool
expr_node_is_literal(const struct expr_node *node)
{
	return node->op == OP_TEXT || node->op == OP_NUMBER ||
	       node->op == OP_DATE;
}

static inline bool
expr_node_is_comparison(const struct expr_node *node)
{
	return node->op >= OP_EQUAL && node->op <= OP_AT_LEAST;
}

/* The name that a value is blamed on: its first column or fact. */
struct slice expr_node_first_name(const struct expr_node *node);

/* "=", "contains" …: an operator's canonical word. */
const char *op_word(enum op op);

void expr_node_write(struct strbuf *out, const struct expr_node *node);

#endif
