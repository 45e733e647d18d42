/*
 * base/hash_order.h - arrays in the order of their hashes.
 *
 * An element is one or more 64-bit words, the first of them a hash
 * (base/hash.h); whatever else it has breaks ties. Hashes are spread evenly
 * over all their bits, and both sorting and finding live on that: a hash's
 * place is nearly its share of the array. Others are sorted and found as well,
 * slowly.
 */
#ifndef BASE_HASH_ORDER_H
#define BASE_HASH_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* In place; `words` in each of `count` elements. */
void hash_order_sort(uint64_t *at, size_t count, size_t words);

/* Index of the first element whose hash is not below this one; `count` where
 * there is none. The array is sorted. */
size_t hash_order_find(
    const uint64_t *at, size_t count, size_t words, uint64_t hash);

/* The same for the first whose hash is above, which `first` was found for. */
size_t hash_order_find_end(const uint64_t *at, size_t count, size_t words,
    uint64_t hash, size_t first);

/*
 * For large arrays: where every 2^-bits of all hashes begins, so that finding
 * one is a look at one place and not at several far from each other, each of
 * them a wait for memory.
 */
struct hash_places {
	uint32_t *first; /* 2^bits + 1 of them */
	unsigned bits;
};

/* The array is sorted, and has less than 2^32 elements. */
void hash_places_make(
    struct hash_places *places, const uint64_t *at, size_t count, size_t words);
void hash_places_fini(struct hash_places *places);
/* As hash_order_find in the same array. */
size_t hash_places_find(const struct hash_places *places, const uint64_t *at,
    size_t words, uint64_t hash);

#endif
