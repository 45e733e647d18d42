/*
 * expr/token_lexer.c - going through the text, a place with every step.
 */
#include "expr/token_parts.h"

#include "base/utf8.h"

uint32_t
lexer_peek_at(const struct lexer *lexer, size_t at)
{
	if (at >= lexer->text.len)
		return 0;
	return utf8_next(lexer->text, &at);
}

uint32_t
lexer_peek(const struct lexer *lexer)
{
	return lexer_peek_at(lexer, lexer->at);
}

/*
 * In the file a quote inside YAML's quotes is two characters ('' or \"), and
 * so is a backslash inside double ones.
 */
static uint32_t
width(const struct lexer *lexer, uint32_t code)
{
	if (!lexer->quoted)
		return 1;
	return code == (uint32_t)lexer->quoted ||
		       (lexer->quoted == '"' && code == '\\')
		   ? 2
		   : 1;
}

uint32_t
lexer_take(struct lexer *lexer)
{
	uint32_t code = utf8_next(lexer->text, &lexer->at);
	lexer->place.column += width(lexer, code);
	if (code == '\n') {
		lexer->place.line++;
		lexer->place.column = 1;
	}
	return code;
}

struct token
token_start(const struct lexer *lexer, enum token_kind kind)
{
	struct token token = {.kind = kind, .span = lexer->place};
	token.source = slice_part(lexer->text, lexer->at, 0);
	token.span.length = 0;
	return token;
}

void
token_end(const struct lexer *lexer, struct token *token)
{
	token->source.len =
	    (size_t)(lexer->text.at + lexer->at - token->source.at);
	token->span.length = lexer->place.column - token->span.column;
}

struct token
token_fault(const struct lexer *lexer, struct token token,
    const struct message *message)
{
	token_end(lexer, &token);
	token.kind = TOKEN_FAULT;
	REPORT(lexer->diag, token.span, message, ARGS(token.source));
	return token;
}
