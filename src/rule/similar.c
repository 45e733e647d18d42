#include "rule/similar.h"

#include <stdlib.h>

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

static int
compare(const void *a, const void *b)
{
	const struct similar_pair *x = a, *y = b;
	if (x->form != y->form)
		return x->form < y->form ? -1 : 1;
	return (x->exact > y->exact) - (x->exact < y->exact);
}

void
similar_keys_close(struct similar_keys *keys)
{
	key_counts_close(&keys->own);
	key_counts_close(&keys->joined);
	if (keys->count)
		qsort(keys->others, keys->count, sizeof *keys->others, compare);
}

/* The first pair of the form, or where it would stand. */
static size_t
find_first(const struct similar_keys *keys, uint64_t form)
{
	size_t low = 0, high = keys->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (keys->others[middle].form < form)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a key that is not its own form has this one and is another. */
static bool
others_hold(const struct similar_keys *keys, struct slice form, uint64_t exact)
{
	uint64_t wanted = hash_short(0, form);
	size_t first = find_first(keys, wanted);
	if (first == keys->count || keys->others[first].form != wanted)
		return false;
	size_t end =
	    wanted == UINT64_MAX ? keys->count : find_first(keys, wanted + 1);
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
