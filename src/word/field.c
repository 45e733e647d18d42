#include "word/field.h"

#include <stdlib.h>

#include "base/code.h"
#include "base/utf8.h"
#include "expr/expr.h"
#include "word/messages.h"

/* Fields that a letter here has no tag for, and what to do instead. */
static const struct {
	const char *name;
	const struct message *cure;
} refused[] = {
    {"DATE", &word_cure_date},
    {"TIME", &word_cure_date},
    {"CREATEDATE", &word_cure_date},
    {"SAVEDATE", &word_cure_date},
    {"PRINTDATE", &word_cure_date},
    {"NEXT", &word_cure_next},
    {"NEXTIF", &word_cure_next},
    {"SKIPIF", &word_cure_skip},
    {"ASK", &word_cure_ask},
    {"FILLIN", &word_cure_ask},
    {"SET", &word_cure_ask},
    {"INCLUDETEXT", &word_cure_include},
    {"INCLUDEPICTURE", &word_cure_picture},
    {"DATABASE", &word_cure_database},
    {"ADDRESSBLOCK", &word_cure_address},
    {"GREETINGLINE", &word_cure_greeting},
    {"PAGE", &word_cure_page},
    {"NUMPAGES", &word_cure_page},
    {"SECTIONPAGES", &word_cure_page},
    {"FORMTEXT", &word_cure_form},
    {"FORMCHECKBOX", &word_cure_form},
    {"FORMDROPDOWN", &word_cure_form},
    {"MERGEREC", &word_cure_number},
    {"MERGESEQ", &word_cure_number},
    {"=", &word_cure_formula},
    {"COMPARE", &word_cure_formula},
};

void
word_field_fini(struct word_field *field)
{
	styled_fini(&field->code);
	for (size_t i = 0; i < field->nested_count; i++)
		styled_fini(&field->nested[i].made);
	free(field->nested);
	*field = (struct word_field){0};
}

void
field_refuse(struct word_document *document, const struct word_field *field,
    const struct message *message, struct slice name,
    const struct message *hint, const char *cure)
{
	account_fault(&document->account, (struct word_fault){
					      .message = message,
					      .hint = hint,
					      .at = field->at,
					      .len = 1,
					      .name = name,
					      .cure = slice_view(cure),
					  });
}

/* The field's name, as it is written; "=" alone where a formula begins. */
static struct slice
name_of(const struct word_document *document, const struct word_field *field)
{
	size_t at = 0;
	struct code_token token;
	if (code_next_operator(field, &at).len)
		return SLICE("=");
	at = 0;
	if (!code_next(field, &at, &token))
		return SLICE("");
	return code_text(document, field, token);
}

static bool
is_same(struct slice name, const char *word)
{
	bool same = name.len == strlen(word);
	for (size_t i = 0; same && i < name.len; i++) {
		char c = name.at[i];
		same = (c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c) ==
		       word[i];
	}
	return same;
}

static void
refuse_by_name(struct word_document *document, const struct word_field *field)
{
	struct slice name = name_of(document, field);
	const struct message *cure = &word_cure_text;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		if (is_same(name, refused[i].name))
			cure = refused[i].cure;
	}
	field_refuse(document, field, &word_field_refused, name, cure, "");
}

void
field_refuse_open(
    struct word_document *document, const struct word_field *field)
{
	struct slice name = name_of(document, field);
	if (is_same(name, "IF") || is_same(name, "MERGEFIELD") ||
	    is_same(name, "HYPERLINK"))
		account_see(&document->account, NOT_ACROSS, field->at);
	else
		refuse_by_name(document, field);
}

/* ---- links */

/* The texts that a link's code names; switches may stand before them. */
static void
read_target(const struct word_field *field, size_t at, struct styled *address,
    struct styled *place)
{
	struct code_token token, value;
	while (code_next(field, &at, &token)) {
		if (!token.is_switch) {
			if (!address->text.len)
				code_add(field, token, address);
			continue;
		}
		bool inside = code_says(field, token, "\\L");
		/* Of a tip, and of the window that it opens in. */
		bool other = code_says(field, token, "\\O") ||
			     code_says(field, token, "\\T");
		size_t next = at;
		if ((!inside && !other) || !code_next(field, &next, &value) ||
		    value.is_switch)
			continue;
		at = next;
		if (inside)
			code_add(field, value, place);
	}
}

/* The address and Word's \l may have fields in them. */
bool
field_read_link(struct word_document *document, const struct word_field *field,
    uint32_t *link)
{
	size_t at = 0;
	struct code_token token;
	struct styled address = {0}, place = {0};
	*link = 0;
	if (!code_next(field, &at, &token) ||
	    !code_says(field, token, "HYPERLINK"))
		return false;
	read_target(field, at, &address, &place);
	if (address.text.len)
		*link = word_link_add(document, strbuf_view(&address.text),
		    strbuf_view(&place.text));
	else
		account_see(&document->account, LEFT_BOOKMARK_LINK, field->at);
	styled_fini(&address);
	styled_fini(&place);
	return true;
}

/* ---- { IF left operator right "then" "else" } */

static void
add_made(const struct word_field *field, struct styled *to, struct slice text)
{
	struct mark mark = field->mark;
	mark.kind = MARK_MADE;
	styled_add(to, text, mark);
}

static void
write_quoted(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		strbuf_add_char(out, text.at[i]);
		if (text.at[i] == '\'')
			strbuf_add_char(out, '\'');
	}
	strbuf_add_char(out, '\'');
}

struct side {
	struct code_token token;
	const struct word_nested *nested; /* or NULL: a text */
	struct slice text;
};

static bool
read_side(struct word_document *document, const struct word_field *field,
    size_t *at, struct side *side)
{
	if (!code_next_operand(field, at, &side->token) ||
	    side->token.is_switch)
		return false;
	side->nested = code_nested(field, side->token);
	side->text = code_text(document, field, side->token);
	if (side->nested)
		return side->nested->operand.len > 0;
	return !code_has_nested(field, side->token);
}

static void
write_side(struct strbuf *out, const struct side *side)
{
	if (side->nested)
		strbuf_add(out, side->nested->operand);
	else
		write_quoted(out, side->text);
}

static bool
is_comparison(struct slice sign)
{
	static const char *const signs[] = {
	    "=", "<>", "<", "<=", ">", ">=", NULL};
	for (size_t i = 0; signs[i]; i++) {
		if (slice_is(sign, signs[i]))
			return true;
	}
	return false;
}

static bool
has_wildcard(const struct side *side)
{
	return !side->nested &&
	       (slice_find_char(side->text, '*') < side->text.len ||
		   slice_find_char(side->text, '?') < side->text.len);
}

/* "x = ''" is asked as "x is empty": an empty cell has no doubt about it. */
static void
write_condition(struct strbuf *out, const struct side *left, struct slice sign,
    const struct side *right)
{
	const struct side *empty =
	    !right->nested && !slice_trim(right->text).len ? right
	    : !left->nested && !slice_trim(left->text).len ? left
							   : NULL;
	bool equal = slice_is(sign, "=");
	if (!empty || (!equal && !slice_is(sign, "<>"))) {
		write_side(out, left);
		strbuf_print(out, " %.*s ", (int)sign.len, sign.at);
		write_side(out, right);
		return;
	}
	write_side(out, empty == left ? right : left);
	strbuf_add_text(out, equal ? " is empty" : " is not empty");
}

/* The condition; false after a report. */
static bool
read_condition(struct word_document *document, const struct word_field *field,
    size_t *at, struct strbuf *out)
{
	struct side left = {0}, right = {0};
	struct slice sign = {NULL, 0};
	bool fine = read_side(document, field, at, &left);
	if (fine)
		sign = code_next_operator(field, at);
	fine = fine && is_comparison(sign) &&
	       read_side(document, field, at, &right) &&
	       (left.nested || right.nested);
	if (!fine) {
		field_refuse(document, field, &word_if_code, SLICE("IF"),
		    &word_if_cure, "");
		return false;
	}
	if (has_wildcard(&left) || has_wildcard(&right)) {
		field_refuse(document, field, &word_wildcard, SLICE("IF"),
		    &word_wildcard_cure, "");
		return false;
	}
	write_condition(out, &left, sign, &right);
	return true;
}

static void
make_if(struct word_document *document, const struct word_field *field,
    size_t at, struct styled *made)
{
	struct strbuf condition = {0};
	struct code_token then, otherwise;
	if (!read_condition(document, field, &at, &condition)) {
		strbuf_fini(&condition);
		return;
	}
	add_made(field, made, SLICE("{{if "));
	add_made(field, made, strbuf_view(&condition));
	add_made(field, made, SLICE("}}"));
	strbuf_fini(&condition);
	bool more = code_next(field, &at, &then);
	bool texts = more && !then.is_switch;
	if (texts) {
		code_add(field, then, made);
		more = code_next(field, &at, &otherwise);
	}
	if (texts && more && !otherwise.is_switch &&
	    otherwise.end > otherwise.from) {
		add_made(field, made, SLICE("{{else}}"));
		code_add(field, otherwise, made);
	}
	add_made(field, made, SLICE("{{/if}}"));
	/* What follows is \* MERGEFORMAT and its like, or a text too many. */
	struct code_token rest;
	while (more && code_next(field, &at, &rest)) {
		if (!rest.is_switch && !code_says(field, rest, "MERGEFORMAT") &&
		    !code_says(field, rest, "CHARFORMAT")) {
			field_refuse(document, field, &word_if_code,
			    SLICE("IF"), &word_if_cure, "");
			return;
		}
	}
}

void
field_make(struct word_document *document, const struct word_field *field,
    struct styled *made, struct slice *operand)
{
	size_t at = 0;
	struct code_token name;
	*operand = (struct slice){NULL, 0};
	size_t sign = 0;
	if (code_next_operator(field, &sign).len ||
	    !code_next(field, &at, &name))
		refuse_by_name(document, field);
	else if (code_says(field, name, "MERGEFIELD"))
		merge_field_make(document, field, at, made, operand);
	else if (code_says(field, name, "IF"))
		make_if(document, field, at, made);
	else
		refuse_by_name(document, field);
}
