#include "pdf/tag.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

/* Entries in one leaf of the parent tree. */
#define LEAF 250

/* What an element holds, in order. */
struct kid {
	struct kid *next;
	enum { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } kind;
	uint32_t number; /* of the object, or the MCID */
	uint32_t page; /* of content and annotations */
};

struct tag {
	enum tag_role role;
	const void *source; /* its node; unique with the role */
	const struct node *node; /* the same, where it is one */
	uint32_t parent; /* index */
	struct haru_object *object;
	struct kid *first, *last;
	struct slice alternative; /* of a figure */
	int64_t rectangle[4];
};

struct tags {
	struct haru *haru;
	struct arena *mem; /* what the document keeps */
	struct arena *letter_mem;
	struct haru_object *root, *document;
	struct tag *tags; /* of the letter; the first is its Sect */
	size_t count, room;
	const char *language; /* of the letter, or NULL */
	uint8_t heading; /* level of its last heading, 0 before */
	struct strbuf sects; /* the Document's kids */
	/* The page being written. */
	uint32_t page, page_key;
	uint32_t *marked; /* by MCID: the element's number */
	size_t marked_count, marked_room;
	struct strbuf annotations; /* entries that follow the page's */
	/* The parent tree. */
	struct strbuf entries, leaves;
	uint32_t next_key, leaf_key;
	struct strbuf text; /* scratch */
};

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
    [TAG_BLOCK_QUOTE] = "BlockQuote",
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
	free(tags);
}

static struct slice
keep(struct tags *tags, struct strbuf *text)
{
	struct slice kept = arena_dup(tags->mem, strbuf_view(text));
	strbuf_reset(text);
	return kept;
}

static void
add_kid(struct tags *tags, struct tag *tag, struct kid kid)
{
	struct kid *kept = ARENA_NEW(tags->letter_mem, struct kid);
	*kept = kid;
	if (tag->last)
		tag->last->next = kept;
	else
		tag->first = kept;
	tag->last = kept;
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
	if (tags->count)
		add_kid(tags, &tags->tags[parent],
		    (struct kid){
			.kind = KID_ELEMENT, .number = haru_number(object)});
	return (uint32_t)tags->count++;
}

/* What is looked for was mostly made just before. */
static uint32_t
find_tag(const struct tags *tags, enum tag_role role, const void *source)
{
	for (size_t i = tags->count; i-- > 1;)
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
	tags->language = language;
	tags->heading = 0;
	if (add_tag(tags, TAG_SECT, NULL, NULL, 0, diag) == NO_TAG)
		return false;
	syntax_add_reference(&tags->sects, haru_number(tags->tags[0].object));
	strbuf_add_char(&tags->sects, '\n');
	return true;
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
		return TAG_BLOCK_QUOTE;
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
static bool
follow_heading(struct tags *tags, const struct node *node, struct diag *diag)
{
	if (node->level > tags->heading + 1) {
		REPORT(diag, node->span, &pdf_heading_skipped,
		    ARGS(node->level, tags->heading + 1));
		return false;
	}
	tags->heading = node->level;
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

/* The element that holds what stands in `node`: 0, the Sect, above `top`. */
static uint32_t
find_path(struct tags *tags, const struct node *node, const struct node *top,
    struct diag *diag)
{
	if (!node || node->kind == NODE_DOCUMENT)
		return 0;
	enum tag_role role = role_of(node);
	uint32_t found = find_tag(tags, role, node);
	if (found != NO_TAG)
		return found;
	uint32_t parent =
	    node == top ? 0 : find_path(tags, node->parent, top, diag);
	if (node->kind == NODE_HEADING && !follow_heading(tags, node, diag))
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
	return find_or_add(tags, TAG_P, otherwise, NULL, 0, diag);
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
	strbuf_reset(text);
	add_description(text, image);
	struct slice alternative = slice_trim(strbuf_view(text));
	if (!alternative.len) {
		REPORT(diag, image->span, &pdf_picture_undescribed, NO_ARGS);
		return NO_TAG;
	}
	alternative = arena_dup(tags->letter_mem, alternative);
	uint32_t parent =
	    tags_find_block(tags, block_of(image), top, image, diag);
	if (parent == NO_TAG)
		return NO_TAG;
	uint32_t tag = add_tag(tags, TAG_FIGURE, image, image, parent, diag);
	if (tag == NO_TAG)
		return NO_TAG;
	tags->tags[tag].alternative = alternative;
	memcpy(tags->tags[tag].rectangle, rectangle, 4 * sizeof *rectangle);
	return tag;
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
	add_kid(tags, &tags->tags[tag],
	    (struct kid){
		.kind = KID_CONTENT, .number = mcid, .page = tags->page});
	return mcid;
}

static bool
end_leaf(struct tags *tags, struct diag *diag)
{
	if (tags->entries.len == 0)
		return true;
	struct haru_object *leaf = haru_add(tags->haru, diag);
	if (!leaf)
		return false;
	strbuf_reset(&tags->text);
	strbuf_print(&tags->text, "/Limits[%u %u]/Nums[", tags->leaf_key,
	    tags->next_key - 1);
	strbuf_add(&tags->text, strbuf_view(&tags->entries));
	strbuf_add_char(&tags->text, ']');
	haru_fill(tags->haru, leaf, keep(tags, &tags->text));
	strbuf_reset(&tags->entries);
	syntax_add_reference(&tags->leaves, haru_number(leaf));
	strbuf_add_char(&tags->leaves, ' ');
	tags->leaf_key = tags->next_key;
	return true;
}

/* 14.7.4.4: keys rise; a page's links come after it. */
bool
tags_end_page(struct tags *tags, struct diag *diag)
{
	struct strbuf *entries = &tags->entries;
	strbuf_add_number(entries, tags->page_key);
	strbuf_add_char(entries, '[');
	for (size_t i = 0; i < tags->marked_count; i++) {
		if (i)
			strbuf_add_char(entries, ' ');
		syntax_add_reference(entries, tags->marked[i]);
	}
	strbuf_add_text(entries, "]\n");
	strbuf_add(entries, strbuf_view(&tags->annotations));
	strbuf_reset(&tags->annotations);
	return tags->next_key - tags->leaf_key < LEAF || end_leaf(tags, diag);
}

uint32_t
tags_annotate(struct tags *tags, uint32_t tag, const struct node *link,
    const int64_t rectangle[4], struct diag *diag)
{
	struct haru_object *object = haru_add(tags->haru, diag);
	struct strbuf *text = &tags->text;
	uint32_t key = tags->next_key++;
	if (!object)
		return 0;
	strbuf_reset(text);
	strbuf_add_text(text, "/Type/Annot/Subtype/Link/Rect[");
	for (size_t i = 0; i < 4; i++) {
		if (i)
			strbuf_add_char(text, ' ');
		syntax_add_thousandths(text, rectangle[i]);
	}
	strbuf_add_text(text, "]/Border[0 0 0]/F 4/Contents");
	syntax_add_text(text, link->target);
	strbuf_add_text(text, "/A<</S/URI/URI");
	syntax_add_uri(text, link->target);
	strbuf_print(text, ">>/StructParent %u", key);
	haru_fill(tags->haru, object, keep(tags, text));
	strbuf_print(&tags->annotations, "%u %u 0 R\n", key,
	    haru_number(tags->tags[tag].object));
	add_kid(tags, &tags->tags[tag],
	    (struct kid){.kind = KID_ANNOTATION,
		.number = haru_number(object),
		.page = tags->page});
	return haru_number(object);
}

static void
add_kid_text(struct strbuf *text, const struct kid *kid, uint32_t page)
{
	switch (kid->kind) {
	case KID_ELEMENT:
		syntax_add_reference(text, kid->number);
		break;
	case KID_ANNOTATION:
		strbuf_print(text, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>",
		    kid->number, kid->page);
		break;
	case KID_CONTENT:
		if (kid->page == page)
			strbuf_add_number(text, kid->number);
		else
			strbuf_print(text, "<</Type/MCR/Pg %u 0 R/MCID %u>>",
			    kid->page, kid->number);
		break;
	}
}

/* The page of the first content; content of others says its own. */
static uint32_t
page_of(const struct tag *tag)
{
	for (const struct kid *kid = tag->first; kid; kid = kid->next)
		if (kid->kind == KID_CONTENT)
			return kid->page;
	return 0;
}

static void
add_kids(struct strbuf *text, const struct tag *tag)
{
	uint32_t page = page_of(tag);
	bool many = tag->first && tag->first->next;
	if (!tag->first)
		return;
	strbuf_add_text(text, many ? "/K[" : "/K ");
	for (const struct kid *kid = tag->first; kid; kid = kid->next) {
		if (kid != tag->first)
			strbuf_add_char(text, ' ');
		add_kid_text(text, kid, page);
	}
	strbuf_add_text(text, many ? "]" : "");
	if (page)
		strbuf_print(text, "/Pg %u 0 R", page);
}

/* 14.8.5: how a list is numbered, which cells a heading is for. */
static void
add_attributes(struct strbuf *text, const struct tag *tag)
{
	if (tag->role == TAG_TH)
		strbuf_add_text(text, "/A<</O/Table/Scope/Column>>");
	if (tag->role == TAG_L)
		strbuf_add_text(text,
		    tag->node->ordered ? "/A<</O/List/ListNumbering/Decimal>>"
				       : "/A<</O/List/ListNumbering/Disc>>");
}

/* ISO 14289-1 7.3; 14.8.5.4.3 wants the box of what is no text. */
static void
add_figure(struct strbuf *text, const struct tag *tag)
{
	strbuf_add_text(text, "/Alt");
	syntax_add_text(text, tag->alternative);
	strbuf_add_text(text, "/A<</O/Layout/Placement/Block/BBox[");
	for (size_t i = 0; i < 4; i++) {
		if (i)
			strbuf_add_char(text, ' ');
		syntax_add_thousandths(text, tag->rectangle[i]);
	}
	strbuf_add_text(text, "]>>");
}

static void
add_language(
    const struct tags *tags, struct strbuf *text, const struct tag *tag)
{
	struct slice language = {0};
	if (tag == tags->tags)
		language = slice_view(tags->language);
	else if (tag->node)
		language = tag->node->language;
	if (!language.len)
		return;
	strbuf_add_text(text, "/Lang");
	syntax_add_text(text, language);
}

void
tags_end_letter(struct tags *tags)
{
	struct strbuf *text = &tags->text;
	for (size_t i = 0; i < tags->count; i++) {
		const struct tag *tag = &tags->tags[i];
		const struct haru_object *parent =
		    i ? tags->tags[tag->parent].object : tags->document;
		strbuf_reset(text);
		strbuf_add_text(text, "/S/");
		strbuf_add_text(text, tag_name(tag->role));
		strbuf_add_text(text, "/P ");
		syntax_add_reference(text, haru_number(parent));
		add_attributes(text, tag);
		if (tag->role == TAG_FIGURE)
			add_figure(text, tag);
		add_language(tags, text, tag);
		add_kids(text, tag);
		haru_fill(tags->haru, tag->object, keep(tags, text));
	}
}

uint32_t
tags_finish(struct tags *tags, struct diag *diag)
{
	struct strbuf *text = &tags->text;
	assert(tags->document);
	if (!end_leaf(tags, diag))
		return 0;
	struct haru_object *tree = haru_add(tags->haru, diag);
	if (!tree)
		return 0;
	strbuf_reset(text);
	strbuf_add_text(text, "/Kids[");
	strbuf_add(text, strbuf_view(&tags->leaves));
	strbuf_add_char(text, ']');
	haru_fill(tags->haru, tree, keep(tags, text));
	strbuf_print(text, "/S/Document/P %u 0 R/K[", haru_number(tags->root));
	strbuf_add(text, strbuf_view(&tags->sects));
	strbuf_add_char(text, ']');
	haru_fill(tags->haru, tags->document, keep(tags, text));
	strbuf_print(text,
	    "/Type/StructTreeRoot/K[%u 0 R]/ParentTree %u 0 R"
	    "/ParentTreeNextKey %u",
	    haru_number(tags->document), haru_number(tree), tags->next_key);
	haru_fill(tags->haru, tags->root, keep(tags, text));
	return haru_number(tags->root);
}
