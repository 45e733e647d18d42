/*
 * Each part of an expression with its value for one row, for utskick explain.
 * The only place in expr/ that writes what a cell holds; whoever calls it has
 * seen to it that the row may be shown.
 */
#include "base/words.h"
#include "expr/evaluate.h"
#include "expr/messages.h"

static void
write_verdict(
    struct strbuf *out, const struct words *words, enum verdict verdict)
{
	const struct message *word = &expr_word_undecidable;
	if (verdict == VERDICT_YES)
		word = &expr_word_yes;
	else if (verdict == VERDICT_NO)
		word = &expr_word_no;
	message_write(out, words, word, NO_ARGS);
}

static void
write_value(struct strbuf *out, const struct words *words,
    const struct expr_node *node, struct value value)
{
	struct expr_node shown = {.op = OP_TEXT, .value = value};
	switch (value.kind) {
	case VALUE_EMPTY:
		message_write(out, words, &expr_word_is_empty, NO_ARGS);
		return;
	case VALUE_FLAG:
		write_verdict(
		    out, words, value.flag ? VERDICT_YES : VERDICT_NO);
		return;
	case VALUE_UNFIT:
		message_write(out, words, &expr_word_unfit, NO_ARGS);
		return;
	case VALUE_UNDECIDABLE:
		message_write(out, words,
		    node->op == OP_COLUMN ? &expr_word_unfit
					  : &expr_word_undecidable,
		    NO_ARGS);
		return;
	case VALUE_TEXT:
	case VALUE_NUMBER:
	case VALUE_DATE:
		break;
	}
	expr_node_write(out, &shown);
}

static bool
is_condition(const struct expr_node *node)
{
	return node->op >= OP_AND && node->op <= OP_EMPTY;
}

/*
 * `negated` says that a not stands above: what is shown is then the opposite
 * of the answer that was asked for, so that doubt is seen where it arose.
 */
static enum verdict
shown_verdict(const struct expr_node *node, bool negated, struct run *run)
{
	enum verdict verdict = expr_node_decide(node, negated, run);
	if (!negated || verdict == VERDICT_UNDECIDABLE)
		return verdict;
	return verdict == VERDICT_YES ? VERDICT_NO : VERDICT_YES;
}

static void
explain(struct strbuf *out, const struct words *words,
    const struct expr_node *node, bool negated, unsigned level, struct run *run)
{
	if (expr_node_is_literal(node))
		return;
	for (unsigned i = 0; i < level; i++)
		strbuf_add_text(out, "  ");
	expr_node_write(out, node);
	strbuf_add_text(out, ": ");
	if (is_condition(node))
		write_verdict(out, words, shown_verdict(node, negated, run));
	else
		write_value(out, words, node, expr_node_evaluate(node, run));
	strbuf_add_char(out, '\n');
	for (size_t i = 0; i < node->count; i++)
		explain(out, words, node->kids[i],
		    negated != (node->op == OP_NOT), level + 1, run);
}

void
expr_explain(struct strbuf *out, const struct words *words,
    const struct expr *expr, const struct expr_context *context)
{
	struct problem why = {0};
	struct run run = {context, expr->scope, &why};
	explain(out, words, expr->root, false, 0, &run);
}
