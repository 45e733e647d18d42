/*
 * expr/near_text.h - a text as nearness sees it: words of the letters it looks
 * like, numbers apart from words, without what stands between.
 *
 * Inside expr/ only; near.h says what is near.
 */
#ifndef EXPR_NEAR_TEXT_H
#define EXPR_NEAR_TEXT_H

#include <stdint.h>

#include "base/arena.h"

/* Bytes that are looked at together; near.c goes through longer texts. */
#define NEAR_BYTES 1024

/* A number that says which flat or floor, not which house. */
enum near_detail { DETAIL_NONE, DETAIL_FLAT, DETAIL_FLOOR };

struct near_word {
	struct slice text; /* a number's without leading zeros */
	uint64_t mask; /* its letters as a set */
	uint16_t letters;
	uint16_t number; /* of a numeral or number word, up to four digits */
	uint16_t range_to; /* 3-5: 5; 0: none */
	bool is_number; /* written with digits */
	bool is_roman; /* of two letters or more, or one behind a word */
	char after; /* '.', '-', '/', ' '; '0': a digit; 0: a letter, the end */
	unsigned char detail;
};

struct near_text {
	struct slice squeezed; /* its words without anything between */
	struct near_word *words;
	size_t count;
	size_t letters;
	bool hyphens, has_numbers;
};

/* Where a text is read into, so that a cell needs no memory of its own. */
struct near_room {
	char bytes[NEAR_BYTES + 8];
	struct near_word words[NEAR_BYTES + 1];
};

/*
 * Reads the first NEAR_BYTES of a skeleton (text/skeleton.h). `hyphens_join`:
 * Service-hus is one word. The result lives as long as the room.
 */
struct near_text near_text_read(
    struct near_room *room, struct slice looks, bool hyphens_join);

/* The same in the arena, as long as its words need. */
struct near_text near_text_keep(
    struct arena *mem, struct slice looks, bool hyphens_join);

/* What a Roman numeral of at most 20 says, also one of a letter; 0: none. */
uint16_t near_roman(struct slice text);

#endif
