#include "font/shape.h"

#include "fonts.h"

/* Half away from zero: 12 pt of a 1000-unit font is 12 mpt a unit. */
static const struct {
	const char *name, *family, *text, *language;
	bool rtl;
	const char *want; /* glyph count, then clusters */
} cases[] = {
    {"latin", "Noto Serif", "Hej", "sv", false, "3: 0 1 2"},
    {"two bytes a letter", "Noto Serif", "åäö", "sv", false, "3: 0 2 4"},
    {"ligature", "Noto Serif", "offi", "en", false, "2: 0 1"},
    {"decomposed", "Noto Serif", "a\xCC\x8A", "sv", false, "1: 0"},
    {"greek", "Noto Serif", "Καλή", "el", false, "4: 0 2 4 6"},
    {"cyrillic", "Noto Serif", "Да", "ru", false, "2: 0 2"},
    {"arabic", "Noto Naskh Arabic", "سلام", "ar", true, "4: 6 4 2 0"},
    {"persian", "Noto Naskh Arabic", "پدر", "fa", true, "3: 4 2 0"},
    {"zwnj is an empty glyph", "Noto Naskh Arabic", "می‌خواهم", "fa",
	true, "8: 15 13 11 9 7 4 2 0"},
    {"zwnj that the font lacks", "C059",
	"a\xE2\x80\x8C"
	"b",
	"sv", false, "2: 0 4"},
    {"hebrew", "Noto Serif Hebrew", "שלום", "he", true, "4: 6 4 2 0"},
    {"thai", "Noto Serif Thai", "ที่", "th", false, "3: 0 3 6"},
    {"ethiopic", "Noto Serif Ethiopic", "ሰላም", "am", false, "3: 0 3 6"},
    {"soft hyphen leaves no glyph", "Noto Serif",
	"a\xC2\xAD"
	"b",
	"sv", false, "2: 0 3"},
    {"zwj", "Noto Naskh Arabic", "\u0647\u200d", "fa", true, "2: 2 0"},
    {"a language of many parts", "Noto Serif", "ab", "sv-SE-x-kommun-brev",
	false, "2: 0 1"},
    {"no language", "Noto Serif", "ab", NULL, false, "2: 0 1"},
    {"empty", "Noto Serif", "", "sv", false, "0:"},
    {"cff", "C059", "Brev", "sv", false, "4: 0 1 2 3"},
};

static void
write_clusters(const struct shaped *shaped, struct strbuf *out)
{
	strbuf_reset(out);
	strbuf_print(out, "%zu:", shaped->count);
	for (size_t i = 0; i < shaped->count; i++)
		strbuf_print(out, " %u", shaped->glyphs[i].cluster);
}

static void
check_clusters(struct bench *bench, struct shaper *shaper)
{
	struct strbuf have = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct shaped shaped;
		const struct font *font = bench_font(bench, cases[i].family);
		test_true(cases[i].name,
		    shape_run(shaper, bench->arena, font, 12000,
			slice_view(cases[i].text), NULL, cases[i].language,
			cases[i].rtl, false, &shaped));
		write_clusters(&shaped, &have);
		test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
		test_true(cases[i].name, !shaped.missing);
	}
	strbuf_fini(&have);
}

static void
check_missing(struct bench *bench, struct shaper *shaper)
{
	struct shaped shaped;
	const struct font *font = bench_font(bench, "Noto Serif");
	shape_run(shaper, bench->arena, font, 12000,
	    SLICE("a\xE1\x88\xB0\xE1\x88\x8B"), NULL, "sv", false, false,
	    &shaped);
	test_true("missing", shaped.missing);
	test_number("missing code", shaped.missing_code, 0x1230);
	shape_run(shaper, bench->arena, font, 12000, SLICE("\xD8\xA8\xD8\xA7"),
	    NULL, "ar", true, false, &shaped);
	test_number(
	    "first missing code, right to left", shaped.missing_code, 0x628);
	test_true("has", font_has(font, 0xE5) && !font_has(font, 0x1230));
}

/* It takes no room, and has a place of its own. */
static void
check_joiner(struct bench *bench, struct shaper *shaper)
{
	struct shaped shaped;
	const struct font *font = bench_font(bench, "Noto Naskh Arabic");
	shape_run(shaper, bench->arena, font, 12000,
	    SLICE("\xDB\x8C\xE2\x80\x8C\xD8\xAA"), NULL, "fa", true, false,
	    &shaped);
	test_number("glyphs", (long long)shaped.count, 3);
	test_number("no room", shaped.glyphs[1].advance, 0);
	test_number("a hair to the left", shaped.glyphs[1].dx, -120);
}

/* The sum of rounded advances is the width; kerning tells. */
static void
check_widths(struct bench *bench, struct shaper *shaper)
{
	struct shaped pair, single;
	const struct font *font = bench_font(bench, "Noto Serif");
	mpt alone = 0, sum = 0;
	shape_run(shaper, bench->arena, font, 11111, SLICE("AV"), NULL, "sv",
	    false, false, &pair);
	for (size_t i = 0; i < pair.count; i++) {
		sum += pair.glyphs[i].advance;
		shape_run(shaper, bench->arena, font, 11111,
		    slice_part(SLICE("AV"), i, 1), NULL, "sv", false, false,
		    &single);
		alone += single.width;
		int64_t exact =
		    2 * (int64_t)font_advance(font, single.glyphs[0].id) *
		    11111;
		test_number("rounded", single.width,
		    (exact + font->upem) / (2 * font->upem));
	}
	test_number("sum", pair.width, sum);
	test_true("kerned", pair.width < alone);
}

int
main(void)
{
	struct bench bench = bench_open();
	struct shaper *shaper = shaper_new();
	check_clusters(&bench, shaper);
	check_missing(&bench, shaper);
	check_joiner(&bench, shaper);
	check_widths(&bench, shaper);
	shaper_free(shaper);
	shaper_free(NULL);
	bench_close(&bench);
	return test_end();
}
