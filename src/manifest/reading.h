/*
 * manifest/reading.h - a workbook that was written is read again, cell by
 * cell, by none of the library that wrote it.
 *
 * For manifest/book.c: whatever would be written is compared with the next
 * cell of the file (zip by libzip; the sheets' XML here, as the library writes
 * it in constant_memory mode and no other way). A sheet is left at its first
 * difference, which is reported.
 */
#ifndef MANIFEST_READING_H
#define MANIFEST_READING_H

#include "base/diag.h"

struct reading;

/* NULL after a report: no workbook. */
struct reading *reading_open(const char *path, struct diag *diag);
/* Accepts NULL. */
void reading_close(struct reading *reading);

/* Goes to the next sheet; the one before must be at its end. */
void reading_next_sheet(struct reading *reading);
/* The next cell of the sheet shall be this; an empty text is an empty cell. */
void reading_expect_text(
    struct reading *reading, uint32_t row, size_t column, struct slice text);
void reading_expect_number(
    struct reading *reading, uint32_t row, size_t column, uint64_t number);
/* The next chart of the workbook has these texts: title, names of series and
 * the cells that they take, each with a line feed behind it. */
void reading_expect_chart(struct reading *reading, struct slice texts);
/* Whether the charts were as expected, and no other is left. */
bool reading_end_charts(struct reading *reading);
/* After the last cell: whether all was as expected, and neither
 * sheet nor chart is left. */
bool reading_end(struct reading *reading);

#endif
