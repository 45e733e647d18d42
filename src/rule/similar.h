/*
 * rule/similar.h - keys that differ only in zeros, signs, blanks or capitals.
 *
 * For whatever compares keys that are plain text: rows of a register, the
 * entries of a list, a table. The same key is rule/duplicate.h's; here is
 * doubt: "00123" and "123" may be one customer or two (record/key_form.h).
 *
 * Keeps 8 bytes a key where it is its own form, 16 otherwise, and 8 more where
 * it has signs between digits.
 */
#ifndef RULE_SIMILAR_H
#define RULE_SIMILAR_H

#include "base/arena.h"
#include "rule/duplicate.h"

struct similar_pair {
	uint64_t form, exact;
};

struct similar_keys {
	struct key_counts own; /* keys that are their own parted form */
	struct key_counts joined; /* joined forms of those that have parts */
	struct similar_pair *others;
	size_t count, room;
};

void similar_keys_fini(struct similar_keys *keys);
/* An empty key does not count. */
void similar_keys_add(
    struct similar_keys *keys, struct arena *scratch, struct slice key);
/* Sorts; no more keys may be added. */
void similar_keys_close(struct similar_keys *keys);
/* True where a key was added that is near this one and not the same. */
bool similar_keys_find(
    const struct similar_keys *keys, struct arena *scratch, struct slice key);

#endif
