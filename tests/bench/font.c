/*
 * What the parts of a letter's text cost before it is a line: opening a font,
 * shaping a word, marking its glyphs, and the subset that a job makes once.
 */
#include <stdio.h>
#include <time.h>

#include "font/shape.h"
#include "font/subset.h"

#define WORDS (sizeof words / sizeof *words)
#define ROUNDS 50000

#define WORD(text)                                                             \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}
static const struct slice words[] = {WORD("Från"), WORD("den"), WORD("1"),
    WORD("september"), WORD("kan"), WORD("du"), WORD("som"), WORD("har"),
    WORD("hemtjänst"), WORD("själv"), WORD("välja"), WORD("vem"), WORD("som"),
    WORD("ska"), WORD("utföra"), WORD("den"), WORD("hjälp"), WORD("du"),
    WORD("har"), WORD("beslut"), WORD("om.")};

static double
seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void
say(const char *what, clock_t start, double times)
{
	printf("font: %s %.0f ns\n", what, seconds_since(start) / times * 1e9);
}

static void
time_shaping(
    struct arena *arena, struct shaper *shaper, const struct font *font)
{
	struct shaped shaped;
	clock_t start = clock();
	for (size_t i = 0; i < ROUNDS / 10; i++) {
		for (size_t j = 0; j < WORDS; j++)
			shape_run(shaper, arena, font, 12000, words[j], "Latn",
			    "sv", false, false, &shaped);
		arena_reset(arena);
	}
	say("a word shaped", start, (double)ROUNDS / 10 * WORDS);
}

static void
time_marks(struct arena *arena, struct shaper *shaper, struct glyph_use *use,
    const struct font *font)
{
	struct shaped shaped;
	shape_run(shaper, arena, font, 12000, SLICE("hemtjänsten"), "Latn",
	    "sv", false, false, &shaped);
	clock_t start = clock();
	for (size_t i = 0; i < ROUNDS * WORDS; i++)
		for (size_t j = 0; j < shaped.count; j++)
			glyph_use_mark(
			    use, font, shaped.glyphs[j].id, SLICE("x"));
	say("a glyph marked", start, (double)(ROUNDS * WORDS * shaped.count));
}

static bool
time_subset(struct arena *arena, const struct font *font,
    const struct glyph_codes *codes, struct diag *diag)
{
	struct slice bytes = {0};
	bool ok = true;
	clock_t start = clock();
	for (int i = 0; ok && i < 100; i++)
		ok = font_subset(arena, font, codes, diag, &bytes);
	printf("font: subset of %zu bytes in %.2f ms\n", bytes.len,
	    seconds_since(start) / 100 * 1e3);
	return ok;
}

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *job_mem = arena_new(), *arena = arena_new();
	struct shaper *shaper = shaper_new();
	struct font_set *set = font_set_read(
	    job_mem, TESTS_DIR "/../fonts/fonts.yaml", NULL, diag);
	struct glyph_use *use = NULL;
	clock_t start = clock();
	const struct font *font = set ? font_set_find(set, SLICE("Noto Serif"),
					    FONT_REGULAR, diag, NO_SPAN)
				      : NULL;
	bool ok = font;
	if (ok) {
		printf("font: opened in %.1f ms\n", seconds_since(start) * 1e3);
		use = glyph_use_new(set);
		time_shaping(arena, shaper, font);
		time_marks(arena, shaper, use, font);
		ok = time_subset(
		    job_mem, font, glyph_codes_new(job_mem, set, use), diag);
	}
	diag_print(diag, stderr);
	glyph_use_free(use);
	font_set_free(set);
	shaper_free(shaper);
	arena_free(arena);
	arena_free(job_mem);
	diag_free(diag);
	sources_free(sources);
	return !ok;
}
