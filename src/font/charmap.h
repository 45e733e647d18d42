/*
 * font/charmap.h - does a font's character map hold together?
 *
 * OpenType's rule for "cmap": the ranges of a subtable ascend and do not
 * overlap. A table that breaks it can make a reader walk the whole of Unicode
 * once a range; so it is asked for before HarfBuzz sees the font.
 */
#ifndef FONT_CHARMAP_H
#define FONT_CHARMAP_H

#include "base/slice.h"

enum charmap_fault {
	CHARMAP_WHOLE,
	CHARMAP_DAMAGED,
	CHARMAP_NO_UNICODE, /* no subtable for Unicode: a symbol font */
};

enum charmap_fault charmap_check(struct slice cmap);

#endif
