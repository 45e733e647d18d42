/*
 * Damaged fonts: 300, always the same. A hundred as a bad disk or a broken
 * download makes them must all be refused; two hundred with their checksums
 * mended, as somebody with intent makes them, may be used or refused, but
 * nothing may crash, hang or take memory without end. Each runs in a process
 * of its own.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "font/check.h"
#include "font/face.h"
#include "font/shape.h"
#include "font/subset.h"
#include "fonts.h"

#define SECONDS_MAX 20
#define KILOBYTES_MAX (1 << 20)

enum { REFUSED, USED, BROKEN };

static const struct {
	const char *path;
	const char *text;
	bool rtl;
} bases[] = {
    {NOTO "NotoSerifHebrew-Regular.ttf", "שָׁלוֹם 123", true},
    {NOTO "NotoNaskhArabic-Regular.ttf", "السلام عليكم", true},
    {NOTO "NotoSerifThai-Regular.ttf", "ที่อยู่ น้ำ", false},
    {NOTO "NotoSansMyanmar-Regular.ttf", "မြန်မာ", false},
    {URW "C059-Roman.otf", "Åäö fi 2012 brev", false},
};

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* The start and length of a table by its place in the directory. */
static void
pick_table(struct slice file, uint32_t *state, size_t *from, size_t *len)
{
	size_t entry =
	    12 + 16 * (next_random(state) % (sfnt_u16(file, 4) | 1u));
	*from = sfnt_u32(file, entry + 8) % file.len;
	*len = sfnt_u32(file, entry + 12);
	if (*len > file.len - *from)
		*len = file.len - *from;
	*len |= 1;
}

static uint32_t
pick_value(uint32_t *state)
{
	static const uint32_t edges[] = {
	    0, 1, 2, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF};
	uint32_t which = next_random(state) % (COUNT(edges) + 4);
	return which < COUNT(edges) ? edges[which] : next_random(state);
}

/* Changes some numbers, most of them near the beginnings of tables. */
static struct slice
mutate(struct slice file, uint32_t *state)
{
	uint32_t times = 1 + next_random(state) % 12;
	for (uint32_t i = 0; i < times; i++) {
		size_t from, len;
		pick_table(file, state, &from, &len);
		if (next_random(state) % 2 && len > 256)
			len = 256;
		size_t at = from + next_random(state) % len;
		font_write(
		    file, at, pick_value(state), 1u << next_random(state) % 3);
	}
	return file;
}

/* As a bad disk does: bits flipped, a stretch of zeros, an end lost. */
static struct slice
corrupt(struct slice file, uint32_t *state)
{
	size_t from, len;
	pick_table(file, state, &from, &len);
	size_t at =
	    from + next_random(state) % (len & ~(size_t)3 ? len & ~3u : 1);
	switch (next_random(state) % 3) {
	case 0:
		font_write(file, at,
		    sfnt_u8(file, at) ^ 1u << next_random(state) % 8, 1);
		return file;
	case 1:
		return slice_part(file, 0,
		    file.len - 4 - next_random(state) % (file.len - 8));
	default:
		for (size_t i = at & ~(size_t)511; i < at + 512; i++)
			font_write(file, i, 0xE5, 1);
		return file;
	}
}

/* All that a job does with a font. */
static int
use_font(struct bench *bench, struct slice file, const char *text, bool rtl)
{
	struct sfnt sfnt;
	struct shaped shaped;
	struct slice bytes;
	struct font *font = ARENA_NEW(bench->arena, struct font);
	if (!font_check(file, slice_view("x.ttf"), bench->diag, NO_SPAN, &sfnt))
		return REFUSED;
	font->file = file;
	font->path = "x.ttf";
	face_open(bench->arena, &sfnt, font);
	bench->set->fonts = ARENA_NEW(bench->arena, struct font *);
	bench->set->fonts[bench->set->count++] = font;
	struct shaper *shaper = shaper_new();
	struct glyph_use *use = glyph_use_new(bench->set);
	bool ok = shape_run(shaper, bench->arena, font, 12000, slice_view(text),
	    NULL, "sv", rtl, false, &shaped);
	for (size_t i = 0; ok && i < shaped.count; i++)
		if (shaped.glyphs[i].id < font->glyph_count)
			glyph_use_mark(
			    use, font, shaped.glyphs[i].id, SLICE("x"));
	for (uint32_t i = 0; i < font->glyph_count; i += 7)
		glyph_use_mark(use, font, i, SLICE(""));
	struct glyph_codes *codes =
	    glyph_codes_new(bench->arena, bench->set, use);
	font_subset(bench->arena, font, codes, bench->diag, &bytes);
	glyph_use_free(use);
	shaper_free(shaper);
	return USED;
}

static int
run_one(uint32_t number, bool mend)
{
	size_t base = number % COUNT(bases);
	uint32_t state = 2463534242u + number * 7919u;
	struct bench bench = bench_open();
	struct slice file = font_copy(&bench, bases[base].path);
	for (int i = 0; i < 8; i++)
		next_random(&state);
	file = mend ? mutate(file, &state) : corrupt(file, &state);
	if (mend)
		font_mend(file);
	int result = use_font(&bench, file, bases[base].text, bases[base].rtl);
	bench_close(&bench);
	return result;
}

/* In a process of its own, ended after SECONDS_MAX. */
static int
run_apart(uint32_t number, bool mend)
{
	struct rusage used;
	int status;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		alarm(SECONDS_MAX);
		_exit(run_one(number, mend));
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child ||
	    !WIFEXITED(status) || WEXITSTATUS(status) > USED ||
	    used.ru_maxrss > KILOBYTES_MAX)
		return BROKEN;
	return WEXITSTATUS(status);
}

int
main(void)
{
	size_t used = 0;
	for (uint32_t i = 0; i < 300; i++) {
		char name[64];
		bool mend = i >= 100;
		int result = run_apart(i, mend);
		snprintf(name, sizeof name, "damaged font %u", i);
		test_true(name, mend ? result != BROKEN : result == REFUSED);
		used += result == USED;
	}
	/* Else the checks hide the rest of the way from this test. */
	test_true("many pass the checks and are used", used >= 60);
	return test_end();
}
