#include "manifest/causes.h"

#include "test.h"

static void
add(struct causes *causes, int times, const char *reason)
{
	for (int i = 0; i < times; i++)
		causes_add(causes, slice_view(reason));
}

static void
test_order(void)
{
	struct arena *mem = arena_new();
	struct causes *causes = ARENA_NEW(mem, struct causes);
	causes->mem = mem;
	add(causes, 2, "b");
	add(causes, 2, "a");
	add(causes, 5, "c");
	add(causes, 1, "b");
	causes_sort(causes);
	test_number("causes", (long long)causes->count, 3);
	test_slice("most rows first", causes->at[0].reason, "c");
	test_slice("then fewer", causes->at[1].reason, "b");
	test_number("rows", causes->at[1].rows, 3);
	test_slice("last", causes->at[2].reason, "a");
	arena_free(mem);
}

static void
test_too_many(void)
{
	struct arena *mem = arena_new();
	struct causes *causes = ARENA_NEW(mem, struct causes);
	causes->mem = mem;
	char reason[16];
	for (int i = 0; i < CAUSES_MAX + 7; i++) {
		snprintf(reason, sizeof reason, "%d", i);
		add(causes, 1, reason);
	}
	test_number("kept", (long long)causes->count, CAUSES_MAX);
	test_number("the rest is one", causes->other, 7);
	arena_free(mem);
}

int
main(void)
{
	test_order();
	test_too_many();
	return test_end();
}
