/* Every entry is found again, with all others of its hash, in their order. */
#include "beside/index.h"

#include "test.h"

/* Rows of an index: evenly spread, many of one hash, at both ends. */
static uint64_t
hash_for(size_t shape, size_t n)
{
	uint64_t spread = n * 0x9e3779b97f4a7c15u;
	switch (shape) {
	case 0:
		return spread;
	case 1: /* forty of each */
		return n / 40 * 0x9e3779b97f4a7c15u;
	case 2: /* all the same */
		return 7;
	case 3: /* all at the end */
		return UINT64_MAX - n % 3;
	default: /* half at the beginning, half spread */
		return n % 2 ? n % 5 : spread;
	}
}

static const size_t counts[] = {0, 1, 2, 23, 24, 25, 1000, 30000};

static void
test_shape(size_t shape, size_t count)
{
	struct index index = {0};
	size_t wrong = 0;
	for (size_t n = count; n--;)
		index_add(&index, hash_for(shape, n), n);
	index_close(&index);
	for (size_t n = 0; n < count; n++) {
		size_t found;
		const struct index_entry *at =
		    index_find(&index, hash_for(shape, n), &found);
		bool there = false;
		for (size_t i = 0; at && i < found; i++) {
			there |= at[i].at == n;
			wrong += at[i].hash != hash_for(shape, n);
			wrong += i && at[i].at <= at[i - 1].at;
		}
		wrong += !there;
		if (shape == 2 && n > 100)
			break; /* all are looked through each time */
	}
	size_t none;
	wrong += index_find(&index, 0x123456789abcdef, &none) != NULL;
	wrong += none != 0;
	test_number("entries", (long long)wrong, 0);
	index_fini(&index);
}

int
main(void)
{
	for (size_t shape = 0; shape < 5; shape++) {
		for (size_t i = 0; i < COUNT(counts); i++)
			test_shape(shape, counts[i]);
	}
	return test_end();
}
