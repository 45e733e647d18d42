/*
 * text/keep.h - what a line must not be broken inside, beyond UAX 14; for
 * text/ alone.
 *
 * Swedish custom (Svenska skrivregler, on numbers, signs and abbreviations)
 * and the Finnish for the same things: "753 10", "12 345", "5 mm", "kl. 8",
 * "nr 7", "4 kap. 1 §", "A. B. Berg", "0999-10 01 23", "1 september 2012",
 * "C/o", "350–450". Directional isolates around a field's value are looked
 * through.
 */
#ifndef TEXT_KEEP_H
#define TEXT_KEEP_H

#include <stdint.h>

#include "base/slice.h"

/* Takes away allowed breaks; breaks as in breaker_find. */
void keep_together(struct slice text, uint8_t *breaks);

#endif
