/*
 * manifest/cell.h - text as a cell of a spreadsheet can hold it.
 */
#ifndef MANIFEST_CELL_H
#define MANIFEST_CELL_H

#include "base/strbuf.h"

/* Excel's limit on a cell, in UTF-16 code units. */
#define CELL_MOST 32767

/*
 * Adds `text`, at most `most` UTF-16 code units of it: what is longer is cut
 * and ends in " […]". Code points that XML 1.0 cannot hold, and texts that
 * look like Excel's own escape, become _xHHHH_ (ISO/IEC 29500-1, 22.9.2.19);
 * tab and line feed stay; bytes that are not UTF-8 become U+FFFD.
 */
void cell_write(struct strbuf *out, struct slice text, size_t most);

#endif
