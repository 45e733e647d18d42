/*
 * font/codes.h - which glyphs a job uses, and the one-byte code of each.
 *
 * `set` marks every glyph it places together with the text it stands for.
 * From that, one table is fixed for the whole job and kept in the plan: each
 * font is split in parts of at most 218 glyphs, and each glyph gets a part and
 * a code. So any worker writes the same bytes, and a shared block is
 * compressed once.
 *
 * Code 32 is the glyph of U+0020 and nothing else, so that a PDF's word
 * spacing applies to it; it is in the font's first part only, and text of
 * another part changes the font for it. A glyph that shows one ASCII character
 * has that character's code in the first part; 0-31 and ( ) \ are never used,
 * so strings need no escapes. Glyphs are ordered by their text, so a script
 * stays together.
 */
#ifndef FONT_CODES_H
#define FONT_CODES_H

#include "font/font.h"

/*
 * Room of a part. It is filled to 218, so that its two highest codes, 254 and
 * 255, stay free for a hyphen that only a line's end made: the same glyph with
 * another text.
 */
#define CODES_PER_PART 220

/* Glyphs used so far. */
struct glyph_use;

struct glyph_use *glyph_use_new(const struct font_set *set);
void glyph_use_free(struct glyph_use *use);

/*
 * Marks a glyph that shows `text` (UTF-8; one code point, or several for a
 * ligature; empty for the second glyph of a cluster). Where texts differ, one
 * that is not empty wins, then the first in byte order: so the order of
 * marking does not matter.
 */
void glyph_use_mark(struct glyph_use *use, const struct font *font,
    uint32_t glyph, struct slice text);

/*
 * Adds what another process marked; its fonts must be open here
 * (font/pins.h). False, and nothing added, where the bytes are not what
 * glyph_use_write wrote or name another font.
 */
bool glyph_use_merge(struct glyph_use *use, struct slice written);
/*
 * As bytes for glyph_use_merge and for the plan: sorted by family and style,
 * whatever the order in which fonts were opened.
 */
void glyph_use_write(const struct glyph_use *use, struct strbuf *out);

struct glyph_code {
	uint8_t part; /* index among the font's parts */
	uint8_t code;
};

/* One font object of the PDF. */
struct font_part {
	const struct font *font;
	uint8_t part;
	size_t count;
	struct {
		uint8_t code;
		uint16_t glyph;
		struct slice text; /* for ToUnicode */
	} glyphs[CODES_PER_PART];
};

struct glyph_codes;

struct glyph_codes *glyph_codes_new(struct arena *job_mem,
    const struct font_set *set, const struct glyph_use *use);

/* The code of a glyph; false where it was not used in `set` (a bug). */
bool glyph_codes_find(const struct glyph_codes *codes, const struct font *font,
    uint32_t glyph, struct glyph_code *code);

/* All parts of all fonts, in order; their index numbers the PDF's fonts. */
size_t glyph_codes_parts(const struct glyph_codes *codes);
const struct font_part *glyph_codes_part(
    const struct glyph_codes *codes, size_t index);
/* The index of the part that (font, part) is. */
size_t glyph_codes_index(
    const struct glyph_codes *codes, const struct font *font, uint8_t part);

#endif
