/*
 * layout/symbol_kind.h - the codes that can be drawn (layout/symbol.h).
 */
#ifndef LAYOUT_SYMBOL_KIND_H
#define LAYOUT_SYMBOL_KIND_H

enum symbol_kind { SYMBOL_QR, SYMBOL_DATAMATRIX };

#endif
