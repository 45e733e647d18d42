#include "base/hash_order.h"

#include <stdlib.h>

#include "base/memory.h"

/* ---- sorting */

/* Below it, insertion is quicker than another pass. */
#define FEW 24

static int
compare(const uint64_t *a, const uint64_t *b, size_t words)
{
	size_t i = 0;
	while (i + 1 < words && a[i] == b[i])
		i++;
	return (a[i] > b[i]) - (a[i] < b[i]);
}

static void
swap(uint64_t *a, uint64_t *b, size_t words)
{
	for (size_t i = 0; i < words; i++) {
		uint64_t moved = a[i];
		a[i] = b[i];
		b[i] = moved;
	}
}

static void
sort_few(uint64_t *at, size_t count, size_t words)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t *here = at + i * words;
		for (; here > at && compare(here - words, here, words) > 0;
		     here -= words)
			swap(here - words, here, words);
	}
}

static void sort(uint64_t *at, size_t count, size_t words, unsigned bits);

/*
 * In place by the byte at bit `bits` - 8, then each of its 256 parts by the
 * next byte, and by the next word after the last: an American flag sort
 * (McIlroy, Bostic, McIlroy: Engineering Radix Sort, 1993). Comparing and
 * merging took a twelfth of the whole load.
 */
static void
sort_by_byte(uint64_t *at, size_t count, size_t words, unsigned bits)
{
	size_t word = words - 1 - (bits - 1) / 64;
	unsigned shift = (bits - 8) % 64;
	size_t next[256], ends[256] = {0}, end = 0;
	for (size_t i = 0; i < count; i++)
		ends[at[i * words + word] >> shift & 255]++;
	for (size_t part = 0; part < 256; part++) {
		next[part] = end;
		end += ends[part];
		ends[part] = end;
	}
	for (size_t part = 0; part < 256; part++) {
		while (next[part] < ends[part]) {
			uint64_t *here = at + next[part] * words;
			size_t to = here[word] >> shift & 255;
			if (to == part)
				next[part]++;
			else
				swap(here, at + next[to]++ * words, words);
		}
	}
	for (size_t part = 0, from = 0; part < 256; from = ends[part++])
		sort(at + from * words, ends[part] - from, words, bits - 8);
}

static void
sort(uint64_t *at, size_t count, size_t words, unsigned bits)
{
	if (count <= FEW)
		sort_few(at, count, words);
	else if (bits)
		sort_by_byte(at, count, words, bits);
}

void
hash_order_sort(uint64_t *at, size_t count, size_t words)
{
	sort(at, count, words, (unsigned)words * 64);
}

/* ---- finding */

/* How many elements lie between two hashes. */
static size_t
share(uint64_t hash, size_t count)
{
	return (size_t)((hash >> 32) * count >> 32);
}

/*
 * An index near the hash: first by its share of the array, then twice by its
 * share of the way that is left. Of a million elements the first guess misses
 * by hundreds, the last by a few, and each look is a wait for memory.
 */
static size_t
guess_place(const uint64_t *at, size_t count, size_t words, uint64_t hash)
{
	size_t guess = share(hash, count);
	for (int round = 0; round < 2; round++) {
		uint64_t here = at[guess * words];
		size_t back = here > hash ? share(here - hash, count) : 0;
		size_t on = here < hash ? share(hash - here, count) : 0;
		guess -= back < guess ? back : guess;
		guess += on < count - guess ? on : count - guess - 1;
	}
	return guess;
}

size_t
hash_order_find(const uint64_t *at, size_t count, size_t words, uint64_t hash)
{
	if (!count)
		return 0;
	size_t guess = guess_place(at, count, words, hash);
	size_t low = 0, high = count, step = 2;
	while (guess > low && at[(guess - 1) * words] >= hash) {
		high = guess;
		guess = guess - low > step ? guess - step : low;
		step *= 2;
	}
	low = guess;
	for (step = 2; low + step < high && at[(low + step) * words] < hash;
	     step *= 2)
		low += step;
	if (low + step < high)
		high = low + step + 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (at[middle * words] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
hash_order_find_end(
    const uint64_t *at, size_t count, size_t words, uint64_t hash, size_t first)
{
	size_t low = first, high = count, step = 1;
	while (low + step < high && at[(low + step) * words] == hash) {
		low += step;
		step *= 2;
	}
	if (low + step < high)
		high = low + step;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (at[middle * words] == hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- places */

/* So many elements share a place, where hashes do not repeat. */
#define SHARED 4

static size_t
place_of(const struct hash_places *places, uint64_t hash)
{
	return places->bits ? (size_t)(hash >> (64 - places->bits)) : 0;
}

void
hash_places_make(
    struct hash_places *places, const uint64_t *at, size_t count, size_t words)
{
	size_t place = 0;
	places->bits = 0;
	while (count >> places->bits > SHARED)
		places->bits++;
	size_t last = (size_t)1 << places->bits;
	places->first = mem_new(last + 1, sizeof *places->first);
	for (size_t i = 0; i < count; i++) {
		size_t here = place_of(places, at[i * words]);
		while (place < here)
			places->first[++place] = (uint32_t)i;
	}
	while (place < last)
		places->first[++place] = (uint32_t)count;
}

void
hash_places_fini(struct hash_places *places)
{
	free(places->first);
	*places = (struct hash_places){0};
}

size_t
hash_places_find(const struct hash_places *places, const uint64_t *at,
    size_t words, uint64_t hash)
{
	size_t place = place_of(places, hash);
	size_t i = places->first[place], end = places->first[place + 1];
	while (end - i > 2 * SHARED) {
		size_t middle = i + (end - i) / 2;
		if (at[middle * words] < hash)
			i = middle + 1;
		else
			end = middle;
	}
	while (i < end && at[i * words] < hash)
		i++;
	return i;
}
