/* Why a text is not an expression, and how to write it. */
#include "expr/messages.h"
#include "expr/parse.h"

struct expr_node *
parse_too_deep(struct parser *parser, struct span span, int most)
{
	REPORT(parser->diag, span, &expr_too_deep, ARGS(most));
	HINT(parser->diag, &expr_split_hint, NO_ARGS);
	return NULL;
}

struct expr_node *
parse_value_missing(struct parser *parser)
{
	if (parse_at(parser, TOKEN_FAULT))
		return NULL;
	if (parse_at(parser, TOKEN_END))
		REPORT(
		    parser->diag, parser->now.span, &expr_ends_early, NO_ARGS);
	else
		REPORT(parser->diag, parser->now.span, &expr_value_missing,
		    ARGS(parser->now.source));
	return NULL;
}

bool
parse_close(struct parser *parser, const struct token *open)
{
	if (parse_at(parser, TOKEN_CLOSE))
		return true;
	/* Whatever else stands there is told of already. */
	REPORT(parser->diag, open->span, &expr_open_parenthesis, NO_ARGS);
	return false;
}

void
parse_chained(struct parser *parser, const struct expr_node *left,
    const struct token *sign, const struct expr_node *third)
{
	struct slice parts[4] = {left->source, left->kids[1]->source,
	    sign->source, third ? third->source : sign->source};
	REPORT(parser->diag, sign->span, &expr_chain, NO_ARGS);
	if (!third)
		return;
	HINT(parser->diag, &expr_write_instead,
	    ARGS(arena_print(parser->job_mem, "%.*s and %.*s %.*s %.*s",
		(int)parts[0].len, parts[0].at, (int)parts[1].len, parts[1].at,
		(int)parts[2].len, parts[2].at, (int)parts[3].len,
		parts[3].at)));
}

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

struct expr_node *
parse_mixed(struct parser *parser, const struct chain *chain)
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
is_value_start(enum token_kind kind)
{
	return kind == TOKEN_NAME || kind == TOKEN_BRACKETED ||
	       kind == TOKEN_TEXT || kind == TOKEN_NUMBER ||
	       kind == TOKEN_DATE || kind == TOKEN_OPEN;
}

/* Names with blanks and texts without quotes: words side by side. */
static void
words_side_by_side(struct parser *parser, const struct expr_node *last)
{
	struct slice words = last->source;
	struct span span = last->span;
	while (parse_at(parser, TOKEN_NAME) || parse_at(parser, TOKEN_NUMBER)) {
		words = expr_node_source_join(words, parser->now.source);
		span = expr_node_span_join(span, parser->now.span);
		parse_next(parser);
	}
	if (parse_at(parser, TOKEN_FAULT))
		return;
	REPORT(parser->diag, span, &expr_blank_in_name, ARGS(words));
	HINT(parser->diag, &expr_name_hint, ARGS(words));
	HINT(parser->diag, &expr_text_hint, ARGS(words));
}

void
parse_rest_refused(struct parser *parser, const struct expr_node *before)
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
		words_side_by_side(parser, last);
	} else if (is_value_start(now.kind)) {
		REPORT(parser->diag, now.span, &expr_operator_missing,
		    ARGS(now.source));
	} else {
		parse_value_missing(parser);
	}
}
