/*
 * set/sheet_marks.h - the marks that a print shop's machines read, drawn on the
 * fronts of a letter's sheets.
 *
 * Late: they tell the letter's number, which is known once all letters are set.
 * So they are pieces of the role "mark", which no content hash has, in zones
 * that preflight kept free of other ink.
 */
#ifndef SET_SHEET_MARKS_H
#define SET_SHEET_MARKS_H

#include "layout/page.h"
#include "shop/marks.h"

/* Adds them; `first` tells the letter's first sheet. */
void sheet_marks_add(struct arena *letter_mem, const struct shop *shop,
    uint32_t sides, const struct shop_sheet *first, struct pages *pages);

#endif
