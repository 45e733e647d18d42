#include "beside/nearby.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "expr/near.h"

#define LETTERS_LEAST 2 /* as in SH; A1 and B7 are keys */
#define REMEMBERED 100000

void
nearby_fini(struct nearby *nearby)
{
	free(nearby->named);
	hash_set_fini(&nearby->texts);
	hash_set_fini(&nearby->near);
	hash_set_fini(&nearby->far);
	*nearby = (struct nearby){0};
}

/* Two letters that no digit or sign parts. */
static bool
is_worded(struct slice text)
{
	size_t letters = 0;
	for (size_t i = 0; i < text.len && letters < LETTERS_LEAST; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool follows = c >= 0x80 && c < 0xc0; /* it is of the last */
		bool letter =
		    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0xc0;
		if (!follows)
			letters = letter ? letters + 1 : 0;
	}
	return letters == LETTERS_LEAST;
}

void
nearby_add(struct nearby *nearby, struct arena *mem, struct slice text)
{
	uint64_t hash = hash_short(0, text);
	if (nearby->too_many || !is_worded(text) ||
	    hash_set_has(&nearby->texts, hash))
		return;
	nearby->too_many = nearby->count == NEARBY_MOST;
	if (nearby->too_many) {
		nearby->count = 0;
		return;
	}
	hash_set_add(&nearby->texts, hash);
	nearby->named = mem_grow(nearby->named, &nearby->room,
	    nearby->count + 1, sizeof *nearby->named);
	nearby->named[nearby->count++] =
	    near_named_new(mem, arena_dup(mem, text));
}

bool
nearby_find(struct nearby *nearby, struct slice text)
{
	uint64_t hash = hash_short(0, text);
	if (!nearby->count || hash_set_has(&nearby->far, hash))
		return false;
	if (hash_set_has(&nearby->near, hash))
		return true;
	bool near = near_find(text, nearby->named, nearby->count, NEAR_WHOLE) <
		    nearby->count;
	struct hash_set *seen = near ? &nearby->near : &nearby->far;
	if (seen->count < REMEMBERED)
		hash_set_add(seen, hash);
	return near;
}
