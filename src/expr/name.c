/* What a name means: a column of the register, a fact or an extra. */
#include "base/messages.h"
#include "base/suggest.h"
#include "expr/check.h"
#include "expr/messages.h"
#include "text/normal.h"

enum expr_type
type_of_column(enum column_type type)
{
	switch (type) {
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
		return EXPR_NUMBER;
	case COLUMN_DATE:
		return EXPR_DATE;
	case COLUMN_FLAG:
		return EXPR_FLAG;
	case COLUMN_TEXT:
	case COLUMN_CHOICE:
	case COLUMN_PERSONNUMMER:
	case COLUMN_HENKILOTUNNUS:
	case COLUMN_FODSELSNUMMER:
	case COLUMN_ORGANISATIONSNUMMER:
	case COLUMN_POSTCODE:
	case COLUMN_EMAIL:
	case COLUMN_PHONE:
		break;
	}
	return EXPR_TEXT;
}

/* "datum" of "job.datum"; empty where nothing of the job is asked for. */
static struct slice
asked_of_job(struct slice name)
{
	size_t dot = slice_find_char(name, '.');
	if (dot == name.len ||
	    !text_same(slice_part(name, 0, dot), SLICE("job")))
		return (struct slice){NULL, 0};
	return slice_from(name, dot + 1);
}

static size_t
fact_find(const struct scope *scope, struct slice name)
{
	struct slice own = asked_of_job(name);
	for (size_t i = 0; i < scope->name_count; i++) {
		if (text_same(scope->names[i].name, name) ||
		    (own.len && scope->names[i].of_job &&
			text_same(scope->names[i].name, own)))
			return i;
	}
	return SIZE_MAX;
}

static size_t
column_find(const struct scope *scope, struct slice name)
{
	return scope->columns ? columns_find(scope->columns, name)
			      : COLUMN_NONE;
}

static bool
is_known(const struct scope *scope, struct slice name)
{
	return column_find(scope, name) != COLUMN_NONE ||
	       fact_find(scope, name) != SIZE_MAX;
}

/* A table's column written without its table: "plats" for "möten.plats". */
static struct slice
column_of_table(const struct scope *scope, struct slice name)
{
	for (size_t i = 0; i < scope->name_count; i++) {
		struct slice whole = scope->names[i].name;
		size_t dot = slice_find_char(whole, '.');
		if (dot < whole.len &&
		    text_same(slice_from(whole, dot + 1), name))
			return whole;
	}
	return (struct slice){NULL, 0};
}

static struct slice
nearest_name(const struct scope *scope, struct slice name)
{
	struct suggestion best = suggestion_start(name);
	for (size_t i = 0; scope->columns && i < scope->columns->count; i++)
		suggestion_offer(&best, scope->columns->at[i].name);
	for (size_t i = 0; i < scope->name_count; i++)
		suggestion_offer(&best, scope->names[i].name);
	return best.nearest.len ? best.nearest : column_of_table(scope, name);
}

/* till-från: two names and a minus that was read as a hyphen. */
static void
hint_minus(struct checker *checker, struct slice name)
{
	for (size_t i = 1; i + 1 < name.len; i++) {
		struct slice left = slice_part(name, 0, i);
		struct slice right = slice_from(name, i + 1);
		if (name.at[i] == '-' && is_known(checker->scope, left) &&
		    is_known(checker->scope, right)) {
			HINT(
			    checker->diag, &expr_minus_hint, ARGS(left, right));
			return;
		}
	}
}

static bool
unknown(struct checker *checker, const struct expr_node *node,
    const struct expr_node *beside)
{
	struct slice near = nearest_name(checker->scope, node->text);
	if (!node->bracketed && beside && beside->sound &&
	    beside->type == EXPR_TEXT) {
		REPORT(checker->diag, node->span, &expr_unquoted,
		    ARGS(node->text));
		HINT(checker->diag, &expr_quote_hint, ARGS(node->text));
	} else {
		REPORT(checker->diag, node->span, &expr_unknown_name,
		    ARGS(node->text));
		hint_minus(checker, node->text);
	}
	if (near.len)
		HINT(checker->diag, &base_did_you_mean, ARGS(near));
	return false;
}

/*
 * A name that is both a column's and a fact's. The job's own is what a
 * stationery means; anywhere else it is the column, which brackets say
 * outright, and job.datum is the job's. A fact is asked to give way.
 */
static bool
choose(struct checker *checker, const struct expr_node *node, size_t *column,
    size_t *fact)
{
	const struct scope *scope = checker->scope;
	if (!scope->names[*fact].of_job) {
		REPORT(checker->diag, node->span, &expr_two_meanings,
		    ARGS(node->text));
		HINT(checker->diag, &expr_rename_hint, NO_ARGS);
		return false;
	}
	if (scope->on_paper) {
		*column = COLUMN_NONE;
		return true;
	}
	if (!node->bracketed) {
		REPORT(checker->diag, node->span, &expr_column_first,
		    ARGS(node->text));
		HINT(checker->diag, &expr_say_which,
		    ARGS(scope->columns->at[*column].name,
			scope->names[*fact].name));
	}
	*fact = SIZE_MAX;
	return true;
}

bool
name_resolve(struct checker *checker, struct expr_node *node,
    const struct expr_node *beside)
{
	const struct scope *scope = checker->scope;
	size_t column = column_find(scope, node->text);
	size_t fact = fact_find(scope, node->text);

	node->sound = false;
	if (column == COLUMN_NONE && fact == SIZE_MAX && node->of_word) {
		struct slice meant = merge_name_find(checker, node->text);
		node->text = meant.len ? meant : node->text;
		column = column_find(scope, node->text);
		fact = fact_find(scope, node->text);
	}
	if (column == COLUMN_NONE && fact == SIZE_MAX) {
		node->op = OP_NAME;
		return unknown(checker, node, beside);
	}
	if (column != COLUMN_NONE && fact != SIZE_MAX &&
	    !choose(checker, node, &column, &fact))
		return false;
	if (fact != SIZE_MAX) {
		node->op = OP_FACT;
		node->index = fact;
		node->column = scope->names[fact].column;
		node->type = type_of_column(scope->names[fact].type);
	} else {
		node->op = OP_COLUMN;
		node->index = column;
		node->column = &scope->columns->at[column];
		node->type = type_of_column(node->column->type);
	}
	node->sound = true;
	return true;
}
