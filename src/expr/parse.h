/*
 * expr/parse.h - what the parser and its refusals share; inside expr/ only.
 *
 * parse.c builds the tree; parse_fault.c says what is wrong with a text that
 * makes none, and how it is written.
 */
#ifndef EXPR_PARSE_H
#define EXPR_PARSE_H

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

/* The conditions that and/or stand between, before they become one node. */
struct chain {
	struct expr_node **parts;
	struct token *joins; /* joins[i] stands before parts[i] */
	size_t count, part_room, join_room;
	bool and_seen, or_seen;
};

static inline void
parse_next(struct parser *parser)
{
	parser->now = token_next(&parser->lexer);
}

static inline bool
parse_at(const struct parser *parser, enum token_kind kind)
{
	return parser->now.kind == kind;
}

/* The reports of parse_fault.c; those that give a node give NULL. */
struct expr_node *parse_too_deep(
    struct parser *parser, struct span span, int most);
struct expr_node *parse_value_missing(struct parser *parser);
struct expr_node *parse_mixed(struct parser *parser, const struct chain *chain);

/* a < b < c: `left` is the first comparison; `third` NULL after a report. */
void parse_chained(struct parser *parser, const struct expr_node *left,
    const struct token *sign, const struct expr_node *third);

/* True at ')'; at the end of all, `open` is what lacks it. */
bool parse_close(struct parser *parser, const struct token *open);

/* A condition has ended where none may end: says why. */
void parse_rest_refused(struct parser *parser, const struct expr_node *before);

#endif
