#include "pdf/tag_private.h"

#include <assert.h>

#include "pdf/syntax.h"

/* Entries in one leaf of the parent tree. */
#define LEAF 250

struct slice
tags_keep(struct tags *tags, struct strbuf *text)
{
	struct slice kept = arena_dup(tags->mem, strbuf_view(text));
	strbuf_reset(text);
	return kept;
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
	haru_fill(tags->haru, leaf, tags_keep(tags, &tags->text));
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
		if (tags->marked[i])
			syntax_add_reference(entries, tags->marked[i]);
		else
			strbuf_add_text(entries, "null");
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
	haru_fill(tags->haru, object, tags_keep(tags, text));
	strbuf_print(&tags->annotations, "%u %u 0 R\n", key,
	    haru_number(tags->tags[tag].object));
	tags_add_kid(tags, &tags->tags[tag],
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

/* ISO 14289-1 7.3; 14.8.5.4.3 wants the box of what is not text. */
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
add_language(struct strbuf *text, const struct tag *tag)
{
	struct slice language = {0};
	if (tag->node && tag->node->language.len)
		language = tag->node->language;
	else if (tag->language)
		language = slice_view(tag->language);
	if (!language.len)
		return;
	strbuf_add_text(text, "/Lang");
	syntax_add_text(text, language);
}

void
tags_end_letter(struct tags *tags)
{
	struct strbuf *text = &tags->text;
	tags_end_text(tags);
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
		add_language(text, tag);
		add_kids(text, tag);
		haru_fill(tags->haru, tag->object, tags_keep(tags, text));
	}
	tags_write_foreign(tags);
}

uint32_t
tags_finish(struct tags *tags, struct diag *diag)
{
	struct strbuf *text = &tags->text;
	uint32_t ids;
	assert(tags->document);
	if (!end_leaf(tags, diag) || !tags_finish_ids(tags, &ids, diag))
		return 0;
	struct haru_object *tree = haru_add(tags->haru, diag);
	if (!tree)
		return 0;
	strbuf_reset(text);
	strbuf_add_text(text, "/Kids[");
	strbuf_add(text, strbuf_view(&tags->leaves));
	strbuf_add_char(text, ']');
	haru_fill(tags->haru, tree, tags_keep(tags, text));
	strbuf_print(text, "/S/Document/P %u 0 R/K[", haru_number(tags->root));
	strbuf_add(text, strbuf_view(&tags->sects));
	strbuf_add_char(text, ']');
	haru_fill(tags->haru, tags->document, tags_keep(tags, text));
	strbuf_print(text,
	    "/Type/StructTreeRoot/K[%u 0 R]/ParentTree %u 0 R"
	    "/ParentTreeNextKey %u",
	    haru_number(tags->document), haru_number(tree), tags->next_key);
	if (ids)
		strbuf_print(text, "/IDTree %u 0 R", ids);
	haru_fill(tags->haru, tags->root, tags_keep(tags, text));
	return haru_number(tags->root);
}
