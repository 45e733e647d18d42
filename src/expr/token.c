/*
 * expr/token.c - names, numbers, dates, words and signs.
 */
#include "expr/expr.h"
#include "expr/token_parts.h"

#include "base/utf8.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/number.h"

/* Signs of Latin-1 and General Punctuation are not letters; the rest may be. */
static bool
is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'A' && code <= 'Z') ||
		       (code >= 'a' && code <= 'z') || code == '_';
	if (code < 0xC0)
		return code == 0xAA || code == 0xB5 || code == 0xBA;
	return code != 0xD7 && code != 0xF7 &&
	       !(code >= 0x2000 && code <= 0x206F) &&
	       !(code >= 0x2190 && code <= 0x2BFF) &&
	       !(code >= 0x3000 && code <= 0x303F) &&
	       !code_is(code, CODE_BLANK | CODE_HIDDEN | CODE_NONE);
}

static void
take_digits(struct lexer *lexer)
{
	while (code_is_decimal(lexer_peek(lexer)))
		lexer_take(lexer);
}

/*
 * Digits and hyphens without blanks are a date or a fault: computing with
 * 2012-10-1 is what makes other languages compare a date with 2001.
 */
static bool
looks_like_date(const struct lexer *lexer)
{
	size_t at = lexer->at;
	for (int part = 0; part < 3; part++) {
		if (!code_is_decimal(lexer_peek_at(lexer, at)))
			return false;
		while (code_is_decimal(lexer_peek_at(lexer, at)))
			at++;
		if (part < 2 && lexer_peek_at(lexer, at++) != '-')
			return false;
	}
	return true;
}

static struct token
read_date(struct lexer *lexer)
{
	struct token token = token_start(lexer, TOKEN_DATE);
	while (code_is_decimal(lexer_peek(lexer)) || lexer_peek(lexer) == '-' ||
	       is_letter(lexer_peek(lexer)))
		lexer_take(lexer);
	token_end(lexer, &token);
	token.text = token.source;
	token.when = day_parse_iso(token.source);
	if (token.when != DAY_NONE)
		return token;
	token = token_fault(lexer, token, &expr_bad_date);
	HINT(lexer->diag, &expr_date_hint, NO_ARGS);
	return token;
}

static struct token
read_number(struct lexer *lexer)
{
	if (looks_like_date(lexer))
		return read_date(lexer);
	struct token token = token_start(lexer, TOKEN_NUMBER);
	take_digits(lexer);
	if (lexer_peek(lexer) == '.' &&
	    code_is_decimal(lexer_peek_at(lexer, lexer->at + 1))) {
		lexer_take(lexer);
		take_digits(lexer);
	}
	bool whole = !is_letter(lexer_peek(lexer));
	while (
	    is_letter(lexer_peek(lexer)) || code_is_decimal(lexer_peek(lexer)))
		lexer_take(lexer);
	token_end(lexer, &token);
	token.text = token.source;
	if (whole && expr_refuse_two_readings(
			 lexer->diag, token.span, token.source, 0)) {
		token.kind = TOKEN_FAULT;
		return token;
	}
	if (whole && token.source.len <= 20 &&
	    number_parse(token.source, &token.micro))
		return token;
	token = token_fault(lexer, token, &expr_bad_number);
	HINT(lexer->diag, &expr_decimals_hint, NO_ARGS);
	return token;
}

/* The words that operators are written in, besides signs. */
static const struct {
	const char *word;
	enum token_kind kind;
} keywords[] = {
    {"and", TOKEN_AND},
    {"och", TOKEN_AND},
    {"or", TOKEN_OR},
    {"eller", TOKEN_OR},
    {"not", TOKEN_NOT},
    {"inte", TOKEN_NOT},
    {"ej", TOKEN_NOT},
    {"in", TOKEN_IN},
    {"i", TOKEN_IN},
    {"is", TOKEN_IS},
    {"är", TOKEN_IS},
    {"contains", TOKEN_CONTAINS},
    {"innehåller", TOKEN_CONTAINS},
    {"starts", TOKEN_STARTS},
    {"börjar", TOKEN_STARTS},
};

static enum token_kind
keyword(struct slice word)
{
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
		if (text_same(word, slice_view(keywords[i].word)))
			return keywords[i].kind;
	}
	return TOKEN_NAME;
}

/*
 * '.', '/' and '-' belong to a name between two of its letters: möten.plats,
 * C/o and E-post are what people write.
 */
static void
take_word(struct lexer *lexer)
{
	for (;;) {
		uint32_t code = lexer_peek(lexer);
		uint32_t next = code ? lexer_peek_at(lexer, lexer->at + 1) : 0;
		if (is_letter(code) || code_is_decimal(code)) {
			lexer_take(lexer);
		} else if ((code == '.' || code == '/') &&
			   (is_letter(next) || code_is_decimal(next))) {
			lexer_take(lexer);
		} else if (code == '-' && is_letter(next)) {
			lexer_take(lexer);
		} else {
			return;
		}
	}
}

static void
skip_blanks(struct lexer *lexer)
{
	while (
	    lexer->at < lexer->text.len && code_is_padding(lexer_peek(lexer)))
		lexer_take(lexer);
}

/* Takes "with" after "starts"; alone, "starts" is a name like any other. */
static bool
take_with(struct lexer *lexer)
{
	struct lexer before = *lexer;
	skip_blanks(lexer);
	size_t from = lexer->at;
	take_word(lexer);
	struct slice word = slice_part(lexer->text, from, lexer->at - from);
	if (text_same(word, SLICE("with")) || text_same(word, SLICE("med")))
		return true;
	*lexer = before;
	return false;
}

static struct token
read_word(struct lexer *lexer)
{
	struct token token = token_start(lexer, TOKEN_NAME);
	take_word(lexer);
	token_end(lexer, &token);
	token.text = token.source;
	token.kind = keyword(token.source);
	if (token.kind == TOKEN_STARTS) {
		struct lexer before = *lexer;
		if (!take_with(lexer))
			token.kind = TOKEN_NAME;
		else if (lexer->place.line == before.place.line)
			token_end(lexer, &token);
	}
	return token;
}

/*
 * Longest first. `instead` says how a sign of other languages is written here.
 */
static const struct {
	const char *sign;
	enum token_kind kind;
	const char *instead;
} signs[] = {
    {"===", TOKEN_FAULT, "="},
    {"!==", TOKEN_FAULT, "<>"},
    {"<=>", TOKEN_FAULT, "="},
    {"==", TOKEN_FAULT, "="},
    {"!=", TOKEN_FAULT, "<>"},
    {"=<", TOKEN_FAULT, "<="},
    {"=>", TOKEN_FAULT, ">="},
    {"><", TOKEN_FAULT, "<>"},
    {"<>", TOKEN_DIFFERENT, NULL},
    {"<=", TOKEN_AT_MOST, NULL},
    {">=", TOKEN_AT_LEAST, NULL},
    {"&&", TOKEN_FAULT, "and"},
    {"&", TOKEN_FAULT, "and"},
    {"||", TOKEN_FAULT, "or"},
    {"|", TOKEN_FAULT, "or"},
    {"!", TOKEN_FAULT, "not"},
    {"~", TOKEN_FAULT, "contains"},
    {"*", TOKEN_FAULT, ""},
    {"/", TOKEN_FAULT, ""},
    {"%", TOKEN_FAULT, ""},
    {"^", TOKEN_FAULT, ""},
    {"×", TOKEN_FAULT, ""},
    {"÷", TOKEN_FAULT, ""},
    {"=", TOKEN_EQUAL, NULL},
    {"<", TOKEN_LESS, NULL},
    {">", TOKEN_MORE, NULL},
    {"≠", TOKEN_DIFFERENT, NULL},
    {"≤", TOKEN_AT_MOST, NULL},
    {"≥", TOKEN_AT_LEAST, NULL},
    {"+", TOKEN_PLUS, NULL},
    {"-", TOKEN_MINUS, NULL},
    {"−", TOKEN_MINUS, NULL},
    {"–", TOKEN_MINUS, NULL},
    {"(", TOKEN_OPEN, NULL},
    {")", TOKEN_CLOSE, NULL},
    {",", TOKEN_COMMA, NULL},
};

static struct token
read_sign(struct lexer *lexer)
{
	struct slice rest = slice_from(lexer->text, lexer->at);
	struct token token = token_start(lexer, TOKEN_FAULT);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!slice_starts(rest, signs[i].sign))
			continue;
		size_t end = lexer->at + strlen(signs[i].sign);
		while (lexer->at < end)
			lexer_take(lexer);
		token_end(lexer, &token);
		token.kind = signs[i].kind;
		if (!signs[i].instead)
			return token;
		token = token_fault(lexer, token, &expr_no_operator);
		if (signs[i].instead[0])
			HINT(lexer->diag, &expr_write_instead,
			    ARGS(signs[i].instead));
		else
			HINT(lexer->diag, &expr_only_sums, NO_ARGS);
		if (signs[i].sign[0] == '/' &&
		    code_is_decimal(lexer_peek(lexer)))
			HINT(lexer->diag, &expr_date_hint, NO_ARGS);
		return token;
	}
	uint32_t code = lexer_take(lexer);
	if (code == ']')
		return token_fault(lexer, token, &expr_stray_bracket);
	if (code == ';')
		return token_fault(lexer, token, &expr_semicolon);
	token = token_fault(lexer, token, &expr_bad_character);
	HINT(lexer->diag, &expr_bracket_hint, NO_ARGS);
	return token;
}

struct token
token_next(struct lexer *lexer)
{
	size_t which;

	skip_blanks(lexer);
	if (lexer->at >= lexer->text.len)
		return token_start(lexer, TOKEN_END);
	uint32_t code = lexer_peek(lexer);
	if (quote_find(code, &which))
		return quote_read(lexer, which);
	if (code == '[')
		return bracket_read(lexer);
	if (code_is_decimal(code))
		return read_number(lexer);
	if (is_letter(code))
		return read_word(lexer);
	return read_sign(lexer);
}

bool
token_means_empty(const struct token *token)
{
	static const char *const words[] = {"empty", "tom", "tomt", "tomma"};
	if (token->kind != TOKEN_NAME)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (text_same(token->text, slice_view(words[i])))
			return true;
	}
	return false;
}

bool
token_needs_brackets(struct slice name)
{
	struct lexer lexer = {.text = name};
	if (!name.len || !is_letter(lexer_peek(&lexer)))
		return true;
	take_word(&lexer);
	return lexer.at < name.len || keyword(name) != TOKEN_NAME;
}
