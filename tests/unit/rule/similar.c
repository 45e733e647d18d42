#include "rule/similar.h"

#include "record/key_form.h"
#include "test.h"

static uint64_t state;

static unsigned
draw(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((state >> 33) % below);
}

/* Few characters, so that many keys are near each other. */
static struct slice
draw_key(struct arena *mem)
{
	static const char signs[] = "0012kK- ";
	char key[8];
	size_t len = draw(5) + 1;
	for (size_t i = 0; i < len; i++)
		key[i] = signs[draw(sizeof signs - 1)];
	return arena_dup(mem, (struct slice){key, len});
}

/* Against a comparison with each key that was added. */
static void
test_against_all(unsigned count)
{
	struct arena *mem = arena_new();
	struct similar_keys keys = {0};
	struct slice *added = ARENA_ARRAY(mem, struct slice, count);
	unsigned wrong = 0;
	for (unsigned i = 0; i < count; i++) {
		added[i] = draw_key(mem);
		similar_keys_add(&keys, mem, added[i]);
	}
	similar_keys_close(&keys);
	for (unsigned i = 0; i < 200; i++) {
		struct slice key = draw_key(mem);
		bool near = false;
		for (unsigned k = 0; k < count; k++)
			near |= keys_are_near(mem, key, added[k]);
		wrong += similar_keys_find(&keys, mem, key) != near;
	}
	test_number("found or not", wrong, 0);
	similar_keys_fini(&keys);
	arena_free(mem);
}

int
main(void)
{
	static const unsigned counts[] = {0, 1, 2, 5, 30, 300};
	for (size_t i = 0; i < COUNT(counts); i++) {
		for (int turn = 0; turn < 4; turn++)
			test_against_all(counts[i]);
	}
	return test_end();
}
