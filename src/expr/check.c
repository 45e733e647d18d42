#include "expr/check.h"

#include "base/messages.h"
#include "expr/doubt.h"
#include "expr/function.h"
#include "expr/messages.h"
#include "text/number.h"

/* Conditions. A column of yes and no is a condition and a value as well. */
static bool
is_condition(const struct expr_node *node)
{
	return node->op >= OP_AND && node->op <= OP_EMPTY;
}

static bool
refuse_condition(struct checker *checker, struct expr_node *node)
{
	if (!is_condition(node))
		return false;
	node->sound = false;
	REPORT(checker->diag, node->span, &expr_condition_computed, NO_ARGS);
	HINT(checker->diag, &expr_join_conditions, NO_ARGS);
	return true;
}

/* Checks a value that stands beside another one, which is checked. */
static bool
check_beside(struct checker *checker, struct expr_node *node,
    const struct expr_node *beside)
{
	if (node->op == OP_NAME || node->op == OP_COLUMN || node->op == OP_FACT)
		return name_resolve(checker, node, beside);
	return check_node(checker, node) && !refuse_condition(checker, node);
}

/* Makes both of one type; otherwise it reports. */
static bool
check_pair(struct checker *checker, const struct expr_node *over,
    struct expr_node *left, struct expr_node *right)
{
	if (expr_node_is_literal(left) && !expr_node_is_literal(right))
		return fit_literal(checker, left, right->type, right->column);
	if (expr_node_is_literal(right))
		return fit_literal(checker, right, left->type, left->column);
	if (left->type == right->type)
		return true;
	REPORT(checker->diag, over->sign, &expr_compared,
	    ARGS(type_words(left->type), type_words(right->type)));
	const struct expr_node *text = left->type == EXPR_TEXT ? left : right;
	const struct expr_node *other = text == left ? right : left;
	if (text->op == OP_COLUMN && text->column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(text->text,
			column_type_word(other->type == EXPR_DATE ? COLUMN_DATE
					 : other->type == EXPR_FLAG
					     ? COLUMN_FLAG
					     : COLUMN_INTEGER)));
	return false;
}

/* '' is an empty cell: it has no order and cannot be computed with. */
static bool
refuse_empty(struct checker *checker, const struct expr_node *node)
{
	if (node->op != OP_TEXT || node->value.kind != VALUE_EMPTY)
		return false;
	REPORT(checker->diag, node->span, &expr_empty_operand, NO_ARGS);
	HINT(checker->diag, &expr_is_empty_hint, NO_ARGS);
	return true;
}

/* Postcodes have one form and so an order; other texts have none here. */
static bool
has_order(const struct expr_node *node)
{
	const struct column *left = node->kids[0]->column;
	const struct column *right = node->kids[1]->column;
	enum expr_type type = node->kids[0]->type;
	if (type != EXPR_TEXT)
		return type == EXPR_NUMBER || type == EXPR_DATE;
	return (left && left->type == COLUMN_POSTCODE &&
		   (node->kids[1]->op == OP_TEXT || right == left)) ||
	       (right && right->type == COLUMN_POSTCODE &&
		   node->kids[0]->op == OP_TEXT);
}

static bool
check_order(struct checker *checker, const struct expr_node *node)
{
	if (node->op < OP_LESS || node->op > OP_AT_LEAST)
		return true;
	if (has_order(node))
		return !refuse_empty(checker, node->kids[0]) &&
		       !refuse_empty(checker, node->kids[1]);
	REPORT(checker->diag, node->sign, &expr_ordered,
	    ARGS(op_word(node->op), type_words(node->kids[0]->type)));
	const struct column *column = node->kids[0]->column;
	const struct expr_node *other = node->kids[1];
	int64_t micro;
	bool number = other->op == OP_TEXT &&
		      number_read(other->text, ',', &micro) == NUMBER_FINE;
	if (column && column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(column->name, column_type_word(number ? COLUMN_INTEGER
							       : COLUMN_DATE)));
	return false;
}

/* Comparisons and in: everything is of the first one's type. */
static bool
check_compared(struct checker *checker, struct expr_node *node)
{
	struct expr_node *left = node->kids[0];
	bool sound = check_beside(checker, left, NULL);
	if (node->op == OP_IN && expr_node_is_literal(left)) {
		REPORT(checker->diag, left->span, &expr_literal_in,
		    ARGS(op_word(node->op)));
		return false;
	}
	for (size_t i = 1; i < node->count; i++) {
		if (!check_beside(checker, node->kids[i], left))
			sound = false;
		else if (left->sound)
			sound &= check_pair(checker, node, left, node->kids[i]);
	}
	return sound && check_order(checker, node);
}

/* The side of contains and starts with that is to be a text. */
static bool
check_text(struct checker *checker, const struct expr_node *node, size_t side)
{
	const struct expr_node *kid = node->kids[side];
	if (kid->type == EXPR_TEXT)
		return true;
	REPORT(checker->diag, kid->span,
	    side ? &expr_wants_text_right : &expr_wants_text,
	    ARGS(op_word(node->op), type_words(kid->type)));
	if (!side && kid->type == EXPR_DATE)
		HINT(checker->diag, &expr_year_hint, ARGS(kid->source));
	else if (expr_node_is_literal(kid))
		HINT(checker->diag, &expr_do_quote_hint, ARGS(kid->source));
	return false;
}

static bool
check_search(struct checker *checker, struct expr_node *node)
{
	struct expr_node *left = node->kids[0], *right = node->kids[1];
	bool sound = check_beside(checker, left, NULL);
	sound &= check_beside(checker, right, left);
	if (left->sound)
		sound &= check_text(checker, node, 0);
	if (right->sound)
		sound &= check_text(checker, node, 1);
	node->squeezed = false;
	if (!sound || right->op != OP_TEXT)
		return sound;
	return fit_part(checker, node);
}

static bool
check_empty(struct checker *checker, struct expr_node *node)
{
	struct expr_node *kid = node->kids[0];
	if (!check_beside(checker, kid, NULL))
		return false;
	const struct column *column = kid->column;
	if (kid->op != OP_COLUMN || column->type != COLUMN_CHOICE)
		return true;
	for (size_t i = 0; i < column->choice_count; i++) {
		const struct choice *choice = &column->choices[i];
		for (size_t j = 0; j < choice->spelling_count; j++) {
			if (choice->spellings[j].len)
				continue;
			REPORT(checker->diag, node->span, &expr_never_empty,
			    ARGS(column->name, choice->value));
			return false;
		}
	}
	return true;
}

static bool
cannot_compute(struct checker *checker, const struct expr_node *node)
{
	const struct expr_node *left = node->kids[0], *right = node->kids[1];
	if (left->type == EXPR_TEXT && right->type == EXPR_TEXT) {
		REPORT(checker->diag, node->sign, &expr_sum_of_texts,
		    ARGS(op_word(node->op)));
		HINT(checker->diag, &expr_join_hint, NO_ARGS);
		return false;
	}
	REPORT(checker->diag, node->sign, &expr_cannot_compute,
	    ARGS(op_word(node->op), type_words(left->type),
		type_words(right->type)));
	const struct expr_node *text = left->type == EXPR_TEXT ? left : right;
	if (text->op == OP_COLUMN && text->column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(text->text, column_type_word(COLUMN_INTEGER)));
	return false;
}

/* A date moves by whole days only; a fraction known now is an error now. */
static bool
check_days(struct checker *checker, const struct expr_node *days)
{
	if (days->op != OP_NUMBER || days->value.micro % 1000000 == 0)
		return true;
	REPORT(checker->diag, days->span, &expr_whole_days, NO_ARGS);
	return false;
}

static bool
check_sum(struct checker *checker, struct expr_node *node)
{
	struct expr_node *left = node->kids[0], *right = node->kids[1];
	bool sound = check_beside(checker, left, NULL);
	sound &= check_beside(checker, right, NULL);
	if (!sound)
		return false;
	/* '2012-10-01' + … : a quoted date beside a date is meant as one. */
	if (left->op == OP_TEXT && right->type == EXPR_DATE)
		sound = fit_literal(checker, left, EXPR_DATE, NULL);
	else if (right->op == OP_TEXT && left->type == EXPR_DATE)
		sound = fit_literal(checker, right, EXPR_DATE, NULL);
	if (!sound)
		return false;

	if (left->type == EXPR_TEXT && right->type == EXPR_TEXT &&
	    node->op == OP_ADD) {
		node->type = EXPR_TEXT;
		return true;
	}
	bool dates[2] = {left->type == EXPR_DATE, right->type == EXPR_DATE};
	bool numbers[2] = {
	    left->type == EXPR_NUMBER, right->type == EXPR_NUMBER};
	if (numbers[0] && numbers[1])
		node->type = EXPR_NUMBER;
	else if (dates[0] && dates[1] && node->op == OP_SUBTRACT)
		node->type = EXPR_NUMBER;
	else if (dates[0] && numbers[1])
		node->type = EXPR_DATE;
	else if (numbers[0] && dates[1] && node->op == OP_ADD)
		node->type = EXPR_DATE;
	else
		return cannot_compute(checker, node);
	if (refuse_empty(checker, left) || refuse_empty(checker, right))
		return false;
	if (node->type == EXPR_DATE)
		return check_days(checker, dates[0] ? right : left);
	return true;
}

static bool
check_sign(struct checker *checker, struct expr_node *node)
{
	struct expr_node *kid = node->kids[0];
	if (!check_beside(checker, kid, NULL))
		return false;
	node->type = EXPR_NUMBER;
	if (kid->type == EXPR_NUMBER)
		return true;
	REPORT(checker->diag, node->sign, &expr_cannot_negate,
	    ARGS(type_words(kid->type)));
	return false;
}

/* a = 'x' or 'y': what is meant, where `before` is a comparison. */
static void
hint_in(struct checker *checker, const struct expr_node *before,
    const struct expr_node *text)
{
	if (before && before->op == OP_EQUAL && before->source.len)
		HINT(checker->diag, &expr_or_in_hint,
		    ARGS(before->kids[0]->source, before->kids[1]->source,
			text->source));
}

static bool
check_condition(struct checker *checker, struct expr_node *node,
    const struct expr_node *before)
{
	if (!check_node(checker, node))
		return false;
	if (node->type == EXPR_FLAG)
		return true;
	if (node->op == OP_TEXT) {
		REPORT(checker->diag, node->span, &expr_lone_text, NO_ARGS);
		hint_in(checker, before, node);
		return false;
	}
	REPORT(checker->diag, node->span, &expr_not_condition,
	    ARGS(type_words(node->type)));
	if (node->source.len && (node->op == OP_COLUMN || node->op == OP_FACT))
		HINT(checker->diag, &expr_compare_hint, ARGS(node->source));
	return false;
}

static bool
check_conditions(struct checker *checker, struct expr_node *node)
{
	bool sound = true;
	for (size_t i = 0; i < node->count; i++)
		sound &= check_condition(
		    checker, node->kids[i], i ? node->kids[i - 1] : NULL);
	return sound;
}

static bool
check_call(struct checker *checker, struct expr_node *node)
{
	bool sound = true;
	for (size_t i = 0; i < node->count; i++)
		sound &= check_beside(checker, node->kids[i], NULL);
	return function_check(checker, node) && sound;
}

static bool
check_op(struct checker *checker, struct expr_node *node)
{
	switch (node->op) {
	case OP_TEXT:
	case OP_NUMBER:
	case OP_DATE:
		fit_alone(checker, node);
		return true;
	case OP_NAME:
	case OP_COLUMN:
	case OP_FACT:
		return name_resolve(checker, node, NULL);
	case OP_ADD:
	case OP_SUBTRACT:
		return check_sum(checker, node);
	case OP_NEGATE:
		return check_sign(checker, node);
	case OP_CALL:
		return check_call(checker, node);
	case OP_AND:
	case OP_OR:
	case OP_NOT:
		node->type = EXPR_FLAG;
		return check_conditions(checker, node);
	case OP_EQUAL:
	case OP_DIFFERENT:
	case OP_LESS:
	case OP_AT_MOST:
	case OP_MORE:
	case OP_AT_LEAST:
	case OP_IN:
		node->type = EXPR_FLAG;
		return check_compared(checker, node);
	case OP_CONTAINS:
	case OP_STARTS:
		node->type = EXPR_FLAG;
		return check_search(checker, node);
	case OP_EMPTY:
		node->type = EXPR_FLAG;
		return check_empty(checker, node);
	}
	return false;
}

bool
check_node(struct checker *checker, struct expr_node *node)
{
	node->sound = check_op(checker, node);
	if (!node->sound)
		return false;
	doubt_prepare(checker, node);
	if (node->doubt)
		node->sound = wildcard_check(checker, node);
	return node->sound;
}

bool
expr_check(struct expr *expr, const struct scope *scope, struct diag *diag)
{
	struct checker checker = {expr->job_mem, scope, diag};
	expr->scope = scope;
	return check_node(&checker, expr->root);
}

bool
expr_check_flag(struct expr *expr, const struct scope *scope, struct diag *diag)
{
	struct checker checker = {expr->job_mem, scope, diag};
	expr->scope = scope;
	return check_condition(&checker, expr->root, NULL);
}

enum expr_type
expr_type(const struct expr *expr)
{
	return expr->root->type;
}

struct span
expr_span(const struct expr *expr)
{
	return expr->root->span;
}
