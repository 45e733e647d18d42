/* How fast a stage goes on. */
#include "cli/pace.h"

#include "test.h"

static const struct {
	const char *name;
	double seconds;
	uint32_t first, done, total;
	bool said;
	struct pace want;
} cases[] = {
    {"ten a second", 2, 0, 20, 100, true, {10, 9}},
    {"counted from where it began", 2, 10, 30, 100, true, {10, 8}},
    {"nearly done", 4, 0, 99, 100, true, {25, 1}},
    {"slow", 100, 0, 20, 1000000, true, {0, 4999901}},
    {"all there are", 3600, 0, 4000000000, 4000000001, true, {1111111, 1}},
    {"in the first second", 0.9, 0, 20, 100, false, {0, 0}},
    {"nothing done", 5, 0, 0, 100, false, {0, 0}},
    {"nothing left", 5, 0, 100, 100, false, {0, 0}},
    {"no total", 5, 0, 100, 0, false, {0, 0}},
};

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pace pace = {0};
		bool said = pace_find(cases[i].seconds, cases[i].first,
		    cases[i].done, cases[i].total, &pace);
		test_true(cases[i].name, said == cases[i].said &&
					     pace.rate == cases[i].want.rate &&
					     pace.left == cases[i].want.left);
	}
	return test_end();
}
