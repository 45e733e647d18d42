/*
 * text/gap.h - where somebody still has to write: FYLL I, or FILL IN.
 *
 * `utskick new` leaves them in what it writes. In capitals and as whole words
 * they are a gap wherever they stand; "Fyll i blanketten" is a sentence.
 */
#ifndef TEXT_GAP_H
#define TEXT_GAP_H

#include "base/slice.h"

/*
 * The first gap at or behind byte `from`; its place and length. False where
 * there is none.
 */
bool gap_find(struct slice text, size_t from, size_t *at, size_t *len);

#endif
