/*
 * Text that HarfBuzz cannot shape, and a language whose line breaks ICU cannot
 * open: the one by a font whose own rules make each letter 64 letters, and
 * those the same again; the other by memory that ends in ICU.
 */
#include <stdlib.h>
#include <unicode/uclean.h>
#include <unistd.h>

#include "../font/fonts.h"
#include "layout/messages.h"
#include "layout/typecase.h"
#include "reported.h"
#include "sample.h"

enum { COPIES = 64, LOOKUPS = 3, GLYPH_A = 68 };

static void
put(struct slice file, size_t *at, uint32_t value, size_t width)
{
	font_write(file, *at, value, width);
	*at += width;
}

/* OpenType 1.9, GSUB: one script, one feature that is always on. */
static void
write_gsub(struct slice file)
{
	size_t at = sfnt_u32(file, font_entry(file, "GSUB") + 8);
	const uint32_t head[] = {1, 0, 10, 30, 50, 1, 'D' << 8 | 'F',
	    'L' << 8 | 'T', 8, 4, 0, 0, 0xFFFF, 1, 0, 1, 'c' << 8 | 'c',
	    'm' << 8 | 'p', 8, 0, LOOKUPS, 0, 1, 2, 0};
	for (size_t i = 0; i < COUNT(head); i++)
		put(file, &at, head[i], 2);
	/* the lookups share one: each is four words, then its subtable */
	put(file, &at, LOOKUPS, 2);
	for (uint32_t i = 0; i < LOOKUPS; i++)
		put(file, &at, 2 + 2 * LOOKUPS, 2);
	const uint32_t lookup[] = {
	    2, 0, 1, 8, 1, 8, 1, 14, 1, 1, GLYPH_A, COPIES};
	for (size_t i = 0; i < COUNT(lookup); i++)
		put(file, &at, lookup[i], 2);
	for (uint32_t i = 0; i < COPIES; i++)
		put(file, &at, GLYPH_A, 2);
	font_mend(file);
}

static bool
write_font(struct arena *mem, const char *folder)
{
	struct bench bench = bench_open();
	struct slice file = font_copy(&bench, NOTO "NotoSerif-Regular.ttf");
	write_gsub(file);
	bool ok = file_write_whole(
	    path_join(mem, folder, "NotoSerif-Regular.ttf"), file, bench.diag);
	bench_close(&bench);
	return ok;
}

static void
test_shaping(struct arena *mem, const char *folder)
{
	const char *const folders[] = {folder, NULL};
	struct sample s;
	struct pages pages;
	struct problem why;
	if (!sample_open_with(&s, "kommun-h2", folders)) {
		test_true("opened", false);
		return;
	}
	sample_paragraph(&s, "Oj!");
	struct letter_content content = sample_content(&s);
	test_true("letters of other kinds",
	    setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	sample_paragraph(&s, "Bad namaa");
	content = sample_content(&s);
	test_true("held",
	    !setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	test_text("not-shaped", why.message->code, layout_not_shaped.code);
	test_reported("the fault is the system's", s.diag, "shaping-memory");
	test_true("… is what is said", diag_errors(s.diag) == 1);
	sample_close(&s);
	(void)mem;
}

static bool exhausted;

static void *U_CALLCONV
take(const void *context, size_t size)
{
	(void)context;
	return exhausted ? NULL : malloc(size);
}

static void *U_CALLCONV
take_again(const void *context, void *old, size_t size)
{
	(void)context;
	return exhausted ? NULL : realloc(old, size);
}

static void U_CALLCONV
give_back(const void *context, void *old)
{
	(void)context;
	free(old);
}

static void
test_breaks(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	struct typecase *type = typecase_new(s.fonts, NULL, s.diag);
	exhausted = true;
	test_true("no line breaks", !typecase_tongue(type, "fi"));
	test_reported("what is said", s.diag, "no-breaks");
	exhausted = false;
	test_number("said", diag_worst(s.diag), LEVEL_SYSTEM);
	test_true("later there are", typecase_tongue(type, "fi"));
	typecase_free(type);
	sample_close(&s);
}

int
main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	u_setMemoryFunctions(NULL, take, take_again, give_back, &status);
	test_true("our memory", U_SUCCESS(status));
	char folder[] = "/tmp/unshaped-XXXXXX";
	struct arena *mem = arena_new();
	if (mkdtemp(folder) && write_font(mem, folder)) {
		test_breaks();
		test_shaping(mem, folder);
		unlink(path_join(mem, folder, "NotoSerif-Regular.ttf"));
		rmdir(folder);
	} else {
		test_true("a font was made", false);
	}
	arena_free(mem);
	return test_end();
}
