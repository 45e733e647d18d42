/*
 * layout/line_make.h - the runs of one line, from its atoms.
 *
 * Used by layout/paragraph.c only. In bidi text the atoms of a line are put in
 * visual order (UAX 9, L2) before they are joined to runs.
 */
#ifndef LAYOUT_LINE_MAKE_H
#define LAYOUT_LINE_MAKE_H

#include "layout/atom.h"
#include "layout/page.h"

/* Fills line->runs and line->width; runs begin at x 0, spaces natural. */
bool line_make(const struct setting *setting, const struct inline_text *text,
    const struct atoms *atoms, uint32_t from_stop, uint32_t to_stop,
    struct line *line);

/* Sets the words of a line apart, and its letters. */
void line_spread(struct line *line, struct line_spacing spacing);

/* Moves all runs to the right. */
void line_shift(struct line *line, mpt by);

#endif
