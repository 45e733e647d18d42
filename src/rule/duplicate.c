#include "rule/duplicate.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

static uint64_t
short_key(struct digest key)
{
	uint64_t value;
	memcpy(&value, key.bytes, sizeof value);
	return value;
}

void
key_counts_fini(struct key_counts *keys)
{
	free(keys->at);
	*keys = (struct key_counts){0};
}

void
key_counts_add(struct key_counts *keys, struct digest key)
{
	assert(!keys->sorted);
	keys->at =
	    mem_grow(keys->at, &keys->room, keys->count + 1, sizeof *keys->at);
	keys->at[keys->count++] = short_key(key);
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
key_counts_holds(const struct key_counts *keys, struct digest key)
{
	return find(keys, short_key(key)) != NULL;
}

bool
key_counts_repeats(const struct key_counts *keys, struct digest key)
{
	uint64_t wanted = short_key(key);
	const uint64_t *hit = find(keys, wanted);
	if (!hit)
		return false;
	const uint64_t *end = keys->at + keys->count;
	return (hit > keys->at && hit[-1] == wanted) ||
	       (hit + 1 < end && hit[1] == wanted);
}
