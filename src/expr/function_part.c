/* Functions that take a text apart; where it is not clear how, doubt. */
#include "base/utf8.h"
#include "expr/calls.h"
#include "expr/messages.h"
#include "record/land.h"
#include "record/messages.h"
#include "record/person_name.h"
#include "text/normal.h"

static struct value
part(const struct call *call, struct slice text)
{
	return call_text(text_clean(call->run->context->letter_mem, text));
}

/* ---- before and after */

/* A separator of nothing but blanks stands for any run of them. */
static size_t
blank_length(struct slice text)
{
	size_t len = 0;
	while (len < text.len) {
		size_t next = len;
		if (!code_is_blank(utf8_next(text, &next)))
			break;
		len = next;
	}
	return len;
}

static size_t
separator_length(struct slice rest, struct slice separator, bool blank)
{
	if (blank)
		return blank_length(rest);
	return rest.len >= separator.len &&
		       memcmp(rest.at, separator.at, separator.len) == 0
		   ? separator.len
		   : 0;
}

/* How often it stands in the text, at most two; the first from *at. */
static int
find_separator(
    struct slice text, struct slice separator, size_t *at, size_t *len)
{
	int found = 0;
	bool blank = text_is_blank(separator);
	for (size_t i = 0; i < text.len && found < 2;) {
		size_t length =
		    separator_length(slice_from(text, i), separator, blank);
		if (!length) {
			utf8_next(text, &i);
			continue;
		}
		if (!found++) {
			*at = i;
			*len = length;
		}
		i += length;
	}
	return found;
}

static struct value
side(const struct call *call, bool after)
{
	struct arena *mem = call->run->context->letter_mem;
	struct slice text = call->values[0].text;
	struct slice separator = text_nfc(mem, call->values[1].text);
	size_t at = 0, len = 0;
	int found = find_separator(text, separator, &at, &len);
	if (found == 1)
		return part(call, after ? slice_from(text, at + len)
					: slice_part(text, 0, at));
	if (!call->run->why->message)
		PROBLEM(call->run->why,
		    found ? &expr_row_separators : &expr_row_no_separator,
		    ARGS(expr_node_first_name(call->node),
			call->node->kids[1]->text));
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

struct value
call_before(const struct call *call)
{
	return side(call, false);
}

struct value
call_after(const struct call *call)
{
	return side(call, true);
}

/* ---- words */

/* "Jönsson, Gösta": a word with a sign at its end is not asked for alone. */
static bool
is_clear_word(struct slice word)
{
	static const char signs[] = ",;:/&+()[]{}\"";
	for (size_t i = 0; i < word.len; i++) {
		if (memchr(signs, word.at[i], sizeof signs - 1))
			return false;
	}
	return word.len > 0;
}

static struct value
word(const struct call *call, bool last)
{
	struct slice text = call->values[0].text, found = {NULL, 0};
	size_t from = text.len;
	for (size_t at = 0; at <= text.len;) {
		size_t here = at;
		bool end = at == text.len;
		bool blank = end || code_is_blank(utf8_next(text, &at));
		at += end;
		if (!blank && from == text.len)
			from = here;
		if (!blank || from == text.len)
			continue;
		if (last || !found.len)
			found = slice_part(text, from, here - from);
		from = text.len;
	}
	if (!is_clear_word(found))
		return undecidable(call->node, call->run, &expr_row_no_word);
	return call_text(found);
}

struct value
call_first_word(const struct call *call)
{
	return word(call, false);
}

struct value
call_last_word(const struct call *call)
{
	return word(call, true);
}

/* ---- names */

static struct value
name(const struct call *call, bool surname)
{
	struct person_name name;
	const struct message *fault = person_name_read(
	    call->run->context->letter_mem, call->values[0].text, &name);
	if (fault)
		return undecidable(call->node, call->run, fault);
	return call_text(surname ? name.surname : name.first_names);
}

struct value
call_first_names(const struct call *call)
{
	return name(call, false);
}

struct value
call_surname(const struct call *call)
{
	return name(call, true);
}

/* ---- postcode and town */

/* An empty country is the home country. */
static struct value
postal(const struct call *call, bool town)
{
	struct slice code, place;
	const struct land *land =
	    land_find(call->count > 1 && call->values[1].kind == VALUE_TEXT
			  ? call->values[1].text
			  : (struct slice){NULL, 0});
	if (!land)
		return undecidable(
		    call->node->kids[1], call->run, &record_unknown_country);
	struct slice text = call->values[0].text;
	/* Text on a line of its own is more than the two. */
	if (slice_find_char(slice_trim(text), '\n') < slice_trim(text).len ||
	    !land_split_postal(
		call->run->context->letter_mem, land, text, &code, &place))
		return undecidable(call->node, call->run, &expr_row_postal);
	return call_text(town ? place : code);
}

struct value
call_postcode(const struct call *call)
{
	return postal(call, false);
}

struct value
call_town(const struct call *call)
{
	return postal(call, true);
}
