#include "specimen/invent_parts.h"

#include <stdlib.h>

#include "base/code.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/normal.h"

#define WORD_MOST 60 /* letters; a longer word is made in parts */

struct inventor *
inventor_new(day today)
{
	struct inventor *inventor = mem_new(1, sizeof *inventor);
	static const char *const fixed[] = {"box", "lgh", "tr", "nb", "bv",
	    "postbox", "postboks", "boks", "pl", "as", "poste", "restante"};
	inventor->today = today;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		hash_set_add(
		    &inventor->kept, inventor_hash(slice_view(fixed[i])));
	return inventor;
}

void
inventor_free(struct inventor *inventor)
{
	if (!inventor)
		return;
	hash_set_fini(&inventor->avoided);
	hash_set_fini(&inventor->kept);
	free(inventor->named);
	free(inventor);
}

/* ---- words of a text */

/* From `at` on; its bytes, 0 where none begins there. */
static size_t
word_length(struct slice text, size_t at)
{
	size_t from = at, letters = 0;
	while (at < text.len) {
		size_t next = at;
		if (!code_is_letter(utf8_next(text, &next)) ||
		    letters++ == WORD_MOST)
			break;
		at = next;
	}
	return at - from;
}

static void
each_word(struct arena *mem, struct slice text, struct hash_set *to)
{
	for (size_t at = 0; at < text.len;) {
		size_t len = word_length(text, at);
		if (len)
			hash_set_add(to, inventor_hash(text_fold(
					     mem, slice_part(text, at, len))));
		at += len;
		if (!len)
			utf8_next(text, &at);
	}
}

void
inventor_avoid(
    struct inventor *inventor, struct arena *scratch, struct slice text)
{
	each_word(scratch, text, &inventor->avoided);
	hash_set_add(
	    &inventor->avoided, inventor_hash(text_fold(scratch, text)));
}

void
inventor_keep(struct inventor *inventor, const struct expr_literal *literal)
{
	inventor->named = mem_grow(inventor->named, &inventor->named_room,
	    inventor->named_count + 1, sizeof *inventor->named);
	inventor->named[inventor->named_count++] = *literal;
}

static bool
is_whole(const struct expr_literal *literal, const struct value *value,
    struct slice text)
{
	if (literal->naming != EXPR_NAMES_WHOLE)
		return false;
	if (value->kind == VALUE_DATE && literal->value.kind == VALUE_DATE)
		return value->when == literal->value.when;
	if (value->kind == VALUE_NUMBER && literal->value.kind == VALUE_NUMBER)
		return value->micro == literal->value.micro;
	return literal->folded.len && text_same(text, literal->folded);
}

/* Whether the job names any value of the column. */
static bool
is_asked(const struct inventor *inventor, const struct column *column)
{
	for (size_t i = 0; i < inventor->named_count; i++) {
		if (inventor->named[i].column == column)
			return true;
	}
	return false;
}

/* Exactly this one. */
static bool
is_named_whole(const struct inventor *inventor, const struct column *column,
    struct slice text)
{
	struct value value = column_judged_value(column, text);
	for (size_t i = 0; i < inventor->named_count; i++) {
		if (inventor->named[i].column == column &&
		    is_whole(&inventor->named[i], &value, text))
			return true;
	}
	return false;
}

bool
inventor_is_named(const struct inventor *inventor, struct slice part)
{
	for (size_t i = 0; i < inventor->named_count; i++) {
		const struct expr_literal *named = &inventor->named[i];
		struct slice text = named->folded;
		if (named->column == inventor->column && text.len &&
		    named->naming != EXPR_NAMES_WHOLE &&
		    (slice_find(text, part) < text.len ||
			slice_find(part, text) < part.len))
			return true;
	}
	return false;
}

bool
inventor_is_taken(struct inventor *inventor, struct slice text)
{
	return hash_set_has(
	    &inventor->avoided, inventor_hash(text_fold(inventor->mem, text)));
}

/* ---- a letter */

/* splitmix64 (Steele, Lea, Flood 2014): the same on every machine. */
uint32_t
inventor_next(struct inventor *inventor, uint32_t most)
{
	uint64_t z = inventor->state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	z ^= z >> 31;
	return (uint32_t)((z >> 32) * most >> 32);
}

void
inventor_start(struct inventor *inventor, struct arena *letter_mem,
    uint32_t letter, uint32_t try)
{
	static const int shifts[] = {-11, 9, -5, 4, -17, 3, -2, 1};
	enum { SHIFTS = sizeof shifts / sizeof *shifts };
	inventor->mem = letter_mem;
	inventor->state = (uint64_t)letter << 8 | try;
	inventor->shift = shifts[try % SHIFTS];
	inventor->numbers = try < INVENT_TRIES / 2;
	inventor->words = inventor->texts = NULL;
	inventor->word_count = inventor->word_room = 0;
	inventor->text_count = inventor->text_room = 0;
}

/* ---- texts */

static size_t
add_digits(struct inventor *inventor, struct strbuf *out, struct slice rest)
{
	size_t len = inventor_add_number(inventor, out, rest);
	if (len)
		return len;
	while (len < rest.len && char_is_digit(rest.at[len]))
		len++;
	struct slice digits = slice_part(rest, 0, len);
	if (inventor_is_named(inventor, digits))
		strbuf_add(out, digits);
	else
		inventor_add_digits(inventor, out, digits);
	return len;
}

/* "c/o Anna Ek" */
static bool
is_care_of(struct slice text, size_t at)
{
	struct slice rest = slice_from(text, at);
	return (slice_starts(rest, "c/o ") || slice_starts(rest, "C/o ") ||
		   slice_starts(rest, "C/O ")) &&
	       (!at || text.at[at - 1] == ' ');
}

static void
add_words(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	for (size_t at = 0, len; at < text.len; at += len) {
		struct slice rest = slice_from(text, at);
		len = word_length(text, at);
		if (is_care_of(text, at)) {
			len = 4;
			strbuf_add(out, slice_part(rest, 0, len));
		} else if (len) {
			strbuf_add(out,
			    inventor_word(inventor, slice_part(rest, 0, len)));
		} else if (char_is_digit(*rest.at)) {
			len = add_digits(inventor, out, rest);
		} else {
			utf8_next(rest, &len);
			strbuf_add(out, slice_part(rest, 0, len));
		}
	}
}

/* Mail to example.com reaches nobody (RFC 2606). */
static void
add_mail(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	size_t sign = slice_find_char(text, '@');
	add_words(inventor, out, slice_part(text, 0, sign));
	strbuf_add_text(out, "@example.com");
}

static void
add_address(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	size_t path = slice_find(text, SLICE("//")) + 2;
	struct slice rest = slice_from(text, path);
	strbuf_add(out, slice_part(text, 0, path));
	strbuf_add_text(out, "example.com");
	add_words(inventor, out, slice_from(rest, slice_find_char(rest, '/')));
}

static bool
is_link(struct slice text)
{
	return slice_starts(text, "https://") || slice_starts(text, "http://");
}

static bool
is_mail(struct slice text)
{
	size_t sign = slice_find_char(text, '@');
	return sign && sign < text.len &&
	       slice_find_char(text, ' ') == text.len;
}

/* Any text that is not a word of its type. */
static void
add_text(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	if (is_link(text))
		add_address(inventor, out, text);
	else if (is_mail(text))
		add_mail(inventor, out, text);
	else if (inventor_is_phone(text))
		strbuf_add(out, inventor_phone(inventor, text));
	else
		add_words(inventor, out, text);
}

/* One row or none stays so, and so do amounts that conditions may need. */
static void
add_number(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	if (!inventor->numbers || slice_is(text, "0") || slice_is(text, "1"))
		strbuf_add(out, text);
	else
		add_words(inventor, out, text);
}

static void
add_postcode(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	struct slice parts[] = {text, SLICE(" x")};
	struct slice known = arena_join(inventor->mem, parts, 2, SLICE(""));
	if (!inventor_add_number(inventor, out, known))
		add_words(inventor, out, text);
}

static void
add_typed(struct inventor *inventor, struct strbuf *out,
    const struct column *column, struct slice text)
{
	struct slice identity;
	switch (column->type) {
	case COLUMN_TEXT:
	case COLUMN_EMAIL:
	case COLUMN_DATE:
		add_text(inventor, out, text);
		break;
	case COLUMN_PHONE:
		strbuf_add(out, inventor_phone(inventor, text));
		break;
	case COLUMN_INTEGER:
	case COLUMN_DECIMAL:
		add_number(inventor, out, text);
		break;
	case COLUMN_POSTCODE:
		add_postcode(inventor, out, text);
		break;
	case COLUMN_PERSONNUMMER:
	case COLUMN_HENKILOTUNNUS:
	case COLUMN_FODSELSNUMMER:
	case COLUMN_ORGANISATIONSNUMMER:
		identity = inventor_identity(inventor, column->type, text);
		if (identity.len)
			strbuf_add(out, identity);
		else
			add_words(inventor, out, text);
		break;
	case COLUMN_CHOICE:
	case COLUMN_FLAG:
		strbuf_add(out, text); /* the job lists them */
		break;
	}
}

/* What stands for it already; where its column is asked for, only there. */
static const struct invented_pair *
find_text(const struct inventor *inventor, const struct column *asked,
    struct slice text)
{
	for (size_t i = 0; i < inventor->text_count; i++) {
		const struct invented_pair *pair = &inventor->texts[i];
		if (pair->asked == asked && slice_equal(pair->real, text))
			return pair;
	}
	return NULL;
}

struct slice
inventor_text(
    struct inventor *inventor, const struct column *column, struct slice text)
{
	struct strbuf out = {0};
	const struct column *asked = is_asked(inventor, column) ? column : NULL;
	const struct invented_pair *known = find_text(inventor, asked, text);
	if (known || !text.len)
		return known ? known->shown : text;
	inventor->column = column;
	if (asked && is_named_whole(inventor, column, text))
		strbuf_add(&out, text);
	else
		add_typed(inventor, &out, column, text);
	struct slice shown = arena_dup(inventor->mem, strbuf_view(&out));
	strbuf_fini(&out);
	inventor->texts =
	    arena_grow(inventor->mem, inventor->texts, &inventor->text_room,
		inventor->text_count + 1, sizeof *inventor->texts);
	inventor->texts[inventor->text_count++] = (struct invented_pair){
	    arena_dup(inventor->mem, text), shown, asked};
	return shown;
}

/* ---- and back */

/* The words of `shown` that were invented, as they were. */
static struct slice
real_words(struct inventor *inventor, struct slice shown)
{
	struct strbuf out = {0};
	for (size_t at = 0, len; at < shown.len; at += len) {
		struct slice rest = slice_from(shown, at);
		len = word_length(shown, at);
		if (!len)
			utf8_next(rest, &len);
		struct slice word = slice_part(rest, 0, len);
		struct slice lower = text_lower(inventor->mem, word, "sv");
		for (size_t i = 0; i < inventor->word_count; i++) {
			if (slice_equal(inventor->words[i].shown, lower))
				word = inventor->words[i].real;
		}
		strbuf_add(&out, word);
	}
	struct slice real = arena_dup(inventor->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return real;
}

struct slice
inventor_real(struct inventor *inventor, struct slice shown)
{
	for (size_t i = 0; i < inventor->text_count; i++) {
		if (text_same(inventor->texts[i].shown, shown))
			return inventor->texts[i].real;
	}
	return real_words(inventor, shown);
}
