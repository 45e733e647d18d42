/*
 * Text that HarfBuzz cannot shape, wherever it stands, and a language whose
 * line breaks ICU cannot open: the one by a font whose own rules make one
 * letter 64 letters, and those the same again; the other by memory that ends
 * in ICU.
 */
#include <stdlib.h>
#include <unicode/uclean.h>
#include <unistd.h>

#include "../font/fonts.h"
#include "layout/messages.h"
#include "layout/typecase.h"
#include "reported.h"
#include "sample.h"

enum { COPIES = 64, LOOKUPS = 3 };

#define SERIF "NotoSerif-Regular.ttf"
#define SANS "OpenSans-Regular.ttf"
#define OPEN_SANS "/usr/share/fonts/truetype/open-sans/"

static void
put(struct slice file, size_t *at, uint32_t value, size_t width)
{
	font_write(file, *at, value, width);
	*at += width;
}

/* Both fonts have ASCII in its order, from the space on. */
static uint32_t
glyph_of(char c)
{
	return (uint32_t)(c - ' ' + 3);
}

/* OpenType 1.9, GSUB: one script, one feature that is always on. */
static void
write_gsub(struct slice file, uint32_t glyph)
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
	    2, 0, 1, 8, 1, 8, 1, 14, 1, 1, glyph, COPIES};
	for (size_t i = 0; i < COUNT(lookup); i++)
		put(file, &at, lookup[i], 2);
	for (uint32_t i = 0; i < COPIES; i++)
		put(file, &at, glyph, 2);
	font_mend(file);
}

static bool
write_font(const char *folder, const char *name, char broken)
{
	struct bench bench = bench_open();
	const char *from = strcmp(name, SANS) == 0 ? OPEN_SANS : NOTO;
	struct slice file =
	    font_copy(&bench, path_join(bench.arena, from, name));
	write_gsub(file, glyph_of(broken));
	bool ok = file_write_whole(
	    path_join(bench.arena, folder, name), file, bench.diag);
	bench_close(&bench);
	return ok;
}

static void
add_word(struct sample *s)
{
	sample_paragraph(s, "Bad namaa");
}

static void
add_value(struct sample *s)
{
	sample_paragraph(s, "Hej <namaa>!");
}

static void
add_soft_hyphen(struct sample *s)
{
	sample_block(
	    s, s->mem, NULL, NODE_PARAGRAPH, "plain", "Oj\u00ADoj oj!");
}

/* Its style hyphenates. */
static void
add_long_word(struct sample *s)
{
	sample_paragraph(s, "Hemtj\u00E4nstavgifter");
}

static void
add_item(struct sample *s)
{
	static const char *const items[] = {"Oj!", "Bad namaa", NULL};
	sample_list(s, false, items);
}

static void
add_number(struct sample *s)
{
	static const char *const items[] = {"Oj!", "Oj!", NULL};
	sample_list(s, true, items)->start = 41;
}

static void
add_quote(struct sample *s)
{
	struct node *quote =
	    sample_block(s, s->mem, NULL, NODE_QUOTE, NULL, NULL);
	sample_block(s, s->mem, quote, NODE_PARAGRAPH, NULL, "Bad namaa");
}

static void
add_cell(struct sample *s)
{
	struct node *table =
	    sample_block(s, s->mem, NULL, NODE_TABLE, NULL, NULL);
	table->column_count = 1;
	struct node *row =
	    sample_block(s, s->mem, table, NODE_TABLE_ROW, NULL, NULL);
	sample_block(s, s->mem, row, NODE_TABLE_CELL, NULL, "Bad namaa");
}

/* Behind a word of another font: the space is of that font. */
static void
add_space(struct sample *s)
{
	sample_paragraph(s, "\u0413\u043E\u0434 \u0915\u093E oj");
}

static const struct {
	const char *name, *file;
	char broken;
	void (*add)(struct sample *);
} blocks[] = {
    {"a word", SERIF, 'a', add_word},
    {"a value", SERIF, 'a', add_value},
    {"a space", SERIF, ' ', add_word},
    {"the space behind another font's word", SERIF, ' ', add_space},
    {"a soft hyphen's hyphen", SERIF, '-', add_soft_hyphen},
    {"a pattern's hyphen", SERIF, '-', add_long_word},
    {"an item", SERIF, 'a', add_item},
    {"an item's number", SERIF, '4', add_number},
    {"a quote", SERIF, 'a', add_quote},
    {"a cell", SERIF, 'a', add_cell},
    {"the address", SANS, 'r', NULL},
};

#define WORDS "unshaped-words.txt"
#define STATIONERY                                                             \
	"name: Test\n"                                                         \
	"page: {width: 90mm, height: 110mm}\n"                                 \
	"hyphenation: {sv: " WORDS "}\n"                                       \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 12pt, leading: 16pt, hyphenate: "  \
	"yes}\n"                                                               \
	"  plain: {base: body, hyphenate: no}\n"                               \
	"  thin: {base: body, indent: 68mm}\n"                                 \
	"  sans: {family: Open Sans, size: 10pt, leading: 13pt}\n"             \
	"frames:\n"                                                            \
	"  address: {role: address, pages: first, x: 5mm, y: 5mm, width: "     \
	"80mm, height: 30mm, style: sans}\n"                                   \
	"  body: {role: body, x: 5mm, y: 40mm, width: 80mm, height: 55mm}\n"   \
	"  mark: {role: mark, x: 5mm, y: 100mm, width: 80mm, height: 6mm, "    \
	"style: sans, text: \"{letter} {page of pages} *{page}/{pages}\"}\n"

static bool
open_sample(struct sample *s, const char *folder)
{
	const char *const folders[] = {folder, NULL};
	return sample_open_with(s, STATIONERY, folders);
}

/*
 * OpenType 1.9, GSUB: "cd" is one letter, and "def-" without the "c" before it
 * one that has no shape: a word in three lines has a middle that it has no
 * place for, whatever its whole, its beginning and its end have.
 */
static void
write_middle(struct slice file)
{
	enum { ONE = 4, MANY = 3, ALL = ONE + MANY - 2 };
	size_t at = sfnt_u32(file, font_entry(file, "GSUB") + 8);
	const uint32_t c = glyph_of('c'), d = glyph_of('d'), e = glyph_of('e'),
		       f = glyph_of('f'), dash = glyph_of('-'),
		       wide = glyph_of('W'), boom = glyph_of('#');
	const uint32_t head[] = {1, 0, 10, 30, 52, 1, 'D' << 8 | 'F',
	    'L' << 8 | 'T', 8, 4, 0, 0, 0xFFFF, 1, 0, 1, 'c' << 8 | 'c',
	    'm' << 8 | 'p', 8, 0, ALL, 0, 1, 2, 3, 4};
	const uint32_t lists[] = {ALL, 12, 12 + 32, 12 + 68, 12 + 68, 12 + 68};
	/* type, flag, one subtable at 8: form, coverage, one set of one */
	const uint32_t pair[] = {
	    4, 0, 1, 8, 1, 18, 1, 8, 1, 4, wide, 2, d, 1, 1, c};
	const uint32_t four[] = {
	    4, 0, 1, 8, 1, 22, 1, 8, 1, 4, boom, ONE, e, f, dash, 1, 1, d};
	const uint32_t many[] = {2, 0, 1, 8, 1, 8, 1, 14, 1, 1, boom, COPIES};
	for (size_t i = 0; i < COUNT(head); i++)
		put(file, &at, head[i], 2);
	size_t from = at;
	for (size_t i = 0; i < COUNT(lists); i++)
		put(file, &at, lists[i], 2);
	for (size_t i = 0; i < COUNT(pair); i++)
		put(file, &at, pair[i], 2);
	at = from + 12 + 32;
	for (size_t i = 0; i < COUNT(four); i++)
		put(file, &at, four[i], 2);
	at = from + 12 + 68;
	for (size_t i = 0; i < COUNT(many); i++)
		put(file, &at, many[i], 2);
	for (uint32_t i = 0; i < COPIES; i++)
		put(file, &at, boom, 2);
	font_mend(file);
}

/* Each is held, and the fault is said to be the system's, once. */
static void
test_blocks(struct arena *mem, const char *folder)
{
	for (size_t i = 0; i < COUNT(blocks); i++) {
		struct sample s;
		struct pages pages;
		struct problem why;
		const char *name = blocks[i].name;
		if (!write_font(folder, blocks[i].file, blocks[i].broken) ||
		    !open_sample(&s, folder)) {
			test_true(name, false);
			continue;
		}
		struct letter_content content = sample_content(&s);
		content.address_count = 0;
		sample_paragraph(&s, "Oj!");
		test_true(name,
		    setter_set_letter(s.setter, s.mem, &content, &pages, &why));
		if (blocks[i].add)
			blocks[i].add(&s);
		content = sample_content(&s);
		content.address_count = blocks[i].add ? 0 : 1;
		test_true(name, !setter_set_letter(
				    s.setter, s.mem, &content, &pages, &why));
		test_text(name, why.message->code, layout_not_shaped.code);
		test_reported(name, s.diag, "shaping-memory");
		test_number(name, (long long)diag_errors(s.diag), 1);
		unlink(path_join(mem, folder, blocks[i].file));
		sample_close(&s);
	}
}

/* A middle of a word, in a paragraph and in a table's cell. */
static void
test_middle(const char *folder)
{
	struct bench bench = bench_open();
	struct slice file = font_copy(&bench, NOTO SERIF);
	write_middle(file);
	test_true(
	    "a font", file_write_whole(path_join(bench.arena, folder, SERIF),
			  file, bench.diag));
	for (int cell = 0; cell < 2; cell++) {
		struct sample s;
		struct pages pages;
		struct problem why;
		if (!open_sample(&s, folder))
			break;
		struct node *table = sample_block(&s, s.mem, NULL,
		    cell ? NODE_TABLE : NODE_PARAGRAPH, "thin", NULL);
		struct node *to = table;
		table->column_count = 1;
		for (int depth = 0; cell && depth < 2; depth++)
			to = sample_block(&s, s.mem, to,
			    depth ? NODE_TABLE_CELL : NODE_TABLE_ROW, NULL,
			    NULL);
		sample_text(s.mem, to, "abcdefghi", 9, NULL);
		struct letter_content content = sample_content(&s);
		content.address_count = 0;
		test_true("a middle", !setter_set_letter(s.setter, s.mem,
					  &content, &pages, &why));
		test_text(
		    "not-shaped", why.message->code, layout_not_shaped.code);
		test_reported("is said", s.diag, "shaping-memory");
		sample_close(&s);
	}
	unlink(path_join(bench.arena, folder, SERIF));
	bench_close(&bench);
}

/* A mark, and the words across a proof, with one letter that has no shape. */
static void
test_marks(struct arena *mem, const char *folder)
{
	static const struct {
		const char *name, *file;
		char broken;
		bool usable, marked, stamped;
	} marks[] = {
	    {"digits", SANS, '7', false, true, true},
	    {"a mark", SANS, '*', false, false, true},
	    {"a language's words", SANS, 'S', false, false, true},
	    {"a proof's word", SERIF, 'P', true, true, false},
	    {"a proof's line", SERIF, 'K', true, true, false},
	};
	const struct stamp stamp = {SLICE("PROV"), SLICE("Kladd")};
	for (size_t i = 0; i < COUNT(marks); i++) {
		struct sample s;
		struct pages pages;
		struct problem why;
		const char *name = marks[i].name;
		if (!write_font(folder, marks[i].file, marks[i].broken) ||
		    !open_sample(&s, folder)) {
			test_true(name, false);
			continue;
		}
		sample_paragraph(&s, "Oj!");
		struct letter_content content = sample_content(&s);
		content.address_count = 0;
		test_true(name,
		    setter_set_letter(s.setter, s.mem, &content, &pages, &why));
		test_true(name,
		    setter_use_marks(s.setter, s.diag) == marks[i].usable);
		test_true(name, setter_mark_letter(s.setter, s.mem, 11, &pages,
				    &why) == marks[i].marked);
		test_true(name, setter_stamp(s.setter, s.mem, &stamp, &pages,
				    &why) == marks[i].stamped);
		if (!marks[i].marked || !marks[i].stamped)
			test_text(
			    name, why.message->code, layout_not_shaped.code);
		unlink(path_join(mem, folder, marks[i].file));
		sample_close(&s);
	}
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
	FILE *words = fopen(WORDS, "w");
	if (words && mkdtemp(folder)) {
		fputs("abc-def-ghi\n", words);
		fclose(words);
		test_breaks();
		test_blocks(mem, folder);
		test_marks(mem, folder);
		test_middle(folder);
		rmdir(folder);
		unlink(WORDS);
	} else {
		test_true("a folder was made", false);
	}
	arena_free(mem);
	return test_end();
}
