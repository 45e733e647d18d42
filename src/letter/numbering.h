/*
 * letter/numbering.h - numbers of lists that go on, as a word processor counts
 * them: all items of one list together, wherever they stand in the letter.
 *
 * What a condition leaves out is not counted, so a list behind it may begin at
 * a number that only the merged letter says. Such a list has `start`
 * LIST_COUNTED in the template; merge/ counts it.
 */
#ifndef LETTER_NUMBERING_H
#define LETTER_NUMBERING_H

#include "doc/node.h"

struct letter;

/* Items of one list and one level, and of one restart among them. */
struct letter_counter {
	uint32_t list; /* those of the same one count together */
	uint8_t level; /* from 0 */
	uint8_t below; /* begins anew behind an item of a level under this */
	bool anew; /* begins anew where it is first used */
	int32_t start;
	uint16_t series; /* index of the first of this list and level */
};

#define LETTER_COUNTERS_MAX 4096

/* How far one letter has counted. */
struct list_numbers {
	const struct letter *letter;
	struct counted *at; /* one for each counter */
};

struct list_numbers numbering_new(
    struct arena *arena, const struct letter *letter);
/*
 * The number of the next item of a counter; LIST_COUNTED where it depends on the
 * row, which it never does once a letter is merged.
 */
int32_t numbering_peek(const struct list_numbers *numbers, uint16_t counter);
/* An item, or a heading, is printed. */
void numbering_take(struct list_numbers *numbering, uint16_t counter);

/*
 * Gives every list of the template its start, where that is the same in every
 * letter. Where all are, the letter has no counters afterwards.
 */
void numbering_settle(struct letter *letter, struct arena *job_mem);

#endif
