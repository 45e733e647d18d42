/*
 * Faults that no letter and no stationery of the goldens can have: a file that
 * is not there, a tree that letter/ never makes, a job of too many languages.
 */
#include <unistd.h>

#include "layout/hyphenate.h"
#include "layout/messages.h"
#include "reported.h"
#include "sample.h"

static void
test_dictionaries(void)
{
	static const char path[] = "faults-test.dic";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct hyphenator *found = NULL;
	test_true("a missing dictionary is refused",
	    !hyphenator_open_file(
		"no-dictionary.dic", "hyphen-sv", diag, &found));
	test_reported("said", diag, "no-dictionary");
	FILE *to = fopen(path, "w");
	if (to) {
		fputs("UTF-8\nLEFTHYPHENMIN 2\n1n2\n", to);
		fclose(to);
	}
	test_true("one in UTF-8 is refused",
	    !hyphenator_open_file(path, "hyphen-sv", diag, &found) && !found);
	test_reported("said too", diag, "bad-dictionary");
	test_number("both are said", (long long)diag_errors(diag), 2);
	unlink(path);
	diag_free(diag);
	sources_free(sources);
}

static void
test_stationery(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folders[] = {
	    places_find(mem, "templates"), "nowhere", NULL};
	char *said = NULL;
	size_t len = 0;
	test_true("no such stationery",
	    !stationery_read(mem, SLICE("komun-h2"), folders, diag, NO_SPAN));
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_text("… with the nearest", said,
	    "error: there is no stationery 'komun-h2' [no-stationery]\n"
	    "      = did you mean 'kommun-h2'?\n");
	free(said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* What a letter with one more block is held for. */
static const char *
hold_code(struct sample *s, const char *language)
{
	struct letter_content content = sample_content(s);
	struct pages pages;
	struct problem why;
	content.language = language;
	return setter_set_letter(s->setter, s->mem, &content, &pages, &why)
		   ? "set"
		   : why.message->code;
}

static void
test_block(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	sample_block(&s, s.mem, NULL, NODE_ITEM, NULL, NULL);
	test_text("an item without its list", hold_code(&s, "sv"),
	    layout_block_not_set.code);
	test_number("… said once", (long long)diag_errors(s.diag), 1);
	test_reported("… by its code", s.diag, "unfit-block");
	test_text("… held again", hold_code(&s, "sv"), "block-not-set");
	test_number("… and not said again", (long long)diag_errors(s.diag), 1);
	sample_close(&s);
}

/* As many languages as a job can have; what the first one more is held for. */
static const char *
fill_languages(struct sample *s)
{
	char language[8];
	const char *last = "set";
	for (int i = 0; i < 64 && strcmp(last, "set") == 0; i++) {
		snprintf(language, sizeof language, "x%c%c", 'a' + i / 26,
		    'a' + i % 26);
		last =
		    hold_code(s, arena_dup_text(s->mem, slice_view(language)));
	}
	return last;
}

static void
add_block_language(struct sample *s)
{
	sample_paragraph(s, "Letter")->language = SLICE("en-GB");
}

static void
add_inline_language(struct sample *s)
{
	sample_paragraph(s, "A *letter*")->last->language = SLICE("en-GB");
}

static void
add_cell_language(struct sample *s)
{
	struct node *table =
	    sample_block(s, s->mem, NULL, NODE_TABLE, NULL, NULL);
	table->column_count = 1;
	struct node *row =
	    sample_block(s, s->mem, table, NODE_TABLE_ROW, NULL, NULL);
	sample_block(s, s->mem, row, NODE_TABLE_CELL, NULL, "Letter")
	    ->language = SLICE("en-GB");
}

static void
test_languages(void)
{
	static const struct {
		const char *name;
		void (*add)(struct sample *);
	} places[] = {{"a block", add_block_language},
	    {"inside a line", add_inline_language},
	    {"a cell", add_cell_language}};
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	sample_paragraph(&s, "Brevet.");
	test_text(
	    "a letter of too many languages", fill_languages(&s), "not-set");
	test_reported("… is said", s.diag, "many-languages");
	test_text("others go on", hold_code(&s, "sv"), "set");
	for (size_t i = 0; i < COUNT(places); i++) {
		s.root = node_new(s.mem, NODE_DOCUMENT, NO_SPAN);
		places[i].add(&s);
		test_text(places[i].name, hold_code(&s, "sv"), "not-set");
	}
	sample_close(&s);
}

static void
add_unknown_style(struct sample *s)
{
	struct node *quote =
	    sample_block(s, s->mem, NULL, NODE_QUOTE, NULL, NULL);
	sample_block(s, s->mem, quote, NODE_PARAGRAPH, "nosuch", "Brevet.");
}

/* Each takes some height, so that no page could hold them. */
static void
add_line_feeds(struct sample *s)
{
	size_t len = 100000;
	char *feeds = arena_raw(s->mem, len + 1);
	memset(feeds, '\n', len);
	struct node *block = sample_paragraph(s, "A");
	sample_text(s->mem, block, feeds, len, NULL);
}

static void
add_empty(struct sample *s)
{
	struct node *block = sample_paragraph(s, "A");
	node_append(block, node_new(s->mem, NODE_TEXT, NO_SPAN));
	node_append(block, node_new(s->mem, NODE_EMPHASIS, NO_SPAN));
}

static void
add_unknown(struct sample *s)
{
	sample_paragraph(s, "a\u0378\u0379");
}

/* Letters that no line can part, more than are counted. */
static void
add_long_word(struct sample *s)
{
	size_t len = 40000;
	char *letters = arena_raw(s->mem, len + 1);
	memset(letters, 'm', len);
	struct node *block = sample_paragraph(s, NULL);
	struct node *strong = node_new(s->mem, NODE_STRONG, NO_SPAN);
	sample_text(s->mem, block, letters, len, NULL);
	node_append(block, strong);
	sample_text(s->mem, strong, letters, len, NULL);
}

/* Its target is a place of its own, since nobody's file names it. */
static void
add_picture(struct sample *s)
{
	struct node *image = node_new(s->mem, NODE_IMAGE, NO_SPAN);
	image->target = SLICE("/nowhere/logo.png");
	node_append(sample_paragraph(s, NULL), image);
}

static void
test_holds(void)
{
	static const struct {
		const char *name;
		void (*add)(struct sample *);
		const char *want;
	} cases[] = {
	    {"no such style in a quote", add_unknown_style, "unknown-style"},
	    {"too many line feeds", add_line_feeds, "long-block"},
	    {"an empty text", add_empty, "set"},
	    {"two characters of no font", add_unknown, "text-missing-glyph"},
	    {"a word of 80,000 letters", add_long_word, "wide-text"},
	    {"a picture that is not there", add_picture, "image-not-placed"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sample s;
		if (!sample_open(&s, "kommun-h2"))
			return;
		cases[i].add(&s);
		test_text(cases[i].name, hold_code(&s, "sv"), cases[i].want);
		sample_close(&s);
	}
}

/* So many places are told of, and no more. */
static void
test_reports(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	for (uint32_t i = 1; i <= 70; i++) {
		s.root = node_new(s.mem, NODE_DOCUMENT, NO_SPAN);
		sample_block(
		    &s, s.mem, NULL, NODE_PARAGRAPH, "nosuch", "Brevet.")
		    ->span = (struct span){0, i, 1, 1};
		test_text("held", hold_code(&s, "sv"), "unknown-style");
		test_number(
		    "said", (long long)diag_errors(s.diag), i < 64 ? i : 64);
	}
	sample_close(&s);
}

#define PAPER(more)                                                            \
	"name: Test\n"                                                         \
	"page: {width: 90mm, height: 110mm}\n"                                 \
	"large_print: 16pt\n"                                                  \
	"styles: {body: {family: Noto Serif, size: 12pt}}\n"                   \
	"frames:\n"                                                            \
	"  body: {role: body, x: 5mm, y: 40mm, width: 80mm, height: "          \
	"55mm}\n" more

/* What is wrong with the paper is all said before there is a setter. */
static void
test_paper(void)
{
	static const struct {
		const char *name, *paper;
		size_t errors;
		const char *last;
	} papers[] = {
	    {"a list that is not there",
		PAPER("hyphenation: {fi: nosuch-words.txt}\n"), 1,
		"no-such-file"},
	    {"two pictures that are not there",
		PAPER("  a: {role: picture, x: 5mm, y: 5mm, width: 9mm, "
		      "height: 9mm, file: nosuch-a.png, decorative: yes}\n"
		      "  b: {role: picture, x: 5mm, y: 5mm, width: 9mm, "
		      "height: 9mm, file: nosuch-b.png, decorative: yes}\n"),
		2, "no-such-file"},
	};
	for (size_t i = 0; i < COUNT(papers); i++) {
		struct sample s;
		test_true(papers[i].name, !sample_open(&s, papers[i].paper));
		test_number(papers[i].name, (long long)diag_errors(s.diag),
		    (long long)papers[i].errors);
		test_reported(papers[i].name, s.diag, papers[i].last);
		sample_close(&s);
	}
}

/* In large print a frame's text goes below the letter, and may hold it. */
static void
test_large(void)
{
	static const char paper[] =
	    PAPER("  f: {x: 5mm, y: 5mm, width: 80mm, height: 9mm, "
		  "large_print: yes, text: a}\n"
		  "  g: {x: 5mm, y: 15mm, width: 80mm, height: 9mm, "
		  "large_print: yes, text: a}\n");
	struct sample s;
	struct pages pages;
	struct problem why;
	if (!sample_open(&s, paper))
		return;
	sample_paragraph(&s, "Brevet.");
	struct letter_content content = sample_content(&s);
	struct node *root = node_new(s.mem, NODE_DOCUMENT, NO_SPAN);
	content.address_count = 0;
	content.large_print = true;
	test_true("in large print",
	    setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	sample_block(
	    &s, s.mem, root, NODE_PARAGRAPH, NULL, "Mitt <\U0001F468>");
	struct frame_content *frames = sample_frames(&s);
	frames[1].blocks = sample_children(s.mem, root, &frames[1].count);
	content.frames = frames;
	test_true("held for a frame's value",
	    !setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	test_text("… that has no glyph", why.message->code, "missing-glyph");
	sample_close(&s);
}

/* A letter nobody wants to fold. */
static void
test_pages(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	for (int i = 0; i < 50 * 200; i++)
		sample_paragraph(&s, arena_print(s.mem, "Brev <%d>.", i).at);
	test_text("over 200 pages", hold_code(&s, "sv"), "pages-most");
	test_text("again", hold_code(&s, "sv"), "pages-most");
	sample_close(&s);
}

static void
test_mark(void)
{
	struct sample s;
	struct pages pages;
	struct problem why;
	if (!sample_open(&s, "stationery-mark-wide/stationery"))
		return;
	sample_paragraph(&s, "Brevet.");
	struct letter_content content = sample_content(&s);
	content.address_count = 0;
	test_true(
	    "set", setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	test_true("a short mark fits",
	    setter_mark_letter(s.setter, s.mem, 7, &pages, &why));
	test_true("a wide one does not",
	    !setter_mark_letter(s.setter, s.mem, 4294967295u, &pages, &why));
	test_text("mark-wide", why.message->code, layout_mark_wide.code);
	sample_close(&s);
}

int
main(void)
{
	test_dictionaries();
	test_stationery();
	test_block();
	test_languages();
	test_holds();
	test_reports();
	test_paper();
	test_large();
	test_pages();
	test_mark();
	return test_end();
}
