#include "rule/duplicate.h"

#include "test.h"

static uint64_t state;

static unsigned
draw(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((state >> 33) % below);
}

static struct slice
write_key(char *key, size_t room, unsigned number)
{
	snprintf(key, room, "19%06u-%04u", number, number % 9973);
	return slice_view(key);
}

/* `count` keys out of `kinds`; a key is there, and twice, as a list says. */
static void
test_against_list(unsigned count, unsigned kinds)
{
	static unsigned char times[5000];
	struct key_counts keys = {0};
	char key[24];
	unsigned wrong = 0, unsorted = 0;
	memset(times, 0, sizeof times);
	for (unsigned i = 0; i < count; i++) {
		unsigned number = draw(kinds);
		if (times[number] < 2)
			times[number]++;
		key_counts_add(&keys, write_key(key, sizeof key, number));
	}
	key_counts_close(&keys);
	for (unsigned i = 0; i < kinds; i++) {
		struct slice name = write_key(key, sizeof key, i);
		wrong += key_counts_holds(&keys, name) != (times[i] > 0);
		wrong += key_counts_repeats(&keys, name) != (times[i] > 1);
	}
	for (size_t i = 1; i < keys.count; i++)
		unsorted += keys.at[i - 1] > keys.at[i];
	test_number("keys found or not", wrong, 0);
	test_number("sorted", unsorted, 0);
	key_counts_fini(&keys);
}

int
main(void)
{
	static const struct {
		unsigned count, kinds;
	} cases[] = {{0, 3}, {1, 3}, {2, 2}, {31, 40}, {32, 40}, {33, 40},
	    {500, 1}, {500, 2}, {4000, 5000}, {100000, 5000}};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_against_list(cases[i].count, cases[i].kinds);
	return test_end();
}
