/*
 * font/set.h - what a font_set holds; for pins.c and tests.
 */
#ifndef FONT_SET_H
#define FONT_SET_H

#include "font/family.h"
#include "font/search.h"

struct font_set {
	struct arena *job_mem;
	struct families families;
	struct font_search search;
	struct font **fonts; /* by id */
	size_t count, room;
};

/* A set without families, whose files are looked for in the roots last. */
struct font_set *font_set_new(struct arena *job_mem, const char *const *folders,
    const char *const *roots);

/*
 * The font of a file that some family names, opened; `place` is where it is
 * named. NULL after a report.
 */
const struct font *font_set_open(struct font_set *set, struct slice file,
    struct diag *diag, struct span place);

#endif
