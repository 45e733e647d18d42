/*
 * letter/word.h - the words of a text: letters and digits, hyphens between.
 *
 * For letter/, and for load/names_in_text.h, which looks through its texts.
 */
#ifndef LETTER_WORD_H
#define LETTER_WORD_H

#include "doc/node.h"

/* The next word from *at, which moves behind it; false at the end. */
bool word_next(struct slice text, size_t *at, struct slice *word);

/* Where a word of a text node stands. */
struct span word_span(const struct node *text, struct slice word);

#endif
