/*
 * layout/symbol.h - a QR code (ISO/IEC 18004) or a DataMatrix (ISO/IEC 16022)
 * as squares.
 *
 * The one bridge to libzint. A QR code is measured while a letter is set, and
 * drawn when it is written: which of its eight masks is the best one takes ten
 * times as long to find out, and does not change its size.
 */
#ifndef LAYOUT_SYMBOL_H
#define LAYOUT_SYMBOL_H

#include "layout/page.h"

/* A square of a letter's QR code is half a millimetre: scanned by any
 * telephone, also off plain paper. Four of them stay white on each side
 * (ISO/IEC 18004, 6.3.8). */
#define SYMBOL_MODULE 1417
#define SYMBOL_QUIET 4

/*
 * The QR code that holds the text, error correction M, in mem. NULL where that
 * is too much, or libzint cannot make it.
 */
const struct symbol *symbol_new(struct arena *mem, struct slice text);

/*
 * A symbol of a given size, in mem: `cells` squares on each side, `cell` wide,
 * and the white edge of its standard around them. Whether libzint can make it is
 * not asked here, but of symbol_holds, once for all texts of that length.
 */
const struct symbol *symbol_new_sized(struct arena *mem, enum symbol_kind kind,
    struct slice text, uint32_t cells, mpt cell);

/* Whether a symbol of so many cells on each side can be made of the text. */
bool symbol_holds(enum symbol_kind kind, struct slice text, uint32_t cells);

/* Width and height on paper, its white edge among it. */
mpt symbol_size(const struct symbol *symbol);

/*
 * Shows its squares row by row, those side by side as one: distances in
 * squares from the top left corner of its white edge. False where libzint
 * fails, which symbol_new or symbol_holds would have said.
 */
bool symbol_draw(const struct symbol *symbol,
    void (*seen)(uint32_t x, uint32_t y, uint32_t width, void *ctx), void *ctx);

#endif
