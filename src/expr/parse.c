/*
 * Precedence, loosest first: and/or (never mixed), not, comparisons (never
 * chained), + and -, sign. The first fault ends the parse: what follows it
 * would be guessed.
 */
#include "expr/parse.h"
#include "expr/messages.h"

/* Bytes: longer than a thousand comparisons, and no memory to speak of. */
#define TEXT_MOST 65536

static struct expr_node *parse_condition(struct parser *parser);
static struct expr_node *parse_sum(struct parser *parser);

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
	return node->depth > DEPTH_MAX ? parse_too_deep(parser, sign, DEPTH_MAX)
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
	parse_next(parser);
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

/*
 * Values after the first of a list or call, up to and with ')'. The caller of
 * the whole explains whatever stands there instead of a comma.
 */
static bool
parse_values(struct parser *parser, const struct token *open,
    struct expr_node ***items, size_t *count, struct token *close)
{
	size_t room = 0;
	parser->lists++;
	while (!parse_at(parser, TOKEN_CLOSE)) {
		if (*count && !parse_at(parser, TOKEN_COMMA)) {
			parser->lists--;
			parse_close(parser, open);
			return false;
		}
		if (*count)
			parse_next(parser);
		if (parse_at(parser, TOKEN_END)) {
			parser->lists--;
			return parse_close(parser, open);
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
	parse_next(parser);
	return true;
}

static struct expr_node *
parse_call(struct parser *parser, const struct expr_node *name)
{
	struct token open = parser->now, close;
	struct expr_node **kids = NULL;
	size_t count = 0;

	parse_next(parser);
	if (!parse_values(parser, &open, &kids, &count, &close))
		return NULL;
	struct expr_node *call =
	    expr_node_new(parser->job_mem, OP_CALL, kids, count);
	call->text = name->text;
	call->sign = name->span;
	call->span = expr_node_span_join(name->span, close.span);
	call->source = expr_node_source_join(name->source, close.source);
	return call->depth > DEPTH_MAX
		   ? parse_too_deep(parser, name->span, DEPTH_MAX)
		   : call;
}

static struct expr_node *
parse_parenthesis(struct parser *parser)
{
	struct token open = parser->now;
	unsigned lists = parser->lists;

	parse_next(parser);
	if (parse_at(parser, TOKEN_END)) {
		parse_close(parser, &open);
		return NULL;
	}
	if (parse_at(parser, TOKEN_CLOSE)) {
		REPORT(parser->diag, open.span, &expr_empty, NO_ARGS);
		return NULL;
	}
	parser->lists = 0;
	struct expr_node *inside = parse_condition(parser);
	parser->lists = lists;
	if (!inside || !parse_close(parser, &open))
		return NULL;
	extend(inside, &open, &parser->now);
	parse_next(parser);
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
		if (parse_at(parser, leaves[i].kind))
			return leaf(parser, leaves[i].op);
	}
	if (parse_at(parser, TOKEN_OPEN))
		return parse_parenthesis(parser);
	if (!parse_at(parser, TOKEN_NAME))
		return parse_value_missing(parser);
	struct expr_node *name = leaf(parser, OP_NAME);
	return parse_at(parser, TOKEN_OPEN) ? parse_call(parser, name) : name;
}

static struct expr_node *
parse_signed(struct parser *parser)
{
	if (!parse_at(parser, TOKEN_MINUS))
		return parse_primary(parser);
	struct token minus = parser->now;
	if (++parser->depth > NESTING_MAX)
		return parse_too_deep(parser, minus.span, NESTING_MAX);
	parse_next(parser);
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
	while (left && (parse_at(parser, TOKEN_PLUS) ||
			   parse_at(parser, TOKEN_MINUS))) {
		enum op op =
		    parse_at(parser, TOKEN_PLUS) ? OP_ADD : OP_SUBTRACT;
		struct span sign = parser->now.span;
		parse_next(parser);
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

static struct expr_node *
parse_two_sides(struct parser *parser, struct expr_node *left, enum op op)
{
	struct span sign = parser->now.span;
	enum op again;

	parse_next(parser);
	struct expr_node *right = parse_sum(parser);
	if (!right)
		return NULL;
	struct expr_node *node =
	    over(parser, op, sign, 2, (struct expr_node *[]){left, right});
	if (node && comparison_op(parser->now.kind, &again)) {
		struct token second = parser->now;
		parse_next(parser);
		parse_chained(parser, node, &second, parse_sum(parser));
		return NULL;
	}
	return node;
}

static struct expr_node *
parse_in(struct parser *parser, struct expr_node *left)
{
	struct token sign = parser->now, open, close;
	struct expr_node **items = NULL;
	size_t count = 0;

	parse_next(parser);
	if (!parse_at(parser, TOKEN_OPEN)) {
		if (!parse_at(parser, TOKEN_FAULT)) {
			REPORT(parser->diag, sign.span, &expr_in_list,
			    ARGS(sign.source));
			HINT(parser->diag, &expr_in_hint, NO_ARGS);
		}
		return NULL;
	}
	open = parser->now;
	parse_next(parser);
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
	parse_next(parser);
	struct token no = parser->now;
	if (parse_at(parser, TOKEN_NOT))
		parse_next(parser);
	if (!token_means_empty(&parser->now)) {
		if (parse_at(parser, TOKEN_FAULT))
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
	parse_next(parser);
	return no.kind == TOKEN_NOT ? negate(parser, node, no.span) : node;
}

/* "not in", "not contains": the words stand between the two sides. */
static struct expr_node *
parse_negated(struct parser *parser, struct expr_node *left)
{
	struct span no = parser->now.span;
	parse_next(parser);
	if (parse_at(parser, TOKEN_IN))
		return negate(parser, parse_in(parser, left), no);
	if (parse_at(parser, TOKEN_CONTAINS))
		return negate(
		    parser, parse_two_sides(parser, left, OP_CONTAINS), no);
	if (parse_at(parser, TOKEN_STARTS))
		return negate(
		    parser, parse_two_sides(parser, left, OP_STARTS), no);
	if (!parse_at(parser, TOKEN_FAULT))
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
	if (parse_at(parser, TOKEN_IN))
		return parse_in(parser, left);
	if (parse_at(parser, TOKEN_IS))
		return parse_is(parser, left);
	if (parse_at(parser, TOKEN_NOT))
		return parse_negated(parser, left);
	return left;
}

static struct expr_node *
parse_not(struct parser *parser)
{
	if (!parse_at(parser, TOKEN_NOT))
		return parse_comparison(parser);
	struct token sign = parser->now;
	if (++parser->depth > NESTING_MAX)
		return parse_too_deep(parser, sign.span, NESTING_MAX);
	parse_next(parser);
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
	while (parse_at(parser, TOKEN_AND) || parse_at(parser, TOKEN_OR)) {
		struct token join = parser->now;
		parse_next(parser);
		if (!chain_add(parser, &chain, join))
			return NULL;
	}
	if (chain.and_seen && chain.or_seen)
		return parse_mixed(parser, &chain);
	if (chain.count == 1)
		return chain.parts[0];
	return over(parser, chain.and_seen ? OP_AND : OP_OR,
	    chain.joins[1].span, chain.count, chain.parts);
}

/* One condition up to where its surroundings may go on. */
static struct expr_node *
parse_condition(struct parser *parser)
{
	if (++parser->depth > NESTING_MAX)
		return parse_too_deep(parser, parser->now.span, NESTING_MAX);
	struct expr_node *node = parse_chain(parser);
	parser->depth--;
	if (!node)
		return NULL;
	bool inside = parser->depth > 0;
	if (parse_at(parser, TOKEN_END) ||
	    (inside && parse_at(parser, TOKEN_CLOSE)) ||
	    (parser->lists && parse_at(parser, TOKEN_COMMA)))
		return node;
	parse_rest_refused(parser, node);
	return NULL;
}

/* The quote that stands before the text in its file, or 0. */
static char
quoted_by(const struct diag *diag, struct span place)
{
	const struct sources *sources = diag_sources(diag);
	size_t at = sources_offset(sources, place);
	if (place.column < 2 || !at)
		return 0;
	char before = sources_text(sources, place.file).at[at - 1];
	return before == '\'' || before == '"' ? before : 0;
}

struct expr *
expr_parse(struct arena *job_mem, struct slice text, struct span place,
    struct diag *diag)
{
	struct parser parser = {
	    .job_mem = job_mem,
	    .diag = diag,
	    .lexer = {.job_mem = job_mem,
		.diag = diag,
		.text = text,
		.place = place,
		.quoted = quoted_by(diag, place)},
	};
	if (text.len > TEXT_MOST) {
		REPORT(diag, place, &expr_too_long,
		    ARGS((uint32_t)text.len, TEXT_MOST));
		HINT(diag, &expr_split_hint, NO_ARGS);
		return NULL;
	}
	parse_next(&parser);
	if (parse_at(&parser, TOKEN_END)) {
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
