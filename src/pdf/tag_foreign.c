/* The tags of another PDF's pages, once for each letter that has them. */
#include "base/memory.h"
#include "pdf/syntax.h"
#include "pdf/tag_private.h"

/* IDs in one leaf of their tree. */
#define LEAF 250

static bool
end_leaf(struct tags *tags, struct diag *diag)
{
	if (tags->id_entries.len == 0)
		return true;
	struct haru_object *leaf = haru_add(tags->haru, diag);
	if (!leaf)
		return false;
	strbuf_reset(&tags->text);
	strbuf_print(&tags->text, "/Limits[(u%08u)(u%08u)]/Names[",
	    tags->leaf_id + 1, tags->next_id);
	strbuf_add(&tags->text, strbuf_view(&tags->id_entries));
	strbuf_add_char(&tags->text, ']');
	haru_fill(tags->haru, leaf, tags_keep(tags, &tags->text));
	strbuf_reset(&tags->id_entries);
	syntax_add_reference(&tags->id_leaves, haru_number(leaf));
	strbuf_add_char(&tags->id_leaves, ' ');
	tags->leaf_id = tags->next_id;
	return true;
}

/* 7.9.6: names rise, and each is this element's alone. */
static bool
add_id(struct tags *tags, const struct haru_object *object, uint32_t *id,
    struct diag *diag)
{
	*id = ++tags->next_id;
	strbuf_print(&tags->id_entries, "(u%08u)", *id);
	syntax_add_reference(&tags->id_entries, haru_number(object));
	return tags->next_id - tags->leaf_id < LEAF || end_leaf(tags, diag);
}

bool
tags_finish_ids(struct tags *tags, uint32_t *number, struct diag *diag)
{
	*number = 0;
	if (!tags->next_id)
		return true;
	struct haru_object *tree = NULL;
	if (!end_leaf(tags, diag) || !(tree = haru_add(tags->haru, diag)))
		return false;
	strbuf_reset(&tags->text);
	strbuf_add_text(&tags->text, "/Kids[");
	strbuf_add(&tags->text, strbuf_view(&tags->id_leaves));
	strbuf_add_char(&tags->text, ']');
	haru_fill(tags->haru, tree, tags_keep(tags, &tags->text));
	*number = haru_number(tree);
	return true;
}

/* ---- a letter's */

static void
add_to_letter(struct tags *tags, struct foreign_tags *own)
{
	own->top = tags->top;
	if (tags->foreign_last)
		tags->foreign_last->next = own;
	else
		tags->foreign_first = own;
	tags->foreign_last = own;
}

bool
tags_begin_foreign(
    struct tags *tags, const struct excerpt *excerpt, struct diag *diag)
{
	struct arena *mem = tags->letter_mem;
	const size_t count = excerpt->tag_count;
	struct foreign_tags *own = ARENA_NEW(mem, struct foreign_tags);
	own->excerpt = excerpt;
	own->objects = ARENA_ARRAY(mem, struct haru_object *, count);
	own->ids = ARENA_ARRAY(mem, uint32_t, count);
	own->pages = ARENA_ARRAY(mem, uint32_t, excerpt->page_count);
	for (size_t i = 0; i < count; i++) {
		const struct excerpt_tag *tag = &excerpt->tags[i];
		own->objects[i] = haru_add(tags->haru, diag);
		if (!own->objects[i])
			return false;
		if (tag->named &&
		    !add_id(tags, own->objects[i], &own->ids[i], diag))
			return false;
		if (tag->parent == EXCERPT_NOTHING)
			tags_add_kid(tags, &tags->tags[tags->top],
			    (struct kid){.kind = KID_ELEMENT,
				.number = haru_number(own->objects[i])});
	}
	add_to_letter(tags, own);
	return true;
}

void
tags_mark_foreign(struct tags *tags, uint32_t page)
{
	struct foreign_tags *own = tags->foreign_last;
	const struct excerpt_page *of = &own->excerpt->pages[page];
	own->pages[page] = tags->page;
	tags->marked = mem_grow(tags->marked, &tags->marked_room,
	    of->owner_count + 1, sizeof *tags->marked);
	for (size_t i = 0; i < of->owner_count; i++)
		tags->marked[i] =
		    of->owners[i] == EXCERPT_NOTHING
			? 0
			: haru_number(own->objects[of->owners[i]]);
	tags->marked_count = of->owner_count;
}

/* ---- written */

static uint32_t
page_of(const struct foreign_tags *own, const struct excerpt_tag *tag)
{
	for (size_t i = 0; i < tag->kid_count; i++)
		if (tag->kids[i].tag == EXCERPT_NOTHING)
			return own->pages[tag->kids[i].page];
	return 0;
}

static void
add_kids(struct strbuf *text, const struct foreign_tags *own,
    const struct excerpt_tag *tag)
{
	const uint32_t page = page_of(own, tag);
	if (!tag->kid_count)
		return;
	strbuf_add_text(text, "/K[");
	for (size_t i = 0; i < tag->kid_count; i++) {
		const struct excerpt_kid *kid = &tag->kids[i];
		if (i)
			strbuf_add_char(text, ' ');
		if (kid->tag != EXCERPT_NOTHING)
			syntax_add_reference(
			    text, haru_number(own->objects[kid->tag]));
		else if (own->pages[kid->page] == page)
			strbuf_add_number(text, kid->mcid);
		else
			strbuf_print(text, "<</Type/MCR/Pg %u 0 R/MCID %u>>",
			    own->pages[kid->page], kid->mcid);
	}
	strbuf_add_char(text, ']');
	if (page)
		strbuf_print(text, "/Pg %u 0 R", page);
}

static void
add_attributes(struct strbuf *text, const struct foreign_tags *own,
    const struct excerpt_tag *tag)
{
	if (!tag->attributes.len && !tag->header_count)
		return;
	strbuf_add_text(text, "/A[");
	strbuf_add(text, tag->attributes);
	if (tag->header_count) {
		strbuf_add_text(text, "<</O/Table/Headers[");
		for (size_t i = 0; i < tag->header_count; i++)
			strbuf_print(
			    text, "(u%08u)", own->ids[tag->headers[i]]);
		strbuf_add_text(text, "]>>");
	}
	strbuf_add_char(text, ']');
}

static void
write_tag(struct tags *tags, const struct foreign_tags *own, size_t index)
{
	struct strbuf *text = &tags->text;
	const struct excerpt_tag *tag = &own->excerpt->tags[index];
	const struct haru_object *parent = tag->parent == EXCERPT_NOTHING
					       ? tags->tags[own->top].object
					       : own->objects[tag->parent];
	strbuf_reset(text);
	strbuf_add(text, tag->entries);
	strbuf_add_text(text, "/P ");
	syntax_add_reference(text, haru_number(parent));
	if (own->ids[index])
		strbuf_print(text, "/ID(u%08u)", own->ids[index]);
	add_attributes(text, own, tag);
	add_kids(text, own, tag);
	haru_fill(tags->haru, own->objects[index], tags_keep(tags, text));
}

void
tags_write_foreign(struct tags *tags)
{
	const struct foreign_tags *own = tags->foreign_first;
	for (; own; own = own->next)
		for (size_t i = 0; i < own->excerpt->tag_count; i++)
			write_tag(tags, own, i);
}
