/*
 * layout/symbol.h - a QR code (ISO/IEC 18004) as squares.
 *
 * The one bridge to libzint. A symbol is measured while a letter is set, and
 * drawn when it is written: which of its eight masks is the best one takes ten
 * times as long to find out, and does not change its size.
 */
#ifndef LAYOUT_SYMBOL_H
#define LAYOUT_SYMBOL_H

#include "layout/page.h"

/* A square is half a millimetre: scanned by any telephone, also off plain
 * paper. Four of them stay white on each side (ISO/IEC 18004, 6.3.8). */
#define SYMBOL_MODULE 1417
#define SYMBOL_QUIET 4

/*
 * The symbol that holds the text, error correction M, in mem. NULL where that is
 * too much, or libzint cannot make it.
 */
const struct symbol *symbol_new(struct arena *mem, struct slice text);

/* Width and height on paper, its white edge among it. */
mpt symbol_size(const struct symbol *symbol);

/*
 * Shows its squares row by row, those side by side as one: distances in
 * squares from the top left corner of its white edge. False where libzint
 * fails, which symbol_new would have said.
 */
bool symbol_draw(const struct symbol *symbol,
    void (*seen)(uint32_t x, uint32_t y, uint32_t width, void *ctx), void *ctx);

#endif
