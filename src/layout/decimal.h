/*
 * layout/decimal.h - a cell's number, and where its decimals begin.
 *
 * The numbers of a column that is flush right stand with their decimal signs
 * below each other ("117" beside "1 234,50", "9,5 %" beside "11,25 %").
 */
#ifndef LAYOUT_DECIMAL_H
#define LAYOUT_DECIMAL_H

#include "layout/page.h"

/*
 * True where a line is one number: a sign, digits in groups, decimals after
 * `sign` ("," or "."), a unit; no date, time, range or telephone. *tail is the
 * width of what stands from the decimal sign on, or after the last digit.
 */
bool decimal_find(const struct line *line, struct slice sign, mpt *tail);

#endif
