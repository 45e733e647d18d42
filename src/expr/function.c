#include "expr/function.h"

#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "expr/messages.h"
#include "record/henkilotunnus.h"
#include "text/normal.h"
#include "text/number.h"

static struct value
number(int64_t whole)
{
	return (struct value){.kind = VALUE_NUMBER, .micro = whole * MICRO};
}

static struct value
text(struct slice made)
{
	return (struct value){
	    .kind = made.len ? VALUE_TEXT : VALUE_EMPTY, .text = made};
}

static struct value
part_of_date(const struct call *call, int part)
{
	int parts[3];
	day_split(call->values[0].when, &parts[0], &parts[1], &parts[2]);
	return number(parts[part]);
}

static struct value
call_year(const struct call *call)
{
	return part_of_date(call, 0);
}

static struct value
call_month(const struct call *call)
{
	return part_of_date(call, 1);
}

static struct value
call_day(const struct call *call)
{
	return part_of_date(call, 2);
}

/* The day somebody was born, of a date or an identity number; or DAY_NONE. */
static day
born_of(const struct call *call)
{
	const struct value *value = &call->values[0];
	const struct column *column = call->node->kids[0]->column;

	if (value->kind == VALUE_DATE)
		return value->when;
	if (column->type == COLUMN_HENKILOTUNNUS) {
		struct henkilotunnus finnish = henkilotunnus_read(value->text);
		return finnish.fault == IDENTITY_FINE ? finnish.born : DAY_NONE;
	}
	struct identity identity =
	    identity_read(value->text, call->run->scope->today);
	return identity.fault == IDENTITY_FINE ? identity.born : DAY_NONE;
}

/* Whole years on the job's date, or on the second argument. */
static struct value
call_age(const struct call *call)
{
	day born = born_of(call);
	day at =
	    call->count > 1 ? call->values[1].when : call->run->scope->today;
	if (born == DAY_NONE)
		return undecidable(call->node, call->run, &expr_row_unfit);
	if (born > at)
		return undecidable(call->node, call->run, &expr_row_unborn);
	return number(years_between(born, at));
}

static struct value
call_today(const struct call *call)
{
	return (struct value){
	    .kind = VALUE_DATE, .when = call->run->scope->today};
}

/* Letters as people count them, not bytes; an empty text has none. */
static struct value
call_length(const struct call *call)
{
	if (call->values[0].kind == VALUE_EMPTY)
		return number(0);
	return number((int64_t)utf8_count(call->values[0].text));
}

static struct value
call_upper(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return text(text_upper(
	    context->letter_mem, call->values[0].text, context->language));
}

static struct value
call_lower(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return text(text_lower(
	    context->letter_mem, call->values[0].text, context->language));
}

static struct value
call_otherwise(const struct call *call)
{
	for (size_t i = 0; i + 1 < call->count; i++) {
		if (call->values[i].kind != VALUE_EMPTY)
			return call->values[i];
	}
	return call->values[call->count - 1];
}

static struct value
written_date(const struct call *call, enum date_style style)
{
	const struct expr_context *context = call->run->context;
	return text(date_write(context->letter_mem, call->values[0].when, style,
	    context->language));
}

static struct value
call_long_date(const struct call *call)
{
	return written_date(call, DATE_LONG);
}

static struct value
call_short_date(const struct call *call)
{
	return written_date(call, DATE_SHORT);
}

static struct value
call_full_date(const struct call *call)
{
	return written_date(call, DATE_FULL);
}

/* Half away from zero, as in school: 2.5 is 3, -2.5 is -3. */
static struct value
call_round(const struct call *call)
{
	int64_t micro = call->values[0].micro;
	int64_t decimals = call->count > 1 ? call->values[1].micro / MICRO : 0;
	int64_t step = MICRO;
	if (decimals < 0 || decimals > 6)
		return undecidable(call->node, call->run, &expr_row_range);
	while (decimals-- > 0)
		step /= 10;
	int64_t rest = micro % step, whole = micro - rest;
	if (rest >= (step + 1) / 2 && step > 1)
		rest = step;
	else if (-rest >= (step + 1) / 2 && step > 1)
		rest = -step;
	else
		rest = 0;
	if (__builtin_add_overflow(whole, rest, &micro))
		return undecidable(call->node, call->run, &expr_row_range);
	return (struct value){.kind = VALUE_NUMBER, .micro = micro};
}

static const struct function functions[] = {
    {"year", "år", "year(date)", 1, 1, {PARAM_DATE}, false, EXPR_NUMBER,
	EMPTY_UNDECIDABLE, call_year},
    {"month", "månad", "month(date)", 1, 1, {PARAM_DATE}, false, EXPR_NUMBER,
	EMPTY_UNDECIDABLE, call_month},
    {"day", "dag", "day(date)", 1, 1, {PARAM_DATE}, false, EXPR_NUMBER,
	EMPTY_UNDECIDABLE, call_day},
    {"age", "ålder", "age(Personnummer) or age(date, date)", 1, 2,
	{PARAM_BORN, PARAM_DATE}, false, EXPR_NUMBER, EMPTY_UNDECIDABLE,
	call_age},
    {"today", "idag", "today()", 0, 0, {PARAM_ANY}, false, EXPR_DATE,
	EMPTY_UNDECIDABLE, call_today},
    {"length", "längd", "length(text)", 1, 1, {PARAM_TEXT}, false, EXPR_NUMBER,
	EMPTY_COUNTS, call_length},
    {"upper", "versaler", "upper(text)", 1, 1, {PARAM_TEXT}, false, EXPR_TEXT,
	EMPTY_STAYS, call_upper},
    {"lower", "gemener", "lower(text)", 1, 1, {PARAM_TEXT}, false, EXPR_TEXT,
	EMPTY_STAYS, call_lower},
    {"otherwise", "annars", "otherwise(value, if empty)", 2, ARGUMENT_MAX,
	{PARAM_ANY, PARAM_AS_FIRST}, true, EXPR_TEXT, EMPTY_COUNTS,
	call_otherwise},
    {"long_date", "långt_datum", "long_date(date)", 1, 1, {PARAM_DATE}, false,
	EXPR_TEXT, EMPTY_STAYS, call_long_date},
    {"short_date", "kort_datum", "short_date(date)", 1, 1, {PARAM_DATE}, false,
	EXPR_TEXT, EMPTY_STAYS, call_short_date},
    {"full_date", "fullt_datum", "full_date(date)", 1, 1, {PARAM_DATE}, false,
	EXPR_TEXT, EMPTY_STAYS, call_full_date},
    {"round", "avrunda", "round(number, decimals)", 1, 2,
	{PARAM_NUMBER, PARAM_NUMBER}, false, EXPR_NUMBER, EMPTY_UNDECIDABLE,
	call_round},
};

#define FUNCTIONS (sizeof functions / sizeof *functions)

const struct function *
function_find(struct slice name)
{
	for (size_t i = 0; i < FUNCTIONS; i++) {
		if (text_same(name, slice_view(functions[i].name)) ||
		    text_same(name, slice_view(functions[i].swedish)))
			return &functions[i];
	}
	return NULL;
}

static bool
unknown_function(struct checker *checker, const struct node *call)
{
	struct suggestion best = suggestion_start(call->text);
	for (size_t i = 0; i < FUNCTIONS; i++) {
		suggestion_offer(&best, slice_view(functions[i].name));
		suggestion_offer(&best, slice_view(functions[i].swedish));
	}
	REPORT(checker->diag, call->sign, &expr_unknown_function,
	    ARGS(call->text));
	if (checker->scope->columns &&
	    columns_find(checker->scope->columns, call->text) != COLUMN_NONE)
		HINT(checker->diag, &expr_not_a_function, ARGS(call->text));
	else if (best.nearest.len)
		HINT(checker->diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

static bool
check_count(struct checker *checker, const struct node *call)
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
wrong_argument(struct checker *checker, const struct node *call,
    const struct node *argument, enum expr_type wanted)
{
	REPORT(checker->diag, argument->span, &expr_argument_type,
	    ARGS(call->text, type_words(wanted), type_words(argument->type)));
	if (argument->op == OP_COLUMN && argument->column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(argument->text,
			column_type_names[wanted == EXPR_DATE
					      ? COLUMN_DATE
					      : COLUMN_INTEGER]));
	else
		HINT(checker->diag, &expr_usage_hint,
		    ARGS(call->function->usage));
	return false;
}

static bool
check_argument(struct checker *checker, struct node *call, size_t index)
{
	struct node *argument = call->kids[index];
	const struct node *first = call->kids[0];
	enum expr_type wanted = EXPR_TEXT;

	switch (call->function->parameters[index < 2 ? index : 1]) {
	case PARAM_ANY:
		return true;
	case PARAM_AS_FIRST:
		if (node_is_literal(argument))
			return fit_literal(
			    checker, argument, first->type, first->column);
		wanted = first->type;
		break;
	case PARAM_BORN:
		if (argument->column &&
		    (argument->column->type == COLUMN_PERSONNUMMER ||
			argument->column->type == COLUMN_HENKILOTUNNUS))
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
		return fit_literal(checker, argument, EXPR_DATE, NULL);
	return argument->type == wanted ||
	       wrong_argument(checker, call, argument, wanted);
}

bool
function_check(struct checker *checker, struct node *call)
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
	call->column = NULL;
	if (call->function->as_first) {
		call->type = call->kids[0]->type;
		call->column = call->kids[0]->column;
	}
	return sound;
}

struct value
function_evaluate(const struct node *node, struct run *run)
{
	struct value values[ARGUMENT_MAX];
	const struct function *function = node->function;
	bool lazy = function->evaluate == call_otherwise;

	for (size_t i = 0; i < node->count; i++) {
		values[i] = node_evaluate(node->kids[i], run);
		if (values[i].kind == VALUE_UNDECIDABLE)
			return values[i];
		if (lazy && values[i].kind != VALUE_EMPTY)
			return values[i];
		if (values[i].kind != VALUE_EMPTY ||
		    function->on_empty == EMPTY_COUNTS)
			continue;
		if (function->on_empty == EMPTY_STAYS && i == 0)
			return values[i];
		return undecidable(node->kids[i], run, &expr_row_empty);
	}
	struct call call = {node, run, values, node->count};
	return function->evaluate(&call);
}
