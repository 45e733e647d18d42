/* The first lines are told, the rest is counted. */
#include "beside/lines.h"

#include "test.h"

static const struct {
	const char *name;
	uint32_t count;
	const char *want;
} cases[] = {
    {"none", 0, ""},
    {"one", 1, "2"},
    {"as many as are told", 12, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"},
    {"more", 13, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …"},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct lines_told lines = {0};
		for (uint32_t n = 0; n < cases[i].count; n++)
			lines_tell(&lines, n + 2);
		test_number(cases[i].name, lines.count, cases[i].count);
		test_slice(
		    cases[i].name, lines_write(mem, &lines), cases[i].want);
	}
	arena_free(mem);
	return test_end();
}
