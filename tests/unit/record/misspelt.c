#include "record/misspelt.h"

#include "test.h"

struct wanted {
	const char *ten;
	size_t told;
	bool met;
};

static bool
compare(const struct likeness *number, void *ctx)
{
	struct wanted *wanted = ctx;
	wanted->told++;
	wanted->met |= memcmp(number->ten, wanted->ten, 10) == 0;
	return false;
}

/* Whether 310202-9810 is among those that the cell may have meant. */
static const struct {
	const char *in;
	bool met;
} cases[] = {
    {"19310202-981", true}, /* a digit lost */
    {"1931022-9810", true},
    {"310202-98100", true}, /* one too many */
    {"310202-9811", true}, /* replaced */
    {"310202-9801", true}, /* swapped */
    {"31O202-98l0", true},
    {"19310202 9180", true},
    {"310202-9823", false}, /* two slips */
    {"31020298", false},
    {"Anna", false},
    {"", false},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct wanted wanted = {.ten = "3102029810"};
		misspelt_each(mem, slice_view(cases[i].in), compare, &wanted);
		test_number(cases[i].in, wanted.met, cases[i].met);
		test_true("few are meant", wanted.told < 60);
		arena_reset(mem);
	}
	arena_free(mem);
	return test_end();
}
