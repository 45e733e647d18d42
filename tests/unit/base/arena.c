/* Arenas: zeroed, aligned, growing, and gone with a reset. */
#include "base/arena.h"

#include <stdint.h>

#include "test.h"

static bool
is_zero(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i])
			return false;
	}
	return true;
}

static void
test_items(struct arena *mem)
{
	bool aligned = true, zeroed = true;
	for (size_t size = 0; size < 300; size++) {
		char *item = arena_take(mem, size);
		aligned =
		    aligned && (uintptr_t)item % _Alignof(max_align_t) == 0;
		zeroed = zeroed && is_zero(item, size);
		memset(item, 0xff, size);
	}
	test_true("aligned for any type", aligned);
	test_true("zeroed", zeroed);
	char *big = arena_take(mem, 3000000);
	test_true("larger than a block", is_zero(big, 3000000));
	memset(big, 0xff, 3000000);
	test_true("used is counted", arena_used(mem) >= 3000000);
	arena_reset(mem);
	test_number("nothing after a reset", (long long)arena_used(mem), 0);
	zeroed = true;
	for (size_t i = 0; i < 1000; i++)
		zeroed = zeroed && is_zero(arena_take(mem, 4000), 4000);
	test_true("zeroed again after a reset", zeroed);
#ifndef ARENA_ITEMS /* there each item is memory of its own */
	arena_reset(mem);
	const void *first = arena_take(mem, 16);
	arena_take(mem, 3000000);
	arena_reset(mem);
	test_true("the same memory again", arena_take(mem, 16) == first);
#endif
}

static void
test_texts(struct arena *mem)
{
	struct slice part = slice_part(SLICE("abcdef"), 1, 3);
	struct slice copy = arena_dup(mem, part);
	test_slice("a copy", copy, "bcd");
	test_true("ended by NUL", copy.at[3] == '\0' && copy.at != part.at);
	test_text(
	    "of nothing", arena_dup_text(mem, (struct slice){NULL, 0}), "");
	test_slice("printed", arena_print(mem, "%s-%d", "a", 12), "a-12");
	const struct slice parts[] = {SLICE("a"), SLICE(""), SLICE("b")};
	test_slice("joined", arena_join(mem, parts, 3, SLICE(", ")), "a, , b");
	test_slice("none joined", arena_join(mem, parts, 0, SLICE(", ")), "");
}

static void
test_growth(struct arena *mem)
{
	uint32_t *items = NULL;
	size_t room = 0;
	bool kept = true;
	for (uint32_t i = 0; i < 10000; i++) {
		items = arena_grow(mem, items, &room, i + 1, sizeof *items);
		items[i] = i;
	}
	for (uint32_t i = 0; i < 10000; i++)
		kept = kept && items[i] == i;
	test_true("what is grown keeps its items", kept);
	test_true("and has room", room >= 10000);
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_items(mem);
	test_texts(mem);
	test_growth(mem);
	test_number("sizes", (long long)arena_size(3, 7), 21);
	arena_free(mem);
	arena_free(NULL);
	return test_end();
}
