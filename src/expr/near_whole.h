/*
 * expr/near_whole.h - two texts, cut into words, against each other.
 *
 * Inside expr/ only; near.h says what is near.
 */
#ifndef EXPR_NEAR_WHOLE_H
#define EXPR_NEAR_WHOLE_H

#include "expr/near_text.h"

/* Whether one is nearly the other, or in it. */
bool near_is_near(const struct near_text *cell, const struct near_text *named);

/*
 * Whether two texts of a single word each say the same: M and Man, V and 5. In
 * a longer text one letter says too little.
 */
bool near_say_the_same(
    const struct near_text *cell, const struct near_text *named);

/*
 * Whether the cell nearly contains the part, or starts with it, also inside
 * its words and over the gaps between them.
 */
bool near_has_part(
    const struct near_text *cell, const struct near_text *part, bool at_start);

#endif
