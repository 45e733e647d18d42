#include "letter/surprise.h"

#include "base/code.h"
#include "letter/messages.h"
#include "letter/reading.h"

/* Byte within its line. */
static size_t
offset_of(const struct diag *diag, struct span span)
{
	const struct sources *sources = diag_sources(diag);
	struct span line = span;
	line.column = 1;
	return sources_offset(sources, span) - sources_offset(sources, line);
}

struct slice
surprise_source(struct diag *diag, struct span span)
{
	struct slice line =
	    sources_line(diag_sources(diag), span.file, span.line);
	return slice_from(line, offset_of(diag, span));
}

bool
surprise_is_escaped(struct diag *diag, const struct node *text)
{
	struct slice line =
	    sources_line(diag_sources(diag), text->span.file, text->span.line);
	size_t at = offset_of(diag, text->span);
	return at > 0 && line.at[at - 1] == '\\';
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
	return char_is_digit((char)c) ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

static void
check_emphasis(struct diag *diag, const struct node *node)
{
	struct slice line =
	    sources_line(diag_sources(diag), node->span.file, node->span.line);
	size_t at = offset_of(diag, node->span);
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
	if (slice_starts(surprise_source(diag, heading->span), "#"))
		return;
	REPORT(diag, heading->span, &letter_underlined, NO_ARGS);
	HINT(diag, &letter_underline_cure, NO_ARGS);
}

static void
check_quote(struct diag *diag, const struct node *quote)
{
	struct slice source = surprise_source(diag, quote->span);
	if (source.len < 2 || source.at[0] != '>' || source.at[1] == ' ' ||
	    source.at[1] == '>' || source.at[1] == '\t')
		return;
	struct span span = quote->span;
	span.length = 1;
	REPORT(diag, span, &letter_quote_sign, NO_ARGS);
	HINT(diag, &letter_write_this, ARGS("\\>"));
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
	if (node->kind == NODE_LIST)
		surprise_in_list(diag, node);
	else if (node->kind == NODE_PARAGRAPH)
		surprise_in_lines(diag, node);
	else if (node->kind == NODE_EMPHASIS)
		check_emphasis(diag, node);
	else if (node->kind == NODE_HEADING)
		check_heading(diag, node);
	else if (node->kind == NODE_QUOTE)
		check_quote(diag, node);
	else if (node->kind == NODE_TEXT)
		surprise_in_text(diag, node);
	const struct node *previous = NULL;
	for (const struct node *child = node->first; child;
	     previous = child, child = child->next) {
		if (child->kind == NODE_TEXT && starts_line(node, previous))
			surprise_at_start(diag, child);
		letter_find_surprises(child, diag);
	}
}
