/*
 * expr/token_quoted.c - texts in quotes and names in brackets.
 */
#include "expr/token_parts.h"

#include "base/code.h"
#include "base/utf8.h"
#include "expr/messages.h"

/*
 * Straight quotes are closed by the same quote. Typographic ones come in many
 * national pairs (”…” ’…’ »…» in Swedish, “…” ‘…’ in English, „…“ in German),
 * so each closes any of its family; straight and typographic never mix, since
 * an apostrophe inside a text is often typographic.
 */
static const struct {
	uint32_t open, close[2];
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

bool
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
	return code == quotes[which].close[0] || code == quotes[which].close[1];
}

/* A doubled straight quote or bracket inside stands for one. */
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

struct token
quote_read(struct lexer *lexer, size_t which)
{
	struct token token = token_start(lexer, TOKEN_TEXT);
	lexer_take(lexer);
	size_t from = lexer->at;
	bool straight = quotes[which].open < 0x80, doubled = false;

	for (;;) {
		uint32_t code = lexer_peek(lexer);
		if (!code || code == '\n') {
			token = token_fault(lexer, token, &expr_open_quote);
			HINT(lexer->diag, &expr_close_quote_with,
			    ARGS(quotes[which].opens, quotes[which].closes));
			return token;
		}
		size_t before = lexer->at;
		lexer_take(lexer);
		if (!quote_closes(which, code))
			continue;
		if (straight && lexer_peek(lexer) == code) {
			lexer_take(lexer);
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
		if (code_is_padding(utf8_next(text, &at)))
			continue;
		if (!started)
			from = start;
		started = true;
		to = at;
	}
	return slice_part(text, from, to - from);
}

/* "]]" in a name's brackets stands for one: [a]]b] is the column "a]b". */
static bool
at_bracket_end(const struct lexer *lexer)
{
	return lexer_peek(lexer) == ']' &&
	       lexer_peek_at(lexer, lexer->at + 1) != ']';
}

struct token
bracket_read(struct lexer *lexer)
{
	struct token token = token_start(lexer, TOKEN_BRACKETED);
	lexer_take(lexer);
	size_t from = lexer->at;
	bool doubled = false;
	while (!at_bracket_end(lexer)) {
		uint32_t code = lexer_peek(lexer);
		if (!code || code == '\n') {
			token = token_fault(lexer, token, &expr_open_bracket);
			if (doubled)
				HINT(
				    lexer->diag, &expr_double_bracket, NO_ARGS);
			return token;
		}
		lexer_take(lexer);
		if (code == ']')
			lexer_take(lexer);
		doubled |= code == ']';
	}
	token.text =
	    trim_blanks(slice_part(lexer->text, from, lexer->at - from));
	if (doubled)
		token.text = undouble(lexer->job_mem, token.text, ']');
	lexer_take(lexer);
	if (!token.text.len)
		return token_fault(lexer, token, &expr_empty_bracket);
	token_end(lexer, &token);
	return token;
}
