#include "beside/index.h"

#include <stdlib.h>

#include "base/memory.h"

void
index_fini(struct index *index)
{
	free(index->entries);
	*index = (struct index){0};
}

void
index_add(struct index *index, uint64_t hash, uint64_t at)
{
	index->entries = mem_grow(index->entries, &index->room,
	    index->count + 1, sizeof *index->entries);
	index->entries[index->count++] = (struct index_entry){hash, at};
}

static int
compare(const void *a, const void *b)
{
	const struct index_entry *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Below it, insertion is quicker than another pass. */
#define FEW 24

static void
sort_few(struct index_entry *at, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct index_entry moved = at[i];
		size_t to = i;
		for (; to && compare(&at[to - 1], &moved) > 0; to--)
			at[to] = at[to - 1];
		at[to] = moved;
	}
}

static void sort(struct index_entry *at, size_t count, unsigned bits);

/* As rule/duplicate.c sorts keys: in place, by one byte after the other. */
static void
sort_by_byte(struct index_entry *at, size_t count, unsigned shift)
{
	size_t next[256], ends[256] = {0}, end = 0;
	for (size_t i = 0; i < count; i++)
		ends[at[i].hash >> shift & 255]++;
	for (size_t part = 0; part < 256; part++) {
		next[part] = end;
		end += ends[part];
		ends[part] = end;
	}
	for (size_t part = 0; part < 256; part++) {
		while (next[part] < ends[part]) {
			struct index_entry *here = &at[next[part]];
			struct index_entry moved = *here;
			struct index_entry *there =
			    &at[next[moved.hash >> shift & 255]++];
			*here = *there;
			*there = moved;
		}
	}
	for (size_t part = 0, from = 0; part < 256; from = ends[part++])
		sort(at + from, ends[part] - from, shift);
}

static void
sort(struct index_entry *at, size_t count, unsigned bits)
{
	if (count <= FEW)
		sort_few(at, count);
	else if (bits)
		sort_by_byte(at, count, bits - 8);
	else /* one hash: many rows of one value */
		qsort(at, count, sizeof *at, compare);
}

void
index_close(struct index *index)
{
	sort(index->entries, index->count, 64);
}

/*
 * The first entry that is not before the hash. Hashes are spread evenly, so
 * the place is guessed and found a few steps beside.
 */
static size_t
find_first(const struct index *index, uint64_t hash)
{
	const struct index_entry *at = index->entries;
	size_t guess = (size_t)((hash >> 32) * index->count >> 32);
	size_t low = 0, high = index->count, step = 8;
	while (guess > low && at[guess - 1].hash >= hash) {
		high = guess;
		guess = guess - low > step ? guess - step : low;
		step *= 2;
	}
	low = guess;
	for (step = 8; low + step < high && at[low + step].hash < hash;
	     step *= 2)
		low += step;
	if (low + step < high)
		high = low + step + 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (at[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first entry behind those with the hash, which begin at `first`. */
static size_t
find_end(const struct index *index, uint64_t hash, size_t first)
{
	const struct index_entry *at = index->entries;
	size_t low = first, high = index->count, step = 1;
	while (low + step < high && at[low + step].hash == hash) {
		low += step;
		step *= 2;
	}
	if (low + step < high)
		high = low + step;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (at[middle].hash == hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct index_entry *
index_find(const struct index *index, uint64_t hash, size_t *count)
{
	size_t first = find_first(index, hash);
	size_t end = find_end(index, hash, first);
	*count = end - first;
	return end > first ? &index->entries[first] : NULL;
}
