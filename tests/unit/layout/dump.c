/*
 * The dump of pages made by hand: what is written of a run, an image and a
 * bar, and that the packed form, which the content hash is over, tells each
 * of them apart.
 */
#include "layout/dump.h"

#include "test.h"

static const struct font font = {.postscript_name = "Test-Regular"};
static const struct picture picture = {.path = "a/logo.png", .digest = {{1}}};
static const struct symbol symbol = {
    .text = {"Kod", 3}, .digest = {{2}}, .side = 21};

/* One page with one galley of two lines; each test changes a thing of it. */
struct bench {
	struct glyph glyphs[2];
	struct run runs[2];
	struct line lines[2];
	struct bar bars[2];
	struct image images[2];
	struct galley galley;
	struct piece pieces[2];
	struct page page;
	struct pages pages;
};

static void
set_up(struct bench *b)
{
	*b = (struct bench){
	    .glyphs = {{.id = 5, .advance = 600}, {.id = 6, .advance = 700}},
	    .runs =
		{{.font = &font, .size = 10000, .x = 100, .text = SLICE("ab")},
		    {.font = &font, .size = 10000, .text = SLICE("ab")}},
	    .lines = {{.bottom = 20, .baseline = 15, .width = 9},
		{.top = 20, .bottom = 40, .baseline = 35, .width = 9}},
	    .bars = {{1, 2, 3, 4, 0xFF, 0}, {5, 26, 7, 8, 0, 1}},
	    .images = {{.x = 1,
			   .y = 2,
			   .width = 30,
			   .height = 40,
			   .picture = &picture},
		{.x = 3,
		    .y = 24,
		    .width = 50,
		    .height = 60,
		    .line = 1,
		    .symbol = &symbol}},
	    .pieces = {{.x = 1000, .y = 2000, .to = 2, .role = "body"},
		{.x = 1, .y = 2, .to = 2, .role = DUMP_MARK_ROLE}},
	    .page = {.count = 1},
	    .pages = {.width = 9000, .height = 8000, .count = 1},
	};
	b->galley = (struct galley){.height = 40,
	    .lines = b->lines,
	    .line_count = 2,
	    .bars = b->bars,
	    .bar_count = 2,
	    .images = b->images,
	    .image_count = 2};
	for (size_t i = 0; i < 2; i++) {
		b->runs[i].glyphs = b->glyphs;
		b->runs[i].count = 2;
		b->lines[i].runs = &b->runs[i];
		b->lines[i].run_count = 1;
		b->pieces[i].galley = &b->galley;
	}
	b->page.pieces = b->pieces;
	b->pages.at = &b->page;
}

#define PAGE "page 1 of 1, 9000 8000\n"
#define LINE_0 "    line 2015 width 9 demerits 0\n"
#define LINE_1 "    line 2035 width 9 demerits 0\n"
#define GLYPHS "        5:600 6:700\n"
#define RUN_0 "      run 100 Test-Regular 10000 \"ab\"\n" GLYPHS
#define RUN_1 "      run 0 Test-Regular 10000 \"ab\"\n" GLYPHS
#define BAR_0 "    bar 1 2002 3 4 #0000ff\n"
#define BAR_1 "    bar 5 2026 7 8 #000000\n"
#define IMAGE_0 "    image 1 2002 30 40 logo.png\n"
#define IMAGE_1 "    symbol 3 2024 50 60 Kod\n"
#define WHOLE                                                                  \
	"  body 1000 2000 lines 0-2 of 2\n" LINE_0 RUN_0 LINE_1 RUN_1 BAR_0    \
	    BAR_1 IMAGE_0 IMAGE_1

static void
change_colour(struct bench *b)
{
	b->runs[0].colour = 0x123456;
}

static void
change_rise(struct bench *b)
{
	b->runs[0].rise = 300;
}

static void
change_dx(struct bench *b)
{
	b->glyphs[0].dx = -3;
}

static void
change_dy(struct bench *b)
{
	b->glyphs[1].dy = 7;
}

static void
change_advance(struct bench *b)
{
	b->glyphs[1].advance = 70000;
}

static void
leave_first_line(struct bench *b)
{
	b->pieces[0].from = 1;
}

static void
leave_last_line(struct bench *b)
{
	b->pieces[0].to = 1;
}

static void
leave_all_lines(struct bench *b)
{
	b->galley.line_count = 0;
	b->pieces[0].to = 0;
}

static void
add_mark(struct bench *b)
{
	b->page.count = 2;
}

static void
name_nearly_mark(struct bench *b)
{
	b->pieces[0].role = "main";
}

static const struct {
	const char *name;
	void (*change)(struct bench *);
	const char *want;
} cases[] = {
    {"as it is", NULL, PAGE WHOLE},
    {"a colour", change_colour,
	PAGE "  body 1000 2000 lines 0-2 of 2\n" LINE_0
	     "      run 100 Test-Regular 10000 #123456 \"ab\"\n" GLYPHS LINE_1
		 RUN_1 BAR_0 BAR_1 IMAGE_0 IMAGE_1},
    {"a rise", change_rise,
	PAGE "  body 1000 2000 lines 0-2 of 2\n" LINE_0
	     "      run 100 Test-Regular 10000 rise 300 \"ab\"\n" GLYPHS LINE_1
		 RUN_1 BAR_0 BAR_1 IMAGE_0 IMAGE_1},
    {"a glyph aside", change_dx,
	PAGE "  body 1000 2000 lines 0-2 of 2\n" LINE_0
	     "      run 100 Test-Regular 10000 \"ab\"\n"
	     "        5:600(-3,0) 6:700\n" LINE_1
	     "      run 0 Test-Regular 10000 \"ab\"\n"
	     "        5:600(-3,0) 6:700\n" BAR_0 BAR_1 IMAGE_0 IMAGE_1},
    {"a glyph above", change_dy,
	PAGE "  body 1000 2000 lines 0-2 of 2\n" LINE_0
	     "      run 100 Test-Regular 10000 \"ab\"\n"
	     "        5:600 6:700(0,7)\n" LINE_1
	     "      run 0 Test-Regular 10000 \"ab\"\n"
	     "        5:600 6:700(0,7)\n" BAR_0 BAR_1 IMAGE_0 IMAGE_1},
    {"a wide glyph", change_advance,
	PAGE "  body 1000 2000 lines 0-2 of 2\n" LINE_0
	     "      run 100 Test-Regular 10000 \"ab\"\n"
	     "        5:600 6:70000\n" LINE_1
	     "      run 0 Test-Regular 10000 \"ab\"\n"
	     "        5:600 6:70000\n" BAR_0 BAR_1 IMAGE_0 IMAGE_1},
    {"its last line", leave_first_line,
	PAGE "  body 1000 2000 lines 1-2 of 2\n"
	     "    line 2015 width 9 demerits 0\n" RUN_1
	     "    bar 5 2006 7 8 #000000\n    symbol 3 2004 50 60 Kod\n"},
    {"its first line", leave_last_line,
	PAGE "  body 1000 2000 lines 0-1 of 2\n" LINE_0 RUN_0 BAR_0 IMAGE_0},
    {"no line", leave_all_lines, PAGE "  body 1000 2000 lines 0-0 of 0\n"},
    {"a mark", add_mark, PAGE WHOLE},
    {"a role that begins as a mark's", name_nearly_mark,
	PAGE "  main 1000 2000 lines 0-2 of 2\n" LINE_0 RUN_0 LINE_1 RUN_1 BAR_0
	    BAR_1 IMAGE_0 IMAGE_1},
};

static struct digest
packed(const struct bench *b)
{
	struct strbuf out = {0};
	pages_dump(&out, &b->pages, false);
	struct digest digest = hash_of(strbuf_view(&out));
	strbuf_fini(&out);
	return digest;
}

int
main(void)
{
	struct digest digests[COUNT(cases)];
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bench b;
		struct strbuf out = {0};
		set_up(&b);
		if (cases[i].change)
			cases[i].change(&b);
		pages_dump(&out, &b.pages, true);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
		digests[i] = packed(&b);
		/* a mark stays out of the hash, all else is told apart */
		for (size_t j = 0; j < i; j++)
			test_true(cases[i].name,
			    digest_equal(digests[i], digests[j]) ==
				(cases[i].change == add_mark && j == 0));
	}
	return test_end();
}
