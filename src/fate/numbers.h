/*
 * fate/numbers.h - a set of letters or batches: "17,4711,4800-4810".
 */
#ifndef FATE_NUMBERS_H
#define FATE_NUMBERS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"

struct numbers_range {
	uint32_t first, last;
};

struct numbers {
	struct numbers_range *at; /* rising, with a gap before each */
	size_t count, room;
};

/* Reads into mem, in any order. False for any other text, and for none. */
bool numbers_read(
    struct numbers *numbers, struct arena *mem, struct slice text);
/* Accepts only the form that numbers_write gives. */
void numbers_write(struct strbuf *out, const struct numbers *numbers);

/* Adds a number larger than all in the set. */
void numbers_add(struct numbers *numbers, struct arena *mem, uint32_t number);

uint32_t numbers_count(const struct numbers *numbers);
bool numbers_hold(const struct numbers *numbers, uint32_t number);

#endif
