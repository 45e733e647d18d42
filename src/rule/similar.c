#include "rule/similar.h"

#include <stdlib.h>

#include "base/hash_order.h"
#include "base/memory.h"
#include "record/key_form.h"

void
similar_keys_fini(struct similar_keys *keys)
{
	key_counts_fini(&keys->own);
	key_counts_fini(&keys->joined);
	free(keys->others);
	*keys = (struct similar_keys){0};
}

void
similar_keys_add(
    struct similar_keys *keys, struct arena *scratch, struct slice key)
{
	struct key_form form = key_form_make(scratch, key);
	if (!form.parted.len)
		return;
	if (key_form_has_parts(&form))
		key_counts_add(&keys->joined, form.joined);
	if (slice_equal(form.parted, key)) {
		key_counts_add(&keys->own, key);
		return;
	}
	keys->others = mem_grow(
	    keys->others, &keys->room, keys->count + 1, sizeof *keys->others);
	keys->others[keys->count++] = (struct similar_pair){
	    hash_short(0, form.parted), hash_short(0, key)};
}

#define PAIR_WORDS (sizeof(struct similar_pair) / sizeof(uint64_t))

void
similar_keys_close(struct similar_keys *keys)
{
	key_counts_close(&keys->own);
	key_counts_close(&keys->joined);
	hash_order_sort((uint64_t *)keys->others, keys->count, PAIR_WORDS);
}

/* Whether a key that is not its own form has this one and is another. */
static bool
others_hold(const struct similar_keys *keys, struct slice form, uint64_t exact)
{
	uint64_t wanted = hash_short(0, form);
	const uint64_t *at = (const uint64_t *)keys->others;
	size_t first = hash_order_find(at, keys->count, PAIR_WORDS, wanted);
	size_t end =
	    hash_order_find_end(at, keys->count, PAIR_WORDS, wanted, first);
	if (first == end)
		return false;
	/* Sorted by the key too: one that differs is first or last. */
	return keys->others[first].exact != exact ||
	       keys->others[end - 1].exact != exact;
}

bool
similar_keys_find(
    const struct similar_keys *keys, struct arena *scratch, struct slice key)
{
	if (!keys->count && !keys->own.count)
		return false;
	struct key_form form = key_form_make(scratch, key);
	uint64_t exact = hash_short(0, key);
	if (!form.parted.len)
		return false;
	bool own = slice_equal(form.parted, key);
	if (others_hold(keys, form.parted, exact) ||
	    (!own && key_counts_holds(&keys->own, form.parted)))
		return true;
	if (!key_form_has_parts(&form))
		return key_counts_holds(&keys->joined, form.parted);
	return others_hold(keys, form.joined, exact) ||
	       key_counts_holds(&keys->own, form.joined);
}
