/*
 * beside/index.h - where the rows of a file are, by a hash of what they are
 * found by: 16 bytes a row, whatever the row holds.
 *
 * `at` is the caller's: a line, or a place in a store. The top bits of it are
 * marks that are set once the index is closed.
 */
#ifndef BESIDE_INDEX_H
#define BESIDE_INDEX_H

#include "base/hash.h"
#include "base/hash_order.h"

struct index_entry {
	uint64_t hash;
	uint64_t at;
};

#define INDEX_BELONGS (1ull << 63) /* to a row of the register */
#define INDEX_IN_LETTER (1ull << 62) /* to one that got a letter */
#define INDEX_KEPT (1ull << 61) /* in the plan, with the rows it belongs to */
#define INDEX_AT (INDEX_KEPT - 1)

struct index {
	struct index_entry *entries; /* by hash, then by at, once closed */
	size_t count, room;
	struct hash_places places;
};

void index_fini(struct index *index);
void index_add(struct index *index, uint64_t hash, uint64_t at);
void index_close(struct index *index);

/* The entries with the hash: *count of them from the one given on; NULL where
 * there is none. */
struct index_entry *index_find(
    const struct index *index, uint64_t hash, size_t *count);

#endif
