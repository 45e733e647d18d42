/*
 * text/pairs.h - line breaks of plain text without ICU; for text/ alone.
 *
 * In text of Latin letters, digits and the commonest signs UAX 14 decides by
 * the two characters at hand, a blank between them or not. Where it looks
 * further ("1/2", "(kr)") the text is left to ICU. A test compares all short
 * texts of one character a class with ICU.
 */
#ifndef TEXT_PAIRS_H
#define TEXT_PAIRS_H

#include <stdint.h>

#include "base/slice.h"

/*
 * Fills breaks[0 … text.len] as breaker_find does, without Swedish custom;
 * false where the text is not plain enough, and breaks is then undefined.
 */
bool pairs_find(struct slice text, uint8_t *breaks);

#endif
