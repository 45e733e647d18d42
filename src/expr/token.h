/*
 * expr/token.h - the words of an expression, one after another.
 *
 * First step of expr/parse.c. Takes what people type and what word processors
 * make of it: straight and typographic quotes, blanks that do not break, words
 * in English and Swedish, in any case. Signs of other languages (== != && ||
 * & |) are refused with the way to write them here.
 */
#ifndef EXPR_TOKEN_H
#define EXPR_TOKEN_H

#include "base/diag.h"
#include "text/date.h"

enum token_kind {
	TOKEN_END,
	TOKEN_FAULT, /* reported */
	TOKEN_NAME,
	TOKEN_BRACKETED, /* [Beslut till]; text is what stands inside */
	TOKEN_TEXT, /* text is what stands between the quotes */
	TOKEN_NUMBER,
	TOKEN_DATE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_IN,
	TOKEN_IS,
	TOKEN_CONTAINS,
	TOKEN_STARTS, /* both words of "starts with" */
	TOKEN_EQUAL,
	TOKEN_DIFFERENT,
	TOKEN_LESS,
	TOKEN_AT_MOST,
	TOKEN_MORE,
	TOKEN_AT_LEAST,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
};

struct token {
	enum token_kind kind;
	struct slice source; /* as written */
	struct slice text; /* names and texts; borrowed, or in job_mem */
	struct span span;
	int64_t micro; /* TOKEN_NUMBER */
	day when; /* TOKEN_DATE */
};

struct lexer {
	struct arena *job_mem;
	struct diag *diag;
	struct slice text;
	size_t at; /* next byte */
	struct span place; /* of that byte */
	char quoted; /* the text stands in YAML quotes of this kind, or 0 */
};

/* The next token; a fault has been reported and is not passed. */
struct token token_next(struct lexer *lexer);

/* True for the words that stand after "is": empty, tom, tomt, tomma. */
bool token_means_empty(const struct token *token);

/* True where a name must stand in brackets to be read as one. */
bool token_needs_brackets(struct slice name);

#endif
