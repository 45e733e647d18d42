/*
 * paper/ruler.h - what a test sheet is measured by: rulers along two edges,
 * marks to fold at, the window with its tolerance, frames.
 */
#ifndef PAPER_RULER_H
#define PAPER_RULER_H

#include "paper/lettering.h"

/* Millimetres from the page's edges to a ruler's line, and so its place. */
enum { RULER_TOP = 10, RULER_LEFT = 15 };

struct fold {
	mpt at[3]; /* from the page's top */
	size_t count; /* the first for one fold, the others for two */
};

/* In two, and for a page that is upright also in three. */
struct fold fold_of(const struct stationery *stationery);

/* False, and why, where a figure cannot be set. */
bool ruler_draw(struct drawing *drawing, struct lettering *figures,
    const struct stationery *stationery, struct problem *why);

/* Window, tolerance, frames and margins that are kept clear. */
void ruler_draw_frames(
    struct drawing *drawing, const struct stationery *stationery);

#endif
