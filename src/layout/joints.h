/*
 * layout/joints.h - where a compound word's parts meet.
 *
 * From lists in plain text: templates/hyphenation/sv.txt, and what a
 * stationery names. Patterns know letters, not words: they break
 * snör-öjningshjälp. A word is taken apart where its parts are listed; the
 * format stands at the head of the shipped list and in docs/type.md. Knows
 * nothing of patterns.
 */
#ifndef LAYOUT_JOINTS_H
#define LAYOUT_JOINTS_H

#include "base/diag.h"

#define JOINTS_MOST 12 /* in one word */

struct joints;

struct joints *joints_new(void);
void joints_free(struct joints *joints);

/* Adds a file's words; false after reports of all lines that are wrong. */
bool joints_read(struct joints *joints, const char *path, struct diag *diag,
    struct span asked);

/*
 * The joints of a word of small letters in ISO 8859-1: before which letter a
 * part begins, rising. Their number; 0 where none is known. *whole: it is
 * listed as one that is never broken.
 */
size_t joints_find(const struct joints *joints, struct slice letters,
    uint8_t at[JOINTS_MOST], bool *whole);

/* A letter of ISO 8859-1 as a small one, 0 for all other characters. */
static inline uint32_t
joints_small(uint32_t code)
{
	bool capital = (code >= 'A' && code <= 'Z') ||
		       (code >= 0xC0 && code <= 0xDE && code != 0xD7);
	bool small = (code >= 'a' && code <= 'z') ||
		     (code >= 0xDF && code <= 0xFF && code != 0xF7);
	return capital ? code + 0x20 : small ? code : 0;
}

#endif
