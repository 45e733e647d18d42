#include "rule/duplicate.h"

#include <assert.h>
#include <stdlib.h>

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

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

void
key_counts_close(struct key_counts *keys)
{
	if (keys->count)
		qsort(keys->at, keys->count, sizeof *keys->at, compare);
	keys->sorted = true;
}

static const uint64_t *
find(const struct key_counts *keys, uint64_t wanted)
{
	assert(keys->sorted);
	if (!keys->count)
		return NULL;
	return bsearch(&wanted, keys->at, keys->count, sizeof wanted, compare);
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
	if (!hit)
		return false;
	const uint64_t *end = keys->at + keys->count;
	return (hit > keys->at && hit[-1] == wanted) ||
	       (hit + 1 < end && hit[1] == wanted);
}
