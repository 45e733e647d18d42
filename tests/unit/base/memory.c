/* Memory that grows, and that settles where it is large. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

#include "test.h"

#define LARGE ((size_t)2 << 20)

static void
test_settled(void)
{
	size_t room = 0, count = 2 * LARGE / sizeof(uint32_t) + 1;
	uint32_t *items = mem_grow(NULL, &room, count, sizeof *items);
	test_true("grown", room > count);
	for (size_t i = 0; i < count; i++)
		items[i] = (uint32_t)i;
	uint32_t *same = mem_settle(items, &room, 100, sizeof *items);
	test_true("few stay where they are", same == items && room > count);
	uint32_t *settled = mem_settle(items, &room, count, sizeof *items);
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++)
		wrong += settled[i] != i;
	test_number("room for no more", (long long)room, (long long)count);
	test_number("each is the same", (long long)wrong, 0);
	test_number(
	    "on a large page", (long long)((uintptr_t)settled % LARGE), 0);
	items = mem_grow(settled, &room, count + 1, sizeof *items);
	test_true("grows on", room > count && items[count - 1] == count - 1);
	free(items);
}

int
main(void)
{
	size_t room = 0;
	char *nothing = mem_new(0, 8), *no_size = mem_new(8, 0);
	test_true("nothing has an address", nothing && no_size);
	free(nothing);
	free(no_size);
	char *none = mem_grow(NULL, &room, 0, 1);
	test_true("and takes more later", none && room);
	free(none);
	test_settled();
	return test_end();
}
