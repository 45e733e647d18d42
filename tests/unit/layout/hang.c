/* How far a word's first and last mark hang out of the lines. */
#include "layout/hang.h"

#include "test.h"

/* The first glyph is 1000 wide, the last 2000. */
static const struct {
	const char *text;
	mpt lead, trail;
} cases[] = {
    {"ab", 0, 0},
    {"ab.", 0, 1400},
    {"ab,", 0, 1400},
    {"ab-", 0, 1400},
    {"\"ab\"", 700, 1400},
    {"\u2018ab\u2019", 700, 1400},
    {"\u201cab\u201d", 700, 1400},
    {"\u201eab\u201c", 700, 1400},
    {"\u201aab\u2018", 700, 1400},
    {"\u201fab", 0, 0},
    {"\u2017ab", 0, 0},
    {"\u00abab\u00bb", 400, 800},
    {"\u00bbab\u00ab", 400, 0},
    {"ab:", 0, 800},
    {"ab;", 0, 800},
    {"ab!", 0, 500},
    {"(ab)", 0, 500},
    {"ab\u2013", 0, 500},
    {"\u00e5", 0, 0},
    {"", 0, 0},
};

int
main(void)
{
	const struct glyph glyphs[] = {{.advance = 1000}, {.advance = 2000}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct word_part parts[] = {{.glyphs = glyphs, .count = 1},
		    {.glyphs = glyphs + 1, .count = 1}};
		struct word word = {.text = slice_view(cases[i].text),
		    .parts = parts,
		    .part_count = 2};
		hang_find(&word);
		test_number(cases[i].text, word.lead, cases[i].lead);
		test_number(cases[i].text, word.trail, cases[i].trail);
		word.part_count = 0;
		hang_find(&word);
		test_number("of no glyphs", word.lead + word.trail, 0);
		word.part_count = 2;
		parts[0].count = parts[1].count = 0;
		hang_find(&word);
		test_number("of empty parts", word.lead + word.trail, 0);
	}
	return test_end();
}
