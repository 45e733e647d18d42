/*
 * base/suggest.h - the nearest name to one that is not there.
 *
 *	struct suggestion best = suggestion_start(asked);
 *	for (…) suggestion_offer(&best, name);
 *	if (best.nearest.len)
 *		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/slice.h"

struct suggestion {
	struct slice asked;
	struct slice nearest; /* empty: nothing near enough */
	size_t distance;
};

struct suggestion suggestion_start(struct slice asked);
/* `name` is borrowed; it is taken where it is nearer than what was offered. */
void suggestion_offer(struct suggestion *best, struct slice name);

/*
 * Edits (insert, delete, replace, swap of neighbours: Damerau's optimal string
 * alignment) between two texts, by code point, upper and lower case of ASCII
 * and Latin-1 letters equal; more than `limit` gives limit + 1.
 */
size_t edit_distance(struct slice a, struct slice b, size_t limit);

#endif
