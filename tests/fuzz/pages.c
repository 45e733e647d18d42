/*
 * Any bytes as a PDF whose pages are taken, with their tags and without: they
 * come whole, or the file is refused with one report. In this process, where a
 * sanitizer sees all.
 */
#include <assert.h>

#include "pages/excerpt.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool
is_of(uint32_t index, size_t count)
{
	return index == EXCERPT_NOTHING || index < count;
}

static void
check_page(const struct excerpt *excerpt, const struct excerpt_page *page)
{
	assert(page->width > 0 && page->height > 0);
	if (excerpt->tag_count) {
		assert(page->form == EXCERPT_NOTHING);
		assert(page->resources < excerpt->count);
		assert(is_of(page->group, excerpt->count));
	} else {
		assert(page->form < excerpt->count);
	}
	for (size_t i = 0; i < page->owner_count; i++)
		assert(is_of(page->owners[i], excerpt->tag_count));
}

/* Parents come first, and content is that of the page which names it. */
static void
check_tag(const struct excerpt *excerpt, uint32_t index)
{
	const struct excerpt_tag *tag = &excerpt->tags[index];
	assert(tag->parent == EXCERPT_NOTHING || tag->parent < index);
	for (size_t i = 0; i < tag->header_count; i++) {
		assert(tag->headers[i] < excerpt->tag_count);
		assert(excerpt->tags[tag->headers[i]].named);
	}
	for (size_t i = 0; i < tag->kid_count; i++) {
		const struct excerpt_kid *kid = &tag->kids[i];
		if (kid->tag != EXCERPT_NOTHING) {
			assert(kid->tag < excerpt->tag_count);
			assert(excerpt->tags[kid->tag].parent == index);
			continue;
		}
		assert(kid->page < excerpt->page_count);
		const struct excerpt_page *page = &excerpt->pages[kid->page];
		assert(kid->mcid < page->owner_count);
		assert(page->owners[kid->mcid] == index);
	}
}

static void
check(const struct excerpt *excerpt)
{
	assert(excerpt->page_count >= 1 && excerpt->page_count <= 3);
	for (size_t i = 0; i < excerpt->page_count; i++)
		check_page(excerpt, &excerpt->pages[i]);
	for (uint32_t i = 0; i < excerpt->tag_count; i++)
		check_tag(excerpt, i);
	for (size_t i = 0; i < excerpt->count; i++) {
		const struct excerpt_object *object = &excerpt->objects[i];
		for (size_t k = 0; k < object->part_count; k++)
			assert(is_of(object->parts[k].object, excerpt->count));
	}
}

static void
take(struct slice file, bool tags)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct excerpt *excerpt = excerpt_take_here(mem, file, "x.pdf",
	    (struct excerpt_wish){3, 0, tags}, diag, NO_SPAN);
	assert(!excerpt == (diag_errors(diag) == 1));
	if (excerpt)
		check(excerpt);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct slice file = {(const char *)bytes, len};
	take(file, false);
	take(file, true);
	return 0;
}
