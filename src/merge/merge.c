#include "merge/merge.h"

#include <assert.h>

#include "merge/inline.h"
#include "merge/messages.h"

static bool merge_blocks(
    struct merger *merger, const struct node *from, struct node *to);

static void
add_top(struct merger *merger, const struct node *block)
{
	struct node_list *top = &merger->top;
	top->at = arena_grow(merger->letter_mem, top->at, &top->room,
	    top->count + 1, sizeof *top->at);
	top->at[top->count++] = block;
}

/* Places a finished block: below `to`, or among the letter's own where NULL. */
static void
place_block(struct merger *merger, struct node *to, struct node *block)
{
	if (to)
		node_append(to, block);
	else
		add_top(merger, block);
}

/* The template's own nodes are never linked to anything of a letter. */
static void
place_fixed(struct merger *merger, struct node *to, const struct node *block)
{
	if (block->kind == NODE_LIST)
		merge_count_fixed(merger, block);
	if (to)
		node_append(to, merge_copy(merger, block));
	else
		add_top(merger, block);
}

static bool
merge_text_block(
    struct merger *merger, const struct node *from, struct node *to)
{
	struct node *block = merge_copy(merger, from);
	block->first = block->last = NULL;
	bool vanished;
	if (!inline_merge(merger, from, block, &vanished))
		return false;
	/* A cell stays, or its row would lose a column. */
	if (!vanished || from->kind == NODE_TABLE_CELL)
		place_block(merger, to, block);
	return true;
}

static bool
has_only_head(const struct node *table)
{
	for (const struct node *row = table->first; row; row = row->next) {
		if (!row->is_header)
			return false;
	}
	return true;
}

static bool
is_hollow(const struct node *node)
{
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (child->first)
			return false;
	}
	return true;
}

/* Nothing is left of what the author wrote in it. */
static bool
is_vanished(const struct node *block, const struct node *from)
{
	if (block->kind == NODE_TABLE_ROW)
		return !block->is_header && is_hollow(block);
	if (block->kind == NODE_TABLE)
		return has_only_head(block) && !has_only_head(from);
	return !block->first;
}

static void
add_list(struct merger *merger, struct node *list)
{
	struct counted_lists *lists = &merger->lists;
	lists->at = arena_grow(merger->letter_mem, lists->at, &lists->room,
	    lists->count + 1, sizeof *lists->at);
	lists->at[lists->count++] = list;
}

/* What stands in a table's tag and is no row comes behind it; returned. */
static struct node *
part_rows(struct node *table)
{
	struct node *last = NULL, *row = table->first;
	for (; row && row->kind == NODE_TABLE_ROW; row = row->next)
		last = row;
	if (last)
		last->next = NULL;
	else
		table->first = NULL;
	table->last = last;
	return row;
}

/* Lists in an item or a note have numbers of their own. */
static bool
merge_within(struct merger *merger, const struct node *from, struct node *block)
{
	struct list_goes_on numbers = merger->numbers;
	bool own = from->kind == NODE_ITEM || from->kind == NODE_QUOTE;
	if (own)
		merger->numbers = (struct list_goes_on){0};
	bool fine = merge_blocks(merger, from, block);
	if (own)
		merger->numbers = numbers;
	return fine;
}

static bool
merge_container(struct merger *merger, const struct node *from, struct node *to)
{
	struct node *block = merge_copy(merger, from);
	block->first = block->last = NULL;
	if (block->kind == NODE_LIST && block->start == LIST_COUNTED)
		add_list(merger, block);
	if (!merge_within(merger, from, block))
		return false;
	struct node *behind =
	    block->kind == NODE_TABLE ? part_rows(block) : NULL;
	if (!is_vanished(block, from)) {
		if (block->kind == NODE_LIST)
			block = merge_count(merger, to, block);
		if (block)
			place_block(merger, to, block);
	}
	for (struct node *next; behind; behind = next) {
		next = behind->next;
		place_block(merger, to, behind);
	}
	return true;
}

static bool
merge_choice(struct merger *merger, const struct node *choice, struct node *to)
{
	const struct node *branch;
	if (!merge_choose(merger, choice, &branch))
		return false;
	return !branch || merge_blocks(merger, branch, to);
}

static bool
merge_else(struct merger *merger, const struct node *each, struct node *to)
{
	const struct node *branch;
	return merge_no_row(merger, each, &branch) &&
	       (!branch || merge_blocks(merger, branch, to));
}

static bool
merge_each(struct merger *merger, const struct node *each, struct node *to)
{
	const struct node *last = merge_last(merger, to);
	const struct node *end = last ? last->last : NULL;
	merge_meet_rows(merger, each);
	if (merge_is_else(each))
		return !merge_wants_else(merger, each) ||
		       merge_else(merger, each, to);
	struct value *kept = merge_keep_row(merger, each);
	bool fine = true;
	for (size_t i = 0; fine && i < merge_rows(merger, each); i++) {
		merge_enter_row(merger, each, i);
		fine = merge_blocks(merger, each, to);
	}
	merge_leave_rows(merger, each, kept);
	/* Rows that print nothing are as good as none. */
	const struct node *now = merge_last(merger, to);
	bool silent = now == last && (!now || now->last == end);
	merger->silent = silent ? each->field : FIELD_NONE;
	return fine && (!silent || merge_else(merger, each, to));
}

static bool
merge_kind(struct merger *merger, const struct node *block, struct node *to)
{
	switch (block->kind) {
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_TABLE_CELL:
		return merge_text_block(merger, block, to);
	case NODE_LIST:
	case NODE_ITEM:
	case NODE_TABLE:
	case NODE_TABLE_ROW:
	case NODE_QUOTE:
		return merge_container(merger, block, to);
	case NODE_IF:
		return merge_choice(merger, block, to);
	case NODE_EACH:
		return merge_each(merger, block, to);
	case NODE_DOCUMENT:
	case NODE_RULE:
	case NODE_TEXT:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_LINK:
	case NODE_IMAGE:
	case NODE_LINE_BREAK:
	case NODE_FIELD:
	case NODE_PART:
		break;
	case NODE_BRANCH: /* of an EACH, for when it has no rows */
		return true;
	}
	assert(!"no such node here");
	return false;
}

/* What is in another language writes its values in it. */
static bool
merge_block(struct merger *merger, const struct node *block, struct node *to)
{
	if (block->fixed) {
		place_fixed(merger, to, block);
		return true;
	}
	const char *outer = merger->context.language;
	if (block->language.len)
		merger->context.language = block->language.at;
	bool fine = merge_kind(merger, block, to);
	merger->context.language = outer;
	return fine;
}

static bool
merge_blocks(struct merger *merger, const struct node *from, struct node *to)
{
	for (const struct node *child = from->first; child;
	     child = child->next) {
		if (!merge_block(merger, child, to))
			return false;
	}
	return true;
}

bool
merge_letter(struct arena *letter_mem, const struct letter *letter,
    const struct expr_context *context, struct merged *merged,
    struct branch_set *met, struct problem *why)
{
	assert(!letter->broken);
	*why = (struct problem){0};
	struct merger merger = {
	    .letter_mem = letter_mem,
	    .letter = letter,
	    .context = *context,
	    .met = met,
	    .why = why,
	    .silent = FIELD_NONE,
	};
	merger.context.letter_mem = letter_mem;
	merger.context.language = letter->language.at;
	merge_open_tables(&merger);
	bool fine = merge_blocks(&merger, letter->root, NULL);
	if (fine)
		merge_count_lists(&merger);
	merged->blocks = merger.top.at;
	merged->count = fine ? merger.top.count : 0;
	return fine;
}
