/*
 * Negation is carried down to the comparisons instead of turning their answer
 * round, so that `not (a = b)` and `a <> b` are the same question: an empty
 * cell is not equal to 'Servicehus', but whether it differs from it is not
 * known either.
 */
#include "expr/evaluate.h"

#include <assert.h>

#include "expr/doubt.h"
#include "expr/fold.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/words.h"

static enum verdict
doubt(const struct expr_node *node, struct run *run,
    const struct message *message)
{
	undecidable(node, run, message);
	return VERDICT_UNDECIDABLE;
}

/* A phone number has as many spellings as people have habits. */
static bool
is_phone(const struct expr_node *node)
{
	return node->column && node->column->type == COLUMN_PHONE;
}

static bool
same_phone(struct slice a, struct slice b)
{
	char left[WORD_PHONE_DIGITS], right[WORD_PHONE_DIGITS];
	return word_phone_digits(a, left) && word_phone_digits(b, right) &&
	       strcmp(left, right) == 0;
}

/* Neither is empty. */
static bool
same_value(const struct expr_node *left, struct value a,
    const struct expr_node *right, struct value b)
{
	if (a.kind != b.kind)
		return false;
	switch (a.kind) {
	case VALUE_NUMBER:
		return a.micro == b.micro;
	case VALUE_DATE:
		return a.when == b.when;
	case VALUE_FLAG:
		return a.flag == b.flag;
	case VALUE_TEXT:
	case VALUE_EMPTY:
	case VALUE_UNFIT:
	case VALUE_UNDECIDABLE:
		break;
	}
	if ((is_phone(left) || is_phone(right)) && same_phone(a.text, b.text))
		return true;
	if (right->op == OP_TEXT)
		return fold_equal(a.text, right->folded);
	if (left->op == OP_TEXT)
		return fold_equal(b.text, left->folded);
	return text_same(a.text, b.text);
}

/*
 * Whether two values are equal, or (negated) whether they differ. An empty
 * cell is equal to '' and to nothing else; whether it differs from a text,
 * and whether two empty cells hold the same, nobody knows, unless the column
 * lists "" as a value: then it is none of the others. Where doubt holds,
 * nobody knows either whether it ought to be equal.
 */
static enum verdict
equal(const struct expr_node *left, struct value a,
    const struct expr_node *right, struct value b, bool negated,
    struct run *run)
{
	bool same;
	if (a.kind == VALUE_UNDECIDABLE || b.kind == VALUE_UNDECIDABLE)
		return VERDICT_UNDECIDABLE;
	if (a.kind == VALUE_EMPTY || b.kind == VALUE_EMPTY) {
		const struct expr_node *empty =
		    a.kind == VALUE_EMPTY ? left : right;
		bool asked =
		    (expr_node_is_literal(left) && a.kind == VALUE_EMPTY) ||
		    (expr_node_is_literal(right) && b.kind == VALUE_EMPTY);
		same = a.kind == b.kind;
		asked |=
		    !same && empty->column && column_lists_empty(empty->column);
		if (!asked && (same || negated || run->context->doubt))
			return doubt(empty, run, &expr_row_empty);
	} else {
		same = same_value(left, a, right, b);
	}
	return same != negated ? VERDICT_YES : VERDICT_NO;
}

/* Before, the same or after: below, equal to or above zero. */
static int
order_of(struct value a, struct value b)
{
	if (a.kind == VALUE_TEXT)
		return slice_compare(a.text, b.text);
	int64_t left = a.kind == VALUE_DATE ? a.when : a.micro;
	int64_t right = b.kind == VALUE_DATE ? b.when : b.micro;
	return (left > right) - (left < right);
}

static bool
in_order(enum op op, int order)
{
	if (op == OP_LESS)
		return order < 0;
	if (op == OP_AT_MOST)
		return order <= 0;
	return op == OP_MORE ? order > 0 : order >= 0;
}

static bool
asks_doubt(const struct expr_node *node, const struct run *run)
{
	return node->doubt && (run->context->doubt || run->context->near_doubt);
}

/* There is doubt where a text is nearly one that the node compares it with. */
static bool
is_nearly(const struct expr_node *node, struct value value, struct run *run)
{
	if (!asks_doubt(node, run) || value.kind != VALUE_TEXT)
		return false;
	const struct slice *near = doubt_find(node, value.text);
	if (near && !run->why->message)
		PROBLEM(run->why, &expr_row_near,
		    ARGS(expr_node_first_name(node->kids[doubt_asker(node)]),
			*near));
	return near;
}

/* The same, where the other text differs from row to row. */
static bool
is_nearly_other(const struct expr_node *node, size_t kid, struct value value,
    struct value other, struct run *run)
{
	if (!asks_doubt(node, run) || value.kind != VALUE_TEXT ||
	    other.kind != VALUE_TEXT ||
	    !doubt_between(node, kid, value.text, other.text))
		return false;
	if (!run->why->message)
		PROBLEM(run->why, &expr_row_near_other,
		    ARGS(expr_node_first_name(node->kids[doubt_asker(node)]),
			expr_node_first_name(node->kids[kid])));
	return true;
}

static bool
is_doubtful(const struct run *run)
{
	return run->context->doubt || run->context->near_doubt;
}

/* Nor is there an answer where a cell holds a word that stands for nothing,
 * unless the question names it: that is asked first. */
static bool
asks_of_nothing(const struct expr_node *node, struct run *run)
{
	if (!is_doubtful(run))
		return false;
	for (size_t i = 0; i < node->count; i++) {
		const struct expr_node *kid = node->kids[i];
		if (!expr_node_has_nothing(kid, run))
			continue;
		undecidable(kid, run, &expr_row_nothing);
		return true;
	}
	return false;
}

static bool
names_a_text(const struct expr_node *node)
{
	return node->kids[0]->op == OP_TEXT || node->kids[1]->op == OP_TEXT;
}

static enum verdict
compare_equal(const struct expr_node *node, struct value a, struct value b,
    bool negated, struct run *run)
{
	enum verdict differ = negated ? VERDICT_YES : VERDICT_NO;
	enum verdict verdict =
	    equal(node->kids[0], a, node->kids[1], b, negated, run);
	bool right = node->doubt && doubt_asker(node);
	struct value cell = right ? b : a, other = right ? a : b;
	if (verdict == differ &&
	    (is_nearly(node, cell, run) ||
		is_nearly_other(node, !right, cell, other, run)))
		return VERDICT_UNDECIDABLE;
	bool named = verdict != differ && names_a_text(node);
	if (verdict != VERDICT_UNDECIDABLE && !named &&
	    asks_of_nothing(node, run))
		return VERDICT_UNDECIDABLE;
	return verdict;
}

static enum verdict
compare(const struct expr_node *node, bool negated, struct run *run)
{
	const struct expr_node *left = node->kids[0], *right = node->kids[1];
	struct value a = expr_node_evaluate(left, run);
	struct value b = expr_node_evaluate(right, run);

	if (node->op == OP_EQUAL || node->op == OP_DIFFERENT)
		return compare_equal(
		    node, a, b, negated != (node->op == OP_DIFFERENT), run);
	if (a.kind == VALUE_UNDECIDABLE || b.kind == VALUE_UNDECIDABLE)
		return VERDICT_UNDECIDABLE;
	if (a.kind == VALUE_EMPTY)
		return doubt(left, run, &expr_row_empty);
	if (b.kind == VALUE_EMPTY)
		return doubt(right, run, &expr_row_empty);
	bool yes = in_order(node->op, order_of(a, b));
	return yes != negated ? VERDICT_YES : VERDICT_NO;
}

/* Whether a text, which is not empty, is one of the list's literals. */
static bool
is_listed(const struct expr_node *node, struct slice text)
{
	struct folded folded;
	struct slice own = fold_open(&folded, text);
	bool found = false;
	for (size_t i = 1; i < node->count && !found; i++)
		found = node->kids[i]->op == OP_TEXT &&
			slice_equal(own, node->kids[i]->folded);
	fold_close(&folded);
	return found;
}

/* a in (b, c) is a = b or a = c; negated, a <> b and a <> c. */
static enum verdict
among(const struct expr_node *node, bool negated, struct run *run)
{
	struct value a = expr_node_evaluate(node->kids[0], run);
	enum verdict settles = negated ? VERDICT_NO : VERDICT_YES;
	enum verdict all = negated ? VERDICT_YES : VERDICT_NO;
	bool is_text = a.kind == VALUE_TEXT && !is_phone(node->kids[0]);

	if (is_text && is_listed(node, a.text))
		return settles;
	for (size_t i = 1; i < node->count; i++) {
		const struct expr_node *item = node->kids[i];
		if (is_text && item->op == OP_TEXT)
			continue;
		struct value b = expr_node_evaluate(item, run);
		enum verdict one =
		    equal(node->kids[0], a, item, b, negated, run);
		if (one == settles)
			return one;
		if (one == VERDICT_UNDECIDABLE ||
		    is_nearly_other(node, i, a, b, run))
			all = VERDICT_UNDECIDABLE;
	}
	if (all != VERDICT_UNDECIDABLE &&
	    (is_nearly(node, a, run) || asks_of_nothing(node, run)))
		return VERDICT_UNDECIDABLE;
	return all;
}

/* As for '=': an empty cell contains nothing, and nobody knows what it lacks.
 */
static enum verdict
search(const struct expr_node *node, bool negated, struct run *run)
{
	const struct expr_node *left = node->kids[0], *right = node->kids[1];
	struct value a = expr_node_evaluate(left, run);
	struct value b = expr_node_evaluate(right, run);
	struct arena *mem = run->context->letter_mem;

	if (a.kind == VALUE_UNDECIDABLE || b.kind == VALUE_UNDECIDABLE)
		return VERDICT_UNDECIDABLE;
	if (b.kind == VALUE_EMPTY)
		return doubt(right, run, &expr_row_empty);
	if (a.kind == VALUE_EMPTY)
		return negated || run->context->doubt
			   ? doubt(left, run, &expr_row_empty)
			   : VERDICT_NO;
	struct arena *own = NULL;
	struct slice part = right->folded;
	if (right->op != OP_TEXT) {
		own = mem ? NULL : arena_new();
		part = text_fold(mem ? mem : own, b.text);
	}
	bool found = fold_search(
	    a.text, part, node->op == OP_STARTS, node->squeezed, mem);
	arena_free(own);
	if (!found &&
	    (is_nearly(node, a, run) || is_nearly_other(node, 1, a, b, run) ||
		asks_of_nothing(node, run)))
		return VERDICT_UNDECIDABLE;
	return found != negated ? VERDICT_YES : VERDICT_NO;
}

static enum verdict
is_empty(const struct expr_node *node, bool negated, struct run *run)
{
	const struct expr_node *kid = node->kids[0];
	/* Whether there is anything is known even where it does not fit. */
	if (kid->op == OP_COLUMN && !row_doubt(run->context->row, kid->index)) {
		const struct value *held =
		    &run->context->row->values[kid->index];
		bool empty = held->kind == VALUE_EMPTY ||
			     (held->kind == VALUE_UNFIT && !held->text.len);
		if (!empty && held->kind == VALUE_UNFIT && is_doubtful(run))
			return doubt(kid, run, &expr_row_unfit);
		if (!empty && asks_of_nothing(node, run))
			return VERDICT_UNDECIDABLE;
		return empty != negated ? VERDICT_YES : VERDICT_NO;
	}
	struct value value = expr_node_evaluate(kid, run);
	if (value.kind == VALUE_UNDECIDABLE ||
	    (value.kind != VALUE_EMPTY && asks_of_nothing(node, run)))
		return VERDICT_UNDECIDABLE;
	return (value.kind == VALUE_EMPTY) != negated ? VERDICT_YES
						      : VERDICT_NO;
}

/* Kleene's and/or: one side settles it where it can. */
static enum verdict
join(const struct expr_node *node, bool negated, struct run *run)
{
	bool all = (node->op == OP_AND) != negated;
	enum verdict settles = all ? VERDICT_NO : VERDICT_YES;
	enum verdict verdict = all ? VERDICT_YES : VERDICT_NO;
	const struct message *before = run->why->message;

	for (size_t i = 0; i < node->count; i++) {
		enum verdict one =
		    expr_node_decide(node->kids[i], negated, run);
		if (one == settles) {
			/* A doubt that is settled is nobody's reason. */
			run->why->message = before;
			return one;
		}
		if (one == VERDICT_UNDECIDABLE)
			verdict = one;
	}
	return verdict;
}

/* A column, fact or call that is a yes or no by itself. */
static enum verdict
flag(const struct expr_node *node, bool negated, struct run *run)
{
	struct value value = expr_node_evaluate(node, run);
	if (value.kind == VALUE_UNDECIDABLE)
		return VERDICT_UNDECIDABLE;
	if (value.kind == VALUE_EMPTY)
		return doubt(node, run, &expr_row_empty);
	return value.flag != negated ? VERDICT_YES : VERDICT_NO;
}

enum verdict
expr_node_decide(const struct expr_node *node, bool negated, struct run *run)
{
	switch (node->op) {
	case OP_AND:
	case OP_OR:
		return join(node, negated, run);
	case OP_NOT:
		return expr_node_decide(node->kids[0], !negated, run);
	case OP_EQUAL:
	case OP_DIFFERENT:
	case OP_LESS:
	case OP_AT_MOST:
	case OP_MORE:
	case OP_AT_LEAST:
		return compare(node, negated, run);
	case OP_IN:
		return among(node, negated, run);
	case OP_CONTAINS:
	case OP_STARTS:
		return search(node, negated, run);
	case OP_EMPTY:
		return is_empty(node, negated, run);
	case OP_COLUMN:
	case OP_FACT:
	case OP_CALL:
		return flag(node, negated, run);
	case OP_TEXT:
	case OP_NUMBER:
	case OP_DATE:
	case OP_NAME:
	case OP_ADD:
	case OP_SUBTRACT:
	case OP_NEGATE:
		break;
	}
	assert(false && "no condition, or not checked");
	return VERDICT_UNDECIDABLE;
}
