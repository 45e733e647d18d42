#include "beside/exact.h"

#include "text/normal.h"

void
exact_add(struct exact *exact, struct arena *scratch, struct slice form,
    struct slice key)
{
	if (exact->asked)
		index_add(&exact->lines,
		    hash_short(0, text_fold(scratch, form)),
		    hash_short(0, key));
}

static bool
is_key(const struct key_counts *const *keys, uint64_t hash)
{
	for (; *keys; keys++) {
		if (key_counts_holds_hash(*keys, hash))
			return true;
	}
	return false;
}

bool
exact_is_doubtful(const struct exact *exact, struct arena *scratch,
    struct slice form, struct slice key)
{
	uint64_t own = hash_short(0, key);
	size_t count;
	if (!exact->asked || !exact->keys)
		return false;
	const struct index_entry *lines = index_find(
	    &exact->lines, hash_short(0, text_fold(scratch, form)), &count);
	for (size_t i = 0; i < count; i++) {
		if (lines[i].at != own && !is_key(exact->keys, lines[i].at))
			return true;
	}
	return false;
}
