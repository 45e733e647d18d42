#include "pdf/tag_private.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

static const char *const names[] = {
    [TAG_DOCUMENT] = "Document",
    [TAG_SECT] = "Sect",
    [TAG_H1] = "H1",
    [TAG_H1 + 1] = "H2",
    [TAG_H1 + 2] = "H3",
    [TAG_H1 + 3] = "H4",
    [TAG_H1 + 4] = "H5",
    [TAG_H6] = "H6",
    [TAG_P] = "P",
    [TAG_L] = "L",
    [TAG_LI] = "LI",
    [TAG_LBL] = "Lbl",
    [TAG_LBODY] = "LBody",
    [TAG_TABLE] = "Table",
    [TAG_TR] = "TR",
    [TAG_TH] = "TH",
    [TAG_TD] = "TD",
    [TAG_DIV] = "Div",
    [TAG_LINK] = "Link",
    [TAG_FIGURE] = "Figure",
};

const char *
tag_name(enum tag_role role)
{
	return names[role];
}

struct tags *
tags_new(struct haru *haru, struct arena *batch_mem)
{
	struct tags *tags = mem_new(1, sizeof *tags);
	tags->haru = haru;
	tags->mem = batch_mem;
	tags->letter_mem = arena_new();
	return tags;
}

void
tags_free(struct tags *tags)
{
	if (!tags)
		return;
	arena_free(tags->letter_mem);
	free(tags->tags);
	free(tags->marked);
	strbuf_fini(&tags->sects);
	strbuf_fini(&tags->annotations);
	strbuf_fini(&tags->entries);
	strbuf_fini(&tags->leaves);
	strbuf_fini(&tags->text);
	strbuf_fini(&tags->id_entries);
	strbuf_fini(&tags->id_leaves);
	free(tags);
}

static void
add_kid(
    struct tags *tags, struct kid **first, struct kid **last, struct kid kid)
{
	struct kid *kept = ARENA_NEW(tags->letter_mem, struct kid);
	*kept = kid;
	if (*last)
		(*last)->next = kept;
	else
		*first = kept;
	*last = kept;
}

void
tags_add_kid(struct tags *tags, struct tag *tag, struct kid kid)
{
	add_kid(tags, &tag->first, &tag->last, kid);
}

void
tags_end_text(struct tags *tags)
{
	struct tag *top = &tags->tags[tags->top];
	if (top->last)
		top->last->next = tags->aside_first;
	else
		top->first = tags->aside_first;
	if (tags->aside_last)
		top->last = tags->aside_last;
	tags->aside_first = tags->aside_last = NULL;
}

/* A new element, last among its parent's kids; NO_TAG after a report. */
static uint32_t
add_tag(struct tags *tags, enum tag_role role, const void *source,
    const struct node *node, uint32_t parent, struct diag *diag)
{
	struct haru_object *object = haru_add(tags->haru, diag);
	if (!object)
		return NO_TAG;
	tags->tags = mem_grow(
	    tags->tags, &tags->room, tags->count + 1, sizeof *tags->tags);
	tags->tags[tags->count] = (struct tag){.role = role,
	    .source = source,
	    .node = node,
	    .parent = parent,
	    .object = object};
	struct kid kid = {.kind = KID_ELEMENT, .number = haru_number(object)};
	bool on_top = tags->count && parent == tags->top && role != TAG_SECT;
	if (on_top)
		tags->tags[tags->count].language = tags->piece_language;
	if (on_top && tags->aside)
		add_kid(tags, &tags->aside_first, &tags->aside_last, kid);
	else if (tags->count)
		tags_add_kid(tags, &tags->tags[parent], kid);
	return (uint32_t)tags->count++;
}

/* The element that is looked for was mostly made just before. */
static uint32_t
find_tag(const struct tags *tags, enum tag_role role, const void *source)
{
	for (size_t i = tags->count; i-- > tags->top + 1;)
		if (tags->tags[i].source == source &&
		    tags->tags[i].role == role)
			return (uint32_t)i;
	return NO_TAG;
}

static uint32_t
find_or_add(struct tags *tags, enum tag_role role, const void *source,
    const struct node *node, uint32_t parent, struct diag *diag)
{
	uint32_t found = find_tag(tags, role, source);
	if (found != NO_TAG || parent == NO_TAG)
		return found;
	return add_tag(tags, role, source, node, parent, diag);
}

static bool
start_document(struct tags *tags, struct diag *diag)
{
	tags->root = haru_add(tags->haru, diag);
	if (tags->root)
		tags->document = haru_add(tags->haru, diag);
	return tags->document != NULL;
}

bool
tags_begin_letter(struct tags *tags, const char *language, struct diag *diag)
{
	if (!tags->document && !start_document(tags, diag))
		return false;
	arena_reset(tags->letter_mem);
	tags->count = 0;
	tags->heading = 0;
	tags->top = 0;
	tags->foreign_first = tags->foreign_last = NULL;
	tags_begin_piece(tags, NULL, false);
	if (add_tag(tags, TAG_SECT, NULL, NULL, 0, diag) == NO_TAG)
		return false;
	tags->tags[0].language = language;
	syntax_add_reference(&tags->sects, haru_number(tags->tags[0].object));
	strbuf_add_char(&tags->sects, '\n');
	return true;
}

bool
tags_begin_text(struct tags *tags, const char *language, struct diag *diag)
{
	tags_end_text(tags);
	tags->heading = 0;
	tags->top = add_tag(tags, TAG_SECT, NULL, NULL, 0, diag);
	if (tags->top == NO_TAG)
		return false;
	tags->tags[tags->top].language = language;
	return true;
}

void
tags_begin_piece(struct tags *tags, const char *language, bool aside)
{
	tags->piece_language = language;
	tags->aside = aside;
}

static enum tag_role
role_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_HEADING:
		return (enum tag_role)(TAG_H1 + node->level - 1);
	case NODE_LIST:
		return TAG_L;
	case NODE_ITEM:
		return TAG_LBODY;
	case NODE_TABLE:
		return TAG_TABLE;
	case NODE_TABLE_ROW:
		return TAG_TR;
	case NODE_TABLE_CELL:
		return node->parent && node->parent->is_header ? TAG_TH
							       : TAG_TD;
	case NODE_QUOTE:
		return TAG_DIV; /* a note set apart; nobody is quoted */
	case NODE_DOCUMENT:
	case NODE_PARAGRAPH:
	case NODE_RULE:
	case NODE_TEXT:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_LINK:
	case NODE_IMAGE:
	case NODE_LINE_BREAK:
	case NODE_FIELD:
	case NODE_IF:
	case NODE_BRANCH:
	case NODE_EACH:
	case NODE_PART:
		break;
	}
	return TAG_P;
}

static bool
is_structure(const struct node *node)
{
	return node->kind == NODE_HEADING || node->kind == NODE_PARAGRAPH ||
	       role_of(node) != TAG_P;
}

/* ISO 14289-1 7.4.2: the first is 1, and none skips a level downwards. */
bool
tags_check_heading(
    const struct node *heading, uint8_t *level, struct diag *diag)
{
	if (heading->level > *level + 1) {
		REPORT(diag, heading->span, &pdf_heading_skipped,
		    ARGS(heading->level, *level + 1));
		return false;
	}
	*level = heading->level;
	return true;
}

/* A row's cells at once, so that one without text has its place. */
static bool
add_cells(struct tags *tags, const struct node *row, uint32_t parent,
    struct diag *diag)
{
	if (parent == NO_TAG)
		return false;
	for (const struct node *cell = row->first; cell; cell = cell->next)
		if (add_tag(tags, role_of(cell), cell, cell, parent, diag) ==
		    NO_TAG)
			return false;
	return true;
}

/* A tight list's item has text, not paragraphs (CommonMark 5.3). */
static bool
is_item_text(const struct node *node)
{
	const struct node *item = node->parent;
	return node->kind == NODE_PARAGRAPH && item &&
	       item->kind == NODE_ITEM && item->parent && item->parent->tight;
}

/* The element that holds what stands in `node`: the text's Sect above `top`. */
static uint32_t
find_path(struct tags *tags, const struct node *node, const struct node *top,
    struct diag *diag)
{
	if (!node || node->kind == NODE_DOCUMENT)
		return tags->top;
	if (is_item_text(node))
		node = node->parent;
	enum tag_role role = role_of(node);
	uint32_t found = find_tag(tags, role, node);
	if (found != NO_TAG)
		return found;
	uint32_t parent =
	    node == top ? tags->top : find_path(tags, node->parent, top, diag);
	if (node->kind == NODE_HEADING &&
	    !tags_check_heading(node, &tags->heading, diag))
		return NO_TAG;
	if (node->kind == NODE_ITEM)
		parent = find_or_add(tags, TAG_LI, node, node, parent, diag);
	found = find_or_add(tags, role, node, node, parent, diag);
	if (node->kind != NODE_TABLE_ROW || add_cells(tags, node, found, diag))
		return found;
	return NO_TAG;
}

uint32_t
tags_find_block(struct tags *tags, const struct node *block,
    const struct node *top, const void *otherwise, struct diag *diag)
{
	if (block && is_structure(block))
		return find_path(tags, block, top, diag);
	return find_or_add(tags, TAG_P, otherwise, NULL, tags->top, diag);
}

uint32_t
tags_find_label(struct tags *tags, const struct node *item,
    const struct node *top, struct diag *diag)
{
	uint32_t found = find_tag(tags, TAG_LBL, item);
	if (found != NO_TAG)
		return found;
	uint32_t list = find_path(tags, item->parent, top, diag);
	uint32_t li = find_or_add(tags, TAG_LI, item, item, list, diag);
	return find_or_add(tags, TAG_LBL, item, item, li, diag);
}

uint32_t
tags_find_link(struct tags *tags, const struct node *link, uint32_t block,
    struct diag *diag)
{
	return find_or_add(tags, TAG_LINK, link, link, block, diag);
}

/* The text below an image's node. */
static void
add_description(struct strbuf *out, const struct node *node)
{
	strbuf_add(out, node->text);
	for (const struct node *n = node->first; n; n = n->next)
		add_description(out, n);
}

/* ISO 14289-1 7.3 */
bool
tags_check_figure(const struct node *image, struct diag *diag)
{
	struct strbuf text = {0};
	add_description(&text, image);
	bool described = slice_trim(strbuf_view(&text)).len > 0;
	strbuf_fini(&text);
	if (!described)
		REPORT(diag, image->span, &pdf_picture_undescribed, NO_ARGS);
	return described;
}

static const struct node *
block_of(const struct node *node)
{
	while (node && !node_is_block(node->kind))
		node = node->parent;
	return node;
}

uint32_t
tags_add_figure(struct tags *tags, const struct node *image,
    const struct node *top, const int64_t rectangle[4], struct diag *diag)
{
	struct strbuf *text = &tags->text;
	if (!tags_check_figure(image, diag))
		return NO_TAG;
	uint32_t parent =
	    tags_find_block(tags, block_of(image), top, image, diag);
	if (parent == NO_TAG)
		return NO_TAG;
	uint32_t index = add_tag(tags, TAG_FIGURE, image, image, parent, diag);
	if (index == NO_TAG)
		return NO_TAG;
	struct tag *tag = &tags->tags[index];
	strbuf_reset(text);
	add_description(text, image);
	tag->alternative =
	    arena_dup(tags->letter_mem, slice_trim(strbuf_view(text)));
	memcpy(tag->rectangle, rectangle, sizeof tag->rectangle);
	return index;
}

enum tag_role
tags_role(const struct tags *tags, uint32_t tag)
{
	return tags->tags[tag].role;
}

uint32_t
tags_begin_page(struct tags *tags, uint32_t page)
{
	tags->page = page;
	tags->page_key = tags->next_key++;
	tags->marked_count = 0;
	return tags->page_key;
}

uint32_t
tags_mark(struct tags *tags, uint32_t tag)
{
	uint32_t mcid = (uint32_t)tags->marked_count;
	tags->marked = mem_grow(tags->marked, &tags->marked_room,
	    tags->marked_count + 1, sizeof *tags->marked);
	tags->marked[tags->marked_count++] =
	    haru_number(tags->tags[tag].object);
	tags_add_kid(tags, &tags->tags[tag],
	    (struct kid){
		.kind = KID_CONTENT, .number = mcid, .page = tags->page});
	return mcid;
}
