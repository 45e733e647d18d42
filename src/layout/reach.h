/*
 * layout/reach.h - boxes that the ink of text does not leave.
 *
 * In mpt, y downwards; rounded outwards. Whoever asks where ink may not be has
 * mostly his answer from them, without a look at each glyph.
 */
#ifndef LAYOUT_REACH_H
#define LAYOUT_REACH_H

#include "layout/page.h"

/* A box in a font's units, as it lies around a run's pen. */
struct reach reach_of_box(const struct run *run, const int32_t box[4]);

/*
 * Of a line, from the galley's top left corner; an em on each side is for marks
 * that are moved from the pen.
 */
struct reach reach_of_line(
    const struct galley *galley, const struct line *line);

/* Of all lines of a galley that has any. */
struct reach reach_of_lines(const struct galley *galley);

#endif
