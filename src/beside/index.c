#include "beside/index.h"

#include <stdlib.h>

#include "base/memory.h"

void
index_fini(struct index *index)
{
	free(index->entries);
	hash_places_fini(&index->places);
	*index = (struct index){0};
}

void
index_add(struct index *index, uint64_t hash, uint64_t at)
{
	index->entries = mem_grow(index->entries, &index->room,
	    index->count + 1, sizeof *index->entries);
	index->entries[index->count++] = (struct index_entry){hash, at};
}

#define ENTRY_WORDS (sizeof(struct index_entry) / sizeof(uint64_t))

void
index_close(struct index *index)
{
	index->entries = mem_settle(
	    index->entries, &index->room, index->count, sizeof *index->entries);
	uint64_t *at = (uint64_t *)index->entries;
	hash_order_sort(at, index->count, ENTRY_WORDS);
	hash_places_make(&index->places, at, index->count, ENTRY_WORDS);
}

struct index_entry *
index_find(const struct index *index, uint64_t hash, size_t *count)
{
	const uint64_t *at = (const uint64_t *)index->entries;
	*count = 0;
	if (!index->count)
		return NULL;
	size_t first = hash_places_find(&index->places, at, ENTRY_WORDS, hash);
	size_t end =
	    hash_order_find_end(at, index->count, ENTRY_WORDS, hash, first);
	*count = end - first;
	return end > first ? &index->entries[first] : NULL;
}
