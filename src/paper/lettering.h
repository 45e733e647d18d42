/*
 * paper/lettering.h - text of our own on a drawing, in our own type.
 */
#ifndef PAPER_LETTERING_H
#define PAPER_LETTERING_H

#include "paper/drawing.h"

struct lettering {
	struct setter *setter;
	struct arena *mem;
	const char *language;
};

/*
 * For text within a box; its styles are body, heading, table, list, `note`
 * (small), and `number` and `side` for a ruler's figures, centred and at the
 * right. False after a report. Free its setter in either case.
 */
bool lettering_open(struct lettering *lettering, struct arena *mem,
    const char *language, struct box box, struct font_set *fonts,
    struct glyph_use *use, struct diag *diag);

/* Sets blocks; pages of the box alone. False, and why, where they cannot be. */
bool lettering_set(struct lettering *lettering,
    const struct node *const *blocks, size_t count, struct pages *pages,
    struct problem *why);

/* One paragraph in a style, moved by x, y from the box's corner. Furniture. */
bool lettering_place(struct lettering *lettering, struct drawing *drawing,
    const char *style, struct slice text, mpt x, mpt y, struct problem *why);

#endif
