/*
 * rule/duplicate.h - keys that stand in several rows.
 *
 * Keeps 8 bytes a row, and 8 for each key that repeats: a 64-bit hash of each key (base/hash.h). Two different
 * keys among a million share one with a probability below one in ten million,
 * and then two letters are held, not sent.
 */
#ifndef RULE_DUPLICATE_H
#define RULE_DUPLICATE_H

#include "base/hash.h"
#include "base/hash_order.h"

struct key_counts {
	uint64_t *at;
	size_t count, room;
	uint64_t *repeated; /* of those that were added more than once */
	size_t repeated_count;
	struct hash_places places; /* of those */
	bool sorted;
};

void key_counts_fini(struct key_counts *keys);
void key_counts_add(struct key_counts *keys, struct slice key);
/* Sorts; no more keys may be added. */
void key_counts_close(struct key_counts *keys);
/* True where the key was added. */
bool key_counts_holds(const struct key_counts *keys, struct slice key);
/* The same by its hash: hash_short of 0 and the key. */
bool key_counts_holds_hash(const struct key_counts *keys, uint64_t hash);
/* True where the key was added more than once. */
bool key_counts_repeats(const struct key_counts *keys, struct slice key);

#endif
