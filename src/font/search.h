/*
 * font/search.h - where a font file of a given name lies.
 *
 * First the folders given, in order, each without what lies below it; then
 * the system's font folders with all below. Another name is never taken, and
 * fontconfig, which answers an unknown name with another font, is not asked.
 */
#ifndef FONT_SEARCH_H
#define FONT_SEARCH_H

#include "base/diag.h"

struct font_search {
	struct arena *job_mem;
	const char *const *folders; /* NULL-terminated */
	const char *const *roots; /* NULL-terminated; searched to the bottom */
	const char **found; /* font files below the roots, by name, then path */
	size_t count, room;
	bool walked;
};

/* Debian's font folders, and the place for fonts installed by hand. */
extern const char *const font_roots[];

/* Both lists (NULL-terminated, NULL for none) are copied. */
void font_search_init(struct font_search *search, struct arena *job_mem,
    const char *const *folders, const char *const *roots);

/*
 * The path of the file `name`; NULL after a report at `place`: there is none,
 * or the roots have two with different content.
 */
const char *font_search_find(struct font_search *search, struct slice name,
    struct diag *diag, struct span place);

#endif
