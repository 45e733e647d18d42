#include "font/face.h"

#include <hb-ot.h>
#include <stdio.h>

#include "base/memory.h"

/* PDF names are best kept short and plain; ISO 32000-1, 7.3.5. */
#define NAME_MAX_LEN 63

static bool
is_name_char(char c)
{
	return c > ' ' && c <= '~' && !strchr("()<>[]{}/%#", c);
}

/* Name ID 6 by its plain characters, or the file's name. */
static const char *
read_name(struct arena *job_mem, hb_face_t *face, const char *path)
{
	char text[256], plain[NAME_MAX_LEN + 1];
	unsigned int len = sizeof text;
	size_t count = 0;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
	    HB_LANGUAGE_INVALID, &len, text);
	if (!len) {
		const char *slash = strrchr(path, '/');
		snprintf(text, sizeof text, "%s", slash ? slash + 1 : path);
		text[strcspn(text, ".")] = '\0';
	}
	for (const char *c = text; *c && count < NAME_MAX_LEN; c++)
		if (is_name_char(*c))
			plain[count++] = *c;
	if (!count)
		plain[count++] = 'F';
	return arena_dup_text(job_mem, (struct slice){plain, count});
}

/* The top of a letter's outline, `otherwise` where it has none. */
static int32_t
measure_top(hb_font_t *font, uint32_t code_point, int32_t otherwise)
{
	hb_codepoint_t glyph;
	hb_glyph_extents_t box;
	if (!hb_font_get_nominal_glyph(font, code_point, &glyph) ||
	    !hb_font_get_glyph_extents(font, glyph, &box) ||
	    box.y_bearing <= 0 || box.y_bearing > 4 * 16384)
		return otherwise;
	return box.y_bearing;
}

/*
 * sxHeight and sCapHeight since version 2 of OS/2; otherwise as measured. For a
 * script without capitals its ascent counts as their height.
 */
static void
read_heights(struct font *font, hb_font_t *shaping, struct slice os2)
{
	bool stated = sfnt_u16(os2, 0) >= 2 && os2.len >= 96;
	font->x_height = stated ? sfnt_i16(os2, 86) : 0;
	font->cap_height = stated ? sfnt_i16(os2, 88) : 0;
	if (font->cap_height <= 0)
		font->cap_height = measure_top(shaping, 'H', font->ascent);
	if (font->x_height <= 0)
		font->x_height =
		    measure_top(shaping, 'x', font->cap_height * 2 / 3);
}

/* Typographic measures where bit 7 of fsSelection asks for them. */
static void
read_ascent(struct font *font, struct slice hhea, struct slice os2)
{
	bool typographic = sfnt_u16(os2, 62) & 0x0080;
	font->ascent = sfnt_i16(hhea, 4);
	font->descent = sfnt_i16(hhea, 6);
	if (typographic || (!font->ascent && !font->descent)) {
		font->ascent = sfnt_i16(os2, 68);
		font->descent = sfnt_i16(os2, 70);
	}
	if (font->descent > 0)
		font->descent = -font->descent;
}

/*
 * sFamilyClass 1-5 and 7 have serifs; where it says nothing, PANOSE of a Latin
 * text font does by serif styles 2-10.
 */
static bool
has_serifs(struct slice os2)
{
	int family = sfnt_i16(os2, 30) >> 8;
	if (family)
		return (family >= 1 && family <= 5) || family == 7;
	uint8_t style = sfnt_u8(os2, 33);
	return sfnt_u8(os2, 32) == 2 && style >= 2 && style <= 10;
}

static void
read_measures(struct font *font, const struct sfnt *sfnt)
{
	struct slice head = sfnt_find(sfnt, SFNT_HEAD);
	struct slice os2 = sfnt_find(sfnt, SFNT_OS2);
	struct slice post = sfnt_find(sfnt, SFNT_POST);
	font->upem = sfnt_u16(head, 18);
	for (size_t i = 0; i < 4; i++)
		font->box[i] = sfnt_i16(head, 36 + 2 * i);
	font->glyph_count = sfnt_u16(sfnt_find(sfnt, SFNT_MAXP), 4);
	font->cff = sfnt_has(sfnt, SFNT_CFF);
	font->italic_angle = (int32_t)sfnt_u32(post, 4);
	font->fixed_pitch = sfnt_u32(post, 12);
	font->weight = sfnt_u16(os2, 4);
	font->serif = has_serifs(os2);
	read_ascent(font, sfnt_find(sfnt, SFNT_HHEA), os2);
}

static bool
is_empty_glyph(hb_font_t *shaping, uint32_t glyph)
{
	hb_glyph_extents_t box;
	return glyph && !hb_font_get_glyph_h_advance(shaping, glyph) &&
	       hb_font_get_glyph_extents(shaping, glyph, &box) && !box.width &&
	       !box.height;
}

/*
 * A glyph that shows nothing and takes no room, to stand for joiners. Many
 * fonts draw a picture for U+200C itself, but none for U+200B.
 */
static uint32_t
find_joiner(const struct font *font)
{
	static const uint32_t codes[] = {0x200C, 0x200B, 0x2060, 0xFEFF};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		uint32_t glyph = face_glyph(font, codes[i]);
		if (is_empty_glyph(face_of(font)->font, glyph))
			return glyph;
	}
	return 0;
}

void
face_open(struct arena *job_mem, const struct sfnt *sfnt, struct font *font)
{
	struct face *face = ARENA_NEW(job_mem, struct face);
	hb_blob_t *blob = hb_blob_create(sfnt->file.at,
	    (unsigned int)sfnt->file.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	face->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	face->font = hb_font_create(face->face);
	face->codes = hb_set_create();
	font->shaping = face;
	read_measures(font, sfnt);
	if (face->face == hb_face_get_empty() ||
	    face->font == hb_font_get_empty())
		memory_exhausted();
	hb_font_set_scale(face->font, font->upem, font->upem);
	hb_face_collect_unicodes(face->face, face->codes);
	if (!hb_set_allocation_successful(face->codes))
		memory_exhausted();
	hb_face_make_immutable(face->face);
	hb_font_make_immutable(face->font);
	face->joiner = find_joiner(font);
	read_heights(font, face->font, sfnt_find(sfnt, SFNT_OS2));
	font->postscript_name = read_name(job_mem, face->face, font->path);
}

void
face_close(struct font *font)
{
	struct face *face = font->shaping;
	if (!face)
		return;
	hb_set_destroy(face->codes);
	hb_font_destroy(face->font);
	hb_face_destroy(face->face);
	font->shaping = NULL;
}

uint32_t
face_glyph(const struct font *font, uint32_t code_point)
{
	hb_codepoint_t glyph = 0;
	if (!hb_font_get_nominal_glyph(face_of(font)->font, code_point, &glyph))
		return 0;
	return glyph < font->glyph_count ? glyph : 0;
}

bool
font_has(const struct font *font, uint32_t code_point)
{
	return hb_set_has(face_of(font)->codes, code_point);
}

void
font_glyph_box(const struct font *font, uint32_t glyph, int32_t box[4])
{
	hb_glyph_extents_t ink = {0};
	hb_font_get_glyph_extents(face_of(font)->font, glyph, &ink);
	box[0] = ink.x_bearing;
	box[1] = ink.y_bearing + ink.height; /* which counts downwards */
	box[2] = ink.x_bearing + ink.width;
	box[3] = ink.y_bearing;
}

int32_t
font_advance(const struct font *font, uint32_t glyph)
{
	return hb_font_get_glyph_h_advance(face_of(font)->font, glyph);
}
