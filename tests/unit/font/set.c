#include <unistd.h>

#include "base/utf8.h"
#include "font/pins.h"
#include "font/shape.h"
#include "fonts.h"

#define FONTS_YAML TESTS_DIR "/../fonts/fonts.yaml"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static bool
ends(const char *path, const char *name)
{
	return path && strcmp(path_name(path), name) == 0;
}

/* Every style of every family of fonts/fonts.yaml is there and is usable. */
static void
check_all_fonts(struct bench *bench)
{
	struct font_set *set =
	    font_set_read(bench->arena, FONTS_YAML, NULL, bench->diag);
	test_true("fonts.yaml", set);
	for (size_t i = 0; set && i < set->families.count; i++)
		for (int style = 0; style < FONT_STYLES; style++)
			test_true(set->families.at[i].files[style].text.at,
			    font_set_find(set, set->families.at[i].name,
				(enum font_style)style, bench->diag, NO_SPAN));
	test_slice("nothing said", bench_said(bench), "");
	font_set_free(set);
}

/* The example in docs/fonts.md is one that is accepted. */
static void
check_manual(struct bench *bench, struct font_set *set)
{
	struct slice text = font_copy(bench, TESTS_DIR "/../docs/fonts.md");
	char path[] = "/tmp/utskick-fonts-XXXXXX.yaml";
	size_t from = slice_find(text, SLICE("```yaml\n")) + 8;
	size_t len = slice_find(slice_part(text, from, SIZE_MAX), SLICE("```"));
	int made = mkstemps(path, 5);
	test_true("example", made >= 0 && from < text.len && len > 100);
	if (made >= 0)
		close(made);
	unlink(path);
	test_true("example written",
	    file_write_whole(path, slice_part(text, from, len), bench->diag));
	test_true("example accepted", font_set_add(set, path, bench->diag));
	test_true("example's family",
	    families_find(&set->families, SLICE("Kommun Sans")));
	unlink(path);
}

/* What a font's own tables say of it. */
static void
check_measures(struct bench *bench, struct font_set *set)
{
	const struct font *serif = font_set_find(
	    set, SLICE("Noto Serif"), FONT_BOLD_ITALIC, bench->diag, NO_SPAN);
	const struct font *sans = font_set_find(
	    set, SLICE("Open Sans"), FONT_REGULAR, bench->diag, NO_SPAN);
	char hex[65];
	if (!serif || !sans) {
		test_true("fonts", false);
		return;
	}
	test_text("name", serif->postscript_name, "NotoSerif-BoldItalic");
	test_true("path", ends(serif->path, "NotoSerif-BoldItalic.ttf"));
	test_number("upem", serif->upem, 1000);
	test_number("cap height", serif->cap_height, 714);
	test_number("x height", serif->x_height, 536);
	test_true("serif", serif->serif && !sans->serif);
	test_number("angle", serif->italic_angle, -12 * 65536);
	test_number("weight", serif->weight, 700);
	test_true("ascent", serif->ascent > 900 && serif->descent < -200);
	test_true("outlines", !serif->cff && !serif->fixed_pitch);
	test_number("Open Sans", sans->upem, 2048);
	hash_file(serif->path, bench->diag, &(struct digest){0});
	digest_write_hex(serif->digest, hex);
	test_true("hash", digest_equal(hash_of(serif->file), serif->digest));
	test_true("once", serif == font_set_find(set, SLICE("Noto Serif"),
				       FONT_BOLD_ITALIC, bench->diag, NO_SPAN));
}

/* Which font of the chain gives each letter. */
static const struct {
	const char *name, *family;
	enum font_style style;
	const char *letter, *want; /* NULL: none has it */
} fallbacks[] = {
    {"greek", "Open Sans", FONT_REGULAR, "λ", "OpenSans-Regular.ttf"},
    {"greek with breathing", "Noto Serif", FONT_BOLD, "ἄ",
	"NotoSerif-Bold.ttf"},
    {"cyrillic", "Noto Serif", FONT_ITALIC, "Ж", "NotoSerif-Italic.ttf"},
    {"arabic", "Noto Serif", FONT_REGULAR, "ب", "NotoNaskhArabic-Regular.ttf"},
    {"arabic, sans", "Noto Sans", FONT_REGULAR, "ب",
	"NotoSansArabic-Regular.ttf"},
    {"persian", "Noto Serif", FONT_BOLD, "پ", "NotoNaskhArabic-Bold.ttf"},
    {"persian italic is upright", "Noto Serif", FONT_ITALIC, "گ",
	"NotoNaskhArabic-Regular.ttf"},
    {"kurdish", "Open Sans", FONT_REGULAR, "ڵ", "NotoSansArabic-Regular.ttf"},
    {"pashto", "Noto Serif", FONT_REGULAR, "ښ", "NotoNaskhArabic-Regular.ttf"},
    {"hebrew", "Noto Serif", FONT_REGULAR, "ש", "NotoSerifHebrew-Regular.ttf"},
    {"thai", "Noto Serif", FONT_REGULAR, "ก", "NotoSerifThai-Regular.ttf"},
    {"ethiopic", "Open Sans", FONT_BOLD, "ሰ", "NotoSansEthiopic-Bold.ttf"},
    {"armenian", "Noto Serif", FONT_REGULAR, "Ա",
	"NotoSerifArmenian-Regular.ttf"},
    {"syriac", "Noto Serif", FONT_REGULAR, "ܐ", "NotoSansSyriac-Regular.ttf"},
    {"an arrow", "Noto Serif", FONT_REGULAR, "→",
	"NotoSansSymbols-Regular.ttf"},
    {"a box", "Noto Serif", FONT_REGULAR, "☐", "NotoSansSymbols2-Regular.ttf"},
    {"han", "Noto Serif", FONT_REGULAR, "漢", NULL},
};

static void
check_fallbacks(struct bench *bench, struct font_set *set)
{
	for (size_t i = 0; i < COUNT(fallbacks); i++) {
		size_t at = 0;
		uint32_t code = utf8_next(slice_view(fallbacks[i].letter), &at);
		struct slice family = slice_view(fallbacks[i].family);
		const struct font *font = font_set_find(
		    set, family, fallbacks[i].style, bench->diag, NO_SPAN);
		for (size_t step = 0; font && !font_has(font, code); step++)
			font =
			    font_set_fallback(set, font_set_family(set, family),
				fallbacks[i].style, step, bench->diag)
				.font;
		test_text(fallbacks[i].name, font ? path_name(font->path) : "",
		    fallbacks[i].want ? fallbacks[i].want : "");
	}
}

static void
check_pins(struct bench *bench, struct font_set *set)
{
	struct strbuf pins = {0}, again = {0};
	font_set_write_pins(set, &pins);
	struct font_set *other =
	    font_set_read(bench->arena, FONTS_YAML, NULL, bench->diag);
	test_true(
	    "pins", font_set_open_pins(other, strbuf_view(&pins), bench->diag));
	font_set_write_pins(other, &again);
	test_true(
	    "same pins", slice_equal(strbuf_view(&pins), strbuf_view(&again)));
	pins.at[0] = pins.at[0] == '0' ? '1' : '0';
	test_true("another hash",
	    !font_set_open_pins(other, strbuf_view(&pins), bench->diag));
	struct slice said = bench_said(bench);
	test_true(
	    "its code", slice_find(said, SLICE("[font-changed]")) < said.len);
	test_true("no pins",
	    !font_set_open_pins(other, SLICE("rubbish\n"), bench->diag));
	test_true("no blanks between",
	    !font_set_open_pins(
		other, SLICE(ZEROS "--NotoSerif-Regular.ttf\n"), bench->diag));
	struct font_set *none =
	    font_set_read(bench->arena, FONTS_YAML, NULL, bench->diag);
	strbuf_reset(&again);
	font_set_write_pins(none, &again);
	test_number("no fonts, no pins", (long long)again.len, 0);
	font_set_free(none);
	diag_reset(bench->diag);
	font_set_free(other);
	strbuf_fini(&pins);
	strbuf_fini(&again);
}

/*
 * Faults of a fonts.yaml and of the files it names. Each is read in a folder
 * of its own making, and the first family's styles are asked for.
 */
static const struct {
	const char *name, *yaml;
} faults[] = {
    {"two files", "families:\n  A:\n    regular: Two.ttf\n"},
    {"same twice", "families:\n  A:\n    regular: Same.ttf\n"},
    {"job's folder first", "families:\n  A:\n    regular: Mine.ttf\n"},
    {"no such file", "families:\n  A:\n    regular: Sane.ttf\n"},
    {"no such file at all", "families:\n  A:\n    regular: Helvetica.otf\n"},
    {"damaged", "families:\n  A:\n    regular: Bad.ttf\n"},
    {"no bold",
	"families:\n  A:\n    regular: Same.ttf\n    italic: Same.ttf\n"},
    {"folder in the name", "families:\n  A:\n    regular: x/Same.ttf\n"},
    {"not a font's name", "families:\n  A:\n    regular: Same.pfb\n"},
    {"unknown fallback", "families:\n  Noto Sans:\n    regular: Same.ttf\n"
			 "    fallback: [Noto Sams]\n"},
    {"scale", "families:\n  A:\n    regular: Same.ttf\n    scale: 120\n"},
    {"scale out of bounds",
	"families:\n  A:\n    regular: Same.ttf\n    scale: 20\n"},
    {"families is a list", "families: [A, B]\n"},
};

static void
put(struct bench *bench, const char *path, struct slice bytes)
{
	if (!file_write_whole(path, bytes, bench->diag))
		test_true(path, false);
}

static void
make_files(struct bench *bench)
{
	struct slice one = font_copy(bench, NOTO "NotoSerifHebrew-Regular.ttf");
	struct slice other = font_copy(bench, NOTO "NotoSerifHebrew-Bold.ttf");
	folder_make("job", bench->diag);
	folder_make("a/b/c", bench->diag);
	put(bench, "a/Two.ttf", one);
	put(bench, "a/b/c/Two.ttf", other);
	put(bench, "a/Same.ttf", one);
	put(bench, "a/b/Same.ttf", one);
	put(bench, "job/Mine.ttf", one);
	put(bench, "a/b/Mine.ttf", other);
	put(bench, "a/Bad.ttf", slice_part(one, 0, one.len / 2));
}

static void
run_fault(struct bench *bench, size_t number, struct strbuf *all)
{
	static const char *const folders[] = {"job", NULL};
	static const char *const roots[] = {"a", "missing", NULL};
	struct font_set *set = font_set_new(bench->arena, folders, roots);
	put(bench, "fonts.yaml", slice_view(faults[number].yaml));
	strbuf_print(all, "# %s\n", faults[number].name);
	if (font_set_add(set, "fonts.yaml", bench->diag)) {
		const struct font *font =
		    font_set_find(set, set->families.at[0].name, FONT_REGULAR,
			bench->diag, set->families.at[0].span);
		if (font)
			strbuf_print(all, "%s\n", font->path);
		if (strcmp(faults[number].name, "no bold") == 0)
			font_set_find(set, SLICE("A"), FONT_BOLD, bench->diag,
			    set->families.at[0].span);
	}
	strbuf_add(all, bench_said(bench));
	diag_reset(bench->diag);
	font_set_free(set);
}

/* A second file of families; names stay unique, fallbacks reach the first. */
static void
check_two_files(struct bench *bench, struct strbuf *all)
{
	static const char *const roots[] = {"a", NULL};
	struct font_set *set = font_set_new(bench->arena, NULL, roots);
	put(bench, "one.yaml",
	    SLICE("families:\n  A:\n    regular: Same.ttf\n"));
	put(bench, "two.yaml",
	    SLICE("families:\n  B:\n    regular: Same.ttf\n"
		  "    fallback: [A]\n"));
	put(bench, "three.yaml",
	    SLICE("families:\n  A:\n    regular: Same.ttf\n"));
	test_true("first", font_set_add(set, "one.yaml", bench->diag));
	test_true("second", font_set_add(set, "two.yaml", bench->diag));
	const struct font *b =
	    font_set_find(set, SLICE("B"), FONT_REGULAR, bench->diag, NO_SPAN);
	test_true("one file is one font",
	    b && slice_is(b->family, "A") &&
		b == font_set_find(
			 set, SLICE("A"), FONT_REGULAR, bench->diag, NO_SPAN));
	test_true("pins",
	    !font_set_open_pins(set,
		SLICE(ZEROS "  Same.ttf\n" ZEROS "  Gone.ttf\nno pins\n"),
		bench->diag));
	test_true("third", !font_set_add(set, "three.yaml", bench->diag));
	font_set_find(set, SLICE("a"), FONT_REGULAR, bench->diag, NO_SPAN);
	strbuf_add_text(all, "# pins, and the same family in two files\n");
	strbuf_add(all, bench_said(bench));
	diag_reset(bench->diag);
	font_set_free(set);
}

/* Families of one file: each is asked for its own fallbacks and scale. */
static void
check_one_file(struct bench *bench)
{
	static const char *const roots[] = {"a", NULL};
	struct font_set *set = font_set_new(bench->arena, NULL, roots);
	put(bench, "shared.yaml",
	    SLICE("families:\n"
		  "  A: {regular: Same.ttf, fallback: [C], scale: 120}\n"
		  "  B: {regular: Same.ttf, fallback: [A, C]}\n"
		  "  C: {regular: Same.ttf, scale: 80}\n"));
	test_true("one file, three families",
	    font_set_add(set, "shared.yaml", bench->diag));
	static const struct {
		const char *family;
		size_t step;
		uint16_t scale; /* 0: no such step */
	} wants[] = {{"A", 0, 80}, {"A", 1, 0}, {"B", 0, 120}, {"B", 1, 80},
	    {"B", 2, 0}, {"C", 0, 0}, {"D", 0, 0}};
	for (size_t i = 0; i < COUNT(wants); i++) {
		struct font_choice got = font_set_fallback(set,
		    font_set_family(set, slice_view(wants[i].family)),
		    FONT_REGULAR, wants[i].step, bench->diag);
		test_number(wants[i].family, got.scale, wants[i].scale);
		test_true("a font where there is a step",
		    !got.font == !wants[i].scale);
	}
	font_set_free(set);
}

/* The job's folder brings families; the program's own is not read twice. */
static void
check_folders(struct bench *bench)
{
	static const char *const folders[] = {"job", "own", NULL};
	folder_make("own", bench->diag);
	put(bench, "own/fonts.yaml",
	    SLICE("families:\n  A:\n    regular: NotoSans-Regular.ttf\n"));
	put(bench, "job/fonts.yaml",
	    SLICE("families:\n  B:\n    regular: Mine.ttf\n"
		  "    fallback: [A]\n"));
	struct font_set *set =
	    font_set_read(bench->arena, "own/fonts.yaml", folders, bench->diag);
	test_true("two folders", set && set->families.count == 2);
	test_true(
	    "the job's font", set && font_set_find(set, SLICE("B"),
					 FONT_REGULAR, bench->diag, NO_SPAN));
	font_set_free(set);
}

/* Whether a file below the root is found by its name. */
static bool
finds(struct bench *bench, const char *root, const char *file)
{
	const char *const roots[] = {root, NULL};
	struct font_set *set = font_set_new(bench->arena, NULL, roots);
	const struct font *font =
	    font_set_open(set, slice_view(file), bench->diag, NO_SPAN);
	bool found = font && ends(font->path, file);
	font_set_free(set);
	diag_reset(bench->diag);
	return found;
}

/* Links to files count, to folders and to nothing do not; nor what lies deep. */
static void
check_search(struct bench *bench)
{
	struct slice one = font_copy(bench, NOTO "NotoSerifHebrew-Regular.ttf");
	folder_make("s/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", bench->diag);
	folder_make("away", bench->diag);
	put(bench, "s/1/Near.otf", one);
	put(bench, "s/1/Near.pfb", one);
	put(bench, "s/1/.Hidden.ttf", one);
	put(bench, "s/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/Deep.ttf", one);
	put(bench, "away/Away.ttf", one);
	test_true(
	    "links", symlink("../away", "s/away") == 0 &&
			 symlink("../away/Away.ttf", "s/Linked.ttf") == 0 &&
			 symlink("nowhere", "s/Gone.ttf") == 0);
	test_true("near", finds(bench, "s", "Near.otf"));
	test_true("no font by its name", !finds(bench, "s", "Near.pfb"));
	test_true("hidden", !finds(bench, "s", ".Hidden.ttf"));
	test_true("deep", !finds(bench, "s", "Deep.ttf"));
	test_true("behind a link", !finds(bench, "s", "Away.ttf"));
	test_true("by a link", finds(bench, "s", "Linked.ttf"));
	test_true("a link to nothing", !finds(bench, "s", "Gone.ttf"));
}

/* Families of two files, each in a folder of its own name. */
static bool
are_read(
    struct bench *bench, const char *name, const char *own, const char *jobs)
{
	const char *folder = arena_print(bench->arena, "%s-job", name).at;
	const char *folders[] = {folder, NULL};
	const char *path = arena_print(bench->arena, "%s.yaml", name).at;
	folder_make(folder, bench->diag);
	put(bench, path, slice_view(own));
	put(bench, path_join(bench->arena, folder, "fonts.yaml"),
	    slice_view(jobs));
	struct font_set *set =
	    font_set_read(bench->arena, path, folders, bench->diag);
	bool read = set != NULL;
	font_set_free(set);
	diag_reset(bench->diag);
	return read;
}

/* A fault in any of the files is a fault of all; what is not there is said. */
static void
check_refused(struct bench *bench)
{
	static const char good[] = "families: {A: {regular: Mine.ttf}}\n",
			  own[] = "families: {B: {regular: Mine.ttf}}\n";
	test_true("two files", are_read(bench, "two", good, own));
	test_true("a scale too large",
	    !are_read(bench, "scale", good,
		"families: {B: {regular: Mine.ttf, scale: 201}}\n"));
	test_true("the largest scale",
	    are_read(bench, "largest", good,
		"families: {B: {regular: Mine.ttf, scale: 200}}\n"));
	test_true("a folder in the first of two",
	    !are_read(bench, "first", good,
		"families: {B: {regular: a/M.ttf}, C: {regular: M.ttf}}\n"));
	test_true("the program's own",
	    !are_read(bench, "own", "families: {A: {regular: x}}\n", own));
	test_true("no families", !are_read(bench, "none", "family: {}\n", own));
	test_true("no file",
	    !font_set_read(bench->arena, "gone.yaml", NULL, bench->diag));
	struct font_set *set =
	    font_set_read(bench->arena, "two.yaml", NULL, bench->diag);
	test_true("none opened", set && !font_set_at(set, 0));
	test_slice("no such family",
	    set ? font_set_family_name(set, 1) : SLICE("?"), "");
	test_slice("one", set ? font_set_family_name(set, 0) : SLICE("?"), "A");
	test_true("unlike all", set && !font_set_find(set, SLICE("Xyzzyxyzzy"),
					   FONT_REGULAR, bench->diag, NO_SPAN));
	font_set_free(set);
	diag_reset(bench->diag);
}

/* In a folder of its own, so that messages name short paths. */
static void
check_faults(struct bench *bench)
{
	char folder[] = "/tmp/utskick-font-XXXXXX";
	struct strbuf all = {0};
	if (!mkdtemp(folder) || chdir(folder) != 0) {
		test_true("folder", false);
		return;
	}
	make_files(bench);
	for (size_t i = 0; i < COUNT(faults); i++)
		run_fault(bench, i, &all);
	check_two_files(bench, &all);
	check_one_file(bench);
	check_folders(bench);
	check_search(bench);
	check_refused(bench);
	test_golden(bench, "families.diag", strbuf_view(&all));
	strbuf_fini(&all);
	test_true(
	    "back", chdir("/") == 0 && folder_remove(folder, bench->diag));
}

int
main(void)
{
	struct bench bench = bench_open();
	check_all_fonts(&bench);
	struct font_set *set =
	    font_set_read(bench.arena, FONTS_YAML, NULL, bench.diag);
	if (set) {
		check_measures(&bench, set);
		check_manual(&bench, set);
		check_fallbacks(&bench, set);
		check_pins(&bench, set);
	}
	test_slice("nothing more said", bench_said(&bench), "");
	check_faults(&bench);
	font_set_free(set);
	bench_close(&bench);
	return test_end();
}
