/*
 * layout/paragraph.h - one block of text to lines of placed glyph runs.
 *
 * Takes a node's inlines, gives lines whose tops count from 0; knows
 * nothing of what stands above, beside or below.
 */
#ifndef LAYOUT_PARAGRAPH_H
#define LAYOUT_PARAGRAPH_H

#include "layout/page.h"
#include "layout/typecase.h"

struct paragraph {
	struct line *lines;
	size_t count;
	mpt height;
};

/*
 * Sets a block's inlines at `x`, `width` wide, in setting->mem; a block
 * without text gives no lines. False, and why, where a glyph is missing or a
 * word is wider than the line.
 */
bool paragraph_set(const struct setting *setting, const struct node *block,
    const struct style *style, mpt x, mpt width, struct paragraph *paragraph);

/*
 * The same for one plain line that is never broken; it may come out wider
 * than `width`. `node` says whose text it is.
 */
bool paragraph_set_plain(const struct setting *setting, struct slice plain,
    const struct node *node, const struct style *style, mpt x, mpt width,
    struct paragraph *paragraph);

/* Widest word and widest line of a block, for the columns of a table. */
bool paragraph_measure(const struct setting *setting, const struct node *block,
    const struct style *style, mpt *least, mpt *most);

/* From a line's top to its baseline: the face centred in the leading. */
mpt paragraph_baseline(const struct font *font, mpt size, mpt leading);

#endif
