/*
 * letter/fixed_text.h - what a letter says to everybody, as one text.
 *
 * For looking through what no row fills in: the words of the body with its
 * parts, descriptions and targets, the subject, the front matter's defaults,
 * and the texts in quotes that fields print. Blocks stand on lines of their
 * own, and fields break a line, so that nothing is found across them.
 */
#ifndef LETTER_FIXED_TEXT_H
#define LETTER_FIXED_TEXT_H

#include "letter/letter.h"

/* A piece of the text, from one place of the source. */
struct fixed_piece {
	size_t from;
	struct span span;
	bool exact; /* its columns are the text's own */
};

struct fixed_text {
	struct slice text;
	struct fixed_piece *pieces;
	size_t count;
};

/* In the arena. */
struct fixed_text letter_fixed_text(
    struct arena *job_mem, const struct letter *letter);

/* Where a part of the text stands; of the piece it begins in. */
struct span fixed_text_span(
    const struct fixed_text *text, size_t at, size_t len);

#endif
