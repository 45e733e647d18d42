/* An expression as text again, in one form whoever wrote it. */
#include "expr/function.h"
#include "expr/node.h"
#include "expr/token.h"
#include "text/number.h"

const char *
op_word(enum op op)
{
	switch (op) {
	case OP_AND:
		return "and";
	case OP_OR:
		return "or";
	case OP_NOT:
		return "not";
	case OP_EQUAL:
		return "=";
	case OP_DIFFERENT:
		return "<>";
	case OP_LESS:
		return "<";
	case OP_AT_MOST:
		return "<=";
	case OP_MORE:
		return ">";
	case OP_AT_LEAST:
		return ">=";
	case OP_IN:
		return "in";
	case OP_CONTAINS:
		return "contains";
	case OP_STARTS:
		return "starts with";
	case OP_EMPTY:
		return "is empty";
	case OP_ADD:
		return "+";
	case OP_SUBTRACT:
	case OP_NEGATE:
		return "-";
	case OP_TEXT:
	case OP_NUMBER:
	case OP_DATE:
	case OP_NAME:
	case OP_COLUMN:
	case OP_FACT:
	case OP_CALL:
		break;
	}
	return "";
}

static void
write_name(struct strbuf *out, const struct expr_node *node)
{
	/* The register's own spelling, where it is known. */
	struct slice name =
	    node->op == OP_COLUMN ? node->column->name : node->text;
	expr_write_name(out, name);
}

void
expr_write_name(struct strbuf *out, struct slice name)
{
	bool brackets = token_needs_brackets(name);
	if (brackets)
		strbuf_add_char(out, '[');
	for (size_t i = 0; i < name.len; i++) {
		if (brackets && name.at[i] == ']')
			strbuf_add_char(out, ']');
		strbuf_add_char(out, name.at[i]);
	}
	if (brackets)
		strbuf_add_char(out, ']');
}

static void
write_text(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			strbuf_add_char(out, '\'');
		strbuf_add_char(out, text.at[i]);
	}
	strbuf_add_char(out, '\'');
}

static void
write_number(struct strbuf *out, int64_t micro)
{
	unsigned long long size =
	    micro < 0 ? -(unsigned long long)micro : (unsigned long long)micro;
	strbuf_print(out, "%s%llu", micro < 0 ? "-" : "", size / 1000000);
	unsigned rest = (unsigned)(size % 1000000);
	if (!rest)
		return;
	char digits[8];
	snprintf(digits, sizeof digits, "%06u", rest);
	size_t len = 6;
	while (digits[len - 1] == '0')
		len--;
	/* three would be a thousand or a part (expr/readings.c) */
	strbuf_print(out, ".%.*s", (int)(len == 3 ? 4 : len), digits);
}

static void
write_literal(struct strbuf *out, const struct expr_node *node)
{
	char iso[11];
	switch (node->value.kind) {
	case VALUE_NUMBER:
		write_number(out, node->value.micro);
		return;
	case VALUE_DATE:
		day_write_iso(node->value.when, iso);
		strbuf_add_text(out, iso);
		return;
	case VALUE_TEXT:
		write_text(out, node->value.text);
		return;
	case VALUE_EMPTY:
	case VALUE_FLAG:
	case VALUE_UNFIT:
	case VALUE_UNDECIDABLE:
		break;
	}
	write_text(out, node->text);
}

static bool
is_joined(const struct expr_node *node)
{
	return node->op == OP_AND || node->op == OP_OR;
}

/* Everything that binds looser than a comparison's sides stands inside. */
static void
write_inside(struct strbuf *out, const struct expr_node *node, bool parentheses)
{
	if (parentheses)
		strbuf_add_char(out, '(');
	expr_node_write(out, node);
	if (parentheses)
		strbuf_add_char(out, ')');
}

static void
write_list(struct strbuf *out, struct expr_node *const *kids, size_t count)
{
	strbuf_add_char(out, '(');
	for (size_t i = 0; i < count; i++) {
		if (i)
			strbuf_add_text(out, ", ");
		expr_node_write(out, kids[i]);
	}
	strbuf_add_char(out, ')');
}

/* A condition as a value, which check refuses, still reads back as written. */
static bool
is_condition(const struct expr_node *node)
{
	return node->op >= OP_AND && node->op <= OP_EMPTY;
}

static bool
is_sum(const struct expr_node *node)
{
	return node->op == OP_ADD || node->op == OP_SUBTRACT;
}

static void
write_side(struct strbuf *out, const struct expr_node *node)
{
	write_inside(out, node, is_condition(node));
}

/* a in (b), a contains b, a is empty, and the same with not. */
static void
write_words(struct strbuf *out, const struct expr_node *node, bool negated)
{
	write_side(out, node->kids[0]);
	if (node->op == OP_EMPTY) {
		strbuf_add_text(out, negated ? " is not empty" : " is empty");
		return;
	}
	strbuf_print(out, negated ? " not %s " : " %s ", op_word(node->op));
	if (node->op == OP_IN)
		write_list(out, node->kids + 1, node->count - 1);
	else
		write_side(out, node->kids[1]);
}

static void
write_not(struct strbuf *out, const struct expr_node *kid)
{
	if (kid->op == OP_IN || kid->op == OP_CONTAINS ||
	    kid->op == OP_STARTS || kid->op == OP_EMPTY) {
		write_words(out, kid, true);
		return;
	}
	strbuf_add_text(out, "not ");
	write_inside(out, kid, is_joined(kid) || expr_node_is_comparison(kid));
}

static void
write_two_sides(struct strbuf *out, const struct expr_node *node)
{
	const struct expr_node *right = node->kids[1];
	write_side(out, node->kids[0]);
	strbuf_print(out, " %s ", op_word(node->op));
	/* a - (b - c) needs its parentheses, (a - b) - c does not. */
	write_inside(
	    out, right, is_condition(right) || (is_sum(node) && is_sum(right)));
}

static void
write_joined(struct strbuf *out, const struct expr_node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct expr_node *kid = node->kids[i];
		if (i)
			strbuf_print(out, " %s ", op_word(node->op));
		write_inside(out, kid, is_joined(kid));
	}
}

void
expr_node_write(struct strbuf *out, const struct expr_node *node)
{
	switch (node->op) {
	case OP_TEXT:
	case OP_NUMBER:
	case OP_DATE:
		write_literal(out, node);
		return;
	case OP_NAME:
	case OP_COLUMN:
	case OP_FACT:
		write_name(out, node);
		return;
	case OP_AND:
	case OP_OR:
		write_joined(out, node);
		return;
	case OP_NOT:
		write_not(out, node->kids[0]);
		return;
	case OP_IN:
	case OP_CONTAINS:
	case OP_STARTS:
	case OP_EMPTY:
		write_words(out, node, false);
		return;
	case OP_NEGATE:
		strbuf_add_char(out, '-');
		write_inside(out, node->kids[0],
		    is_sum(node->kids[0]) || is_condition(node->kids[0]));
		return;
	case OP_CALL:
		if (node->function)
			strbuf_add_text(out, node->function->name);
		else
			strbuf_add(out, node->text);
		write_list(out, node->kids, node->count);
		return;
	case OP_EQUAL:
	case OP_DIFFERENT:
	case OP_LESS:
	case OP_AT_MOST:
	case OP_MORE:
	case OP_AT_LEAST:
	case OP_ADD:
	case OP_SUBTRACT:
		write_two_sides(out, node);
		return;
	}
}

void
expr_write(struct strbuf *out, const struct expr *expr)
{
	expr_node_write(out, expr->root);
}
