/*
 * paper/sheet_text.h - what a test sheet says: how it is used, and the measures
 * in millimetres.
 */
#ifndef PAPER_SHEET_TEXT_H
#define PAPER_SHEET_TEXT_H

#include "doc/node.h"
#include "paper/testsheet.h"

/* Its title. */
struct slice sheet_text_title(struct arena *mem, const struct words *words,
    const struct stationery *stationery);

/* The line below the window: where it is, and how large. */
struct slice sheet_text_note(struct arena *mem, const struct words *words,
    const struct stationery *stationery);

/* The blocks of the page. */
const struct node *const *sheet_text_make(
    struct arena *mem, const struct testsheet_spec *spec, size_t *count);

#endif
