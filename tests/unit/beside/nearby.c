/* A value that is nearly an entry, where a file has few of them. */
#include "beside/nearby.h"

#include "test.h"

static const struct {
	const char *text;
	bool near;
} asked[] = {
    {"Björkgårdn", true},
    {"Björkgårdn", true}, /* as it was answered before */
    {"Storgatan", false},
    {"Storgatan", false},
    {"123", false},
};

static struct slice
entry(struct arena *mem, size_t n)
{
	return arena_print(mem, "%c%c%c gata", (int)('a' + n % 20),
	    (int)('a' + n / 20 % 20), (int)('a' + n / 400));
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct nearby nearby = {0};
	test_true("of no entry", !nearby_find(&nearby, SLICE("Björkgårdn")));
	nearby_add(&nearby, mem, SLICE("Björkgården"));
	nearby_add(&nearby, mem, SLICE("Björkgården"));
	nearby_add(&nearby, mem, SLICE("124")); /* a number */
	nearby_add(&nearby, mem, SLICE("a1b2c3"));
	test_number("one text", (long long)nearby.count, 1);
	for (size_t i = 0; i < COUNT(asked); i++)
		test_true(asked[i].text,
		    nearby_find(&nearby, slice_view(asked[i].text)) ==
			asked[i].near);
	/* more than are remembered, and asked again */
	size_t wrong = 0;
	for (size_t i = 0; i < 100400; i++)
		wrong += nearby_find(
		    &nearby, arena_print(mem, "%zu", i % 100300 + 1000000));
	test_number("numbers are near to no word", (long long)wrong, 0);
	test_true(
	    "a word is, still", nearby_find(&nearby, SLICE("Björkgrden")));
	for (size_t i = 1; i < NEARBY_MOST; i++)
		nearby_add(&nearby, mem, entry(mem, i));
	test_number(
	    "as many as are compared", (long long)nearby.count, NEARBY_MOST);
	test_true("still near", nearby_find(&nearby, SLICE("Björkgårdar")));
	nearby_add(&nearby, mem, entry(mem, 1)); /* again */
	test_true("a text again is none more", !nearby.too_many);
	nearby_add(&nearby, mem, SLICE("En till"));
	test_true("one more", nearby.too_many);
	test_true(
	    "then none is near", !nearby_find(&nearby, SLICE("Björkgårdn")) &&
				     !nearby_find(&nearby, SLICE("En tilll")));
	nearby_add(&nearby, mem, SLICE("Och en till"));
	test_number("nor later", (long long)nearby.count, 0);
	nearby_fini(&nearby);
	arena_free(mem);
	return test_end();
}
