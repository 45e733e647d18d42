/*
 * record/plain.h - texts that are compared by what they look like.
 */
#ifndef RECORD_PLAIN_H
#define RECORD_PLAIN_H

#include "base/arena.h"

/* Without case, marks and signs of other scripts: Björk, BJORK and a Cyrillic
 * ork are one. May borrow from `text`. */
struct slice plain_letters(struct arena *arena, struct slice text);

/* Of plain letters: letters and digits make words, the rest parts them. */
static inline bool
plain_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

#endif
