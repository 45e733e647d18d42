/*
 * font/shape.h - text to glyphs, by HarfBuzz: kerning, ligatures, any script.
 */
#ifndef FONT_SHAPE_H
#define FONT_SHAPE_H

#include "font/font.h"

/* One glyph of a run, in visual order. */
struct glyph {
	uint16_t id; /* glyph index in the font file */
	uint32_t cluster; /* byte offset in the run's text */
	mpt advance;
	mpt dx, dy; /* offset from the pen, y upwards */
};

struct shaped {
	struct glyph *glyphs;
	size_t count;
	mpt width; /* sum of advances, at most MPT_MOST */
	bool missing; /* .notdef among them */
	uint32_t missing_code; /* the first code point without a glyph */
};

struct shaper;

struct shaper *shaper_new(void);
void shaper_free(struct shaper *shaper);

/*
 * Shapes one run of one font, size, script and direction; `tabular` asks for
 * figures of one width (OpenType's tnum). Advances are
 * rounded to mpt glyph by glyph (half away from zero). `script` ISO 15924
 * ("Latn") or NULL to guess by the text; `language` BCP 47, NULL for none.
 * Characters that show nothing (a soft hyphen) leave no glyph, and their bytes
 * belong to a neighbour's cluster; U+200C and U+200D become an empty glyph
 * where the font has one. Each character has a cluster of its
 * own where its glyphs allow it: marks too. Glyphs live in the arena. False
 * where HarfBuzz ran out of memory.
 */
bool shape_run(struct shaper *shaper, struct arena *arena,
    const struct font *font, mpt size, struct slice text, const char *script,
    const char *language, bool right_to_left, bool tabular,
    struct shaped *shaped);

#endif
