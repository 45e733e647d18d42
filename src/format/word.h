/*
 * format/word.h - the words of format codes, compared without regard to the case
 * of ASCII letters.
 */
#ifndef FORMAT_WORD_H
#define FORMAT_WORD_H

#include "base/slice.h"

static inline char
word_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static inline bool
word_is(struct slice text, const char *word)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!word[i] || word_lower(text.at[i]) != word_lower(word[i]))
			return false;
	}
	return !word[text.len];
}

static inline bool
word_starts(struct slice text, const char *word)
{
	return word_is(slice_part(text, 0, strlen(word)), word);
}

#endif
