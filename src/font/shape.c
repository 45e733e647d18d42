#include "font/shape.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "font/face.h"

#define LANGUAGE_LEN 16

struct shaper {
	hb_buffer_t *buffer;
	/* The language asked for last: HarfBuzz's own look-up walks a list. */
	char language[LANGUAGE_LEN];
	hb_language_t asked;
};

struct shaper *
shaper_new(void)
{
	struct shaper *shaper = mem_new(1, sizeof *shaper);
	shaper->buffer = hb_buffer_create();
	return shaper;
}

void
shaper_free(struct shaper *shaper)
{
	if (!shaper)
		return;
	hb_buffer_destroy(shaper->buffer);
	free(shaper);
}

static hb_language_t
find_language(struct shaper *shaper, const char *language)
{
	/* Without one HarfBuzz would ask the locale. */
	if (!language || !*language)
		language = "und";
	if (strlen(language) >= LANGUAGE_LEN)
		return hb_language_from_string(language, -1);
	if (strcmp(shaper->language, language) != 0) {
		snprintf(shaper->language, LANGUAGE_LEN, "%s", language);
		shaper->asked = hb_language_from_string(language, -1);
	}
	return shaper->asked;
}

/*
 * Characters that show nothing leave no glyph. But a joiner between Persian
 * or Indic letters is part of the spelling: it becomes the font's own empty
 * glyph, so that it is there when the PDF's text is read.
 */
static void
hide_ignorables(hb_buffer_t *buffer, const struct font *font, struct slice text)
{
	uint32_t joiner = face_of(font)->joiner;
	unsigned int flags = HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT |
			     HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE;
	bool joined = slice_find(text, SLICE("\xE2\x80\x8C")) < text.len ||
		      slice_find(text, SLICE("\xE2\x80\x8D")) < text.len;
	if (!joiner || !joined)
		flags |= HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES;
	hb_buffer_set_invisible_glyph(buffer, joiner);
	hb_buffer_set_flags(buffer, (hb_buffer_flags_t)flags);
}

/*
 * Clusters by character, so that a mark keeps a text of its own in the PDF,
 * and no dotted circle stands where the text has none.
 */
static void
fill_buffer(struct shaper *shaper, const struct font *font, struct slice text,
    const char *script, const char *language, bool right_to_left)
{
	hb_buffer_t *buffer = shaper->buffer;
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(
	    buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hide_ignorables(buffer, font, text);
	hb_buffer_add_utf8(buffer, text.at, (int)text.len, 0, (int)text.len);
	hb_buffer_set_direction(
	    buffer, right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer,
	    script ? hb_script_from_string(script, -1) : HB_SCRIPT_INVALID);
	hb_buffer_set_language(buffer, find_language(shaper, language));
	hb_buffer_guess_segment_properties(buffer);
}

/* Font units to mpt at `size`, half away from zero. */
static mpt
scale(int64_t units, mpt size, int32_t upem)
{
	int64_t twice = 2 * units * size;
	int64_t half = units < 0 ? -(int64_t)upem : upem;
	return (mpt)((twice + half) / (2 * (int64_t)upem));
}

static void
note_missing(
    struct shaped *shaped, struct slice text, uint32_t cluster, uint32_t *first)
{
	size_t at = cluster;
	if (shaped->missing && cluster >= *first)
		return;
	shaped->missing = true;
	*first = cluster;
	if (at < text.len)
		shaped->missing_code = utf8_next(text, &at);
}

/*
 * A joiner's empty glyph stands a hair to the left of where it would be: a
 * reader that sorts a PDF's glyphs by place (poppler) then finds it between
 * its neighbours, in either direction.
 */
static void
move_joiners(struct shaped *shaped, const struct font *font, mpt size)
{
	uint32_t joiner = face_of(font)->joiner;
	for (size_t i = 0; joiner && i < shaped->count; i++)
		if (shaped->glyphs[i].id == joiner)
			shaped->glyphs[i].dx -= size / 100;
}

static void
take_glyphs(struct shaper *shaper, struct arena *arena, const struct font *font,
    mpt size, struct slice text, struct shaped *shaped)
{
	unsigned int count;
	uint32_t first = 0;
	int64_t width = 0;
	const hb_glyph_info_t *infos =
	    hb_buffer_get_glyph_infos(shaper->buffer, &count);
	const hb_glyph_position_t *places =
	    hb_buffer_get_glyph_positions(shaper->buffer, &count);
	*shaped = (struct shaped){.count = count};
	shaped->glyphs =
	    arena_raw(arena, arena_size(count, sizeof(struct glyph)));
	for (unsigned int i = 0; i < count; i++) {
		struct glyph *glyph = &shaped->glyphs[i];
		*glyph = (struct glyph){
		    .id = (uint16_t)infos[i].codepoint,
		    .cluster = infos[i].cluster,
		    .advance = scale(places[i].x_advance, size, font->upem),
		    .dx = scale(places[i].x_offset, size, font->upem),
		    .dy = scale(places[i].y_offset, size, font->upem),
		};
		width += glyph->advance;
		if (!glyph->id || infos[i].codepoint >= font->glyph_count)
			note_missing(shaped, text, glyph->cluster, &first);
	}
	shaped->width = width < MPT_MOST ? (mpt)width : MPT_MOST;
}

bool
shape_run(struct shaper *shaper, struct arena *arena, const struct font *font,
    mpt size, struct slice text, const char *script, const char *language,
    bool right_to_left, bool tabular, struct shaped *shaped)
{
	static const hb_feature_t figures = {HB_TAG('t', 'n', 'u', 'm'), 1,
	    HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
	if (text.len > INT32_MAX / 8)
		return false;
	fill_buffer(shaper, font, text, script, language, right_to_left);
	hb_shape(face_of(font)->font, shaper->buffer, &figures, tabular);
	if (!hb_buffer_allocation_successful(shaper->buffer)) {
		/* The buffer stays failed for good: take a new one. */
		hb_buffer_destroy(shaper->buffer);
		shaper->buffer = hb_buffer_create();
		return false;
	}
	take_glyphs(shaper, arena, font, size, text, shaped);
	move_joiners(shaped, font, size);
	return true;
}
