/*
 * Precedence, loosest first: and/or (never mixed), not, comparisons (never
 * chained), + and -, sign. The first fault ends the parse: what follows it
 * would be guessed.
 */
#include "base/messages.h"
#include "expr/messages.h"
#include "expr/node.h"
#include "expr/token.h"

/*
 * How deep parentheses, signs and not may nest as written: more than what a
 * tree may be deep, since the canonical text has parentheses of its own.
 */
#define NESTING_MAX (3 * DEPTH_MAX)

struct parser {
	struct arena *job_mem;
	struct diag *diag;
	struct lexer lexer;
	struct token now;
	unsigned depth;
	unsigned lists; /* open parentheses in which a comma may stand */
};

static struct expr_node *parse_condition(struct parser *parser);
static struct expr_node *parse_sum(struct parser *parser);

static void
next(struct parser *parser)
{
	parser->now = token_next(&parser->lexer);
}

static bool
at(const struct parser *parser, enum token_kind kind)
{
	return parser->now.kind == kind;
}

static struct expr_node *
too_deep(struct parser *parser, struct span span, int most)
{
	REPORT(parser->diag, span, &expr_too_deep, ARGS(most));
	HINT(parser->diag, &expr_split_hint, NO_ARGS);
	return NULL;
}

/* A node over kids that all exist; NULL after a report where too deep. */
static struct expr_node *
over(struct parser *parser, enum op op, struct span sign, size_t count,
    struct expr_node *const *from)
{
	struct expr_node **kids =
	    ARENA_ARRAY(parser->job_mem, struct expr_node *, count);
	memcpy(kids, from, count * sizeof *kids);
	struct expr_node *node =
	    expr_node_new(parser->job_mem, op, kids, count);
	node->sign = sign;
	node->span = expr_node_span_join(kids[0]->span, kids[count - 1]->span);
	node->source =
	    expr_node_source_join(kids[0]->source, kids[count - 1]->source);
	return node->depth > DEPTH_MAX ? too_deep(parser, sign, DEPTH_MAX)
				       : node;
}

static struct expr_node *
leaf(struct parser *parser, enum op op)
{
	const struct token *token = &parser->now;
	struct expr_node *node = expr_node_new(parser->job_mem, op, NULL, 0);
	node->span = node->sign = token->span;
	node->source = token->source;
	node->text = token->text;
	node->bracketed = token->kind == TOKEN_BRACKETED;
	if (token->kind == TOKEN_NUMBER)
		node->value =
		    (struct value){.kind = VALUE_NUMBER, .micro = token->micro};
	if (token->kind == TOKEN_DATE)
		node->value =
		    (struct value){.kind = VALUE_DATE, .when = token->when};
	next(parser);
	return node;
}

/* Lets the node's span and source go on to `end`. */
static void
extend(
    struct expr_node *node, const struct token *start, const struct token *end)
{
	node->span = expr_node_span_join(start->span, end->span);
	node->source = expr_node_source_join(start->source, end->source);
}

static struct expr_node *
missing_value(struct parser *parser)
{
	if (at(parser, TOKEN_FAULT))
		return NULL;
	if (at(parser, TOKEN_END))
		REPORT(
		    parser->diag, parser->now.span, &expr_ends_early, NO_ARGS);
	else
		REPORT(parser->diag, parser->now.span, &expr_value_missing,
		    ARGS(parser->now.source));
	return NULL;
}

static bool
expect_close(struct parser *parser, const struct token *open)
{
	if (at(parser, TOKEN_CLOSE))
		return true;
	if (at(parser, TOKEN_END))
		REPORT(
		    parser->diag, open->span, &expr_open_parenthesis, NO_ARGS);
	return false;
}

/*
 * Values after the first of a list or call, up to and with ')'. What stands
 * there instead of a comma is explained by the caller of the whole.
 */
static bool
parse_values(struct parser *parser, const struct token *open,
    struct expr_node ***items, size_t *count, struct token *close)
{
	size_t room = 0;
	parser->lists++;
	while (!at(parser, TOKEN_CLOSE)) {
		if (*count && !at(parser, TOKEN_COMMA)) {
			parser->lists--;
			expect_close(parser, open);
			return false;
		}
		if (*count)
			next(parser);
		if (at(parser, TOKEN_END)) {
			parser->lists--;
			return expect_close(parser, open);
		}
		struct expr_node *item = parse_condition(parser);
		if (!item)
			return false;
		*items = arena_grow(
		    parser->job_mem, *items, &room, *count + 1, sizeof **items);
		(*items)[(*count)++] = item;
	}
	parser->lists--;
	*close = parser->now;
	next(parser);
	return true;
}

static struct expr_node *
parse_call(struct parser *parser, const struct expr_node *name)
{
	struct token open = parser->now, close;
	struct expr_node **kids = NULL;
	size_t count = 0;

	next(parser);
	if (!parse_values(parser, &open, &kids, &count, &close))
		return NULL;
	struct expr_node *call =
	    expr_node_new(parser->job_mem, OP_CALL, kids, count);
	call->text = name->text;
	call->sign = name->span;
	call->span = expr_node_span_join(name->span, close.span);
	call->source = expr_node_source_join(name->source, close.source);
	return call->depth > DEPTH_MAX ? too_deep(parser, name->span, DEPTH_MAX)
				       : call;
}

static struct expr_node *
parse_parenthesis(struct parser *parser)
{
	struct token open = parser->now;
	unsigned lists = parser->lists;

	next(parser);
	if (at(parser, TOKEN_END)) {
		expect_close(parser, &open);
		return NULL;
	}
	if (at(parser, TOKEN_CLOSE)) {
		REPORT(parser->diag, open.span, &expr_empty, NO_ARGS);
		return NULL;
	}
	parser->lists = 0;
	struct expr_node *inside = parse_condition(parser);
	parser->lists = lists;
	if (!inside || !expect_close(parser, &open))
		return NULL;
	extend(inside, &open, &parser->now);
	next(parser);
	return inside;
}

static struct expr_node *
parse_primary(struct parser *parser)
{
	static const struct {
		enum token_kind kind;
		enum op op;
	} leaves[] = {
	    {TOKEN_TEXT, OP_TEXT},
	    {TOKEN_NUMBER, OP_NUMBER},
	    {TOKEN_DATE, OP_DATE},
	    {TOKEN_BRACKETED, OP_NAME},
	};
	for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
		if (at(parser, leaves[i].kind))
			return leaf(parser, leaves[i].op);
	}
	if (at(parser, TOKEN_OPEN))
		return parse_parenthesis(parser);
	if (!at(parser, TOKEN_NAME))
		return missing_value(parser);
	struct expr_node *name = leaf(parser, OP_NAME);
	return at(parser, TOKEN_OPEN) ? parse_call(parser, name) : name;
}

static struct expr_node *
parse_signed(struct parser *parser)
{
	if (!at(parser, TOKEN_MINUS))
		return parse_primary(parser);
	struct token minus = parser->now;
	if (++parser->depth > NESTING_MAX)
		return too_deep(parser, minus.span, NESTING_MAX);
	next(parser);
	struct expr_node *number = parse_signed(parser);
	parser->depth--;
	if (!number)
		return NULL;
	struct expr_node *node =
	    over(parser, OP_NEGATE, minus.span, 1, &number);
	if (node) {
		node->span = expr_node_span_join(minus.span, number->span);
		node->source =
		    expr_node_source_join(minus.source, number->source);
	}
	return node;
}

static struct expr_node *
parse_sum(struct parser *parser)
{
	struct expr_node *left = parse_signed(parser);
	while (left && (at(parser, TOKEN_PLUS) || at(parser, TOKEN_MINUS))) {
		enum op op = at(parser, TOKEN_PLUS) ? OP_ADD : OP_SUBTRACT;
		struct span sign = parser->now.span;
		next(parser);
		struct expr_node *right = parse_signed(parser);
		if (!right)
			return NULL;
		left = over(
		    parser, op, sign, 2, (struct expr_node *[]){left, right});
	}
	return left;
}

static bool
comparison_op(enum token_kind kind, enum op *op)
{
	static const struct {
		enum token_kind kind;
		enum op op;
	} table[] = {
	    {TOKEN_EQUAL, OP_EQUAL},
	    {TOKEN_DIFFERENT, OP_DIFFERENT},
	    {TOKEN_LESS, OP_LESS},
	    {TOKEN_AT_MOST, OP_AT_MOST},
	    {TOKEN_MORE, OP_MORE},
	    {TOKEN_AT_LEAST, OP_AT_LEAST},
	    {TOKEN_CONTAINS, OP_CONTAINS},
	    {TOKEN_STARTS, OP_STARTS},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].kind == kind) {
			*op = table[i].op;
			return true;
		}
	}
	return false;
}

/* a < b < c: the way to write it, from the sources of the three. */
static struct expr_node *
chained(struct parser *parser, const struct expr_node *left)
{
	struct token sign = parser->now;
	REPORT(parser->diag, sign.span, &expr_chain, NO_ARGS);
	next(parser);
	struct expr_node *third = parse_sum(parser);
	if (third)
		HINT(parser->diag, &expr_write_instead,
		    ARGS(arena_print(parser->job_mem, "%.*s and %.*s %.*s %.*s",
			(int)left->source.len, left->source.at,
			(int)left->kids[1]->source.len,
			left->kids[1]->source.at, (int)sign.source.len,
			sign.source.at, (int)third->source.len,
			third->source.at)));
	return NULL;
}

static struct expr_node *
parse_two_sides(struct parser *parser, struct expr_node *left, enum op op)
{
	struct span sign = parser->now.span;
	enum op again;

	next(parser);
	struct expr_node *right = parse_sum(parser);
	if (!right)
		return NULL;
	struct expr_node *node =
	    over(parser, op, sign, 2, (struct expr_node *[]){left, right});
	if (node && comparison_op(parser->now.kind, &again))
		return chained(parser, node);
	return node;
}

static struct expr_node *
parse_in(struct parser *parser, struct expr_node *left)
{
	struct token sign = parser->now, open, close;
	struct expr_node **items = NULL;
	size_t count = 0;

	next(parser);
	if (!at(parser, TOKEN_OPEN)) {
		if (!at(parser, TOKEN_FAULT)) {
			REPORT(parser->diag, sign.span, &expr_in_list,
			    ARGS(sign.source));
			HINT(parser->diag, &expr_in_hint, NO_ARGS);
		}
		return NULL;
	}
	open = parser->now;
	next(parser);
	if (!parse_values(parser, &open, &items, &count, &close))
		return NULL;
	if (!count) {
		REPORT(parser->diag, open.span, &expr_empty_list, NO_ARGS);
		return NULL;
	}
	struct expr_node **kids =
	    ARENA_ARRAY(parser->job_mem, struct expr_node *, count + 1);
	kids[0] = left;
	memcpy(kids + 1, items, count * sizeof *items);
	struct expr_node *node =
	    over(parser, OP_IN, sign.span, count + 1, kids);
	if (node) {
		node->span = expr_node_span_join(left->span, close.span);
		node->source =
		    expr_node_source_join(left->source, close.source);
	}
	return node;
}

static struct expr_node *
negate(struct parser *parser, struct expr_node *node, struct span sign)
{
	if (!node)
		return NULL;
	struct expr_node *no = over(parser, OP_NOT, sign, 1, &node);
	return no;
}

static struct expr_node *
parse_is(struct parser *parser, struct expr_node *left)
{
	struct token is = parser->now;
	next(parser);
	struct token no = parser->now;
	if (at(parser, TOKEN_NOT))
		next(parser);
	if (!token_means_empty(&parser->now)) {
		if (at(parser, TOKEN_FAULT))
			return NULL;
		REPORT(parser->diag, is.span, &expr_is_only_empty,
		    ARGS(is.source));
		HINT(parser->diag, &expr_equal_hint, NO_ARGS);
		return NULL;
	}
	struct expr_node *node = over(parser, OP_EMPTY, is.span, 1, &left);
	if (!node)
		return NULL;
	node->span = expr_node_span_join(left->span, parser->now.span);
	node->source = expr_node_source_join(left->source, parser->now.source);
	next(parser);
	return no.kind == TOKEN_NOT ? negate(parser, node, no.span) : node;
}

/* "not in", "not contains": the words stand between the two sides. */
static struct expr_node *
parse_negated(struct parser *parser, struct expr_node *left)
{
	struct span no = parser->now.span;
	next(parser);
	if (at(parser, TOKEN_IN))
		return negate(parser, parse_in(parser, left), no);
	if (at(parser, TOKEN_CONTAINS))
		return negate(
		    parser, parse_two_sides(parser, left, OP_CONTAINS), no);
	if (at(parser, TOKEN_STARTS))
		return negate(
		    parser, parse_two_sides(parser, left, OP_STARTS), no);
	if (!at(parser, TOKEN_FAULT))
		REPORT(parser->diag, no, &expr_operator_missing, ARGS("not"));
	return NULL;
}

static struct expr_node *
parse_comparison(struct parser *parser)
{
	enum op op;
	struct expr_node *left = parse_sum(parser);
	if (!left)
		return NULL;
	if (comparison_op(parser->now.kind, &op))
		return parse_two_sides(parser, left, op);
	if (at(parser, TOKEN_IN))
		return parse_in(parser, left);
	if (at(parser, TOKEN_IS))
		return parse_is(parser, left);
	if (at(parser, TOKEN_NOT))
		return parse_negated(parser, left);
	return left;
}

static struct expr_node *
parse_not(struct parser *parser)
{
	if (!at(parser, TOKEN_NOT))
		return parse_comparison(parser);
	struct token sign = parser->now;
	if (++parser->depth > NESTING_MAX)
		return too_deep(parser, sign.span, NESTING_MAX);
	next(parser);
	struct expr_node *inside = parse_not(parser);
	parser->depth--;
	struct expr_node *node = negate(parser, inside, sign.span);
	if (node) {
		node->span = expr_node_span_join(sign.span, inside->span);
		node->source =
		    expr_node_source_join(sign.source, inside->source);
	}
	return node;
}

/* The conditions that and/or stand between, before they become one node. */
struct chain {
	struct expr_node **parts;
	struct token *joins; /* joins[i] stands before parts[i] */
	size_t count, part_room, join_room;
	bool and_seen, or_seen;
};

/* The source again, with runs joined by `kind` in parentheses. */
static struct slice
grouped(struct parser *parser, const struct chain *chain, enum token_kind kind)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < chain->count; i++) {
		bool joined = i && chain->joins[i].kind == kind;
		bool goes_on =
		    i + 1 < chain->count && chain->joins[i + 1].kind == kind;
		if (i)
			strbuf_print(&out, " %.*s ",
			    (int)chain->joins[i].source.len,
			    chain->joins[i].source.at);
		if (goes_on && !joined)
			strbuf_add_char(&out, '(');
		strbuf_add(&out, chain->parts[i]->source);
		if (joined && !goes_on)
			strbuf_add_char(&out, ')');
	}
	struct slice text = arena_dup(parser->job_mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

static struct expr_node *
mixed(struct parser *parser, const struct chain *chain)
{
	size_t at = 2;
	while (chain->joins[at].kind == chain->joins[1].kind)
		at++;
	REPORT(parser->diag, chain->joins[at].span, &expr_and_or, NO_ARGS);
	HINT(parser->diag, &expr_either_hint,
	    ARGS(grouped(parser, chain, TOKEN_AND)));
	HINT(parser->diag, &expr_or_hint,
	    ARGS(grouped(parser, chain, TOKEN_OR)));
	return NULL;
}

static bool
chain_add(struct parser *parser, struct chain *chain, struct token join)
{
	struct expr_node *part = parse_not(parser);
	if (!part)
		return false;
	chain->parts = arena_grow(parser->job_mem, chain->parts,
	    &chain->part_room, chain->count + 1, sizeof *chain->parts);
	chain->joins = arena_grow(parser->job_mem, chain->joins,
	    &chain->join_room, chain->count + 1, sizeof *chain->joins);
	chain->parts[chain->count] = part;
	chain->joins[chain->count++] = join;
	chain->and_seen |= join.kind == TOKEN_AND;
	chain->or_seen |= join.kind == TOKEN_OR;
	return true;
}

static struct expr_node *
parse_chain(struct parser *parser)
{
	struct chain chain = {0};
	if (!chain_add(parser, &chain, (struct token){0}))
		return NULL;
	while (at(parser, TOKEN_AND) || at(parser, TOKEN_OR)) {
		struct token join = parser->now;
		next(parser);
		if (!chain_add(parser, &chain, join))
			return NULL;
	}
	if (chain.and_seen && chain.or_seen)
		return mixed(parser, &chain);
	if (chain.count == 1)
		return chain.parts[0];
	return over(parser, chain.and_seen ? OP_AND : OP_OR,
	    chain.joins[1].span, chain.count, chain.parts);
}

static bool
is_value_start(enum token_kind kind)
{
	return kind == TOKEN_NAME || kind == TOKEN_BRACKETED ||
	       kind == TOKEN_TEXT || kind == TOKEN_NUMBER ||
	       kind == TOKEN_DATE || kind == TOKEN_OPEN;
}

/* Names with blanks and texts without quotes: words side by side. */
static void
words_side_by_side(struct parser *parser, const struct expr_node *before)
{
	const struct expr_node *last = before;
	while (last->count && last->op != OP_CALL && last->op != OP_IN)
		last = last->kids[last->count - 1];
	struct slice words = last->source;
	struct span span = last->span;
	while (at(parser, TOKEN_NAME) || at(parser, TOKEN_NUMBER)) {
		words = expr_node_source_join(words, parser->now.source);
		span = expr_node_span_join(span, parser->now.span);
		next(parser);
	}
	if (at(parser, TOKEN_FAULT))
		return;
	REPORT(parser->diag, span, &expr_blank_in_name, ARGS(words));
	HINT(parser->diag, &expr_name_hint, ARGS(words));
	HINT(parser->diag, &expr_text_hint, ARGS(words));
}

/* A condition has ended where none may end: says why. */
static void
explain_rest(struct parser *parser, const struct expr_node *before)
{
	struct token now = parser->now;
	const struct expr_node *last = before;
	while (last->count && last->op != OP_CALL && last->op != OP_IN)
		last = last->kids[last->count - 1];
	bool word = last->op == OP_NAME && !last->bracketed;

	if (now.kind == TOKEN_FAULT)
		return;
	if (now.kind == TOKEN_CLOSE) {
		REPORT(
		    parser->diag, now.span, &expr_stray_parenthesis, NO_ARGS);
	} else if (now.kind == TOKEN_COMMA && last->op == OP_NUMBER) {
		REPORT(parser->diag, now.span, &expr_decimal_comma, NO_ARGS);
		HINT(parser->diag, &expr_write_instead, ARGS("12.5"));
	} else if (now.kind == TOKEN_COMMA) {
		REPORT(parser->diag, now.span, &expr_stray_comma, NO_ARGS);
		if (before->op == OP_EQUAL)
			HINT(parser->diag, &expr_list_hint,
			    ARGS(before->kids[0]->source));
	} else if (word &&
		   (now.kind == TOKEN_NAME || now.kind == TOKEN_NUMBER)) {
		words_side_by_side(parser, before);
	} else if (is_value_start(now.kind)) {
		REPORT(parser->diag, now.span, &expr_operator_missing,
		    ARGS(now.source));
	} else {
		missing_value(parser);
	}
}

/* One condition up to where its surroundings may go on. */
static struct expr_node *
parse_condition(struct parser *parser)
{
	if (++parser->depth > NESTING_MAX)
		return too_deep(parser, parser->now.span, NESTING_MAX);
	struct expr_node *node = parse_chain(parser);
	parser->depth--;
	if (!node)
		return NULL;
	bool inside = parser->depth > 0;
	if (at(parser, TOKEN_END) || (inside && at(parser, TOKEN_CLOSE)) ||
	    (parser->lists && at(parser, TOKEN_COMMA)))
		return node;
	explain_rest(parser, node);
	return NULL;
}

struct expr *
expr_parse(struct arena *job_mem, struct slice text, struct span place,
    struct diag *diag)
{
	struct parser parser = {
	    .job_mem = job_mem,
	    .diag = diag,
	    .lexer = {job_mem, diag, text, 0, place},
	};
	next(&parser);
	if (at(&parser, TOKEN_END)) {
		REPORT(diag, place, &expr_empty, NO_ARGS);
		return NULL;
	}
	struct expr_node *root = parse_condition(&parser);
	if (!root)
		return NULL;
	struct expr *expr = ARENA_NEW(job_mem, struct expr);
	expr->job_mem = job_mem;
	expr->root = root;
	return expr;
}
