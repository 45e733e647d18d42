#include "word/tree.h"

#include "letter/messages.h"
#include "letter/tag.h"
#include "word/messages.h"

/* Lists that are open, the outermost first. */
struct open_list {
	struct node *list;
	uint8_t level;
};

/*
 * An {{if}} or {{each}} in paragraphs of its own: where its tags stand, and
 * what its branches leave open. `cut` as in struct blocks.
 */
struct group {
	struct node *to;
	int level; /* of the lists in it */
	bool choice, otherwise; /* an {{if}}; it has an else */
	int cut_before, cut_after;
	const struct word_paragraph *begun; /* a numbered list; or NULL */
	bool plain; /* blocks that are no items stand in it, too */
};

#define NO_CUT WORD_LEVELS

struct blocks {
	struct tree *tree;
	struct node *root;
	struct open_list lists[WORD_LEVELS];
	size_t depth;
	/*
	 * The least level of the lists that a tag has closed, and no other block
	 * since: an item of a deeper one would stand in an item that a condition
	 * may leave out.
	 */
	int cut;
	struct group groups[NESTING_MAX];
	size_t group_count;
	struct node *quote; /* that the next one may go on, or NULL */
};

static struct word_level
level_of(const struct blocks *blocks, const struct word_paragraph *paragraph)
{
	const struct word_document *document = blocks->tree->document;
	struct word_level none = {.sign = SIGN_NONE};
	return paragraph->item.listed ? word_list_level(&document->lists,
					    &document->styles, paragraph->item)
				      : none;
}

static void
see(struct blocks *blocks, enum word_thing thing,
    const struct word_paragraph *paragraph)
{
	account_see(&blocks->tree->document->account, thing, paragraph->from);
}

static struct node *
new_block(struct blocks *blocks, const struct word_paragraph *paragraph,
    enum node_kind kind)
{
	struct tree *tree = blocks->tree;
	return node_new(
	    tree->document->mem, kind, tree_span(tree, paragraph, 0, 0));
}

static void
close_lists(struct blocks *blocks)
{
	blocks->depth = 0;
	blocks->cut = NO_CUT;
	blocks->quote = NULL;
	for (size_t i = 0; i < blocks->group_count; i++)
		blocks->groups[i].plain = true;
}

/* ---- lists */

/* Where a list of this level begins: in the item above it, or the root. */
static struct node *
container_of(struct blocks *blocks, uint8_t level)
{
	while (blocks->depth && blocks->lists[blocks->depth - 1].level >= level)
		blocks->depth--;
	if (!blocks->depth)
		return blocks->root;
	return blocks->lists[blocks->depth - 1].list->last;
}

/* Does the item go on with the list of its level that is open? */
static bool
goes_on(
    struct blocks *blocks, const struct word_paragraph *paragraph, int counter)
{
	while (blocks->depth &&
	       blocks->lists[blocks->depth - 1].level > paragraph->item.level)
		blocks->depth--;
	const struct open_list *open =
	    blocks->depth ? &blocks->lists[blocks->depth - 1] : NULL;
	return open && open->list->counter == counter;
}

/* Its number is counted when all is read: letter/numbering.h. */
static void
begin_list(struct blocks *blocks, const struct word_paragraph *paragraph,
    bool ordered, uint16_t counter)
{
	uint8_t level = paragraph->item.level;
	struct node *to = container_of(blocks, level);
	struct node *list = new_block(blocks, paragraph, NODE_LIST);
	list->ordered = ordered;
	list->counter = counter;
	list->tight = true;
	node_append(to, list);
	blocks->lists[blocks->depth++] =
	    (struct open_list){.list = list, .level = level};
}

static void
report(const struct blocks *blocks, const struct word_paragraph *paragraph,
    const struct message *message, const struct message *hint)
{
	account_fault(&blocks->tree->document->account,
	    (struct word_fault){.message = message,
		.hint = hint,
		.at = paragraph->from,
		.len = 1});
}

/* What counts the paragraph; it has a sign. */
static uint16_t
counter_of(const struct blocks *blocks, const struct word_paragraph *paragraph)
{
	struct word_document *document = blocks->tree->document;
	uint16_t counter = word_list_counter(
	    &document->lists, &document->styles, paragraph->item);
	if (!counter)
		report(blocks, paragraph, &word_too_many, &word_save_anew);
	return counter;
}

/* The first item of a list: an {{each}} that it stands in is to know. */
static void
see_first_item(struct blocks *blocks, const struct word_paragraph *paragraph,
    uint16_t counter)
{
	const struct word_lists *lists = &blocks->tree->document->lists;
	if (paragraph->item.level > 0 ||
	    (!lists->counters[counter - 1].anew &&
		lists->counters[counter - 1].series != counter - 1))
		return;
	for (size_t i = 0; i < blocks->group_count; i++) {
		if (!blocks->groups[i].choice && !blocks->groups[i].begun)
			blocks->groups[i].begun = paragraph;
	}
}

static void
add_item(struct blocks *blocks, const struct word_paragraph *paragraph,
    enum word_sign sign)
{
	struct tree *tree = blocks->tree;
	size_t counters = tree->document->lists.counter_count;
	uint16_t counter = counter_of(blocks, paragraph);
	if (tree->document->lists.counter_count > counters &&
	    sign != SIGN_BULLET)
		see_first_item(blocks, paragraph, counter);
	if (blocks->cut < paragraph->item.level)
		report(
		    blocks, paragraph, &word_list_apart, &word_list_apart_cure);
	blocks->cut = NO_CUT;
	if (sign == SIGN_LETTER)
		see(blocks, WARN_LETTERED, paragraph);
	if (level_of(blocks, paragraph).boxes)
		see(blocks, WARN_BOXED, paragraph);
	if (sign == SIGN_WORDED)
		see(blocks, NOT_WORDED, paragraph);
	if (!goes_on(blocks, paragraph, counter))
		begin_list(blocks, paragraph, sign != SIGN_BULLET, counter);
	struct open_list *open = &blocks->lists[blocks->depth - 1];
	struct node *item = new_block(blocks, paragraph, NODE_ITEM);
	struct node *text = new_block(blocks, paragraph, NODE_PARAGRAPH);
	node_append(open->list, item);
	node_append(item, text);
	text->style = word_style_meant(tree->document->mem, paragraph->style);
	tree_add_inlines(tree, paragraph, paragraph->next, text);
	tree_set_language(tree, paragraph, text);
}

/* ---- tags and attributes */

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Lists of this level and deeper end, though a condition may have them go on. */
static void
cut_lists(struct blocks *blocks, int level)
{
	while (
	    blocks->depth && blocks->lists[blocks->depth - 1].level >= level) {
		blocks->depth--;
		blocks->cut =
		    least(blocks->cut, blocks->lists[blocks->depth].level);
	}
}

static void
open_group(struct blocks *blocks, const struct word_block *at, bool choice)
{
	int level = group_level(blocks->tree, at);
	if (level < 0) /* nothing stands in it: nothing ends */
		level = blocks->depth
			    ? blocks->lists[blocks->depth - 1].level + 1
			    : 0;
	cut_lists(blocks, level);
	if (blocks->group_count == NESTING_MAX)
		return; /* it is refused */
	blocks->groups[blocks->group_count++] = (struct group){
	    .to = blocks->depth ? blocks->lists[blocks->depth - 1].list->last
				: blocks->root,
	    .level = level,
	    .choice = choice,
	    .cut_before = blocks->cut,
	    .cut_after = NO_CUT,
	};
}

/* A branch has ended: what one may leave open is open behind them all. */
static void
end_branch(struct blocks *blocks, struct group *group, enum tag_kind kind)
{
	cut_lists(blocks, group->level);
	group->cut_after = least(group->cut_after, blocks->cut);
	group->otherwise |= kind == TAG_ELSE;
	blocks->cut = group->cut_before;
	if (kind == TAG_ELSE || kind == TAG_ELSE_IF)
		return;
	if (group->otherwise && group->choice)
		blocks->cut = group->cut_after;
	else
		blocks->cut = least(blocks->cut, group->cut_after);
}

/*
 * A tag alone in its paragraph stands between blocks, or between items: of the
 * list that what is between it and its end belongs to.
 */
static void
add_tag(struct blocks *blocks, const struct word_block *at, size_t tag)
{
	struct reading *reading = blocks->tree->reading;
	enum tag_kind kind = reading->tags[tag].kind;
	bool opens = kind == TAG_IF || kind == TAG_EACH;
	if (kind == TAG_COMMENT || kind == TAG_WRONG)
		return;
	if (kind == TAG_PART || (!opens && !blocks->group_count)) {
		close_lists(blocks);
		node_append(blocks->root, raw_tag_new(reading, tag));
		return;
	}
	blocks->quote = NULL;
	if (opens)
		open_group(blocks, at, kind == TAG_IF);
	struct group *group = &blocks->groups[blocks->group_count - 1];
	if (!opens)
		end_branch(blocks, group, kind);
	node_append(group->to, raw_tag_new(reading, tag));
	if (kind != TAG_END_IF && kind != TAG_END_EACH)
		return;
	if (group->begun && group->plain)
		see(blocks, WARN_ROWS_COUNTED, group->begun);
	blocks->group_count--;
}

static bool
add_attributes(struct blocks *blocks, const struct word_paragraph *paragraph)
{
	struct tree *tree = blocks->tree;
	struct slice text = tree_text(tree, paragraph);
	struct slice trimmed = slice_trim(text);
	size_t from = (size_t)(trimmed.at - text.at);
	size_t tag = tag_read_attributes(tree->reading, paragraph->number - 1,
	    text, from, from + trimmed.len);
	if (tag == TAG_NONE)
		return false;
	close_lists(blocks);
	node_append(blocks->root, raw_tag_new(tree->reading, tag));
	return true;
}

/* "Rubrik {#namn}": the attributes go before; what is left of its length. */
static size_t
take_heading_attributes(
    struct blocks *blocks, const struct word_paragraph *paragraph)
{
	struct tree *tree = blocks->tree;
	struct slice text = tree_text(tree, paragraph);
	size_t end = text.len;
	/* It is not blank. */
	while (text.at[end - 1] == ' ')
		end--;
	size_t open = end;
	while (open && text.at[open - 1] != '{')
		open--;
	if (open < 2 || text.at[open - 2] != ' ')
		return paragraph->len;
	size_t tag = tag_read_attributes(
	    tree->reading, paragraph->number - 1, text, open - 1, end);
	if (tag == TAG_NONE)
		return paragraph->len;
	node_append(blocks->root, raw_tag_new(tree->reading, tag));
	return open - 1;
}

/* ---- blocks of text */

/* By hand or by its style; 0: none. */
static int
heading_level(const struct word_paragraph *paragraph)
{
	if (paragraph->outline >= 0)
		return paragraph->outline < 9 ? paragraph->outline + 1 : 0;
	return word_style_heading(paragraph->style);
}

static void
add_heading(
    struct blocks *blocks, const struct word_paragraph *paragraph, int level)
{
	struct tree *tree = blocks->tree;
	struct word_paragraph shown = *paragraph;
	close_lists(blocks);
	bool numbered = level_of(blocks, paragraph).sign != SIGN_NONE;
	if (numbered)
		see(blocks, WARN_NUMBERED_HEADING, paragraph);
	if (level > 6)
		report(blocks, paragraph, &word_deep_heading,
		    &word_deep_heading_cure);
	shown.len = take_heading_attributes(blocks, paragraph);
	struct node *heading = new_block(blocks, paragraph, NODE_HEADING);
	heading->level = (uint8_t)(level > 6 ? 6 : level);
	/* Its number is not printed, and lists of its level are deeper. */
	heading->counter = numbered ? counter_of(blocks, paragraph) : 0;
	node_append(blocks->root, heading);
	tree_add_inlines(tree, &shown, shown.next, heading);
	tree_set_language(tree, paragraph, heading);
}

static void
add_paragraph(struct blocks *blocks, const struct word_paragraph *paragraph)
{
	struct tree *tree = blocks->tree;
	bool quoted = word_style_is_quote(paragraph->style);
	struct node *to = blocks->root, *quote = blocks->quote;
	close_lists(blocks);
	if (quoted) {
		if (!quote) {
			quote = new_block(blocks, paragraph, NODE_QUOTE);
			node_append(to, quote);
		}
		blocks->quote = to = quote;
	}
	struct node *node = new_block(blocks, paragraph, NODE_PARAGRAPH);
	node->style = word_style_meant(tree->document->mem, paragraph->style);
	node_append(to, node);
	tree_add_inlines(tree, paragraph, paragraph->next, node);
	tree_set_language(tree, paragraph, node);
	if (!quoted && !node->style.len)
		tree_warn_of_look(tree, paragraph);
}

/* Nothing but a border is a rule across the page. */
static void
add_blank(struct blocks *blocks, const struct word_paragraph *paragraph)
{
	if (!paragraph->ruled) {
		enum word_sign sign = level_of(blocks, paragraph).sign;
		bool numbered = sign == SIGN_NUMBER || sign == SIGN_LETTER;
		see(blocks, numbered ? WARN_EMPTY_ITEM : LEFT_EMPTY, paragraph);
		return;
	}
	close_lists(blocks);
	node_append(blocks->root, new_block(blocks, paragraph, NODE_RULE));
}

static void
place_paragraph(struct blocks *blocks, const struct word_block *at)
{
	const struct word_paragraph *paragraph = at->paragraph;
	if (tree_is_blank(blocks->tree, paragraph)) {
		add_blank(blocks, paragraph);
		return;
	}
	if (paragraph->ruled)
		see(blocks, LEFT_BORDER, paragraph);
	size_t tag = tree_lone_tag(blocks->tree, paragraph);
	if (tag != TAG_NONE) {
		add_tag(blocks, at, tag);
		return;
	}
	if (add_attributes(blocks, paragraph))
		return;
	int level = heading_level(paragraph);
	enum word_sign sign = level_of(blocks, paragraph).sign;
	if (level)
		add_heading(blocks, paragraph, level);
	else if (sign != SIGN_NONE)
		add_item(blocks, paragraph, sign);
	else
		add_paragraph(blocks, paragraph);
}

void
tree_make(struct tree *tree, struct node *root)
{
	struct blocks blocks = {.tree = tree, .root = root, .cut = NO_CUT};
	for (const struct word_block *block = tree->document->first; block;
	     block = block->next) {
		if (block->paragraph) {
			place_paragraph(&blocks, block);
			continue;
		}
		close_lists(&blocks);
		tree_add_table(tree, block->table, root);
	}
}
