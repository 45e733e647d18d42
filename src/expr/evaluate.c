/*
 * A walk over the tree; nothing is allocated but the texts functions make.
 *
 * Negation is carried down to the comparisons instead of turning their answer
 * round, so that `not (a = b)` and `a <> b` are the same question: an empty
 * cell is not equal to 'Servicehus', but whether it differs from it is not
 * known either.
 */
#include "expr/evaluate.h"

#include <assert.h>

#include "expr/doubt.h"
#include "expr/fold.h"
#include "expr/function.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/words.h"

struct value
undecidable(const struct expr_node *node, struct run *run,
    const struct message *message)
{
	if (!run->why->message)
		PROBLEM(run->why, message, ARGS(expr_node_first_name(node)));
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

static enum verdict
doubt(const struct expr_node *node, struct run *run,
    const struct message *message)
{
	undecidable(node, run, message);
	return VERDICT_UNDECIDABLE;
}

/* A text without a letter is no text, whoever made it. */
static struct value
held(const struct expr_node *node, struct value value, struct run *run)
{
	if (value.kind == VALUE_UNFIT)
		return undecidable(node, run, &expr_row_unfit);
	if (value.kind == VALUE_TEXT && !value.text.len)
		value.kind = VALUE_EMPTY;
	return value;
}

static struct value
cell(const struct expr_node *node, struct run *run)
{
	const struct row *row = run->context->row;
	assert(row && node->index < row->count);
	const struct problem *doubt = row_doubt(row, node->index);
	if (doubt) {
		if (!run->why->message)
			*run->why = *doubt;
		return (struct value){.kind = VALUE_UNDECIDABLE};
	}
	return held(node, row->values[node->index], run);
}

static struct value
fact(const struct expr_node *node, struct run *run)
{
	const struct named_value *name = &run->scope->names[node->index];
	struct value value = name->value;
	if (name->per_letter && run->context->extras)
		value = run->context->extras[node->index];
	if (value.kind == VALUE_UNDECIDABLE)
		return undecidable(node, run, &expr_row_several);
	if (name->per_letter && value.kind == VALUE_UNFIT && !value.text.len)
		return undecidable(node, run, &expr_row_unknown);
	return held(node, value, run);
}

static struct value
number(int64_t micro)
{
	return (struct value){.kind = VALUE_NUMBER, .micro = micro};
}

/* Days of the calendar that text/date.h knows, years 1 to 9999. */
static struct value
moved_date(const struct expr_node *node, struct run *run, int64_t when)
{
	if (when < day_of(1, 1, 1) || when > day_of(9999, 12, 31))
		return undecidable(node, run, &expr_row_range);
	return (struct value){.kind = VALUE_DATE, .when = (day)when};
}

/*
 * One text behind the other. An empty part makes the whole doubtful, unless
 * the expression says so itself: otherwise(x, ''), or the text ''. Where there
 * is nothing but texts in quotes to join, there is nothing: no guardian has no
 * name either.
 */
static struct value
joined(
    const struct expr_node *node, const struct value parts[2], struct run *run)
{
	for (size_t i = 0; i < 2; i++) {
		const struct expr_node *kid = node->kids[i];
		if (parts[i].kind != VALUE_EMPTY || function_may_lack(kid))
			continue;
		if (parts[!i].kind == VALUE_EMPTY ||
		    node->kids[!i]->op == OP_TEXT)
			return (struct value){.kind = VALUE_EMPTY};
		return undecidable(kid, run, &expr_row_empty);
	}
	struct arena *mem = run->context->letter_mem;
	struct slice texts[2];
	for (size_t i = 0; i < 2; i++) {
		/* A blank in quotes is one, though it compares as nothing. */
		texts[i] = node->kids[i]->op == OP_TEXT ? node->kids[i]->text
							: parts[i].text;
		if (node->kids[i]->op != OP_TEXT &&
		    parts[i].kind == VALUE_EMPTY)
			texts[i].len = 0;
	}
	return held(node,
	    (struct value){.kind = VALUE_TEXT,
		.text = arena_join(mem, texts, 2, SLICE(""))},
	    run);
}

static struct value
sum(const struct expr_node *node, struct run *run)
{
	struct value a = expr_node_evaluate(node->kids[0], run);
	struct value b = expr_node_evaluate(node->kids[1], run);
	bool minus = node->op == OP_SUBTRACT;
	int64_t micro;

	if (a.kind == VALUE_UNDECIDABLE || b.kind == VALUE_UNDECIDABLE)
		return (struct value){.kind = VALUE_UNDECIDABLE};
	if (node->type == EXPR_TEXT)
		return joined(node, (struct value[]){a, b}, run);
	if (a.kind == VALUE_EMPTY)
		return undecidable(node->kids[0], run, &expr_row_empty);
	if (b.kind == VALUE_EMPTY)
		return undecidable(node->kids[1], run, &expr_row_empty);
	if (a.kind == VALUE_DATE && b.kind == VALUE_DATE)
		return number(((int64_t)a.when - b.when) * MICRO);
	if (a.kind == VALUE_DATE || b.kind == VALUE_DATE) {
		bool left = a.kind == VALUE_DATE;
		day when = left ? a.when : b.when;
		int64_t days = left ? b.micro : a.micro;
		if (days % MICRO)
			return undecidable(
			    node->kids[left], run, &expr_row_part_day);
		days /= MICRO;
		return moved_date(node, run, minus ? when - days : when + days);
	}
	bool over = minus ? __builtin_sub_overflow(a.micro, b.micro, &micro)
			  : __builtin_add_overflow(a.micro, b.micro, &micro);
	return over ? undecidable(node, run, &expr_row_range) : number(micro);
}

static struct value
negative(const struct expr_node *node, struct run *run)
{
	struct value value = expr_node_evaluate(node->kids[0], run);
	if (value.kind == VALUE_UNDECIDABLE)
		return value;
	if (value.kind == VALUE_EMPTY)
		return undecidable(node->kids[0], run, &expr_row_empty);
	if (value.micro == INT64_MIN)
		return undecidable(node, run, &expr_row_range);
	return number(-value.micro);
}

static struct value
answer(enum verdict verdict)
{
	if (verdict == VERDICT_UNDECIDABLE)
		return (struct value){.kind = VALUE_UNDECIDABLE};
	return (struct value){
	    .kind = VALUE_FLAG, .flag = verdict == VERDICT_YES};
}

struct value
expr_node_evaluate(const struct expr_node *node, struct run *run)
{
	switch (node->op) {
	case OP_TEXT:
	case OP_NUMBER:
	case OP_DATE:
		return node->value;
	case OP_COLUMN:
		return cell(node, run);
	case OP_FACT:
		return fact(node, run);
	case OP_ADD:
	case OP_SUBTRACT:
		return sum(node, run);
	case OP_NEGATE:
		return negative(node, run);
	case OP_CALL:
		return function_evaluate(node, run);
	case OP_AND:
	case OP_OR:
	case OP_NOT:
	case OP_EQUAL:
	case OP_DIFFERENT:
	case OP_LESS:
	case OP_AT_MOST:
	case OP_MORE:
	case OP_AT_LEAST:
	case OP_IN:
	case OP_CONTAINS:
	case OP_STARTS:
	case OP_EMPTY:
		return answer(expr_node_decide(node, false, run));
	case OP_NAME:
		break;
	}
	assert(false && "an unchecked expression");
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

/* A number of a phone has as many spellings as people have habits. */
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
 * and whether two empty cells hold the same, nobody knows. Where doubt holds,
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

/* Doubt, where a text is nearly one that the node compares it with. */
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

/* Likewise, where the other text is another one in every row. */
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
	if (all != VERDICT_UNDECIDABLE && is_nearly(node, a, run))
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
	    (is_nearly(node, a, run) || is_nearly_other(node, 1, a, b, run)))
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
		return empty != negated ? VERDICT_YES : VERDICT_NO;
	}
	struct value value = expr_node_evaluate(kid, run);
	if (value.kind == VALUE_UNDECIDABLE)
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

	for (size_t i = 0; i < node->count; i++) {
		enum verdict one =
		    expr_node_decide(node->kids[i], negated, run);
		if (one == settles)
			return one;
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

struct value
expr_evaluate(const struct expr *expr, const struct expr_context *context,
    struct problem *why)
{
	struct problem cause = {0};
	struct run run = {context, expr->scope, &cause};
	struct value value = expr_node_evaluate(expr->root, &run);
	/* Doubt that the other side of an and/or settled is no doubt. */
	if (value.kind != VALUE_UNDECIDABLE)
		cause = (struct problem){0};
	if (why)
		*why = cause;
	return value;
}

enum verdict
expr_decide(const struct expr *expr, const struct expr_context *context,
    struct problem *why)
{
	struct problem cause = {0};
	struct run run = {context, expr->scope, &cause};
	enum verdict verdict = expr_node_decide(expr->root, false, &run);
	if (verdict != VERDICT_UNDECIDABLE)
		cause = (struct problem){0};
	if (why)
		*why = cause;
	return verdict;
}
