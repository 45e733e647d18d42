/*
 * expr/token_parts.h - what the files that make tokens share; inside expr/
 * only.
 */
#ifndef EXPR_TOKEN_PARTS_H
#define EXPR_TOKEN_PARTS_H

#include "expr/token.h"

/* ---- token_lexer.c */

/* The code point at a byte, or the next one; 0 at the end. */
uint32_t lexer_peek_at(const struct lexer *lexer, size_t at);
uint32_t lexer_peek(const struct lexer *lexer);
/* Passes the next code point. */
uint32_t lexer_take(struct lexer *lexer);

/* A token that begins at the next byte, and one that ends before it. Tokens
 * never cross a line's end. */
struct token token_start(const struct lexer *lexer, enum token_kind kind);
void token_end(const struct lexer *lexer, struct token *token);
/* The token so far, reported. */
struct token token_fault(const struct lexer *lexer, struct token token,
    const struct message *message);

/* ---- token_quoted.c */

/* Whether a text in quotes begins so, and in which. */
bool quote_find(uint32_t code, size_t *which);
struct token quote_read(struct lexer *lexer, size_t which);
struct token bracket_read(struct lexer *lexer);

#endif
