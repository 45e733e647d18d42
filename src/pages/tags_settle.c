#include "pages/messages.h"
#include "pages/tags.h"

size_t
tags_page_of(const struct tag_tree *tree, const struct tag *tag)
{
	while (tag->kid_count) {
		const struct excerpt_kid *first = &tag->kids[0];
		if (first->tag == EXCERPT_NOTHING)
			return first->page;
		tag = &tree->at[first->tag];
	}
	return 0;
}

/* A cell or a list's part has its place though nothing stands in it. */
static bool
may_be_empty(const struct tag *tag)
{
	static const char *const roles[] = {
	    "TR", "TH", "TD", "LI", "Lbl", "LBody"};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (tag_is(tag, roles[i]))
			return true;
	return false;
}

static bool
is_there(const struct tag_tree *tree, const struct excerpt_kid *kid)
{
	return kid->tag != EXCERPT_NOTHING
		   ? !tree->at[kid->tag].dead
		   : tree->pages[kid->page].found[kid->mcid];
}

/* From the last: kids come after their parents. */
static void
drop_empty(struct tag_tree *tree)
{
	for (size_t i = tree->count; i--;) {
		struct tag *tag = &tree->at[i];
		size_t kept = 0;
		for (size_t k = 0; k < tag->kid_count; k++)
			if (is_there(tree, &tag->kids[k]))
				tag->kids[kept++] = tag->kids[k];
		tag->kid_count = kept;
		tag->dead = !kept && !may_be_empty(tag);
	}
}

/* Closes the gaps; `to` is the new place of each. */
static void
close_gaps(struct tag_tree *tree, uint32_t *to)
{
	uint32_t count = 0;
	for (size_t i = 0; i < tree->count; i++) {
		to[i] = EXCERPT_NOTHING;
		if (tree->at[i].dead)
			continue;
		to[i] = count;
		tree->at[count++] = tree->at[i];
	}
	tree->count = count;
	for (size_t i = 0; i < count; i++) {
		struct tag *tag = &tree->at[i];
		if (tag->parent != EXCERPT_NOTHING)
			tag->parent = to[tag->parent];
		for (size_t k = 0; k < tag->kid_count; k++)
			if (tag->kids[k].tag != EXCERPT_NOTHING)
				tag->kids[k].tag = to[tag->kids[k].tag];
	}
}

static void
give_owners(
    const struct tag_tree *tree, const uint32_t *to, struct excerpt_page *pages)
{
	for (size_t p = 0; p < tree->page_count; p++) {
		struct tag_page *page = &tree->pages[p];
		for (size_t i = 0; i < page->owner_count; i++) {
			uint32_t owner = page->owners[i];
			if (owner != EXCERPT_NOTHING && page->found[i])
				page->owners[i] = to[owner];
			else
				page->owners[i] = EXCERPT_NOTHING;
		}
		pages[p].owners = page->owners;
		pages[p].owner_count = page->owner_count;
	}
}

/* IDs become the elements that have them. */
static bool
find_headers(
    struct excerpt_walk *walk, const struct tag *tag, struct excerpt_tag *done)
{
	const struct tag_tree *tree = walk->tags;
	const struct tag_attributes *of = &tag->attributes;
	done->headers = ARENA_ARRAY(walk->mem, uint32_t, of->header_count + 1);
	for (size_t i = 0; i < of->header_count; i++) {
		uint32_t at = 0;
		while (at < tree->count &&
		       !(tree->at[at].id.len &&
			   slice_equal(tree->at[at].id, of->headers[i])))
			at++;
		if (at == tree->count) {
			tags_refuse(walk, tags_page_of(tree, tag),
			    N_("their tree is broken"), "/Headers");
			return false;
		}
		done->headers[done->header_count++] = at;
		tree->done[at].named = true;
	}
	return true;
}

bool
tags_settle(struct excerpt_walk *walk, struct excerpt_page *pages)
{
	struct tag_tree *tree = walk->tags;
	uint32_t *to = ARENA_ARRAY(walk->mem, uint32_t, tree->count + 1);
	drop_empty(tree);
	close_gaps(tree, to);
	give_owners(tree, to, pages);
	if (!tags_check(walk))
		return false;
	tree->done =
	    ARENA_ARRAY(walk->mem, struct excerpt_tag, tree->count + 1);
	for (size_t i = 0; i < tree->count; i++) {
		const struct tag *tag = &tree->at[i];
		struct excerpt_tag *done = &tree->done[i];
		done->entries = tag->entries;
		done->attributes = tags_write_attributes(walk, tag);
		done->parent = tag->parent;
		done->kids = tag->kids;
		done->kid_count = tag->kid_count;
		/* ISO 14289-1 7.9 */
		done->named |= tag_is(tag, "Note");
		if (!find_headers(walk, tag, done))
			return false;
	}
	return true;
}
