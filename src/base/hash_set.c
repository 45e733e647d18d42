#include "base/hash_set.h"

#include <stdlib.h>

#include "base/memory.h"

#define ROOM_FIRST 256

void
hash_set_fini(struct hash_set *set)
{
	free(set->at);
	*set = (struct hash_set){0};
}

/* 0 stands for a free place. */
static uint64_t
stored(uint64_t hash)
{
	return hash ? hash : 1;
}

static bool
put(uint64_t *at, size_t room, uint64_t hash)
{
	size_t i = (size_t)hash & (room - 1);
	for (; at[i]; i = (i + 1) & (room - 1)) {
		if (at[i] == hash)
			return false;
	}
	at[i] = hash;
	return true;
}

static void
grow(struct hash_set *set)
{
	size_t room = set->room ? 2 * set->room : ROOM_FIRST;
	uint64_t *at = mem_new(room, sizeof *at);
	for (size_t i = 0; i < set->room; i++) {
		if (set->at[i])
			put(at, room, set->at[i]);
	}
	free(set->at);
	set->at = at;
	set->room = room;
}

void
hash_set_add(struct hash_set *set, uint64_t hash)
{
	if (2 * (set->count + 1) > set->room)
		grow(set);
	set->count += put(set->at, set->room, stored(hash));
}

bool
hash_set_has(const struct hash_set *set, uint64_t hash)
{
	if (!set->count)
		return false;
	hash = stored(hash);
	size_t i = (size_t)hash & (set->room - 1);
	for (; set->at[i]; i = (i + 1) & (set->room - 1)) {
		if (set->at[i] == hash)
			return true;
	}
	return false;
}
