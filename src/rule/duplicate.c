#include "rule/duplicate.h"

#include <assert.h>
#include <stdlib.h>

#include "base/hash_order.h"
#include "base/memory.h"

void
key_counts_fini(struct key_counts *keys)
{
	free(keys->at);
	*keys = (struct key_counts){0};
}

void
key_counts_add(struct key_counts *keys, struct slice key)
{
	assert(!keys->sorted);
	keys->at =
	    mem_grow(keys->at, &keys->room, keys->count + 1, sizeof *keys->at);
	keys->at[keys->count++] = hash_short(0, key);
}

void
key_counts_close(struct key_counts *keys)
{
	hash_order_sort(keys->at, keys->count, 1);
	keys->sorted = true;
}

/* The first of the key's, or NULL. */
static const uint64_t *
find(const struct key_counts *keys, uint64_t wanted)
{
	assert(keys->sorted);
	size_t first = hash_order_find(keys->at, keys->count, 1, wanted);
	return first < keys->count && keys->at[first] == wanted
		   ? &keys->at[first]
		   : NULL;
}

bool
key_counts_holds(const struct key_counts *keys, struct slice key)
{
	return find(keys, hash_short(0, key)) != NULL;
}

bool
key_counts_repeats(const struct key_counts *keys, struct slice key)
{
	uint64_t wanted = hash_short(0, key);
	const uint64_t *hit = find(keys, wanted);
	return hit && hit + 1 < keys->at + keys->count && hit[1] == wanted;
}
