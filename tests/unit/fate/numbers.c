#include "fate/numbers.h"

#include "test.h"

static const struct {
	const char *text, *want; /* NULL: refused */
	uint32_t count;
} cases[] = {
    {"17", "17", 1},
    {"17,4711,4800-4810", "17,4711,4800-4810", 13},
    {" 3 , 1-2", "1-3", 3},
    {"5-9,7,8-12,14", "5-12,14", 9},
    {"2,2,2", "2", 1},
    {"100000000", "100000000", 1},
    {"", NULL, 0},
    {"0", NULL, 0},
    {"9-3", NULL, 0},
    {"1,,2", NULL, 0},
    {"1-", NULL, 0},
    {"1-2-3", NULL, 0},
    {"-1", NULL, 0},
    {"1;2", NULL, 0},
    {"ett", NULL, 0},
    {"100000001", NULL, 0},
    {"99999999999999999999", NULL, 0},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct numbers numbers;
		struct strbuf out = {0};
		bool ok =
		    numbers_read(&numbers, mem, slice_view(cases[i].text));
		test_true(cases[i].text, ok == (cases[i].want != NULL));
		if (ok) {
			numbers_write(&out, &numbers);
			test_slice(
			    cases[i].text, strbuf_view(&out), cases[i].want);
			test_number(
			    "count", numbers_count(&numbers), cases[i].count);
		}
		strbuf_fini(&out);
	}
	struct numbers rising = {0};
	struct strbuf out = {0};
	for (uint32_t n = 1; n < 9; n += 1 + (n == 4))
		numbers_add(&rising, mem, n);
	numbers_write(&out, &rising);
	test_slice("added", strbuf_view(&out), "1-4,6-8");
	test_true("held", numbers_hold(&rising, 7));
	test_true("not held", !numbers_hold(&rising, 5));
	strbuf_fini(&out);
	arena_free(mem);
	return test_end();
}
