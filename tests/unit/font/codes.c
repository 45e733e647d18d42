#include "font/codes.h"

#include "base/utf8.h"
#include "fonts.h"

/* Marks `count` glyphs from `first`, texts ascending from U+0100. */
static void
mark_many(struct glyph_use *use, const struct font *font, uint32_t first,
    uint32_t count, bool backwards)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t n = backwards ? count - 1 - i : i;
		char text[4];
		size_t len = utf8_encode(text, 0x100 + n);
		glyph_use_mark(use, font, first + n, (struct slice){text, len});
	}
}

/* One glyph as written, with one place of it changed. */
static void
check_damage(
    struct bench *bench, struct glyph_use *merged, const struct font *font)
{
	struct glyph_use *use = glyph_use_new(bench->set);
	struct strbuf a = {0};
	glyph_use_mark(use, font, 7, SLICE("b"));
	glyph_use_write(use, &a);
	test_true("as written", glyph_use_merge(merged, strbuf_view(&a)));
	for (size_t i = 0; i < a.len; i++) {
		char kept = a.at[i];
		a.at[i] = (char)0xFF;
		/* of the glyph's two bytes the lower may be any */
		if (i + 5 != a.len && i + 4 != a.len)
			test_true("a byte changed",
			    !glyph_use_merge(merged, strbuf_view(&a)));
		a.at[i] = kept;
	}
	strbuf_fini(&a);
	glyph_use_free(use);
}

static void
check_marks(struct bench *bench)
{
	const struct font *font = bench_font(bench, "Noto Sans");
	struct glyph_use *one = glyph_use_new(bench->set);
	struct glyph_use *other = glyph_use_new(bench->set);
	struct strbuf a = {0}, b = {0};
	mark_many(one, font, 100, 300, false);
	glyph_use_mark(one, font, 7, SLICE("b"));
	glyph_use_mark(one, font, 7, SLICE(""));
	glyph_use_mark(one, font, 7, SLICE("a"));
	glyph_use_mark(other, font, 7, SLICE(""));
	glyph_use_mark(other, font, 7, SLICE("a"));
	glyph_use_mark(other, font, 7, SLICE("b"));
	mark_many(other, font, 100, 300, true);
	glyph_use_write(one, &a);
	glyph_use_write(other, &b);
	test_true(
	    "order of marking", slice_equal(strbuf_view(&a), strbuf_view(&b)));
	struct glyph_use *merged = glyph_use_new(bench->set);
	test_true("merge", glyph_use_merge(merged, strbuf_view(&a)));
	test_true("merge again", glyph_use_merge(merged, strbuf_view(&b)));
	strbuf_reset(&b);
	glyph_use_write(merged, &b);
	test_true("merged", slice_equal(strbuf_view(&a), strbuf_view(&b)));
	size_t refused = 0;
	for (size_t i = 0; i < a.len; i++)
		refused +=
		    !glyph_use_merge(merged, slice_part(strbuf_view(&a), 0, i));
	test_number("cut short", (long long)refused, (long long)a.len);
	check_damage(bench, merged, font);
	a.at[10] ^= 1;
	test_true("another font", !glyph_use_merge(merged, strbuf_view(&a)));
	strbuf_fini(&a);
	strbuf_fini(&b);
	glyph_use_free(merged);
	glyph_use_free(other);
	glyph_use_free(one);
}

static struct glyph_code
code_of(
    const struct glyph_codes *codes, const struct font *font, uint32_t glyph)
{
	struct glyph_code code = {255, 0};
	glyph_codes_find(codes, font, glyph, &code);
	return code;
}

/* No code twice, none that a string must escape, ascending. */
static void
check_part(const struct font_part *part)
{
	bool ok = part->count <= CODES_PER_PART - 2;
	int before = 31;
	for (size_t i = 0; i < part->count; i++) {
		int code = part->glyphs[i].code;
		ok = ok && code > before && code != '(' && code != ')' &&
		     code != '\\';
		before = code;
	}
	test_true("codes of a part", ok && before < 254);
}

static void
check_codes(struct bench *bench)
{
	/* Opened in this order, written in the order of families. */
	const struct font *sans = bench_font(bench, "Noto Sans");
	const struct font *arabic = bench_font(bench, "Noto Naskh Arabic");
	struct glyph_use *use = glyph_use_new(bench->set);
	glyph_use_mark(use, arabic, 5, SLICE("\xD8\xA7"));
	mark_many(use, sans, 1000, 500, false);
	glyph_use_mark(use, sans, 3, SLICE(" "));
	glyph_use_mark(use, sans, 36, SLICE("A"));
	glyph_use_mark(use, sans, 11, SLICE("("));
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	test_number("parts", (long long)glyph_codes_parts(codes), 4);
	test_true("by family", glyph_codes_part(codes, 0)->font == arabic);
	size_t total = 0;
	for (size_t i = 0; i < glyph_codes_parts(codes); i++) {
		const struct font_part *part = glyph_codes_part(codes, i);
		check_part(part);
		total += part->count;
		test_number("index",
		    (long long)glyph_codes_index(codes, part->font, part->part),
		    (long long)i);
	}
	test_number("all glyphs", (long long)total, 504);
	test_number("space", code_of(codes, sans, 3).code, 32);
	test_number("space's part", code_of(codes, sans, 3).part, 0);
	test_number("A", code_of(codes, sans, 36).code, 'A');
	test_number("bracket", code_of(codes, sans, 11).part, 0);
	test_true("bracket's code", code_of(codes, sans, 11).code != '(');
	test_number("unused", code_of(codes, sans, 999).part, 255);
	test_number("unused font",
	    code_of(codes, bench_font(bench, "Noto Serif"), 5).part, 255);
	test_number("no such glyph", code_of(codes, sans, 70000).part, 255);
	glyph_use_free(use);
}

static void
check_no_glyphs(struct bench *bench)
{
	struct glyph_use *use = glyph_use_new(bench->set);
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	struct strbuf out = {0};
	test_number("no parts", (long long)glyph_codes_parts(codes), 0);
	glyph_use_write(use, &out);
	test_true("nothing merged", glyph_use_merge(use, strbuf_view(&out)));
	strbuf_fini(&out);
	glyph_use_free(use);
}

int
main(void)
{
	struct bench bench = bench_open();
	check_marks(&bench);
	check_codes(&bench);
	check_no_glyphs(&bench);
	bench_close(&bench);
	return test_end();
}
