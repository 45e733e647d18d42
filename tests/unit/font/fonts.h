/*
 * tests/unit/font/fonts.h - what the tests of font/ share: Debian's files,
 * a small set of families without fonts.yaml, and damage done on purpose.
 */
#ifndef TESTS_UNIT_FONT_FONTS_H
#define TESTS_UNIT_FONT_FONTS_H

#include <stdlib.h>

#include "base/file.h"
#include "font/set.h"
#include "font/sfnt.h"
#include "test.h"

#define NOTO "/usr/share/fonts/truetype/noto/"
#define URW "/usr/share/fonts/opentype/urw-base35/"

/* Families for tests that need fonts and no fonts.yaml. */
static const char *const test_families[][2] = {
    {"Noto Serif", "NotoSerif-Regular.ttf"},
    {"Noto Sans", "NotoSans-Regular.ttf"},
    {"Noto Naskh Arabic", "NotoNaskhArabic-Regular.ttf"},
    {"Noto Serif Hebrew", "NotoSerifHebrew-Regular.ttf"},
    {"Noto Serif Thai", "NotoSerifThai-Regular.ttf"},
    {"Noto Serif Ethiopic", "NotoSerifEthiopic-Regular.ttf"},
    {"C059", "C059-Roman.otf"},
};

struct bench {
	struct sources *sources;
	struct diag *diag;
	struct arena *arena;
	struct font_set *set;
};

static inline struct bench
bench_open(void)
{
	struct bench bench = {.sources = sources_new(), .arena = arena_new()};
	bench.diag = diag_new(bench.sources);
	bench.set = font_set_new(bench.arena, NULL, font_roots);
	bench.set->families.at =
	    ARENA_ARRAY(bench.arena, struct family, COUNT(test_families));
	for (size_t i = 0; i < COUNT(test_families); i++) {
		struct family *family = &bench.set->families.at[i];
		family->name = slice_view(test_families[i][0]);
		family->files[FONT_REGULAR].text =
		    slice_view(test_families[i][1]);
	}
	bench.set->families.count = COUNT(test_families);
	return bench;
}

static inline const struct font *
bench_font(struct bench *bench, const char *family)
{
	const struct font *font = font_set_find(
	    bench->set, slice_view(family), FONT_REGULAR, bench->diag, NO_SPAN);
	if (!font) {
		diag_print(bench->diag, stdout);
		exit(1);
	}
	return font;
}

static inline void
bench_close(struct bench *bench)
{
	font_set_free(bench->set);
	arena_free(bench->arena);
	diag_free(bench->diag);
	sources_free(bench->sources);
}

/* Everything reported and not printed yet, as the user sees it. */
static inline struct slice
bench_said(struct bench *bench)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	diag_print(bench->diag, to);
	fclose(to);
	struct slice said = arena_dup(bench->arena, (struct slice){text, len});
	free(text);
	return said;
}

/* Compares with tests/golden/font/<name>; GOLDEN=update writes it. */
static inline void
test_golden(struct bench *bench, const char *name, struct slice have)
{
	struct slice want = {0};
	const char *path =
	    path_join(bench->arena, TESTS_DIR "/golden/font", name);
	if (getenv("GOLDEN") && strcmp(getenv("GOLDEN"), "update") == 0)
		file_write_whole(path, have, bench->diag);
	file_read(bench->arena, path, INPUT_NONE, 1 << 20, bench->diag, NO_SPAN,
	    &want);
	test_slice(name, have, arena_dup_text(bench->arena, want));
}

/* A copy of a file's bytes, to be damaged. */
static inline struct slice
font_copy(struct bench *bench, const char *path)
{
	struct slice file;
	if (!file_read(bench->arena, path, INPUT_NONE, 1 << 26, bench->diag,
		NO_SPAN, &file)) {
		diag_print(bench->diag, stdout);
		exit(1);
	}
	return file;
}

static inline void
font_write(struct slice file, size_t at, uint32_t value, size_t width)
{
	for (size_t i = 0; i < width && at + i < file.len; i++)
		((char *)(uintptr_t)file.at)[at + i] =
		    (char)(value >> 8 * (width - 1 - i) & 0xFF);
}

/* Where a table's directory entry stands; 0 where there is none. */
static inline size_t
font_entry(struct slice file, const char *tag)
{
	for (size_t i = 0; 28 + 16 * i <= file.len && i < sfnt_u16(file, 4);
	     i++)
		if (memcmp(file.at + 12 + 16 * i, tag, 4) == 0)
			return 12 + 16 * i;
	return 0;
}

/* Makes all checksums right again, so that damage lies deeper. */
static inline void
font_mend(struct slice file)
{
	struct sfnt sfnt;
	uint32_t faulty;
	size_t head = font_entry(file, "head");
	if (sfnt_read(file, &sfnt, &faulty) != SFNT_WHOLE || !head)
		return;
	for (size_t i = 0; i < sfnt.count; i++)
		font_write(
		    file, 12 + 16 * i + 4, sfnt_checksum(&sfnt.tables[i]), 4);
	size_t at = sfnt_u32(file, head + 8) + 8;
	font_write(file, at, (uint32_t)(0xB1B0AFBA - sfnt_sum(file, at)), 4);
}

#endif
