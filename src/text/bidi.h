/*
 * text/bidi.h - directional runs of a paragraph (UAX 9 by ICU) and scripts.
 */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include <stdint.h>

#include "base/arena.h"

struct bidi_run {
	uint32_t from, to; /* bytes */
	uint8_t level; /* odd: right to left */
	char script[5]; /* ISO 15924, "Latn", "Arab" */
};

/* True where no right-to-left character and no bidi control occurs. */
bool bidi_is_plain(struct slice text);

/*
 * Phone numbers, postcodes and ISO dates keep their direction among
 * right-to-left words: a blank or hyphen between digits is taken as one.
 *
 * Runs in logical order, each of one level and one script; right_to_left is
 * the paragraph's base direction. In the arena.
 */
struct bidi_run *bidi_runs(
    struct arena *arena, struct slice text, bool right_to_left, size_t *count);

/* Visual order of one line's runs: order[i] is the index of the i-th run. */
void bidi_order(const uint8_t *levels, size_t count, uint32_t *order);

#endif
