/*
 * base/hash_set.h - a set of 64-bit hashes in memory.
 *
 * Open addressing; grows as it fills. A hash that was never added is found with
 * a probability of one in 2^64 for each one that was: whoever asks must be safe
 * when that happens.
 */
#ifndef BASE_HASH_SET_H
#define BASE_HASH_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash_set {
	uint64_t *at; /* 0: free */
	size_t count, room; /* room: a power of two, or 0 */
};

void hash_set_fini(struct hash_set *set);
void hash_set_add(struct hash_set *set, uint64_t hash);
bool hash_set_has(const struct hash_set *set, uint64_t hash);

#endif
