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

/* Below it, insertion is quicker than another pass. */
#define FEW 32

static void
sort_few(uint64_t *at, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t moved = at[i];
		size_t to = i;
		for (; to && at[to - 1] > moved; to--)
			at[to] = at[to - 1];
		at[to] = moved;
	}
}

static void sort(uint64_t *at, size_t count, unsigned bits);

/*
 * In place by the byte at `shift`, then each of its 256 parts by the next: an
 * American flag sort (McIlroy, Bostic, McIlroy: Engineering Radix Sort, 1993).
 * To compare and merge took a twelfth of the whole load.
 */
static void
sort_by_byte(uint64_t *at, size_t count, unsigned shift)
{
	size_t next[256], ends[256] = {0}, end = 0;
	for (size_t i = 0; i < count; i++)
		ends[at[i] >> shift & 255]++;
	for (size_t part = 0; part < 256; part++) {
		next[part] = end;
		end += ends[part];
		ends[part] = end;
	}
	for (size_t part = 0; part < 256; part++) {
		while (next[part] < ends[part]) {
			uint64_t *here = &at[next[part]], moved = *here;
			uint64_t *there = &at[next[moved >> shift & 255]++];
			*here = *there;
			*there = moved;
		}
	}
	for (size_t part = 0, from = 0; part < 256; from = ends[part++])
		sort(at + from, ends[part] - from, shift);
}

static void
sort(uint64_t *at, size_t count, unsigned bits)
{
	if (count <= FEW)
		sort_few(at, count);
	else if (bits)
		sort_by_byte(at, count, bits - 8);
}

void
key_counts_close(struct key_counts *keys)
{
	sort(keys->at, keys->count, 64);
	keys->sorted = true;
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
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
