/*
 * manifest/column.h - the letters of a spreadsheet's column.
 */
#ifndef MANIFEST_COLUMN_H
#define MANIFEST_COLUMN_H

#include <stddef.h>

/* 0 is A, 26 is AA. */
void column_write_letters(size_t column, char letters[8]);

#endif
