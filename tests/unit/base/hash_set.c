#include "base/hash_set.h"

#include "test.h"

int
main(void)
{
	struct hash_set set = {0};
	test_true("empty", !hash_set_has(&set, 0) && !hash_set_has(&set, 7));
	for (uint64_t i = 0; i < 5000; i++)
		hash_set_add(&set, i << 40);
	hash_set_add(&set, 1ULL << 40);
	bool all = true, none = true;
	for (uint64_t i = 0; i < 5000; i++) {
		all = all && hash_set_has(&set, i << 40);
		none = none && !hash_set_has(&set, (i << 40) + 3);
	}
	test_true("all that were added", all);
	test_true("nothing else", none);
	test_number("each once", (long long)set.count, 5000);
	hash_set_fini(&set);
	test_true("empty again", !hash_set_has(&set, 1ULL << 40));
	return test_end();
}
