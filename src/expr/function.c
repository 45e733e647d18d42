#include "expr/calls.h"

#include "base/messages.h"
#include "base/suggest.h"
#include "expr/messages.h"
#include "text/normal.h"

static const struct function functions[] = {
    {.name = "year",
	.swedish = "år",
	.usage = "year(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_NUMBER,
	.evaluate = call_year},
    {.name = "month",
	.swedish = "månad",
	.usage = "month(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_NUMBER,
	.evaluate = call_month},
    {.name = "day",
	.swedish = "dag",
	.usage = "day(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_NUMBER,
	.evaluate = call_day},
    {.name = "age",
	.swedish = "ålder",
	.usage = "age(Personnummer) or age(date, date)",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_BORN, PARAM_DATE},
	.result = EXPR_NUMBER,
	.evaluate = call_age},
    {.name = "today",
	.swedish = "idag",
	.usage = "today()",
	.result = EXPR_DATE,
	.evaluate = call_today},
    {.name = "round",
	.swedish = "avrunda",
	.usage = "round(number, decimals)",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_NUMBER, PARAM_NUMBER},
	.result = EXPR_NUMBER,
	.evaluate = call_round},
    {.name = "length",
	.swedish = "längd",
	.usage = "length(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_NUMBER,
	.on_empty = EMPTY_COUNTS,
	.evaluate = call_length},
    {.name = "upper",
	.swedish = "versaler",
	.usage = "upper(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_upper},
    {.name = "lower",
	.swedish = "gemener",
	.usage = "lower(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_lower},
    {.name = "otherwise",
	.swedish = "annars",
	.usage = "otherwise(value, if empty)",
	.least = 2,
	.most = ARGUMENT_MAX,
	.parameters = {PARAM_ANY, PARAM_AS_FIRST, PARAM_AS_FIRST},
	.as_first = true,
	.on_empty = EMPTY_COUNTS,
	.evaluate = call_otherwise},
    {.name = "long_date",
	.swedish = "långt_datum",
	.usage = "long_date(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_long_date},
    {.name = "short_date",
	.swedish = "kort_datum",
	.usage = "short_date(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_short_date},
    {.name = "full_date",
	.swedish = "fullt_datum",
	.usage = "full_date(date)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_DATE},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_full_date},
    {.name = "genitive",
	.swedish = "genitiv",
	.usage = "genitive(name)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_genitive},
    {.name = "list",
	.swedish = "lista",
	.usage = "list(text, text, …)",
	.least = 1,
	.most = ARGUMENT_MAX,
	.parameters = {PARAM_TEXT, PARAM_TEXT, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_COUNTS,
	.spoken = true,
	.evaluate = call_list},
    {.name = "alternatives",
	.swedish = "alternativ",
	.usage = "alternatives(text, text, …)",
	.least = 1,
	.most = ARGUMENT_MAX,
	.parameters = {PARAM_TEXT, PARAM_TEXT, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_COUNTS,
	.spoken = true,
	.evaluate = call_alternatives},
    {.name = "plural",
	.swedish = "numerus",
	.usage = "plural(number, 'timme', 'timmar')",
	.least = 3,
	.most = 3,
	.parameters = {PARAM_NUMBER, PARAM_TEXT, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_plural},
    {.name = "money",
	.swedish = "belopp",
	.usage = "money(number) or money(number, 'kr/mån')",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_NUMBER, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_money},
    {.name = "number",
	.swedish = "tal",
	.usage = "number(number, decimals)",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_NUMBER, PARAM_NUMBER},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.spoken = true,
	.evaluate = call_number},
    {.name = "phone",
	.swedish = "telefon",
	.usage = "phone(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_phone},
    {.name = "unbroken",
	.swedish = "obruten",
	.usage = "unbroken(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_unbroken},
    {.name = "before",
	.swedish = "före",
	.usage = "before(text, ',')",
	.least = 2,
	.most = 2,
	.parameters = {PARAM_TEXT, PARAM_SEPARATOR},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_before},
    {.name = "after",
	.swedish = "efter",
	.usage = "after(text, ',')",
	.least = 2,
	.most = 2,
	.parameters = {PARAM_TEXT, PARAM_SEPARATOR},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_after},
    {.name = "first_word",
	.swedish = "första_ordet",
	.usage = "first_word(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_first_word},
    {.name = "last_word",
	.swedish = "sista_ordet",
	.usage = "last_word(text)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_last_word},
    {.name = "first_names",
	.swedish = "förnamn",
	.usage = "first_names(name)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_first_names},
    {.name = "surname",
	.swedish = "efternamn",
	.usage = "surname(name)",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_STAYS,
	.evaluate = call_surname},
    {.name = "postcode",
	.swedish = "postnummer",
	.usage = "postcode(text) or postcode(text, Country)",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_TEXT, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_FIRST_STAYS,
	.evaluate = call_postcode},
    {.name = "town",
	.swedish = "postort",
	.usage = "town(text) or town(text, Country)",
	.least = 1,
	.most = 2,
	.parameters = {PARAM_TEXT, PARAM_TEXT},
	.result = EXPR_TEXT,
	.on_empty = EMPTY_FIRST_STAYS,
	.evaluate = call_town},
    {.name = "in_list",
	.swedish = "i_lista",
	.usage = "in_list('file.csv', Column, 'column of the file')",
	.least = 1,
	.most = 3,
	.parameters = {PARAM_CONSTANT, PARAM_ANY, PARAM_CONSTANT},
	.result = EXPR_FLAG,
	.asks = ASKS_LIST,
	.evaluate = call_in_list},
    {.name = "had_letter_in",
	.swedish = "fick_brev_i",
	.usage = "had_letter_in('folder of a run')",
	.least = 1,
	.most = 1,
	.parameters = {PARAM_CONSTANT},
	.result = EXPR_FLAG,
	.asks = ASKS_RUN,
	.evaluate = call_had_letter_in},
    {.name = "look_up",
	.swedish = "slå_upp",
	.usage = "look_up('file.csv', Column, 'column of the file')",
	.least = 3,
	.most = 3,
	.parameters = {PARAM_CONSTANT, PARAM_ANY, PARAM_CONSTANT},
	.result = EXPR_TEXT,
	.asks = ASKS_TABLE,
	.evaluate = call_look_up},
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
unknown_function(struct checker *checker, const struct expr_node *call)
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
			column_type_names[wanted == EXPR_DATE
					      ? COLUMN_DATE
					      : COLUMN_INTEGER]));
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

/* A quoted date is a date; '' is none. */
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
	return argument->type == wanted ||
	       wrong_argument(checker, call, argument, wanted);
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
