/* What a font's tables say of it, and what is measured where they do not. */
#include <unistd.h>

#include "fonts.h"

/* A number of Noto Sans, in a table, that is another. */
struct change {
	const char *table; /* NULL: none */
	size_t at, width;
	uint32_t value;
};

#define SAME INT32_MIN /* as in the font that nobody changed */

static const struct {
	const char *name;
	struct change changes[4];
	const char *postscript; /* NULL: the same */
	int32_t cap_height, x_height, ascent, descent;
	bool serif;
} cases[] = {
    {"as it is", {{0}}, NULL, SAME, SAME, SAME, SAME, false},
    {"heights that are not said", {{"OS/2", 0, 2, 1}}, NULL, SAME, SAME, SAME,
	SAME, false},
    {"heights of nothing", {{"OS/2", 86, 4, 0}}, NULL, SAME, SAME, SAME, SAME,
	false},
    {"other heights", {{"OS/2", 86, 4, 500 << 16 | 700}}, NULL, 700, 500, SAME,
	SAME, false},
    {"measures for type",
	{{"OS/2", 62, 2, 0xC0}, {"OS/2", 68, 4, 800 << 16 | 0xFF38}}, NULL,
	SAME, SAME, 800, -200, false},
    {"none in the header",
	{{"OS/2", 62, 2, 0x40}, {"hhea", 4, 4, 0},
	    {"OS/2", 68, 4, 801 << 16 | 201}},
	NULL, SAME, SAME, 801, -201, false},
    {"no ascent alone", {{"OS/2", 62, 2, 0x40}, {"hhea", 4, 4, 0x0000FF38}},
	NULL, SAME, SAME, 0, -200, false},
    {"a class with serifs", {{"OS/2", 30, 2, 0x0100}}, NULL, SAME, SAME, SAME,
	SAME, true},
    {"the last of them", {{"OS/2", 30, 2, 0x0500}}, NULL, SAME, SAME, SAME,
	SAME, true},
    {"one that is no class", {{"OS/2", 30, 2, 0x0600}}, NULL, SAME, SAME, SAME,
	SAME, false},
    {"slab serifs", {{"OS/2", 30, 2, 0x0700}}, NULL, SAME, SAME, SAME, SAME,
	true},
    {"without serifs", {{"OS/2", 30, 2, 0x0800}}, NULL, SAME, SAME, SAME, SAME,
	false},
    {"a class below", {{"OS/2", 30, 2, 0xFF00}}, NULL, SAME, SAME, SAME, SAME,
	false},
    {"PANOSE with serifs", {{"OS/2", 30, 4, 0x0000020A}}, NULL, SAME, SAME,
	SAME, SAME, true},
    {"without", {{"OS/2", 30, 4, 0x0000020B}}, NULL, SAME, SAME, SAME, SAME,
	false},
    {"any", {{"OS/2", 30, 4, 0x00000201}}, NULL, SAME, SAME, SAME, SAME, false},
    {"of handwriting", {{"OS/2", 30, 4, 0x0000030A}}, NULL, SAME, SAME, SAME,
	SAME, false},
    {"no name", {{"name", 2, 2, 0}}, "Brev", SAME, SAME, SAME, SAME, false},
};

static const struct font *
open_changed(
    struct bench *bench, size_t i, const char *folder, struct font_set **set)
{
	const char *const folders[] = {folder, NULL}, *const roots[] = {NULL};
	struct slice file = font_copy(bench, NOTO "NotoSans-Regular.ttf");
	const char *name = i == COUNT(cases) - 1 ? "Brev.y.ttf" : "Brev.ttf";
	const char *path = path_join(bench->arena, folder, name);
	for (size_t k = 0; cases[i].changes[k].table; k++) {
		const struct change *change = &cases[i].changes[k];
		size_t at = sfnt_u32(file, font_entry(file, change->table) + 8);
		font_write(file, at + change->at, change->value, change->width);
	}
	font_mend(file);
	*set = font_set_new(bench->arena, folders, roots);
	test_true(cases[i].name, file_write_whole(path, file, bench->diag));
	const struct font *font =
	    font_set_open(*set, slice_view(name), bench->diag, NO_SPAN);
	unlink(path);
	test_slice(cases[i].name, bench_said(bench), "");
	return font;
}

static void
check_number(const char *name, int32_t have, int32_t want, int32_t same)
{
	test_number(name, have, want == SAME ? same : want);
}

static void
check_case(size_t i, const struct font *same, const char *folder)
{
	struct bench bench = bench_open();
	const char *name = cases[i].name;
	struct font_set *set;
	const struct font *font = open_changed(&bench, i, folder, &set);
	test_true(name, font);
	if (font) {
		test_text(name, font->postscript_name,
		    cases[i].postscript ? cases[i].postscript
					: same->postscript_name);
		check_number(name, font->cap_height, cases[i].cap_height,
		    same->cap_height);
		check_number(
		    name, font->x_height, cases[i].x_height, same->x_height);
		check_number(name, font->ascent, cases[i].ascent, same->ascent);
		check_number(
		    name, font->descent, cases[i].descent, same->descent);
		test_true(name, font->serif == cases[i].serif);
	}
	font_set_free(set);
	bench_close(&bench);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-measures-XXXXXX";
	struct bench bench = bench_open();
	const struct font *same = bench_font(&bench, "Noto Sans");
	test_true("folder", mkdtemp(folder));
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i, same, folder);
	rmdir(folder);
	bench_close(&bench);
	return test_end();
}
