/* How far ink is out of an area or within one, to a thousandth of a point. */
#include "set/ink.h"

#include "layout/reach.h"

#include "test.h"

static const struct {
	const char *name;
	struct ink what, area;
	int64_t beyond, within;
} cases[] = {
    {"inside", {20, 20, 30, 30}, {10, 10, 40, 40}, 0, 20},
    {"the area itself", {10, 10, 40, 40}, {10, 10, 40, 40}, 0, 30},
    {"one to the left", {9, 20, 30, 30}, {10, 10, 40, 40}, 1, 20},
    {"one to the right", {20, 20, 41, 30}, {10, 10, 40, 40}, 1, 20},
    {"one above", {20, 9, 30, 30}, {10, 10, 40, 40}, 1, 20},
    {"one below", {20, 20, 30, 41}, {10, 10, 40, 40}, 1, 20},
    {"the worst side counts", {3, 20, 30, 45}, {10, 10, 40, 40}, 7, 20},
    {"beside it", {41, 20, 50, 30}, {10, 10, 40, 40}, 10, 0},
    {"touching it", {40, 20, 50, 30}, {10, 10, 40, 40}, 10, 0},
    {"one within", {39, 20, 50, 30}, {10, 10, 40, 40}, 10, 1},
    {"one within from below", {20, 39, 30, 60}, {10, 10, 40, 40}, 20, 1},
    {"far off in one way only", {20, 80, 30, 90}, {10, 10, 40, 40}, 50, 0},
};

static bool
no(const struct ink *ink, void *ctx)
{
	(void)ink;
	(void)ctx;
	return false;
}

static bool
add(const struct ink *ink, void *ctx)
{
	struct ink *last = ctx;
	*last = *ink;
	return true;
}

/* A bar of line 1, where the piece begins. */
static void
test_piece(void)
{
	struct line lines[2] = {
	    {.top = 0, .bottom = 10}, {.top = 10, .bottom = 20}};
	struct bar bar = {.x = 5, .y = 12, .width = 7, .height = 3, .line = 1};
	struct galley galley = {
	    .lines = lines, .line_count = 2, .bars = &bar, .bar_count = 1};
	struct piece piece = {
	    .x = 100, .y = 200, .galley = &galley, .from = 1, .to = 2};
	struct ink ink = {0};
	ink_each(&piece, no, add, &ink);
	test_number("a bar's left", ink.left, 105);
	test_number("a bar's top", ink.top, 202);
	test_number("a bar's right", ink.right, 112);
	test_number("a bar's bottom", ink.bottom, 205);
	piece.from = 0;
	piece.to = 1;
	ink = (struct ink){0};
	ink_each(&piece, no, add, &ink);
	test_number("of a line that is not placed", ink.right, 0);
}

static bool
stop(const struct ink *ink, void *ctx)
{
	int *seen = ctx;
	(void)ink;
	++*seen;
	return false;
}

/* Images as bars; whoever says no is asked no more. */
static void
test_image(void)
{
	struct line lines[2] = {
	    {.top = 0, .bottom = 10}, {.top = 10, .bottom = 20}};
	struct image images[2] = {
	    {.x = 1, .y = 2, .width = 30, .height = 40, .line = 0},
	    {.x = 2, .y = 13, .width = 50, .height = 60, .line = 1}};
	struct bar bars[2] = {{.x = 1, .width = 1, .height = 1, .line = 1},
	    {.x = 2, .width = 1, .height = 1, .line = 1}};
	struct galley galley = {.lines = lines,
	    .line_count = 2,
	    .images = images,
	    .image_count = 2};
	struct piece piece = {
	    .x = 100, .y = 200, .galley = &galley, .from = 1, .to = 2};
	struct ink ink = {0};
	int seen = 0;
	ink_each(&piece, no, add, &ink);
	test_number("an image's left", ink.left, 102);
	test_number("an image's top", ink.top, 203);
	test_number("an image's right", ink.right, 152);
	test_number("an image's bottom", ink.bottom, 263);
	piece.from = 0;
	piece.y = 100;
	ink_each(&piece, no, stop, &seen);
	test_number("the first image is enough", seen, 1);
	galley.bars = bars;
	galley.bar_count = 2;
	seen = 0;
	ink_each(&piece, no, stop, &seen);
	test_number("the first bar is enough", seen, 1);
	galley = (struct galley){.bars = bars, .bar_count = 1};
	piece.from = piece.to = 0;
	ink = (struct ink){0};
	ink_each(&piece, no, add, &ink);
	test_number("a galley without lines has its bars", ink.right, 102);
	test_number("from its top", ink.top, 100);
}

static bool
is_left_of_150(const struct ink *ink, void *ctx)
{
	(void)ctx;
	return ink->right <= 150;
}

/* A line is looked at where the reach of all does not do. */
static void
test_reach(void)
{
	struct font font = {
	    .upem = 1000, .glyph_count = 0, .box = {0, 0, 0, 0}};
	struct run run = {.font = &font, .size = 10, .x = 20, .rule = 40};
	struct line line = {.top = 0,
	    .bottom = 10,
	    .width = 60,
	    .runs = &run,
	    .run_count = 1,
	    .baseline = 8};
	struct galley galley = {.lines = &line, .line_count = 1, .width = 60};
	struct piece piece = {.x = 100, .galley = &galley, .to = 1};
	struct ink ink = {0};
	struct reach reach = reach_of_lines(&galley);
	test_number("an em beyond the line", reach.right, 70);
	test_number("an em above its pen", reach.top, -2);
	ink_each(&piece, is_left_of_150, add, &ink);
	test_number("its rule is seen", ink.right, 160);
	galley.reached = true;
	galley.reach = reach;
	ink = (struct ink){0};
	ink_each(&piece, is_left_of_150, add, &ink);
	test_number("with a reach too", ink.right, 160);
	galley.reach.right = 50;
	ink = (struct ink){0};
	ink_each(&piece, is_left_of_150, add, &ink);
	test_number("not where the reach is clear", ink.right, 0);
}

/* The line is not clear, and so its run is asked for. */
struct asked {
	struct ink last;
	int times;
};

static bool
keep(const struct ink *ink, void *ctx)
{
	struct asked *asked = ctx;
	asked->last = *ink;
	return asked->times++;
}

/* What a line is widened by: blanks, tabs and blanks that do not break. */
static void
test_spaces(void)
{
	static const struct {
		const char *name, *text;
		uint32_t clusters[6];
		size_t count;
		int64_t right;
	} runs[] = {
	    {"letters", "ab", {0, 1}, 2, 120 + 20},
	    {"a blank", "a b", {0, 1, 2}, 3, 120 + 33},
	    {"a tab", "a\tb", {0, 1, 2}, 3, 120 + 33},
	    {"a blank that does not break", "a\u00a0b", {0, 1, 3}, 3, 120 + 33},
	    {"another sign of its first byte", "a\u00a7b", {0, 1, 3}, 3,
		120 + 30},
	    {"half a sign", "a\xC2", {0, 1}, 2, 120 + 20},
	    {"a hyphen beyond the text", "a ", {0, 1, 2}, 3, 120 + 33},
	};
	for (size_t i = 0; i < COUNT(runs); i++) {
		struct font font = {.upem = 1000};
		struct glyph glyphs[6] = {{0}};
		struct run run = {.font = &font,
		    .size = 10,
		    .x = 20,
		    .glyphs = glyphs,
		    .count = runs[i].count,
		    .text = slice_view(runs[i].text),
		    .word_space = 3};
		struct line line = {
		    .bottom = 10, .runs = &run, .run_count = 1, .baseline = 8};
		struct galley galley = {.lines = &line, .line_count = 1};
		struct piece piece = {.x = 100, .galley = &galley, .to = 1};
		struct asked asked = {0};
		for (size_t k = 0; k < runs[i].count; k++)
			glyphs[k] = (struct glyph){
			    .cluster = runs[i].clusters[k], .advance = 10};
		ink_each(&piece, keep, no, &asked);
		test_number(runs[i].name, asked.times, 2);
		test_number(runs[i].name, asked.last.right, runs[i].right);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_number(cases[i].name,
		    ink_beyond(&cases[i].what, &cases[i].area),
		    cases[i].beyond);
		test_number(cases[i].name,
		    ink_within(&cases[i].what, &cases[i].area),
		    cases[i].within);
	}
	test_piece();
	test_image();
	test_reach();
	test_spaces();
	return test_end();
}
