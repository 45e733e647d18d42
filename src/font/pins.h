/*
 * font/pins.h - the fonts of a plan, each with the hash of its file.
 *
 * A plan lists the fonts that setting the letters opened. A process that
 * writes from that plan opens the same files first, and refuses one that has
 * changed.
 */
#ifndef FONT_PINS_H
#define FONT_PINS_H

#include "font/font.h"

/* By family, then style; 0 only for the same font. */
int font_compare(const struct font *a, const struct font *b);

/*
 * One line a font: hash, two blanks, file name, as sha256sum writes them;
 * sorted, so the order of opening does not show.
 */
void font_set_write_pins(const struct font_set *set, struct strbuf *out);

/*
 * Opens every font of `pins` and compares its hash. False after reports: a
 * font that fonts.yaml no longer names, is missing, or has changed.
 */
bool font_set_open_pins(
    struct font_set *set, struct slice pins, struct diag *diag);

#endif
