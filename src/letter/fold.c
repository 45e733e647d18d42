/*
 * Tags become IF and EACH with their children. A pair must open and close
 * among the same children: in one paragraph, one list item, or between blocks.
 */
#include "base/code.h"
#include "letter/messages.h"
#include "letter/reading.h"

struct fold {
	struct reading *reading;
	struct node *rest; /* siblings not yet placed */
};

static void fold_below(struct reading *reading, struct node *parent);
static struct node *fold_run(
    struct fold *fold, struct node *into, size_t opener);

static struct tag *
tag_of(struct reading *reading, const struct node *raw)
{
	return &reading->tags[raw_tag_index(raw)];
}

static void
set_where_empty(struct slice *to, struct slice from)
{
	if (!to->len)
		*to = from;
}

/* Numbers with colons between, one a column; NULL where they are not that. */
static const uint16_t *
read_shares(struct arena *job_mem, struct slice text, uint32_t columns)
{
	uint16_t *shares = ARENA_ARRAY(job_mem, uint16_t, columns + 1);
	uint32_t count = 0, number = 0, sum = 0;
	bool fine = columns > 0;
	for (size_t i = 0; fine && i <= text.len; i++) {
		if (i < text.len && char_is_digit(text.at[i])) {
			number = number * 10 + (uint32_t)(text.at[i] - '0');
			fine = number <= 1000;
			continue;
		}
		fine = number && count < columns &&
		       (i == text.len || text.at[i] == ':');
		shares[count < columns ? count : 0] = (uint16_t)number;
		sum += number;
		count++;
		number = 0;
	}
	if (!fine || count != columns)
		return NULL;
	for (uint32_t i = 0; i < columns; i++)
		shares[i] = (uint16_t)((shares[i] * 1000u + sum / 2) / sum);
	return shares;
}

/* Rows that go on a table have none but a language. */
static bool
is_for_table(
    struct reading *reading, const struct node *node, const struct tag *tag)
{
	if (node->kind != NODE_TABLE || !node->level ||
	    !(tag->style.len || tag->section.len || tag->shares.len))
		return false;
	REPORT(reading->diag, tag->span, &letter_row_attributes, NO_ARGS);
	return true;
}

/* Between items or rows that would be one list or table without them. */
static void
check_between(struct reading *reading, const struct node *above,
    const struct node *node, const struct tag *tag)
{
	if (!tag->within || !above || above->kind != node->kind ||
	    !(node->kind == NODE_LIST
		    ? above->ordered == node->ordered &&
			  above->mark == node->mark
		    : node->kind == NODE_TABLE && node->level))
		return;
	REPORT(reading->diag, tag->span, &letter_attributes_between, NO_ARGS);
	HINT(reading->diag, &letter_between_cure, NO_ARGS);
}

static void
set_shares(struct reading *reading, struct node *node, const struct tag *tag)
{
	if (!tag->shares.len)
		return;
	if (node->kind == NODE_TABLE)
		node->shares = read_shares(
		    reading->job_mem, tag->shares, node->column_count);
	if (!node->shares)
		REPORT(reading->diag, tag->span, &letter_bad_shares, NO_ARGS);
}

/* {.style} goes to every block below tags, {#section} to the first. */
static void
set_attributes(
    struct reading *reading, struct node *node, const struct tag *tag)
{
	if (node->kind != NODE_IF && node->kind != NODE_EACH &&
	    node->kind != NODE_BRANCH) {
		set_where_empty(&node->language, tag->language);
		if (is_for_table(reading, node, tag))
			return;
		set_shares(reading, node, tag);
		set_where_empty(&node->style, tag->style);
		set_where_empty(&node->section, tag->section);
		return;
	}
	set_where_empty(&node->language, tag->language);
	struct tag rest = *tag;
	for (struct node *child = node->first; child; child = child->next) {
		set_attributes(reading, child, &rest);
		if (node->kind != NODE_IF)
			rest.section.len = 0;
	}
}

static struct node *
new_branch(struct fold *fold, struct node *choice, const struct tag *tag)
{
	struct node *branch =
	    node_new(fold->reading->job_mem, NODE_BRANCH, tag->span);
	branch->field = tag->field;
	node_append(choice, branch);
	return branch;
}

static void
report_apart(struct fold *fold, const struct tag *opener)
{
	/* Where it is never closed, pair.c has said so. */
	if (opener->closer == TAG_NONE)
		return;
	REPORT(fold->reading->diag, opener->span, &letter_tags_apart, NO_ARGS);
	HINT(fold->reading->diag, &letter_tags_together, NO_ARGS);
	ALSO(fold->reading->diag, fold->reading->tags[opener->closer].span,
	    &letter_closed_here, NO_ARGS);
}

static struct node *
fold_choice(struct fold *fold, size_t opener)
{
	struct tag *tag = &fold->reading->tags[opener];
	struct node *choice =
	    node_new(fold->reading->job_mem, NODE_IF, tag->span);
	for (;;) {
		struct node *branch = new_branch(fold, choice, tag);
		struct node *end = fold_run(fold, branch, opener);
		if (!end)
			report_apart(fold, &fold->reading->tags[opener]);
		if (!end || tag_of(fold->reading, end)->kind == TAG_END_IF)
			return choice;
		tag = tag_of(fold->reading, end);
	}
}

/*
 * An else is an EACH of its own beside, which holds nothing but that branch:
 * lists and tables join with the rows' (join.c), whatever stands in the else.
 */
static struct node *
fold_each(struct fold *fold, size_t opener, struct node **none)
{
	struct tag *tag = &fold->reading->tags[opener];
	struct node *each =
	    node_new(fold->reading->job_mem, NODE_EACH, tag->span);
	each->field = tag->field;
	struct node *end = fold_run(fold, each, opener);
	if (end && tag_of(fold->reading, end)->kind == TAG_ELSE) {
		const struct tag *otherwise = tag_of(fold->reading, end);
		*none = node_new(
		    fold->reading->job_mem, NODE_EACH, otherwise->span);
		(*none)->field = tag->field;
		each->optional = true;
		end =
		    fold_run(fold, new_branch(fold, *none, otherwise), opener);
	}
	if (!end)
		report_apart(fold, tag);
	return each;
}

/* For whoever writes the letter down again. */
static void
keep_part(struct fold *fold, struct node *into, const struct tag *tag,
    const struct tag *attributes)
{
	struct node *part =
	    node_new(fold->reading->job_mem, NODE_PART, tag->span);
	part->text = tag->name;
	if (attributes)
		set_attributes(fold->reading, part, attributes);
	node_append(into, part);
}

/* The blocks of a part; attributes before the part go to all of them. */
static void
place_part(struct fold *fold, struct node *into, const struct tag *tag,
    const struct tag *attributes)
{
	if (fold->reading->options->keep_parts) {
		keep_part(fold, into, tag, attributes);
		return;
	}
	struct node *part = letter_part_read(fold->reading, tag);
	struct tag rest = attributes ? *attributes : (struct tag){0};
	for (struct node *block = part->first, *next; block; block = next) {
		next = block->next;
		set_attributes(fold->reading, block, &rest);
		rest.section.len = 0;
		node_append(into, block);
	}
}

static void
report_unused(struct fold *fold, const struct tag *attributes)
{
	if (!attributes)
		return;
	REPORT(fold->reading->diag, attributes->span, &letter_nothing_follows,
	    NO_ARGS);
}

/* Places one node; *attributes wait for the next block. */
static void
place_node(struct fold *fold, struct node *into, struct node *node,
    const struct tag **attributes)
{
	struct reading *reading = fold->reading;
	struct node *none = NULL; /* the else of an EACH */
	size_t index = raw_tag_is(node) ? raw_tag_index(node) : TAG_NONE;
	const struct tag *tag =
	    index == TAG_NONE ? NULL : &reading->tags[index];
	if (tag && tag->kind == TAG_ATTRIBUTES) {
		report_unused(fold, *attributes);
		*attributes = tag;
		return;
	}
	if (tag && tag->kind == TAG_PART) {
		place_part(fold, into, tag, *attributes);
		*attributes = NULL;
		return;
	}
	if (tag && tag->kind == TAG_IF)
		node = fold_choice(fold, index);
	else if (tag && tag->kind == TAG_EACH)
		node = fold_each(fold, index, &none);
	else if (tag)
		return; /* an end whose opener stands elsewhere: said there */
	else
		fold_below(reading, node);
	if (*attributes) {
		check_between(reading, into->last, node, *attributes);
		set_attributes(reading, node, *attributes);
	}
	if (*attributes && none)
		set_attributes(reading, none, *attributes);
	*attributes = NULL;
	node_append(into, node);
	if (none)
		node_append(into, none);
}

static bool
ends(const struct fold *fold, const struct node *node, size_t opener)
{
	if (!raw_tag_is(node) || opener == TAG_NONE)
		return false;
	const struct tag *tag = tag_of(fold->reading, node);
	return tag->opener == opener && tag->kind != TAG_IF &&
	       tag->kind != TAG_EACH;
}

/* Places siblings until one ends `opener`; that one, or NULL at the end. */
static struct node *
fold_run(struct fold *fold, struct node *into, size_t opener)
{
	const struct tag *attributes = NULL;
	while (fold->rest) {
		struct node *node = fold->rest;
		fold->rest = node->next;
		if (ends(fold, node, opener)) {
			report_unused(fold, attributes);
			return node;
		}
		place_node(fold, into, node, &attributes);
	}
	report_unused(fold, attributes);
	return NULL;
}

static void
fold_below(struct reading *reading, struct node *parent)
{
	struct fold fold = {.reading = reading, .rest = parent->first};
	parent->first = parent->last = NULL;
	fold_run(&fold, parent, TAG_NONE);
}

/* Of tags that are too deep, which is told, nothing is left: walks recurse. */
void
fold_tags(struct reading *reading, struct node *root)
{
	if (reading->deepest > NESTING_MAX)
		root->first = root->last = NULL;
	fold_below(reading, root);
}
