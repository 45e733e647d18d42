/*
 * layout/word_make.h - shapes one word: its parts, its cuts, its marks of use.
 *
 * Used by layout/word.c only.
 */
#ifndef LAYOUT_WORD_MAKE_H
#define LAYOUT_WORD_MAKE_H

#include "layout/word.h"

struct word_maker {
	struct shaper *shaper;
	struct font_set *fonts;
	struct glyph_use *use;
	struct diag *diag;
};

/* NULL where shaping ran out of memory. The text is borrowed. */
struct word *word_make(const struct word_maker *maker, struct arena *mem,
    const struct word_request *request);

#endif
