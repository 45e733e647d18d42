#include "layout/decimal.h"

#include "test.h"

/* Each byte is a glyph ten wide; -1: not one number. */
static const struct {
	const char *text, *sign;
	int tail;
} cases[] = {
    {"117", ",", 0},
    {"1,75", ",", 30},
    {"1 234,50", ",", 30},
    {"1\xC2\xA0"
     "234",
	",", 0},
    {"1.234,50", ",", 30},
    {"1,234.50", ".", 30},
    {"12 345 kr", ",", 30},
    {"9,5 %", ",", 40},
    {"−3,5", ",", 20},
    {"€ 3,5", ",", 20},
    {"+3", ",", 0},
    {"3:-", ",", 20},
    {"3*", ",", 10},
    {"2012-03-19", ",", -1},
    {"0999-10 01 23", ",", -1},
    {"13.30", ",", 0},
    {"8–16", ",", -1},
    {"1,5,7", ",", -1},
    {"kl. 8", ",", -1},
    {"gratis", ",", -1},
    {",5", ",", -1},
    {".5", ",", -1},
    {"1\u2019234", ",", 0},
    {"1  234", ",", -1},
    {"1,", ",", 10},
    {"1,x", ",", 20},
    {"\u0661", ",", -1},
    {"", ",", -1},
    {"−", ",", -1},
};

static void
test_case(size_t i)
{
	struct glyph glyphs[64] = {{0}};
	struct slice text = slice_view(cases[i].text);
	struct run run = {.glyphs = glyphs, .count = text.len, .text = text};
	struct line line = {.runs = &run, .run_count = text.len > 0};
	mpt tail = -1;
	for (size_t j = 0; j < text.len; j++)
		glyphs[j] =
		    (struct glyph){.cluster = (uint32_t)j, .advance = 10};
	bool found = decimal_find(&line, slice_view(cases[i].sign), &tail);
	test_number(cases[i].text, found ? tail : -1, cases[i].tail);
}

/* "1 234" in bold, ",5" not: two runs are one number. */
static void
test_three(void)
{
	const struct glyph glyphs[] = {{1, 0, 10, 0, 0}, {1, 1, 10, 0, 0}};
	struct run runs[] = {
	    {.glyphs = glyphs, .count = 1, .text = SLICE("1")},
	    {.glyphs = glyphs, .count = 2, .text = SLICE("2,")},
	    {.glyphs = glyphs, .count = 1, .text = SLICE("5")},
	};
	struct line line = {.runs = runs, .run_count = 3};
	mpt tail = 0;
	test_true("three runs", decimal_find(&line, SLICE(","), &tail));
	test_number("their decimals", tail, 20);
}

static void
test_runs(void)
{
	const struct glyph glyphs[] = {{1, 0, 10, 0, 0}, {1, 1, 10, 0, 0}};
	struct run runs[] = {
	    {.glyphs = glyphs, .count = 2, .text = SLICE("12")},
	    {.glyphs = glyphs, .count = 2, .text = SLICE(",5")},
	};
	struct line line = {.runs = runs, .run_count = 2};
	mpt tail = 0;
	test_true("two runs", decimal_find(&line, SLICE(","), &tail));
	test_number("their decimals", tail, 20);
	runs[1].hyphen = true;
	test_true("not before a hyphen of ours",
	    !decimal_find(&line, SLICE(","), &tail));
	runs[1].hyphen = false;
	runs[1].rule = 1;
	test_true("not beside a rule", !decimal_find(&line, SLICE(","), &tail));
	runs[1].rule = 0;
	runs[1].text = SLICE(",5 of all that was ever paid in the years before "
			     "and after this letter");
	test_true(
	    "not in a long line", !decimal_find(&line, SLICE(","), &tail));
	runs[1].text = SLICE(",5");
	runs[1].right_to_left = true;
	test_true(
	    "not from right to left", !decimal_find(&line, SLICE(","), &tail));
	test_true("nor without a sign", !decimal_find(&line, SLICE(""), &tail));
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_runs();
	test_three();
	return test_end();
}
