/*
 * specimen/invent_parts.h - what the files of the inventor share.
 *
 * invent.c goes through a text, invent_word.c makes words, invent_number.c
 * identity numbers, dates, telephones and all other digits.
 */
#ifndef SPECIMEN_INVENT_PARTS_H
#define SPECIMEN_INVENT_PARTS_H

#include "base/hash.h"
#include "base/hash_set.h"
#include "base/strbuf.h"
#include "specimen/invent.h"

/* A word or a whole text, and what stands in its place; both folded. */
struct invented_pair {
	struct slice real, shown;
	const struct column *asked; /* whose values the job names, or NULL */
};

struct inventor {
	day today;
	struct hash_set avoided; /* folded words and whole texts */
	struct hash_set kept; /* folded words that say nothing of anybody */
	struct expr_literal *named; /* by the job; heap */
	size_t named_count, named_room;
	const struct column *column; /* of the text at hand */
	uint64_t state; /* of the sequence */
	int shift; /* days */
	bool numbers; /* they are invented too */
	struct arena *mem; /* of the letter at hand */
	struct invented_pair *words, *texts;
	size_t word_count, word_room, text_count, text_room;
};

/* The next number of the sequence, below `most`. */
uint32_t inventor_next(struct inventor *inventor, uint32_t most);

static inline uint64_t
inventor_hash(struct slice folded)
{
	return hash_short(0x5354414d50, folded);
}

/* Whether somebody in the register has that text or word. */
bool inventor_is_taken(struct inventor *inventor, struct slice text);

/* Whether the job names it as a part of the column at hand; folded. */
bool inventor_is_named(const struct inventor *inventor, struct slice part);

/* ---- invent_word.c */

/* Letters alone; with the capitals of `word`. */
struct slice inventor_word(struct inventor *inventor, struct slice word);

/* ---- invent_number.c */

day inventor_day(const struct inventor *inventor, day when);

/* Appends digits in place of these, none of them by chance an identity. */
void inventor_add_digits(
    struct inventor *inventor, struct strbuf *out, struct slice digits);

/*
 * The length of the identity number, postcode or date that the text begins
 * with, in its place what was invented; 0: it begins with none.
 */
size_t inventor_add_number(
    struct inventor *inventor, struct strbuf *out, struct slice text);

/* Whole cells by type. */
struct slice inventor_identity(
    struct inventor *inventor, enum column_type type, struct slice number);
struct slice inventor_phone(struct inventor *inventor, struct slice text);
bool inventor_is_phone(struct slice text);

#endif
