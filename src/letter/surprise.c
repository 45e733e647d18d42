/*
 * What Markdown turns silently into something else, said with its cure.
 *
 * People who write letters are not authors of Markdown: a line of speech is
 * not a list, "1. oktober" is a date, two footnote stars are no emphasis.
 */
#include "base/utf8.h"
#include "letter/messages.h"
#include "letter/reading.h"

/* Byte of the source line where a span starts. */
static size_t
offset_of(struct slice line, struct span span)
{
	size_t at = 0;
	for (uint32_t i = 1; i < span.column && at < line.len; i++)
		utf8_next(line, &at);
	return at;
}

static struct slice
source_from(struct diag *diag, struct span span)
{
	struct slice line =
	    sources_line(diag_sources(diag), span.file, span.line);
	return slice_from(line, offset_of(line, span));
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One item, one paragraph: an item with a list in it was meant as one. */
static bool
is_lone_text(const struct node *list)
{
	const struct node *item = list->first;
	return item->kind == NODE_ITEM && list->parent->kind != NODE_ITEM &&
	       item->first && !item->first->next;
}

/* "12." or "12)" at an item's beginning, as the author wrote it. */
struct numeral {
	struct slice digits;
	struct slice mark;
	struct span span;
};

static struct numeral
numeral_of(struct diag *diag, const struct node *item)
{
	struct slice source = source_from(diag, item->span);
	struct numeral numeral = {.span = item->span};
	size_t len = 0;
	while (len < source.len && is_digit(source.at[len]))
		len++;
	numeral.digits = slice_part(source, 0, len);
	numeral.mark = slice_part(source, len, 1);
	numeral.span.length = (uint32_t)len + 1;
	return numeral;
}

static int
value_of(struct slice digits)
{
	int value = 0;
	for (size_t i = 0; i < digits.len && i < 9; i++)
		value = value * 10 + (digits.at[i] - '0');
	return value;
}

static void
report_number(struct diag *diag, const struct numeral *numeral,
    const struct message *message, int printed)
{
	struct strbuf cure = {0};
	strbuf_add(&cure, numeral->digits);
	strbuf_add_char(&cure, '\\');
	strbuf_add(&cure, numeral->mark);
	struct slice written = {numeral->digits.at, numeral->digits.len + 1};
	REPORT(diag, numeral->span, message, ARGS(written, printed));
	HINT(diag, &letter_number_cure, ARGS(strbuf_view(&cure)));
	strbuf_fini(&cure);
}

/* Swedish, Finnish and English months, as they follow a day. */
static const char *const months[] = {"januari", "februari", "mars", "april",
    "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu",
    "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu",
    "joulukuu", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", NULL};

static bool
begins_with_month(
    struct diag *diag, const struct node *item, const struct numeral *numeral)
{
	struct slice rest = slice_trim(
	    slice_from(source_from(diag, item->span), numeral->digits.len + 1));
	for (size_t i = 0; months[i]; i++) {
		if (slice_starts(rest, months[i]))
			return true;
	}
	return false;
}

/* Numbers of which somebody wrote each: not all the same. */
static bool
counts_up(struct diag *diag, const struct node *list)
{
	int first = value_of(numeral_of(diag, list->first).digits);
	for (const struct node *item = list->first; item; item = item->next) {
		if (item->kind != NODE_ITEM)
			return false; /* tags: some may not be printed */
		if (value_of(numeral_of(diag, item).digits) != first)
			return true;
	}
	return false;
}

/* A date, a year, or a number that would be printed as another. */
static void
check_numbers(struct diag *diag, const struct node *list)
{
	if (!list->first)
		return;
	bool counts = counts_up(diag, list);
	int printed = list->start;
	for (const struct node *item = list->first; item; item = item->next) {
		if (item->kind != NODE_ITEM)
			continue;
		struct numeral numeral = numeral_of(diag, item);
		int written = value_of(numeral.digits);
		if (begins_with_month(diag, item, &numeral) || written > 999)
			report_number(
			    diag, &numeral, &letter_date_list, printed);
		else if (counts && written != printed)
			report_number(
			    diag, &numeral, &letter_other_number, printed);
		else if (item == list->first && !item->next &&
			 is_lone_text(list))
			report_number(
			    diag, &numeral, &letter_lone_number, printed);
		printed++;
	}
}

static void
check_bullets(struct diag *diag, const struct node *list)
{
	const struct node *item = list->first;
	if (!item || item->next || !is_lone_text(list))
		return;
	struct slice mark = slice_part(source_from(diag, item->span), 0, 1);
	struct span span = item->span;
	span.length = 1;
	REPORT(diag, span, &letter_lone_bullet, ARGS(mark));
	HINT(diag, &letter_bullet_cure, ARGS(mark));
}

static bool
holds_break(const struct node *node)
{
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (child->kind == NODE_LINE_BREAK || holds_break(child))
			return true;
	}
	return false;
}

static bool
is_letter_before(struct slice line, size_t at)
{
	unsigned char c = at ? (unsigned char)line.at[at - 1] : ' ';
	return is_digit((char)c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       c >= 0x80;
}

static void
check_emphasis(struct diag *diag, const struct node *node)
{
	struct slice line =
	    sources_line(diag_sources(diag), node->span.file, node->span.line);
	size_t at = offset_of(line, node->span);
	struct slice mark = slice_part(line, at, 1);
	if (!slice_is(mark, "*") && !slice_is(mark, "_"))
		return;
	if (!holds_break(node) && !is_letter_before(line, at))
		return;
	struct span span = node->span;
	span.length = 1;
	REPORT(diag, span, &letter_far_stars, ARGS(mark));
	HINT(diag, &letter_star_cure, ARGS(mark));
}

static void
check_heading(struct diag *diag, const struct node *heading)
{
	if (slice_starts(source_from(diag, heading->span), "#"))
		return;
	REPORT(diag, heading->span, &letter_underlined, NO_ARGS);
	HINT(diag, &letter_underline_cure, NO_ARGS);
}

static void
check_quote(struct diag *diag, const struct node *quote)
{
	struct slice source = source_from(diag, quote->span);
	if (source.len < 2 || source.at[0] != '>' || source.at[1] == ' ' ||
	    source.at[1] == '>' || source.at[1] == '\t')
		return;
	struct span span = quote->span;
	span.length = 1;
	REPORT(diag, span, &letter_quote_sign, NO_ARGS);
	HINT(diag, &letter_write_this, ARGS("\\>"));
}

/* Word's bullets, and signs that people use for them. */
static const char *const bullets[] = {
    "•", "·", "●", "▪", "■", "◦", "○", "→", "Ø ", NULL};

static void
check_bullet(struct diag *diag, const struct node *text)
{
	for (size_t i = 0; bullets[i]; i++) {
		if (!slice_starts(text->text, bullets[i]))
			continue;
		struct span span = text->span;
		span.length = 1;
		REPORT(diag, span, &letter_bullet_character, ARGS(bullets[i]));
		HINT(diag, &letter_list_cure, NO_ARGS);
		return;
	}
}

/* The author put a backslash before it, and knows. */
static bool
is_escaped(struct diag *diag, const struct node *text)
{
	struct slice line =
	    sources_line(diag_sources(diag), text->span.file, text->span.line);
	size_t at = offset_of(line, text->span);
	return at > 0 && line.at[at - 1] == '\\';
}

static void
check_hash(struct diag *diag, const struct node *text)
{
	size_t count = 0;
	while (count < text->text.len && text->text.at[count] == '#')
		count++;
	/* "#1" is a number, "\#" was meant. */
	if (!count || count > 6 || count == text->text.len ||
	    is_digit(text->text.at[count]) || is_escaped(diag, text) ||
	    !slice_starts(source_from(diag, text->span), "#"))
		return;
	REPORT(diag, text->span, &letter_no_heading, NO_ARGS);
	struct slice rest = slice_from(text->text, count);
	struct strbuf cure = {0};
	strbuf_add(&cure, slice_part(text->text, 0, count));
	strbuf_add_char(&cure, ' ');
	strbuf_add(&cure, rest);
	HINT(diag, &letter_write_this, ARGS(strbuf_view(&cure)));
	strbuf_fini(&cure);
}

/* The first text of a line. */
static void
check_line_start(struct diag *diag, const struct node *text)
{
	check_bullet(diag, text);
	check_hash(diag, text);
	struct slice source = source_from(diag, text->span);
	if (slice_starts(text->text, "|") && slice_starts(source, "|") &&
	    !is_escaped(diag, text)) {
		REPORT(diag, text->span, &letter_bars, NO_ARGS);
		HINT(diag, &letter_bars_cure, NO_ARGS);
	}
}

static void
check_text(struct diag *diag, const struct node *text)
{
	struct slice source = source_from(diag, text->span);
	size_t stars = slice_find(text->text, SLICE("**"));
	if (stars < text->text.len &&
	    slice_starts(slice_from(source, stars), "**")) {
		struct span span = text->span;
		span.column +=
		    (uint32_t)utf8_count(slice_part(text->text, 0, stars));
		span.length = 2;
		REPORT(diag, span, &letter_open_stars, NO_ARGS);
		HINT(diag, &letter_stars_cure, NO_ARGS);
	}
	size_t blanks = slice_find(text->text, SLICE("    "));
	if (blanks < text->text.len) {
		struct span span = text->span;
		span.column +=
		    (uint32_t)utf8_count(slice_part(text->text, 0, blanks));
		span.length = 4;
		REPORT(diag, span, &letter_blanks, NO_ARGS);
		HINT(diag, &letter_use_table, NO_ARGS);
	}
}

static bool
starts_line(const struct node *parent, const struct node *previous)
{
	bool block = parent->kind == NODE_PARAGRAPH;
	return block && (!previous || previous->kind == NODE_LINE_BREAK);
}

void
letter_find_surprises(const struct node *node, struct diag *diag)
{
	if (node->kind == NODE_LIST && node->ordered)
		check_numbers(diag, node);
	else if (node->kind == NODE_LIST)
		check_bullets(diag, node);
	else if (node->kind == NODE_EMPHASIS)
		check_emphasis(diag, node);
	else if (node->kind == NODE_HEADING)
		check_heading(diag, node);
	else if (node->kind == NODE_QUOTE)
		check_quote(diag, node);
	else if (node->kind == NODE_TEXT)
		check_text(diag, node);
	const struct node *previous = NULL;
	for (const struct node *child = node->first; child;
	     previous = child, child = child->next) {
		if (child->kind == NODE_TEXT && starts_line(node, previous))
			check_line_start(diag, child);
		letter_find_surprises(child, diag);
	}
}
