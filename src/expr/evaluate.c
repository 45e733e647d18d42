/* A walk over the tree; nothing is allocated but the texts that functions make. */
#include "expr/evaluate.h"

#include <assert.h>

#include "expr/function.h"
#include "expr/messages.h"
#include "text/number.h"

struct value
undecidable(const struct expr_node *node, struct run *run,
    const struct message *message)
{
	if (!run->why->message)
		PROBLEM(run->why, message, ARGS(expr_node_first_name(node)));
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

/* A text of no characters is an empty value, whoever made it. */
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
 * One text behind the other. An empty part makes the whole doubtful, unless the
 * expression says so itself: otherwise(x, ''), or the text ''. Where only texts
 * in quotes are left to join, the result is empty: who has no guardian has no
 * guardian's name either.
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
		/* A blank in quotes is kept, though it compares as nothing. */
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

struct value
expr_evaluate(const struct expr *expr, const struct expr_context *context,
    struct problem *why)
{
	struct problem cause = {0};
	struct run run = {context, expr->scope, &cause};
	struct value value = expr_node_evaluate(expr->root, &run);
	/* Doubt that the other side of an and/or has settled does not count. */
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
