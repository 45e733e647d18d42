#include "font/subset.h"

#include "base/strbuf.h"
#include "font/face.h"
#include "font/shape.h"
#include "fonts.h"

#define TEXT "Brukare i ordinärt boende, 2012"

static void
use_text(struct bench *bench, struct glyph_use *use, const struct font *font,
    const char *text)
{
	struct shaper *shaper = shaper_new();
	struct shaped shaped;
	shape_run(shaper, bench->arena, font, 12000, slice_view(text), NULL,
	    "sv", false, false, &shaped);
	for (size_t i = 0; i < shaped.count; i++)
		glyph_use_mark(use, font, shaped.glyphs[i].id, SLICE("x"));
	shaper_free(shaper);
}

static hb_font_t *
open_bytes(struct slice bytes)
{
	hb_blob_t *blob = hb_blob_create(bytes.at, (unsigned int)bytes.len,
	    HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return font;
}

/* A glyph's outline as text, to compare. */
static void
draw(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state, float x, float y,
    void *more)
{
	(void)funcs, (void)state, (void)more;
	strbuf_print(to, "%d %d;", (int)x, (int)y);
}

static void
write_outline(hb_font_t *font, uint32_t glyph, struct strbuf *out)
{
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, draw, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, draw, NULL, NULL);
	strbuf_reset(out);
	hb_font_get_glyph_shape(font, glyph, funcs, out);
	hb_draw_funcs_destroy(funcs);
}

/* Glyph numbers, outlines and widths are those of the whole font. */
static void
check_same(const struct font *font, struct slice bytes,
    const struct glyph_codes *codes)
{
	struct strbuf a = {0}, b = {0};
	hb_font_t *whole = open_bytes(font->file), *part = open_bytes(bytes);
	size_t drawn = 0;
	bool same = true;
	for (size_t i = 0; i < glyph_codes_parts(codes); i++) {
		const struct font_part *of = glyph_codes_part(codes, i);
		for (size_t j = 0; of->font == font && j < of->count; j++) {
			uint32_t glyph = of->glyphs[j].glyph;
			write_outline(whole, glyph, &a);
			write_outline(part, glyph, &b);
			drawn += a.len > 0;
			same = same &&
			       slice_equal(strbuf_view(&a), strbuf_view(&b)) &&
			       font_advance(font, glyph) ==
				   hb_font_get_glyph_h_advance(part, glyph);
		}
	}
	test_true("outlines and widths", same && drawn > 10);
	write_outline(whole, 0, &a);
	write_outline(part, 0, &b);
	test_true("the outline of a missing glyph",
	    slice_equal(strbuf_view(&a), strbuf_view(&b)));
	hb_font_destroy(whole);
	hb_font_destroy(part);
	strbuf_fini(&a);
	strbuf_fini(&b);
}

static void
check_tables(const struct font *font, struct slice bytes)
{
	test_true("outlines",
	    sfnt_find_in(bytes, font->cff ? "CFF " : "glyf").len > 0);
	test_true("measures", sfnt_find_in(bytes, "head").len &&
				  sfnt_find_in(bytes, "hmtx").len &&
				  sfnt_find_in(bytes, "hhea").len &&
				  sfnt_find_in(bytes, "maxp").len);
	test_true("nothing for shaping", !sfnt_find_in(bytes, "GSUB").len &&
					     !sfnt_find_in(bytes, "GPOS").len &&
					     !sfnt_find_in(bytes, "kern").len);
	test_true("smaller", bytes.len < font->file.len / 3);
}

static void
check_font(struct bench *bench, const char *family)
{
	const struct font *font = bench_font(bench, family);
	struct glyph_use *use = glyph_use_new(bench->set);
	struct slice bytes, again;
	use_text(bench, use, font, TEXT);
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	test_true(family,
	    font_subset(bench->arena, font, codes, bench->diag, &bytes) &&
		font_subset(bench->arena, font, codes, bench->diag, &again));
	test_true("same bytes", slice_equal(bytes, again));
	check_same(font, bytes, codes);
	check_tables(font, bytes);
	glyph_use_free(use);
}

/* A letter may use no more of a font than its space. */
static void
check_space(struct bench *bench, const char *family)
{
	const struct font *font = bench_font(bench, family);
	struct glyph_use *use = glyph_use_new(bench->set);
	struct slice bytes;
	use_text(bench, use, font, " ");
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	test_true("space alone",
	    font_subset(bench->arena, font, codes, bench->diag, &bytes));
	glyph_use_free(use);
}

/* HarfBuzz makes no subset of a font it does not understand. */
static void
check_failure(struct bench *bench)
{
	struct face face = *face_of(bench_font(bench, "Noto Sans"));
	struct font font = *bench_font(bench, "Noto Sans");
	struct glyph_use *use = glyph_use_new(bench->set);
	struct slice bytes;
	face.face = hb_face_get_empty();
	font.shaping = &face;
	font.path = "x/Brev.ttf";
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	test_true("no subset",
	    !font_subset(bench->arena, &font, codes, bench->diag, &bytes));
	test_slice("said", bench_said(bench),
	    "error: no subset of the font 'Brev.ttf' can be made "
	    "[font-subset]\n");
	diag_reset(bench->diag);
	glyph_use_free(use);
}

int
main(void)
{
	struct bench bench = bench_open();
	check_font(&bench, "Noto Serif");
	check_font(&bench, "Noto Sans");
	check_font(&bench, "C059");
	check_space(&bench, "Noto Serif");
	check_space(&bench, "C059");
	check_failure(&bench);
	bench_close(&bench);
	return test_end();
}
