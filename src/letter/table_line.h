/*
 * letter/table_line.h - a line of a Markdown table, by its bars.
 *
 * As cmark-gfm's table extension counts: a bar behind a backslash is text,
 * the first and the last bar may be left out. Inside letter/ only.
 */
#ifndef LETTER_TABLE_LINE_H
#define LETTER_TABLE_LINE_H

#include "base/slice.h"

/* Offset of the next bar that is not behind a backslash, or line.len. */
size_t table_line_next_bar(struct slice line, size_t from);

/* A bar that is not behind a backslash. */
bool table_line_has_bar(struct slice line);

/* Number of cells. */
size_t table_line_count(struct slice line);

/* "|---|:-:|": the line below a table's head. */
bool table_line_is_rule(struct slice line);

/* The length of the list marks and blanks that a line begins with. */
size_t table_line_marks(struct slice line);

#endif
