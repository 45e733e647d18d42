/*
 * job/row_scope.h - the row at hand as expressions see it: what the names of
 * rules and letters stand for, and which rows of other tables belong to it.
 *
 * Whoever evaluates expressions has one of its own: rules (plan/decide.c) and
 * letters (compose/composer.h) see the same row through it.
 */
#ifndef JOB_ROW_SCOPE_H
#define JOB_ROW_SCOPE_H

#include "expr/expr.h"

struct row_scope {
	const struct scope *scope; /* borrowed */
	struct value *names; /* what each of the scope's names stands for */
	const struct expr_rows *tables; /* of the row at hand */
};

/* Names stand for what they do in any row: facts, and nothing of a table. */
struct row_scope row_scope_make(
    struct arena *job_mem, const struct scope *scope);

/* The rows of other tables that belong to the next row, as the scope has them;
 * borrowed until the one after. NULL: none. */
void row_scope_set_tables(
    struct row_scope *own, const struct expr_rows *tables);

/* What an expression of this row is evaluated by. */
struct expr_context row_scope_context(const struct row_scope *own,
    struct arena *letter_mem, const struct row *row, const char *language);

#endif
