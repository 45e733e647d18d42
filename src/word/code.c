#include "base/code.h"
#include "base/utf8.h"
#include "word/field.h"

#define NESTED 0xf0000

static struct slice
all_of(const struct word_field *field)
{
	return strbuf_view(&field->code.text);
}

static bool
is_nested(const struct word_field *field, size_t at)
{
	return field->code.marks[at].kind == MARK_NESTED;
}

/* Straight, or as Word makes them while one types. */
static bool
is_quote(const struct word_field *field, size_t at, uint32_t code)
{
	return !is_nested(field, at) && (code == '"' || code == 0x201c ||
					    code == 0x201d || code == 0x201e);
}

static bool
is_operator(char c)
{
	return c == '=' || c == '<' || c == '>';
}

static size_t
skip_blanks(const struct word_field *field, size_t at)
{
	struct slice all = all_of(field);
	while (at < all.len) {
		size_t next = at;
		uint32_t code = utf8_next(all, &next);
		if (!code_is_padding(code))
			break;
		at = next;
	}
	return at;
}

/* A backslash before a quote or another one makes it text. */
static bool
is_escape(struct slice all, size_t at)
{
	return all.at[at] == '\\' && at + 1 < all.len &&
	       (all.at[at + 1] == '"' || all.at[at + 1] == '\\');
}

static void
read_quoted(
    const struct word_field *field, size_t *at, struct code_token *token)
{
	struct slice all = all_of(field);
	token->quoted = true;
	token->from = token->end = *at;
	while (*at < all.len) {
		size_t from = *at;
		if (is_escape(all, from)) {
			*at += 2;
		} else if (is_quote(field, from, utf8_next(all, at))) {
			token->end = from;
			return;
		}
		token->end = *at;
	}
}

static void
read_bare(const struct word_field *field, size_t *at, bool operand,
    struct code_token *token)
{
	struct slice all = all_of(field);
	token->from = *at;
	token->is_switch = all.at[*at] == '\\';
	while (*at < all.len) {
		size_t from = *at;
		uint32_t code = utf8_next(all, at);
		bool ends =
		    !is_nested(field, from) &&
		    (code_is_padding(code) || is_quote(field, from, code) ||
			(operand && code < 0x80 && is_operator((char)code)));
		/* \@"d": a switch is two characters. */
		bool full = token->is_switch && from >= token->from + 2;
		if (ends || full) {
			*at = from;
			break;
		}
	}
	token->end = *at;
}

static bool
read_token(const struct word_field *field, size_t *at, bool operand,
    struct code_token *token)
{
	struct slice all = all_of(field);
	*token = (struct code_token){0};
	*at = skip_blanks(field, *at);
	if (*at >= all.len)
		return false;
	size_t inside = *at;
	if (is_quote(field, *at, utf8_next(all, &inside))) {
		*at = inside;
		read_quoted(field, at, token);
	} else {
		size_t from = *at;
		read_bare(field, at, operand, token);
		/* An operator where an operand should be: not ours to pass. */
		if (*at == from)
			return false;
	}
	return true;
}

bool
code_next(const struct word_field *field, size_t *at, struct code_token *token)
{
	return read_token(field, at, false, token);
}

bool
code_next_operand(
    const struct word_field *field, size_t *at, struct code_token *token)
{
	return read_token(field, at, true, token);
}

struct slice
code_next_operator(const struct word_field *field, size_t *at)
{
	struct slice all = all_of(field);
	*at = skip_blanks(field, *at);
	size_t from = *at;
	while (*at < all.len && is_operator(all.at[*at]))
		++*at;
	return slice_part(all, from, *at - from);
}

void
code_add(
    const struct word_field *field, struct code_token token, struct styled *to)
{
	struct slice all = all_of(field);
	for (size_t at = token.from; at < token.end;) {
		if (is_escape(all, at) && at + 1 < token.end)
			at++;
		size_t from = at;
		uint32_t code = utf8_next(all, &at);
		if (!is_nested(field, from)) {
			styled_add_part(to, &field->code, from, at);
			continue;
		}
		const struct styled *made = &field->nested[code - NESTED].made;
		styled_add_part(to, made, 0, made->text.len);
	}
}

struct slice
code_text(const struct word_document *document, const struct word_field *field,
    struct code_token token)
{
	struct slice all = all_of(field);
	struct strbuf out = {0};
	for (size_t at = token.from; at < token.end;) {
		if (is_escape(all, at) && at + 1 < token.end)
			at++;
		size_t from = at;
		utf8_next(all, &at);
		if (!is_nested(field, from))
			strbuf_add(&out, slice_part(all, from, at - from));
	}
	struct slice text = arena_dup(document->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

bool
code_says(
    const struct word_field *field, struct code_token token, const char *word)
{
	size_t len = strlen(word);
	struct slice text =
	    slice_part(all_of(field), token.from, token.end - token.from);
	bool same = text.len == len;
	for (size_t i = 0; same && i < len; i++) {
		char c = text.at[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		same = c == word[i];
	}
	return same;
}

const struct word_nested *
code_nested(const struct word_field *field, struct code_token token)
{
	struct slice all = all_of(field);
	size_t at = token.from;
	if (at >= token.end || !is_nested(field, at))
		return NULL;
	uint32_t code = utf8_next(all, &at);
	return at == token.end ? &field->nested[code - NESTED] : NULL;
}

bool
code_has_nested(const struct word_field *field, struct code_token token)
{
	for (size_t at = token.from; at < token.end; at++) {
		if (is_nested(field, at))
			return true;
	}
	return false;
}
