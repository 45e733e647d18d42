/*
 * text/breaks.h - where a line may end (UAX 14 by ICU, and Swedish custom).
 */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stdint.h>

#include "base/slice.h"

enum line_break {
	BREAK_NONE = 0,
	BREAK_ALLOWED = 1,
	BREAK_FORCED = 2,
};

struct breaker;

/* For one language; NULL where ICU fails (missing data). */
struct breaker *breaker_new(const char *language);
void breaker_free(struct breaker *breaker);

/*
 * Fills breaks[0 … text.len]: whether a line may end before byte i. The end
 * of the text is BREAK_ALLOWED, or forced behind a line feed; never byte 0.
 * Custom (text/keep.h) only takes allowed breaks away, never forced ones.
 * Cheap to call again: nothing is allocated but for a longer text.
 */
void breaker_find(struct breaker *breaker, struct slice text, uint8_t *breaks);

#endif
