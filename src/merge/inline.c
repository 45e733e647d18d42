#include "merge/inline.h"

#include <assert.h>

#include "base/utf8.h"
#include "merge/isolate.h"
#include "merge/messages.h"
#include "merge/value.h"
#include "text/normal.h"

/*
 * A block's lines while they are filled. A break waits until something is
 * printed behind it, so that a line of nothing but empty optional fields
 * leaves no trace.
 */
struct lines {
	struct merger *merger;
	const struct node *waiting; /* a break not yet set, NULL: none */
	size_t waiting_count; /* with empty lines of the author's */
	struct node *last; /* the last text, ours to trim */
	size_t printed; /* texts and pictures so far */
	size_t said; /* those of them that are not blank */
	bool has_text; /* on this line */
	bool had_gap; /* on this line: something optional was empty */
	bool closing; /* the gap is just behind us */
	bool gaps; /* in the whole block */
	size_t apart; /* values between isolates, in the whole block */
};

static bool merge_children(
    struct lines *lines, const struct node *from, struct node *to);

struct node *
merge_copy(struct merger *merger, const struct node *node)
{
	struct node *copy = arena_raw(merger->letter_mem, sizeof *copy);
	*copy = *node;
	copy->fixed = false;
	copy->parent = copy->next = NULL;
	return copy;
}

/* Keeps the reason that expr/ gave; several rows are told of by the table. */
static void
report_unfit(struct merger *merger, const struct letter_field *field)
{
	const struct expr_table *table =
	    expr_find_several(merger->letter->scope, merger->why);
	if (table)
		PROBLEM(merger->why, &merge_several_rows,
		    ARGS(table->name, field->source));
	else if (!merger->why->message)
		PROBLEM(merger->why, &merge_unfit_value, ARGS(field->source));
}

bool
merge_choose(struct merger *merger, const struct node *choice,
    const struct node **branch)
{
	const struct letter_field *fields = merger->letter->fields;
	const struct node *at = choice->first;
	size_t index = 0;
	for (; at && at->field != FIELD_NONE; at = at->next, index++) {
		const struct letter_field *field = &fields[at->field];
		enum verdict verdict =
		    expr_decide(field->expr, &merger->context, merger->why);
		if (verdict == VERDICT_UNDECIDABLE) {
			report_unfit(merger, field);
			return false;
		}
		if (verdict == VERDICT_YES)
			break;
	}
	*branch = at;
	merge_meet(merger, &fields[choice->first->field], index);
	return true;
}

static void
note_gap(struct lines *lines)
{
	lines->had_gap = lines->gaps = lines->closing = true;
}

static void
set_waiting(struct lines *lines, struct node *to)
{
	for (; lines->waiting_count; lines->waiting_count--) {
		node_append(to, merge_copy(lines->merger, lines->waiting));
		lines->last = NULL;
	}
}

static bool
ends_blank(const struct node *last)
{
	return last && last->text.len &&
	       last->text.at[last->text.len - 1] == ' ';
}

static void
remove_last(struct node *parent)
{
	struct node *before = NULL;
	for (struct node *child = parent->first; child != parent->last;
	     child = child->next)
		before = child;
	parent->last = before;
	if (before)
		before->next = NULL;
	else
		parent->first = NULL;
}

/* Takes the blanks away that the line's text ends with. */
static void
trim_end(struct lines *lines)
{
	struct node *last = lines->last;
	while (ends_blank(last))
		last->text.len--;
	if (last && !last->text.len && last == last->parent->last) {
		remove_last(last->parent);
		lines->last = NULL;
	}
}

/* "Anna [nothing], hej": one blank too many on one side of a gap. */
static struct slice
close_gap(struct lines *lines, struct slice text)
{
	if (!lines->closing || !text.len)
		return text;
	lines->closing = false;
	bool blank = !lines->has_text || ends_blank(lines->last);
	if (blank && text.at[0] == ' ')
		return slice_from(text, 1);
	if (strchr(",.;:!?)", text.at[0]))
		trim_end(lines);
	return text;
}

static void
add_text(struct lines *lines, const struct node *from, struct slice text,
    struct slice origin, struct node *to)
{
	text = close_gap(lines, text);
	while (!lines->has_text && text.len && text.at[0] == ' ')
		text = slice_from(text, 1);
	if (!text.len)
		return;
	set_waiting(lines, to);
	struct node *node = merge_copy(lines->merger, from);
	node->kind = NODE_TEXT;
	node->optional = false;
	node->field = FIELD_NONE;
	node->text = text;
	node->origin = origin;
	node_append(to, node);
	lines->last = node;
	lines->has_text = true;
	lines->printed++;
	lines->said += !text_is_blank(text);
	lines->apart += origin.len && isolate_is_around(text);
}

/* The value's text; empty where it may be. False: the row is held. */
static bool
evaluate(struct merger *merger, const struct letter_field *field, bool isolate,
    struct slice *text)
{
	struct value value =
	    expr_evaluate(field->expr, &merger->context, merger->why);
	*text = (struct slice){NULL, 0};
	if (value.kind == VALUE_UNDECIDABLE || value.kind == VALUE_UNFIT) {
		report_unfit(merger, field);
		return false;
	}
	if (value.kind == VALUE_TEXT &&
	    expr_shows_nothing(field->expr, &merger->context)) {
		PROBLEM(merger->why, &merge_stand_in, ARGS(field->source));
		return false;
	}
	struct slice written =
	    value_text(merger->letter_mem, value, merger->context.language);
	struct slice tame = value_tame(merger->letter_mem, written, isolate);
	merge_meet(merger, field, text_is_blank(tame));
	if (text_is_blank(tame) && field->has_fallback)
		tame = field->fallback;
	if (!text_is_blank(tame)) {
		*text = tame;
		return true;
	}
	if (field->optional)
		return true;
	PROBLEM(merger->why, &merge_empty_field, ARGS(field->source));
	return false;
}

static bool
merge_field(struct lines *lines, const struct node *node, struct node *to)
{
	const struct letter_field *field =
	    &lines->merger->letter->fields[node->field];
	struct slice text;
	if (!evaluate(lines->merger, field, field->isolate, &text))
		return false;
	if (!text.len)
		note_gap(lines);
	else
		add_text(lines, node, text, field->origin, to);
	return true;
}

static bool
merge_choice(struct lines *lines, const struct node *choice, struct node *to)
{
	const struct node *branch;
	if (!merge_choose(lines->merger, choice, &branch))
		return false;
	size_t printed = lines->printed;
	if (branch && !merge_children(lines, branch, to))
		return false;
	if (printed == lines->printed)
		note_gap(lines);
	return true;
}

static bool
merge_rows_within(struct lines *lines, const struct node *each, struct node *to)
{
	struct merger *merger = lines->merger;
	struct value *kept = merge_keep_row(merger, each);
	bool fine = true;
	for (size_t i = 0; fine && i < merge_rows(merger, each); i++) {
		size_t said = lines->said;
		merge_enter_row(merger, each, i);
		fine = merge_children(lines, each, to);
		if (said == lines->said)
			note_gap(lines);
	}
	merge_leave_rows(merger, each, kept);
	return fine;
}

static bool
merge_each(struct lines *lines, const struct node *each, struct node *to)
{
	struct merger *merger = lines->merger;
	size_t said = lines->said;
	const struct node *branch = NULL;
	bool is_else = merge_is_else(each);
	merge_meet_rows(merger, each);
	bool fine = is_else || merge_rows_within(lines, each, to);
	/* Rows that print nothing, or blanks, are as good as none. */
	bool silent = said == lines->said;
	if (silent)
		note_gap(lines);
	if (!is_else)
		merger->silent = silent ? each->field : FIELD_NONE;
	if (fine && silent && (!is_else || merge_wants_else(merger, each)))
		fine = merge_no_row(merger, each, &branch) &&
		       (!branch || merge_children(lines, branch, to));
	return fine;
}

/* A break ends the line; one that was all gaps is forgotten. */
static void
end_line(struct lines *lines, const struct node *line_break)
{
	if (lines->had_gap && !lines->has_text)
		return;
	if (lines->had_gap)
		trim_end(lines);
	lines->waiting = line_break;
	lines->waiting_count++;
	lines->last = NULL;
	lines->has_text = lines->had_gap = lines->closing = false;
}

/* A value that is a whole address may lead to a page, a mailbox, a telephone.
 */
static bool
is_address(struct slice text)
{
	return slice_starts(text, "https://") ||
	       slice_starts(text, "http://") || slice_starts(text, "mailto:") ||
	       slice_starts(text, "tel:");
}

/* The address of a link: the template's, with values in it. */
static bool
merge_target(struct lines *lines, const struct node *from, struct node *to)
{
	struct strbuf out = {0};
	struct slice target = from->target;
	bool fine = true, symbol = node_is_symbol(from);
	size_t begin = symbol ? target.len - node_symbol_text(from).len : 0;
	for (size_t at = 0; at < target.len && fine;) {
		size_t start = at;
		uint32_t code = utf8_next(target, &at);
		if (code < LETTER_PLACEHOLDER) {
			strbuf_add(&out, slice_part(target, start, at - start));
			continue;
		}
		const struct letter_field *field =
		    &lines->merger->letter->fields[code - LETTER_PLACEHOLDER];
		struct slice text;
		fine = evaluate(lines->merger, field, false, &text);
		bool whole = start == begin && at == target.len;
		/* a code that lacks a part would lead somewhere else */
		if (fine && symbol && !text.len) {
			PROBLEM(lines->merger->why, &merge_empty_field,
			    ARGS(field->source));
			fine = false;
		}
		if (fine && whole && !is_address(text)) {
			PROBLEM(lines->merger->why, &merge_bad_address,
			    ARGS(field->source));
			fine = false;
		}
		value_write_target(&out, text, whole);
	}
	to->target = arena_dup(lines->merger->letter_mem, strbuf_view(&out));
	strbuf_fini(&out);
	return fine;
}

/* The column of an address' first field, or nothing. */
static struct slice
origin_of(const struct merger *merger, struct slice target)
{
	for (size_t at = 0; at < target.len;) {
		uint32_t code = utf8_next(target, &at);
		if (code >= LETTER_PLACEHOLDER)
			return merger->letter->fields[code - LETTER_PLACEHOLDER]
			    .origin;
	}
	return (struct slice){NULL, 0};
}

/* Its text is known now: that of a fixed one has its address already. */
static void
add_address(struct lines *lines, const struct node *from, struct node *link)
{
	struct arena *mem = lines->merger->letter_mem;
	const struct node *text = node_new(mem, NODE_TEXT, link->span);
	add_text(lines, text, letter_link_address(mem, link),
	    origin_of(lines->merger, from->target), link);
}

/* Emphasis, strong, link, picture. */
static bool
merge_nested(struct lines *lines, const struct node *from, struct node *to)
{
	struct node *copy = merge_copy(lines->merger, from);
	if (from->fixed) {
		close_gap(lines, SLICE("x"));
		set_waiting(lines, to);
		node_append(to, copy);
		lines->last = NULL;
		lines->has_text = true;
		lines->printed++;
		lines->said++;
		return true;
	}
	copy->first = copy->last = NULL;
	size_t waiting = lines->waiting_count;
	if (letter_has_field(from->target) && !merge_target(lines, from, copy))
		return false;
	if (!merge_children(lines, from, copy))
		return false;
	if (from->kind == NODE_LINK)
		add_address(lines, from, copy);
	if (!copy->first)
		return true;
	/* A break that waited was before the emphasis, not in it. */
	for (; waiting && copy->first->kind == NODE_LINE_BREAK; waiting--) {
		struct node *line_break = copy->first;
		copy->first = line_break->next;
		node_append(to, line_break);
	}
	node_append(to, copy);
	return true;
}

static bool
merge_child(struct lines *lines, const struct node *child, struct node *to)
{
	switch (child->kind) {
	case NODE_TEXT:
		add_text(lines, child, child->text, child->origin, to);
		return true;
	case NODE_FIELD:
		return merge_field(lines, child, to);
	case NODE_LINE_BREAK:
		end_line(lines, child);
		return true;
	case NODE_IF:
		return merge_choice(lines, child, to);
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_LINK:
	case NODE_IMAGE:
		return merge_nested(lines, child, to);
	case NODE_EACH:
		return merge_each(lines, child, to);
	case NODE_DOCUMENT:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_LIST:
	case NODE_ITEM:
	case NODE_TABLE:
	case NODE_TABLE_ROW:
	case NODE_TABLE_CELL:
	case NODE_RULE:
	case NODE_QUOTE:
	case NODE_PART:
		break;
	case NODE_BRANCH: /* of an EACH, for when it has no rows */
		return true;
	}
	assert(!"no such node here");
	return false;
}

static bool
merge_children(struct lines *lines, const struct node *from, struct node *to)
{
	for (const struct node *child = from->first; child;
	     child = child->next) {
		if (!merge_child(lines, child, to))
			return false;
	}
	return true;
}

bool
inline_merge(struct merger *merger, const struct node *from, struct node *to,
    bool *vanished)
{
	struct lines lines = {.merger = merger};
	if (!merge_children(&lines, from, to))
		return false;
	if (lines.had_gap)
		trim_end(&lines);
	if (lines.apart > 1)
		isolate_share(to, false);
	*vanished = !lines.printed && lines.gaps;
	return true;
}
