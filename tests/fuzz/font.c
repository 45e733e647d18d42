/*
 * Any bytes as a font file, as they are and with all checksums made right: it
 * is refused by name, or shapes, is subset, and nothing breaks.
 */
#include <assert.h>

#include "../unit/font/fonts.h"
#include "font/check.h"
#include "font/codes.h"
#include "font/face.h"
#include "font/shape.h"
#include "font/subset.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
use_font(struct bench *bench, struct font *font)
{
	static const char *const texts[] = {"Hej \xC3\x85sa, fi 0999-10", "a"};
	struct shaper *shaper = shaper_new();
	struct glyph_use *use = glyph_use_new(bench->set);
	struct slice subset;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct shaped shaped;
		if (!shape_run(shaper, bench->arena, font, 12000,
			slice_view(texts[i]), NULL, "sv", i > 0, false,
			&shaped))
			continue;
		for (size_t j = 0; j < shaped.count; j++)
			if (shaped.glyphs[j].id < font->glyph_count)
				glyph_use_mark(
				    use, font, shaped.glyphs[j].id, SLICE("x"));
	}
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	font_subset(bench->arena, font, codes, bench->diag, &subset);
	glyph_use_free(use);
	shaper_free(shaper);
}

static void
try_font(struct slice file)
{
	struct bench bench = bench_open();
	struct font *font = ARENA_NEW(bench.arena, struct font);
	struct sfnt sfnt;
	if (font_check(file, SLICE("x.ttf"), bench.diag, NO_SPAN, &sfnt)) {
		assert(diag_errors(bench.diag) == 0);
		font->file = file;
		font->path = "x.ttf";
		face_open(bench.arena, &sfnt, font);
		bench.set->fonts = ARENA_NEW(bench.arena, struct font *);
		bench.set->fonts[bench.set->count++] = font;
		use_font(&bench, font);
	} else {
		assert(diag_errors(bench.diag) == 1);
	}
	bench_close(&bench);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *mem = arena_new();
	struct slice file =
	    arena_dup(mem, (struct slice){(const char *)bytes, len});
	try_font(file);
	font_mend(file);
	try_font(file);
	arena_free(mem);
	return 0;
}
