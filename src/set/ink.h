/*
 * set/ink.h - where on the page something is printed.
 *
 * In mpt from the page's top left corner, y downwards. The ink of text is that
 * of its glyphs; the room around them counts for nothing.
 */
#ifndef SET_INK_H
#define SET_INK_H

#include "layout/page.h"

struct ink {
	int64_t left, top, right, bottom;
};

/* How far `what` reaches out of `area`, 0 where it does not. */
int64_t ink_beyond(const struct ink *what, const struct ink *area);
/* How far `what` would have to move to leave `area`, 0 where it is outside. */
int64_t ink_within(const struct ink *what, const struct ink *area);

/* Sees a piece of ink; false ends the walk. */
typedef bool ink_seen(const struct ink *ink, void *ctx);

/*
 * Shows the ink of a piece: bars, pictures, and runs. A run is shown as a whole
 * where `coarse` says that this is enough of it (its box is not smaller than its
 * ink), otherwise glyph by glyph.
 */
void ink_each(
    const struct piece *piece, ink_seen *coarse, ink_seen *seen, void *ctx);

#endif
