#include "expr/calls.h"

#include "base/messages.h"
#include "expr/messages.h"

static bool
unknown_function(struct checker *checker, const struct expr_node *call)
{
	struct slice nearest = function_nearest(call->text);
	REPORT(checker->diag, call->sign, &expr_unknown_function,
	    ARGS(call->text));
	if (checker->scope->columns &&
	    columns_find(checker->scope->columns, call->text) != COLUMN_NONE)
		HINT(checker->diag, &expr_not_a_function, ARGS(call->text));
	else if (nearest.len)
		HINT(checker->diag, &base_did_you_mean, ARGS(nearest));
	return false;
}

static bool
check_count(struct checker *checker, const struct expr_node *call)
{
	const struct function *function = call->function;
	if (call->count >= function->least && call->count <= function->most)
		return true;
	if (function->least == function->most)
		REPORT(checker->diag, call->sign, &expr_arguments,
		    ARGS(call->text, function->least, call->count));
	else
		REPORT(checker->diag, call->sign, &expr_arguments_range,
		    ARGS(call->text, function->least, function->most,
			call->count));
	HINT(checker->diag, &expr_usage_hint, ARGS(function->usage));
	return false;
}

static bool
wrong_argument(struct checker *checker, const struct expr_node *call,
    const struct expr_node *argument, enum expr_type wanted)
{
	REPORT(checker->diag, argument->span, &expr_argument_type,
	    ARGS(call->text, type_words(wanted), type_words(argument->type)));
	if (argument->op == OP_COLUMN && argument->column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(argument->text,
			column_type_word(wanted == EXPR_DATE
					     ? COLUMN_DATE
					     : COLUMN_INTEGER)));
	else
		HINT(checker->diag, &expr_usage_hint,
		    ARGS(call->function->usage));
	return false;
}

static bool
check_constant(struct checker *checker, const struct expr_node *call,
    const struct expr_node *argument)
{
	if (argument->op == OP_TEXT && argument->folded.len)
		return true;
	REPORT(checker->diag, argument->span, &expr_constant_wanted,
	    ARGS(call->text));
	HINT(checker->diag, &expr_usage_hint, ARGS(call->function->usage));
	return false;
}

static bool
check_separator(struct checker *checker, const struct expr_node *call,
    const struct expr_node *argument)
{
	if (argument->op == OP_TEXT && argument->text.len)
		return true;
	REPORT(checker->diag, argument->span, &expr_constant_wanted,
	    ARGS(call->text));
	HINT(checker->diag, &expr_usage_hint, ARGS(call->function->usage));
	return false;
}

/* Opens the list, run or table that a sound call asks. */
static bool
open_outside(struct checker *checker, struct expr_node *call)
{
	static const enum expr_outside_kind kinds[] = {
	    [ASKS_LIST] = OUTSIDE_LIST,
	    [ASKS_RUN] = OUTSIDE_RUN,
	    [ASKS_ANSWERED] = OUTSIDE_ANSWERED,
	    [ASKS_RETURNED] = OUTSIDE_RETURNED,
	    [ASKS_TABLE] = OUTSIDE_TABLE,
	};
	const struct expr_lookups *lookups = checker->scope->lookups;
	if (!lookups) {
		REPORT(checker->diag, call->sign, &expr_no_outside,
		    ARGS(call->text));
		return false;
	}
	struct expr_asked asked = {
	    .kind = kinds[call->function->asks],
	    .name = call->kids[0]->text,
	    .place = call->kids[0]->span,
	};
	if (call->count > 1)
		asked.compared = call->kids[1]->column;
	else
		asked.by_key = true;
	if (call->count > 2) {
		asked.column = call->kids[2]->text;
		asked.column_place = call->kids[2]->span;
	}
	call->lookup = lookups->open(lookups->ctx, &asked, checker->diag);
	return call->lookup;
}

/* A quoted date is a date; '' is not one. */
static bool
fit_date_argument(struct checker *checker, const struct expr_node *call,
    struct expr_node *argument)
{
	if (!argument->folded.len)
		return wrong_argument(checker, call, argument, EXPR_DATE);
	return fit_literal(checker, argument, EXPR_DATE, NULL);
}

static bool
check_argument(struct checker *checker, struct expr_node *call, size_t index)
{
	struct expr_node *argument = call->kids[index];
	const struct expr_node *first = call->kids[0];
	enum expr_type wanted = EXPR_TEXT;

	switch (call->function->parameters[index < 3 ? index : 2]) {
	case PARAM_ANY:
		return true;
	case PARAM_CONSTANT:
		return check_constant(checker, call, argument);
	case PARAM_SEPARATOR:
		return check_separator(checker, call, argument);
	case PARAM_AS_FIRST:
		if (expr_node_is_literal(argument))
			return fit_literal(
			    checker, argument, first->type, first->column);
		wanted = first->type;
		break;
	case PARAM_BORN:
		if (argument->column &&
		    column_is_identity(argument->column->type))
			return true;
		wanted = EXPR_DATE;
		break;
	case PARAM_DATE:
		wanted = EXPR_DATE;
		break;
	case PARAM_NUMBER:
		wanted = EXPR_NUMBER;
		break;
	case PARAM_TEXT:
		break;
	}
	if (wanted == EXPR_DATE && argument->op == OP_TEXT)
		return fit_date_argument(checker, call, argument);
	if (argument->type == wanted)
		return true;
	return wrong_argument(checker, call, argument, wanted);
}

bool
function_check(struct checker *checker, struct expr_node *call)
{
	call->function = function_find(call->text);
	if (!call->function)
		return unknown_function(checker, call);
	call->type = call->function->result;
	if (!check_count(checker, call))
		return false;
	bool sound = true;
	for (size_t i = 0; i < call->count; i++) {
		if (call->kids[i]->sound && call->kids[0]->sound)
			sound &= check_argument(checker, call, i);
	}
	if (sound && call->function->asks)
		sound = open_outside(checker, call);
	call->column = NULL;
	if (call->function->as_first) {
		call->type = call->kids[0]->type;
		call->column = call->kids[0]->column;
	}
	return sound;
}

bool
function_may_lack(const struct expr_node *node)
{
	return node->op == OP_TEXT ||
	       (node->op == OP_CALL &&
		   node->function->evaluate == call_otherwise);
}

struct value
function_evaluate(const struct expr_node *node, struct run *run)
{
	struct value values[ARGUMENT_MAX];
	const struct function *function = node->function;
	bool lazy = function->evaluate == call_otherwise;

	for (size_t i = 0; i < node->count; i++) {
		values[i] = expr_node_evaluate(node->kids[i], run);
		if (values[i].kind == VALUE_UNDECIDABLE)
			return values[i];
		if (lazy && values[i].kind != VALUE_EMPTY)
			return values[i];
		if (values[i].kind != VALUE_EMPTY ||
		    function->on_empty == EMPTY_COUNTS)
			continue;
		bool first_stays = function->on_empty == EMPTY_FIRST_STAYS;
		if ((function->on_empty == EMPTY_STAYS || first_stays) &&
		    i == 0)
			return values[i];
		if (first_stays)
			continue;
		/* plural(n, '', 'er'): an empty text that is meant. */
		if (function->on_empty == EMPTY_STAYS &&
		    node->kids[i]->op == OP_TEXT)
			continue;
		return undecidable(node->kids[i], run, &expr_row_empty);
	}
	struct call call = {node, run, values, node->count};
	return function->evaluate(&call);
}
