#include "font/subset.h"

#include <hb-subset.h>

#include "base/file.h"
#include "font/face.h"
#include "font/messages.h"

/*
 * Shaping is over: a PDF needs outlines and measures only (ISO 32000-1, 9.9,
 * table 126). A table that it does not need cannot fail either.
 */
static const hb_tag_t dropped[] = {
    HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'S', 'U', 'B'),
    HB_TAG('J', 'S', 'T', 'F'),
    HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('O', 'S', '/', '2'),
    HB_TAG('S', 'T', 'A', 'T'),
    HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('m', 'e', 't', 'a'),
    HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('p', 'o', 's', 't'),
    HB_TAG('P', 'C', 'L', 'T'),
    HB_TAG('V', 'D', 'M', 'X'),
    HB_TAG('v', 'h', 'e', 'a'),
    HB_TAG('v', 'm', 't', 'x'),
};

static void
choose_tables(hb_subset_input_t *input)
{
	hb_set_t *drop =
	    hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(drop, dropped[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
					     HB_SUBSET_FLAGS_NO_HINTING |
					     HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
}

static void
choose_glyphs(hb_subset_input_t *input, const struct font *font,
    const struct glyph_codes *codes)
{
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	hb_set_add(glyphs, 0);
	for (size_t i = 0; i < glyph_codes_parts(codes); i++) {
		const struct font_part *part = glyph_codes_part(codes, i);
		for (size_t j = 0; part->font == font && j < part->count; j++)
			hb_set_add(glyphs, part->glyphs[j].glyph);
	}
}

/* A face that HarfBuzz could not read gives a file with nothing in it. */
static bool
is_whole(struct slice bytes, bool cff)
{
	struct sfnt sfnt;
	uint32_t faulty;
	return sfnt_read(bytes, &sfnt, &faulty) == SFNT_WHOLE &&
	       sfnt_has(&sfnt, SFNT_HEAD) && sfnt_has(&sfnt, SFNT_HHEA) &&
	       sfnt_has(&sfnt, SFNT_HMTX) && sfnt_has(&sfnt, SFNT_MAXP) &&
	       sfnt_has(&sfnt, cff ? SFNT_CFF : SFNT_LOCA);
}

static bool
make_subset(struct arena *job_mem, const struct font *font,
    const hb_subset_input_t *input, struct slice *bytes)
{
	hb_face_t *made = hb_subset_or_fail(face_of(font)->face, input);
	if (!made)
		return false;
	hb_blob_t *blob = hb_face_reference_blob(made);
	unsigned int len;
	const char *at = hb_blob_get_data(blob, &len);
	*bytes = arena_dup(job_mem, (struct slice){at, len});
	hb_blob_destroy(blob);
	hb_face_destroy(made);
	return is_whole(*bytes, font->cff);
}

bool
font_subset(struct arena *job_mem, const struct font *font,
    const struct glyph_codes *codes, struct diag *diag, struct slice *bytes)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	bool ok = false;
	if (input) {
		choose_tables(input);
		choose_glyphs(input, font, codes);
		ok = make_subset(job_mem, font, input, bytes);
	}
	hb_subset_input_destroy(input);
	if (!ok)
		REPORT(diag, NO_SPAN, &font_subset_failed,
		    ARGS(path_name(font->path)));
	return ok;
}
