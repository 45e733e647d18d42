/*
 * text/skeleton.h - what a text looks like, for judging whether it was meant
 * to be another.
 *
 * Two texts of one skeleton are not the same text (that is text_fold), but
 * whoever reads them on paper takes one for the other: a Cyrillic е in
 * Servicehus, a circled digit, letters underlined one by one.
 */
#ifndef TEXT_SKELETON_H
#define TEXT_SKELETON_H

#include "base/arena.h"

/*
 * Folded (text/normal.h), compatibility forms spelt out (NFKD, UAX 15), marks
 * that belong to no letter of their own left out, and letters of other scripts
 * that look like Latin ones replaced by these (UTS 39, "confusables"), digits
 * of other scripts by 0 to 9. A ½ or ² behind a digit stands apart from it. å ä
 * ö é stay. ASCII and Latin-1 letters never reach ICU.
 */
struct slice text_skeleton(struct arena *arena, struct slice text);

/*
 * A skeleton without any marks, as a keyboard or a system without Swedish
 * letters writes it: sarskilt boende. Borrowed where there are none.
 */
struct slice text_bare(struct arena *arena, struct slice skeleton);

#endif
