/*
 * Any bytes as a PDF whose pages are taken: they come whole, or the file is
 * refused with one report. In this process, where a sanitizer sees all.
 */
#include <assert.h>

#include "pages/excerpt.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check(const struct excerpt *excerpt)
{
	assert(excerpt->page_count >= 1 && excerpt->page_count <= 3);
	for (size_t i = 0; i < excerpt->page_count; i++) {
		assert(excerpt->pages[i].form < excerpt->count);
		assert(excerpt->pages[i].width > 0);
		assert(excerpt->pages[i].height > 0);
	}
	for (size_t i = 0; i < excerpt->count; i++) {
		const struct excerpt_object *object = &excerpt->objects[i];
		for (size_t k = 0; k < object->part_count; k++)
			assert(object->parts[k].object == EXCERPT_NOTHING ||
			       object->parts[k].object < excerpt->count);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct slice file = {(const char *)bytes, len};
	const struct excerpt *excerpt = excerpt_take_here(
	    mem, file, "x.pdf", (struct excerpt_wish){3, 0}, diag, NO_SPAN);
	assert(!excerpt == (diag_errors(diag) == 1));
	if (excerpt)
		check(excerpt);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return 0;
}
