/*
 * font/use.h - what glyph_use holds, for codes.c.
 */
#ifndef FONT_USE_H
#define FONT_USE_H

#include "font/codes.h"

/* The glyphs of one font. */
struct font_use {
	const struct font *font; /* NULL: none marked yet */
	bool *marked; /* glyph_count flags */
	struct slice *texts;
	size_t count;
};

/* Fonts with marked glyphs, by family and style; *count of them. */
const struct font_use **glyph_use_list(
    struct arena *arena, const struct glyph_use *use, size_t *count);

#endif
