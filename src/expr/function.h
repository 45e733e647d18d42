/*
 * expr/function.h - the functions of the language, inside expr/ only.
 *
 * One table: names in English and Swedish, parameters, result, and what an
 * empty value does to it. docs/expressions.md lists them for people.
 */
#ifndef EXPR_FUNCTION_H
#define EXPR_FUNCTION_H

#include "expr/check.h"
#include "expr/evaluate.h"

enum parameter {
	PARAM_TEXT,
	PARAM_NUMBER,
	PARAM_DATE,
	PARAM_BORN, /* a date, or a column of identity numbers */
	PARAM_ANY,
	PARAM_AS_FIRST, /* of the first parameter's type */
	PARAM_CONSTANT, /* a text in quotes */
	PARAM_SEPARATOR, /* the same, which may be a blank */
};

/* The result where an argument is empty. */
enum on_empty {
	EMPTY_UNDECIDABLE,
	EMPTY_STAYS, /* the first one empty: the result is empty */
	EMPTY_FIRST_STAYS, /* the same, and the function sees the others */
	EMPTY_COUNTS, /* the function sees it */
};

/* Whether the first argument names something beyond the row. */
enum asks {
	ASKS_NOTHING,
	ASKS_LIST,
	ASKS_RUN,
	ASKS_ANSWERED,
	ASKS_RETURNED,
	ASKS_TABLE,
};

struct call {
	const struct expr_node *node;
	struct run *run;
	const struct value *values;
	size_t count;
};

struct function {
	const char *name, *swedish;
	const char *usage; /* as a hint shows it */
	unsigned char least, most;
	enum parameter parameters[3]; /* the last one is repeated */
	bool as_first; /* the result has the first argument's type */
	enum expr_type result;
	enum on_empty on_empty;
	struct value (*evaluate)(const struct call *call);
	enum asks asks;
	bool spoken; /* its text is in the letter's language */
};

/* NULL where there is none of that name, in either language. */
const struct function *function_find(struct slice name);

/* The name nearest to one that no function has, or empty. */
struct slice function_nearest(struct slice name);

/* Checks name, number and types of a call whose arguments are checked. */
bool function_check(struct checker *checker, struct expr_node *call);

/* Whether the node says itself that its text may be empty: otherwise(x, ''). */
bool function_may_lack(const struct expr_node *node);

/* The value of a checked call. */
struct value function_evaluate(const struct expr_node *call, struct run *run);

#endif
