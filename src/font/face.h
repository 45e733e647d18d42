/*
 * font/face.h - one font file as HarfBuzz sees it, and its measures.
 *
 * The bridge to HarfBuzz for what concerns a font as a whole. Its memory
 * failures surface as an empty face or font; both are seen here.
 */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include <hb.h>

#include "font/font.h"
#include "font/sfnt.h"

/* The target of struct font's `shaping`. */
struct face {
	hb_face_t *face;
	hb_font_t *font; /* scale: units per em */
	hb_set_t *codes; /* code points that have a glyph */
	uint32_t joiner; /* an empty glyph for joiners, 0: none */
};

/*
 * Fills what struct font says about its file, which font_check accepted, and
 * opens the face; HarfBuzz fails here only where memory ends.
 */
void face_open(
    struct arena *job_mem, const struct sfnt *sfnt, struct font *font);
void face_close(struct font *font);

static inline const struct face *
face_of(const struct font *font)
{
	return font->shaping;
}

/* The glyph of a code point, 0 where the font lacks it. */
uint32_t face_glyph(const struct font *font, uint32_t code_point);

#endif
