/*
 * layout/hang.h - how far a word's punctuation may hang out of a justified
 * line.
 *
 * Used by layout/word_make.c only: it is found once for each word shaped.
 */
#ifndef LAYOUT_HANG_H
#define LAYOUT_HANG_H

#include "layout/word.h"

/*
 * Sets word->trail and word->lead, a share of the mark's own width: most of a
 * full stop, comma, hyphen or quote, less of a wider mark. The word is shaped.
 */
void hang_find(struct word *word);

#endif
