/* Sorted as qsort sorts them; each hash is found, the first and the last. */
#include "base/hash_order.h"

#include <stdlib.h>

#include "test.h"

#define MOST 20000

/* Evenly spread, many of one hash, all of one, at the end, at the beginning. */
static uint64_t
hash_for(size_t shape, size_t n)
{
	uint64_t spread = n * 0x9e3779b97f4a7c15u;
	switch (shape) {
	case 0:
		return spread;
	case 1:
		return n / 40 * 0x9e3779b97f4a7c15u;
	case 2:
		return 7;
	case 3:
		return UINT64_MAX - n % 3;
	default:
		return n % 2 ? n % 5 : spread;
	}
}

static int
compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return (x[1] > y[1]) - (x[1] < y[1]);
}

static int
compare_one(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (x[0] > y[0]) - (x[0] < y[0]);
}

/* Elements whose hashes are below, or not above. */
static size_t
count_below(const uint64_t *at, size_t count, size_t words, uint64_t hash,
    bool with_equal)
{
	size_t below = 0;
	while (below < count && (at[below * words] < hash ||
				    (with_equal && at[below * words] == hash)))
		below++;
	return below;
}

static void
test_shape(size_t shape, size_t count, size_t words)
{
	static uint64_t at[2 * MOST], want[2 * MOST];
	uint64_t asked[] = {0, 1, 7, hash_for(shape, count / 2),
	    hash_for(shape, count / 2) + 1, 0x123456789abcdef, UINT64_MAX};
	size_t wrong = 0;
	for (size_t n = 0; n < count; n++) {
		at[n * words] = hash_for(shape, count - n);
		if (words == 2)
			at[n * 2 + 1] = n * 0x94d049bb133111ebu;
	}
	memcpy(want, at, count * words * sizeof *at);
	qsort(want, count, words * sizeof *want,
	    words == 2 ? compare : compare_one);
	hash_order_sort(at, count, words);
	wrong += memcmp(at, want, count * words * sizeof *at) != 0;
	struct hash_places places = {0};
	hash_places_make(&places, at, count, words);
	for (size_t i = 0; i < COUNT(asked); i++) {
		wrong += hash_places_find(&places, at, words, asked[i]) !=
			 count_below(want, count, words, asked[i], false);
		size_t first = hash_order_find(at, count, words, asked[i]);
		wrong +=
		    first != count_below(want, count, words, asked[i], false);
		wrong +=
		    hash_order_find_end(at, count, words, asked[i], first) !=
		    count_below(want, count, words, asked[i], true);
	}
	hash_places_fini(&places);
	test_number("sorted and found", (long long)wrong, 0);
}

int
main(void)
{
	static const size_t counts[] = {0, 1, 2, 23, 24, 25, 1000, MOST};
	for (size_t shape = 0; shape < 5; shape++) {
		for (size_t i = 0; i < COUNT(counts); i++) {
			test_shape(shape, counts[i], 1);
			test_shape(shape, counts[i], 2);
		}
	}
	return test_end();
}
