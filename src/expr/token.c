#include "expr/token.h"

#include "base/utf8.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/number.h"

static uint32_t
peek_at(const struct lexer *lexer, size_t at)
{
	if (at >= lexer->text.len)
		return 0;
	return utf8_next(lexer->text, &at);
}

static uint32_t
peek(const struct lexer *lexer)
{
	return peek_at(lexer, lexer->at);
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

static uint32_t
take(struct lexer *lexer)
{
	uint32_t code = utf8_next(lexer->text, &lexer->at);
	lexer->place.column += width(lexer, code);
	if (code == '\n') {
		lexer->place.line++;
		lexer->place.column = 1;
	}
	return code;
}

/* What editors and word processors leave between words. */
static bool
is_blank(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 ||
	       (code >= 0x2000 && code <= 0x200B) || code == 0x202F ||
	       code == 0x2060 || code == 0x3000 || code == 0xFEFF ||
	       code == 0x85 || code == 0x2028 || code == 0x2029;
}

static bool
is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* Signs of Latin-1 and General Punctuation are no letters; the rest may be. */
static bool
is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'A' && code <= 'Z') ||
		       (code >= 'a' && code <= 'z') || code == '_';
	if (code < 0xC0)
		return code == 0xAA || code == 0xB5 || code == 0xBA;
	return code != UTF8_INVALID && code != 0xD7 && code != 0xF7 &&
	       !(code >= 0x2000 && code <= 0x206F) &&
	       !(code >= 0x2190 && code <= 0x2BFF) &&
	       !(code >= 0x3000 && code <= 0x303F) && code != 0xFEFF;
}

static struct token
token_here(const struct lexer *lexer, enum token_kind kind)
{
	struct token token = {.kind = kind, .span = lexer->place};
	token.source = slice_part(lexer->text, lexer->at, 0);
	token.span.length = 0;
	return token;
}

/* Ends a token before the next byte. Tokens never cross a line's end. */
static void
token_end(const struct lexer *lexer, struct token *token)
{
	token->source.len =
	    (size_t)(lexer->text.at + lexer->at - token->source.at);
	token->span.length = lexer->place.column - token->span.column;
}

static struct token
fault(const struct lexer *lexer, struct token token,
    const struct message *message)
{
	token_end(lexer, &token);
	token.kind = TOKEN_FAULT;
	REPORT(lexer->diag, token.span, message, ARGS(token.source));
	return token;
}

/*
 * Straight quotes are closed by the same quote. Typographic ones come in many
 * national pairs (”…” ’…’ »…» in Swedish, “…” ‘…’ in English, „…“ in German),
 * so each closes any of its family; straight and typographic never mix, since
 * an apostrophe inside a text is often typographic.
 */
static const struct {
	uint32_t open, close[3];
	const char *opens, *closes;
} quotes[] = {
    {'\'', {'\''}, "'", "'"},
    {'"', {'"'}, "\"", "\""},
    {0x2018, {0x2019, 0x2018}, "‘", "’"},
    {0x2019, {0x2019, 0x2018}, "’", "’"},
    {0x201A, {0x2018, 0x2019}, "‚", "‘"},
    {0x201C, {0x201D, 0x201C}, "“", "”"},
    {0x201D, {0x201D, 0x201C}, "”", "”"},
    {0x201E, {0x201C, 0x201D}, "„", "“"},
    {0xAB, {0xBB, 0xAB}, "«", "»"},
    {0xBB, {0xBB, 0xAB}, "»", "»"},
};

static bool
quote_find(uint32_t code, size_t *which)
{
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		if (quotes[i].open == code) {
			*which = i;
			return true;
		}
	}
	return false;
}

static bool
quote_closes(size_t which, uint32_t code)
{
	return code && (code == quotes[which].close[0] ||
			   code == quotes[which].close[1] ||
			   code == quotes[which].close[2]);
}

/* A doubled straight quote inside a text stands for one. */
static struct slice
undouble(struct arena *job_mem, struct slice text, char quote)
{
	char *to = arena_raw(job_mem, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		to[len++] = text.at[i];
		if (text.at[i] == quote)
			i++;
	}
	to[len] = '\0';
	return (struct slice){to, len};
}

static struct token
read_text(struct lexer *lexer, size_t which)
{
	struct token token = token_here(lexer, TOKEN_TEXT);
	take(lexer);
	size_t from = lexer->at;
	bool straight = quotes[which].open < 0x80, doubled = false;

	for (;;) {
		uint32_t code = peek(lexer);
		if (!code || code == '\n') {
			token = fault(lexer, token, &expr_open_quote);
			HINT(lexer->diag, &expr_close_quote_with,
			    ARGS(quotes[which].opens, quotes[which].closes));
			return token;
		}
		size_t before = lexer->at;
		take(lexer);
		if (!quote_closes(which, code))
			continue;
		if (straight && peek(lexer) == code) {
			take(lexer);
			doubled = true;
			continue;
		}
		token.text = slice_part(lexer->text, from, before - from);
		break;
	}
	if (doubled)
		token.text = undouble(
		    lexer->job_mem, token.text, (char)quotes[which].open);
	token_end(lexer, &token);
	return token;
}

static struct slice
trim_blanks(struct slice text)
{
	size_t from = 0, to = 0;
	bool started = false;
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		if (is_blank(utf8_next(text, &at)))
			continue;
		if (!started)
			from = start;
		started = true;
		to = at;
	}
	return slice_part(text, from, to - from);
}

static struct token
read_bracketed(struct lexer *lexer)
{
	struct token token = token_here(lexer, TOKEN_BRACKETED);
	take(lexer);
	size_t from = lexer->at;
	while (peek(lexer) != ']') {
		if (!peek(lexer) || peek(lexer) == '\n')
			return fault(lexer, token, &expr_open_bracket);
		take(lexer);
	}
	token.text =
	    trim_blanks(slice_part(lexer->text, from, lexer->at - from));
	take(lexer);
	if (!token.text.len)
		return fault(lexer, token, &expr_empty_bracket);
	token_end(lexer, &token);
	return token;
}

static void
take_digits(struct lexer *lexer)
{
	while (is_digit(peek(lexer)))
		take(lexer);
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
		if (!is_digit(peek_at(lexer, at)))
			return false;
		while (is_digit(peek_at(lexer, at)))
			at++;
		if (part < 2 && peek_at(lexer, at++) != '-')
			return false;
	}
	return true;
}

static struct token
read_date(struct lexer *lexer)
{
	struct token token = token_here(lexer, TOKEN_DATE);
	while (is_digit(peek(lexer)) || peek(lexer) == '-' ||
	       is_letter(peek(lexer)))
		take(lexer);
	token_end(lexer, &token);
	token.text = token.source;
	token.when = day_parse_iso(token.source);
	if (token.when != DAY_NONE)
		return token;
	token = fault(lexer, token, &expr_bad_date);
	HINT(lexer->diag, &expr_date_hint, NO_ARGS);
	return token;
}

static struct token
read_number(struct lexer *lexer)
{
	if (looks_like_date(lexer))
		return read_date(lexer);
	struct token token = token_here(lexer, TOKEN_NUMBER);
	take_digits(lexer);
	if (peek(lexer) == '.' && is_digit(peek_at(lexer, lexer->at + 1))) {
		take(lexer);
		take_digits(lexer);
	}
	bool whole = !is_letter(peek(lexer));
	while (is_letter(peek(lexer)) || is_digit(peek(lexer)))
		take(lexer);
	token_end(lexer, &token);
	token.text = token.source;
	if (whole && token.source.len <= 20 &&
	    number_parse(token.source, &token.micro))
		return token;
	token = fault(lexer, token, &expr_bad_number);
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
		uint32_t code = peek(lexer);
		uint32_t next = code ? peek_at(lexer, lexer->at + 1) : 0;
		if (is_letter(code) || is_digit(code)) {
			take(lexer);
		} else if ((code == '.' || code == '/') &&
			   (is_letter(next) || is_digit(next))) {
			take(lexer);
		} else if (code == '-' && is_letter(next)) {
			take(lexer);
		} else {
			return;
		}
	}
}

static void
skip_blanks(struct lexer *lexer)
{
	while (lexer->at < lexer->text.len && is_blank(peek(lexer)))
		take(lexer);
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
	struct token token = token_here(lexer, TOKEN_NAME);
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

/* Longest first. `instead` is what a sign of other languages is here. */
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
	struct token token = token_here(lexer, TOKEN_FAULT);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!slice_starts(rest, signs[i].sign))
			continue;
		size_t end = lexer->at + strlen(signs[i].sign);
		while (lexer->at < end)
			take(lexer);
		token_end(lexer, &token);
		token.kind = signs[i].kind;
		if (!signs[i].instead)
			return token;
		token = fault(lexer, token, &expr_no_operator);
		if (signs[i].instead[0])
			HINT(lexer->diag, &expr_write_instead,
			    ARGS(signs[i].instead));
		else
			HINT(lexer->diag, &expr_only_sums, NO_ARGS);
		if (signs[i].sign[0] == '/' && is_digit(peek(lexer)))
			HINT(lexer->diag, &expr_date_hint, NO_ARGS);
		return token;
	}
	uint32_t code = take(lexer);
	if (code == ']')
		return fault(lexer, token, &expr_stray_bracket);
	if (code == ';')
		return fault(lexer, token, &expr_semicolon);
	token = fault(lexer, token, &expr_bad_character);
	HINT(lexer->diag, &expr_bracket_hint, NO_ARGS);
	return token;
}

struct token
token_next(struct lexer *lexer)
{
	size_t which;

	skip_blanks(lexer);
	if (lexer->at >= lexer->text.len)
		return token_here(lexer, TOKEN_END);
	uint32_t code = peek(lexer);
	if (quote_find(code, &which))
		return read_text(lexer, which);
	if (code == '[')
		return read_bracketed(lexer);
	if (is_digit(code))
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
	if (!name.len || !is_letter(peek(&lexer)))
		return true;
	take_word(&lexer);
	return lexer.at < name.len || keyword(name) != TOKEN_NAME;
}
