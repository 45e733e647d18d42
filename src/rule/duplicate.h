/*
 * rule/duplicate.h - keys that stand in several rows.
 *
 * Keeps 8 bytes a row: the first half of each key's SHA-256. Two different
 * keys of a register of a million rows share them with probability below one
 * in ten million, and then two letters are held, not sent.
 */
#ifndef RULE_DUPLICATE_H
#define RULE_DUPLICATE_H

#include "base/hash.h"

struct key_counts {
	uint64_t *at;
	size_t count, room;
	bool sorted;
};

void key_counts_fini(struct key_counts *keys);
void key_counts_add(struct key_counts *keys, struct digest key);
/* Sorts; no more keys may be added. */
void key_counts_close(struct key_counts *keys);
/* True where the key was added. */
bool key_counts_holds(const struct key_counts *keys, struct digest key);
/* True where the key was added more than once. */
bool key_counts_repeats(const struct key_counts *keys, struct digest key);

#endif
