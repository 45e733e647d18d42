/*
 * tests/unit/mutate.h - the same mutations on every run: a seed text with some
 * bytes changed, dropped, doubled, or spliced in from a list of tokens that
 * the parser under test is about.
 */
#ifndef TESTS_UNIT_MUTATE_H
#define TESTS_UNIT_MUTATE_H

#include <stdint.h>
#include <string.h>

#include "test.h"

#define MUTANT_MOST 4096

struct mutant {
	uint64_t state; /* of xorshift64*; not 0 */
	size_t len;
	char at[MUTANT_MOST];
};

static inline uint32_t
mutate_random(struct mutant *mutant, uint32_t below)
{
	mutant->state ^= mutant->state >> 12;
	mutant->state ^= mutant->state << 25;
	mutant->state ^= mutant->state >> 27;
	uint64_t high = (mutant->state * 2685821657736338717ULL) >> 32;
	return below ? (uint32_t)(high % below) : 0;
}

/* Replaces `cut` bytes at `from` by `put`, where there is room. */
static inline void
mutate_splice(struct mutant *mutant, size_t from, size_t cut, struct slice put)
{
	if (from > mutant->len)
		from = mutant->len;
	if (cut > mutant->len - from)
		cut = mutant->len - from;
	if (mutant->len - cut + put.len > MUTANT_MOST)
		return;
	memmove(mutant->at + from + put.len, mutant->at + from + cut,
	    mutant->len - from - cut);
	if (put.len)
		memcpy(mutant->at + from, put.at, put.len);
	mutant->len = mutant->len - cut + put.len;
}

static inline void
mutate_once(struct mutant *mutant, const struct slice *tokens, size_t count)
{
	size_t from = mutate_random(mutant, (uint32_t)mutant->len + 1);
	size_t cut = mutate_random(mutant, 8);
	char byte = (char)mutate_random(mutant, 256), copy[16];
	switch (mutate_random(mutant, 5)) {
	case 0:
		mutate_splice(mutant, from, 1, (struct slice){&byte, 1});
		break;
	case 1:
		mutate_splice(mutant, from, cut, (struct slice){NULL, 0});
		break;
	case 2:
		if (from + cut > mutant->len)
			cut = mutant->len - from;
		memcpy(copy, mutant->at + from, cut);
		mutate_splice(mutant, from, 0, (struct slice){copy, cut});
		break;
	default:
		mutate_splice(mutant, from, cut,
		    tokens[mutate_random(mutant, (uint32_t)count)]);
	}
}

/* A rule tried on one mutant of many: said only where it does not hold. */
static inline void
test_holds(const char *name, bool ok)
{
	if (!ok)
		test_true(name, false);
}

/* A seed changed in one to eight places. */
static inline struct slice
mutate(struct mutant *mutant, struct slice seed, const struct slice *tokens,
    size_t count)
{
	mutant->len = 0;
	mutate_splice(mutant, 0, 0, seed);
	for (uint32_t n = mutate_random(mutant, 8) + 1; n > 0; n--)
		mutate_once(mutant, tokens, count);
	return (struct slice){mutant->at, mutant->len};
}

#endif
