/*
 * letter/readability.h - how hard a letter is to read.
 *
 * LIX (C. H. Björnsson, Läsbarhet, 1968): words per sentence, plus long words
 * (more than six letters) in per cent of all. A sentence ends with a full
 * stop, question or exclamation mark or colon, and where its block ends;
 * "t.ex." and "1." end none. A field counts as one word, not a long one; of a
 * condition all branches count.
 */
#ifndef LETTER_READABILITY_H
#define LETTER_READABILITY_H

#include "letter/letter.h"

#define LONGEST_SENTENCES 3

struct sentence {
	struct slice text; /* fields as {{source}} */
	struct span span; /* of its first text or field */
	size_t words;
};

struct readability {
	size_t words, long_words, sentences;
	int lix; /* rounded; 0 for a letter without words */
	struct sentence longest[LONGEST_SENTENCES]; /* longest first */
	size_t longest_count;
};

struct readability readability_measure(
    struct arena *job_mem, const struct letter *letter);

/*
 * Björnsson's scale as a message to print: below 30 very easy, 40 easy, 50
 * medium, 60 hard, above very hard.
 */
const struct message *readability_level(int lix);

#endif
