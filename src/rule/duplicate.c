#include "rule/duplicate.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

void
key_counts_fini(struct key_counts *keys)
{
	free(keys->at);
	free(keys->repeated);
	hash_places_fini(&keys->places);
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

/* Each that repeats once, in order: a few, which stay near, where the array of
 * all is a wait for memory. */
static void
find_repeated(struct key_counts *keys)
{
	size_t room = 0;
	for (size_t i = 1; i < keys->count; i++) {
		uint64_t hash = keys->at[i];
		size_t last = keys->repeated_count;
		if (hash != keys->at[i - 1] ||
		    (last && keys->repeated[last - 1] == hash))
			continue;
		keys->repeated = mem_grow(
		    keys->repeated, &room, last + 1, sizeof *keys->repeated);
		keys->repeated[keys->repeated_count++] = hash;
	}
}

void
key_counts_close(struct key_counts *keys)
{
	keys->at =
	    mem_settle(keys->at, &keys->room, keys->count, sizeof *keys->at);
	hash_order_sort(keys->at, keys->count, 1);
	find_repeated(keys);
	hash_places_make(
	    &keys->places, keys->repeated, keys->repeated_count, 1);
	keys->sorted = true;
}

bool
key_counts_holds_hash(const struct key_counts *keys, uint64_t hash)
{
	assert(keys->sorted);
	if (!keys->count)
		return false;
	size_t first = hash_order_find(keys->at, keys->count, 1, hash);
	return first < keys->count && keys->at[first] == hash;
}

bool
key_counts_holds(const struct key_counts *keys, struct slice key)
{
	return key_counts_holds_hash(keys, hash_short(0, key));
}

bool
key_counts_repeats(const struct key_counts *keys, struct slice key)
{
	assert(keys->sorted);
	if (!keys->repeated_count)
		return false;
	uint64_t wanted = hash_short(0, key);
	size_t first =
	    hash_places_find(&keys->places, keys->repeated, 1, wanted);
	return first < keys->repeated_count && keys->repeated[first] == wanted;
}
