/*
 * expr/check.h - what the parts of expr_check share, inside expr/ only.
 *
 * check.c walks the tree, name.c says what names mean, fit.c gives literals
 * the type of what they stand beside, function.c knows the functions.
 */
#ifndef EXPR_CHECK_H
#define EXPR_CHECK_H

#include "expr/node.h"

struct checker {
	struct arena *job_mem;
	const struct scope *scope;
	struct diag *diag;
};

/* Checks a node and all below; node->sound and the result say the same. */
bool check_node(struct checker *checker, struct expr_node *node);

/*
 * Makes a column or fact of an OP_NAME. `beside` is the node it is compared
 * with, or NULL: an unknown word beside a text is a text without quotes.
 */
bool name_resolve(struct checker *checker, struct expr_node *node,
    const struct expr_node *beside);

/*
 * The one column or fact that a word processor's name means; empty where there
 * is none, or more than one.
 */
struct slice merge_name_find(const struct checker *checker, struct slice name);

/* The type a literal has by itself. */
void fit_alone(struct checker *checker, struct expr_node *literal);

/*
 * Gives a literal the type (and for a column the form) of what it is compared
 * with. False after a report.
 */
bool fit_literal(struct checker *checker, struct expr_node *literal,
    enum expr_type type, const struct column *column);

/* The same for what contains and starts with look for. */
bool fit_part(struct checker *checker, struct expr_node *search);

/*
 * Asks about signs in the texts of a comparison that stand for anything
 * elsewhere ('Service*'). False where they are surely meant so.
 */
bool wildcard_check(struct checker *checker, const struct expr_node *node);

/* "a text", "a number" … */
struct argument type_words(enum expr_type type);

enum expr_type type_of_column(enum column_type type);

#endif
