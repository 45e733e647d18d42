#include "manifest/cell.h"

#include "test.h"

static const struct {
	const char *name, *in;
	size_t most;
	const char *want;
} cases[] = {
    {"plain", "Åkerlund-Öberg", 100, "Åkerlund-Öberg"},
    {"empty", "", 100, ""},
    {"a formula stays text", "=1+1", 100, "=1+1"},
    {"line feed and tab stay", "a\tb\nc", 100, "a\tb\nc"},
    {"no XML character", "a\xEF\xBF\xBF", 100, "a_xFFFF_"},
    {"Excel's escape", "_x0041_", 100, "_x005F_x0041_"},
    {"nearly an escape", "_x004_ _X0041_", 100, "_x004_ _X0041_"},
    {"nor the one before it", "a\xEF\xBF\xBE", 100, "a_xFFFE_"},
    {"four that are no digits", "_x00G1_", 100, "_x00G1_"},
    {"five digits", "_x00411_", 100, "_x00411_"},
    {"a room for nothing but the cut", "abcdef", 4, " […]"},
    {"not UTF-8", "a\xE5z", 100, "a\xEF\xBF\xBDz"},
    {"just fits", "abcdefgh", 8, "abcdefgh"},
    {"cut", "abcdefghi", 8, "abcd […]"},
    {"cut counts UTF-16", "😀😀😀😀😀", 8, "😀😀 […]"},
    {"cut keeps whole characters", "abc😀efghi", 8, "abc […]"},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		cell_write(&out, slice_view(cases[i].in), cases[i].most);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
	struct strbuf out = {0};
	cell_write(&out, SLICE("a\0b"), 100);
	test_slice("a NUL", strbuf_view(&out), "a_x0000_b");
	strbuf_fini(&out);
	return test_end();
}
