/*
 * paper/drawing.h - one page that is drawn: rules, and texts put anywhere.
 *
 * In mpt from the page's top left corner. What is drawn is furniture for
 * screen readers; what is set as text is read in the order in which it comes.
 */
#ifndef PAPER_DRAWING_H
#define PAPER_DRAWING_H

#include "layout/setter.h"

struct drawing {
	struct arena *mem;
	struct pages pages; /* of one page, which is drawn on */
	size_t room;
	/* Of the next drawing_place_bars. */
	struct bar *bars;
	size_t bar_count, bar_room;
};

struct box {
	mpt x, y, width, height;
};

struct drawing drawing_start(
    struct arena *mem, const struct stationery *stationery);

/* A filled rectangle. */
void drawing_fill(struct drawing *drawing, struct box box, uint32_t colour);

/* Lines of a thickness, their middle on the box's edges; `dash` long with gaps
 * half as long, or whole where it is 0. */
void drawing_outline(struct drawing *drawing, struct box box, mpt thickness,
    mpt dash, uint32_t colour);

/* Puts on the page what was drawn. */
void drawing_place_bars(struct drawing *drawing);

/* Puts a page's pieces there, moved. */
void drawing_place(struct drawing *drawing, const struct page *page, mpt x,
    mpt y, bool artifact);

#endif
